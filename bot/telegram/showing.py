"""Noting what answers show of articles, so that a correction can reply to them."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bot.conversation import Message
from bot.errors import StoreError
from bot.ledger import Showing
from bot.model import ArticleId, ChatId
from bot.store.protocol import Store

logger = logging.getLogger(__name__)


class Showings:
    """Notes what is about to be shown and what was, never at the price of the answer.

    When the database refuses, the answer goes out all the same. What is lost then: a bot that
    dies in that very moment gives the answer once more; and if the database refuses before
    and after the message, a correction does not find it.

    Args:
        store: keeps the notes.
        now: reads the clock.
    """

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    async def revision(self) -> int | None:
        """Return the latest correction's number before an answer is made, None if unknown."""
        try:
            return await self._store.revision()
        except StoreError:
            logger.exception("revision_not_known")
            return None

    async def begun(
        self, update: int, chat: ChatId, messages: Sequence[Message], revision: int | None
    ) -> None:
        """Note that an answer goes out now, with all that it is about to show."""
        articles = shown_in(messages)
        showing = Showing(chat, articles, revision, self._now()) if articles else None
        try:
            await self._store.answering(update, showing)
        except StoreError:
            logger.exception("answer_not_noted")

    async def shown(self, chat: ChatId, number: int, message: Message) -> None:
        """Note a message that was sent or replaced; 0 when its number is not known."""
        if not message.articles:
            return
        try:
            await self._store.keep_shown(chat, number, message.articles, at=self._now())
        except StoreError:
            logger.exception("message_not_noted")

    async def not_shown(self, chat: ChatId, messages: Iterable[Message]) -> None:
        """Take back what was noted of messages that were not sent."""
        articles = shown_in(messages)
        if not articles:
            return
        try:
            await self._store.not_shown(chat, articles)
        except StoreError:
            logger.exception("message_noted_in_vain")


def shown_in(messages: Iterable[Message]) -> tuple[ArticleId, ...]:
    """Return the articles that messages show something of."""
    return tuple(dict.fromkeys(one for message in messages for one in message.articles))
