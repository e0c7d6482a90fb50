"""Which topics an article belongs to."""

import pytest

from summaries.model import Article, Entity, Topic
from summaries.topics import topics_of, why

HARBOUR = Topic("harbour", "Harbour", ("harbour", "Port Authority"))
RAIL = Topic("rail", "Rail", ("railway", "train"))
FILLER = "The council met and nothing else was decided that day. " * 8


def article(text, title=""):
    return Article(1, text, title)


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        ("Nobody came.", "Harbour opens", ("harbour",)),
        ("The harbour opened on Monday.", "", ("harbour",)),
        (FILLER + "One train passed.", "", ()),
        (FILLER + "One train passed. Two trains did not.", "", ("rail",)),
        ("The trainer spoke.", "", ()),
        ("", "", ()),
        ("The harbour railway opened its harbour station.", "", ("harbour", "rail")),
    ],
)
def test_a_topic_asks_for_more_than_a_mention(text, title, found):
    """
    The headline, the opening, or two mentions make an article part of a topic.
    """
    assert topics_of(article(text, title), (), (HARBOUR, RAIL)) == found


def test_an_entity_counts_under_its_other_spellings():
    """
    A term that is a name is found under that name's aliases in the article.
    """
    authority = Entity("Port Authority", "organisation", ("PAW", "PA"))
    text = FILLER + "The PAW agreed. Later the PAW did not."

    assert topics_of(article(text), (authority,), (HARBOUR,)) == ("harbour",)
    assert topics_of(article(text), (), (HARBOUR,)) == ()


def test_says_which_terms_are_used():
    """
    Why an article is in a topic: its terms, the most used first.
    """
    text = "A train on the railway met a train."

    assert why(article(text), (), RAIL) == ("train", "railway")


def test_an_empty_term_means_nothing():
    """
    A term without a letter is never found.
    """
    assert topics_of(article("Text – text."), (), (Topic("x", "X", ("–", "")),)) == ()
