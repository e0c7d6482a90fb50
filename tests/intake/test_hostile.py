"""Files made to do harm are refused in a sentence, quickly, and nothing of them is taken."""

import json
import time
import zipfile
import zlib
from io import BytesIO

import pytest
import uploads
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from uploads import KINDS, PARAGRAPHS, TEXT

from bot.errors import IntakeError
from bot.intake.files import read_file
from summaries.clean import clean_text
from summaries.clean.plain import plain_characters

ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><w:document xmlns:w="w"><w:p><w:t>&c;</w:t></w:p>'
    "</w:document>"
)


def encrypted_pdf():
    """Return a PDF that needs a password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(uploads.pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    packed = BytesIO()
    writer.write(packed)
    return packed.getvalue()


def encrypted_zip():
    """Return an archive whose file says that it is encrypted."""
    data = bytearray(uploads.zipped({"a.txt": TEXT}))
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        flags = data.index(start) + (6 if start.endswith(b"\x04") else 8)
        data[flags] |= 1
    return bytes(data)


def nested(levels):
    """Return an archive in an archive in an archive."""
    data = uploads.zipped({"a.txt": TEXT})
    for level in range(levels):
        data = uploads.zipped({f"{level}.zip": data})
    return data


def pdf_bomb():
    """Return a small PDF whose page unpacks to 300 MB."""
    bomb = zlib.compress(b"\x00" * 300_000_000, 9)
    plain = uploads.pdf(["x"])
    start = plain.index(b"4 0 obj\n") + 8
    end = plain.index(b"endobj", start)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\n" % (
        len(bomb),
        bomb,
    )
    return plain[:start] + stream + plain[end:]


HOSTILE = {
    "bomb.zip": (lambda: uploads.zipped({"a.txt": b"0" * 300_000_000}), "MB"),
    "bomb.docx": (lambda: uploads.zipped({"word/document.xml": b" " * 300_000_000}), "MB"),
    "nested.zip": (lambda: nested(4), "Archives in archives"),
    "thousands.zip": (
        lambda: uploads.zipped({f"{n}.txt": b"" for n in range(3000)}, zipfile.ZIP_STORED),
        "3,000 files",
    ),
    "encrypted.zip": (encrypted_zip, "password"),
    "cut.zip": (lambda: KINDS["zip"][:-30], "damaged"),
    "entities.docx": (
        lambda: uploads.zipped({"word/document.xml": ENTITIES}),
        "declares entities",
    ),
    "entities.odt": (lambda: uploads.zipped({"content.xml": ENTITIES}), "entities"),
    "entities.epub": (
        lambda: uploads.zipped({"META-INF/container.xml": ENTITIES, "a": "b"}),
        "entities",
    ),
    "encrypted.pdf": (encrypted_pdf, "password"),
    "looping.pdf": (lambda: uploads.pdf(kids="[2 0 R 2 0 R]", count=9), "PDF"),
    "many-pages.pdf": (lambda: uploads.pdf(kids=f"[{'3 0 R ' * 500}]", count=500), "500 pages"),
    "bomb.pdf": (pdf_bomb, "PDF"),
    "scan.pdf": (lambda: uploads.pdf([]), "no text"),
    "cut.pdf": (lambda: b"%PDF-1.7\n" + b"1 0 obj <<" * 99, "PDF"),
    "deep.rtf": (lambda: b"{\\rtf1 " + b"{" * 5000 + TEXT.encode(), "nested"),
    "deep.eml": (
        lambda: (
            b"From: a@b.example\nSubject: x\n"
            + b"Content-Type: message/rfc822\n\nFrom: a@b.example\nSubject: x\n" * 60
            + b"\n"
            + TEXT.encode()
        ),
        "nested",
    ),
    "long.txt": (lambda: (TEXT + "\n").encode() * 3000, "characters"),
    "one-line.txt": (lambda: b"word " * 3_900_000, "characters"),
    "200mb.txt": (lambda: b"a" * 200_000_000, "200 MB|191 MB"),
    "endless.html": (
        lambda: b"<html><body>" + b"<p>word and word again</p>" * 60_000,
        "shows .* characters",
    ),
    "attributes.html": (
        lambda: b"<html><body><div " + b" ".join(b'a%d="x"' % n for n in range(9000)) + b">",
        "code is damaged",
    ),
    "nested.html": (
        lambda: b"<html><body>" + b"<div>" * 100_000 + b"<p>" + TEXT.encode(),
        "no text",
    ),
    "lines.txt": (lambda: b"a short line\n" * 400_000, "characters"),
    "deep.jsonl": (lambda: b'{"text": ' + b"[" * 200_000, "characters|words|read"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_refuses_quickly(name):
    """
    A trap is refused within seconds, by a sentence that names the reason.
    """
    make, words = HOSTILE[name]
    data = make()
    began = time.process_time()

    with pytest.raises(IntakeError, match=words):
        read_file(name, data)

    assert time.process_time() - began < 10


def test_scripts_never_become_text():
    """
    What a page runs or hides is no article.
    """
    html = uploads.page(
        paragraphs=(
            *PARAGRAPHS,
            "<script>alert('evil words here')</script><style>.evil{}</style>",
            '<span style="display: none">hidden evil words</span>',
        )
    )

    article = read_file("a.html", html.encode())[0].cleaned

    assert "evil" not in article.text
    assert "evil" not in "".join(line.text for line in article.removed)


def test_invisible_characters_are_taken_out():
    """
    Marks that turn the direction of writing could make a name read backwards.
    """
    text = TEXT.replace("Ada", "\u202eadA\u202c \u200bA\u0000d\u0007a\u2066")

    article = read_file("a.txt", text.encode())[0].cleaned

    assert "adA Ada Example" in article.text


def test_markup_in_names_stays_text():
    """
    A program's tags go; what else looks like one stays, as escaping belongs to the templates.
    """
    text = TEXT.replace("Ada Example", "<b>Ada <i>& _*[ <a href='x'>Example</a>")

    article = read_file("a.txt", text.encode())[0].cleaned

    assert "<b>Ada <i>& _*[ Example" in article.text


def test_names_in_archives_are_no_paths():
    """
    Only the last part of a stored name is shown, and nothing is written anywhere.
    """
    data = uploads.zipped({"..\\..\\windows\\a.txt": TEXT, "/etc/passwd\x1b[31m": TEXT})

    names = [piece.name for piece in read_file("../../x.zip", data)]

    assert names == ["x.zip, a.txt", "x.zip, passwd[31m"]


@pytest.mark.slow
def test_a_text_of_50_000_words_is_taken():
    """
    Long is not hostile: the text comes out whole, in seconds.
    """
    text = "\n".join(f"{number}. {one}" for number in range(800) for one in PARAGRAPHS)
    began = time.process_time()

    article = read_file("a.txt", text.encode())[0].cleaned

    assert len(article.text.split()) > 45_000
    assert time.process_time() - began < 10


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(sorted(KINDS)),
    places=st.lists(st.integers(0, 20_000), max_size=8),
    junk=st.binary(max_size=8),
    cut=st.integers(0, 4000),
)
def test_damaged_files_are_read_or_refused(kind, places, junk, cut):
    """
    However a file is damaged, there is an article or a sentence, never another error.
    """
    data = bytearray(KINDS[kind])
    for place in places:
        at = place % len(data)
        data[at : at + len(junk)] = junk
    if cut % 3 == 0:
        data = data[: max(1, len(data) - cut)]

    try:
        found = read_file("upload", bytes(data))
    except IntakeError as error:
        sentence = str(error)
    else:
        sentence = "taken." if any(piece.cleaned for piece in found) else ""

    assert sentence.endswith((".", "…"))


@given(st.text(max_size=400))
def test_nothing_of_a_text_is_lost(text):
    """
    Every line is in the article, among the removed, or is the headline; none is invented.
    """
    cleaned = clean_text(text)

    given_lines = [line.strip() for line in plain_characters(text).split("\n") if line.strip()]
    kept = [line for line in cleaned.text.split("\n") if line]
    removed = [line.text for line in cleaned.removed]
    title = [cleaned.title] if cleaned.title in given_lines else []
    assert sorted([*kept, *removed, *title]) == sorted(given_lines)


@given(st.lists(st.sampled_from([*PARAGRAPHS, "Home", "Share this:", "A heading here"])))
def test_cleaning_twice_changes_nothing(lines):
    """
    What is left of a text is left alone.
    """
    once = clean_text("\n\n".join(lines))

    assert clean_text(once.text).text == once.text


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("https://paper.example/the bridge", "https://paper.example/the%20bridge"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("https://ada:secret@paper.example/x", "https://paper.example/x"),
        ("https://exa mple.com/x", ""),
        ("https://paper.example:99999/x", ""),
        ("http://[::1/x", ""),
        ("https://paper.example/\u202ex", "https://paper.example/x"),
        ("javascript:alert(1)//paper.example", ""),
        ("https://", ""),
        ('https://"><b>/x', ""),
    ],
)
def test_only_addresses_that_a_button_may_lead_to(stated, kept):
    """
    An article is not lost over its odd address; Telegram would refuse every answer that has it.
    """
    line = json.dumps({"text": TEXT, "url": stated})

    (piece,) = read_file("news.jsonl", line.encode())

    assert piece.cleaned.url == kept
