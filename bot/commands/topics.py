"""/topics, /follow, /unfollow, /sources: what there is, and what this chat follows."""

from dataclasses import dataclass, replace

from bot.commands.brief import WhichSubject, nothing_on
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request, in_rows
from bot.errors import CommandError
from bot.model import Person, SourceCount, Subscription, TopicCount, Wish
from bot.places import Place, place, shown_title
from bot.subjects import (
    Subject,
    articles_about,
    name_as_printed,
    people_quoted,
    subjects,
    topic_counts,
    topic_named,
)
from summaries.model import Topic
from summaries.text import folded
from summaries.topics import why

MOST_TOPICS, MOST_PEOPLE, MOST_ARTICLES, MOST_SOURCES = 12, 6, 8, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics(Reply):
    """What readers can ask for, and what they follow."""

    topics: tuple[TopicCount, ...]
    people: tuple[Person, ...]
    follows: tuple[str, ...]


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
class Followed(Reply):
    """A topic is followed from now on, or was already.

    Attributes:
        briefing: what that means for the chat's briefing.
    """

    title: str
    new: bool
    briefing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfollowed(Reply):
    """A topic is followed no longer."""

    title: str
    left: str


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
    known = {topic.slug: topic.title for topic in context.topics.values()}
    return Topics(
        topics=tuple(found),
        people=tuple(people),
        follows=tuple(known.get(name, name) for name in follows),
        choices=_brief_choices([(topic.title, topic.slug) for topic in found]),
    )


async def follow(request: Request, context: Context) -> Reply:
    """Follow a topic, a name or free words; a subscription to chosen topics gets it too.

    Raises:
        CommandError: no words were given.
    """
    if not request.words:
        raise CommandError("Follow what? For example: /follow north korea")
    found = await subjects(context, request.words)
    if not found:
        return await nothing_on(" ".join(request.words), context)
    if len(found) > 1:
        rows = tuple((Choice(one.title, f"~/follow {one.asks}"),) for one in found[:8])
        name = name_as_printed(" ".join(request.words), (one.title for one in found))
        return WhichSubject(words=name, choices=rows)
    subject = found[0]
    new = await context.store.follow(request.chat, subject.words, at=context.now())
    subscription = await context.store.subscription_of(request.chat)
    if subscription and subscription.topics and subject.words not in subscription.topics:
        wanted = (*subscription.topics, subject.words)
        await context.store.subscribe(
            request.chat, replace(wish_of(subscription), topics=wanted), at=context.now()
        )
    return Followed(
        title=subject.title,
        new=new,
        briefing=_meaning(subscription),
        choices=_followed_choices(subject, subscription),
    )


async def unfollow(request: Request, context: Context) -> Reply:
    """Follow something no longer, in the briefing too.

    Raises:
        CommandError: it was not followed.
    """
    follows = await context.store.follows(request.chat)
    if not request.words:
        if not follows:
            raise CommandError("You follow nothing yet. For example: /follow north korea")
        choices = tuple((Choice(name, f"~/unfollow {name}"),) for name in follows[:8])
        return WhichSubject(words="", choices=choices)
    subject = topic_named(context, request.words)
    name = subject.words if subject else " ".join(request.words)
    match = next((one for one in follows if folded(one) == folded(name)), None)
    if match is None or not await context.store.unfollow(request.chat, match):
        title = subject.title if subject else name
        raise CommandError(f"You do not follow {title}. /topics shows what you follow.")
    subscription = await context.store.subscription_of(request.chat)
    if subscription and match in subscription.topics and len(subscription.topics) > 1:
        left = tuple(topic for topic in subscription.topics if topic != match)
        await context.store.subscribe(
            request.chat, replace(wish_of(subscription), topics=left), at=context.now()
        )
    return Unfollowed(
        title=subject.title if subject else match,
        left=", ".join(one for one in follows if one != match),
    )


async def sources(request: Request, context: Context) -> Reply:
    """Answer with the outlets of what is published, and how many articles each has."""
    found = await context.store.sources()
    return SourceList(
        sources=tuple(found[:MOST_SOURCES]), more=max(0, len(found) - MOST_SOURCES)
    )


def wish_of(subscription: Subscription) -> Wish:
    """Return a subscription as the wish that would make it."""
    return Wish(
        at=subscription.at,
        zone=subscription.zone,
        topics=subscription.topics,
        weekdays=subscription.weekdays,
        seconds=subscription.seconds,
        quiet=subscription.quiet,
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


def _meaning(subscription: Subscription | None) -> str:
    if subscription is None:
        return "A daily briefing on it: /subscribe 7:30 Berlin"
    if not subscription.topics:
        return "Your daily briefing covers everything already."
    return f"It is in your daily briefing at {subscription.at:%H:%M} from now on."


def _followed_choices(subject: Subject, subscription: Subscription | None) -> Choices:
    brief = Choice("Brief me", f"/brief {subject.asks}")
    if subscription is None:
        return ((brief, Choice("Daily briefing", "/subscribe")),)
    return ((brief, Choice("Unfollow", f"~/unfollow {subject.words}")),)
