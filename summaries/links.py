"""How a source or a content stands to a cue: the small numbers that linking is learnt from."""

from collections.abc import Sequence
from itertools import accumulate
from operator import and_, not_

import numpy as np
import numpy.typing as npt

Span = tuple[int, int]
Numbers = npt.NDArray[np.intp]

#: How many values each of the three numbers has.
ORDERS, DISTANCES, STOPS = 18, 16, 6
STOP = frozenset(".!?")
#: The least distances that take one binary digit, two, and so on; the farthest are alike.
DIGITS = 1 << np.arange(7)


def relations(
    ones: Numbers, cues: Numbers, all_cues: Numbers, kin: Numbers, stops: Numbers
) -> Numbers:
    """Describe how sources or contents stand to cues, in three numbers for each pair.

    Args:
        ones: of each pair the first token of the source or content, and the one behind its
            last, shape (pairs, 2).
        cues: the same of the cue.
        all_cues: first tokens of all cues there are, ascending.
        kin: first tokens of all sources, or of all contents, ascending.
        stops: for each token and behind the last, how many sentence ends came before it.

    Returns:
        Shape (3, pairs): side, cues and kin between them; side and distance in tokens; side
        and sentence ends between them. Each is below its size above.
    """
    behind = ones[:, 0] >= cues[:, 0]
    low = np.where(behind, cues[:, 1], ones[:, 1])
    high = np.maximum(low, np.where(behind, ones[:, 0], cues[:, 0]))
    between, others, ends = (
        np.minimum(2, last - first)
        for first, last in (
            all_cues.searchsorted((low, high)),
            kin.searchsorted((low, high)),
            (stops[low], stops[high]),
        )
    )
    distance = DIGITS.searchsorted(high - low, side="right")
    return np.array(
        [9 * behind + 3 * between + others, 8 * behind + distance, 3 * behind + ends]
    )


def sentence_ends(words: Sequence[str], depths: Sequence[int]) -> list[int]:
    """Count the full stops, question and exclamation marks before each token, outside marks."""
    ends = map(and_, map(STOP.__contains__, words), map(not_, depths))
    return list(accumulate(ends, initial=0))
