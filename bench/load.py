"""Briefings to many chats through the sandbox: rate, latency of replies, cost.

    python -m bench.load                       everything
    python -m bench.load --only clients        this client, the library's own, aiogram
    python -m bench.load --only ledger         the whole delivery, ledger included
    python -m bench.load --only replies        replies while 20,000 briefings are queued

The sandbox runs as a process of its own, so the figures are those of one core for the bot.
Replies are the real ones to /brief: the bot's own commands on the first corpus, with its
analysis process. aiogram takes part when it is installed; where it is not, that is printed.
``--keep FILE`` writes the figures, with the commit and the machine's load, to a file.
"""

import argparse
import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import aiohttp
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bench.kept import keep
from bench.kill import FIRST_READER, faults, process, subscribe_all
from bot.app import answered
from bot.clock import now
from bot.context import Context
from bot.conversation import Message, Request
from bot.delivery import Deliverer
from bot.editions import Composed
from bot.intake.seeds import publish_seeds
from bot.model import Subscription
from bot.offload import AnalysisProcess
from bot.store import open_store
from bot.telegram.adapter import Server, Telegram
from bot.telegram.client import Client
from bot.telegram.pace import Pace

TOKEN = "1:sandbox"  # noqa: S105
TEXT = "x" * 1000
Send = Callable[[int], Awaitable[object]]


@asynccontextmanager
async def sandbox(
    people: int, latency: float, limits: dict[str, Any], keep: int = 0
) -> AsyncIterator[str]:
    """A sandbox as a process that keeps few messages or none; gives its address."""
    words = ("--port", "0", "--people", str(people), "--latency", str(latency))
    words += ("--keep", str(keep))
    async with process("-m", "bot.sandbox", *words) as started:
        address = (await started.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession(address) as session:
            await faults(session, limits=limits)
        yield address


async def clients(messages: int, latency: float, in_flight: int) -> dict[str, object]:
    """Return messages a second and CPU milliseconds a message for each client."""
    found: dict[str, object] = {"messages": messages, "in_flight": in_flight}
    async with sandbox(messages, latency, {"mode": "off"}) as address:
        for name, make in (("own", _own), ("library", _library), ("aiogram", _aiogram)):
            async with AsyncExitStack() as stack:
                send = await make(address, stack)
                count = messages if name != "library" else messages // 4
                found[name] = (
                    await _flood(send, count, in_flight)
                    if send is not None
                    else "not installed: pip install aiogram, then once more"
                )
    return found


async def _flood(send: Send, messages: int, in_flight: int) -> dict[str, float]:
    slots, spent = asyncio.Semaphore(in_flight), []

    async def one(chat: int) -> None:
        async with slots:
            begun = perf_counter()
            await send(chat)
            spent.append(perf_counter() - begun)

    wall, cpu = perf_counter(), process_time()
    async with asyncio.TaskGroup() as tasks:
        for number in range(messages):
            tasks.create_task(one(FIRST_READER + number))
    wall, cpu = perf_counter() - wall, process_time() - cpu
    spent.sort()
    return {
        "per_second": round(messages / wall),
        "cpu_ms": round(cpu / messages * 1000, 3),
        "per_cpu_second": round(messages / cpu),
        "p99_ms": round(spent[int(len(spent) * 0.99)] * 1000),
    }


async def _own(address: str, stack: AsyncExitStack) -> Send:
    bot = ExtBot(
        TOKEN,
        base_url=f"{address}/bot",
        request=Client(),
        get_updates_request=Client(),
        rate_limiter=Pace(1000),
    )
    await stack.enter_async_context(bot)
    return lambda chat: bot.send_message(chat, TEXT, rate_limit_args="bulk")


async def _library(address: str, stack: AsyncExitStack) -> Send:
    request = HTTPXRequest(connection_pool_size=256, pool_timeout=60, read_timeout=60)
    bot = ExtBot(TOKEN, base_url=f"{address}/bot", request=request)
    await stack.enter_async_context(bot)
    return lambda chat: bot.send_message(chat, TEXT)


async def _aiogram(address: str, stack: AsyncExitStack) -> Send | None:
    try:
        from aiogram import Bot  # noqa: PLC0415
        from aiogram.client.session.aiohttp import AiohttpSession  # noqa: PLC0415
        from aiogram.client.telegram import TelegramAPIServer  # noqa: PLC0415
    except ImportError:
        return None
    session = AiohttpSession(api=TelegramAPIServer.from_base(address), limit=256)
    bot = Bot(TOKEN, session=session)
    stack.push_async_callback(session.close)
    return lambda chat: bot.send_message(chat, TEXT)


# The whole delivery.


class Running:
    """The Telegram side and the delivery in this process; briefings are one fixed text."""

    def __init__(self, address: str, folder: Path, rate: float) -> None:
        self.database = folder / "bot.db"
        self.store = open_store(str(self.database))
        self.context: Context | None = None
        self.telegram = Telegram(
            TOKEN, Server(address, rate), self._answer, self.store, now=now
        )
        self.deliverer = Deliverer(self.store, self.telegram, self._compose, now)

    async def publish(self, stack: AsyncExitStack) -> None:
        """Have commands answered as the bot answers them, from the first corpus."""
        offload = AnalysisProcess()
        stack.callback(offload.close)
        await publish_seeds(self.store, offload, now=now())
        self.context = Context(
            store=self.store,
            now=now,
            offload=offload,
            admins=frozenset(),
            username=lambda: self.telegram.username,
        )

    async def _answer(self, request: Request) -> Sequence[Message]:
        assert self.context is not None
        return await answered(request, self.context)

    async def _compose(self, wish: Subscription, due: datetime, until: datetime) -> Composed:
        return Composed((Message(TEXT),), (), False, f"{due} {until}")


async def ledger(people: int, rate: float, latency: float, folder: Path) -> dict[str, object]:
    """Return messages a second of a delivery to so many people, ledger included."""
    limits = {"mode": "count", "per_second": int(rate)}
    async with sandbox(people, latency, limits) as address:
        running = Running(address, folder, rate)
        await subscribe_all(running.database, range(FIRST_READER, FIRST_READER + people))
        async with asyncio.TaskGroup() as tasks:
            await running.telegram.start(tasks)
            await running.deliverer.start()
            tasks.create_task(running.deliverer.run())
            wall, cpu = perf_counter(), process_time()
            await running.deliverer.tick()
            await running.deliverer.settled()
            wall, cpu = perf_counter() - wall, process_time() - cpu
            await running.deliverer.stop()
            await running.telegram.stop()
        facts = await running.store.delivery_facts(now())
        await running.store.close()
        async with aiohttp.ClientSession(address) as session:
            report = await faults(session)
    return {
        "people": people,
        "per_second": round(people / wall, 1),
        "cpu_ms": round(cpu / people * 1000, 3),
        "states": facts.today,
        "breaches": report["breaches"],
        "most_in_flight": report["most_in_flight"],
    }


async def replies(people: int, samples: int, latency: float, folder: Path) -> dict[str, object]:
    """Return how long replies take while so many briefings are queued at 30 a second."""
    async with sandbox(people + samples, latency, {"mode": "count"}, keep=5) as address:
        running = Running(address, folder, 30)
        await subscribe_all(running.database, range(FIRST_READER, FIRST_READER + people))
        async with AsyncExitStack() as stack, asyncio.TaskGroup() as tasks:
            await running.publish(stack)
            await running.telegram.start(tasks)
            await running.deliverer.start()
            sending = tasks.create_task(running.deliverer.run())
            await running.deliverer.tick()
            async with aiohttp.ClientSession(address) as session:
                await _reply_seconds(session, 1001)
                await faults(session, reset=True)
                # Others than those who get briefings: each may be written to at once.
                readers = range(FIRST_READER + people, FIRST_READER + people + samples)
                taken = sorted([await _reply_seconds(session, each) for each in readers])
                report = await faults(session)
            await running.deliverer.stop()
            sending.cancel()
            await running.telegram.stop()
        await running.store.close()
    return {
        "queued": people,
        "samples": samples,
        "median_ms": round(taken[samples // 2] * 1000),
        "p99_ms": round(taken[int(samples * 0.99)] * 1000),
        "worst_ms": round(taken[-1] * 1000),
        "per_second": report["per_second"],
        "breaches": report["breaches"],
    }


async def _reply_seconds(session: aiohttp.ClientSession, reader: int) -> float:
    """From a reader's /brief to the bot's answer in his chat."""
    query = {"user": str(reader)}
    async with session.get("/user/events", params=query) as events:
        await events.content.readline()
        begun = perf_counter()
        body = {"user": reader, "chat": reader, "text": "/brief"}
        async with session.post("/user/send", json=body) as answer:
            await answer.read()
        while b'"is_bot":true' not in (await events.content.readline()).replace(b" ", b""):
            pass
        return perf_counter() - begun


def main() -> None:
    """Print the figures as JSON, one line each."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", choices=["clients", "ledger", "replies"])
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--queued", type=int, default=20_000)
    parser.add_argument("--samples", type=int, default=200)
    parser.add_argument("--latency", type=float, default=60.0)
    parser.add_argument("--keep", type=Path, help="write the figures to this file")
    chosen = parser.parse_args()
    found: dict[str, object] = {}
    if chosen.only in {None, "clients"}:
        show(found, "clients", clients(chosen.messages, chosen.latency, 100))
    if chosen.only in {None, "ledger"}:
        for rate, people in ((1000, chosen.messages), (30, 900)):
            with tempfile.TemporaryDirectory() as folder:
                work = ledger(people, rate, chosen.latency, Path(folder))
                show(found, f"ledger at {rate}/s", work)
    if chosen.only in {None, "replies"}:
        with tempfile.TemporaryDirectory() as folder:
            work = replies(chosen.queued, chosen.samples, chosen.latency, Path(folder))
            show(found, "replies", work)
    if chosen.keep:
        keep(chosen.keep, found)


def show(found: dict[str, object], name: str, work: Any) -> None:
    """Run one part and print its figures."""
    found[name] = asyncio.run(work)
    print(json.dumps({name: found[name]}), flush=True)


if __name__ == "__main__":
    main()
