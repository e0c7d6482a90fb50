"""What tests of every part share: the store."""

import pytest

from bot.store import open_store


@pytest.fixture
async def store():
    """A real store in memory."""
    opened = open_store(":memory:")
    yield opened
    await opened.close()
