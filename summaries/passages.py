"""Sentences as candidates for a summary: what rankers look at, debris left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summaries.model import Sentence
from summaries.scraps import CREDITS, STAMP_STARTS, is_credit, is_flattened, is_stamp, is_torn
from summaries.sentences import BEHIND_ENDS, ENDS

FEWEST_WORDS = 5

#: Words of pages, not of articles. A passage with one of them is no candidate. (Looking for
#: each phrase takes a tenth of the time of one pattern that ignores case.)
PAGE_WORDS = """
sign up for our | sign up for the | sign up here | sign up now | sign up today | email sign up
by signing up | subscribe to | subscribe here | subscribe now | + subscribe
now subscribed to | subscribing to our | newsletter sign | view all | cookie policy | cookies to
privacy policy
terms of use | our terms of service | terms of service and | all rights reserved
copyright © | copyright 20 | click here
read more: | read more about | read more on | read more at | read more from | read more here
follow us on | follow us @ | follow us: | share this story | share this article
share this page | share this post | share this on | share this with
your email address | your e-mail address | email address will | e-mail address will
email address below | valid email address | log in to | login to | login or | please login
sign in to | sign in with | sign in or | please sign in | leave a reply | leave a comment
enter your | this material may not
advertisement continue | below advertisement | after advertisement
scroll down | photo: | image: | related articles | related stories
related content | please enter | your tweet | your personal, non-commercial use | web crawl
crawl data | crawls of | broken links | wayback machine | media playback | view image
more news videos | staff photographer | getty images | pic.twitter | file photo
photo released | photo provided | archive photo | (photo: | (photo by | (photo credit
(photo courtesy
rating is available | twitter stores | your location history | stay up to date on the latest
image copyright | media caption | associated press) | click to | reuters)
please enable | please check the | replay more videos | wait 1 second | never miss a local
report abuse | e-mail to a friend | email to a friend | buy photo | / via | check out this link
additional reporting by | contributed reporting | editor's note: | editor’s note:
earlier version of this | enlarge image
"""
DEBRIS = tuple(
    f" {phrase.strip()}"
    for line in PAGE_WORDS.split("\n")
    for phrase in line.split("|")
    if phrase.strip()
)
#: The same by a word of each: those are looked for in the whole article first.
APPEALS = {
    "newsletter": (" our newsletter", " email newsletter", " daily newsletter"),
    "subscribing": (" for subscribing",),
}
ADDRESSES = (" ©", "https://", "http://", "www.")

#: A phrase of several words has all but its last one whole; the longest of them is seldom met.
PHRASES: dict[str, list[str]] = {}
for _phrase in DEBRIS:
    if len(_phrase.split()) > 1:
        PHRASES.setdefault(max(_phrase.split()[:-1], key=len), []).append(_phrase)
WHOLE_WORDS = frozenset(PHRASES)

#: Of the others few articles have one. Those with a colon or a bracket are looked for only in
#: the few sentences that have such a mark, which takes half the time.
SINGLE = (*(phrase for phrase in DEBRIS if len(phrase.split()) == 1), *ADDRESSES)
MARKED = tuple(phrase for phrase in SINGLE if any(mark in phrase for mark in ":()"))
PLAIN = APPEALS | {one.strip(): (one,) for one in SINGLE if one not in MARKED}

#: What no sentence begins with; a video player's button and notice, an appeal, a line of a
#: transcript; the notice of a broadcast; a script in capitals.
BROKEN_STARTS = ".,;:|*•…-–—"
NOT_TOLD = re.compile(
    r"CLOSE |(?:Watch|Listen|Tune)\b|VIDEO |WATCH |(?:Video|Watch):"
    r"|Read more\b|Sign up\b|Subscribe\b|[A-Z]\w+: [\"“]"
)
BROADCAST = re.compile(r"\breports? (?:during|on|live)\b.*\bNews\b")
#: Four words in capitals. (It begins with a set of letters, which is found fast.)
CAPITALS = re.compile(r"[A-Z](?<!\w.)[A-Z]+(?:\W+[A-Z]{2,}){3}\b")


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
        # (One look at all letters takes a third of the time of one at each sentence's; a few
        # letters become two in lower case.)
        low = text.lower()
        alike = len(low) == len(text)
        suspects = [one for word, phrases in PLAIN.items() if word in low for one in phrases]
        seen: set[str] = set()
        for number, sentence in enumerate(sentences):
            if sentence.heading:
                continue
            words = text[sentence.start : sentence.end]
            small = low[sentence.start : sentence.end] if alike else words.lower()
            bare = small.split()
            key = " ".join(bare)
            if len(bare) < FEWEST_WORDS or key in seen or is_half(words):
                continue
            if is_debris(key, bare, suspects) or _is_scrap(text, sentence, words, bare):
                continue
            place = len(seen)
            found.append(Passage(words, article, number, place, sentence.leans, len(bare)))
            seen.add(key)
    return tuple(found)


def _is_scrap(text: str, sentence: Sentence, words: str, bare: Sequence[str]) -> bool:
    """Tell whether a sentence is a line of a page: torn, an hour, a caption with its credit."""
    if " ." in words and is_torn(words) and is_flattened(text):
        return True
    if (bare[0] in STAMP_STARTS or bare[0][0].isdigit()) and is_stamp(bare):
        return True
    return text.startswith(CREDITS, sentence.end) and is_credit(text, sentence.end)


def is_half(sentence: str) -> bool:
    """Tell whether a sentence breaks off, announces what follows, or holds half a quotation."""
    if (
        sentence[0] in BROKEN_STARTS
        or NOT_TOLD.match(sentence)
        or CAPITALS.search(sentence, 0, 40)
    ):
        return True
    if "report" in sentence and BROADCAST.search(sentence):
        return True
    if sentence.endswith(("...", "…")) or sentence.rstrip(BEHIND_ENDS)[-1:] not in ENDS:
        return True
    return sentence.count("“") != sentence.count("”") or sentence.count('"') % 2 == 1


def is_debris(sentence: str, words: Sequence[str], suspects: Sequence[str]) -> bool:
    """Tell whether a sentence belongs to the page around an article.

    Args:
        sentence: in lower case, one blank between two words.
        words: of the sentence.
        suspects: those of PLAIN that its article has.
    """
    whole = WHOLE_WORDS.intersection(words)
    marked = ":" in sentence or "(" in sentence or ")" in sentence
    if not (whole or marked or suspects):
        return False
    spaced = f" {sentence}"
    if marked and any(phrase in spaced for phrase in MARKED):
        return True
    if any(phrase in spaced for phrase in suspects):
        return True
    return any(phrase in spaced for word in whole for phrase in PHRASES[word])
