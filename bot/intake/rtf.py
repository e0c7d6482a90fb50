"""Rich Text Format to plain paragraphs."""

import codecs
import re

from bot.errors import IntakeError
from bot.intake.pieces import MOST_CHARACTERS

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})"
    r"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
#: Groups that hold fonts, pictures and the like, not text of the article.
_ELSEWHERE = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "header"}
    | {"footer", "headerl", "headerr", "footerl", "footerr", "footnote", "listtable", "fldinst"}
    | {"datastore", "latentstyles", "generator", "xmlnstbl", "rsidtbl", "deleted"}
)
_STANDS_FOR = {
    "par": "\n",
    "line": "\n",
    "sect": "\n",
    "row": "\n",
    "tab": " ",
    "cell": " ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
}
_SIGNS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_DEEPEST = 1_000


class _Reader:
    """Where the reading stands: open groups, what is left out, letters still to be skipped."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.pieces: list[str] = []
        self.groups: list[tuple[bool, int]] = []
        self.left_out = False
        self.fallback = 1
        self.skip = 0

    def take(self, token: re.Match[str]) -> None:
        """Take one token."""
        if token["brace"] == "{":
            if len(self.groups) > _DEEPEST:
                raise IntakeError("The file is nested too deeply. Save it as .docx or .txt.")
            self.groups.append((self.left_out, self.fallback))
        elif token["brace"]:
            self.left_out, self.fallback = self.groups.pop() if self.groups else (False, 1)
        elif token["word"]:
            self._word(token["word"], token["number"])
        elif token["hex"]:
            self._write(bytes.fromhex(token["hex"]).decode(self.encoding, errors="replace"))
        elif token["sign"] == "*":
            self.left_out = True
        else:
            self._write(token["text"] or _SIGNS.get(token["sign"], ""))

    def _word(self, word: str, number: str | None) -> None:
        if word in _ELSEWHERE:
            self.left_out = True
        elif word == "uc":
            self.fallback = max(0, min(int(number or 1), 10))
        elif word == "u" and number:
            code = int(number) % 65536
            self._write(chr(code))
            self.skip = self.fallback
        elif word in _STANDS_FOR:
            self._write(_STANDS_FOR[word])

    def _write(self, text: str) -> None:
        if self.skip:
            skipped = min(self.skip, len(text))
            self.skip -= skipped
            text = text[skipped:]
        if not self.left_out:
            self.pieces.append(text)


def rtf_text(data: bytes) -> str:
    """Return the text of an RTF file, a line for each paragraph.

    Raises:
        IntakeError: it is damaged or holds too much.
    """
    source = data.decode("latin-1")
    page = re.search(r"\\ansicpg(\d{3,5})", source[:2000])
    reader = _Reader(_codec(f"cp{page[1]}" if page else "cp1252"))
    letters = 0
    for token in _TOKEN.finditer(source):
        reader.take(token)
        letters += len(token["text"] or "") if not reader.left_out else 0
        if letters > 2 * MOST_CHARACTERS:
            raise IntakeError(
                f"It holds more than {MOST_CHARACTERS:,} characters. Send the article alone."
            )
    # Letters beyond the first plane are written as two halves.
    text = "".join(reader.pieces)
    return text.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace")


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
