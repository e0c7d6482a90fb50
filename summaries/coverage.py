"""What each candidate adds to a summary: words and word pairs that many sentences share.

The ranker behind the method "own". A summary is good when it holds what the articles say most
and earliest; a word or pair that it holds already counts for nothing, so nothing is said twice.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from summaries.passages import Passage
from summaries.terms import Floats, Terms, concepts, rarity

#: "US" is a country, "I-Vt." a senator without a party.
#: (It begins with a set of letters, which is found fast.)
YOU_AND_I = re.compile(
    r"[IMmWwOouYy](?<!\w.)(?:(?<=I)|(?<=[Mm])[ye]|(?<=[Ww])e|(?<=[Oo])ur|(?<=u)s|(?<=[Yy])our?)\b(?!-[A-Z])"
)
OPENING_MARKS = "\"“‘'«„"

#: A sentence of fewer words than this says little beside its neighbours.
SHORT = 9

#: So few terms count as this many, so that a scrap of three good words does not win.
FEWEST_TERMS = 3


@dataclass(frozen=True, slots=True)
class Taste:
    """How much the signs of a good sentence count, in standard deviations of each sign.

    Attributes:
        decay: how fast a word counts less the later its sentence stands.
        power: of a word's frequency; 0 stands for its logarithm.
        per_word: share by the words of the sentence, not by its terms.
        late: place in the article (ln).
        first_person: "I", "we", "you".
        short: fewer words than SHORT.
        quote: begins with quotation marks.
        spread: share of the articles that use its words.
        leads: likeness to the first sentences of the articles.
    """

    decay: float
    power: float
    per_word: bool
    late: float = 0.0
    first_person: float = 0.0
    short: float = 0.0
    quote: float = 0.0
    spread: float = 0.0
    leads: float = 0.0


#: Round numbers, chosen by cross-validation on the development halves (docs/analysis.md); their
#: neighbours do as well within the interval.
ALONE = Taste(0.3, 1.5, per_word=True, late=-0.5, first_person=-0.1, short=-0.1)
SEVERAL = Taste(0.1, 0.0, per_word=False, quote=0.3, spread=0.3, leads=0.3)

#: For somebody who was told before: what most articles say and begin with he knows.
UPDATE = Taste(0.1, 0.0, per_word=False, quote=0.7)

#: How often a word was told counts this much against how often it comes now (both ln).
TOLD_SHARE = 0.75


#: So many told sentences are compared with all candidates at once, which takes memory.
TOLD_AT_ONCE = 100


class Coverage:
    """What every candidate would add to a summary while it grows.

    Args:
        candidates: all of them, of articles on one subject.
        told: sentences that the reader knows: their words and pairs count for less.
        taste: how much each sign counts; by default it depends on the number of articles.

    Attributes:
        rows: the candidates as rows of TF-IDF, of length 1.
        known: likeness of each candidate to the told sentence nearest to it, 0 to 1.

    Source:
        After Gillick and Favre, "A Scalable Global Model for Summarization", 2009 (word pairs
        as concepts) and Lin and Bilmes, "A Class of Submodular Functions for Document
        Summarization", ACL 2011 (greedy choice). Ours: frequency weighted by place, shared by
        the candidate's length, and the signs of :class:`Taste`.
    """

    def __init__(
        self,
        candidates: Sequence[Passage],
        *,
        told: Sequence[str] = (),
        taste: Taste | None = None,
    ) -> None:
        alone = len({p.article for p in candidates}) < 2
        taste = taste or (UPDATE if told else ALONE if alone else SEVERAL)
        words, pairs = concepts([*(passage.text for passage in candidates), *told])
        count = len(candidates)
        singles = words.first(count)
        self.rows = singles.weighted(rarity(singles)).of_length_one()
        self.known = _nearest(words, count) if told else np.zeros(count)
        places = np.array([passage.position for passage in candidates], dtype=np.float64)
        self._fixed = _signs(candidates, places, self.rows, singles, taste)
        early = 1 / (1 + taste.decay * places)
        parts = [
            _part(one, candidates, early, taste, n) for n, one in enumerate((words, pairs))
        ]
        self._weights = np.concatenate([weights for _, weights in parts])
        shares = parts[0][0].beside(parts[1][0])
        # Most pairs come once and count for nothing.
        self._shares = shares.but(self._weights == 0)

    def values(self) -> Floats:
        """Return what each candidate would add now; higher is better."""
        return self._fixed + self._shares.times(self._weights)

    def take(self, place: int) -> None:
        """Count the words and pairs of a candidate as covered."""
        self._weights[self._shares.columns_of(place)] = 0


def _part(
    everything: Terms, candidates: Sequence[Passage], early: Floats, taste: Taste, least: int
) -> tuple[Terms, Floats]:
    """Return the share of each entry in its candidate, and the weight of each column.

    Args:
        everything: the candidates' terms, then those of what was told.
        candidates: all of them.
        early: how much a word counts for where its candidate stands.
        taste: how frequency and length count.
        least: so often a term comes that counts for nothing yet.
    """
    terms = everything.first(len(candidates))
    frequency = terms.times_rows(early)
    if taste.power:
        weights = frequency ** (1.0 if least else taste.power)
    else:
        weights = np.log(np.maximum(frequency, 1)) if least else np.log1p(frequency)
    if taste.per_word:
        sizes = np.array([max(passage.words, 8) for passage in candidates], dtype=np.float64)
    else:
        sizes = terms.sizes(FEWEST_TERMS)
    shares = terms.shared(1 / sizes)
    values = shares.times(weights)
    if everything.count > terms.count:
        told = everything.spread() - terms.spread()
        weights = np.maximum(0, weights - TOLD_SHARE * np.log1p(told))
    return shares, weights / (_deviations(values[None])[0] + 1e-9)


def _deviations(rows: Floats) -> Floats:
    """Return the standard deviation of each row, 0 for nothing, in a third of NumPy's time."""
    count = max(1, rows.shape[1])
    apart = rows - rows.sum(axis=1, keepdims=True) / count
    found: Floats = np.sqrt((apart * apart).sum(axis=1) / count)
    return found


def _nearest(everything: Terms, count: int) -> Floats:
    """Return for each of the first rows its largest likeness to one of the others."""
    rows = everything.weighted(rarity(everything)).of_length_one()
    near = np.zeros(count)
    first = rows.first(count)
    for start in range(count, everything.count, TOLD_AT_ONCE):
        some = rows.between(start, start + TOLD_AT_ONCE)
        near = np.maximum(near, first.products(some).max(axis=0))
    return near


def _signs(
    candidates: Sequence[Passage], places: Floats, rows: Terms, singles: Terms, taste: Taste
) -> Floats:
    """Return the part of the value that does not change while a summary grows."""
    signs: list[tuple[float, Callable[[], Floats]]] = [
        (taste.late, lambda: np.log1p(places)),
        (taste.first_person, lambda: _that(bool(YOU_AND_I.search(p.text)) for p in candidates)),
        (taste.short, lambda: _that(p.words < SHORT for p in candidates)),
        (taste.quote, lambda: _that(p.text[0] in OPENING_MARKS for p in candidates)),
        (taste.spread, lambda: _spread(candidates, singles)),
        (taste.leads, lambda: _like_leads(rows, 1 / (1 + places))),
    ]
    asked = [(weight, sign) for weight, sign in signs if weight]
    if not asked or not candidates:
        return np.zeros(len(candidates))
    values = np.array([sign() for _, sign in asked])
    weights = np.array([weight for weight, _ in asked]) / (_deviations(values) + 1e-9)
    found: Floats = weights @ (values - values.sum(axis=1, keepdims=True) / len(candidates))
    return found


def _like_leads(rows: Terms, early: Floats) -> Floats:
    """Return the likeness to all other candidates, the early ones counting more."""
    return rows.times(rows.times_rows(early)) - early * (rows.sizes(0) > 0)


def _spread(candidates: Sequence[Passage], singles: Terms) -> Floats:
    """Return the mean share of the articles that use a candidate's words."""
    articles = np.array([passage.article for passage in candidates])
    using = np.zeros((int(articles.max()) + 1, singles.width), dtype=bool)
    using[articles[singles.rows], singles.columns] = True
    share = using.sum(axis=0) / len(using)
    return singles.times(share) / np.maximum(singles.sizes(1), 1)


def _that(values: Iterable[bool]) -> Floats:
    return np.fromiter(values, dtype=np.float64)
