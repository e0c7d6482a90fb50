"""The sentence that stands for each story of a briefing: one of every story before a second."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from summaries.passages import Passage
from summaries.preferences import FIRST, care, may_lead, opens_well
from summaries.rank import Ranking
from summaries.scenes import sets_a_scene, tells_the_day
from summaries.summary import SAME
from summaries.terms import Floats

#: A story among others is told by one of the first sentences of its articles, or not at all.
REACH = 6

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


@dataclass(frozen=True, slots=True)
class Room:
    """What is left of a briefing: how many words, and how many sentences."""

    words: int
    sentences: int


def leads(
    candidates: Sequence[Passage],
    stories: Sequence[Sequence[int]],
    ranking: Ranking,
    extra: Floats,
    *,
    room: Room,
    alone: Sequence[bool],
    ages: Sequence[float],
) -> tuple[int, ...]:
    """Return the places of the sentences that open the stories, and count them as taken.

    A lead is what the story's own articles say most and earliest, in one of their first
    sentences if it can be, that stands alone and is no quotation. Stories without one, or only
    such as were told, are passed over; when all of them are, a lesser sentence opens one.

    Args:
        candidates: of all articles.
        stories: the articles of each, the most important first.
        ranking: of all candidates; it knows what was told.
        extra: what speaks for each candidate, in standard deviations.
        room: for all leads together.
        alone: whether each candidate names nobody and nothing that must be known.
        ages: of each article, in days, 0 for the newest.
    """
    signs = _Signs(candidates, ranking, extra, alone, ages)
    found: list[int] = []
    left = room.words
    for strict in (True, False):
        for articles in stories:
            if left < FEWEST_LEFT or len(found) == room.sentences:
                break
            best = _lead(articles, signs, strict=strict)
            # A lesser sentence that still fits would not tell the story.
            if best is not None and candidates[best].words <= left:
                ranking.take(best)
                found.append(best)
                left -= candidates[best].words
        if found:
            break
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Signs:
    """What leads are chosen by; as ``leads`` is given it."""

    candidates: Sequence[Passage]
    ranking: Ranking
    extra: Floats
    alone: Sequence[bool]
    ages: Sequence[float]


def _lead(articles: Sequence[int], signs: _Signs, *, strict: bool) -> int | None:
    """Return the place of the sentence that opens a story, None when nothing does.

    Args:
        articles: of the story.
        signs: of all candidates.
        strict: only a sentence near the top that needs nothing known and sets no scene does.
    """
    numbers = {article: number for number, article in enumerate(sorted(articles))}
    candidates = signs.candidates
    places = [place for place, one in enumerate(candidates) if one.article in numbers]
    own = [replace(candidates[p], article=numbers[candidates[p].article]) for p in places]
    fits = _fitting(own, places, signs, strict=strict)
    if not any(fits):
        return None
    newest = min(signs.ages[article] for article in articles)
    old = np.array([signs.ages[candidates[place].article] - newest for place in places])
    liked = signs.extra[places] + signs.ranking.novelty[places]
    liked -= EARLY * np.log1p([one.position for one in own])
    liked -= OLDER * np.log1p(np.maximum(0, old))
    liked += [
        care(one) + DATED * _tells_news(one) - SCENE * sets_a_scene(one.text) for one in own
    ]
    values = Ranking(own, extra=liked).values()
    return places[int(np.argmax(np.where(fits, values.round(9), -np.inf)))]


def _fitting(
    own: Sequence[Passage], places: Sequence[int], signs: _Signs, *, strict: bool
) -> list[bool]:
    """Tell which sentences of a story may open it: those that open it well, while any do."""
    ranking, alone = signs.ranking, signs.alone
    fits = [
        may_lead(one)
        and not ranking.stale[place]
        and bool(ranking.likeness[place] < SAME)
        and (
            not strict or (one.position < REACH and alone[place] and not sets_a_scene(one.text))
        )
        for one, place in zip(own, places, strict=True)
    ]
    well = [fit and opens_well(one) for fit, one in zip(fits, own, strict=True)]
    clear = [fit and alone[place] for fit, place in zip(fits, places, strict=True)]
    both = [one and other for one, other in zip(well, clear, strict=True)]
    return next((each for each in (both, clear, well) if any(each)), fits)


def _tells_news(passage: Passage) -> bool:
    return passage.position < FIRST and tells_the_day(passage.text)
