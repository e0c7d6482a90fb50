"""The database: ``open_store(address)`` gives a Store."""

from bot.store.protocol import Store
from bot.store.sqlite import connect


def open_store(address: str) -> Store:
    """Return the store at an address: the path of an SQLite file, or ":memory:".

    Raises:
        StoreError: it cannot be opened; the message says why.
    """
    return connect(address)
