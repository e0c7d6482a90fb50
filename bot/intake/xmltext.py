"""The text of XML documents, read without ever expanding an entity of their own."""

from collections.abc import Mapping
from xml.parsers import expat

from bot.errors import IntakeError
from bot.intake.pieces import MOST_CHARACTERS


class XmlText:
    """Collects paragraphs from an XML document while it is parsed.

    Attributes:
        paragraphs: (style of the paragraph, its text), in order; blank ones left out.
    """

    def __init__(
        self,
        paragraphs: frozenset[str],
        *,
        text: frozenset[str] | None = None,
        skipped: frozenset[str] = frozenset(),
        instead: Mapping[str, str] | None = None,
        style: str = "",
    ) -> None:
        """Say which elements matter; names are without their prefix.

        Args:
            paragraphs: elements that are a paragraph each.
            text: elements whose text counts; None for all of it.
            skipped: elements that are left out with all they hold.
            instead: text that an element stands for (a tab, a line break).
            style: the attribute, or the child's attribute, that names a paragraph's style.
        """
        self.paragraphs: list[tuple[str, str]] = []
        self._ends = paragraphs
        self._text = text
        self._skipped = skipped
        self._instead = instead or {}
        self._style_name = style
        self._pieces: list[str] = []
        self._style = ""
        self._open_text = 0
        self._in_skipped = 0
        self._characters = 0

    def read(self, data: bytes) -> list[tuple[str, str]]:
        """Parse a whole document.

        Raises:
            IntakeError: it is broken, declares entities, or holds too much text.
        """
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters_found
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise IntakeError(
                "The file is damaged. Open it, save it again and send that."
            ) from error
        self._finish()
        return self.paragraphs

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if tag in self._skipped or self._in_skipped:
            self._in_skipped += 1
            return
        if tag in self._ends:
            self._finish()
        if self._text is not None and tag in self._text:
            self._open_text += 1
        self._pieces.append(self._instead.get(tag, ""))
        for key, value in attributes.items():
            if self._style_name in {_local(key), f"{tag}@{_local(key)}"}:
                self._style = value

    def _end(self, name: str) -> None:
        tag = _local(name)
        if self._in_skipped:
            self._in_skipped -= 1
            return
        if self._text is not None and tag in self._text:
            self._open_text -= 1
        if tag in self._ends:
            self._finish()

    def _characters_found(self, text: str) -> None:
        if self._in_skipped or (self._text is not None and not self._open_text):
            return
        self._characters += len(text)
        if self._characters > 2 * MOST_CHARACTERS:
            raise IntakeError(
                f"It holds more than {MOST_CHARACTERS:,} characters. Send the article alone."
            )
        self._pieces.append(text)

    def _finish(self) -> None:
        for line in "".join(self._pieces).split("\n"):
            if words := " ".join(line.split()):
                self.paragraphs.append((self._style, words))
        self._pieces, self._style = [], ""


def _refuse_doctype(*_: object) -> None:
    raise IntakeError(
        "Its XML declares entities, which is unsafe to read. Save it as .txt and send that."
    )


def _local(name: str) -> str:
    return name.rpartition(":")[2]
