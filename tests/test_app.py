"""The whole bot as a process: starting, stopping, starting again, refusing."""

import asyncio
import os
import sys

import aiohttp
import pytest
from page.running import free_port, running_bot
from sandbox.playing import Person

from bot.model import ChatId
from bot.store import open_store

pytestmark = pytest.mark.slow


async def says(address, line, user=1001):
    """Send a line in the sandbox and return the answer."""
    async with aiohttp.ClientSession() as session:
        person = Person(address, session)
        sent = await person.send(line, user=user)
        async with asyncio.timeout(30):
            while True:
                seen = await person.sees(user)
                answers = [m for m in seen if m["message_id"] > sent["message_id"]]
                if answers:
                    return answers[0]["text"]
                await asyncio.sleep(0.05)


async def refused(folder, **settings):
    """Run the bot with settings that it refuses; return its exit code and last words."""
    clean = {"PATH": os.environ["PATH"], "SANDBOX_PORT": str(free_port())}
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=folder,
        env=clean | settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(60):
        said, _ = await bot.communicate()
    return bot.returncode, said.decode()


async def test_a_newcomer_has_something_to_ask_about(tmp_path):
    """
    The first start publishes the seeds before the first answer; the second keeps everything.
    """
    async with running_bot(tmp_path) as address:
        first = await says(address, "/brief north korea")
        await says(address, "/follow north korea")
    async with running_bot(tmp_path) as address:
        again = await says(address, "/brief north korea")
        topics = await says(address, "/topics")

    assert "Trump Claims Strong Relationships" in first
    assert again == first
    assert "North Korea" in topics


async def test_stopping_is_clean(tmp_path):
    """
    SIGTERM ends it with exit code 0 and a word in the log, and the analysis process with it.
    """
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "SANDBOX_PORT": str(free_port()), "SEEDS": "off"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(60):
        await bot.stdout.readuntil(b"started")
        bot.terminate()
        # Ends only when the last process that holds the pipe has ended: no orphan is left.
        said, _ = await bot.communicate()

    assert bot.returncode == 0
    assert b"stopped" in said
    assert b"Traceback" not in said


async def test_seeds_can_be_left_out(tmp_path):
    """
    With SEEDS=off an empty bot says that it is empty.
    """
    (tmp_path / ".env").write_text("SEEDS=off\n")
    async with running_bot(tmp_path) as address:
        assert "north korea" not in (await says(address, "/brief")).lower()


async def test_a_second_bot_on_the_same_database_is_refused(tmp_path):
    """
    Two copies would send everything twice: the second says who holds the lock, and goes.
    """
    async with running_bot(tmp_path) as address:
        code, said = await refused(tmp_path, DATABASE=str(tmp_path / "bot.db"))
        still = await says(address, "/id")

    assert code != 0
    assert "already" in said
    assert "Traceback" not in said
    assert "1001" in still


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"ZONE": "Mars"}, "ZONE=Europe/Berlin"),
        ({"DATABASE": "/proc/nowhere/bot.db"}, "no folder /proc/nowhere"),
        ({"TELEGRAM_TOKEN": "9:wrong", "TELEGRAM_BASE_URL": "sandbox"}, "TELEGRAM_TOKEN"),
    ],
)
async def test_a_wrong_setting_stops_the_start(tmp_path, settings, words):
    """
    A sentence says which variable is wrong and what would be right; no traceback.
    """
    async with running_bot(tmp_path) as address:
        own = {
            name: address if value == "sandbox" else value for name, value in settings.items()
        }
        code, said = await refused(tmp_path, **{"DATABASE": "other.db"} | own)

    assert code != 0
    assert words in said
    assert "Traceback" not in said


async def test_briefings_end_where_reading_does(tmp_path):
    """
    A restart with READERS pauses all other briefings, and one without takes them up.
    """
    async with running_bot(tmp_path) as address:
        await says(address, "/subscribe 7:30 Berlin")
    (tmp_path / ".env").write_text("READERS=5\n")
    async with running_bot(tmp_path) as address:
        refused = await says(address, "/when")
    limited = await subscription(tmp_path)
    (tmp_path / ".env").write_text("READERS=everyone\n")
    async with running_bot(tmp_path) as address:
        answered = await says(address, "/when")

    assert "own readers" in refused
    assert limited.due_at is None
    assert "every day at 07:30" in answered


async def subscription(folder):
    """Return the subscription of the first reader, as the bot has left it."""
    store = open_store(str(folder / "bot.db"))
    try:
        return await store.subscription_of(ChatId(1001))
    finally:
        await store.close()
