"""Chats, what they follow, and their subscriptions (one for each chat)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.model import ChatId, ChatKind, Subscription, SubscriptionId, Wish


class Readers(Protocol):
    """Chats, what they follow, and their subscriptions (one for each chat)."""

    async def chat_seen(self, chat: ChatId, kind: ChatKind, *, at: datetime) -> bool:
        """Note that a chat is there; True when that brought a blocked subscription back."""

    async def chat_gone(self, chat: ChatId, *, at: datetime) -> None:
        """Note that a chat blocked the bot or is no more; its subscription is paused."""

    async def subscription_of(self, chat: ChatId) -> Subscription | None:
        """Return a chat's subscription in any state, paused and stopped ones too."""

    async def subscribe(self, chat: ChatId, wish: Wish, *, at: datetime) -> Subscription:
        """Make or change a chat's subscription; it is neither paused nor stopped afterwards.

        It starts today if its time is still ahead and nothing was delivered today.

        Raises:
            ValueError: the zone is not an IANA name, or no weekday is chosen.
        """

    async def choose_topics(self, chat: ChatId, topics: Sequence[str]) -> Subscription | None:
        """Change what a subscription is about and nothing else: paused, it stays paused.

        None when there is no subscription.
        """

    async def brief_in(self, chat: ChatId, thread: int | None) -> None:
        """Have a group's briefings go to one of its topics; None for the group itself."""

    async def pause(
        self, chat: ChatId, reason: str, *, at: datetime, until: datetime | None = None
    ) -> Subscription | None:
        """Pause a subscription, for good or until a moment; None when there is none.

        With a moment, ``due_at`` is the first briefing after it. A briefing that waits to
        be sent is dropped.
        """

    async def resume(self, chat: ChatId, *, at: datetime) -> Subscription | None:
        """Take up a paused or stopped subscription again; None when there is none."""

    async def stop(self, chat: ChatId, *, at: datetime) -> Subscription | None:
        """End a subscription as a pause called "stopped"; ``resume`` is the way back."""

    async def limit_readers(self, chats: Collection[ChatId] | None, *, at: datetime) -> int:
        """Pause the subscriptions of all other chats; None lets everyone read.

        Those that are listed (again) are taken up where nothing but this had paused them.

        Returns:
            How many were paused now.
        """

    async def subscriptions(
        self, *, after: SubscriptionId | None = None, limit: int
    ) -> list[Subscription]:
        """Return subscriptions with higher numbers than ``after``, ascending."""

    async def follow(self, chat: ChatId, topic: str, *, at: datetime) -> bool:
        """Follow a topic (slug, name or free words); False when the chat did already."""

    async def unfollow(self, chat: ChatId, topic: str) -> bool:
        """Follow a topic no longer; False when the chat did not."""

    async def follows(self, chat: ChatId) -> list[str]:
        """Return what a chat follows, in the order it began to."""

    async def followers(self, *, after: ChatId | None = None, limit: int) -> list[ChatId]:
        """Return chats that follow something, with higher numbers than ``after``, ascending."""

    async def migrate_chat(self, old: ChatId, new: ChatId) -> None:
        """Give everything of a group to the supergroup it has become."""

    async def everything_about(self, chat: ChatId) -> Mapping[str, object]:
        """Return every row that names a chat, by table, ready for JSON."""

    async def forget(self, chat: ChatId) -> None:
        """Delete every row that names a chat; the ledger keeps counts only."""
