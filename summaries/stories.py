"""Which articles tell one event, decided as they arrive."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log1p, sqrt

from summaries.terms import content
from summaries.text import folded

#: Smallest likeness to an article of a story that makes a new article part of it.
CLOSE = 0.26

#: An article joins only a story that has one published at most this long before or after.
WINDOW = timedelta(days=7)

NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*|\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is kept of an article to recognise others on the same event.

    Attributes:
        terms: its words by stem with their weight before rarity.
        names: its names and numbers, likewise.
        published_at: None for an undated article, which fits any time.
    """

    terms: tuple[tuple[str, float], ...]
    names: tuple[tuple[str, float], ...]
    published_at: datetime | None = None


def profile(title: str, text: str, published_at: datetime | None = None) -> Profile:
    """Return what is kept of an article to group it."""
    whole = f"{title}\n{text}"
    terms = Counter(content(whole))
    names = Counter(folded(found.strip(".,")) for found in NAME.findall(whole))
    return Profile(_damped(terms), _damped(names), published_at)


class Grouper:
    """Places articles among stories one by one; a story's number never changes.

    Args:
        known: profiles placed before, with the number of their story.
        closeness: smallest likeness, 0 to 1, that joins an article to a story.
    """

    def __init__(
        self, known: Iterable[tuple[int, Profile]] = (), *, closeness: float = CLOSE
    ) -> None:
        self._closeness = closeness
        self._stories: list[int] = []
        self._dates: list[datetime | None] = []
        self._terms = _Index()
        self._names = _Index()
        for story, kept in known:
            self._keep(story, kept)

    def place(self, new: Profile) -> int:
        """Return the number of the story that a new article belongs to, and keep it there."""
        terms, names = self._terms.likeness(new.terms), self._names.likeness(new.names)
        best, story = self._closeness, None
        for number, other in enumerate(self._stories):
            likeness = (terms.get(number, 0.0) + names.get(number, 0.0)) / 2
            if likeness > best and _near(self._dates[number], new.published_at):
                best, story = likeness, other
        if story is None:
            story = max(self._stories, default=-1) + 1
        self._keep(story, new)
        return story

    def _keep(self, story: int, kept: Profile) -> None:
        self._stories.append(story)
        self._dates.append(kept.published_at)
        self._terms.add(kept.terms)
        self._names.add(kept.names)


def grouped(
    articles: Iterable[tuple[str, str, str, datetime | None]],
) -> Iterator[tuple[str, str]]:
    """Yield each article's id with its story's id: the id of the story's first article.

    Args:
        articles: (id, title, text, time of publication) in order of arrival.
    """
    grouper = Grouper()
    first: dict[int, str] = {}
    for identity, title, text, published_at in articles:
        story = grouper.place(profile(title, text, published_at))
        yield identity, first.setdefault(story, identity)


class _Index:
    """Which kept articles have a term, and how heavily."""

    def __init__(self) -> None:
        self._posted: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        self._rows: list[tuple[tuple[str, float], ...]] = []

    def add(self, row: tuple[tuple[str, float], ...]) -> None:
        for term, weight in row:
            self._posted[term].append((len(self._rows), weight))
        self._rows.append(row)

    def likeness(self, row: tuple[tuple[str, float], ...]) -> dict[int, float]:
        """Return the TF-IDF cosine to every kept row that shares a term."""
        products: defaultdict[int, float] = defaultdict(float)
        for term, weight in row:
            rarity = self._rarity(term) ** 2
            for number, other in self._posted.get(term, ()):
                products[number] += weight * other * rarity
        length = self._length(row)
        return {
            number: product / max(1e-9, length * self._length(self._rows[number]))
            for number, product in products.items()
        }

    def _rarity(self, term: str) -> float:
        return log1p((len(self._rows) + 1) / (len(self._posted.get(term, ())) + 1))

    def _length(self, row: tuple[tuple[str, float], ...]) -> float:
        return sqrt(sum((weight * self._rarity(term)) ** 2 for term, weight in row))


def _damped(counts: Counter[str]) -> tuple[tuple[str, float], ...]:
    return tuple((term, 1 + log1p(count - 1)) for term, count in sorted(counts.items()))


def _near(one: datetime | None, other: datetime | None) -> bool:
    return one is None or other is None or abs(one - other) <= WINDOW
