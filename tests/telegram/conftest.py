"""A bot that talks to a sandbox; the same loop, but every word goes over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from telegram_play import Player, player


@pytest.fixture
async def quiet() -> AsyncIterator[Player]:
    """A bot that neither polls nor delivers until a test starts it."""
    async with AsyncExitStack() as stack:
        yield await player(stack)


@pytest.fixture
async def bot(quiet: Player) -> AsyncIterator[Player]:
    """A bot that runs: it answers, and delivers what is due when told."""
    async with asyncio.TaskGroup() as tasks:
        await quiet.telegram.start(tasks)
        await quiet.deliverer.start()
        tasks.create_task(quiet.deliverer.run())
        yield quiet
        await quiet.deliverer.stop()
        await quiet.telegram.stop()
