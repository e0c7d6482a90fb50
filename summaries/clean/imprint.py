"""What a text prints about itself above and below its words: outlet, writer, date, page.

"The Coastal Observer" above a headline, "Harbour Gazette — Sunday, 22 November 2026 — Page 3"
at the head of a page, "By Ann Example, The Evening Ledger", "WESTHAVEN (Reuters) - …",
"© 2026 The Example". What is not printed is not said.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summaries.clean.dates import PrintedDate, printed_dates
from summaries.clean.outlets import is_known_outlet, is_outlet

_BY = r"^(?:written by|reported by|by|von|par|por|door)[ :]+"
BYLINE = re.compile(rf"{_BY}(?P<name>\w[^\d|•·/©@]{{2,60}})", re.IGNORECASE)
_BY_WHOM = re.compile(_BY, re.IGNORECASE)
_PARTS = re.compile(r" [-–—] |[|•·;/]|, | {2,}")
_WRITER_AND = re.compile(
    r"^(?P<name>.{3,60}?)(?:, | [-–—|/•·] | (?:for|of|in) )(?P<outlet>[^,|/•·]{2,50})$"
)
#: Parts of a page's head that are neither name nor date.
_PAGE = re.compile(
    r"^(?:page|seite|p\.|s\.|no\.?|nr\.?|vol\.?|issue|ausgabe|edition)? ?\d{1,6}"
    r"(?: ?(?:/|of|von) ?\d{1,4})?$|^(?:published|posted|updated|first published|stand):?$"
    r"|^\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"^(?:copyright|©|\(c\))(?: ?(?:copyright|©|\(c\)))?,? ?(?:(?:19|20)\d\d"
    r"(?: ?[-–] ?(?:(?:19|20)?\d\d))?)?,? ?(?:by )?(?P<name>[^.,|©]{2,50}?)"
    r"(?: (?:19|20)\d\d)?(?:[.,|] ?.{0,120})?$",
    re.IGNORECASE,
)
#: "SEOUL, Nov 22 (Reuters) - The"; the place in capitals, a dash behind the brackets.
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-Ý][A-ZÀ-Ý .'’/-]{2,40})(?P<more>, [^()—–]{1,50}?)??"
    r"(?: ?\((?P<outlet>[^()\d]{2,40})\))? ?(?:[-–—]{1,2}) "
)
_LONGEST, _MOST_WORDS, _FEW_WORDS = 200, 14, 4
_NAMES = re.compile(r"^[^\W\d_][\w’'.-]*$")
_LINKS = frozenset({"and", "of", "the", "de", "du", "la", "von", "van", "in", "à", "to"})
_NEAR = 8


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands in front of the first sentence; empty where it says nothing."""

    outlet: str = ""
    date: PrintedDate | None = None


def dateline(line: str) -> Dateline:
    """Read the place, day and agency in front of a report ("SEOUL (Reuters) - The …")."""
    found = _DATELINE.match(line)
    if not found:
        return Dateline()
    name = (found["outlet"] or "").strip()
    dates = printed_dates(found["more"] or "")
    return Dateline(name if is_outlet(name, beside=True) else "", dates[0] if dates else None)


def begins_report(line: str) -> bool:
    """Say whether a line begins with place and agency, or place and day, and a dash."""
    found = _DATELINE.match(line)
    return bool(found and (found["outlet"] or found["more"]))


def writer_and_outlet(name: str) -> tuple[str, str]:
    """Return a writer as printed without the outlet behind it, and the outlet.

    "Ann Example, The Evening Ledger"; no outlet where the words behind are something else.
    """
    found = _WRITER_AND.match(name)
    if found and is_outlet(found["outlet"].strip(" .,"), beside=True):
        return found["name"].strip(" ,-–—"), found["outlet"].strip(" .,")
    return name, ""


def is_dateline(line: str) -> bool:
    """Say whether a line is hardly more than a date, a writer, or the head of a page."""
    if len(line) > _LONGEST:
        return False
    dates = printed_dates(line)
    if sum(date.end - date.start for date in dates) >= 0.5 * len(line):
        return True
    if len(line.split()) <= _FEW_WORDS * 2 and BYLINE.match(line):
        return True
    return _is_dated_name(line, dates)


def _is_dated_name(line: str, dates: Sequence[PrintedDate]) -> bool:
    """Say whether beside a date there is only an outlet, or a name of a few words."""
    if not dates or len(line.split()) > _MOST_WORDS or line.endswith(("!", "?")):
        return False
    parts = _parts(line, dates)
    if any(is_outlet(part, beside=True) for part in parts):
        return True
    apart = dates[0].start == 0 or dates[-1].end == len(line.rstrip(" ."))
    words = [word for part in parts for word in part.split()]
    named = all(_NAMES.match(word) and (word[0].isupper() or word in _LINKS) for word in words)
    return apart and named and len(words) <= _FEW_WORDS and not line.endswith(".")


def _parts(line: str, dates: Sequence[PrintedDate]) -> list[str]:
    """Return what a line holds beside dates and numbers of pages."""
    left, end = [], 0
    for date in dates:
        left.append(line[end : date.start])
        end = date.end
    left.append(line[end:])
    parts = (part.strip(" ,-–—|•·:()") for run in left for part in _PARTS.split(run))
    return [part for part in parts if part and not _PAGE.match(part)]


def outlet_in(line: str) -> str:
    """Return the outlet that the head of a page or a byline names; empty for none."""
    if len(line) > _LONGEST or len(line.split()) > _MOST_WORDS:
        return ""
    dates = printed_dates(line)
    if found := _BY_WHOM.match(line):
        end = dates[0].start if dates else len(line)
        return writer_and_outlet(line[found.end() : end].strip(" ,-–—|"))[1]
    beside = bool(dates)
    parts = _parts(line, dates) if dates else [line]
    return next((part for part in parts if is_outlet(part, beside=beside)), "")


def is_masthead(line: str) -> bool:
    """Say whether a line above a headline is the name of the paper, and no headline itself."""
    few = len(line.split()) <= (
        3 if line.isupper() or line[:4] in {"The ", "Die ", "Der "} else 2
    )
    return is_known_outlet(line) or (few and is_outlet(line))


def printed_outlet(lines: Sequence[str], own: Sequence[bool], at: int) -> str:
    """Return the outlet that an article is printed with, as printed; empty for none.

    Args:
        lines: all lines of the text.
        own: for each, whether it belongs to the article.
        at: number of its headline; -1 when there is none.
    """
    first, last = own.index(True), len(own) - 1 - own[::-1].index(True)
    above = lines[max(at + 1, first - _NEAR, 0) : first]
    masthead = lines[:at] if at <= 3 else ()
    # Without a headline, any line may be it.
    sure = [line for line in above if at >= 0 or printed_dates(line) or is_masthead(line)]
    heads = (outlet_in(line) for line in (*sure, *masthead))
    rights = (_rights(line) for line in lines[last + 1 :])
    found = next(filter(None, heads), "") or next(filter(None, rights), "")
    return found or dateline(lines[first]).outlet


def names_outlet(line: str, outlet: str) -> bool:
    """Say whether a line that stands around an article, or begins it, names its outlet."""
    return outlet in {outlet_in(line), _rights(line), dateline(line).outlet}


def _rights(line: str) -> str:
    """Return whose rights a line reserves, if that is an outlet."""
    found = _RIGHTS.match(line) if len(line) <= _LONGEST else None
    name = found["name"].strip(" .,-–—|") if found else ""
    name = re.sub(r" (?:all rights|alle rechte|tous droits).*$", "", name, flags=re.IGNORECASE)
    return name if is_outlet(name, beside=name.lower().startswith("the ")) else ""
