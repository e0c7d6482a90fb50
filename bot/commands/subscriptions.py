"""/subscribe, /at, /pause, /resume, /stop: a chat's daily briefing."""

import re
from dataclasses import dataclass, replace
from datetime import time, timedelta

from bot.commands.arguments import clock_time, days_in_words
from bot.commands.coming import no_subscription, shown_subscription, way_back
from bot.commands.meant import meant, which_or_nothing
from bot.commands.wishes import EXAMPLE, Wanted, wanted
from bot.commands.zones import Zone, zone_in_words
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request, in_rows
from bot.errors import CommandError
from bot.model import Subscription, Wish
from bot.subjects import topic_counts

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
MOST_TOPICS, MOST_PLACES = 8, 6
EVERY_DAY = tuple(range(7))
MIDNIGHT = time()

_DIGIT = re.compile(r"\d")
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

    days: str
    clock: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped(Reply):
    """The daily briefing has ended; there is a way back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichPlace(Reply):
    """Several large places share a name, and their clocks differ."""

    name: str


async def subscribe(request: Request, context: Context) -> Reply:
    """Make or change the daily briefing; what is missing or unclear is asked with buttons.

    Raises:
        CommandError: a word fits nowhere.
    """
    asked = wanted(request.words)
    current = await context.store.subscription_of(request.chat)
    if (asked.at is None and current is None) or not request.words:
        return AskTime(choices=_time_choices())
    return await _arranged(asked, current, request, context)


async def at(request: Request, context: Context) -> Reply:
    """/at 8:00: change the hour, and what else is named: /at 9 Berlin.

    Raises:
        CommandError: that is no time of day, or there is no subscription.
    """
    timed = _DIGIT.search(request.rest) or any(map(clock_time, request.words))
    asked = wanted(request.words) if timed else Wanted()
    if asked.at is None:
        raise CommandError("At what time? For example: /at 8:00")
    current = await context.store.subscription_of(request.chat)
    if current is None:
        raise CommandError(f"You have no daily briefing yet. {EXAMPLE}")
    return await _arranged(asked, current, request, context)


async def _arranged(
    asked: Wanted, current: Subscription | None, request: Request, context: Context
) -> Reply:
    """Carry out a wish as far as it is clear, and ask for the rest."""
    if len(asked.zones) > 1:
        return _which_place(asked)
    if not asked.zones and current is None:
        return AskZone(clock=f"{asked.at:%H:%M}", choices=_zone_choices(asked, context))
    if asked.asks_topics:
        return await _ask_topics(asked, context)
    topics = current.topics if current else tuple(await context.store.follows(request.chat))
    if asked.topics is not None:
        listed = await meant(context, asked.topics)
        if not listed.clear:
            return await which_or_nothing(
                listed, context, lambda topics: f"~{replace(asked, topics=topics).line}"
            )
        topics = tuple(subject.words for subject in listed.subjects)
    wish = _wish(asked, current, topics)
    made = await context.store.subscribe(request.chat, wish, at=context.now())
    if not request.private:
        await context.store.brief_in(request.chat, request.thread)
    done = _done(current, made)
    return shown_subscription(made, context, done, zone=asked.zone)


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


def _wish(asked: Wanted, current: Subscription | None, topics: tuple[str, ...]) -> Wish:
    """Return what was asked for; what was left open stays as it is."""
    zone = asked.zone.name if asked.zone else ""
    usual = _wish_of(current) if current else Wish(at=asked.at or MIDNIGHT, zone=zone)
    return replace(
        usual,
        at=usual.at if asked.at is None else asked.at,
        zone=zone or usual.zone,
        topics=topics,
        weekdays=asked.weekdays or usual.weekdays,
        seconds=asked.seconds or usual.seconds,
        quiet=usual.quiet if asked.quiet is None else asked.quiet,
    )


def _done(before: Subscription | None, made: Subscription) -> str:
    """Return what has just happened to a subscription, in a word or two."""
    if before is None:
        return "Subscribed."
    if before.paused:
        return "Started again."
    return "As it was." if _wish_of(before) == _wish_of(made) else "Changed."


async def _ask_topics(asked: Wanted, context: Context) -> Reply:
    known = replace(asked, asks_topics=False)
    found = (await topic_counts(context))[:MOST_TOPICS]
    choices = [
        Choice(topic.title, f"~{replace(known, topics=topic.slug).line}") for topic in found
    ]
    everything = (Choice("Everything", f"~{replace(known, topics='').line}"),)
    days = days_in_words(asked.weekdays or EVERY_DAY)
    return AskTopics(
        days=days[0].upper() + days[1:],
        clock=f"{asked.at:%H:%M}" if asked.at else "",
        zone=zone_in_words(asked.zone.name) if asked.zone else "",
        choices=(everything, *in_rows(choices)),
    )


def _which_place(asked: Wanted) -> WhichPlace:
    choices = [
        Choice(zone.place, f"~{replace(asked, zones=(Zone(zone.name),)).line}")
        for zone in asked.zones[:MOST_PLACES]
    ]
    name = asked.zones[0].place.split(",")[0]
    return WhichPlace(name=name, choices=in_rows(choices, 1))


def _time_choices() -> Choices:
    choices = [Choice(clock, f"~/subscribe {clock}") for clock in TIMES]
    return in_rows(choices)


def _zone_choices(asked: Wanted, context: Context) -> Choices:
    """Return the zones to tap; what else was written is kept in the line."""
    zones = list(ZONES)
    if context.zone.key not in {zone for _, zone in zones}:
        zones[-1] = (context.zone.key.rsplit("/", 1)[-1].replace("_", " "), context.zone.key)
    kept = replace(asked, asks_topics=asked.topics is None)
    choices = [
        Choice(city, f"~{replace(kept, zones=(Zone(zone),)).line}") for city, zone in zones
    ]
    return in_rows(choices)
