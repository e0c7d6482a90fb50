"""Whole conversations that anybody can read and write: tests/journeys/*.txt.

A journey begins with the first corpus published ("empty" as its first line: with nothing), at
noon UTC on Monday 23 November 2026. Then:

    # a comment
    > /quotes kim           Ana, a reader, writes a line
    Bo> /articles           Bo, the admin, does
    Group> /brief           Ana, in a group that she manages; Guest> somebody who does not
    > [Kim Jong Un]         a tap on a button of the last answer
    Bo> upload page.txt     a file of seeds/articles or tests/data/articles
    @ 2026-11-24 07:30      it is this time (UTC) from now on

What follows a line is the answer, buttons by row at its end. A line "…" stands for any lines,
(#) for any number in parentheses, <any> for any words of a line.

``python tests/test_journeys.py`` writes the answers as they are now into the files, where there
is no "…"; read them before you keep them.
"""

import asyncio
import re
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from chat import ANA, BO, GROUP, Chat, printed

from bot.model import ChatId
from bot.store import open_store

HERE = Path(__file__).parent
JOURNEYS = HERE / "journeys"
FOLDERS = [HERE.parent / "seeds" / "articles", HERE / "data" / "articles"]
GUEST = 1003
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


async def said(chat, line):
    """Play one line and return what the bot answers."""
    if line.startswith("@ "):
        chat.at = datetime.strptime(line[2:].strip(), "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
        return ""
    who, words = SAID.fullmatch(line).group("who", "line")
    if words.startswith("[") and words.endswith("]"):
        return printed(await chat.tap(words[1:-1], **WHO[who]))
    if words.startswith("upload "):
        name = words.removeprefix("upload ")
        path = next(folder / name for folder in FOLDERS if (folder / name).exists())
        return printed(await chat.upload(name, path.read_bytes(), **WHO[who]))
    return printed(await chat.say(words.replace("\\n", "\n"), **WHO[who]))


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
    chat = Chat(store)

    for line, expected in exchanges(text):
        answer = await said(chat, line)
        assert agrees(answer, expected), f"{line}\n\n{answer}\n\nexpected:\n\n{expected}"

    await store.close()


async def rewritten(text):
    """Return a journey with the answers as they are now."""
    store = open_store(":memory:")
    chat = Chat(store)
    if not text.startswith("empty"):
        await chat.seeds()
    lines: list[str] = []
    expecting = iter(exchanges(text))
    for line in text.splitlines():
        if SAID.fullmatch(line) or line.startswith("@ "):
            _, expected = next(expecting)
            answer = await said(chat, line)
            kept = expected if "…" in expected.splitlines() else answer
            lines += [line, *kept.splitlines(), ""]
        elif line.startswith("#") or line == "empty":
            lines.append(line)
    await store.close()
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    for journey in [Path(name) for name in sys.argv[1:]] or sorted(JOURNEYS.glob("*.txt")):
        written = asyncio.run(rewritten(journey.read_text(encoding="utf-8")))
        journey.write_text(written, encoding="utf-8")
