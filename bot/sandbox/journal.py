"""The sandbox's memory on disk: one line of JSON per fact, only ever added to."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.sandbox.errors import Json


class Journal:
    """A file of facts beside the database; no path keeps nothing.

    A line counts when it is whole: what a kill tore at the end is cut off on opening.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file: int | None = None
        self._size = 0

    def read(self) -> Iterator[Json]:
        """Every fact kept so far, in order; a line that makes no sense is passed over."""
        if self.path is None or not self.path.exists():
            return
        with self.path.open("rb") as lines:
            for line in lines:
                fact = _fact(line)
                if fact is not None:
                    yield fact

    def open(self) -> None:
        """Begin to write, after the last whole line."""
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        size = os.fstat(self._file).st_size
        whole = _whole(self._file, size)
        if whole < size:
            os.ftruncate(self._file, whole)
        self._size = whole

    def write(self, facts: Iterable[Json]) -> None:
        """Keep facts, all of them or none: they survive the end of this process."""
        if self._file is not None:
            lines = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in facts]
            self._append(self._file, ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass"))

    def _append(self, file: int, content: bytes) -> None:
        rest = memoryview(content)
        try:
            while rest:
                rest = rest[os.write(file, rest) :]
        except OSError:
            # On a full disk half a line would spoil the next one as well.
            os.ftruncate(file, self._size)
            raise
        self._size += len(content)

    def replace(self, facts: Iterable[Json]) -> None:
        """Keep these facts instead of all former ones."""
        if self.path is None:
            return
        self.close()
        fresh = self.path.with_name(self.path.name + ".new")
        fresh.unlink(missing_ok=True)
        shortened = Journal(fresh)
        shortened.open()
        for fact in facts:
            shortened.write([fact])
        shortened.close()
        fresh.replace(self.path)
        self.open()

    def close(self) -> None:
        """Stop writing."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _fact(line: bytes) -> Json | None:
    if not line.endswith(b"\n"):
        return None
    try:
        fact = json.loads(line)
    except ValueError:
        return None
    return fact if isinstance(fact, dict) else None


def _whole(file: int, size: int) -> int:
    """Where the last whole line ends."""
    step, end = 65536, size
    while end > 0:
        begin = max(0, end - step)
        newline = os.pread(file, end - begin, begin).rfind(b"\n")
        if newline >= 0:
            return begin + newline + 1
        end = begin
    return 0
