"""Chats and their subscriptions."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime

from bot.due import next_due
from bot.model import ChatId, ChatKind, Subscription, SubscriptionId, Wish
from bot.store.sqlite.base import Base, moment, numbers_json, transaction
from bot.store.sqlite.subscription_rows import read_subscription, zone_named

BLOCKED, STOPPED, NOT_LISTED = "blocked", "stopped", "not among the readers"


class Readers(Base):
    """Who reads, and what they wish."""

    @transaction
    def chat_seen(self, chat: ChatId, kind: ChatKind, *, at: datetime) -> bool:
        self.db.execute(
            """
            INSERT INTO chats (chat, kind, seen_at) VALUES (:chat, :kind, :at)
            ON CONFLICT DO UPDATE SET kind = :kind, seen_at = :at, gone_at = NULL
            """,
            {"chat": chat, "kind": kind, "at": moment(at)},
        )
        subscription = self._subscription(chat)
        if subscription is None or subscription.paused != BLOCKED:
            return False
        self._resume(subscription, at)
        return True

    @transaction
    def chat_gone(self, chat: ChatId, *, at: datetime) -> None:
        self._chat_gone(chat, at)

    def _chat_gone(self, chat: ChatId, at: datetime) -> None:
        self.db.execute(
            "UPDATE chats SET gone_at = :at WHERE chat = :chat",
            {"chat": chat, "at": moment(at)},
        )
        # Who stopped or paused before stays that way: coming back must not resume it.
        self.db.execute(
            """
            UPDATE subscriptions SET paused = :blocked, due_at = NULL, due_day = NULL
            WHERE chat = :chat AND paused = ''
            """,
            {"chat": chat, "blocked": BLOCKED},
        )
        self._drop_waiting(chat, "blocked", BLOCKED, at)
        self.db.execute("DELETE FROM shown WHERE chat = :chat", {"chat": chat})

    @transaction
    def subscription_of(self, chat: ChatId) -> Subscription | None:
        return self._subscription(chat)

    @transaction
    def subscribe(self, chat: ChatId, wish: Wish, *, at: datetime) -> Subscription:
        before = self._subscription(chat)
        day, due_at = next_due(
            wish.at,
            zone_named(wish.zone),
            wish.weekdays,
            after=before.last_day if before else None,
            earliest=at,
        )
        self.db.execute(
            """
            INSERT INTO subscriptions
                (chat, topics, at, zone, weekdays, seconds, quiet, due_at, due_day, paused)
            VALUES
                (:chat, :topics, :at, :zone, :weekdays, :seconds, :quiet, :due_at, :due_day, '')
            ON CONFLICT (chat) DO UPDATE SET
                topics = :topics, at = :at, zone = :zone, weekdays = :weekdays,
                seconds = :seconds, quiet = :quiet, due_at = :due_at, due_day = :due_day,
                paused = ''
            """,
            {
                "chat": chat,
                "topics": json.dumps(wish.topics, ensure_ascii=False),
                "at": wish.at.isoformat("minutes"),
                "zone": wish.zone,
                "weekdays": json.dumps(sorted(set(wish.weekdays))),
                "seconds": wish.seconds,
                "quiet": wish.quiet,
                "due_at": moment(due_at),
                "due_day": day.isoformat(),
            },
        )
        return self._kept(chat)

    @transaction
    def choose_topics(self, chat: ChatId, topics: Sequence[str]) -> Subscription | None:
        self.db.execute(
            "UPDATE subscriptions SET topics = :topics WHERE chat = :chat",
            {"chat": chat, "topics": json.dumps(topics, ensure_ascii=False)},
        )
        return self._subscription(chat)

    @transaction
    def brief_in(self, chat: ChatId, thread: int | None) -> None:
        self.db.execute(
            "UPDATE chats SET thread = :thread WHERE chat = :chat",
            {"chat": chat, "thread": thread},
        )

    @transaction
    def pause(
        self, chat: ChatId, reason: str, *, at: datetime, until: datetime | None = None
    ) -> Subscription | None:
        return self._pause(chat, reason, at=at, until=until)

    @transaction
    def stop(self, chat: ChatId, *, at: datetime) -> Subscription | None:
        return self._pause(chat, STOPPED, at=at, until=None)

    @transaction
    def resume(self, chat: ChatId, *, at: datetime) -> Subscription | None:
        subscription = self._subscription(chat)
        if subscription is None:
            return None
        self._resume(subscription, at)
        return self._kept(chat)

    @transaction
    def limit_readers(self, chats: Collection[ChatId] | None, *, at: datetime) -> int:
        values = {
            "everyone": chats is None,
            "chats": numbers_json(chats or ()),
            "blocked": BLOCKED,
            "not_listed": NOT_LISTED,
        }
        back = self.rows(
            """
            SELECT * FROM subscriptions WHERE paused = :not_listed
                AND (:everyone OR chat IN (SELECT value FROM json_each(:chats)))
            """,
            values,
        )
        for row in back:
            self._resume(read_subscription(row), at)
        # Who stopped or paused for good stays that way; who blocked the bot may unblock it.
        others = self.rows(
            """
            SELECT chat FROM subscriptions WHERE (due_at IS NOT NULL OR paused = :blocked)
                AND NOT :everyone AND chat NOT IN (SELECT value FROM json_each(:chats))
            """,
            values,
        )
        for row in others:
            self._pause(ChatId(row["chat"]), NOT_LISTED, at=at, until=None)
        return len(others)

    @transaction
    def subscriptions(
        self, *, after: SubscriptionId | None = None, limit: int
    ) -> list[Subscription]:
        rows = self.rows(
            "SELECT * FROM subscriptions WHERE id > :after ORDER BY id LIMIT :limit",
            {"after": after or 0, "limit": limit},
        )
        return [read_subscription(row) for row in rows]

    def _pause(
        self, chat: ChatId, reason: str, *, at: datetime, until: datetime | None
    ) -> Subscription | None:
        subscription = self._subscription(chat)
        if subscription is None:
            return None
        self._set_due(subscription, reason, until)
        self._drop_waiting(chat, "expired", reason, at)
        return self._kept(chat)

    def _resume(self, subscription: Subscription, at: datetime) -> None:
        self._set_due(subscription, "", at)

    def _set_due(
        self, subscription: Subscription, paused: str, earliest: datetime | None
    ) -> None:
        day = due_at = None
        if earliest is not None:
            day, due_at = next_due(
                subscription.at,
                zone_named(subscription.zone),
                subscription.weekdays,
                after=subscription.last_day,
                earliest=earliest,
            )
        self.db.execute(
            """
            UPDATE subscriptions SET paused = :paused, due_at = :due_at, due_day = :day
            WHERE id = :id
            """,
            {
                "id": subscription.id,
                "paused": paused,
                "due_at": moment(due_at) if due_at else None,
                "day": day.isoformat() if day else None,
            },
        )

    def _subscription(self, chat: ChatId) -> Subscription | None:
        row = self.row("SELECT * FROM subscriptions WHERE chat = :chat", {"chat": chat})
        return None if row is None else read_subscription(row)

    def _kept(self, chat: ChatId) -> Subscription:
        subscription = self._subscription(chat)
        assert subscription is not None  # noqa: S101 - written in this transaction
        return subscription

    def _drop_waiting(self, chat: ChatId, state: str, reason: str, at: datetime) -> None:
        raise NotImplementedError
