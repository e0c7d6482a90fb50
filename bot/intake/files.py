"""An uploaded file to text and what it says about itself. Its content decides what it is.

Everything here runs in the analysis process: it takes bytes, and gives values or an
IntakeError with a sentence for the admin.
"""

import re

from bot.errors import IntakeError
from bot.intake.encodings import decoded
from bot.intake.markdown import looks_like_markdown, read_markdown
from bot.intake.pieces import MEGABYTE, MOST_BYTES, TAKEN, Piece, checked
from summaries.clean import Cleaned, clean_html, clean_text
from summaries.clean.plain import plain_characters, unwrapped

#: First bytes of what is no text, and what to do about it.
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
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARED = re.compile(
    rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE
)
_HTML = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b")


def read_file(name: str, data: bytes) -> tuple[Piece, ...]:
    """Return the articles in a file.

    Args:
        name: as the sender's device calls it; only shown, and a hint for plain text.
        data: the whole file.

    Returns:
        At least one piece with an article.

    Raises:
        IntakeError: there is no article in it that can be taken; the sentence says why.
    """
    if not data:
        raise IntakeError("The file is empty. Send a file with the article's text.")
    if len(data) > MOST_BYTES:
        raise IntakeError(
            f"The file has {len(data) / MEGABYTE:.0f} MB; I take up to 20 MB. "
            "Send the article alone, as text."
        )
    _refuse_foreign(data)
    return (Piece(name, checked(_text(name, data))),)


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(_OLD_OFFICE):
        raise IntakeError("This is an old Office file. Save it as .docx and send that.")
    for start, what in _FOREIGN:
        if data.startswith(start):
            raise IntakeError(f"This is {what}, which I cannot read. {TAKEN}")
    if data[4:8] == b"ftyp":
        raise IntakeError(f"This is a video or a picture, which I cannot read. {TAKEN}")


def _text(name: str, data: bytes) -> Cleaned:
    declared = _DECLARED.search(data[:2048])
    text = decoded(data, declared[1].decode("ascii") if declared else "")
    if _HTML.match(text[:10_000]):
        return clean_html(text)
    if _FEED.match(text[:10_000]):
        raise IntakeError("This is a feed. Send its address: /feeds add https://…")
    text = plain_characters(text)
    if looks_like_markdown(text) or name.lower().endswith((".md", ".markdown")):
        return read_markdown(text)
    return clean_text(unwrapped(text))
