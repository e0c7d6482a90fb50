"""A paragraph as sentences of items, for rules that know no grammar.

An item is a passage in quotation marks, or a word or mark outside of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summaries import phrases
from summaries.marks import MARKS, Marked
from summaries.tokens import tokens

Place = tuple[int, int]
QUOTED = "“”"


@dataclass(frozen=True, slots=True)
class Item:
    """A word or mark outside quotation marks, or a whole passage inside them.

    Attributes:
        start: its first code point.
        end: behind its last one.
        text: as printed.
        word: in lower case; ``QUOTED`` for a passage.
    """

    start: int
    end: int
    text: str
    word: str

    @property
    def quoted(self) -> bool:
        """Whether it is a passage in quotation marks."""
        return self.word == QUOTED

    @property
    def name(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a paragraph as items.

    Attributes:
        row: its items, the closing full stop included.
    """

    row: tuple[Item, ...]

    def place(self, low: int, high: int) -> Place:
        """Return where the items from ``low`` up to ``high`` stand in the article."""
        return self.row[low].start, self.row[high - 1].end

    def word(self, n: int) -> str:
        """Return the word of item ``n``; empty beyond either end."""
        return self.row[n].word if 0 <= n < len(self.row) else ""

    @property
    def last(self) -> int:
        """Where its closing mark stands, or behind its last item."""
        n = len(self.row)
        while n and not self.row[n - 1].quoted and self.row[n - 1].word in ".!?":
            n -= 1
        return n


def items(text: str, start: int, end: int, passages: Sequence[Marked]) -> list[Item]:
    """Return a paragraph as items."""
    row: list[Item] = []
    at = start
    for one in passages:
        whole = one.level == 0 and (one.double or text.count(" ", one.start, one.end) > 2)
        if whole and one.start >= at:
            row += _words(text, at, one.start)
            row.append(Item(one.start, one.end, text[one.start : one.end], QUOTED))
            at = one.end
    return row + _words(text, at, end)


def _words(text: str, start: int, end: int) -> list[Item]:
    return [Item(a, b, text[a:b], text[a:b].lower()) for a, b in tokens(text, start, end)]


def sentences(row: Sequence[Item]) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph; those inside quotation marks do not count."""
    first = 0
    for n in range(len(row)):
        if _ends(row, n):
            yield Sentence(tuple(row[first : n + 1]))
            first = n + 1
    if first < len(row):
        yield Sentence(tuple(row[first:]))


def _ends(row: Sequence[Item], n: int) -> bool:
    """Tell whether a sentence ends with item ``n``."""
    item, behind = row[n], row[n + 1] if n + 1 < len(row) else None
    if behind is None or behind.text[0].islower() or behind.word in {",", ";", ")"}:
        return False
    if not item.quoted:
        before = row[n - 1] if n else item
        short = before.word in phrases.TITLES or (before.name and len(before.text) == 1)
        return item.word in {".", "!", "?"} and not short
    last = item.text.rstrip(MARKS)[-1:]
    if last == "." or behind.quoted:
        return last in {".", "!", "?"}
    # “Why?” Li asked: a question mark inside leaves the sentence open when a verb follows.
    return last in {"!", "?"} and not any(
        one.word in phrases.VERBS for one in row[n + 1 : n + 7]
    )
