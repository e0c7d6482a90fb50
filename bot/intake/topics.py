"""The operator's topics, out of a TOML file."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

from bot.errors import SettingsError
from summaries.model import Topic

#: What readers type for a topic; such words are never cut or changed on their way.
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EXAMPLE = '[north-korea]\ntitle = "North Korea"\nterms = ["North Korea", "Pyongyang"]'


def read_topics(path: Path | None = None) -> tuple[Topic, ...]:
    """Return the topics of a file in its order, or those that come with the bot.

    Raises:
        SettingsError: the file cannot be read, or a topic in it is not like the example.
    """
    try:
        source = path or files("seeds") / "topics.toml"
        read = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"TOPICS: {path} cannot be read: {error}") from error
    return tuple(_topic(path, slug, found) for slug, found in read.items())


def _topic(path: Path | None, slug: str, found: object) -> Topic:
    title = found.get("title") if isinstance(found, dict) else None
    terms = found.get("terms") if isinstance(found, dict) else None
    right = (
        SLUG.fullmatch(slug)
        and isinstance(title, str)
        and title.strip()
        and isinstance(terms, list)
        and terms
        and all(isinstance(term, str) and term.strip() for term in terms)
    )
    if not right:
        raise SettingsError(
            f"TOPICS: [{slug}] in {path} is not a topic. Right would be:\n{EXAMPLE}"
        )
    return Topic(slug, str(title).strip(), tuple(terms or ()))
