"""What the people on the chat page are told as it happens: server-sent events."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from bot.sandbox.errors import Json

KEPT = 2000


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and who is to see it."""

    number: int
    users: frozenset[int]
    body: Json

    def line(self, run: int) -> bytes:
        """The event as it goes over the wire."""
        data = json.dumps(self.body, ensure_ascii=False, separators=(",", ":"))
        return f"id: {run}-{self.number}\ndata: {data}\n\n".encode("utf-8", "replace")


class Events:
    """The last KEPT events, so that a page that was away can catch up.

    ``run`` tells one start of the sandbox from another: numbers begin again at each.
    """

    def __init__(self, run: int) -> None:
        self.run = run
        self.closed = False
        self._kept: deque[Event] = deque(maxlen=KEPT)
        self._number = 0
        self._stirred = asyncio.Event()

    def publish(self, users: Iterable[int], body: Json) -> None:
        """Tell these users."""
        self._number += 1
        self._kept.append(Event(self._number, frozenset(users), body))
        self.stir()

    def stir(self) -> None:
        """Wake everybody who waits."""
        self._stirred.set()
        self._stirred = asyncio.Event()

    def close(self) -> None:
        """End all streams."""
        self.closed = True
        self.stir()

    async def follow(self, user: int, last: str = "") -> AsyncIterator[bytes]:
        """The events for one user after the one called ``last``, for as long as he listens.

        An empty line every 15 s keeps the connection. When events are missing, because
        ``last`` is too long ago or of another run, the first one is of type "reset".
        """
        number = self._number if not last else self._after(last)
        if number is None:
            number = self._number
            yield Event(number, frozenset(), {"type": "reset"}).line(self.run)
        while not self.closed:
            stirred = self._stirred
            for event in [event for event in self._kept if event.number > number]:
                number = event.number
                if user in event.users:
                    yield event.line(self.run)
            try:
                async with asyncio.timeout(15):
                    await stirred.wait()
            except TimeoutError:
                yield b":\n\n"

    def _after(self, last: str) -> int | None:
        run, _, number = last.partition("-")
        if run != str(self.run) or not number.isdecimal():
            return None
        oldest = self._kept[0].number if self._kept else self._number + 1
        return int(number) if int(number) >= oldest - 1 else None
