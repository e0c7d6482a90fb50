"""How a source or a content stands to a cue: the small numbers that linking is learnt from."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

Span = tuple[int, int]

#: How many values each of the three numbers has.
ORDERS, DISTANCES, STOPS = 18, 16, 6
STOP = frozenset(".!?")


def relation(
    one: Span, cue: Span, cues: Sequence[int], kin: Sequence[int], stops: Sequence[int]
) -> tuple[int, int, int]:
    """Describe how a source or content stands to a cue, in three numbers.

    Args:
        one: first token of the source or content, and the one behind its last.
        cue: the same of the cue.
        cues: first tokens of all cues of the paragraph, ascending.
        kin: first tokens of all sources, or of all contents, ascending.
        stops: for each token and behind the last, how many sentence ends came before it.

    Returns:
        Side, cues and kin between them; side and distance in tokens; side and sentence ends
        between them. Each is below its size above.
    """
    behind = one[0] >= cue[0]
    low, high = (cue[1], one[0]) if behind else (one[1], cue[0])
    high = max(low, high)
    between = min(2, bisect_left(cues, high) - bisect_left(cues, low))
    others = min(2, bisect_left(kin, high) - bisect_left(kin, low))
    ends = min(2, stops[high] - stops[low])
    distance = min(7, (high - low).bit_length())
    return 9 * behind + 3 * between + others, 8 * behind + distance, 3 * behind + ends


def sentence_ends(words: Sequence[str], depths: Sequence[int]) -> list[int]:
    """Count the full stops, question and exclamation marks before each token, outside marks."""
    ends = [word in STOP and not depth for word, depth in zip(words, depths, strict=True)]
    return list(accumulate(ends, initial=0))
