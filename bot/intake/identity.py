"""Identity: whether a text is a later version of a known article or another one like it.

Publishing a version replaces a text that readers see. So whatever leaves a doubt is no version;
the receipt shows what it is like, and an admin may say that it replaces that.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.model import ArticleState
from summaries.counts import NUMBERS
from summaries.model import Article
from summaries.text import STOP

#: So much of two texts is the same where neither says for certain that they are one article.
SURELY_ALIKE = 0.5
#: Under one headline, on one day: an article that has grown has kept so many sentences.
KEPT = 2 / 3
#: Sentences at the beginning say what happened, when and where.
OPENING = 2
#: So many names and figures may be others: of the beginning, and of the whole.
MOST_LOST = 1, 3
#: Under another headline so many sentences may differ.
MOST_DIFFERENT = 2

_WORD = re.compile(r"\w+(?:[.,:’'-]\w+)*")
_FIGURE = re.compile(r"[$£€]?\d[\d.,]*(?:%|m|bn)?")


@dataclass(frozen=True, slots=True)
class Known:
    """An article with its sentences, as it is compared."""

    article: Article
    state: ArticleState
    sentences: tuple[str, ...]


def is_version(old: Known, new: Known, share: float) -> bool:
    """Tell whether a text is a later version of a known one.

    Args:
        old: the known article.
        new: the text that is like it.
        share: how much of the two is the same, 0 to 1.
    """
    one, other = old.article, new.article
    surely = share >= SURELY_ALIKE
    if one.url and other.url:
        # Of an address whose text is another every day ("/weather") each day is an article.
        return one.url == other.url and (surely or len(_days(one, other)) < 2)
    if not (one.title and other.title) or not may_be_version(one, other):
        return False
    if _folded(one.title) != _folded(other.title):
        return surely and _is_put_right(old, new)
    return _is_same_report(old, new, surely=surely)


def _is_same_report(old: Known, new: Known, *, surely: bool) -> bool:
    """Tell whether one of two texts under the same headline is the other, put right.

    What is printed every day or several times a day under one headline (the weather, small
    earthquakes, corrections) differs in names, days and figures.
    """
    lost = len(_lost(old, new))
    if len(_days(old.article, new.article)) > 1:
        return surely and not lost
    if not _is_of_one_paper(old.article, new.article):
        return surely and lost <= MOST_LOST[0]
    grown = surely or _kept(old, new) >= KEPT
    return grown and len(_lost(old, new, OPENING)) <= MOST_LOST[0] and lost <= MOST_LOST[1]


def _is_of_one_paper(old: Article, new: Article) -> bool:
    """Tell whether two articles say that they are of the same outlet and day."""
    dated = old.published_at and new.published_at and len(_days(old, new)) == 1
    return bool(dated and old.outlet) and old.outlet == new.outlet


def may_be_version(old: Article, new: Article) -> bool:
    """Tell whether an article may be a later version: no other outlet's, no other address."""
    if old.url and new.url and old.url != new.url:
        return False
    return not (old.outlet and new.outlet) or old.outlet == new.outlet


def _is_put_right(old: Known, new: Known) -> bool:
    """Tell whether an outlet has put a figure right in the headline of an article of one day.

    Two reports of one kind ("Magnitude 3.2 …", "Magnitude 3.6 …") differ in names and figures
    of the text, too, and in the headline by the number of a thing ("Highway 5", "Highway 9").
    """
    one, other = old.article, new.article
    figures = _figures_put_right(one.title, other.title)
    if not figures or not _is_of_one_paper(one, other):
        return False
    different = max(len(_gone(old, new)), len(_gone(new, old)))
    # A first sentence with names or figures that stands as it was is about the same event.
    opening = old.sentences[:1]
    stands = bool(opening) and opening[0] in new.sentences and any(_marks(opening[0]))
    allowed = MOST_LOST[0] if stands else 0
    return different <= MOST_DIFFERENT and len(_lost(old, new) - figures) <= allowed


def _figures_put_right(old: str, new: str) -> set[str]:
    """Return the figures of a headline that are others in the new one, as they are printed.

    None when anything else differs, or when one of them names a thing.
    """
    words, others = old.split(), new.split()
    found: set[str] = set()
    for kind, a, b, c, d in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        counted = all(_counts(words, at) for at in range(a, b))
        if kind != "replace" or b - a != d - c or not counted:
            return set()
        if not all(_is_figure(word) for word in others[c:d]):
            return set()
        found.update(_folded(word).strip(".,;:$£€%") for word in words[a:b])
    return found


def _counts(words: Sequence[str], at: int) -> bool:
    """Tell whether a word is a figure that is not the number of a thing ("Flight 12")."""
    before = words[at - 1] if at else ""
    names = before[:1].isupper() and before[-1].isalnum()
    return _is_figure(words[at]) and not names


def _is_figure(word: str) -> bool:
    plain = _folded(word).strip(".,;:")
    return plain in NUMBERS or bool(_FIGURE.fullmatch(plain))


def _lost(old: Known, new: Known, beginning: int | None = None) -> set[str]:
    """Return names, days and figures of the old sentences that the changed ones do not have.

    Args:
        old: the known article.
        new: the text that is like it.
        beginning: look only at so many sentences of the known article.
    """
    there = set(new.sentences)
    changed = [one for one in old.sentences[:beginning] if one not in there]
    come = {_folded(word) for one in _gone(new, old) for word in _WORD.findall(one)}
    return {mark for one in changed for mark in _marks(one)} - come


def _marks(sentence: str) -> Iterator[str]:
    for at, word in enumerate(_WORD.findall(sentence)):
        named = at and word[0].isupper() and _folded(word) not in STOP
        if named or any(letter.isdigit() for letter in word):
            yield _folded(word)


def _gone(old: Known, new: Known) -> list[str]:
    """Return the sentences that only the first of two has."""
    there = set(new.sentences)
    return [one for one in old.sentences if one not in there]


def _kept(old: Known, new: Known) -> float:
    return 1 - len(_gone(old, new)) / max(1, len(old.sentences))


def _days(one: Article, other: Article) -> set[object]:
    return {at.date() for at in (one.published_at, other.published_at) if at}


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())
