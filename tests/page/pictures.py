"""Make the README's pictures from the real thing: python tests/page/pictures.py [FOLDER].

Starts `bot run` on the seed articles in an empty folder, talks to it on the chat page in
Chromium, and writes one PNG per scene, to docs/pictures/ unless told otherwise.
"""

import asyncio
import io
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from page.running import running_bot  # noqa: E402
from page.tiny import ANA, BO  # noqa: E402
from page.visit import ARGUMENTS, ARTICLE, CHROMIUM, ask, choose_file  # noqa: E402

PICTURES = HERE.parent.parent / "docs" / "pictures"
PHONE, DESKTOP = (390, 844), (1280, 800)

#: An article as it is saved from a page, with what stands around it there.
DUMP = (
    ARTICLE.replace(
        "12 November 2026",
        "Westhaven Courier, 12 November 2026\n\nShare this article\nAdvertisement",
    )
    + "\nRELATED ARTICLES\nFerry Timetable for Winter Published\nLEAVE A REPLY\n"
)


async def start(page: Page) -> None:
    """The first answer a newcomer gets."""
    await ask(page, "/start")


async def brief(page: Page) -> None:
    """A topic in brief, every sentence with its source."""
    await ask(page, "/brief north korea")


async def quotes(page: Page) -> None:
    """Who said what, after the question which Kim is meant."""
    await ask(page, "/quotes kim")
    answer = page.locator(".theirs").last
    choice = answer.get_by_role("button", name=re.compile("Kim Jong Un"))
    if await choice.count():
        await choice.first.click()
        await answer.get_by_text("edited").wait_for()


async def source(page: Page) -> None:
    """A sentence where it stands in its article."""
    await brief(page)
    before = await page.locator(".theirs").count()
    await page.locator(".theirs").last.locator(".text .number").last.click()
    await page.locator(".theirs").nth(before).wait_for()


async def receipt(page: Page) -> None:
    """What the admin sees of an article before anybody else does."""
    await choose_file(page, DUMP, "night-ferry.txt")
    await page.get_by_role("button", name="Publish").last.wait_for(timeout=60_000)


async def briefing(page: Page) -> None:
    """A daily briefing, subscribed to for the next minute and waited for."""
    at = datetime.now(UTC) + timedelta(seconds=70)  # noqa: TID251
    await ask(page, f"/subscribe {at:%H:%M} UTC")
    confirmed = await page.locator(".theirs").count()
    await page.locator(".theirs").nth(confirmed).wait_for(timeout=150_000)


async def looking(page: Page) -> None:
    """What is there already."""
    await page.locator(".theirs").last.wait_for()


async def nothing(page: Page) -> None:
    """The page as it is opened."""
    await page.get_by_role("button", name="Start").wait_for()


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: who does what, on which screen, in which colours."""

    name: str
    act: Callable[[Page], Awaitable[None]]
    size: tuple[int, int] = PHONE
    colours: str = "light"
    user: int = ANA


#: In this order, on one running bot: a scene finds what those before it left.
SCENES = [
    Scene("phone-first", nothing),
    Scene("phone-start", start),
    Scene("desktop-brief", brief, DESKTOP),
    Scene("phone-brief", brief),
    Scene("phone-quotes-dark", quotes, colours="dark"),
    Scene("phone-source-dark", source, colours="dark"),
    Scene("phone-briefing", briefing),
    Scene("desktop-receipt", receipt, DESKTOP, user=BO),
    Scene("desktop-receipt-dark", looking, DESKTOP, "dark", BO),
]


async def take(scene: Scene, browser: Browser, address: str, folder: Path) -> None:
    """Play a scene and write its picture."""
    width, height = scene.size
    page = await browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=scene.colours,
        device_scale_factor=2 if scene.size == PHONE else 1.5,
        reduced_motion="reduce",
        timezone_id="UTC",
    )
    await page.goto(f"{address}/#{scene.user}/{scene.user}")
    await page.locator("#title:not(:empty)").wait_for()
    await page.locator(".message, .empty h2").last.wait_for()
    await scene.act(page)
    # The pointer and the focus ring belong to whoever sits there, not into a picture.
    await page.mouse.move(0, 0)
    await page.evaluate("document.activeElement.blur()")
    await page.locator(".typing").wait_for(state="detached")
    taken = await page.screenshot(animations="disabled")
    await page.close()
    await asyncio.to_thread(keep, taken, folder / f"{scene.name}.png")


def keep(taken: bytes, path: Path) -> None:
    """Write a picture with a palette of 256 colours: a third of the size, nothing to see."""
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    colours = picture.quantize(256, kmeans=4, dither=Image.Dither.FLOYDSTEINBERG)
    colours.save(path, optimize=True)


async def main(folder: Path) -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as empty:
        async with running_bot(Path(empty)) as address, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for scene in SCENES:
                await take(scene, browser, address, folder)
            await browser.close()


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    place.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(place))
