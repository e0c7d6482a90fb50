"""Attribution by what was learnt: a small network marks sources, cues and contents, and links.

The network labels the tokens of every paragraph that has quotation marks or a reporting verb.
Each content then chooses its cue, and each cue its source or none, by what the network made of
their first and last tokens and by how they stand to each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from summaries.links import Numbers, Span, relations, sentence_ends
from summaries.marks import Marked
from summaries.model import Attribution
from summaries.network import Floats, Network, Read, forms_of, read
from summaries.tokens import depths, tokens

Place = tuple[int, int]
#: Longer paragraphs are read in pieces, so that time stays linear and memory small.
LONGEST = 400
#: Paragraphs are read together up to so many tokens; more take more memory, not less time.
AT_ONCE = 6000
#: What ends a sentence, perhaps before a closing mark.
STOPS = frozenset(".!?")
SOURCE, CUE, CONTENT = 1, 3, 5
#: A label that begins a span, and those that go on with it.
SPAN = re.compile(rb"[\1\3\5][\2\4\6]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or a piece of a long one, as the network sees it."""

    places: list[Place]
    words: list[str]
    depths: list[int]


def by_network(
    paragraphs: Sequence[tuple[str, int, int, Sequence[Marked]]], network: Network
) -> list[list[Attribution]]:
    """Find the attributions of some paragraphs.

    Args:
        paragraphs: for each its article's text, where it starts and ends, and its passages
            in quotation marks.
        network: what was learnt.

    Returns:
        For each paragraph its attributions by their first words; contents do not overlap.
        One without contents is an introduction to the next paragraph ("Li said:").
    """
    found: list[list[Attribution]] = [[] for _ in paragraphs]
    pieces = [
        (number, piece)
        for number, paragraph in enumerate(paragraphs)
        for piece in _pieces(*paragraph)
    ]
    # Those of a like length go through the network together, a step for all of them.
    pieces.sort(key=lambda one: -len(one[1].places))
    for batch in _batches(pieces):
        seen = read(network, [forms_of(piece.words, piece.depths) for _, piece in batch])
        linker = _Linker(network, seen, [piece for _, piece in batch])
        for place, (number, piece) in enumerate(batch):
            found[number] += linker.attributions(place, piece)
    return found


def _pieces(text: str, start: int, end: int, passages: Sequence[Marked]) -> Iterator[Piece]:
    """Yield a paragraph in pieces that are short enough."""
    places = tokens(text, start, end)
    standing = depths(places, passages)
    low = 0
    while low < len(places):
        high = low + LONGEST
        if high < len(places):
            high = _between_sentences(text, places, standing, high)
        some = places[low:high]
        yield Piece(some, [text[a:b] for a, b in some], standing[low:high])
        low = high


def _between_sentences(
    text: str, places: Sequence[Place], standing: Sequence[int], high: int
) -> int:
    """Return where to cut at most so far: before a sentence that is not in quotation marks."""
    for cut in range(high, high - LONGEST // 2, -1):
        (_, end), (start, _) = places[cut - 1], places[cut]
        outside = not standing[cut] and standing[cut - 1] in (0, 5)
        if outside and text[start].isupper() and not STOPS.isdisjoint(text[end - 2 : end]):
            return cut
    return high


def _batches(pieces: Sequence[tuple[int, Piece]]) -> Iterator[list[tuple[int, Piece]]]:
    """Yield pieces in groups of a bounded number of tokens."""
    batch: list[tuple[int, Piece]] = []
    size = 0
    for one in pieces:
        if batch and size + len(one[1].places) > AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += len(one[1].places)
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Spans:
    """The spans of one kind in all paragraphs of a reading, one after the other.

    Attributes:
        rows: row of each span's first token, and the one behind its last, shape (spans, 2).
        begin: number of each paragraph's first span, and behind the last of all.
        ends: the features of each span's first and last token, side by side.
    """

    rows: Numbers
    begin: Numbers
    ends: Floats

    def each(self, values: Numbers) -> Numbers:
        """Return for each span the value of its paragraph."""
        return np.repeat(values, np.diff(self.begin))


class _Linker:
    """Puts sources, cues and contents together, for all paragraphs of one reading at once.

    Attributes:
        spans: for each paragraph its spans by kind.
        cue_of: the number of each content's cue in its paragraph, -1 without any.
        source_of: the number of each cue's source in its paragraph, -1 without any.
    """

    def __init__(self, network: Network, seen: Read, pieces: Sequence[Piece]) -> None:
        rest = self._rest = network.rest
        self._first = seen.first
        self.spans = [spans_of(labels) for labels in seen.labels]
        self._heads = seen.features @ rest["head.weight"][0] + rest["head.bias"][0]
        self._stops = np.array(sentence_ends(*_laid_out(pieces)))
        sources, self._cues, self._contents = (
            self._of_kind(kind, seen.features) for kind in (SOURCE, CUE, CONTENT)
        )
        self.cue_of = self._chosen_cues()
        self.source_of = self._chosen_sources(sources)

    def _of_kind(self, kind: int, features: Floats) -> _Spans:
        """Return the spans of a kind in all paragraphs."""
        places = [
            (first + a, first + b)
            for first, spans in zip(self._first, self.spans, strict=True)
            for a, b in spans[kind]
        ]
        rows = np.array(places, np.intp).reshape(-1, 2)
        begin = [0, *accumulate(len(spans[kind]) for spans in self.spans)]
        ends = np.concatenate([features[rows[:, 0]], features[rows[:, 1] - 1]], 1)
        return _Spans(rows, np.array(begin, np.intp), ends)

    def _chosen_cues(self) -> list[int]:
        content, cue = _pairs(self._contents, self._cues)
        scores = self._scores("content", self._contents, content, cue)
        return _best(self._contents, content, self._cues, cue, scores)

    def _chosen_sources(self, sources: _Spans) -> list[int]:
        cue, source = _pairs(self._cues, sources)
        scores = self._scores("source", sources, source, cue)
        none = self._cues.ends @ self._rest["none.weight"][0] + self._rest["none.bias"]
        # A source that is less likely than none is as good as not there.
        scores[scores < none[cue]] = -np.inf
        return _best(self._cues, cue, sources, source, scores)

    def _scores(self, kind: str, ones: _Spans, one: Numbers, cue: Numbers) -> Floats:
        """Return the score of each pair of a source or content and a cue, by their numbers."""
        rest, cues = self._rest, self._cues
        shown, shown_cues = (
            spans.ends @ rest[f"{kind}_{side}.weight"].T + rest[f"{kind}_{side}.bias"]
            for side, spans in (("one", ones), ("cue", cues))
        )
        scores: Floats = np.einsum("ij,ij->i", shown[one], shown_cues[cue])
        scores /= shown.shape[1] ** 0.5
        told = relations(
            ones.rows[one], cues.rows[cue], cues.rows[:, 0], ones.rows[:, 0], self._stops
        )
        for name, values in zip(("order", "distance", "stop"), told, strict=True):
            scores += rest[f"{kind}_{name}.weight"][values, 0]
        return scores

    def attributions(self, number: int, piece: Piece) -> list[Attribution]:
        """Return what one paragraph attributes."""
        spans = self.spans[number]
        introduces = piece.words[-1] == ":" and bool(spans[CUE])
        if not spans[CONTENT] and not introduces:
            return []
        groups: dict[int, list[Span]] = {}
        first = int(self._contents.begin[number])
        for nth, content in enumerate(spans[CONTENT], first):
            groups.setdefault(self.cue_of[nth], []).append(content)
        if introduces:
            groups.setdefault(len(spans[CUE]) - 1, [])
        found = [self._made(number, piece, contents, cue) for cue, contents in groups.items()]
        behind = ((piece.places[-1][1], 0),)
        return sorted(found, key=lambda one: one.contents or behind)

    def _made(
        self, number: int, piece: Piece, contents: Sequence[Span], cue: int
    ) -> Attribution:
        """Return what some contents and the number of their cue stand for, by place."""
        sources = self.spans[number][SOURCE]
        source, head = _nearest(sources, contents) if cue < 0 else None, None
        if cue >= 0:
            nth = self.source_of[int(self._cues.begin[number]) + cue]
            source = sources[nth] if nth >= 0 else None
        if source is not None:
            best = max(range(*source), key=lambda n: self._headship(number, piece, n))
            head = piece.places[best]
        return Attribution(
            tuple([_place(piece, one) for one in contents]),
            _place(piece, self.spans[number][CUE][cue]) if cue >= 0 else None,
            _place(piece, source) if source else None,
            head,
        )

    def _headship(self, number: int, piece: Piece, n: int) -> tuple[bool, bool, float]:
        """Return how well a token stands for a source; of several heads the name is best."""
        word, score = piece.words[n], float(self._heads[self._first[number] + n])
        return word[0].isalnum(), score > 0 and word[0].isupper() and n > 0, score


def _laid_out(pieces: Sequence[Piece]) -> tuple[list[str], list[int]]:
    """Return words and depths as the rows of a reading, an empty one around each paragraph."""
    words, depths = [""], [0]
    for piece in pieces:
        words += piece.words
        depths += piece.depths
        words.append("")
        depths.append(0)
    return words, depths


def _pairs(choosers: _Spans, options: _Spans) -> tuple[Numbers, Numbers]:
    """Return each span together with each one that it may choose in its paragraph."""
    width = choosers.each(np.diff(options.begin))
    chooser = np.repeat(np.arange(len(width)), width)
    shift = choosers.each(options.begin[:-1]) - np.cumsum(width) + width
    return chooser, np.arange(len(chooser)) + shift[chooser]


def _best(
    choosers: _Spans, chooser: Numbers, options: _Spans, option: Numbers, scores: Floats
) -> list[int]:
    """Return which option each span chooses, numbered in its paragraph; -1 without any.

    Of equally good ones the first is chosen: later entries take the place of earlier ones.
    """
    order = np.argsort(-scores, kind="stable")[::-1]
    order = order[scores[order] > -np.inf]
    best = np.full(len(choosers.rows), -1)
    best[chooser[order]] = (option - choosers.each(options.begin[:-1])[chooser])[order]
    found: list[int] = best.tolist()
    return found


def _place(piece: Piece, span: Span) -> Place:
    return piece.places[span[0]][0], piece.places[span[1] - 1][1]


def _nearest(sources: Sequence[Span], contents: Sequence[Span]) -> Span | None:
    """Return the source nearest to contents that no cue introduces, if there is one."""
    if not sources:
        return None
    return min(sources, key=lambda one: min(abs(one[0] - a) for a, _ in contents))


def spans_of(labels: bytes) -> dict[int, list[Span]]:
    """Return the labelled spans by kind: first token and the one behind the last."""
    spans: dict[int, list[Span]] = {SOURCE: [], CUE: [], CONTENT: []}
    for found in SPAN.finditer(labels):
        spans[labels[found.start()]].append(found.span())
    return spans
