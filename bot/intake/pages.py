"""A web page to an article, unless it would keep the parsers busy for minutes."""

import re

from bot.errors import IntakeError
from bot.intake.pieces import MOST_SHOWN, MOST_SOURCE
from summaries.clean import Cleaned, clean_html

_CODE = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_CODE_END = re.compile(r"</(?:script|style)", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^>]*+>?")
_MOST_ATTRIBUTES = 5_000


def read_page(html: str, url: str = "") -> Cleaned:
    """Return the article in a page.

    Raises:
        IntakeError: it has more text, or more code in one element, than any page of news.
    """
    refuse_long(html, MOST_SOURCE)
    _refuse_heavy(html)
    return clean_html(html, url)


def refuse_long(text: str, most: int) -> None:
    """Refuse a text of more than so many characters.

    Raises:
        IntakeError: it has more.
    """
    if len(text) > most:
        raise IntakeError(
            f"It has {len(text):,} characters; I take up to {most:,} with everything around "
            "the article. Send the article alone."
        )


def _refuse_heavy(html: str) -> None:
    parts = (_CODE.split(part, maxsplit=1)[0] for part in _CODE_END.split(html))
    shown = sum(len(_TAG.sub("", part)) for part in parts)
    if shown > MOST_SHOWN:
        raise IntakeError(
            f"The page shows {shown:,} characters; I take up to {MOST_SHOWN:,}. "
            "Send the article alone."
        )
    # The time to parse an element grows with the square of its attributes.
    if any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in _TAG.finditer(html)):
        raise IntakeError("The page's code is damaged. Send the article as text.")
