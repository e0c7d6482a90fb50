"""Quotes: what somebody is reported to have said, who said it, and about whom."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from summaries.languages import Language, language
from summaries.languages.words import word_set
from summaries.marks import Marked, segments
from summaries.model import (
    Article,
    Attribution,
    CueClass,
    Mention,
    Quote,
    QuoteKind,
    Sentence,
)
from summaries.nested import nested
from summaries.sources import NOBODY, Speaker
from summaries.speakers import speakers
from summaries.text import folded

#: More of a sentence than this is not "around" a quote.
LONGEST = 1000
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
#: What stands behind the reporting words and is none of them: marks, and the day.
MARKS = " \t\n\u00a0,:;–—-"
#: Nouns of those who speak for an organisation, and of what it says in writing.
VOICES = word_set(
    "spokesman spokeswoman spokesperson spokesmen spokespersons spokespeople statement"
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def quotes(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
) -> tuple[Quote, ...]:
    """Return the quotes of an article in order of appearance.

    Raises:
        UnsupportedLanguage: no word lists are known for the article's language.
    """
    words = language(article.language)
    passages = segments(article.text)
    view = _View(article.text, sentences, mentions, passages)
    found: list[Quote] = []
    number = 0
    who = speakers(article, sentences, mentions, attributions, passages)
    for attribution, speaker in zip(attributions, who, strict=True):
        number += not attribution.continues or number == 0
        found += _quotes(attribution, speaker, number - 1, view, words)
    names = {mention.name for mention in mentions}
    inner = tuple(nested(article.text, attributions, passages))
    who = speakers(article, sentences, mentions, inner, passages) if inner else ()
    for attribution, speaker in zip(inner, who, strict=True):
        # "I said" and "they say" inside somebody's words were never right when they were read.
        if speaker.basis == "stated" and speaker.name in names:
            found += _quotes(attribution, speaker, number, view, words)
            number += 1
    return tuple(_in_order(found))


def _in_order(found: Iterable[Quote]) -> Iterator[Quote]:
    """Yield quotes by place, those inside another marked with its utterance."""
    around: list[Quote] = []
    for quote in sorted(found, key=lambda quote: (quote.start, -quote.end)):
        while around and around[-1].end < quote.end:
            around.pop()
        outer = next((one for one in reversed(around) if _holds(one, quote)), None)
        around.append(quote)
        yield quote if outer is None else replace(quote, inside=outer.utterance)


def _holds(outer: Quote, inner: Quote) -> bool:
    whole = outer.start <= inner.start and inner.end <= outer.end
    return whole and outer.utterance != inner.utterance


class _View:
    """An article's passages, sentences and names, to be looked up by place."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        passages: Sequence[Marked],
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.sentence_starts = [s.start for s in sentences]
        self.mentions = mentions
        self.mention_starts = [m.start for m in mentions]
        self.levels = [
            [p for p in passages if p.level == 0],
            [p for p in passages if p.level == 1],
        ]
        self.starts = [[p.start for p in level] for level in self.levels]

    def passages_in(self, start: int, end: int) -> list[Marked]:
        """Return the outermost passages in quotation marks that lie between two places."""
        for passages, starts in zip(self.levels, self.starts, strict=True):
            found = []
            at = bisect_left(starts, start)
            while at < len(passages) and passages[at].start < end:
                if passages[at].end <= end + 1:
                    found.append(passages[at])
                at += 1
            if found:
                return found
        return []

    def names_in(self, start: int, end: int, *, besides: tuple[int, int]) -> list[str]:
        """Return the canonical names mentioned between two places, each once, in order.

        Args:
            start: where to begin.
            end: where to end.
            besides: where names do not count: in what the speaker is ("aide of Ann Li").
        """
        at = bisect_left(self.mention_starts, start)
        names: dict[str, None] = {}
        while at < len(self.mentions) and self.mentions[at].start < end:
            mention = self.mentions[at]
            if not besides[0] <= mention.start < besides[1]:
                names[mention.name] = None
            at += 1
        return list(names)

    def sentence_around(self, start: int, end: int) -> tuple[int, int]:
        """Return the place of the sentences that a place lies in."""
        first = bisect_right(self.sentence_starts, start) - 1
        last = bisect_left(self.sentence_starts, end) - 1
        if first < 0 or last < first:
            return start, end
        before = max(self.sentences[first].start, start - LONGEST)
        return before, max(end, min(self.sentences[last].end, end + LONGEST))


def _quotes(
    attribution: Attribution, speaker: Speaker, utterance: int, view: _View, words: Language
) -> Iterator[Quote]:
    text = view.text
    cue = _bare_cue(text[slice(*attribution.cue)]) if attribution.cue else ""
    for start, end in attribution.contents:
        passages = view.passages_in(start, end)
        kind = _kind(text, start, end, passages)
        if kind == "indirect" and speaker == NOBODY:
            # "He is charged with fraud": a paraphrase of nobody says nothing of anybody.
            continue
        around = view.sentence_around(start, end) if kind == "partial" else (start, end)
        role = _role_place(text, attribution, speaker)
        yield Quote(
            start=start,
            end=end,
            text=text[start:end],
            kind=kind,
            cue=cue,
            cue_class="speech" if kind == "direct" else cue_class(cue, words),
            speaker_text=speaker.text,
            speaker_start=speaker.start,
            speaker=speaker.name,
            speaker_basis=speaker.basis,
            affiliation=speaker.affiliation,
            fragments=_fragments(passages, end) if kind == "partial" else (),
            utterance=utterance,
            about=tuple(n for n in view.names_in(*around, besides=role) if n != speaker.name),
        )


def _role_place(text: str, attribution: Attribution, speaker: Speaker) -> tuple[int, int]:
    """Return where the speaker's role stands in the source; nowhere when it is not there."""
    start, end = attribution.source or (0, 0)
    at = text.find(speaker.affiliation, start, end) if speaker.affiliation else -1
    return (at, at + len(speaker.affiliation)) if at >= 0 else (0, 0)


def _fragments(passages: Sequence[Marked], end: int) -> tuple[tuple[int, int], ...]:
    """Return the places of words in marks; the last may go a mark beyond its quote."""
    return tuple((one.start, min(one.end, end)) for one in passages)


def _bare_cue(printed: str) -> str:
    cue = printed.rstrip(MARKS)
    for day in DAYS:
        if cue.endswith(f" {day}"):
            return cue.removesuffix(day).rstrip(MARKS).removesuffix(" on")
    return cue


def cue_class(cue: str, words: Language) -> CueClass:
    """Return what a cue reports: its first listed word decides; without one it is speech."""
    return _class_of(cue.lower(), words.code)


@lru_cache(maxsize=1024)
def _class_of(cue: str, code: str) -> CueClass:
    classes = language(code).classes
    for word in WORD.findall(cue):
        for form in _stems(word):
            if form in classes:
                return classes[form]
    return "speech"


def represented(quote: Quote) -> str:
    """Return the organisation whose unnamed voice speaks ("a spokesman for …"), as printed.

    Empty when somebody is named, or when nobody says for whom it is spoken.
    """
    last = (quote.speaker or "").rpartition(" ")[2].lower()
    return quote.affiliation if last in VOICES else ""


def same_utterance(one: str, other: str) -> bool:
    """Tell whether two quotes print the same utterance, perhaps cut or worded differently."""
    first, second = _bag(one), _bag(other)
    if min(len(first), len(second)) < 3:
        return bool(first) and first == second
    common = len(set(first) & set(second))
    return common >= 0.8 * min(len(set(first)), len(set(second)))


def _bag(text: str) -> list[str]:
    return [folded(word) for word in WORD.findall(text)]


def _stems(word: str) -> Iterator[str]:
    yield word
    for ending, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ing", ""),
    ):
        if word.endswith(ending):
            root = word[: -len(ending)] + instead
            yield root
            yield root + "e"
            if len(root) > 2 and root[-1] == root[-2]:
                yield root[:-1]


def _kind(text: str, start: int, end: int, passages: Sequence[Marked]) -> QuoteKind:
    if not passages:
        return "indirect"
    outside = _outside(text, start, end, passages)
    if WORD.search(outside):
        return "partial"
    inner = text[slice(*passages[0].inner)].lstrip()
    many = len(WORD.findall(text, start, end)) > 4
    if many or inner[:1].isupper() or inner[-1:] in ".!?,":
        return "direct"
    return "partial"


def _outside(text: str, start: int, end: int, passages: Sequence[Marked]) -> str:
    rest = []
    for passage in passages:
        rest.append(text[start : passage.start])
        start = passage.end
    return " ".join([*rest, text[start:end]])
