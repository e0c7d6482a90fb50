"""What cleaning finds in a text, and the lines it took out, as values."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that was taken out, and where it stood.

    Attributes:
        before: number of the kept paragraph it stood before, from 0; the number of
            paragraphs when it stood behind the last.
        text: the line as it was.
    """

    before: int
    text: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article without its page around it.

    Every line of the input is in ``text``, in ``removed``, or is the title (which may also be
    cut out of a removed line: "Title - The Paper").

    Attributes:
        title: the headline; empty when the input has none.
        standfirst: the line that leads into the article, below the headline; empty when
            there is none. It is part of ``text`` where the page prints it as part of it.
        byline: who wrote it, as printed, without "By".
        outlet: who published it; empty when the input does not say.
        published_at: in UTC, the start of the day when no hour is printed; None when the
            input does not say. Never guessed.
        published_from: the words that ``published_at`` was read from.
        language: ISO 639-1 code; empty when the text is too short to tell.
        url: canonical address; empty when unknown.
        text: paragraphs and headings joined by newlines.
        removed: the lines taken out, in their order.
    """

    title: str = ""
    standfirst: str = ""
    byline: str = ""
    outlet: str = ""
    published_at: datetime | None = None
    published_from: str = ""
    language: str = ""
    url: str = ""
    text: str = ""
    removed: tuple[Removed, ...] = ()


def kept(cleaned: Cleaned, number: int) -> Cleaned:
    """Put one removed line back where it stood.

    Args:
        cleaned: an article with removed lines.
        number: index into ``cleaned.removed``.

    Returns:
        The article with the line as a paragraph of its own and out of ``removed``. Lines
        removed at the same place stay before or behind it, as they were.

    Raises:
        IndexError: there is no removed line of this number.
    """
    if not 0 <= number < len(cleaned.removed):
        raise IndexError(f"no removed line {number}")
    line = cleaned.removed[number]
    paragraphs = cleaned.text.split("\n") if cleaned.text else []
    paragraphs.insert(line.before, line.text)
    earlier = cleaned.removed[:number]
    later = (replace(one, before=one.before + 1) for one in cleaned.removed[number + 1 :])
    return replace(cleaned, text="\n".join(paragraphs), removed=(*earlier, *later))


def cut(cleaned: Cleaned, number: int) -> Cleaned:
    """Take one paragraph out; it can be put back like any removed line.

    Args:
        cleaned: an article.
        number: of the paragraph, from 0.

    Raises:
        IndexError: there is no such paragraph.
    """
    paragraphs = cleaned.text.split("\n") if cleaned.text else []
    if not 0 <= number < len(paragraphs):
        raise IndexError(f"no paragraph {number}")
    line = Removed(number, paragraphs.pop(number))
    earlier = (one for one in cleaned.removed if one.before <= number)
    later = (
        replace(one, before=one.before - 1) for one in cleaned.removed if one.before > number
    )
    return replace(cleaned, text="\n".join(paragraphs), removed=(*earlier, line, *later))
