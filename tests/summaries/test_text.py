"""Paragraphs, words and normal forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.text import folded, paragraphs, stem, words


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Kim Jong-un’s", "kim jong un"),
        ("U.S.", "u s"),
        ("José Ødegaard", "jose odegaard"),
        ("O’Brien", "o'brien"),
        ("  Ann   Adler ", "ann adler"),
        ("the Adlers' house", "the adlers house"),
        ("", ""),
    ],
)
def test_spellings_of_one_name_fold_to_one_form(name, form):
    """
    Case, accents, curly marks, hyphens, dots and a final 's do not tell names apart.
    """
    assert folded(name) == form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("talks", "talked"),
        ("policies", "policy"),
        ("stopping", "stops"),
        ("passes", "passed"),
        ("sharing", "share"),
    ],
)
def test_forms_of_a_word_have_one_stem(one, other):
    """
    Endings of number and tense do not make another word.
    """
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["us", "2018", "bus", "crisis", "sing", "été"])
def test_short_and_foreign_words_are_left_alone(word):
    """
    What only looks like an ending stays.
    """
    assert stem(word) == word


def test_words_leave_marks_out():
    """
    Words and numbers come in order and in lower case.
    """
    assert words("“Stop,” he said: 3 p.m.") == ["stop", "he", "said", "3", "p", "m"]


@given(st.text(alphabet=" a\n\r\t\u2028b.", max_size=80))
def test_paragraphs_stand_where_they_say(text):
    """
    Whatever the text, a paragraph's place cuts exactly its words out, and none is blank.
    """
    for offset, line in paragraphs(text):
        assert text[offset : offset + len(line)] == line == line.strip() != ""
