"""Quotes inside quotes: “Li said Osgood ‘misses’ her,” said Winter."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summaries.marks import Marked
from summaries.model import Attribution
from summaries.rules import by_rules


def nested(
    text: str, attributions: Sequence[Attribution], passages: Sequence[Marked]
) -> Iterator[Attribution]:
    """Yield what somebody quoted quotes from somebody else, in order.

    Only words in inner quotation marks with reporting words beside them count; they are read
    by rules, because articles have few of them.

    Args:
        text: the article.
        attributions: what it attributes itself; an inner quote that is among them is left out.
        passages: its passages in quotation marks, inner ones included.
    """
    known = {content for attribution in attributions for content in attribution.contents}
    outer: Marked | None = None
    inside: list[Marked] = []
    for passage in passages:
        if passage.level == 0:
            yield from _within(text, outer, inside, known)
            outer, inside = passage, []
        elif passage.level == 1:
            inside.append(replace(passage, level=0))
    yield from _within(text, outer, inside, known)


def _within(
    text: str, outer: Marked | None, inside: Sequence[Marked], known: set[tuple[int, int]]
) -> Iterator[Attribution]:
    if outer is None or not inside:
        return
    for found in by_rules(text, *outer.inner, inside):
        contents = found.contents
        quoted = any(p.start < end and start < p.end for p in inside for start, end in contents)
        whole = any(content in known for content in contents)
        if found.cue and quoted and not whole:
            yield replace(found, contents=tuple(_bare(text, *content) for content in contents))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a place without the comma that belongs to the words around it."""
    return start, start + len(text[start:end].rstrip(" ,;"))
