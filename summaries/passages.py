"""Sentences as candidates for a summary: what rankers look at, debris left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summaries.model import Sentence
from summaries.sentences import BEHIND_ENDS, ENDS

FEWEST_WORDS = 5

#: Words of pages, not of articles. A passage with one of them is no candidate. (Looking for
#: each phrase takes a tenth of the time of one pattern that ignores case.)
PAGE_WORDS = """
sign up for | sign up to | subscribe | newsletter | cookie policy | cookies to
privacy policy
terms of use | terms of service | all rights reserved | copyright © | copyright 20 | click here
read more | follow us | share this | email address | e-mail address | log in to | login
sign in | leave a reply | leave a comment | enter your | this material may not | advertisement
scroll down | photo: | image: | video: | watch: | related articles | related stories
related content | please enter | your tweet | your personal, non-commercial use | web crawl
crawl data | crawls of | broken links | wayback machine | media playback | view image
more news videos | staff photographer | getty images | pic.twitter | file photo
photo released | photo provided | archive photo | (photo
rating is available | twitter stores | your location history | stay up to date on the latest
image copyright | media caption | associated press) | click to | reuters)
"""
DEBRIS = tuple(
    f" {phrase.strip()}"
    for line in PAGE_WORDS.split("\n")
    for phrase in line.split("|")
    if phrase.strip()
)
ADDRESSES = ("©", "https://", "http://", "www.")

#: A phrase of several words has its first one whole; few sentences have one of these.
FIRST_WORDS = frozenset(phrase.split()[0] for phrase in DEBRIS if " " in phrase.strip())
SINGLE = tuple(phrase for phrase in DEBRIS if " " not in phrase.strip())


#: What no sentence begins with; a video player's button and notice, a line of a transcript;
#: the notice of a broadcast; a script in capitals.
BROKEN_STARTS = ".,;:|*•…-–—"
NOT_TOLD = re.compile(r"CLOSE |(?:Watch|Listen|Tune)\b|[A-Z]\w+: [\"“]")
BROADCAST = re.compile(r"\breports? (?:during|on|live)\b.*\bNews\b")
CAPITALS = re.compile(r"\b[A-Z]{2,}\W+[A-Z]{2,}\W+[A-Z]{2,}\W+[A-Z]{2,}\b")


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

    Headings, page debris, halves and sentences under FEWEST_WORDS are no candidates; of
    sentences with the same words in one article only the first is.

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
            key = " ".join(words.lower().split())
            if sentence.heading or length < FEWEST_WORDS or is_debris(key) or is_half(words):
                continue
            if key not in seen:
                passage = Passage(words, article, number, len(seen), sentence.leans, length)
                found.append(passage)
                seen.add(key)
    return tuple(found)


def is_half(sentence: str) -> bool:
    """Tell whether a sentence breaks off, announces what follows, or holds half a quotation."""
    if (
        sentence[0] in BROKEN_STARTS
        or NOT_TOLD.match(sentence)
        or CAPITALS.search(sentence[:40])
    ):
        return True
    if "report" in sentence and BROADCAST.search(sentence):
        return True
    if sentence.endswith(("...", "…")) or sentence.rstrip(BEHIND_ENDS)[-1:] not in ENDS:
        return True
    return sentence.count("“") != sentence.count("”") or sentence.count('"') % 2 == 1


def is_debris(sentence: str) -> bool:
    """Tell whether a sentence in lower case belongs to the page around an article."""
    spaced = f" {sentence}"
    looked_for = SINGLE if FIRST_WORDS.isdisjoint(sentence.split()) else DEBRIS
    return any(phrase in spaced for phrase in (*looked_for, *ADDRESSES))
