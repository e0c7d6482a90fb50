"""An uploaded file to text and what it says about itself. Its content decides what it is.

Everything here runs in the analysis process: it takes bytes, and gives values or an
IntakeError with a sentence for the admin.
"""

import re
from collections.abc import Iterator

from bot.errors import IntakeError
from bot.intake.archives import Archive, is_hidden, shown_name
from bot.intake.encodings import decoded
from bot.intake.epub import read_epub
from bot.intake.jsonlines import looks_like_json_lines, read_json_lines
from bot.intake.mail import looks_like_mail, read_mail
from bot.intake.markdown import looks_like_markdown, read_markdown
from bot.intake.office import read_docx, read_odt
from bot.intake.pages import read_page, refuse_long
from bot.intake.pdf import read_pdf
from bot.intake.pieces import (
    MEGABYTE,
    MOST_BYTES,
    MOST_NESTED,
    MOST_PIECES,
    MOST_SHOWN,
    MOST_UNPACKED,
    TAKEN,
    Piece,
    checked,
)
from bot.intake.rtf import rtf_text
from summaries.clean import Cleaned, clean_text
from summaries.clean.plain import plain_characters, unwrapped

#: First bytes of what is no text, and what to call it.
_FOREIGN = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"OggS", "a sound"),
    (b"ID3", "a sound"),
    (b"fLaC", "a sound"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_ARCHIVES = (
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06")
_DECLARED = re.compile(
    rb"(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_\-]{2,20})", re.IGNORECASE
)
#: What may stand before the first element of a page; possessive, so that it cannot run wild.
_PROLOGUE = r"\A\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+"
_HTML = re.compile(
    _PROLOGUE + r"<(?:!doctype\s+html|html|head|body|article|main|section|div|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(_PROLOGUE + r"<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_READ = 10_000


def read_file(name: str, data: bytes) -> tuple[Piece, ...]:
    """Return the articles in a file, and for its other parts why there is none.

    Args:
        name: as the sender's device calls it; only shown, and a hint for plain text.
        data: the whole file.

    Returns:
        At least one piece with an article.

    Raises:
        IntakeError: there is no article in it that can be taken; the sentence says why.
    """
    pieces = tuple(_pieces(shown_name(name), data, 0))
    if not pieces:
        raise IntakeError(f"There is nothing in it that I can read. {TAKEN}")
    refused = [piece.refused for piece in pieces if piece.cleaned is None]
    if len(refused) == len(pieces):
        raise IntakeError(refused[0] if len(set(refused)) == 1 else " ".join(refused[:3]))
    return pieces


def _pieces(name: str, data: bytes, depth: int) -> Iterator[Piece]:
    """Yield the articles of one file; ``depth`` counts the archives and mails around it."""
    _refuse(data)
    if data.startswith(_ARCHIVE):
        yield from _unpacked(name, data, depth)
    elif b"%PDF-" in data[:1024]:
        yield Piece(name, checked(read_pdf(data)))
    elif data.startswith(b"{\\rtf"):
        yield Piece(name, checked(clean_text(plain_characters(rtf_text(data)), document=True)))
    elif looks_like_mail(data):
        yield from _mailed(name, data, depth)
    else:
        yield from _written(name, data)


def _refuse(data: bytes) -> None:
    """Refuse what no reader here can take."""
    if not data.strip():
        raise IntakeError("The file is empty. Send a file with the article's text.")
    if len(data) > MOST_BYTES:
        raise IntakeError(
            f"The file has {len(data) / MEGABYTE:.0f} MB; I take up to 20 MB. "
            "Send the article alone, as text."
        )
    if data.startswith(_OLD_OFFICE):
        raise IntakeError("This is an old Office file. Save it as .docx and send that.")
    for start, what in _ARCHIVES:
        if data.startswith(start):
            raise IntakeError(
                f"This is {what}, which I cannot open. Pack it as .zip and send that."
            )
    for start, what in _FOREIGN:
        if data.startswith(start):
            raise IntakeError(f"This is {what}, which I cannot read. {TAKEN}")
    if b"endobj" in data and b"%PDF-" not in data[:1024]:
        raise IntakeError("The PDF is damaged. Print it to PDF again, or send the text.")
    if data[4:8] == b"ftyp":
        raise IntakeError(f"This is a video or a picture, which I cannot read. {TAKEN}")


def _unpacked(name: str, data: bytes, depth: int) -> Iterator[Piece]:
    """Yield the articles of what is a ZIP archive underneath."""
    archive = Archive(data, MOST_UNPACKED >> depth)
    names = set(archive.names)
    if "word/document.xml" in names:
        yield Piece(name, checked(read_docx(archive)))
    elif "META-INF/container.xml" in names:
        for chapter, cleaned in read_epub(archive):
            yield _piece(f"{name}, {shown_name(chapter)}", cleaned)
    elif "content.xml" in names:
        yield Piece(name, checked(read_odt(archive)))
    elif names & {"xl/workbook.xml", "ppt/presentation.xml"}:
        raise IntakeError(f"This is a table or slides, which I cannot read. {TAKEN}")
    else:
        yield from _members(name, archive, depth)


def _members(name: str, archive: Archive, depth: int) -> Iterator[Piece]:
    if depth >= MOST_NESTED:
        raise IntakeError(
            "Archives in archives in archives are not opened. Send the files themselves."
        )
    members = [member for member in archive.names if not is_hidden(member)]
    if len(members) > MOST_PIECES:
        raise IntakeError(
            f"The archive holds {len(members):,} files; I take up to {MOST_PIECES} at once. "
            "Send fewer."
        )
    for member in members:
        shown = f"{name}, {shown_name(member)}"
        try:
            yield from _pieces(shown, archive.read(member), depth + 1)
        except IntakeError as error:
            yield Piece(shown, refused=str(error))
        if archive.left <= 0:
            return


def _mailed(name: str, data: bytes, depth: int) -> Iterator[Piece]:
    """Yield the article of a mail, and those attached to it."""
    cleaned, attached = read_mail(data)
    if cleaned is not None:
        yield _piece(name, cleaned)
    if depth >= MOST_NESTED:
        return
    for attachment, content in attached:
        shown = f"{name}, {shown_name(attachment)}"
        try:
            yield from _pieces(shown, content, depth + 1)
        except IntakeError as error:
            yield Piece(shown, refused=str(error))


def _written(name: str, data: bytes) -> Iterator[Piece]:
    """Yield the articles of a file of plain text of some kind."""
    declared = _DECLARED.search(data[:2048])
    text = decoded(data, declared[1].decode("ascii") if declared else "")
    if _HTML.match(text[:_READ]):
        yield Piece(name, checked(read_page(text)))
    elif _FEED.match(text[:_READ]):
        raise IntakeError("This is a feed. Send its address: /feeds add https://…")
    elif looks_like_json_lines(text):
        for number, one in enumerate(read_json_lines(text), 1):
            shown = f"{name}, line {number}"
            yield Piece(shown, refused=one) if isinstance(one, str) else _piece(shown, one)
    else:
        refuse_long(text, MOST_SHOWN)
        yield Piece(name, checked(_plain(name, plain_characters(text))))


def _plain(name: str, text: str) -> Cleaned:
    if looks_like_markdown(text) or name.lower().endswith((".md", ".markdown")):
        return read_markdown(text)
    return clean_text(unwrapped(text))


def _piece(name: str, cleaned: Cleaned) -> Piece:
    try:
        return Piece(name, checked(cleaned))
    except IntakeError as error:
        return Piece(name, refused=str(error))
