"""Texts as rows of term weights: the same numbers as counted the slow way."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries import terms
from summaries.terms import concepts, counted, vectors
from summaries.text import is_content, stem, words

TEXTS = st.lists(st.text(alphabet="aAbé’ \n\0_—. theIs9\ud800İ", max_size=30), max_size=8)


def sets_of(found):
    """Return the number of entries in each row, and how often each column comes, sorted."""
    return found.sizes(0).tolist(), sorted(found.spread().tolist())


def naive(rows):
    """Return the same of rows given as sets."""
    spread: dict[object, int] = {}
    for row in rows:
        for key in row:
            spread[key] = spread.get(key, 0) + 1
    return [float(len(row)) for row in rows], sorted(spread.values())


@given(TEXTS)
def test_concepts_are_stems_of_content_and_their_pairs(texts):
    """
    Whatever the texts, each has its distinct stems of content, and pairs with one of these.
    """
    split = [[(stem(word), is_content(word)) for word in words(text)] for text in texts]
    singles = [{one for one, telling in row if telling} for row in split]
    pairs = [{(a, b) for (a, x), (b, y) in pairwise(row) if x or y} for row in split]

    found = concepts(texts)

    assert [sets_of(one) for one in found] == [naive(singles), naive(pairs)]


def test_words_are_forgotten_when_there_are_many(monkeypatch):
    """
    What is remembered of words is bounded, and forgetting changes nothing.
    """
    monkeypatch.setattr(terms, "MOST_WORDS", 2)
    texts = ["The ferry sank off the point.", "Ferries sank.", "Nobody knew the ferry."]
    before = [sets_of(found) for found in concepts(texts)]

    assert [sets_of(found) for found in concepts(texts)] == before


def test_a_column_may_stand_for_any_number():
    """
    Columns are numbered anew when their numbers and the rows do not fit one sort key.
    """
    keys = np.array([1 << 61, 5, 1 << 61, 5], dtype=np.int64)
    rows = np.array([0, 0, 1, 0], dtype=np.int64)

    found, first = terms._distinct(rows, keys, 2)

    assert found.width == 2
    assert first.tolist() == [0, 2, 3]
    assert found.sizes(0).tolist() == [2, 1]


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=5), max_size=5))
def test_terms_are_counted(passages):
    """
    A term weighs as often as it comes in its passage.
    """
    found = counted(passages)

    assert found.count == len(passages)
    assert found.times(np.ones(found.width)).tolist() == [len(one) for one in passages]


def test_rows_are_compared():
    """
    A text is as like itself as can be, and not at all like one that shares no word.
    """
    rows = vectors(["Ferry sank at night.", "The mayor spoke.", "At night a ferry sank."])

    assert rows.likeness(0) == pytest.approx([1, 0, 1])
    assert sorted(rows.columns_of(1).tolist()) == np.flatnonzero(rows.row(1)).tolist()


def test_rows_are_compared_with_others():
    """
    The product of all rows with some of them is that of each pair.
    """
    rows = vectors(["Ferry sank at night.", "The mayor spoke.", "", "At night a ferry sailed."])

    found = rows.first(3).products(rows.between(1, 9))

    assert found.shape == (3, 3)
    expected = [rows.first(3).times(rows.row(number)) for number in (1, 2, 3)]
    assert found == pytest.approx(np.array(expected))


def test_columns_are_left_out():
    """
    Without some columns the others stay as they are.
    """
    rows = counted([["a", "b"], ["b"]])
    common = rows.spread() == 2

    assert rows.but(common).sizes(0).tolist() == [1, 0]
