"""Which articles report something, and which sentences of a review speak of the work."""

import pytest
from make import NOON

from summaries.analyse import analyse
from summaries.digest import Material, digest
from summaries.model import Article
from summaries.reports import firmness, is_opinion, is_review, is_round_up, reports

NEWS = (
    "Police in Lund arrested two men on Monday after a fire at the harbour museum of Osby.\n"
    "Clara Brandt, director of the museum, said that nine of its clocks were burned."
)
ADVERTISEMENT = "\n".join(
    [
        "Our clocks run for nine years on one small battery and fit on every wall of a house.",
        "Every clock comes with a frame of oak or of steel and a warranty of forty months.",
        "The frames are available in more than twelve colours and in four different sizes.",
        "Choose a clock for the kitchen, for the office or for the room of a small child.",
        "The wall clocks of this series are silent and show the hour from thirty feet away.",
    ]
)
PAPER = NEWS + "\nSee Fig. 1, Fig. 2 and Fig. 3 of Adler et al. for the burned clocks."
REVIEW = (
    "Ann (Eva Lind) is dead when her story begins, murdered in a harbour on a cold evening.\n"
    "In this film by Clara Brandt the harbour of Osby burned for nine days and nine nights.\n"
    "Her neighbour Erik (Olof Dahl) was arrested, and he stole all clocks of the tower.\n"
    "Critics said on Monday that the film won three prizes and lost its audience at once."
)


def shown(*texts):
    articles = [Article(n, text, "", "en", "", NOON) for n, text in enumerate(texts, 1)]
    found = digest([Material(one, analyse(one)) for one in articles], budget_words=200)
    return {one.article for one in found.sentences}, [one.text for one in found.sentences]


@pytest.mark.parametrize(
    ("text", "true"),
    [(NEWS, True), (ADVERTISEMENT, False), (PAPER, False), (REVIEW, False), ("Hm.", True)],
)
def test_a_report_says_who_said_or_did_what(text, true):
    """
    Advertisements, papers for specialists and reviews are none; a short text may be.
    """
    assert reports(text) is true


def test_what_reports_nothing_is_left_out_beside_reports():
    """
    An advertisement is no story of the day; alone it is all there is.
    """
    assert shown(NEWS, ADVERTISEMENT)[0] == {1}
    assert shown(ADVERTISEMENT)[0] == {1}


def test_a_plot_is_not_told_as_news():
    """
    Of a review only sentences about the work are told.
    """
    assert is_review(REVIEW)
    assert all("film" in text for text in shown(REVIEW)[1])


OPINION = "\n".join(
    [
        "Clara Brandt closed the bridge last week, and we should thank her for that.",
        *["A town without cars is a better town, and its streets are quiet at night."] * 10,
        "The council must not open the bridge again. Why would we want that? Do you?",
    ]
)


#: Not judging, and told by nobody; only the last paragraph says what it is.
GUESTS = "\n".join(
    [
        *["Quiet streets cost nothing; the bakers of Lund lost no guests when it was closed."]
        * 12,
        "But the bridge of Osby was built for carts.",
        "Eva Lind is a professor of history and the author of nine books on bridges.",
    ]
)


@pytest.mark.parametrize(
    ("title", "text", "true"),
    [
        ("Brandt needs to close the bridge", NEWS, False),
        ("Brandt needs to close the bridge", OPINION.replace("should", "can"), True),
        ("The bridge is closed", OPINION, True),
        ("", OPINION.replace(" Why would we want that? Do you?", ""), False),
        ("Is the bridge closed", f"LETTERS.\n{NEWS}", True),
        ("The bridge is closed", NEWS, False),
        ("Adler: ‘Brandt must go’", NEWS, False),
        ("The bridge is closed", OPINION[:200], False),
        ("Who should close the bridge", "", False),
        ("The bridge is closed", GUESTS, True),
        ("The bridge is closed", GUESTS.replace(" is a ", " said she is a "), False),
    ],
)
def test_an_opinion_demands_and_asks_nobody(title, text, true):
    """
    In its headline, or often enough in its text; what others demand is a report.
    """
    assert is_opinion(title, text) is true


def test_an_opinion_is_not_told_beside_reports():
    """
    Of one story the reports are told; alone the opinion is what there is.
    """
    report = (
        "Clara Brandt closed the bridge on Monday, and bakers of Lund said they want it open."
    )

    assert shown(OPINION, report)[0] == {2}
    assert shown(OPINION)[0] == {1}


@pytest.mark.parametrize(
    ("title", "text", "true"),
    [
        ("Tuesday’s Morning Email: a bridge", NEWS, True),
        ("The Latest: a bridge", NEWS, True),
        ("The latest bridge", NEWS, False),
        ("A bridge", f"Welcome to the Harbour Report, sent each Monday.\n{NEWS}", True),
        ("A bridge", "\n".join(["9:40 p.m.", NEWS] * 3), True),
        ("A bridge", "\n".join(f"~ {line}" for line in NEWS.split("\n") * 2), True),
        ("A bridge", "\n".join(f"{n}. Bakers protest\n{NEWS}" for n in range(1, 4)), True),
        ("A bridge", NEWS, False),
    ],
)
def test_a_string_of_items_is_no_report(title, text, true):
    """
    Newsletters and tickers are known by their headline, their first words, or their items.
    """
    assert is_round_up(title, text) is true


def test_reports_are_firmer_than_opinions():
    """
    What is told with its day and by those asked comes before what explains and judges.
    """
    assert firmness("A bridge is closed", NEWS) > 1 > firmness("A bridge is closed", OPINION)
    assert firmness("Why a bridge is closed", NEWS) < firmness("A bridge is closed", NEWS)
