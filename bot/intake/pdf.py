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
from summaries.clean.imprint import is_dateline
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
#: What a browser prints above and below a page: the hour, the address, the number.
_PRINTED = re.compile(
    r"^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d\d(?: ?[AP]M)?(?: .{1,150})?$"
    r"|^(?:https?|file)://\S+(?: \d{1,4}/\d{1,4})?$"
)
#: So many lines at the top of a text may be the head of its page.
_HEAD = 6
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
    """Return all lines without page numbers, and heads and feet that come on many pages.

    The first head stays if it names paper or day: the article is dated by it.
    """
    furniture = _furniture(pages)
    named = next((line for page in pages for line in _edges(page, 1)[:1]), "")
    lines = [named] if _key(named) in furniture and is_dateline(named) else []
    for page in pages:
        edges = {line for line in _edges(page, 3) if _PRINTED.match(line)}
        lines += [
            line
            for line in page
            if line not in edges
            and not _PAGE_NUMBER.match(line)
            and _key(line) not in furniture
        ]
    return lines


def _furniture(pages: Sequence[Sequence[str]]) -> set[str]:
    """Return what comes on many pages near their edges; on two of two, the very edges."""
    if len(pages) < 2:
        return set()
    often, near = (2, 1) if len(pages) == 2 else (max(3, len(pages) // 2), 3)
    seen = Counter(key for page in pages for key in {_key(one) for one in _edges(page, near)})
    return {key for key, count in seen.items() if key and count >= often}


def _edges(page: Sequence[str], count: int) -> list[str]:
    """Return the first and last lines of a page that are filled."""
    filled = [line for line in page if line]
    return [*filled[:count], *filled[-count:]]


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", line.lower())


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Join lines: a paragraph ends at a blank line, or at a short line that ends a sentence."""
    widths = [len(line) for line in lines if line] or [0]
    wide = quantiles(widths, n=10)[7] if len(widths) > 1 else widths[0]
    words, filled = "", 0
    for number, line in enumerate(lines):
        if not line:
            continue
        words = _joined(words, line)
        filled += 1
        following = lines[number + 1] if number + 1 < len(lines) else ""
        about = filled <= _HEAD and (is_dateline(line) or is_dateline(following))
        if not following or about or _ends_here(line, following, wide):
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
