"""The user side over HTTP: what the chat page and the tests call, in JSON."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox import visitors
from bot.sandbox.backend import Backend
from bot.sandbox.chat import PRESENT, Chat
from bot.sandbox.errors import ApiError, Json, bad_request
from bot.sandbox.parameters import Parameters, read_parameters
from bot.sandbox.profile import bot_user, commands_for

MOST_AT_ONCE = 200

_PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


async def _state(backend: Backend, call: Parameters) -> Json:
    world = backend.world
    user = visitors.user_called(backend, call.values.get("user"))
    mine = [c for c in world.chats.values() if user["id"] in c.members and c.moved_to is None]
    menus = {str(chat.id): commands_for(world, chat, user) for chat in mine}
    return {
        "bot": bot_user(world),
        "user": user,
        "users": [{"id": u["id"], "first_name": u["first_name"]} for u in world.users.values()],
        "chats": [_chat(backend, chat, user["id"]) for chat in mine],
        "commands": menus,
    }


def _chat(backend: Backend, chat: Chat, user: int) -> Json:
    """A chat as a user's list shows it; his private chat has the bot's name."""
    head = chat.head()
    if chat.type == "private":
        head["first_name"] = bot_user(backend.world)["first_name"]
    read = chat.read.get(user, 0)
    others = [m for n, m in chat.messages.items() if n > read and m["from"]["id"] != user]
    last = next(reversed(chat.messages.values()), None)
    blocked = chat.status not in PRESENT
    return {**head, "last_message": last, "unread": len(others), "blocked": blocked}


async def _messages(backend: Backend, call: Parameters) -> Json:
    user, chat = _place(backend, call)
    before = call.number("before")
    limit = min(max(call.number("limit", 50) or 50, 1), MOST_AT_ONCE)
    numbers = sorted(n for n in chat.messages if before is None or n < before)[-limit:]
    if before is None:
        backend.world.mark_read(chat, user["id"])
    return {"messages": [chat.messages[number] for number in numbers]}


async def _read(backend: Backend, call: Parameters) -> Json:
    user, chat = _place(backend, call)
    backend.world.mark_read(chat, user["id"])
    return {"ok": True}


async def _send(backend: Backend, call: Parameters) -> Json:
    user, chat = _place(backend, call)
    reply_to = call.number("reply_to")
    written = visitors.write(backend, user, chat, call.text("text"), reply_to)
    backend.world.mark_read(chat, user["id"])
    return {"message": written[-1], "messages": written}


async def _tap(backend: Backend, call: Parameters) -> Json:
    user, chat = _place(backend, call)
    number = call.number("message_id") or 0
    return {"answer": await visitors.tap(backend, user, chat, number, call.text("data"))}


async def _upload(backend: Backend, call: Parameters) -> Json:
    user, chat = _place(backend, call)
    files = [file for name, file in call.files if name == "file"]
    plain = call.text("as") == "document"
    caption = call.text("caption")
    sent = visitors.upload(backend, user, chat, files, caption, plain=plain)
    backend.world.mark_read(chat, user["id"])
    return {"messages": sent}


async def _inline(backend: Backend, call: Parameters) -> Json:
    user = visitors.user_called(backend, call.values.get("user"))
    return {"results": await visitors.ask_inline(backend, user, call.text("query"))}


async def _choose(backend: Backend, call: Parameters) -> Json:
    user, chat = _place(backend, call)
    return {"message": visitors.choose(backend, user, chat, call.text("result_id"))}


async def _edit(backend: Backend, call: Parameters) -> Json:
    user, chat = _place(backend, call)
    number = call.number("message_id") or 0
    return {"message": visitors.rewrite(backend, user, chat, number, call.text("text"))}


async def _block(backend: Backend, call: Parameters) -> Json:
    user = visitors.user_called(backend, call.values.get("user"))
    visitors.block(backend, user, blocked=call.flag("blocked"))
    return {"ok": True}


async def _new(backend: Backend, call: Parameters) -> Json:
    world = backend.world
    first = call.number("id") or max(world.users, default=1000) + 1
    count = call.number("count", 1) or 1
    numbers = range(first, first + count)
    if first <= 0 or any(number in world.users for number in numbers):
        raise bad_request("there is somebody with that number")
    name = call.text("first_name") or "Reader"
    return {"users": [world.add_user(number, name) for number in numbers]}


async def _group(backend: Backend, call: Parameters) -> Json:
    members, admins = _numbers(call, "members"), _numbers(call, "admins")
    chat = visitors.make_group(backend, call.text("title").strip(), members, admins)
    backend.world.tell(chat, {"type": "chat", "chat": chat.id})
    return {"chat": chat.head()}


def _numbers(call: Parameters, name: str) -> list[int]:
    listed = call.structure(name) or []
    if not isinstance(listed, list) or not all(isinstance(number, int) for number in listed):
        raise bad_request(f"{name} must be a list of user numbers")
    return listed


async def _migrate(backend: Backend, call: Parameters) -> Json:
    chat = backend.world.chat(call.values.get("chat"))
    return {"chat": visitors.migrate(backend, chat).head()}


async def _status(backend: Backend, call: Parameters) -> Json:
    user, chat = _place(backend, call)
    visitors.set_status(backend, chat, user, call.text("status"))
    return {"ok": True}


async def _set_faults(backend: Backend, call: Parameters) -> Json:
    backend.flood.set(dict(call.values))
    return backend.flood.report()


async def _faults(backend: Backend, call: Parameters) -> Json:
    del call
    return backend.flood.report()


def _place(backend: Backend, call: Parameters) -> tuple[Json, Chat]:
    return visitors.user_in(backend, call.values.get("user"), call.values.get("chat"))


_ACTS: dict[tuple[str, str], Callable[[Backend, Parameters], Awaitable[Json]]] = {
    ("GET", "state"): _state,
    ("GET", "messages"): _messages,
    ("GET", "faults"): _faults,
    ("POST", "faults"): _set_faults,
    ("POST", "read"): _read,
    ("POST", "send"): _send,
    ("POST", "tap"): _tap,
    ("POST", "upload"): _upload,
    ("POST", "inline"): _inline,
    ("POST", "choose"): _choose,
    ("POST", "edit"): _edit,
    ("POST", "block"): _block,
    ("POST", "new"): _new,
    ("POST", "group"): _group,
    ("POST", "migrate"): _migrate,
    ("POST", "status"): _status,
}


async def user_side(backend: Backend, name: str, request: web.Request) -> web.StreamResponse:
    """Answer a request below /user/; ``name`` is the rest of its path.

    Raises:
        ApiError: the request is refused.
    """
    if name == "events":
        return await _events(backend, request)
    if name.startswith("file/"):
        return _file(backend, name.removeprefix("file/"), request)
    act = _ACTS.get((request.method, name))
    if act is None:
        raise ApiError(404, "Not Found")
    return _json(await act(backend, await read_parameters(request)))


def _json(body: Any) -> web.Response:
    return web.json_response(body, headers=_PRIVATE)


async def _events(backend: Backend, request: web.Request) -> web.StreamResponse:
    user = visitors.user_called(backend, request.query.get("user"))
    last = request.headers.get("Last-Event-ID") or request.query.get("after", "")
    response = web.StreamResponse(headers=_PRIVATE)
    response.content_type = "text/event-stream"
    response.charset = "utf-8"
    await response.prepare(request)
    # The first line is there at once, so that a page knows that it is connected.
    await response.write(b": connected\n\n")
    try:
        async for line in backend.world.events.follow(user["id"], last):
            await response.write(line)
    except ConnectionError:
        return response
    return response


def _file(backend: Backend, file_id: str, request: web.Request) -> web.Response:
    file = backend.world.files.get(file_id)
    content = backend.world.contents.content(file.digest) if file else None
    if file is None or content is None:
        raise ApiError(404, "Not Found")
    shown = bool(file.width) and "download" not in request.query
    headers = {"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"}
    if not shown:
        # What somebody uploaded is never opened as a page of this address.
        headers["Content-Disposition"] = 'attachment; filename="' + _plain(file.name) + '"'
    kind = file.mime_type if shown else "application/octet-stream"
    return web.Response(body=content, content_type=kind, headers=headers)


def _plain(name: str) -> str:
    kept = [c if c.isascii() and c.isprintable() and c not in '"\\' else "_" for c in name]
    return "".join(kept)
