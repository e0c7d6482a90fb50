"""Articles joined to stories, the most alike first, whatever order they came in."""

import numpy as np

from summaries.terms import Floats

#: Fewer pairs than those of four articles do not tell how alike articles on different events
#: are in a pool. Pairs that share nothing, or are far apart in time, do not tell it either.
FEWEST_PAIRS = 6

#: So large a share of the pairs in a pool is less alike than its ground.
GROUND = 0.6

#: A pool in which most pairs are this alike is about one event.
ONE_EVENT = 0.18

#: How much likeness makes one event where most pairs are not alike: at least so much, and so
#: much of the ground above that, within limits; and in a pool about one event.
BASE, RISE, LEAST, MOST, WITHIN_ONE = 0.08, 1.2, 0.09, 0.22, 0.12


def enough(near: Floats, usual: float) -> float:
    """Return how alike two groups of articles of a small pool must be to tell one event.

    Articles on different events of one field (a day of politics) share people and words, those
    on anything do not: how alike most pairs are tells what likeness means nothing here.

    Args:
        near: how alike every two articles are, 0 to 1, symmetric.
        usual: what is enough in a pool too small to tell.
    """
    pairs = near[np.triu_indices(len(near), 1)]
    pairs = pairs[pairs > 0]
    if len(pairs) < FEWEST_PAIRS:
        return usual
    ground = float(np.quantile(pairs, GROUND))
    if ground >= ONE_EVENT:
        return WITHIN_ONE
    return min(MOST, max(LEAST, BASE + RISE * ground))


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
