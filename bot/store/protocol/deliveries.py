"""The ledger of briefings: what is due, who sends it, what became of it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.conversation import Message
from bot.ledger import Claim, PartEnd, PartKey
from bot.model import ArticleId, ChatId, Delivery, DeliveryId, DeliveryState


class Deliveries(Protocol):
    """The ledger of briefings: what is due, who sends it, what became of it."""

    async def make_due(self, at: datetime, *, limit: int) -> int:
        """Write a delivery for what is due and move ``due_at`` on; return how many were due.

        Both in one transaction and under the key (subscription, local day): asked twice, it
        makes one delivery. What is too late to go out is written as *expired*.
        """

    async def recover(self, at: datetime) -> int:
        """After a crash: give claims back and doubt what was being sent; return the doubts."""

    async def claim_deliveries(self, at: datetime, *, limit: int) -> list[Claim]:
        """Take pending deliveries, the longest due first; no other sender gets them."""

    async def keep_edition(
        self,
        key: str,
        messages: Sequence[Message],
        articles: Sequence[ArticleId],
        claims: Collection[DeliveryId],
        *,
        until: datetime,
        at: datetime,
    ) -> tuple[Message, ...]:
        """Freeze rendered messages, give them to claimed deliveries, return what is frozen.

        A key that is kept already keeps its messages. No messages: the deliveries end as
        *sent* with the reason "nothing new". Once sent, readers have been told everything
        released up to ``until``.
        """

    async def give_up(
        self, claims: Collection[DeliveryId], state: DeliveryState, reason: str, *, at: datetime
    ) -> None:
        """End deliveries that could not be composed."""

    async def edition_messages(self, key: str) -> tuple[Message, ...]:
        """Return the frozen messages of an edition, in order."""

    async def write_ledger(
        self, begun: Sequence[PartKey], ended: Sequence[PartEnd], *, at: datetime
    ) -> set[PartKey]:
        """Write that parts are being sent and what became of others; return the refused.

        A part is refused when its briefing is no longer wanted (stopped, forgotten, too
        late): it must not be sent. The last part to end ends its delivery.
        """

    async def prove_arrival(
        self, chat: ChatId, message: int, text: str, *, at: datetime
    ) -> bool:
        """Take a tapped message as proof that a doubted part arrived; True when it was one."""

    async def deliveries_of(self, chat: ChatId, *, limit: int) -> list[Delivery]:
        """Return a chat's deliveries, the latest day first."""
