"""Attributions: which words of an article are somebody's, by place, before names."""

from collections.abc import Sequence

from summaries.model import Attribution, Sentence

__all__ = ["Attribution", "attributions"]


def attributions(text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Find what is reported as said, thought or meant, and the words that say by whom.

    Args:
        text: paragraphs and headings joined by newlines.
        sentences: its sentences; nothing is attributed to or inside a heading.

    Returns:
        In order of their first words; their contents do not overlap.
    """
    return ()
