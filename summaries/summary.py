"""Choosing sentences for a number of sentences or words, saying nothing twice."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from summaries.model import Article, Sentence
from summaries.passages import Passage, passages
from summaries.rank import Ranking

#: A sentence this like a chosen one says the same again.
SAME = 0.6

#: Within one article a writer repeats himself in other words: captions, standfirsts.
SAME_WRITER = 0.4

#: A leaning sentence is taken with the one before, if that stands alone.
REACH = 2

#: What each sentence brought along costs, in standard deviations.
BROUGHT = 0.5

Flags = npt.NDArray[np.bool_]


def article_summary(
    article: Article,
    sentences: Sequence[Sentence],
    *,
    max_sentences: int = 3,
    budget_words: int | None = None,
    method: str = "own",
) -> tuple[int, ...]:
    """Return the sentences that stand for an article.

    Args:
        article: whose text the sentences point into.
        sentences: all of them, in order.
        max_sentences: how many to choose, at most; not asked when words are given.
        budget_words: how many words they may have together, instead.
        method: a name in ``rank.METHODS``.

    Returns:
        Indexes into ``sentences``, ascending. A sentence that leans on the one before is in
        only together with that.
    """
    candidates = passages([article.text], [sentences])
    ranking = Ranking(candidates, method=method, language=article.language)
    limit = max_sentences if budget_words is None else None
    picked = chosen(candidates, ranking, max_sentences=limit, budget_words=budget_words)
    return tuple(sorted(candidates[place].number for place in picked))


def chosen(
    candidates: Sequence[Passage],
    ranking: Ranking,
    *,
    max_sentences: int | None = None,
    budget_words: int | None = None,
    first: Sequence[int] = (),
    usable: Sequence[bool] = (),
    reach: int = REACH,
) -> tuple[int, ...]:
    """Return which candidates a summary takes, the first chosen first.

    Args:
        candidates: all of them; of equally good ones the first is taken.
        ranking: what each would add.
        max_sentences: how many at most; None for any number.
        budget_words: how many words together at most; None for any number.
        first: places that the ranking has taken already; they are not returned again.
        usable: whether each candidate may be taken for its own sake; when not given, all may.
        reach: so many sentences at most are taken as one, each leaning on the one before.
    """
    same = SAME if len({p.article for p in candidates}) > 1 else SAME_WRITER
    units = _Units(candidates, reach)
    words = np.array([passage.words for passage in candidates], dtype=np.int64)
    left = len(candidates) if max_sentences is None else max_sentences
    words_left = int(words.sum()) if budget_words is None else budget_words
    out = ranking.stale
    wanted = np.array(usable, dtype=bool) if usable else ~np.zeros(len(candidates), dtype=bool)
    lengths = words[units.places]
    taken = np.zeros(len(candidates), dtype=bool)
    taken[list(first)] = True
    left -= len(first)
    words_left -= int(words[list(first)].sum())
    picked: list[int] = []
    while left > 0 and len(candidates):
        out = out | (ranking.likeness >= same)
        missing = units.missing(taken)
        counts = missing.sum(axis=1)
        cost = (lengths * missing).sum(axis=1)
        fits = wanted & ~taken & units.whole(taken) & ~(out[units.places] & missing).any(axis=1)
        fits &= (cost <= words_left) & (counts <= left)
        if not fits.any():
            break
        values = ranking.values() - BROUGHT * (counts - 1)
        best = int(np.argmax(np.where(fits, values.round(9), -np.inf)))
        unit = units.places[best][missing[best]][::-1].tolist()
        for place in unit:
            taken[place] = True
            ranking.take(place)
        picked += unit
        left -= len(unit)
        words_left -= int(cost[best])
    return tuple(picked)


class _Units:
    """Each candidate with those it leans on: the one before, and so on.

    A sentence that leans on no candidate (a heading, page debris, a repeat) stays out, and so
    does one that leans on more than ``reach`` - 1 others, unless enough of them are taken.

    Attributes:
        places: shape (candidates, reach); the candidate, the one before it, and so on.
    """

    def __init__(self, candidates: Sequence[Passage], reach: int) -> None:
        known = {(p.article, p.number): place for place, p in enumerate(candidates)}
        leans = [passage.leans for passage in candidates]
        if leans and all(leans):
            leans[0] = False  # nothing stands alone; what opens the article comes nearest
        own = np.arange(len(candidates), dtype=np.int64)
        self._ends = ~np.array(leans, dtype=bool)
        self.places = np.repeat(own[:, None], reach, axis=1)
        self._needed = np.zeros((len(candidates), reach), dtype=bool)
        self._needed[:, 0] = True
        for place in np.flatnonzero(~self._ends).tolist():
            at: int | None = place
            for depth in range(reach):
                if at is None:
                    break
                self.places[place, depth], self._needed[place, depth] = at, True
                if not leans[at]:
                    self._ends[place] = True
                    break
                at = known.get((candidates[at].article, candidates[at].number - 1))

    def missing(self, taken: Flags) -> Flags:
        """Return which places of each unit a summary lacks to take the candidate."""
        free: Flags = np.logical_and.accumulate(~taken[self.places], axis=1)
        return free & self._needed

    def whole(self, taken: Flags) -> Flags:
        """Return whether each candidate would stand with what it leans on."""
        held: Flags = self._ends | (taken[self.places] & self._needed)[:, 1:].any(axis=1)
        return held
