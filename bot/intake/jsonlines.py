"""JSON Lines to articles: one object a line, with "text" or "html"."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.errors import IntakeError
from bot.intake.pages import read_page, refuse_long
from bot.intake.pieces import MOST_PIECES, MOST_SHOWN
from summaries.clean import Cleaned, clean_text
from summaries.clean.dates import printed_dates
from summaries.clean.plain import plain_characters
from summaries.clean.rubrics import without_rubric

#: Below a line that ends in a semicolon stands what is under the headline, or a section's name.
_UNDER_HEADLINE = re.compile(r";\s*\n.*", re.DOTALL)
_EXAMPLE = 'Each line needs a "text" or "html": {"title": "…", "text": "…"}.'


def looks_like_json_lines(text: str) -> bool:
    """Say whether the first line is a JSON object."""
    first = text.lstrip().split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read_json_lines(text: str) -> Iterator[Cleaned | str]:
    """Yield for each line its article, or a sentence on why there is none.

    Raises:
        IntakeError: there are too many lines.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > MOST_PIECES:
        raise IntakeError(
            f"The file has {len(lines):,} lines; I take up to {MOST_PIECES} at once. Split it."
        )
    for line in lines:
        try:
            yield _article(line)
        except IntakeError as error:
            yield str(error)


def _article(line: str) -> Cleaned | str:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return f"This line is not JSON. {_EXAMPLE}"
    if not isinstance(found, dict):
        return f"This line is not a JSON object. {_EXAMPLE}"
    text, page = _words(found, "text"), _words(found, "html")
    if not text.strip() and not page.strip():
        return f"This line has no text. {_EXAMPLE}"
    refuse_long(text, MOST_SHOWN)
    cleaned = (
        read_page(page, _words(found, "url")) if page else clean_text(plain_characters(text))
    )
    return _stated(cleaned, found)


def _stated(cleaned: Cleaned, found: Mapping[str, object]) -> Cleaned:
    """Put what the line states in place of what was read from the text."""
    dates = printed_dates(_words(found, "published"))
    return replace(
        cleaned,
        title=without_rubric(_words(found, "title")) or cleaned.title,
        outlet=_words(found, "outlet") or cleaned.outlet,
        byline=_words(found, "byline") or cleaned.byline,
        url=_words(found, "url") or cleaned.url,
        published_at=dates[0].at if dates else cleaned.published_at,
        published_from=dates[0].words if dates else cleaned.published_from,
    )


def _words(found: Mapping[str, object], key: str) -> str:
    value = found.get(key, "")
    if not isinstance(value, str):
        return ""
    if key == "title":
        value = _UNDER_HEADLINE.sub("", value)
    return (
        value if key in {"text", "html"} else " ".join(plain_characters(value).split())[:1000]
    )
