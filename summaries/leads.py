"""The sentence that stands for each story of a briefing: one of every story before a second."""

from collections.abc import Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Signs:
    """What leads are chosen by.

    Attributes:
        candidates: of all articles.
        ranking: of all candidates; it knows what was told.
        extra: what speaks for each candidate, in standard deviations.
        alone: whether each candidate names nobody and nothing that must be known.
        turns: the place of what turns a candidate round, which is told behind it.
        ages: of each article, in days, 0 for the newest.
    """

    candidates: Sequence[Passage]
    ranking: Ranking
    extra: Floats
    alone: Sequence[bool]
    turns: Mapping[int, int]
    ages: Sequence[float]


def leads(stories: Sequence[Sequence[int]], signs: Signs, room: Room) -> tuple[int, ...]:
    """Return the places of the sentences that open the stories, and count them as taken.

    A lead is what the story's own articles say most and earliest, in one of their first
    sentences if it can be, that stands alone and is no quotation. Stories without one, or only
    such as were told, are passed over; when all of them are, a lesser sentence opens one.

    Args:
        stories: the articles of each, the most important first.
        signs: of all candidates.
        room: for all leads together.
    """
    of_article: dict[int, list[int]] = {}
    for place, one in enumerate(signs.candidates):
        of_article.setdefault(one.article, []).append(place)
    found: list[int] = []
    for strict in (True, False):
        for articles in stories:
            few = room.words - _words(found, signs) < FEWEST_LEFT
            if few or len(found) >= room.sentences:
                break
            places = [place for each in sorted(articles) for place in of_article.get(each, ())]
            best = _lead(articles, places, signs, strict=strict)
            # A lesser sentence that still fits would not tell the story.
            if best and _fits([*found, *best], signs, room):
                for place in best:
                    signs.ranking.take(place)
                found += best
        if found:
            break
    return tuple(found)


def _words(places: Sequence[int], signs: Signs) -> int:
    return sum(signs.candidates[place].words for place in places)


def _fits(places: Sequence[int], signs: Signs, room: Room) -> bool:
    return len(places) <= room.sentences and _words(places, signs) <= room.words


def _lead(
    articles: Sequence[int], places: Sequence[int], signs: Signs, *, strict: bool
) -> list[int]:
    """Return the place of the sentence that opens a story, and of its turn; none for nothing.

    Args:
        articles: of the story.
        places: of their candidates.
        signs: of all candidates.
        strict: only a sentence near the top that needs nothing known and sets no scene does.
    """
    numbers = {article: number for number, article in enumerate(sorted(articles))}
    candidates = signs.candidates
    own = [replace(candidates[p], article=numbers[candidates[p].article]) for p in places]
    fits = _fitting(own, places, signs, strict=strict)
    if not any(fits):
        return []
    newest = min(signs.ages[article] for article in articles)
    old = np.array([signs.ages[candidates[place].article] - newest for place in places])
    liked = signs.extra[places] + signs.ranking.novelty[places]
    liked -= EARLY * np.log1p([one.position for one in own])
    liked -= OLDER * np.log1p(np.maximum(0, old))
    # Where no article opens with its news, its first sentence still opens it best.
    scene = SCENE * strict
    liked += [
        care(one) + DATED * _tells_news(one) - scene * sets_a_scene(one.text) for one in own
    ]
    values = Ranking(own, extra=liked).values()
    best = places[int(np.argmax(np.where(fits, values.round(9), -np.inf)))]
    return [place for place in (best, signs.turns.get(best)) if place is not None]


def _fitting(
    own: Sequence[Passage], places: Sequence[int], signs: Signs, *, strict: bool
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
    if not strict:
        first = [fit and one.position == 0 for fit, one in zip(fits, own, strict=True)]
        fits = first if any(first) else fits
    well = [fit and opens_well(one) for fit, one in zip(fits, own, strict=True)]
    clear = [fit and alone[place] for fit, place in zip(fits, places, strict=True)]
    both = [one and other for one, other in zip(well, clear, strict=True)]
    return next((each for each in (both, clear, well) if any(each)), fits)


def _tells_news(passage: Passage) -> bool:
    return passage.position < FIRST and tells_the_day(passage.text)
