"""What reading a file gives, and the limits that every reader keeps to."""

from dataclasses import dataclass

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
#: Files in an archive, articles in a list of lines.
MOST_PIECES = 200
#: An archive in an archive in an archive is a trap, not an upload.
MOST_NESTED = 2
FEWEST_WORDS = 10

TAKEN = (
    "I take .txt, .md, .html, .mhtml, .pdf, .docx, .odt, .rtf, .eml and .epub files, "
    ".jsonl, and .zip of these."
)


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
        IntakeError: there is next to nothing, or too much of it.
    """
    words = len(cleaned.text.split())
    if not words:
        raise IntakeError("There is no text in it. Send a file with the article's text.")
    if words < FEWEST_WORDS and len(cleaned.text) < 10 * FEWEST_WORDS:
        raise IntakeError(
            f"There are only {words} words in it; an article has at least {FEWEST_WORDS}. "
            "Send the whole article."
        )
    if len(cleaned.text) > MOST_CHARACTERS:
        raise IntakeError(
            f"Its text has {len(cleaned.text):,} characters; I take up to "
            f"{MOST_CHARACTERS:,}. Send the article alone, or in parts."
        )
    return cleaned
