"""Quotes that readers call wrong on their way to the admins: one message for each quote."""

from bot.commands.quote_views import reported
from bot.context import Context
from bot.render import render
from bot.telegram.adapter import Telegram

#: How many are told in one go.
TOLD_AT_ONCE = 5


class Reporter:
    """Tells the admins of reported quotes.

    Args:
        context: reaches the store.
        telegram: sends.
    """

    def __init__(self, context: Context, telegram: Telegram) -> None:
        self._context = context
        self._telegram = telegram

    async def tick(self) -> None:
        """Tell of what is untold; stop for now when Telegram takes nothing.

        What is here no more, because its article was corrected, is told to nobody; what is in
        a withdrawn one waits for its return.
        """
        store = self._context.store
        for report in await store.reports(untold=True, limit=TOLD_AT_ONCE):
            reply = await reported(self._context, report)
            if reply is not None:
                for message in render(reply, bot=self._context.username()):
                    if not await self._telegram.tell_admins(message):
                        return
            await store.report_told(report)
