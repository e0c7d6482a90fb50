"""Which sentences carry a story: our ranker and sumy's, under one call shape.

Everything here that needs sumy imports it late: importing it loads NLTK, 2 s and 67 MB, and a
bot whose method is its own never pays for that.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np

from summaries.coverage import Coverage
from summaries.errors import SummariesError
from summaries.novelty import KNOWN, TOLD, told_sentences
from summaries.passages import Passage
from summaries.terms import Floats
from summaries.text import words

#: The methods by name. Ours is the default because it measures better (docs/analysis.md).
METHODS: Mapping[str, str] = {
    "own": "",
    "lex-rank": "lex_rank.LexRankSummarizer",
    "text-rank": "text_rank.TextRankSummarizer",
    "lsa": "lsa.LsaSummarizer",
    "luhn": "luhn.LuhnSummarizer",
    "kl": "kl.KLSummarizer",
    "sum-basic": "sum_basic.SumBasicSummarizer",
    "reduction": "reduction.ReductionSummarizer",
}

#: The languages that sumy has stop words and a stemmer for, among those of news we met.
SUMY_LANGUAGES: Mapping[str, str] = {
    "cs": "czech",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pl": "polish",
    "pt": "portuguese",
    "sk": "slovak",
    "sv": "swedish",
    "uk": "ukrainian",
}

#: What likeness to the chosen costs where the method itself does not see them (MMR).
REDUNDANT = 1.0


class Ranking:
    """What each candidate would add to a summary, by any method, while the summary grows.

    Args:
        candidates: of one article or of several on one subject.
        method: a name in METHODS.
        language: ISO 639-1 code; only sumy's methods ask for it.
        told: texts that the reader knows.
        extra: what else speaks for each candidate, in standard deviations.
        turns: what each sentence taken costs the others of its article, likewise.

    Raises:
        SummariesError: there is no such method.
    """

    def __init__(
        self,
        candidates: Sequence[Passage],
        *,
        method: str = "own",
        language: str = "en",
        told: Sequence[str] = (),
        extra: Floats | None = None,
        turns: float = 0.0,
    ) -> None:
        if method not in METHODS:
            raise SummariesError(f"no method {method!r}; there are {', '.join(METHODS)}")
        self._coverage = Coverage(candidates, told=told_sentences(told))
        self._fixed: Floats | None = None
        if method != "own":
            found = _by_sumy([passage.text for passage in candidates], method, language)
            self._fixed = found / (found.std() + 1e-9) if len(found) else found
        known = self._coverage.known
        apart = (known - known.mean()) / (known.std() + 1e-9) if known.any() else known
        #: What likeness to the told takes from each candidate, in standard deviations.
        self.novelty: Floats = -KNOWN * apart
        #: What speaks for each candidate besides what it adds.
        self._extra: Floats = self.novelty.copy() if extra is None else self.novelty + extra
        self._turns = turns
        self._articles = np.array([passage.article for passage in candidates])
        #: Which candidates only say what was told.
        self.stale = known >= TOLD
        #: How much each candidate is like what was taken, 0 to 1.
        self.likeness: Floats = np.zeros(len(candidates))

    def values(self) -> Floats:
        """Return what each candidate would add now; higher is better."""
        if self._fixed is None:
            return self._coverage.values() + self._extra
        return self._fixed - REDUNDANT * self.likeness + self._extra

    def take(self, place: int) -> None:
        """Count a candidate as part of the summary."""
        self._coverage.take(place)
        if self._turns:
            self._extra -= self._turns * (self._articles == self._articles[place])
        self.likeness = np.maximum(self.likeness, self._coverage.rows.likeness(place))


class Words:
    """The tokenizer that sumy's document model asks for, without NLTK data from the network."""

    def __init__(self, language: str = "english") -> None:
        self.language = language

    def to_sentences(self, text: str) -> tuple[str, ...]:
        """Return the text itself: sentences are split before sumy sees them."""
        return (text,)

    def to_words(self, text: str) -> tuple[str, ...]:
        """Return the words in lower case."""
        return tuple(words(text))


def summarizer(method: str, language: str = "en") -> Callable[[Any, int], tuple[Any, ...]]:
    """Return a method as a sumy summarizer, ours included.

    Returns:
        A callable ``(document, sentences_count)`` over sumy's document model.
    """
    if method == "own":
        return _own_summarizer()
    from sumy.nlp.stemmers import Stemmer  # type: ignore[import-untyped]
    from sumy.utils import get_stop_words  # type: ignore[import-untyped]

    module, name = METHODS[method].split(".")
    spoken = SUMY_LANGUAGES.get(language, "english")
    made = getattr(import_module(f"sumy.summarizers.{module}"), name)(Stemmer(spoken))
    made.stop_words = get_stop_words(spoken)
    called: Callable[[Any, int], tuple[Any, ...]] = made
    return called


def _own_summarizer() -> Callable[[Any, int], tuple[Any, ...]]:
    from sumy.summarizers._summarizer import AbstractSummarizer  # type: ignore[import-untyped]

    class Own(AbstractSummarizer):  # type: ignore[misc]
        """Our ranker in sumy's frame."""

        def __call__(self, document: Any, sentences_count: int) -> tuple[Any, ...]:
            texts = [str(sentence) for sentence in document.sentences]
            made = [
                Passage(text, 0, number, number, False, len(text.split()))
                for number, text in enumerate(texts)
            ]
            rating = dict(zip(document.sentences, Ranking(made).values(), strict=True))
            best: tuple[Any, ...] = self._get_best_sentences(
                document.sentences, sentences_count, rating
            )
            return best

    called: Callable[[Any, int], tuple[Any, ...]] = Own()
    return called


def _by_sumy(texts: Sequence[str], method: str, language: str) -> Floats:
    """Return sumy's ratings, which its summarizers only use to pick sentences."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph  # type: ignore[import-untyped]
    from sumy.models.dom import Sentence as SumySentence

    tokenizer = Words(SUMY_LANGUAGES.get(language, "english"))
    # Sentences are equal by text in sumy, and an empty one divides by zero.
    places = {text: SumySentence(text, tokenizer) for text in texts if words(text)}
    document = ObjectDocumentModel([Paragraph(list(places.values()))])
    ratings: dict[str, float] = {}

    def listen(
        sentences: Sequence[Any], _count: int, rating: Any, *args: Any, **options: Any
    ) -> tuple[Any, ...]:
        for sentence in sentences:
            value = rating[sentence] if isinstance(rating, dict) else None
            given = rating(sentence, *args, **options) if value is None else value
            ratings[str(sentence)] = float(given)
        return ()

    called: Any = summarizer(method, language)
    called._get_best_sentences = listen
    if len(places) > 1:
        called(document, len(places))
    return np.array([ratings.get(text.strip(), 0.0) for text in texts])
