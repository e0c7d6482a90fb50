"""Saved web pages: trafilatura finds the article; what it gets wrong is put right here."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from summaries.clean.cleaned import Cleaned, Removed
from summaries.clean.dump import clean_text
from summaries.clean.headlines import Head, head
from summaries.clean.imprint import is_dateline
from summaries.clean.mailing import article_of_mail
from summaries.clean.metadata import metadata
from summaries.clean.plain import plain_characters
from summaries.clean.rendered import rendered_lines
from summaries.clean.tags import without_tags
from summaries.clean.teasers import is_teaser, without_closing
from summaries.languages.guessed import language_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Fewer words are no article; then the page's lines are read like a pasted dump.
_FEWEST_WORDS = 30
_MOST_DATELINES = 3
_CELLS = ("tbody", "thead", "tfoot", "tr", "td", "th")
#: What a cell of a table of figures does not hold.
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "blockquote",
        "article",
        "section",
    }
)
#: The box around a quoted post holds at most this many times its text.
_BOX = 1.5


def clean_html(html: str, url: str = "") -> Cleaned:
    """Find the article in a web page, with what the page says about it, and list what goes.

    Args:
        html: the page, decoded.
        url: where it was found; empty when unknown.

    Returns:
        The article; of a page without one, what a reader could take for one.
    """
    # Loading trafilatura costs 0.5 s; only the first page pays for it.
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415

    page = load_html(plain_characters(html))
    if page is None:
        return clean_text(html)
    about = metadata(page, url)
    shown = _lines(without_tags("\n".join(rendered_lines(page))))
    _repair(page)
    found = bare_extraction(page, favor_precision=True, include_comments=False)
    text = found.text if found is not None and not isinstance(found, dict) else ""
    kept = _lines(without_tags(plain_characters(text or "")))
    if sum(len(line.split()) for line in kept) < _FEWEST_WORDS:
        return clean_text("\n".join(shown))
    kept = _without_teasers([line for line in kept if not _same(line, about.title)])
    printed = _printed(shown, kept)
    title = about.title or printed.title
    date = about.date or printed.date
    body = "\n".join(kept)
    return Cleaned(
        title=title,
        standfirst=about.standfirst,
        byline=about.byline or printed.byline,
        outlet=about.outlet or printed.outlet,
        published_at=date.at if date else None,
        published_from=date.words if date else "",
        language=language_of(body),
        url=about.url,
        text=body,
        removed=tuple(_removed(shown, kept, title)),
    )


def _printed(shown: Sequence[str], kept: Sequence[str]) -> Head:
    """Return what the lines around the article say, for a page without data of its own."""
    own = {_letters(line) for line in kept}
    return head(shown, [_letters(line) in own for line in shown])


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _without_teasers(kept: Sequence[str]) -> list[str]:
    """Return the lines without doors to other articles, datelines above and appeals below."""
    lines = [line for line in kept if not is_teaser(line)]
    above = 0
    while above < min(_MOST_DATELINES, len(lines) - 1) and is_dateline(lines[above]):
        above += 1
    lines = lines[above : without_closing(lines)]
    start, end = article_of_mail(lines)
    return lines[start:end]


def _same(line: str, title: str) -> bool:
    return bool(title) and _letters(line) == _letters(title)


def _letters(line: str) -> str:
    return "".join(letter for letter in line.lower() if letter.isalnum())


def _repair(page: "HtmlElement") -> None:
    """Make the tree say what the page means, where trafilatura would misread it."""
    _unfold_layout(page)
    for quote in page.iter("blockquote"):
        # Posts quoted in an article are part of it; by its class the box looks like a menu.
        for box in (quote, quote.getparent()):
            if box is not None and box.get("class") and _is_around(box, quote):
                del box.attrib["class"]
    for span in page.xpath("//p//span[count(.//a) > 1]"):
        # A list of links that unfolds under the mouse, in the middle of a sentence.
        words = sum(len(link.text_content()) for link in span.iter("a"))
        if words > 0.9 * len(span.text_content().strip()) and span.getparent() is not None:
            span.drop_tree()


def _unfold_layout(page: "HtmlElement") -> None:
    """Turn tables that only place text, as newsletters do, into plain boxes."""
    parts = [(part, next(part.iterancestors("table"), None)) for part in page.iter(*_CELLS)]
    filled = Counter(part.getparent() for part, _ in parts if _is_filled(part))
    placing: set[HtmlElement | None] = set()
    figures: set[HtmlElement | None] = set()
    for part, table in parts:
        if part.tag in {"td", "th"}:
            if any(inside.tag in _BLOCKS for inside in part.iter()):
                placing.add(table)
            elif filled[part.getparent()] > 1:
                figures.add(table)
    for table in list(page.iter("table")):
        if table in placing or table not in figures or table.get("role") == "presentation":
            table.tag = "div"
    for part, table in parts:
        if table is not None and table.tag == "div":
            part.tag = "div"


def _is_filled(cell: "HtmlElement") -> bool:
    return cell.tag in {"td", "th"} and bool(cell.text_content().strip())


def _is_around(box: "HtmlElement", quote: "HtmlElement") -> bool:
    """Say whether a box holds hardly more than the quote: then it is not the article's."""
    return len(box.text_content()) <= _BOX * len(quote.text_content())


def _removed(shown: Sequence[str], kept: Sequence[str], title: str) -> Iterable[Removed]:
    """Yield the shown lines that are not kept, with the paragraph each stood before."""
    place = {_letters(line): number for number, line in reversed(list(enumerate(kept)))}
    before, titled = 0, False
    for line in shown:
        number = place.get(_letters(line), -1)
        if number >= 0:
            before = max(before, number + 1)
        elif not titled and _same(line, title):
            titled = True
        elif _letters(line):
            yield Removed(before, line)
