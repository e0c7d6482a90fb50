"""Which language a text is in, by its script and its commonest small words.

A paragraph of running text holds a dozen of them, and no two languages share most of theirs.
A library was turned down: the small ones add 20 MB and a model file for an answer that is
the same on anything as long as an article (docs/decisions/0008-intake-libraries.md).
"""

import re
from collections import Counter

from summaries.languages.small_words import SMALL_WORDS
from summaries.text import blanked

_KNOWN = {code: frozenset(words.split()) for code, words in SMALL_WORDS.items()}
_LANGUAGES: dict[str, list[str]] = {}
for _code, _known in _KNOWN.items():
    for _word in _known:
        _LANGUAGES.setdefault(_word, []).append(_code)

#: Scripts that one language, or nearly only one, is written in.
_SCRIPTS = {
    "ja": r"[\u3041-\u30ff]",
    "ko": r"[\uac00-\ud7a3]",
    "zh": r"[\u4e00-\u9fff]",
    "el": r"[\u0386-\u03ce]",
    "he": r"[\u05d0-\u05ea]",
    "th": r"[\u0e01-\u0e5b]",
    "bn": r"[\u0985-\u09b9]",
    "ta": r"[\u0b85-\u0bb9]",
    "ka": r"[\u10d0-\u10fa]",
    "hy": r"[\u0561-\u0587]",
}
#: Nearly all texts hold no letter of any of them, and one look is enough to know.
_ANY_SCRIPT = re.compile(r"[\u0386-\u03ce\u0561-\u10fa\u3041-\ud7a3]")
#: Words with signs of Devanagari between letters need a pattern; others are cut at blanks.
_SIGNS = re.compile("[\u0900-\u094f]")
_LETTERS = bytes(n if n > 127 or chr(n).isalpha() else 32 for n in range(256))
_WORD = re.compile(r"[^\W\d_]+(?:[\u0900-\u094f]\w*)*")
_ENOUGH_WORDS = 8
_READ = 20_000


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language most of a text is in; empty when in doubt.

    The first 20,000 characters are read. A text of fewer than eight words, or one that no
    known language claims clearly, is in doubt.
    """
    sample = text[:_READ]
    if script := _script(sample):
        return script
    words = _words(sample)
    if words.total() < _ENOUGH_WORDS:
        return ""
    shares = _shares(words)
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= 0.08 else ""


def known_words(text: str) -> float:
    """Return how much of a text are small words of the language that knows most of them.

    Read in the wrong encoding a text has fewer. The first 20,000 characters are read.
    """
    return max(_shares(_words(text[:_READ])).values())


def _words(sample: str) -> Counter[str]:
    low = sample.lower()
    if _SIGNS.search(low):
        return Counter(_WORD.findall(low))
    return Counter(blanked(low, _LETTERS, _is_letter).decode().split())


def _is_letter(letter: str) -> bool:
    return letter.isalnum() and not letter.isdecimal()


def _shares(words: Counter[str]) -> dict[str, float]:
    total = words.total() or 1
    found = dict.fromkeys(_KNOWN, 0)
    for word in words.keys() & _LANGUAGES.keys():
        for code in _LANGUAGES[word]:
            found[code] += words[word]
    return {code: count / total for code, count in found.items()}


def _script(sample: str) -> str:
    if _ANY_SCRIPT.search(sample) is None:
        return ""
    letters = sum(letter.isalpha() for letter in sample)
    for code, script in _SCRIPTS.items():
        # Japanese mixes its own letters with Chinese ones, so a tenth of kana will do.
        least = 0.1 if code == "ja" else 0.4
        if letters and len(re.findall(script, sample)) >= least * letters:
            return code
    return ""
