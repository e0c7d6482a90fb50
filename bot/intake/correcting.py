"""Articles that are here already, put right: headline, date, outlet, text, a removed line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import IntakeError
from bot.intake.intake import article_of, as_new, removed_lines, show, understand
from bot.intake.pieces import FEWEST_WORDS
from bot.intake.receipt import Receipt
from bot.model import ArticleId, KeptArticle, NewArticle, UserId
from bot.offload import Offload
from bot.store.protocol import Store
from summaries.clean import Cleaned, cut
from summaries.clean import Removed as CleanedLine
from summaries.clean import kept as put_back
from summaries.model import Topic
from summaries.repeats import fingerprint


async def amend(
    store: Store,
    offload: Offload,
    number: ArticleId,
    new: NewArticle,
    *,
    by: UserId | None,
    now: datetime,
    topics: Sequence[Topic] = (),
) -> Receipt:
    """Change an article (title, date, outlet, text), analyse it again and show it."""
    before = await article_of(store, number)
    if new.text != before.article.text:
        new = replace(new, fingerprint=await offload(fingerprint, new.text))
    await store.amend_article(number, new, by=by, at=now)
    await understand(store, offload, number, topics)
    return await show(store, offload, number)


@dataclass(frozen=True, slots=True)
class Correction:
    """What an admin puts right; what is None stays.

    Attributes:
        published_from: the words a new date was read from.
    """

    title: str | None = None
    outlet: str | None = None
    published_at: datetime | None = None
    published_from: str = ""


async def correct(
    store: Store,
    offload: Offload,
    number: ArticleId,
    correction: Correction,
    *,
    by: UserId | None,
    now: datetime,
    topics: Sequence[Topic] = (),
) -> Receipt:
    """Correct an article's title, outlet or date.

    Raises:
        IntakeError: there is no article of this number.
    """
    new = _corrected(as_new(await article_of(store, number)), correction)
    return await amend(store, offload, number, new, by=by, now=now, topics=topics)


def is_so(found: KeptArticle, correction: Correction) -> bool:
    """Tell whether an article says already what it is to say."""
    old = as_new(found)
    new = _corrected(old, correction)
    return (new.title, new.outlet, new.published_at) == (
        old.title,
        old.outlet,
        old.published_at,
    )


def _corrected(new: NewArticle, correction: Correction) -> NewArticle:
    if correction.title is not None:
        new = replace(new, title=" ".join(correction.title.split()))
    if correction.outlet is not None:
        new = replace(new, outlet=" ".join(correction.outlet.split()))
    if correction.published_at is not None:
        new = replace(
            new,
            published_at=correction.published_at,
            published_from=correction.published_from,
        )
    return new


async def keep_line(
    store: Store,
    offload: Offload,
    number: ArticleId,
    line: int,
    *,
    by: UserId | None,
    now: datetime,
    topics: Sequence[Topic] = (),
) -> Receipt:
    """Put removed line ``line`` (from 0) of an article back at its place.

    Raises:
        IntakeError: there is no such article, or no such removed line in it.
    """
    found = await article_of(store, number)
    if not 0 <= line < len(found.removed):
        raise IntakeError(
            f"Article {number} has no removed line {line + 1}. /keep {number} lists them."
        )
    new = _with_lines(found, put_back(_lines(found), line))
    return await amend(store, offload, number, new, by=by, now=now, topics=topics)


async def cut_line(
    store: Store,
    offload: Offload,
    number: ArticleId,
    line: int,
    *,
    by: UserId | None,
    now: datetime,
    topics: Sequence[Topic] = (),
) -> Receipt:
    """Take paragraph ``line`` (from 0) out of an article; it is kept among the removed lines.

    Raises:
        IntakeError: there is no such article, or no such paragraph, or hardly any other.
    """
    found = await article_of(store, number)
    if not 0 <= line < len(found.article.text.split("\n")):
        raise IntakeError(f"Article {number} has no line {line + 1}. /cut {number} lists them.")
    left = cut(_lines(found), line)
    if len(left.text.split()) < FEWEST_WORDS:
        raise IntakeError(
            f"Without that line hardly anything is left of article {number}. "
            f"/receipt {number} shows how to take back all of it."
        )
    new = _with_lines(found, left)
    return await amend(store, offload, number, new, by=by, now=now, topics=topics)


def _lines(found: KeptArticle) -> Cleaned:
    lines = tuple(CleanedLine(one.before, one.text) for one in found.removed)
    return Cleaned(text=found.article.text, removed=lines)


def _with_lines(found: KeptArticle, again: Cleaned) -> NewArticle:
    return replace(as_new(found), text=again.text, removed=removed_lines(again))
