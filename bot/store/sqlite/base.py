"""One connection on one thread, one transaction per method."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlite_utils import Database

from bot.errors import StoreError

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S", bound="Base")


def transaction(
    method: Callable[Concatenate[S, P], T],
) -> Callable[Concatenate[S, P], Coroutine[Any, Any, T]]:
    """Run a blocking method on the store's thread, in one transaction."""

    def inside(store: S, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with store.alone():
                return method(store, *args, **kwargs)
        except sqlite3.Error as error:
            raise StoreError(f"{method.__name__} failed: {error}") from error

    @wraps(method)
    async def run(store: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await store.on_thread(partial(inside, store, *args, **kwargs))

    return run


class Base:
    """The connection and its thread.

    Args:
        db: opened with ``check_same_thread=False``; only the store's thread uses it.
    """

    def __init__(self, db: Database) -> None:
        self.db = db
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")

    async def on_thread(self, work: Callable[[], T]) -> T:
        """Run blocking work on the store's thread."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except RuntimeError as error:
            # The executor refuses work after shutdown; a late caller is told like any other.
            raise StoreError("the database is closed") from error

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold a transaction that no other process can get between.

        A plain BEGIN reads first and takes the lock when it writes; when another process
        (`bot add`, beside the running bot) has written in between, SQLite refuses at once,
        whatever time-out is set: 30 times in two simulated days.
        """
        self.db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.conn.execute("COMMIT")
        except BaseException:
            self.db.conn.rollback()
            raise

    @transaction
    def check(self) -> str:
        found = [row[0] for row in self.db.execute("PRAGMA quick_check")]
        return "; ".join(found)

    @transaction
    def size(self) -> int:
        names = ("page_count", "freelist_count", "page_size")
        pages, free, size = (self.db.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
        return int((pages - free) * size)

    async def backup(self, path: str) -> None:
        # VACUUM does not run inside a transaction.
        def write() -> None:
            try:
                self.db.conn.execute("VACUUM INTO :path", {"path": path})
                _answer_nobody(path)
            except sqlite3.Error as error:
                raise StoreError(f"the backup {path} cannot be written: {error}") from error

        await self.on_thread(write)

    async def close(self) -> None:
        await self.on_thread(self.db.conn.close)
        self._thread.shutdown()

    def rows(self, sql: str, values: dict[str, Any] | None = None) -> list[sqlite3.Row]:
        """Return all rows of a query, columns by name."""
        return list(self.db.conn.execute(sql, values or {}))

    def row(self, sql: str, values: dict[str, Any] | None = None) -> sqlite3.Row | None:
        """Return the first row of a query, or None."""
        found: sqlite3.Row | None = self.db.conn.execute(sql, values or {}).fetchone()
        return found

    def note(
        self, action: str, *, article: int = 0, by: int | None, at: datetime, detail: str
    ) -> None:
        """Write a line of the audit: who did what; article 0 is none.

        The log has it too, but for who.
        """
        logger.info("changed what=%s article=%d", action, article)
        self.db.conn.execute(
            """
            INSERT INTO audit (at, by, action, article_id, detail)
            VALUES (:at, :by, :action, :article, :detail)
            """,
            {
                "at": moment(at),
                "by": by,
                "action": action,
                "article": article,
                "detail": detail,
            },
        )


def run_script(db: Database, script: str) -> None:
    """Run several statements inside the open transaction.

    ``executescript`` would commit first, and a migration that fails half-way would stay.
    """
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""


def moment(at: datetime) -> str:
    """Return a moment as it is kept: ISO 8601, UTC, seconds; sorts as it is."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def moment_or_null(at: datetime | None) -> str | None:
    """Return a moment as it is kept, None as it is."""
    return None if at is None else moment(at)


def read_moment(kept: str | None) -> datetime | None:
    """Return a kept moment as an aware datetime, None as it is."""
    return None if kept is None else datetime.fromisoformat(kept)


def numbers_json(numbers: Iterable[int | str]) -> str:
    """Return identifiers for ``json_each``: no list is ever pasted into a statement."""
    return json.dumps(list(numbers))


def _answer_nobody(path: str) -> None:
    """Take what waits for an answer out of a copy, which would give it days later."""
    with closing(sqlite3.connect(path)) as copy, copy:
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute(
            """
            UPDATE inbox SET state = 'answered', text = '', chat = NULL
            WHERE state <> 'answered'
            """
        )
