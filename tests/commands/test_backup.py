"""/backup: a copy of the database, checked, in a chat."""

from pathlib import Path

import pytest
from chat import BO, GROUP

from bot.commands import backup
from bot.commands.backup import Backup
from bot.commands.router import Refused
from bot.errors import StoreError
from bot.model import ChatId
from bot.store import open_store


async def test_a_backup_is_the_database(seeded, tmp_path):
    """
    What is sent opens as a database with the same articles and readers.
    """
    await seeded.say("/subscribe 7:30 Berlin")

    sent = await seeded.say("/backup", user=BO)

    name, content = sent.document
    assert name == "bot-2026-11-23-1200.db"
    assert dict(sent.holds)["Subscriptions"] == "1"
    copy = tmp_path / name
    copy.write_bytes(content)
    store = open_store(str(copy))
    assert await store.article(1) == await seeded.store.article(1)
    await store.close()


async def test_nothing_of_a_backup_stays(seeded, tmp_path, monkeypatch):
    """
    The copy on disk, with everybody's hours in it, is gone when it is sent.
    """
    folder = tmp_path / "copies"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))

    sent = await seeded.say("/backup", user=BO)

    assert sent.document
    assert list(folder.iterdir()) == []


async def test_a_backup_answers_nobody(seeded, tmp_path):
    """
    What waited for an answer while the copy was made is not answered when it is restored.
    """
    await seeded.store.keep_updates(
        [(1, ChatId(BO), "{secret}"), (2, ChatId(1), "{other}")], at=seeded.at
    )

    _, content = (await seeded.say("/backup", user=BO)).document

    (tmp_path / "copy.db").write_bytes(content)
    store = open_store(str(tmp_path / "copy.db"))
    assert await store.waiting_updates() == []
    await store.close()
    assert b"{secret}" not in content
    assert len(await seeded.store.waiting_updates()) == 2


async def test_a_copy_that_cannot_be_written(seeded, tmp_path, monkeypatch):
    """
    Without room or a folder for it that is said, and what to do instead.
    """
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))

    answer = await seeded.say("/backup", user=BO)

    assert isinstance(answer, Refused)
    assert "No such file or directory" in answer.reason
    assert "bot backup FILE" in answer.reason


async def test_a_backup_that_telegram_would_not_take(seeded, monkeypatch):
    """
    A larger one is refused with what to do instead.
    """
    monkeypatch.setattr(backup, "MOST_BYTES", 1000)

    answer = await seeded.say("/backup", user=BO)

    assert isinstance(answer, Refused)
    assert "bot backup FILE" in answer.reason


def cut_short(path, begin):
    whole = Path(path).read_bytes()
    Path(path).write_bytes(begin + whole[len(begin) : 5000])


@pytest.mark.parametrize("damage", [b"", b"no database at all"])
async def test_a_damaged_copy_is_not_sent(seeded, damage):
    """
    What cannot be opened and read through is no backup.
    """

    class Damaged:
        def __getattr__(self, name):
            return getattr(seeded.store, name)

        async def backup(self, path):
            await seeded.store.backup(path)
            cut_short(path, damage)

    chat = type(seeded)(Damaged())

    answer = await chat.say("/backup", user=BO)

    assert isinstance(answer, Refused)
    assert "bot doctor" in answer.reason


async def test_a_full_disk_is_no_backup(seeded):
    """
    When the copy cannot be written nothing is sent.
    """

    class Full:
        def __getattr__(self, name):
            return getattr(seeded.store, name)

        async def backup(self, path):
            raise StoreError("the disk is full")

    assert isinstance(await type(seeded)(Full()).say("/backup", user=BO), Refused)


async def test_backups_are_for_admins_alone(seeded):
    """
    Neither a reader nor a group gets one.
    """
    asked = [
        await seeded.say("/backup"),
        await seeded.say("/backup", user=BO, chat=ChatId(GROUP), private=False),
    ]

    assert not any(isinstance(one, Backup) or one.document for one in asked)
