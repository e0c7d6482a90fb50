"""A backup in the database's place: checked first, told what it holds, nothing lost."""

import shutil
import sqlite3

import make
import pytest
from make import NOON

from bot.errors import StoreError
from bot.instance import AlreadyRunning, InstanceLock
from bot.restoring import restore
from bot.store import open_store


@pytest.fixture
async def copy(tmp_path):
    """A backup of a bot with one waiting article."""
    store = open_store(str(tmp_path / "old.db"))
    await store.save_article(make.new_article(title="Kept"), by=None, at=NOON)
    path = tmp_path / "copy.db"
    await store.backup(str(path))
    await store.close()
    return path


async def test_it_says_what_it_holds(tmp_path, copy):
    """
    Whoever restores sees at once whether it is the right backup.
    """
    done = await restore(str(tmp_path / "bot.db"), copy, NOON)

    assert done.holds == {
        "Articles": "1 waiting, 0 published, 0 withdrawn",
        "Newest article": "taken in 02 Mar 2026, 12:00 UTC",
        "Subscriptions": "0",
    }
    assert done.kept is None
    assert sorted(path.name for path in tmp_path.glob("bot.db*")) == ["bot.db", "bot.db.lock"]


async def test_what_was_put_aside_can_be_restored_whole(tmp_path, copy):
    """
    A database comes back with what only its log holds yet.
    """
    target, crashed = tmp_path / "bot.db", tmp_path / "crashed"
    crashed.mkdir()
    store = open_store(str(target))
    await store.save_article(make.new_article(title="Latest"), by=None, at=NOON)
    for part in ("bot.db", "bot.db-wal"):
        shutil.copy(tmp_path / part, crashed / part)
    await store.close()
    for part in ("bot.db", "bot.db-wal"):
        (tmp_path / part).unlink(missing_ok=True)
        shutil.move(crashed / part, tmp_path / part)

    aside = await restore(str(target), copy, NOON)
    back = await restore(str(target), aside.kept, NOON)

    store = open_store(str(target))
    article = await store.article(1)
    await store.close()
    assert article.article.title == "Latest"
    assert back.holds["Articles"].startswith("1 waiting")


def notes(path):
    path.write_text("These are my notes, and no database at all. " * 50)


def nothing(path):
    path.write_bytes(b"")


def another_program(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE songs (title TEXT)")
    db.close()


def cut_off(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def missing(path):
    path.unlink()


@pytest.mark.parametrize("spoilt", [notes, nothing, another_program, cut_off, missing])
async def test_anything_else_is_refused_by_its_name(tmp_path, copy, spoilt):
    """
    What is no whole backup is named as it was given, and the database stays as it is.
    """
    target = tmp_path / "bot.db"
    shutil.copy(copy, target)
    before = target.read_bytes()
    given = shutil.copy(copy, tmp_path / "given.db")
    given.unlink() if spoilt is another_program else None
    spoilt(given)

    with pytest.raises(StoreError, match=r"given\.db") as refused:
        await restore(str(target), given, NOON)

    assert ".restoring" not in str(refused.value)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob("*.restoring*"))


async def test_a_running_bot_is_not_replaced(tmp_path, copy):
    """
    The bot has to be stopped first.
    """
    lock = InstanceLock(str(tmp_path / "bot.db"))
    lock.take(NOON)

    with pytest.raises(AlreadyRunning):
        await restore(str(tmp_path / "bot.db"), copy, NOON)

    lock.release()
