"""/brief [topic, name or words] [today] [30s|2m|5m]: what articles say, all of it proved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.commands.arguments import Words, reading_time, reading_words
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request, in_rows
from bot.editions import MOST_COUNTED, USUAL_SECONDS, told_in
from bot.model import ArticleHead
from bot.places import sign_choices
from bot.subjects import (
    MOST_ARTICLES,
    Subject,
    articles_about,
    name_as_printed,
    people_meant,
    subjects,
    topic_counts,
    topic_named,
    total_about,
)
from bot.telling import Telling

#: The lengths that [More] goes through, and [Less] goes back.
LENGTHS = (30, 120, 300)
MOST_CHOICES = 8
A_DAY = timedelta(days=1)
#: What is dated so long before midnight and comes in later is news of the next day, too.
EVENING = timedelta(hours=6)
#: What stands for all that was published on a day, so many days ago; alone or behind a subject.
DAYS = {"today": 0, "yesterday": 1}
DAYS_NEWS = {
    words: day
    for day in DAYS
    for words in (day, f"{day} news", f"{day}’s news", f"{day}'s news", f"news {day}")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief(Reply):
    """What is published on a subject.

    Attributes:
        day: in the reader's zone ("Monday 23 November").
        on: "today" or "yesterday" when nothing of other days is told; else empty.
    """

    title: str
    role: str
    day: str
    told: Telling
    on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichSubject(Reply):
    """Several people or organisations go by these words, the best known first."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingOn(Reply):
    """Nothing published is about this; what comes nearest is offered."""

    words: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingThen(Reply):
    """Something is published on this, but not on that day.

    Attributes:
        title: of the subject; empty for all the news.
        on: "today" or "yesterday".
    """

    title: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingYet(Reply):
    """Nothing is published at all."""


async def brief(request: Request, context: Context) -> Reply:
    """Answer with the sentences and quotes that tell a subject, or ask which is meant.

    Raises:
        CommandError: the reading time is out of range.
    """
    words, seconds = reading_time(request.words)
    words, on = await _of_day(words, context)
    if on and not seconds:
        words, seconds = reading_time(words)
    seconds = seconds or USUAL_SECONDS
    found = await subjects(context, words)
    if not found:
        return await nothing_on(" ".join(words), context)
    if len(found) > 1:
        name = name_as_printed(" ".join(words), (one.title for one in found))
        return WhichSubject(words=name, choices=_which(found, seconds, on))
    subject = found[0]
    zone = await reader_zone(request, context)
    now = context.now() - A_DAY * DAYS.get(on, 0)
    heads, total = await _heads(context, subject, now.astimezone(zone) if on else None)
    if not heads:
        return await _nothing(context, subject, on)
    materials = await context.store.materials([head.id for head in heads])
    told = await told_in(context, materials, found, seconds=seconds, total=total)
    return Brief(
        title=subject.title,
        role=subject.role,
        day=day_in(zone, now),
        told=told,
        on=on,
        choices=_choices(request, subject, told, seconds, on),
    )


async def _of_day(words: Words, context: Context) -> tuple[Words, str]:
    """Split "kim today" into the words and the day that alone counts; empty for any day.

    Somebody or something that is called so ("USA Today") goes before the day.
    """
    if day := DAYS_NEWS.get(" ".join(words).lower()):
        return (), day
    if len(words) < 2 or words[-1].lower() not in DAYS:
        return words, ""
    named = topic_named(context, words) or await people_meant(context, " ".join(words))
    return (words, "") if named else (words[:-1], words[-1].lower())


async def _heads(
    context: Context, subject: Subject, day: datetime | None
) -> tuple[list[ArticleHead], int]:
    """Return the latest articles on a subject, and how many there are.

    Args:
        context: what a command may reach.
        subject: what they are about.
        day: a moment, in the reader's zone, of the day that alone counts; None for any day.
    """
    if day is None:
        heads = await articles_about(context, subject)
        return heads, await total_about(context, subject, len(heads))
    begin, end = (
        datetime.combine(day.date() + A_DAY * days, time(), day.tzinfo).astimezone(UTC)
        for days in (0, 1)
    )
    then = await articles_about(context, subject, since=begin, until=end, limit=MOST_COUNTED)
    later = await articles_about(context, subject, since=end, limit=MOST_COUNTED)
    # What an admin adds today from an archive is no news of today, and what is added a day late
    # is news of its own day.
    heads = [head for head in later if head.published_at and _is_of(day, head.published_at)]
    heads += [head for head in then if not head.published_at or _is_of(day, head.published_at)]
    return heads[:MOST_ARTICLES], len(heads)


def _is_of(day: datetime, at: datetime) -> bool:
    """Tell whether what is dated so is news of a day: of that day, or of the evening before."""
    if at.time() == time():
        # A date without an hour is the printed day, wherever the reader is.
        return at.date() == day.date()
    local = at.astimezone(day.tzinfo)
    return day.date() in {local.date(), (local + EVENING).date()}


async def _nothing(context: Context, subject: Subject, on: str) -> Reply:
    """Return the answer when there is no article on a subject that is known."""
    if on and await articles_about(context, subject, limit=1):
        choice = Choice("Brief me", f"~/brief {subject.asks}".strip())
        title = subject.title if subject.words else ""
        return NothingThen(title=title, on=on, choices=((choice,),))
    return await nothing_on(subject.title, context) if subject.words else NothingYet()


async def nothing_on(words: str, context: Context) -> NothingOn:
    """Return the answer to words that nothing is published on: the nearest names and topics."""
    near = [person.name for person in await context.store.people_near(words, limit=3)]
    topics = (await topic_counts(context))[:3]
    choices = [Choice(name, f"~/brief {name}") for name in near]
    choices += [Choice(topic.title, f"~/brief {topic.slug}") for topic in topics]
    # A place may be a topic, too, and be the nearest name.
    rows = in_rows({one.label: one for one in choices}.values())
    return NothingOn(words=words, near=tuple(near), choices=rows)


async def reader_zone(request: Request, context: Context) -> ZoneInfo:
    """Return the zone of a chat's subscription, else the operator's."""
    subscription = await context.store.subscription_of(request.chat)
    return ZoneInfo(subscription.zone) if subscription else context.zone


def day_in(zone: ZoneInfo, now: datetime) -> str:
    """Return the day in a zone ("Monday 23 November")."""
    local = now.astimezone(zone)
    return f"{local:%A} {local.day} {local:%B}"


def brief_line(words: str, seconds: int, on: str = "", *, named: bool = False) -> str:
    """Return the line that asks for a brief; the usual length is named when it has to be."""
    length = "" if seconds == USUAL_SECONDS and not named else reading_words(seconds)
    parts = ("/brief", words, on, length)
    return " ".join(part for part in parts if part)


def _which(found: Sequence[Subject], seconds: int, on: str) -> Choices:
    # Names that only one article knows are left to those who write the whole name.
    known = [subject for subject in found if subject.total > 1]
    choices = (
        Choice(subject.title, "~" + brief_line(subject.asks, seconds, on))
        for subject in (known if len(known) > 1 else found)[:MOST_CHOICES]
    )
    return in_rows(choices, 1)


def _choices(
    request: Request, subject: Subject, told: Telling, seconds: int, on: str
) -> Choices:
    def line(length: int, *, named: bool = False) -> str:
        return brief_line(subject.asks, length, on, named=named)

    signs = sign_choices(told.sources, back=line(seconds)) if request.private else ()
    last = []
    longer = next((length for length in LENGTHS if length > seconds), None)
    if longer and (told.left_out or told.quotes or told.sentences):
        last.append(Choice("More", f"~{line(longer, named=True)}"))
    if seconds > USUAL_SECONDS:
        shorter = max(length for length in LENGTHS if length < seconds)
        last.append(Choice("Less", f"~{line(shorter, named=True)}"))
    last.append(Choice("Quotes", f"/quotes {subject.asks}".strip()))
    if subject.words and request.manages_chat:
        last.append(Choice("Follow", f"/follow {subject.asks}"))
    return (*signs, *in_rows(last))
