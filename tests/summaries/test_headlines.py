"""The headline that stands above a story."""

from dataclasses import replace
from itertools import permutations

import pytest

from summaries.headlines import heading, headline, poverty
from summaries.model import Article

WIRE = "The night ferry to Lund sank off Gull Point on Tuesday with 41 aboard, the guard said."
PAPER = "Divers reached the ferry off Gull Point. It sank on Tuesday; 41 were aboard."
PLAIN = "Night ferry sinks off Gull Point with 41 aboard"


@pytest.mark.parametrize(
    "poor",
    [
        "WHAT A NIGHT FOR THE FERRY",
        "Ferry: what now?",
        "Ferry",
        "",
        "Watch the ferry to Lund sink off Gull Point",
        "Here’s what sank the ferry to Lund off Gull Point",
        "5 things to know about the ferry off Gull Point",
        "This ferry just sank off Gull Point on Tuesday",
        "Breaking: Lund ferry sank off Gull Point with 41 aboard",
        "The guard said something shocking about the ferry off Gull Point",
        "The FERRY sank off Gull Point on Tuesday",
        "Why the ferry to Lund sank off Gull Point",
        "The night ferry sank on Tuesday with 41 aboard, the guard said",
    ],
)
def test_the_best_headline_tells_the_story(poor):
    """
    One that says what happened, to whom or where, wins over teases, shouting and scraps.
    """
    good = Article(2, PAPER, PLAIN)

    assert headline([Article(1, WIRE, poor), good]) is good
    assert headline([good, Article(1, WIRE, poor)]) is good


def test_a_tease_stands_where_there_is_nothing_else():
    """
    It is the article's headline; no other is made for it.
    """
    only = Article(1, WIRE, "You won’t believe what sank off Gull Point")

    assert headline([only, Article(2, PAPER)]) is only
    assert headline([Article(2, PAPER)]) is None


@pytest.mark.parametrize(
    "plain",
    [PLAIN, "6-metre waves sank ferry off Gull Point", "NATO ferry sank off Gull Point"],
)
def test_what_says_what_happened_loses_nothing(plain):
    """
    A number in front that counts no reasons, and letters that are a name, are no tease.
    """
    assert poverty(Article(1, WIRE, plain)) == 0


def test_a_heading_is_borne_out_by_what_is_told_below():
    """
    Of plain ones it is that of the article which opens the story, or says more of what is told.
    """
    opening = Article(1, WIRE, "Lund ferry sinks with 41 aboard")
    other = Article(2, PAPER, "Gull Point divers found ferry on Tuesday")

    assert heading([opening, other], [(1, WIRE)]) is opening
    assert heading([opening, other], [(2, PAPER), (1, WIRE)]) is other


def test_a_plain_headline_of_the_story_stands_for_a_tease():
    """
    When those that are told only tease, or name nothing, the plain one of another article
    stands above them, if it says what is told.
    """
    tease = Article(1, WIRE, "Watch: what just happened to the ferry?")
    plain = Article(2, PAPER, PLAIN)

    beside = Article(3, PAPER, "Osby tram halted by snow on Gull Street")

    assert heading([tease, plain], [(1, WIRE)]) is plain
    assert heading([tease, beside], [(1, WIRE)]) is tease
    assert (
        heading([replace(tease, title="Ferry sank with 41 aboard"), plain], [(1, WIRE)])
        is plain
    )
    assert heading([tease], [(1, WIRE)]) is tease


def test_the_order_of_articles_changes_no_heading():
    """
    Whichever comes first, the same headline stands.
    """
    articles = [
        Article(1, WIRE, PLAIN),
        Article(2, PAPER, PLAIN),
        Article(3, PAPER, "Divers reach ferry off Gull Point"),
    ]

    assert len({headline(order) for order in permutations(articles)}) == 1
