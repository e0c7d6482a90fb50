"""A quote as readers see it: its words, who said them, where, when, and any doubt."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.model import ArticleHead, KeptQuote
from bot.places import Place, Sources, place
from summaries.model import Analysis, Article, Quote, QuoteKind, Sentence

#: A comma at the end of a quote, before its closing marks.
LEADING_COMMA = re.compile(r",([\"'”’»“‘]*)$")
#: So many other wordings of an utterance are shown.
MOST_WORDINGS = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a sentence, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Worded:
    """The same utterance as another article words it."""

    text: str
    sign: str
    place: Place


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quote for readers.

    Attributes:
        stretches: what is shown; of a partial quote the paper's sentence with the fragments
            marked, of the others one stretch.
        who: the speaker; for an unnamed one the noun as printed.
        role: as printed in that article; empty when it is not.
        doubt: "inferred: “he”" or "speaker unclear"; empty when there is none.
        also: other outlets than its own that print the same utterance.
        worded: how other articles word it, a few.
    """

    kind: QuoteKind
    stretches: tuple[Stretch, ...]
    who: str
    role: str
    doubt: str
    outlet: str
    published_at: datetime | None
    sign: str
    place: Place
    also: tuple[str, ...] = ()
    worded: tuple["Worded", ...] = ()

    @property
    def text(self) -> str:
        """The words without marks."""
        return "".join(one.text for one in self.stretches)


def spoken(kept: KeptQuote, text: str, sources: Sources) -> Spoken | None:
    """Return a kept quote for readers, or None when it is not in the article's text."""
    quote, (start, end, _) = kept.quote, kept.sentence
    if text[quote.start : quote.end] != quote.text:
        return None
    words = Words(quote, text, (start, end), kept.pieces or ((quote.start, quote.end),))
    shown = _spoken(words, kept.article, _outlets(kept.also), sources)
    return replace(shown, worded=_worded(kept, sources))


def _worded(kept: KeptQuote, sources: Sources) -> tuple[Worded, ...]:
    found = []
    for article, start, text in kept.worded[:MOST_WORDINGS]:
        at = place(article.id, start, text)
        found.append(Worded(text, sources.sign(article, at), at))
    return tuple(found)


def quote_told(
    quote: Quote,
    article: Article,
    analysis: Analysis,
    also: Iterable[Article],
    sources: Sources,
) -> Spoken:
    """Return a quote of an article at hand for readers."""
    pieces = [
        one
        for one in analysis.quotes
        if (one.utterance, one.kind) == (quote.utterance, quote.kind)
    ] or [quote]
    around = _sentence_around(pieces, analysis.sentences)
    words = Words(quote, article.text, around, tuple((one.start, one.end) for one in pieces))
    return _spoken(words, article, _outlets(also), sources)


@dataclass(frozen=True, slots=True)
class Words:
    """A quote in its article's text.

    Attributes:
        around: where the sentences that it stands in begin and end.
        pieces: its parts; several when it is interrupted.
    """

    quote: Quote
    text: str
    around: tuple[int, int]
    pieces: tuple[tuple[int, int], ...]


def _spoken(
    words: Words, article: Article | ArticleHead, also: tuple[str, ...], sources: Sources
) -> Spoken:
    quote, (start, end) = words.quote, words.around
    at = place(article.id, start, words.text[start:end])
    others = tuple(outlet for outlet in also if outlet != article.outlet)
    return Spoken(
        quote.kind,
        _stretches(words),
        quote.speaker or quote.speaker_text or "Speaker unclear",
        quote.affiliation,
        _doubt(quote),
        article.outlet,
        article.published_at,
        sources.sign(article, at),
        at,
        others,
    )


def _stretches(words: Words) -> tuple[Stretch, ...]:
    """Return a direct quote as it stands, of the others the paper's sentence around them.

    An interrupted one is shown with what interrupts it (“A,” he said, “B.”).
    """
    quote, text = words.quote, words.text
    if quote.kind == "direct":
        whole = text[words.pieces[0][0] : words.pieces[-1][1]]
        # The comma leads on to "she said", which is not shown here.
        return (Stretch(LEADING_COMMA.sub(r"\1", whole), marked=False),)
    stretches, done = [], words.around[0]
    for start, end in quote.fragments:
        stretches += [
            Stretch(text[done:start], marked=False),
            Stretch(text[start:end], marked=True),
        ]
        done = end
    stretches.append(Stretch(text[done : words.around[1]], marked=False))
    return tuple(stretch for stretch in stretches if stretch.text)


def _sentence_around(pieces: Sequence[Quote], sentences: Sequence[Sentence]) -> tuple[int, int]:
    start, end = pieces[0].start, pieces[-1].end
    touched = [one for one in sentences if one.start < end and start < one.end]
    if not touched:
        return start, end
    return min(touched[0].start, start), max(touched[-1].end, end)


def _doubt(quote: Quote) -> str:
    if quote.speaker_basis == "inferred":
        # Under a direct quote the name stands already; a sentence of the paper says "he".
        name = "" if quote.kind == "direct" else f" is {quote.speaker}"
        return f"inferred: “{quote.speaker_text}”{name}" if quote.speaker_text else "inferred"
    if quote.speaker_basis == "stated" and not quote.speaker_text and quote.kind != "direct":
        # An admin has named the speaker: the sentence of the paper need not.
        return f"said by {quote.speaker}"
    return "speaker unclear" if quote.speaker is None and quote.speaker_text else ""


def _outlets(articles: Iterable[Article | ArticleHead]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(article.outlet for article in articles if article.outlet))
