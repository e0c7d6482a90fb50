"""Passages as rows of term weights: the sparse numbers behind ranking, novelty and stories.

A row for every passage, held as three flat arrays, because a dense table of 5,000 sentences
by their 15,000 words takes 300 MB and a table of all pairs 100 MB.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from summaries.text import is_content, stem, words

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Terms:
    """Rows of weighted terms.

    Attributes:
        width: how many columns there are.
        rows: row of each entry, ascending.
        columns: column of each entry; a column comes once in a row.
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
        end = int(np.searchsorted(self.rows, count))
        weights = self.weights[:end]
        return Terms(self.width, self.rows[:end], self.columns[:end], weights, count)

    def shared(self, factors: Floats) -> "Terms":
        """Return the same rows, each multiplied by its factor."""
        weights = self.weights * factors[self.rows]
        return Terms(self.width, self.rows, self.columns, weights, self.count)

    def totals(self) -> Floats:
        """Return the sum of all rows, over the columns."""
        return _sums(self.columns, self.weights, self.width)

    def spread(self) -> Places:
        """Return in how many rows each column comes."""
        return np.bincount(self.columns, minlength=self.width)

    def row(self, number: int) -> Floats:
        """Return one row, over all columns."""
        first, last = np.searchsorted(self.rows, (number, number + 1))
        vector = np.zeros(self.width)
        vector[self.columns[first:last]] = self.weights[first:last]
        return vector

    def columns_of(self, number: int) -> Places:
        """Return the columns of one row."""
        first, last = np.searchsorted(self.rows, (number, number + 1))
        return self.columns[first:last]

    def likeness(self, number: int) -> Floats:
        """Return the product of every row with one of them."""
        return self.times(self.row(number))

    def weighted(self, factors: Floats) -> "Terms":
        """Return the same rows with every column multiplied by its factor."""
        weights = self.weights * factors[self.columns]
        return Terms(self.width, self.rows, self.columns, weights, self.count)

    def of_length_one(self) -> "Terms":
        """Return the same rows with a length of 1; an empty row stays empty."""
        squares = _sums(self.rows, self.weights**2, self.count)
        lengths = np.sqrt(np.maximum(squares, 1e-12))
        weights = self.weights / lengths[self.rows]
        return Terms(self.width, self.rows, self.columns, weights, self.count)


def concepts(texts: Iterable[str]) -> tuple[Terms, Terms]:
    """Return which content words, and which pairs of neighbouring words, come in each text.

    Words are compared by their stems. A pair has at least one word of content.

    Returns:
        Words and pairs, with a row for each text and weight 1 for each entry.
    """
    split = [words(text) for text in texts]
    known = dict.fromkeys(chain.from_iterable(split))
    stems: dict[str, int] = {}
    codes = {
        word: 2 * stems.setdefault(stemmed, len(stems)) + telling
        for word, (stemmed, telling) in zip(known, map(_token, known), strict=True)
    }
    tokens = np.array([codes[word] for one in split for word in one], dtype=np.int64)
    rows = np.repeat(np.arange(len(split), dtype=np.int64), [len(one) for one in split])
    numbers, telling = tokens >> 1, (tokens & 1).astype(bool)
    width = max(1, len(stems))
    beside = (rows[:-1] == rows[1:]) & (telling[:-1] | telling[1:])
    joint = numbers[:-1] * width + numbers[1:]
    pairs, columns = np.unique(joint[beside], return_inverse=True)
    return (
        _once(rows[telling], numbers[telling], width, len(split)),
        _once(rows[:-1][beside], columns, len(pairs), len(split)),
    )


@lru_cache(maxsize=65536)
def _token(word: str) -> tuple[str, bool]:
    return stem(word), is_content(word)


def _once(rows: Places, columns: Places, width: int, count: int) -> Terms:
    """Return the entries, each once in its row, with weight 1."""
    entries = np.sort(rows * max(1, width) + columns)
    new = np.ones(len(entries), dtype=bool)
    new[1:] = entries[1:] != entries[:-1]
    rows, columns = np.divmod(entries[new], max(1, width))
    return Terms(width, rows, columns, np.ones(len(rows)), count)


def counted(passages: Iterable[Iterable[str]]) -> Terms:
    """Return how often each term comes in each passage.

    Args:
        passages: the terms of each passage, in order.
    """
    names: dict[str, int] = {}
    keys: list[int] = []
    lengths = []
    for passage in passages:
        before = len(keys)
        keys.extend([names.setdefault(term, len(names)) for term in passage])
        lengths.append(len(keys) - before)
    count = len(lengths)
    rows = np.repeat(np.arange(count, dtype=np.int64), lengths)
    joint = rows * max(1, len(names)) + np.array(keys, dtype=np.int64)
    unique, times = np.unique(joint, return_counts=True)
    rows, columns = np.divmod(unique, max(1, len(names)))
    return Terms(len(names), rows, columns, times.astype(np.float64), count)


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
