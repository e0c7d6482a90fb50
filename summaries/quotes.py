"""Quotes: what somebody is reported to have said, who said it, and about whom."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from summaries.languages import Language, language
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
from summaries.speakers import Speaker, speakers
from summaries.text import folded

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


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
    who = speakers(article, sentences, mentions, attributions, passages)
    view = _View(article.text, sentences, mentions, passages)
    found: list[Quote] = []
    utterance = -1
    for attribution, speaker in zip(attributions, who, strict=True):
        if not attribution.continues or utterance < 0:
            utterance += 1
        found += _quotes(attribution, speaker, utterance, view, words)
    found.sort(key=lambda quote: (quote.start, -quote.end))
    return tuple(found)


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
        self.passages = [p for p in passages if p.level == 0]
        self.passage_starts = [p.start for p in self.passages]

    def passages_in(self, start: int, end: int) -> list[Marked]:
        """Return the outermost passages in quotation marks that lie between two places."""
        at = bisect_left(self.passage_starts, start)
        found = []
        while at < len(self.passages) and self.passages[at].start < end:
            if self.passages[at].end <= end + 1:
                found.append(self.passages[at])
            at += 1
        return found

    def names_in(self, start: int, end: int) -> list[str]:
        """Return the canonical names mentioned between two places, each once, in order."""
        at = bisect_left(self.mention_starts, start)
        names: dict[str, None] = {}
        while at < len(self.mentions) and self.mentions[at].start < end:
            names[self.mentions[at].name] = None
            at += 1
        return list(names)

    def sentence_around(self, start: int, end: int) -> tuple[int, int]:
        """Return the place of the sentences that a place lies in."""
        first = bisect_right(self.sentence_starts, start) - 1
        last = bisect_left(self.sentence_starts, end) - 1
        if first < 0 or last < first:
            return start, end
        return self.sentences[first].start, max(end, self.sentences[last].end)


def _quotes(
    attribution: Attribution, speaker: Speaker, utterance: int, view: _View, words: Language
) -> Iterator[Quote]:
    text = view.text
    cue = text[slice(*attribution.cue)] if attribution.cue else ""
    for start, end in attribution.contents:
        passages = view.passages_in(start, end)
        kind = _kind(text, start, end, passages)
        around = view.sentence_around(start, end) if kind == "partial" else (start, end)
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
            fragments=tuple((p.start, p.end) for p in passages) if kind == "partial" else (),
            utterance=utterance,
            about=tuple(n for n in view.names_in(*around) if n != speaker.name),
        )


def cue_class(cue: str, words: Language) -> CueClass:
    """Return what a cue reports; words that are not listed report speech."""
    for word in reversed(WORD.findall(cue.lower())):
        for form in _stems(word):
            if form in words.classes:
                return words.classes[form]
    return "speech"


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
