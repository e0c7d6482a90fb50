"""A page that was copied into one line: writer and hours stand before its first sentence.

"By . Ann Example . PUBLISHED: . 07:47 EST, 18 September 2013 . | . UPDATED: . 08:57 EST, 18
September 2013 . Two ferries …": a full stop set apart stands where a line ended.
"""

import re

_TIME = r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\b\.?)?(?: (?-i:[A-Z]{2,4})\b)?"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}|[A-Z][a-z]+ \d{1,2},? \d{4})"
_WHEN = rf"(?:{_TIME},?(?: on)? {_DAY}|{_DAY}(?:,?(?: at)? {_TIME})?)"
_LABEL = r"(?:(?:first )?published|(?:last )?updated|created|posted)(?: (?:at|on))?:?"
_END = r"(?: \.)?(?: \|(?: \.)?)?(?: |$)"
_STAMP = rf"{_LABEL}(?: \.)? {_WHEN}{_END}"
_PIECE = r"(?:(?! \. )[^\n]){2,60}? \. "
_WRITER = rf"By \. {_PIECE}(?:and {_PIECE})*|By (?:(?! \. )[^\n.]){{2,60}}? (?={_STAMP})"
_HEAD = re.compile(rf"\s*(?P<writer>{_WRITER})?(?P<stamps>(?:{_STAMP})*)", re.IGNORECASE)
_STAMPS = re.compile(_STAMP, re.IGNORECASE)
_ENDED = re.compile(r" \.(?=\s|$)|\|")


def flattened_head(text: str) -> tuple[list[str], str]:
    """Return writer and hours that stand before a text in one line with it, and the text.

    Of each only what is printed; a text that begins with its first sentence comes back whole.
    """
    found = _HEAD.match(text)
    if not found or not found.end() or not text[found.end() :].strip():
        return [], text
    parts = [found["writer"] or "", *_STAMPS.findall(found["stamps"])]
    return [part.strip() for part in parts if part.strip()], text[found.end() :]


def in_a_line(part: str) -> str:
    """Return a part of such a head as a page prints it: "By Ann Example"."""
    return " ".join(_ENDED.sub(" ", part).split())
