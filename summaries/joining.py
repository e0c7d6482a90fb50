"""Articles joined to stories, the most alike first, whatever order they came in."""

import numpy as np

from summaries.terms import Floats

#: Fewer pairs do not tell how alike articles on different events are in a pool; pairs that
#: share nothing, or are far apart in time, do not tell it either.
FEWEST_PAIRS = 9

#: A pool in which most pairs are this alike is about one event; so much is enough in it.
ONE_EVENT, WITHIN_ONE = 0.13, 0.1

#: Elsewhere so much likeness is enough, and so much of that of most pairs, within limits.
BASE, RISE, LEAST, MOST = 0.07, 1.3, 0.08, 0.17


def enough(near: Floats, usual: float) -> float:
    """Return how alike two groups of articles of a small pool must be to tell one event.

    Articles on different events of one field (a day of politics) share people and words, those
    on anything do not: how alike most pairs are tells what likeness means nothing here. Pairs
    that are surely on one event are left out.

    Args:
        near: how alike every two articles are, 0 to 1, symmetric.
        usual: what is enough in a pool that does not tell.
    """
    apart = near > 0
    for group in joined(near, MOST):
        apart[np.ix_(group, group)] = False
    pairs = near[np.triu(apart, 1)]
    if len(pairs) < FEWEST_PAIRS:
        return usual
    ground = float(np.median(pairs))
    return WITHIN_ONE if ground >= ONE_EVENT else min(MOST, max(LEAST, BASE + RISE * ground))


def joined(near: Floats, close: float) -> list[tuple[int, ...]]:
    """Return groups of rows; the two most alike are joined until none is alike enough.

    Two groups are as alike as the mean of their closest two rows and of all their rows.

    Args:
        near: how alike every two rows are, 0 to 1, symmetric.
        close: smallest likeness of two groups that are joined.

    Returns:
        Row numbers by group, ascending, the group of the first row first.

    Source:
        Agglomerative clustering halfway between single and average link: Manning, Raghavan
        and Schütze, "Introduction to Information Retrieval", 2008, chapter 17. The best
        partner of every group is kept, so that the time grows with the square of the rows.
    """
    groups = [[number] for number in range(len(near))]
    everyone = np.arange(len(near))
    closest, total, sizes = near.copy(), near.copy(), np.ones(len(near))
    values = near.copy()
    np.fill_diagonal(values, -1)
    best = values.argmax(axis=1) if len(near) else everyone
    while len(near):
        one = int(values[everyone, best].argmax())
        other = int(best[one])
        if values[one, other].round(9) < close:
            break
        groups[one] += groups[other]
        groups[other] = []
        closest[one] = closest[:, one] = np.maximum(closest[one], closest[other])
        total[one] = total[:, one] = total[one] + total[other]
        sizes[one] += sizes[other]
        row = (closest[one] + total[one] / (sizes[one] * sizes)) / 2
        row[values[one] < 0] = -1
        values[one] = values[:, one] = row
        values[other] = values[:, other] = -1
        stale = np.flatnonzero((best == one) | (best == other))
        best[stale] = values[stale].argmax(axis=1)
        best[values[:, one] > values[everyone, best]] = one
    return sorted(tuple(sorted(group)) for group in groups if group)
