"""What tests of every part share: the store, and a database with the first corpus."""

import asyncio

import pytest

from bot.store import open_store


@pytest.fixture
async def store():
    """A real store in memory."""
    opened = open_store(":memory:")
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory):
    """A database with the first corpus published, analysed once for all tests; copy it."""
    path = tmp_path_factory.mktemp("seeded") / "bot.db"
    asyncio.run(_publish(str(path)))
    return path


async def _publish(path):
    from chat import Chat  # noqa: PLC0415 - tests of the analysis alone do not load the bot

    store = open_store(path)
    await Chat(store).seeds()
    await store.close()
