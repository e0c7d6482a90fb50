"""Attributions: which words of an article are somebody's, by place, before names."""

from collections.abc import Sequence
from itertools import groupby

from summaries.marks import segments
from summaries.model import Attribution, Sentence
from summaries.rules import by_rules

__all__ = ["Attribution", "attributions"]


def attributions(text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Find what is reported as said, thought or meant, and the words that say by whom.

    Args:
        text: paragraphs and headings joined by newlines.
        sentences: its sentences; nothing is attributed to or inside a heading.

    Returns:
        In order of their first words; their contents do not overlap.
    """
    passages = segments(text)
    found: list[Attribution] = []
    for _, grouped in groupby(sentences, key=lambda one: one.paragraph):
        paragraph = list(grouped)
        if paragraph[0].heading:
            continue
        start, end = paragraph[0].start, paragraph[-1].end
        inside = [one for one in passages if start <= one.start < end]
        found += by_rules(text, start, end, inside)
    return tuple(found)
