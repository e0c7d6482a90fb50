"""What the bot asks of its database; documented here and only here.

Every method is one transaction and may raise StoreError. Lists are ordered as said; moments
are aware and in UTC. Only *published* articles are visible to the methods that readers use.
One module per subject, as on SQLite's side.
"""

from typing import Protocol

from bot.store.protocol.analyses import Analyses
from bot.store.protocol.articles import Articles
from bot.store.protocol.care import Care
from bot.store.protocol.corrections import Corrections
from bot.store.protocol.deliveries import Deliveries
from bot.store.protocol.feeds import Feeds
from bot.store.protocol.inbox import Inbox
from bot.store.protocol.lines import Lines
from bot.store.protocol.mends import Mends
from bot.store.protocol.people import People
from bot.store.protocol.published import Published
from bot.store.protocol.quotes import Quotes
from bot.store.protocol.readers import Readers
from bot.store.protocol.stories import Stories


class Store(
    Articles,
    Analyses,
    Published,
    People,
    Quotes,
    Mends,
    Stories,
    Feeds,
    Readers,
    Deliveries,
    Care,
    Corrections,
    Inbox,
    Lines,
    Protocol,
):
    """Everything the bot asks of its database."""

    async def check(self) -> str:
        """Return "ok", or what the database's own integrity check found."""

    async def size(self) -> int:
        """Return about how many bytes a copy takes."""

    async def backup(self, path: str) -> None:
        """Write a consistent copy to a new file."""

    async def close(self) -> None:
        """Finish what was asked for and close."""
