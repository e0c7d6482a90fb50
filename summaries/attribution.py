"""Attributions: which words of an article are somebody's, by place, before names.

Two engines answer: what was learnt (``summaries.tagger``) when its file is in the package, and
rules (``summaries.rules``) otherwise. What both need is here: which paragraphs are worth
reading, and what becomes of quotes that nobody claimed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from summaries.data import packaged_arrays
from summaries.marks import Marked, segments
from summaries.model import Attribution, Sentence
from summaries.network import Network, network_from
from summaries.phrases import VERBS
from summaries.rules import by_rules, subject_of_participle
from summaries.tagger import by_network
from summaries.unclaimed import settled

__all__ = ["Attribution", "attributions", "attributions_by_rules"]

WEIGHTS = "quotes.npz"
#: What belongs to the verb and not to the words behind it: as she puts it, “…”
OBJECT = re.compile(r"(?:it|this|him|her|them|me|us) ?[,:]\s+(?=[\"“„«‘'])", re.IGNORECASE)


def attributions(text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Find what is reported as said, thought or meant, and the words that say by whom.

    Args:
        text: paragraphs and headings joined by newlines.
        sentences: its sentences; nothing is attributed to or inside a heading.

    Returns:
        In order of their first words; their contents do not overlap.
    """
    network = learnt()
    if network is None:
        return attributions_by_rules(text, sentences)
    return attributions_by(network, text, sentences)


def attributions_by(
    network: Network, text: str, sentences: Sequence[Sentence]
) -> tuple[Attribution, ...]:
    """Find the same by what a given network has learnt."""
    paragraphs = list(prose(text, sentences))
    found = [
        _completed(text, paragraph, own)
        for paragraph, own in zip(
            paragraphs, by_network(text, paragraphs, network), strict=True
        )
    ]
    return tuple(settled(text, paragraphs, found))


def attributions_by_rules(text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Find the same without what was learnt."""
    paragraphs = list(prose(text, sentences))
    return tuple(settled(text, paragraphs, [by_rules(text, *one) for one in paragraphs]))


def _completed(
    text: str, paragraph: tuple[int, int, tuple[Marked, ...]], own: Sequence[Attribution]
) -> list[Attribution]:
    """Return what the network found in a paragraph, and what rules see besides.

    A pronoun before quotation marks belongs to the verb ("as Li puts it, “…”"). A participle
    without a source gets its sentence's subject ("he left, saying …"); words that
    introduce the next paragraph ("Li went on:") are added when the network took no note.
    """
    found = [
        replace(one, contents=tuple(_without_object(text, *place) for place in one.contents))
        for one in own
    ]
    for n, one in enumerate(found):
        if one.cue and not one.source:
            named = subject_of_participle(text, *paragraph, one.cue)
            if named is not None:
                found[n] = replace(one, source=named[0], source_head=named[1])
    start, end, _ = paragraph
    if text[start:end].rstrip().endswith(":") and all(one.contents for one in own):
        found += [one for one in by_rules(text, *paragraph) if not one.contents]
    return found


def _without_object(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a content without a pronoun that stands between its verb and its marks."""
    match = OBJECT.match(text, start, end)
    return (match.end() if match else start), end


@lru_cache(maxsize=1)
def learnt() -> Network | None:
    """Return the network that was taught, None when its file is missing."""
    arrays = packaged_arrays(WEIGHTS)
    return None if arrays is None else network_from(arrays)


def prose(
    text: str, sentences: Sequence[Sentence]
) -> Iterator[tuple[int, int, tuple[Marked, ...]]]:
    """Yield place and quoted passages of each paragraph that is no heading."""
    passages = segments(text)
    at = 0
    for _, grouped in groupby(sentences, key=lambda one: one.paragraph):
        paragraph = list(grouped)
        start, end = paragraph[0].start, paragraph[-1].end
        while at < len(passages) and passages[at].start < start:
            at += 1
        first = at
        while at < len(passages) and passages[at].start < end:
            at += 1
        inside = passages[first:at]
        if not paragraph[0].heading or _speaks(text, start, end, inside):
            yield start, end, inside


def _speaks(text: str, start: int, end: int, inside: Sequence[Marked]) -> bool:
    """Tell whether a short line that looks like a heading is a quote or introduces one."""
    if inside and inside[0].double and text[start : inside[0].start].strip() == "":
        return True
    line = text[start:end].rstrip()
    return line.endswith(":") and not VERBS.isdisjoint(line[:-1].lower().split())
