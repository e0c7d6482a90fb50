"""Files on the page: chosen, dropped, pasted; photos and documents from the bot."""

import asyncio
import io

import aiohttp
import pytest
from page.tiny import ANA, BO
from PIL import Image
from playwright.async_api import expect

ARTICLE = {"name": "trade.txt", "mimeType": "text/plain", "buffer": b"An article about trade."}

#: Hands files to the page as a drop or a paste would.
GIVE = """(place, [kind, names]) => {
    const data = new DataTransfer();
    for (const name of names) {
        data.items.add(new File(["Text of " + name], name, { type: "text/plain" }));
    }
    const how = { bubbles: true, cancelable: true };
    place.dispatchEvent(kind === "paste"
        ? new ClipboardEvent("paste", { ...how, clipboardData: data })
        : new DragEvent(kind, { ...how, dataTransfer: data }));
}"""


def uploaded(update):
    return "document" in update.get("message", {})


@pytest.fixture
def picture() -> bytes:
    """A wide PNG."""
    content = io.BytesIO()
    Image.new("RGB", (800, 400), "#2456a6").save(content, "PNG")
    return content.getvalue()


async def test_by_picker(bot, open_page):
    """
    A chosen file waits above the text, goes with it as its caption, and stands there once.
    """
    page = await open_page(BO)

    await page.locator("#picker").set_input_files(ARTICLE)
    await expect(page.get_by_role("list", name="Files to send")).to_contain_text("trade.txt")
    await page.get_by_role("combobox").fill("for today")
    await page.get_by_role("button", name="Send", exact=True).click()

    message = (await bot.saw(uploaded))["message"]
    assert message["document"]["file_name"] == "trade.txt"
    assert message["caption"] == "for today"
    link = page.get_by_role("link", name="Download trade.txt 23 B")
    await expect(link).to_have_attribute("download", "trade.txt")
    await expect(page.locator(".mine")).to_have_count(1)
    await expect(page.locator("#tray")).to_be_hidden()


async def test_by_drop(bot, open_page):
    """
    Files dragged over the conversation show where to let go; several become one album.
    """
    page = await open_page(BO)
    log = page.get_by_role("log")

    await log.evaluate(GIVE, ["dragover", ["a.txt"]])
    await expect(page.get_by_text("Drop files to add them")).to_be_visible()
    await log.evaluate(GIVE, ["drop", ["a.txt", "b.txt"]])
    await expect(page.get_by_text("Drop files to add them")).to_be_hidden()
    await page.keyboard.press("Enter")

    await bot.saw(lambda update: uploaded(update) and is_named(update, "b.txt"))
    groups = {u["message"]["media_group_id"] for u in bot.seen if uploaded(u)}
    assert len(groups) == 1
    await expect(page.locator(".mine")).to_have_count(2)


def is_named(update, name):
    return update["message"]["document"]["file_name"] == name


async def test_by_paste(bot, open_page):
    """
    A pasted file is added; a file that was added can be taken away again.
    """
    page = await open_page(BO)

    await page.get_by_role("combobox").evaluate(GIVE, ["paste", ["a.txt", "b.txt"]])
    await page.get_by_role("button", name="Remove a.txt").click()
    await page.keyboard.press("Enter")

    assert is_named(await bot.saw(uploaded), "b.txt")
    await expect(page.locator(".mine")).to_have_count(1)


async def test_a_long_upload_can_be_cancelled(bot, open_page):
    """
    An upload shows how far it is; cancelled, it offers to try again.
    """
    page = await open_page(BO)
    await page.route("**/user/upload", lambda route: None)
    await page.locator("#picker").set_input_files(ARTICLE)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("progressbar", name="Upload")).to_be_visible()

    await page.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_role("alert")).to_contain_text("Not sent: Cancelled.")

    await page.unroute("**/user/upload")
    await page.get_by_role("button", name="Try again").click()
    await bot.saw(uploaded)
    await expect(page.get_by_role("alert")).to_have_count(0)


async def test_photo(bot, open_page, picture):
    """
    A photo has its caption, opens larger, and closes by Escape with the focus back on it.
    """
    page = await open_page()
    form = aiohttp.FormData({"chat_id": str(ANA), "caption": "Articles a day"})
    form.add_field("photo", picture, filename="chart.png", content_type="image/png")
    url = f"{bot.address}/bot1:sandbox/sendPhoto"
    async with bot.session.post(url, data=form) as response:
        assert response.status == 200

    photo = page.get_by_role("button", name="Photo: Articles a day, open larger")
    await expect(page.locator(".theirs .text")).to_be_in_viewport(ratio=1)
    await photo.click()
    dialog = page.get_by_role("dialog", name="Photo")
    await expect(dialog.get_by_role("img", name="Articles a day")).to_be_visible()
    await expect(dialog.get_by_role("button", name="Close")).to_be_focused()

    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(photo).to_be_focused()


async def test_document(bot, open_page):
    """
    A document from the bot is downloaded under its own name.
    """
    page = await open_page()
    form = aiohttp.FormData({"chat_id": str(ANA)})
    form.add_field("document", b'{"kept": []}', filename="mydata.json")
    url = f"{bot.address}/bot1:sandbox/sendDocument"
    async with bot.session.post(url, data=form) as response:
        assert response.status == 200

    async with page.expect_download() as started:
        await page.get_by_role("link", name="Download mydata.json").click()

    download = await started.value
    assert download.suggested_filename == "mydata.json"
    saved = await asyncio.to_thread((await download.path()).read_bytes)
    assert saved == b'{"kept": []}'
