"""Which articles tell one event: placed one by one as they arrive, or all at once."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import log, log1p, sqrt

import numpy as np

from summaries.joining import enough, joined
from summaries.parting import parts, spread_of
from summaries.rarity import rarity
from summaries.terms import Floats, content
from summaries.text import STOP, folded

#: Smallest likeness to a story, 0 to 1, that makes a new article part of it.
CLOSE = 0.14

#: The same in a pool of a few articles, which does not tell how alike most of them are.
CLOSE_OF_FEW = 0.12

#: An article joins only a story that has one published at most this long before or after.
WINDOW = timedelta(days=7)

#: An undated article may be of another year: its likeness to a dated one counts this much.
UNDATED = 0.4

#: Names and numbers tell one event from another of its kind; pairs of words and the opening
#: tell what happened. Their shares in the likeness of two articles.
SHARES: Mapping[str, float] = {"names": 0.4, "pairs": 0.3, "opening": 0.3}

#: Before many articles are known, a term counts as seen in SEEN of so many others: in a small
#: pool the words that make articles one story would else look common.
OTHERS, SEEN = 300, 3

#: In a pool larger than this a pair of words that comes in one article only tells nothing. In
#: a smaller one it tells that the article is about something else: of two articles only the
#: pairs that they share would be left, and all of them would look like one event.
LARGE = 60

#: Terms in a larger share of many articles are not looked up: they tell no event from another,
#: and looking them up makes the time grow with the square of the articles.
COMMON = 0.1

#: More articles than this at once are placed one by one: the time grows with their square.
MOST_TOGETHER = 2000

OPENING_WORDS = 120
NAME = re.compile(r"\b[A-Z][\w’'-]+|\b\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is kept of an article to recognise others on the same event: terms with weights.

    Attributes:
        names: capitalised words and numbers.
        pairs: neighbouring content words.
        opening: words of the headline and the first OPENING_WORDS words.
        published_at: None for an undated article, which fits any time.
    """

    names: tuple[tuple[str, float], ...]
    pairs: tuple[tuple[str, float], ...]
    opening: tuple[tuple[str, float], ...]
    published_at: datetime | None = None


def profile(title: str, text: str, published_at: datetime | None = None) -> Profile:
    """Return what is kept of an article to group it."""
    whole = f"{title}\n{text}"
    found = (name.strip(".,") for name in NAME.findall(whole) if name.lower() not in STOP)
    stems = content(whole)
    opening = content(f"{title}. " + " ".join(text.split()[:OPENING_WORDS]))
    return Profile(
        _damped(folded(name) for name in found),
        _damped(f"{one} {other}" for one, other in pairwise(stems)),
        _damped(opening),
        published_at,
    )


class Grouper:
    """Places articles among stories one by one; a story's number never changes.

    Args:
        coming: profiles that will be placed: their words tell which are rare.

    Source:
        Single-pass clustering, Yang et al., "Learning Approaches for Detecting and Tracking
        News Events", IEEE Intelligent Systems 14, 1999; a story's likeness is the mean of its
        closest article and of all its articles.
    """

    def __init__(self, coming: Sequence[Profile]) -> None:
        self._indexes = {
            kind: _Index(
                [getattr(one, kind) for one in coming], least=_least_spread(kind, coming)
            )
            for kind in SHARES
        }
        self._stories: list[int] = []
        self._dates: list[datetime | None] = []

    def place(self, new: Profile) -> int:
        """Return the number of the story that a new article belongs to, and keep it there."""
        by_story: defaultdict[int, list[float]] = defaultdict(list)
        for number, value in self._likeness(new).items():
            near = _nearness(self._dates[number], new.published_at)
            if near:
                by_story[self._stories[number]].append(value * near)
        sizes = Counter(self._stories)
        best, story = CLOSE, None
        for other, values in sorted(by_story.items()):
            value = (max(values) + sum(values) / sizes[other]) / 2
            if value > best:
                best, story = value, other
        if story is None:
            story = max(self._stories, default=-1) + 1
        self._keep(story, new)
        return story

    def likenesses(self, new: Sequence[Profile]) -> Floats:
        """Return how alike every two new articles are; not at all outside of the window."""
        near = np.zeros((len(new), len(new)))
        for number, one in enumerate(new):
            for other, value in self._likeness(one).items():
                close = value * _nearness(new[other].published_at, one.published_at)
                near[number, other] = near[other, number] = close
            self._keep(number, one)
        return near

    def _likeness(self, new: Profile) -> dict[int, float]:
        """Return how alike the new article is to every kept one that shares a term."""
        found: defaultdict[int, float] = defaultdict(float)
        for kind, share in SHARES.items():
            for number, value in self._indexes[kind].likeness(getattr(new, kind)).items():
                found[number] += share * value
        return found

    def _keep(self, story: int, kept: Profile) -> None:
        self._stories.append(story)
        self._dates.append(kept.published_at)
        for kind, index in self._indexes.items():
            index.add(getattr(kept, kind))


def together(profiles: Sequence[Profile]) -> tuple[int, ...]:
    """Return the number of the story of each article, all at hand at once.

    The order of the articles changes nothing but the numbers. Every story is looked at again:
    one that holds two events of a kind (two recalls of one product, years apart) comes apart.
    """
    # Sums of fractions depend on their order in the last place; so articles get one of theirs.
    order = sorted(range(len(profiles)), key=lambda n: (profiles[n].opening, profiles[n].names))
    ordered = [profiles[number] for number in order]
    indexes = {kind: [getattr(one, kind) for one in ordered] for kind in SHARES}
    if len(ordered) > LARGE:
        indexes["pairs"] = _repeated(indexes["pairs"])
    spread = {kind: spread_of(rows) for kind, rows in indexes.items()}
    label: dict[int, int] = {}
    alike = _alike(ordered)
    for group in _groups(ordered, alike):
        for part in parts(group, indexes, SHARES, spread, alike):
            label |= dict.fromkeys((order[number] for number in part), min(part))
    numbers: dict[int, int] = {}
    return tuple(
        numbers.setdefault(label[place], len(numbers)) for place in range(len(profiles))
    )


def _least_spread(kind: str, coming: Sequence[Profile]) -> int:
    """Return in how many articles a term of some kind must come to tell anything."""
    return 2 if kind == "pairs" and len(coming) > LARGE else 1


def _alike(profiles: Sequence[Profile]) -> Floats | None:
    """Return how alike every two articles are; None when they are too many to compare.

    A few articles do not tell which of their words are rare; how common they are in the news
    does.
    """
    if len(profiles) > MOST_TOGETHER:
        return None
    if len(profiles) <= LARGE:
        profiles = [_weighed(one) for one in profiles]
    return Grouper(profiles).likenesses(profiles)


def _weighed(one: Profile) -> Profile:
    names, pairs, opening = (
        tuple((term, weight * rarity(term)) for term, weight in getattr(one, kind))
        for kind in SHARES
    )
    return Profile(names, pairs, opening, one.published_at)


def _groups(profiles: Sequence[Profile], alike: Floats | None) -> list[tuple[int, ...]]:
    if alike is not None:
        return joined(alike, enough(alike, CLOSE_OF_FEW) if len(alike) <= LARGE else CLOSE)
    grouper = Grouper(profiles)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(profiles):
        members[grouper.place(one)].append(number)
    return [tuple(group) for group in members.values()]


def _repeated(
    rows: Sequence[tuple[tuple[str, float], ...]],
) -> list[tuple[tuple[str, float], ...]]:
    """Return the rows without terms that come in one of them only."""
    spread = Counter(term for row in rows for term, _ in row)
    return [tuple(entry for entry in row if spread[entry[0]] > 1) for row in rows]


def grouped(
    articles: Iterable[tuple[str, str, str, datetime | None]],
) -> Iterator[tuple[str, str]]:
    """Yield each article's id with its story's id: the id of the story's first article.

    Args:
        articles: (id, title, text, time of publication) in order of arrival.
    """
    known = list(articles)
    found = together([profile(title, text, at) for _, title, text, at in known])
    first: dict[int, str] = {}
    for (identity, *_), story in zip(known, found, strict=True):
        yield identity, first.setdefault(story, identity)


class _Index:
    """Which kept articles have a term, and how heavily; rarity fixed at the start."""

    def __init__(self, rows: Sequence[tuple[tuple[str, float], ...]], least: int) -> None:
        self._count = len(rows) + OTHERS
        self._spread = Counter(term for row in rows for term, _ in row)
        self._least = least
        self._posted: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        self._size = 0

    def add(self, row: Sequence[tuple[str, float]]) -> None:
        for term, weight in self._vector(row):
            self._posted[term].append((self._size, weight))
        self._size += 1

    def likeness(self, row: Sequence[tuple[str, float]]) -> dict[int, float]:
        """Return the TF-IDF cosine to every kept row that shares a term."""
        products: defaultdict[int, float] = defaultdict(float)
        most = max(LARGE, COMMON * self._count)
        for term, weight in self._vector(row):
            posted = self._posted.get(term, ())
            if max(len(posted), self._spread[term]) <= most:
                for number, other in posted:
                    products[number] += weight * other
        return products

    def _vector(self, row: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
        rare = [
            (term, weight * log1p(self._count / (max(1, self._spread[term]) + SEEN)))
            for term, weight in row
            if self._spread[term] >= self._least or term in self._posted
        ]
        length = sqrt(sum(weight * weight for _, weight in rare)) or 1.0
        return [(term, weight / length) for term, weight in rare]


def _damped(terms: Iterable[str]) -> tuple[tuple[str, float], ...]:
    counts = Counter(term for term in terms if term)
    return tuple((term, 1 + log(count)) for term, count in sorted(counts.items()))


def _nearness(one: datetime | None, other: datetime | None) -> float:
    """Return how far two dates let articles tell one event, 0 to 1."""
    if one is None or other is None:
        return 1.0 if one is other else UNDATED
    return float(abs(one - other) <= WINDOW)
