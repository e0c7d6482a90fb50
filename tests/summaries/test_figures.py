"""Figures that articles tell differently."""

from datetime import timedelta

import pytest
from make import NOON

from summaries.figures import conflicts
from summaries.model import Article
from summaries.sentences import sentences

FLOOD = "The flood in Lund killed {} people, police said."


def differing(*articles):
    return conflicts([(article, sentences(article.text)) for article in articles])


def test_figures_told_differently_are_shown_side_by_side():
    """
    The same thing counted twice with different numbers is a conflict, without a verdict.
    """
    one = "The ferry sank off Gull Point and 12 passengers drowned, the coast guard said."
    other = (
        "The ferry sank off Gull Point and fourteen passengers drowned, the coast guard said."
    )
    articles = [Article(1, one), Article(2, other)]

    (found,) = conflicts([(a, sentences(a.text)) for a in articles])

    assert found.subject == "passengers"
    assert [printed for *_, printed in found.values] == ["12", "fourteen"]
    assert all(
        articles[number - 1].text[start:end] == printed
        for number, start, end, printed in found.values
    )


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        (
            "Lund fired two short-range ballistic missiles into the sea on Sunday.",
            "Lund fired three ballistic missiles into the sea on Sunday.",
            "missiles",
        ),
        (
            "The missile flew 350 kilometres over the cold sea off Gull Point on Sunday.",
            "The missile flew 380 kilometers over the cold sea off Gull Point on Sunday.",
            "kilometres",
        ),
        (
            "The flood in Lund left 12 injured on Monday night, police said.",
            "The flood in Lund left 15 injured on Monday night, police said.",
            "injured",
        ),
        (
            "The flood in Lund killed 12 people on Monday night, police said.",
            "The flood in Lund killed 15 people on Monday night, police said.",
            "killed",
        ),
        (
            "A bomb in Lund on Monday night left five soldiers dead, police said.",
            "A bomb in Lund on Monday night, killing six soldiers, police said.",
            "soldiers killed",
        ),
        (
            "The flood in Lund on Monday left 2.5 million people homeless, police said.",
            "The flood in Lund on Monday, displacing 1.5 million people, police said.",
            "homeless",
        ),
    ],
)
def test_what_is_counted_is_the_head_of_its_words(one, other, subject):
    """
    Adjectives before a noun and its spelling change nothing about what is counted.
    """
    articles = [Article(1, one), Article(2, other)]

    (found,) = conflicts([(a, sentences(a.text)) for a in articles])

    assert found.subject == subject


@pytest.mark.parametrize(
    "other",
    [
        "The ferry sank off Gull Point and 12 passengers drowned, the harbour said.",
        "The ferry sank off Gull Point after 14 years, the coast guard said.",
        "In Oslo 14 passengers of a tram were late for work this morning.",
        "The ferry sank off Gull Point and 14 cars of passengers drowned, a guard said.",
        "The ferry sank off Gull Point with two big and old engines, the coast guard said.",
        "The ferry sank off Gull Point and at least four passengers drowned, the harbour said.",
        "The ferry sank off Gull Point and almost 20 passengers drowned, the coast guard said.",
        "The ferry sank off Gull Point with 17 people aboard, the coast guard said.",
    ],
)
def test_other_figures_are_no_conflict(other):
    """
    The same number, a span of time, or another matter is no contradiction.
    """
    one = (
        "The ferry sank off Gull Point and 12 passengers drowned, the coast guard said.\n"
        "The ferry sank off Gull Point with four big and old engines, the coast guard said.\n"
        "The ferry sank off Gull Point with 19 people aboard, the coast guard said."
    )
    given_ = [(Article(n, text), sentences(text)) for n, text in ((1, one), (2, other))]

    assert conflicts(given_) == ()


@pytest.mark.parametrize(
    ("hours", "other_hours", "found"),
    [(0, 3, 1), (0, 30, 0), (None, None, 1), (0, None, 0)],
)
def test_a_later_figure_is_no_other_account(hours, other_hours, found):
    """
    What is known a day later is no contradiction; nor is what may be of another day.
    """
    dates = [
        None if later is None else NOON + timedelta(hours=later)
        for later in (hours, other_hours)
    ]
    texts = FLOOD.format(12), FLOOD.format(15)
    articles = [
        Article(number, text, published_at=at)
        for number, (text, at) in enumerate(zip(texts, dates, strict=True))
    ]

    assert len(differing(*articles)) == found


@pytest.mark.parametrize(
    "other",
    [
        "In the flood of 2004 in Lund 15 people were killed, police said.",
        "Rain fell.\nWind blew.\nIt got dark.\nThe flood in Lund killed 15 people, it is said.",
        "The flood in Lund killed 15 people on Sunday, police said.",
    ],
)
def test_other_dead_are_no_other_account(other):
    """
    The dead of another year or day, and those counted far down, are not those of this event.
    """
    one = "The flood in Lund killed 12 people on Friday, police said."

    assert differing(Article(1, one), Article(2, other)) == ()


def test_what_limits_a_figure_is_printed_with_it():
    """
    "At least 12" and "11" cannot both be right; readers see the whole of it.
    """
    (found,) = differing(
        Article(1, FLOOD.format("at least 12")), Article(2, FLOOD.format("eleven"))
    )

    assert found.subject == "killed"
    assert [printed for *_, printed in found.values] == ["at least 12", "eleven"]
