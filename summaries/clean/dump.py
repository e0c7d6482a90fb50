"""Page dumps: from what select-all pastes to the article's own lines."""

import re
from collections.abc import Sequence

from summaries.clean.cleaned import Cleaned, Removed
from summaries.clean.dates import PrintedDate, printed_dates
from summaries.clean.language import language_of

_PROSE_WORDS = 15
_BYLINE = re.compile(
    r"^(?:by|von|par|por|door|written by)[ :]+(?P<name>[^\d|•·]{3,60})", re.IGNORECASE
)


def clean_text(text: str) -> Cleaned:
    """Find the article in plain text that may be a whole page, and list what goes.

    A text without a page around it comes back as it was.
    """
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    keep = _kept_lines(lines)
    first = next((number for number, kept in enumerate(keep) if kept), len(lines))
    title = _title(lines, keep, first)
    paragraphs: list[str] = []
    removed: list[Removed] = []
    title_used = False
    for number, line in enumerate(lines):
        if keep[number] and line != title:
            paragraphs.append(line)
        elif line == title and not title_used:
            title_used = True
        else:
            removed.append(Removed(len(paragraphs), line))
    date = _published(lines[:first])
    body = "\n".join(paragraphs)
    return Cleaned(
        title=title,
        byline=_byline(lines[:first]),
        published_at=date.at if date else None,
        published_from=date.words if date else "",
        language=language_of(body),
        text=body,
        removed=tuple(removed),
    )


def _prose(line: str) -> bool:
    return len(line.split()) >= _PROSE_WORDS and line.rstrip("”\"’')")[-1:] in ".!?…:"


def _kept_lines(lines: Sequence[str]) -> list[bool]:
    prose = [number for number, line in enumerate(lines) if _prose(line)]
    if not prose:
        return [True] * len(lines)
    first, last = prose[0], prose[-1]
    while first and lines[first - 1] not in lines[: first - 1] and _heading(lines[first - 1]):
        first -= 1
    return [first <= number <= last for number in range(len(lines))]


def _heading(line: str) -> bool:
    return len(line.split()) >= 3 and not printed_dates(line) and not _BYLINE.match(line)


def _title(lines: Sequence[str], keep: Sequence[bool], first: int) -> str:
    before = list(lines[:first])
    for line in reversed(before):
        if 3 <= len(line.split()) <= 30 and (before.count(line) > 1 or line in before[0]):
            return line
    return ""


def _published(before: Sequence[str]) -> PrintedDate | None:
    for line in reversed(before):
        if dates := printed_dates(line):
            return dates[0]
    return None


def _byline(before: Sequence[str]) -> str:
    for line in reversed(before):
        if match := _BYLINE.match(line):
            return match["name"].strip(" -–,")
    return ""
