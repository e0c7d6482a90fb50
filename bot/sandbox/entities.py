"""Texts with their entities, as Telegram counts them: offsets and lengths in UTF-16 units."""

import re
from collections.abc import Callable, Iterable, Iterator

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.html import Span, parsed_html
from bot.sandbox.markdown import parsed_markdown
from bot.sandbox.parameters import Parameters

MOST_ENTITIES = 100

_PARSERS: dict[str, Callable[[str], tuple[str, list[Span]]]] = {
    "html": parsed_html,
    "markdownv2": parsed_markdown,
}
#: Order of entities that cover the same words; all others have 50.
_RANKS = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
_ARGUMENTS = {"text_link": "url", "pre": "language", "custom_emoji": "custom_emoji_id"}
#: What is inside these is not looked at again.
_OPAQUE = frozenset(
    {"code", "pre", "text_link", "text_mention", "mention", "bot_command", "url"}
)
_ADDRESS = re.compile(
    r"(?:(?:https?|tg|ton|tel|mailto):\S+|[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?)", re.IGNORECASE
)
_UNCLEAN = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e]")
_CLEANED: dict[int, str | None] = {
    **dict.fromkeys([*range(10), 11, 12, *range(14, 32)], " "),
    **dict.fromkeys([13, *range(0x2028, 0x202F)]),
}
#: What every one of them has; most texts have none, and looking for this costs little.
_SIGN = re.compile(r"[/@#]|\.(?:com|org|net|info|io|gov|edu)\b")
_PLAIN_SIGHT = re.compile(
    r"(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?P<url>https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?')\]])"
    r"|(?<![\w@.])(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})"
    r"|(?<![\w.@-])(?P<url2>(?:[A-Za-z0-9-]+\.)+(?:com|org|net|info|io|gov|edu)\b(?:/[^\s<>\"“”]*)?)"
    r"|(?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})(?!\w)"
    r"|(?<![\w#])(?P<hashtag>#\w*[^\W\d]\w*)"
)


def formatted(
    call: Parameters, text: str, *, mode: str = "parse_mode", entities: str = "entities"
) -> tuple[str, list[Json]]:
    """The text of a call without its markup, and its entities.

    Args:
        call: says how the text is marked up.
        text: as sent.
        mode: name of the parameter that holds the parse mode.
        entities: name of the parameter that holds entities.

    Returns:
        The text without white space around it, and at most MOST_ENTITIES entities in
        order; links, commands and mentions in plain sight are found too.

    Raises:
        ApiError: the markup is wrong.
    """
    wanted = call.text(mode).lower()
    text = cleaned(text)
    if wanted and wanted not in _PARSERS:
        raise bad_request("unsupported parse_mode")
    if wanted:
        text, spans = _PARSERS[wanted](text)
        marked = [_entity(span, text) for span in spans]
    else:
        marked = list(_given(call.structure(entities, "MessageEntity")))
    return trimmed(text, marked)


def trimmed(text: str, marked: Iterable[Json] = ()) -> tuple[str, list[Json]]:
    """A text without white space around it, its entities moved along, those in sight added."""
    kept = text.strip()
    before, length = len(text) - len(text.lstrip()), units(kept)
    entities = [
        moved for entity in marked if (moved := _moved(entity, before, length)) is not None
    ]
    code = [entity for entity in entities if entity["type"] in {"code", "pre"}]
    if code:
        entities = [e for e in entities if e in code or not _is_inside(e, code)]
    entities.extend(_found(kept, [e for e in entities if e["type"] in _OPAQUE]))
    entities.sort(key=_place)
    return kept, entities[:MOST_ENTITIES]


def _place(entity: Json) -> tuple[int, int, int]:
    """Where Telegram lists an entity: by its beginning, the longest first, quotes outermost."""
    return entity["offset"], -entity["length"], _RANKS.get(entity["type"], 50)


def cleaned(text: str) -> str:
    """A text without what Telegram takes out: control characters, marks of direction."""
    return text.translate(_CLEANED) if _UNCLEAN.search(text) else text


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _entity(span: Span, text: str) -> Json:
    kind, start, end, argument = span
    offset = units(text[:start])
    entity: Json = {"type": kind, "offset": offset, "length": units(text[start:end])}
    if kind in _ARGUMENTS and argument:
        entity[_ARGUMENTS[kind]] = argument
    return entity


def _given(listed: object) -> Iterator[Json]:
    for entity in listed if isinstance(listed, list) else ():
        try:
            place = {"offset": int(entity["offset"]), "length": int(entity["length"])}
            yield {**entity, "type": str(entity["type"]), **place}
        except (TypeError, KeyError, ValueError, OverflowError):
            raise bad_request("can't parse MessageEntity: wrong field") from None


def _moved(entity: Json, before: int, length: int) -> Json | None:
    """An entity after ``before`` units were cut in front, inside ``length`` units; or None."""
    start = max(entity["offset"] - before, 0)
    end = min(entity["offset"] - before + entity["length"], length)
    if end <= start or (entity["type"] == "text_link" and not _is_address(entity.get("url"))):
        return None
    return {**entity, "offset": start, "length": end - start}


def _is_address(url: object) -> bool:
    return isinstance(url, str) and _ADDRESS.fullmatch(url) is not None


def _found(text: str, opaque: list[Json]) -> Iterator[Json]:
    for found in _PLAIN_SIGHT.finditer(text) if _SIGN.search(text) else ():
        kind = (found.lastgroup or "").removesuffix("2")
        offset, length = units(text[: found.start()]), units(found[0])
        if not any(_overlap(entity, offset, length) for entity in opaque):
            yield {"type": kind, "offset": offset, "length": length}


def _is_inside(entity: Json, others: list[Json]) -> bool:
    """Whether an entity lies in one of the others; code has no further formatting."""
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return any(
        other["offset"] <= start and end <= other["offset"] + other["length"]
        for other in others
    ) and entity["type"] not in {"blockquote", "expandable_blockquote"}


def _overlap(entity: Json, offset: int, length: int) -> bool:
    start: int = entity["offset"]
    return start < offset + length and offset < start + int(entity["length"])
