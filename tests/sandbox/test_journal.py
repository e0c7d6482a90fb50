"""What the sandbox remembers: across restarts, kills and torn lines."""

import errno
import json
import os

import aiohttp
import pytest
from sandbox.playing import Person, a_bot

from bot.sandbox.journal import Journal
from bot.sandbox.server import Sandbox


@pytest.fixture
def path(tmp_path):
    return tmp_path / "bot.db.sandbox"


async def session(path, play):
    """Start the sandbox on a journal, play, stop."""
    sandbox = Sandbox(path)
    await sandbox.start(0)
    try:
        async with a_bot(sandbox.address) as bot, aiohttp.ClientSession() as http:
            return await play(bot, Person(sandbox.address, http))
    finally:
        await sandbox.close()


async def test_everything_is_there_again(path):
    """
    Chats, updates, files, commands, blocks and numbers are as they were before the restart.
    """

    async def first(bot, person):
        sent = await bot.send_message(1001, "<b>one</b>", parse_mode="HTML")
        await bot.edit_message_text("two", 1001, sent.message_id)
        gone = await bot.send_message(1001, "gone")
        await bot.delete_message(1001, gone.message_id)
        await person.send("/brief")
        paper = await bot.send_document(1001, b"paper", filename="a.txt")
        await bot.set_my_commands([("brief", "x")])
        await bot.set_my_name("The Brief")
        await person.post("block", user=1002, blocked=True)
        await person.post("migrate", chat=-2001)
        return paper, await bot.get_updates()

    async def second(bot, person):
        paper, pending = before
        state = await person.get("state", user=1001)
        assert [message.get("text") for message in await person.sees()] == [
            "two",
            "/brief",
            None,
        ]
        assert await bot.get_updates() == pending
        file = await bot.get_file(paper.document)
        assert bytes(await file.download_as_bytearray()) == b"paper"
        assert state["bot"]["first_name"] == "The Brief"
        assert state["commands"]["1001"][0]["command"] == "brief"
        assert [chat["id"] for chat in state["chats"]] == [1001, -1000000002001]
        assert (await person.call("sendMessage", chat_id=1002, text="x"))["error_code"] == 403
        assert (await bot.send_message(1001, "x")).message_id > paper.message_id
        await person.send("more")
        assert (await bot.get_updates())[-1].update_id == pending[-1].update_id + 1

    before = await session(path, first)
    await session(path, second)


async def test_torn_line(path):
    """
    A line that a kill tore is forgotten, the next one is whole.
    """

    async def send(bot, person):
        await person.send("hello")

    async def look(bot, person):
        return [message["text"] for message in await person.sees()]

    await session(path, send)
    with path.open("ab") as journal:
        journal.write(b'{"t":"message","mess')
    await session(path, send)

    assert await session(path, look) == ["hello", "hello"]
    assert all(json.loads(line) for line in path.read_text().splitlines())


async def test_spoilt_line(path):
    """
    A line of rubbish in the middle costs itself only.
    """

    async def send(bot, person):
        await person.send("hello")
        return [message["text"] for message in await person.sees()]

    await session(path, send)
    with path.open("ab") as journal:
        journal.write(b"\xff\x00rubbish\n[1]\n" + b'{"t":"nothing"}\n')

    assert await session(path, send) == ["hello", "hello"]


async def test_long_journal_is_shortened(path, monkeypatch):
    """
    Facts that are history only are dropped at a start; what they add up to stays.
    """
    monkeypatch.setattr("bot.sandbox.world.SLACK", 10)

    async def edit(bot, person):
        sent = await bot.send_message(1001, "0")
        for number in range(1, 30):
            await bot.edit_message_text(str(number), 1001, sent.message_id)
        return sent

    async def look(bot, person):
        (seen,) = await person.sees()
        return seen["text"], seen["message_id"], (await bot.send_message(1001, "x")).message_id

    sent = await session(path, edit)
    long = path.stat().st_size

    assert await session(path, look) == ("29", sent.message_id, sent.message_id + 1)
    assert path.stat().st_size < long / 3
    assert await session(path, lambda bot, person: person.sees())


async def test_numbers_never_begin_again(path):
    """
    Even when the journal is lost, new update numbers are higher than the old ones.
    """

    async def number(bot, person):
        await person.send("x")
        return (await bot.get_updates())[-1].update_id

    first = await session(path, number)
    path.unlink()

    assert await session(path, number) >= first


async def test_keeps_a_few(path):
    """
    For benches a sandbox keeps the last messages of a chat only, or none.
    """
    for keep, texts in ((2, ["3", "4"]), (0, [])):
        sandbox = Sandbox(keep=keep)
        async with a_bot(await sandbox.start(0)) as bot:
            numbers = [(await bot.send_message(1001, str(n))).message_id for n in range(5)]
        kept = sandbox.backend.world.chats[1001].messages.values()
        assert [message["text"] for message in kept] == texts
        assert numbers == sorted(set(numbers))
        await sandbox.close()


def test_full_disk(path, monkeypatch):
    """
    What does not fit on the disk leaves no half line behind.
    """
    journal = Journal(path)
    journal.open()
    journal.write([{"t": "a"}])
    write = os.write

    def short(file, content):
        if len(content) < 9:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(file, bytes(content)[:9])

    monkeypatch.setattr("os.write", short)
    with pytest.raises(OSError, match="No space"):
        journal.write([{"t": "long enough"}])
    monkeypatch.undo()
    journal.write([{"t": "b"}])
    journal.close()

    assert list(journal.read()) == [{"t": "a"}, {"t": "b"}]


def test_file_without_a_whole_line(path):
    """
    A journal that holds nothing but half a line is as good as new.
    """
    path.write_bytes(b'{"t":' + b"x" * 100_000)
    journal = Journal(path)

    assert list(journal.read()) == []
    journal.open()
    journal.write([{"t": "a"}, {"t": "b"}])
    journal.close()
    assert list(journal.read()) == [{"t": "a"}, {"t": "b"}]
