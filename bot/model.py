"""The words of the application, as frozen values. All moments are aware and in UTC."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, NewType

from summaries.model import Article, EntityKind, Quote

ArticleId = NewType("ArticleId", int)
ChatId = NewType("ChatId", int)
UserId = NewType("UserId", int)
EntityId = NewType("EntityId", int)
StoryId = NewType("StoryId", int)
SubscriptionId = NewType("SubscriptionId", int)
DeliveryId = NewType("DeliveryId", int)
FeedId = NewType("FeedId", int)

ArticleState = Literal["waiting", "published", "withdrawn", "discarded"]
ChatKind = Literal["private", "group", "supergroup", "channel"]


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that cleaning took out of an article.

    Attributes:
        before: number of the paragraph it stood before, from 0.
        text: the line as it was found.
    """

    before: int
    text: str


@dataclass(frozen=True, slots=True)
class NewArticle:
    """A cleaned article, before it is kept.

    Attributes:
        title: empty when there is none.
        text: paragraphs joined by newlines.
        published_at: as printed, may be wrong; None when undated.
        published_from: the words it was read from; empty when undated.
        file_name: what it was uploaded as; empty for pasted text and links.
        removed: lines taken out as boilerplate.
        fingerprint: sampled shingles (``summaries.repeats``).
    """

    title: str
    text: str
    language: str = "en"
    outlet: str = ""
    standfirst: str = ""
    byline: str = ""
    url: str = ""
    published_at: datetime | None = None
    published_from: str = ""
    file_name: str = ""
    removed: tuple[Removed, ...] = ()
    fingerprint: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article in the store.

    Attributes:
        article: what the analysis sees; its ``published_at`` is never later than intake.
        state: only published articles reach readers.
        published_as_printed: the date as the article gives it, unclamped.
        received_at: when it was taken in.
        released_at: when an admin published it to readers; None before.
        added_by: None for the seeds and feeds.
        version: counts up when the text is replaced.
    """

    article: Article
    state: ArticleState
    received_at: datetime
    released_at: datetime | None = None
    published_as_printed: datetime | None = None
    published_from: str = ""
    standfirst: str = ""
    byline: str = ""
    file_name: str = ""
    removed: tuple[Removed, ...] = ()
    added_by: UserId | None = None
    version: int = 1

    @property
    def id(self) -> ArticleId:
        """Its number, as admins type it."""
        return ArticleId(self.article.id)


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """An article in one line.

    Attributes:
        title: the headline; empty when it has none.
        opening: its first words, for articles without a headline.
        words: length of its text.
    """

    id: ArticleId
    title: str
    opening: str
    outlet: str
    url: str
    published_at: datetime | None
    released_at: datetime | None
    received_at: datetime
    state: ArticleState
    words: int


@dataclass(frozen=True, slots=True)
class Person:
    """An entity of the store that can speak or be spoken about: a person or organisation.

    Attributes:
        name: canonical full name.
        role: as printed most recently; empty when never printed.
        said: how many of its quotes are published.
        about: how many published quotes mention it.
        articles: how many published articles name it.
    """

    id: EntityId
    name: str
    kind: EntityKind
    role: str
    said: int
    about: int
    articles: int


@dataclass(frozen=True, slots=True)
class KeptQuote:
    """A quote of a published article.

    Attributes:
        id: its number in the store.
        quote: the finding.
        sentence: the whole sentence (or sentences) around it, as (start, end, text).
        article: where it stands.
        also: other articles that print the same utterance.
        pieces: places of all parts of the utterance, when it is interrupted.
        worded: those other articles that print it in other words, with where and how.
    """

    id: int
    quote: Quote
    sentence: tuple[int, int, str]
    article: ArticleHead
    also: tuple[ArticleHead, ...] = ()
    pieces: tuple[tuple[int, int], ...] = ()
    worded: tuple[tuple[ArticleHead, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic readers can ask for.

    Attributes:
        slug: what to type ("north-korea").
        title: what to show.
        articles: how many published articles are on it.
        newest: when the newest of them was released; None for none.
    """

    slug: str
    title: str
    articles: int
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class SourceCount:
    """An outlet and how much of it is published."""

    outlet: str
    articles: int
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Who did what to which article, and when."""

    at: datetime
    by: UserId | None
    action: str
    article: ArticleId
    detail: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """One chat's wish for a daily briefing.

    Attributes:
        topics: slugs, names or free words; empty for everything.
        at: local time of day.
        zone: IANA name.
        weekdays: Monday is 0; ascending.
        seconds: reading time of the briefing.
        quiet: say nothing on a day without news instead of one line.
        due_at: the next moment in UTC; None while paused.
        last_day: the local day last delivered or dropped; None before the first.
        told_until: briefings cover what was released after this; None before the first.
        paused: why it is paused ("you asked", "blocked"); empty when it is not.
    """

    id: SubscriptionId
    chat: ChatId
    topics: tuple[str, ...]
    at: time
    zone: str
    weekdays: tuple[int, ...]
    seconds: int
    quiet: bool
    due_at: datetime | None
    last_day: date | None
    told_until: datetime | None
    paused: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What a chat asks of its daily briefing (see Subscription for the fields)."""

    at: time
    zone: str
    topics: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    seconds: int = 120
    quiet: bool = False


DeliveryState = Literal[
    "pending", "claimed", "sending", "sent", "uncertain", "blocked", "failed", "expired"
]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One briefing for one chat on one day, and what became of it.

    Attributes:
        day: the reader's local day it was for.
        due_at: when it should have gone out.
        state: as far as its parts have come.
        ended_at: when it came to rest; None while it is under way.
        messages: the message numbers Telegram gave, in order of its parts.
        articles: what it was made from; empty when nothing was new.
        again: a part was sent a second time and said so.
        reason: why it did not go out, or "nothing new"; empty for a usual briefing.
    """

    id: DeliveryId
    chat: ChatId
    day: date
    due_at: datetime
    state: DeliveryState
    ended_at: datetime | None = None
    messages: tuple[int, ...] = ()
    articles: tuple[ArticleId, ...] = ()
    again: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed was last asked, and when to ask again.

    Attributes:
        url: its address, as the admin gave it.
        title: what it calls itself.
        etag: the server's mark of the version we have; empty when it gave none.
        modified: the server's date of that version; empty when it gave none.
        failures: how many times in a row it failed.
        problem: the last failure, for the operator; empty when it answered.
        due_at: when it may be asked again; None when it is gone for good.
    """

    url: str
    title: str = ""
    etag: str = ""
    modified: str = ""
    failures: int = 0
    problem: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that articles are taken from.

    Attributes:
        publishes: its articles reach readers by themselves; else they wait for an admin.
        taken: how many articles came from it.
    """

    id: FeedId
    state: FeedState
    publishes: bool
    taken: int
