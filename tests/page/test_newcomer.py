"""A newcomer's first minutes, with the real bot: ask, tap, upload, publish, be briefed."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest_asyncio
from page.running import running_bot
from page.visit import ARTICLE, PATIENCE_WITH_THE_BOT, ask, choose_file
from playwright.async_api import Page, expect


@pytest_asyncio.fixture(loop_scope="session")
async def address(tmp_path) -> AsyncIterator[str]:
    """Where the real bot's chat page is, fresh in an empty folder."""
    async with running_bot(tmp_path) as started:
        yield started


async def test_newcomer(address, open_at):
    """
    The main things work in one sitting, on a fresh start, as reader and as admin.
    """
    page = await open_at(address)
    await page.get_by_role("button", name="Start").click()
    await expect(page.get_by_role("button", name="Brief me")).to_be_visible(
        timeout=PATIENCE_WITH_THE_BOT
    )

    await quotes_of_kim(page)
    await publish_as_admin(page)
    await read_the_brief(page)
    await be_briefed_at_the_next_minute(page)


async def quotes_of_kim(page: Page) -> None:
    """“kim” is a question; a tap answers it in the same message."""
    await ask(page, "/quotes kim")
    answer = page.locator(".theirs").last
    await expect(answer).to_contain_text(re.compile("Which Kim", re.IGNORECASE))

    await answer.get_by_role("button", name=re.compile("Kim Jong Un")).click()

    await expect(answer.locator(".text")).to_contain_text("Kim Jong Un")
    await expect(answer.locator(".text")).to_contain_text("permanent enemy")
    await expect(answer.locator(".meta")).to_contain_text("edited")


async def publish_as_admin(page: Page) -> None:
    """Bo uploads an article, reads the receipt and publishes."""
    await page.get_by_text("Bo", exact=True).click()
    await expect(page.get_by_role("radio", name="Bo, admin")).to_be_checked()
    await choose_file(page, ARTICLE)
    receipt = page.locator(".theirs").last
    await expect(receipt).to_contain_text(
        "Harbour Town Opens Night Ferry", timeout=PATIENCE_WITH_THE_BOT
    )
    await expect(receipt).to_contain_text("12 Nov 2026")
    await expect(receipt).to_contain_text("Maren Adler")

    await receipt.get_by_role("button", name="Publish").click()

    await expect(page.get_by_role("log")).to_contain_text(re.compile("Published"))


async def read_the_brief(page: Page) -> None:
    """Ana finds the new article in the brief, and its sentence in its paragraph."""
    await page.get_by_text("Ana", exact=True).click()
    await expect(page.get_by_role("radio", name="Ana, reader")).to_be_checked()
    await expect(page.locator(".theirs").last).to_be_visible()

    await ask(page, "/brief westhaven")

    brief = page.locator(".theirs").last
    await expect(brief).to_contain_text("opened a night ferry to the island of Sund")
    before = await page.locator(".theirs").count()
    await brief.locator(".text .number").first.click()
    source = page.locator(".theirs").nth(before)
    await expect(source.locator("strong").first).to_have_text("Harbour Town Opens Night Ferry")


async def be_briefed_at_the_next_minute(page: Page) -> None:
    """Ana subscribes for the next minute and the briefing comes by itself."""
    at = datetime.now(UTC) + timedelta(seconds=70)  # noqa: TID251
    await ask(page, f"/subscribe {at:%H:%M} UTC")
    confirmed = await page.locator(".theirs").count()

    briefing = page.locator(".theirs").nth(confirmed)
    await expect(briefing).to_contain_text("Your briefing", timeout=120_000)
    await expect(briefing).to_contain_text(f"{at:%H:%M}")
    await expect(page.locator(".theirs")).to_have_count(confirmed + 1)
