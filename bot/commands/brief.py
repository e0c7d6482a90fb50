"""/brief [topic, name or words] [30s|2m|5m]: what the articles say, each sentence proved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.commands.arguments import reading_time, reading_words
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request, in_rows
from bot.editions import USUAL_SECONDS, told_in
from bot.places import sign_choices
from bot.subjects import (
    Subject,
    articles_about,
    name_as_printed,
    subjects,
    topic_counts,
    total_about,
)
from bot.telling import Telling

#: The lengths that [More] goes through.
LENGTHS = (30, 120, 300)
MOST_CHOICES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief(Reply):
    """What is published on a subject.

    Attributes:
        day: in the reader's zone ("Monday 23 November").
    """

    title: str
    role: str
    day: str
    told: Telling


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
class NothingYet(Reply):
    """Nothing is published at all."""


async def brief(request: Request, context: Context) -> Reply:
    """Answer with the sentences and quotes that tell a subject, or ask which is meant.

    Raises:
        CommandError: the reading time is out of range.
    """
    words, seconds = reading_time(request.words)
    seconds = seconds or USUAL_SECONDS
    found = await subjects(context, words)
    if not found:
        return await nothing_on(" ".join(words), context)
    if len(found) > 1:
        name = name_as_printed(" ".join(words), (one.title for one in found))
        return WhichSubject(words=name, choices=_which(found, seconds))
    subject = found[0]
    heads = await articles_about(context, subject)
    if not heads:
        return NothingYet() if not words else await nothing_on(subject.title, context)
    materials = await context.store.materials([head.id for head in heads])
    total = await total_about(context, subject, len(heads))
    told = await told_in(context, materials, found, seconds=seconds, total=total)
    return Brief(
        title=subject.title,
        role=subject.role,
        day=day_in(await reader_zone(request, context), context.now()),
        told=told,
        choices=_choices(request, subject, told, seconds),
    )


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


def brief_line(words: str, seconds: int) -> str:
    """Return the line that asks for a brief."""
    parts = ("/brief", words, "" if seconds == USUAL_SECONDS else reading_words(seconds))
    return " ".join(part for part in parts if part)


def _which(found: Sequence[Subject], seconds: int) -> Choices:
    # Names that only one article knows are left to those who write the whole name.
    known = [subject for subject in found if subject.total > 1]
    choices = (
        Choice(subject.title, "~" + brief_line(subject.asks, seconds))
        for subject in (known if len(known) > 1 else found)[:MOST_CHOICES]
    )
    return in_rows(choices, 1)


def _choices(request: Request, subject: Subject, told: Telling, seconds: int) -> Choices:
    line = brief_line(subject.asks, seconds)
    signs = sign_choices(told.sources, back=line) if request.private else ()
    longer = next((length for length in LENGTHS if length > seconds), None)
    last = []
    if longer and (told.left_out or told.quotes or told.sentences):
        last.append(Choice("More", "~" + brief_line(subject.asks, longer)))
    last.append(Choice("Quotes", f"/quotes {subject.asks}".strip()))
    if subject.words and request.manages_chat:
        last.append(Choice("Follow", f"/follow {subject.asks}"))
    return (*signs, tuple(last))
