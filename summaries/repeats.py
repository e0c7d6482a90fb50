"""Repeats: the same text again, word for word or nearly (wire copy, new versions)."""

import re
from collections.abc import Iterable
from hashlib import blake2b

from summaries.text import words

SHINGLE = 4

#: Articles at least this alike are repeats: the same text, cut or edited. Of articles that only
#: tell the same event 4 to 5 % are this alike, most of them for carrying the same wire copy.
REPEAT = 0.06

#: One shingle in this many is kept of a long text, so that a fingerprint stays small.
SAMPLE = 2
WHOLE = 400

#: What stands between full stops is as good as a sentence here: every copy is cut alike,
#: however its lines are wrapped. Shorter ones ("He declined to comment") tell nothing.
SENTENCE = re.compile(r"[^.!?…]+")
FEWEST_WORDS = 5

#: A whole sentence in common counts as much as the shingles of one.
SENTENCE_WEIGHT = 16

#: Hashes of sentences are at least this, those of shingles less.
SENTENCES = 1 << 56


def fingerprint(text: str) -> tuple[int, ...]:
    """Return sampled hashes of all runs of SHINGLE words and those of all sentences, ascending.

    Source:
        Broder, "On the Resemblance and Containment of Documents", 1997: sampling by the value
        of the hash keeps the same shingles of every copy.
    """
    found = words(text)
    runs = {" ".join(found[i : i + SHINGLE]) for i in range(max(1, len(found) - SHINGLE + 1))}
    hashes = sorted(_hash(run) for run in runs if run)
    if len(hashes) > WHOLE:
        hashes = [value for value in hashes if value % SAMPLE == 0]
    return (*hashes, *sorted(SENTENCES + _hash(one) for one in _sentences(text)))


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return how much of two fingerprints is shared, 0 to 1 (weighted Jaccard)."""
    first, second = set(one), set(other)
    union = _weight(first | second)
    return _weight(first & second) / union if union else 0.0


def _sentences(text: str) -> set[str]:
    """Return the words of each sentence."""
    split = (words(one) for one in SENTENCE.findall(text))
    return {" ".join(found) for found in split if len(found) >= FEWEST_WORDS}


def _hash(words_: str) -> int:
    return int.from_bytes(blake2b(words_.encode(errors="replace"), digest_size=7).digest())


def _weight(hashes: Iterable[int]) -> int:
    return sum(SENTENCE_WEIGHT if value >= SENTENCES else 1 for value in hashes)
