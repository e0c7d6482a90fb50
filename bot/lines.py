"""JSON lines: read as they come, written as they are ready."""

import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedReader
from typing import Any, cast

from bot.errors import CommandError

Line = str | bytes
Object = Mapping[str, Any]

#: What is a string wherever it stands.
TEXTS = ("text", "html", "title", "url", "published")
#: What a pipe holds at most; more does not come at once.
CHUNK = 1 << 16


class Arriving(Iterator[bytes]):
    """The lines of a stream as they come.

    Args:
        stream: gives what has come, as soon as anything has.
    """

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._lines: deque[bytes] = deque()
        self._rest = bytearray()

    @property
    def more(self) -> bool:
        """Whether another line that holds something has come already."""
        return any(line.strip() for line in self._lines)

    def __next__(self) -> bytes:
        while not self._lines:
            came = self._stream.read1(CHUNK)
            if not came:
                return self._last()
            head, *others = came.split(b"\n")
            self._rest += head
            for line in others:
                self._lines.append(bytes(self._rest))
                self._rest = bytearray(line)
        return self._lines.popleft()

    def _last(self) -> bytes:
        """Return the last line where nothing ends it."""
        last, self._rest = bytes(self._rest), bytearray()
        if not last:
            raise StopIteration
        return last


def objects(lines: Iterable[Line], *needed: str) -> Iterator[Object]:
    """Yield the objects of non-blank lines.

    Raises:
        CommandError: a line is no JSON object, lacks a needed key, or has one of another kind.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            raise CommandError(f"Line {number} is not JSON: {error}") from error
        if not isinstance(found, dict):
            raise CommandError(f'Line {number} is not an object like {{"id": "1", …}}.')
        if missing := [key for key in needed if key not in found]:
            raise CommandError(f"Line {number} lacks {' and '.join(missing)}.")
        if wrong := [key for key in TEXTS if not isinstance(found.get(key) or "", str)]:
            raise CommandError(f'Line {number}: "{wrong[0]}" is not a text.')
        yield found


def arriving() -> Arriving:
    """Return the lines of standard input."""
    return Arriving(cast("BufferedReader", sys.stdin.buffer))


def write(rows: Iterable[Object]) -> None:
    """Write objects to standard output, one a line, each as soon as it is there."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        sys.stdout.flush()
