"""What the commands of the command line share: output, exit codes, the database."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console

from bot.errors import CommandError

if TYPE_CHECKING:
    from bot.app import Asked

T = TypeVar("T")

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Files = Annotated[list[Path], typer.Argument(help="Articles: text, Markdown, HTML, PDF …")]


def with_store(work: "Callable[[Asked], Awaitable[T]]", *, make: bool = False) -> T:
    """Open the database of the settings, do the work and close it again.

    Raises:
        StoreError: it cannot be opened, or it is not there and not to be made.
    """
    from bot import app, settings

    async def inside() -> T:
        async with app.asked(settings.load(), make=make) as asked:
            return await work(asked)

    return asyncio.run(inside())


def content(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        CommandError: it cannot be read; the sentence says why.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def new_file(path: Path) -> Path:
    """Return a path that something can be written to without losing anything.

    Raises:
        CommandError: it is there already, or its folder is not.
    """
    if path.exists():
        raise CommandError(f"{path} is there already: name a new file, or move it away first.")
    if not path.parent.is_dir():
        raise CommandError(f"There is no folder {path.parent}: make it, or name another file.")
    return path
