"""/feeds: the feeds that articles are taken from; and a pasted link."""

import re
from dataclasses import dataclass, replace

from bot.commands.admin import NotTaken
from bot.commands.receipts import shown
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request
from bot.errors import CommandError
from bot.intake.collecting import Collected, Look, collect, look_at, take_link
from bot.intake.receipt import Receipt
from bot.model import Feed, FeedId, FeedState

MOST_REASONS = 3
LINK = re.compile(r"https?://\S+", re.IGNORECASE)
EXAMPLE = "Ask like this: /feeds add https://paper.example/rss.xml"
NUMBERED = "Ask like this: /feeds auto 1, /feeds wait 1, or /feeds remove 1. /feeds lists them."


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList(Reply):
    """The feeds, each with how it was when last asked."""

    feeds: tuple[Feed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRead(Reply):
    """What one look at a feed brought.

    Attributes:
        reasons: why entries were not taken, each once, a few.
    """

    feed: Feed
    found: Collected
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedChanged(Reply):
    """A feed publishes by itself from now on, waits again, or is no more."""

    says: str


async def link(request: Request, context: Context) -> Reply:
    """Fetch the page behind a link and show its receipt."""
    taken = await take_link(context, request.rest.strip(), by=request.user)
    if isinstance(taken, Receipt):
        return shown(taken)
    return NotTaken(name=taken.name, reason=taken.reason)


def is_link(text: str) -> bool:
    """Tell whether a text is nothing but a link."""
    return LINK.fullmatch(text.strip()) is not None


async def feeds(request: Request, context: Context) -> Reply:
    """List the feeds; add or remove one, or say whether its articles wait for an admin.

    Raises:
        CommandError: the line is incomplete, or there is no such feed.
    """
    match request.words:
        case []:
            return _listed(await context.store.feeds())
        case ["add", url] if is_link(url):
            return await _add(request, context, url)
        case ["read", number]:
            return await _read(context, await _one(context, number))
        case ["auto" | "wait" as mode, number]:
            feed = await _one(context, number)
            return await _let_publish(request, context, feed, mode == "auto")
        case ["remove", number]:
            feed = await _one(context, number)
            await context.store.remove_feed(feed.id, by=request.user, at=context.now())
            return FeedChanged(says=f"{_name(feed)} is asked no more. Its articles stay.")
        case ["add", address] if "://" in address:
            raise CommandError(f"Only addresses with http or https can be asked. {EXAMPLE}")
        case ["auto" | "wait" | "remove" | "read", *_]:
            raise CommandError(NUMBERED)
        case _:
            raise CommandError(EXAMPLE)


async def _add(request: Request, context: Context, url: str) -> Reply:
    """Take a feed that can be read; one that cannot leaves no trace.

    Raises:
        CommandError: it is there already, or cannot be read.
    """
    now, state = context.now(), FeedState(url, due_at=context.now())
    look = await look_at(context, state)
    if look.listing is None:
        problem = look.state.problem or "It is empty."
        raise CommandError(f"That feed cannot be read: {problem} {EXAMPLE}")
    number = await context.store.add_feed(state, by=request.user, at=now)
    if number is None:
        raise CommandError("That feed is there already. /feeds lists them.")
    return await _read(context, await _one(context, str(number)), look)


async def _read(context: Context, feed: Feed, look: Look | None = None) -> FeedRead:
    found = await collect(context, feed, look)
    feed = replace(feed, state=replace(feed.state, title=found.title))
    first: tuple[Choice, ...] = ()
    if found.taken and not feed.publishes:
        numbers = " ".join(str(number) for number in found.taken)
        first = (Choice("Publish all", f"/publish {numbers}"),)
    turn = (
        Choice("Wait for me", f"/feeds wait {feed.id}")
        if feed.publishes
        else Choice("Publish by itself", f"/feeds auto {feed.id}")
    )
    rows: Choices = (first, (Choice("Look at each", "/articles waiting"), turn))
    return FeedRead(
        feed=feed,
        found=found,
        reasons=tuple(dict.fromkeys(found.refused))[:MOST_REASONS],
        choices=tuple(row for row in rows if row),
    )


async def _let_publish(
    request: Request, context: Context, feed: Feed, publishes: bool
) -> Reply:
    await context.store.let_feed_publish(
        feed.id, publishes=publishes, by=request.user, at=context.now()
    )
    name = _name(feed)
    if publishes:
        return FeedChanged(
            says=f"Articles of {name} reach readers by themselves from now on. "
            f"/feeds wait {feed.id} takes that back."
        )
    return FeedChanged(says=f"Articles of {name} wait for an admin from now on.")


async def _one(context: Context, number: str) -> Feed:
    if not number.isdecimal() or len(number) > 12:
        raise CommandError(NUMBERED)
    wanted = FeedId(int(number))
    for feed in await context.store.feeds():
        if feed.id == wanted:
            return feed
    raise CommandError(f"There is no feed {number}. /feeds lists them.")


def _listed(found: list[Feed]) -> FeedList:
    rows = tuple(
        (Choice(f"Read {_name(feed)}"[:40], f"/feeds read {feed.id}"),) for feed in found
    )
    return FeedList(feeds=tuple(found), choices=rows[:8])


def _name(feed: Feed) -> str:
    return feed.state.title or feed.state.url
