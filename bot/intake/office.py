"""Word and OpenDocument texts to articles."""

from dataclasses import replace

from bot.intake.archives import Archive
from bot.intake.xmltext import XmlText
from summaries.clean import Cleaned, clean_text
from summaries.clean.plain import plain_characters

_TITLES = frozenset({"title", "titel", "titre", "título", "titolo", "heading1", "1"})


def read_docx(archive: Archive) -> Cleaned:
    """Return the article in a Word text; deleted text, notes and headers are left out."""
    reader = XmlText(
        frozenset({"p"}),
        text=frozenset({"t"}),
        skipped=frozenset({"Fallback", "del", "footnoteReference"}),
        instead={"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"},
        style="pStyle@val",
    )
    return _article(reader.read(archive.read("word/document.xml")))


def read_odt(archive: Archive) -> Cleaned:
    """Return the article in an OpenDocument text; notes and tracked changes are left out."""
    reader = XmlText(
        frozenset({"p", "h"}),
        skipped=frozenset(
            {"annotation", "tracked-changes", "note", "styles", "automatic-styles", "scripts"}
        ),
        instead={"tab": " ", "s": " ", "line-break": "\n"},
        style="outline-level",
    )
    return _article(reader.read(archive.read("content.xml")))


def _article(paragraphs: list[tuple[str, str]]) -> Cleaned:
    """Return the article; a first paragraph in the style of a title is the title."""
    lines = [plain_characters(text) for _, text in paragraphs]
    title = ""
    if paragraphs and paragraphs[0][0].lower().replace(" ", "") in _TITLES:
        title = lines.pop(0)
    cleaned = clean_text("\n".join(lines), document=True)
    return replace(cleaned, title=title or cleaned.title)
