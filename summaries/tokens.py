"""What the tagger sees of a paragraph: its tokens and, for each, a few small numbers.

Training and running share this module, so that a model meets the numbers it was taught.
"""

# ruff: noqa: RUF001 (marks that look alike are the subject)

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

from summaries.marks import Marked

TOKEN = re.compile(
    r"[A-Za-z][a-z]++(?![\w&-])"  # nearly every word: the rest need not be tried
    r"|(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*(?i:st|nd|rd|th|s)?\b"
    r"|(?:\b[A-Z]['’](?=[A-Z](?i:[a-z])))?[^\W_]+(?:[-&][^\W_]+)*"
    r"|['’](?i:s|re|ve|ll|d|m|t)\b|\.\.+|[^\w\s]|_+"
)
STRAIGHT = str.maketrans("’‘‚‛“”„‟«»–", '\'\'\'\'""""""—')
DIGIT = re.compile(r"\d")

#: Tables that a token's ending, beginning and outline are hashed into.
ENDINGS, BEGINNINGS, SHAPES = 2048, 1024, 24
#: Words that the tagger was not taught share these rows, by length and outline.
UNKNOWN = 32

Code = tuple[int, int, int, int]


def tokens(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of words, numbers and marks between two places of a text."""
    return [match.span() for match in TOKEN.finditer(text, start, end)]


def word_of(token: str) -> str:
    """Return the form of a token that the list of known words holds."""
    if token.isalpha():
        return token.lower()
    return DIGIT.sub("0", token.translate(STRAIGHT).lower())


def coded(token: str, words: Mapping[str, int]) -> Code:
    """Return the numbers of a token: its word, ending, beginning and outline.

    Args:
        token: as printed.
        words: row of each known word, from ``UNKNOWN`` on.
    """
    word = word_of(token)
    shape = outline(token)
    known = words.get(word)
    if known is None:
        known = (hashed(word) % (UNKNOWN // 4)) * 4 + (shape & 3)
    return known, hashed(word[-3:]) % ENDINGS, hashed("^" + word[:3]) % BEGINNINGS, shape


def outline(token: str) -> int:
    """Return which of the ``SHAPES`` a token has: capitals, digits, length, kind of mark."""
    if token[0].isalpha():
        if token.islower():
            return min(len(token), 8)
        if token.isupper():
            return 9 + (len(token) > 1) + ("." in token)
        return 12 + ("-" in token) + 2 * (not token[1:].islower())
    if token[0].isdigit():
        return 16 + min(len(token), 4) // 2
    return 19 + min(4, "\"'.,".find(token[0].translate(STRAIGHT)) + 1)


@lru_cache(maxsize=20_000)
def hashed(word: str) -> int:
    """Return a number for a word, the same on every machine and in every run."""
    value = 2166136261
    for letter in word:
        value = ((value ^ ord(letter)) * 16777619) & 0xFFFFFFFF
    return value ^ (value >> 15)


def depths(places: Sequence[tuple[int, int]], passages: Sequence[Marked]) -> list[int]:
    """Return how each token stands to quotation marks.

    Returns:
        0 outside, 1 inside double marks, 2 inside single ones, 3 inside marks that never
        close, 4 the mark that opens a passage, 5 the one that closes it.
    """
    found = [0] * len(places)
    for one in passages:
        if one.level == 0 or (one.level == 1 and not one.double):
            _fill(found, places, one)
    return found


def _fill(found: list[int], places: Sequence[tuple[int, int]], one: Marked) -> None:
    inside = 3 if not one.closed else 1 if one.double else 2
    first, last = bisect_left(places, (one.start,)), bisect_left(places, (one.end,))
    while first < last and places[first][1] <= one.inner[0]:
        found[first] = 4
        first += 1
    close = bisect_left(places, (one.inner[1],), first, last)
    found[first:close] = [known or inside for known in found[first:close]]
    found[close:last] = [5] * (last - close)
