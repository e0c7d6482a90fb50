"""kill -9 while the bot sends and while it answers; the bot and Telegram are processes."""

import asyncio
import os
import signal
from datetime import timedelta

import aiohttp
import pytest

from bench.kill import arrived, bot, faults, killed, sandbox, until_answered, until_sent
from bot.clock import now
from bot.model import ArticleId
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
async def test_a_briefing_goes_on_with_its_next_part(tmp_path):
    """
    Killed between the parts of long briefings, the bot goes on with the part that is next:
    every chat gets every part, in order, and second copies say so.
    """
    outcome = await killed(60, 2, 60, seed=3, folder=tmp_path, parts=2)

    print(outcome)
    assert outcome.between_parts > 0
    assert outcome.states == {"sent": 60}
    assert (outcome.lost, outcome.more, outcome.mixed_up) == (0, 0, 0)
    assert outcome.silent_twice == 0
    assert outcome.twice <= outcome.allowed


@pytest.mark.slow
async def test_commands_survive_a_kill(tmp_path):
    """
    Commands sent before and during a kill -9 are answered after it, each once; whose answer
    was on its way when the bot died gets no second one, but is told so.
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
            heard = await settled(session, readers)

    assert len(on_the_way) < 10
    for reader in readers:
        notes = [text for text in heard[reader] if text.startswith("I was interrupted")]
        answers = [text for text in heard[reader] if f"{reader}" in text]
        assert len(notes) == (reader in on_the_way)
        assert len(answers) == 1 or (reader in on_the_way and not answers)


@pytest.mark.slow
async def test_whoever_saw_an_answer_hears_of_a_correction_after_a_kill(tmp_path):
    """
    Killed while answers go out and once more while corrections do, the bot tells everybody
    whom an answer has reached at most once, and leaves out no more than were in the air.
    """
    database = tmp_path / "bot.db"
    readers = range(10001, 10021)
    async with sandbox(20) as address, aiohttp.ClientSession(address) as session:
        async with bot(address, database) as started:
            await until_answered(session)
            await faults(session, latency_ms=200)
            for reader in readers:
                await write(session, reader, "/read 1")
            await until_sent(session, 5)
            os.kill(started, signal.SIGKILL)
        saw = {reader for reader in readers if await texts(session, reader)}
        async with bot(address, database) as started:
            # Those whose answer was on its way are told so, the others are answered.
            heard = await settled(session, readers)
            saw |= {reader for reader in readers if "interrupted" not in heard[reader][-1]}
            store = open_store(str(database))
            at = now() - timedelta(minutes=2)
            told = await store.correct(ArticleId(1), "Withdrawn: it", at=at)
            await until_sent(session, (await faults(session))["sent_total"] + 3)
            os.kill(started, signal.SIGKILL)
        sending = await given_up(store)
        async with bot(address, database):
            async with asyncio.timeout(30):
                while await open_notices(store):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            heard = {reader: await texts(session, reader) for reader in readers}
        await store.close()

    counts = {reader: heard[reader].count("Withdrawn: it") for reader in readers}
    print(len(saw), told, sending, counts)
    assert len(saw) <= told <= len(readers)
    assert max(counts.values()) == 1
    assert len([reader for reader in saw if not counts[reader]]) <= sending


async def open_notices(store) -> int:
    """How many corrections are still to be sent."""
    rows = await store.on_thread(
        lambda: store.rows("SELECT 1 FROM notices WHERE state IN ('pending', 'sending')")
    )
    return len(rows)


async def given_up(store) -> int:
    """How many corrections were being sent when the bot died: they are never sent again."""
    rows = await store.on_thread(
        lambda: store.rows("SELECT 1 FROM notices WHERE state = 'sending'")
    )
    return len(rows)


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


async def settled(session, readers):
    """What the bot told each reader, once everybody has heard of it."""
    async with asyncio.timeout(30):
        while True:
            heard = {reader: await texts(session, reader) for reader in readers}
            if all(heard.values()):
                return heard
            await asyncio.sleep(0.05)


async def texts(session, reader):
    return [text for text, _ in await arrived(session, reader)]
