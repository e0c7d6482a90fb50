"""How it goes, and what is no longer needed."""

from datetime import datetime
from typing import Protocol

from bot.ledger import DeliveryFacts
from bot.model import ChatId


class Care(Protocol):
    """How it goes, and what is no longer needed."""

    async def hold(self, chat: ChatId | None, until: datetime) -> None:
        """Remember that Telegram asked not to send: to one chat, or (None) in bulk."""

    async def holds(self, at: datetime) -> list[tuple[ChatId | None, datetime]]:
        """Return the pauses that are not over yet."""

    async def delivery_facts(self, at: datetime) -> DeliveryFacts:
        """Return the figures that ``/status`` shows about deliveries."""

    async def raise_alarm(self, name: str, *, at: datetime) -> bool:
        """Note that something is wrong; True when it was not noted already."""

    async def end_alarm(self, name: str) -> datetime | None:
        """Note that it is over; return since when it was wrong, None when it was not."""

    async def keep_polling(self, polled_at: datetime | None, trouble: str) -> None:
        """Keep when updates were last fetched, and why they cannot be; "" when they can."""

    async def polling(self) -> tuple[datetime | None, str]:
        """Return what was kept of it; None and "" before the first time."""

    async def tidy(self, at: datetime) -> None:
        """Delete what nobody needs any more; called once a night.

        Old editions, ended parts, answered updates, lines of buttons long not shown.
        """
