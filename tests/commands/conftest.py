"""A chat with the bot, empty or with the first corpus published."""

import pytest
from chat import Chat


@pytest.fixture
async def chat(store):
    """A chat with a bot that has no articles yet."""
    return Chat(store)


@pytest.fixture
async def seeded(chat):
    """A chat with a bot that has published the first corpus."""
    await chat.seeds()
    return chat
