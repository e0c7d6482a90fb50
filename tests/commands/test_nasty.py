"""Whatever is typed or printed: an answer, within Telegram's limits, in valid markup."""

import random
from html.parser import HTMLParser

import pytest
from chat import ANA, BO

from bot.commands.router import ADMIN_HANDLERS, HANDLERS
from bot.render import MOST_ENTITIES, MOST_UNITS, entities, plain, render, units

TITLE = 'A <b>headline</b> & "more" _*[ `code` 🙂 \u202eright to left ' + "very " * 60 + "long"
WORDS = [
    "kim",
    "trump",
    "on",
    "about",
    "by",
    "north",
    "korea",
    "p2",
    "p0",
    "p99999",
    "0",
    "7",
    "-1",
    "#1",
    "#99999999999",
    "7:30",
    "24:00",
    "Berlin",
    "weekdays",
    "?",
    "quiet",
    "5m",
    "2h",
    "<b>",
    "&amp;",
    "🙂",
    "\u202e",
    "~",
    "//",
    "/brief",
    "everything",
    "join",
    "split",
    "x" * 300,
    "é",
    "'",
    '"',
    "%s",
    "{{reply}}",
    "21",
    "Oct",
    "2025",
    "\u0000",
    "OR",
    "NEAR(",
    "*",
    "—",
]


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.wrong = [], []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def sound(reply):
    """Tell whether every part of an answer can be sent as it is."""
    for message in render(reply, bot="briefing_bot"):
        tags = Tags()
        tags.feed(message.text)
        tags.close()
        if tags.open or tags.wrong or not message.text:
            return False
        if units(message.text) > MOST_UNITS or entities(message.text) > MOST_ENTITIES:
            return False
    return all(len(row) <= 3 and all(one.label for one in row) for row in reply.choices)


@pytest.mark.parametrize("seed", range(8))
async def test_any_line_has_an_answer(seeded, seed, caplog):
    """
    Three hundred lines of odd words after every command: an answer each, and nothing breaks.
    """
    chosen = random.Random(seed)  # noqa: S311 - the same lines every time
    names = sorted([*HANDLERS, *ADMIN_HANDLERS, ""])
    for _ in range(300 // 8):
        name = chosen.choice(names)
        words = chosen.choices(WORDS, k=chosen.randrange(6))
        line = " ".join([f"/{name}" if name else "", *words])
        reply = await seeded.say(line, user=chosen.choice([ANA, BO]))
        assert sound(reply), line

    assert "command_failed" not in caplog.text


async def test_nasty_articles_arrive_whole(chat):
    """
    Markup, emoji, endless headlines and forty sources: every answer can be sent.
    """
    for number in range(40):
        await chat.knows(
            f"Ann <i>Adler {number}",
            role="head of <script> & co",
            title=f"{number} {TITLE}",
            outlet="The & Evening <b>",
            url='https://paper.example/?a=1&b="2"',
            quotes=[f"We <b>will</b> & we won't, {number}. " + "Again and again we try. " * 60],
            topics=["north-korea"],
        )
    lines = ["/start", "/brief", "/brief 10m", "/quotes north korea 10", "/topics", "/sources"]
    lines += ["/search reporters", "/read 3", "/topics north-korea", "/quotes Ann <i>Adler 7"]
    admin = ["/articles", "/receipt 7", "/edit 7", "/withdraw 7", "/audit", "/publish 7"]
    for line in lines + admin:
        reply = await chat.say(line, user=BO)
        assert sound(reply), line


async def test_a_headline_is_shown_as_printed(chat):
    """
    What looks like markup in a headline is read as it was written.
    """
    await chat.knows("Ann Adler", title=TITLE)

    [message] = render(await chat.say("/brief"), bot="briefing_bot")

    assert TITLE in plain(message.text)
