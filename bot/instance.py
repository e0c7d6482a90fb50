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
        self._path = _path(database)
        self._file: int | None = None

    def take(self, now: datetime) -> None:
        """Take the lock.

        Raises:
            AlreadyRunning: another process holds it.
            StoreError: there can be no file beside the database.
        """
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(
                f"cannot open the database beside {self._path}: {error.strerror}; "
                "name a file that can be written: DATABASE=bot.db"
            ) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            written = os.pread(file, 1000, 0)
            os.close(file)
            raise AlreadyRunning(_taken(self._path, written)) from None
        os.ftruncate(file, 0)
        me = {"process": os.getpid(), "host": socket.gethostname(), "since": now.isoformat()}
        os.pwrite(file, json.dumps(me).encode(), 0)
        self._file = file

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def holder(database: str) -> str:
    """Return who runs the bot on a database, in words; empty when nobody does.

    To know, the lock is shared for an instant; a bot that starts in it is refused.
    """
    try:
        file = os.open(_path(database), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return ""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _who(os.pread(file, 1000, 0))
    finally:
        os.close(file)
    return ""


def _path(database: str) -> Path:
    return Path(f"{Path(database).resolve()}.lock")


def _who(written: bytes) -> str:
    try:
        kept = json.loads(written)
        since = datetime.fromisoformat(kept["since"])
    except (ValueError, KeyError, TypeError):
        return "another process"
    return f"process {kept['process']} on {kept['host']}, since {since:%d %b %H:%M:%S} UTC"


def _taken(path: Path, written: bytes) -> str:
    return (
        f"A bot is already running on {path.with_suffix('')} ({_who(written)}). "
        "Stop it first, or give this one another DATABASE."
    )
