"""What a list of topics means ("north korea, kim and climate"), with what is unclear in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.commands.brief import NothingOn, WhichSubject, nothing_on
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, in_rows
from bot.subjects import Subject, name_as_printed, people_meant, subjects, topic_named

MOST_CHOICES = 8
#: Between topics; "and" is part of many names, so it parts only what is no name as a whole.
_LISTED = re.compile(r"\s*[,;]\s*")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meant:
    """A list of topics, read.

    Attributes:
        subjects: those that are clear.
        unclear: the first that several people or organisations share, as typed; or empty.
        among: those who share it.
        unknown: the first that nothing published is about, as typed; or empty.
        before: the topics of the list before the unclear or unknown one, as typed.
        after: those after it.
    """

    subjects: tuple[Subject, ...]
    unclear: str = ""
    among: tuple[Subject, ...] = ()
    unknown: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def clear(self) -> bool:
        """Whether every topic means one subject."""
        return not self.unclear and not self.unknown


async def meant(context: Context, listed: str) -> Meant:
    """Read a list of topics, names or free words, parted by commas or "and"."""
    names = await _names(context, listed)
    found: list[Subject] = []
    for place, name in enumerate(names):
        these = await subjects(context, name.split())
        if len(these) == 1:
            found += these
            continue
        asked = Meant(
            tuple(found), before=tuple(names[:place]), after=tuple(names[place + 1 :])
        )
        if these:
            return replace(asked, unclear=name, among=tuple(these))
        return replace(asked, unknown=name)
    return Meant(tuple({subject.words: subject for subject in found}.values()))


async def which_or_nothing(asked: Meant, context: Context, line: Callable[[str], str]) -> Reply:
    """Return the question which of several is meant, or that nothing is known, with buttons.

    Args:
        asked: what is not clear.
        context: what a command may reach.
        line: what a button asks, given the list of topics.
    """

    def ask(topic: str) -> str:
        return line(", ".join((*asked.before, topic, *asked.after)))

    if asked.unclear:
        titles = [one.title for one in asked.among]
        among = asked.among[:MOST_CHOICES]
        return WhichSubject(
            words=name_as_printed(asked.unclear, titles),
            choices=in_rows([Choice(one.title, ask(one.asks)) for one in among], 1),
        )
    nothing = await nothing_on(asked.unknown, context)
    return NothingOn(
        words=nothing.words, near=nothing.near, choices=_asking(nothing.choices, ask)
    )


def _asking(rows: Choices, ask: Callable[[str], str]) -> Choices:
    """Return buttons that ask for a brief as buttons that ask something else."""
    return tuple(
        tuple(Choice(one.label, ask(one.line.removeprefix("~/brief "))) for one in row)
        for row in rows
    )


async def _names(context: Context, listed: str) -> list[str]:
    """Return the topics of a list as typed; a name that holds "and" is one of them."""
    names: list[str] = []
    for part in filter(None, _LISTED.split(listed.strip())):
        typed = " ".join(part.split()).removeprefix("and ")
        known = topic_named(context, typed.split()) or await people_meant(context, typed)
        names += [typed] if known else filter(None, _AND.split(typed))
    return names
