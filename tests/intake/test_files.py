"""Every kind of file gives the article that is in it; its name does not matter."""

import json
from datetime import UTC, datetime

import pytest
import uploads
from uploads import KINDS, PARAGRAPHS, TEXT, TITLE

from bot.errors import IntakeError
from bot.intake.albums import MOST_ALBUMS, Albums, Line
from bot.intake.collecting import page_article
from bot.intake.files import read_file

# Some alphabets share the look of their letters.
# ruff: noqa: RUF001

CYRILLIC = "\n".join(uploads.RUSSIAN[1])
POLISH = (
    "Burmistrz otworzyła w poniedziałek nowy most, kończąc cztery lata budowy, która "
    "podzieliła miasto na dwie części. Żółć, gęś i źdźbło były też w tekście."
)
GERMAN = (
    "Die Bürgermeisterin eröffnete am Montag die neue Brücke und beendete damit vier Jahre "
    "Bauarbeiten, die für viele die Stadt in zwei Teile geteilt hatten."
)
GREEK = (
    "Η δήμαρχος εγκαινίασε τη Δευτέρα τη νέα γέφυρα, βάζοντας τέλος σε τέσσερα χρόνια έργων "
    "που είχαν χωρίσει την πόλη στα δύο."
)
ARABIC = (
    "افتتحت رئيسة البلدية الجسر الجديد يوم الاثنين منهية أربع سنوات من أعمال البناء التي "
    "قسمت المدينة إلى قسمين في هذا العام."
)
JAPANESE = (
    "市長は月曜日に新しい橋を開通させ、街を二つに分けていた四年間の工事が終わった。"
    "橋は四千万円かかり、最初は二千十一年に計画された。"
)
CHINESE = (
    "市长周一开通了新桥，结束了将城市一分为二的四年建设工程。据市议会称，这座耗资四千万欧元的桥梁最初于"
    "二〇一一年规划，原定于二〇二一年开通。"
)


@pytest.mark.parametrize("kind", KINDS)
def test_gives_the_article(kind):
    """
    All paragraphs are there, in order and in whole, whatever the file is called.
    """
    found = read_file("upload", KINDS[kind])

    article = next(piece.cleaned for piece in found if piece.cleaned)
    assert [line for line in article.text.split("\n") if line in PARAGRAPHS][:3] == list(
        PARAGRAPHS
    )


@pytest.mark.parametrize(
    "kind", ["txt", "md", "html", "mhtml", "pdf", "docx", "odt", "rtf", "eml", "epub", "jsonl"]
)
def test_gives_the_headline(kind):
    """
    The headline is told apart from the text.
    """
    article = read_file("upload", KINDS[kind])[0].cleaned

    assert article.title == TITLE
    assert TITLE not in article.text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_reads_any_common_encoding(encoding):
    """
    With a byte order mark or without, the letters come out right.
    """
    article = read_file("upload.txt", TEXT.encode(encoding))[0].cleaned

    assert article.text == TEXT


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *(
            (one, CYRILLIC)
            for one in ("cp1251", "koi8-r", "iso8859-5", "utf-16-le", "utf-16-be")
        ),
        *((one, POLISH) for one in ("cp1250", "iso8859-2")),
        ("cp1252", GERMAN),
        ("cp437", GERMAN),
        ("cp1253", GREEK),
        ("cp1256", ARABIC),
        ("shift_jis", JAPANESE),
        ("euc_jp", JAPANESE),
        ("gb18030", CHINESE),
    ],
)
def test_tells_encodings_that_nothing_names(encoding, text):
    """
    Files without a mark are read in the encoding in which their words are words.
    """
    article = read_file("upload.txt", text.encode(encoding))[0].cleaned

    assert article.text == text


def test_reads_a_page_in_the_encoding_it_declares():
    """
    A saved page names its encoding; that counts when it is not UTF-8.
    """
    html = uploads.page(head='<meta charset="koi8-r">', title="Мост открыт наконец")

    article = read_file("a.html", html.encode("koi8-r", "xmlcharrefreplace"))[0].cleaned

    assert article.title == "Мост открыт наконец"


def test_a_mail_gives_sender_and_day():
    """
    Subject, sender and date of a newsletter stand in where its text does not say.
    """
    article = read_file("news.eml", uploads.mail("html"))[0].cleaned

    assert article.outlet == "The Example"
    assert article.published_at == datetime(2025, 10, 21, 6, tzinfo=UTC)
    assert article.published_from == "Tue, 21 Oct 2025"


def test_a_saved_page_gives_its_address():
    """
    A page saved by a browser knows where it came from, and is no mail.
    """
    article = read_file("page.mhtml", uploads.mhtml())[0].cleaned

    assert article.url == "https://paper.example/news/bridge"
    assert article.outlet == "The Example"


def test_an_archive_gives_a_line_for_each_file():
    """
    What cannot be read is refused by name; the rest is taken.
    """
    found = read_file("all.zip", KINDS["zip"])

    assert [piece.name for piece in found] == [
        "all.zip, a.txt",
        "all.zip, b.docx",
        "all.zip, c.png",
    ]
    assert [bool(piece.cleaned) for piece in found] == [True, True, False]
    assert "picture" in found[2].refused


def test_lines_of_json_are_articles():
    """
    What a line states stands; a line that is none says what one looks like.
    """
    article, refused = read_file("all.jsonl", KINDS["jsonl"])

    assert article.cleaned.outlet == "The Example"
    assert article.cleaned.published_at == datetime(2025, 10, 21, tzinfo=UTC)
    assert '"text"' in refused.refused


def test_fields_in_front_of_markdown_count():
    """
    Title, date and author may stand in front of a Markdown text.
    """
    front = '---\ntitle: "A bridge"\ndate: 2025-10-21\nauthor: Ann Example\n---\n'

    article = read_file("a.md", (front + "\n\n".join(PARAGRAPHS)).encode())[0].cleaned

    assert (article.title, article.byline) == ("A bridge", "Ann Example")
    assert article.published_from == "2025-10-21"


def test_tags_in_markdown_go_and_their_words_stay():
    """
    Posts and boxes that a program wrote in between lose their tags; code goes whole.
    """
    text = (
        "# Rain over the harbour\n\n"
        '<div align="center">\n<p>The water is at the door.</p>\n</div>\n\n'
        '<post author="paper">It rained, she said <unclear> on Monday.</post>\n\n'
        "<script>\nalert(1)\n</script>\n\nThe harbour is <b>closed</b> today.\n"
    )

    cleaned = read_file("rain.md", text.encode())[0].cleaned

    assert cleaned.text.split("\n") == [
        "The water is at the door.",
        "It rained, she said <unclear> on Monday.",
        "The harbour is closed today.",
    ]


def test_joins_lines_that_were_wrapped():
    """
    A text wrapped at a fixed width has its paragraphs back.
    """
    wrapped = "\n\n".join(
        "\n".join(part for part in (one[:60].strip(), one[60:].strip()) if part)
        for one in PARAGRAPHS
    )

    article = read_file("a.txt", wrapped.encode())[0].cleaned

    assert len(article.text.split("\n")) == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t \n", "empty"),
        (b"\x89PNG\r\n\x1a\n123", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"OggS\x00\x02", "sound"),
        (b"\x00\x00\x00 ftypmp42", "video"),
        (b"MZ\x90\x00\x03", "program"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, ".docx"),
        (b"\x01\x00\x02\x00\x03" * 99, "not a text file"),
        (b"Only a few words.", "at least 10"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "/feeds add"),
        (uploads.zipped({"xl/workbook.xml": "<x/>"}), "table"),
        (uploads.zipped({}), "nothing in it"),
    ],
)
def test_says_why_it_refuses(data, words):
    """
    A file that holds no article is refused in a sentence that says why.
    """
    with pytest.raises(IntakeError, match=words):
        read_file("upload", data)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (['{"text": "x"}'] * 201, "201 lines"),
        (['{"text": ""}', "[1, 2]"], "has no text"),
        (['{"title": 3, "text": 4}', "[1, 2]"], "not a JSON object"),
    ],
)
def test_says_what_is_wrong_with_lines_of_json(lines, words):
    """
    Too many lines, lines without a text, and lines that are no objects are named.
    """
    with pytest.raises(IntakeError, match=words):
        read_file("all.jsonl", "\n".join(lines).encode())


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Ferry sinks off Lund; \nDivers search Gull Point", "Ferry sinks off Lund"),
        ("Ferry sinks off Lund;\nShipping", "Ferry sinks off Lund"),
        ("Ferry sinks\n  off Lund; divers search", "Ferry sinks off Lund; divers search"),
    ],
)
def test_a_headline_ends_where_the_line_below_it_begins(title, headline):
    """
    What stands below a line that ends in a semicolon is no part of the headline.
    """
    line = json.dumps({"title": title, "text": "The ferry to Lund sank on Tuesday. " * 3})
    (article,) = read_file("all.jsonl", line.encode())

    assert article.cleaned.title == headline


def test_a_link_may_lead_to_a_file():
    """
    A PDF behind a link is read as one, and keeps the link as its address.
    """
    article = page_article("https://paper.example/news/a.pdf", uploads.pdf(), "")

    assert article.title == TITLE
    assert article.url == "https://paper.example/news/a.pdf"


def test_old_albums_are_forgotten():
    """
    Only the albums of late are remembered.
    """
    albums = Albums()
    first = albums.joined(1, "first", [Line("a")])
    for number in range(MOST_ALBUMS):
        albums.joined(1, str(number), [Line("b")])

    again = albums.joined(1, "first", [Line("c")])

    assert (len(first), [one.name for one in again]) == (1, ["c"])


HEAD = "Harbour Gazette - Friday, 20 November 2026 - Page {}"


@pytest.mark.parametrize("pages", [1, 2, 4])
def test_the_head_of_a_pdf_dates_it_and_goes(pages):
    """
    Paper and day at the head of the pages are no headline; from the second page on, and what
    a browser prints around a page, they are not even lines of the text.
    """
    body = [PARAGRAPHS, uploads.OTHER, (GERMAN,), PARAGRAPHS[1:]]
    printed = ("https://paper.example/news/bridge 1/4", "11/22/26, 9:50 PM")
    made = [
        (HEAD.format(n), *([TITLE] if n == 1 else []), *body[n - 1], *printed)
        for n in range(1, pages + 1)
    ]

    article = read_file("a.pdf", uploads.pdf_pages(*made))[0].cleaned

    assert (article.title, article.outlet) == (TITLE, "Harbour Gazette")
    assert article.published_at == datetime(2026, 11, 20, tzinfo=UTC)
    assert [line.text for line in article.removed] == [HEAD.format(1)]
    assert "Gazette" not in article.text
    assert "paper.example" not in article.text
    assert "9:50" not in article.text


def test_a_word_file_is_dated_by_the_line_below_its_headline():
    """
    Outlet and day may share that line with a word on where the text comes from.
    """
    line = "Wire copy, The Global Record, 21 November 2026"

    article = read_file("a.docx", uploads.docx((line, *PARAGRAPHS)))[0].cleaned

    assert (article.title, article.outlet) == (TITLE, "The Global Record")
    assert article.published_from == "21 November 2026"
    assert article.text == TEXT


def test_a_short_german_report_is_parted_from_its_head():
    """
    Headline, paper with day, and a first sentence of few words are told apart.
    """
    text = (
        "Brücke nach vier Jahren eröffnet\n\nNeue Hafenzeitung, 20. November 2026\n\n"
        "Die Bürgermeisterin eröffnete am Montag die neue Brücke über den Fluss.\n\n"
        "„Wir sind spät, aber wir sind da“, sagte sie vor den ersten Autos."
    )

    article = read_file("a.txt", text.encode())[0].cleaned

    assert article.title == "Brücke nach vier Jahren eröffnet"
    assert (article.outlet, article.published_from) == (
        "Neue Hafenzeitung",
        "20. November 2026",
    )
