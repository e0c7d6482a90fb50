"""What a sentence takes for known and what it makes known, phenomenon by phenomenon."""

import pytest

from summaries.analyse import analyse
from summaries.dangling import lost_pronoun
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


def test_a_pair_is_introduced_by_its_common_name():
    """
    "Ann and Eva Adler" names two people in full.
    """
    article = Article(
        1, "Ann and Eva Adler own a shop. Eva Adler met Ann Adler in Lund in May."
    )
    done = analyse(article)

    (first, _) = references(
        [article], [done.mentions], [(0, one.start, one.end) for one in done.sentences]
    )

    assert not first.names


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
        "The 60-second spot starts with a clock.",
        "The Supreme Court justice said no.",
        "Nothing will change, the official said.",
        "For Ann Adler the ads were a change.",
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
        "All fear the campaign being waged by Ann Adler.",
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


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("In November he was the host of a fair of books.", []),
        ("At a fair on Tuesday with the Lund Herald, she joked about moving.", []),
        ("Officers in Osby say he drank too much before he drove.", []),
        ("Garcia, a father of six who sells bread, shook his head as he watched her.", [0]),
        ("“Ann Adler lied,” he said on Monday in the town hall.", []),
    ],
)
def test_he_means_somebody_of_the_sentence(sentence, people):
    """
    Who was named before, or else the sentence needs the one before.
    """
    assert lost_pronoun(sentence, people)


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Garcia shook his head.", [0]),
        ("As he left the hall, Erik Dahl waved to all.", [21]),
        ("A baker was shot when he opened his shop.", []),
        ("One of the bakers shot at by the police said he was well.", []),
        ("Ann told Erik that she had seen him.", [0, 9]),
        ("The bridge is closed.", []),
    ],
)
def test_somebody_is_there_for_he(sentence, people):
    """
    Somebody named or spoken of before, or right behind the clause at the start.
    """
    assert not lost_pronoun(sentence, people)


@pytest.mark.parametrize(
    "sentence",
    [
        "Just 13% of registered voters in Lund approved.",
        "Twenty-four percent said it made no difference.",
        "Half of those in Lund were against it.",
        "Clara Brandt comes in at 9 percent in Norrby.",
        "The margin of error is nine points.",
        "Thousands were killed, with a count of 10,000 by one group.",
        "One says Lund has the most clocks.",
        "In a subsequent interview, Ann Adler was kinder.",
        "More than a dozen others were hurt.",
        "Most of that money came in March.",
        "There’s another way to close the bridge.",
        "Ms Adler was puzzled by that answer.",
        "Staff soon after alerted Erik Dahl in Lund.",
        "About 500 yards farther up stood a hut.",
        "Except for one lucky actor who did both.",
        "Three people were killed and more than 260 were hurt.",
        "“There was no such letter,” Ann Adler said in Lund.",
        "Ann Adler called such clocks a nuisance.",
        "Especially for Ann Adler it was a good day.",
        "Well, Ann Adler is back in Lund.",
        "Even friends of Ann Adler were late.",
        "People in Lund, though, are proud of the bridge.",
        "In an unusual twist, a girl crossed the bridge.",
        "The country has closed nine bridges.",
        "Ann Adler paid the same amount of money.",
        "As the votes were counted, other bakers were heard.",
        "In May Ann Adler did the same thing.",
        "Ann Adler said it was closed as a result.",
        "The poll of the Herald showed differences between them.",
    ],
)
def test_shares_of_nothing_lean(sentence):
    """
    Of which poll, of how many, beside whom: that stands in the sentence before.
    """
    assert of(sentence).leans


@pytest.mark.parametrize(
    "sentence",
    [
        "Just 13% of voters approved in a poll of the Lund Herald.",
        "Prices in Lund rose by 9 percent in March.",
        "Hundreds of bakers were hurt in Lund.",
        "Three people were killed at a fair in Lund.",
    ],
)
def test_figures_with_their_source_stand(sentence):
    """
    A poll that is named, and figures that are of no poll.
    """
    assert not of(sentence).leans


def of(sentence):
    (found,) = references([Article(1, sentence)], [()], [(0, 0, len(sentence))])
    return found


@pytest.mark.parametrize(
    ("sentence", "needs"),
    [
        ("After the Republican seemed to agree, all went home.", True),
        ("The Republican mayor of Norrby went home.", False),
    ],
)
def test_a_party_alone_is_nobody(sentence, needs):
    """
    "The Republican was …" stands for somebody who was named before.
    """
    assert bool([kind for kind, _ in definites(sentence, {}) if kind == "person"]) is needs
