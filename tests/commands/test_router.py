"""From a line to its handler: permissions, refusals, links."""

from dataclasses import replace

import pytest
from chat import ANA, BO, GROUP, printed

from bot.commands.brief import Brief, NothingYet
from bot.commands.help import Help, Numbers, Welcome
from bot.commands.reading import SentenceShown
from bot.commands.router import ADMIN_HANDLERS, HANDLERS, MENU, Refused, answer
from bot.conversation import Request
from bot.errors import StoreError
from bot.model import ChatId, UserId
from bot.places import place
from bot.store import open_store

LONG = "The mayor of Lindholm opened the new bridge on Thursday. " * 8


@pytest.mark.parametrize("line", ["/nothing", "/articles", "/publish 1", "/status", "/undo 1"])
async def test_admin_commands_do_not_exist_for_readers(chat, line):
    """
    A reader cannot tell an admin's command from one that does not exist.
    """
    answer = await chat.say(line)

    name = line.split()[0]
    assert answer == Refused(reason=f"I do not know {name}. /help lists what I can do.")


@pytest.mark.parametrize("line", ["/receipt 1", "/articles", "/audit", "/withdraw 1"])
async def test_a_group_does_not_learn_who_the_admins_are(chat, line):
    """
    What waits and who did what is shown where nobody reads along; a group hears the same
    whoever asks.
    """
    await chat.say(f"/add {LONG}", user=BO)
    group = {"chat": ChatId(GROUP), "private": False}

    answers = [await chat.say(line, user=user, **group) for user in (BO, ANA)]

    command = line.split()[0]
    assert answers == 2 * [
        Refused(
            reason=f"I do not know {command} here. /help lists what I can do; "
            "some of it in a chat with me alone."
        )
    ]


async def test_a_mistyped_command_is_put_right(chat):
    """
    What is nearly a command is taken for it, and an admin's command for a reader is none.
    """
    answer = await chat.say("/breif north korea")

    assert answer.reason == (
        "I do not know /breif. Did you mean /brief? /help lists what I can do."
    )
    assert "Did you mean /status?" in (await chat.say("/statsu", user=BO)).reason
    assert "/status?" not in (await chat.say("/statsu")).reason


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("news about north korea please", "/brief north korea"),
        ("quotes from trump", "/quotes by trump"),
        ("/brief north korea in 30 seconds", "/brief north korea 30s"),
    ],
)
async def test_plain_words_say_commands(seeded, line, command):
    """
    What people write is what the command says.
    """
    assert (await seeded.say(line)).title == (await seeded.say(command)).title


@pytest.mark.parametrize("line", ["/read 1", "/s 1 0"])
async def test_in_a_group_nobody_reads_what_waits(chat, line):
    """
    An article that waits can be read by an admin alone, not by a group with an admin in it.
    """
    await chat.say(f"/add {LONG}", user=BO)

    group = await chat.say(line, user=BO, chat=ChatId(GROUP), private=False)

    assert isinstance(group, Refused)
    assert not isinstance(await chat.say(line, user=BO), Refused)


async def test_in_a_group_admins_are_readers(seeded):
    """
    Their files are not taken there, and help and stories are as for everybody.
    """
    here = {"user": BO, "chat": ChatId(GROUP), "private": False}

    assert isinstance(await seeded.upload("news.txt", LONG.encode(), **here), Refused)
    assert not (await seeded.say("/help", **here)).admin
    assert not (await seeded.say("/story 1", **here)).articles
    assert isinstance(await seeded.say("/story split 1", **here), Refused)


async def test_a_readers_file_is_refused_and_reveals_nothing(chat):
    """
    Others who upload hear what they can do, not who may upload.
    """
    answer = await chat.upload("news.txt", b"text", user=ANA)

    assert isinstance(answer, Refused)
    assert "admin" not in answer.reason


async def test_readers_can_be_limited(chat):
    """
    Where READERS is set, others are told how to ask; their rights stay open.
    """
    chat.readers = frozenset({ANA})

    assert isinstance(await chat.say("/brief"), NothingYet)
    assert isinstance(await chat.say("/brief", user=BO), NothingYet)
    assert isinstance(await chat.say("/brief", user=5), Refused)
    assert isinstance(await chat.say("/id", user=5), Numbers)


async def test_a_listed_group_may_read(chat):
    """
    READERS may name chats, too: then everybody in that group may read there.
    """
    chat.readers = frozenset({GROUP})

    answer = await chat.say("/brief", user=5, chat=ChatId(GROUP), private=False)

    assert isinstance(answer, NothingYet)


@pytest.mark.parametrize("line", ["/subscribe 7:30 Berlin", "/at 8:00", "/resume"])
async def test_briefings_come_to_listed_groups_alone(chat, line):
    """
    One reader may ask in any group, but not have briefings sent to those who may not read.
    """
    chat.readers = frozenset({ANA})
    here = {"chat": ChatId(GROUP), "private": False}

    assert isinstance(await chat.say("/brief", **here), NothingYet)
    refused = await chat.say(line, **here)
    chat.readers = frozenset({ANA, GROUP})

    assert isinstance(refused, Refused)
    assert "not among the readers" in refused.reason
    assert "readers" not in printed(await chat.say(line, **here))


@pytest.mark.parametrize("line", ["/subscribe 7:30 Berlin", "/stop", "/follow kim"])
async def test_only_managers_decide_for_a_group(chat, line):
    """
    In a group its administrators subscribe and stop; others hear how to have their own.
    """
    answer = await chat.say(line, chat=ChatId(GROUP), private=False, manages_chat=False)

    assert isinstance(answer, Refused)
    assert "administrators" in answer.reason


async def test_a_link_leads_to_its_sentence(chat):
    """
    The link behind a number opens the bot with the place it stands for.
    """
    number = await chat.knows("Ann Adler", quotes=["We will see what happens."])
    sentence = "Ann Adler spoke to reporters about many things."

    answer = await chat.say(f"/start {place(number, 0, sentence).payload}")

    assert isinstance(answer, SentenceShown)
    assert answer.text == sentence


async def test_an_unknown_link_starts(chat):
    """
    /start with words it does not know is /start.
    """
    assert isinstance(await chat.say("/start somewhere"), Welcome)


async def test_a_marked_line_replaces_the_message_it_was_tapped_on(seeded):
    """
    Whether an answer replaces or follows a message is up to where its button stands.
    """
    assert (await seeded.say("~/brief")).edits
    assert not (await seeded.say("/brief")).edits


async def test_commands_in_any_case(chat):
    """
    /HELP is /help.
    """
    assert isinstance(await chat.say("/HELP"), Help)


async def test_a_broken_database_is_said(chat):
    """
    When the store does not answer, the reader hears "not now", and the bot goes on.
    """
    gone = open_store(":memory:")
    await gone.close()
    context = replace(chat.context, store=gone)

    reply = await answer(Request(ChatId(1), UserId(1), "/brief"), context)

    assert isinstance(reply, Refused)
    assert reply.reason.startswith("Not now")
    with pytest.raises(StoreError):
        await gone.topics()


async def test_a_brief_is_a_brief_to_everyone(seeded):
    """
    Readers and admins get the same.
    """
    first, second = await seeded.say("/brief"), await seeded.say("/brief", user=BO)

    assert isinstance(first, Brief)
    assert first == second


def test_the_menu_names_commands_that_exist():
    """
    What the menu offers can be done, within Telegram's lengths.
    """
    for name, description, for_admins in MENU:
        assert name in (ADMIN_HANDLERS if for_admins else HANDLERS)
        assert 3 <= len(description) <= 256


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("brief me", "/brief"),
        ("Brief me on north korea 30s", "/brief north korea 30s"),
        ("search missile", "/search missile"),
        ("subscribe 7:30 Berlin", "/subscribe 7:30 Berlin"),
        ("Topics", "/topics"),
        ("hello!", "/start"),
        ("Today?", "/brief today"),
        ("yesterday's news", "/brief yesterday"),
    ],
)
async def test_commands_are_understood_without_their_stroke(seeded, said, meant):
    """
    A button's or a command's words do what they say; an admin is understood, too.
    """
    asked = await seeded.say(meant)

    assert type(await seeded.say(said)) is type(asked)
    assert type(await seeded.say(said, user=BO)) is type(asked)


async def test_nothing_is_offered_twice(seeded):
    """
    What is the nearest name and a topic is one button.
    """
    answer = await seeded.say("/brief north korea yesterday")

    labels = [choice.label for row in answer.choices for choice in row]
    assert len(labels) == len(set(labels))
