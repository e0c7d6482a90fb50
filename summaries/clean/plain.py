"""Plain characters and whole paragraphs, whatever a text was written with."""

import re
import unicodedata
from statistics import median

from summaries.clean.misread import mended

_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85\v\f]")
#: Controls, marks that turn the direction of what follows, invisible characters and tags.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n\s*\n")
#: Between these widths, in characters, people and programs wrap their lines.
_NARROW, _WIDE = 50, 100


def plain_characters(text: str) -> str:
    """Return the text without characters that nobody sees, spaces and line ends made plain.

    Marks that change the direction of writing could make a name read backwards; they go.
    Letters that were misread on the way ("FranÃ§ois") are put right.
    """
    # Before the controls go: a quotation mark that was misread ends in one.
    text = _HIDDEN.sub("", _BREAKS.sub("\n", mended(text)))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))


def unwrapped(text: str) -> str:
    """Return the text with one line per paragraph, if it was wrapped at a fixed width.

    It was when its paragraphs, parted by blank lines, nearly all fill their lines to
    between 50 and 100 characters. Other texts come back as they are.
    """
    blocks = [block.split("\n") for block in _BLANK_LINES.split(text.strip())]
    full = [len(line.strip()) for block in blocks for line in block[:-1]]
    if len(full) < 3 or median(full) < _NARROW or max(full) > _WIDE + 20:
        return text
    if sum(_NARROW <= length <= _WIDE for length in full) < 0.8 * len(full):
        return text
    return "\n\n".join(" ".join(line.strip() for line in block) for block in blocks)
