"""Which sentences tell a briefing's stories: a lead of each, then what goes on from them."""

import numpy as np

from summaries.belonging import deep, usable
from summaries.choosing import TURNS, proofs
from summaries.following import Telling, followers
from summaries.leads import Room, Signs, leads
from summaries.model import Chosen
from summaries.passages import passages
from summaries.pool import Pool, Wish
from summaries.preferences import FIRST, may_be_brought, may_lead, preferences
from summaries.prospects import Prospects, behind, firm, prospects, titled
from summaries.rank import Ranking
from summaries.reports import WORK, is_opinion, is_review, is_round_up, reports
from summaries.scenes import sets_a_scene

#: What a lead loses that tells nothing of what its headline says, gets for the firmness of its
#: article, and loses that the next sentence turns round; if it leads even so, both are told.
TITLED, FIRM, TURNED = 8.0, 0.5, 4.0

#: With so many stories that are reported on, those of opinions alone are not told.
ENOUGH = 3


def selected(pool: Pool, wish: Wish) -> tuple[Chosen, ...]:
    """Return a lead for each story while there is room, then what adds most to those.

    Advertisements, notices, papers and reviews are passed over where there are reports.
    """
    found = passages([article.text for article in pool.articles], pool.split)
    reviews = [is_review(article.text) for article in pool.articles]
    # What happens in a film did not happen.
    candidates = [p for p in found if not reviews[p.article] or WORK.search(p.text)]
    extra = preferences(candidates, pool.ages, wish.wanted)
    ranking = Ranking(candidates, method=wish.method, told=wish.told, extra=extra, turns=TURNS)
    known = frozenset(word for term in wish.wanted for word in term.split())
    given = prospects(pool, candidates, known)
    groups = _reporting(pool)
    liked = TITLED * titled(given) + FIRM * firm(pool, given)
    extra = extra + liked - TURNED * np.array(given.turned)
    turns = _turns(given)
    room = Room(wish.budget_words, wish.max_sentences)
    opens = [
        fit and (place in turns or not given.turned[place])
        for place, fit in enumerate(given.opens)
    ]
    opening = leads(groups, Signs(candidates, ranking, extra, opens, turns, pool.ages), room)
    story_of = {article: nth for nth, group in enumerate(groups) for article in group}
    stories = [story_of.get(article, -1) for article in range(len(pool.articles))]
    tops = _tops(given, ranking)
    telling = Telling(candidates, given.refers, stories, known, tops)
    for place in opening:
        telling.take(place)
    sound = [
        may_be_brought(p) and not line for p, line in zip(candidates, given.under, strict=True)
    ]
    further = followers(
        candidates,
        telling,
        ranking,
        room=room,
        usable=usable(pool, given, opening, stories, tops)
        & ~deep(candidates, wish, ranking, stories),
        sound=np.array(sound, dtype=bool),
    )
    return proofs(candidates, (*opening, *further), pool.split, range(len(pool.articles)))


def _tops(given: Prospects, ranking: Ranking) -> dict[int, int]:
    """Return the place of the sentence that opens each article with its news, where one does.

    What was told to the reader before opens nothing; what comes behind it may be told alone.
    """
    found: dict[int, int] = {}
    for place, one in enumerate(given.candidates):
        if (
            one.position < FIRST
            and given.opens[place]
            and not given.turned[place]
            and not ranking.stale[place]
            and may_lead(one)
            and not sets_a_scene(one.text)
        ):
            found.setdefault(one.article, place)
    return found


def _reporting(pool: Pool) -> list[list[int]]:
    """Return the stories without what reports nothing, unless nothing does.

    An opinion or a round-up is told where nobody reports on the same story, and only while
    there are few stories that somebody reports on.
    """
    news = {nth for nth, article in enumerate(pool.articles) if reports(article.text)}
    everything = news or set(range(len(pool.articles)))
    opinions = {n for n, one in enumerate(pool.articles) if no_report(one.title, one.text)}
    groups = [[article for article in group if article in everything] for group in pool.groups]
    told = [[n for n in group if n not in opinions] for group in groups]
    if sum(map(bool, told)) >= ENOUGH:
        return told
    return [news_of or group for news_of, group in zip(told, groups, strict=True)]


def no_report(title: str, text: str) -> bool:
    """Tell whether an article is an opinion or a string of items.

    Args:
        title: its headline.
        text: of the article.
    """
    return is_opinion(title, text) or is_round_up(title, text)


def _turns(given: Prospects) -> dict[int, int]:
    """Return the place of the sentence that turns a candidate round, where it can be told."""
    found = {}
    for place in (place for place, turned in enumerate(given.turned) if turned):
        turn = behind(place, given.candidates)
        if turn is not None and may_be_brought(turn):
            found[place] = place + 1
    return found
