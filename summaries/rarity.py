"""How rare a word is in the news: what stands on many a page tells no event from another."""

from collections.abc import Mapping
from functools import lru_cache
from math import log

from summaries.data import packaged_arrays
from summaries.text import folded, stem

#: The rarity of the most common words; a word that is not listed has 1.
LEAST = 0.3


def rarity(term: str) -> float:
    """Return how rare a term is, LEAST to 1; of several words, on average.

    Args:
        term: a stem or a folded name, or several of them.
    """
    known = _rarities()
    words = term.split()
    return sum(known.get(word, 1.0) for word in words) / max(1, len(words))


@lru_cache(maxsize=1)
def _rarities() -> Mapping[str, float]:
    """Return the rarity of common words; empty without the file that lists them.

    The words that the tagger of quotes knows stand in the order of how often they come, and how
    often falls with the place (Zipf); so the logarithm of the place says what a count would.
    """
    arrays = packaged_arrays("quotes.npz")
    listed = bytes(arrays["words"]).decode().split("\n") if arrays else []
    whole = log(len(listed) + 1)
    found: dict[str, float] = {}
    for place, word in enumerate(listed):
        value = max(LEAST, log(place + 2) / whole)
        for form in (folded(word), stem(word)):
            found.setdefault(form, min(1.0, value))
    return found
