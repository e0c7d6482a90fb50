"""The words of the delivery ledger, as frozen values. All moments are aware and in UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from bot.model import ArticleId, ChatId, DeliveryId, DeliveryState, Subscription

PartState = Literal["pending", "sending", "sent", "uncertain", "blocked", "failed", "expired"]


@dataclass(frozen=True, slots=True, order=True)
class PartKey:
    """One message of one delivery; parts are numbered from 0.

    Attributes:
        edition: what it was composed in; should the delivery have been composed anew since,
            the part is refused. Empty for whatever edition it is.
    """

    delivery: DeliveryId
    number: int
    edition: str = ""


@dataclass(frozen=True, slots=True)
class PartEnd:
    """What became of one attempt to send a part.

    Attributes:
        state: *pending* when Telegram surely did not take it and it may be tried again.
        message: the number Telegram gave; None when it gave none.
        reason: for the operator; empty when it was sent.
    """

    key: PartKey
    state: PartState
    message: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is still to be sent.

    Attributes:
        number: its place in the briefing, from 0.
        attempts: how often it has been given to Telegram; the second says "sent again".
        doubted_at: when its first attempt ended in doubt; None when it did not.
    """

    number: int
    attempts: int = 0
    doubted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that one sender has taken.

    Attributes:
        subscription: as it was when the briefing was due, with what it had been told.
        day: the local day it is for.
        due_at: when it should go out.
        edition: key of the frozen messages; empty when they are still to be composed.
        parts: what is still to be sent, in order; empty before it is composed.
        missed: when the last briefing that was dropped for lateness had been due.
        late: the bot was down at its hour.
        thread: the topic of the group that briefings go to; None for the chat itself.
    """

    id: DeliveryId
    chat: ChatId
    subscription: Subscription
    day: date
    due_at: datetime
    edition: str = ""
    parts: tuple[Part, ...] = ()
    missed: datetime | None = None
    late: bool = False
    thread: int | None = None


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """Figures on deliveries, for the operator.

    Attributes:
        subscriptions: how many are neither paused nor stopped.
        oldest_due: when the longest waiting delivery had been due; None when none waits.
        waiting: deliveries that are due and not at rest.
        today: deliveries of the last 24 hours by state.
        causes: reasons of those that failed in the last 24 hours, with counts.
        last_sent: when the latest part was sent; None before the first.
        silent: how many of the last two hours at which briefings were due brought none to
            anybody, for reasons that are not the readers'.
        alarms: what is wrong, by name, with since when.
    """

    subscriptions: int
    oldest_due: datetime | None
    waiting: int
    today: Mapping[DeliveryState, int] = field(default_factory=dict)
    causes: Mapping[str, int] = field(default_factory=dict)
    last_sent: datetime | None = None
    silent: int = 0
    alarms: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Showing:
    """What an answer is about to show a chat.

    Attributes:
        articles: those that something of is in it.
        revision: number of the latest correction before they were read for it; None when
            nobody knows.
        at: when it goes out.
    """

    chat: ChatId
    articles: tuple[ArticleId, ...]
    revision: int | None
    at: datetime


NoticeState = Literal["pending", "sending", "sent", "uncertain", "blocked", "failed"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A correction for one chat.

    Attributes:
        correction: its number.
        reply_to: the message that held something from the corrected article; 0 when nobody
            knows its number.
        text: with Telegram's tags.
    """

    correction: int
    chat: ChatId
    reply_to: int
    text: str
