"""Which articles tell one event."""

from datetime import timedelta
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import NOON

from summaries import stories
from summaries.joining import enough
from summaries.rarity import LEAST, rarity
from summaries.stories import grouped, profile, together

FERRY = [
    "The night ferry between Westhaven and Lund sank off Gull Point on Tuesday with 41 aboard.",
    "Divers searched Gull Point for the Westhaven ferry, which sank on Tuesday with 41 aboard.",
    "Westhaven mourned after the Lund night ferry sank at Gull Point; 41 people were aboard.",
]
ELECTION = [
    "Voters in Norrby elected Clara Brandt as mayor on Sunday after a recount of 812 ballots.",
    "Clara Brandt won the Norrby mayoral election by 812 ballots after Sunday's recount.",
]

#: Two copies of one report, and others on the same event.
CRASH = [
    (
        "A woman has died after a car struck her in Norrby on Friday, and its driver faces "
        "charges. Witnesses at Mill Street saw the car of a man of 23 race through a red "
        "light, hit the pavement and vanish towards the bridge."
    ),
    (
        "A woman has died after a car struck her in Norrby on Friday, and its driver faces "
        "charges. Witnesses at Mill Street saw the car of a man of 23 race through a red "
        "light, hit the pavement and vanish towards the bridge. Neighbours laid flowers "
        "there."
    ),
    (
        "Erik Dahl, 23, of Osby was charged with drunken driving after a crash in Norrby on "
        "Friday night that killed Ann Adler, 59. Dahl fled and was arrested within the hour, "
        "inspector Lim said."
    ),
    (
        "Ann Adler, a grandmother of 59, was on her way to a service on Mill Street when a "
        "drunken driver hit her on Friday night. Her son Karl wants Erik Dahl, 23, locked up "
        "for good."
    ),
    (
        "Police in Norrby arrested Erik Dahl, 23, whose car struck and killed Ann Adler on "
        "Mill Street. He had drunk wine and beer in Osby, inspector Lim said, and is charged "
        "with fleeing."
    ),
]
#: A day of two rivals: they are in every article, but only the last two tell one event.
RIVALS = [
    (
        "Brandt and Dahl promised lower taxes in Lund. Shops would pay half, cafés a tenth. "
        "Voters listened in the rain, and the brass band of the Falcon Mill played hymns "
        "until the microphones failed."
    ),
    (
        "Erik Dahl raised nine million crowns in spring, most of it from bakers and brewers. "
        "Treasurer Karl Lim keeps the list in a drawer, and Brandt wonders in Grenvik what"
        " brewers get for it."
    ),
    (
        "Clara Brandt opened a school in Osby with a speech on roofs that leak. Dahl never "
        "visits schools, headmaster Jonas Berg grumbled. The choir sang, 30 pupils fainted, "
        "and the fire brigade handed out lemonade."
    ),
    (
        "Fishermen and nurses in the north like neither candidate. Brandt leads among "
        "students, Dahl among widows, the institute Seismo found when it called 800 homes in "
        "March."
    ),
    (
        "Judge Eva Holm ruled that letters of Dahl stay in the archive for 40 years. "
        "Historians wanted them before the vote. Brandt said nothing, and her lawyers went "
        "home by tram."
    ),
    (
        "A baker threw a cake at Clara Brandt on the steps of the Westhaven museum. Guards "
        "seized Per Olsen, 51, whose bakery closed in May. Brandt licked the cream and called"
        " it sweet."
    ),
    (
        "Per Olsen, the baker who threw a cake at Clara Brandt at the Westhaven museum, was "
        "seized by guards. Olsen, 51, closed his bakery in May and blames taxes."
    ),
]


def numbered(texts, at=None):
    return [(str(n), "", text, at) for n, text in enumerate(texts)]


def test_articles_on_one_event_come_together():
    """
    Two events in one day are two stories; a story is called after its first article.
    """
    mixed = [FERRY[0], ELECTION[0], FERRY[1], ELECTION[1], FERRY[2]]

    assert dict(grouped(numbered(mixed))) == {"0": "0", "1": "1", "2": "0", "3": "1", "4": "0"}


def test_rivals_of_a_day_are_not_one_story():
    """
    Where most articles share people, sharing them makes no story; sharing what happened does.
    """
    assert together([profile("", text) for text in RIVALS]) == (0, 1, 2, 3, 4, 5, 5)


def test_two_copies_do_not_part_a_story():
    """
    Among a few articles two that are nearly copies are still on the event of the others.
    """
    assert set(together([profile("", text) for text in CRASH])) == {0}


@pytest.mark.parametrize(
    ("near", "least", "most"), [(0.01, 0.0, 0.1), (0.1, 0.15, 0.25), (0.16, 0.05, 0.15)]
)
def test_how_alike_most_articles_are_says_what_is_enough(near, least, most):
    """
    Little in a pool on anything, more in a day of one field, little where all is one event.
    """
    assert least < enough(np.full((6, 6), near), 0.5) < most
    assert enough(np.full((3, 3), near), 0.5) == enough(np.zeros((6, 6)), 0.5) == 0.5


def test_an_article_weeks_later_is_another_story():
    """
    The same words a month later tell of another event.
    """
    later = NOON + timedelta(days=30)
    rows = [("a", "", FERRY[0], NOON), ("b", "", FERRY[1], later), ("c", "", FERRY[2], NOON)]

    assert dict(grouped(rows)) == {"a": "a", "b": "b", "c": "a"}


def test_an_undated_article_does_not_hold_two_years_together():
    """
    It joins dated ones when it is much like them; less is enough among undated ones.
    """
    mayor = "A choir sang in Norrby on Friday while Brandt opened a bridge with 40 guests."
    dated = [profile("", ELECTION[0], NOON), profile("", mayor, None)]
    undated = [profile("", ELECTION[0], None), profile("", mayor, None)]

    assert together(dated) == (0, 1)
    assert together(undated) == (0, 0)


def test_a_few_shared_words_make_no_story_of_two_articles():
    """
    What two articles do not share counts against them, also where there are but these two.
    """
    ball = (
        "Clara Brandt hopes that Lund wins the final, and Ann Adler that Norrby does."
        " Erik Dahl of Westhaven keeps the goal, and forty thousand seats are sold for June."
        " Coach Lim wants two strikers; a keeper from Grenvik broke his thumb at breakfast."
    )
    jobs = (
        "Ministers said that of 90 bakers in Osby only four are without work since May, and"
        " Clara Brandt likes that."
        " Shops that the council owns paid nine crowns an hour and closed on Sunday."
        " Minister Holm blamed flour; mills in Seby raised prices when the rye failed."
    )

    assert together([profile("", ball), profile("", jobs)]) == (0, 1)


def test_the_order_of_articles_changes_no_story():
    """
    Whichever comes first, the same articles come together.
    """
    texts = [*FERRY, *ELECTION, "A comet passed the moon of another planet."]

    for order in permutations(range(len(texts)), len(texts)):
        found = together([profile("", texts[number]) for number in order])
        story = dict(zip(order, found, strict=True))
        assert {story[0]} == {story[1], story[2]} != {story[3]} == {story[4]} != {story[5]}


def test_among_many_articles_only_repeated_pairs_count(monkeypatch):
    """
    In a larger pool a pair of words that comes in one article only tells nothing.
    """
    monkeypatch.setattr(stories, "LARGE", 2)

    assert together([profile("", text) for text in [*FERRY, *ELECTION]]) == (0, 0, 0, 1, 1)


def test_very_many_articles_are_placed_one_by_one(monkeypatch):
    """
    More than can be compared with each other come into stories all the same.
    """
    monkeypatch.setattr(stories, "MOST_TOGETHER", 2)

    assert together([profile("", text) for text in [*FERRY, *ELECTION]]) == (0, 0, 0, 1, 1)


def test_two_events_of_a_kind_come_apart():
    """
    Recalls of the same maker for different reasons are looked at again and parted.
    """
    kind = (
        "Norrby Motors recalled cars of the Falcon series, the maker said, and dealers agreed."
    )
    one = [
        f"{kind} Brakes broke in Lund in March 2012; fluid leaked; inspector Adler warned {n}."
        for n in ("drivers", "owners", "dealers", "families")
    ]
    other = [
        f"{kind} Airbags burst in Oslo in June 2019; shrapnel injured 14; judge Lim fined {n}."
        for n in ("suppliers", "makers", "importers", "managers")
    ]
    found = together([profile("", text) for text in one + other])

    assert len(set(found[:4])) == len(set(found[4:])) == 1
    assert found[0] != found[-1]


def test_one_event_stays_together():
    """
    Many accounts of one event are not parted for their small differences.
    """
    texts = [f"{FERRY[n % 3]} Report {n} added nothing." for n in range(9)]

    assert set(together([profile("", text) for text in texts])) == {0}


def test_common_words_tell_less_than_rare_ones():
    """
    What stands on many a page has little rarity; a name that is in no list has all of it.
    """
    assert (
        LEAST <= rarity("said") < rarity("polic") < rarity("bridg") < rarity("westhaven") == 1
    )
    assert rarity("polic westhaven") == (rarity("polic") + 1) / 2


@given(st.lists(st.text(alphabet="AbC d1.\n", max_size=60), max_size=8))
def test_every_article_has_one_story(texts):
    """
    Whatever the texts, each article is in exactly one story, whose id is an earlier article's.
    """
    found = list(grouped(numbered(texts)))

    assert [identity for identity, _ in found] == [str(n) for n in range(len(texts))]
    assert all(int(story) <= int(identity) for identity, story in found)
