"""Passages as rows of term weights: the sparse numbers behind ranking, novelty and stories.

A row for every passage, held as three flat arrays, because a dense table of 5,000 sentences
by their 15,000 words takes 300 MB and a table of all pairs 100 MB.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from summaries.text import is_content, stem, words

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Terms:
    """Rows of weighted terms.

    Attributes:
        names: the terms, by column.
        rows: row of each entry, ascending.
        columns: column of each entry; a column comes once in a row.
        weights: weight of each entry.
        count: how many rows there are, empty ones included.
    """

    names: dict[str, int]
    rows: Places
    columns: Places
    weights: Floats
    count: int

    def times(self, vector: Floats) -> Floats:
        """Return the product of every row with a vector over the columns."""
        return _sums(self.rows, self.weights * vector[self.columns], self.count)

    def times_rows(self, vector: Floats) -> Floats:
        """Return the sum of all rows, each times its number in a vector, over the columns."""
        return _sums(self.columns, self.weights * vector[self.rows], len(self.names))

    def sizes(self, least: int) -> Floats:
        """Return how many entries each row has, ``least`` at the least."""
        counts = np.bincount(self.rows, minlength=self.count)
        return np.maximum(counts, least).astype(np.float64)

    def shared(self, factors: Floats) -> "Terms":
        """Return the same rows, each multiplied by its factor."""
        weights = self.weights * factors[self.rows]
        return Terms(self.names, self.rows, self.columns, weights, self.count)

    def totals(self) -> Floats:
        """Return the sum of all rows, over the columns."""
        return _sums(self.columns, self.weights, len(self.names))

    def spread(self) -> Places:
        """Return in how many rows each column comes."""
        return np.bincount(self.columns, minlength=len(self.names))

    def row(self, number: int) -> Floats:
        """Return one row, over all columns."""
        first, last = np.searchsorted(self.rows, (number, number + 1))
        vector = np.zeros(len(self.names))
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
        return Terms(self.names, self.rows, self.columns, weights, self.count)

    def of_length_one(self) -> "Terms":
        """Return the same rows with a length of 1; an empty row stays empty."""
        squares = _sums(self.rows, self.weights**2, self.count)
        lengths = np.sqrt(np.maximum(squares, 1e-12))
        weights = self.weights / lengths[self.rows]
        return Terms(self.names, self.rows, self.columns, weights, self.count)


def present(passages: Iterable[Sequence[str] | dict[str, None]]) -> Terms:
    """Return which terms come in each passage, each with weight 1.

    Args:
        passages: the terms of each passage, no term twice in one.
    """
    names: dict[str, int] = {}
    columns: list[int] = []
    lengths: list[int] = []
    for passage in passages:
        columns += [names.setdefault(term, len(names)) for term in passage]
        lengths.append(len(passage))
    rows = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    ones = np.ones(len(columns))
    return Terms(names, rows, np.array(columns, dtype=np.int64), ones, len(lengths))


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
    return Terms(names, rows, columns, times.astype(np.float64), count)


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
