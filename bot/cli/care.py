"""Commands that look after the bot."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from bot.cli import BROKEN
from bot.cli.common import new_file, out, with_store
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.app import Asked


def status(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead.")] = False,
) -> None:
    """Show whether the bot runs and how deliveries go: what waits, was sent, failed and why.

    Reads the database; the bot may be running. STATUS_PORT gives the running bot's own view.
    """
    from bot import figures, instance, settings, watch

    async def work(asked: "Asked") -> "figures.Facts":
        store, now = asked.context.store, asked.context.now()
        holds = dict(await store.holds(now))
        polled_at, trouble = await store.polling()
        return figures.Facts(
            at=now,
            deliveries=await store.delivery_facts(now),
            polled_at=polled_at,
            trouble=trouble,
            held_until=holds.get(None),
            free_bytes=watch.free_bytes(database),
            articles=await figures.article_counts(store),
        )

    database = settings.load().database
    facts, runs = with_store(work), instance.holder(database)
    if as_json:
        out.print(json.dumps({"running": bool(runs), **figures.as_json(facts)}), markup=False)
        return
    lines = {"Bot": f"running ({runs})" if runs else "not running", **figures.lines(facts)}
    for name, value in lines.items():
        out.print(f"{name}: {value}", markup=False)


def doctor() -> None:
    """Look at settings, topics, disk, database, Telegram; exit with 1 when one is not right."""
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
    new_file(path)

    async def work(asked: "Asked") -> str:
        try:
            await asked.context.store.backup(str(path))
        except BotError:
            # What is half written must not be taken for a backup.
            path.unlink(missing_ok=True)
            raise
        return f"{path} written, {path.stat().st_size / (1 << 20):.1f} MiB."

    out.print(with_store(work), markup=False)


def restore(path: Annotated[Path, typer.Argument(help="A file that bot backup wrote")]) -> None:
    """Put a backup in the database's place; stop the bot first.

    The backup is checked before anything is changed, and the old database is kept.
    """
    from bot import clock, restoring, settings

    loaded = settings.load()
    restored = asyncio.run(restoring.restore(loaded.database, path, clock.now()))
    out.print(f"{loaded.database} restored from {path}. It holds:", markup=False)
    for name, value in restored.holds.items():
        out.print(f"{name}: {value}", markup=False)
    if restored.kept:
        out.print(f"The database that was there is kept as {restored.kept}.", markup=False)


COMMANDS = (status, doctor, backup, restore)
"""In the order of --help."""
