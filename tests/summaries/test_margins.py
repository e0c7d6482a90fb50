"""Which paragraphs are not an article's own news, and how much an article judges."""

import time

import pytest

from summaries.margins import beside_the_news, writers_note
from summaries.reports import firmness, is_opinion, is_review, is_round_up, reports
from summaries.voices import judgement

NEWS = "Police in Lund arrested two men on Monday after a fire, the harbour museum said."


def beside(*lines):
    return sorted(beside_the_news("\n\n".join(lines)))


def test_lines_above_the_text_are_not_its_news():
    """
    What stands above a dateline is a line on the article; the abstract itself is news.
    """
    assert beside("Fires.", "ABSTRACT.", NEWS, "FULL TEXT.", NEWS) == [0, 1, 3]
    assert beside("Fires.", "FULL TEXT.", NEWS) == [0, 1]
    assert beside(NEWS, "FULL TEXT.", NEWS) == [1]
    assert beside("Two men are held.", f"LUND - {NEWS}", NEWS) == [0]
    assert beside(NEWS * 3, f"LUND - {NEWS}") == []
    assert beside(NEWS, NEWS) == []


def test_a_line_under_the_headline_is_not_its_news():
    """
    It is written like a headline, and what follows begins anew; a short first sentence is not.
    """
    long = f"{NEWS} Nobody was hurt."

    assert beside("Police hold two men after museum fire.", long, NEWS, NEWS) == [0]
    assert beside("Police hold two men after a fire.", long, NEWS, NEWS) == []
    assert beside("Police held two men Monday.", long, NEWS, NEWS) == []
    assert beside("Arson suspected.", "‘All in the dark’ at Osby clocks.", long, NEWS) == [0, 1]
    assert beside("Police hold two men after museum fire.", long) == []


@pytest.mark.parametrize(
    "line",
    [
        "UPDATE: The men were freed.",
        "PREVIOUSLY:",
        "Contributing: Eva Lind",
        "(Reporting by Eva Lind; editing by Olof Dahl)",
        "Lind reported from Osby.",
        "Follow Eva Lind on Twitter.",
        "Eva Lind is a columnist for the Harbour News.",
    ],
)
def test_what_a_paper_says_of_its_article_is_not_news(line):
    """
    Notes on what was changed, who helped, and who wrote it.
    """
    assert beside(NEWS, NEWS, line) == [2]


def test_what_a_colon_announces_is_somebody_elses():
    """
    A statement or a lawsuit set below a line with a colon is not told as the paper's own.
    """
    assert beside(NEWS, "According to her suit:", NEWS, NEWS) == [2]


def test_of_a_ticker_the_newest_item_is_told():
    """
    What stands below the second time is older.
    """
    assert beside(NEWS, "9:40 p.m.", NEWS, "9:10 p.m.", NEWS) == [1, 3, 4]


def test_a_source_is_no_writer():
    """
    A report may end with somebody it asked.
    """
    assert not writers_note(f"{NEWS}\nEva Lind is a lawyer of the men, Olof Dahl said.")
    assert not writers_note(NEWS)


def test_writers_judge_and_those_asked_do_not():
    """
    Words in quotation marks, closed or not, are not the writer's.
    """
    own = "We should close it. But why? You know that it must be closed."

    assert judgement(own) > judgement(f"“{own}”") + 1
    assert judgement(f"“{own}\n“{own}") < judgement(own) - 1
    assert judgement(f"{NEWS}\n" + f"OLOF DAHL: {own}\n" * 3) < judgement(f"{NEWS}\n{own}")
    assert judgement("") < 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    [
        "“",
        "'' ",
        '"a\n',
        "‘a",
        "Aa ",
        "9:40 p.m.\n",
        "Eva Lind is ",
        "\n",
        "~ a\n",
        "A. ",
        "Al (Bo Ci) ",
    ],
)
def test_time_is_linear(part):
    """
    A megabyte of anything takes a tenth of a second; squared it would take minutes.
    """
    text = part * (1_000_000 // len(part))
    began = time.process_time()
    for read in (is_opinion, is_round_up, firmness):
        read("A bridge", text)
    for look in (beside_the_news, is_review, reports):
        look(text)

    assert time.process_time() - began < 10
