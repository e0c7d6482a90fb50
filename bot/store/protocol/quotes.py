"""What somebody said, and what was said about somebody."""

from collections.abc import Sequence
from typing import Protocol

from bot.model import ArticleId, EntityId, KeptQuote


class Quotes(Protocol):
    """What somebody said, and what was said about somebody."""

    async def quotes_by(
        self, speaker: EntityId, *, limit: int, offset: int = 0
    ) -> list[KeptQuote]:
        """Return what somebody said, one entry per utterance.

        Words in quotation marks come before paraphrases, the newest article first.
        """

    async def quotes_about(
        self, entity: EntityId, *, limit: int, offset: int = 0
    ) -> list[KeptQuote]:
        """Return quotes of others that mention somebody, ordered as by ``quotes_by``."""

    async def quotes_by_about(
        self, speaker: EntityId, entity: EntityId, *, limit: int, offset: int = 0
    ) -> list[KeptQuote]:
        """Return what one said about the other, ordered as by ``quotes_by``."""

    async def quotes_in(self, numbers: Sequence[ArticleId]) -> list[KeptQuote]:
        """Return the quotes of published articles, articles in the order given."""
