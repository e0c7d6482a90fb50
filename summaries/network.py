"""The tagger's network in NumPy: embeddings, convolution, BiLSTM, convolution, best path.

Paragraphs are laid side by side, an empty row before and behind each, for everything that works
on neighbours; for the LSTM they are laid step by step, the longest first, so that a step is one
small matrix product for all paragraphs that are still going on, in both directions at once.

Most forms come more than once in an article, so the first convolution's products are taken
for each form once, and laid side by side afterwards.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import prod
from operator import add

import numpy as np
import numpy.typing as npt

from summaries.tokens import UNKNOWN, coded

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]
#: A token as printed, behind the character with the number of how it stands to quotation
#: marks when it stands inside: one string is found sooner than a pair.
Form = str

#: How many forms are remembered with their numbers; when there are more, all are forgotten.
REMEMBERED = 30_000
#: Arrays, because NumPy takes twice as long for a number.
HALF, ONE = np.array(0.5, np.float32), np.array(1, np.float32)
#: Multiplications in one product: OpenBLAS takes larger ones a sixth slower, for it lays them
#: out anew; and what comes out is used while it is still in the processor's cache.
SMALL = 1_000_000
#: Bytes of the largest array there is while a text is read, and more.
LARGEST = 16 << 20
STANDING = ("", *map(chr, range(1, 6)))
TABLES = ("word", "ending", "beginning", "shape", "depth")


@dataclass(frozen=True, slots=True)
class Network:
    """Weights that have been taught, laid out for running.

    Attributes:
        forms: numbers of each form.
        tables: one embedding table per number of a form, in the order of ``TABLES``.
        near: weights and bias of the first convolution, three tokens wide.
        inputs: shape (4, 2, features, units): the LSTM's input weights by gate and direction.
        bias: shape (4, 2, 1, units).
        memory: shape (4, 2, units, units): its own weights. Eight small products with
            contiguous results take half the time of one wide one.
        top: weights and bias of the second convolution, halved as ``memory`` is: a step
            leaves its results doubled.
        labels: weights and bias of the label scores.
        moves: score of each pair of neighbouring labels.
        starts: score of each label for a first token.
        rest: the other weights, by name: heads and links.
    """

    forms: "Forms"
    tables: tuple[Floats, ...]
    near: tuple[Floats, Floats]
    inputs: Floats
    bias: Floats
    memory: Floats
    top: tuple[Floats, Floats]
    labels: tuple[Floats, Floats]
    moves: Floats
    starts: Floats
    rest: Mapping[str, Floats]


class Forms(dict[Form, int]):
    """The numbers of forms: each form's row among them, filled in as forms are met.

    A dictionary, because its own look-up is all that nearly every token needs.

    Args:
        words: row of each known word in the table of words.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        super().__init__()
        self._words = words
        self._codes = np.zeros((REMEMBERED + 1, len(TABLES)), np.intp)
        self._place = np.zeros(REMEMBERED + 1, np.intp)
        self._new: list[Form] = []

    def __missing__(self, form: Form) -> int:
        """Give a form that was not met before the next row; the first one is nobody's."""
        self._new.append(form)
        self[form] = row = len(self) + 1
        return row

    def coded(self, paragraphs: Sequence[Sequence[Form]]) -> tuple[Numbers, Numbers]:
        """Return the numbers of the forms of some paragraphs, and where each form stands.

        Returns:
            One row of numbers per form, in the order in which the forms first come, so that
            nothing depends on what was read before. For each token its row among them,
            counted from 1, with a 0 before and behind each paragraph.
        """
        if len(self) + sum(map(len, paragraphs)) > REMEMBERED:
            self.clear()
        rows = [0]
        for one in paragraphs:
            rows += map(self.__getitem__, one)
            rows.append(0)
        if self._new:
            last = len(self) + 1
            self._codes[last - len(self._new) : last] = [
                _numbers(form, self._words) for form in self._new
            ]
            self._new.clear()
        known = np.array(list(dict.fromkeys(rows)), np.intp)
        self._place[known] = np.arange(len(known))
        return self._codes.take(known[1:], 0), self._place.take(rows)


def forms_of(words: Sequence[str], depths: Sequence[int]) -> Sequence[Form]:
    """Return tokens as the network tells them apart, by how each stands to marks (0 to 5)."""
    if not any(depths):
        return words
    return list(map(add, map(STANDING.__getitem__, depths), words))


def _numbers(form: Form, words: Mapping[str, int]) -> tuple[int, ...]:
    """Return the numbers of a form: those of its token, and how it stands to marks."""
    # No token but a single character begins with one of these.
    depth = ord(form[0]) if form[0] in STANDING and len(form) > 1 else 0
    return *coded(form[1:] if depth else form, words), depth


@dataclass(frozen=True, slots=True)
class Read:
    """What the network made of some paragraphs.

    Attributes:
        labels: the labels of each paragraph, a byte for each token, in the order
            in which they were given.
        features: one row per token, an empty row before each paragraph and behind the last.
        first: row of each paragraph's first token.
    """

    labels: list[bytes]
    features: Floats
    first: list[int]


def network_from(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Network:
    """Unpack a network from the arrays of its file."""
    words = bytes(arrays["words"].astype(np.uint8)).decode().split("\n")
    rest = {name: _plain(arrays, name) for name in arrays if name != "words"}
    inputs, bias, memory = (np.stack(both, 1) for both in zip(*_directions(rest), strict=True))
    network = Network(
        Forms({word: n for n, word in enumerate(words, UNKNOWN)}),
        tuple(rest.pop(f"tables.{name}.weight") for name in TABLES),
        (_by_neighbour(rest.pop("near.weight")), rest.pop("near.bias")),
        np.ascontiguousarray(inputs),
        np.ascontiguousarray(bias)[:, :, None],
        np.ascontiguousarray(memory) * HALF,
        (_by_neighbour(rest.pop("top.weight")) * HALF, rest.pop("top.bias")),
        (np.ascontiguousarray(rest.pop("labels.weight").T), rest.pop("labels.bias")),
        rest.pop("moves"),
        rest.pop("starts"),
        rest,
    )
    # Freed untouched, it makes the C library keep the memory of smaller arrays for the next
    # ones: memory fresh from the system took a twentieth of the time.
    np.empty(LARGEST, np.uint8)
    return network


def _plain(arrays: Mapping[str, npt.NDArray[np.generic]], name: str) -> Floats:
    """Return an array as floating point numbers; its rows may be scaled integers."""
    values = arrays[name].astype(np.float32)
    if name + ".scale" in arrays:
        scale = arrays[name + ".scale"].astype(np.float32)
        values *= scale.reshape(-1, *[1] * (values.ndim - 1))
    return values


def _by_neighbour(weights: Floats) -> Floats:
    """Return a convolution's weights for the row before, the row itself and the one behind."""
    return np.ascontiguousarray(weights.transpose(2, 1, 0))


def _directions(rest: dict[str, Floats]) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Yield input weights, bias and own weights of both directions of the LSTM, by gate.

    Torch orders the gates in, forget, cell, out. Here the cell comes last, and the others are
    halved, since the logistic function of x is (tanh(x / 2) + 1) / 2: one tanh does all four.
    """
    for end in ("_l0", "_l0_reverse"):
        bias = rest.pop(f"lstm.bias_ih{end}") + rest.pop(f"lstm.bias_hh{end}")
        inputs, own = rest.pop(f"lstm.weight_ih{end}"), rest.pop(f"lstm.weight_hh{end}")
        yield (
            _by_gate(inputs).transpose(0, 2, 1),
            _by_gate(bias),
            _by_gate(own).transpose(0, 2, 1),
        )


def _by_gate(values: Floats) -> Floats:
    into, forget, cell, out = np.split(values, 4)
    return np.stack([into / 2, forget / 2, out / 2, cell])


def read(network: Network, paragraphs: Sequence[Sequence[Form]]) -> Read:
    """Label the tokens of some paragraphs.

    Args:
        network: the weights.
        paragraphs: for each its tokens, at least one, as ``forms_of`` gives them.
    """
    lengths = [len(one) for one in paragraphs]
    first = [1 + before + n for n, before in enumerate(accumulate(lengths, initial=0))][:-1]
    steps = _Steps(lengths, first)
    around = _lstm_pass(network, _near(network, paragraphs), steps)
    features = _neighbours(network, around)
    scores = features @ network.labels[0]
    scores += network.labels[1]
    return Read(best_paths(network, scores, steps), features, first)


def _near(network: Network, paragraphs: Sequence[Sequence[Form]]) -> Floats:
    """Return the first convolution, rectified, with empty rows around paragraphs."""
    codes, place = network.forms.coded(paragraphs)
    weights, bias = network.near
    inputs = np.zeros((len(codes) + 1, weights.shape[1]), np.float32)
    columns = zip(network.tables, codes.T, strict=True)
    np.concatenate([table.take(column, 0) for table, column in columns], 1, out=inputs[1:])
    before, here, behind = np.matmul(inputs, weights)
    here += bias
    result: Floats = here.take(place, 0)
    result[1:] += before.take(place[:-1], 0)
    result[:-1] += behind.take(place[1:], 0)
    np.maximum(result, 0, out=result)
    return result


def _neighbours(network: Network, values: Floats) -> Floats:
    """Return a convolution of rows with the ones before and behind them, rectified."""
    weights, bias = network.top
    padded = np.empty((len(values) + 2, len(bias)), np.float32)
    padded[:] = bias
    most = _rows_at_once(weights)
    for begin in range(0, len(values), most):
        before, here, behind = np.matmul(values[begin : begin + most], weights)
        end = begin + len(here)
        padded[begin + 1 : end + 1] += here
        padded[begin + 2 : end + 2] += before
        padded[begin:end] += behind
    result = padded[1:-1]
    np.maximum(result, 0, out=result)
    return result


def _rows_at_once(weights: Floats) -> int:
    """Return of how many rows a product with some weights is a small one."""
    return SMALL // prod(weights.shape[-2:])


class _Steps:
    """The tokens of paragraphs by step: first all first tokens, then all second ones.

    The longest paragraph comes first, so that those still going on are always the first ones.

    Attributes:
        order: numbers of the paragraphs, the longest first.
        sizes: their lengths, in that order.
        first: the rows of their first tokens, in that order.
        offsets: where each step begins in a row of all tokens by step.
        going: how many paragraphs have a token at each step.
        ahead: the row of each token, by step, read from the front.
        back: the same, read from behind.
    """

    def __init__(self, lengths: Sequence[int], first: Sequence[int]) -> None:
        self.order = sorted(range(len(lengths)), key=lambda n: -lengths[n])
        self.sizes = [lengths[n] for n in self.order]
        self.first = [first[n] for n in self.order]
        size, begin = np.array(self.sizes), np.array(self.first)
        step = np.arange(int(size[0]))
        on = step[:, None] < size[None]
        self.going: list[int] = on.sum(1).tolist()
        self.offsets: list[int] = np.concatenate([[0], np.cumsum(on.sum(1))]).tolist()
        self.ahead: Numbers = (begin[None] + step[:, None])[on]
        self.back: Numbers = (begin[None] + size[None] - 1 - step[:, None])[on]

    def stretch(self, offset: int, most: int) -> int:
        """Return where whole steps from an offset on end, of so many tokens or one step."""
        last = bisect_right(self.offsets, offset + most) - 1
        return max(self.offsets[last], self.offsets[bisect_right(self.offsets, offset)])


def _lstm_pass(network: Network, near: Floats, steps: _Steps) -> Floats:
    """Return twice what the LSTM makes of each row, both directions side by side.

    The logistic function of a gate is half of tanh + 1. The halves are left out: results are
    twice as large, which the weights behind them allow for, and only the cell is halved.
    """
    units = network.memory.shape[-1]
    out = np.empty((2, len(steps.ahead), units), np.float32)
    hidden = cell = np.zeros((2, steps.going[0], units), np.float32)
    given = _given(network, near, steps)
    for offset, count, brought in zip(steps.offsets, steps.going, given, strict=False):
        gate = np.matmul(hidden[:, :count], network.memory)
        gate += brought
        np.tanh(gate, out=gate)
        ways = gate[:3]
        ways += ONE
        into, keep, shown, new = gate
        into *= new
        keep *= cell[:, :count]
        into += keep
        into *= HALF
        cell = into
        hidden = np.tanh(cell, out=out[:, offset : offset + count])
        hidden *= shown
    both = np.zeros((len(near), 2 * units), np.float32)
    both[steps.ahead, :units] = out[0]
    both[steps.back, units:] = out[1]
    return both


def _given(network: Network, near: Floats, steps: _Steps) -> Iterator[Floats]:
    """Yield what the rows themselves bring to the gates of each step.

    That is computed for some steps at once, since more rows make a faster product.
    """
    units = network.memory.shape[-1]
    most = _rows_at_once(network.inputs)
    begin = end = 0
    for offset, count in zip(steps.offsets, steps.going, strict=False):
        if offset == end:
            begin, end = offset, steps.stretch(offset, most)
            gates = np.empty((4, 2, end - begin, units), np.float32)
            for side, rows in enumerate((steps.ahead, steps.back)):
                own = near.take(rows[begin:end], 0)
                np.matmul(own, network.inputs[:, side], out=gates[:, side])
            gates += network.bias
        yield gates[:, :, offset - begin : offset - begin + count]


def best_paths(network: Network, scores: Floats, steps: _Steps) -> list[bytes]:
    """Return the most likely labels of each paragraph (Viterbi), all paragraphs at once.

    Only the best sum up to each label is kept on the way; which label it came from is asked
    afterwards, for all tokens at once. Labels lie along the first axis: the best of seven rows
    is found faster than the best within each of many short ones.
    """
    by_step = np.ascontiguousarray(scores.T).take(steps.ahead, 1)
    moves = network.moves[:, :, None]
    sums = np.empty(by_step.shape, np.float32)
    going = steps.going[0]
    np.add(network.starts[:, None], by_step[:, :going], out=sums[:, :going])
    ways = np.empty((len(sums), len(sums), going), np.float32)
    before = 0
    for offset, count in zip(steps.offsets[1:], steps.going[1:], strict=False):
        way, best = ways[:, :, :count], sums[:, offset : offset + count]
        np.add(sums[:, None, before : before + count], moves, out=way)
        np.maximum.reduce(way, 0, out=best)
        best += by_step[:, offset : offset + count]
        before = offset
    return _traced(network.moves, sums, steps)


def _traced(moves: Floats, sums: Floats, steps: _Steps) -> list[bytes]:
    """Follow the best paths back from their last labels, all paragraphs at once."""
    count = len(moves)
    came_from = _came_from(moves, sums, steps).T.ravel()
    cells = np.arange(0, len(came_from), count)
    labels = sums.argmax(0)
    for step in range(len(steps.going) - 1, 0, -1):
        begin, end = steps.offsets[step], steps.offsets[step + 1]
        before = steps.offsets[step - 1]
        came = came_from.take(cells[begin:end] + labels[begin:end])
        labels[before : before + end - begin] = came
    by_row = np.zeros(int(steps.ahead.max()) + 1, np.int8)
    by_row[steps.ahead] = labels
    printed = by_row.tobytes()
    result = [b""] * len(steps.order)
    for number, first, size in zip(steps.order, steps.first, steps.sizes, strict=True):
        result[number] = printed[first : first + size]
    return result


def _came_from(moves: Floats, sums: Floats, steps: _Steps) -> npt.NDArray[np.int8]:
    """Return for each label of each token, by step, the best label before it."""
    going = np.array(steps.going)
    there = len(steps.ahead) - steps.going[0]
    before = np.arange(there) + steps.going[0] - np.repeat(going[:-1], going[1:])
    earlier = sums.take(before, 1)
    best = earlier[0] + moves[0][:, None]
    labels = np.zeros((len(moves), len(steps.ahead)), np.int8)
    found = labels[:, steps.going[0] :]
    for label in range(1, len(moves)):
        way = earlier[label] + moves[label][:, None]
        np.copyto(found, label, where=way > best)
        np.maximum(best, way, out=best)
    return labels
