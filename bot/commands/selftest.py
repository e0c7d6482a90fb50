"""/selftest: what readers can ask is asked, and every place shown is looked up."""

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.commands import brief, help, quotes, reading, searching, topics
from bot.context import Context
from bot.conversation import Message, Reply, Request
from bot.counts import counted
from bot.errors import CommandError
from bot.places import places_shown
from bot.render import MOST_ENTITIES, MOST_UNITS, entities, render, torn, units
from bot.subjects import people_quoted, topic_counts
from summaries.analyse import ANALYSIS

log = logging.getLogger(__name__)

Asking = Callable[[Request, Context], Awaitable[Reply]]
"""Answers a line."""

#: What is asked, on the articles as they are; the longest answers among it.
ASKED: Mapping[str, Asking] = {
    "/start": help.start,
    "/help": help.help_,
    "/brief": brief.brief,
    "/brief 30s": brief.brief,
    "/brief 10m": brief.brief,
    "/quotes": quotes.quotes,
    "/topics": topics.topics,
    "/sources": topics.sources,
}
#: Of the people quoted most and the topics so many are asked about.
MOST_ASKED = 3
#: Places are looked up as a tap would, up to so many; articles without an analysis counted.
MOST_PLACES, MOST_BEHIND = 100, 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried.

    Attributes:
        subject: what was tried.
        fine: whether it went as it should.
        says: what was found.
    """

    subject: str
    fine: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTest(Reply):
    """What was tried on the bot as it is, and how it went."""

    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Trial:
    """What has been asked so far, and what was wrong with it."""

    replies: list[Reply] = field(default_factory=list)
    messages: int = 0
    wrong: list[str] = field(default_factory=list)


async def selftest(request: Request, context: Context) -> Reply:
    """Try the answers on the articles as they are; the database and the analysis too."""
    says = await context.store.check()
    behind = len(await context.store.unanalysed(ANALYSIS, limit=MOST_BEHIND))
    trial = await _tried(request, context)
    shown, lost = await _looked_up(trial.replies, request, context)
    asked = f"{counted(len(trial.replies), 'answer')} in {counted(trial.messages, 'message')}"
    proved = f"{counted(shown, 'place')} of sentences and quotes"
    return SelfTest(
        findings=(
            Finding("Database", says == "ok", says),
            Finding("Analysis", not behind, _behind(behind)),
            Finding("Answers", not trial.wrong, "; ".join((asked, *trial.wrong))),
            Finding("Proof", not lost, "; ".join((proved, *lost))),
        )
    )


def _behind(articles: int) -> str:
    return f"{counted(articles, 'article')} to analyse" if articles else "complete"


async def _tried(request: Request, context: Context) -> _Trial:
    """Ask what readers ask, and look at the messages that would go out."""
    trial = _Trial()
    lines = {**ASKED, **await _about(context)}
    for line, handler in lines.items():
        asked = replace(request, line=line, tapped=None)
        try:
            reply = await handler(asked, context)
            messages = render(reply, bot=context.username())
        except CommandError as error:
            trial.wrong.append(f"{line}: {error}")
            continue
        except Exception:
            # The test is there to find this, and has the others still to ask.
            log.exception("selftest_failed line=%r", line)
            trial.wrong.append(f"{line}: failed, see the log")
            continue
        trial.replies.append(reply)
        trial.messages += len(messages)
        trial.wrong += [f"{line}: {wrong}" for wrong in _wrong(messages)]
    return trial


async def _about(context: Context) -> Mapping[str, Asking]:
    """Return questions on the people and topics that there are."""
    people = await people_quoted(context, MOST_ASKED)
    slugs = [one.slug for one in (await topic_counts(context))[:MOST_ASKED]]
    names = [one.name for one in people]
    return (
        {f"/quotes {name}": quotes.quotes for name in names}
        | {f"/brief {name}": brief.brief for name in (*slugs, *names)}
        | {f"/search {name}": searching.search for name in names}
    )


def _wrong(messages: Sequence[Message]) -> Iterator[str]:
    """Yield what Telegram would not take."""
    for message in messages:
        if units(message.text) > MOST_UNITS:
            yield "too long"
        if entities(message.text) > MOST_ENTITIES:
            yield "too much formatting"
        if torn(message.text):
            yield "a tag is not closed"


async def _looked_up(
    replies: Sequence[Reply], request: Request, context: Context
) -> tuple[int, list[str]]:
    """Return how many places were shown, and those that a tap would not find."""
    places = dict.fromkeys(one for reply in replies for one in places_shown(reply))
    lost = []
    for one in list(places)[:MOST_PLACES]:
        try:
            await reading.sentence(replace(request, line=one.line), context)
        except CommandError:
            lost.append(f"not found: {one.line}")
        except Exception:
            log.exception("selftest_failed line=%r", one.line)
            lost.append(f"failed, see the log: {one.line}")
    return min(len(places), MOST_PLACES), lost
