"""A running sandbox, the real python-telegram-bot, and a person on the user side."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from sandbox.playing import Person, a_bot
from telegram import Bot

from bot.sandbox.server import Sandbox


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    started = Sandbox()
    await started.start(0)
    yield started
    await started.close()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    library = a_bot(sandbox.address)
    async with library:
        yield library


@pytest.fixture
async def person(sandbox: Sandbox) -> AsyncIterator[Person]:
    async with aiohttp.ClientSession() as session:
        yield Person(sandbox.address, session)
