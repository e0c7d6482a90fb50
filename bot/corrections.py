"""Corrections on their way: one reply to the very message that held the changed article."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.conversation import Message
from bot.errors import ChatGone, DeliveryError, Doubtful, TryLater, Unreached
from bot.ledger import Notice, NoticeState
from bot.store.protocol import Store
from bot.telegram.adapter import Telegram

logger = logging.getLogger(__name__)

#: How many are taken at a time.
TAKEN = 100


class Corrector:
    """Sends corrections in bulk, within the pace.

    A correction is sent once or not at all: a second copy would be worse than none.

    Args:
        store: knows whom to tell, and keeps who was told.
        telegram: sends.
        now: reads the clock.
    """

    def __init__(self, store: Store, telegram: Telegram, now: Callable[[], datetime]) -> None:
        self._store = store
        self._telegram = telegram
        self._now = now
        self._stopping = False
        self._turn = asyncio.Lock()

    async def start(self) -> None:
        """Doubt what a crash left in the air; it is not sent again."""
        doubted = await self._store.doubt_notices()
        if doubted:
            logger.warning("corrections_interrupted count=%d", doubted)

    async def tick(self) -> None:
        """Send what is due; stop for now when Telegram asks to wait or is not reached."""
        async with self._turn:
            while notices := await self._store.notices_due(self._now(), limit=TAKEN):
                for notice in notices:
                    held = self._telegram.pace.bulk_hold() > 0
                    if self._stopping or held or not await self._tell(notice):
                        return

    async def stop(self) -> None:
        """Begin nothing more and return when what is being sent has arrived."""
        self._stopping = True
        async with self._turn:
            return

    async def _tell(self, notice: Notice) -> bool:
        """Tell one chat; False when it is better to go on another time."""
        await self._telegram.pace.turn(notice.chat)
        if self._stopping or not await self._store.begin_notice(notice):
            self._telegram.pace.give_back(notice.chat)
            return not self._stopping
        state, message = await self._send(notice)
        await self._store.end_notice(notice, state, message)
        return state != "pending"

    async def _send(self, notice: Notice) -> tuple[NoticeState, int | None]:
        message = Message(notice.text)
        try:
            number = await self._telegram.send(
                notice.chat, message, taken=True, reply_to=notice.reply_to or None
            )
        except ChatGone:
            await self._store.chat_gone(notice.chat, at=self._now())
            return "blocked", None
        except (TryLater, Unreached):
            return "pending", None
        except Doubtful:
            return "uncertain", None
        except DeliveryError as error:
            logger.warning("correction_refused reason=%r", str(error))
            return "failed", None
        return "sent", number
