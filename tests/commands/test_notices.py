"""Corrections reach those who were briefed: one reply each, and undo takes it back."""

from datetime import timedelta

from chat import ANA, BO, Chat

from bot.commands.notices import changes
from bot.conversation import Message
from bot.ledger import PartEnd, PartKey
from bot.model import ChatId, Wish


async def briefed(chat: Chat, number: int) -> None:
    """Give Ana a briefing, already sent, that holds something from an article."""
    store, at = chat.store, chat.at
    await store.subscribe(
        ChatId(ANA), Wish(at=(at + timedelta(minutes=1)).time(), zone="UTC"), at=at
    )
    due = at + timedelta(minutes=1)
    await store.make_due(due, limit=10)
    [claim] = await store.claim_deliveries(due, limit=1)
    await store.keep_edition(
        "key", [Message("Your briefing")], [number], [claim.id], until=due, at=due
    )
    part = PartKey(claim.id, 0)
    await store.write_ledger([part], [], at=due)
    await store.write_ledger([], [PartEnd(part, "sent", message=77)], at=due)
    chat.at = due


async def notices(chat: Chat):
    return await chat.store.notices_due(chat.at + timedelta(minutes=2), limit=10)


async def test_a_withdrawal_is_told(chat):
    """
    Who was briefed from a withdrawn article gets one reply to that very message.
    """
    number = await chat.knows("Ann Adler", title="Rain <b>& wind")
    await briefed(chat, number)

    answer = await chat.say(f"/withdraw {number}", user=BO)

    [notice] = await notices(chat)
    assert answer.told == 1
    assert (notice.chat, notice.reply_to) == (ANA, 77)
    assert notice.text.startswith("<b>Withdrawn:</b> Rain &lt;b&gt;&amp; wind")


async def test_undo_in_time_tells_nobody(chat):
    """
    What was undone before anybody was told is told to nobody.
    """
    number = await chat.knows("Ann Adler", title="Rain")
    await briefed(chat, number)
    await chat.say(f"/withdraw {number}", user=BO)

    answer = await chat.tap("Undo", user=BO)

    assert answer.told == 0
    assert await notices(chat) == []


async def test_a_correction_says_what_changed(chat):
    """
    A new headline or date of a published article is told, with what it is now.
    """
    number = await chat.knows("Ann Adler", title="Rain")
    await briefed(chat, number)

    answer = await chat.say(f"/title {number} Rain and wind", user=BO)

    [notice] = await notices(chat)
    assert answer.told == 1
    assert "<b>Corrected:</b> Rain" in notice.text
    assert "The headline is now “Rain and wind”." in notice.text


async def test_nobody_was_briefed(chat):
    """
    A correction of what nobody received is told to nobody.
    """
    number = await chat.knows("Ann Adler", title="Rain")

    assert (await chat.say(f"/date {number} 2 Mar 2026", user=BO)).told == 0
    assert (await chat.say(f"/withdraw {number}", user=BO)).told == 0


async def test_what_readers_do_not_see_is_no_change(chat):
    """
    Only headline, outlet, date and text are told of.
    """
    number = await chat.knows("Ann Adler", title="Rain", outlet="The Evening")
    kept = await chat.store.article(number)

    assert changes(kept, kept) == ""
