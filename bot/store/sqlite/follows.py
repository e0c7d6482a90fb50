"""What chats follow."""

from datetime import datetime

from bot.model import ChatId
from bot.store.sqlite.base import Base, moment, transaction


class Follows(Base):
    """What chats follow."""

    @transaction
    def follow(self, chat: ChatId, topic: str, *, at: datetime) -> bool:
        done = self.db.execute(
            """
            INSERT INTO follows (chat, topic, since) VALUES (:chat, :topic, :at)
            ON CONFLICT DO NOTHING
            """,
            {"chat": chat, "topic": topic, "at": moment(at)},
        )
        return done.rowcount > 0

    @transaction
    def unfollow(self, chat: ChatId, topic: str) -> bool:
        done = self.db.execute(
            "DELETE FROM follows WHERE chat = :chat AND topic = :topic",
            {"chat": chat, "topic": topic},
        )
        return done.rowcount > 0

    @transaction
    def follows(self, chat: ChatId) -> list[str]:
        rows = self.rows(
            "SELECT topic FROM follows WHERE chat = :chat ORDER BY rowid", {"chat": chat}
        )
        return [row["topic"] for row in rows]

    @transaction
    def followers(self, *, after: ChatId | None = None, limit: int) -> list[ChatId]:
        rows = self.rows(
            """
            SELECT DISTINCT chat FROM follows WHERE :after IS NULL OR chat > :after
            ORDER BY chat LIMIT :limit
            """,
            {"after": after, "limit": limit},
        )
        return [ChatId(row["chat"]) for row in rows]
