"""Attribution by what was learnt: a small network marks sources, cues and contents, and links.

The network labels the tokens of every paragraph that has quotation marks or a reporting verb.
Each content then chooses its cue, and each cue its source or none, by what the network made of
their first and last tokens and by how they stand to each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from summaries.links import Span, relation, sentence_ends
from summaries.marks import Marked
from summaries.model import Attribution
from summaries.network import Floats, Network, Read, read
from summaries.tokens import depths, tokens

Place = tuple[int, int]
#: Longer paragraphs are read in pieces, so that time stays linear and memory small.
LONGEST = 400
#: Paragraphs are read together up to so many tokens.
AT_ONCE = 6000
SOURCE, CUE, CONTENT = 1, 3, 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or a piece of a long one, as the network sees it."""

    places: list[Place]
    words: list[str]
    depths: list[int]


def by_network(
    text: str,
    paragraphs: Sequence[tuple[int, int, Sequence[Marked]]],
    network: Network,
) -> list[list[Attribution]]:
    """Find the attributions of some paragraphs.

    Args:
        text: the article.
        paragraphs: where each starts and ends, and its passages in quotation marks.
        network: what was learnt.

    Returns:
        For each paragraph its attributions by their first words; contents do not overlap.
        One without contents is an introduction to the next paragraph ("Li said:").
    """
    found: list[list[Attribution]] = [[] for _ in paragraphs]
    pieces = [
        (number, piece)
        for number, (start, end, passages) in enumerate(paragraphs)
        for piece in _pieces(text, start, end, passages)
    ]
    for batch in _batches(pieces):
        seen = read(network, [_codes(piece, network) for _, piece in batch])
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


def _codes(piece: Piece, network: Network) -> npt.NDArray[np.int32]:
    """Return the numbers of a piece's tokens."""
    rows = [
        (*network.code(word), depth)
        for word, depth in zip(piece.words, piece.depths, strict=True)
    ]
    return np.array(rows, np.int32)


class _Linker:
    """Puts sources, cues and contents together, for the paragraphs of one reading."""

    def __init__(self, network: Network, seen: Read) -> None:
        self.rest = network.rest
        self.seen = seen
        self.biases = {
            kind: [
                self.rest[f"{kind}_{name}.weight"][:, 0].tolist()
                for name in ("order", "distance", "stop")
            ]
            for kind in ("content", "source")
        }

    def attributions(self, number: int, piece: Piece) -> list[Attribution]:
        """Return what one paragraph attributes."""
        spans = spans_of(self.seen.labels[number])
        introduces = piece.words[-1] == ":"
        if not spans[CONTENT] and not (introduces and spans[CUE]):
            return []
        first = self.seen.first[number]
        stops = sentence_ends(piece.words, piece.depths)
        sources = self._chosen_sources(spans, first, stops)
        groups: dict[int, list[Span]] = {}
        for content, cue in zip(
            spans[CONTENT], self._chosen_cues(spans, first, stops), strict=True
        ):
            groups.setdefault(cue, []).append(content)
        if introduces and spans[CUE]:
            groups.setdefault(len(spans[CUE]) - 1, [])
        found = [
            self._made(piece, first, contents, spans[CUE][cue] if cue >= 0 else None, source)
            for cue, contents in groups.items()
            for source in [sources[cue] if cue >= 0 else _nearest(spans[SOURCE], contents)]
        ]
        return sorted(found, key=lambda one: one.contents or ((piece.places[-1][1], 0),))

    def _chosen_cues(
        self, spans: dict[int, list[Span]], first: int, stops: Sequence[int]
    ) -> list[int]:
        """Return the number of each content's cue, -1 without any."""
        if not spans[CUE] or not spans[CONTENT]:
            return [-1] * len(spans[CONTENT])
        scores = self._scores("content", spans[CONTENT], spans, first, stops)
        return [int(n) for n in scores.argmax(1)]

    def _chosen_sources(
        self, spans: dict[int, list[Span]], first: int, stops: Sequence[int]
    ) -> list[Span | None]:
        """Return each cue's source, if it has one."""
        cues, sources = spans[CUE], spans[SOURCE]
        if not cues or not sources:
            return [None] * len(cues)
        scores = self._scores("source", sources, spans, first, stops)
        none = self._ends(cues, first) @ self.rest["none.weight"][0] + self.rest["none.bias"]
        best = scores.argmax(0)
        return [
            sources[n] if scores[n, cue] >= none[cue] else None
            for cue, n in enumerate(best.tolist())
        ]

    def _scores(
        self,
        kind: str,
        ones: Sequence[Span],
        spans: dict[int, list[Span]],
        first: int,
        stops: Sequence[int],
    ) -> Floats:
        """Return the score of each pair of a span and a cue, shape (spans, cues)."""
        cues = spans[CUE]
        one, cue = (
            self._ends(some, first) @ self.rest[f"{kind}_{name}.weight"].T
            + self.rest[f"{kind}_{name}.bias"]
            for some, name in ((ones, "one"), (cues, "cue"))
        )
        scores: Floats = (one @ cue.T / one.shape[1] ** 0.5).astype(np.float32)
        cue_starts, starts = [a for a, _ in cues], [a for a, _ in ones]
        order, distance, stop = self.biases[kind]
        for n, span in enumerate(ones):
            for m, other in enumerate(cues):
                a, b, c = relation(span, other, cue_starts, starts, stops)
                scores[n, m] += order[a] + distance[b] + stop[c]
        return scores

    def _ends(self, spans: Sequence[Span], first: int) -> Floats:
        """Return the features of the first and last token of spans, side by side."""
        rows = np.array(spans)
        features = self.seen.features
        return np.concatenate(
            [features[first + rows[:, 0]], features[first + rows[:, 1] - 1]], 1
        )

    def _made(
        self,
        piece: Piece,
        first: int,
        contents: Sequence[Span],
        cue: Span | None,
        source: Span | None,
    ) -> Attribution:
        """Return token numbers as an attribution."""
        head = None
        if source is not None:
            rows = self.seen.features[first + source[0] : first + source[1]]
            best = int((rows @ self.rest["head.weight"][0]).argmax())
            head = piece.places[source[0] + best]
        return Attribution(
            tuple(_place(piece, one) for one in contents),
            _place(piece, cue) if cue else None,
            _place(piece, source) if source else None,
            head,
            self._confidence(first, contents),
        )

    def _confidence(self, first: int, contents: Sequence[Span]) -> float:
        """Return how clearly the contents begin and end where they do, 0 to 1."""
        rows = [first + n for a, b in contents for n in (a, b - 1)]
        if not rows:
            return 1.0
        scores = self.seen.scores[rows].astype(np.float64)
        odds = np.exp(scores - scores.max(1, keepdims=True))
        sure = odds[:, CONTENT : CONTENT + 2].sum(1) / odds.sum(1)
        return round(float(sure.min()), 3)


def _place(piece: Piece, span: Span) -> Place:
    return piece.places[span[0]][0], piece.places[span[1] - 1][1]


def _nearest(sources: Sequence[Span], contents: Sequence[Span]) -> Span | None:
    """Return the source nearest to contents that no cue introduces, if there is one."""
    if not sources:
        return None
    return min(sources, key=lambda one: min(abs(one[0] - a) for a, _ in contents))


def spans_of(labels: Sequence[int]) -> dict[int, list[Span]]:
    """Return the labelled spans by kind: first token and the one behind the last."""
    spans: dict[int, list[Span]] = {SOURCE: [], CUE: [], CONTENT: []}
    start = -1
    for n, label in enumerate((*labels, 0)):
        if start >= 0 and (label == 0 or label % 2 == 1):
            spans[labels[start]].append((start, n))
            start = -1
        if label % 2 == 1:
            start = n
    return spans
