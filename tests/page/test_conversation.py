"""A conversation on the page: sending, reading, tapping, and what comes by itself."""

import re

from page.tiny import ANA, NEWSROOM, keys
from playwright.async_api import expect


async def test_start(bot, open_page):
    """
    An empty chat says what the bot is and has one button, which sends /start.
    """
    bot.replies["/start"] = {"text": "I brief you."}
    page = await open_page()

    await page.get_by_role("button", name="Start").click()

    await expect(page.get_by_role("log")).to_contain_text("I brief you.")
    await expect(page.locator("#empty")).to_be_hidden()


async def test_send(bot, open_page):
    """
    Enter sends, Shift+Enter is a new line; the text stands there once, with the time.
    """
    page = await open_page()
    draft = page.get_by_role("combobox", name="Message")

    await draft.press_sequentially("one")
    await draft.press("Shift+Enter")
    await draft.press_sequentially("two")
    await draft.press("Enter")

    update = await bot.saw(lambda update: "message" in update)
    assert update["message"]["text"] == "one\ntwo"
    await expect(page.locator(".mine")).to_have_count(1)
    await expect(page.locator(".mine time")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    await expect(page.locator(".mine").get_by_text("sent", exact=True)).to_be_attached()
    await expect(draft).to_have_value("")


async def test_text_is_never_markup(bot, open_page):
    """
    What looks like HTML in an article is shown as it stands and does nothing.
    """
    page = await open_page()
    text = (
        '<script>document.title = "taken"</script><img src=x onerror=alert(1)><b>not bold</b>'
    )

    await bot.send(ANA, text)

    await expect(page.locator(".theirs .text")).to_contain_text(text)
    assert await page.locator(".theirs .text").locator("script, img, b, strong").count() == 0
    assert await page.title() != "taken"


async def test_entities(bot, open_page):
    """
    Each kind of entity has its element, at the right place behind characters of two units.
    """
    page = await open_page()
    html = (
        "👩🏽‍🚀 <b>bold <i>both</i></b> <u>under</u> <s>gone</s> <code>code</code>\n"
        "<blockquote>quoted</blockquote>\n<pre>pre\n  indented</pre>\n"
        '<a href="https://example.org/a">link</a> https://example.org/b /help'
    )

    await bot.send(ANA, html, parse_mode="HTML")

    text = page.locator(".theirs .text")
    for tag, words in [
        ("strong", "bold both"),
        ("strong em", "both"),
        ("u", "under"),
        ("s", "gone"),
        ("blockquote", "quoted"),
        ("pre code", "pre\n  indented"),
    ]:
        await expect(text.locator(tag)).to_have_text(words)
    hrefs = [await link.get_attribute("href") for link in await text.locator("a").all()]
    assert hrefs == ["https://example.org/a", "https://example.org/b"]
    await expect(text.get_by_role("button", name="/help")).to_be_visible()


async def test_a_link_cannot_run_a_script(open_page):
    """
    Only addresses of the web and of mailboxes become links.
    """
    page = await open_page()

    targets = await page.evaluate(
        """async () => {
            const { safeAddress } = await import("/page/entities.js");
            return ["javascript:alert(1)", "data:text/html,x", "file:///etc", "no address",
                    "https://example.org/", "mailto:a@example.org"].map(safeAddress);
        }"""
    )

    assert targets == [None, None, None, None, "https://example.org/", "mailto:a@example.org"]


async def test_crossing_entities(open_page):
    """
    Entities that cross are cut where they do; none of the text is lost or doubled.
    """
    page = await open_page()

    shown = await page.evaluate(
        """async () => {
            const { formatted } = await import("/page/entities.js");
            const entities = [
                { type: "bold", offset: 0, length: 5 },
                { type: "italic", offset: 3, length: 5 },
                { type: "underline", offset: 9, length: 900 }];
            const place = document.createElement("p");
            place.append(formatted("abcdefghij", entities, {}));
            return place.innerHTML;
        }"""
    )

    assert shown == "<strong>abc<em>de</em></strong><em>fgh</em>ij"


async def test_long_quotes_fold(bot, open_page):
    """
    An expandable quote shows its first lines, and all of them after a tap.
    """
    page = await open_page()
    lines = "\n".join(f"removed line {number}" for number in range(1, 15))

    await bot.send(ANA, f"<blockquote expandable>{lines}</blockquote>", parse_mode="HTML")

    quote, more = page.locator(".expandable"), page.get_by_role("button", name="Show more")
    await expect(more).to_have_attribute("aria-expanded", "false")
    folded = (await quote.bounding_box())["height"]
    await more.click()
    await expect(page.get_by_role("button", name="Show less")).to_be_visible()
    assert (await quote.bounding_box())["height"] > 2 * folded


async def test_tap_and_edit_in_place(bot, open_page):
    """
    A tapped button is busy until the bot answers; the edit stays where the message was,
    says so, and the focus stays in the buttons.
    """
    bot.replies["/quotes"] = {
        "text": "Which Kim?",
        "reply_markup": keys(["Kim Adler", "Kim B"]),
    }
    more = {"text": "Kim Adler said", "reply_markup": keys(["All said", "Next"])}
    bot.taps["Kim Adler"] = [("editMessageText", more), ("answerCallbackQuery", {})]
    page = await open_page()
    await page.get_by_role("combobox").fill("/quotes kim")
    await page.keyboard.press("Enter")

    await page.get_by_role("button", name="Kim Adler").click()

    await expect(page.locator(".theirs")).to_have_count(1)
    await expect(page.locator(".theirs .text")).to_contain_text("Kim Adler said")
    await expect(page.locator(".theirs .meta")).to_contain_text("edited")
    await expect(page.get_by_role("button", name="All said")).to_be_focused()
    await expect(page.locator("#spoken")).to_have_text("Changed: Kim Adler said")


async def test_edits_elsewhere_do_not_move_the_reader(bot, open_page):
    """
    When an older message changes, what one is looking at stays where it is.
    """
    page = await open_page()
    old = await bot.send(ANA, "Old\n" * 30)
    for number in range(40):
        await bot.send(ANA, f"Message {number}")
    seen = page.locator(".theirs .text").nth(20)
    await expect(page.locator(".theirs")).to_have_count(41)
    await seen.evaluate("e => e.scrollIntoView({ block: 'center' })")
    before = await seen.bounding_box()

    changed = {"chat_id": ANA, "message_id": old["message_id"], "text": "Short now"}
    await bot.call("editMessageText", **changed)

    await expect(page.locator(".theirs .text").first).to_contain_text("Short now")
    assert abs((await seen.bounding_box())["y"] - before["y"]) < 2


async def test_answers_to_taps(bot, open_page):
    """
    A short answer to a tap goes by, an alert waits for OK.
    """
    bot.taps["Follow"] = [("answerCallbackQuery", {"text": "Following Trade"})]
    alert = {"text": "Not before Monday", "show_alert": True}
    bot.taps["When"] = [("answerCallbackQuery", alert)]
    page = await open_page()
    await bot.send(ANA, "Trade", reply_markup=keys(["Follow", "When"]))

    await page.get_by_role("button", name="Follow").click()
    await expect(page.locator(".toast")).to_have_text("Following Trade")

    await page.get_by_role("button", name="When").click()
    await expect(page.get_by_role("dialog")).to_contain_text("Not before Monday")
    await page.get_by_role("button", name="OK").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_busy_button(bot, open_page):
    """
    While a tap is on its way the button says that it is busy, and is not tapped twice.
    """
    bot.replies["Slow"] = None
    page = await open_page()
    await bot.send(ANA, "Choose", reply_markup=keys(["Slow"]))
    button = page.get_by_role("button", name="Slow")

    await button.click()
    await button.click()

    await expect(button).to_have_attribute("aria-busy", "true")
    tapped = await bot.saw(lambda update: "callback_query" in update)
    await bot.call("answerCallbackQuery", callback_query_id=tapped["callback_query"]["id"])
    await expect(button).not_to_have_attribute("aria-busy", "true")
    assert sum("callback_query" in update for update in bot.seen) == 1


async def test_source_numbers_stay_in_the_chat(bot, open_page):
    """
    A link that starts the bot sends /start with its words, also from a group.
    """
    page = await open_page(chat=NEWSROOM)
    link = '<a href="https://t.me/morning_brief_bot?start=s-12-3">¹</a>'
    await bot.send(NEWSROOM, f"A sentence. {link}", parse_mode="HTML")

    await page.get_by_role("link", name="¹").click()

    update = await bot.saw(lambda update: "message" in update)
    assert update["message"]["text"] == "/start s-12-3"
    assert update["message"]["chat"]["id"] == ANA
    await expect(page.locator(".mine .text")).to_contain_text("/start")
    await expect(page.locator(".mine .text")).not_to_contain_text("s-12-3")


async def test_messages_arrive_by_themselves(bot, open_page):
    """
    A message nobody asked for appears; in another chat it counts in list and title.
    """
    page = await open_page(ANA, NEWSROOM)

    await bot.send(ANA, "Your briefing")

    await expect(page.get_by_role("button", name=re.compile("1 unread"))).to_be_visible()
    await expect(page).to_have_title("(1) Morning Brief")
    await page.get_by_role("button", name=re.compile("1 unread")).click()
    await expect(page.get_by_role("log")).to_contain_text("Your briefing")
    await expect(page).to_have_title("Morning Brief")


async def test_many_at_once(bot, open_page):
    """
    Hundreds of messages in a second do not choke the page: it answers at once after them.
    """
    page = await open_page()
    for number in range(600):
        await bot.send(ANA, f"Message {number} " + "words " * 30)

    await page.get_by_role("combobox").fill("still there")
    await page.keyboard.press("Enter")

    await expect(page.locator(".mine")).to_have_count(1, timeout=3000)
    await expect(page.locator(".theirs")).to_have_count(600, timeout=3000)


async def test_unread(bot, open_page):
    """
    A chat with unread messages opens at the first of them, below a line that says so.
    """
    for number in range(30):
        await bot.send(ANA, f"Message {number}\n" * 3)
    page = await open_page()
    await page.get_by_role("button", name=re.compile("^Newsroom")).click()
    await bot.send(ANA, "First new one\n" * 3)
    await bot.send(ANA, "Second new one\n" * 60)

    await page.get_by_role("button", name=re.compile("2 unread")).click()

    line = page.get_by_text("Unread", exact=True)
    await expect(line).to_be_in_viewport()
    await expect(page.locator(".divider + .message")).to_contain_text("First new one")
    await expect(page).to_have_title("Morning Brief")


async def test_what_was_read_stays_read(bot, open_page):
    """
    A message read as it came does not count as unread after the page is opened anew.
    """
    page = await open_page()
    async with page.expect_response("**/user/read"):
        await bot.send(ANA, "Your briefing")

    again = await open_page(ANA, NEWSROOM)

    await expect(again.locator(".chat-last").filter(has_text="Your briefing")).to_be_visible()
    await expect(again).to_have_title("Morning Brief")


async def test_typing(bot, open_page):
    """
    While the bot works the page says so; the message ends it.
    """
    page = await open_page()

    await bot.call("sendChatAction", chat_id=ANA, action="typing")
    await expect(page.locator("#subtitle")).to_have_text("typing …")
    await bot.send(ANA, "Done")

    await expect(page.locator("#subtitle")).to_have_text("bot")
    await expect(page.locator(".typing")).to_have_count(0)


async def test_long_messages_begin_at_their_first_line(bot, open_page):
    """
    An answer longer than the screen is shown from its first line.
    """
    page = await open_page(width=390, height=844)
    await bot.send(ANA, "Before")

    await bot.send(ANA, "First line\n" + "Line after line. " * 200)

    first = page.locator(".theirs .text").last
    await expect(first).to_be_in_viewport()
    assert (await first.bounding_box())["y"] > (await page.locator(".top").bounding_box())[
        "height"
    ]
    await expect(page.get_by_role("button", name="Go to the newest message")).to_be_visible()


def message(page, number):
    """The text of the bot's message with that number."""
    return page.locator(".theirs .text").filter(
        has_text=re.compile(rf"^Message {number}\d\d:\d\d$")
    )


async def test_history(bot, sandbox, open_page):
    """
    Older messages come as one scrolls up; what one reads stays in its place.
    """
    for number in range(1, 131):
        await bot.send(ANA, f"Message {number}")
    page = await open_page()
    await expect(page.locator(".message").last).to_contain_text("Message 130")
    await expect(page.locator(".message")).to_have_count(50)

    await page.get_by_role("log").evaluate("log => log.scrollTo(0, 0)")
    await expect(page.locator(".message")).to_have_count(100)
    await expect(message(page, 81)).to_be_in_viewport()

    await page.get_by_role("button", name="More about this chat").click()
    await page.get_by_role("menuitem", name="Go to the first message").click()
    await expect(message(page, 1)).to_be_in_viewport()
    await expect(page.locator(".message")).to_have_count(130)


async def test_deleted(bot, open_page):
    """
    A deleted message goes; the day it stood in goes with its last message.
    """
    page = await open_page()
    sent = await bot.send(ANA, "Gone soon")
    await expect(page.locator(".theirs")).to_have_count(1)

    await bot.call("deleteMessage", chat_id=ANA, message_id=sent["message_id"])

    await expect(page.locator(".theirs")).to_have_count(0)
    await expect(page.locator(".day")).to_have_count(0)


async def test_reply(bot, open_page):
    """
    One can reply to a message; the answer shows what it replies to.
    """
    page = await open_page()
    sent = await bot.send(ANA, "Which article?")

    await page.locator(".theirs").hover()
    await page.get_by_role("button", name=re.compile("^Reply to Morning Brief")).click()
    await page.keyboard.type("This one")
    await page.keyboard.press("Enter")

    update = await bot.saw(lambda update: "message" in update)
    assert update["message"]["reply_to_message"]["message_id"] == sent["message_id"]
    await expect(page.locator(".mine .quote-of")).to_contain_text("Which article?")


async def test_commands(bot, open_page):
    """
    Typing / shows the commands that fit; Tab takes one, Enter sends one.
    """
    menu = [("brief", "Today"), ("quotes", "Who said what"), ("quiet", "Pause")]
    listed = [{"command": name, "description": words} for name, words in menu]
    await bot.call("setMyCommands", commands=listed)
    page = await open_page()
    draft = page.get_by_role("combobox")

    await draft.press_sequentially("/qu")
    await expect(page.get_by_role("option")).to_have_count(2)
    await draft.press("Tab")
    await expect(draft).to_have_value("/quotes ")
    await expect(page.get_by_role("listbox")).to_be_hidden()

    await draft.fill("/b")
    await expect(draft).to_have_attribute("aria-activedescendant", "command-0")
    await draft.press("Enter")
    update = await bot.saw(lambda update: "message" in update)
    assert update["message"]["text"] == "/brief"


async def test_menu_comes_with_the_commands(bot, open_page):
    """
    The menu button appears when the bot tells its commands, without a reload.
    """
    page = await open_page()
    menu = page.get_by_role("button", name="Menu")
    await expect(menu).to_be_hidden()

    listed = [{"command": "brief", "description": "Today"}]
    await bot.call("setMyCommands", commands=listed)
    await menu.click()

    await page.get_by_role("option", name="/brief").click()
    await expect(page.locator(".mine .text")).to_contain_text("/brief")


async def test_in_a_group_commands_carry_the_name(bot, open_page):
    """
    A command tapped in a group is meant for this bot and says so.
    """
    page = await open_page(chat=NEWSROOM)
    await bot.send(NEWSROOM, "Try /brief")

    await page.get_by_role("button", name="/brief").click()

    update = await bot.saw(lambda update: "message" in update)
    assert update["message"]["text"] == "/brief@morning_brief_bot"


async def test_blocked(bot, open_page):
    """
    A reader can block the bot from the menu of the chat, and take it back.
    """
    page = await open_page()

    await page.get_by_role("button", name="More about this chat").click()
    await page.get_by_role("menuitem", name="Block the bot").click()

    update = await bot.saw(lambda update: "my_chat_member" in update)
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await expect(page.locator("#subtitle")).to_have_text("bot, blocked by you")
