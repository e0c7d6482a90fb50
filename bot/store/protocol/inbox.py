"""Updates kept from the moment Telegram hands them over until they are answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.ledger import Showing
from bot.model import ChatId


class Inbox(Protocol):
    """Updates kept from the moment Telegram hands them over until they are answered."""

    async def keep_updates(
        self, updates: Sequence[tuple[int, ChatId | None, str]], *, at: datetime
    ) -> set[int]:
        """Keep updates (number, chat, JSON); return the numbers not kept before."""

    async def waiting_updates(self) -> list[tuple[int, str]]:
        """Return kept updates whose answer has not begun to go out, ascending."""

    async def interrupted_updates(self, since: datetime) -> list[str]:
        """Return, once, those whose answers were going out when the bot died, as JSON.

        Those kept before ``since`` are ticked off unsaid.
        """

    async def answering(self, update: int, showing: Showing | None = None) -> None:
        """Note that the answer to an update goes out now: it is never given again.

        What it shows of articles is noted with it, before it is shown: a correction finds the
        chat after a crash, too. Of what was corrected while it was made, the chat is told.
        """

    async def answered(self, update: int, *, at: datetime) -> None:
        """Note that an update is done with; its text is deleted."""
