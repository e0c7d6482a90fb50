"""The database: ``open_store(address)`` gives a Store."""

from bot.store.protocol import Store
from bot.store.sqlite import connect


def open_store(address: str, *, make: bool = True) -> Store:
    """Return the store at an address: the path of an SQLite file, or ":memory:".

    Args:
        address: where it is.
        make: whether a file that is not there, or is empty, becomes a new store.

    Raises:
        StoreError: it cannot be opened; the message says why.
    """
    return connect(address, make=make)
