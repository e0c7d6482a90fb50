"""The analysis process: limits cost the piece that breaks them, never the bot."""

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.errors import OffloadError
from bot.offload import AnalysisProcess, in_place

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
#: Prints the number of an analysis process, and goes on until it is killed.
START = """
import asyncio, os, signal
from bot.offload import AnalysisProcess

async def main():
    process = AnalysisProcess()
    print(await process(os.getpid), flush=True)
    signal.pause()

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.fixture
async def process():
    """A real process, with little patience."""
    started = AnalysisProcess(longest_seconds=5)
    yield started
    started.close()


async def test_gives_what_the_function_gives(process):
    """
    Results and errors come back as if it had run here.
    """
    assert await process(len, "four") == await in_place(len, "four") == 4
    with pytest.raises(ValueError, match="invalid literal"):
        await process(int, "four")


async def test_runs_elsewhere(process):
    """
    The work is not done in this process, and one process does all of it.
    """
    first, second = await process(os.getpid), await process(os.getpid)

    assert first == second != os.getpid()


async def test_a_piece_that_never_ends_is_given_up(process):
    """
    A file that loops costs its own time only; the next piece is done as ever.
    """
    with pytest.raises(OffloadError, match="longer than 5 s"):
        await process(time.sleep, 600)

    assert await process(len, "four") == 4


async def test_a_process_that_dies_is_replaced(process):
    """
    A crash in a parser costs one piece.
    """
    with pytest.raises(OffloadError, match="broke down"):
        await process(os._exit, 1)

    assert await process(len, "four") == 4


async def test_a_bomb_ends_in_memory_error(process):
    """
    More memory than the limit is refused, not swapped.
    """
    with pytest.raises(MemoryError):
        await process(bytes, 8 << 30)

    assert await process(len, "four") == 4


async def test_signals_to_the_group_do_not_end_it(process):
    """
    Ctrl-C reaches the whole process group; the bot decides when analysis ends.
    """
    number = await process(os.getpid)
    for each in (signal.SIGINT, signal.SIGTERM):
        os.kill(number, each)

    assert await process(os.getpid) == number


def test_ends_with_a_bot_that_was_killed():
    """
    kill -9 of the bot leaves no analysis process behind.
    """
    bot = subprocess.Popen(
        [sys.executable, "-c", START], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    worker = os.pidfd_open(int(bot.stdout.readline()))

    bot.kill()
    bot.wait()

    ended, _, _ = select.select([worker], [], [], 30)
    os.close(worker)
    bot.stdout.close()
    assert ended
