"""python -m bot.sandbox: the sandbox alone, for development and for tests."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.sandbox.flood import MODES
from bot.sandbox.server import Sandbox


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line asks for; without ``words`` that of this process."""
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="first port to try; 0 for any")
    parser.add_argument("--path", type=Path, help="journal to keep chats in; none if left out")
    parser.add_argument("--token", default="1:sandbox", help="the token bots must use")
    parser.add_argument("--keep", type=int, help="messages kept per chat; all if left out")
    parser.add_argument("--people", type=int, default=0, help="readers to add, from 10001 on")
    parser.add_argument("--limits", default="count", choices=MODES, help="Telegram's limits")
    parser.add_argument("--latency", type=float, default=0, help="milliseconds a call takes")
    return parser.parse_args(words)


async def serve(chosen: argparse.Namespace) -> None:
    """Run the sandbox until SIGINT or SIGTERM; its address is printed first."""
    sandbox = Sandbox(chosen.path, chosen.token, keep=chosen.keep)
    address = await sandbox.start(chosen.port)
    sandbox.flood.set({"limits": chosen.limits, "latency_ms": chosen.latency})
    for number in range(10001, 10001 + chosen.people):
        if number not in sandbox.backend.world.users:
            sandbox.backend.world.add_user(number, f"Reader {number}")
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    await stopped.wait()
    await sandbox.close()


if __name__ == "__main__":
    asyncio.run(serve(arguments()))
