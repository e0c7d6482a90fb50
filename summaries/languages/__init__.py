"""What is known about a language: look it up by its code."""

from functools import lru_cache

from summaries.errors import UnsupportedLanguage
from summaries.languages import en
from summaries.languages.words import Language

__all__ = ["Language", "is_known", "language"]


@lru_cache(maxsize=8)
def language(code: str) -> Language:
    """Return the word lists of a language.

    Args:
        code: ISO 639-1; a region after it ("en-GB") does not matter.

    Raises:
        UnsupportedLanguage: no word lists are known for it.
    """
    if not is_known(code):
        raise UnsupportedLanguage(code)
    return en.ENGLISH


def is_known(code: str) -> bool:
    """Tell whether there are word lists of a language."""
    return code.casefold().replace("_", "-").split("-")[0] == "en"
