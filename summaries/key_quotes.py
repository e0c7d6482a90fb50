"""Which quotes a digest shows: what was said, by several people, once each."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log1p
from types import MappingProxyType

from summaries.languages.en import ENGLISH
from summaries.languages.words import word_set
from summaries.leaning import looks_back
from summaries.model import Analysis, Article, KeyQuote, Quote
from summaries.names import same_name
from summaries.quotes import same_utterance
from summaries.terms import content
from summaries.text import folded

#: Shorter is a fragment, longer does not fit a phone.
FEWEST_WORDS, MOST_WORDS = 5, 60

#: Words of a quote that reads well in one glance.
GOOD_WORDS = range(8, 36)

#: What ends a statement; a comma there leaves it hanging.
FULL_STOPS = frozenset(".!?…")

#: What a paper's own sentence around a fragment, a pronoun, a speaker known by one name or by
#: no role, and "It" or "Then" at the start cost.
PARTIAL, INFERRED, ONE_NAME, NO_ROLE, LEANING = 3.0, 0.8, 1.0, 0.5, 1.0

#: What age takes from a quote (ln days).
OLD = 0.7

#: Papers quote from these, but nobody said it.
NO_PERSON = re.compile(r"\b(?:report|document|statement|article|voice|page|site)$")
OUTLETS = word_set(
    """cnn ap afp reuters bbc nbc abc cbs msnbc npr fox news associated press new york times
    washington post"""
)

SHORTEST_NAME = 3

#: Words that a reader cannot place: who is "he"?
WHO = re.compile(r"[\"“‘'\s]*(?:he|she|they|his|her|their|him|them)\b", re.IGNORECASE)

#: So few words with one of these, and no name, say nothing by themselves.
FEW_WORDS, POINTING = (
    10,
    re.compile(
        r"\b(?:it|that|this|such|them|him|those|these|s?he|his|hers?|they"
        r"|said (?:no|yes|so))\b",
        re.IGNORECASE,
    ),
)
NAMED = re.compile(r"[a-z,;] (?!I\b)[A-Z]")

#: A fragment of fewer words, or in the capitals of a title, is a name more than a statement.
FRAGMENT_WORDS = 4


def key_quotes(
    sources: Sequence[tuple[Article, Analysis]],
    *,
    max_quotes: int,
    terms: Sequence[str] = (),
    told: Sequence[str] = (),
    ages: Mapping[int, float] = MappingProxyType({}),
) -> tuple[KeyQuote, ...]:
    """Return the most telling quotes, one of each speaker before a second one.

    Only speech of a known speaker is shown; paraphrases never are, fragments only where nobody
    is quoted in full.

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
    ranked: list[tuple[float, int, Quote]] = []
    for article, analysis in sources:
        printed = _printed(analysis)
        for quote in analysis.quotes:
            if _shown(quote, printed.get(quote.utterance, ()), article.text) and not any(
                folded(quote.text) in text for text in known
            ):
                value = _value(quote, analysis, common, len(sources), wanted)
                value -= OLD * log1p(max(0.0, ages.get(article.id, 0.0)))
                ranked.append((value, article.id, quote))
    ranked.sort(key=lambda item: (-round(item[0], 6), item[1], item[2].start))
    direct = [item for item in ranked if item[2].kind == "direct"]
    return _different(direct or ranked, max_quotes)


def _printed(analysis: Analysis) -> dict[int, list[Quote]]:
    """Return the pieces that each utterance is printed in, without what it quotes itself."""
    found: dict[int, list[Quote]] = {}
    for one in analysis.quotes:
        if one.inside < 0:
            found.setdefault(one.utterance, []).append(one)
    return found


def _shown(quote: Quote, pieces: Sequence[Quote], text: str) -> bool:
    return (
        (_stands(quote) if quote.kind == "direct" else _states(quote))
        and quote.cue_class == "speech"
        and quote.speaker is not None
        and quote.speaker_basis != "unclear"
        and quote.speaker_text.lower() != "it"
        and _is_somebody(quote.speaker)
        and quote.inside < 0
        and len(quote.text.split()) >= FEWEST_WORDS
        # The whole utterance is printed, with all the pieces that the paper broke it into.
        and sum(len(one.text.split()) for one in pieces) <= MOST_WORDS
        and _is_closed("".join(text[one.start : one.end] for one in pieces))
        and not _points_elsewhere(min(pieces, key=lambda one: one.start).text)
    )


def _is_somebody(speaker: str) -> bool:
    """Tell whether a speaker is a person or a body with a name, and no outlet."""
    name = folded(speaker)
    last = name.rpartition(" ")[2]
    role = speaker[:1].islower() and (last in ENGLISH.roles or last in ENGLISH.titles)
    if speaker.islower() or role or len(name) < SHORTEST_NAME or NO_PERSON.search(speaker):
        return False
    return not all(word in OUTLETS or word in ENGLISH.titles for word in name.split())


def _stands(quote: Quote) -> bool:
    """Tell whether a quotation says something by itself: whole, and no lost "he"."""
    text = quote.text.strip()
    end = text.rstrip("\"”’'»")[-1:]
    return (
        _whole(quote)
        and not WHO.match(text)
        and not _points_elsewhere(text)
        and (end in FULL_STOPS or end == ",")
        and "`" not in text[:3]
        and not _is_a_headline(text)
    )


def _is_a_headline(text: str) -> bool:
    """Tell whether nearly all words are capitalised: something printed, that nobody said."""
    words = [word for word in text.split() if len(word) > FRAGMENT_WORDS]
    return len(words) > 1 and all(word.strip("\"“”‘’'")[:1].isupper() for word in words)


def _points_elsewhere(text: str) -> bool:
    few = len(text.split()) < FEW_WORDS
    return few and bool(POINTING.search(text)) and not NAMED.search(text)


def _states(quote: Quote) -> bool:
    """Tell whether the fragments of a paper's sentence are a statement, no titles."""
    if quote.kind != "partial" or quote.speaker_basis == "inferred" or WHO.match(quote.text):
        return False
    pieces = [quote.text[s - quote.start : e - quote.start] for s, e in quote.fragments]
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


def _value(
    quote: Quote,
    analysis: Analysis,
    common: Counter[str],
    articles: int,
    wanted: Sequence[str],
) -> float:
    """Return how telling a quote is; about 0 to 4."""
    stems = set(content(quote.text))
    shared = sum(common[stem] for stem in stems) / max(1, len(stems)) / articles
    value = shared + _prominence(quote, analysis)
    value += 0.5 * (len(quote.text.split()) in GOOD_WORDS)
    value += 0.5 * (quote.text.rstrip("\"”’'»")[-1:] in FULL_STOPS) + 0.5 * bool(quote.about)
    value -= PARTIAL * (quote.kind == "partial" or not _whole(quote))
    value -= INFERRED * (quote.speaker_basis == "inferred")
    value -= LEANING * looks_back(quote.text)
    value -= ONE_NAME * (" " not in (quote.speaker or "")) + NO_ROLE * (not quote.affiliation)
    around = folded(" ".join((quote.text, quote.speaker or "", *quote.about)))
    return value + any(term and term in around for term in wanted)


def _prominence(quote: Quote, analysis: Analysis) -> float:
    """Return how much of its article is about the speaker, 0 to 1."""
    most = max((entity.mentions for entity in analysis.entities), default=0)
    own = next((e.mentions for e in analysis.entities if e.name == quote.speaker), 0)
    return own / most if most else 0.0


def _different(
    ranked: Sequence[tuple[float, int, Quote]], max_quotes: int
) -> tuple[KeyQuote, ...]:
    """Return the best quotes, each utterance once, speakers in turn."""
    found: list[KeyQuote] = []
    for again in (False, True):
        for _, article, quote in ranked:
            if len(found) >= max_quotes:
                break
            heard = any(_same_speaker(quote, one.quote) for one in found)
            repeated = any(_repeats(quote, article, one) for one in found)
            if not repeated and (again or not heard):
                found.append(KeyQuote(article, quote, _also(quote, article, ranked)))
    return tuple(found)


def _also(
    quote: Quote, article: int, ranked: Sequence[tuple[float, int, Quote]]
) -> tuple[int, ...]:
    """Return the other articles that print the same utterance."""
    others = {
        number
        for _, number, other in ranked
        if number != article and same_utterance(quote.text, other.text)
    }
    return tuple(sorted(others))


def _repeats(quote: Quote, article: int, shown: KeyQuote) -> bool:
    if article == shown.article and quote.utterance == shown.quote.utterance:
        return True
    return same_utterance(quote.text, shown.quote.text)


def _same_speaker(one: Quote, other: Quote) -> bool:
    return same_name(one.speaker or "", other.speaker or "")
