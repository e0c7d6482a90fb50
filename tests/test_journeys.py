"""Whole conversations that anybody can read and write: tests/journeys/*.txt.

A journey begins with the first corpus published ("empty" as its first line: with nothing), at
noon UTC on Monday 23 November 2026. Then:

    # a comment
    > /quotes kim           Ana, a reader, writes a line
    Bo> /articles           Bo, the admin, does
    Group> /brief           Ana, in a group that she manages; Guest> somebody who does not
    > [Kim Jong Un]         a tap on a button of the last answer
    Bo> upload page.txt     a file of seeds/articles or tests/data/articles, or one that
                            tests/uploads.py makes ("bridge.docx")
    Bo> upload a.txt + b.pdf    several files sent together; the answer is the last one
    Bo> forward The Evening: a post     of a channel, posted three days ago
    @ 2026-11-24 07:30      it is this time (UTC) from now on; what readers are told of
                            corrections by then is the answer

``https://paper.example`` is a site on this machine: it has the page /bridge, the feed /rss.xml
and nothing else.

What follows a line is the answer, buttons by row at its end. A line "…" stands for any lines,
(#) for any number in parentheses, <any> for any words of a line.

``python tests/test_journeys.py`` writes the answers as they are now into the files, where there
is no "…"; read them before you keep them.
"""

import asyncio
import re
import shutil
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uploads
from aiohttp import web
from chat import ANA, BO, GROUP, Chat, printed

from bot.model import ChatId
from bot.render import plain
from bot.store import open_store

HERE = Path(__file__).parent
JOURNEYS = HERE / "journeys"
FOLDERS = [HERE.parent / "seeds" / "articles", HERE / "data" / "articles"]
GUEST = 1003
NAMES = {ANA: "Ana", BO: "Bo", GROUP: "Group"}
SAID = re.compile(r"(?P<who>Bo|Group|Guest)?> ?(?P<line>.*)")
WHO = {
    None: {"user": ANA},
    "Bo": {"user": BO},
    "Group": {"user": ANA, "chat": ChatId(GROUP), "private": False},
    "Guest": {"user": GUEST, "chat": ChatId(GROUP), "private": False, "manages_chat": False},
}


def exchanges(text):
    """Return the lines of a journey with the answers that are expected."""
    found = []
    for line in text.splitlines():
        if SAID.fullmatch(line) or line.startswith("@ "):
            found.append((line, []))
        elif found and not line.startswith("#"):
            found[-1][1].append(line)
    return [(line, "\n".join(answer).strip()) for line, answer in found]


SITE = "https://paper.example"
ITEMS = (("Bridge opens after four years", "/bridge"), ("Tunnel closes", "/tunnel"))


@dataclass
class Player(Chat):
    """A chat whose bot may fetch from the site on this machine."""

    site: str = ""

    @property
    def context(self):
        return replace(super().context, allowed=lambda _: True)


@asynccontextmanager
async def paper():
    """Serve a small newspaper on loopback; gives its address."""

    async def page(request):
        return web.Response(body=uploads.KINDS["html"], content_type="text/html")

    async def feed(request):
        items = "".join(
            f"<item><guid>{path}</guid><title>{title}</title>"
            f"<link>{request.url.origin()}{path}</link>"
            "<pubDate>Tue, 21 Oct 2025 08:00:00 +0200</pubDate></item>"
            for title, path in ITEMS
        )
        rss = f"<rss version='2.0'><channel><title>The Example</title>{items}</channel></rss>"
        return web.Response(text=rss, content_type="text/xml")

    application = web.Application()
    application.add_routes([web.get("/bridge", page), web.get("/rss.xml", feed)])
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def file_of(name):
    """Return the bytes of a file that a journey names."""
    if name in uploads.FILES:
        return uploads.FILES[name]
    return next(folder / name for folder in FOLDERS if (folder / name).exists()).read_bytes()


async def sent(chat, names, **who):
    """Send files, several as an album; return the last answer."""
    album = str(hash(tuple(names))) if len(names) > 1 else ""
    for name in names:
        reply = await chat.upload(name, file_of(name), album=album, **who)
    return reply


async def forwarded(chat, post, **who):
    """Forward a channel's post."""
    channel, _, words = post.partition(": ")
    return await chat.say(
        words.replace("\\n", "\n"),
        forwarded_from=channel,
        forwarded_at=chat.at - timedelta(days=3),
        forwarded_url="https://t.me/evening/7",
        **who,
    )


async def said(chat, line):
    """Play one line and return what the bot answers."""
    if line.startswith("@ "):
        chat.at = datetime.strptime(line[2:].strip(), "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
        told = await chat.corrected()
        return "\n".join(f"{NAMES[one.chat]} is told: {plain(one.text)}" for one in told)
    who, words = SAID.fullmatch(line).group("who", "line")
    if words.startswith("[") and words.endswith("]"):
        return printed(await chat.tap(words[1:-1], **WHO[who]))
    if words.startswith("upload "):
        reply = await sent(chat, words.removeprefix("upload ").split(" + "), **WHO[who])
    elif words.startswith("forward "):
        reply = await forwarded(chat, words.removeprefix("forward "), **WHO[who])
    else:
        words = words.replace("\\n", "\n").replace(SITE, chat.site)
        reply = await chat.say(words, **WHO[who])
    return printed(reply).replace(chat.site or SITE, SITE)


def agrees(answer, expected):
    """Tell whether an answer is as expected; a line "…" stands for any lines."""
    parts = re.split(r"^…$\n?", expected, flags=re.MULTILINE)
    pattern = r"[\s\S]*".join(re.escape(part) for part in parts)
    pattern = pattern.replace(re.escape("(#)"), r"\(\d+\)").replace("<any>", ".*")
    return re.fullmatch(pattern.rstrip(), answer.strip()) is not None


@pytest.mark.parametrize("path", sorted(JOURNEYS.glob("*.txt")), ids=lambda path: path.stem)
async def test_journey(path, seeded_file, tmp_path):
    """
    Every line of the conversation is answered as written.
    """
    text = path.read_text(encoding="utf-8")
    copy = tmp_path / "bot.db"
    if not text.startswith("empty"):
        shutil.copy(seeded_file, copy)
    store = open_store(str(copy))

    async with paper() as site:
        chat = Player(store, site=site)
        for line, expected in exchanges(text):
            answer = await said(chat, line)
            assert agrees(answer, expected), f"{line}\n\n{answer}\n\nexpected:\n\n{expected}"

    await store.close()


async def rewritten(text):
    """Return a journey with the answers as they are now."""
    store = open_store(":memory:")
    lines: list[str] = []
    async with paper() as site:
        chat = Player(store, site=site)
        if not text.startswith("empty"):
            await chat.seeds()
        await written(chat, text, lines)
    await store.close()
    return "\n".join(lines).rstrip() + "\n"


async def written(chat, text, lines):
    """Append the lines of a journey with the answers as they are now."""
    expecting = iter(exchanges(text))
    for line in text.splitlines():
        if SAID.fullmatch(line) or line.startswith("@ "):
            _, expected = next(expecting)
            answer = await said(chat, line)
            kept = expected if "…" in expected.splitlines() else answer
            lines += [line, *kept.splitlines(), ""]
        elif line.startswith("#") or line == "empty":
            lines.append(line)


if __name__ == "__main__":
    for journey in [Path(name) for name in sys.argv[1:]] or sorted(JOURNEYS.glob("*.txt")):
        written = asyncio.run(rewritten(journey.read_text(encoding="utf-8")))
        journey.write_text(written, encoding="utf-8")
