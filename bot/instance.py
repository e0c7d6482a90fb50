"""One bot for each database: a lock of the operating system, which ends with the process."""

import fcntl
import json
import os
import socket
from datetime import datetime
from pathlib import Path

from bot.errors import BotError, StoreError


class AlreadyRunning(BotError):
    """Another process runs the bot on this database; says which, and since when."""


class InstanceLock:
    """Held while the bot runs; released by the system itself, kill -9 included.

    The file beside the database only says who holds it; the lock is what counts. Children
    do not inherit it, so an analysis process that outlives the bot does not hold it.
    """

    def __init__(self, database: str) -> None:
        self._path = Path(f"{Path(database).resolve()}.lock")
        self._file: int | None = None

    def take(self, now: datetime) -> None:
        """Take the lock.

        Raises:
            AlreadyRunning: another process holds it.
            StoreError: there can be no file beside the database.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(
                f"cannot open the database beside {self._path}: {error.strerror}; "
                "name a file that can be written: DATABASE=bot.db"
            ) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(file, 1000, 0)
            os.close(file)
            raise AlreadyRunning(_taken(self._path, holder)) from None
        os.ftruncate(file, 0)
        me = {"process": os.getpid(), "host": socket.gethostname(), "since": now.isoformat()}
        os.pwrite(file, json.dumps(me).encode(), 0)
        self._file = file

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _taken(path: Path, holder: bytes) -> str:
    try:
        kept = json.loads(holder)
        since = datetime.fromisoformat(kept["since"])
        who = f"process {kept['process']} on {kept['host']}, since {since:%d %b %H:%M:%S} UTC"
    except (ValueError, KeyError, TypeError):
        who = "another process"
    return (
        f"A bot is already running on {path.with_suffix('')} ({who}). "
        "Stop it first, or give this one another DATABASE."
    )
