"""Commands with their scopes, and the bot's texts."""

import pytest
from telegram import (
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeChatMember,
)
from telegram.error import BadRequest


async def menu(person, user, chat):
    commands = (await person.get("state", user=user))["commands"][str(chat)]
    return [command["command"] for command in commands]


async def test_narrowest_scope_wins(bot, person):
    """
    Everybody's menu shows the commands of the narrowest scope that has some.
    """
    scopes = [
        (None, "common"),
        (BotCommandScopeAllPrivateChats(), "private"),
        (BotCommandScopeAllGroupChats(), "groups"),
        (BotCommandScopeAllChatAdministrators(), "admins"),
        (BotCommandScopeChat(1002), "chat"),
    ]
    for scope, name in scopes[:1]:
        await bot.set_my_commands([(name, "What it does")], scope=scope)
    assert await menu(person, 1001, 1001) == ["common"]

    for scope, name in scopes[1:]:
        await bot.set_my_commands([(name, "What it does")], scope=scope)

    assert await menu(person, 1001, 1001) == ["private"]
    assert await menu(person, 1002, 1002) == ["chat"]
    assert await menu(person, 1001, -2001) == ["admins"]
    assert await menu(person, 1002, -2001) == ["groups"]


async def test_scopes_of_one_group(bot, person):
    """
    One group, its administrators and one of its members can have menus of their own.
    """
    await bot.set_my_commands([("all", "x")], scope=BotCommandScopeChat(-2001))
    await bot.set_my_commands([("admins", "x")], scope=BotCommandScopeChatAdministrators(-2001))
    assert await menu(person, 1001, -2001) == ["admins"]
    assert await menu(person, 1002, -2001) == ["all"]

    await bot.set_my_commands([("me", "x")], scope=BotCommandScopeChatMember(-2001, 1002))
    assert await menu(person, 1002, -2001) == ["me"]


async def test_commands_by_scope(bot):
    """
    Commands are given back for exactly the scope they were set for, and can be removed.
    """
    await bot.set_my_commands([("brief", "Today's news")])

    (command,) = await bot.get_my_commands()
    assert (command.command, command.description) == ("brief", "Today's news")
    assert await bot.get_my_commands(scope=BotCommandScopeAllPrivateChats()) == ()
    assert await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


@pytest.mark.parametrize(
    ("commands", "reason"),
    [
        ([("Brief", "x")], "Bot_command_invalid"),
        ([("b" * 33, "x")], "Bot_command_invalid"),
        ([("brief", "")], "Bot_command_description_invalid"),
        ([("brief", "x")] * 101, "Bot_commands_too_much"),
    ],
)
async def test_wrong_commands(bot, commands, reason):
    """
    Commands that Telegram refuses are refused.
    """
    with pytest.raises(BadRequest, match=reason):
        await bot.set_my_commands(commands)


async def test_unknown_scope(person):
    """
    A scope that Telegram does not know is refused.
    """
    answer = await person.call("setMyCommands", commands=[], scope={"type": "planet"})

    assert "unsupported type specified" in answer["description"]


async def test_texts(bot, person):
    """
    Name and descriptions can be set, by language, and are checked for length.
    """
    assert (await bot.get_my_name()).name == "Morning Brief"
    await bot.set_my_name("The Brief")
    await bot.set_my_description("Long", language_code="de")
    await bot.set_my_short_description("Short")

    assert (await bot.get_my_name()).name == "The Brief"
    assert (await person.get("state", user=1001))["bot"]["first_name"] == "The Brief"
    assert (await bot.get_my_description()).description == ""
    assert (await bot.get_my_description("de")).description == "Long"
    assert (await bot.get_my_short_description("de")).short_description == "Short"
    with pytest.raises(BadRequest, match="too long"):
        await bot.set_my_short_description("x" * 121)
