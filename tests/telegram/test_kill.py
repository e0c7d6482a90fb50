"""kill -9 while the bot sends and while it answers; the bot and Telegram are processes."""

import asyncio
import json
import os
import signal

import aiohttp
import pytest

from bench.kill import bot, faults, killed, sandbox, until_answered
from bot.store import open_store


@pytest.mark.slow
async def test_nothing_is_lost_or_doubled_in_silence(tmp_path):
    """
    Five kills among 400 recipients: every delivery comes to rest, every second copy says so,
    every loss is marked, and both are no more than what was in the air.
    """
    outcome = await killed(400, 5, 100, seed=1, folder=tmp_path)

    print(outcome)
    assert outcome.not_at_rest == 0
    assert outcome.silent_lost == 0
    assert outcome.silent_twice == 0
    assert outcome.more == 0
    assert outcome.lost + outcome.twice <= outcome.allowed
    assert outcome.resent_within_seconds <= 20


@pytest.mark.slow
async def test_commands_survive_a_kill(tmp_path):
    """
    Commands sent before and during a kill -9 are answered after it, each once; only an answer
    that was on its way when the bot died is not repeated.
    """
    database = tmp_path / "bot.db"
    async with sandbox(20) as address, aiohttp.ClientSession(address) as session:
        async with bot(address, database) as started:
            await until_answered(session)
            readers = range(10001, 10021)
            await faults(session, latency_ms=200)
            for reader in readers[:10]:
                await write(session, reader, "/id")
            await confirmed(session)
            os.kill(started, signal.SIGKILL)
        for reader in readers[10:]:
            await write(session, reader, "/id")
        on_the_way = await begun(database)
        await faults(session, latency_ms=0)
        async with bot(address, database):
            answers = await settled(session, readers, but=on_the_way)

    assert {reader: answers[reader] for reader in readers if reader not in on_the_way} == {
        reader: 1 for reader in readers if reader not in on_the_way
    }
    assert all(answers[reader] <= 1 for reader in on_the_way)


async def write(session, reader, text):
    body = {"user": reader, "chat": reader, "text": text}
    async with session.post("/user/send", json=body) as answer:
        await answer.read()


async def confirmed(session):
    """Wait until the bot has fetched what was written."""
    before = (await faults(session))["calls"].get("getupdates", 0)
    async with asyncio.timeout(20):
        while (await faults(session))["calls"].get("getupdates", 0) <= before:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def begun(database):
    """The readers whose answers had begun to go out."""
    store = open_store(str(database))
    rows = await store.on_thread(
        lambda: store.rows("SELECT chat FROM inbox WHERE state = 'answering'")
    )
    await store.close()
    return {row["chat"] for row in rows}


async def settled(session, readers, *, but):
    """How many answers each reader has, once everybody who should have one has."""
    async with asyncio.timeout(30):
        while True:
            counts = {reader: await count(session, reader) for reader in readers}
            if all(counts[reader] for reader in readers if reader not in but):
                return counts
            await asyncio.sleep(0.05)


async def count(session, reader):
    async with session.get("/user/messages", params={"user": reader, "chat": reader}) as answer:
        body = json.loads(await answer.text())
    return sum(message["from"]["is_bot"] for message in body["messages"])
