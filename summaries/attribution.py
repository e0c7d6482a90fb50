"""Attributions: which words of an article are somebody's, by place, before names.

Two engines answer: what was learnt (``summaries.tagger``) when its file is in the package, and
rules (``summaries.rules``) otherwise. What both need is here: which paragraphs are worth
reading, and what becomes of quotes that nobody claimed.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from summaries.data import packaged_arrays
from summaries.gaps import completed
from summaries.marks import Marked, segments
from summaries.model import Attribution, Sentence
from summaries.network import Network, network_from
from summaries.phrases import VERBS
from summaries.rules import by_rules
from summaries.tagger import by_network
from summaries.unclaimed import settled

__all__ = ["Attribution", "attributions", "attributions_by_rules", "attributions_of"]

WEIGHTS = "quotes.npz"


def attributions(text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Find what is reported as said, thought or meant, and the words that say by whom.

    Args:
        text: paragraphs and headings joined by newlines.
        sentences: its sentences; nothing is attributed to or inside a heading.

    Returns:
        In order of their first words; their contents do not overlap.
    """
    (found,) = attributions_of([(text, sentences)])
    return found


def attributions_of(
    articles: Iterable[tuple[str, Sequence[Sentence]]],
) -> list[tuple[Attribution, ...]]:
    """Find the same in several articles; the network reads them together, a fifth faster."""
    network = learnt()
    if network is None:
        return [attributions_by_rules(text, sentences) for text, sentences in articles]
    return attributions_by(network, articles)


def attributions_by(
    network: Network, articles: Iterable[tuple[str, Sequence[Sentence]]]
) -> list[tuple[Attribution, ...]]:
    """Find the same by what a given network has learnt."""
    texts = [(text, list(prose(text, sentences))) for text, sentences in articles]
    each = [(text, *paragraph) for text, paragraphs in texts for paragraph in paragraphs]
    own = iter(by_network(each, network))
    return [
        tuple(settled(text, paragraphs, [completed(text, p, next(own)) for p in paragraphs]))
        for text, paragraphs in texts
    ]


def attributions_by_rules(text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Find the same without what was learnt."""
    paragraphs = list(prose(text, sentences))
    return tuple(settled(text, paragraphs, [by_rules(text, *one) for one in paragraphs]))


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
