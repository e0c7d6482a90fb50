"""Everything that names a chat: shown to it, moved with it, forgotten."""

from collections.abc import Mapping

from bot.model import ChatId
from bot.store.sqlite.base import Base, transaction

#: Tables whose rows name a chat, in the order in which they are emptied.
NAMING = (
    "follows",
    "subscriptions",
    "chats",
    "holds",
    "notices",
    "inbox",
    "shown",
    "quote_reports",
)
#: What admins have signed stays when they are forgotten, signed by nobody. An admin's chat
#: with the bot has the admin's own number. Of names 0 is nobody: NULL stands for learnt ones,
#: which the next article may change.
SIGNED = (
    ("audit", "by", "NULL"),
    ("articles", "added_by", "NULL"),
    ("article_versions", "replaced_by", "NULL"),
    ("article_stories", "set_by", "NULL"),
    ("mends", "set_by", "NULL"),
    ("feeds", "added_by", "0"),
    ("entities", "named_by", "0"),
    ("full_names", "set_by", "0"),
    ("split_names", "set_by", "0"),
)
#: What of it a person is shown; texts of articles are not theirs.
SHOWN = {
    "audit": "at, action, article_id, detail",
    "articles": "id, title, received_at",
    "feeds": "url, added_at",
}


class Personal(Base):
    """What is kept about a chat, whatever it is about."""

    @transaction
    def migrate_chat(self, old: ChatId, new: ChatId) -> None:
        self._drop_message_numbers(old)
        for table in (*NAMING, "deliveries"):
            # What the new number has already is newer than what the old one had.
            self.db.execute(
                f"UPDATE OR IGNORE {table} SET chat = :new WHERE chat = :old",  # noqa: S608
                {"old": old, "new": new},
            )
            if table != "deliveries":
                self.db.execute(
                    f"DELETE FROM {table} WHERE chat = :old",  # noqa: S608
                    {"old": old},
                )
        self.db.execute("UPDATE chats SET kind = 'supergroup' WHERE chat = :new", {"new": new})
        self._end_orphans(new)

    @transaction
    def everything_about(self, chat: ChatId) -> Mapping[str, object]:
        naming = {table: f"SELECT * FROM {table} WHERE chat = :chat" for table in NAMING}  # noqa: S608
        signed = {
            f"{table} signed": f"SELECT {SHOWN[table]} FROM {table} WHERE {column} = :chat"  # noqa: S608
            for table, column, _ in SIGNED
            if table in SHOWN
        }
        sent = {
            "deliveries": "SELECT * FROM deliveries WHERE chat = :chat",
            "messages": """
                SELECT p.* FROM parts p JOIN deliveries d ON d.id = p.delivery
                WHERE d.chat = :chat
                """,
        }
        return {
            name: [dict(row) for row in self.rows(query, {"chat": chat})]
            for name, query in {**naming, **sent, **signed}.items()
        }

    @transaction
    def forget(self, chat: ChatId) -> None:
        self._forget_deliveries(chat)
        # An update's number says nothing of its chat, and must not be answered twice.
        self.db.execute(
            """
            UPDATE inbox SET chat = NULL, text = '', state = 'answered' WHERE chat = :chat
            """,
            {"chat": chat},
        )
        # What was reported stays to be looked at; who did is forgotten.
        self.db.execute(
            "UPDATE quote_reports SET chat = NULL WHERE chat = :chat", {"chat": chat}
        )
        for table, column, nobody in SIGNED:
            self.db.execute(
                f"UPDATE {table} SET {column} = {nobody} WHERE {column} = :chat",  # noqa: S608
                {"chat": chat},
            )
        self.db.execute(
            """
            UPDATE article_versions SET kept = json_set(kept, '$.added_by', NULL)
            WHERE json_extract(kept, '$.added_by') = :chat
            """,
            {"chat": chat},
        )
        # What was before a join is written back as it was, with who signed it.
        self.db.execute(
            """
            DELETE FROM joins WHERE EXISTS (SELECT 1 FROM json_tree(joins.before) t
                WHERE t.key IN ('named_by', 'set_by') AND t.value = :chat)
            """,
            {"chat": chat},
        )
        for table in NAMING:
            self.db.execute(
                f"DELETE FROM {table} WHERE chat = :chat",  # noqa: S608
                {"chat": chat},
            )

    def _drop_message_numbers(self, chat: ChatId) -> None:
        """Forget which messages a group has: the supergroup counts its own from 1."""
        for numbers in (
            "UPDATE shown SET message = 0 WHERE chat = :chat",
            "UPDATE notices SET reply_to = 0 WHERE chat = :chat",
            """
            UPDATE parts SET message = 0 WHERE message IS NOT NULL
                AND delivery IN (SELECT id FROM deliveries WHERE chat = :chat)
            """,
        ):
            self.db.execute(numbers, {"chat": chat})

    def _end_orphans(self, chat: ChatId) -> None:
        raise NotImplementedError

    def _forget_deliveries(self, chat: ChatId) -> None:
        raise NotImplementedError
