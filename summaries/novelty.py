"""What is new against what a reader has already been told."""

from collections.abc import Sequence

import numpy as np

from summaries.sentences import sentences
from summaries.terms import Floats, vectors

#: A sentence at least this like one that was told is not news.
TOLD = 0.4


def told_likeness(texts: Sequence[str], told: Sequence[str]) -> Floats:
    """Return for each text its largest likeness to a sentence of what was told, 0 to 1."""
    known = [
        text[sentence.start : sentence.end] for text in told for sentence in sentences(text)
    ]
    if not known or not texts:
        return np.zeros(len(texts))
    rows = vectors([*known, *texts])
    result = np.zeros(len(texts))
    for place in range(len(known)):
        result = np.maximum(result, rows.times(rows.row(place))[len(known) :])
    return result
