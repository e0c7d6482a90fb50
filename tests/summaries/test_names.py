"""What is known about names: order, spellings, gender."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaries.errors import UnsupportedLanguage
from summaries.languages import language
from summaries.names import family_first, gender_of_name, same_name, same_person, surname


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kim Dong Min", "kim"),
        ("Xi Mingze", "xi"),
        ("Park Soo-jin", "park"),
        ("Eun-Ji Lim", "lim"),
        ("Kim Brandt", "brandt"),
        ("Lee Zelman", "zelman"),
        ("Laura Minyoung Park", "park"),
        ("Tom Ashby", "ashby"),
    ],
)
def test_surname(name, expected):
    """
    The surname stands first in Korean and Chinese names, unless they are turned round.
    """
    assert surname(name.split()) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Joe Larkin", "Joseph R. Larkin", True),
        ("Hannah Kline", "Hannah Rodham Kline", True),
        ("George W. Hill", "George H. W. Hill", False),
        ("Ann Adler", "Paul Adler", False),
        ("Kim Dong Min", "Kim So Ra", False),
        ("Kim Dong-min", "Kim Dong Min", True),
        ("Ann Adler", "Ann Winter", False),
        ("Adler", "Ann Adler", False),
        ("A. Adler", "Ann Adler", True),
        ("B. Adler", "Ann B. Adler", False),
    ],
)
def test_same_person_in_one_article(one, other, same):
    """
    Initials, short forms and left-out names are the same person; another given name is not.
    """
    assert same_person(one.split(), other.split()) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kim Dong-min", "Kim Dong Min", True),
        ("Kim Dongmin", "Kim Dong-min", True),
        ("José Ramírez", "Jose Ramirez", True),
        ("Ann B. Adler", "Ann Adler", True),
        ("Ann B. Adler", "Ann C. Adler", False),
        ("A. B. Adler", "A. Adler", False),
        ("Ann Adler Jr.", "Ann Adler", False),
        ("Adler", "Ann Adler", False),
        ("Kim Dong Min", "Kim Dong Man", False),
        ("Kim Dong Min", "Kim So Ra", False),
    ],
)
def test_same_name_across_articles(one, other, same):
    """
    Spellings of one name are linked; a surname alone or a likeness of letters is not enough.
    """
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Melanie", "f"),
        ("Brandt", ""),
        ("Donald Ashby", "m"),
        ("Clara Ashby", "f"),
        ("Kim Dong Min", ""),
    ],
)
def test_gender(name, expected):
    """
    A given name tells a gender, or nothing.
    """
    assert gender_of_name(name.split()) == expected


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4))
def test_names_of_any_words(words):
    """
    Any words are a name to ask about, and every name is its own.
    """
    family_first(words)
    gender_of_name(words)
    assert same_name(" ".join(words), " ".join(words))


def test_language_by_code():
    """
    English is known under its codes; another language is refused.
    """
    assert language("en-GB") is language("EN")
    with pytest.raises(UnsupportedLanguage):
        language("xx")
