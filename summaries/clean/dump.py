"""Page dumps: from what select-all pastes to the article's own lines, the others listed."""

from collections.abc import Sequence
from dataclasses import replace

from summaries.clean.cleaned import Cleaned, Removed
from summaries.clean.debris import own_lines
from summaries.clean.flattened import flattened_head, in_a_line
from summaries.clean.headlines import head
from summaries.clean.imprint import is_dateline, is_masthead
from summaries.clean.letterhead import letterhead
from summaries.clean.mailing import article_of_mail, is_mailing
from summaries.clean.plain import plain_characters
from summaries.clean.tags import without_tags
from summaries.clean.teasers import is_credit, is_teaser
from summaries.languages.guessed import language_of

#: A line of a page is kept when it is this likely one of the article; a line of a document
#: that somebody wrote as such goes only when it is almost certainly none.
_KEPT, _KEPT_IN_DOCUMENT = 0.3, 0.05
_PROSE_WORDS = 15
#: Fewer lines are no page, nor are more.
_FEWEST_LINES, _MOST_LINES = 3, 10_000
_MOST_LOOKS = 4
#: A headline with its paper and day stands among so many lines.
_TOP = 12


def clean_text(text: str, *, document: bool = False) -> Cleaned:
    """Find the article in plain text that may be a whole page, and list what goes.

    A text without a page around it comes back as it was, less raw tags.

    Args:
        text: lines are paragraphs; blank lines between them do not matter much.
        document: the text was written as such (a Word file, not a pasted page), so that
            less of it is doubted.
    """
    above, text = flattened_head(without_tags(plain_characters(text)))
    lines, apart = _lines(text)
    own, title = _own(lines, apart, document=document)
    about = head([*map(in_a_line, above), *lines], [*[False] * len(above), *own])
    if title and not about.title:
        about = replace(about, title=title)
    paragraphs: list[str] = []
    removed = [Removed(0, line) for line in above]
    titled = False
    for line, kept in zip(lines, own, strict=True):
        if line == about.title and not titled:
            titled = True
        elif kept and line != about.title:
            paragraphs.append(line)
        else:
            removed.append(Removed(len(paragraphs), line))
    body = "\n".join(paragraphs)
    return Cleaned(
        title=about.title,
        standfirst=about.standfirst,
        byline=about.byline,
        outlet=about.outlet,
        published_at=about.date.at if about.date else None,
        published_from=about.date.words if about.date else "",
        language=language_of(body),
        text=body,
        removed=tuple(removed),
    )


def _without_letterhead(
    lines: Sequence[str], apart: Sequence[bool], own: list[bool], *, document: bool
) -> str:
    """Take headline, date and writer off the top of what is kept; return the headline."""
    title = ""
    while True:
        left = [number for number, kept in enumerate(own) if kept]
        whole = all(map(_is_around, lines[: left[0]])) if left else True
        gaps = [apart[number] and whole for number in left]
        above, found = letterhead([lines[number] for number in left], gaps, document=document)
        if not above:
            return title
        title = title or found
        for number in left[:above]:
            own[number] = False


def _is_around(line: str) -> bool:
    """Say whether a line stands above headlines: of a newsletter, or the head of a page."""
    return is_mailing(line) or is_dateline(line) or is_masthead(line)


def _without_mailing(lines: Sequence[str], own: list[bool]) -> None:
    """Take what a newsletter prints around its text off the top and the end of what is kept."""
    left = [number for number, kept in enumerate(own) if kept]
    start, end = article_of_mail([lines[number] for number in left])
    for number in (*left[:start], *left[end:]):
        own[number] = False


def _lines(text: str) -> tuple[list[str], list[bool]]:
    """Return the lines that are not blank, and whether a blank one stood before each."""
    lines: list[str] = []
    apart: list[bool] = []
    blank = True
    for line in map(str.strip, text.split("\n")):
        if line:
            lines.append(line)
            apart.append(blank)
        blank = not line
    return lines, apart


def _own(
    lines: Sequence[str], apart: Sequence[bool], *, document: bool
) -> tuple[list[bool], str]:
    """Decide which lines are the article's; return the headline too, if it was among them.

    What is left is looked at again until nothing more goes, so that an article that was
    cleaned once is left alone.
    """
    least = _KEPT_IN_DOCUMENT if document else _KEPT
    start, end = article_of_mail(lines)
    decided = _decided(lines, apart, least)
    own = [kept and start <= number < end for number, kept in enumerate(decided)]
    if not any(own):
        own = decided
    # Also where the network takes the top for a page's: then only the title is of use.
    _, above = letterhead(lines[:_TOP], apart[:_TOP], document=document)
    title = ""
    for _ in range(_MOST_LOOKS):
        _without_mailing(lines, own)
        title = _without_letterhead(lines, apart, own, document=document) or title
        left = [number for number, kept in enumerate(own) if kept]
        again = _decided(
            [lines[number] for number in left], [True, *[False] * (len(left) - 1)], least
        )
        if all(again):
            break
        for number, kept in zip(left, again, strict=True):
            own[number] = kept
    return own, title or above


def _decided(lines: Sequence[str], apart: Sequence[bool], least: float) -> list[bool]:
    """Decide once. A few lines are no page, nor are thousands, nor is prose alone."""
    prose = [len(line.split()) >= _PROSE_WORDS for line in lines]
    if not _FEWEST_LINES <= len(lines) <= _MOST_LINES or all(prose):
        return [True] * len(lines)
    own = [
        chance > least and not (is_teaser(line) or is_credit(line))
        for line, chance in zip(lines, own_lines(lines, apart), strict=True)
    ]
    # Where no line seems to be an article's, all prose is kept.
    return own if any(own) else prose if any(prose) else [True] * len(lines)
