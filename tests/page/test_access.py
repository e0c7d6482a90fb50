"""The page for everybody: keyboard, screen reader, colours, narrow screens."""

import re

import pytest
from page.tiny import ANA, BO, keys
from playwright.async_api import expect

#: Every control a screen reader would meet, with its name; from Chromium's own tree.
CONTROLS = {"button", "link", "textbox", "combobox", "radio", "option", "menuitem", "image"}

#: The text and background colour pairs that carry words, by the elements that use them.
PAIRS = [
    (".theirs .text", ".theirs .bubble"),
    (".theirs .meta", ".theirs .bubble"),
    (".theirs .text a", ".theirs .bubble"),
    (".theirs blockquote", ".theirs blockquote"),
    (".theirs .number", ".theirs .number"),
    (".mine .text", ".mine .bubble"),
    (".mine .meta", ".mine .bubble"),
    (".mine .inline", ".mine .bubble"),
    (".key", ".key"),
    (".menu", ".menu"),
    ("#subtitle", ".top"),
    ("#title", ".top"),
    (".chat-last", ".chat[aria-current]"),
    (".chat-time", ".chat[aria-current]"),
    (".about", ".sidebar"),
    (".identity small", ".sidebar"),
    ("#draft", "#draft"),
    (".day-name span", ".day-name span"),
]

#: Contrast as WCAG 2 defines it; the second colour is laid over white or black by the page.
CONTRAST = """(pairs) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const rgb = (colours) => {
        canvas.clearRect(0, 0, 1, 1);
        for (const colour of colours) {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = (parts) => {
        const [r, g, b] = parts.map((part) => part / 255).map(
            (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return pairs.map(([words, ground]) => {
        const found = document.querySelector(words), behind = document.querySelector(ground);
        if (!found || !behind) return [words, "missing"];
        const base = getComputedStyle(document.body).backgroundColor;
        const paper = [base, getComputedStyle(behind).backgroundColor];
        const ink = [...paper, getComputedStyle(found).color];
        const [a, b] = [light(rgb(paper)), light(rgb(ink))].sort((x, y) => y - x);
        return [words, (a + 0.05) / (b + 0.05)];
    });
}"""

SAMPLE = (
    "<b>North Korea</b>\n<blockquote>“Said.”</blockquote>\n"
    'A <a href="https://example.org/">link</a> '
    '<a href="https://t.me/morning_brief_bot?start=s-1">¹</a>'
)


async def fill(bot, page, user):
    """A conversation with a bit of everything."""
    listed = [{"command": "brief", "description": "Today"}]
    await bot.call("setMyCommands", commands=listed)
    bot.replies["/brief"] = {
        "text": SAMPLE,
        "parse_mode": "HTML",
        "reply_markup": keys(["More", "Quotes"]),
    }
    await page.get_by_role("combobox").fill("/brief")
    await page.keyboard.press("Enter")
    await expect(page.locator(".key")).to_have_count(2)
    await expect(page.get_by_role("button", name="Menu")).to_be_visible()


@pytest.mark.parametrize("user", [ANA, BO])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_contrast(bot, open_page, scheme, user):
    """
    All words stand out from what is behind them by at least 4.5, in both colour schemes.
    """
    page = await open_page(user, color_scheme=scheme)
    await fill(bot, page, user)

    measured = dict(await page.evaluate(CONTRAST, PAIRS))

    assert {words: ratio for words, ratio in measured.items() if ratio == "missing"} == {}
    assert {words: round(ratio, 2) for words, ratio in measured.items() if ratio < 4.5} == {}


async def test_dark_is_dark(open_page):
    """
    The page follows the system's colours.
    """
    colours = {}
    for scheme in ("light", "dark"):
        page = await open_page(color_scheme=scheme)
        colours[scheme] = await page.locator("body").evaluate(
            "body => getComputedStyle(body).backgroundColor.match(/\\d+/g).map(Number)"
        )

    assert min(colours["light"]) > 200
    assert max(colours["dark"]) < 60


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
async def test_nothing_is_wider_than_the_screen(bot, open_page, width):
    """
    Long words, addresses and buttons wrap: the page never scrolls sideways.
    """
    page = await open_page(width=width, height=700)
    long = "https://example.org/" + "a" * 300 + " " + "W" * 200 + "\n`" + "x" * 90
    labels = ["A rather long label of a button", "Another rather long label", "And a third one"]
    await bot.send(ANA, long, reply_markup=keys(labels))
    await bot.send(ANA, "<pre>" + "y" * 300 + "</pre>", parse_mode="HTML")
    await expect(page.locator(".theirs")).to_have_count(2)
    await page.locator(".theirs").first.hover()
    await page.get_by_role("button", name=re.compile("^Reply to")).first.click()
    await page.keyboard.type("W" * 100)
    await page.keyboard.press("Enter")
    await expect(page.locator(".mine .quote-of")).to_be_visible()

    for selector in ("html", "#log", ".sidebar", ".theirs .bubble", ".mine"):
        wide = await page.locator(selector).first.evaluate("e => e.scrollWidth - e.clientWidth")
        assert wide <= 0, selector
    boxes = [
        await box.bounding_box() for box in await page.locator(".key, .round, .bubble").all()
    ]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes if box)


async def test_right_to_left(bot, open_page):
    """
    Arabic runs from right to left, and a line of English in it from left to right.
    """
    page = await open_page()

    await bot.send(ANA, "قال المتحدث إن المحادثات مستمرة.\nThe talks go on.")

    text = page.locator(".theirs .text")
    assert await text.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert await text.evaluate("e => getComputedStyle(e).unicodeBidi") == "plaintext"


@pytest.mark.parametrize(("width", "pane"), [(1280, "chat"), (390, "chat"), (390, "list")])
async def test_every_control_has_a_name(bot, open_page, width, pane):
    """
    A screen reader can say what each button, link and field is.
    """
    page = await open_page(width=width, height=844)
    await fill(bot, page, ANA)
    await page.locator("#picker").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"}
    )
    if pane == "list":
        await page.get_by_role("button", name="Back to the chats").click()

    session = await page.context.new_cdp_session(page)
    tree = (await session.send("Accessibility.getFullAXTree"))["nodes"]

    nodes = [node for node in tree if not node["ignored"]]
    controls = [node for node in nodes if node["role"]["value"].lower() in CONTROLS]
    nameless = [node["role"] for node in controls if not node["name"]["value"].strip()]
    assert len(controls) >= 5
    assert nameless == []


async def test_landmarks(open_page):
    """
    The parts of the page have their roles: a log that speaks, one heading, named regions.
    """
    page = await open_page()

    await expect(page.get_by_role("log", name="Messages")).to_have_attribute(
        "aria-live", "polite"
    )
    await expect(page.get_by_role("heading", level=1)).to_have_text("Morning Brief")
    await expect(page.get_by_role("main")).to_have_count(1)
    await expect(page.get_by_role("navigation", name="Your chats")).to_be_visible()


async def test_skip_link(open_page):
    """
    The first stop of the Tab key leads past the chats to the message box.
    """
    page = await open_page()
    await page.locator("body").evaluate("body => { body.tabIndex = -1; body.focus(); }")

    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the message box")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport()
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("combobox", name="Message")).to_be_focused()
    await expect(page.get_by_role("radio", name="Ana, reader")).to_be_checked()


async def test_keyboard_only(bot, open_page):
    """
    Ask, choose, switch person and chat, without a mouse.
    """
    bot.replies["/quotes"] = {
        "text": "Which Kim?",
        "reply_markup": keys(["Kim Adler", "Kim B"]),
    }
    bot.taps["Kim B"] = [
        ("editMessageText", {"text": "Kim B said", "reply_markup": keys(["Next"])}),
        ("answerCallbackQuery", {}),
    ]
    page = await open_page()
    await expect(page.get_by_role("combobox")).to_be_focused()

    await page.keyboard.type("/quotes kim")
    await page.keyboard.press("Enter")
    await expect(page.locator(".key")).to_have_count(2)
    for _ in range(6):
        await page.keyboard.press("Shift+Tab")
        if await page.get_by_role("button", name="Kim B").evaluate(
            "e => e === document.activeElement"
        ):
            break
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Next")).to_be_focused()

    await page.keyboard.press("Alt+ArrowDown")
    await expect(page.locator("#title")).to_have_text("Newsroom")
    await page.keyboard.press("Alt+u")
    await expect(page.get_by_role("radio", name="Bo, admin")).to_be_checked()
    await expect(page.get_by_role("combobox")).to_be_focused()


async def test_escape_and_help(open_page):
    """
    ? lists the keys, Escape closes what is open and leads back to the message box.
    """
    page = await open_page()
    await page.get_by_role("log").focus()

    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("combobox")).to_be_focused()


async def test_calm(bot, open_page):
    """
    Who asked the system for less motion gets none.
    """
    page = await open_page(reduced_motion="reduce")
    await bot.call("sendChatAction", chat_id=ANA, action="typing")

    dot = page.locator(".typing i").first
    await dot.wait_for(state="attached")
    duration = await dot.evaluate("e => getComputedStyle(e).animationDuration")
    assert float(re.match(r"[\d.e-]+", duration)[0]) < 0.001
