"""Which sentences tell a briefing's stories: a lead of each, then what goes on from them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from summaries.choosing import TURNS, proofs
from summaries.definites import PERSON
from summaries.following import Telling, followers
from summaries.leads import leads
from summaries.model import Article, Chosen, Mention, Sentence
from summaries.openings import is_headline
from summaries.passages import Passage, passages
from summaries.preferences import may_be_brought, may_follow, may_lead, preferences
from summaries.rank import Ranking
from summaries.references import Reference, references
from summaries.reports import WORK, firmness, is_opinion, is_review, is_round_up, reports
from summaries.scenes import sets_a_scene, tells_when
from summaries.terms import Floats, content

#: What a lead loses that tells nothing of what its headline says; a headline of fewer words
#: counts as one of so many.
TITLED, FEWEST_OF_TITLE = 8.0, 4


#: A first line of fewer words, which says neither when nor who says so, may be no sentence; and
#: one that is turned round by the next gives a false impression alone.
SHORT_LEAD, TURNS_ROUND = (
    15,
    re.compile(
        r"(?:But|Yet|However|Instead|Still|So|Now|Until|Not any ?more|Then came)\b(?! far)"
    ),
)

#: With so many stories that are reported on, those of opinions alone are not told.
ENOUGH = 3

#: What a lead gets for the firmness of its article, which counts up to so much.
FIRM, FIRMEST = 0.5, 2.5

#: What a lead loses that the next sentence turns round; when it leads even so, both are told.
TURNED = 4.0

#: Where a story has a heading, sentences of another article than the lead's have so many stems
#: in common with heading or lead, and stand among the first of their article.
FEWEST_SHARED, NEAR_TOP = 3, 8


#: An article has its news in one of so many sentences, or it is not known where.
TOP = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """How much to tell, of what, and what is known already.

    Attributes:
        budget_words: of all sentences together, at most.
        told: texts that the reader knows.
        method: a name in ``rank.METHODS``.
        wanted: the words asked for, folded.
    """

    budget_words: int
    told: tuple[str, ...]
    method: str
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """What a briefing is chosen from.

    Attributes:
        articles: all of them.
        mentions: the names in each.
        split: the sentences of each; what is not to be told is marked as a heading.
        ages: of each, in days, 0 for the newest.
        groups: the articles (indexes) of each story, the most important story first.
    """

    articles: Sequence[Article]
    mentions: Sequence[Sequence[Mention]]
    split: Sequence[Sequence[Sentence]]
    ages: Sequence[float]
    groups: Sequence[Sequence[int]]


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
    refers = _references(pool, candidates)
    alone = [
        _opens_alone(one, passage, known)
        for one, passage in zip(refers, candidates, strict=True)
    ]
    under = [
        not one.known and _is_under_headline(place, candidates, alone, pool)
        for place, one in enumerate(refers)
    ]
    turned = _turned(pool, candidates)
    first = [fit and not line for fit, line in zip(alone, under, strict=True)]
    groups = _reporting(pool)
    opening = leads(
        candidates,
        groups,
        ranking,
        extra
        + TITLED * _titled(pool, candidates, refers)
        + FIRM * _firm(pool, candidates)
        - TURNED * np.array(turned),
        budget_words=wish.budget_words,
        alone=first,
        ages=pool.ages,
    )
    opening = _with_turns(opening, candidates, turned, ranking, wish.budget_words)
    story_of = {article: nth for nth, group in enumerate(groups) for article in group}
    stories = [story_of.get(article, -1) for article in range(len(pool.articles))]
    tops = _tops(
        candidates, [fit and not turn for fit, turn in zip(first, turned, strict=True)], ranking
    )
    telling = Telling(candidates, refers, stories, known, tops)
    for place in opening:
        telling.take(place)
    begun = {stories[candidates[place].article] for place in opening} or set(stories)
    subjects = _subjects(pool, candidates, refers, opening, stories)
    usable = [
        stories[p.article] in begun
        and may_follow(p)
        and not (under[place] or turned[place])
        and (
            len(begun) == 1
            or _belongs(place, candidates, refers, subjects, stories[p.article], tops)
        )
        for place, p in enumerate(candidates)
    ]
    sound = [may_be_brought(p) and not line for p, line in zip(candidates, under, strict=True)]
    further = followers(
        candidates,
        telling,
        ranking,
        budget_words=wish.budget_words,
        usable=np.array(usable, dtype=bool),
        sound=np.array(sound, dtype=bool),
    )
    return proofs(candidates, (*opening, *further), pool.split, range(len(pool.articles)))


def _tops(
    candidates: Sequence[Passage], first: Sequence[bool], ranking: Ranking
) -> dict[int, int]:
    """Return the place of the sentence that opens each article with its news, where one does.

    What was told to the reader before opens nothing; what comes behind it may be told alone.
    """
    found: dict[int, int] = {}
    for place, one in enumerate(candidates):
        if (
            one.position < TOP
            and first[place]
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


def _firm(pool: Pool, candidates: Sequence[Passage]) -> Floats:
    """Return how much of news the article of each candidate is."""
    firm = [min(FIRMEST, firmness(one.title, one.text)) for one in pool.articles]
    return np.array([firm[one.article] for one in candidates], dtype=np.float64)


def _titled(pool: Pool, candidates: Sequence[Passage], refers: Sequence[Reference]) -> Floats:
    """Return how much less of its article's headline each candidate tells than the best one.

    -1 is least. Headlines tell where an article has its news, and not which article is best.
    """
    titles = [
        frozenset(content(article.title)) if is_headline(article.title) else frozenset[str]()
        for article in pool.articles
    ]
    most = [0.0] * len(titles)
    shares = np.zeros(len(candidates))
    for place, (one, refer) in enumerate(zip(candidates, refers, strict=True)):
        title = titles[one.article]
        shares[place] = len(title & refer.stems) / max(FEWEST_OF_TITLE, len(title))
        most[one.article] = max(most[one.article], shares[place])
    best: Floats = np.array([most[one.article] for one in candidates])
    return shares - best


def _references(pool: Pool, candidates: Sequence[Passage]) -> list[Reference]:
    places = ((p.article, pool.split[p.article][p.number]) for p in candidates)
    return references(
        pool.articles, pool.mentions, ((nth, one.start, one.end) for nth, one in places)
    )


def _is_under_headline(
    place: int, candidates: Sequence[Passage], alone: Sequence[bool], pool: Pool
) -> bool:
    """Tell whether a candidate is a line under the headline: short, first, and by itself.

    What comes behind such a line opens the article anew. It introduces nobody.
    """
    passage = candidates[place]
    behind = _behind(place, candidates)
    if behind is None or passage.number or passage.words >= SHORT_LEAD or not alone[place + 1]:
        return False
    first, second = (pool.split[passage.article][one.number] for one in (passage, behind))
    return first.paragraph != second.paragraph and not tells_when(passage.text)


def _turned(pool: Pool, candidates: Sequence[Passage]) -> list[bool]:
    """Tell whether the next sentence turns each candidate round: "… for months. But …"."""
    result = []
    for one in candidates:
        sentences, text = pool.split[one.article], pool.articles[one.article].text
        behind = sentences[one.number + 1 : one.number + 2]
        result.append(
            any(TURNS_ROUND.match(text, next_one.start) is not None for next_one in behind)
        )
    return result


def _with_turns(
    opening: Sequence[int],
    candidates: Sequence[Passage],
    turned: Sequence[bool],
    ranking: Ranking,
    budget_words: int,
) -> tuple[int, ...]:
    """Return the leads, each that the next sentence turns round with that one behind it."""
    result = list(opening)
    for place in opening:
        behind = _behind(place, candidates) if turned[place] else None
        used = sum(candidates[one].words for one in result)
        if behind and may_be_brought(behind) and used + behind.words <= budget_words:
            ranking.take(place + 1)
            result.append(place + 1)
    return tuple(result)


def _behind(place: int, candidates: Sequence[Passage]) -> Passage | None:
    """Return the candidate that is the next sentence of the same article."""
    passage, *behind = candidates[place : place + 2]
    follows = behind and (behind[0].article, behind[0].number - 1) == (
        passage.article,
        passage.number,
    )
    return behind[0] if follows else None


def _subjects(
    pool: Pool,
    candidates: Sequence[Passage],
    refers: Sequence[Reference],
    opening: Sequence[int],
    stories: Sequence[int],
) -> dict[int, tuple[int, frozenset[str]]]:
    """Return the article and the stems of heading and lead of each story that is begun."""
    found: dict[int, tuple[int, frozenset[str]]] = {}
    for place in opening:
        article = candidates[place].article
        stems = refers[place].stems | frozenset(content(pool.articles[article].title))
        found.setdefault(stories[article], (article, stems))
    return found


def _belongs(
    place: int,
    candidates: Sequence[Passage],
    refers: Sequence[Reference],
    subjects: Mapping[int, tuple[int, frozenset[str]]],
    story: int,
    tops: Mapping[int, int],
) -> bool:
    """Tell whether a candidate may stand below its story's heading.

    One of another article than the lead must stand near its top and speak of what the heading
    or the lead speaks of: a story of many articles has side issues.
    """
    one = candidates[place]
    article, stems = subjects.get(story, (one.article, frozenset()))
    if one.article == article:
        return True
    fewest = FEWEST_SHARED - (tops.get(one.article) == place)
    return one.position < NEAR_TOP and len(refers[place].stems & stems) >= fewest


def _opens_alone(one: Reference, passage: Passage, known: frozenset[str]) -> bool:
    """Tell whether a sentence needs nothing known; an article's first looks back at nothing."""
    if one.names - known or one.lost:
        return False
    if passage.number == 0:
        return all(kind != PERSON for kind, _ in one.nouns)
    return not (one.nouns or one.leans)
