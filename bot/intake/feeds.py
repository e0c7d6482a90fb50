"""RSS, Atom and JSON feeds: asked politely, read with limits.

How a feed was last asked is a value (``FeedState``) that the caller keeps; from it follows
what to send (conditional requests) and when to ask again (back-off).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import fastfeedparser

from bot.errors import FeedError, IntakeError
from bot.intake.links import Address, NotNow, Page, fetch, is_public
from bot.intake.pieces import MEGABYTE, checked
from bot.model import FeedState
from summaries.clean import Cleaned, clean_html
from summaries.clean.dates import printed_dates
from summaries.clean.plain import plain_characters
from summaries.clean.rubrics import without_rubric

USUAL_PAUSE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(hours=24)
#: A feed lists its latest articles; a longer one is cut to the newest.
MOST_ENTRIES = 200
MOST_FEED = 10 * MEGABYTE
#: A text in a feed that is shorter only announces the article.
FEWEST_WORDS = 120
_LONGEST_FIELD = 2_000
_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a feed lists it.

    Attributes:
        key: stays the same when title or text change.
        url: of the article's page; empty when the feed names none.
        html: what the feed gives of the text; empty for none.
        published: its date as the feed prints it.
    """

    key: str
    url: str
    title: str
    html: str
    published: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed lists, the newest first as it has them."""

    title: str
    entries: tuple[Entry, ...]


async def ask(
    state: FeedState, now: datetime, *, allowed: Callable[[Address], bool] = is_public
) -> tuple[FeedState, bytes]:
    """Ask for a feed, unless it has not changed.

    Returns:
        How it was asked, to be kept; and the feed, empty when there is nothing new or it
        failed (then ``problem`` says why).
    """
    try:
        page = await fetch(state.url, allowed=allowed, headers=_conditions(state))
    except NotNow as error:
        return after_failure(state, _fact(error), now, wait=error.wait), b""
    except IntakeError as error:
        return after_failure(state, _fact(error), now), b""
    calm = replace(state, failures=0, problem="", due_at=now + _pause(page))
    if page.status == 304:
        return calm, b""
    etag, modified = (page.headers.get(one, "")[:500] for one in ("etag", "last-modified"))
    return replace(calm, etag=etag, modified=modified), page.data


def _fact(error: IntakeError) -> str:
    """Return what happened, without what one could do about a page: it is a feed."""
    return str(error).partition(". ")[0].removesuffix(".") + "."


def read_feed(data: bytes) -> Listing:
    """Return what a feed lists. Runs in the analysis process.

    Raises:
        FeedError: it is none, or not safe to read.
    """
    if len(data) > MOST_FEED:
        raise FeedError(f"It has more than {MOST_FEED // MEGABYTE} MB.")
    if _ENTITY.search(data):
        raise FeedError("It declares entities of its own, which is unsafe.")
    try:
        # Bytes only: text that begins like an address would be fetched.
        found = fastfeedparser.parse(
            bytes(data), include_tags=False, include_media=False, include_enclosures=False
        )
    # The library gives up on broken feeds in many ways.
    except Exception as error:
        raise FeedError("It is no RSS, Atom or JSON feed.") from error
    entries = [_entry(one) for one in found.get("entries", [])[:MOST_ENTRIES]]
    title = _line(found.get("feed", {}).get("title"))
    return Listing(title, tuple(entry for entry in entries if entry.key))


def entry_article(entry: Entry, outlet: str) -> Cleaned | None:
    """Return the article that a feed gives in full; None when its page has to be fetched.

    What the feed states (headline, date, address) stands. Runs in the analysis process.

    Raises:
        IntakeError: it is too long, or no text.
    """
    if len(plain_characters(entry.html).split()) < FEWEST_WORDS:
        return None
    cleaned = clean_html(
        f"<html><body><article>{entry.html}</article></body></html>", entry.url
    )
    if len(cleaned.text.split()) < FEWEST_WORDS // 2:
        return None
    return checked(stated(cleaned, entry, outlet))


def stated(cleaned: Cleaned, entry: Entry, outlet: str) -> Cleaned:
    """Return an article with what its feed states about it."""
    dates = printed_dates(entry.published)
    own = cleaned.published_at is not None or not dates
    return replace(
        cleaned,
        title=without_rubric(entry.title) or cleaned.title,
        outlet=outlet or cleaned.outlet,
        url=entry.url or cleaned.url,
        published_at=cleaned.published_at if own else dates[0].at,
        published_from=cleaned.published_from if own else entry.published,
    )


def after_failure(
    state: FeedState, problem: str, now: datetime, *, wait: timedelta = timedelta(0)
) -> FeedState:
    """Return the state after one more failure: each one doubles the pause, up to a day.

    A site that asks to wait longer is left alone that long.
    """
    failures = state.failures + 1
    pause = min(max(USUAL_PAUSE * 2 ** min(failures, 10), wait), LONGEST_PAUSE)
    return replace(state, failures=failures, problem=problem, due_at=now + pause)


def _conditions(state: FeedState) -> dict[str, str]:
    conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: value for name, value in conditions.items() if value}


def _pause(page: Page) -> timedelta:
    """Return how long to wait: as long as the server asks, between 15 minutes and a day."""
    asked = re.search(r"max-age=(\d{1,7})", page.headers.get("cache-control", ""))
    pause = timedelta(seconds=int(asked[1])) if asked else USUAL_PAUSE
    return min(max(pause, USUAL_PAUSE), LONGEST_PAUSE)


def _entry(found: Mapping[str, object]) -> Entry:
    url = _line(found.get("link"))
    url = url if url.startswith(("http://", "https://")) else ""
    content = found.get("content")
    first = content[0] if isinstance(content, list) and content else {}
    html = first.get("value") if isinstance(first, dict) else ""
    return Entry(
        key=_line(found.get("id")) or url,
        url=url,
        title=_line(found.get("title")),
        html=str(html or found.get("description") or "")[:MEGABYTE],
        published=_date(_line(found.get("published"))),
    )


def _line(value: object) -> str:
    return " ".join(plain_characters(str(value or "")[:_LONGEST_FIELD]).split())


def _date(words: str) -> str:
    """Return a date in a form that counts as complete, or nothing."""
    if printed_dates(words):
        return words
    try:
        return parsedate_to_datetime(words).astimezone(UTC).isoformat()
    except (ValueError, TypeError, OverflowError):
        return ""
