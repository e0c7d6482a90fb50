"""Choosing sentences for a number of sentences or words, saying nothing twice."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from summaries.model import Article, Sentence
from summaries.passages import Passage, passages
from summaries.rank import Ranking
from summaries.terms import Flags, Floats
from summaries.units import Units

#: A sentence this like a chosen one says the same again.
SAME = 0.6

#: Within one article a writer repeats himself in other words: captions, standfirsts.
SAME_WRITER = 0.4

#: A leaning sentence is taken with the one before, if that stands alone.
REACH = 2

#: What each sentence brought along costs, in standard deviations.
BROUGHT = 0.5


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
    units = Units(candidates, reach)
    units.take(first)
    words = np.array([passage.words for passage in candidates], dtype=np.int64)
    room = _Room(
        (len(candidates) if max_sentences is None else max_sentences) - len(first),
        int((words.sum() if budget_words is None else budget_words) - words[list(first)].sum()),
    )
    done = ~np.array(usable, dtype=bool) if usable else np.zeros(len(candidates), dtype=bool)
    done[list(first)] = True
    out = ranking.stale
    picked: list[int] = []
    while room.sentences > 0 and len(candidates):
        out = out | (ranking.likeness >= same) | (words > room.words)
        values = (ranking.values() - BROUGHT * units.brought).round(9)
        values[done | out] = -np.inf
        unit = _best(values, candidates, units, out, room)
        if not unit:
            break
        for place in reversed(unit):
            ranking.take(place)
        units.take(unit)
        done[unit] = True
        picked += reversed(unit)
        room = _Room(room.sentences - len(unit), room.words - _words(candidates, unit))
    return tuple(picked)


class _Room(NamedTuple):
    """How much may still be taken."""

    sentences: int
    words: int


def _best(
    values: Floats, candidates: Sequence[Passage], units: Units, out: Flags, room: _Room
) -> list[int]:
    """Return the best candidate that can be taken, then what it brings along; or nothing."""
    while True:
        best = int(values.argmax())
        if values[best] == -np.inf:
            return []
        unit = units.missing(best)
        fits = len(unit) <= room.sentences and _words(candidates, unit) <= room.words
        if fits and units.stands(best) and not any(out[place] for place in unit):
            return unit
        values[best] = -np.inf


def _words(candidates: Sequence[Passage], unit: Sequence[int]) -> int:
    return sum(candidates[place].words for place in unit)
