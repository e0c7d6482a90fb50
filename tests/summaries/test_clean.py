"""Page dumps and pages to articles: on the seeds, and on made-up pages."""

# Languages are told apart by letters of many alphabets.
# ruff: noqa: RUF001

from datetime import UTC, datetime
from pathlib import Path
from textwrap import fill

import pytest

from summaries.clean import Cleaned, Removed, clean_text, cut, kept
from summaries.clean.dates import printed_dates
from summaries.clean.headlines import is_heading, undated
from summaries.clean.misread import damaged, mended
from summaries.clean.plain import plain_characters, unwrapped
from summaries.clean.rubrics import without_rubric
from summaries.languages.guessed import language_of

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


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_line_that_is_cut_can_be_put_back(number):
    """
    It becomes a removed line in its place among the others.
    """
    whole = Cleaned(
        text="one\ntwo\nthree", removed=(Removed(0, "a"), Removed(1, "b"), Removed(3, "c"))
    )
    line = whole.text.split("\n")[number]

    less = cut(whole, number)
    place = [one.text for one in less.removed].index(line)

    assert less.text.split("\n") == [one for one in ("one", "two", "three") if one != line]
    assert [one.before for one in less.removed] == sorted(one.before for one in less.removed)
    assert kept(less, place) == whole


def test_there_is_no_such_line_to_cut():
    """
    Only a paragraph that is there can be taken out.
    """
    with pytest.raises(IndexError):
        cut(Cleaned(text="one"), 1)
    with pytest.raises(IndexError):
        cut(Cleaned(), 0)


def test_reads_a_letterhead_off_plain_text():
    """
    Headline, date and writer above the prose are told apart from it.
    """
    text = (
        "Harbour Town Opens Night Ferry\n\n12 November 2026\nBy Ann Example\n\n"
        "The harbour town of Westhaven opened a night ferry on Monday, the first in its long "
        "history of shipping.\n\nTickets for the ferry cost five euros, children pay nothing."
    )

    cleaned = clean_text(text)

    assert cleaned.title == "Harbour Town Opens Night Ferry"
    assert (cleaned.published_from, cleaned.byline) == ("12 November 2026", "Ann Example")
    assert len(cleaned.text.split("\n")) == 2


@pytest.mark.parametrize(
    ("line", "may_be"),
    [
        ("Bridge opens after four years", True),
        ("“We are late, but we are here”", True),
        ("The mayor said: “We are late, but we are here.”", False),
        ("Ann Example stands on the bridge (Photo by Ben Example for The Example)", False),
        ("The bridge at night. Courtesy of the city", False),
        ("Photos by Ann Example", False),
    ],
)
def test_sentences_and_captions_are_no_headlines(line, may_be):
    """
    A headline is no whole sentence, and names no maker of a picture.
    """
    assert is_heading(line) is may_be


@pytest.mark.parametrize(
    "line",
    ["By Ann Example", "By Ann Example November 12, 2026", "By Ann Example — 12 Nov 2026"],
)
def test_a_writer_is_a_name_without_its_date(line):
    """
    What is printed behind the name in the same line is no part of it.
    """
    assert undated(line) == "By Ann Example"


@pytest.mark.parametrize(
    ("line", "words", "at"),
    [
        ("Tuesday, October 21, 2025", "Tuesday, October 21, 2025", datetime(2025, 10, 21)),
        ("Posted 21 Oct 2025 at 9:24 pm EST", "21 Oct 2025", datetime(2025, 10, 22, 2, 24)),
        ("2025-10-21T08:00:00+02:00", "2025-10-21", datetime(2025, 10, 21, 6)),
        ("Stand: 21. Oktober 2025", "21. Oktober 2025", datetime(2025, 10, 21)),
        ("21 de octubre de 2025", "21 de octubre de 2025", datetime(2025, 10, 21)),
        ("21.10.2025 | 08:00", "21.10.2025", datetime(2025, 10, 21)),
        ("10/21/2025", "10/21/2025", datetime(2025, 10, 21)),
        ("2025年10月21日", "2025年10月21日", datetime(2025, 10, 21)),
    ],
)
def test_reads_printed_dates(line, words, at):
    """
    Complete dates of common forms are read, an hour only with its zone.
    """
    [date] = printed_dates(line)

    assert (date.words, date.at) == (words, at.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    "line",
    [
        "No. 2",
        "2 hours ago",
        "Nov 19",
        "03/04/2025",
        "31 February 2025",
        "Monday, October 21, 2025",
        "1.10.2025.7",
        "May be 2025",
        "",
    ],
)
def test_invents_no_date(line):
    """
    What is not a complete, unmistakable date is none.
    """
    assert printed_dates(line) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The town opened a bridge on Monday, and it was the first of its kind.", "en"),
        ("Die Stadt hat am Montag eine Brücke eröffnet, und sie ist die erste.", "de"),
        ("La ville a ouvert un pont lundi, et c’est le premier de son genre.", "fr"),
        ("La ciudad abrió el lunes un puente, que es el primero de su tipo.", "es"),
        ("A cidade abriu na segunda-feira uma ponte, que é a primeira do seu tipo.", "pt"),
        ("La città ha aperto lunedì un ponte, che è il primo nel suo genere.", "it"),
        ("De stad heeft op maandag een brug geopend, en het is de eerste van het land.", "nl"),
        ("Город открыл в понедельник мост, и это первый мост в его истории.", "ru"),
        ("Місто відкрило у понеділок міст, і це перший міст, який є в його історії.", "uk"),
        ("市は月曜日に新しい橋を開通させた。それは初めてのことだった。", "ja"),
        ("市政府周一开通了一座新桥,这是该市历史上的第一座。", "zh"),
        ("시는 월요일에 새로운 다리를 개통했다. 이것은 처음 있는 일이다.", "ko"),
        ("Brücke Montag", ""),
        ("Xyzzy plugh frobozz wibble wobble flarp gnusto rezrov blorb", ""),
    ],
)
def test_tells_languages_apart(text, language):
    """
    A sentence is enough for the common languages; in doubt there is no answer.
    """
    assert language_of(text) == language


PROSE = (
    "The harbour town of Westhaven opened a night ferry on Monday, the first in its long "
    "history of shipping between the islands.",
    "“We are glad that it sails at last,” said Mayor Ada Example, who took the first trip "
    "together with forty schoolchildren.",
    "Tickets for the ferry cost five euros, children pay nothing, and dogs travel free of "
    "charge, as they always have.",
)
MENU = ("Home", "News", "Sport", "Weather", "Subscribe", "Sign in")


def pasted(
    *above, below=("Related articles", "A ferry that was", "About us", "Privacy", "Contact")
):
    """Return a pasted page: menu, the lines above the article, the article, a footer."""
    return "\n\n".join([*above, *PROSE, *below])


def test_reads_the_page_title_of_a_pasted_page():
    """
    The site's name behind the headline in the first line is the outlet.
    """
    title = "Westhaven Opens Its First Night Ferry"
    cleaned = clean_text(pasted(f"{title} | The Example", *MENU, title, "By", "Ann Adler"))

    assert (cleaned.title, cleaned.outlet) == (title, "The Example")
    assert cleaned.byline == "Ann Adler"
    assert cleaned.text.split("\n") == list(PROSE)


def test_the_end_of_a_headline_is_no_outlet():
    """
    What is behind a dash in the page's title may be said by somebody.
    """
    title = "Westhaven Opens Its First Night Ferry"
    cleaned = clean_text(pasted(f"{title} – “At Last!”", *MENU, title, "By Ann Adler"))

    assert (cleaned.title, cleaned.outlet) == (title, "")


def test_takes_the_headline_from_the_page_title_alone():
    """
    A headline that stands only in the page's title is cut out of it.
    """
    cleaned = clean_text(pasted("Night ferry opens in Westhaven harbour - The Example", *MENU))

    assert cleaned.title == "Night ferry opens in Westhaven harbour"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Updated: 22 Oct 2025, published: 21 Oct 2025", "21 Oct 2025"),
        ("Last updated 22 Oct 2025", "22 Oct 2025"),
        ("By Ann Adler, 21 October 2025", "21 October 2025"),
        ("3 hours ago", ""),
    ],
)
def test_prefers_the_day_of_publication(line, words):
    """
    A day of publication goes before one of a change; no date is better than a guess.
    """
    title = "Westhaven Opens Its First Night Ferry"

    cleaned = clean_text(pasted(f"{title} | The Example", *MENU, title, line))

    assert cleaned.published_from == words


def test_a_date_below_the_article_may_be_anothers():
    """
    Only a line that says it is a day of publication counts there.
    """
    title = "Westhaven Opens Its First Night Ferry"
    page = (f"{title} | The Example", *MENU, title)

    other = clean_text(
        pasted(*page, below=("More news", "21 October 2025", "A ferry that was"))
    )
    own = clean_text(pasted(*page, below=("First published 21 October 2025", "Share", "Tweet")))

    assert other.published_at is None
    assert own.published_from == "21 October 2025"


def test_the_line_below_the_headline_leads_in():
    """
    A standfirst is told apart from date and writer.
    """
    title = "Westhaven Opens Its First Night Ferry"
    lead = "After a century of waiting, the islands can be reached by night"

    cleaned = clean_text(pasted(f"{title} | The Example", *MENU, title, "21 Oct 2025", lead))

    assert cleaned.standfirst == lead


def test_joins_wrapped_lines():
    """
    Lines wrapped at a fixed width are paragraphs again; others stay as they are.
    """
    wrapped = "\n\n".join(fill(one, 60) for one in PROSE)

    assert unwrapped(wrapped) == "\n\n".join(PROSE)
    assert unwrapped("\n".join(PROSE)) == "\n".join(PROSE)
    assert unwrapped("a\nb\nc\nd") == "a\nb\nc\nd"
    assert unwrapped("\n".join(["x" * 60, "y" * 5] * 6)) == "\n".join(["x" * 60, "y" * 5] * 6)


def test_makes_characters_plain():
    """
    Line ends, spaces and composed letters come in one form; what nobody sees goes.
    """
    assert plain_characters("a\r\nb\u2028c\u00a0 d\u200b\u202ee\u0301\ufeff") == "a\nb\nc dé"


LETTER = (
    "The council voted on Monday to reopen the ferry line across the harbour after four years, "
    "and the first boats are expected in May, the mayor said.\n\n"
    "The opposition criticised the costs, which have doubled since the plan was presented "
    "to the public two years ago.\n\n"
    "The boats are to cross every half an hour, on weekdays from six in the morning and on "
    "Sundays from nine, as they did before.\n"
)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (
            "The Harbour Society\n12 Quay Street\nPortville PV1 2AB\n\n2 March 2026\n\nHi,\n\n",
            "",
        ),
        ("Harbour Weekly Newsletter\nTel. 020 7946 0000\ninfo@harbour.example\n\n", ""),
        ("Jane Ann Miller\n4500 West Elm Avenue, Suite 210\nSpringfield, IL 62704\n\n", ""),
        ("Verein der Hafenfreunde\nAm Hafenplatz 12\n20457 Hamburg\n\n", ""),
        (
            "From: Ann Example\nTo: All of us\nSubject: Ferries run again\n\n",
            "Ferries run again",
        ),
        (
            "5 Hurt on Main Street, Police Say\n\n2 March 2026\n\n",
            "5 Hurt on Main Street, Police Say",
        ),
    ],
)
def test_where_a_letter_comes_from_is_no_headline(above, title):
    """
    The sender of a letter or newsletter, with street and town, is not taken for its headline.
    """
    cleaned = clean_text(above + LETTER)

    assert cleaned.title == title
    assert "The council voted" in cleaned.text


READ = [
    "François’s “café” – naïve, 5 °C",
    "Привет, мир",
    "Ελλάδα σήμερα",
    "Škoda, Łódź and “no” 🙂",
]


@pytest.mark.parametrize("text", READ)
@pytest.mark.parametrize("times", [1, 2])
def test_misread_letters_are_put_right(text, times):
    """
    UTF-8 that was read as Windows-1252 on its way, once or twice, is what it was; a text that
    was not is left alone, also beside a part that was.
    """
    misread = text
    for _ in range(times):
        misread = "".join(
            bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in misread.encode()
        )

    assert mended(text) == text
    assert mended(misread) == text
    assert mended("«Übrigens» FranÃ§ois") == "«Übrigens» François"
    assert clean_text(f"FranÃ§ois said so. {LETTER}").text.startswith("François said so.")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A fine “café”.", ""),
        ("He met Fran\ufffdois there.", "Fran\ufffdois"),
        ("a â€ b", "â€"),
    ],
)
def test_lost_letters_are_found(text, word):
    """
    What cannot be put right can be said: a word with letters that were lost.
    """
    assert damaged(text) == word


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ferry sinks off Lund; News Analysis", "Ferry sinks off Lund"),
        ("Ada Example, friend of lighthouses, dies at 92; OBITUARY", None),
        ("How to pay for a ferry; Your Money", "How to pay for a ferry"),
        ("Ferry sinks off Lund; nobody is hurt", "Ferry sinks off Lund; nobody is hurt"),
        ("Ferry owners look at politics", "Ferry owners look at politics"),
        ("; Politics", ""),
    ],
)
def test_the_column_is_no_part_of_a_headline(title, shown):
    """
    What papers print behind a headline and a semicolon to say where it stands goes.
    """
    assert without_rubric(title) == (title[: title.index(";")] if shown is None else shown)
