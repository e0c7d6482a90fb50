"""Sentences as candidates for a summary: what rankers look at, debris left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summaries.model import Sentence
from summaries.repeats import same_words

FEWEST_WORDS = 5

#: Words of pages, not of articles. A passage with one of them is no candidate.
DEBRIS = re.compile(
    r"""\b(?:sign\ up\ (?:for|to)|subscribe|newsletter|cookies?\ (?:policy|to)|privacy\ policy
        |terms\ of\ (?:use|service)|all\ rights\ reserved|copyright\ (?:©|\d{4}|by)|click\ here
        |read\ more|follow\ us|share\ this|e-?mail\ address|log\ ?in|sign\ in|leave\ a\ reply
        |leave\ a\ comment|enter\ your|this\ material\ may\ not|advertisement|scroll\ down
        |photo:|image:
        |video:|watch:|related\ (?:articles|stories|content)|please\ enter)\b|©|https?://|www\.
        |@\w+\.\w""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that a summary may choose.

    Attributes:
        text: its words.
        article: index of its article among those given.
        number: index of its sentence in the article.
        position: how many candidates stand before it in its article.
        leans: it cannot stand without sentence ``number - 1``.
        words: how many words it takes of a budget.
    """

    text: str
    article: int
    number: int
    position: int
    leans: bool
    words: int


def passages(texts: Sequence[str], split: Sequence[Sequence[Sentence]]) -> tuple[Passage, ...]:
    """Return the candidates of several articles, article by article.

    Headings, page debris and sentences under FEWEST_WORDS are no candidates; of sentences
    with the same words in one article only the first is.

    Args:
        texts: of the articles.
        split: the sentences of each.
    """
    found: list[Passage] = []
    for article, (text, sentences) in enumerate(zip(texts, split, strict=True)):
        seen: set[str] = set()
        for number, sentence in enumerate(sentences):
            words = text[sentence.start : sentence.end]
            length = len(words.split())
            if sentence.heading or length < FEWEST_WORDS or DEBRIS.search(words):
                continue
            key = same_words(words)
            if key not in seen:
                passage = Passage(words, article, number, len(seen), sentence.leans, length)
                found.append(passage)
                seen.add(key)
    return tuple(found)
