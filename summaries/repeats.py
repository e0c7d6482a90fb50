"""Repeats: the same text again, word for word or nearly (wire copy, new versions)."""

from hashlib import blake2b

from summaries.text import words

SHINGLE = 4

#: Articles at least this alike are repeats: the same text, cut or edited. Of articles that only
#: tell the same event 5 % are this alike, most of them for carrying the same wire copy.
REPEAT = 0.055

#: One shingle in this many is kept of a long text, so that a fingerprint stays small.
SAMPLE = 2
WHOLE = 400


def fingerprint(text: str) -> tuple[int, ...]:
    """Return sampled hashes of all runs of SHINGLE words, ascending.

    Source:
        Broder, "On the Resemblance and Containment of Documents", 1997: sampling by the value
        of the hash keeps the same shingles of every copy.
    """
    found = words(text)
    runs = {" ".join(found[i : i + SHINGLE]) for i in range(max(1, len(found) - SHINGLE + 1))}
    hashes = sorted(
        int.from_bytes(blake2b(run.encode(), digest_size=7).digest()) for run in runs if run
    )
    if len(hashes) <= WHOLE:
        return tuple(hashes)
    return tuple(value for value in hashes if value % SAMPLE == 0)


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return how much of two fingerprints is shared, 0 to 1 (Jaccard)."""
    first, second = set(one), set(other)
    union = len(first | second)
    return len(first & second) / union if union else 0.0
