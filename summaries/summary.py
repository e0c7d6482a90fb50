"""Choosing sentences for a number of sentences or words, saying nothing twice."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from summaries.model import Article, Sentence
from summaries.passages import Passage, passages
from summaries.rank import article_scores, scores
from summaries.terms import Floats, Terms, vectors

#: A sentence this like a chosen one says the same again.
SAME = 0.6

#: How much likeness to what is chosen costs.
REDUNDANT = 0.4


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
    found = scores(candidates, method=method, language=article.language)
    limit = max_sentences if budget_words is None else None
    picked = chosen(candidates, found, max_sentences=limit, budget_words=budget_words)
    return tuple(sorted(candidates[place].number for place in picked))


def scored(
    article: Article, sentences: Sequence[Sentence], *, method: str = "own"
) -> tuple[Sentence, ...]:
    """Return the sentences with their scores: how well each carries the article."""
    found = article_scores(article, sentences, method=method)
    return tuple(replace(s, score=score) for s, score in zip(sentences, found, strict=True))


def chosen(
    candidates: Sequence[Passage],
    found: Floats,
    *,
    max_sentences: int | None = None,
    budget_words: int | None = None,
) -> tuple[int, ...]:
    """Return which candidates a summary takes, the first chosen first.

    Args:
        candidates: all of them.
        found: score of each.
        max_sentences: how many at most; None for any number.
        budget_words: how many words together at most; None for any number.

    Source:
        Carbonell and Goldstein, "The Use of MMR", SIGIR 1998: each choice is worth its score
        less its likeness to what is chosen already.
    """
    units = _units(candidates)
    left = len(candidates) if max_sentences is None else max_sentences
    words_left = sum(p.words for p in candidates) if budget_words is None else budget_words
    rows = vectors([passage.text for passage in candidates])
    likeness = np.zeros(len(candidates))
    picked: list[int] = []
    while units:
        fitting = {
            unit: value
            for unit in units
            if len(new := [place for place in unit if place not in picked]) <= left
            and sum(candidates[place].words for place in new) <= words_left
            and (value := _worth(new, found, likeness)) is not None
        }
        if not fitting:
            break
        best = max(
            fitting, key=lambda unit: (round(fitting[unit], 9), candidates[unit[-1]].text)
        )
        for place in best:
            if place not in picked:
                picked.append(place)
                left -= 1
                words_left -= candidates[place].words
                likeness = np.maximum(likeness, _likeness(rows, place))
        units = [unit for unit in units if not set(unit) <= set(picked)]
    return tuple(picked)


def _worth(new: Sequence[int], found: Floats, likeness: Floats) -> float | None:
    """Return what the new sentences of a unit add; None when they say the same again."""
    if max(likeness[place] for place in new) >= SAME:
        return None
    return float(np.mean([found[place] - REDUNDANT * likeness[place] for place in new]))


def _likeness(rows: Terms, place: int) -> Floats:
    return rows.times(rows.row(place))


def _units(candidates: Sequence[Passage]) -> list[tuple[int, ...]]:
    """Return what can be chosen together: a sentence, or one with the one it leans on."""
    places = {(p.article, p.number): place for place, p in enumerate(candidates)}
    units: list[tuple[int, ...]] = []
    for place, passage in enumerate(candidates):
        if not passage.leans:
            units.append((place,))
            continue
        before = places.get((passage.article, passage.number - 1))
        if before is not None and not candidates[before].leans:
            units.append((before, place))
    if not units and candidates:
        units.append((0,))
    return units
