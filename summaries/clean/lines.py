"""What a line of a page dump looks like, in numbers: for telling articles from debris.

Nothing here knows a site or a phrase of one; the words that pages of all languages print
around articles come in as hashed features, weighed by training.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import log1p
from zlib import crc32

#: Hashed words share this many weights.
BUCKETS = 512

_WORD = re.compile(r"\w+")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
_CLOSING = "\"”’')»"
_ENDS = frozenset(".!?…。\uff01\uff1f")
_MARKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\|",
        "©",
        "@",
        r"https?:|www\.",
        "[»→><«←\u2039\u203a]",
        "^[•*·–—-]",
        '["“”„«]',
        r"\?$",
        r"(?:\.\.\.|…)$",
        "!$",
        "[:\uff1a]$",
        r"\w$",
        # A comment and its writer; a picture and its maker; a door to another article.
        r"\bsays:$|\bwrote:$|\bago$|^(?:reply|antworten|répondre|responder)$",
        r"\b(?:photo|image|picture|credit|foto|bild|crédit|quelle|source)s?\b ?[:/©]"
        r"|\b(?:ap|file|handout) photo\b|getty|reuters ?[/)]"
        r"|\((?:ap|afp|epa|reuters)\b|\bphoto by\b",
        r"^(?:related|read|see|watch|more|also|don[’']t miss|sign up|subscribe|follow|click"
        r"|lesen sie|mehr|à lire|lire|leia|lee|leer|lea|lees|читайте)\b",
    )
)
_PROSE_WORDS, _LONG = 15, 3
_FAR = 50


class Lines:
    """The lines of a dump with what is known about each.

    Attributes:
        lines: as they stand, without white space around them.
        words: their words in lower case.
        length: their lengths in words; a word of Chinese, Japanese or Thai is two letters.
        prose: whether they are long enough, and end like, a paragraph.
    """

    def __init__(self, lines: Sequence[str], apart: Sequence[bool]) -> None:
        self.lines = lines
        self.apart = apart
        self.low = [line.lower() for line in lines]
        self.words = [_WORD.findall(line) for line in self.low]
        self.length = [
            max(len(words), len(_EAST.findall(line)) // 2)
            for words, line in zip(self.words, lines, strict=True)
        ]
        self.prose = [
            length >= _PROSE_WORDS and (line.rstrip(_CLOSING)[-1:] in _ENDS or line[-1] == ":")
            for length, line in zip(self.length, lines, strict=True)
        ]


def line_values(
    lines: Sequence[str], apart: Sequence[bool]
) -> tuple[list[list[float]], list[list[int]]]:
    """Describe the lines of a page dump.

    Args:
        lines: its lines that are not blank, without white space around them.
        apart: for each, whether a blank line stands before it.

    Returns:
        For each line as many numbers, mostly between 0 and 1; and for each the buckets of
        its words (of a long line, of its first and last ones).
    """
    page = Lines(lines, apart)
    groups = [_shapes(page), _marks(page), _repeats(page), _places(page)]
    values = [
        [value for part in parts for value in part] for parts in zip(*groups, strict=True)
    ]
    return values, [_buckets(words) for words in page.words]


def _buckets(words: Sequence[str]) -> list[int]:
    few = words if len(words) <= 16 else [*words[:4], *words[-3:]]
    return [crc32(word.encode()) % BUCKETS for word in few]


def _shapes(page: Lines) -> list[list[float]]:
    """Length, and how the words are written."""
    shapes = []
    for line, length, prose in zip(page.lines, page.length, page.prose, strict=True):
        raw = _WORD.findall(line)
        count = max(1, len(raw))
        lower = [word for word in raw if word.islower()]
        end = line.rstrip(_CLOSING)[-1:] in _ENDS
        shapes.append([
            log1p(length),
            log1p(len(line)),
            min(len(line) / count, 15) / 10,
            float(length <= 2),
            float(3 <= length <= 6),
            float(7 <= length <= 14),
            float(length >= _PROSE_WORDS),
            float(length >= 2 * _PROSE_WORDS),
            float(end),
            float(end and length >= 8),
            float(prose),
            sum(word[:1].isupper() for word in raw) / count,
            len(lower) / count,
            sum(len(word) <= _LONG for word in lower) / count,
            float(line.isupper()),
            float(line[:1].islower()),
            sum(letter.isdigit() for letter in line) / len(line),
            line.count(",") / count,
        ])  # fmt: skip
    return shapes


def _marks(page: Lines) -> list[list[float]]:
    """Signs that stand in it, a date among them."""
    return [
        [float(bool(mark.search(line))) for mark in (*_MARKS, _DATED)] for line in page.lines
    ]


def _repeats(page: Lines) -> list[list[float]]:
    """How much of it stands elsewhere on the page: in its first line, in its prose."""
    counts = Counter(page.low)
    said = Counter(
        word
        for words, prose in zip(page.words, page.prose, strict=True)
        if prose
        for word in {word for word in words if len(word) > _LONG}
    )
    head = {word for words in page.words[:1] for word in words if len(word) > _LONG}
    seen: set[str] = set()
    repeats = []
    for number, (low, words) in enumerate(zip(page.low, page.words, strict=True)):
        long = [word for word in words if len(word) > _LONG]
        count = max(1, len(long))
        own = int(page.prose[number])
        repeats.append([
            float(counts[low] > 1),
            float(low in seen),
            min(counts[low], 5) / 5,
            float(number == 0),
            float(number > 0 and len(low) > 12 and low in page.low[0]),
            sum(word in head for word in long) / count,
            sum(said[word] > own for word in long) / count,
        ])  # fmt: skip
        seen.add(low)
    return repeats


def _places(page: Lines) -> list[list[float]]:
    """Where it stands: on the page, among the prose, below something like the headline."""
    count = len(page.lines)
    length = [size if prose else 0 for size, prose in zip(page.length, page.prose, strict=True)]
    before = [0, *accumulate(length)]
    total, every = max(1, before[-1]), max(1, sum(page.length))
    titles = [
        number > 0 and len(low) > 12 and low in page.low[0]
        for number, low in enumerate(page.low)
    ]
    dated = [
        bool(_DATED.search(line)) and not p
        for line, p in zip(page.lines, page.prose, strict=True)
    ]
    distances = zip(
        _since(page.prose),
        reversed(_since(page.prose[::-1])),
        _since(titles),
        _since(dated),
        strict=True,
    )
    places = []
    for number, far in enumerate(distances):
        behind = page.apart[number + 1] if number + 1 < count else True
        places.append([
            float(page.apart[number]),
            float(behind),
            float(page.apart[number] and behind),
            before[number] / total,
            before[number + 1] / total,
            number / count,
            *(log1p(distance) / 4 for distance in far),
            float(far[0] == 1),
            float(far[1] == 1),
            log1p(count) / 6,
            log1p(total) / 8,
            before[-1] / every,
        ])  # fmt: skip
    return places


def _since(marked: Sequence[bool]) -> list[int]:
    """For each line, how many lines ago one was marked, itself left out; at most _FAR."""
    distances, last = [], -_FAR
    for number, mark in enumerate(marked):
        distances.append(min(number - last, _FAR))
        if mark:
            last = number
    return distances
