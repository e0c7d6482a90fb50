"""Text in UTF-8 that somebody read as Windows-1252 on its way ("FranÃ§ois"), put right."""

import re

#: What each byte from 0x80 was read as; five are no letter there, and stayed what they were.
_READ_AS = {
    byte: bytes([byte]).decode("cp1252", errors="ignore") for byte in range(0x80, 0x100)
}
_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)}
_BYTES |= {letter: byte for byte, letter in _READ_AS.items() if letter}
#: What bytes that continue a letter in UTF-8 were read as; those that can follow "â" there.
_MORE = "".join(re.escape(letter) for letter, byte in _BYTES.items() if byte < 0xC0)
_SIGNS = b"\x80\x82\x84\x86\x88\x94\x9c"
_MORE_SIGNS = "".join(re.escape(letter) for letter, byte in _BYTES.items() if byte in _SIGNS)
#: Nobody writes these on purpose: of the letters of Western Europe, of quotation marks and
#: dashes, of Greek and Cyrillic words, of pictures.
_MISREAD = re.compile(
    rf"[ÂÃ][{_MORE}]|â[{_MORE_SIGNS}][{_MORE}]|(?:[ÎÏÐÑ][{_MORE}]){{2,}}|ðŸ[{_MORE}]{{2}}"
)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_DAMAGED = re.compile(rf"\ufffd|[ÃÂ][{_MORE}]|â€")
_DAMAGED_WORD = re.compile(rf"\S*(?:{_DAMAGED.pattern})\S*")
#: A text may have been misread twice; so few letters of one are a chance.
_MOST_TIMES, _FEWEST = 2, 2
_SHOWN = 20


def mended(text: str) -> str:
    """Return a text with its misread letters as they were written.

    When all that is not ASCII reads as UTF-8, all of it is taken for misread; else only what
    nobody writes on purpose. Other texts come back as they are.
    """
    for _ in range(_MOST_TIMES):
        if not _MISREAD.search(text):
            break
        runs = _FOREIGN.findall(text)
        whole = len(runs) >= _FEWEST and all(_read_anew(run) is not None for run in runs)
        text = (_FOREIGN if whole else _MISREAD).sub(
            lambda found: _read_anew(found[0]) or found[0], text
        )
    return text


def damaged(text: str) -> str:
    """Return the first word of a text that looks damaged; empty when none does."""
    found = _DAMAGED.search(text)
    if not found:
        return ""
    around = text[max(0, found.start() - _SHOWN) : found.end() + _SHOWN]
    words = _DAMAGED_WORD.search(around)
    return words[0] if words else found[0]


def _read_anew(run: str) -> str | None:
    """Return what stood there before it was misread; None when that cannot be."""
    try:
        return bytes(_BYTES[letter] for letter in run).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
