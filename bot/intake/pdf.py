"""PDF to an article: its text layer, lines joined to paragraphs, page furniture out."""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from statistics import quantiles
from typing import TYPE_CHECKING

from bot.errors import IntakeError
from bot.intake.pieces import MOST_CHARACTERS
from summaries.clean import Cleaned, clean_text
from summaries.clean.plain import plain_characters

if TYPE_CHECKING:
    from pypdf import PdfReader

# It tells of every flaw of a file, in words of the file, which belong in no log.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

MOST_PAGES = 100
_FEWEST_LETTERS_A_PAGE = 20
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"})
_PAGE_NUMBER = re.compile(
    r"^(?:page |seite |- ?)?\d{1,4}(?: ?(?:/|of|von) ?\d{1,4})?(?: ?-)?$", re.IGNORECASE
)
_ENDS = (".", "!", "?", ":", "”", '"', "’")


def read_pdf(data: bytes) -> Cleaned:
    """Return the article in a PDF.

    Raises:
        IntakeError: it is encrypted, a scan, damaged or too long.
    """
    pages = _pages(data)
    letters = sum(len(line) for page in pages for line in page)
    if letters < _FEWEST_LETTERS_A_PAGE * len(pages):
        raise IntakeError(
            "This PDF has pictures of pages and no text. Run text recognition (OCR) on it, "
            "or send the text."
        )
    return clean_text("\n".join(_paragraphs(_without_furniture(pages))), document=True)


def _pages(data: bytes) -> list[list[str]]:
    """Return the lines of each page."""
    # Only the analysis process, and only with a PDF, pays the 0.1 s and 14 MB.
    from pypdf import PdfReader  # noqa: PLC0415

    try:
        return list(_page_lines(PdfReader(BytesIO(data), strict=False)))
    except IntakeError:
        raise
    # A damaged file makes pypdf fail in any way, from KeyError to RecursionError.
    except Exception as error:
        raise IntakeError(
            "The PDF is damaged. Print it to PDF again, or send the text."
        ) from error


def _page_lines(reader: "PdfReader") -> Iterator[list[str]]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise IntakeError("This PDF is protected by a password. Send it without one.")
    if len(reader.pages) > MOST_PAGES:
        raise IntakeError(
            f"This PDF has {len(reader.pages)} pages; I take up to {MOST_PAGES}. "
            "Send the pages with the article."
        )
    letters = 0
    for page in reader.pages:
        text = plain_characters(page.extract_text()).translate(_LIGATURES)
        letters += len(text)
        if letters > 2 * MOST_CHARACTERS:
            raise IntakeError(
                f"It holds more than {MOST_CHARACTERS:,} characters. Send the article alone."
            )
        yield [line.strip() for line in text.split("\n")]


def _without_furniture(pages: Sequence[Sequence[str]]) -> list[str]:
    """Return all lines without page numbers, and heads and feet that come on many pages."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    often = max(3, len(pages) // 2)
    furniture = {key for key, count in seen.items() if key and count >= often}
    return [
        line
        for page in pages
        for line in page
        if not _PAGE_NUMBER.match(line) and _key(line) not in furniture
    ]


def _edges(page: Sequence[str]) -> list[str]:
    filled = [line for line in page if line]
    return [*filled[:3], *filled[-3:]]


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", line.lower())


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Join lines: a paragraph ends at a blank line, or at a short line that ends a sentence."""
    widths = [len(line) for line in lines if line] or [0]
    wide = quantiles(widths, n=10)[7] if len(widths) > 1 else widths[0]
    words = ""
    for number, line in enumerate(lines):
        if not line:
            continue
        words = _joined(words, line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if not following or _ends_here(line, following, wide):
            yield words
            words = ""
    if words:
        yield words


def _joined(words: str, line: str) -> str:
    if words.endswith("-") and words[-2:-1].isalpha() and line[:1].islower():
        return words[:-1] + line
    return f"{words} {line}" if words else line


def _ends_here(line: str, following: str, wide: float) -> bool:
    if following[:1].islower() or line.endswith((",", "-")):
        return False
    return len(line) < 0.85 * wide if line.endswith(_ENDS) else len(line) < 0.6 * wide
