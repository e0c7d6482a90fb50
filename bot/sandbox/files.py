"""Files that went over the wire, kept by their content; pictures are measured."""

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.errors import Json, bad_request

#: The longer side of the sizes that Telegram makes of a photo.
SIZES = (90, 320, 800, 1280)
_START_OF_FRAME = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as the sandbox knows it; ``digest`` is where its content is."""

    file_id: str
    digest: str
    name: str
    mime_type: str
    size: int
    folder: str
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """Where the bot fetches it, below /file/bot<token>/."""
        _, dot, ending = self.name.rpartition(".")
        number = self.file_id.rsplit("-", 1)[-1]
        return f"{self.folder}/file_{number}{dot}{ending if dot else ''}"

    def entry(self) -> Json:
        """The file as messages carry it: one size of a photo, or a document."""
        about: Json = {"file_id": self.file_id, "file_unique_id": self.digest[:12]}
        if self.width:
            about["file_unique_id"] += str(self.width)
            about |= {"width": self.width, "height": self.height}
        else:
            about |= {"file_name": self.name, "mime_type": self.mime_type}
        return {**about, "file_size": self.size}


class Contents:
    """The bytes of files: beside the database, or in memory when there is no folder."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._memory: dict[str, bytes] = {}

    def keep(self, content: bytes) -> str:
        """Keep bytes; gives their digest."""
        digest = hashlib.sha256(content).hexdigest()[:32]
        if self._folder is None:
            self._memory[digest] = content
        elif not (target := self._folder / digest).exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh = target.with_suffix(".new")
            fresh.write_bytes(content)
            fresh.replace(target)
        return digest

    def content(self, digest: str) -> bytes | None:
        """The bytes of a digest, or None when they are gone."""
        if self._folder is None:
            return self._memory.get(digest)
        target = self._folder / digest
        return target.read_bytes() if target.exists() else None


def photo_sizes(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each size that Telegram offers of a picture, the largest last.

    Raises:
        ApiError: the bytes are no picture, or its sides are out of Telegram's bounds.
    """
    measured = picture_size(content)
    if measured is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = measured
    longer, shorter = max(measured), min(measured)
    if width + height > 10000 or shorter == 0 or longer > 20 * shorter:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    bounds = [side for side in SIZES if side < longer] + [min(longer, SIZES[-1])]
    return [
        (max(1, round(width * side / longer)), max(1, round(height * side / longer)))
        for side in dict.fromkeys(bounds)
    ]


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, JPEG or WebP by its head; None for anything else."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack(">II", content[16:24])
            return width, height
        if content[:6] in {b"GIF87a", b"GIF89a"}:
            width, height = struct.unpack("<HH", content[6:10])
            return width, height
        if content.startswith(b"\xff\xd8"):
            return _jpeg_size(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp_size(content)
    except struct.error:
        return None
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 < len(content):
        if content[place] != 0xFF:
            return None
        marker = content[place + 1]
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + struct.unpack(">H", content[place + 2 : place + 4])[0]
    return None


def _webp_size(content: bytes) -> tuple[int, int] | None:
    kind = content[12:16]
    if kind == b"VP8X":
        return _number(content[24:27]) + 1, _number(content[27:30]) + 1
    if kind == b"VP8L":
        bits = _number(content[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _number(three: bytes) -> int:
    return int.from_bytes(three, "little")
