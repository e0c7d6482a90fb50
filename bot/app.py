"""Builds everything once, starts it, and stops it in reverse order."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import clock, logs
from bot.commands import router
from bot.context import Context
from bot.conversation import Message, Request
from bot.intake.seeds import publish_seeds, seed_topics
from bot.model import ChatId, UserId
from bot.offload import AnalysisProcess, in_place
from bot.render import render
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.store import open_store
from bot.store.protocol import Store
from bot.telegram.adapter import Command, Telegram

logger = logging.getLogger(__name__)

#: Of the sandbox; it guards nothing, since the sandbox listens on this machine alone.
SANDBOX_TOKEN = "1:sandbox"  # noqa: S105
#: Who uploads in the sandbox when ADMINS names nobody: its second user.
SANDBOX_ADMIN = UserId(1002)
#: The operator on the command line is nobody's chat.
OPERATOR, NO_CHAT = UserId(0), ChatId(0)

WELCOME = """
The bot is running. Talk to it in your browser:

    {address}

This is a sandbox on this machine alone: Ana reads, Bo is the admin who adds articles.
For real Telegram, get a token from @BotFather, put TELEGRAM_TOKEN=… into .env and start
again. Ctrl-C stops the bot."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line may reach: the same context as a chat, as the operator."""

    context: Context

    async def answer(self, line: str) -> Sequence[Message]:
        """Return the messages that answer a line."""
        return await answered(
            Request(NO_CHAT, OPERATOR, line, at=self.context.now()), self.context
        )


@asynccontextmanager
async def asked(settings: Settings) -> AsyncIterator[Asked]:
    """Open the database for one question on the command line; analysis runs in place.

    Raises:
        StoreError: the database cannot be opened.
    """
    store = open_store(settings.database)
    try:
        yield Asked(
            Context(
                store=store,
                now=clock.now,
                offload=in_place,
                admins=frozenset({OPERATOR}),
                zone=settings.reader_zone,
                topics={topic.slug: topic for topic in seed_topics()},
                method=settings.summary_method,
            )
        )
    finally:
        await store.close()


async def answered(request: Request, context: Context) -> Sequence[Message]:
    """Return the messages that answer a request."""
    return render(await router.answer(request, context), bot=context.username())


async def run(settings: Settings) -> None:
    """Run the bot until Ctrl-C or SIGTERM.

    Raises:
        SettingsError: Telegram does not know the token.
        StoreError: the database cannot be opened.
    """
    logs.start(settings.log_level, settings.log_format)
    stop = _stop_on_signals()
    async with AsyncExitStack() as stack:
        store = open_store(settings.database)
        stack.push_async_callback(store.close)
        offload = AnalysisProcess()
        stack.callback(offload.close)
        if settings.seeds and await _is_empty(store):
            await publish_seeds(store, offload, now=clock.now())
        token, address, admins = settings.telegram_token.get_secret_value(), "", settings.admins
        if not token and not settings.telegram_base_url:
            address = await _sandbox(settings, stack)
            token, admins = SANDBOX_TOKEN, settings.admins or (SANDBOX_ADMIN,)
        context = Context(
            store=store,
            now=clock.now,
            offload=offload,
            admins=frozenset(UserId(number) for number in admins),
            readers=None if settings.readers is None else frozenset(settings.readers),
            zone=settings.reader_zone,
            topics={topic.slug: topic for topic in seed_topics()},
            method=settings.summary_method,
        )
        await _serve(settings, context, token, address, stop)


async def _serve(
    settings: Settings, context: Context, token: str, sandbox: str, stop: asyncio.Event
) -> None:
    telegram = Telegram(
        token,
        sandbox or settings.telegram_base_url,
        lambda request: answered(request, context),
        context.store,
        now=context.now,
        menu=[Command(*line) for line in router.MENU],
        admins=context.admins,
        rate=settings.telegram_rate,
    )
    async with asyncio.TaskGroup() as tasks:
        await telegram.start(tasks)
        if sandbox:
            print(WELCOME.format(address=sandbox), flush=True)  # noqa: T201 - for a person
        logger.info("started")
        await stop.wait()
        await telegram.stop()
    logger.info("stopped")


async def _sandbox(settings: Settings, stack: AsyncExitStack) -> str:
    path = None if settings.database == ":memory:" else Path(f"{settings.database}.sandbox")
    sandbox = Sandbox(path, token=SANDBOX_TOKEN)
    stack.push_async_callback(sandbox.close)
    return await sandbox.start(settings.sandbox_port)


async def _is_empty(store: Store) -> bool:
    return not await store.count_articles(("waiting", "published", "withdrawn", "discarded"))


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop
