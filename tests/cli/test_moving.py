"""Subscriptions move to another database."""

import json
from datetime import time

import pytest
from make import NOON

from bot.cli.moving import import_
from bot.errors import CommandError
from bot.model import ChatId, Wish
from bot.store import open_store

pytestmark = pytest.mark.slow


async def test_subscriptions_move(bot, tmp_path):
    """
    What export wrote import takes, pauses included; chats that are there keep theirs.
    """
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    store = open_store(str(old / "bot.db"))
    wish = Wish(time(7, 30), "Asia/Tokyo", ("kim", "politics"), (0, 4), 30, quiet=True)
    await store.subscribe(ChatId(5), wish, at=NOON)
    await store.subscribe(ChatId(6), wish, at=NOON)
    await store.stop(ChatId(6), at=NOON)
    for chat, topics in ((5, ("kim", "politics")), (-7, ("rain",))):
        for topic in topics:
            await store.follow(ChatId(chat), topic, at=NOON)
    await store.close()

    assert "2 subscriptions" in bot("export", str(tmp_path / "all.json"), folder=old).stdout
    assert "2 of 2" in bot("import", str(tmp_path / "all.json"), folder=new).stdout
    again = bot("import", str(tmp_path / "all.json"), folder=new).stdout
    assert "0 of 2 subscriptions taken. 2 chats keep the one that is here." in again
    assert "What is followed was taken for 2 chats." in again

    store = open_store(str(new / "bot.db"))
    first, second = await store.subscriptions(limit=9)
    followed = [await store.follows(ChatId(chat)) for chat in (5, 6, -7)]
    await store.close()
    assert (first.topics, first.zone, first.weekdays) == (wish.topics, wish.zone, (0, 4))
    assert (first.seconds, first.quiet, first.paused) == (30, True, "")
    assert second.paused == "stopped"
    assert followed == [["kim", "politics"], [], ["rain"]]


ROW = {
    "chat": 1,
    "at": "07:30",
    "zone": "UTC",
    "topics": [],
    "weekdays": [0],
    "seconds": 30,
    "quiet": False,
}


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ({"chat": 1}, "no list"),
        ([{"chat": 1}], "entry 1 “follows” is missing"),
        (["x"], "entry 1 something is of another kind"),
        ([{"chat": 1, "follows": []}], "entry 1 something is wrong: neither"),
        ([ROW, ROW | {"chat": "a"}], "entry 2 something is wrong"),
        ([ROW, ROW | {"zone": "Mars/Base"}], "entry 2 the zone is unknown"),
        ([ROW, ROW | {"weekdays": [9]}], "entry 2 something is wrong: no weekday"),
        ([ROW, ROW | {"at": "25:00"}], "entry 2 something is wrong"),
        ([ROW, ROW | {"zone": "America"}], "entry 2 the zone is unknown"),
        ([ROW, ROW | {"chat": 10**30}], "entry 2 something is wrong: 10+ is no chat"),
        ([ROW, ROW | {"seconds": -5}], "entry 2 something is wrong: -5 seconds"),
        ([ROW, ROW | {"seconds": 10**9}], "entry 2 something is wrong: 10+ seconds"),
        ([ROW, ROW | {"topics": "kim"}], "entry 2 something is of another kind"),
        ([ROW, ROW | {"follows": "kim"}], "entry 2 something is of another kind"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path, monkeypatch, rows, why):
    """
    What export did not write is refused in a sentence before anything is taken.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / "no.json").write_text(json.dumps(rows))

    with pytest.raises(CommandError, match=f"not what bot export wrote.* {why}"):
        import_(tmp_path / "no.json")

    assert not (tmp_path / "bot.db").exists()


def test_a_file_that_is_no_json_is_refused(bot, tmp_path):
    """
    Any other file is called what it is, without the words of a library.
    """
    (tmp_path / "notes.json").write_text("root:x:0:0")

    told = bot("import", "notes.json").stderr

    assert told == "notes.json is not what bot export wrote: it is no JSON.\n"


def test_a_file_that_is_not_there_is_refused(bot):
    """
    A missing file is said to be missing.
    """
    told = bot("import", "missing.json").stderr

    assert "missing.json cannot be read: No such file" in told
