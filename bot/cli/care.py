"""Commands that look after the bot."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from bot.cli import BROKEN
from bot.cli.common import out, with_store

if TYPE_CHECKING:
    from bot.app import Asked


def doctor() -> None:
    """Look at settings, disk, database and Telegram; exit with 1 when something is wrong."""
    from bot import checkup, settings

    async def look() -> bool:
        fine = True
        async for found in checkup.findings(settings.load()):
            mark = "[green]fine[/]" if found.fine else "[red]wrong[/]"
            out.print(f"{mark:<14} {found.subject}: {escape(found.says)}")
            fine = fine and found.fine
        return fine

    if not asyncio.run(look()):
        raise typer.Exit(BROKEN)


def backup(path: Annotated[Path, typer.Argument(help="A new file")]) -> None:
    """Write a whole copy of the database to a new file; the bot may be running."""

    async def work(asked: "Asked") -> str:
        await asked.context.store.backup(str(path))
        return f"{path} written, {path.stat().st_size / (1 << 20):.1f} MiB."

    out.print(with_store(work), markup=False)


def restore(path: Annotated[Path, typer.Argument(help="A file that bot backup wrote")]) -> None:
    """Put a backup in the database's place; stop the bot first.

    The backup is checked before anything is changed, and the old database is kept.
    """
    from bot import checkup, clock, settings

    loaded = settings.load()
    kept = asyncio.run(checkup.restore(loaded, path, clock.now()))
    out.print(f"{loaded.database} restored from {path}.", markup=False)
    if kept:
        out.print(f"The database that was there is kept as {kept}.", markup=False)


COMMANDS = (doctor, backup, restore)
