"""/start, /help, /id, /privacy, /mydata, /forgetme: what this is, and what it keeps."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.context import Context
from bot.conversation import Choice, Reply, Request
from bot.counts import counted
from bot.editions import told_in
from bot.errors import CommandError
from bot.model import ArticleHead
from bot.subjects import EVERYTHING, articles_about, people_quoted, topic_counts
from bot.telling import Told

#: The sample is a sentence of the latest articles.
SAMPLE_SECONDS, SAMPLE_ARTICLES = 30, 6
#: What the parts of a chat's data are called in the file that it gets.
CALLED = {
    "follows": "what you follow",
    "subscriptions": "your briefing",
    "deliveries": "briefings made for you",
    "messages": "messages of these briefings",
    "shown": "articles shown here",
    "notices": "corrections told here",
    "quote_reports": "quotes you called wrong",
    "inbox": "messages from here",
    "chats": "this chat",
    "holds": "pauses that Telegram asked for",
    "audit signed": "what you did as an admin",
    "articles signed": "articles you added",
    "feeds signed": "feeds you added",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome(Reply):
    """What the bot does, what is new in a line, and one proved sentence as a sample."""

    holds: str
    sample: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Help(Reply):
    """Every command with an example; ``topic`` is one of the operator's."""

    admin: bool
    topic: str = "elections"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Reply):
    """The sender's number and the chat's, for ADMINS and READERS."""

    user: int
    chat: int
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy(Reply):
    """What is kept about a reader, for how long, and how to delete it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MyData(Reply):
    """Everything kept about this chat, as a file."""

    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten(Reply):
    """Everything kept about this chat is deleted."""


async def start(request: Request, context: Context) -> Reply:
    """Say in one screen what this is, with a sample of what is there."""
    heads = await articles_about(context, EVERYTHING, limit=SAMPLE_ARTICLES)
    total = await context.store.count_articles(["published"])
    topics = (await topic_counts(context))[:1]
    people = await people_quoted(context, 2)
    names = [topic.title for topic in topics] + [person.name for person in people]
    sample = await _sample(heads, context) if heads else ()
    zone = await context.store.subscription_of(request.chat)
    daily = Choice("When", "/when") if zone else Choice("Daily at 07:30", "/subscribe 07:30")
    return Welcome(
        holds=_holds(total, names),
        sample=sample,
        choices=(
            (Choice("Brief me", "/brief"), Choice("Quotes", "/quotes")),
            (daily, Choice("Topics", "/topics"), Choice("Help", "/help")),
        ),
    )


async def help_(request: Request, context: Context) -> Reply:
    """List every command with an example; admins see theirs too."""
    return Help(admin=context.serves_admin(request), topic=context.example)


async def id_(request: Request, context: Context) -> Reply:
    """Tell the numbers that ADMINS and READERS take."""
    return Numbers(user=int(request.user), chat=int(request.chat), private=request.private)


async def privacy(request: Request, context: Context) -> Reply:
    """Say what is kept about a reader."""
    return Privacy(
        choices=((Choice("My data", "/mydata"), Choice("Delete it all", "/forgetme")),)
    )


async def mydata(request: Request, context: Context) -> Reply:
    """Send every row that names this chat, as a JSON file with words for what it is."""
    found = await context.store.everything_about(request.chat)
    kept = {CALLED[name]: rows for name, rows in found.items() if rows}
    written = json.dumps(kept, indent=2, ensure_ascii=False, default=_written)
    rows = sum(len(table) for table in kept.values() if isinstance(table, list | tuple))
    return MyData(rows=rows, document=("mydata.json", written.encode()))


async def forgetme(request: Request, context: Context) -> Reply:
    """Delete every row that names this chat, at once."""
    await context.store.forget(request.chat)
    return Forgotten()


async def no_files(request: Request, context: Context) -> Reply:
    """Refuse a file from somebody who may not add any.

    Raises:
        CommandError: always.
    """
    raise CommandError("I cannot take files here. Ask me something: /brief or /quotes kim")


async def _sample(heads: Sequence[ArticleHead], context: Context) -> tuple[Told, ...]:
    materials = await context.store.materials([head.id for head in heads])
    told = await told_in(context, materials, [EVERYTHING], seconds=SAMPLE_SECONDS)
    return told.sentences[:1]


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _holds(articles: int, names: list[str]) -> str:
    if not articles:
        return "nothing is published yet."
    about = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + "".join(names[-1:])
    return f"{counted(articles, 'article')}{' on ' if names else ''}{about}."
