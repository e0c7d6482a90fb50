"""The ledger as senders use it: what happens at the same time is written together.

Every write waits for the disk. A thousand messages a second would need two thousand such
waits; written together they need as many as the disk can give, and no message waits for more
than the one before it.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import StoreError
from bot.ledger import PartEnd, PartKey
from bot.store.protocol.deliveries import Deliveries


@dataclass(slots=True)
class _Page:
    """Entries that will be written together, and who waits for that."""

    begun: list[PartKey] = field(default_factory=list)
    ended: list[PartEnd] = field(default_factory=list)
    written: asyncio.Future[set[PartKey]] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class LedgerBook:
    """Writes entries in pages.

    Args:
        store: keeps the ledger.
        now: reads the clock.
    """

    def __init__(self, store: Deliveries, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._page: _Page | None = None
        self._waiting = asyncio.Event()

    async def begin(self, key: PartKey) -> bool:
        """Write that a part is being sent; False when it must not be sent.

        Raises:
            StoreError: it could not be written, so it must not be sent either.
        """
        page = self._open_page()
        page.begun.append(key)
        return key not in await asyncio.shield(page.written)

    async def end(self, end: PartEnd) -> None:
        """Write what became of a part.

        Raises:
            StoreError: it could not be written.
        """
        page = self._open_page()
        page.ended.append(end)
        await asyncio.shield(page.written)

    async def run(self) -> None:
        """Write pages until cancelled."""
        while True:
            await self._waiting.wait()
            self._waiting.clear()
            page, self._page = self._page, None
            if page is not None:
                await self._write(page)

    def _open_page(self) -> _Page:
        if self._page is None:
            self._page = _Page()
            self._waiting.set()
        return self._page

    async def _write(self, page: _Page) -> None:
        try:
            refused = await self._store.write_ledger(page.begun, page.ended, at=self._now())
        except StoreError as error:
            page.written.set_exception(error)
        else:
            page.written.set_result(refused)
