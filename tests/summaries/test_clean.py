"""Page dumps and pages to articles: on the seeds, and on made-up pages."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from summaries.clean import Cleaned, Removed, clean_text, kept

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"


@pytest.fixture(scope="module")
def dump():
    return clean_text((SEEDS / "003_58264eeb816288bd.txt").read_text(encoding="utf-8"))


def test_finds_the_title_of_a_page_dump(dump):
    """
    The title stands only in lines to be removed: doubled, and glued to a menu.
    """
    title = "Trump Claims Strong Relationships with North Korean Leader Kim Jong Un"

    assert dump.title == title
    assert title not in dump.text


def test_finds_the_date_of_a_page_dump(dump):
    """
    The date comes with the words it was read from.
    """
    assert dump.published_at == datetime(2025, 10, 21, tzinfo=UTC)
    assert dump.published_from == "Tuesday, October 21, 2025"


def test_keeps_every_paragraph_and_heading_of_a_page_dump(dump):
    """
    From the line below the headline to the last paragraph, nothing is lost.
    """
    paragraphs = dump.text.split("\n")

    assert len(paragraphs) == 16
    assert paragraphs[0].startswith("Restoring Relations: ")
    assert paragraphs[2] == "A Personal Connection: Trump and Kim Jong Un"
    assert paragraphs[-1].startswith("As Trump aims to restart discussions")


def test_lists_what_it_removed(dump):
    """
    Debris is listed as it was, where it stood.
    """
    assert [line.text for line in dump.removed][-5:] == [
        "RELATED ARTICLES",
        "LEAVE A REPLY",
        "Please enter your comment!",
        "Please enter your name here",
        "Most Popular",
    ]
    assert {line.before for line in dump.removed} == {0, 16}


def test_leaves_a_plain_text_alone():
    """
    A text without a page around it keeps every line, and gets no title and no date.
    """
    text = (SEEDS / "000_a0e63f62683dc026.txt").read_text(encoding="utf-8")

    cleaned = clean_text(text)

    assert cleaned.text.split("\n") == text.strip().splitlines()
    assert (cleaned.title, cleaned.published_at, cleaned.removed) == ("", None, ())
    assert cleaned.language == "en"


def test_puts_a_removed_line_back():
    """
    A line comes back where it stood, and its neighbours keep their order.
    """
    cleaned = Cleaned(
        text="one\ntwo",
        removed=(Removed(0, "a"), Removed(1, "b"), Removed(1, "c"), Removed(2, "d")),
    )

    again = kept(cleaned, 1)

    assert again.text == "one\nb\ntwo"
    assert again.removed == (Removed(0, "a"), Removed(2, "c"), Removed(3, "d"))


def test_there_is_no_such_removed_line():
    """
    Only a line that was removed can be put back.
    """
    with pytest.raises(IndexError):
        kept(Cleaned(text="one"), 0)
