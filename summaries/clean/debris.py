"""Which lines of a page dump are the article's own: a small network, learned on news pages.

A line is before the article, in it, debris in its midst, or behind it; the article is one
stretch. Four numbers a line come from a dilated convolution over all lines' looks
(``lines.py``), and the likeliest course through the four states from a chain over them.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from summaries.clean.lines import line_values
from summaries.data import packaged_arrays

Numbers = npt.NDArray[np.float32]

WEIGHTS = "lines.npz"
BEFORE, OWN, WITHIN, BEHIND = range(4)
#: From each state, those that may come next.
NEXT = {
    BEFORE: (BEFORE, OWN),
    OWN: (OWN, WITHIN, BEHIND),
    WITHIN: (OWN, WITHIN),
    BEHIND: (BEHIND,),
}
FIRST, LAST = (BEFORE, OWN), (BEFORE, OWN, BEHIND)
DILATIONS = (1, 2, 4, 8)


def own_lines(lines: Sequence[str], apart: Sequence[bool]) -> list[float]:
    """Return for each line how likely it is a line of the article, 0 to 1.

    Args:
        lines: all lines that are not blank, without white space around them.
        apart: for each, whether a blank line stands before it.

    Source:
        Linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) over a
        dilated convolution; averaged over networks that began differently.
    """
    networks = _networks()
    if not lines or not networks:
        return [1.0] * len(lines)
    looks, buckets = line_values(lines, apart)
    values = np.asarray(looks, dtype=np.float32)
    scores = [_scores(one, values, buckets) for one in networks]
    steps = np.mean([one["trans"] for one in networks], axis=0)
    return _likelihoods(np.mean(scores, axis=0), np.exp(steps))


@lru_cache(maxsize=1)
def _networks() -> tuple[Mapping[str, Numbers], ...]:
    arrays = packaged_arrays(WEIGHTS)
    if arrays is None:
        return ()
    numbers = sorted({name.partition(".")[0] for name in arrays})
    return tuple(
        {
            name.partition(".")[2]: array.astype(np.float32)
            for name, array in arrays.items()
            if name.partition(".")[0] == number
        }
        for number in numbers
    )


def _scores(
    network: Mapping[str, Numbers], values: Numbers, buckets: Sequence[Sequence[int]]
) -> Numbers:
    """Return the four numbers of each line; shape (lines, 4)."""
    table = network["emb.weight"]
    empty = np.zeros(table.shape[1], dtype=np.float32)
    words = np.stack([table[list(one)].mean(axis=0) if one else empty for one in buckets])
    hidden = np.hstack([values, words]) @ network["inp.weight"].T + network["inp.bias"]
    hidden = np.maximum(hidden, 0)
    for number, dilation in enumerate(DILATIONS):
        weight, bias = network[f"c.{number}.weight"], network[f"c.{number}.bias"]
        padded = np.pad(hidden, ((dilation, dilation), (0, 0)))
        count = len(hidden)
        across = sum(
            padded[part * dilation : part * dilation + count] @ weight[:, :, part].T
            for part in range(3)
        )
        hidden = hidden + np.maximum(across + bias, 0)
    scores: Numbers = hidden @ network["out.weight"].T + network["out.bias"]
    return scores


def _likelihoods(scores: Numbers, steps: Numbers) -> list[float]:
    """Return for each line the chance of the state OWN, over all courses (forward-backward)."""
    chances = np.exp(scores - scores.max(axis=1, keepdims=True)).tolist()
    step = steps.tolist()
    forward = [_scaled([c if state in FIRST else 0.0 for state, c in enumerate(chances[0])])]
    for line in chances[1:]:
        reached = [0.0] * 4
        for state, following in NEXT.items():
            for after in following:
                reached[after] += forward[-1][state] * step[state][after]
        forward.append(_scaled([value * c for value, c in zip(reached, line, strict=True)]))
    backward = [1.0 if state in LAST else 0.0 for state in range(4)]
    own: list[float] = []
    for line, before in zip(reversed(chances), reversed(forward), strict=True):
        both = _scaled([a * b for a, b in zip(before, backward, strict=True)])
        own.append(both[OWN])
        ahead = [c * b for c, b in zip(line, backward, strict=True)]
        backward = _scaled(
            [
                sum(step[state][after] * ahead[after] for after in NEXT[state])
                for state in range(4)
            ]
        )
    return own[::-1]


def _scaled(values: list[float]) -> list[float]:
    total = sum(values) or 1.0
    return [value / total for value in values]
