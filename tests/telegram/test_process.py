"""The whole bot as a process, over HTTP: start, stop, a second one, a copy elsewhere."""

import asyncio
import os
import signal
import sys

import aiohttp
import pytest

from bench.kill import arrived, bot, faults, process, sandbox, until_answered, until_sent

pytestmark = pytest.mark.slow


async def test_a_second_bot_on_the_same_database_is_refused(tmp_path):
    """
    It says who runs since when and ends with an error; the first goes on undisturbed.
    """
    database = tmp_path / "bot.db"
    async with (
        sandbox(1) as address,
        aiohttp.ClientSession(address) as session,
        bot(address, database) as first,
    ):
        await until_answered(session)
        second = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            env=os.environ | {"TELEGRAM_BASE_URL": address, "DATABASE": str(database)},
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await second.communicate()
        await write(session, 10001, "/id")
        await until_sent(session, 1)

    assert second.returncode != 0
    assert f"process {first}" in " ".join(said.decode().split())
    assert "since" in said.decode()


async def test_it_starts_at_once_after_kill_9(tmp_path):
    """
    The lock ends with the process, so a restart needs nobody's help.
    """
    async with sandbox(1) as address, aiohttp.ClientSession(address) as session:
        async with bot(address, tmp_path / "bot.db") as started:
            await until_answered(session)
            os.kill(started, signal.SIGKILL)
        await write(session, 10001, "/id")
        async with bot(address, tmp_path / "bot.db"), asyncio.timeout(60):
            # The first thing sent may be a word to whom the kill has interrupted.
            while not await arrived(session, 10001):  # noqa: ASYNC110
                await asyncio.sleep(0.05)

        assert len(await arrived(session, 10001)) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_stops_when_asked_to(tmp_path, number):
    """
    Ctrl-C and SIGTERM end it with exit code 0.
    """
    async with (
        sandbox(1) as address,
        aiohttp.ClientSession(address) as session,
        process(
            "-m",
            "bot",
            "run",
            TELEGRAM_BASE_URL=address,
            TELEGRAM_TOKEN="1:sandbox",  # noqa: S106
            DATABASE=str(tmp_path / "bot.db"),
        ) as running,
    ):
        await until_answered(session)
        running.send_signal(number)
        async with asyncio.timeout(20):
            assert await running.wait() == 0


async def test_a_copy_elsewhere_stops_sending_until_it_is_gone(tmp_path):
    """
    While another poller takes the updates the bot says so; afterwards it answers again.
    """
    async with sandbox(1) as address, aiohttp.ClientSession(address) as session:
        async with bot(address, tmp_path / "bot.db"):
            await until_answered(session)
            await faults(session, faults=[{"fault": "conflict", "times": 2}])
            await write(session, 10001, "/id")
            await until_sent(session, 1)

        assert len(await arrived(session, 10001)) == 1


async def write(session, reader, text):
    body = {"user": reader, "chat": reader, "text": text}
    async with session.post("/user/send", json=body) as answer:
        await answer.read()
