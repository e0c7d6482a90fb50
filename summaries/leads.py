"""The sentence that stands for each story of a briefing: one of every story before a second."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from summaries.passages import Passage
from summaries.preferences import FIRST, care, may_lead, opens_well
from summaries.rank import Ranking
from summaries.scenes import sets_a_scene, tells_the_day
from summaries.summary import SAME
from summaries.terms import Floats

#: With fewer words left no further story is begun.
FEWEST_LEFT = 15

#: What being older than the newest article of its story takes from a lead (ln days): a story is
#: told as it stands now.
OLDER = 5.0

#: What one of the first sentences gets that says on what day it happened; what scenes, history
#: and what is always so lose.
DATED, SCENE = 1.5, 8.0

#: What a late place (ln) takes from a sentence that opens a story, in standard deviations.
EARLY = 2.0


def leads(
    candidates: Sequence[Passage],
    stories: Sequence[Sequence[int]],
    ranking: Ranking,
    extra: Floats,
    *,
    budget_words: int,
    alone: Sequence[bool],
    ages: Sequence[float],
) -> tuple[int, ...]:
    """Return the places of the sentences that open the stories, and count them as taken.

    A lead is what the story's own articles say most and earliest, in one of their first
    sentences if it can be, that stands alone and is no quotation. Stories without one, or only
    such as were told, are passed over.

    Args:
        candidates: of all articles.
        stories: the articles of each, the most important first.
        ranking: of all candidates; it knows what was told.
        extra: what speaks for each candidate, in standard deviations.
        budget_words: of all leads together, at most.
        alone: whether each candidate names nobody and nothing that must be known.
        ages: of each article, in days, 0 for the newest.
    """
    by_article: dict[int, list[int]] = {}
    for place, passage in enumerate(candidates):
        by_article.setdefault(passage.article, []).append(place)
    found: list[int] = []
    left = budget_words
    for articles in stories:
        if left < FEWEST_LEFT:
            break
        numbers = {article: number for number, article in enumerate(sorted(articles))}
        places = [place for article in numbers for place in by_article.get(article, ())]
        own = [replace(candidates[p], article=numbers[candidates[p].article]) for p in places]
        fits = [
            may_lead(one) and not ranking.stale[place] and bool(ranking.likeness[place] < SAME)
            for one, place in zip(own, places, strict=True)
        ]
        well = [fit and opens_well(one) for fit, one in zip(fits, own, strict=True)]
        clear = [fit and alone[place] for fit, place in zip(fits, places, strict=True)]
        best_of = [one and other for one, other in zip(well, clear, strict=True)]
        fits = next((each for each in (best_of, clear, well) if any(each)), fits)
        if any(fits):
            late = np.log1p([one.position for one in own])
            newest = min((ages[article] for article in articles), default=0.0)
            old = np.array([ages[candidates[place].article] - newest for place in places])
            careful = np.array([care(one) for one in own])
            liked = extra[places] + ranking.novelty[places] + careful - EARLY * late
            liked -= OLDER * np.log1p(np.maximum(0, old))
            liked += DATED * np.array([_tells_news(one) for one in own])
            liked -= SCENE * np.array([sets_a_scene(one.text) for one in own])
            values = Ranking(own, extra=liked).values()
            best = places[int(np.argmax(np.where(fits, values.round(9), -np.inf)))]
            # A lesser sentence that still fits would not tell the story.
            if candidates[best].words <= left:
                ranking.take(best)
                found.append(best)
                left -= candidates[best].words
    return tuple(found)


def _tells_news(passage: Passage) -> bool:
    return passage.position < FIRST and tells_the_day(passage.text)
