"""Files that are sent together: a line for each, in one receipt that grows."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.intake.receipt import Receipt, Refusal
from bot.model import ChatId

#: So many albums are remembered; what is older is complete.
MOST_ALBUMS = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One of several files or articles, in a line.

    Attributes:
        name: its headline, or its first words; of a refused one the file's name.
        number: of the article; 0 when it was refused.
        refused: why it was not taken; empty when it was.
        known: the state it was found in, for a text that was here before; else empty.
        waiting: an admin has to publish it.
    """

    name: str
    number: int = 0
    refused: str = ""
    known: str = ""
    waiting: bool = False


def line(one: Receipt | Refusal) -> Line:
    """Return what was taken, or refused, as a line."""
    if isinstance(one, Refusal):
        return Line(one.name, refused=one.reason)
    return Line(
        one.title or f"“{one.opening}”",
        int(one.number),
        known=one.state if one.known else "",
        waiting=one.state == "waiting",
    )


class Albums:
    """The lines of the albums that are still coming in. Nothing of them is kept on disk."""

    def __init__(self) -> None:
        self._lines: dict[tuple[ChatId, str], tuple[Line, ...]] = {}

    def joined(self, chat: ChatId, album: str, lines: Iterable[Line]) -> tuple[Line, ...]:
        """Note the lines of one more file; return those of all files so far, in order."""
        so_far = (*self._lines.pop((chat, album), ()), *lines)
        self._lines[chat, album] = so_far
        if len(self._lines) > MOST_ALBUMS:
            del self._lines[next(iter(self._lines))]
        return so_far
