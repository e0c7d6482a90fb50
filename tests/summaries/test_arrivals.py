"""The story of an article that arrives alone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import NOON

from summaries.arrivals import arrived, packed, packed_terms
from summaries.stories import profile

FERRY = [
    "The night ferry between Westhaven and Lund sank off Gull Point on Tuesday with 41 aboard.",
    "Divers searched Gull Point for the Westhaven ferry, which sank on Tuesday with 41 aboard.",
]
ELECTION = "Voters in Norrby elected Clara Brandt as mayor on Sunday after 812 ballots."
COMET = "A comet passed the moon of another planet."


def kept(text, at=None):
    return packed(profile("", text, at))


@pytest.mark.parametrize(
    ("text", "story"), [(FERRY[1], 7), (ELECTION, 9), (COMET, None), ("", None)]
)
def test_an_article_joins_the_story_it_tells(text, story):
    """
    It joins the story it tells among those known, and is asked to begin its own otherwise.
    """
    known = [(7, kept(FERRY[0])), (9, kept(ELECTION)), (9, kept(ELECTION))]

    assert arrived(kept(text), known) == story


def test_a_name_and_a_day_make_no_story():
    """
    Where one article is known, what the two do not share counts against them.
    """
    quake = (
        "An earthquake off Osby killed 112 people on Saturday and shook Lund and Westhaven."
        " Roofs fell in nine villages, and trains stood still until dawn. Erik Dahl, a doctor,"
        " found a girl alive in the rubble of a school. Minister Clara Brandt went to Osby."
    )
    port = (
        "Work at the port of Norrby begins again on Saturday after a strike of 40 crews. Ann"
        " Adler of the union had asked for twelve crowns more for each night shift, and Ben"
        " Celik of Lines & Sons had offered six. Minister Clara Brandt welcomed the end."
    )

    assert arrived(kept(port), [(7, kept(quake))]) is None


def test_the_first_article_begins_a_story():
    """
    Where nothing is known there is nothing to join.
    """
    assert arrived(kept(FERRY[0]), []) is None


@pytest.mark.parametrize(
    ("days", "story"), [(6, 7), (8, None), (None, 7)], ids=["near", "far", "undated"]
)
def test_articles_far_apart_in_time_tell_two_events(days, story):
    """
    The same words weeks later are another event; an undated article fits any time.
    """
    at = None if days is None else NOON + timedelta(days=days)

    assert arrived(kept(FERRY[1], at), [(7, kept(FERRY[0], NOON))]) == story


def test_a_story_is_as_like_as_its_articles_together():
    """
    Of two stories with an article just as close the one is joined that is closer as a whole.
    """
    known = [(1, kept(FERRY[0])), (1, kept(COMET)), (2, kept(FERRY[0])), (2, kept(FERRY[1]))]

    assert arrived(kept(FERRY[1]), known) == 2


def test_very_frequent_terms_are_kept():
    """
    A word counts up to what two bytes hold, whatever a text repeats.
    """
    often = packed_terms({"names": {"lund": 10**6}, "pairs": {}, "opening": {"lund": 1}}, NOON)

    assert arrived(often, [(3, often)]) == 3


@given(st.lists(st.text(alphabet="AbC d1.\ud800", max_size=60), min_size=1, max_size=8))
def test_any_article_can_arrive(texts):
    """
    Whatever the texts, an article joins a known story or none, in any order of the known.
    """
    new, *others = [kept(text) for text in texts]
    known = list(enumerate(others))

    assert arrived(new, known) in {None, *range(len(others))}
    assert arrived(new, known) == arrived(new, known[::-1])
