"""Telegram's MarkdownV2, refused with its own words when it is wrong."""

from dataclasses import dataclass

from bot.sandbox.errors import bad_request
from bot.sandbox.html import Span

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_MARKS = {
    "__": "underline",
    "||": "spoiler",
    "```": "pre",
    "_": "italic",
    "*": "bold",
    "~": "strikethrough",
    "`": "code",
    "[": "text_link",
}
_NAMES = {"pre": "Pre", "code": "Code", "text_link": "TextUrl", "blockquote": "BlockQuote"}


@dataclass(frozen=True, slots=True)
class _Open:
    kind: str
    mark: str
    start: int
    place: int
    argument: str = ""


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.result: list[str] = []
        self.open: list[_Open] = []
        self.spans: list[Span] = []
        self.quote: int | None = None

    def read(self) -> tuple[str, list[Span]]:
        while self.place < len(self.source):
            self._step()
        self._end_quote()
        if self.open:
            last = self.open[-1]
            name = _NAMES.get(last.kind, last.kind.capitalize())
            offset = self._offset(last.place)
            raise _wrong(f"Can't find end of {name} entity at byte offset {offset}")
        return "".join(self.result), self.spans

    def _offset(self, place: int) -> int:
        return len(self.source[:place].encode())

    def _step(self) -> None:
        character = self.source[self.place]
        inside = self.open[-1].kind if self.open else ""
        following = self.source[self.place + 1 : self.place + 2]
        if character == "\\" and following and ord(following) <= 126:
            self._keep(following, 2)
        elif inside in {"code", "pre"}:
            self._inside_code(character)
        elif character == "\n":
            self._line_end()
        elif self._at_line_start() and self.source.startswith((">", "**>"), self.place):
            # A second quote right after a first one begins with "**>".
            self._begin_quote()
        elif character in RESERVED:
            self._mark(character)
        else:
            self._keep(character, 1)

    def _keep(self, character: str, width: int) -> None:
        self.result.append(character)
        self.place += width

    def _at_line_start(self) -> bool:
        return self.place == 0 or self.source[self.place - 1] == "\n"

    def _begin_quote(self) -> None:
        if self.source.startswith("**", self.place):
            self._end_quote()
            self.place += 2
        if self.quote is None:
            self.quote = len(self.result)
        self.place += 1

    def _line_end(self) -> None:
        if self.quote is not None and not self.source.startswith(">", self.place + 1):
            self._end_quote()
        self._keep("\n", 1)

    def _end_quote(self) -> None:
        if self.quote is None:
            return
        kind = "blockquote"
        if (
            self.open
            and self.open[-1].kind == "spoiler"
            and not self.result[self.open[-1].start :]
        ):
            self.open.pop()
            kind = "expandable_blockquote"
        self.spans.append((kind, self.quote, len(self.result), ""))
        self.quote = None

    def _inside_code(self, character: str) -> None:
        if self.source.startswith(self.open[-1].mark, self.place):
            self._close()
        else:
            self._keep(character, 1)

    def _mark(self, character: str) -> None:
        last = self.open[-1] if self.open else None
        if last and last.kind == "text_link" and character == "]":
            self._close_link()
            return
        mark = next((m for m in _MARKS if self.source.startswith(m, self.place)), None)
        if mark is None:
            escape = "is reserved and must be escaped with the preceding '\\'"
            raise _wrong(f"Character '{character}' {escape}")
        if last and last.mark == mark:
            self._close()
        else:
            self._begin(mark)

    def _begin(self, mark: str) -> None:
        place, argument = self.place, ""
        self.place += len(mark)
        if mark == "```":
            argument = self._language()
        self.open.append(_Open(_MARKS[mark], mark, len(self.result), place, argument))

    def _language(self) -> str:
        line = self.source[self.place :].split("\n", 1)
        if len(line) < 2 or "`" in line[0] or " " in line[0]:
            return ""
        self.place += len(line[0]) + 1
        return line[0]

    def _close(self) -> None:
        opened = self.open.pop()
        self.place += len(opened.mark)
        if len(self.result) > opened.start:
            self.spans.append((opened.kind, opened.start, len(self.result), opened.argument))

    def _close_link(self) -> None:
        opened = self.open.pop()
        self.place += 1
        address = "".join(self.result[opened.start :])
        if self.source.startswith("(", self.place):
            address = self._address(opened)
        if len(self.result) > opened.start:
            self.spans.append(("text_link", opened.start, len(self.result), address))

    def _address(self, opened: _Open) -> str:
        begin, address = self.place, ""
        self.place += 1
        while self.place < len(self.source):
            character = self.source[self.place]
            if character == ")":
                self.place += 1
                return address
            if character == "\\":
                self.place += 1
                character = self.source[self.place : self.place + 1]
            address += character
            self.place += 1
        raise _wrong(f"Can't find end of a URL at byte offset {self._offset(begin)}")


def parsed_markdown(source: str) -> tuple[str, list[Span]]:
    """Take the marks out of a MarkdownV2 text and say what they covered.

    Raises:
        ApiError: a reserved character stands unescaped, or an entity is not closed.

    Source:
        The rules and messages of TDLib's ``MessageEntity.cpp``. The legacy mode
        ``Markdown`` is left out.
    """
    return _Reader(source).read()


def _wrong(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")
