"""Putting a backup in the database's place."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import figures
from bot.errors import StoreError
from bot.instance import InstanceLock
from bot.store import open_store

#: What belongs to a database: what is not yet in the file itself is in the log beside it.
ENDINGS = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that is the database now.

    Attributes:
        holds: what is in it, line by line.
        kept: where the database that was there is now; None when there was none.
    """

    holds: Mapping[str, str]
    kept: Path | None


async def restore(database: str, backup: Path, now: datetime) -> Restored:
    """Put a backup in the database's place.

    Raises:
        AlreadyRunning: a bot runs on the database.
        StoreError: the backup is no whole database of this bot; nothing was changed.
    """
    lock = InstanceLock(database)
    lock.take(now)
    try:
        return await _restored(Path(database), backup, now)
    finally:
        lock.release()


async def _restored(target: Path, backup: Path, now: datetime) -> Restored:
    trial = target.with_name(target.name + ".restoring")
    try:
        _copy(backup, trial)
        holds = await _checked(trial, backup, now)
    except BaseException:
        _remove(trial)
        raise
    kept = _put_aside(target)
    trial.rename(target)
    return Restored(holds, kept)


def _copy(backup: Path, trial: Path) -> None:
    _remove(trial)
    try:
        shutil.copyfile(backup, trial)
        # A backup has none; a database that was put aside, or copied by hand, may.
        log = _with(backup, "-wal")
        if log.exists():
            shutil.copyfile(log, _with(trial, "-wal"))
    except OSError as error:
        raise StoreError(f"{backup} cannot be copied: {error.strerror}") from error


async def _checked(trial: Path, backup: Path, now: datetime) -> Mapping[str, str]:
    """Return what a copy of a backup holds.

    Raises:
        StoreError: it is damaged, or it is something else.
    """
    try:
        # Opening it brings an older backup to the newest schema, too.
        store = open_store(str(trial), make=False)
        try:
            if (says := await store.check()) != "ok":
                raise StoreError(says)
            return await figures.holdings(store, now)
        finally:
            await store.close()
    except StoreError as error:
        # The copy's name says nothing to whoever named the backup.
        why = error.__cause__ or error
        raise StoreError(f"{backup} is no whole backup: {why}. Nothing was changed.") from error


def _put_aside(target: Path) -> Path | None:
    if not target.exists():
        return None
    number = 1
    while (kept := target.with_name(f"{target.name}.before-restore-{number}")).exists():
        number += 1
    for ending in ENDINGS:
        part = _with(target, ending)
        if part.exists():
            part.rename(_with(kept, ending))
    return kept


def _remove(path: Path) -> None:
    for ending in ENDINGS:
        _with(path, ending).unlink(missing_ok=True)


def _with(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
