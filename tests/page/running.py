"""The real bot as a process, started the way a newcomer starts it."""

import asyncio
import os
import re
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

STARTING, STOPPING = 60, 20


@asynccontextmanager
async def running_bot(folder: Path) -> AsyncIterator[str]:
    """`bot run` in a folder of its own, without a token: gives its chat page's address."""
    settings = {"SANDBOX_PORT": str(free_port()), "DATABASE": str(folder / "bot.db")}
    own = {k: v for k, v in os.environ.items() if not k.startswith(("TELEGRAM_", "ADMINS"))}
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=folder,
        env=own | settings | {"ZONE": "UTC"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        async with asyncio.timeout(STARTING):
            said = await bot.stdout.readuntil(b"started")
    except asyncio.IncompleteReadError as error:
        raise RuntimeError(f"bot run ended: {error.partial.decode()}") from None
    try:
        yield re.search(r"http://127\.0\.0\.1:\d+", said.decode())[0]
    finally:
        if bot.returncode is None:
            bot.terminate()
        async with asyncio.timeout(STOPPING):
            await bot.communicate()


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
