"""What the methods of the Bot API and the user side share."""

import asyncio
from dataclasses import dataclass, field

from bot.sandbox.chat import Chat
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.flood import Flood
from bot.sandbox.polling import Polling
from bot.sandbox.world import World

#: Seconds that a page waits for the bot to answer a tap or an inline query.
PATIENCE = 10.0


class Questions:
    """Taps and inline queries that the bot has not answered yet."""

    def __init__(self, first: int) -> None:
        self._last = first
        self._open: dict[str, asyncio.Future[Json]] = {}

    def ask(self) -> tuple[str, asyncio.Future[Json]]:
        """A new question: its number, and where the answer will be."""
        self._last += 1
        number = str(self._last)
        self._open[number] = asyncio.get_running_loop().create_future()
        return number, self._open[number]

    def answer(self, number: str, answer: Json) -> None:
        """Answer a question, once.

        Raises:
            ApiError: there is no such question, or it was answered.
        """
        waiting = self._open.pop(number, None)
        if waiting is None:
            reason = "query is too old and response timeout expired or query ID is invalid"
            raise bad_request(reason)
        if not waiting.done():
            waiting.set_result(answer)

    async def wait(self, waiting: asyncio.Future[Json]) -> Json | None:
        """The answer, or None if none comes within PATIENCE; it may still be given later."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.shield(waiting)
        except TimeoutError:
            return None


@dataclass(frozen=True, slots=True)
class Backend:
    """The world, and everything that happens in it between the bot and its users.

    ``offered`` holds the inline results that each user saw last, by their numbers.
    """

    world: World
    polling: Polling
    taps: Questions
    queries: Questions
    flood: Flood = field(default_factory=Flood)
    offered: dict[int, dict[str, Json]] = field(default_factory=dict)

    def deliver(self, kind: str, body: Json) -> None:
        """Have the bot fetch an update."""
        self.world.record(self.world.update(kind, body))
        self.polling.stir()

    def say(self, chat: Chat, sender: Json, content: Json, *, seen: bool = True) -> Json:
        """Put a user's message into a chat; ``seen`` says whether the bot gets it."""
        message = self.world.post(chat, sender, content, updates=seen)
        self.polling.stir()
        return message
