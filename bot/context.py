"""What a command may reach: the store, the time, analysis, and who may do what."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.conversation import Request
from bot.intake.albums import Albums
from bot.intake.links import Address, is_public
from bot.model import UserId
from bot.offload import Offload
from bot.store.protocol import Store
from summaries.model import Topic


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to every command handler.

    Attributes:
        store: the database.
        now: reads the clock.
        offload: runs a function of summaries in the analysis process.
        admins: who may add, correct and withdraw articles.
        readers: who may read (user and chat numbers); None for everyone.
        zone: of readers who named none.
        topics: the operator's topics, by slug.
        method: the summary method ("own", or one of sumy's).
        allowed: which addresses links and feeds may be fetched from.
        status: lines on the running bot for /status, from whoever knows them.
        username: the bot's own name on Telegram, for links to a place in an article; empty
            before it is known and on the command line.
        albums: files that are being sent together.
        sleep: waits so many seconds between two pages of a site.
    """

    store: Store
    now: Callable[[], datetime]
    offload: Offload
    admins: frozenset[UserId]
    readers: frozenset[int] | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    topics: Mapping[str, Topic] = field(default_factory=dict)
    method: str = "own"
    allowed: Callable[[Address], bool] = is_public
    status: Callable[[], Mapping[str, str]] = dict
    username: Callable[[], str] = str
    albums: Albums = field(default_factory=Albums)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    @property
    def sorted_by(self) -> tuple[Topic, ...]:
        """The operator's topics in the order of their file: articles are sorted by them."""
        return tuple(self.topics.values())

    @property
    def example(self) -> str:
        """A topic of the operator's, as a reader would type it, to show how to ask."""
        return next((one.title.lower() for one in self.topics.values()), "elections")

    def serves_admin(self, request: Request) -> bool:
        """Tell whether an admin asks, and alone: in a group others would read along."""
        return request.private and request.user in self.admins
