"""The sentences of articles without those that hold a quote which is shown by itself."""

import re
from collections.abc import Sequence
from dataclasses import replace

from summaries.model import Analysis, Article, KeyQuote, Sentence
from summaries.terms import content
from summaries.text import folded

#: Words in quotation marks; two quotations with so many words, and such a share, in common are
#: one utterance, which papers cut differently. A few words inside a sentence are not looked at.
MARKED_WORDS = re.compile(r"[“\"]([^“”\"]*)[”\"]|''(.{0,600}?)''")
FEWEST_COMMON, COMMON, FEWEST_WORDS = 3, 0.7, 6


def without_quotes(
    sources: Sequence[tuple[Article, Analysis]], quotes: Sequence[KeyQuote]
) -> list[tuple[Sentence, ...]]:
    """Return the sentences of each article; those of a shown quote marked as no candidates.

    What stands under the quotes is not told a second time above them, whichever paper has it.

    Args:
        sources: the articles with what was found in them.
        quotes: those that are shown.
    """
    known = {article.id: analysis.quotes for article, analysis in sources}
    said = [
        one.text
        for key in quotes
        for one in known[key.article]
        if one.utterance == key.quote.utterance
    ]
    shown = _Shown([folded(one) for one in said], [frozenset(content(one)) for one in said])
    result = []
    for article, analysis in sources:
        own = {key.quote.utterance for key in quotes if key.article == article.id}
        spans = [(q.start, q.end) for q in analysis.quotes if q.utterance in own]
        result.append(
            tuple(
                replace(one, heading=True)
                if _overlaps(one, spans) or shown.within(article.text[one.start : one.end])
                else one
                for one in analysis.sentences
            )
        )
    return result


class _Shown:
    """The quotes that are shown: their words in order, and without."""

    def __init__(self, words: Sequence[str], stems: Sequence[frozenset[str]]) -> None:
        self._words = words
        self._stems = stems

    def within(self, sentence: str) -> bool:
        """Tell whether a sentence prints one of them, or a part of it."""
        text = folded(sentence) if self._words else ""
        if not text:
            return False
        if any(one in text or text in one for one in self._words):
            return True
        inside = [
            frozenset(content(found[0]))
            for found in MARKED_WORDS.finditer(sentence)
            if len(found[0].split()) >= FEWEST_WORDS
        ]
        return any(_same_words(one, other) for one in inside for other in self._stems)


def _overlaps(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < sentence.end and sentence.start < end for start, end in spans)


def _same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= max(FEWEST_COMMON, COMMON * min(len(one), len(other)))
