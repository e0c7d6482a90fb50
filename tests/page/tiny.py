"""The people on the page, and a scripted bot that speaks the Bot API."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp

ANA, BO, NEWSROOM = 1001, 1002, -2001
PATIENCE = 10.0


@dataclass
class TinyBot:
    """A bot that says what it was told to say, over the Bot API.

    Attributes:
        replies: what it sends to a line, by the line's first word; "*" is for any other.
        taps: what it does about a tap, by the button's data: pairs of method and values;
            chat_id, message_id and callback_query_id are filled in.
        seen: every update it got.
    """

    address: str
    session: aiohttp.ClientSession
    replies: dict[str, dict[str, Any]] = field(default_factory=dict)
    taps: dict[str, list[tuple[str, dict[str, Any]]]] = field(default_factory=dict)
    seen: list[dict[str, Any]] = field(default_factory=list)
    stirred: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def call(self, method: str, **values: Any) -> Any:
        url = f"{self.address}/bot1:sandbox/{method}"
        async with self.session.post(url, json=values) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def send(self, chat: int, text: str, **values: Any) -> dict[str, Any]:
        return await self.call("sendMessage", chat_id=chat, text=text, **values)

    async def saw(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first update that fits; waits for it."""
        async with asyncio.timeout(PATIENCE), self.stirred:
            await self.stirred.wait_for(lambda: any(map(wanted, self.seen)))
        return next(filter(wanted, self.seen))

    async def run(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                await self.answer(update)
                async with self.stirred:
                    self.seen.append(update)
                    self.stirred.notify_all()

    async def answer(self, update: dict[str, Any]) -> None:
        if "callback_query" in update:
            await self.answer_tap(update["callback_query"])
        elif "message" in update:
            message = update["message"]
            word = message.get("text", "").partition(" ")[0].partition("@")[0]
            reply = self.replies.get(word, self.replies.get("*"))
            if reply is not None:
                await self.call("sendMessage", chat_id=message["chat"]["id"], **reply)

    async def answer_tap(self, query: dict[str, Any]) -> None:
        message = query["message"]
        for method, values in self.taps.get(query["data"], []):
            place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
            if method == "answerCallbackQuery":
                place = {"callback_query_id": query["id"]}
            await self.call(method, **place, **values)


def keys(*rows: list[str]) -> dict[str, Any]:
    """An inline keyboard whose buttons send their own words."""
    return {"inline_keyboard": [[{"text": t, "callback_data": t} for t in row] for row in rows]}
