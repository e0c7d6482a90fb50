"""What the running bot does by the clock, beside sending what is due."""

import asyncio
import logging
from collections import Counter

from bot.commands.zones import zones_named
from bot.context import Context
from bot.errors import OffloadError
from bot.intake.collecting import collect
from bot.intake.intake import understand
from bot.model import ArticleId
from bot.render import load as load_templates
from summaries.analyse import ANALYSIS
from summaries.analyse import warm as load_analysis

logger = logging.getLogger(__name__)

#: How many articles are looked up at once, and how often the analysis of one is tried.
LOOKED_UP, MOST_TRIES = 50, 3
#: How many feeds are asked in one go.
FEEDS_ASKED = 5


async def warm(context: Context) -> None:
    """Load what answers need, and start the analysis process, before a reader waits for it."""
    await asyncio.to_thread(load_templates)
    await asyncio.to_thread(zones_named, "London")
    try:
        await context.offload(load_analysis)
    except OffloadError:
        logger.exception("analysis_not_ready")


class CatchUp:
    """Analyses articles that have no analysis yet, or one of an earlier version."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._failed: Counter[ArticleId] = Counter()

    async def run(self) -> None:
        """Analyse all that wait, one by one, so that nobody who asks meanwhile waits long.

        What fails three times is left alone until the next start: it would fail for ever.
        """
        tried: set[ArticleId] = set()
        while waiting := await self._waiting(tried):
            for number in waiting:
                await self._analyse(number)
            tried.update(waiting)
        if tried:
            logger.info("analysed_anew count=%d", len(tried))

    async def _waiting(self, tried: set[ArticleId]) -> list[ArticleId]:
        found = await self._context.store.unanalysed(
            ANALYSIS, limit=LOOKED_UP + len(self._failed)
        )
        return [one for one in found if one not in tried and self._failed[one] < MOST_TRIES]

    async def _analyse(self, number: ArticleId) -> None:
        context = self._context
        if not await understand(context.store, context.offload, number, context.sorted_by):
            self._failed[number] += 1
            logger.warning("analysis_failed article=%d tries=%d", number, self._failed[number])


async def ask_feeds(context: Context) -> None:
    """Take new articles of the feeds that may be asked now."""
    for feed in await context.store.feeds_due(context.now(), limit=FEEDS_ASKED):
        found = await collect(context, feed)
        logger.info(
            "feed_asked feed=%d new=%d problem=%r", feed.id, len(found.taken), found.problem
        )


async def tidy(context: Context) -> None:
    """Delete what is kept for a while only."""
    await context.store.tidy(context.now())
