"""/follow and /unfollow: what is in this chat's briefing."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.brief import WhichSubject
from bot.commands.coming import STOPPED, way_back
from bot.commands.meant import Meant, meant, which_or_nothing
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request
from bot.errors import CommandError
from bot.model import Subscription
from bot.subjects import Subject, topic_named
from summaries.text import folded

MOST_CHOICES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed(Reply):
    """Topics are followed from now on, or were already.

    Attributes:
        new: at least one was not followed before.
        briefing: what that means for the chat's briefing.
    """

    title: str
    new: bool
    briefing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfollowed(Reply):
    """A topic is followed no longer.

    Attributes:
        left: what is still followed; empty for nothing.
        briefing: what the briefing is still about, where that may surprise; else empty.
    """

    title: str
    left: str
    briefing: str = ""


async def follow(request: Request, context: Context) -> Reply:
    """Follow topics, names or free words; a subscription to chosen topics gets them too.

    A briefing that is paused or stopped stays so.

    Raises:
        CommandError: no words were given.
    """
    if not request.words:
        raise CommandError(f"Follow what? For example: /follow {context.example}")
    asked = await meant(context, request.rest)
    if not asked.clear:
        return await which_or_nothing(asked, context, lambda topics: f"~/follow {topics}")
    new = [
        subject
        for subject in asked.subjects
        if await context.store.follow(request.chat, subject.words, at=context.now())
    ]
    subscription = await context.store.subscription_of(request.chat)
    if subscription and subscription.topics:
        words = [subject.words for subject in asked.subjects]
        wanted = tuple(dict.fromkeys((*subscription.topics, *words)))
        await context.store.choose_topics(request.chat, wanted)
    return Followed(
        title=_titles(asked),
        new=bool(new),
        briefing=_meaning(subscription, len(asked.subjects)),
        choices=_followed_choices(asked.subjects, subscription),
    )


async def unfollow(request: Request, context: Context) -> Reply:
    """Follow something no longer, in the briefing too.

    Raises:
        CommandError: it was not followed.
    """
    follows = await context.store.follows(request.chat)
    if not request.words:
        if not follows:
            raise CommandError(
                f"You follow nothing yet. For example: /follow {context.example}"
            )
        return WhichSubject(words="", choices=_leave_choices(follows, context))
    subject = topic_named(context, request.words)
    name = subject.words if subject else " ".join(request.words)
    match = next((one for one in follows if folded(one) == folded(name)), None)
    if match is None or not await context.store.unfollow(request.chat, match):
        title = subject.title if subject else name
        raise CommandError(f"You do not follow {title}. /topics shows what you follow.")
    title = title_of(match, context)
    left = [title_of(one, context) for one in follows if one != match]
    briefing = await _left_out(request, match, title, context)
    return Unfollowed(title=title, left=", ".join(left), briefing=briefing)


def title_of(topic: str, context: Context) -> str:
    """Return what is followed as readers know it."""
    subject = topic_named(context, topic.split())
    return subject.title if subject else topic


async def _left_out(request: Request, topic: str, title: str, context: Context) -> str:
    """Take a topic out of the briefing; return what it is about when nothing else is left."""
    subscription = await context.store.subscription_of(request.chat)
    if subscription is None or topic not in subscription.topics:
        return ""
    left = tuple(one for one in subscription.topics if one != topic)
    if not left:
        return (
            f"Your daily briefing is about nothing but {title} and stays so: "
            "/subscribe everything makes it about all the news, /stop ends it."
        )
    await context.store.choose_topics(request.chat, left)
    return ""


def _titles(asked: Meant) -> str:
    names = [subject.title for subject in asked.subjects]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _meaning(subscription: Subscription | None, topics: int) -> str:
    it, them = ("It is", "it") if topics == 1 else ("They are", "them")
    if subscription is None:
        return f"A daily briefing on {them}: /subscribe 7:30 Berlin"
    if subscription.paused == STOPPED:
        return "Your daily briefing is stopped, and stays so until you start it again."
    if subscription.paused:
        return "Your daily briefing is paused, and stays so until you take it up again."
    if not subscription.topics:
        return "Your daily briefing covers everything already."
    return f"{it} in your daily briefing at {subscription.at:%H:%M} from now on."


def _followed_choices(
    followed: Sequence[Subject], subscription: Subscription | None
) -> Choices:
    subject = followed[0]
    brief = Choice("Brief me", f"/brief {subject.asks}")
    if subscription is None:
        return ((brief, Choice("Daily briefing", "/subscribe")),)
    row = (brief, Choice("Unfollow", f"~/unfollow {subject.words}"))
    if len(followed) > 1:
        row = (brief, Choice("Unfollow …", "/unfollow"))
    if subscription.paused:
        return (row, way_back(subscription))
    return (row,)


def _leave_choices(follows: Sequence[str], context: Context) -> Choices:
    return tuple(
        (Choice(title_of(one, context), f"~/unfollow {one}"),) for one in follows[:MOST_CHOICES]
    )
