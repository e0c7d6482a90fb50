"""Polling in bad weather, and what a crash leaves in the inbox."""

import asyncio
import logging
from contextlib import AsyncExitStack

import pytest
from telegram_play import Player, said

from bot.errors import SettingsError, StoreError
from bot.telegram.adapter import Server, Telegram


async def test_what_a_crash_left_unanswered_is_answered(quiet: Player):
    """
    An update that was kept and not answered is answered at the next start, once.
    """
    await quiet.person.send("/brief")
    updates = await quiet.person.call("getUpdates")
    await keep(quiet, updates["result"])

    async with running(quiet):
        assert said(await quiet.reply()) == "You said: /brief"
        await quiet.person.send("/next")
        await quiet.until(lambda seen: said(seen[-1]) == "You said: /next")

    assert [request.line for request in quiet.asked] == ["/brief", "/next"]


async def test_an_answer_on_its_way_is_not_given_again(quiet: Player):
    """
    Where nobody knows whether the answer arrived, it is not repeated.
    """
    await quiet.person.send("/brief")
    updates = await quiet.person.call("getUpdates")
    await keep(quiet, updates["result"])
    await quiet.store.answering(updates["result"][0]["update_id"])

    async with running(quiet):
        await quiet.person.send("/next")
        await quiet.until(lambda seen: said(seen[-1]) == "You said: /next")

    assert [request.line for request in quiet.asked] == ["/next"]


async def test_updates_are_kept_before_they_are_confirmed(quiet: Player):
    """
    As long as the store cannot keep them, Telegram is not told that they arrived.
    """
    keep_updates, refused = quiet.store.keep_updates, asyncio.Event()

    async def refuse_once(updates, *, at):
        if not refused.is_set():
            refused.set()
            raise StoreError("disk full")
        return await keep_updates(updates, at=at)

    quiet.store.keep_updates = refuse_once
    async with running(quiet):
        await quiet.person.send("/brief")
        assert said(await quiet.reply()) == "You said: /brief"

    assert refused.is_set()


@pytest.mark.parametrize(
    ("fault", "word"),
    [("conflict", "another copy"), ("500", "Internal Server Error"), ("429", "asks to wait")],
)
async def test_polling_goes_on_after_trouble(quiet: Player, caplog, fault, word):
    """
    Trouble is logged once in words, and polling resumes when it is over.
    """
    caplog.set_level(logging.INFO)
    await quiet.person.faults({"fault": fault, "method": "getUpdates", "retry_after": 1})

    async with running(quiet):
        await quiet.person.send("/brief")
        assert said(await quiet.reply()) == "You said: /brief"

    assert sum(word in line and "WARN" in line for line in caplog.text.splitlines()) == 1
    assert "polling_resumed" in caplog.text


async def test_a_copy_elsewhere_holds_bulk(quiet: Player):
    """
    While another copy polls, nothing is sent in bulk.
    """
    async with running(quiet):
        await quiet.person.send("/brief")
        await quiet.reply()
        before = quiet.telegram.pace.hold_of(None)
        quiet.telegram._elsewhere(40.0)
        during = quiet.telegram.pace.hold_of(None)
        quiet.telegram._elsewhere(0.0)

        assert (before, quiet.telegram.pace.hold_of(None)) == (0, 0)
        assert during > 30


async def test_a_wrong_token_is_a_setting_to_put_right(quiet: Player):
    """
    Telegram's refusal names the variable.
    """
    telegram = Telegram(
        "2:wrong", Server(quiet.sandbox.address), quiet.answer, quiet.store, now=quiet.clock
    )

    async with asyncio.TaskGroup() as tasks:
        with pytest.raises(SettingsError, match="TELEGRAM_TOKEN"):
            await telegram.start(tasks)


async def keep(player, updates):
    import json  # noqa: PLC0415

    rows = [(each["update_id"], 1001, json.dumps(each)) for each in updates]
    await player.store.keep_updates(rows, at=player.clock())


class running:
    """The Telegram side runs inside this block."""

    def __init__(self, player):
        self.player, self.stack = player, AsyncExitStack()

    async def __aenter__(self):
        tasks = await self.stack.enter_async_context(asyncio.TaskGroup())
        await self.player.telegram.start(tasks)
        self.stack.push_async_callback(self.player.telegram.stop)

    async def __aexit__(self, *error):
        await self.stack.aclose()
