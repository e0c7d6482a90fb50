"""Briefings made ready: claimed, composed once for all who share them, frozen."""

import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.conversation import Message
from bot.due import TOO_LATE, is_late, is_too_late
from bot.editions import Composed
from bot.ledger import Claim, Part
from bot.model import DeliveryState, Subscription
from bot.store.protocol import Store

logger = logging.getLogger(__name__)

Compose = Callable[[Subscription, datetime, datetime], Awaitable[Composed]]
"""From a subscription, when it is due and the end of its period to its messages."""

#: How many deliveries are claimed at a time.
CLAIMED = 200
#: So many of the latest editions are remembered: claims that share one come in many batches.
MOST_MADE = 50

#: Composed again so often when an article is corrected meanwhile.
MOST_TRIES = 5

Shared = tuple[Subscription, datetime, datetime]
"""What a briefing depends on: the wish, when it is due and the end of its period."""


@dataclass(slots=True)
class Briefing:
    """One delivery under way: its messages, and the parts still to be sent, in order."""

    claim: Claim
    messages: tuple[Message, ...] = ()
    parts: deque[Part] = field(default_factory=deque)


class Briefings:
    """Makes deliveries ready to send.

    Args:
        store: keeps the ledger and the editions.
        compose: makes a briefing; called once for all subscriptions that share it.
        now: reads the clock.
    """

    def __init__(self, store: Store, compose: Compose, now: Callable[[], datetime]) -> None:
        self._store = store
        self._compose = compose
        self._now = now
        self._unmade: list[Claim] = []
        self._made: dict[tuple[Shared, int], Composed] = {}
        self._more = False

    @property
    def more(self) -> bool:
        """Whether there was more to make ready when it was last asked for."""
        return self._more or bool(self._unmade)

    async def ready(self) -> list[Briefing]:
        """Return the next briefings that have something to send, at most CLAIMED.

        Raises:
            StoreError: the database refused; what was claimed is made ready next time.
        """
        if not self._unmade:
            self._more = True
            self._unmade = await self._store.claim_deliveries(self._now(), limit=CLAIMED)
            self._more = len(self._unmade) == CLAIMED
        if not self._unmade:
            return []
        sharing = self._alike(self._unmade)
        found = await self._make_ready(sharing)
        done = {claim.id for claim in sharing}
        self._unmade = [claim for claim in self._unmade if claim.id not in done]
        return [briefing for briefing in found if briefing.parts]

    def _alike(self, claims: Sequence[Claim]) -> list[Claim]:
        """Return the first claim with all that get the same briefing."""
        first = claims[0]
        if first.edition or is_too_late(first.due_at, self._now()):
            return [first]
        shared = self._shared(first)
        return [c for c in claims if not c.edition and self._shared(c) == shared]

    async def _make_ready(self, claims: Sequence[Claim]) -> list[Briefing]:
        first = claims[0]
        if first.edition:
            messages = await self._store.edition_messages(first.edition)
            return [Briefing(first, messages, deque(first.parts))]
        if is_too_late(first.due_at, self._now()):
            await self._give_up(claims, "expired", TOO_LATE)
            return []
        return await self._make(self._shared(first), claims)

    def _shared(self, claim: Claim) -> Shared:
        """Return what a briefing depends on; equal for all that get the same."""
        now = self._now()
        until = (
            now.replace(second=0, microsecond=0) if is_late(claim.due_at, now) else claim.due_at
        )
        alike = replace(
            claim.subscription,
            id=0,  # type: ignore[arg-type]
            chat=0,  # type: ignore[arg-type]
            due_at=None,
            last_day=None,
        )
        return alike, claim.due_at, until

    async def _make(self, shared: Shared, claims: Sequence[Claim]) -> list[Briefing]:
        try:
            made = await self._composed(shared)
        except Exception:
            # Whatever is wrong with one edition, the others go out.
            logger.exception("edition_failed")
            await self._give_up(claims, "failed", "could not be composed")
            return []
        frozen = await self._store.keep_edition(
            made.key,
            made.messages,
            made.articles,
            [claim.id for claim in claims],
            until=shared[2],
            at=self._now(),
        )
        parts = tuple(Part(number) for number in range(len(frozen)))
        return [
            Briefing(replace(claim, edition=made.key), frozen, deque(parts)) for claim in claims
        ]

    async def _composed(self, shared: Shared) -> Composed:
        """Return a briefing as it is after the latest correction, its revision in the key."""
        for _ in range(MOST_TRIES):
            revision = await self._store.revision()
            made = self._made.get((shared, revision))
            if made is None:
                fresh = await self._compose(*shared)
                if await self._store.revision() != revision:
                    continue
                made = replace(fresh, key=f"{fresh.key} r{revision}")
                if len(self._made) >= MOST_MADE:
                    del self._made[next(iter(self._made))]
                self._made[shared, revision] = made
            return made
        raise RuntimeError("an article is corrected again and again")

    async def _give_up(
        self, claims: Sequence[Claim], state: DeliveryState, reason: str
    ) -> None:
        numbers = [claim.id for claim in claims]
        await self._store.give_up(numbers, state, reason, at=self._now())
