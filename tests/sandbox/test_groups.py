"""Groups: who is in them, what the bot hears there, and how they change their number."""

import pytest
from sandbox.playing import updates
from telegram.error import BadRequest, ChatMigrated, Forbidden


async def test_people(bot):
    """
    The bot can ask who is in a group and who runs it.
    """
    (admin,) = await bot.get_chat_administrators(-2001)

    assert (admin.user.id, admin.status) == (1001, "creator")
    assert (await bot.get_chat_member(-2001, 1002)).status == "member"
    assert (await bot.get_chat_member(-2001, bot.id)).status == "member"
    assert await bot.get_chat_member_count(-2001) == 3
    assert (await bot.get_chat(-2001)).title == "Newsroom"
    with pytest.raises(BadRequest, match="no administrators in the private chat"):
        await bot.get_chat_administrators(1001)
    with pytest.raises(BadRequest, match="Participant_id_invalid"):
        await bot.get_chat_member(-2001, 4711)


async def test_hears_what_is_meant_for_it(bot, person):
    """
    In a group the bot gets commands, mentions and replies to it; nothing else.
    """
    sent = await bot.send_message(-2001, "good morning")
    for text in ("/brief kim", "/brief@morning_brief_bot", "hey @Morning_Brief_Bot"):
        await person.send(text, chat=-2001)
    for text in ("just talking", "/brief@other_bot", "a /brief in the middle"):
        await person.send(text, chat=-2001)
    await person.send("and you?", chat=-2001, reply_to=sent.message_id)

    heard = [update.message.text for update in await updates(bot)]

    assert heard == [
        "/brief kim",
        "/brief@morning_brief_bot",
        "hey @Morning_Brief_Bot",
        "and you?",
    ]
    assert len(await person.sees(user=1002, chat=-2001)) == 8


async def test_new_group(bot, person):
    """
    A new group tells the bot that it was added; its maker is its creator.
    """
    chat = (await person.post("group", title="Desk", members=[1001, 1002], admins=[1002]))[
        "chat"
    ]

    added, created = await updates(bot)

    assert added.my_chat_member.old_chat_member.status == "left"
    assert added.my_chat_member.new_chat_member.status == "member"
    assert created.message.group_chat_created
    assert created.message.chat.id == chat["id"] == -2002
    assert (await bot.get_chat_member(chat["id"], 1002)).status == "creator"


async def test_removed(bot, person):
    """
    A bot that was removed cannot speak, and is told that it was removed; as admin it hears all.
    """
    await person.post("status", user=1001, chat=-2001, status="kicked")
    (gone,) = await updates(bot)

    assert gone.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(-2001, "x")

    await person.post("status", user=1001, chat=-2001, status="administrator")
    await person.send("just talking", chat=-2001)
    assert [u.message.text for u in await updates(bot) if u.message] == ["just talking"]
    assert len(await bot.get_chat_administrators(-2001)) == 2


async def test_leave(bot):
    """
    The bot can leave a group, but not a private chat.
    """
    assert await bot.leave_chat(-2001)

    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await bot.send_message(-2001, "x")
    with pytest.raises(BadRequest, match="can't be changed in private chats"):
        await bot.leave_chat(1001)


async def test_migration(bot, person):
    """
    A group that becomes a supergroup says its new number: as a message, and on every call.
    """
    await person.post("migrate", chat=-2001)

    old, new = await updates(bot)
    number = old.message.migrate_to_chat_id
    assert (old.message.chat.id, new.message.migrate_from_chat_id) == (-2001, -2001)
    assert new.message.chat.id == number
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(-2001, "x")
    assert moved.value.new_chat_id == number
    assert (await bot.send_message(number, "x")).chat.type == "supergroup"
    chats = (await person.get("state", user=1001))["chats"]
    assert [chat["id"] for chat in chats] == [1001, number]
    assert (await person.post("migrate", chat=-2001))["ok"] is False
