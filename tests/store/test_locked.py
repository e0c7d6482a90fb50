"""A locked or vanished database is a StoreError, whatever is asked of it."""

import asyncio
import inspect
import sqlite3
from datetime import time
from typing import Protocol

import make
import pytest
from make import NOON

from bot.errors import StoreError
from bot.ledger import Notice, PartKey, Showing
from bot.mends import Report, Ruling
from bot.model import FeedState, Wish
from bot.store import open_store
from bot.store.protocol import Store

#: Something that fits each parameter by its name.
VALUES = {
    "new": make.new_article(),
    "number": 1,
    "numbers": [1],
    "states": ["published"],
    "state": "published",
    "by": 1002,
    "at": NOON,
    "limit": 1,
    "analysis": make.analysis(),
    "version": 1,
    "text": "x",
    "fingerprint": (1,),
    "topics": (),
    "slug": "x",
    "entity": 1,
    "words": ["x"],
    "line": "/x",
    "name": "x",
    "speaker": 1,
    "into": 1,
    "other": 2,
    "alias": "x",
    "feed": 1,
    "story": 1,
    "others": [2],
    "around": NOON,
    "profile": b"",
    "article": 1,
    "keys": ["x"],
    "key": "x",
    "publishes": True,
    "chat": 1001,
    "chats": [1001],
    "kind": "private",
    "old": -1,
    "wish": Wish(time(7, 30), "UTC"),
    "reason": "you asked",
    "topic": "x",
    "sentences": ["x"],
    "since": NOON,
    "messages": [],
    "articles": [],
    "claims": [1],
    "until": NOON,
    "begun": [PartKey(1, 0)],
    "ended": [],
    "message": 1,
    "updates": [(1, 1001, "{}")],
    "update": 1,
    "polled_at": NOON,
    "trouble": "",
    "thread": 5,
    "after": 0,
    "notice": Notice(1, 1001, 1, "x"),
    "action": "added",
    "told_since": NOON,
    "showing": Showing(1001, (1,), 0, NOON),
    "ruling": Ruling("right"),
    "mend": 1,
    "later": 2,
    "earlier": 1,
    "start": 0,
    "report": Report(1, 0, "x", 1),
}


#: Where one name means different things.
PARTICULAR = {"add_feed": {"state": FeedState("https://paper.example/rss")}}
PARTICULAR["save_feed"] = PARTICULAR["add_feed"]


GROUPS = [group for group in Store.__bases__ if group is not Protocol]


def methods():
    for group in GROUPS:
        for name, method in inspect.getmembers(group, inspect.isfunction):
            if not name.startswith("_"):
                yield pytest.param(name, inspect.signature(method), id=name)


@pytest.mark.parametrize(("name", "signature"), list(methods()))
async def test_closed_database(name, signature):
    """
    After the database went away every method says so in the one way callers know.
    """
    store = open_store(":memory:")
    store.db.conn.close()
    values = {
        key: PARTICULAR.get(name, {}).get(key, VALUES.get(key))
        for key, parameter in signature.parameters.items()
        if key != "self" and parameter.default is inspect.Parameter.empty
    }

    with pytest.raises(StoreError):
        await getattr(store, name)(**values)


async def test_locked_by_somebody_else(tmp_path):
    """
    A writer elsewhere that holds the file ends in a StoreError, not in a hanging bot.
    """
    address = str(tmp_path / "bot.db")
    store = open_store(address)
    store.db.conn.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(address)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreError):
        await store.keep_line("/x")

    other.rollback()
    other.close()
    assert await store.kept_line(await store.keep_line("/x")) == "/x"
    await store.close()


async def test_two_processes_write_at_once(tmp_path):
    """
    Whoever writes beside the bot (`bot add`) makes it wait for a moment, and refuses nothing.
    """
    stores = [open_store(str(tmp_path / "bot.db")) for _ in range(2)]

    async def write(store, number):
        for turn in range(100):
            await store.keep_line(f"/line {number} {turn}")
            await store.subscribe(number, Wish(time(7, 30), "UTC"), at=NOON)

    async with asyncio.TaskGroup() as tasks:
        for number, store in enumerate(stores):
            tasks.create_task(write(store, number))
    lines = [await store.keep_line("/line 1 99") for store in stores]
    for store in stores:
        await store.close()

    assert lines == [lines[0]] * 2


def test_no_database_at_all(tmp_path):
    """
    A file that is no database is refused with its path, and stays as it is.
    """
    path = tmp_path / "notes.db"
    path.write_text("These are my notes, and no database at all. " * 50)

    with pytest.raises(StoreError, match=r"notes\.db"):
        open_store(str(path))

    assert path.read_text().startswith("These are my notes")


def test_a_database_of_another_program(tmp_path):
    """
    It gets no tables and stays as it is.
    """
    path = tmp_path / "songs.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE articles (title TEXT)")
    db.close()
    before = path.read_bytes()

    with pytest.raises(StoreError, match=r"songs\.db: nothing of this bot is in it"):
        open_store(str(path))

    assert path.read_bytes() == before


async def test_a_database_that_is_not_there(tmp_path):
    """
    It is made, unless only a question is asked; an empty file is no database either.
    """
    path, empty = tmp_path / "bot.db", tmp_path / "empty.db"
    empty.touch()
    for missing in (path, empty):
        with pytest.raises(StoreError):
            open_store(str(missing), make=False)
        await open_store(str(missing)).close()

    await open_store(str(path), make=False).close()


async def test_closed_store(tmp_path):
    """
    A call that comes after closing is refused, not lost in silence.
    """
    store = open_store(":memory:")
    await store.close()

    with pytest.raises(StoreError):
        await store.keep_line("/x")


async def test_backup_is_a_whole_database(tmp_path):
    """
    A backup opens as a store and holds what was committed; its size is known before, and an
    existing file is not replaced.
    """
    store = open_store(str(tmp_path / "bot.db"))
    await store.save_article(make.new_article(title="Kept"), by=None, at=NOON)
    size = await store.size()
    await store.backup(str(tmp_path / "copy.db"))
    with pytest.raises(StoreError):
        await store.backup(str(tmp_path / "copy.db"))

    assert size == pytest.approx((tmp_path / "copy.db").stat().st_size, rel=0.2)
    copy = open_store(str(tmp_path / "copy.db"))

    assert (await copy.article(1)).article.title == "Kept"
    assert await copy.check() == "ok"
    await copy.close()
    await store.close()
