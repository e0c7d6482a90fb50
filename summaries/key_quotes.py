"""Which quotes a digest shows: what was said, by several people, once each."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from types import MappingProxyType

from summaries.model import Analysis, Article, KeyQuote, Quote
from summaries.names import same_name
from summaries.occasions import nearness, untold
from summaries.quotable import FULL_STOPS, Utterance, is_whole, utterances
from summaries.quotes import same_utterance
from summaries.terms import content
from summaries.text import folded

#: Words of a quote that reads well in one glance.
GOOD_WORDS = range(8, 36)

#: What a paper's own sentence around a fragment, a pronoun, a speaker known by one name or by
#: no role, and each thing that the reader was not told of, cost.
PARTIAL, INFERRED, ONE_NAME, NO_ROLE, UNTOLD = 3.0, 0.8, 1.0, 0.5, 0.3

#: What a word of the headline and of the opening brings, and how many count.
TITLE, OPENED, MOST_TITLE, MOST_OPENED = 0.5, 0.25, 2, 4

#: First clear quotes, then others, then second ones.
TURNS = 3

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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An utterance that may be shown.

    Attributes:
        value: how telling it is.
        article: its article's id.
        quote: the piece that stands for it.
        said: all its pieces, joined.
        clear: nothing in it needs an occasion that is not told.
    """

    value: float
    article: int
    quote: Quote
    said: str
    clear: bool


def key_quotes(
    sources: Sequence[tuple[Article, Analysis]],
    *,
    max_quotes: int,
    terms: Sequence[str] = (),
    told: Sequence[str] = (),
    ages: Mapping[int, float] = MappingProxyType({}),
    stories: Sequence[Sequence[int]] = (),
) -> tuple[KeyQuote, ...]:
    """Return the most telling quotes: of several articles before two of one, nobody twice.

    Only speech of a known speaker is shown that says something to somebody who has read no
    more than its article's opening; paraphrases never are, fragments only where nobody is
    quoted in full. A story that has no such quote gets its best one that does not begin by
    pointing back; no quote at all is better than an answer, a question or a scrap.

    Args:
        sources: articles with what was found in them.
        max_quotes: how many at most.
        terms: what the reader asked for; quotes with or about it come first.
        told: texts the reader knows; a quote that stands there is not shown again.
        ages: days since each article (by id), 0 for the newest; unknown ones count as new.
        stories: the ids of each story's articles; an article of none is a story by itself.
    """
    story = {number: own[0] for own in stories for number in own}
    wanted = [folded(term) for term in terms]
    common = Counter(stem for article, _ in sources for stem in set(content(article.text)))
    known = [folded(text) for text in told]
    ranked: list[_Candidate] = []
    for article, analysis in sources:
        age = OLD * log1p(max(0.0, ages.get(article.id, 0.0)))
        for utterance in utterances(article, analysis):
            quote = utterance.quote
            if not any(folded(quote.text) in text for text in known):
                value = _value(utterance, analysis, wanted) - age
                value += _shared(quote, common, len(sources))
                ranked.append(
                    _Candidate(value, article.id, quote, utterance.said, utterance.clear)
                )
    ranked.sort(key=lambda one: (-round(one.value, 6), one.article, one.quote.start))
    direct = [one for one in ranked if one.quote.kind == "direct"]
    return _different(direct or ranked, max_quotes, story)


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


def _value(whole: Utterance, analysis: Analysis, wanted: Sequence[str]) -> float:
    """Return how telling an utterance is; about -2 to 4."""
    quote, said = whole.quote, whole.said
    title, opening = nearness(said, whole.about, frozenset(content(quote.speaker or "")))
    value = TITLE * min(title, MOST_TITLE) + OPENED * min(opening, MOST_OPENED)
    value += _prominence(quote, analysis)
    value += 0.5 * (len(said.split()) in GOOD_WORDS)
    value += 0.5 * (quote.text.rstrip("\"”’'»")[-1:] in FULL_STOPS) + 0.5 * bool(quote.about)
    value -= PARTIAL * (quote.kind == "partial" or not is_whole(quote))
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


def _different(
    ranked: Sequence[_Candidate], max_quotes: int, story: Mapping[int, int]
) -> tuple[KeyQuote, ...]:
    """Return the best quotes: each utterance and each speaker once, articles in turn.

    What two papers give to two people is left out: one of them is wrong.
    """
    found: list[_Candidate] = []
    shown: list[KeyQuote] = []
    for turn in range(TURNS):
        for one in ranked:
            if len(found) >= max_quotes:
                break
            heard = any(_same_speaker(one, other) or _repeats(one, other) for other in found)
            if heard or not _has_turn(one, turn, found, story):
                continue
            same = [other for other in ranked if other is not one and _repeats(one, other)]
            if all(_same_speaker(one, other) for other in same):
                also = {other.article for other in same} - {one.article}
                found.append(one)
                shown.append(KeyQuote(one.article, one.quote, tuple(sorted(also))))
    return tuple(shown)


def _has_turn(
    one: _Candidate, turn: int, found: Sequence[_Candidate], story: Mapping[int, int]
) -> bool:
    """Tell whether a quote may be shown now.

    First a clear one of each article, then one of each story without any, then second ones.
    """
    if turn == 1:
        own = story.get(one.article, one.article)
        return all(story.get(other.article, other.article) != own for other in found)
    return one.clear and (turn > 1 or all(other.article != one.article for other in found))


def _repeats(one: _Candidate, other: _Candidate) -> bool:
    return same_utterance(one.said, other.said)


def _same_speaker(one: _Candidate, other: _Candidate) -> bool:
    return same_name(one.quote.speaker or "", other.quote.speaker or "")
