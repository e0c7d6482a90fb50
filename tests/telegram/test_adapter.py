"""The Telegram side as a whole: its start in bad weather, and notes to the admins."""

import asyncio
import logging

import pytest
from telegram_play import Player, said

from bot.conversation import Message


async def test_it_waits_until_telegram_can_be_reached(quiet: Player, caplog):
    """
    Without a network the bot starts all the same, and answers as soon as there is one.
    """
    port = int(quiet.sandbox.address.rsplit(":", 1)[1])
    await quiet.sandbox.close()
    async with asyncio.TaskGroup() as tasks:
        await quiet.telegram.start(tasks)
        before = quiet.telegram.username, quiet.telegram.polled_at
        await quiet.sandbox.start(port)
        await quiet.person.send("/brief")
        answer = await quiet.reply()
        await quiet.telegram.stop()

    assert before == ("", None)
    assert said(answer) == "You said: /brief"
    assert quiet.telegram.polled_at == quiet.clock()
    assert "telegram_unreachable" in caplog.text


async def test_an_admin_without_a_chat_gets_the_menu_later(quiet: Player, caplog):
    """
    Who has not opened a chat yet is no reason not to start.
    """
    caplog.set_level(logging.INFO)
    await quiet.person.faults({"fault": "400", "method": "setMyCommands", "after": 1})
    async with asyncio.TaskGroup() as tasks:
        await quiet.telegram.start(tasks)
        await quiet.person.send("/brief")
        await quiet.reply()
        await quiet.telegram.stop()

    assert "menu_not_offered" in caplog.text


@pytest.mark.parametrize(
    ("fault", "reached"),
    [
        ({"fault": "403"}, True),
        ({"fault": "drop_after"}, True),
        ({"fault": "429", "retry_after": 120}, False),
    ],
)
async def test_what_became_of_a_note_to_the_admins(bot: Player, fault, reached):
    """
    It is worth another try only when Telegram surely did not take it and may later.
    """
    await bot.person.faults(fault | {"chat": 1002})

    assert await bot.telegram.tell_admins(Message("a note")) is reached


async def test_an_answer_that_takes_for_ever_does_not_stop_the_end(quiet: Player, caplog):
    """
    Asked to stop, the bot waits for the answers under way, but not without end.
    """
    begun = asyncio.Event()

    async def answer(_request):
        begun.set()
        await asyncio.Event().wait()

    quiet.answer = answer
    quiet.telegram.longest_stop = 0.1
    async with asyncio.TaskGroup() as tasks:
        await quiet.telegram.start(tasks)
        await quiet.person.send("/slow")
        async with asyncio.timeout(10):
            await begun.wait()
        await quiet.telegram.stop()

    assert "answers_given_up" in caplog.text
