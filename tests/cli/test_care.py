"""The terminal looks after the bot: status, doctor, backup, restore."""

import json
from datetime import time

import pytest
from make import NOON

from bot.model import ChatId, Wish
from bot.store import open_store

pytestmark = pytest.mark.slow

TITLE = "Trump Claims Strong Relationships with North Korean Leader Kim Jong Un"


async def test_status_for_people_and_machines(bot, tmp_path):
    """
    The same figures as lines and as one JSON object.
    """
    store = open_store(str(tmp_path / "bot.db"))
    await store.subscribe(ChatId(5), Wish(time(7, 30), "UTC"), at=NOON)
    await store.keep_polling(NOON, "no connection")
    await store.close()

    lines = bot("status").stdout
    plain = json.loads(bot("status", "--json").stdout)

    assert "Bot: not running" in lines
    assert "Articles: 0 waiting, 0 published, 0 withdrawn" in lines
    assert plain["running"] is False
    assert "Subscriptions: 1" in lines
    assert "Last poll: 02 Mar 12:00 UTC" in lines
    assert "Trouble: no connection" in lines
    assert plain["deliveries"]["subscriptions"] == 1
    assert plain["polled_at"] == "2026-03-02T12:00:00+00:00"
    assert list(plain["alarms"]) == ["overdue", "unreached"]


def test_doctor_backup_restore(bot, tmp_path):
    """
    A backup is checked, put in place, and what was there is kept.
    """
    bot("seed")
    assert bot("doctor").returncode == 0
    assert bot("backup", "copy.db").returncode == 0
    (tmp_path / "bot.db").unlink()

    restored = bot("restore", "copy.db")

    assert restored.returncode == 0
    assert "bot.db restored from copy.db" in restored.stdout
    assert "2 published" in restored.stdout
    assert TITLE in bot("brief").stdout


def test_the_doctor_finds_a_missing_database_wrong(bot, tmp_path):
    """
    The rest is looked at all the same.
    """
    told = bot("doctor")

    assert told.returncode == 1
    assert "There is no database" in told.stdout
    assert "Telegram: no token" in told.stdout
    assert not list(tmp_path.iterdir())


def test_the_doctor_reads_the_topics(bot, tmp_path):
    """
    What would stop the start is found before it.
    """
    bot("seed")
    (tmp_path / "own.toml").write_text('[deals]\ntitle = "Deals"\n')

    told = bot("doctor", TOPICS="own.toml")

    assert told.returncode == 1
    assert "[deals] in own.toml is not a topic" in told.stdout
    assert bot("doctor").returncode == 0


@pytest.mark.parametrize("command", ["backup", "export"])
def test_what_is_there_is_not_written_over(bot, tmp_path, command):
    """
    A file that is there stays as it is, and the sentence names it and what to do.
    """
    bot("seed")
    (tmp_path / "copy").write_text("last week's")

    told, elsewhere = bot(command, "copy"), bot(command, "away/copy")

    assert told.returncode == elsewhere.returncode == 2
    assert "copy is there already: name a new file" in told.stderr
    assert "no folder away" in elsewhere.stderr
    assert (tmp_path / "copy").read_text() == "last week's"


def test_files_are_for_their_owner_alone(bot, tmp_path):
    """
    Database and backup name readers: nobody else on the machine can open them.
    """
    assert bot("seed").returncode == 0
    assert bot("backup", "copy.db").returncode == 0

    for name in ("bot.db", "copy.db"):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0
