"""Run a function of summaries (or a parser of files) in the analysis process."""

import asyncio
import os
import resource
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import ParamSpec, Protocol, TypeVar

from bot.errors import OffloadError

P = ParamSpec("P")
T = TypeVar("T")

#: No piece of work may take longer; a file that loops is given up after this.
LONGEST_SECONDS = 60.0
#: Address space of the analysis process. A bomb in a file ends in MemoryError, not in swap.
MOST_BYTES = 3 << 30


class Offload(Protocol):
    """Runs a module-level function somewhere else and waits for its result."""

    async def __call__(
        self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what the function returns; what it raises is raised here.

        Raises:
            OffloadError: the process died, or the work took too long.
        """


async def in_place(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run the function here and now: for the command line and for tests."""
    return function(*args, **kwargs)


class AnalysisProcess:
    """One process beside the event loop; replaced when it dies or takes too long.

    One piece of work at a time: a piece that is waiting has not begun, so its time limit
    counts only its own work.
    """

    def __init__(self, longest_seconds: float = LONGEST_SECONDS) -> None:
        self._longest = longest_seconds
        self._turn = asyncio.Lock()
        self._pool = _pool()

    async def __call__(
        self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a module-level function in the process (see ``Offload``)."""
        async with self._turn:
            work = self._pool.submit(function, *args, **kwargs)
            try:
                async with asyncio.timeout(self._longest):
                    return await asyncio.wrap_future(work)
            except TimeoutError as error:
                self._replace()
                raise OffloadError(f"it took longer than {self._longest:.0f} s") from error
            except BrokenProcessPool as error:
                self._replace()
                raise OffloadError("the reader broke down over it") from error

    def close(self) -> None:
        """End the process; waiting work is dropped."""
        _end(self._pool)

    def _replace(self) -> None:
        _end(self._pool)
        self._pool = _pool()


def _pool() -> ProcessPoolExecutor:
    # spawn: a fork would inherit the database's lock and the sockets.
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    # Signals reach the whole process group; only the bot itself decides when this ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    threading.Thread(target=_end_with_the_bot, daemon=True).start()


def _end_with_the_bot() -> None:
    # After kill -9 nobody is left to end this process, and it would wait for work for ever.
    bot = parent_process()
    if bot is not None:
        wait([bot.sentinel])
        os._exit(1)


def _end(pool: ProcessPoolExecutor) -> None:
    pool.kill_workers() if hasattr(pool, "kill_workers") else _kill(pool)
    pool.shutdown(wait=False, cancel_futures=True)


def _kill(pool: ProcessPoolExecutor) -> None:
    # Before Python 3.14 an executor cannot end a worker that hangs, so its processes are.
    for process in list((pool._processes or {}).values()):
        process.kill()
