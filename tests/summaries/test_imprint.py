"""Outlet, date and writer that an article is printed with; nothing that is not printed."""

from datetime import UTC, datetime

import pytest

from summaries.clean import clean_html, clean_text
from summaries.clean.imprint import dateline, is_dateline, outlet_in, writer_and_outlet
from summaries.clean.outlets import is_outlet

TITLE = "Night ferry opens in Westhaven harbour"
PROSE = (
    "The harbour town of Westhaven opened a night ferry on Monday, the first in its long "
    "history of shipping between the islands.",
    "“We are glad that it sails at last,” said Mayor Ada Example, who took the first trip "
    "together with forty schoolchildren.",
    "Tickets for the ferry cost five euros, children pay nothing, and dogs travel free of "
    "charge, as they always have.",
)
DAY = datetime(2026, 11, 20, tzinfo=UTC)


def article(*above, title=TITLE, below=()):
    """Return a text with lines between headline and report."""
    return "\n\n".join([title, "\n".join(above), *PROSE, *below])


@pytest.mark.parametrize(
    ("above", "outlet"),
    [
        (("The Coastal Observer", "Friday, November 20, 2026"), "The Coastal Observer"),
        (("Harbour Gazette, 20 November 2026",), "Harbour Gazette"),
        (("Osprey Wire — 20 November 2026",), "Osprey Wire"),
        (("Wire copy, The Global Record, November 20, 2026",), "The Global Record"),
        (("Neue Hafenzeitung, 20. November 2026",), "Neue Hafenzeitung"),
        (("20 November 2026 | Westhaven Evening Post | Page 3",), "Westhaven Evening Post"),
        (("By Ann Example, The Island Courier", "20 November 2026"), "The Island Courier"),
        (("By Ann Example | The Island Courier", "20 November 2026"), "The Island Courier"),
        (("WESTHAVEN TRIBUNE", "20 Nov 2026"), "WESTHAVEN TRIBUNE"),
        (("Le Courrier de Westhaven, 20 novembre 2026",), "Le Courrier de Westhaven"),
    ],
)
def test_takes_outlet_and_day_from_the_lines_below_a_headline(above, outlet):
    """
    The lines are still listed as removed, so that everybody can see where it comes from.
    """
    cleaned = clean_text(article(*above))

    assert (cleaned.title, cleaned.outlet) == (TITLE, outlet)
    assert cleaned.published_at == DAY
    assert cleaned.text.split("\n") == list(PROSE)
    assert [line.text for line in cleaned.removed] == list(above)


@pytest.mark.parametrize(
    "head",
    [
        "The Coastal Observer\n20 November 2026",
        "Harbour Gazette — Friday, 20 November 2026 — Page 3",
        "Coastal Observer\n\n20 November 2026",
    ],
)
def test_takes_outlet_and_day_from_the_head_of_the_page(head):
    """
    What stands above the headline is not taken for one.
    """
    cleaned = clean_text("\n\n".join([head, TITLE, *PROSE]), document=True)

    assert cleaned.title == TITLE
    assert cleaned.outlet in head
    assert cleaned.outlet.endswith(("Observer", "Gazette"))
    assert cleaned.published_at == DAY
    assert cleaned.text.split("\n") == list(PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "World News",
        "Latest News",
        "Politics",
        "Opinion",
        "Ann Example",
        "Editor's Choice",
        "Press Release",
        "Blog Post",
        "Westhaven",
        "The Week Ahead",
        "By Ann Example, Post Reporter",
        "By Ann Example, harbour correspondent",
        "By Ann Example, Westhaven",
        "© 2026 Example Media Group Ltd. All rights reserved.",
        "© 2026 Ann Example",
    ],
)
def test_a_section_a_writer_or_an_owner_is_no_outlet(line):
    """
    In doubt there is no outlet.
    """
    cleaned = clean_text(article(line, "20 November 2026"))

    assert cleaned.outlet == ""
    assert cleaned.published_at == DAY


@pytest.mark.parametrize(
    "headline",
    [
        "Minister sues the Harbour Gazette",
        "Mayor Sues Westhaven Post",
        "Ferry Wins Over Harbour Times",
    ],
)
def test_a_headline_about_a_paper_is_a_headline(headline):
    """
    The name of a paper in a headline is no outlet.
    """
    cleaned = clean_text(article("20 November 2026", title=headline))

    assert cleaned.outlet == ""
    assert cleaned.title in {headline, ""}


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2026 The Coastal Observer. All rights reserved.", "The Coastal Observer"),
        ("Copyright 2026 Harbour Gazette", "Harbour Gazette"),
        ("© Westhaven Tribune 2026", "Westhaven Tribune"),
        (
            "Copyright © 2025-2026 by The Island Courier, all rights reserved",
            "The Island Courier",
        ),
    ],
)
def test_takes_the_outlet_from_whose_rights_are_reserved(line, outlet):
    """
    A notice of rights below the text names the paper.
    """
    cleaned = clean_text(article("20 November 2026", below=(line,)))

    assert cleaned.outlet == outlet
    assert line in [one.text for one in cleaned.removed]


def test_takes_agency_and_day_from_the_dateline_of_the_report():
    """
    "PLACE, day (Agency) - " in front of the first sentence stays in the text.
    """
    told = f"WESTHAVEN, Nov. 20, 2026 (Reuters) — {PROSE[0]}"

    cleaned = clean_text("\n\n".join([TITLE, told, *PROSE[1:]]))

    assert (cleaned.outlet, cleaned.published_at) == ("Reuters", DAY)
    assert cleaned.published_from == "Nov. 20, 2026"
    assert cleaned.text.startswith("WESTHAVEN, Nov. 20, 2026 (Reuters) — The harbour")


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("WESTHAVEN (AP) — The ferry", "AP"),
        ("WESTHAVEN, Nov 22 (Island Post) - The ferry", "Island Post"),
        ("WESTHAVEN (Video) — The ferry", ""),
        ("WESTHAVEN — The ferry", ""),
        ("The ferry (Reuters) - said", ""),
    ],
)
def test_a_dateline_names_an_agency(line, outlet):
    """
    Only capitals, brackets and a dash are a dateline, and only an agency's name counts.
    """
    assert dateline(line).outlet == outlet


def test_a_writer_comes_without_the_outlet():
    """
    What stands behind the writer is the outlet, or stays.
    """
    assert writer_and_outlet("Ann Example, The Coastal Observer") == (
        "Ann Example",
        "The Coastal Observer",
    )
    assert writer_and_outlet("Ann Example, Westhaven") == ("Ann Example, Westhaven", "")


@pytest.mark.parametrize(
    "line",
    [
        "The ferry sailed on 20 November 2026.",
        "On 20 November 2026 the ferry sailed for the first time",
        "He was born in Westhaven on 20 November 1926",
        "Who was there on 20 November 2026?",
    ],
)
def test_a_sentence_with_a_date_is_no_line_about_the_article(line):
    """
    A sentence of the article is kept, whatever day it speaks of.
    """
    assert not is_dateline(line)


@pytest.mark.parametrize(
    ("name", "beside", "looks"),
    [
        ("The Evening Ledger", False, True),
        ("Times of Westhaven", False, True),
        ("Channel 4 News", False, True),
        ("Abendzeitung", False, True),
        ("Reuters", False, True),
        ("Ferry Report", False, False),
        ("Osprey Star", False, False),
        ("Osprey Star", True, True),
        ("The Daily", False, False),
        ("news from the harbour", True, False),
        ("A Name of Many Words Without an End Gazette", True, False),
        ("Ferry, Gazette", True, False),
        ("", True, False),
        ("The", True, False),
    ],
)
def test_names_of_publications(name, beside, looks):
    """
    Beside a date less is doubted than where a name stands alone.
    """
    assert is_outlet(name, beside=beside) is looks


def test_a_headline_that_is_a_sentence_is_told_by_the_line_below():
    """
    With paper and day right below it, a first line is a headline whatever it ends in.
    """
    cleaned = clean_text(article("Harbour Gazette, 20 November 2026", title=f"{TITLE}."))

    assert cleaned.title == f"{TITLE}."
    assert cleaned.text.split("\n") == list(PROSE)


def test_the_start_of_a_report_is_no_headline():
    """
    A question behind a dateline is not the headline.
    """
    told = "WESTHAVEN (AP) — Was that really the night ferry, after all these years?"

    cleaned = clean_text(article("20 November 2026", told))

    assert cleaned.title == TITLE


@pytest.mark.parametrize("document", [True, False])
@pytest.mark.parametrize("name", ["THE INLAND TIMES", "The Coastal Observer"])
def test_a_paper_above_a_headline_that_says_little_of_the_report(name, document):
    """
    The headline is known by its place, though no word of it stands in the report.
    """
    text = "\n\n".join([name, "Smooth waters ahead after all", "20 November 2026", *PROSE])

    cleaned = clean_text(text, document=document)

    assert (cleaned.title, cleaned.outlet) == ("Smooth waters ahead after all", name)


def test_long_lines_name_no_outlet():
    """
    What is longer than a line of a page's head is text.
    """
    assert outlet_in("The Coastal Observer " * 20) == ""
    assert not is_dateline("20 November 2026 " * 20)


def test_a_saved_page_without_data_of_its_own_is_read_by_its_head():
    """
    A page that was written by hand names its paper only in its text.
    """
    body = "".join(f"<p>{one}</p>" for one in PROSE)
    html = (
        f"<html><body><p>Harbour Gazette — 20 November 2026 — Page 3</p><h1>{TITLE}</h1>{body}"
    )

    cleaned = clean_html(html)

    assert (cleaned.title, cleaned.outlet, cleaned.published_at) == (
        TITLE,
        "Harbour Gazette",
        DAY,
    )
    assert cleaned.text.split("\n") == list(PROSE)


@pytest.mark.parametrize(
    ("above", "byline", "day"),
    [
        (
            (
                "By . Ann Example .",
                "PUBLISHED: . 07:47 EST, 20 November 2026 . | .",
                "UPDATED: . 08:57 EST, 21 November 2026 .",
            ),
            "Ann Example",
            DAY,
        ),
        (("By . Ann Example . and Bob Adler .",), "Ann Example and Bob Adler", None),
        (("By . Ann Example .", "Last updated at 1:25 AM on 20th November 2026 ."), None, DAY),
        (("UPDATED: . 09:53 EST, 20 November 2026 .",), "", DAY),
        (("By Ann Example", "PUBLISHED: 07:47 GMT, 20 November 2026 |"), "Ann Example", None),
        (("Published: November 20, 2026 at 7:47 p.m.",), "", DAY),
    ],
)
def test_reads_the_head_of_a_page_that_stands_in_one_line_with_its_report(above, byline, day):
    """
    Writer and hours come off the first sentence, are listed, and tell who wrote it and when.
    """
    cleaned = clean_text(" ".join([*above, *PROSE]))

    assert cleaned.text == " ".join(PROSE)
    assert [line.text for line in cleaned.removed] == list(above)
    assert byline is None or cleaned.byline == byline
    assert day is None or cleaned.published_at == day


@pytest.mark.parametrize(
    "text",
    [
        "By Monday the ferry had sailed . Nobody minded that it was late by then.",
        "Published 20 years ago, the novel by Ann Example still sells a lot of copies.",
        "Updated figures show that the ferry carried forty people on 20 November 2026.",
        "By . Ann Example . ",
    ],
)
def test_a_first_sentence_is_no_head_of_a_page(text):
    """
    Only a writer set apart, or an hour with its day behind a label, is taken off.
    """
    assert clean_text(text).text == text.strip()
