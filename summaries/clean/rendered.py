"""A web page as the lines a browser shows: what select-all would paste."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_UNSEEN = frozenset(
    {"head", "script", "style", "noscript", "template", "svg", "iframe", "object", "canvas"}
    | {"audio", "video", "math", "datalist", "select", "option", "textarea", "button"}
)
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"}
    | {"em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "rt", "rp"}
    | {"s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"}
    | {"wbr"}
)
#: Deeper nesting is made to break parsers, not to show anything.
_DEEPEST = 250


def rendered_lines(page: "HtmlElement") -> list[str]:
    """Return the lines of text that a page shows, without white space around them."""
    text = "".join(_pieces(page, 0))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line]


def _pieces(element: "HtmlElement", depth: int) -> Iterator[str]:
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNSEEN or depth > _DEEPEST or _hidden(element):
        return
    around = "" if tag in _INLINE else "\n"
    yield around
    if tag == "br":
        yield "\n"
    if element.text:
        yield " ".join(element.text.split("\n"))
    for child in element:
        yield from _pieces(child, depth + 1)
        if child.tail:
            yield " ".join(child.tail.split("\n"))
    yield " " if tag in {"td", "th"} else around


def _hidden(element: "HtmlElement") -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None
