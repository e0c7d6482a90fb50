"""The first words by which a report without a headline is known."""

import pytest

from summaries.openings import first_words, is_headline

REPORT = (
    "The night ferry between Westhaven and Lund sank off Gull Point on Tuesday, police said."
)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Photo",
        "Advertisement Continue reading the main story",
        "Get our newsletter in your inbox + Subscribe Thank you for subscribing",
        "The ferry is seen off Gull Point before the storm passes on November 27, 2011.",
        "Image copyright Wire Image caption The ferry at Gull Point",
        "FILE - In this April 2018 file photo, the ferry leaves Lund. (Wire Press)",
        "(This story has been updated with comments.)",
    ],
)
def test_captions_and_notices_come_before_the_report(before):
    """
    What stands above the first sentence of the report is not its opening.
    """
    assert first_words(f"{before}\n{REPORT}".strip()) == REPORT


@pytest.mark.parametrize("before", ["Congratulations! ", "Correction: The ferry is not new. "])
def test_a_notice_in_one_line_with_the_report_is_left_out(before):
    """
    What tells nothing is no part of the first words, though no line ends behind it.
    """
    assert first_words(before + REPORT) == REPORT


def test_the_buttons_of_a_player_name_no_article():
    """
    They stand in one line with the first words of the report.
    """
    assert first_words(f"CLOSE Skip in Skip x Embed x Share {REPORT}") == REPORT


def test_a_heading_on_top_is_kept():
    """
    A line of a headline's length, that is no notice, is the best name of an article.
    """
    text = f"Divers find the bell of the sunken ferry\n{REPORT}"

    assert first_words(text) == text


def test_a_dateline_is_no_part_of_it():
    """
    The report begins behind the city and the agency.
    """
    assert first_words(f"LUND (Wire) — {REPORT}") == REPORT


@pytest.mark.parametrize("text", ["", "Photo", "one two", "…"])
def test_without_a_sentence_the_text_stays(text):
    """
    Any text has an opening, if only itself.
    """
    assert first_words(text) == text


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ferry sinks off Gull Point", True),
        ("FERRY SINKS", True),
        ("", False),
        ("CLOSE Divers search for the ferry. Ann Adler has the details. Wire60", False),
        ("CLICK FOR FULL RESULTS", False),
        ("With Ann Adler, Ben Brandt and Cem Celik", False),
        ("IN BRIEF", False),
        ("Chairman, House Committee on Bridges", False),
        ("Chairman resigns over the bridge", True),
    ],
)
def test_a_caption_is_no_headline(title, shown):
    """
    A player's button and a cast list are not what an article is called.
    """
    assert is_headline(title) is shown
