"""Being the reader or the admin, and the chats each of them has."""

import re

import pytest
from page.tiny import ANA, BO, NEWSROOM
from playwright.async_api import expect


async def test_says_who_one_is(open_page):
    """
    The page says who is sitting here and what he may do.
    """
    page = await open_page()
    people = page.get_by_role("group", name="You are")

    await expect(people.get_by_role("radio", name="Ana, reader")).to_be_checked()
    await expect(people.get_by_role("radio", name="Bo, admin")).not_to_be_checked()


async def test_switching(bot, open_page):
    """
    Each person has a private chat of his own; nothing of the other's is left on the page.
    """
    page = await open_page()
    await bot.send(ANA, "For Ana only")
    await expect(page.get_by_role("log")).to_contain_text("For Ana only")

    await page.get_by_text("Bo", exact=True).click()
    await expect(page.get_by_role("button", name="Start")).to_be_visible()
    await expect(page.locator("body")).not_to_contain_text("For Ana only")

    await page.get_by_role("combobox").fill("from Bo")
    await page.keyboard.press("Enter")
    update = await bot.saw(lambda update: "message" in update)
    assert update["message"]["from"]["id"] == BO


async def test_group(bot, open_page):
    """
    In the group one sees who said what; switching stays in the group.
    """
    page = await open_page(BO, NEWSROOM)
    await page.get_by_role("combobox").fill("Morning all")
    await page.keyboard.press("Enter")
    await expect(page.locator(".mine")).to_have_count(1)

    await page.get_by_text("Ana", exact=True).click()

    await expect(page.locator("#title")).to_have_text("Newsroom")
    await expect(page.locator(".theirs .sender")).to_have_text("Bo")
    await expect(page.locator(".mine")).to_have_count(0)


async def test_one_pane_on_a_phone(bot, open_page):
    """
    A phone shows the conversation or the chats; the browser's back button works.
    """
    page = await open_page(width=390, height=844)
    await expect(page.get_by_role("complementary", name="Chats")).to_be_hidden()

    await page.get_by_role("button", name="Back to the chats").click()
    await expect(page.get_by_role("main")).to_be_hidden()
    await page.get_by_role("button", name=re.compile("^Newsroom")).click()
    await expect(page.locator("#title")).to_have_text("Newsroom")

    await page.go_back()
    await expect(page.get_by_role("complementary", name="Chats")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390])
async def test_switching_on_a_phone(open_page, width):
    """
    On a phone the person is named above the conversation, and changed there.
    """
    page = await open_page(width=width, height=800)

    await page.get_by_role("button", name="You are: Ana, reader. Switch to Bo, admin").click()

    await expect(page.get_by_role("button", name=re.compile("^You are: Bo"))).to_be_visible()


async def test_new_group(bot, open_page):
    """
    A group made meanwhile appears in the list; becoming a supergroup it is still there.
    """
    page = await open_page()
    group = {"title": "Desk", "members": [ANA, BO], "admins": [ANA]}
    async with bot.session.post(f"{bot.address}/user/group", json=group) as response:
        made = (await response.json())["chat"]["id"]
    await page.get_by_role("button", name=re.compile("^Desk")).click()
    await expect(page.get_by_role("log")).to_contain_text("created the group")

    await bot.session.post(f"{bot.address}/user/migrate", json={"chat": made})

    await expect(page.get_by_role("button", name=re.compile("^Desk"))).to_have_count(1)
    await expect(page.get_by_role("log")).to_contain_text("was a group before")
