"""One topic over one period: its stories, the sentences that tell them, and key quotes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from summaries.figures import conflicts
from summaries.headlines import headline, teases
from summaries.key_quotes import in_turn, key_quotes
from summaries.margins import beside_the_news
from summaries.model import (
    Analysis,
    Article,
    Chosen,
    Conflict,
    Digest,
    Sentence,
    Story,
)
from summaries.pool import Pool, Wish
from summaries.preferences import ASKED, STALE
from summaries.prospects import FIRMEST
from summaries.reports import firmness, is_review
from summaries.selection import no_report, selected
from summaries.stories import profile, together
from summaries.summary import SAME
from summaries.terms import vectors
from summaries.text import folded
from summaries.unquoted import without_quotes

DAY = timedelta(days=1)

#: How old an undated article is taken to be beside dated ones, in days.
UNDATED = 7.0

#: What was said before the newest article of its story is so much older than it is.
OVERTAKEN = 4.0

#: So many times the quotes that are shown are looked at: many belong to stories not told.
SPARE = 4

#: Stories that cost lives come first among those that as many tell.
GRAVE, DEATHS = 0.7, re.compile(r"\b(?:killed|killing|dead|died|deaths?|dies)\b", re.IGNORECASE)

#: Stories that only opinions and round-ups tell come last; firm news comes before features.
NO_REPORT, FIRM = 1.5, 0.4

#: A story that is only known by headlines which promise instead of telling comes later.
TEASED = 0.5

#: What an article is about stands in so many letters.
OPENING = 300

#: About so many words open a story; with so many times them so many stories are shown.
WORDS_A_STORY = 25


@dataclass(frozen=True, slots=True)
class Material:
    """An article with what was found in it.

    Attributes:
        article: the article.
        analysis: of the same article.
        family: its publisher family: outlets of one house count once. Empty when unknown,
            which counts as a family of its own.
        story: the story that an admin has put it in; 0 when nobody has.
    """

    article: Article
    analysis: Analysis
    family: str = ""
    story: int = 0


def digest(
    material: Sequence[Material],
    *,
    terms: Sequence[str] = (),
    budget_words: int = 220,
    max_sentences: int | None = None,
    told: Sequence[str] = (),
    max_quotes: int = 3,
    method: str = "own",
) -> Digest:
    """Return what several articles say, in sentences of theirs.

    Args:
        material: the articles of one topic and period, in any order.
        terms: what the reader asked for; sentences with these words are preferred.
        budget_words: of all sentences together, at most.
        max_sentences: how many, at most; as many as the words allow when not given.
        told: texts the reader knows already; nothing new gives no sentences.
        max_quotes: how many key quotes, at most.
        method: a name in ``rank.METHODS``.
    """
    ordered = sorted(material, key=lambda item: item.article.id)
    told_of = stories(ordered)
    wanted = tuple(folded(term) for term in terms if folded(term))
    ranked = _by_importance(told_of, ordered, wanted)
    likely = set(_articles(ranked[: max(1, budget_words // WORDS_A_STORY)]))
    sources = [
        (item.article, item.analysis)
        for item in ordered
        if item.article.id in likely and not is_review(item.article.text)
    ]
    ages = _ages(ordered)
    of_article = _ages_in_story(
        told_of, {m.article.id: a for m, a in zip(ordered, ages, strict=True)}
    )
    quotes = key_quotes(
        sources,
        max_quotes=SPARE * max_quotes,
        terms=terms,
        told=told,
        ages=of_article,
        stories=[story.articles for story in told_of],
    )
    unquoted = without_quotes([(item.article, item.analysis) for item in ordered], quotes)
    split = [_news(item.article, own) for item, own in zip(ordered, unquoted, strict=True)]
    index = {item.article.id: place for place, item in enumerate(ordered)}
    pool = Pool(
        [item.article for item in ordered],
        [item.analysis.mentions for item in ordered],
        split,
        ages,
        [[index[number] for number in story.articles] for story in ranked],
    )
    most = max_sentences or budget_words
    found = selected(pool, Wish(budget_words, most, tuple(told), method, wanted))
    families = [item.family or f"#{item.article.id}" for item in ordered]
    texts = [item.article.text for item in ordered]
    placed = _reading_order(_with_said_by(found, texts, split, families), ordered)
    shown = {one.article for one in placed}
    # What somebody said is told beside the story it belongs to, or not at all.
    told_stories = [story for story in told_of if shown & set(story.articles)]
    beside = told_stories if placed or told else told_of
    quotes = in_turn(quotes, [story.articles for story in beside], max_quotes)
    return Digest(
        sentences=placed,
        quotes=quotes,
        stories=told_of,
        conflicts=_conflicts(ordered, told_stories or told_of),
        articles=tuple(item.article.id for item in ordered),
        shown=tuple(sorted(shown | {quote.article for quote in quotes})),
    )


def stories(material: Sequence[Material]) -> tuple[Story, ...]:
    """Return the stories of articles, the largest first, each with its best headline.

    What an admin has decided stands; the other articles are grouped by what they tell.
    """
    ordered = sorted(material, key=_arrival)
    free = [item for item in ordered if not item.story]
    profiles = [
        profile(item.article.title, item.article.text, item.article.published_at)
        for item in free
    ]
    members: dict[tuple[str, int], list[Material]] = {}
    for item, number in zip(free, together(profiles), strict=True):
        members.setdefault(("found", number), []).append(item)
    for item in ordered:
        if item.story:
            members.setdefault(("decided", item.story), []).append(item)
    found = [_story(items) for items in members.values()]
    return tuple(sorted(found, key=lambda story: (-len(story.articles), story.articles)))


def _arrival(item: Material) -> tuple[str, int]:
    at = item.article.published_at
    return (at.isoformat() if at else "", item.article.id)


def _story(items: Sequence[Material]) -> Story:
    best = sorted(items, key=lambda item: (-len(item.article.text), item.article.id))
    ids = tuple(item.article.id for item in best)
    titled = headline([item.article for item in best])
    return Story(ids, titled.title if titled else "", titled.id if titled else ids[0])


def _conflicts(ordered: Sequence[Material], told_of: Sequence[Story]) -> tuple[Conflict, ...]:
    """Return the figures told differently within each story."""
    known = {item.article.id: item for item in ordered}
    found: list[Conflict] = []
    for story in told_of:
        items = [known[number] for number in sorted(story.articles)]
        found += conflicts([(item.article, item.analysis.sentences) for item in items])
    return tuple(found)


def _by_importance(
    told_of: Sequence[Story], ordered: Sequence[Material], wanted: Sequence[str]
) -> list[Story]:
    """Return the stories: first those that many publishers tell, lately, of what was asked."""
    known = {item.article.id: item for item in ordered}
    ages = dict(zip(known, _ages(ordered), strict=True))

    def importance(story: Story) -> tuple[float, int]:
        members = [known[number] for number in story.articles]
        families = {item.family or f"#{item.article.id}" for item in members}
        age = min(ages[number] for number in story.articles)
        asked = any(_opens_with(item.article, wanted) for item in members)
        grave = any(DEATHS.search(_opening(item.article)) for item in members)
        value = np.log1p(len(families)) - STALE * np.log1p(max(0.0, age)) + ASKED * asked
        value += GRAVE * grave
        value -= NO_REPORT * all(_is_no_report(item.article) for item in members)
        value += FIRM * max(_firm(item.article) for item in members)
        value -= TEASED * all(item.article.title and teases(item.article) for item in members)
        return float(value.round(9)), max(story.articles)

    return sorted(told_of, key=importance, reverse=True)


def _is_no_report(article: Article) -> bool:
    return no_report(article.title, article.text)


def _firm(article: Article) -> float:
    return min(FIRMEST, firmness(article.title, article.text))


def _news(article: Article, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences; those beside the news are no candidates, unless all are."""
    beside = beside_the_news(article.text)
    if all(one.paragraph in beside for one in sentences):
        return tuple(sentences)
    return tuple(
        replace(one, heading=True) if one.paragraph in beside else one for one in sentences
    )


def _opens_with(article: Article, wanted: Sequence[str]) -> bool:
    opening = folded(_opening(article)) if wanted else ""
    return any(term in opening for term in wanted)


def _opening(article: Article) -> str:
    return f"{article.title} {article.text[:OPENING]}"


def _ages(ordered: Sequence[Material]) -> list[float]:
    """Return how many days older than the newest each article is."""
    dates = [item.article.published_at for item in ordered]
    newest = max((at for at in dates if at), default=None)
    return [(newest - at) / DAY if newest and at else UNDATED for at in dates]


def _ages_in_story(told_of: Sequence[Story], ages: Mapping[int, float]) -> dict[int, float]:
    """Return how old each article's words are: more so when its story has gone on since."""
    found: dict[int, float] = {}
    for story in told_of:
        newest = min(ages[number] for number in story.articles)
        for number in story.articles:
            found[number] = ages[number] + OVERTAKEN * (ages[number] - newest)
    return found


def _articles(told_of: Sequence[Story]) -> list[int]:
    return [number for story in told_of for number in story.articles]


def _with_said_by(
    found: Sequence[Chosen],
    texts: Sequence[str],
    split: Sequence[Sequence[Sentence]],
    families: Sequence[str],
) -> tuple[Chosen, ...]:
    """Return the sentences with the number of publisher families that say the same."""
    places = [(index, s) for index, parts in enumerate(split) for s in parts if not s.heading]
    rows = vectors([texts[index][s.start : s.end] for index, s in places])
    number = {(index, s.start): place for place, (index, s) in enumerate(places)}
    result = []
    for one in found:
        likeness = rows.times(rows.row(number[one.article, one.start]))
        saying = {families[places[place][0]] for place in np.flatnonzero(likeness >= SAME)} | {
            families[one.article]
        }
        result.append(Chosen(one.article, one.start, one.end, one.text, one.rank, len(saying)))
    return tuple(result)


def _reading_order(found: Sequence[Chosen], ordered: Sequence[Material]) -> tuple[Chosen, ...]:
    """Return the sentences for reading: article by article, the best article first."""
    best: dict[int, int] = {}
    for one in found:
        best.setdefault(one.article, one.rank)
    placed = sorted(found, key=lambda one: (best[one.article], one.start))
    return tuple(
        Chosen(ordered[c.article].article.id, c.start, c.end, c.text, c.rank, c.said_by)
        for c in placed
    )
