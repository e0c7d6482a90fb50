"""The same figure told differently: "12 dead" in one article, "15 dead" in another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from summaries.counts import Count, counts
from summaries.model import Article, Conflict, Sentence
from summaries.terms import vectors

#: Sentences at least this alike speak of the same thing.
SAME_MATTER = 0.5

#: How many died is told on top, and the sentences that open two articles of one story need not
#: be that much alike; further down the dead of one place, or of another year, are counted.
SAME_FATE, ON_TOP = 0.2, 3

#: A later article knows more: its number is no other account of what was known before.
SAME_TIME = timedelta(hours=12)

DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Figure:
    article: Article
    count: Count
    sentence: int
    text: str
    on_top: bool


def conflicts(
    sources: Sequence[tuple[Article, Sequence[Sentence]]], *, most: int = 3
) -> tuple[Conflict, ...]:
    """Return figures that articles tell differently, without a verdict.

    Two figures differ when articles of one time count the same thing with the same fate in
    sentences that are otherwise alike, and come to numbers that cannot both be right; a number
    that both articles print is no conflict.

    Args:
        sources: articles of one story with their sentences.
        most: how many conflicts at most.
    """
    texts: list[str] = []
    figures: list[_Figure] = []
    for article, sentences in sources:
        prose = [sentence for sentence in sentences if not sentence.heading]
        for place, sentence in enumerate(prose):
            text = article.text[sentence.start : sentence.end]
            figures += [
                _Figure(article, count, len(texts), text, place < ON_TOP)
                for count in counts(article.text, sentence.start, sentence.end)
            ]
            texts.append(text)
    differing = [pair for pair in _pairs(figures) if _differ(*pair, figures)]
    if not differing:
        return ()
    rows = vectors(texts)
    found: dict[str, Conflict] = {}
    for one, other in differing:
        alike = float(rows.likeness(one.sentence)[other.sentence])
        if alike >= (SAME_FATE if one.count.fate else SAME_MATTER):
            accounts = _account(one), _account(other)
            found.setdefault(one.count.kind, Conflict(one.count.subject, accounts))
    return tuple(found.values())[:most]


def _pairs(figures: Sequence[_Figure]) -> Iterator[tuple[_Figure, _Figure]]:
    """Yield two figures of one kind, of two articles that are of one time."""
    for one, other in combinations(figures, 2):
        if (
            one.count.kind == other.count.kind
            and one.article.id != other.article.id
            and _of_one_time(one.article.published_at, other.article.published_at)
        ):
            yield one, other


def _of_one_time(one: datetime | None, other: datetime | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= SAME_TIME


def _differ(one: _Figure, other: _Figure, figures: Sequence[_Figure]) -> bool:
    """Tell whether two figures are of one matter and neither article has the other's number."""
    if one.count.agrees(other.count):
        return False
    if one.count.fate and not (_is_toll(one) and _is_toll(other)):
        return False
    days = set(DAY.findall(one.text)), set(DAY.findall(other.text))
    if all(days) and not days[0] & days[1]:
        return False
    values: dict[int, set[float]] = {one.article.id: set(), other.article.id: set()}
    for figure in figures:
        if figure.article.id in values and figure.count.kind == one.count.kind:
            values[figure.article.id].add(figure.count.value)
    return not values[one.article.id] & values[other.article.id]


def _is_toll(figure: _Figure) -> bool:
    """Tell whether a figure says what this event did: on top, and of no other year."""
    return figure.on_top and not YEAR.search(figure.text)


def _account(figure: _Figure) -> tuple[int, int, int, str]:
    article, start, end = figure.article, figure.count.start, figure.count.end
    return article.id, start, end, article.text[start:end]
