"""What a sentence takes for known and what it makes known, phenomenon by phenomenon."""

import pytest

from summaries.analyse import analyse
from summaries.definites import definites, kinds
from summaries.model import Article
from summaries.references import references

TEXT = """Clara Brandt, mayor of Westhaven, closed the harbour bridge on Monday.
Brandt said the bridge would stay closed for nine years.
Mr Brandt left the council in May.
Senator Brandt left the council in May.
The Westhaven Bridge Authority (WBA) owns nine bridges along the coast.
The WBA has not paid for any of them since March.
Clara paid nobody either."""


@pytest.fixture(scope="module")
def found():
    article = Article(1, TEXT)
    done = analyse(article)
    places = [(0, one.start, one.end) for one in done.sentences]
    return references([article], [done.mentions], places)


@pytest.mark.parametrize(
    ("number", "names"),
    [(0, set()), (1, {"brandt"}), (2, {"brandt"}), (3, set()), (4, set()), (6, {"clara"})],
)
def test_bare_names_must_be_known(found, number, names):
    """
    A surname or a first name alone needs who introduced it; a title introduces, Mr does not.
    """
    assert found[number].names == names


def test_a_full_name_makes_its_parts_known(found):
    """
    After "Clara Brandt" both "Brandt" and "Clara" are understood.
    """
    assert found[0].known == {"clara", "brandt"}


def test_letters_must_be_spelt_out(found):
    """
    What an organisation's letters stand for is said by its whole name.
    """
    assert found[5].letters == {"wba"}
    assert not found[4].letters


@pytest.mark.parametrize(
    "sentence",
    [
        "The suspect fled on foot before anybody called for help.",
        "Police said the suspect fled on foot.",
        "Ministers voted on the measure late on Tuesday.",
        "The 49-year-old was taken to a clinic in Lund.",
        "The third man left through a window of the kitchen.",
        "Police named the other driver on Friday.",
        "The Westhaven teen denied it all in an interview.",
        "The bell rang twice before anybody noticed.",
        "Everybody looked for the suspect",
    ],
)
def test_some_nouns_behind_the_must_be_known(sentence):
    """
    Who or what was named before is not understood by itself.
    """
    assert list(definites(sentence, {}))


@pytest.mark.parametrize(
    "sentence",
    [
        "The police said nothing about it on Tuesday.",
        "The government of Osby fell on Monday.",
        "The suspect who fled on foot was found in Lund.",
        "The woman in Westhaven who owned it is dead.",
        "The Supreme Court of Osby met in Lund.",
        "A man was shot, and the man fled to Lund.",
        "Doctors gave a girl the drugs used to calm her.",
        "The 49-year-old owner of a ferry was found on Monday.",
        "It rained for the first time in nine weeks.",
        "They went to the",
        "It was the president's.",
        "Nobody wanted the pale cold wet grey morning.",
    ],
)
def test_some_explain_themselves(sentence):
    """
    There is but one, a clause says which, or it was spoken of before in the same sentence.
    """
    assert not list(definites(sentence, {}))


def test_a_name_before_is_who_is_meant():
    """
    "Clara Brandt said the mayor …" needs nobody else; a name behind does not help.
    """
    sentence = "Clara Brandt fell ill, and the patient was taken to Lund."

    assert not list(definites(sentence, {"person": [0]}))
    assert list(definites(sentence, {"person": [50]}))


def test_kinds_are_what_is_spoken_of():
    """
    People, bodies, places, events and things by their nouns.
    """
    assert kinds("A man robbed a bank in the city; the robbery is on video.") == {
        "person",
        "body",
        "place",
        "event",
        "thing",
    }
