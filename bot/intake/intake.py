"""New articles in: recognise repeats and new versions, analyse, keep, publish."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.errors import IntakeError, OffloadError
from bot.intake.receipt import Receipt, offers, receipt
from bot.intake.versions import alike_articles
from bot.model import ArticleId, KeptArticle, NewArticle, Removed, StoryId, UserId
from bot.offload import Offload
from bot.store.protocol import Store
from summaries.analyse import analyse
from summaries.arrivals import arrived, packed
from summaries.clean import Cleaned
from summaries.errors import SummariesError
from summaries.model import Article, Topic
from summaries.repeats import fingerprint
from summaries.stories import profile

logger = logging.getLogger(__name__)

#: So many articles around a new one are looked at for its story.
MOST_PROFILES = 300


async def take(
    store: Store,
    offload: Offload,
    new: NewArticle,
    *,
    by: UserId | None,
    now: datetime,
    topics: Sequence[Topic] = (),
) -> Receipt:
    """Keep a cleaned article as waiting, unless the same text is there already."""
    known = await store.with_same_text(new.text)
    if known is not None:
        return await _known(store, offload, known, new, by=by, now=now)
    shingles = await offload(fingerprint, new.text)
    number, is_new = await store.save_new_article(
        replace(new, fingerprint=shingles), by=by, at=now
    )
    if not is_new:
        # It came in by another door a moment ago.
        return await _known(store, offload, number, new, by=by, now=now)
    await understand(store, offload, number, topics)
    return await show(store, offload, number)


async def _known(
    store: Store,
    offload: Offload,
    number: ArticleId,
    new: NewArticle,
    *,
    by: UserId | None,
    now: datetime,
) -> Receipt:
    """Return the receipt of a text that is here, with what its new copy knows in addition.

    While nobody has seen it, that is taken over at once; later it is offered, since readers
    are told of corrections.
    """
    found = await show(store, offload, number, known=True)
    offered = offers(found, new)
    if not offered or found.state != "waiting":
        return replace(found, offers=offered)
    fuller = completed(as_new(await article_of(store, number)), new)
    await store.amend_article(number, fuller, by=by, at=now)
    return await show(store, offload, number, known=True)


async def show(
    store: Store, offload: Offload, number: ArticleId, *, known: bool = False
) -> Receipt:
    """Return the receipt of an article that is in the store.

    Raises:
        IntakeError: there is no article of this number.
    """
    found = await article_of(store, number)
    waits = found.state == "waiting"
    alike = await alike_articles(store, offload, found) if waits else ()
    return receipt(found, await store.analysis(number), alike=alike, known=known)


async def understand(
    store: Store, offload: Offload, number: ArticleId, topics: Sequence[Topic]
) -> bool:
    """Analyse one article and keep what is found; False when it could not be done."""
    found = await article_of(store, number)
    try:
        analysis = await offload(analyse, found.article, tuple(topics))
    except (OffloadError, SummariesError, MemoryError):
        return False
    except Exception:
        # An analysis with a flaw must not cost the article, nor those uploaded with it.
        logger.exception("analysis_failed article=%d", number)
        return False
    if (await article_of(store, number)).article.text != found.article.text:
        # Its places are none in the new text, which is analysed by whoever amended it.
        return True
    await store.save_analysis(number, analysis)
    await _place(store, offload, found)
    return True


async def _place(store: Store, offload: Offload, found: KeptArticle) -> None:
    """Find the story of an article, if it has none yet: an earlier one, or its own."""
    at = found.article.published_at or found.received_at
    if await store.story_of(found.id) is not None:
        return
    known = await store.story_profiles(at, limit=MOST_PROFILES)
    kept, story = await offload(placed, found.article, tuple(known))
    await store.keep_story(found.id, StoryId(story or found.id), kept, at=at)


def placed(article: Article, known: Sequence[tuple[int, bytes]]) -> tuple[bytes, int | None]:
    """Return what to keep of an article, and the known story it tells; None for a new one."""
    kept = packed(profile(article.title, article.text, article.published_at))
    return kept, arrived(kept, known)


async def publish(
    store: Store,
    offload: Offload,
    number: ArticleId,
    *,
    by: UserId | None,
    now: datetime,
) -> ArticleId:
    """Let readers see an article, and return the number they see it under.

    A later version of a published article takes its place there, so that nobody is sent it
    twice; the old text is kept as history.

    Raises:
        IntakeError: there is no article of this number.
    """
    found = await article_of(store, number)
    later = [one for one in await alike_articles(store, offload, found) if one.version]
    earlier = next((one.number for one in later if one.state == "published"), None)
    if found.state != "waiting" or earlier is None:
        await store.change_state(number, "published", by=by, at=now)
        return number
    return await _put_in_place(store, offload, found, earlier, by=by, now=now)


async def put_in_place(
    store: Store,
    offload: Offload,
    number: ArticleId,
    earlier: ArticleId,
    *,
    by: UserId | None,
    now: datetime,
) -> ArticleId:
    """Publish a waiting article as the new text of a published one that it is like.

    An admin says so where it is not certain.

    Raises:
        IntakeError: it is none that may take the other's place; nothing has changed then.
    """
    found = await article_of(store, number)
    if found.state != "waiting":
        raise IntakeError(f"Article {number} is {found.state}: /receipt {number}")
    alike = await alike_articles(store, offload, found)
    if not any(one.number == earlier and one.replaceable for one in alike):
        raise IntakeError(
            f"Article {number} cannot take the place of article {earlier}: only of a published "
            f"one that it is much like, of the same outlet and address. /receipt {number}"
        )
    return await _put_in_place(store, offload, found, earlier, by=by, now=now)


async def _put_in_place(
    store: Store,
    offload: Offload,
    found: KeptArticle,
    earlier: ArticleId,
    *,
    by: UserId | None,
    now: datetime,
) -> ArticleId:
    analysis = await store.analysis(found.id)
    shingles = await offload(fingerprint, found.article.text)
    new = completed(as_new(found), as_new(await article_of(store, earlier)))
    await store.amend_article(earlier, replace(new, fingerprint=shingles), by=by, at=now)
    if analysis is not None:
        await store.save_analysis(earlier, analysis)
        await store.carry_mends(found.id, earlier)
    await store.change_state(found.id, "discarded", by=by, at=now)
    return earlier


def new_article(cleaned: Cleaned, *, file_name: str = "") -> NewArticle:
    """Return a cleaned article in the application's words."""
    return NewArticle(
        title=cleaned.title,
        text=cleaned.text,
        language=cleaned.language or "en",
        outlet=cleaned.outlet,
        standfirst=cleaned.standfirst,
        byline=cleaned.byline,
        url=cleaned.url,
        published_at=cleaned.published_at,
        published_from=cleaned.published_from,
        file_name=file_name,
        removed=removed_lines(cleaned),
    )


async def article_of(store: Store, number: ArticleId) -> KeptArticle:
    """Return an article in any state.

    Raises:
        IntakeError: there is no article of this number.
    """
    found = await store.article(number)
    if found is None:
        raise IntakeError(f"There is no article {number}. /articles lists them.")
    return found


def as_new(found: KeptArticle) -> NewArticle:
    """Return a kept article as it could be taken in again, without its fingerprint."""
    article = found.article
    return NewArticle(
        title=article.title,
        text=article.text,
        language=article.language,
        outlet=article.outlet,
        standfirst=found.standfirst,
        byline=found.byline,
        url=article.url,
        published_at=found.published_as_printed or article.published_at,
        published_from=found.published_from,
        file_name=found.file_name,
        removed=found.removed,
    )


def completed(article: NewArticle, other: NewArticle) -> NewArticle:
    """Return an article with what it lacks of headline, date, outlet and address."""
    dated = article if article.published_at is not None else other
    return replace(
        article,
        title=article.title or other.title,
        outlet=article.outlet or other.outlet,
        url=article.url or other.url,
        published_at=dated.published_at,
        published_from=dated.published_from,
    )


def removed_lines(cleaned: Cleaned) -> tuple[Removed, ...]:
    """Return what was taken out of an article in the application's words."""
    return tuple(Removed(line.before, line.text) for line in cleaned.removed)
