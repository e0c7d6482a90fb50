"""Polling in bad weather, and what a crash leaves in the inbox."""

import asyncio
import logging
from contextlib import AsyncExitStack

import pytest
from telegram_play import Player, lines_of, said

from bot.errors import SettingsError, StoreError
from bot.model import ChatId
from bot.telegram.adapter import Server, Telegram
from bot.telegram.inbox import POLLED_ELSEWHERE


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
    Where nobody knows whether the answer arrived, it is not repeated; its reader is told, once.
    """
    await quiet.person.send("/brief <kim>")
    updates = await quiet.person.call("getUpdates")
    await keep(quiet, updates["result"])
    await quiet.store.answering(updates["result"][0]["update_id"])

    for line in ("/next", "/last"):
        async with running(quiet):
            await quiet.person.send(line)
            await quiet.until(lambda seen, line=line: said(seen[-1]) == f"You said: {line}")
        quiet.telegram = quiet.a_telegram()

    told = [message for message in await quiet.person.sees(1001) if message["from"]["is_bot"]]
    assert [request.line for request in quiet.asked] == ["/next", "/last"]
    assert [said(message) for message in told] == [
        "I was interrupted while I answered “/brief <kim>”. "
        "If the answer did not reach you, ask again.",
        "You said: /next",
        "You said: /last",
    ]
    assert lines_of(told[0]) == ["/brief <kim>"]


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("upload", "“your file”"),
        ("long", "“/brief " + "x" * 53 + "…”"),
        ("tap", "“page 2”"),
    ],
)
async def test_who_was_interrupted_is_told_of_what(quiet: Player, what, told):
    """
    The note names the line, the file or the button that was being answered.
    """
    if what == "upload":
        await quiet.person.upload(("a.txt", b"a", "text/plain"))
    elif what == "long":
        await quiet.person.send("/brief " + "x" * 500)
    else:
        sent = await quiet.person.call(
            "sendMessage",
            chat_id=1001,
            text="page 1",
            reply_markup={"inline_keyboard": [[{"text": "2", "callback_data": "~page 2"}]]},
        )
        number = sent["result"]["message_id"]
        tap = quiet.person.post("tap", user=1001, chat=1001, message_id=number, data="~page 2")
        tapping = asyncio.ensure_future(tap)
    updates = (await quiet.person.call("getUpdates", timeout=5))["result"]
    await keep(quiet, updates)
    await quiet.store.answering(updates[-1]["update_id"])

    async with running(quiet):
        seen = await quiet.until(lambda seen: "interrupted" in said(seen[-1]))

    assert told in said(seen[-1])
    if what == "tap":
        tapping.cancel()


async def test_an_old_interruption_is_not_told(quiet: Player):
    """
    Hours later nobody waits for that answer any more.
    """
    await quiet.person.send("/brief")
    updates = (await quiet.person.call("getUpdates"))["result"]
    await keep(quiet, updates)
    await quiet.store.answering(updates[0]["update_id"])
    quiet.clock.pass_by(hours=4)

    async with running(quiet):
        await quiet.person.send("/next")
        await quiet.until(lambda seen: said(seen[-1]) == "You said: /next")

    assert await quiet.says() == ["You said: /next"]


async def test_an_update_nobody_can_read_stops_nothing(quiet: Player, caplog):
    """
    What was kept in a form that is not understood is logged and done with.
    """
    rows = [(1, ChatId(1001), '{"update_id": "x", "message": 5}')]
    await quiet.store.keep_updates(rows, at=quiet.clock())

    async with running(quiet):
        await quiet.person.send("/next")
        await quiet.until(lambda seen: said(seen[-1]) == "You said: /next")

    assert "update_unreadable" in caplog.text
    assert await quiet.store.waiting_updates() == []


async def test_an_update_of_another_age_is_skipped(quiet: Player, caplog):
    """
    What Telegram sends in a form the library does not know is left out, the rest is answered.
    """
    world = quiet.sandbox.backend.world
    await quiet.person.send("/first")
    await quiet.person.send("/odd")
    await quiet.person.send("/last")
    odd = sorted(world.updates)[1]
    del world.updates[odd]["message"]["chat"]["type"]

    async with running(quiet):
        await quiet.until(lambda seen: said(seen[-1]) == "You said: /last")

    assert [request.line for request in quiet.asked] == ["/first", "/last"]
    assert "updates_unreadable" in caplog.text


async def test_an_update_that_fails_is_done_with(quiet: Player, caplog):
    """
    What could not be answered is not tried again at every start, and stops no other.
    """
    seen_whole, failed = quiet.store.chat_seen, []

    async def chat_seen(*args, **kwargs):
        if not failed:
            failed.append(args)
            raise StoreError("locked")
        return await seen_whole(*args, **kwargs)

    quiet.store.chat_seen = chat_seen
    async with running(quiet):
        await quiet.person.send("/first")
        await quiet.person.send("/next")
        await quiet.until(lambda seen: said(seen[-1]) == "You said: /next")

    assert "update_failed" in caplog.text
    assert await quiet.store.waiting_updates() == []


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
    [
        ("conflict", "another copy"),
        ("500", "Internal Server Error"),
        ("429", "asks to wait"),
        ("drop_before", "connection broke"),
    ],
)
async def test_polling_goes_on_after_trouble(quiet: Player, caplog, fault, word):
    """
    Trouble is logged once in words, and polling resumes when it is over.
    """
    caplog.set_level(logging.INFO)
    await quiet.person.faults({"fault": fault, "method": "getUpdates", "retry_after": 1})
    quiet.telegram._inbox.elsewhere_seconds = 0.1

    async with running(quiet):
        await quiet.person.send("/brief")
        assert said(await quiet.reply()) == "You said: /brief"

    assert sum(word in line and "WARN" in line for line in caplog.text.splitlines()) == 1
    assert "polling_resumed" in caplog.text


async def test_a_copy_elsewhere_holds_bulk_until_it_is_gone(quiet: Player):
    """
    While another copy polls now and then, no briefing goes out; polls in between that go well
    do not mean that it is gone. Commands that reach this copy are answered.
    """
    bot = quiet
    bot.telegram._inbox.elsewhere_seconds = 6.0
    await bot.subscribed()
    bot.clock.pass_by(minutes=1)
    await bot.person.faults({"fault": "conflict"})
    async with running(bot):
        async with asyncio.timeout(5):
            while bot.telegram.trouble != POLLED_ELSEWHERE:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        async with asyncio.TaskGroup() as tasks:
            await bot.deliverer.start()
            tasks.create_task(bot.deliverer.run())
            await bot.deliverer.tick()
            await bot.person.send("/brief")
            assert said(await bot.reply()) == "You said: /brief"
            during = await bot.says(), bot.telegram.trouble, bot.telegram.pace.hold_of(None)
            async with asyncio.timeout(20):
                await bot.deliverer.settled()
            await bot.person.send("/next")
            await bot.until(lambda seen: said(seen[-1]) == "You said: /next")
            await bot.deliverer.stop()

    assert during[0] == ["You said: /brief"]
    assert during[1] == POLLED_ELSEWHERE
    assert during[2] > 0
    assert "Your briefing · 2026-03-02" in await bot.says()
    assert bot.telegram.trouble == ""


async def test_a_webhook_is_taken_away(quiet: Player, caplog):
    """
    An address that an earlier bot set for its updates is removed, and polling begins.
    """
    reason = "can't use getUpdates method while webhook is active; use deleteWebhook first"
    await quiet.person.faults({"fault": "conflict", "description": reason})

    async with running(quiet):
        await quiet.person.send("/brief")
        assert said(await quiet.reply()) == "You said: /brief"

    assert "webhook_set" in caplog.text
    assert "polled_elsewhere" not in caplog.text
    assert quiet.sandbox.flood.calls["deletewebhook"] == 1


async def test_a_refused_token_is_said_and_tried_again(quiet: Player, caplog):
    """
    A token that is withdrawn while the bot runs shows as trouble, and does not end it.
    """
    async with running(quiet):
        await quiet.person.send("/brief")
        await quiet.reply()
        quiet.sandbox.token = "1:changed"  # noqa: S105
        quiet.sandbox.backend.polling.close()
        async with asyncio.timeout(10):
            while "TELEGRAM_TOKEN" not in quiet.telegram.trouble:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    assert "token_refused" in caplog.text


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
