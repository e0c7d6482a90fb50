"""What reading a file gives, and the limits that every reader keeps to."""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from bot.counts import counted
from bot.errors import IntakeError
from summaries.clean import Cleaned

MEGABYTE = 1 << 20

#: Telegram lets a bot fetch files up to this size.
MOST_BYTES = 20 * MEGABYTE
#: No archive may unpack to more, all its files together.
MOST_UNPACKED = 64 * MEGABYTE
#: An article of 80,000 words; longer ones are books.
MOST_CHARACTERS = 500_000
#: A saved page, scripts and all, or a pasted one.
MOST_SOURCE = 8_000_000
#: What a page shows, menus and comments with it.
MOST_SHOWN = 1_000_000
#: Files in an archive, articles in a list of lines.
MOST_PIECES = 200
#: An archive in an archive in an archive is a trap, not an upload.
MOST_NESTED = 2
FEWEST_WORDS = 10
#: Longer ones are no headline, name, standfirst or address, whatever a page says.
_LONGEST_TITLE, _LONGEST_NAME, _LONGEST_STANDFIRST, _LONGEST_URL = 500, 120, 700, 2_000

TAKEN = (
    "I take .txt, .md, .html, .mhtml, .pdf, .docx, .odt, .rtf, .eml and .epub files, "
    ".jsonl, and .zip of these."
)


_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?|[0-9a-f:.]+")
#: Scripts that put no space between words; two letters count as one.
_EAST = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of a file, or why there is none.

    Attributes:
        name: the file it stands in, as shown; inside an archive, with its place there.
        cleaned: the article; None when it was refused.
        refused: a sentence for the admin; empty when there is an article.
    """

    name: str
    cleaned: Cleaned | None = None
    refused: str = ""


def checked(cleaned: Cleaned) -> Cleaned:
    """Return the article if it is of a length that can be one.

    Raises:
        IntakeError: there is next to nothing, too much of it, or it is no text.
    """
    letters = sum(letter.isalpha() for letter in cleaned.text)
    if not letters:
        raise IntakeError("There is no text in it. Send a file with the article's text.")
    words = len(cleaned.text.split()) + len(_EAST.findall(cleaned.text)) // 2
    if words < FEWEST_WORDS:
        raise IntakeError(
            f"It has only {counted(words, 'word')}; an article has at least {FEWEST_WORDS}. "
            "Send the whole article."
        )
    lettered = sum(any(letter.isalpha() for letter in word) for word in cleaned.text.split())
    signs = sum(not letter.isspace() for letter in cleaned.text)
    # A table of results is mostly numbers; what is nearly all signs is no article.
    if lettered < 0.15 * len(cleaned.text.split()) or letters < 0.25 * signs:
        raise IntakeError("It does not read like text. Save it as .txt in UTF-8 and send that.")
    if cleaned.text.count("\ufffd") > 0.01 * signs:
        raise IntakeError("It does not read like text. Save it as .txt in UTF-8 and send that.")
    if len(cleaned.text) > MOST_CHARACTERS:
        raise IntakeError(
            f"Its text has {len(cleaned.text):,} characters; I take up to "
            f"{MOST_CHARACTERS:,}. Send the article alone, or in parts."
        )
    return _presentable(cleaned)


def _presentable(cleaned: Cleaned) -> Cleaned:
    """Return an article whose particulars are of a length, and of a kind, to be shown."""
    return replace(
        cleaned,
        title=_short(cleaned.title, _LONGEST_TITLE),
        standfirst=_short(cleaned.standfirst, _LONGEST_STANDFIRST),
        byline=_short(cleaned.byline, _LONGEST_NAME),
        outlet=_short(cleaned.outlet, _LONGEST_NAME),
        url=_web_address(cleaned.url),
    )


def _web_address(url: str) -> str:
    """Return an address that a button may lead to; empty when it is none."""
    try:
        parts = urlsplit(url.strip().replace(" ", "%20"))
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    # Who may log in there is nobody else's business.
    written = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    web = parts.scheme in {"http", "https"} and _HOST.fullmatch(host) is not None
    return written if web and len(written) <= _LONGEST_URL and written.isprintable() else ""


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
