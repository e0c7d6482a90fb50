"""For admins: the receipt of several articles, of one file or of files sent together."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation import Choice, Choices, Reply
from bot.intake.albums import Line

#: So many articles of one file are listed; the others are counted.
MOST_LINES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadReceipts(Reply):
    """Several articles, what was understood of each in short.

    Attributes:
        more: how many lines are not shown.
        waiting: how many articles an admin has to publish.
        incomplete: how many of these lack something ("no date").
    """

    name: str
    lines: tuple[Line, ...]
    more: int = 0
    waiting: int = 0
    incomplete: int = 0


def listed(name: str, lines: Sequence[Line]) -> UploadReceipts:
    """Return the receipt of several articles, with what can be done with all of them."""
    # The same text may have come twice.
    waiting = {one.number: one for one in lines if one.waiting}
    complete = [number for number, one in waiting.items() if not one.missing]
    return UploadReceipts(
        name=name,
        lines=tuple(lines[:MOST_LINES]),
        more=len(lines[MOST_LINES:]),
        waiting=len(waiting),
        incomplete=len(waiting) - len(complete),
        choices=_choices(list(waiting), complete) if waiting else (),
    )


def _choices(waiting: Sequence[int], complete: Sequence[int]) -> Choices:
    """Return the buttons, the one that can do no harm first."""
    incomplete = len(waiting) - len(complete)
    every = f"Publish all, {incomplete} incomplete" if incomplete else "Publish all"
    rows = [(Choice(every, f"/publish {_joined(waiting)}"),)]
    if incomplete and complete:
        label = f"Publish the complete ones ({len(complete)})"
        rows.insert(0, (Choice(label, f"/publish {_joined(complete)}"),))
    return (*rows, (Choice("Look at each", f"/articles {_joined(waiting)}"),))


def _joined(numbers: Sequence[int]) -> str:
    return " ".join(map(str, numbers))
