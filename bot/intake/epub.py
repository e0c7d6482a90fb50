"""EPUB books to an article for each chapter."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from xml.parsers import expat

from bot.errors import IntakeError
from bot.intake.archives import Archive
from bot.intake.encodings import decoded
from bot.intake.pages import read_page
from bot.intake.pieces import MOST_PIECES
from summaries.clean import Cleaned

_FEWEST_WORDS = 100


def read_epub(archive: Archive) -> Iterator[tuple[str, Cleaned]]:
    """Yield (chapter's file name, chapter) in reading order, short ones left out."""
    package = _attribute(archive.read("META-INF/container.xml"), "rootfile", "full-path")
    folder = posixpath.dirname(package)
    for address in _spine(archive.read(package))[:MOST_PIECES]:
        name = posixpath.normpath(posixpath.join(folder, unquote(address)))
        cleaned = read_page(decoded(archive.read(name)))
        if len(cleaned.text.split()) >= _FEWEST_WORDS:
            yield posixpath.basename(name), cleaned


def _spine(package: bytes) -> list[str]:
    files = {one.get("id", ""): one.get("href", "") for one in _elements(package, "item")}
    order = [one.get("idref", "") for one in _elements(package, "itemref")]
    return [files[one] for one in order if files.get(one)]


def _attribute(data: bytes, tag: str, name: str) -> str:
    for attributes in _elements(data, tag):
        if attributes.get(name):
            return attributes[name]
    raise IntakeError("The book is damaged. Send the text of the chapter.")


def _elements(data: bytes, tag: str) -> list[dict[str, str]]:
    """Return the attributes of the elements of one name, in order."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == tag and len(found) < 10 * MOST_PIECES:
            found.append(attributes)

    def refuse(*_: object) -> None:
        raise IntakeError(
            "Its XML declares entities, which is unsafe to read. Send it as .txt."
        )

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise IntakeError("The book is damaged. Send the text of the chapter.") from error
    return found
