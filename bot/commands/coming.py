"""/when: a subscription as it is, and when its next briefing comes."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.commands.arguments import days_in_words, reading_in_words
from bot.commands.zones import Zone, next_change, zone_in_words
from bot.context import Context
from bot.conversation import Choice, Reply, Request
from bot.counts import counted
from bot.model import Delivery, Subscription
from bot.subjects import topic_named

#: What a subscription is paused by that its reader has stopped.
STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment for a reader: in their zone, in UTC, and what happens to the clock before it.

    Attributes:
        day: "Monday 30 March", with the year where it is not this one.
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
        place: the place that was taken for the one just named, where the zone's name alone
            does not tell; else empty.
        other: how to ask for another place of that name; empty when none is known.
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
    place: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSubscription(Reply):
    """This chat has no daily briefing."""


async def when(request: Request, context: Context) -> Reply:
    """Say when the next briefing comes, and how the last one went."""
    current = await context.store.subscription_of(request.chat)
    if current is None:
        return no_subscription()
    latest = await context.store.deliveries_of(request.chat, limit=1)
    last = last_delivery(latest[0], current.zone) if latest else ""
    return shown_subscription(current, context, "", last=last)


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
    if _had_today(current, now.astimezone(zone)):
        notes.append("There is one a day, and today’s was due already.")
    year = "" if local.year == now.astimezone(zone).year else f" {local.year}"
    return Moment(
        day=_day(local) + year,
        clock=f"{local:%H:%M}",
        zone=_zone_shown(local) or current.zone,
        utc=f"{due:%H:%M}",
        change=" ".join(notes),
    )


def shown_subscription(
    current: Subscription,
    context: Context,
    done: str,
    *,
    last: str = "",
    zone: Zone | None = None,
) -> Subscribed:
    """Return a subscription as it is, after what has just been done to it.

    Args:
        current: the subscription.
        context: what a command may reach.
        done: what has been done ("Changed."); empty when it was only asked about.
        last: the last delivery in a line.
        zone: as the reader has just named it.
    """
    coming = moment_in(current.due_at, current, context.now()) if current.due_at else None
    row = way_back(current) or (Choice("Change time", "/subscribe"), Choice("Pause", "~/pause"))
    if current.paused != STOPPED:
        row = (*row, Choice("Stop", "~/stop"))
    return Subscribed(
        done=done,
        days=days_in_words(current.weekdays),
        clock=f"{current.at:%H:%M}",
        zone=zone_in_words(current.zone),
        place=zone.place if zone and (zone.surprising or zone.other) else "",
        other=zone.other if zone else "",
        about=topics_in_words(current, context),
        length=reading_in_words(current.seconds),
        quiet=current.quiet,
        coming=coming,
        paused=current.paused,
        last=last,
        choices=(row,),
    )


def way_back(current: Subscription) -> tuple[Choice, ...]:
    """Return the button that takes a briefing up again; none when it comes anyway."""
    if not current.paused:
        return ()
    label = "Start again" if current.paused == STOPPED else "Resume"
    return (Choice(label, "~/resume"),)


def no_subscription() -> Reply:
    """Return the answer to those who have none: how to get one."""
    return NoSubscription(
        choices=(
            (Choice("Daily at 07:30", "/subscribe 07:30"), Choice("Other time", "/subscribe")),
        )
    )


def topics_in_words(current: Subscription, context: Context) -> str:
    """Return what a subscription is about, for readers."""
    titles = [
        subject.title if (subject := topic_named(context, topic.split())) else topic
        for topic in current.topics
    ]
    return ", ".join(titles) or "everything"


def _had_today(current: Subscription, local: datetime) -> bool:
    """Tell whether it would come later today, had today's not been due already."""
    later = current.at > local.time().replace(tzinfo=None)
    chosen = local.weekday() in current.weekdays
    return (
        later and chosen and current.last_day is not None and current.last_day >= local.date()
    )


def _zone_shown(local: datetime) -> str:
    """Return a zone as a clock's face says it: "CEST", and "UTC+4" where it has no letters."""
    name = local.tzname() or ""
    if not name.startswith(("+", "-")):
        return name
    hours, minutes = name[1:3].lstrip("0") or "0", name[3:]
    return f"UTC{name[0]}{hours}{minutes and f':{minutes}'}"


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
