"""The store in one SQLite file."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from bot.errors import StoreError
from bot.store.sqlite import (
    article_schema,
    care,
    corrections,
    delivery_schema,
    feeds,
    inbox,
    joins,
    mends,
    people_schema,
    quote_schema,
    reader_schema,
    reports,
    shown,
    stories,
)
from bot.store.sqlite.base import Base
from bot.store.sqlite.care import Care
from bot.store.sqlite.corrections import Corrections
from bot.store.sqlite.deliveries import Deliveries
from bot.store.sqlite.due import Due
from bot.store.sqlite.feeds import Feeds
from bot.store.sqlite.follows import Follows
from bot.store.sqlite.inbox import Inbox
from bot.store.sqlite.lines import Lines
from bot.store.sqlite.mending import Mending
from bot.store.sqlite.personal import Personal
from bot.store.sqlite.published import Published
from bot.store.sqlite.reports import Reports
from bot.store.sqlite.stories import Stories

#: Sets of numbered migrations, in the order of what refers to what. A released one is
#: never edited.
MIGRATIONS = (
    article_schema.MIGRATIONS,
    people_schema.MIGRATIONS,
    quote_schema.MIGRATIONS,
    stories.MIGRATIONS,
    feeds.MIGRATIONS,
    reader_schema.MIGRATIONS,
    delivery_schema.MIGRATIONS,
    care.MIGRATIONS,
    corrections.MIGRATIONS,
    inbox.MIGRATIONS,
    shown.MIGRATIONS,
    joins.MIGRATIONS,
    mends.MIGRATIONS,
    reports.MIGRATIONS,
)

#: The first migration of all makes these at once.
OURS = {"articles", "article_versions"}


class SqliteStore(
    Mending,
    Reports,
    Stories,
    Published,
    Feeds,
    Follows,
    Due,
    Deliveries,
    Personal,
    Care,
    Corrections,
    Inbox,
    Lines,
    Base,
):
    """The store in one SQLite file. One mixin per subject; add methods to the right one.

    A new method needs: its place in Store, a test in tests/store, and for a parameter of a
    new name a value in tests/store/test_locked.py.
    """


def connect(address: str, *, make: bool = True) -> SqliteStore:
    """Open the file, bring it to the newest schema and return the store.

    Raises:
        StoreError: the file is no database, is another program's, cannot be written or is
            locked; or it is not there, or empty, and is not to be made.
    """
    try:
        _look_for_folder(address)
        if not make:
            _look_for_file(address)
        connection = sqlite3.connect(address, timeout=5, check_same_thread=False)
        try:
            _look_inside(connection, make=make or address == ":memory:")
            return SqliteStore(_newest(connection))
        except BaseException:
            connection.close()
            raise
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"cannot open the database {address}: {error}") from error


def _newest(connection: sqlite3.Connection) -> Database:
    """Return the database with the newest schema."""
    connection.row_factory = sqlite3.Row
    # What is committed stays, across a loss of power too: the ledger depends on it.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    db = Database(connection)
    for migrations in MIGRATIONS:
        migrations.apply(db)
    return db


def _look_for_folder(address: str) -> None:
    # It is not made: a mistyped path would look as if everything were lost.
    folder = Path(address).parent
    if address != ":memory:" and not folder.is_dir():
        raise StoreError(
            f"cannot open the database {address}: there is no folder {folder}; "
            "make it, or name another file in DATABASE"
        )


def _look_for_file(address: str) -> None:
    # A question asked in another folder must not look as if all were well and nothing there.
    path = Path(address).absolute()
    if address != ":memory:" and not path.is_file():
        raise StoreError(
            f"There is no database {path}. Go to the folder where the bot runs, or name its "
            "file: DATABASE=/var/lib/bot/bot.db. A new one is made by bot run or bot seed."
        )


def _look_inside(connection: sqlite3.Connection, *, make: bool) -> None:
    # Another program's file is not to be filled with tables, and an empty one is no database.
    tables = {
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not row[0].startswith(("sqlite_", "_sqlite_"))
    }
    if not tables >= OURS and (tables or not make):
        raise sqlite3.DatabaseError("nothing of this bot is in it")
