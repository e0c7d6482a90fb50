"""An event loop whose time passes only when nothing else is left to do."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

#: How long a look at the sockets may take while a thread is at work, in real seconds.
LOOK_SECONDS = 0.005


class VirtualLoop(asyncio.SelectorEventLoop):
    """Waits for nothing: when all tasks sleep, the clock moves to the next alarm.

    Work on threads takes no time: while some is under way, the clock stands still.
    """

    def __init__(self) -> None:
        self._virtual = 0.0
        self._on_threads = 0
        super().__init__(_Selector(self))

    def time(self) -> float:
        return self._virtual

    def pass_by(self, seconds: float) -> None:
        self._virtual += seconds

    def run_in_executor(self, executor: Any, func: Callable[..., T], *args: Any) -> Any:
        self._on_threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._came_back)
        return future

    def _came_back(self, _future: Any) -> None:
        self._on_threads -= 1

    @property
    def busy(self) -> bool:
        return self._on_threads > 0


class _Selector(selectors.DefaultSelector):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        if timeout is not None and timeout <= 0:
            return super().select(0)
        while not (ready := super().select(LOOK_SECONDS if self._loop.busy else 0)):
            if self._loop.busy:
                continue
            if timeout is None:
                # Nothing will ever happen by itself: let the outside (a socket) speak.
                return super().select(LOOK_SECONDS)
            self._loop.pass_by(timeout)
            break
        return ready


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)
