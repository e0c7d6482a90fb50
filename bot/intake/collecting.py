"""Articles from the web: a link that an admin pastes, and what feeds list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from bot.context import Context
from bot.errors import FeedError, IntakeError, OffloadError, StoreError
from bot.intake.doors import gave_up
from bot.intake.encodings import decoded
from bot.intake.feeds import (
    Entry,
    Listing,
    after_failure,
    ask,
    entry_article,
    read_feed,
    stated,
)
from bot.intake.files import read_file
from bot.intake.intake import new_article, publish, take
from bot.intake.links import NotNow, fetch
from bot.intake.pages import read_page
from bot.intake.pieces import checked
from bot.intake.receipt import Receipt, Refusal
from bot.intake.robots import Manners, manners
from bot.model import ArticleId, Feed, FeedState, UserId
from summaries.clean import Cleaned

#: So many new entries of a feed are taken at a time: a site is not asked for all at once.
MOST_AT_ONCE = 10
#: After so many pages that a feed's site did not give, the others are asked for later.
MOST_FAILED = 3


@dataclass(frozen=True, slots=True)
class Collected:
    """What one look at a feed brought.

    Attributes:
        taken: articles that are kept now, the newest first.
        refused: why entries gave no article, a sentence for each.
        later: how many new entries wait for the next look.
        problem: why it could not be read; empty when it could.
    """

    title: str = ""
    taken: tuple[ArticleId, ...] = ()
    refused: tuple[str, ...] = ()
    later: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What a feed answered just now.

    Attributes:
        state: how it was asked, to be kept.
        listing: None when it has not changed or cannot be read (then the state says why).
    """

    state: FeedState
    listing: Listing | None = None


async def take_link(context: Context, url: str, *, by: UserId) -> Receipt | Refusal:
    """Fetch the page behind a link and keep its article as waiting."""
    try:
        page = await fetch(url, allowed=context.allowed)
        cleaned = await context.offload(page_article, page.url, page.data, page.charset)
    except IntakeError as error:
        return Refusal(url, str(error))
    except Exception as error:
        return Refusal(url, f"{gave_up(error)} Save the article as text and send that.")
    return await _taken(context, cleaned, by=by)


def page_article(url: str, data: bytes, charset: str) -> Cleaned:
    """Return the article of a fetched page. Runs in the analysis process.

    Raises:
        IntakeError: there is no article in it.
    """
    if b"<" in data[:2000] and b"%PDF-" not in data[:1024]:
        return checked(read_page(decoded(data, charset), url))
    name = urlsplit(url).path.rsplit("/", 1)[-1] or "page"
    [first, *_] = read_file(name, data)
    if first.cleaned is None:
        raise IntakeError(first.refused)
    return replace(first.cleaned, url=first.cleaned.url or url)


async def look_at(context: Context, state: FeedState) -> Look:
    """Ask a feed and read what it lists; nothing is kept."""
    now = context.now()
    asked, data = await ask(state, now, allowed=context.allowed)
    if not data:
        return Look(asked)
    try:
        return Look(asked, await context.offload(read_feed, data))
    except (FeedError, OffloadError, MemoryError) as error:
        problem = str(error) or "It is too large to be read."
        return Look(after_failure(state, problem, now))


async def collect(context: Context, feed: Feed, look: Look | None = None) -> Collected:
    """Keep a feed's new articles, and note when to ask again.

    What cannot be read is noted with the feed and asked less often; an entry that gives no
    article is not asked for again.

    Args:
        context: what a command may reach.
        feed: as it is kept.
        look: when it has just been asked; otherwise it is asked now.
    """
    now = context.now()
    look = look or await look_at(context, feed.state)
    state, listing = look.state, look.listing
    if listing is None:
        await context.store.save_feed(feed.id, state)
        return Collected(state.title, problem=state.problem)
    title = listing.title or feed.state.title
    found = await _collected(context, feed, listing, now)
    # While entries wait, the feed has to be read again whole: it must not answer "unchanged".
    if found.later:
        state = replace(state, etag="", modified="")
    await context.store.save_feed(feed.id, replace(state, title=title))
    return replace(found, title=title)


async def _collected(
    context: Context, feed: Feed, listing: Listing, now: datetime
) -> Collected:
    entries = {entry.key: entry for entry in listing.entries}
    new = await context.store.unseen_entries(feed.id, list(entries))
    reading = _Reading(context, listing.title, [entries[key].url for key in new])
    taken: list[ArticleId] = []
    refused: list[str] = []
    unread = len(new[MOST_AT_ONCE:])
    for key in new[:MOST_AT_ONCE]:
        if reading.failed >= MOST_FAILED:
            unread += 1
            continue
        number = None
        try:
            number = await reading.take(entries[key])
        except NotNow:
            # It stays new, so that the next look asks for it again.
            unread += 1
            continue
        except IntakeError as error:
            refused.append(str(error))
        except StoreError:
            raise
        except Exception as error:
            refused.append(gave_up(error))
        await context.store.entry_seen(feed.id, key, number, at=now)
        if number is not None:
            if feed.publishes:
                # Pages take their time: what is published now was not there when it began.
                at = context.now()
                number = await publish(context.store, context.offload, number, by=None, now=at)
            taken.append(number)
    return Collected(taken=tuple(taken), refused=tuple(refused), later=unread)


class _Reading:
    """Takes the entries of one look at a feed, and asks its sites politely for pages.

    Attributes:
        failed: how many pages a site did not give just now.
    """

    def __init__(self, context: Context, outlet: str, urls: Sequence[str]) -> None:
        self.failed = 0
        self._context = context
        self._outlet = outlet
        self._urls = urls
        self._manners: dict[str, Manners] = {}

    async def take(self, entry: Entry) -> ArticleId | None:
        """Keep the article of an entry; None when the same text is here already.

        Raises:
            NotNow: its page cannot be had at the moment.
            IntakeError: it gives no article.
        """
        cleaned = await self._context.offload(entry_article, entry, self._outlet)
        if cleaned is None:
            cleaned = await self._fetched(entry)
        receipt = await _taken(self._context, cleaned, by=None)
        return None if receipt.known else receipt.number

    async def _fetched(self, entry: Entry) -> Cleaned:
        if entry.url in (await self._polite(urlsplit(entry.url).netloc)).forbidden:
            raise IntakeError("Its site asks programs not to fetch it.")
        try:
            page = await fetch(entry.url, allowed=self._context.allowed)
        except NotNow:
            self.failed += 1
            raise
        cleaned = await self._context.offload(page_article, page.url, page.data, page.charset)
        return stated(cleaned, entry, self._outlet)

    async def _polite(self, site: str) -> Manners:
        """Return what a site asks for, having waited as long as it asks between pages."""
        if site in self._manners:
            await self._context.sleep(self._manners[site].pause.total_seconds())
        else:
            urls = [url for url in self._urls if urlsplit(url).netloc == site]
            self._manners[site] = await manners(
                self._context.offload, urls, allowed=self._context.allowed
            )
        return self._manners[site]


async def _taken(context: Context, cleaned: Cleaned, *, by: UserId | None) -> Receipt:
    return await take(
        context.store,
        context.offload,
        new_article(cleaned),
        by=by,
        now=context.now(),
        topics=context.sorted_by,
    )
