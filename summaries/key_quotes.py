"""Which quotes a digest shows: what was said, by several people, once each."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from types import MappingProxyType

from summaries.clean.outlets import is_outlet
from summaries.languages.en import ENGLISH
from summaries.languages.words import word_set
from summaries.model import Analysis, Article, KeyQuote, Quote
from summaries.names import given_names, same_name
from summaries.occasions import Occasion, is_understood, nearness, occasion, untold
from summaries.quotes import same_utterance
from summaries.terms import content
from summaries.text import folded

#: Shorter is a fragment, longer does not fit a phone.
FEWEST_WORDS, MOST_WORDS = 6, 55

#: Words of a quote that reads well in one glance.
GOOD_WORDS = range(8, 36)

#: What ends a statement; a comma there leaves it hanging.
FULL_STOPS = frozenset(".!?…")

#: What a paper's own sentence around a fragment, a pronoun, a speaker known by one name or by
#: no role, and each thing that the reader was not told of, cost.
PARTIAL, INFERRED, ONE_NAME, NO_ROLE, UNTOLD = 3.0, 0.8, 1.0, 0.5, 0.3

#: What a word of the headline and of the opening brings, and how many count.
TITLE, OPENED, MOST_TITLE, MOST_OPENED = 0.5, 0.25, 2, 4

#: So many words of the opening a quote takes up at least, where an opening says so much.
FEWEST_NEAR, FEWEST_TOLD = 2, 8

#: So many quotes are shown of one story.
MOST_A_STORY = 2

#: What age takes from a quote (ln days).
OLD = 0.7

#: Words of sympathy are said of everything.
SYMPATHY = re.compile(
    r"\b(?:thoughts and prayers|thoughts are with|our thoughts|our prayers|deepest sympath"
    r"|condolences|hearts? goes? out|heartbroken|praying for)\b",
    re.IGNORECASE,
)
CONDOLING = 1.0

#: Papers quote from these, but nobody said it.
NO_PERSON = re.compile(r"\b(?:report|document|statement|article|voice|page|site)$")
#: What ends the description of an outlet.
MEDIA = word_set(
    """media newspaper paper magazine tabloid daily broadcaster television tv radio website
    agency press news journal"""
)

SHORTEST_NAME = 3

#: An article on one line is shorter than that.
FLATTENED = 1500

#: A fragment of fewer words, or in the capitals of a title, is a name more than a statement.
FRAGMENT_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An utterance that may be shown.

    Attributes:
        value: how telling it is.
        article: its article's id.
        quote: the piece that stands for it.
    """

    value: float
    article: int
    quote: Quote


def key_quotes(
    sources: Sequence[tuple[Article, Analysis]],
    *,
    max_quotes: int,
    terms: Sequence[str] = (),
    told: Sequence[str] = (),
    ages: Mapping[int, float] = MappingProxyType({}),
) -> tuple[KeyQuote, ...]:
    """Return the most telling quotes: of several articles before two of one, nobody twice.

    Only speech of a known speaker is shown that says something to somebody who has read no
    more than its article's opening; paraphrases never are, fragments only where nobody is
    quoted in full. No quote at all is better than one that nobody understands.

    Args:
        sources: articles with what was found in them.
        max_quotes: how many at most.
        terms: what the reader asked for; quotes with or about it come first.
        told: texts the reader knows; a quote that stands there is not shown again.
        ages: days since each article (by id), 0 for the newest; unknown ones count as new.
    """
    wanted = [folded(term) for term in terms]
    common = Counter(stem for article, _ in sources for stem in set(content(article.text)))
    known = [folded(text) for text in told]
    ranked: list[_Candidate] = []
    for article, analysis in sources:
        age = OLD * log1p(max(0.0, ages.get(article.id, 0.0)))
        for utterance in _utterances(article, analysis):
            quote = utterance.quote
            if not any(folded(quote.text) in text for text in known):
                value = _value(utterance, analysis, wanted) - age
                value += _shared(quote, common, len(sources))
                ranked.append(_Candidate(value, article.id, quote))
    ranked.sort(key=lambda one: (-round(one.value, 6), one.article, one.quote.start))
    direct = [one for one in ranked if one.quote.kind == "direct"]
    return _different(direct or ranked, max_quotes)


def in_turn(
    quotes: Sequence[KeyQuote], stories: Sequence[Sequence[int]], max_quotes: int
) -> tuple[KeyQuote, ...]:
    """Return the quotes that belong to some stories, one of each before a second of one.

    Args:
        quotes: the best first.
        stories: the ids of each story's articles; quotes of other articles are left out.
        max_quotes: how many at most; a story has two at most.
    """
    story = {number: place for place, numbers in enumerate(stories) for number in numbers}
    shown: dict[int, list[KeyQuote]] = {}
    for quote in quotes:
        if quote.article in story:
            shown.setdefault(story[quote.article], []).append(quote)
    turns = [
        own[place] for place in range(MOST_A_STORY) for own in shown.values() if own[place:]
    ]
    return tuple(turns[:max_quotes])


@dataclass(frozen=True, slots=True)
class _Utterance:
    """What somebody said at once, in the pieces that the paper broke it into.

    Attributes:
        quote: the piece that stands for it.
        said: all pieces, joined.
        about: what its article tells at the beginning.
    """

    quote: Quote
    said: str
    about: Occasion


def _utterances(article: Article, analysis: Analysis) -> Iterator[_Utterance]:
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
        whole = _Utterance(best, " ".join(one.text for one in pieces), about)
        if _fits(pieces) and _is_shown(whole, pieces, analysis):
            yield whole


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


def _fits(pieces: Sequence[Quote]) -> bool:
    """Tell whether the whole of what is printed has a size that is read at a glance."""
    words = sum(len(one.text.split()) for one in pieces)
    return FEWEST_WORDS <= words <= MOST_WORDS and _is_closed("".join(p.text for p in pieces))


def _is_shown(whole: _Utterance, pieces: Sequence[Quote], analysis: Analysis) -> bool:
    """Tell whether an utterance is understood, and says something of its article's subject."""
    first = pieces[0]
    if first.kind == "direct" and not _whole(first):
        return False
    if " " not in (whole.quote.speaker or "") and not _is_placed(whole.quote, analysis):
        return False
    named = [
        one
        for one in analysis.mentions
        if any(piece.start <= one.start < piece.end for piece in pieces)
    ]
    if len(whole.about.opening) >= FEWEST_TOLD:
        _, near = nearness(whole.said, whole.about, whole.quote.speaker or "")
        if near < FEWEST_NEAR:
            return False
    return is_understood(whole.said, whole.about, named)


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
    return last not in MEDIA and not is_outlet(speaker, beside=True)


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
        _whole(quote)
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


def _whole(quote: Quote) -> bool:
    """Tell whether the words in quotation marks begin like a statement, marks closed."""
    text = quote.text.strip()
    return _is_closed(text) and not text.strip("\"“”‘’'")[:1].islower()


def _is_closed(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def _value(whole: _Utterance, analysis: Analysis, wanted: Sequence[str]) -> float:
    """Return how telling an utterance is; about -2 to 4."""
    quote, said = whole.quote, whole.said
    title, opening = nearness(said, whole.about, quote.speaker or "")
    value = TITLE * min(title, MOST_TITLE) + OPENED * min(opening, MOST_OPENED)
    value += _prominence(quote, analysis)
    value += 0.5 * (len(said.split()) in GOOD_WORDS)
    value += 0.5 * (quote.text.rstrip("\"”’'»")[-1:] in FULL_STOPS) + 0.5 * bool(quote.about)
    value -= PARTIAL * (quote.kind == "partial" or not _whole(quote))
    value -= INFERRED * (quote.speaker_basis == "inferred")
    value -= UNTOLD * untold(said, whole.about) + CONDOLING * bool(SYMPATHY.search(said))
    value -= ONE_NAME * (" " not in (quote.speaker or "")) + NO_ROLE * (not quote.affiliation)
    around = folded(" ".join((said, quote.speaker or "", *quote.about)))
    return value + any(term and term in around for term in wanted)


def _shared(quote: Quote, common: Counter[str], articles: int) -> float:
    """Return how much of a quote other articles speak of too, 0 to 1."""
    stems = set(content(quote.text))
    return sum(common[stem] for stem in stems) / max(1, len(stems)) / articles


def _prominence(quote: Quote, analysis: Analysis) -> float:
    """Return how much of its article is about the speaker, 0 to 1."""
    most = max((entity.mentions for entity in analysis.entities), default=0)
    own = next((e.mentions for e in analysis.entities if e.name == quote.speaker), 0)
    return own / most if most else 0.0


def _different(ranked: Sequence[_Candidate], max_quotes: int) -> tuple[KeyQuote, ...]:
    """Return the best quotes: each utterance and each speaker once, articles in turn."""
    found: list[KeyQuote] = []
    for again in (False, True):
        for one in ranked:
            if len(found) >= max_quotes:
                break
            heard = any(_same_speaker(one.quote, shown.quote) for shown in found)
            seen = any(shown.article == one.article for shown in found)
            repeated = any(_repeats(one, shown) for shown in found)
            if not (heard or repeated) and (again or not seen):
                found.append(KeyQuote(one.article, one.quote, _also(one, ranked)))
    return tuple(found)


def _also(one: _Candidate, ranked: Sequence[_Candidate]) -> tuple[int, ...]:
    """Return the other articles that print the same utterance."""
    others = {
        other.article
        for other in ranked
        if other.article != one.article and same_utterance(one.quote.text, other.quote.text)
    }
    return tuple(sorted(others))


def _repeats(one: _Candidate, shown: KeyQuote) -> bool:
    if shown.article == one.article and shown.quote.utterance == one.quote.utterance:
        return True
    return same_utterance(one.quote.text, shown.quote.text)


def _same_speaker(one: Quote, other: Quote) -> bool:
    return same_name(one.speaker or "", other.speaker or "")
