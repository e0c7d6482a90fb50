"""What of an article can stand by itself among key quotes: whole, of somebody, understood."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from summaries.clean.outlets import is_outlet
from summaries.languages.en import ENGLISH
from summaries.languages.words import word_set
from summaries.model import Analysis, Article, Mention, Quote, Sentence
from summaries.names import given_names
from summaries.occasions import (
    Occasion,
    is_understood,
    naming,
    nearness,
    occasion,
)
from summaries.terms import content
from summaries.text import folded

#: Shorter is a fragment, longer does not fit a phone.
FEWEST_WORDS, MOST_WORDS = 6, 55
#: What is less clear has fewer, and is no short remark.
LESS_CLEAR = range(8, 46)

#: More of the paper's own words between two pieces is no “…,” Li said, “…”
LONGEST = 250

#: What ends a statement; a comma there leaves it hanging.
FULL_STOPS = frozenset(".!?…")

#: So many words of the opening a quote takes up at least, where an opening says so much.
FEWEST_NEAR, FEWEST_TOLD = 2, 8

#: Papers quote from these, but nobody said it.
NO_PERSON = re.compile(
    r"\b(?:report|document|statement|article|voice|page|site|(?:news|press) agency)$"
    r"|^(?:department|ministry|office|agency|committee|council|commission|company|court"
    r"|campaign|government|police|group|union|board)$",
    re.IGNORECASE,
)
#: What ends the description of an outlet.
MEDIA = word_set(
    """media newspaper paper magazine tabloid daily broadcaster television tv radio website
    press news journal show program programme podcast"""
)

SHORTEST_NAME = 3

WORD = re.compile(r"\w+")

#: What is of another year than its article.
YEAR = re.compile(r"(?<![\d,.$£€])\b(?:19|20)\d\d\b(?![,.]?\d|[ -](?:people|dollars|miles))")
LONG_AGO = re.compile(r"\b(?:last year|(?:years|decades|months) (?:ago|earlier|before))\b")

#: An article on one line is shorter than that.
FLATTENED = 1500

#: A fragment of fewer words, or in the capitals of a title, is a name more than a statement.
FRAGMENT_WORDS = 4


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said at once, in the pieces that the paper broke it into.

    Attributes:
        quote: the piece that stands for it.
        said: all pieces, joined.
        about: what its article tells at the beginning.
        clear: it takes up what is told there, and speaks of nothing untold.
    """

    quote: Quote
    said: str
    about: Occasion
    clear: bool = True


def utterances(article: Article, analysis: Analysis) -> Iterator[Utterance]:
    """Yield what may be shown of an article."""
    printed: dict[int, list[Quote]] = {}
    for one in analysis.quotes:
        if one.inside < 0:
            printed.setdefault(one.utterance, []).append(one)
    if not any(_is_said(one) for pieces in printed.values() for one in pieces):
        return
    about = occasion(
        article, [(one.start, one.end) for one in analysis.quotes if one.kind == "direct"]
    )
    plain = _is_flattened(article.text)
    for every in printed.values():
        best = next((one for one in every if _is_said(one)), None)
        unsure = best is None or best.speaker_basis == "inferred" or best.kind == "partial"
        if best is None or (plain and unsure):
            continue
        pieces = [one for one in every if one.kind == best.kind]
        whole = Utterance(best, " ".join(one.text for one in pieces), about)
        if not _fits(pieces, article.text) or _is_past(pieces, article, analysis):
            continue
        if best.kind != "direct" and not _names_speaker(best, article.text, analysis.sentences):
            continue
        if _is_clear(whole, pieces, analysis):
            yield whole
        elif _may_do(whole, pieces, analysis):
            yield replace(whole, clear=False)


def _is_flattened(text: str) -> bool:
    """Tell whether a text lost its line breaks: captions stand before "he said" there."""
    return "\n" not in text.strip() and len(text) > FLATTENED


def _is_said(quote: Quote) -> bool:
    """Tell whether a piece is speech of somebody with a name, and a statement by itself."""
    return (
        (_stands(quote) if quote.kind == "direct" else _states(quote))
        and quote.cue_class == "speech"
        and quote.speaker is not None
        and quote.speaker_basis != "unclear"
        and quote.speaker_text.lower() != "it"
        and _is_somebody(quote.speaker)
    )


def _fits(pieces: Sequence[Quote], text: str) -> bool:
    """Tell whether the whole of what is printed has a size that is read at a glance."""
    words = sum(len(one.text.split()) for one in pieces)
    between = [text[one.end : other.start] for one, other in pairwise(pieces)]
    if any(len(each) > LONGEST and "\n" not in each for each in between):
        return False
    return FEWEST_WORDS <= words <= MOST_WORDS and _is_closed("".join(p.text for p in pieces))


def _names_speaker(quote: Quote, text: str, sentences: Sequence[Sentence]) -> bool:
    """Tell whether the paper's sentence around a fragment has the whole name of who said it.

    Nothing else says so: such a sentence is printed without a line for its speaker.
    """
    around = [
        text[one.start : one.end] for one in sentences if one.start <= quote.start < one.end
    ]
    printed = folded(" ".join([quote.text, *around]))
    return set(folded(quote.speaker or "").split()) <= set(WORD.findall(printed))


def _is_past(pieces: Sequence[Quote], article: Article, analysis: Analysis) -> bool:
    """Tell whether the paper says around a quote, or right before, that it is of another year.

    "At his trial in 2012 he said …" is no answer to what happened today. Nor is what is said
    again behind sentences of the paper's own.
    """
    start, end = pieces[0].start, pieces[-1].end
    of = [n for n, one in enumerate(analysis.sentences) if one.start < end and start < one.end]
    if not of:
        return False
    first, last = of[0], of[-1]
    inside = [analysis.sentences[number] for number in of]
    gaps = [(one.end, other.start) for one, other in pairwise(pieces)]
    if any(low <= one.start and one.end <= high for one in inside for low, high in gaps):
        return True
    before = analysis.sentences[max(0, first - 1)]
    around = (
        article.text[before.start : before.end],
        article.text[inside[0].start : start],
        article.text[end : analysis.sentences[last].end],
    )
    published = str(article.published_at.year) if article.published_at else ""
    years = {year for each in around for year in YEAR.findall(each)}
    return bool(years - {published}) or any(map(LONG_AGO.search, around))


def _is_clear(whole: Utterance, pieces: Sequence[Quote], analysis: Analysis) -> bool:
    """Tell whether an utterance is understood, and says something of its article's subject."""
    first = pieces[0]
    if first.kind == "direct" and not is_whole(first):
        return False
    if " " not in (whole.quote.speaker or "") and not _is_placed(whole.quote, analysis):
        return False
    named = _named(pieces, analysis)
    return _is_near(whole, named) and is_understood(whole.said, whole.about, named)


def _may_do(whole: Utterance, pieces: Sequence[Quote], analysis: Analysis) -> bool:
    """Tell whether an utterance may be shown where its story has none that is clear.

    It takes up one word of the opening at least, or is said by somebody who is named there.
    """
    first, speaker = pieces[0], whole.quote.speaker or ""
    words = sum(len(one.text.split()) for one in pieces)
    if first.kind != "direct" or not is_whole(first) or words not in LESS_CLEAR:
        return False
    if " " not in speaker and not _is_placed(whole.quote, analysis):
        return False
    named = _named(pieces, analysis)
    people = naming([speaker, *(one.name for one in named if one.kind == "person")])
    _, near = nearness(whole.said, whole.about, people)
    told = folded(speaker).rpartition(" ")[2] in whole.about.names
    return (told or near > 0) and is_understood(whole.said, whole.about, named, roughly=True)


def _named(pieces: Sequence[Quote], analysis: Analysis) -> list[Mention]:
    """Return the names in what was said."""
    return [
        one
        for one in analysis.mentions
        if any(piece.start <= one.start < piece.end for piece in pieces)
    ]


def _is_near(whole: Utterance, named: Sequence[Mention]) -> bool:
    """Tell whether an utterance speaks of what its article's opening tells.

    A person whom both name is enough only when the headline is about that person.
    """
    if len(whole.about.opening) < FEWEST_TOLD:
        return True
    own = frozenset(content(whole.quote.speaker or ""))
    people = naming(one.name for one in named if one.kind == "person")
    title, opening = nearness(whole.said, whole.about, own)
    _, plain = nearness(whole.said, whole.about, own | people)
    return opening >= FEWEST_NEAR and (title > 0 or plain > 0)


def _is_somebody(speaker: str) -> bool:
    """Tell whether a speaker is a person or a body with a name, and no outlet."""
    name = folded(speaker)
    last = name.rpartition(" ")[2]
    office = last in ENGLISH.roles or last in ENGLISH.titles
    role = office and (speaker[:1].islower() or speaker.rpartition(" ")[2].islower())
    role = role or all(
        word in ENGLISH.roles or word in ENGLISH.titles for word in re.split(r"\W+", name)
    )
    if speaker.islower() or role or len(name) < SHORTEST_NAME or NO_PERSON.search(speaker):
        return False
    return last not in MEDIA and not is_outlet(speaker)


def _is_placed(quote: Quote, analysis: Analysis) -> bool:
    """Tell whether a speaker of one word is a body, or a surname whose role is printed."""
    if any(one.name == quote.speaker and one.kind != "person" for one in analysis.entities):
        return True
    return bool(quote.affiliation) and folded(quote.speaker or "") not in given_names()


def _stands(quote: Quote) -> bool:
    """Tell whether a quotation is a statement: whole, ended, and no headline."""
    text = quote.text.strip()
    end = text.rstrip("\"”’'»")[-1:]
    return (
        is_whole(quote)
        and (end in FULL_STOPS or end == ",")
        and "`" not in text[:3]
        and not _is_a_headline(text)
    )


def _is_a_headline(text: str) -> bool:
    """Tell whether nearly all words are capitalised: something printed, that nobody said."""
    words = [word for word in text.split() if len(word) > FRAGMENT_WORDS]
    return len(words) > 1 and all(word.strip("\"“”‘’'")[:1].isupper() for word in words)


def _states(quote: Quote) -> bool:
    """Tell whether the fragments of a paper's sentence are a statement, no titles."""
    if quote.kind != "partial" or quote.speaker_basis == "inferred":
        return False
    pieces = [quote.text[s - quote.start : e - quote.start] for s, e in quote.fragments]
    if any(piece.strip("\"“”‘’' ")[:1].isupper() for piece in pieces) or "\n" in quote.text:
        return False
    return any(
        len(words) >= FRAGMENT_WORDS and sum(w[:1].islower() for w in words) * 2 > len(words)
        for words in map(str.split, pieces or [quote.text])
    )


def is_whole(quote: Quote) -> bool:
    """Tell whether the words in quotation marks begin like a statement, marks closed."""
    text = quote.text.strip()
    return _is_closed(text) and not text.strip("\"“”‘’'")[:1].islower()


def _is_closed(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0
