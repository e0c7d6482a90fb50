"""getUpdates: long polling with offsets, for one poller at a time."""

import asyncio

from bot.sandbox.errors import ApiError, Json, bad_request
from bot.sandbox.parameters import Parameters
from bot.sandbox.world import World

#: Kinds of updates that a bot gets only when it names them.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
LONGEST_WAIT = 50


class Polling:
    """Who is waiting for updates; the newest caller wins, as with Telegram."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._turn = 0
        self._closed = False
        self._stirred = asyncio.Event()

    def stir(self) -> None:
        """Wake whoever waits."""
        self._stirred.set()
        self._stirred = asyncio.Event()

    def close(self) -> None:
        """Answer whoever waits, and wait no more."""
        self._closed = True
        self.stir()

    async def updates(self, call: Parameters) -> list[Json]:
        """Confirm the updates before the offset, and give the next ones.

        Raises:
            ApiError: another poller took over while this one waited.
        """
        self._turn += 1
        turn = self._turn
        self.stir()
        self._confirm(call.number("offset", 0) or 0)
        self._remember(call)
        limit = min(max(call.number("limit", 100) or 100, 1), 100)
        wait = min(max(call.number("timeout", 0) or 0, 0), LONGEST_WAIT)
        end = asyncio.get_running_loop().time() + wait
        while not (ready := self._ready(limit)) and not self._closed:
            try:
                async with asyncio.timeout_at(end):
                    await self._stirred.wait()
            except TimeoutError:
                break
            if turn != self._turn:
                raise other_poller()
        return ready

    def _confirm(self, offset: int) -> None:
        pending = list(self.world.updates)
        if offset < 0:
            offset = pending[offset:][0] if pending else 0
        if any(number < offset for number in pending):
            self.world.record({"t": "confirmed", "before": offset})

    def _remember(self, call: Parameters) -> None:
        kinds = call.structure("allowed_updates")
        if kinds is None and "allowed_updates" not in call.values:
            return
        if kinds is not None and not _is_texts(kinds):
            raise bad_request("can't parse allowed_updates: expected an Array of String")
        if (kinds or None) != self.world.allowed:
            self.world.record({"t": "allowed", "kinds": kinds or None})

    def _ready(self, limit: int) -> list[Json]:
        wanted = [u for u in self.world.updates.values() if self._is_allowed(u)]
        return wanted[:limit]

    def _is_allowed(self, update: Json) -> bool:
        kinds = self.world.allowed
        if kinds is None:
            return ON_REQUEST.isdisjoint(update)
        return not update.keys().isdisjoint(kinds)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def other_poller() -> ApiError:
    """The refusal of a second poller."""
    return ApiError(
        409,
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    )
