"""Quotation marks: which passages stand in them, how they nest, and which run on.

Newspapers print every kind there is, forget to close them, and use the same characters for
apostrophes, feet and inches. Each paragraph is read once, from left to right, with a stack of
open marks; what a character is depends on its neighbours and on what is open.
"""

# ruff: noqa: RUF001 (marks that look alike are the subject)

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

MARKS = "\"“”„‟«»'‘’‚‛‹›`"
#: Everything that can be a quotation mark; two single characters may stand for a double one.
#: Longer runs are decoration, and are matched only to be passed over.
MARK = re.compile(rf"[{MARKS}]{{5,}}|''|``|’’|‘‘|[{MARKS}]")
LINE = re.compile(r"[^\n]+")
SINGLE = 1
#: Marks of one kind close each other: 0 double, 1 single, 2 double and 3 single guillemets.
KIND = dict.fromkeys(("''", "``", "’’", "‘‘", *'"“”„‟'), 0)
KIND |= dict.fromkeys("'‘’‚‛`", SINGLE) | dict.fromkeys("«»", 2) | dict.fromkeys("‹›", 3)
DOUBLE = frozenset(mark for mark, kind in KIND.items() if kind in (0, 2))
#: A paragraph with more of them is noise, not prose (the longest speech has some hundreds).
MOST_MARKS = 4000
#: Passages nested deeper than this are taken for noise.
DEEPEST = 6
#: Marks that open wherever they stand, and those that close.
OPENING = frozenset(["``", "‘‘", *"“„«‘‚‹`"])
CLOSING = frozenset(["’’", *"”»’›"])
#: Marks that close a passage opened by the one before them, against their usual direction.
TURNED = frozenset(["„“", "„‟", "»«", "›‹", "‚‘"])
#: What may stand before an opening mark, or behind a closing one, besides white space.
BEFORE = frozenset("([{<—–―-/…:;,.*_")
BEHIND = frozenset(")]}>—–―-/….,;:!?*_")
#: Feet and inches (6'2"), years and decades (’90s), clipped words (’em, rock ’n’ roll).
PRIME = re.compile(r"\d['’′] ?\d{1,2}(?:''|[\"”″])?|\d['’](?=\s?\d)")
CLIPPED = re.compile(
    r"['’‘](?:\d0s|\d\d\b|(?:em|er|im|n|tis|twas|til|till|cause|bout|round|cuz|kay)\b)['’‘]?",
    re.IGNORECASE,
)


#: What ends a sentence.
FULL_STOPS = frozenset(".!?")
#: What ends a paragraph that introduces the next.
INTRODUCED = re.compile(r":\s*$")


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage in quotation marks.

    Attributes:
        start: its opening mark.
        end: behind its closing mark, or the end of the paragraph when it has none.
        inner: place of the words between the marks.
        closed: whether the closing mark is there.
        level: 0 for the outermost passage, 1 for one inside it, and so on.
        continues: it opens a paragraph, going on from a passage that the paragraph before
            left open.
        double: whether it stands in double marks.
    """

    start: int
    end: int
    inner: tuple[int, int]
    closed: bool = True
    level: int = 0
    continues: bool = False
    double: bool = True


@dataclass(slots=True)
class _Mark:
    """What can be a quotation mark, and which way it can face."""

    start: int
    end: int
    mark: str
    kind: int
    opens: bool
    closes: bool

    @property
    def double(self) -> bool:
        """Whether it is a double mark."""
        return self.kind in (0, 2)


@lru_cache(maxsize=16)
def segments(text: str) -> tuple[Marked, ...]:
    """Find the passages in quotation marks, outer ones before those inside them.

    Apostrophes, feet and inches and decades are none. A passage ends with its paragraph; a
    double mark that never closes is kept as not closed, a single one was an apostrophe unless
    a sentence begins with it.

    The last texts are remembered: two stages ask about the same articles.

    Returns:
        By start. Two passages are apart, or one holds the other.
    """
    found: list[Marked] = []
    running = False
    there = [mark for mark in MARKS if mark in text]
    for line in LINE.finditer(text):
        count = sum(map(line[0].count, there))
        if count > MOST_MARKS or not line[0].strip():
            continue
        # Most paragraphs have no mark at all, and nothing needs to be asked about them.
        passages = _of_paragraph(text, *line.span()) if count else ()
        inside = sorted(passages, key=lambda one: (one.start, -one.end))
        if len(inside) > 1 and not running:
            inside = _without_frame(text, line.start(), inside)
        if running and inside and not text[line.start() : inside[0].start].strip():
            inside[0] = replace(inside[0], continues=True)
        found += inside
        running = any(not one.closed and one.level == 0 for one in inside)
    return tuple(found)


def _without_frame(text: str, start: int, inside: list[Marked]) -> list[Marked]:
    """Return a paragraph's passages without a straight mark before all that is curly.

    A passage that a paper copies from another stands so: the mark says that it is copied.
    """
    if inside[0].closed or inside[0].start != start:
        return inside
    if INTRODUCED.search(text, max(0, start - 4), start):
        return inside
    framed = text[start] == '"' and text[inside[1].start] == "“" and inside[1].closed
    return inside[1:] if framed and inside[0].end <= inside[1].start else inside


def _of_paragraph(text: str, start: int, end: int) -> Iterator[Marked]:
    """Yield the passages of one paragraph in the order in which they close."""
    marks = _marks(text, start, end)
    closers = sum(mark.closes for mark in marks)
    openers = sum(mark.opens and not mark.closes for mark in marks)
    stack: list[_Mark] = []
    for mark in marks:
        closers -= mark.closes
        openers -= mark.opens and not mark.closes
        partner = _partner(stack, mark)
        if partner is not None:
            del stack[partner + 1 :]
            one = stack.pop()
            if text[one.end : mark.start].strip():
                yield _passage(one, mark.start, mark.end, len(stack))
        elif mark.opens:
            same = next((n for n, one in enumerate(stack) if one.kind == mark.kind), None)
            if same is not None and closers <= openers + 1:
                one = stack[same]
                left_open = one.double or (same == 0 and _goes_on(text, one, mark))
                if left_open and text[one.end : mark.start].strip():
                    yield _passage(one, mark.start, mark.start, same, closed=False)
                del stack[same:]
            if len(stack) < DEEPEST:
                stack.append(mark)
    unclosed = next((one for one in stack if one.double or _begins(text, start, one)), None)
    if unclosed is not None and text[unclosed.end : end].strip():
        yield _passage(unclosed, end, end, 0, closed=False)


def _begins(text: str, start: int, mark: _Mark) -> bool:
    """Tell whether a single mark stands where a sentence begins, or words behind a colon."""
    before = text[start : mark.start].rstrip()[-1:]
    return before in {"", ":", ",", ".", "!", "?"} and text[mark.end : mark.end + 1].isupper()


def _goes_on(text: str, one: _Mark, mark: _Mark) -> bool:
    """Tell whether a mark begins another paragraph of a quote that lost its line breaks."""
    stopped = text[one.end : mark.start].rstrip()[-1:] in FULL_STOPS
    return stopped and all(text[each.end : each.end + 1].isupper() for each in (one, mark))


def _passage(
    mark: _Mark, inner_end: int, end: int, level: int, *, closed: bool = True
) -> Marked:
    """Return the passage that a mark opened."""
    inner = (mark.end, inner_end)
    return Marked(mark.start, end, inner, closed=closed, level=level, double=mark.double)


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """Return what can be quotation marks in a paragraph, in order."""
    none = {
        place for match in PRIME.finditer(text, start, end) for place in range(*match.span())
    }
    for match in CLIPPED.finditer(text, start, end):
        none.update((match.start(), match.end() - 1))
    marks = []
    possessive: list[_Mark] = []
    known: dict[str, tuple[bool, bool]] = {}
    for match in MARK.finditer(text, start, end):
        a, b = match.span()
        if a in none or b - a > 2 or _apostrophe(text, a, b):
            continue
        around = text[a - 1 if a else 0 : b + 1]
        faces = known.get(around)
        if faces is None or not a:
            faces = known[around] = _faces(text, a, b)
        mark = _Mark(a, b, match[0], KIND[match[0]], *faces)
        if (
            mark.kind == SINGLE
            and mark.closes
            and text[a - 1] == "s"
            and text[b : b + 1] == " "
        ):
            possessive.append(mark)
        elif mark.kind == SINGLE and mark.closes:
            # "the workers’ choice,’ she said": an apostrophe, since a better mark follows.
            for earlier in possessive:
                earlier.closes = False
            possessive.clear()
        marks.append(mark)
    return marks


def _apostrophe(text: str, a: int, b: int) -> bool:
    """Tell whether a single mark stands inside a word."""
    return KIND[text[a:b]] == SINGLE and text[a - 1 : a].isalnum() and text[b : b + 1].isalnum()


def _faces(text: str, a: int, b: int) -> tuple[bool, bool]:
    """Tell whether a mark can open, and whether it can close, judged by its neighbours."""
    mark = text[a:b]
    before = text[a - 1] if a else " "
    behind = text[b] if b < len(text) else " "
    opens = (before.isspace() or before in BEFORE or before in MARKS) and not behind.isspace()
    closes = (behind.isspace() or behind in BEHIND or behind in MARKS) and not before.isspace()
    if mark in OPENING and (opens or not closes):
        return True, False
    if mark in CLOSING and (closes or not opens):
        return False, closes or mark in DOUBLE
    if opens == closes and mark in DOUBLE:
        return True, True
    return opens, closes


def _partner(stack: list[_Mark], mark: _Mark) -> int | None:
    """Return the depth of the open mark that this one closes, if it closes one."""
    for depth in range(len(stack) - 1, -1, -1):
        one = stack[depth]
        if one.mark + mark.mark in TURNED:
            return depth
        if one.kind == mark.kind:
            paired = mark.double and mark.mark in CLOSING and one.mark in OPENING
            return depth if mark.closes or paired else None
        if one.double and not mark.double:
            return None
    return None
