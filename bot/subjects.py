"""What a reader means by a few words: a topic, a person, or just these words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.context import Context
from bot.model import ArticleHead, EntityId, Person, TopicCount
from summaries.model import EntityKind, Topic
from summaries.text import folded

#: Never more articles than this go into one digest.
MOST_ARTICLES = 30

_NUMBER = re.compile(r"#(\d{1,12})")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a briefing or a page of quotes is about.

    Attributes:
        words: what to type for it; empty for everything.
        asks: what buttons ask with: the same, or a number where a name is not enough.
        title: as shown.
        terms: words that sentences about it use.
        slug: of an operator's topic; empty when it is none.
        entity: whom it is; None when it is not a person, organisation or place.
        kind: of the entity.
        role: of the entity; empty when it was never printed.
        total: how many published articles are about it; 0 when that is not known.
    """

    words: str
    title: str
    terms: tuple[str, ...] = ()
    slug: str = ""
    entity: EntityId | None = None
    kind: EntityKind = "person"
    role: str = ""
    asks: str = ""
    total: int = 0


EVERYTHING = Subject("", "All the news")


async def subjects(context: Context, words: Sequence[str]) -> list[Subject]:
    """Return what the words may mean, the likeliest first; one when it is clear.

    A topic goes before people, people before free words; nothing published on it is [].
    """
    if not words:
        return [EVERYTHING]
    topic = topic_named(context, words)
    if topic:
        return [topic]
    people = await people_meant(context, " ".join(words))
    if people:
        return [of_person(person) for person in people]
    if await context.store.search(words, limit=1):
        typed = " ".join(words)
        return [Subject(typed, f"“{typed}”", tuple(words), asks=typed)]
    return []


def topic_named(context: Context, words: Sequence[str]) -> Subject | None:
    """Return the operator's topic with this slug or title."""
    wanted = folded(" ".join(words))
    for topic in context.topics.values():
        if wanted in {folded(topic.slug), folded(topic.title)}:
            return of_topic(topic)
    return None


async def topic_counts(context: Context) -> list[TopicCount]:
    """Return topics that something is published on, the fullest first, then as listed."""
    order = list(context.topics)
    known = [
        replace(count, title=context.topics[count.slug].title)
        for count in await context.store.topics()
        if count.slug in context.topics and count.articles
    ]
    return sorted(known, key=lambda count: (-count.articles, order.index(count.slug)))


async def people_meant(context: Context, name: str) -> list[Person]:
    """Return who goes by a name; who bears it in full goes before those who share it.

    One word is never a full name: "Clinton" may be known by nothing else in one article, and
    still be any of the Clintons. "#12" is entity 12, and nobody else.
    """
    if number := _NUMBER.fullmatch(name):
        person = await context.store.entity(EntityId(int(number[1])))
        # Whom only unpublished articles name does not exist for readers.
        return [person] if person and person.articles else []
    found = await context.store.people_named(name)
    exact = [person for person in found if folded(person.name) == folded(name)]
    return exact[:1] if exact and " " in folded(name) else found


def asking_for(person: Person) -> str:
    """Return what a button asks for a person with: the full name, else a number."""
    return person.name if " " in folded(person.name) else f"#{person.id}"


def name_as_printed(typed: str, names: Iterable[str]) -> str:
    """Return what was typed as the first of the names that hold it spells it ("Kim")."""
    wanted = folded(typed)
    for name in names:
        words = name.split()
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                if folded(" ".join(words[first:last])) == wanted:
                    return " ".join(words[first:last])
    return typed


async def people_quoted(context: Context, most: int) -> list[Person]:
    """Return the people quoted most; organisations are left to those who ask for them."""
    found = await context.store.people_quoted_most(limit=2 * most)
    return [one for one in found if one.kind == "person"][:most]


def of_topic(topic: Topic) -> Subject:
    """Return a topic as a subject."""
    return Subject(topic.slug, topic.title, topic.terms, slug=topic.slug, asks=topic.slug)


def of_person(person: Person) -> Subject:
    """Return a person, organisation or place as a subject."""
    return Subject(
        person.name,
        person.name,
        (person.name,),
        entity=person.id,
        kind=person.kind,
        role=person.role,
        asks=asking_for(person),
        total=person.articles,
    )


async def total_about(context: Context, subject: Subject, found: int) -> int:
    """Return how many published articles are about a subject; ``found`` were read."""
    if subject.total or found < MOST_ARTICLES:
        return max(subject.total, found)
    if not subject.words:
        return await context.store.count_articles(["published"])
    counts = {count.slug: count.articles for count in await topic_counts(context)}
    return max(counts.get(subject.slug, 0), found)


async def articles_about(
    context: Context,
    subject: Subject,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = MOST_ARTICLES,
) -> list[ArticleHead]:
    """Return published articles about it released in (since, until], the latest first."""
    store = context.store
    if subject.slug:
        return await store.articles_on(subject.slug, since=since, until=until, limit=limit)
    if subject.entity is not None:
        return await store.articles_naming(
            subject.entity, since=since, until=until, limit=limit
        )
    if subject.words:
        words = subject.words.split()
        return await store.search(words, since=since, until=until, limit=limit)
    return await store.released(since=since, until=until, limit=limit)
