"""What a reader has already been told, as sentences that news is compared with."""

from collections.abc import Iterable

from summaries.sentences import sentences

#: A sentence at least this like one that was told is not news.
TOLD = 0.4

#: What likeness to the told costs, in standard deviations.
KNOWN = 0.75


def told_sentences(told: Iterable[str]) -> list[str]:
    """Return the sentences of all texts that a reader knows."""
    return [text[s.start : s.end] for text in told for s in sentences(text)]
