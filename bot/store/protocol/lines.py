"""Lines of buttons that are too long for a button."""

from typing import Protocol


class Lines(Protocol):
    """Lines of buttons that are too long for a button."""

    async def keep_line(self, line: str) -> int:
        """Keep a button's line that is too long for a button; the same line, same number.

        Nobody can guess the number who does not know the line.
        """

    async def kept_line(self, number: int) -> str | None:
        """Return a kept line, or None when there is no such number."""
