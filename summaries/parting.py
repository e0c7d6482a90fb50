"""Stories that hold two events of a kind, taken apart."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from summaries.terms import Floats

Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

#: A story comes apart when its halves are to each other less than this much as alike as each
#: half is within itself.
APART = 0.6

#: Articles more alike than this are copies, and count as no more alike than this.
COPY = 0.4

#: A half of at most so many articles that are this alike to the others, on average, tells the
#: same event: of a few articles two may be nearly copies, and the others seem far from them.
FEW, ONE_EVENT = 3, 0.22

#: Neither half may be smaller, and larger stories than this are left as they are.
FEWEST, MOST = 2, 150

#: In how many rows each term comes, and how many rows there are.
Spread = tuple[Counter[str], int]

Rows = Sequence[tuple[tuple[str, float], ...]]


def parts(
    members: Sequence[int],
    kinds: Mapping[str, Rows],
    shares: Mapping[str, float],
    spread: Mapping[str, Spread],
    alike: Floats | None = None,
) -> Iterator[tuple[int, ...]]:
    """Yield the events within a story, each as the numbers of its articles, ascending.

    Args:
        members: numbers of the story's articles.
        kinds: the terms of all articles, by kind.
        shares: of each kind in the likeness of two articles.
        spread: in how many articles each term comes, by kind (:func:`spread_of`).
        alike: how alike every two of all articles are; None when nobody has compared them.

    Source:
        Newman, "Modularity and community structure in networks", PNAS 103, 2006: the halves
        are the signs of the leading eigenvector. Terms that all articles of the story share
        weigh nothing there, so what differs decides.
    """
    waiting: list[Places] = [np.array(sorted(members), dtype=np.int64)]
    while waiting:
        story = waiting.pop()
        half = _half(story, kinds, shares) if 2 * FEWEST <= len(story) <= MOST else None
        if half is not None and not _one_event(alike, story[half], story[~half]):
            near = np.zeros((len(story), len(story)))
            for kind, rows in kinds.items():
                near += shares[kind] * _likeness(rows, story, spread[kind], local=False)
            if _between(near, half) < APART:
                waiting += [story[half], story[~half]]
                continue
        yield tuple(int(number) for number in story)


def _one_event(alike: Floats | None, one: Places, other: Places) -> bool:
    if alike is None or min(len(one), len(other)) > FEW:
        return False
    return float(alike[np.ix_(one, other)].mean()) >= ONE_EVENT


def _half(
    story: Places, kinds: Mapping[str, Rows], shares: Mapping[str, float]
) -> Flags | None:
    """Return which articles are in the first half; None when there are no two halves."""
    near = np.zeros((len(story), len(story)))
    for kind, rows in kinds.items():
        own = spread_of([rows[number] for number in story])
        near += shares[kind] * _likeness(rows, story, own, local=True)
    np.fill_diagonal(near, 0)
    degrees = near.sum(axis=1)
    expected = np.outer(degrees, degrees) / max(float(degrees.sum()), 1e-9)
    half: Flags = np.linalg.eigh(near - expected)[1][:, -1] > 0
    for _ in range(20):
        inside = near @ half / np.maximum(1, half.sum() - half)
        outside = near @ ~half / np.maximum(1, (~half).sum() - ~half)
        moved = inside > outside
        if moved.all() or not moved.any() or (moved == half).all():
            break
        half = moved
    return half if FEWEST <= int(half.sum()) <= len(half) - FEWEST else None


def _between(near: Floats, half: Flags) -> float:
    """Return how alike the halves are to each other, as a share of how alike each is within."""

    def within(part: Flags) -> float:
        count = int(part.sum())
        inside = near[np.ix_(part, part)]
        return float((inside.sum() - inside.trace()) / max(1, count * (count - 1)))

    across = float(near[np.ix_(half, ~half)].mean())
    return across / max((within(half) + within(~half)) / 2, 1e-9)


def spread_of(rows: Iterable[Sequence[tuple[str, float]]]) -> Spread:
    """Return in how many rows each term comes, and how many rows there are."""
    listed = list(rows)
    return Counter(term for row in listed for term, _ in row), len(listed)


def _likeness(rows: Rows, story: Places, spread: Spread, *, local: bool) -> Floats:
    """Return the TF-IDF cosine of every two articles of a story.

    Args:
        rows: the terms of all articles.
        story: numbers of the story's articles.
        spread: where rarity is counted.
        local: a term that all articles share weighs nothing.
    """
    counts, total = spread
    names: dict[str, int] = {}
    for number in story:
        for term, _ in rows[number]:
            names.setdefault(term, len(names))
    table = np.zeros((len(story), max(1, len(names))))
    for place, number in enumerate(story):
        for term, weight in rows[number]:
            if term in names:
                ratio = total / counts[term]
                table[place, names[term]] = weight * (
                    np.log(ratio) if local else np.log1p(ratio)
                )
    lengths = np.sqrt((table**2).sum(axis=1, keepdims=True))
    table /= np.maximum(lengths, 1e-9)
    # Copies of one wire report are alike beyond measure; they must not look like an event.
    product: Floats = np.minimum(table @ table.T, COPY)
    return product
