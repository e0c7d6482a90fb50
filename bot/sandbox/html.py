"""Telegram's HTML: the few tags it knows, refused with its own words when they are wrong."""

import re
from dataclasses import dataclass

from bot.sandbox.errors import bad_request

#: A part of the text: kind of entity, start, end (code points), argument (link, language …).
Span = tuple[str, int, int, str]

KINDS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}

_STOP = re.compile(r"<|&(?:(lt|gt|amp|quot)|#(?:x([0-9a-fA-F]+)|([0-9]+)));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TAG_NAME = re.compile(r"[^\s>]*")
_CLOSE = re.compile(r"/([^\s>]*)\s*(>?)")
_ATTRIBUTE = re.compile(
    r"\s*(?P<name>[^\s=>/\"']*)\s*(?:=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<token>[A-Za-z0-9.\-]*)))?"
)


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    argument: str
    start: int


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.parts: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.spans: list[Span] = []

    def read(self) -> tuple[str, list[Span]]:
        while found := _STOP.search(self.source, self.place):
            self._add(self.source[self.place : found.start()])
            self.place = found.end()
            if found[0] != "<":
                self._add(_decoded(found))
            elif self.source.startswith("/", self.place):
                self._end(found.start())
            else:
                self._begin(found.start())
        self._add(self.source[self.place :])
        if self.open:
            tag = self.open[-1].tag
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return "".join(self.parts), self.spans

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _offset(self, place: int) -> int:
        return len(self.source[:place].encode())

    def _begin(self, begin: int) -> None:
        name = _TAG_NAME.match(self.source, self.place)
        self.place = name.end() if name else self.place
        if self.place >= len(self.source):
            raise _wrong(f"Unclosed start tag at byte offset {self._offset(begin)}")
        tag = self.source[begin + 1 : self.place].lower()
        if tag not in KINDS:
            offset = self._offset(begin)
            raise _wrong(f'Unsupported start tag "{tag}" at byte offset {offset}')
        argument = ""
        while not self.source.startswith(">", self.place):
            argument = self._attribute(tag, begin) or argument
        self.place += 1
        if tag == "span" and argument != "spoiler":
            offset = self._offset(begin)
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
        self.open.append(_Open(tag, argument, self.length))

    def _attribute(self, tag: str, begin: int) -> str:
        """Step over one attribute; give its value if it matters for this tag."""
        found = _ATTRIBUTE.match(self.source, self.place)
        name = found["name"] if found else ""
        if found is None or found.end() >= len(self.source):
            offset = self._offset(begin)
            raise _wrong(f'Unclosed start tag "{tag}" at byte offset {offset}')
        self.place = found.end()
        if not name:
            if self.source.startswith(">", self.place):
                return ""
            offset = self._offset(begin)
            raise _wrong(f'Empty attribute name in the tag "{tag}" at byte offset {offset}')
        if found["token"] is not None and self.source[self.place] not in " \t\n\r>":
            if self.source[self.place] in "\"'":
                raise _wrong(f'Unclosed start tag "{tag}" at byte offset {self._offset(begin)}')
            token = self._offset(found.start("token"))
            raise _wrong(f"Unexpected end of name token at byte offset {token}")
        value = next((found[k] for k in ("double", "single", "token") if found[k]), "")
        return _argument(tag, name, _STOP.sub(_decoded, value) if "&" in value else value)

    def _end(self, begin: int) -> None:
        if not self.open:
            raise _wrong(f"Unexpected end tag at byte offset {self._offset(begin)}")
        close = _CLOSE.match(self.source, self.place)
        if close is None or not close[2]:
            raise _wrong(f"Unclosed end tag at byte offset {self._offset(begin)}")
        self.place = close.end()
        opened = self.open.pop()
        found = close[1].lower()
        if found and found != opened.tag:
            offset = self._offset(begin)
            expected = f'expected "</{opened.tag}>", found "</{found}>"'
            raise _wrong(f"Unmatched end tag at byte offset {offset}, {expected}")
        if self.length > opened.start:
            self._span(opened)

    def _span(self, opened: _Open) -> None:
        kind, argument = KINDS[opened.tag], opened.argument
        if opened.tag == "blockquote" and argument:
            kind, argument = "expandable_blockquote", ""
        if opened.tag == "a" and not argument:
            argument = "".join(self.parts)[opened.start : self.length]
        if kind == "pre" and self.spans:
            # <pre><code class="language-…"> is one entity; the inner tag has its language.
            inner, start, end, language = self.spans[-1]
            if (inner, start, end) == ("code", opened.start, self.length):
                self.spans.pop()
                argument = language
        self.spans.append((kind, opened.start, self.length, argument))


def parsed_html(source: str) -> tuple[str, list[Span]]:
    """Take the tags out of a text and say what they covered.

    Raises:
        ApiError: a tag is unknown, unclosed or closed in the wrong order.

    Source:
        The rules and messages of TDLib's ``MessageEntity.cpp``.
    """
    return _Reader(source).read()


def _decoded(found: re.Match[str]) -> str:
    if found[1]:
        return _NAMED[found[1]]
    if not (found[2] or found[3]):
        return found[0]
    number = int(found[2], 16) if found[2] else int(found[3])
    is_character = 0 < number < 0x10FFFF and not 0xD800 <= number < 0xE000
    return chr(number) if is_character else found[0]


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case ("code", "class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case ("blockquote", "expandable"):
            return "expandable"
        case _:
            return ""


def _wrong(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")
