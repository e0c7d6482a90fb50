"""/topics, /sources: what there is, and what this chat follows."""

from dataclasses import dataclass

from bot.commands.following import title_of
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request, in_rows
from bot.errors import CommandError
from bot.model import Person, SourceCount, TopicCount
from bot.places import Place, place, shown_title
from bot.subjects import (
    Subject,
    articles_about,
    people_quoted,
    topic_counts,
    topic_named,
)
from summaries.model import Topic
from summaries.topics import why

MOST_TOPICS, MOST_PEOPLE, MOST_ARTICLES, MOST_SOURCES = 12, 6, 8, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics(Reply):
    """What readers can ask for, and what they follow.

    Attributes:
        example: the title of a topic, and its slug, to show how to ask.
        unsorted: articles are published, and none is on a topic.
    """

    topics: tuple[TopicCount, ...]
    people: tuple[Person, ...]
    follows: tuple[str, ...]
    example: tuple[str, str]
    unsorted: bool


@dataclass(frozen=True, slots=True)
class Member:
    """An article on a topic, with the terms that put it there."""

    title: str
    place: Place
    terms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicExplained(Reply):
    """What a topic is: its terms, and why articles are on it."""

    title: str
    slug: str
    terms: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList(Reply):
    """Outlets, the fullest first."""

    sources: tuple[SourceCount, ...]
    more: int


async def topics(request: Request, context: Context) -> Reply:
    """Answer with topics and counts; given one, with what it is and what is on it."""
    if request.words:
        subject = topic_named(context, request.words)
        if subject is None:
            raise CommandError("There is no such topic. /topics lists them all.")
        return await _explained(context.topics[subject.slug], subject, context)
    found = (await topic_counts(context))[:MOST_TOPICS]
    people = await people_quoted(context, MOST_PEOPLE)
    follows = await context.store.follows(request.chat)
    slug = found[0].slug if found else next(iter(context.topics), "")
    published = await context.store.count_articles(["published"]) if not found else 0
    return Topics(
        topics=tuple(found),
        people=tuple(people),
        follows=tuple(title_of(name, context) for name in follows),
        unsorted=published > 0,
        example=(context.topics[slug].title.lower() if slug else context.example, slug),
        choices=_brief_choices([(topic.title, topic.slug) for topic in found]),
    )


async def sources(request: Request, context: Context) -> Reply:
    """Answer with the outlets of what is published, and how many articles each has."""
    found = await context.store.sources()
    return SourceList(
        sources=tuple(found[:MOST_SOURCES]), more=max(0, len(found) - MOST_SOURCES)
    )


async def _explained(topic: Topic, subject: Subject, context: Context) -> Reply:
    heads = await articles_about(context, subject, limit=MOST_ARTICLES)
    materials = await context.store.materials([head.id for head in heads])
    members = []
    for item in materials:
        terms = why(item.article, item.analysis.entities, topic)
        at = place(item.article.id, 0, "")
        members.append(Member(shown_title(item.article), at, ", ".join(terms[:6])))
    return TopicExplained(
        title=topic.title,
        slug=topic.slug,
        terms=", ".join(topic.terms),
        members=tuple(members),
        choices=(
            (
                Choice("Brief", f"/brief {topic.slug}"),
                Choice("Quotes", f"/quotes {topic.slug}"),
                Choice("Follow", f"/follow {topic.slug}"),
            ),
        ),
    )


def _brief_choices(names: list[tuple[str, str]]) -> Choices:
    choices = [Choice(title, f"/brief {slug}") for title, slug in names]
    return in_rows(choices)
