"""ZIP archives, opened with limits: nothing is written to disk, no name is a path."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from lzma import LZMAError
from pathlib import PurePosixPath

from bot.errors import IntakeError
from bot.intake.pieces import MEGABYTE, MOST_BYTES, MOST_UNPACKED

_MOST_ENTRIES = 2_000
_CHUNK = 64 * 1024
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    OverflowError,
    KeyError,
)


class Archive:
    """A ZIP archive that gives its files up to a total size.

    Attributes:
        names: of its files, as stored; folders left out.
    """

    def __init__(self, data: bytes, most_bytes: int = MOST_UNPACKED) -> None:
        """Open an archive.

        Raises:
            IntakeError: it is damaged or has too many files.
        """
        self.left = most_bytes
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except _DAMAGED as error:
            raise IntakeError("The archive is damaged. Pack it again and send that.") from error
        if len(entries) > _MOST_ENTRIES:
            raise IntakeError(
                f"The archive holds {len(entries):,} files; I take up to {_MOST_ENTRIES:,}. "
                "Send fewer."
            )
        self.names = [entry.filename for entry in entries if not entry.is_dir()]

    def read(self, name: str) -> bytes:
        """Return one file.

        Raises:
            IntakeError: there is no such file, it is encrypted or damaged, or unpacking it
                would pass the total size.
        """
        try:
            if self._zip.getinfo(name).flag_bits & 1:
                raise IntakeError("It is protected by a password. Send it without one.")
            with self._zip.open(name) as file:
                return b"".join(self._chunks(iter(lambda: file.read(_CHUNK), b"")))
        except (*_DAMAGED, RuntimeError) as error:
            raise IntakeError("The file is damaged. Save it again and send that.") from error

    def _chunks(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        size = 0
        for chunk in chunks:
            size += len(chunk)
            self.left -= len(chunk)
            if self.left < 0 or size > MOST_BYTES:
                raise IntakeError(
                    f"It unpacks to more than {min(MOST_BYTES, MOST_UNPACKED) // MEGABYTE} MB. "
                    "Send the article alone."
                )
            yield chunk


def shown_name(name: str) -> str:
    """Return a file's name without its folders, as it is safe to show."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable())[:80] or "a file"


def is_hidden(name: str) -> bool:
    """Say whether a name is one that systems add to archives by themselves."""
    return "__MACOSX" in name or shown_name(name).startswith(".")
