"""From what a reader does to what the bot sends back, over HTTP."""

import asyncio

import pytest
from telegram import Update
from telegram_play import Player, lines_of, said

from bot.conversation import Choice, Message
from bot.errors import IntakeError
from bot.model import ChatId
from bot.telegram.requests import typed


async def test_answers_a_command(bot: Player):
    """
    A typed line reaches the bot with who wrote it and where, and its answer goes back there.
    """
    await bot.person.send("/brief north korea")

    assert said(await bot.reply()) == "You said: /brief north korea"
    request = bot.asked[0]
    assert (request.chat, request.user, request.name) == (1001, 1001, "Ana")
    assert request.private
    assert request.manages_chat
    assert request.at is not None


async def test_sends_every_message_of_an_answer(bot: Player):
    """
    An answer of several parts arrives in order.
    """
    bot.answer = answering(Message("one"), Message("two"))

    await bot.person.send("/brief")

    await bot.until(lambda seen: [said(each) for each in seen[-2:]] == ["one", "two"])


async def test_a_tap_replaces_its_message(bot: Player):
    """
    A button stands for a line; its answer may take the place of the tapped message.
    """
    bot.answer = answering(Message("page 1", ((Choice("Next", "/page 2"),),)))
    await bot.person.send("/page 1")
    first = await bot.reply()
    bot.answer = answering(Message("page 2", edits=True))

    await bot.person.post(
        "tap", user=1001, chat=1001, message_id=first["message_id"], data="/page 2"
    )

    seen = await bot.until(lambda seen: said(seen[-1]) == "page 2")
    assert seen[-1]["message_id"] == first["message_id"]
    assert bot.asked == []


async def test_a_tap_that_changes_nothing_is_no_error(bot: Player):
    """
    Tapping the same page twice leaves the message as it is.
    """
    bot.answer = answering(Message("page 1", ((Choice("Again", "/page 1"),),), edits=True))
    await bot.person.send("/page 1")
    first = await bot.reply()

    answer = await bot.person.post(
        "tap", user=1001, chat=1001, message_id=first["message_id"], data="/page 1"
    )

    assert answer.get("ok", True)
    assert len(await bot.says()) == 1


async def test_a_tap_may_be_answered_by_a_toast(bot: Player):
    """
    A notice without a text is shown over the chat and leaves no message.
    """
    bot.answer = answering(Message("here", ((Choice("Follow", "/follow x"),),)))
    await bot.person.send("/x")
    first = await bot.reply()
    bot.answer = answering(Message("", notice="Followed."))

    answer = await bot.person.post(
        "tap", user=1001, chat=1001, message_id=first["message_id"], data="/follow x"
    )

    assert answer["answer"]["text"] == "Followed."
    assert len(await bot.says()) == 1


async def test_long_lines_fit_behind_a_button(bot: Player):
    """
    A line of more than 64 bytes is kept, and tapping its button says the whole line.
    """
    line = "/brief " + "ö" * 60
    bot.answer = answering(Message("here", ((Choice("More", line),),)))
    await bot.person.send("/x")
    message = await bot.reply()
    heard = asyncio.Event()
    lines = []

    async def listen(request):
        lines.append(request.line)
        heard.set()
        return [Message("heard")]

    bot.answer = listen
    data = lines_of(message)[0]
    await bot.person.post(
        "tap", user=1001, chat=1001, message_id=message["message_id"], data=data
    )
    async with asyncio.timeout(5):
        await heard.wait()

    assert len(data.encode()) <= 64
    assert lines == [line]


async def test_a_refused_text_goes_out_plain(bot: Player):
    """
    A text that Telegram cannot parse arrives without its tags, and the admin learns why.
    """
    await bot.person.send("hello", user=1002)
    await bot.reply(1002)
    bot.answer = answering(Message("a <b>bold</i> claim &amp; more"))

    await bot.person.send("/x")

    assert said(await bot.reply()) == "a bold claim & more"
    seen = await bot.until(lambda seen: len(seen) == 3, user=1002)
    assert "refused" in said(seen[-1])


async def test_an_error_is_one_neutral_sentence(bot: Player):
    """
    Whatever goes wrong inside, the reader hears that it did, and the next line is answered.
    """

    async def fail(_request):
        raise RuntimeError("inside")

    good, bot.answer = bot.answer, fail
    await bot.person.send("/x")
    assert "inside" not in said(await bot.reply())

    bot.answer = good
    await bot.person.send("/y")
    await bot.until(lambda seen: said(seen[-1]) == "You said: /y")


async def test_a_chat_is_answered_in_order(bot: Player):
    """
    The second line of a chat waits for the answer to the first; another chat does not.
    """
    first, release = asyncio.Event(), asyncio.Event()

    async def answer(request):
        if request.line == "/slow":
            first.set()
            await release.wait()
        return [Message(f"answer to {request.line}")]

    bot.answer = answer
    await bot.person.send("/slow")
    async with asyncio.timeout(5):
        await first.wait()
    await bot.person.send("/fast")
    await bot.person.send("/other", user=1002)
    await bot.reply(1002)
    assert await bot.says() == []
    release.set()

    await bot.until(
        lambda seen: (
            [said(each) for each in seen[-2:]] == ["answer to /slow", "answer to /fast"]
        )
    )


async def test_slow_answers_show_the_typing_sign(bot: Player):
    """
    While an answer takes its time, Telegram shows that the bot is typing.
    """

    async def answer(_request):
        await bot.event("typing")
        return [Message("there")]

    bot.answer = answer
    await bot.person.send("/slow")

    assert said(await bot.reply()) == "there"


async def test_an_upload_is_read_when_asked_for(bot: Player):
    """
    A file arrives with its name and size; its bytes are fetched on request.
    """
    files = []

    async def answer(request):
        upload = request.upload
        files.append((upload.name, upload.size, await upload.read(), request.line))
        return [Message("got it")]

    bot.answer = answer
    await bot.person.upload(("a.txt", b"words", "text/plain"), caption="/add")
    await bot.reply()

    assert files == [("a.txt", 5, b"words", "/add")]


async def test_a_file_too_large_is_refused_before_the_download(bot: Player):
    """
    Beyond what a bot can fetch, reading says so in a sentence.
    """
    refusals = []

    async def answer(request):
        try:
            await request.upload.read()
        except IntakeError as error:
            refusals.append(str(error))
        return [Message("no")]

    bot.answer = answer
    await bot.person.upload(("a.txt", b"x" * (20 * 1024**2 + 1), "text/plain"))
    await bot.reply()

    assert "20 MB" in refusals[0] or "21 MB" in refusals[0]
    assert "getfile" not in bot.sandbox.flood.calls


async def test_files_of_an_album_share_a_number(bot: Player):
    """
    Files sent together are one request each and say that they belong together.
    """
    albums = []

    async def answer(request):
        albums.append(request.upload.album)
        return [Message("got it")]

    bot.answer = answer
    await bot.person.upload(("a.txt", b"a", "text/plain"), ("b.txt", b"b", "text/plain"))
    await bot.until(lambda seen: len(seen) == 4)

    assert albums[0]
    assert albums[0] == albums[1]


async def test_the_receipt_of_an_album_is_one_message(bot: Player):
    """
    What answers a further file of an album takes the place of the answer before it.
    """
    answered = []

    async def answer(request):
        answered.append(request.upload.name)
        return [Message(" ".join(answered), edits=len(answered) > 1)]

    bot.answer = answer
    await bot.person.upload(("a.txt", b"a", "text/plain"), ("b.txt", b"b", "text/plain"))
    await bot.until(lambda seen: any(one.get("text") == "a.txt b.txt" for one in seen))

    assert await bot.says() == ["a.txt b.txt"]


async def test_files_and_pictures_are_sent(bot: Player):
    """
    A reply may carry a document or a picture with its text as the caption.
    """
    bot.answer = answering(Message("your <b>data</b>", document=("mydata.json", b"{}")))

    await bot.person.send("/mydata")

    message = await bot.reply()
    assert message["document"]["file_name"] == "mydata.json"
    assert message["caption"] == "your data"


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        ("/brief@sandbox_bot kim", ["/brief kim"]),
        ("/brief@OtherBot kim", []),
        ("/brief kim", ["/brief kim"]),
        ("just talking", []),
    ],
)
async def test_in_a_group_only_its_own_commands_count(bot: Player, line, heard):
    """
    In a group the bot answers commands that are meant for it, and nothing else.
    """
    line = line.replace("sandbox_bot", bot.telegram.username)
    await bot.person.send(line, chat=-2001)
    await bot.person.send("/last", chat=-2001)

    await bot.until(lambda seen: said(seen[-1]) == "You said: /last", chat=-2001)

    assert [request.line for request in bot.asked[:-1]] == heard


@pytest.mark.parametrize(("user", "manages"), [(1001, True), (1002, False)])
async def test_a_group_is_managed_by_its_administrators(bot: Player, user, manages):
    """
    Whether the sender may decide for a group is what Telegram says of him.
    """
    await bot.person.send("/subscribe 7:30", user=user, chat=-2001)
    await bot.reply(chat=-2001, user=user)

    assert bot.asked[0].manages_chat is manages
    assert not bot.asked[0].private


async def test_the_menu_depends_on_who_looks(bot: Player):
    """
    Readers are offered the readers' commands, admins all of them.
    """
    await bot.person.send("/x")
    await bot.reply()

    state = await bot.person.get("state", user=1001)
    admin = await bot.person.get("state", user=1002)

    assert [each["command"] for each in state["commands"]["1001"]] == ["brief"]
    assert [each["command"] for each in admin["commands"]["1002"]] == ["brief", "status"]


async def test_a_text_too_long_for_a_caption_follows_its_file(bot: Player):
    """
    Beyond 1,024 units the text comes as a message of its own, buttons included.
    """
    long = Message("x" * 1100, ((Choice("More", "/more"),),), document=("a.json", b"{}"))
    bot.answer = answering(long)

    await bot.person.send("/mydata")

    seen = await bot.until(lambda seen: said(seen[-1]) == "x" * 1100)
    assert seen[-2]["document"]["file_name"] == "a.json"
    assert lines_of(seen[-1]) == ["/more"]


async def test_a_message_that_cannot_be_replaced_is_sent_anew(bot: Player):
    """
    A picture or a message that is gone cannot become a text, so the answer is a new message.
    """
    bot.answer = answering(Message("here", ((Choice("Next", "/next"),),), picture=a_png()))
    await bot.person.send("/card")
    first = await bot.reply()
    bot.answer = answering(Message("next", edits=True))

    await bot.person.post(
        "tap", user=1001, chat=1001, message_id=first["message_id"], data="/next"
    )

    seen = await bot.until(lambda seen: said(seen[-1]) == "next")
    assert seen[-1]["message_id"] != first["message_id"]
    assert first["photo"]


async def test_a_button_may_be_a_link(bot: Player):
    """
    A choice with an address opens it.
    """
    bot.answer = answering(Message("here", ((Choice("Read", url="https://example.org/a"),),)))

    await bot.person.send("/x")

    button = (await bot.reply())["reply_markup"]["inline_keyboard"][0][0]
    assert button["url"] == "https://example.org/a"


async def test_pictures_and_nothing_at_all(bot: Player):
    """
    A picture is an upload like any other; an answer of no messages is none.
    """
    bot.answer = answering()
    await bot.person.upload(("a.png", a_png(), "image/png"))
    await bot.person.send("/x")
    good = answering(Message("done"))
    bot.answer = good
    await bot.person.send("/y")

    await bot.until(lambda seen: said(seen[-1]) == "done")
    assert len(await bot.says()) == 1


async def test_a_button_nobody_knows_any_more_is_confirmed(bot: Player):
    """
    A kept line that is gone answers nothing, and the button stops turning.
    """
    bot.answer = answering(Message("here", ((Choice("More", "/" + "x" * 80),),)))
    await bot.person.send("/x")
    first = await bot.reply()
    bot.store.kept_line = nothing

    answer = await bot.person.post(
        "tap",
        user=1001,
        chat=1001,
        message_id=first["message_id"],
        data=lines_of(first)[0],
    )

    assert answer["answer"] == {} or not answer["answer"].get("text")
    assert len(await bot.says()) == 1


async def test_who_leaves_while_being_answered_is_gone(bot: Player):
    """
    A chat that blocks the bot before its answer is noted as gone.
    """
    await bot.subscribed()
    await bot.person.faults({"fault": "403", "chat": 1001})

    await bot.person.send("/x")
    await bot.person.send("/x", user=1002)
    await bot.reply(1002)
    await bot.telegram._inbox.drained()

    assert (await bot.store.subscription_of(ChatId(1001))).paused == "blocked"


async def test_an_answer_is_not_repeated_in_doubt(bot: Player):
    """
    An answer whose call broke off is not sent again; the next question is answered.
    """
    await bot.person.faults({"fault": "drop_after"})
    await bot.person.send("/x")
    await bot.until(lambda seen: said(seen[-1]) == "You said: /x")
    await bot.person.send("/y")

    await bot.until(lambda seen: said(seen[-1]) == "You said: /y")
    assert await bot.says() == ["You said: /x", "You said: /y"]


RIGHTS = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_react_to_messages",
    "can_edit_tag",
]
FORWARDED = {
    "message_id": 5,
    "date": 1772452800,
    "chat": {"id": 1002, "type": "private", "first_name": "Bo"},
    "from": {"id": 1002, "is_bot": False, "first_name": "Bo"},
    "text": "An article",
    "forward_origin": {
        "type": "channel",
        "date": 1772452800,
        "message_id": 9,
        "chat": {"id": -1009, "type": "channel", "title": "The Daily Example"},
    },
}


async def nothing(_number):
    return None


def a_png():
    from io import BytesIO  # noqa: PLC0415

    from PIL import Image  # noqa: PLC0415

    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    return file.getvalue()


def answering(*messages):
    async def answer(_request):
        return messages

    return answer


# Who is there, and who may write where.


async def played(bot):
    """How many faults calls have met."""
    return bot.sandbox.flood.played.total()


async def paused(bot):
    return (await bot.store.subscription_of(ChatId(1001))).paused


async def test_a_membership_alone_brings_a_reader_back(bot: Player):
    """
    Telegram's word that somebody lets the bot speak again resumes the briefing, unasked.
    """
    await bot.subscribed()
    await bot.person.post("block", user=1001, blocked=True)
    await bot.until_true(lambda: paused(bot), "blocked")

    await bot.person.post("block", user=1001, blocked=False)

    await bot.until_true(lambda: paused(bot), "")
    assert bot.asked == []


async def test_whoever_writes_is_back(bot: Player):
    """
    A reader the bot had lost is back with the next line, also one it knew since its start.
    """
    await bot.subscribed()
    await bot.person.send("/x")
    await bot.reply()
    await bot.person.faults({"fault": "403", "chat": 1001})
    await bot.deliver()
    assert await paused(bot) == "blocked"

    await bot.person.send("/y")

    await bot.until_true(lambda: paused(bot), "")


@pytest.mark.parametrize(
    ("member", "there"),
    [
        ({"status": "member"}, True),
        ({"status": "left"}, False),
        ({"status": "kicked", "until_date": 0}, False),
        (restricted := {"status": "restricted", "until_date": 0, "is_member": True}, False),
        (restricted | {"can_send_messages": True}, True),
        (restricted | {"can_send_messages": True, "is_member": False}, False),
    ],
)
async def test_where_it_may_not_write_it_pauses(quiet: Player, member, there):
    """
    Left, removed, or silenced by the group's rules: the briefing pauses until that changes.
    """
    group = ChatId(-2001)
    await quiet.subscribed(group)
    await quiet.store.chat_gone(group, at=quiet.clock()) if there else None
    user = {"id": 1, "is_bot": True, "first_name": "Bot"}
    rights = dict.fromkeys(RIGHTS, False)
    change = {
        "chat": {"id": group, "type": "supergroup", "title": "Newsroom"},
        "from": {"id": 1002, "is_bot": False, "first_name": "Bo"},
        "date": 1772452800,
        "old_chat_member": {"user": user, "status": "member"},
        "new_chat_member": {"user": user, **rights, **member},
    }
    update = Update.de_json({"update_id": 1, "my_chat_member": change}, quiet.telegram._bot)

    await quiet.telegram._answers.handle(update)

    state = (await quiet.store.subscription_of(group)).paused
    assert state == ("" if there else "blocked")


async def test_a_group_that_forbids_to_write_pauses(bot: Player):
    """
    What Telegram calls a bad request, because the bot has no right to write, is a pause.
    """
    await bot.subscribed(ChatId(-2001))
    reason = "not enough rights to send text messages to the chat"
    await bot.person.faults({"fault": "400", "chat": -2001, "description": reason})

    await bot.deliver()

    assert await bot.states(ChatId(-2001)) == ["blocked"]
    assert (await bot.store.subscription_of(ChatId(-2001))).paused == "blocked"


# Calls beside the answer that fail.


@pytest.mark.parametrize("fault", ["drop_after", "400", "500"])
async def test_a_tap_that_cannot_be_confirmed_is_answered(bot: Player, fault):
    """
    The button may go on turning; the answer comes all the same.
    """
    bot.answer = answering(Message("here", ((Choice("Next", "/next"),),)))
    await bot.person.send("/x")
    first = await bot.reply()
    bot.answer = answering(Message("next"))
    await bot.person.faults({"fault": fault, "method": "answerCallbackQuery"})

    tap = bot.person.post(
        "tap", user=1001, chat=1001, message_id=first["message_id"], data="/next"
    )
    tapping = asyncio.ensure_future(tap)

    await bot.until(lambda seen: said(seen[-1]) == "next")
    tapping.cancel()


async def test_who_manages_a_group_may_be_unknown(bot: Player):
    """
    When Telegram does not tell, the line is answered, for somebody who manages nothing.
    """
    await bot.person.faults({"fault": "500", "method": "getChatAdministrators"})

    await bot.person.send("/brief", chat=-2001)
    await bot.reply(chat=-2001)
    await bot.person.send("/brief", chat=-2001)
    await bot.until(lambda seen: len(seen) == 4, chat=-2001)

    assert [request.manages_chat for request in bot.asked] == [False, True]


async def test_admins_hear_of_a_refusal_once(bot: Player):
    """
    However many messages are refused for one reason, the admin gets one note an hour.
    """
    await bot.person.send("hello", user=1002)
    await bot.reply(1002)
    bot.answer = answering(Message("a <b>bold</i> claim"))
    for number in range(2):
        await bot.person.send("/x")
        await bot.until(lambda seen, n=number: len(seen) == 2 * n + 2)
    bot.clock.pass_by(hours=2)
    await bot.person.send("/x")
    await bot.until(lambda seen: len(seen) == 6)

    notes = [text for text in await bot.says(1002) if "refused" in text]
    assert len(notes) == 2


async def test_refused_buttons_are_left_out(bot: Player):
    """
    A text whose buttons Telegram refuses arrives without them.
    """
    bad = Message("the <b>news</b>", ((Choice("Read", url="https://bad address"),),))
    bot.answer = answering(bad)

    await bot.person.send("/x")

    message = await bot.reply()
    assert said(message) == "the news"
    assert lines_of(message) == []


async def test_a_picture_that_is_refused_is_not_sent_as_text(bot: Player, caplog):
    """
    A file without words has no plain text to fall back to; the bot goes on.
    """
    bot.answer = answering(Message("", document=("a.json", b"{}")))
    await bot.person.faults({"fault": "400"})
    await bot.person.send("/x")
    await bot.until_true(lambda: played(bot), 1)
    bot.answer = answering(Message("next"))
    await bot.person.send("/y")

    await bot.until(lambda seen: said(seen[-1]) == "next")
    assert "answer_not_given" in caplog.text


async def test_a_channel_is_where_a_message_comes_from(bot: Player):
    """
    What was forwarded from a channel names it.
    """
    message = Update.de_json({"update_id": 1, "message": FORWARDED}, bot.telegram._bot).message

    request = await typed(message, bot.telegram._answers._reading())

    assert request.forwarded_from == "The Daily Example"


# Groups with topics.


def calls_of(bot, name):
    """The parameters of calls as they leave, for what the sandbox does not model."""
    whole, seen = bot.telegram.pace.process_request, []

    async def process(callback, args, kwargs, endpoint, data, rate_limit_args):
        if endpoint == name:
            seen.append(data)
        return await whole(callback, args, kwargs, endpoint, data, rate_limit_args)

    bot.telegram.pace.process_request = process
    return seen


def in_a_topic(line, *, topic=True):
    return {
        "message_id": 5,
        "date": 1772452800,
        "chat": {"id": -2001, "type": "supergroup", "title": "Newsroom", "is_forum": topic},
        "from": {"id": 1001, "is_bot": False, "first_name": "Ana"},
        "message_thread_id": 77,
        "text": line,
        **({"is_topic_message": True} if topic else {}),
    }


@pytest.mark.parametrize(("topic", "thread"), [(True, 77), (False, None)])
async def test_an_answer_goes_to_the_topic_it_was_asked_in(bot: Player, topic, thread):
    """
    In a group with topics the answer stays in the topic; a chain of answers is no topic.
    """
    sent = calls_of(bot, "sendMessage")
    told = {"update_id": 1, "message": in_a_topic("/brief", topic=topic)}
    update = Update.de_json(told, bot.telegram._bot)

    await bot.telegram._answers.handle(update)

    assert [request.thread for request in bot.asked] == [thread]
    assert [data.get("message_thread_id") for data in sent] == [thread]


async def test_a_briefing_goes_to_its_topic(bot: Player):
    """
    What was subscribed to in a topic is delivered there.
    """
    await bot.subscribed(ChatId(-2001))
    await bot.store.brief_in(ChatId(-2001), 77)
    sent = calls_of(bot, "sendMessage")

    await bot.deliver()

    assert [data["message_thread_id"] for data in sent] == [77]
    assert await bot.states(ChatId(-2001)) == ["sent"]


async def test_a_topic_that_is_gone_is_the_group(bot: Player):
    """
    When the topic was closed or deleted, the briefing goes to the group itself, as it is.
    """
    await bot.subscribed(ChatId(-2001))
    await bot.store.brief_in(ChatId(-2001), 77)
    sent = calls_of(bot, "sendMessage")
    reason = "message thread not found"
    await bot.person.faults({"fault": "400", "chat": -2001, "description": reason})

    await bot.deliver()

    assert [data.get("message_thread_id") for data in sent] == [77, None]
    assert {data["parse_mode"] for data in sent} == {"HTML"}
    assert await bot.states(ChatId(-2001)) == ["sent"]
