"""Corrections reach those who were briefed: one reply each, and undo takes it back."""

from datetime import timedelta

from chat import ANA, BO, Chat

from bot.commands.notices import changes
from bot.conversation import Message
from bot.ledger import PartEnd, PartKey
from bot.model import ChatId, Wish


async def briefed(chat: Chat, number: int, *parts: Message) -> None:
    """Give Ana a briefing, already sent, that holds something from an article.

    Its messages are 77 and what follows.
    """
    messages = parts or (Message("Your briefing"),)
    store, at = chat.store, chat.at
    await store.subscribe(
        ChatId(ANA), Wish(at=(at + timedelta(minutes=1)).time(), zone="UTC"), at=at
    )
    due = at + timedelta(minutes=1)
    await store.make_due(due, limit=10)
    [claim] = await store.claim_deliveries(due, limit=1)
    await store.keep_edition("key", messages, [number], [claim.id], until=due, at=due)
    for nth in range(len(messages)):
        part = PartKey(claim.id, nth)
        await store.write_ledger([part], [], at=due)
        await store.write_ledger([], [PartEnd(part, "sent", message=77 + nth)], at=due)
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


async def test_the_part_of_a_briefing_that_held_it_is_answered(chat):
    """
    Of a briefing in several messages the one that the article stands in is replied to.
    """
    number = await chat.knows("Ann Adler", title="Rain")
    parts = (Message("one"), Message("two", articles=(number,)), Message("three"))
    await briefed(chat, number, *parts)

    await chat.say(f"/withdraw {number}", user=BO)

    [notice] = await notices(chat)
    assert notice.reply_to == 78


async def test_the_latest_of_briefing_and_answer_is_replied_to(chat):
    """
    Who was briefed and has asked hears once, at the latest message.
    """
    number = await chat.knows("Ann Adler", title="Rain")
    await chat.say("/brief")
    await briefed(chat, number)
    await chat.store.keep_shown(ChatId(ANA), 76, [number], at=chat.at)

    answer = await chat.say(f"/withdraw {number}", user=BO)

    [notice] = await notices(chat)
    assert (answer.told, notice.reply_to) == (1, 77)


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

    assert changes(kept.article, kept.article) == ""


async def heard(chat: Chat) -> list[str]:
    """Send what is due, and return what readers were told."""
    chat.at += timedelta(minutes=2)
    due = await notices(chat)
    for notice in due:
        await chat.store.begin_notice(notice)
        await chat.store.end_notice(notice, "sent", 78)
    return [notice.text for notice in due]


async def test_changes_of_one_minute_are_told_together(chat):
    """
    A headline and a date put right at once are one correction, and neither is lost.
    """
    number = await chat.knows("Ann Adler", title="Rain")
    await briefed(chat, number)

    await chat.say(f"/title {number} Rain and wind", user=BO)
    await chat.say(f"/date {number} 2 Mar 2026", user=BO)
    await chat.say(f"/outlet {number} The Evening", user=BO)

    [text] = await heard(chat)
    assert text.startswith("<b>Corrected:</b> Rain\n")
    assert "The headline is now “Rain and wind”." in text
    assert "It is from The Evening." in text
    assert "Its date is 2 Mar 2026." in text


async def test_undoing_the_second_change_keeps_the_first(chat):
    """
    What was undone is told to nobody; what was not undone still is.
    """
    number = await chat.knows("Ann Adler", title="Rain")
    await briefed(chat, number)
    await chat.say(f"/title {number} Rain and wind", user=BO)
    await chat.say(f"/date {number} 2 Mar 2026", user=BO)

    await chat.say(f"/undo {number}", user=BO)

    [text] = await heard(chat)
    assert "The headline is now “Rain and wind”." in text
    assert "date" not in text


async def test_a_correction_put_back_at_once_is_told_to_nobody(chat):
    """
    A slip of the finger that is corrected by hand within the minute stays unnoticed.
    """
    number = await chat.knows("Ann Adler", title="Rain")
    await briefed(chat, number)

    await chat.say(f"/title {number} Rian", user=BO)
    answer = await chat.say(f"/title {number} Rain", user=BO)

    assert answer.told == 0
    assert await heard(chat) == []


async def test_who_heard_of_a_correction_hears_that_it_is_undone(chat):
    """
    Undone too late, the same readers are told what stands now, and not that it was withdrawn.
    """
    number = await chat.knows("Ann Adler", title="Rain")
    await briefed(chat, number)
    await chat.say(f"/title {number} Rain and wind", user=BO)
    await heard(chat)

    answer = await chat.say(f"/undo {number}", user=BO)

    assert answer.told == 1
    assert await heard(chat) == ["<b>Corrected:</b> Rain and wind\nThe headline is now “Rain”."]


async def test_undoing_a_new_text_tells_nobody(seeded):
    """
    Nobody was told of a version that took the place of an article, so nobody hears of undo.
    """
    await briefed(seeded, 2)
    old = (await seeded.store.article(2)).article
    text = old.text.replace("several ballistic missiles", "two ballistic missiles")
    dump = f"Tuesday, October 21, 2025\n\n{old.title}\n\n" + text.replace("\n", "\n\n")
    await seeded.say(f"/add {dump}", user=BO)
    published = await seeded.say("/publish 3", user=BO)

    undone = await seeded.tap("Undo", user=BO)

    assert (published.replaced, undone.told) == (2, 0)
    assert (await seeded.store.article(2)).article.text == old.text
    assert await heard(seeded) == []


async def test_who_heard_of_a_withdrawal_hears_that_it_is_back(chat):
    """
    Whether by undo or by Publish, an article that comes back is told to those who heard.
    """
    number = await chat.knows("Ann Adler", title="Rain")
    await briefed(chat, number)
    await chat.say(f"/withdraw {number}", user=BO)
    await heard(chat)

    answer = await chat.say(f"/publish {number}", user=BO)

    assert answer.told == 1
    [text] = await heard(chat)
    assert text.startswith("<b>Here again:</b> Rain")


async def test_undoing_a_publication_withdraws_it_from_those_who_got_it(chat):
    """
    Within the hour somebody may have been briefed from it already.
    """
    number = await chat.knows("Ann Adler", title="Rain")
    await briefed(chat, number)

    answer = await chat.say(f"/undo {number}", user=BO)

    assert (answer.state, answer.told) == ("waiting", 1)
    [text] = await heard(chat)
    assert text.startswith("<b>Withdrawn:</b> Rain")


async def test_several_are_undone_together(chat):
    """
    What was published with one tap is taken back with one.
    """
    numbers = [await chat.knows(name, title=name) for name in ("Ann Adler", "Ben Brandt")]
    await chat.say(f"/withdraw {numbers[0]} {numbers[1]}", user=BO)

    answer = await chat.tap("Undo", user=BO)

    assert (answer.state, answer.titles) == ("published", ("Ann Adler", "Ben Brandt"))
    assert await chat.store.count_articles(["published"]) == 2
