"""Files that are sent together: a line for each, in one receipt that grows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.intake.receipt import Alike, Receipt, Refusal
from bot.model import ChatId

#: So many albums are remembered; what is older is complete.
MOST_ALBUMS = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One of several files or articles, in short.

    Attributes:
        name: its headline, or its first words; of a refused one the file's name.
        number: of the article; 0 when it was refused.
        refused: why it was not taken; empty when it was.
        known: the state it was found in, for a text that was here before; else empty.
        waiting: an admin has to publish it.
        missing: what an admin should add before readers see it ("no headline", "no date").
        outlet: empty when unknown.
        published_at: None when unknown.
        removed: how many lines were taken out.
        alike: the known article it repeats, in words; empty when there is none.
    """

    name: str
    number: int = 0
    refused: str = ""
    known: str = ""
    waiting: bool = False
    missing: tuple[str, ...] = ()
    outlet: str = ""
    published_at: datetime | None = None
    removed: int = 0
    alike: str = ""


def line(one: Receipt | Refusal) -> Line:
    """Return what was taken, or refused, in short."""
    if isinstance(one, Refusal):
        return Line(one.name, refused=one.reason)
    missing = {
        "no headline": not one.title,
        "no date": one.published_at is None,
        "letters lost": bool(one.damaged),
    }
    return Line(
        one.shown_title,
        int(one.number),
        known=one.state if one.known else "",
        waiting=one.state == "waiting",
        missing=tuple(what for what, is_so in missing.items() if is_so),
        outlet=one.outlet,
        published_at=one.published_at,
        removed=len(one.removed),
        alike=_alike(one.alike[0]) if one.alike else "",
    )


def _alike(one: Alike) -> str:
    if one.version:
        return f"new version of article {one.number}"
    return f"{one.percent} % the same as article {one.number}"


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
