"""/subscribe, /at, /pause, /resume, /stop, /when, /why: a chat's daily briefing."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.commands.arguments import clock_time, days_in_words, reading_in_words
from bot.commands.topics import wish_of
from bot.commands.wishes import EXAMPLE, Wanted, wanted
from bot.commands.zones import next_change
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request, in_rows
from bot.errors import CommandError
from bot.model import Delivery, Subscription, Wish
from bot.places import shown_title
from bot.subjects import subjects, topic_counts, topic_named
from bot.telling import counted

TIMES = ("06:30", "07:30", "08:30", "12:00", "18:00", "21:00")
ZONES = (
    ("London", "Europe/London"),
    ("Berlin", "Europe/Berlin"),
    ("New York", "America/New_York"),
    ("Los Angeles", "America/Los_Angeles"),
    ("São Paulo", "America/Sao_Paulo"),
    ("Delhi", "Asia/Kolkata"),
    ("Seoul", "Asia/Seoul"),
    ("Sydney", "Australia/Sydney"),
    ("UTC", "UTC"),
)
MOST_TOPICS = 8

_DAYS = re.compile(r"(\d{1,3})\s?(d|days?|w|weeks?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTime(Reply):
    """The first of three taps: at what time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskZone(Reply):
    """The second tap: where the reader's clock stands."""

    clock: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTopics(Reply):
    """The third tap: about what."""

    clock: str
    zone: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment for a reader: in their zone, in UTC, and what happens to the clock before it.

    Attributes:
        day: "Monday 30 March".
        clock: "07:30".
        zone: "CEST".
        utc: "05:30".
        change: a sentence on a change of the clocks before it; empty when there is none.
    """

    day: str
    clock: str
    zone: str
    utc: str
    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribed(Reply):
    """A subscription as it is: made, changed, taken up again, or asked about.

    Attributes:
        done: what has just happened ("Subscribed."); empty when it was only asked about.
        coming: None while it is paused.
        paused: why; empty when it is not.
        last: the last delivery in a line; empty before the first.
    """

    done: str
    days: str
    clock: str
    zone: str
    about: str
    length: str
    quiet: bool
    coming: Moment | None
    paused: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped(Reply):
    """The daily briefing has ended; there is a way back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSubscription(Reply):
    """This chat has no daily briefing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why(Reply):
    """Why this chat gets a briefing, and what decided about the last one."""

    about: str
    clock: str
    days: str
    last: str
    articles: tuple[str, ...]


async def subscribe(request: Request, context: Context) -> Reply:
    """Make or change the daily briefing; what is missing is asked for with buttons.

    Raises:
        CommandError: a word fits nowhere, or nothing is known about a topic.
    """
    asked = wanted(request.words)
    current = await context.store.subscription_of(request.chat)
    at = asked.at or (current.at if current else None)
    if at is None or not request.words:
        return AskTime(choices=_time_choices())
    zone = asked.zone or (current.zone if current else None)
    if zone is None:
        return AskZone(clock=f"{at:%H:%M}", choices=_zone_choices(request, context))
    if asked.asks_topics:
        return await _ask_topics(at, zone, context)
    topics = await _topics(asked, current, request, context)
    wish = _wish(asked, current, at, zone, topics)
    made = await context.store.subscribe(request.chat, wish, at=context.now())
    return _shown(made, context, "Changed." if current else "Subscribed.")


async def at(request: Request, context: Context) -> Reply:
    """/at 8:00: change the hour, and nothing else.

    Raises:
        CommandError: that is no time of day, or there is no subscription.
    """
    moment = clock_time(request.rest)
    if moment is None:
        raise CommandError("At what time? For example: /at 8:00")
    current = await context.store.subscription_of(request.chat)
    if current is None:
        raise CommandError(f"You have no daily briefing yet. {EXAMPLE}")
    wish = replace(wish_of(current), at=moment)
    made = await context.store.subscribe(request.chat, wish, at=context.now())
    return _shown(made, context, "Changed.")


async def pause(request: Request, context: Context) -> Reply:
    """/pause [7d]: no briefing until /resume, or for some days.

    Raises:
        CommandError: the time is not understood.
    """
    found = _DAYS.fullmatch(request.rest.strip())
    if request.words and not found:
        raise CommandError("For how long? For example: /pause 7d, or /pause until you /resume.")
    until = None
    if found:
        days = int(found[1]) * (7 if found[2][0].lower() == "w" else 1)
        until = context.now() + timedelta(days=days)
    paused = await context.store.pause(request.chat, "you asked", at=context.now(), until=until)
    return _shown(paused, context, "") if paused else _none()


async def resume(request: Request, context: Context) -> Reply:
    """Take the briefing up again, after /pause and after /stop."""
    resumed = await context.store.resume(request.chat, at=context.now())
    return _shown(resumed, context, "Welcome back.") if resumed else _none()


async def stop(request: Request, context: Context) -> Reply:
    """End the briefing, and say how to return."""
    stopped = await context.store.stop(request.chat, at=context.now())
    if stopped is None:
        return _none()
    return Stopped(
        choices=((Choice("Resume", "~/resume"), Choice("Delete my data", "/forgetme")),)
    )


async def when(request: Request, context: Context) -> Reply:
    """Say when the next briefing comes, and how the last one went."""
    current = await context.store.subscription_of(request.chat)
    if current is None:
        return _none()
    latest = await context.store.deliveries_of(request.chat, limit=1)
    last = last_delivery(latest[0], current.zone) if latest else ""
    return _shown(current, context, "", last=last)


async def why(request: Request, context: Context) -> Reply:
    """Say why this chat gets a briefing and what the last one was made from."""
    current = await context.store.subscription_of(request.chat)
    if current is None:
        return _none()
    latest = await context.store.deliveries_of(request.chat, limit=1)
    heads = await context.store.heads(latest[0].articles) if latest else []
    return Why(
        about=_about(current, context),
        clock=f"{current.at:%H:%M}",
        days=days_in_words(current.weekdays),
        last=last_delivery(latest[0], current.zone) if latest else "",
        articles=tuple(shown_title(head) for head in heads if head.state == "published"),
        choices=((Choice("When", "/when"), Choice("Topics", "/topics")),),
    )


def moment_in(due: datetime, current: Subscription, now: datetime) -> Moment:
    """Return when something is due, as the reader's clock will show it."""
    zone = ZoneInfo(current.zone)
    local = due.astimezone(zone)
    change = next_change(current.zone, now)
    notes = []
    if change and change <= due:
        notes.append(f"The clocks change on {_day(change.astimezone(zone))}, before it.")
    if local.time().replace(second=0, microsecond=0) != current.at:
        notes.append(f"There is no {current.at:%H:%M} that day, so it comes an hour later.")
    return Moment(
        day=_day(local),
        clock=f"{local:%H:%M}",
        zone=local.tzname() or current.zone,
        utc=f"{due:%H:%M}",
        change=" ".join(notes),
    )


def _shown(current: Subscription, context: Context, done: str, *, last: str = "") -> Subscribed:
    coming = moment_in(current.due_at, current, context.now()) if current.due_at else None
    row: tuple[Choice, ...]
    if current.paused:
        row = (Choice("Resume", "~/resume"), Choice("Stop", "~/stop"))
    else:
        row = (
            Choice("Change time", "/subscribe"),
            Choice("Pause", "~/pause"),
            Choice("Stop", "~/stop"),
        )
    return Subscribed(
        done=done,
        days=days_in_words(current.weekdays),
        clock=f"{current.at:%H:%M}",
        zone=current.zone,
        about=_about(current, context),
        length=reading_in_words(current.seconds),
        quiet=current.quiet,
        coming=coming,
        paused=current.paused,
        last=last,
        choices=(row,),
    )


def _none() -> Reply:
    return NoSubscription(
        choices=(
            (Choice("Daily at 07:30", "/subscribe 07:30"), Choice("Other time", "/subscribe")),
        )
    )


def _wish(
    asked: Wanted,
    current: Subscription | None,
    at: time,
    zone: str,
    topics: tuple[str, ...],
) -> Wish:
    """Return what was asked for; what was left open stays as it is."""
    usual = wish_of(current) if current else Wish(at=at, zone=zone)
    return replace(
        usual,
        at=at,
        zone=zone,
        topics=topics,
        weekdays=asked.weekdays or usual.weekdays,
        seconds=asked.seconds or usual.seconds,
        quiet=usual.quiet if asked.quiet is None else asked.quiet,
    )


async def _topics(
    asked: Wanted, current: Subscription | None, request: Request, context: Context
) -> tuple[str, ...]:
    """Return the topics of a subscription: those asked for, else as they were or followed.

    Raises:
        CommandError: several people share a name.
    """
    if asked.topics is None:
        return current.topics if current else tuple(await context.store.follows(request.chat))
    names: list[str] = []
    for topic in asked.topics:
        found = await subjects(context, topic.split())
        if len(found) > 1:
            both = " or ".join(one.title for one in found[:3])
            raise CommandError(f"Which {topic}: {both}? Write the full name.")
        names.append(found[0].words if found else topic)
    return tuple(dict.fromkeys(names))


async def _ask_topics(at: time, zone: str, context: Context) -> Reply:
    line = f"~/subscribe {at:%H:%M} {zone}"
    found = (await topic_counts(context))[:MOST_TOPICS]
    choices = [Choice(topic.title, f"{line} about {topic.slug}") for topic in found]
    rows = in_rows(choices)
    everything = (Choice("Everything", f"{line} everything"),)
    return AskTopics(clock=f"{at:%H:%M}", zone=zone, choices=(everything, *rows))


def _time_choices() -> Choices:
    choices = [Choice(clock, f"~/subscribe {clock}") for clock in TIMES]
    return in_rows(choices)


def _zone_choices(request: Request, context: Context) -> Choices:
    """Return the zones to tap; what else was written is kept in the line."""
    typed = " ".join(word for word in request.words if word != "?")
    ask = "" if " about " in f" {typed} " else " ?"
    zones = list(ZONES)
    if context.zone.key not in {zone for _, zone in zones}:
        zones[-1] = (context.zone.key.rsplit("/", 1)[-1].replace("_", " "), context.zone.key)
    choices = [
        Choice(city, f"~/subscribe {_with_zone(typed, zone)}{ask}") for city, zone in zones
    ]
    return in_rows(choices)


def _with_zone(typed: str, zone: str) -> str:
    """Put a zone before the topics, which reach to the end of the line."""
    head, about, topics = typed.partition(" about ")
    return f"{head} {zone}{about}{topics}"


def _about(current: Subscription, context: Context) -> str:
    titles = [
        subject.title if (subject := topic_named(context, topic.split())) else topic
        for topic in current.topics
    ]
    return ", ".join(titles) or "everything"


def _day(local: datetime) -> str:
    return f"{local:%A} {local.day} {local:%B}"


def last_delivery(delivery: Delivery, zone: str) -> str:
    """Return what became of a delivery, in a line."""
    day = f"{delivery.day:%A} {delivery.day.day} {delivery.day:%B}"
    at = delivery.ended_at.astimezone(ZoneInfo(zone)) if delivery.ended_at else None
    clock = f" {at:%H:%M}" if at else ""
    match delivery.state:
        case "sent" if delivery.articles:
            return f"{day}{clock}, {counted(len(delivery.articles), 'article')}"
        case "sent":
            return f"{day}{clock}, nothing new"
        case "uncertain":
            return f"{day}{clock}, and I could not tell whether it arrived"
        case "pending" | "claimed" | "sending":
            return f"{day}, on its way"
        case _:
            reason = f": {delivery.reason}" if delivery.reason else ""
            return f"{day}, not delivered{reason}"
