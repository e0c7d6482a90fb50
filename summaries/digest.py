"""One topic over one period: its stories, the sentences that tell them, and key quotes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from summaries.model import (
    Analysis,
    Article,
    Chosen,
    Conflict,
    Digest,
    KeyQuote,
    Sentence,
    Story,
)
from summaries.passages import Passage, passages
from summaries.rank import Ranking
from summaries.sentences import sentences
from summaries.stories import Grouper, profile
from summaries.summary import SAME, chosen
from summaries.terms import vectors


@dataclass(frozen=True, slots=True)
class Material:
    """An article with what was found in it.

    Attributes:
        article: the article.
        analysis: of the same article.
        family: its publisher family: outlets of one house count once. Empty when unknown,
            which counts as a family of its own.
    """

    article: Article
    analysis: Analysis
    family: str = ""


def choose(
    texts: Sequence[str],
    *,
    budget_words: int | None = None,
    max_sentences: int | None = None,
    told: Sequence[str] = (),
    method: str = "own",
) -> tuple[Chosen, ...]:
    """Choose sentences that stand for articles on one subject.

    Args:
        texts: of the articles, in any order: the order does not change the choice.
        budget_words: how many words together, at most.
        max_sentences: how many, at most; 3 when neither is given.
        told: texts that the reader knows; what they say is not told again.
        method: a name in ``rank.METHODS``.

    Returns:
        The sentences in order of choice; ``article`` is the index in ``texts``. Nothing when
        there is nothing new.
    """
    split = [sentences(text) for text in texts]
    if budget_words is None and max_sentences is None:
        max_sentences = 3
    return _chosen(texts, split, budget_words, max_sentences, told, method)


def digest(
    material: Sequence[Material],
    *,
    terms: Sequence[str] = (),
    budget_words: int = 220,
    told: Sequence[str] = (),
    max_quotes: int = 3,
    method: str = "own",
) -> Digest:
    """Return what several articles say, in sentences of theirs.

    Args:
        material: the articles of one topic and period, in any order.
        terms: what the reader asked for; sentences with these words are preferred.
        budget_words: of all sentences together, at most.
        told: texts the reader knows already; nothing new gives no sentences.
        max_quotes: how many key quotes, at most.
        method: a name in ``rank.METHODS``.
    """
    ordered = sorted(material, key=lambda item: item.article.id)
    texts = [item.article.text for item in ordered]
    split = [item.analysis.sentences for item in ordered]
    found = _chosen(texts, split, budget_words, None, told, method)
    families = [item.family or f"#{item.article.id}" for item in ordered]
    counted = _with_said_by(found, texts, split, families)
    placed = _reading_order(counted, ordered)
    quotes = key_quotes(ordered, max_quotes=max_quotes, without=placed)
    shown = {chosen.article for chosen in placed} | {quote.article for quote in quotes}
    return Digest(
        sentences=placed,
        quotes=quotes,
        stories=stories(ordered),
        conflicts=conflicts(ordered),
        articles=tuple(item.article.id for item in ordered),
        shown=tuple(sorted(shown)),
    )


def stories(material: Sequence[Material]) -> tuple[Story, ...]:
    """Return the stories of articles, the largest first, each with its best headline."""
    grouper = Grouper()
    members: dict[int, list[Material]] = {}
    for item in sorted(material, key=_arrival):
        article = item.article
        number = grouper.place(profile(article.title, article.text, article.published_at))
        members.setdefault(number, []).append(item)
    found = [_story(items) for items in members.values()]
    return tuple(sorted(found, key=lambda story: (-len(story.articles), story.articles)))


def key_quotes(
    material: Sequence[Material], *, max_quotes: int, without: Iterable[Chosen] = ()
) -> tuple[KeyQuote, ...]:
    """Return the most telling quotes, at most one of each speaker before a second one."""
    del material, max_quotes, without
    return ()


def conflicts(material: Sequence[Material]) -> tuple[Conflict, ...]:
    """Return figures that articles of one story tell differently."""
    del material
    return ()


def _arrival(item: Material) -> tuple[str, int]:
    at = item.article.published_at
    return (at.isoformat() if at else "", item.article.id)


def _story(items: Sequence[Material]) -> Story:
    best = sorted(items, key=lambda item: (-len(item.article.text), item.article.id))
    titled = [item.article for item in best if item.article.title]
    headline = titled[0] if titled else best[0].article
    ids = tuple(item.article.id for item in best)
    return Story(ids, headline.title, headline.id)


def _chosen(
    texts: Sequence[str],
    split: Sequence[Sequence[Sentence]],
    budget_words: int | None,
    max_sentences: int | None,
    told: Sequence[str],
    method: str,
) -> tuple[Chosen, ...]:
    order = sorted(range(len(texts)), key=lambda index: texts[index])
    candidates = passages([texts[i] for i in order], [split[i] for i in order])
    ranking = Ranking(candidates, method=method, told=told)
    picked = chosen(candidates, ranking, max_sentences=max_sentences, budget_words=budget_words)
    return tuple(
        _proof(candidates[place], order, split, rank) for rank, place in enumerate(picked)
    )


def _proof(
    passage: Passage, order: Sequence[int], split: Sequence[Sequence[Sentence]], rank: int
) -> Chosen:
    article = order[passage.article]
    sentence = split[article][passage.number]
    return Chosen(article, sentence.start, sentence.end, passage.text, rank)


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
