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

#: Leaning sentences are understood with the one before, so a unit is at most two sentences.
NO_OTHER = -1


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
) -> tuple[int, ...]:
    """Return which candidates a summary takes, the first chosen first.

    Args:
        candidates: all of them; of equally good ones the first is taken.
        ranking: what each would add.
        max_sentences: how many at most; None for any number.
        budget_words: how many words together at most; None for any number.
    """
    same = SAME if len({p.article for p in candidates}) > 1 else SAME_WRITER
    before, free = _leaning(candidates)
    words = np.array([passage.words for passage in candidates], dtype=np.int64)
    left = len(candidates) if max_sentences is None else max_sentences
    words_left = int(words.sum()) if budget_words is None else budget_words
    out = ranking.stale
    taken = np.zeros(len(candidates), dtype=bool)
    picked: list[int] = []
    while left > 0 and len(candidates):
        out = out | (ranking.likeness >= same)
        alone = (before == NO_OTHER) | taken[before]
        usable = ~out & ~taken & (alone | (free & ~out[before] & (left > 1)))
        cost = np.where(alone, words, words + words[before])
        usable &= cost <= words_left
        if not usable.any():
            break
        values = ranking.values()
        values = np.where(alone, values, (values + values[before]) / 2)
        best = int(np.argmax(np.where(usable, values.round(9), -np.inf)))
        unit = [best] if alone[best] else [int(before[best]), best]
        for place in unit:
            taken[place] = True
            ranking.take(place)
        picked += unit
        left -= len(unit)
        words_left -= int(cost[best])
    return tuple(picked)


def _leaning(
    candidates: Sequence[Passage],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Return for each candidate the one it leans on, and whether that one stands alone.

    A sentence that leans on no candidate (a heading, page debris, a repeat) stays out: it is
    shown as leaning on itself, which is never taken before it.
    """
    places = {(p.article, p.number): place for place, p in enumerate(candidates)}
    before = np.full(len(candidates), NO_OTHER, dtype=np.int64)
    free = np.zeros(len(candidates), dtype=bool)
    for place, passage in enumerate(candidates):
        if passage.leans:
            other = places.get((passage.article, passage.number - 1))
            before[place] = place if other is None else other
            free[place] = other is not None and not candidates[other].leans
    if len(before) and (before != NO_OTHER).all():
        before[0] = NO_OTHER  # nothing stands alone; what opens the article comes nearest
    return before, free
