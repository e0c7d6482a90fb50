"""What `bot doctor` finds, and what it advises."""

import pytest
from pydantic import SecretStr

from bot.checkup import findings
from bot.settings import Settings
from bot.store import open_store

TOKEN = SecretStr("1234567:a-token-of-nobody")


@pytest.fixture
async def database(tmp_path):
    """An empty bot's database."""
    path = str(tmp_path / "bot.db")
    await open_store(path).close()
    return path


async def found(**chosen):
    """Return what is found, by subject; nothing is read from the environment's .env."""
    settings = Settings(_env_file=None, **chosen)
    return {one.subject: one async for one in findings(settings)}


async def test_all_is_fine_on_a_new_database(database):
    """
    Without a token nothing is asked of Telegram.
    """
    seen = await found(database=database)

    assert all(one.fine for one in seen.values())
    assert list(seen) == [
        "Settings", "Topics", "Admins", "Disk", "Database", "Articles", "Analysis", "Telegram",
    ]  # fmt: skip


async def test_telegram_out_of_reach(database):
    """
    It is said what to look at, and that nobody can add articles yet.
    """
    seen = await found(
        database=database, telegram_token=TOKEN, telegram_base_url="http://127.0.0.1:9"
    )

    assert not seen["Telegram"].fine
    assert "look at the network" in seen["Telegram"].says
    assert "/id tells your number" in seen["Admins"].says


async def test_no_database(tmp_path):
    """
    What is not there is wrong, with advice that fits, and everything else is looked at.
    """
    seen = await found(database=str(tmp_path / "bot.db"))

    assert not seen["Database"].fine
    assert "restore a backup" not in seen["Database"].says
    assert seen["Telegram"].fine


async def test_a_file_that_is_no_database(tmp_path):
    """
    SQLite says what is wrong, and the doctor what to do.
    """
    (tmp_path / "bot.db").write_text("These are my notes. " * 100)

    seen = await found(database=str(tmp_path / "bot.db"))

    assert seen["Database"].says.endswith("check the path, or restore a backup")
