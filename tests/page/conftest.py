"""A real browser on the page of a real sandbox, and a scripted bot behind it."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from page.tiny import ANA, PATIENCE, TinyBot
from page.visit import ARGUMENTS, CHROMIUM
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.sandbox.server import Sandbox

HERE = Path(__file__).parent

# Several things may be running on this machine.
expect.set_options(timeout=PATIENCE * 1000)


def pytest_collection_modifyitems(items):
    """Everything here needs Chromium, and one event loop for as long as it runs."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium; without it the tests are skipped, but never in CI."""
    if CHROMIUM is None:
        reason = "no Chromium here; on Debian: apt install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox of its own for every test, which keeps nothing."""
    started = Sandbox(None)
    await started.start(0)
    yield started
    await started.close()


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sandbox: Sandbox) -> AsyncIterator[TinyBot]:
    """A scripted bot, already asking for updates."""
    async with aiohttp.ClientSession() as session:
        tiny = TinyBot(sandbox.address, session)
        running = asyncio.ensure_future(tiny.run())
        yield tiny
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest_asyncio.fixture(loop_scope="session")
async def open_at(browser: Browser) -> AsyncIterator[Callable[..., Any]]:
    """Opens the page of any sandbox as somebody, in any size and colours.

    A page may ask nobody but its sandbox, and nothing may go wrong in its console: both fail
    the test. One that breaks the connection on purpose clears ``page.troubles``.
    """
    contexts, troubles = [], []

    async def opened(
        address: str,
        user: int = ANA,
        chat: int | None = None,
        *,
        width: int = 1280,
        height: int = 800,
        **options: Any,
    ) -> Page:
        size = {"width": width, "height": height}
        context = await browser.new_context(viewport=size, **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE * 1000)
        page = await context.new_page()
        page.troubles = troubles
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: said.type == "error" and troubles.append(said.text))
        page.on(
            "request", lambda asked: asked.url.startswith(address) or troubles.append(asked)
        )
        await page.goto(f"{address}/#{user}/{chat or user}")
        await page.locator("#title:not(:empty)").wait_for(state="attached")
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert troubles == []


@pytest.fixture
def open_page(sandbox: Sandbox, open_at: Callable[..., Any]) -> Callable[..., Any]:
    """Opens the page of this test's own sandbox, which outlives it."""
    return partial(open_at, sandbox.address)
