"""Attribution by what was learnt: a small network marks sources, cues and contents, and links.

The network labels the tokens of every paragraph that has quotation marks or a reporting verb.
Each content then chooses its cue, and each cue its source or none, by what the network made of
their first and last tokens and by how they stand to each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from summaries.links import Span, relation, sentence_ends
from summaries.marks import Marked
from summaries.model import Attribution
from summaries.network import Floats, Network, Read, read
from summaries.tokens import depths, tokens

Place = tuple[int, int]
#: Longer paragraphs are read in pieces, so that time stays linear and memory small.
LONGEST = 400
#: Paragraphs are read together up to so many tokens; more take more memory, not less time.
AT_ONCE = 6000
SOURCE, CUE, CONTENT = 1, 3, 5
#: A label that begins a span, and those that go on with it.
SPAN = re.compile(rb"[\1\3\5][\2\4\6]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or a piece of a long one, as the network sees it."""

    places: list[Place]
    words: list[str]
    depths: list[int]

    def forms(self) -> list[tuple[str, int]]:
        """Return each token with how it stands to quotation marks."""
        return list(zip(self.words, self.depths, strict=True))


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
        seen = read(network, [piece.forms() for _, piece in batch])
        linker = _Linker(network, seen)
        for place, (number, piece) in enumerate(batch):
            found[number] += linker.attributions(place, piece)
    return found


def _pieces(text: str, start: int, end: int, passages: Sequence[Marked]) -> Iterator[Piece]:
    """Yield a paragraph in pieces that are short enough."""
    places = tokens(text, start, end)
    standing = depths(places, passages)
    for low in range(0, len(places), LONGEST):
        some = places[low : low + LONGEST]
        yield Piece(some, [text[a:b] for a, b in some], standing[low : low + LONGEST])


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


class _Linker:
    """Puts sources, cues and contents together, for the paragraphs of one reading.

    Attributes:
        spans: for each paragraph its spans by kind.
        shown: for each kind of link and each side of it, what the network shows of all spans
            of that side, paragraph after paragraph.
        begin: for each kind of span, where each paragraph's spans begin in those rows.
    """

    def __init__(self, network: Network, seen: Read) -> None:
        rest = self.rest = network.rest
        self.seen = seen
        self.spans = [spans_of(labels) for labels in seen.labels]
        self.begin: dict[int, list[int]] = {}
        ends = {kind: self._ends(kind) for kind in (SOURCE, CUE, CONTENT)}
        self.shown = {
            (kind, side): ends[span] @ rest[f"{kind}_{side}.weight"].T
            + rest[f"{kind}_{side}.bias"]
            for kind, span in (("content", CONTENT), ("source", SOURCE))
            for side, span in (("one", span), ("cue", CUE))
        }
        self.none = ends[CUE] @ rest["none.weight"][0] + rest["none.bias"]
        self.heads = seen.features @ rest["head.weight"][0]
        self.head_bias = float(rest["head.bias"][0])
        self.biases = {
            kind: [
                rest[f"{kind}_{name}.weight"][:, 0].tolist()
                for name in ("order", "distance", "stop")
            ]
            for kind in ("content", "source")
        }

    def _ends(self, kind: int) -> Floats:
        """Return the features of first and last tokens of all spans of a kind, side by side."""
        firsts: list[int] = []
        lasts: list[int] = []
        self.begin[kind] = []
        for first, spans in zip(self.seen.first, self.spans, strict=True):
            self.begin[kind].append(len(firsts))
            firsts += [first + a for a, _ in spans[kind]]
            lasts += [first + b - 1 for _, b in spans[kind]]
        features = self.seen.features
        rows = np.array([firsts, lasts], np.intp)
        return np.concatenate([features[rows[0]], features[rows[1]]], 1)

    def attributions(self, number: int, piece: Piece) -> list[Attribution]:
        """Return what one paragraph attributes."""
        spans = self.spans[number]
        introduces = piece.words[-1] == ":" and bool(spans[CUE])
        if not spans[CONTENT] and not introduces:
            return []
        stops = sentence_ends(piece.words, piece.depths)
        sources = self._chosen_sources(number, stops)
        groups: dict[int, list[Span]] = {}
        for content, cue in zip(spans[CONTENT], self._chosen_cues(number, stops), strict=True):
            groups.setdefault(cue, []).append(content)
        if introduces:
            groups.setdefault(len(spans[CUE]) - 1, [])
        found = []
        for cue, contents in groups.items():
            source = sources[cue] if cue >= 0 else _nearest(spans[SOURCE], contents)
            by = spans[CUE][cue] if cue >= 0 else None
            found.append(self._made(number, piece, contents, by, source))
        behind = ((piece.places[-1][1], 0),)
        return sorted(found, key=lambda one: one.contents or behind)

    def _chosen_cues(self, number: int, stops: Sequence[int]) -> list[int]:
        """Return the number of each content's cue, -1 without any."""
        spans = self.spans[number]
        if len(spans[CUE]) < 2 or not spans[CONTENT]:
            return [len(spans[CUE]) - 1] * len(spans[CONTENT])
        scores = self._scores("content", CONTENT, number, stops)
        return [int(n) for n in scores.argmax(1)]

    def _chosen_sources(self, number: int, stops: Sequence[int]) -> list[Span | None]:
        """Return each cue's source, if it has one."""
        cues, sources = self.spans[number][CUE], self.spans[number][SOURCE]
        if not cues or not sources:
            return [None] * len(cues)
        scores = self._scores("source", SOURCE, number, stops)
        begin = self.begin[CUE][number]
        none = self.none[begin : begin + len(cues)]
        best = scores.argmax(0).tolist()
        return [
            sources[n] if scores[n, cue] >= none[cue] else None for cue, n in enumerate(best)
        ]

    def _scores(self, kind: str, which: int, number: int, stops: Sequence[int]) -> Floats:
        """Return the score of each pair of a span and a cue, shape (spans, cues)."""
        cues, ones = self.spans[number][CUE], self.spans[number][which]
        at, cue_at = self.begin[which][number], self.begin[CUE][number]
        one = self.shown[kind, "one"][at : at + len(ones)]
        cue = self.shown[kind, "cue"][cue_at : cue_at + len(cues)]
        scores: Floats = one @ cue.T
        scores /= one.shape[1] ** 0.5
        cue_starts, starts = [a for a, _ in cues], [a for a, _ in ones]
        order, distance, stop = self.biases[kind]
        relations = [
            [relation(span, other, cue_starts, starts, stops) for other in cues]
            for span in ones
        ]
        scores += [[order[a] + distance[b] + stop[c] for a, b, c in row] for row in relations]
        return scores

    def _made(
        self,
        number: int,
        piece: Piece,
        contents: Sequence[Span],
        cue: Span | None,
        source: Span | None,
    ) -> Attribution:
        """Return token numbers as an attribution."""
        first = self.seen.first[number]
        head = None
        if source is not None:
            best = max(range(*source), key=lambda n: self._headship(first, piece, n))
            head = piece.places[best]
        return Attribution(
            tuple(_place(piece, one) for one in contents),
            _place(piece, cue) if cue else None,
            _place(piece, source) if source else None,
            head,
        )

    def _headship(self, first: int, piece: Piece, n: int) -> tuple[bool, bool, float]:
        """Return how well a token stands for a source; of several heads the name is best."""
        word, score = piece.words[n], float(self.heads[first + n]) + self.head_bias
        return word[0].isalnum(), score > 0 and word[0].isupper() and n > 0, score


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
