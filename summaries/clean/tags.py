"""Raw tags in plain text: what programs write around words and no reader is meant to see.

"<tweet author="X" timestamp="1">Bridge closed</tweet>" is "Bridge closed". Only what nobody
types in prose counts: "a < b", "<3", "<unclear>", "<ann@paper.example>" and "</rant>" stay.
"""

import re
from collections.abc import Set
from functools import partial

_TAG = re.compile(
    r"<!--(?:(?!-->)[^\n<]){0,2000}+-->"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][\w:-]{0,40}+)"
    r"(?P<fields>(?:\s++[A-Za-z_:][\w:.-]{0,60}+"
    r"(?:=(?:\"[^\"\n]{0,2000}+\"|'[^'\n]{0,2000}+'|[“”][^“”<>\n]{0,2000}+[“”]"
    r"|[^\s\"'“”<>]{1,2000}+))?+){0,50}+)"
    r"\s*+(?P<alone>/?)>"
)
_QUOTED = re.compile("=[\"'“”]")
#: Elements of web pages by name; without fields they count where both ends stand in the text.
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "img", "ins", "mark", "q", "s"}
    | {"small", "span", "strike", "strong", "sub", "sup", "tt", "u", "wbr"}
)
_BLOCKS = frozenset(
    {"article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "iframe", "li"}
    | {"ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
_KNOWN = _INLINE | _BLOCKS
_EMPTY = frozenset({"br", "hr", "img", "wbr"})
#: A sentence speaks of tags behind a small word and a space, before one or a sign, and names
#: two of them: "<b> and </b>".
_NEAR = 60
_SPOKEN_BEFORE = re.compile(r"[^\W\dA-Z][,;]? $")
_SPOKEN_BEHIND = re.compile(r" [^\W\dA-Z]|[,;.:!?](?:\s|$)|\n|$")
_BOTH = r"(?:and|or|to|with|from|until)"
_JOINED_BEFORE = re.compile(rf"</?\w{{1,20}}>,? {_BOTH} $")
_JOINED_BEHIND = re.compile(rf",? {_BOTH} </?\w{{1,20}}>")
#: Where tags stood in tags, what is left may be one again.
_MOST_LOOKS = 4


def without_tags(text: str) -> str:
    """Return a text without raw tags, the words between them kept.

    A tag with fields goes, and so do "<name/>", comments, the ends of what goes, and
    elements of web pages that are opened and closed. Where one parted paragraphs a new line
    begins. A line that holds nothing besides tags goes with them.
    """
    for _ in range(_MOST_LOOKS):
        if "<" not in text:
            break
        less = _looked(text)
        if less == text:
            break
        text = less
    return text


def _looked(text: str) -> str:
    found = [one for one in _TAG.finditer(text) if not _is_word(one)]
    gone = {_name(one) for one in found if _has_fields(one)}
    gone |= {_name(one) for one in found if one["close"]} & _KNOWN
    lines: list[str] = []
    for line in text.split("\n"):
        less = _TAG.sub(partial(_instead, gone), line)
        if less == line or any(map(str.isalnum, less)):
            lines.append(less)
    return "\n".join(lines)


def _instead(gone: Set[str], tag: re.Match[str]) -> str:
    """Return what stands in a tag's place: itself, a new line, a space or nothing."""
    if _is_word(tag):
        return tag[0]
    name = _name(tag)
    plain = name in gone and not tag["fields"]
    alone = name in _EMPTY or (tag["alone"] and not tag["fields"])
    if name and not (plain or alone or _has_fields(tag)):
        return tag[0]
    if name in _BLOCKS:
        return "\n"
    before = tag.string[max(0, tag.start() - 1) : tag.start()]
    behind = tag.string[tag.end() : tag.end() + 1]
    return " " if name not in _INLINE and before.isalnum() and behind.isalnum() else ""


def _is_word(tag: re.Match[str]) -> bool:
    """Say whether a sentence speaks of a tag ("between <p> and </p>, and …") and uses none.

    Words stand around it in the middle of the sentence, one of them "and" or its like; in use
    it touches a word, or stands where a sentence begins or ends.
    """
    if tag["fields"] or not tag["name"]:
        return False
    before = tag.string[max(0, tag.start() - _NEAR) : tag.start()]
    behind = tag.string[tag.end() : tag.end() + _NEAR]
    return bool(_SPOKEN_BEFORE.search(before) and _SPOKEN_BEHIND.match(behind)) and bool(
        _JOINED_BEFORE.search(before) or _JOINED_BEHIND.match(behind)
    )


def _has_fields(tag: re.Match[str]) -> bool:
    """Say whether a tag has fields with values, in quotation marks if nobody knows its name."""
    fields = tag["fields"] or ""
    return "=" in fields and (_name(tag) in _KNOWN or bool(_QUOTED.search(fields)))


def _name(tag: re.Match[str]) -> str:
    return (tag["name"] or "").lower()
