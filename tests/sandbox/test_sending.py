"""Texts, keyboards, photos, documents and albums, as the library sends them."""

import io
import struct
import zlib

import pytest
from sandbox.playing import a_bot, updates
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken, NetworkError

BUTTON = "can't parse inline keyboard button:"

BUTTON_OF_ONE = {"text": "1", "callback_data": "1"}


def picture(width, height):
    """A PNG of one colour."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data))
            + kind
            + data
            + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\x00" + b"\x80" * width for _ in range(height)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def keyboard(*buttons):
    return InlineKeyboardMarkup([[button] for button in buttons])


async def test_me(bot):
    """
    The library starts with it: the bot knows its number and its name.
    """
    assert (bot.id, bot.username) == (1, "morning_brief_bot")
    assert bot.bot.supports_inline_queries


async def test_text_arrives(bot, person):
    """
    What the bot sends is in the reader's chat, with its buttons.
    """
    markup = keyboard(
        InlineKeyboardButton("More", callback_data="/more"),
        InlineKeyboardButton("Source", url="https://a.example/story"),
    )
    sent = await bot.send_message(
        1001,
        "hello",
        reply_markup=markup,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )

    (seen,) = await person.sees()
    assert (seen["message_id"], seen["text"]) == (sent.message_id, "hello")
    assert seen["reply_markup"]["inline_keyboard"][1][0]["url"] == "https://a.example/story"
    assert sent.reply_markup == markup
    assert sent.link_preview_options.is_disabled


async def test_numbers_rise(bot):
    """
    Every message has a number of its own, higher than the one before.
    """
    first, second = [await bot.send_message(chat, "x") for chat in (1001, 1002)]

    assert second.message_id > first.message_id


async def test_reply(bot, person):
    """
    A reply quotes its message; replying to nothing is refused unless that is allowed.
    """
    asked = await person.send("what?")

    answer = await bot.send_message(
        1001, "that", reply_parameters=ReplyParameters(asked["message_id"])
    )

    assert answer.reply_to_message.text == "what?"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(1001, "x", reply_parameters=ReplyParameters(1))
    lost = ReplyParameters(1, allow_sending_without_reply=True)
    assert (await bot.send_message(1001, "x", reply_parameters=lost)).reply_to_message is None


async def test_reply_keyboard(bot, person):
    """
    A keyboard in place of the reader's own is shown, but not part of the message for the bot.
    """
    sent = await bot.send_message(1001, "?", reply_markup=ReplyKeyboardMarkup([["Yes", "No"]]))

    assert sent.reply_markup is None
    assert (await person.sees())[0]["reply_markup"]["keyboard"][0][0]["text"] == "Yes"


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x"},
            f"{BUTTON} Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "url": "no address"},
            "inline keyboard button URL 'no address' is invalid: Wrong HTTP URL",
        ),
        (
            {"callback_data": "x"},
            f'{BUTTON} Field "text" must be of type String and not empty',
        ),
    ],
)
async def test_wrong_button(person, button, reason):
    """
    A message with a button that Telegram refuses is refused whole.
    """
    answer = await person.call(
        "sendMessage", chat_id=1001, text="x", reply_markup={"inline_keyboard": [[button]]}
    )

    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {reason}"}
    assert await person.sees() == []


async def test_sixty_four_bytes_fit(bot):
    """
    Callback data holds 64 bytes, not characters.
    """
    await bot.send_message(
        1001, "x", reply_markup=keyboard(InlineKeyboardButton("x", callback_data="é" * 32))
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({}, "chat_id is empty"),
        ({"chat_id": 1001}, "message text is empty"),
        ({"chat_id": 4711, "text": "x"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        (
            {"chat_id": 1001, "text": "x", "reply_markup": "{"},
            "can't parse reply keyboard markup JSON object",
        ),
        (
            {"chat_id": 1001, "text": "x", "reply_markup": "[1]"},
            "object expected as reply keyboard markup",
        ),
        (
            {"chat_id": 1001, "text": "x", "entities": '[{"type": "bold"}]'},
            "can't parse MessageEntity: wrong field",
        ),
    ],
)
async def test_wrong_call(person, body, reason):
    """
    What is missing or makes no sense is named.
    """
    answer = await person.call("sendMessage", **body)

    assert answer["description"] == f"Bad Request: {reason}"


async def test_body_that_is_no_json(sandbox, person):
    """
    A broken body is refused, and the next call works.
    """
    url = f"{sandbox.address}/bot1:sandbox/sendMessage"
    for body in (b"{", b"[1]", b'"x"', b"\xff\xfe"):
        kind = {"Content-Type": "application/json"}
        async with person.session.post(url, data=body, headers=kind) as response:
            assert (await response.json())["error_code"] == 400
    for body in (b"\xff\xfe", b"%%%=", b"chat_id"):
        async with person.session.post(
            url, data=body, headers={"Content-Type": "application/x-www-form-urlencoded"}
        ) as response:
            assert (await response.json())["error_code"] == 400
    async with person.session.post(
        url, data=b"--x\r\nrubbish", headers={"Content-Type": "multipart/form-data; boundary=x"}
    ) as response:
        assert (await response.json())["error_code"] == 400


@pytest.mark.parametrize(
    ("method", "body", "reason"),
    [
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendPhoto", {"photo": "https://a.example/x.png"}, "failed to get HTTP URL content"),
        ("sendMediaGroup", {}, 'parameter "media" is required'),
        (
            "sendMediaGroup",
            {"media": [{"type": "video", "media": "x"}] * 2},
            "can't parse InputMedia: media type is not known to the sandbox",
        ),
        ("sendMediaGroup", {"media": [1, 2]}, "can't parse InputMedia: expected an Object"),
        ("sendMessage", {"text": "x", "reply_markup": {"menu": 1}}, None),
        ("sendMessage", {"text": "x", "reply_markup": {"inline_keyboard": 1}}, None),
        ("sendMessage", {"text": "x", "reply_markup": {"inline_keyboard": [[1]]}}, None),
        ("sendMessage", {"text": "x", "reply_parameters": "x"}, None),
        (
            "sendMessage",
            {"text": "x", "reply_markup": {"inline_keyboard": [[BUTTON_OF_ONE] * 8] * 13}},
            "REPLY_MARKUP_TOO_LONG",
        ),
        ("editMessageText", {"message_id": "x", "text": "x"}, None),
        ("editMessageText", {"inline_message_id": "x", "text": "x"}, "MESSAGE_ID_INVALID"),
        (
            "deleteMessages",
            {"message_ids": []},
            "there are no or too many messages to delete",
        ),
        ("answerCallbackQuery", {"text": "x" * 201}, "MESSAGE_TOO_LONG"),
        (
            "answerInlineQuery",
            {"results": '{"id": 1}'},
            "can't parse inline query results JSON object",
        ),
        ("answerInlineQuery", {"results": [{"id": n} for n in range(51)]}, "RESULTS_TOO_MUCH"),
        ("setMyCommands", {"commands": "x"}, "can't parse commands JSON object"),
    ],
)
async def test_wrong_calls_of_other_methods(person, method, body, reason):
    """
    Other methods are as strict, and a wrong call leaves nothing behind.
    """
    answer = await person.call(method, chat_id=1001, **body)

    assert answer["error_code"] == 400
    assert reason is None or answer["description"] == f"Bad Request: {reason}"
    assert await person.sees() == []


async def test_empty_keyboard(person):
    """
    A keyboard without buttons is none; a protected message says that it is.
    """
    body = {"text": "x", "reply_markup": {"inline_keyboard": [[]]}, "protect_content": True}
    message = (await person.call("sendMessage", chat_id=1001, **body))["result"]

    assert "reply_markup" not in message
    assert message["has_protected_content"]


async def test_keyboard_of_the_wrong_kind(bot, person):
    """
    An edit takes inline keyboards only.
    """
    sent = await bot.send_message(1001, "x")
    body = {"chat_id": 1001, "message_id": sent.message_id, "text": "y"}

    answer = await person.call("editMessageText", **body, reply_markup={"keyboard": [["x"]]})

    assert answer["description"] == "Bad Request: inline keyboard expected"


async def test_empty_and_large_photos(bot):
    """
    A file of no bytes is refused, and a photo of more than 10 MB.
    """
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(1001, b"", filename="x.txt")
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.send_photo(1001, b"x" * (10 * 1024**2 + 1))


async def test_what_the_library_may_ask(bot):
    """
    Methods without a meaning here are answered.
    """
    assert await bot.log_out()
    assert await bot.set_chat_menu_button(1001)


async def test_query_string(sandbox, person):
    """
    Parameters may stand in the address.
    """
    url = f"{sandbox.address}/bot1:sandbox/SENDMESSAGE?chat_id=1001&text=a%20b+c"
    async with person.session.get(url) as response:
        assert (await response.json())["result"]["text"] == "a b c"


async def test_unknown_method(bot, person):
    """
    A method that is not there answers 404.
    """
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendTelepathy")
    assert (await person.call("sendTelepathy"))["error_code"] == 404


async def test_wrong_token(sandbox, person):
    """
    Another token is not let in.
    """
    async with person.session.get(f"{sandbox.address}/bot2:other/getMe") as response:
        assert await response.json() == {
            "ok": False,
            "error_code": 401,
            "description": "Unauthorized",
        }
    stranger = a_bot(sandbox.address, "2:other")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_photo(bot, person, sandbox):
    """
    A picture comes back in Telegram's sizes, the largest last, and every size can be fetched.
    """
    sent = await bot.send_photo(
        1001, picture(1000, 500), caption="<b>Quotes</b>", parse_mode="HTML"
    )

    assert [(size.width, size.height) for size in sent.photo] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1000, 500),
    ]
    assert sent.caption_entities[0].type == "bold"
    file = await bot.get_file(sent.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == picture(1000, 500)
    (seen,) = await person.sees()
    url = f"{sandbox.address}/user/file/{seen['photo'][-1]['file_id']}"
    async with person.session.get(url) as response:
        assert (response.status, response.content_type) == (200, "image/jpeg")


async def test_photo_again_by_its_number(bot):
    """
    A file that was sent once is sent again by its file_id; a document cannot become a photo.
    """
    first = await bot.send_photo(1001, picture(100, 100))
    paper = await bot.send_document(1001, b"x", filename="x.txt")

    again = await bot.send_photo(1002, first.photo[-1].file_id)

    assert again.photo[-1].file_unique_id == first.photo[-1].file_unique_id
    with pytest.raises(BadRequest, match="file of type document as photo"):
        await bot.send_photo(1001, paper.document.file_id)
    with pytest.raises(BadRequest, match="Wrong remote file identifier"):
        await bot.send_photo(1001, "no-such-file")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"not a picture", "Image_process_failed"),
        (picture(1, 30), "Photo_invalid_dimensions"),
        (b"\x89PNG\r\n\x1a\n", "Image_process_failed"),
        (b"\xff\xd8\xff", "Image_process_failed"),
        (b"RIFFxxxxWEBPVP8 ", "Image_process_failed"),
    ],
)
async def test_wrong_photo(bot, content, reason):
    """
    What is no picture, or no picture for Telegram, is refused.
    """
    with pytest.raises(BadRequest, match=reason):
        await bot.send_photo(1001, content)


async def test_document(bot, person, sandbox):
    """
    A document keeps its name, kind, size and bytes, for the bot and for the reader.
    """
    sent = await bot.send_document(1001, io.BytesIO(b'{"a": 1}'), filename="my data.json")

    assert (sent.document.file_name, sent.document.file_size) == ("my data.json", 8)
    file = await bot.get_file(sent.document)
    assert bytes(await file.download_as_bytearray()) == b'{"a": 1}'
    (seen,) = await person.sees()
    url = f"{sandbox.address}/user/file/{seen['document']['file_id']}"
    async with person.session.get(url) as response:
        assert await response.read() == b'{"a": 1}'
        assert response.headers["Content-Disposition"] == 'attachment; filename="my data.json"'


async def test_album(bot, person):
    """
    The messages of an album share a number; documents and photos do not mix.
    """
    sent = await bot.send_media_group(
        1001,
        [InputMediaPhoto(picture(90, 90), caption="one"), InputMediaPhoto(picture(80, 80))],
    )

    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == ["one", None]
    mixed = [InputMediaPhoto(picture(9, 9)), InputMediaDocument(b"x", filename="x")]
    with pytest.raises(BadRequest, match="can't be mixed"):
        await bot.send_media_group(1001, mixed)
    with pytest.raises(BadRequest, match="2-10"):
        await bot.send_media_group(1001, [InputMediaPhoto(picture(9, 9))])
    assert len(await person.sees()) == 2


async def test_caption_too_long(bot):
    """
    A caption holds 1,024 units.
    """
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(1001, picture(9, 9), caption="x" * 1025)


async def test_upload_too_large(bot):
    """
    A bot sends at most 50 MB.
    """
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(1001, b"x" * (50 * 1024**2 + 1), filename="x", write_timeout=30)


async def test_chat_action(bot):
    """
    Telegram knows some actions and refuses the others.
    """
    assert await bot.send_chat_action(1001, ChatAction.TYPING)
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(1001, "dancing")


async def test_blocked(bot, person):
    """
    Who blocks the bot is not reached any more, until he lets it speak again; the bot is told.
    """
    await person.post("block", user=1001, blocked=True)

    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(1001, "x")
    (gone,) = await updates(bot)
    assert gone.my_chat_member.new_chat_member.status == "kicked"

    await person.post("block", user=1001, blocked=False)
    await bot.send_message(1001, "x")
    (back,) = await updates(bot)
    assert back.my_chat_member.new_chat_member.status == "member"
