"""Methods about chats and their people."""

from bot.sandbox.backend import Backend
from bot.sandbox.chat import Chat
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.parameters import Parameters
from bot.sandbox.world import World

_NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_chat(backend: Backend, call: Parameters) -> Json:
    """Everything about a chat."""
    chat = _present(backend, call)
    more = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}
    pinned = chat.messages.get(chat.pinned or 0)
    return {**chat.head(), **more, **({"pinned_message": pinned} if pinned else {})}


def get_chat_member(backend: Backend, call: Parameters) -> Json:
    """One person's place in a chat."""
    chat = _present(backend, call)
    number = call.number("user_id")
    if number == backend.world.bot["id"]:
        return membership(chat.status, backend.world.bot)
    user = backend.world.users.get(number or 0)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return _place(chat, user)


def get_chat_administrators(backend: Backend, call: Parameters) -> list[Json]:
    """The people who run a group, its creator first."""
    chat = _present(backend, call)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    own = [membership(chat.status, backend.world.bot)] if chat.status == "administrator" else []
    return [_place(chat, backend.world.users[number]) for number in chat.admins] + own


def get_chat_member_count(backend: Backend, call: Parameters) -> int:
    """The number of people in a chat, the bot among them."""
    return len(_present(backend, call).members) + 1


def leave_chat(backend: Backend, call: Parameters) -> bool:
    """True; the bot is no longer in the group."""
    chat = backend.world.reachable(call.values.get("chat_id"))
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    backend.world.post(chat, backend.world.bot, {"left_chat_member": backend.world.bot})
    backend.world.change(chat, status="left")
    return True


def get_file(backend: Backend, call: Parameters) -> Json:
    """Where a file can be fetched from.

    Raises:
        ApiError: it is not known, or larger than 20 MB.
    """
    file = backend.world.files.get(call.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > MOST_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    about = file.entry()
    kept = {name: about[name] for name in ("file_id", "file_unique_id", "file_size")}
    return {**kept, "file_path": file.path}


MOST_DOWNLOAD_BYTES = 20 * 1024**2


def membership(status: str, user: Json) -> Json:
    """A ChatMember, with all fields that go with its status."""
    about: Json = {"status": status, "user": user}
    match status:
        case "creator":
            return {**about, "is_anonymous": False}
        case "administrator":
            return {**about, "is_anonymous": False, **_RIGHTS}
        case "kicked":
            return {**about, "until_date": 0}
        case _:
            return about


_RIGHTS = {
    "can_be_edited": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": True,
    "can_edit_stories": True,
    "can_delete_stories": True,
    "can_pin_messages": True,
}


def _place(chat: Chat, user: Json) -> Json:
    number = user["id"]
    if number in chat.admins:
        return membership("creator" if number == chat.admins[0] else "administrator", user)
    return membership("member" if number in chat.members else "left", user)


def _present(backend: Backend, call: Parameters) -> Chat:
    world: World = backend.world
    chat = world.chat(call.values.get("chat_id"))
    return chat if chat.type == "private" else world.reachable(chat.id)
