"""/subscribe, /at, /pause, /resume, /stop: a chat's daily briefing."""

import re
from dataclasses import dataclass, replace
from datetime import time, timedelta

from bot.commands.arguments import clock_time
from bot.commands.coming import no_subscription, shown_subscription, way_back
from bot.commands.wishes import EXAMPLE, Wanted, wanted
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request, in_rows
from bot.errors import CommandError
from bot.model import Subscription, Wish
from bot.subjects import subjects, topic_counts

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped(Reply):
    """The daily briefing has ended; there is a way back."""


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
    if not request.private:
        await context.store.brief_in(request.chat, request.thread)
    return shown_subscription(made, context, "Changed." if current else "Subscribed.")


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
    wish = replace(_wish_of(current), at=moment)
    made = await context.store.subscribe(request.chat, wish, at=context.now())
    return shown_subscription(made, context, "Changed.")


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
    return shown_subscription(paused, context, "") if paused else no_subscription()


async def resume(request: Request, context: Context) -> Reply:
    """Take the briefing up again, after /pause and after /stop."""
    resumed = await context.store.resume(request.chat, at=context.now())
    return (
        shown_subscription(resumed, context, "Welcome back.") if resumed else no_subscription()
    )


async def stop(request: Request, context: Context) -> Reply:
    """End the briefing, and say how to return."""
    stopped = await context.store.stop(request.chat, at=context.now())
    if stopped is None:
        return no_subscription()
    return Stopped(choices=((*way_back(stopped), Choice("Delete my data", "/forgetme")),))


def _wish_of(subscription: Subscription) -> Wish:
    """Return a subscription as the wish that would make it."""
    return Wish(
        at=subscription.at,
        zone=subscription.zone,
        topics=subscription.topics,
        weekdays=subscription.weekdays,
        seconds=subscription.seconds,
        quiet=subscription.quiet,
    )


def _wish(
    asked: Wanted,
    current: Subscription | None,
    at: time,
    zone: str,
    topics: tuple[str, ...],
) -> Wish:
    """Return what was asked for; what was left open stays as it is."""
    usual = _wish_of(current) if current else Wish(at=at, zone=zone)
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
