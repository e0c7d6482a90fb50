"""The Bot API: the methods the sandbox knows, and how a call passes faults and limits."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from bot.sandbox import chats, editing, profile, sending
from bot.sandbox.backend import Backend
from bot.sandbox.errors import ApiError, Json, bad_request
from bot.sandbox.faults import Fault
from bot.sandbox.flood import chat_of
from bot.sandbox.parameters import Parameters


class Dropped(Exception):
    """The connection is to be cut without an answer."""


def _yes(backend: Backend, call: Parameters) -> bool:
    del backend, call
    return True


def _set_webhook(backend: Backend, call: Parameters) -> bool:
    del backend
    if call.text("url"):
        raise bad_request("bad webhook: the sandbox has no webhooks, use getUpdates")
    return True


def _delete_webhook(backend: Backend, call: Parameters) -> bool:
    if call.flag("drop_pending_updates") and backend.world.updates:
        backend.world.record({"t": "confirmed", "before": backend.world.last_update + 1})
    return True


def _webhook_info(backend: Backend, call: Parameters) -> Json:
    del call
    pending = len(backend.world.updates)
    return {"url": "", "has_custom_certificate": False, "pending_update_count": pending}


METHODS: dict[str, Callable[[Backend, Parameters], Any]] = {
    "getme": profile.get_me,
    "logout": _yes,
    "close": _yes,
    "setwebhook": _set_webhook,
    "deletewebhook": _delete_webhook,
    "getwebhookinfo": _webhook_info,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "sendmediagroup": sending.send_media_group,
    "sendchataction": sending.send_chat_action,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": editing.delete_message,
    "deletemessages": editing.delete_messages,
    "pinchatmessage": editing.pin_chat_message,
    "unpinchatmessage": editing.unpin_chat_message,
    "unpinallchatmessages": editing.unpin_chat_message,
    "answercallbackquery": editing.answer_callback_query,
    "answerinlinequery": editing.answer_inline_query,
    "getfile": chats.get_file,
    "getchat": chats.get_chat,
    "getchatmember": chats.get_chat_member,
    "getchatmembercount": chats.get_chat_member_count,
    "getchatadministrators": chats.get_chat_administrators,
    "leavechat": chats.leave_chat,
    "setmycommands": profile.set_my_commands,
    "getmycommands": profile.get_my_commands,
    "deletemycommands": profile.delete_my_commands,
    "setmyname": partial(profile.set_text, "name"),
    "getmyname": partial(profile.get_text, "name"),
    "setmydescription": partial(profile.set_text, "description"),
    "getmydescription": partial(profile.get_text, "description"),
    "setmyshortdescription": partial(profile.set_text, "short_description"),
    "getmyshortdescription": partial(profile.get_text, "short_description"),
    "setchatmenubutton": _yes,
}

#: Methods that put a message into a chat; pauses and faults concern these.
SENDS = frozenset({"sendmessage", "sendphoto", "senddocument", "sendmediagroup"})
_PAUSED = SENDS | {"editmessagetext", "editmessagecaption", "editmessagereplymarkup"}


async def call_method(backend: Backend, method: str, call: Parameters) -> Any:
    """Carry out one call of the Bot API, after whatever delay or fault is set.

    Raises:
        ApiError: the call is refused.
        Dropped: the connection is to be cut.
    """
    backend.flood.calls[method] += 1
    try:
        if method == "getupdates":
            return await _poll(backend, call)
        return await _delayed(backend, method, call)
    except ApiError as error:
        backend.flood.refused[error.code] += 1
        raise


async def _delayed(backend: Backend, method: str, call: Parameters) -> Any:
    """Half of the latency lies before the call is carried out, half of it after."""
    flood = backend.flood
    flood.enter()
    try:
        if flood.latency:
            await asyncio.sleep(flood.latency / 2)
        result = await _answered(backend, method, call)
        if flood.latency:
            await asyncio.sleep(flood.latency / 2)
    finally:
        flood.leave()
    return result


async def _poll(backend: Backend, call: Parameters) -> list[Json]:
    fault = backend.flood.next_fault("getupdates", None, sends=False)
    if fault is not None:
        await _before(backend, fault)
    updates = await backend.polling.updates(call)
    if fault is not None:
        await _after(fault)
    return updates


async def _answered(backend: Backend, method: str, call: Parameters) -> Any:
    act = METHODS.get(method)
    if act is None:
        raise ApiError(404, "Not Found: method not found")
    chat, sends = chat_of(call.values.get("chat_id")), method in SENDS
    if method in _PAUSED:
        backend.flood.check_pause(chat)
    fault = backend.flood.next_fault(method, chat, sends=sends)
    if fault is None:
        return act(backend, call)
    await _before(backend, fault)
    result = act(backend, call)
    await _after(fault)
    return result


async def _before(backend: Backend, fault: Fault) -> None:
    if fault.fault == "drop_before":
        raise Dropped
    refusal = backend.flood.refusal(fault)
    if refusal is not None:
        raise refusal


async def _after(fault: Fault) -> None:
    if fault.fault == "slow":
        await asyncio.sleep(fault.seconds)
    if fault.fault == "drop_after":
        raise Dropped
