"""Builds everything once, starts it, and stops it in reverse order."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from bot import clock, jobs, logs
from bot.commands import router
from bot.context import Context
from bot.conversation import Message, Reply, Request
from bot.corrections import Corrector
from bot.delivery import Deliverer
from bot.editions import Composed, briefing
from bot.errors import BotError
from bot.health import health_page
from bot.instance import InstanceLock
from bot.intake.seeds import publish_seeds
from bot.intake.topics import read_topics
from bot.model import ChatId, Subscription, UserId
from bot.offload import AnalysisProcess, in_place
from bot.render import render
from bot.reports import Reporter
from bot.sandbox.server import Sandbox
from bot.schedule import Job, Schedule
from bot.settings import Settings, doubtful
from bot.store import open_store
from bot.store.protocol import Store
from bot.telegram.adapter import Command, Server, Telegram
from bot.watch import Watch

logger = logging.getLogger(__name__)

#: Of the sandbox; it guards nothing, since the sandbox listens on this machine alone.
SANDBOX_TOKEN = "1:sandbox"  # noqa: S105
#: Who always may upload in the sandbox, which guards nothing: its second user.
SANDBOX_ADMIN = UserId(1002)
#: The operator on the command line is nobody's chat.
OPERATOR, NO_CHAT = UserId(0), ChatId(0)

#: How often the figures for /status are taken and alarms looked for.
WATCHED_SECONDS = 15

WELCOME = """
The bot is running. Talk to it in your browser:

    {address}

This is a sandbox on this machine alone: Ana reads, Bo is the admin who adds articles.
For real Telegram, get a token from @BotFather, put TELEGRAM_TOKEN=… into .env and start
again. Ctrl-C stops the bot."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where the bot speaks.

    Attributes:
        page: address of the sandbox's chat page; empty on Telegram.
    """

    token: str
    server: Server
    admins: frozenset[UserId]
    page: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line may reach: the same context as a chat, as the operator."""

    context: Context

    async def reply(self, line: str) -> Reply:
        """Return what answers a line."""
        request = Request(NO_CHAT, OPERATOR, line, at=self.context.now())
        return await router.answer(request, self.context)


@asynccontextmanager
async def asked(settings: Settings, *, make: bool = False) -> AsyncIterator[Asked]:
    """Open the database for one question on the command line; analysis runs in place.

    Args:
        settings: of the bot.
        make: whether a database that is not there is made.

    Raises:
        SettingsError: the topics cannot be read.
        StoreError: the database cannot be opened, or is not there.
    """
    topics = {topic.slug: topic for topic in read_topics(settings.topics)}
    store = open_store(settings.database, make=make)
    try:
        yield Asked(
            Context(
                store=store,
                now=clock.now,
                offload=in_place,
                admins=frozenset({OPERATOR}),
                zone=settings.reader_zone,
                topics=topics,
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
        SettingsError: Telegram does not know the token, or the topics cannot be read.
        AlreadyRunning: a bot runs on this database.
        StoreError: the database cannot be opened.
    """
    logs.start(settings.log_level, settings.log_format)
    for line in doubtful():
        logger.warning("setting_unknown %s", line)
    topics = read_topics(settings.topics)
    stop = _stop_on_signals()
    async with AsyncExitStack() as stack:
        if settings.database != ":memory:":
            lock = InstanceLock(settings.database)
            lock.take(clock.now())
            stack.callback(lock.release)
        store = open_store(settings.database)
        stack.push_async_callback(store.close)
        offload = AnalysisProcess()
        stack.callback(offload.close)
        if await store.adopt_topics(topics):
            logger.info("topics_changed articles are sorted anew")
        if settings.seeds and await _is_empty(store):
            await publish_seeds(store, offload, now=clock.now(), topics=topics)
        home = await _home(settings, stack)
        readers = None if settings.readers is None else frozenset(settings.readers)
        if paused := await store.limit_readers(_chats(readers, home), at=clock.now()):
            logger.info("subscriptions_paused count=%d reason=READERS", paused)
        telegram = Telegram(
            home.token,
            home.server,
            lambda request: answered(request, context),
            store,
            now=clock.now,
            menu=[Command(*line) for line in router.MENU],
            admins=sorted(home.admins),
        )
        watch = Watch(store, telegram, settings.database, clock.now)
        context = Context(
            store=store,
            now=clock.now,
            offload=offload,
            admins=home.admins,
            readers=readers,
            zone=settings.reader_zone,
            topics={topic.slug: topic for topic in topics},
            method=settings.summary_method,
            status=watch.lines,
            username=lambda: telegram.username,
        )
        if settings.status_port:
            page = health_page(settings.status_port, lambda: watch.facts)
            logger.info("status_page address=%s", await stack.enter_async_context(page))
        await _serve(context, telegram, watch, home.page, stop)


async def _serve(
    context: Context, telegram: Telegram, watch: Watch, page: str, stop: asyncio.Event
) -> None:
    deliverer = Deliverer(context.store, telegram, partial(_compose, context), context.now)
    corrector = Corrector(context.store, telegram, context.now)
    schedule = Schedule(
        [
            Job("deliver what is due", deliverer.tick, seconds=1),
            Job("tell corrections", corrector.tick, seconds=5),
            Job("tell reports", Reporter(context, telegram).tick, seconds=5),
            Job("watch", watch.look, seconds=WATCHED_SECONDS, at_once=True),
            Job("analyse what is waiting", jobs.CatchUp(context).run, seconds=30),
            Job("ask feeds", partial(jobs.ask_feeds, context), seconds=60),
            Job("tidy", partial(jobs.tidy, context)),
        ]
    )
    async with _told_as_itself(), asyncio.TaskGroup() as tasks:
        await telegram.start(tasks)
        await deliverer.start()
        await corrector.start()
        tasks.create_task(deliverer.run())
        tasks.create_task(jobs.warm(context))
        schedule.start(context.now())
        if page:
            print(WELCOME.format(address=page), flush=True)  # noqa: T201 - for a person
        logger.info("started")
        await stop.wait()
        schedule.stop()
        await deliverer.stop()
        await corrector.stop()
        await telegram.stop()
    logger.info("stopped")


async def _home(settings: Settings, stack: AsyncExitStack) -> Home:
    """Return where the bot speaks; without a token and another server, start the sandbox."""
    token = settings.telegram_token.get_secret_value()
    admins = frozenset(UserId(number) for number in settings.admins)
    if token or settings.telegram_base_url:
        server = Server(rate=settings.telegram_rate)
        if settings.telegram_base_url:
            server = replace(server, address=settings.telegram_base_url)
        return Home(token or SANDBOX_TOKEN, server, admins)
    path = None if settings.database == ":memory:" else Path(f"{settings.database}.sandbox")
    sandbox = Sandbox(path, token=SANDBOX_TOKEN)
    stack.push_async_callback(sandbox.close)
    address = await sandbox.start(settings.sandbox_port)
    server = Server(address, settings.telegram_rate)
    return Home(SANDBOX_TOKEN, server, admins | {SANDBOX_ADMIN}, address)


def _chats(readers: frozenset[int] | None, home: Home) -> frozenset[ChatId] | None:
    """Return the chats that may have briefings; an admin's chat has the admin's number."""
    return None if readers is None else frozenset(ChatId(one) for one in readers | home.admins)


async def _compose(
    context: Context, subscription: Subscription, due: datetime, until: datetime
) -> Composed:
    return await briefing(context, subscription, due=due, now=until)


async def _is_empty(store: Store) -> bool:
    return not await store.count_articles(("waiting", "published", "withdrawn", "discarded"))


@asynccontextmanager
async def _told_as_itself() -> AsyncIterator[None]:
    """Raise what the operator can put right as itself, not as a group of errors."""
    try:
        yield
    except BaseExceptionGroup as group:
        cause = group.exceptions[0]
        if isinstance(cause, BotError):
            raise cause from None
        raise


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop
