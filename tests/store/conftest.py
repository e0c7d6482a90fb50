"""The store's contract runs over every place that a store can be in."""

import pytest

from bot.store import open_store


@pytest.fixture(params=["memory", "file"])
async def store(request, tmp_path):
    """A real store, in memory and once more in a file."""
    address = ":memory:" if request.param == "memory" else str(tmp_path / "bot.db")
    opened = open_store(address)
    yield opened
    await opened.close()
