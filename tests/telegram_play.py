"""The bot's Telegram side and its deliveries against a sandbox, in one event loop."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from sandbox.playing import Person

from bot.conversation import Choice, Message, Request
from bot.delivery import Deliverer
from bot.editions import Composed
from bot.model import ArticleId, ChatId, Subscription, UserId, Wish
from bot.sandbox.server import Sandbox
from bot.store import open_store
from bot.telegram.adapter import Command, Server, Telegram

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LONGEST_WAIT = 10.0


class Clock:
    """Says what time it is; tests move it."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **units: float) -> None:
        self.at += timedelta(**units)


class Player:
    """One bot, its store and its sandbox.

    ``answer`` is what the bot says to a request; every request is kept in ``asked``.
    ``compose`` is what a briefing says; by default two parts that name the day.
    """

    def __init__(self, store: Any, sandbox: Sandbox, person: Person, clock: Clock) -> None:
        self.store, self.sandbox, self.person, self.clock = store, sandbox, person, clock
        self.asked: list[Request] = []
        self.composed = 0
        self.parts: Sequence[str] = ("<b>Your briefing</b> · {day}",)
        self.choices = ((Choice("More", "/brief"),),)
        self.telegram = self.a_telegram()
        self.deliverer = self.a_deliverer()

    async def answer(self, request: Request) -> Sequence[Message]:
        self.asked.append(request)
        return [Message(f"You said: {request.line}")]

    async def compose(
        self, subscription: Subscription, due: datetime, until: datetime
    ) -> Composed:
        self.composed += 1
        texts = [part.format(day=due.date()) for part in self.parts]
        messages = tuple(Message(text, self.choices) for text in texts)
        return Composed(messages, (ArticleId(1),), False, f"{subscription} {due} {until}")

    # Tests put other functions in the place of `answer` and `compose` while the bot runs.

    async def _answered(self, request: Request) -> Sequence[Message]:
        return await self.answer(request)

    async def _composed(self, *asked: Any) -> Composed:
        return await self.compose(*asked)

    def a_telegram(self) -> Telegram:
        return Telegram(
            "1:sandbox",
            Server(self.sandbox.address),
            self._answered,
            self.store,
            now=self.clock,
            menu=[Command("brief", "the news"), Command("status", "how it goes", True)],
            admins=[UserId(1002)],
        )

    def a_deliverer(self) -> Deliverer:
        return Deliverer(self.store, self.telegram, self._composed, self.clock)

    async def subscribed(self, chat: int = 1001, **wish: Any) -> Subscription:
        """A daily briefing at noon, due a minute from now."""
        await self.store.chat_seen(ChatId(chat), "private", at=self.clock())
        at = (self.clock.at + timedelta(minutes=1)).time().replace(second=0)
        return await self.store.subscribe(
            ChatId(chat), Wish(**{"at": at, "zone": "UTC"} | wish), at=self.clock()
        )

    async def deliver(self) -> None:
        """A minute later everything that is due has been sent."""
        self.clock.pass_by(minutes=1)
        await self.settle()

    async def settle(self) -> None:
        await self.deliverer.tick()
        async with asyncio.timeout(30):
            await self.deliverer.settled()

    async def says(self, user: int = 1001, chat: int | None = None) -> list[str]:
        """What the bot has written to a chat."""
        return [
            message.get("text") or message.get("caption", "")
            for message in await self.person.sees(user, chat)
            if message["from"]["is_bot"]
        ]

    async def until(
        self, true: Callable[[list[dict[str, Any]]], Any], user: int = 1001, chat: int = 0
    ) -> list[dict[str, Any]]:
        """Wait until the messages of a chat are as they should be; look at every event."""
        place = chat or user
        async with (
            asyncio.timeout(LONGEST_WAIT),
            self.person.session.get(
                f"{self.person.address}/user/events", params={"user": user}
            ) as events,
        ):
            while True:
                seen = await self.person.sees(user, place)
                if true(seen):
                    return seen
                await events.content.readline()

    async def until_true(self, asked: Callable[[], Awaitable[Any]], wanted: Any) -> None:
        """Wait until a question has this answer."""
        async with asyncio.timeout(LONGEST_WAIT):
            while await asked() != wanted:  # noqa: ASYNC110 - the store has no events
                await asyncio.sleep(0.01)

    async def event(self, kind: str, user: int = 1001) -> None:
        """Wait until something of this kind happens in a reader's chats."""
        async with (
            asyncio.timeout(LONGEST_WAIT),
            self.person.session.get(
                f"{self.person.address}/user/events", params={"user": user}
            ) as events,
        ):
            while f'"{kind}"' not in (await events.content.readline()).decode():
                pass

    async def reply(self, user: int = 1001, chat: int = 0) -> dict[str, Any]:
        """Wait for the bot's next word in a chat that ends with a reader's."""
        seen = await self.until(lambda seen: seen and seen[-1]["from"]["is_bot"], user, chat)
        return seen[-1]

    async def states(self, chat: int = 1001) -> list[str]:
        found = await self.store.deliveries_of(ChatId(chat), limit=10)
        return [delivery.state for delivery in found]


async def player(stack: AsyncExitStack, *, address: str = ":memory:") -> Player:
    """A player whose store and sandbox close with the stack; nothing runs yet."""
    store = open_store(address)
    stack.push_async_callback(store.close)
    sandbox = Sandbox()
    await sandbox.start(0)
    stack.push_async_callback(sandbox.close)
    session = await stack.enter_async_context(aiohttp.ClientSession())
    return Player(store, sandbox, Person(sandbox.address, session), Clock())


def said(message: dict[str, Any]) -> str:
    """The words of a message as the sandbox shows it."""
    return str(message.get("text") or message.get("caption") or "")


def lines_of(message: dict[str, Any]) -> list[str]:
    """What the buttons of a message stand for."""
    keyboard = json.loads(json.dumps(message.get("reply_markup", {"inline_keyboard": []})))
    return [button["callback_data"] for row in keyboard["inline_keyboard"] for button in row]
