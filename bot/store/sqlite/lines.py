"""Lines of buttons that are too long for a button."""

import hashlib

from bot.store.sqlite.base import Base, transaction

#: The number of a kept line has so many bytes: it fits behind a button and into a column.
NUMBER_BYTES = 7


class Lines(Base):
    """Kept until the nightly tidying finds that nobody was shown them for long."""

    @transaction
    def keep_line(self, line: str) -> int:
        # A client may send any number it likes. One that only the line itself gives cannot be
        # guessed, so nobody reads what others have searched for.
        digest = hashlib.sha256(line.encode()).digest()
        number = int.from_bytes(digest[:NUMBER_BYTES])
        self.db.execute(
            """
            INSERT INTO kept_lines (id, line) VALUES (:id, :line)
            ON CONFLICT (line) DO UPDATE SET id = excluded.id, nights = 0
            """,
            {"id": number, "line": line},
        )
        return number

    @transaction
    def kept_line(self, number: int) -> str | None:
        if number >= 256**NUMBER_BYTES:
            return None
        row = self.row("SELECT line FROM kept_lines WHERE id = :id", {"id": number})
        return row["line"] if row else None
