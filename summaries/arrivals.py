"""The story of an article that arrives alone, found among those kept lately.

What is kept of an article is its profile, packed: each term as eight bytes of its hash and how
often it comes. So 300 of them are read and weighed anew in a few milliseconds, as rows of
numbers; which words are rare is counted over these 300 each time.
"""

import struct
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from math import exp, nan
from typing import Any

import numpy as np
import numpy.typing as npt

from summaries.stories import COMMON, LARGE, OTHERS, SEEN, SHARES, UNDATED, WINDOW, Profile
from summaries.terms import Floats, Terms, changes

#: Smallest likeness to a story that makes an article which arrives alone part of it. It is more
#: than among articles at hand together: while few are known, words look rarer than they are.
#: Pairs of words that come in one article only count too: without them two articles that share
#: a name and a day look like one event.
CLOSE_ARRIVING = 0.18

#: When the article was published (not a number for an undated one), the number of its terms of
#: each kind; then their hashes; then how often each comes.
HEAD = struct.Struct("<d3I")
HASH, TIMES = np.dtype("<u8"), np.dtype("<u2")

Hashes = npt.NDArray[np.uint64]


def packed(profile: Profile) -> bytes:
    """Return a profile as it is kept."""
    return packed_terms(
        {kind: {t: round(exp(w - 1)) for t, w in getattr(profile, kind)} for kind in SHARES},
        profile.published_at,
    )


def packed_terms(times: Mapping[str, Mapping[str, int]], at: datetime | None) -> bytes:
    """Return what is kept of an article.

    Args:
        times: how often each term comes, by kind.
        at: when it was published; None when nobody knows.
    """
    moment = nan if at is None else at.timestamp()
    counts = [count for kind in SHARES for count in times[kind].values()]
    return b"".join(
        (
            HEAD.pack(moment, *(len(times[kind]) for kind in SHARES)),
            *(
                blake2b(t.encode(errors="replace"), digest_size=8).digest()
                for kind in SHARES
                for t in times[kind]
            ),
            np.minimum(counts, np.iinfo(TIMES).max).astype(TIMES).tobytes(),
        )
    )


def arrived(new: bytes, known: Sequence[tuple[int, bytes]]) -> int | None:
    """Return the known story that an article tells which arrives alone; None for a new one.

    Args:
        new: what will be kept of the article (:func:`packed`).
        known: the same of others, each with the number of its story.

    Source:
        Single-pass clustering, Yang et al., "Learning Approaches for Detecting and Tracking
        News Events", IEEE Intelligent Systems 14, 1999; a story's likeness is the mean of its
        closest article and of all its articles.
    """
    if not known:
        return None
    near = _likeness([*(kept for _, kept in known), new])
    numbers, places = np.unique([story for story, _ in known], return_inverse=True)
    closest = np.zeros(len(numbers))
    np.maximum.at(closest, places, near)
    mean = np.bincount(places, weights=near) / np.bincount(places)
    values = ((closest + mean) / 2).round(9)
    best = int(values.argmax())
    return int(numbers[best]) if values[best] > CLOSE_ARRIVING else None


def _likeness(kept: Sequence[bytes]) -> Floats:
    """Return how alike the last article is to each other one; not at all out of the window."""
    heads = [HEAD.unpack_from(one) for one in kept]
    hashes = [HEAD.size] * len(kept)
    times = [HEAD.size + HASH.itemsize * sum(head[1:]) for head in heads]
    result = np.zeros(len(kept) - 1)
    for number, share in enumerate(SHARES.values(), 1):
        sizes = [head[number] for head in heads]
        found = _terms(
            _joined(kept, hashes, sizes, HASH), _joined(kept, times, sizes, TIMES), sizes
        )
        result += share * _to_last(found)
    moments = np.array([head[0] for head in heads])
    undated = np.isnan(moments)
    result[undated[:-1] != undated[-1]] *= UNDATED
    # What is not a number is not too far from any other.
    result[np.abs(moments[:-1] - moments[-1]) > WINDOW.total_seconds()] = 0
    return result


def _joined(
    kept: Sequence[bytes], starts: list[int], sizes: Sequence[int], kind: np.dtype[Any]
) -> npt.NDArray[Any]:
    """Return the next so many numbers of each, and move the starts behind them."""
    ends = [at + size * kind.itemsize for at, size in zip(starts, sizes, strict=True)]
    parts = [one[at:end] for one, at, end in zip(kept, starts, ends, strict=True)]
    starts[:] = ends
    return np.frombuffer(b"".join(parts), dtype=kind)


def _terms(hashes: Hashes, times: npt.NDArray[Any], sizes: Sequence[int]) -> Terms:
    """Return rows of how often each term comes, damped."""
    bits = len(hashes).bit_length()
    # The last bits of a hash give way to its place, so that both are sorted as one number.
    joint = np.sort((hashes >> bits << bits) | np.arange(len(hashes), dtype=np.uint64))
    places = (joint & ((1 << bits) - 1)).astype(np.int64)
    columns = np.cumsum(changes(joint >> bits)) - 1
    rows = np.repeat(np.arange(len(sizes)), sizes)[places]
    width = int(columns[-1]) + 1 if len(columns) else 0
    return Terms(width, rows, columns, 1 + np.log(times[places]), len(sizes))


def _to_last(terms: Terms) -> Floats:
    """Return the TF-IDF cosine of each other row to the last one."""
    total, spread = terms.count + OTHERS, terms.spread()
    rows = terms.weighted(np.log1p(total / (spread + SEEN))).of_length_one()
    last = rows.row(terms.count - 1)
    last[spread > max(LARGE, COMMON * total)] = 0
    return rows.times(last)[:-1]
