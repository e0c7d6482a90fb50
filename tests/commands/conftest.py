"""A chat with the bot, empty or with the first corpus published."""

import shutil

import pytest
from chat import Chat

from bot.store import open_store


@pytest.fixture
async def chat(store):
    """A chat with a bot that has no articles yet."""
    return Chat(store)


@pytest.fixture
async def seeded(seeded_file, tmp_path):
    """A chat with a bot that has published the first corpus."""
    copy = tmp_path / "bot.db"
    shutil.copy(seeded_file, copy)
    store = open_store(str(copy))
    yield Chat(store)
    await store.close()
