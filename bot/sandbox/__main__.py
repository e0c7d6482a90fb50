"""python -m bot.sandbox: the sandbox alone, for development and for tests."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from bot.sandbox.server import Sandbox


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="first port to try; 0 for any")
    parser.add_argument("--path", type=Path, help="journal to keep chats in; none if left out")
    parser.add_argument("--token", default="1:sandbox", help="the token bots must use")
    parser.add_argument("--keep", type=int, help="messages kept per chat; all if left out")
    parser.add_argument("--people", type=int, default=0, help="readers to add, from 10001 on")
    parser.add_argument("--limits", default="count", help="off, count or enforce")
    parser.add_argument("--latency", type=float, default=0, help="milliseconds a call takes")
    return parser.parse_args()


async def _serve(chosen: argparse.Namespace) -> None:
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
    asyncio.run(_serve(_arguments()))
