"""Methods about the bot itself: its name, its texts, and its commands with their scopes."""

import re
from collections.abc import Iterator
from typing import Any

from bot.sandbox.backend import Backend
from bot.sandbox.chat import Chat
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.parameters import Parameters
from bot.sandbox.world import World

MOST_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_PLAIN = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_OF_CHAT = ("chat", "chat_administrators")
_TEXTS = {"name": 64, "description": 512, "short_description": 120}


def get_me(backend: Backend, call: Parameters) -> Json:
    """The bot as it knows itself."""
    del call
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return bot_user(backend.world) | abilities


def bot_user(world: World) -> Json:
    """The bot as its users see it."""
    name = world.texts.get(("name", "")) or world.bot["first_name"]
    return {**world.bot, "first_name": name}


def set_my_commands(backend: Backend, call: Parameters) -> bool:
    """True; the menu of that scope shows these commands."""
    commands = call.structure("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    _remember(backend, call, [_command(command) for command in commands])
    return True


def delete_my_commands(backend: Backend, call: Parameters) -> bool:
    """True; that scope has no commands of its own any more."""
    _remember(backend, call, [])
    return True


def get_my_commands(backend: Backend, call: Parameters) -> list[Json]:
    """The commands of exactly that scope and language."""
    key = (_scope(backend, call), call.text("language_code"))
    return backend.world.commands.get(key, [])


def commands_for(world: World, chat: Chat, user: Json) -> list[Json]:
    """The commands that a user's menu shows in a chat: the narrowest scope that has some."""
    for scope in _scopes(chat, user["id"]):
        for language in (user.get("language_code", ""), ""):
            if commands := world.commands.get((scope, language)):
                return commands
    return []


def set_text(name: str, backend: Backend, call: Parameters) -> bool:
    """True; one of the bot's texts is set: name, description or short_description."""
    text = call.text(name)
    if len(text) > _TEXTS[name]:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    language = call.text("language_code")
    if backend.world.texts.get((name, language), "") != text:
        backend.world.record({"t": "text", "name": name, "language": language, "text": text})
    return True


def get_text(name: str, backend: Backend, call: Parameters) -> Json:
    """One of the bot's texts; the language's own, or the common one."""
    texts = backend.world.texts
    text = texts.get((name, call.text("language_code"))) or texts.get((name, ""), "")
    return {name: text or (bot_user(backend.world)["first_name"] if name == "name" else "")}


def _remember(backend: Backend, call: Parameters, commands: list[Json]) -> None:
    world, language = backend.world, call.text("language_code")
    scope = _scope(backend, call)
    if world.commands.get((scope, language), []) == commands:
        return
    world.record({"t": "commands", "scope": scope, "language": language, "commands": commands})
    world.events.publish(world.users, {"type": "commands"})


def _command(command: Any) -> Json:
    name = (
        str(command.get("command", "")).removeprefix("/") if isinstance(command, dict) else ""
    )
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    description = str(command.get("description", "")).strip()
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _scope(backend: Backend, call: Parameters) -> str:
    """The scope of a call as one word."""
    scope = call.mapping("scope") or {"type": "default"}
    kind = str(scope.get("type", ""))
    if kind in _PLAIN:
        return kind
    if kind not in {*_OF_CHAT, "chat_member"}:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = backend.world.chat(scope.get("chat_id"))
    if kind in _OF_CHAT:
        return f"{kind}:{chat.id}"
    return f"{kind}:{chat.id}:{scope.get('user_id')}"


def _scopes(chat: Chat, user: int) -> Iterator[str]:
    """From the narrowest to the widest, as Telegram tries them."""
    group = chat.type != "private"
    if group:
        yield f"chat_member:{chat.id}:{user}"
        if user in chat.admins:
            yield f"chat_administrators:{chat.id}"
    yield f"chat:{chat.id}"
    if group and user in chat.admins:
        yield "all_chat_administrators"
    yield "all_group_chats" if group else "all_private_chats"
    yield "default"
