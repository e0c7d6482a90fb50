"""Passages as rows of term weights: the sparse numbers behind ranking, novelty and stories.

A row for every passage, held as three flat arrays, because a dense table of 5,000 sentences
by their 15,000 words takes 300 MB and a table of all pairs 100 MB.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from summaries.text import blanked, is_content, new_stem, stem, words

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

#: Between two texts: what no word is, and its number.
BREAK, END = "\0", 0

#: Words are cut out as bytes, in half the time that a pattern takes: what stands between them
#: becomes a blank, in ASCII by a table, beyond it letter by letter.
BETWEEN = bytes(n if n > 127 or chr(n).isalnum() or chr(n) == BREAK else 32 for n in range(256))

#: So many different words are remembered, about 5 MB.
MOST_WORDS = 32768


@dataclass(frozen=True, slots=True)
class Terms:
    """Rows of weighted terms.

    Attributes:
        width: how many columns there are.
        rows: row of each entry.
        columns: column of each entry, ascending; a column comes once in a row.
        weights: weight of each entry.
        count: how many rows there are, empty ones included.
    """

    width: int
    rows: Places
    columns: Places
    weights: Floats
    count: int

    def times(self, vector: Floats) -> Floats:
        """Return the product of every row with a vector over the columns."""
        return _sums(self.rows, self.weights * vector[self.columns], self.count)

    def times_rows(self, vector: Floats) -> Floats:
        """Return the sum of all rows, each times its number in a vector, over the columns."""
        return _sums(self.columns, self.weights * vector[self.rows], self.width)

    def sizes(self, least: int) -> Floats:
        """Return how many entries each row has, ``least`` at the least."""
        counts = np.bincount(self.rows, minlength=self.count)
        return np.maximum(counts, least).astype(np.float64)

    def first(self, count: int) -> "Terms":
        """Return the first rows only, over the same columns."""
        if count == self.count:
            return self
        return replace(self._only(self.rows < count), count=count)

    def between(self, start: int, end: int) -> "Terms":
        """Return some of the rows, over the same columns."""
        found = self._only((self.rows >= start) & (self.rows < end))
        return replace(found, rows=found.rows - start, count=min(end, self.count) - start)

    def but(self, columns: Flags) -> "Terms":
        """Return the same rows without the entries of some columns."""
        return self._only(~columns[self.columns])

    def _only(self, kept: Flags) -> "Terms":
        rows, columns = self.rows[kept], self.columns[kept]
        return Terms(self.width, rows, columns, self.weights[kept], self.count)

    def beside(self, other: "Terms") -> "Terms":
        """Return the rows with those of another as further columns."""
        return Terms(
            self.width + other.width,
            np.concatenate((self.rows, other.rows)),
            np.concatenate((self.columns, other.columns + self.width)),
            np.concatenate((self.weights, other.weights)),
            self.count,
        )

    def shared(self, factors: Floats) -> "Terms":
        """Return the same rows, each multiplied by its factor."""
        return self._weighing(self.weights * factors[self.rows])

    def spread(self) -> Places:
        """Return in how many rows each column comes."""
        return np.bincount(self.columns, minlength=self.width)

    def row(self, number: int) -> Floats:
        """Return one row, over all columns."""
        own = self.rows == number
        vector = np.zeros(self.width)
        vector[self.columns[own]] = self.weights[own]
        return vector

    def columns_of(self, number: int) -> Places:
        """Return the columns of one row."""
        found: Places = self.columns[self.rows == number]
        return found

    def likeness(self, number: int) -> Floats:
        """Return the product of every row with one of them."""
        return self.times(self.row(number))

    def products(self, other: "Terms") -> Floats:
        """Return the product of every row of another with every one of these.

        Both have the same columns. Only what two rows share is multiplied: an entry of the
        other with the stretch of entries here that have its column.
        """
        starts = np.searchsorted(self.columns, np.arange(self.width + 1))
        counts = np.diff(starts)[other.columns]
        shift = starts[other.columns] - np.cumsum(counts) + counts
        here = np.repeat(shift, counts) + np.arange(counts.sum())
        places = np.repeat(other.rows, counts) * self.count + self.rows[here]
        values = np.repeat(other.weights, counts) * self.weights[here]
        shape = other.count, self.count
        return _sums(places, values, self.count * other.count).reshape(shape)

    def weighted(self, factors: Floats) -> "Terms":
        """Return the same rows with every column multiplied by its factor."""
        return self._weighing(self.weights * factors[self.columns])

    def of_length_one(self) -> "Terms":
        """Return the same rows with a length of 1; an empty row stays empty."""
        squares = _sums(self.rows, self.weights**2, self.count)
        return self.shared(1 / np.sqrt(np.maximum(squares, 1e-12)))

    def _weighing(self, weights: Floats) -> "Terms":
        return Terms(self.width, self.rows, self.columns, weights, self.count)


def concepts(texts: Sequence[str]) -> tuple[Terms, Terms]:
    """Return which content words, and which pairs of neighbouring words, come in each text.

    Words are compared by their stems. A pair has at least one word of content.

    Returns:
        Words and pairs, with a row for each text and weight 1 for each entry.
    """
    codes = _codes(texts)
    stems, telling, within = codes >> 1, (codes & 1).astype(bool), codes != END
    rows = np.cumsum(~within)
    beside = (telling[:-1] | telling[1:]) & within[:-1] & within[1:]
    pairs = (stems[:-1] << int(stems.max(initial=0)).bit_length()) | stems[1:]
    return (
        _distinct(rows[telling], stems[telling], len(texts))[0],
        _distinct(rows[:-1][beside], pairs[beside], len(texts))[0],
    )


class _Codes(dict[bytes, int]):
    """A number for each word: twice that of its stem, one more for a word of content."""

    def __init__(self) -> None:
        super().__init__({BREAK.encode(): END})
        self._stems: dict[str, int] = {BREAK: END}

    def __missing__(self, encoded: bytes) -> int:
        word = encoded.decode()
        number = self._stems.setdefault(new_stem(word), len(self._stems))
        self[encoded] = code = 2 * number + is_content(word)
        return code


#: Words met before are looked up together; a new book is begun when it grows large.
_books = [_Codes()]


def _codes(texts: Sequence[str]) -> Places:
    """Return the numbers of all words, END between two texts."""
    if len(_books[0]) > MOST_WORDS:
        _books[0] = _Codes()
    found = _words(texts)
    return np.fromiter(map(_books[0].__getitem__, found), dtype=np.int64, count=len(found))


def _words(texts: Sequence[str]) -> list[bytes]:
    """Return the words of ``text.words``, encoded, and BREAK between two texts."""
    joined = f" {BREAK} ".join(texts).lower()
    if joined.count(BREAK) >= max(1, len(texts)):
        joined = f" {BREAK} ".join(text.replace(BREAK, " ") for text in texts).lower()
    return blanked(joined, BETWEEN, str.isalnum).split()


def _distinct(rows: Places, keys: Places, count: int) -> tuple[Terms, Places]:
    """Return the entries, each once in its row, and where each begins among all, sorted.

    Args:
        rows: of each entry.
        keys: what the column of each entry stands for, 0 or more; columns are numbered anew.
        count: how many rows there are.
    """
    bits = count.bit_length()
    if int(keys.max(initial=0)) >> (62 - bits):
        keys = np.unique(keys, return_inverse=True)[1]
    # Sorted together, as one number each: sorting takes most of the time.
    joint = np.sort((keys << bits) | rows)
    first = np.flatnonzero(changes(joint))
    entries = joint[first]
    columns = np.cumsum(changes(entries >> bits)) - 1
    width = int(columns[-1]) + 1 if len(columns) else 0
    rows = entries & ((1 << bits) - 1)
    return Terms(width, rows, columns, np.ones(len(rows)), count), first


def changes(values: npt.NDArray[Any]) -> Flags:
    """Return where a value differs from the one before."""
    new = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def counted(passages: Iterable[Sequence[str]]) -> Terms:
    """Return how often each term comes in each passage.

    Args:
        passages: the terms of each passage, in order.
    """
    listed = list(passages)
    names: dict[str, int] = {}
    keys = [names.setdefault(term, len(names)) for passage in listed for term in passage]
    rows = np.repeat(np.arange(len(listed), dtype=np.int64), [len(one) for one in listed])
    terms, first = _distinct(rows, np.array(keys, dtype=np.int64), len(listed))
    return replace(terms, weights=np.diff(first, append=len(keys)).astype(np.float64))


def content(text: str) -> list[str]:
    """Return the stems of the words that say something, in order."""
    return [stem(word) for word in words(text) if is_content(word)]


def rarity(terms: Terms) -> Floats:
    """Return ln(1 + rows / rows with the term) by column."""
    return np.log1p(terms.count / np.maximum(terms.spread(), 1))


def vectors(texts: Sequence[str]) -> Terms:
    """Return TF-IDF rows of length 1 for the texts, rarity counted over these texts."""
    terms = counted(content(text) for text in texts)
    return terms.weighted(rarity(terms)).of_length_one()


def _sums(places: Places, weights: Floats, size: int) -> Floats:
    """Return the sum of the weights at each place."""
    return np.bincount(places, weights=weights, minlength=size).astype(np.float64, copy=False)
