"""Which sentences may stand below a story's heading, and how far down articles are read."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from summaries.passages import Passage
from summaries.pool import Pool, Wish
from summaries.preferences import FIRST, may_follow
from summaries.prospects import Prospects
from summaries.rank import Ranking
from summaries.scenes import sets_a_scene, tells_the_day
from summaries.terms import Flags, content
from summaries.text import folded

#: Where a story has a heading, sentences of another article than the lead's have so many stems
#: in common with heading or lead, and stand among the first of their article.
FEWEST_SHARED, NEAR_TOP = 3, 8

#: A briefing reads so many times its own words of each article.
DEPTH = 1.5

#: What happened a while ago is news, beside what happened on a day.
LATELY = re.compile(r"\b(?:(?:last|this) week|(?:[Dd]ays|[Hh]ours) (?:later|earlier|after))\b")


def usable(
    pool: Pool,
    given: Prospects,
    opening: Sequence[int],
    stories: Sequence[int],
    tops: Mapping[int, int],
) -> Flags:
    """Return whether each candidate may be told for its own sake after the leads.

    Args:
        pool: the articles.
        given: the candidates.
        opening: the places of the leads.
        stories: the number of each article's story, -1 for none.
        tops: the place of the sentence that opens each article with its news.
    """
    begun = _subjects(pool, given, opening, stories)
    several = len(begun) > 1
    fits = [
        (not begun or stories[one.article] in begun)
        and may_follow(one)
        and not (given.under[place] or given.turned[place] or given.overtaken[place])
        and not (one.position < FIRST and sets_a_scene(one.text))
        and (not several or _belongs(place, given, begun[stories[one.article]], tops))
        for place, one in enumerate(given.candidates)
    ]
    return np.array(fits, dtype=bool)


def deep(
    candidates: Sequence[Passage], wish: Wish, ranking: Ranking, stories: Sequence[int]
) -> Flags:
    """Tell which candidates stand deeper in their article than a briefing of this length reads.

    News is told from the top; further down stand background and what needs it (the inverted
    pyramid). Sentences with the words asked for, or that say on what day it happened, count
    wherever they stand, and so does all of a story that the reader was told of.
    """
    reach = DEPTH * wish.budget_words
    before: dict[int, int] = {}
    known = {
        stories[one.article] for place, one in enumerate(candidates) if ranking.stale[place]
    }
    found = []
    for one in candidates:
        above = before.get(one.article, 0)
        before[one.article] = above + one.words
        words = folded(one.text) if wish.wanted else ""
        asked = any(term in words for term in wish.wanted)
        news = asked or tells_the_day(one.text) or LATELY.search(one.text)
        found.append(above > reach and stories[one.article] not in known and not news)
    return np.array(found, dtype=bool)


def _subjects(
    pool: Pool, given: Prospects, opening: Sequence[int], stories: Sequence[int]
) -> dict[int, tuple[int, frozenset[str]]]:
    """Return the article and the stems of heading and lead of each story that is begun."""
    found: dict[int, tuple[int, frozenset[str]]] = {}
    for place in opening:
        article = given.candidates[place].article
        stems = given.refers[place].stems | frozenset(content(pool.articles[article].title))
        found.setdefault(stories[article], (article, stems))
    return found


def _belongs(
    place: int, given: Prospects, subject: tuple[int, frozenset[str]], tops: Mapping[int, int]
) -> bool:
    """Tell whether a candidate may stand below its story's heading.

    One of another article than the lead must stand near its top and speak of what the heading
    or the lead speaks of: a story of many articles has side issues.
    """
    one = given.candidates[place]
    article, stems = subject
    if one.article == article:
        return True
    fewest = FEWEST_SHARED - (tops.get(one.article) == place)
    return one.position < NEAR_TOP and len(given.refers[place].stems & stems) >= fewest
