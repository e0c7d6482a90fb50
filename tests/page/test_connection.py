"""When the sandbox goes away and comes back, and what the page may load."""

import re
from urllib.parse import urlsplit

import aiohttp
from playwright.async_api import expect

from bot.sandbox.server import Sandbox


async def test_goes_on_after_a_break(tmp_path, open_at):
    """
    Without the sandbox the page says so; when it is back, what was missed is there, once.
    """
    kept = tmp_path / "bot.db.sandbox"
    first = Sandbox(kept)
    port = urlsplit(await first.start(0)).port
    page = await open_at(first.address)
    await page.get_by_role("combobox").fill("before")
    await page.keyboard.press("Enter")
    await expect(page.locator(".mine").get_by_text("sent", exact=True)).to_be_attached()

    await first.close()
    await expect(page.get_by_text("The sandbox does not answer")).to_be_visible()
    await page.get_by_role("combobox").fill("meanwhile")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("Not sent")

    second = Sandbox(kept)
    await second.start(port)
    await expect(page.get_by_text("The sandbox does not answer")).to_be_hidden()
    await page.get_by_role("button", name="Try again").click()
    await expect(page.locator(".mine").get_by_text("sent", exact=True)).to_have_count(2)
    await expect(page.locator(".mine")).to_have_count(2)
    await second.close()
    # Connections that were refused are what this test is about.
    page.troubles.clear()


async def test_strict_policy(sandbox):
    """
    Nothing inline and nothing from elsewhere: the policy allows the page's own files only.
    """
    async with aiohttp.ClientSession() as session, session.get(sandbox.address) as response:
        policy, html = response.headers["Content-Security-Policy"], await response.text()

    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert re.search(r"<style|\sstyle=|\son[a-z]+=|https?:", html) is None
