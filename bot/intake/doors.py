"""The doors of the intake: a file, a pasted text, a forwarded post; each becomes articles."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import IntakeError, OffloadError
from bot.intake.files import read_file
from bot.intake.intake import new_article, take
from bot.intake.pieces import checked
from bot.intake.receipt import Receipt, Refusal
from bot.model import NewArticle, UserId
from bot.offload import Offload
from bot.store.protocol import Store
from summaries.clean import Cleaned, clean_text
from summaries.model import Topic

logger = logging.getLogger(__name__)


async def take_file(
    store: Store,
    offload: Offload,
    name: str,
    data: bytes,
    *,
    by: UserId | None,
    now: datetime,
    topics: Sequence[Topic] = (),
) -> tuple[Receipt | Refusal, ...]:
    """Read a file, keep its articles as waiting, and return a line for each.

    Nothing of a refused file stays.
    """
    try:
        pieces = await offload(read_file, name, data)
    except IntakeError as error:
        return (Refusal(name, str(error)),)
    except Exception as error:
        return (Refusal(name, f"{gave_up(error)} Save the article as .txt and send that."),)
    taken: list[Receipt | Refusal] = []
    for piece in pieces:
        if piece.cleaned is None:
            taken.append(Refusal(piece.name, piece.refused))
        else:
            new = new_article(piece.cleaned, file_name=piece.name)
            taken.append(await take(store, offload, new, by=by, now=now, topics=topics))
    return tuple(taken)


def gave_up(error: Exception) -> str:
    """Return why nothing came of reading something: that costs this one thing, not the bot.

    What no reader should do is logged for its developer.
    """
    if isinstance(error, MemoryError):
        why = "it took too much memory"
    elif isinstance(error, OffloadError):
        why = str(error)
    else:
        logger.error("reader_failed", exc_info=error)
        why = "the reader stumbled over it, which is noted"
    return f"Reading it was given up: {why}."


@dataclass(frozen=True, slots=True)
class Post:
    """Where a text was forwarded from; empty for a pasted one.

    Attributes:
        outlet: the channel.
        at: when it was posted there.
        url: where it stands.
    """

    outlet: str = ""
    at: datetime | None = None
    url: str = ""


async def take_text(
    store: Store,
    offload: Offload,
    text: str,
    *,
    by: UserId | None,
    now: datetime,
    post: Post = Post(),
    topics: Sequence[Topic] = (),
) -> Receipt | Refusal:
    """Keep a pasted text, or a forwarded post, as waiting."""
    try:
        cleaned = await offload(text_article, text)
    except IntakeError as error:
        return Refusal("", str(error))
    except Exception as error:
        return Refusal("", f"{gave_up(error)} Send it as a .txt file.")
    return await take(store, offload, _posted(cleaned, post), by=by, now=now, topics=topics)


def text_article(text: str) -> Cleaned:
    """Return the article in a pasted text. Runs in the analysis process.

    Raises:
        IntakeError: there is none.
    """
    return checked(clean_text(text))


def _posted(cleaned: Cleaned, post: Post) -> NewArticle:
    """Return an article with what is known of its post where its text does not say."""
    new = new_article(replace(cleaned, outlet=cleaned.outlet or post.outlet, url=post.url))
    if new.published_at is not None or post.at is None:
        return new
    found = f"posted {post.at.day} {post.at:%b %Y}"
    return replace(new, published_at=post.at, published_from=found)
