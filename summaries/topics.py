"""Which topics an article belongs to, and why."""

import re
from collections.abc import Iterator, Sequence

from summaries.model import Article, Entity, Topic
from summaries.text import folded

#: A topic needs this much: a term in the title, or twice in the text, or once at its start.
ENOUGH = 2.0
TITLE, START, NAME = 2.0, 2.0, 1.0
START_LETTERS = 400


def topics_of(
    article: Article, entities: Sequence[Entity], topics: Sequence[Topic]
) -> tuple[str, ...]:
    """Return the slugs of the topics an article belongs to, the strongest first."""
    strengths = [(_strength(article, entities, topic), topic.slug) for topic in topics]
    return tuple(slug for weight, slug in sorted(strengths, key=_order) if weight >= ENOUGH)


def why(article: Article, entities: Sequence[Entity], topic: Topic) -> tuple[str, ...]:
    """Return the terms of a topic that an article uses, the most used first."""
    used = [(_term_strength(article, entities, term), term) for term in topic.terms]
    return tuple(term for weight, term in sorted(used, key=_order) if weight > 0)


def _order(item: tuple[float, str]) -> tuple[float, str]:
    return -item[0], item[1]


def _strength(article: Article, entities: Sequence[Entity], topic: Topic) -> float:
    return sum(_term_strength(article, entities, term) for term in topic.terms)


def _term_strength(article: Article, entities: Sequence[Entity], term: str) -> float:
    wanted = folded(term)
    if not wanted:
        return 0.0
    in_title = any(_places(wanted, folded(article.title)))
    text = folded(article.text)
    places = list(_places(wanted, text))
    named = any(folded(name) == wanted for e in entities for name in (e.name, *e.aliases))
    at_start = bool(places) and places[0] < START_LETTERS
    return TITLE * in_title + START * at_start + NAME * named + min(len(places), 5)


def _places(wanted: str, text: str) -> Iterator[int]:
    """Yield where a term stands in a folded text, as whole words; a plural -s may follow."""
    pattern = rf"(?<!\w){re.escape(wanted)}s?(?!\w)"
    yield from (found.start() for found in re.finditer(pattern, text))
