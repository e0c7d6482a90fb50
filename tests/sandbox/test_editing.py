"""Messages that change: edits, deletions, pins; answers to taps."""

import asyncio

import pytest
from sandbox.playing import updates
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InlineQueryResultArticle
from telegram import InputTextMessageContent as Text
from telegram.error import BadRequest

ONE = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="/next 2")]])
TWO = InlineKeyboardMarkup([[InlineKeyboardButton("Back", callback_data="/next 1")]])


async def test_edit(bot, person):
    """
    An edit changes text and buttons in place; the reader sees when.
    """
    sent = await bot.send_message(1001, "<b>one</b>", parse_mode="HTML", reply_markup=ONE)

    edited = await bot.edit_message_text("two", 1001, sent.message_id, reply_markup=TWO)

    assert (edited.text, edited.entities, edited.reply_markup) == ("two", (), TWO)
    (seen,) = await person.sees()
    assert (seen["text"], seen["date"] <= seen["edit_date"]) == ("two", True)


async def test_edit_without_keyboard_takes_it_away(bot):
    """
    Buttons that an edit does not name are gone.
    """
    sent = await bot.send_message(1001, "one", reply_markup=ONE)

    edited = await bot.edit_message_text("two", 1001, sent.message_id)

    assert edited.reply_markup is None


async def test_not_modified(bot):
    """
    An edit that changes nothing is refused; another keyboard is a change.
    """
    sent = await bot.send_message(1001, "<b>one</b>", parse_mode="HTML", reply_markup=ONE)

    for _ in range(2):
        with pytest.raises(BadRequest, match="Message is not modified: specified new message"):
            await bot.edit_message_text(
                "<b>one</b>", 1001, sent.message_id, parse_mode="HTML", reply_markup=ONE
            )
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(1001, sent.message_id, reply_markup=ONE)
    assert (await bot.edit_message_reply_markup(1001, sent.message_id)).reply_markup is None


async def test_what_cannot_be_edited(bot, person):
    """
    Only the bot's own messages of the right kind can be edited.
    """
    asked = await person.send("hello")
    paper = await bot.send_document(1001, b"x", filename="x.txt", caption="a")
    text = await bot.send_message(1001, "x")

    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", 1001, asked["message_id"])
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", 1001, 5)
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", 1001, paper.message_id)
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(1001, text.message_id, caption="x")
    with pytest.raises(BadRequest, match="Message identifier is not specified"):
        await bot.edit_message_text("x", 1001)
    assert (await bot.edit_message_caption(1001, paper.message_id, caption="b")).caption == "b"


async def test_delete(bot, person):
    """
    Deleted messages are gone; in a group the bot deletes only its own.
    """
    sent = await bot.send_message(1001, "x")
    more = [await bot.send_message(1001, "y"), await person.send("z")]
    in_group = await person.send("/brief", chat=-2001)

    assert await bot.delete_message(1001, sent.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(1001, sent.message_id)
    assert await bot.delete_messages(1001, [more[0].message_id, more[1]["message_id"], 3])
    assert await person.sees() == []
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(-2001, in_group["message_id"])


async def test_pin(bot, person):
    """
    A pin leaves a line in the chat; in a group it needs the right.
    """
    sent = await bot.send_message(1001, "x")

    assert await bot.pin_chat_message(1001, sent.message_id)
    assert (await bot.get_chat(1001)).pinned_message.text == "x"
    assert (await person.sees())[-1]["pinned_message"]["text"] == "x"
    assert await bot.unpin_chat_message(1001)
    assert (await bot.get_chat(1001)).pinned_message is None
    in_group = await bot.send_message(-2001, "x")
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages"):
        await bot.pin_chat_message(-2001, in_group.message_id)


async def test_tap(bot, person):
    """
    A tap brings the message and the data to the bot, and its answer back to who tapped.
    """
    sent = await bot.send_message(1001, "x", reply_markup=ONE)
    tap = {"user": 1001, "chat": 1001, "message_id": sent.message_id, "data": "/next 2"}

    tapping = asyncio.ensure_future(person.post("tap", **tap))
    (update,) = await updates(bot)
    await bot.edit_message_text("two", 1001, sent.message_id, reply_markup=TWO)
    await update.callback_query.answer("Page 2", show_alert=True)

    assert update.callback_query.data == "/next 2"
    assert update.callback_query.message.text == "x"
    assert update.callback_query.from_user.id == 1001
    assert await tapping == {"answer": {"text": "Page 2", "alert": True}}
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        await update.callback_query.answer()
    assert (await person.post("tap", **tap))[
        "description"
    ] == "Bad Request: there is no such button"


async def test_inline(bot, person):
    """
    An inline query brings the bot's results to who typed it; equal numbers are refused.
    """
    asking = asyncio.ensure_future(person.post("inline", user=1001, query="kim"))
    (update,) = await updates(bot)
    twice = [InlineQueryResultArticle("1", "Kim", Text("Kim"))] * 2

    with pytest.raises(BadRequest, match="Result_id_duplicate"):
        await update.inline_query.answer(twice)
    await update.inline_query.answer(twice[:1])

    assert update.inline_query.query == "kim"
    (result,) = (await asking)["results"]
    assert (result["title"], result["input_message_content"]["message_text"]) == ("Kim", "Kim")
