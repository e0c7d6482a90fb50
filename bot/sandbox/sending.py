"""Methods that send: texts, photos, documents, albums; chat actions."""

from bot.sandbox.backend import Backend
from bot.sandbox.chat import Chat
from bot.sandbox.entities import formatted, units
from bot.sandbox.errors import ApiError, Json, bad_request
from bot.sandbox.keyboards import reply_markup
from bot.sandbox.parameters import Attachment, Parameters
from bot.sandbox.world import World

MOST_TEXT, MOST_CAPTION = 4096, 1024
MOST_PHOTO_BYTES, MOST_DOCUMENT_BYTES = 10 * 1024**2, 50 * 1024**2

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(backend: Backend, call: Parameters) -> Json:
    """The message that was sent."""
    world = backend.world
    chat = world.reachable(call.values.get("chat_id"))
    content = text_content(call)
    content |= _around(world, chat, call)
    backend.flood.admit(chat.id)
    return _sent(backend, chat, [content])[0]


def text_content(call: Parameters) -> Json:
    """The fields of a text message.

    Raises:
        ApiError: the text is empty, too long, or marked up wrongly.
    """
    if not call.text("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(call, call.text("text"))
    if not text:
        raise bad_request("message text is empty")
    if units(text) > MOST_TEXT:
        raise bad_request("message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if preview := call.mapping("link_preview_options"):
        content["link_preview_options"] = preview
    return content


def caption_content(call: Parameters) -> Json:
    """The fields of a caption; none when there is no caption.

    Raises:
        ApiError: it is too long or marked up wrongly.
    """
    caption, entities = formatted(call, call.text("caption"), entities="caption_entities")
    if units(caption) > MOST_CAPTION:
        raise bad_request("message caption is too long")
    content: Json = {"caption": caption} if caption else {}
    return {**content, "caption_entities": entities} if entities else content


def send_photo(backend: Backend, call: Parameters) -> Json:
    """The message with the photo."""
    return _send_file(backend, call, "photo")


def send_document(backend: Backend, call: Parameters) -> Json:
    """The message with the document."""
    return _send_file(backend, call, "document")


def _send_file(backend: Backend, call: Parameters, kind: str) -> Json:
    world = backend.world
    chat = world.reachable(call.values.get("chat_id"))
    content = {**file_content(world, call, kind, call.text(kind)), **caption_content(call)}
    content |= _around(world, chat, call)
    backend.flood.admit(chat.id)
    return _sent(backend, chat, [content])[0]


def file_content(world: World, call: Parameters, kind: str, wanted: str) -> Json:
    """The field of a photo or a document, from an upload or a file that is known.

    Args:
        world: where files are kept.
        call: holds the uploads.
        kind: photo or document.
        wanted: a file_id, ``attach://`` and the name of an upload; empty when the upload
            has the name of its kind.

    Raises:
        ApiError: there is no such file, or it is too large.
    """
    upload = call.file(wanted.removeprefix("attach://") if wanted else kind)
    if upload is not None:
        return uploaded(world, upload, kind)
    if wanted.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = world.files.get(wanted)
    if file is None:
        if not wanted:
            raise bad_request(f"there is no {kind} in the request")
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    if kind == "photo" and not file.width:
        raise bad_request("can't use file of type Document as Photo")
    if kind == "photo":
        return {"photo": [size.entry() for size in world.photos[file.digest]]}
    return {"document": file.entry()}


def uploaded(world: World, upload: Attachment, kind: str) -> Json:
    """The field of a photo or a document that has just been uploaded.

    Raises:
        ApiError: it is empty or too large, or no picture though it is to be a photo.
    """
    if not upload.content:
        raise bad_request("file must be non-empty")
    if kind == "document":
        if len(upload.content) > MOST_DOCUMENT_BYTES:
            raise ApiError(413, "Request Entity Too Large")
        name = upload.name.replace("\\", "/").rsplit("/", 1)[-1]
        return {"document": world.keep_document(upload.content, name, upload.mime_type).entry()}
    if len(upload.content) > MOST_PHOTO_BYTES:
        raise bad_request("file is too big")
    return {"photo": [size.entry() for size in world.keep_photo(upload.content)]}


def send_media_group(backend: Backend, call: Parameters) -> list[Json]:
    """The messages of an album, in order; they share a media_group_id."""
    world = backend.world
    chat = world.reachable(call.values.get("chat_id"))
    media = call.structure("media")
    if not isinstance(media, list) or not media:
        raise bad_request('parameter "media" is required')
    if not 2 <= len(media) <= 10:
        raise bad_request("wrong number of messages to send as an album: 2-10 are allowed")
    if not all(isinstance(item, dict) for item in media):
        raise bad_request("can't parse InputMedia: expected an Object")
    kinds = {str(item.get("type")) for item in media}
    if not kinds <= {"photo", "document"}:
        raise bad_request("can't parse InputMedia: media type is not known to the sandbox")
    if len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    around = _around(world, chat, call)
    group = {"media_group_id": str(world.last_message + 1)}
    items = [_album_item(world, call, item) | group | around for item in media]
    backend.flood.admit(chat.id, len(items))
    return _sent(backend, chat, items)


def _album_item(world: World, call: Parameters, item: Json) -> Json:
    own = Parameters(item, call.files)
    return file_content(world, own, own.text("type"), own.text("media")) | caption_content(own)


def _around(world: World, chat: Chat, call: Parameters) -> Json:
    """What every kind of message may have: a keyboard, a message it replies to."""
    around: Json = {}
    if markup := reply_markup(call):
        around["reply_markup"] = markup
    if call.flag("protect_content"):
        around["has_protected_content"] = True
    reply = call.mapping("reply_parameters")
    own = Parameters(reply).number("message_id") if reply else None
    number = own if reply else call.number("reply_to_message_id")
    if number is None:
        return around
    replied = chat.messages.get(number)
    lenient = reply.get("allow_sending_without_reply") if reply else False
    if replied is None and not lenient and not call.flag("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return {**around, "reply_to_message": without_reply(replied)} if replied else around


def without_reply(message: Json) -> Json:
    """A message as another one quotes it."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def _sent(backend: Backend, chat: Chat, contents: list[Json]) -> list[Json]:
    backend.flood.sent_to(chat.id, len(contents))
    posted = [backend.world.post(chat, backend.world.bot, content) for content in contents]
    return [for_bot(message) for message in posted]


def for_bot(message: Json) -> Json:
    """A message as the bot gets it back: only inline keyboards are part of it."""
    markup = message.get("reply_markup")
    if markup is None or "inline_keyboard" in markup:
        return message
    return {name: value for name, value in message.items() if name != "reply_markup"}


def send_chat_action(backend: Backend, call: Parameters) -> bool:
    """True; the people in the chat see what the bot is about to do."""
    chat = backend.world.reachable(call.values.get("chat_id"))
    action = call.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    backend.world.tell(chat, {"type": "typing", "chat": chat.id, "action": action})
    return True
