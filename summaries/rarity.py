"""How rare a word is in the news: what stands on many a page tells no event from another."""

from collections.abc import Mapping
from functools import lru_cache
from math import log

from summaries.data import packaged_arrays
from summaries.text import folded, stem

#: The rarity of the most common words; a word that is not listed has 1.
LEAST = 0.3


def rarity(term: str) -> float:
    """Return how rare a term is, LEAST to 1; of two words, on average.

    Args:
        term: a stem, a folded name, or two stems.
    """
    known = _rarities()
    one, pair, other = term.partition(" ")
    value = known.get(one, 1.0)
    return (value + known.get(other, 1.0)) / 2 if pair else value


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
