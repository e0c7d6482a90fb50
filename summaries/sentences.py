"""Sentence boundaries with their places, and headings.

The boundaries are sentencex's, found paragraph by paragraph and put right where news text is
known to mislead it: quotations that end a sentence, "U.S." before a name, datelines.
"""

import re
from bisect import bisect
from itertools import accumulate

import sentencex  # type: ignore[import-untyped]

from summaries.leaning import leans_on
from summaries.model import Sentence
from summaries.text import paragraphs

#: A piece ending so goes on in the next piece.
GOES_ON = re.compile(
    r"""(?:^|[\s("'“‘\[–—-])(?:
        (?:Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Col|Lt|Maj|Capt|Cmdr|Sgt|Cpl|Pvt|Adm|Rev|Hon
        |St|Ft|Mt|Supt|Insp|Det|Pres|Amb|Atty|Dist|vs|v|No|Nos|pp|Art|cf|e\.g|i\.e|viz|approx
        |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec
        |[A-Z](?:\.\ ?[A-Z])?)\.
    )$""",
    re.VERBOSE,
)

#: An abbreviation that may also end a sentence: what follows decides.
MAY_GO_ON = re.compile(
    r"(?:^|[\s(\"'“‘\[–—-])(?:[ap]\.m|U\.S|U\.K|U\.N|E\.U|D\.C|[A-Z]\.[A-Z]|Inc|Co|Corp|Ltd|Bros|Jr|Sr"
    r"|etc|al|Ph\.D|M\.D|Ave|Blvd|Rd)\.$"
)

#: Words that begin a sentence far more often than they follow an abbreviation.
OPENING_WORDS = """
The A An In On At It He She They We I You This That These Those But And However Meanwhile
His Her Their Its Our My There When While After Before As If For From With By Some Many Most
One Two All Yet So Since Then Now Not No What Who Why How Where Although Though Despite
During Under Also Both Each Even Once Still Until Last Next According Officials Police
Experts
"""
OPENERS = frozenset(OPENING_WORDS.split())

#: It begins with a set of letters, since the search for such a pattern is ten times as fast.
CLOSED = re.compile(r"[.!?…](?:[\"”’'»)\]]+|(?<!\.)|\.{2,3})\s+(?=[\"“‘«(\[]{0,2}[^\W\da-z_])")
MARKS = re.compile('[“”«»"]')
INSIDE = re.compile(r"[.!?…]\s+(?=[^\W\da-z_])")
ENDS, BEHIND_ENDS = frozenset(".!?…"), "\"”’'»)]"

#: Without one of these inside, a paragraph in ASCII is one sentence: half of them are.
TERMINATOR, TAIL = re.compile("[.!?]"), ".!?\"')]"

#: No abbreviation is longer; looking through the whole sentence for one takes time.
LONGEST_ABBREVIATION = 16

#: City, perhaps with a country and an agency, before the first sentence of a report. (Of dashes
#: set close, only the long one counts, and no quotation behind it: "PSA—“You have until …”.)
DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,4}"
    r"(?:,\ [A-Z][\w.'’]+(?:\ [A-Z][\w.'’]+){0,3})?"
    r"(?:,?\ (?:[A-Z][a-z]{2,8}\.?)\ \d{1,2}(?:,\ \d{4})?)?"
    r"(?:\ (?:\([^()]{2,40}\)|/[A-Z][\w.\ -]{2,25}/))?|\([A-Z][\w.\ ]{1,25}\))"
    r"(?:\s*(?:[–—―_]|--?|>>)\s+(?=\S)|\s*--(?=[\"“A-Z])|\s?[—―](?=[A-Z]))"
)

#: The same in small letters, or a day alone: only with an agency in brackets, a dash behind it
#: or not.
CREDITED = re.compile(
    r"(?:[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){0,3}"
    r"(?:,\ [A-Z][\w.'’]+(?:\ [A-Z][\w.'’]+){0,2})?,?\ )?"
    r"(?:[A-Z][a-z]{2,8}\.?\ \d{1,2}(?:,\ \d{4})?\ )?"
    r"\((?:[A-Z][A-Za-z.&\ ]{1,18}\)\s*(?:[–—―_]|--?)\s+"
    r"|(?:AP|CNN(?:\ [A-Z]\w+)?|AFP|UPI|Reuters|Bloomberg|Xinhua|[A-Z]\w+\.com)\)\s*)"
    r"(?=[\"“A-Z])"
)

#: Without an agency: two cities in capitals, and no dash; a city with its state or country.
PLACED = re.compile(
    r"[A-Z]{3,}(?:\ [A-Z]{3,})*(?:/[A-Z]{3,}(?:\ [A-Z]{3,})*)+"
    r"(?:,\ [A-Z][a-z]+)?\ (?=[A-Z][a-z])"
    r"|[A-Z][a-z]+(?:\ [A-Z][a-z]+){0,2},\ (?:[A-Z]{2}|[A-Z][a-z]{2,5}\.|[A-Z][a-z]+"
    r"(?:\ [A-Z][a-z]+)?)"
    r"\ (?:[–—―-]|--)\ (?=[\"“A-Z])"
)

#: sentencex 1.0.32 dies of "J" + a blank of several bytes + "." and of half a character.
UNEVEN = re.compile("[\x85\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\ud800-\udfff]")

#: A dateline stands within so many letters.
HEAD = 120

#: So many letters behind a boundary tell whether the sentence goes on.
NEXT = 60

#: A quotation of more letters is split into its sentences.
LONG_QUOTATION = 350


def sentences(text: str, language: str = "en") -> tuple[Sentence, ...]:
    """Return the sentences and headings of a text, in order, not overlapping.

    A dateline ("WASHINGTON (AP) — ") belongs to no sentence; nothing else but blanks is left
    out. A quotation stays whole unless it is long, so that few sentences hold half of one.

    Args:
        text: paragraphs and headings joined by newlines.
        language: ISO 639-1 code; for an unknown one sentencex falls back to a related one.
    """
    found: list[Sentence] = []
    for number, (offset, line) in enumerate(paragraphs(text)):
        if is_heading(line):
            found.append(Sentence(offset, offset + len(line), number, heading=True))
            continue
        opened = ""
        for start, end in _pieces(line, language):
            piece = line[start:end]
            leans = leans_on(piece, opened)
            found.append(Sentence(offset + start, offset + end, number, False, leans))
            if opened or "“" in piece or '"' in piece:
                opened = _opened(opened + piece)
    return tuple(found)


def is_heading(line: str) -> bool:
    """Tell whether a paragraph is a heading or another short line, not prose."""
    if not any(map(str.isalpha, line)):
        return True
    if line.rstrip(BEHIND_ENDS)[-1:] in ENDS:
        return not _has_words(line, 4 if line[-1] in "!?" else 2)
    return not _has_words(line, 16) or line.count("|") > 1


def _has_words(line: str, count: int) -> bool:
    return len(line.split(maxsplit=count)) >= count


def _opened(text: str) -> str:
    """Return the quotation marks that a text leaves open, once each."""
    curly = "“" * (text.count("“") > text.count("”"))
    return curly + '"' * (text.count('"') % 2)


def _pieces(line: str, language: str) -> list[tuple[int, int]]:
    """Return the places of a paragraph's sentences, blanks between them left out."""
    start = _behind_dateline(line[:HEAD])
    if line.isascii() and not TERMINATOR.search(line, start, len(line.rstrip(TAIL))):
        return [(start, len(line))]
    pieces = []
    for end in sorted({*_raw_ends(line, language), *_missed_ends(line)}):
        piece = line[start:end]
        bare = piece.rstrip()
        if end <= start or (end < len(line) and _goes_on(bare, line[end : end + NEXT])):
            continue
        if bare:
            lead = len(piece) - len(piece.lstrip())
            pieces.append((start + lead, start + len(bare)))
        start = end
    return _without_crumbs(line, pieces) if len(pieces) > 1 else pieces


def _behind_dateline(head: str) -> int:
    """Return where a report begins in the first letters of a paragraph."""
    dateline = (
        DATELINE.match(head) or ("(" in head and CREDITED.match(head)) or PLACED.match(head)
    )
    return dateline.end() if dateline else 0


def _raw_ends(line: str, language: str) -> list[int]:
    plain = line if line.isascii() else UNEVEN.sub(" ", line)
    return [*accumulate(map(len, sentencex.segment(language, plain))), len(line)]


def _missed_ends(line: str) -> list[int]:
    """Return ends that sentencex takes for the inside of a quotation."""
    closed = [found.end() for found in CLOSED.finditer(line)]
    if not closed and len(line) <= LONG_QUOTATION:
        return closed
    opened: int | None = None
    quoted: list[int] = []
    inside: list[int] = []
    for mark in MARKS.finditer(line):
        place = mark.start()
        if mark[0] in "“«" or (mark[0] == '"' and opened is None):
            quoted += [place] if opened is None else []
            opened = place
        elif opened is not None:
            if place - opened > LONG_QUOTATION:
                inside += [found.end() for found in INSIDE.finditer(line, opened, place)]
            quoted.append(place)
            opened = None
    # An odd number of marks before the blank: it stands inside a quotation.
    outside = [n for n in closed if line[n - 1] in " \t" and bisect(quoted, n - 1) % 2 == 0]
    return inside + outside


def _goes_on(piece: str, rest: str) -> bool:
    """Tell whether what ends like a sentence goes on after an abbreviation."""
    following = rest.split(maxsplit=1)[:1]
    first = following[0].strip("\"“‘'([") if following else ""
    if not first:
        return False
    if first[0].islower():
        return piece[-1] in ".\"”’'"
    ending = piece[-LONGEST_ABBREVIATION:]
    if MAY_GO_ON.search(ending):
        return first.strip(".,;:!?\"”’'") not in OPENERS
    return bool(GOES_ON.search(ending))


def _without_crumbs(line: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join pieces without a letter or digit (" .", "”") to the sentence before."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and not any(map(str.isalnum, line[start:end])):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
