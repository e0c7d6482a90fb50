"""A person on the user side, the real library, and small helpers for tests of the sandbox."""

import io
import os

os.environ.setdefault("PTB_TIMEDELTA", "1")

from typing import Any

import aiohttp
from telegram import Bot, Update
from telegram.request import HTTPXRequest

TOKEN = "1:sandbox"  # noqa: S105


class Person:
    """Plays the readers, as the chat page does."""

    def __init__(self, address: str, session: aiohttp.ClientSession) -> None:
        self.address = address
        self.session = session

    async def get(self, path: str, **query: Any) -> Any:
        async with self.session.get(f"{self.address}/user/{path}", params=query) as response:
            return await response.json()

    async def post(self, path: str, **body: Any) -> Any:
        async with self.session.post(f"{self.address}/user/{path}", json=body) as response:
            return await response.json()

    async def send(
        self, text: str, user: int = 1001, chat: int | None = None, **more: Any
    ) -> Any:
        place = user if chat is None else chat
        answer = await self.post("send", user=user, chat=place, text=text, **more)
        return answer.get("message", answer)

    async def sees(self, user: int = 1001, chat: int | None = None) -> list[dict[str, Any]]:
        place = user if chat is None else chat
        return (await self.get("messages", user=user, chat=place))["messages"]

    async def upload(
        self, *files: tuple[str, bytes, str], user: int = 1001, **fields: str
    ) -> Any:
        form = aiohttp.FormData({"user": str(user), "chat": str(user), **fields})
        for name, content, kind in files:
            form.add_field("file", io.BytesIO(content), filename=name, content_type=kind)
        async with self.session.post(f"{self.address}/user/upload", data=form) as response:
            return await response.json()

    async def call(self, method: str, **body: Any) -> Any:
        """A call of the Bot API by hand: for what the library would not send."""
        url = f"{self.address}/bot1:sandbox/{method}"
        async with self.session.post(url, json=body) as response:
            return await response.json()

    async def faults(self, *faults: dict[str, Any], **settings: Any) -> Any:
        return await self.post("faults", faults=list(faults), **settings)


async def updates(bot: Bot, wait: int = 5) -> list[Update]:
    """The next updates, confirmed at once."""
    got = await bot.get_updates(timeout=wait, allowed_updates=Update.ALL_TYPES)
    if got:
        await bot.get_updates(offset=got[-1].update_id + 1, timeout=0)
    return list(got)


def a_bot(address: str, token: str = TOKEN) -> Bot:
    return Bot(
        token,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        request=HTTPXRequest(connection_pool_size=8, read_timeout=5),
        get_updates_request=HTTPXRequest(connection_pool_size=4, read_timeout=2),
    )
