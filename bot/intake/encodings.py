"""Bytes to text, in any common encoding."""

import codecs
from collections import Counter

from charset_normalizer import from_bytes

from bot.errors import IntakeError
from summaries.languages.guessed import known_words

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Guessing an encoding needs no more than this, and costs time for more.
_COMMON = ("cp1252", "cp1251", "cp1250", "iso8859_2", "iso8859_15", "koi8_r", "mac_roman")
_GUESSED_FROM = 64 * 1024
#: What browsers read when a page says latin-1.
_SAME_AS_WINDOWS = {"iso8859-1", "ascii"}


def decoded(data: bytes, declared: str = "") -> str:
    """Return the text that the bytes stand for.

    A byte order mark decides, then UTF-8 if it fits, then what was declared, then a guess.

    Args:
        data: at most a file of the size that is taken.
        declared: the encoding that the file itself names; empty for none.

    Raises:
        IntakeError: these bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if half := _half_of_it_zeros(data[:4096]):
        return data.decode(half, errors="replace")
    if data[:65536].count(0) > len(data[:65536]) // 200:
        raise IntakeError("This is not a text file. Save it as .txt in UTF-8, or send a PDF.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A file cut in the middle of its last letter is still UTF-8.
        if error.start >= len(data) - 3 and len(data) > 100:
            return data.decode("utf-8", errors="ignore")
    if known := _codec(declared):
        return data.decode(known, errors="replace")
    return _guessed(data)


def _half_of_it_zeros(head: bytes) -> str:
    """Return the kind of UTF-16 without a mark that text of an alphabet would be; else "".

    Its letters share their upper byte, and that of spaces is zero.
    """
    if len(head) < 16 or not head.count(0):
        return ""
    for encoding, upper, lower in (
        ("utf-16-le", head[1::2], head[::2]),
        ("utf-16-be", head[::2], head[1::2]),
    ):
        usual = Counter(upper).most_common(2)
        alike = sum(count for _, count in usual) >= 0.8 * len(upper)
        if alike and any(not byte for byte, _ in usual) and len(set(lower)) > len(set(upper)):
            return encoding if not lower.count(0) else ""
    return ""


def _likeliest(data: bytes) -> str:
    """Return the encoding in which most words are known ones, of equals the commonest."""
    found = from_bytes(data)
    best = found.best()
    known = {one.encoding: round(known_words(str(one)), 3) for one in found}
    most = max(known.values(), default=0.0)
    if best is None or not most:
        return best.encoding if best else "cp1252"
    likely = [encoding for encoding, share in known.items() if share == most]
    return next((one for one in _COMMON if one in likely), likely[0])


def _codec(name: str) -> str:
    try:
        found = codecs.lookup(name.strip("\"' ")).name if name else ""
    except (LookupError, ValueError):
        return ""
    if found in _SAME_AS_WINDOWS:
        return "cp1252"
    # Codecs that unpack or transform (zip, base64 …) are no encodings of text.
    return found if found and codecs.lookup(found)._is_text_encoding else ""


def _guessed(data: bytes) -> str:
    text = data.decode(_likeliest(data[:_GUESSED_FROM]), errors="replace")
    strange = sum(1 for letter in text[:4096] if letter == "�" or letter < "\t")
    if strange > 0.02 * min(len(text), 4096):
        raise IntakeError("I cannot tell its encoding. Save it as .txt in UTF-8 and send it.")
    return text
