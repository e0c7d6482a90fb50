"""Which topics an article belongs to, and why."""

import re
from collections.abc import Iterator, Sequence

from summaries.model import Article, Entity, Topic
from summaries.text import folded

#: A topic needs this much: a term in the headline or the opening, or two mentions.
ENOUGH = 2.0
TITLE, START = 3.0, 2.0

#: The opening: so many letters of the text, in which a report says what it is about.
OPENING = 300

#: More mentions than this make an article no more about a term.
MOST_MENTIONS = 5


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
    """Return how much an article uses a term, in any of its spellings; 0 for not at all."""
    wanted = {folded(term)} - {""}
    for entity in entities:
        spellings = {folded(name) for name in (entity.name, *entity.aliases)}
        if folded(term) == folded(entity.name):
            wanted |= {name for name in spellings if len(name) > 2}
    title, text = folded(article.title), folded(article.text)
    places = {place for name in wanted for place in _places(name, text)}
    in_title = any(True for name in wanted for _ in _places(name, title))
    at_start = any(place < OPENING for place in places)
    return TITLE * in_title + (START - 1) * at_start + min(len(places), MOST_MENTIONS)


def _places(wanted: str, text: str) -> Iterator[int]:
    """Yield where a term stands in a folded text, as whole words; a plural -s may follow."""
    pattern = rf"(?<!\w){re.escape(wanted)}s?(?!\w)"
    yield from (found.start() for found in re.finditer(pattern, text))
