"""getUpdates: offsets, waiting, kinds, and one poller at a time."""

import asyncio

import pytest
from sandbox.playing import a_bot, updates
from telegram.error import BadRequest, Conflict
from telegram.ext import ApplicationBuilder, CommandHandler


async def test_updates_stay_until_confirmed(bot, person):
    """
    The same update comes again until a higher offset confirms it.
    """
    await person.send("/start")
    (first,) = await bot.get_updates()
    (again,) = await bot.get_updates()

    assert again == first
    assert first.message.text == "/start"
    assert await bot.get_updates(offset=first.update_id + 1) == ()
    assert await bot.get_updates(offset=first.update_id) == ()


async def test_order_and_limit(bot, person):
    """
    Updates come in order, at most as many as asked for; a negative offset forgets the rest.
    """
    for number in range(4):
        await person.send(str(number))

    some = await bot.get_updates(limit=2)
    last = await bot.get_updates(offset=-1)

    assert [update.message.text for update in some] == ["0", "1"]
    assert some[1].update_id == some[0].update_id + 1
    assert [update.message.text for update in last] == ["3"]
    assert len(await bot.get_updates()) == 1


async def test_waits(bot, person):
    """
    A long poll ends as soon as something happens.
    """
    polling = asyncio.ensure_future(bot.get_updates(timeout=20))
    await person.send("hello")

    (update,) = await asyncio.wait_for(polling, 5)
    assert update.message.text == "hello"


async def test_kinds(bot, person):
    """
    allowed_updates holds for the next polls too, until others are named.
    """
    await bot.get_updates(allowed_updates=["callback_query"])
    await person.send("not wanted")
    assert await bot.get_updates() == ()

    (update,) = await bot.get_updates(allowed_updates=["message"])
    assert update.message.text == "not wanted"
    assert (await person.call("getUpdates", allowed_updates="3"))["error_code"] == 400


async def test_second_poller(bot, sandbox):
    """
    Whoever polls last wins; the one who was waiting is told why.
    """
    async with a_bot(sandbox.address) as other:
        waiting = asyncio.ensure_future(bot.get_updates(timeout=20))
        while sandbox.flood.calls["getupdates"] < 1:
            await other.get_me()
        assert await other.get_updates() == ()
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await waiting


async def test_poller_elsewhere(bot, person):
    """
    A poller elsewhere can be played, and goes away.
    """
    await person.faults({"fault": "conflict", "times": 2})

    for _ in range(2):
        with pytest.raises(Conflict):
            await bot.get_updates()
    assert await bot.get_updates() == ()


async def test_webhooks(bot, person):
    """
    The sandbox has no webhooks; what the library asks at its start works.
    """
    await person.send("old")

    with pytest.raises(BadRequest, match="Bad webhook"):
        await bot.set_webhook("https://a.example")
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("", 1)
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert await updates(bot, wait=0) == []


async def test_library_polls(sandbox, person):
    """
    The library's own polling works from start to stop.
    """
    heard = asyncio.Event()

    async def start(update, context):
        await update.message.reply_text("welcome")
        heard.set()

    app = (
        ApplicationBuilder()
        .token(sandbox.token)
        .base_url(f"{sandbox.address}/bot")
        .base_file_url(f"{sandbox.address}/file/bot")
        .build()
    )
    app.add_handler(CommandHandler("start", start))
    async with app:
        await app.start()
        await app.updater.start_polling(timeout=5)
        await person.send("/start")
        async with asyncio.timeout(5):
            await heard.wait()
        await app.updater.stop()
        await app.stop()

    assert [message["text"] for message in await person.sees()] == ["/start", "welcome"]
