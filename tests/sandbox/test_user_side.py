"""The user side: what the chat page sees and does."""

import asyncio
import json

import pytest
from sandbox.playing import updates
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.error import BadRequest

from bot.sandbox.entities import units


class Stream:
    """The server-sent events of one user."""

    def __init__(self, response):
        self.response = response
        self.last = ""

    async def next(self):
        async with asyncio.timeout(5):
            async for line in self.response.content:
                text = line.decode().rstrip()
                if text.startswith("id: "):
                    self.last = text.removeprefix("id: ")
                if text.startswith("data: "):
                    return json.loads(text.removeprefix("data: "))
        raise EOFError


async def listen(person, user=1001, **headers):
    url = f"{person.address}/user/events?user={user}"
    response = await person.session.get(url, headers=headers)
    assert await response.content.readline() == b": connected\n"
    return Stream(response)


async def test_state(bot, person):
    """
    A page starts with who is there, which chats there are, and what is new in them.
    """
    await bot.send_message(1001, "one")
    await bot.send_message(1001, "two")

    state = await person.get("state", user=1001)

    assert state["bot"]["username"] == "morning_brief_bot"
    assert state["user"]["first_name"] == "Ana"
    assert [user["first_name"] for user in state["users"]] == ["Ana", "Bo"]
    private, group = state["chats"]
    assert (private["id"], private["first_name"], private["unread"]) == (
        1001,
        "Morning Brief",
        2,
    )
    assert private["last_message"]["text"] == "two"
    assert (group["id"], group["title"], group["last_message"]) == (-2001, "Newsroom", None)


async def test_reading(bot, person):
    """
    Messages that were fetched, or marked as read, are not new any more.
    """

    async def new():
        return (await person.get("state", user=1001))["chats"][0]["unread"]

    await bot.send_message(1001, "one")
    assert await new() == 1
    await person.sees()
    assert await new() == 0
    await bot.send_message(1001, "two")
    await person.post("read", user=1001, chat=1001)
    assert await new() == 0


async def test_paging_back(bot, person):
    """
    Older messages come in pages, oldest first.
    """
    sent = [await bot.send_message(1001, str(number)) for number in range(5)]

    page = await person.get(
        "messages", user=1001, chat=1001, before=sent[3].message_id, limit=2
    )

    assert [message["text"] for message in page["messages"]] == ["1", "2"]


async def test_events(bot, person):
    """
    What happens in a chat is seen as it happens.
    """
    stream = await listen(person)

    sent = await bot.send_message(1001, "one")
    await bot.send_message(1002, "not for Ana")
    await bot.edit_message_text("two", 1001, sent.message_id)
    await bot.send_chat_action(1001, "typing")
    await bot.delete_message(1001, sent.message_id)
    await bot.set_my_commands([("brief", "x")])

    events = [await stream.next() for _ in range(5)]
    assert [event["type"] for event in events] == [
        "message",
        "edited",
        "typing",
        "deleted",
        "commands",
    ]
    assert events[0]["message"]["text"] == "one"
    assert events[1]["message"]["text"] == "two"
    assert events[3] == {"type": "deleted", "chat": 1001, "message_id": sent.message_id}
    stream.response.close()


async def test_catching_up(bot, person):
    """
    A page that was away gets what it missed; one that was away too long starts afresh.
    """
    stream = await listen(person)
    await bot.send_message(1001, "one")
    await stream.next()
    stream.response.close()
    await bot.send_message(1001, "two")

    again = await listen(person, **{"Last-Event-ID": stream.last})
    afresh = await listen(person, **{"Last-Event-ID": "12345-1"})

    assert (await again.next())["message"]["text"] == "two"
    assert await afresh.next() == {"type": "reset"}
    again.response.close()
    afresh.response.close()


async def test_group_is_seen_by_all(bot, person):
    """
    A message in a group is an event for each of its people.
    """
    ana, bo = await listen(person, 1001), await listen(person, 1002)

    await person.send("/brief", user=1001, chat=-2001)

    for stream in (ana, bo):
        event = await stream.next()
        assert (event["chat"], event["message"]["from"]["first_name"]) == (-2001, "Ana")
        stream.response.close()


async def test_long_text_arrives_in_pieces(bot, person):
    """
    A text longer than a message is cut as Telegram's apps cut it: between words, nothing lost.
    """
    text = " ".join(f"word{number}😀" for number in range(1200))

    answer = await person.post("send", user=1001, chat=1001, text=text)

    pieces = [update.message.text for update in await updates(bot)]
    assert len(pieces) == len(answer["messages"]) == 3
    assert all(units(piece) <= 4096 for piece in pieces)
    assert " ".join(pieces) == text
    endless = await person.post("send", user=1001, chat=1001, text="😀" * 3000)
    assert [units(message["text"]) for message in endless["messages"]] == [4096, 1904]


async def test_upload(bot, person):
    """
    A file arrives as a document with its name and caption; a picture as a photo, or as a file.
    """
    await person.upload(("story.txt", "Kim’s".encode(), "text/plain"), caption="/add this")
    await person.upload(("a.png", PNG, "image/png"))
    await person.upload(("a.png", PNG, "image/png"), **{"as": "document"})

    text, photo, plain = [update.message for update in await updates(bot)]

    assert (text.document.file_name, text.caption) == ("story.txt", "/add this")
    assert text.caption_entities[0].type == "bot_command"
    content = await (await bot.get_file(text.document)).download_as_bytearray()
    assert content.decode() == "Kim’s"
    assert (photo.photo[-1].width, plain.document.mime_type) == (1, "image/png")


async def test_upload_of_several(bot, person):
    """
    Several files sent together share a number, as albums do.
    """
    await person.upload(
        ("a.txt", b"a", "text/plain"), ("b.md", b"b", "text/markdown"), caption="x"
    )

    one, two = [update.message for update in await updates(bot)]

    assert one.media_group_id == two.media_group_id is not None
    assert (one.caption, two.caption) == ("x", None)


async def test_large_upload(bot, person):
    """
    A reader may send more than 20 MB; the bot sees the size and cannot fetch it.
    """
    await person.upload(("big.txt", b"x" * (20 * 1024**2 + 1), "text/plain"))

    (update,) = await updates(bot)

    assert update.message.document.file_size == 20 * 1024**2 + 1
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(update.message.document)
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await bot.get_file("nothing")


async def test_reply(bot, person):
    """
    A reader's reply carries the message it answers.
    """
    sent = await bot.send_message(1001, "which?")

    await person.send("that", reply_to=sent.message_id)

    (update,) = await updates(bot)
    assert update.message.reply_to_message.message_id == sent.message_id


async def test_unanswered_tap(bot, person, monkeypatch):
    """
    A bot that does not answer leaves the page without an answer, not without an end.
    """
    monkeypatch.setattr("bot.sandbox.backend.PATIENCE", 0.05)
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="y")]])
    sent = await bot.send_message(1001, "x", reply_markup=markup)

    tap = {"user": 1001, "chat": 1001, "message_id": sent.message_id, "data": "y"}

    assert await person.post("tap", **tap) == {"answer": None}
    assert await person.post("inline", user=1001, query="x") == {"results": []}


async def test_caption_too_long(person):
    """
    A caption holds 1,024 units for readers too.
    """
    answer = await person.upload(("a.txt", b"a", "text/plain"), caption="x" * 1025)

    assert answer["description"] == "Bad Request: message caption is too long"


async def test_old_group(person):
    """
    Nobody writes in a group that has become a supergroup.
    """
    await person.post("migrate", chat=-2001)

    answer = await person.send("x", chat=-2001)

    assert answer["parameters"] == {"migrate_to_chat_id": -1000000002001}


async def test_group_without_the_bot(bot, person):
    """
    A bot that was removed hears nothing more, and a change that is none is not told.
    """
    for _ in range(2):
        await person.post("status", user=1001, chat=-2001, status="left")
    await person.send("/brief", chat=-2001)

    (left,) = await updates(bot)
    assert left.my_chat_member.new_chat_member.status == "left"


async def test_answer_with_an_address(bot, person):
    """
    An answer to a tap may open an address; the page hears of it as an event too.
    """
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="y")]])
    sent = await bot.send_message(1001, "x", reply_markup=markup)
    stream = await listen(person)
    tap = {"user": 1001, "chat": 1001, "message_id": sent.message_id, "data": "y"}

    tapping = asyncio.ensure_future(person.post("tap", **tap))
    (update,) = await updates(bot)
    await update.callback_query.answer(url="https://t.me/morning_brief_bot?start=x")

    answer = {"url": "https://t.me/morning_brief_bot?start=x"}
    assert await tapping == {"answer": answer}
    event = {"type": "answer", "chat": 1001, "message_id": sent.message_id, **answer}
    assert await stream.next() == event
    stream.response.close()


async def test_edit_by_a_reader(bot, person):
    """
    A reader may correct his own message; the bot gets it as an edited one.
    """
    sent = await bot.send_message(1001, "mine")
    asked = await person.send("/breif")
    place = {"user": 1001, "chat": 1001}

    await person.post("edit", **place, message_id=asked["message_id"], text="/brief")

    asking, edited = await updates(bot)
    assert (asking.message.text, edited.edited_message.text) == ("/breif", "/brief")
    assert edited.edited_message.edit_date is not None
    other = await person.post("edit", **place, message_id=sent.message_id, text="yours")
    assert other["description"] == "Bad Request: message can't be edited"
    empty = await person.post("edit", **place, message_id=asked["message_id"], text=" ")
    assert empty["ok"] is False


async def test_inline_result_becomes_a_message(bot, person):
    """
    A chosen inline result is the reader's message, by way of the bot.
    """
    asking = asyncio.ensure_future(person.post("inline", user=1001, query="kim"))
    (update,) = await updates(bot)
    text = InputTextMessageContent("<b>Kim</b>", parse_mode="HTML")
    await update.inline_query.answer([InlineQueryResultArticle("7", "Kim", text)])
    await asking

    place = {"user": 1001, "chat": -2001}
    chosen = await person.post("choose", **place, result_id="7")

    assert chosen["message"]["text"] == "Kim"
    assert chosen["message"]["entities"][0]["type"] == "bold"
    (seen,) = await person.sees(user=1002, chat=-2001)
    assert (seen["from"]["id"], seen["via_bot"]["id"]) == (1001, bot.id)
    assert (await person.post("choose", **place, result_id="8"))["ok"] is False


async def test_more_people(bot, person):
    """
    More readers can be made, each with a chat of his own.
    """
    users = (await person.post("new", first_name="Cleo", count=3))["users"]

    assert [user["id"] for user in users] == [1003, 1004, 1005]
    await bot.send_message(1005, "welcome")
    assert (await person.sees(1005))[0]["text"] == "welcome"
    assert (await person.post("new", id=1004))["ok"] is False


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("send", {"user": 9, "chat": 9, "text": "x"}, "user not found"),
        ("send", {"user": 1001, "chat": 1002, "text": "x"}, "user is not in this chat"),
        ("send", {"user": 1001, "chat": 5, "text": "x"}, "chat not found"),
        ("send", {"user": 1001, "chat": 1001, "text": " "}, "message text is empty"),
        ("send", {"user": "x", "chat": 1001}, "user not found"),
        ("upload", {"user": 1001, "chat": 1001}, "there is no file in the request"),
        ("group", {"title": "", "members": [1001]}, "a group needs a title and members"),
        ("group", {"title": "x", "members": ["Ana"]}, "members must be a list of user numbers"),
        ("status", {"user": 1001, "chat": -2001, "status": "king"}, None),
        ("send", {"user": 1001, "chat": 1001, "text": "x", "reply_to": "y"}, None),
        ("inline", {"user": 5, "query": "x"}, "user not found"),
        ("migrate", {"chat": 1001}, "only a group can become a supergroup"),
    ],
)
async def test_wrong_request(person, path, body, reason):
    """
    A wrong request is refused with the reason.
    """
    answer = await person.post(path, **body)

    assert answer["ok"] is False
    assert reason is None or answer["description"] == f"Bad Request: {reason}"


async def test_unknown_path(person):
    """
    What is not there is not found.
    """
    assert (await person.get("nothing"))["error_code"] == 404
    assert (await person.get("file/nothing"))["error_code"] == 404
    assert (await person.get("events", user=5))["error_code"] == 400


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
