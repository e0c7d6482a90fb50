"""A chat with the bot, empty or with the first corpus published."""

import asyncio
import shutil

import pytest
from chat import Chat

from bot.store import open_store


@pytest.fixture
async def chat(store):
    """A chat with a bot that has no articles yet."""
    return Chat(store)


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory):
    """A database with the first corpus, analysed once for all tests."""
    path = tmp_path_factory.mktemp("seeded") / "bot.db"
    asyncio.run(_publish(str(path)))
    return path


@pytest.fixture
async def seeded(seeded_file, tmp_path):
    """A chat with a bot that has published the first corpus."""
    copy = tmp_path / "bot.db"
    shutil.copy(seeded_file, copy)
    store = open_store(str(copy))
    yield Chat(store)
    await store.close()


async def _publish(path):
    store = open_store(path)
    await Chat(store).seeds()
    await store.close()
