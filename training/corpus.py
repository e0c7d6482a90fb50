"""Annotated articles as numbered paragraphs: what a network is shown, what it should say."""

import gzip
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from summaries import links, marks, tokens

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
KINDS = {"source": 1, "cue": 3, "content": 5}


@dataclass(slots=True)
class Paragraph:
    """One paragraph: its tokens, their labels, and which cue each span belongs to."""

    article: str
    places: list[tuple[int, int]]
    words: list[str]
    depths: list[int]
    labels: list[int]
    heads: list[int]
    spans: dict[str, list[tuple[int, int]]]
    cue_of: list[int] = field(default_factory=list)
    source_of: list[int] = field(default_factory=list)
    labelled: bool = True
    opinion: object = None
    parsed: object = None
    numbers: object = None
    persons: dict = field(default_factory=dict)
    codes: dict = field(default_factory=dict)


def load(path):
    """Return the annotated articles of a corpus file by name."""
    opened = gzip.open if str(path).endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def paragraphs(articles) -> Iterator[Paragraph]:
    """Yield the paragraphs of annotated articles, numbered."""
    for name, article in articles.items():
        text = article["text"]
        passages = marks.segments(text)
        begin = 0
        for line in text.split("\n"):
            end = begin + len(line)
            places = tokens.tokens(text, begin, end)
            if places:
                inside = [one for one in passages if begin <= one.start < end]
                yield _paragraph(name, text, places, inside, article["quotes"])
            begin = end + 1


def _paragraph(name, text, places, passages, quotes):
    words = [text[a:b] for a, b in places]
    found = {"source": [], "cue": [], "content": []}
    cue_of, source_of = {}, {}
    heads = [0] * len(places)
    for quote in quotes:
        cues = _within(places, quote.get("cue") or [])
        sources = _within(places, quote.get("source") or [])
        contents = _within(places, quote["spans"])
        for a, b in _within(places, quote.get("keys") or []):
            heads[a:b] = [1] * (b - a)
        found["cue"] += cues[:1]
        found["source"] += sources[:1]
        found["content"] += contents
        if cues:
            cue_of.update(dict.fromkeys(contents, cues[0]))
            source_of[cues[0]] = sources[0] if sources else None
    spans = {kind: sorted(set(those)) for kind, those in found.items()}
    labels = [0] * len(places)
    for kind in ("content", "source", "cue"):
        for a, b in spans[kind]:
            labels[a:b] = [KINDS[kind]] + [KINDS[kind] + 1] * (b - a - 1)
    number = {cue: n for n, cue in enumerate(spans["cue"])}
    place = {source: n for n, source in enumerate(spans["source"])}
    return Paragraph(
        name,
        places,
        words,
        tokens.depths(places, passages),
        labels,
        heads,
        spans,
        [number.get(cue_of.get(one), -1) for one in spans["content"]],
        [place.get(source_of.get(cue), -1) for cue in spans["cue"]],
    )


def _within(places, spans):
    """Return spans as token numbers, those outside the paragraph left out."""
    found = []
    starts = [a for a, _ in places]
    for a, b in spans:
        low = bisect_left(starts, a)
        if low and places[low - 1][1] > a:
            low -= 1
        high = bisect_left(starts, b)
        if low < high:
            found.append((low, high))
    return found


def vocabulary(shown, least):
    """Return the row of each word seen at least so often, the most frequent first; counts."""
    counts = Counter(tokens.word_of(word) for one in shown for word in one.words)
    known = sorted(
        (word for word in counts if counts[word] >= least), key=lambda w: (-counts[w], w)
    )
    return {word: tokens.UNKNOWN + n for n, word in enumerate(known)}, counts


def link_cases(one: Paragraph):
    """Return what linking is taught: contents choosing a cue, cues choosing a source or none.

    Yields:
        Kind, the span that chooses, its candidates with their relations, the right one.
    """
    stops = np.array(links.sentence_ends(one.words, one.depths))
    rows = {kind: np.array(spans, int).reshape(-1, 2) for kind, spans in one.spans.items()}

    def related(kind, ones, cues):
        told = links.relations(ones, cues, rows["cue"][:, 0], rows[kind][:, 0], stops)
        return told.T.tolist()

    cues, sources = one.spans["cue"], one.spans["source"]
    for content, right in zip(one.spans["content"], one.cue_of, strict=True):
        if right >= 0:
            told = related("content", np.array([content] * len(cues)), rows["cue"])
            yield "content", content, list(zip(cues, told, strict=True)), right
    for cue, right in zip(cues, one.source_of, strict=True):
        cued = np.array([cue] * len(sources), int).reshape(-1, 2)
        told = related("source", rows["source"], cued)
        options = list(zip(sources, told, strict=True))
        yield "source", cue, options, right if right >= 0 else len(sources)
