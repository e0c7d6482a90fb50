"""A quote as readers see it: its words, who said them, where, when, and any doubt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model import ArticleHead, KeptQuote
from bot.places import Place, Sources, place
from summaries.model import Article, Quote, QuoteKind, Sentence


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a sentence, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quote for readers.

    Attributes:
        stretches: what is shown; of a partial quote the paper's sentence with the fragments
            marked, of the others one stretch.
        who: the speaker; for an unnamed one the noun as printed.
        role: as printed in that article; empty when it is not.
        doubt: "inferred: “he”" or "speaker unclear"; empty when there is none.
        also: other outlets that print the same words.
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

    @property
    def text(self) -> str:
        """The words without marks."""
        return "".join(one.text for one in self.stretches)


def spoken(kept: KeptQuote, text: str, sources: Sources) -> Spoken | None:
    """Return a kept quote for readers, or None when it is not in the article's text."""
    quote, (start, end, _) = kept.quote, kept.sentence
    if text[quote.start : quote.end] != quote.text:
        return None
    return _spoken(quote, text, (start, end), kept.article, _outlets(kept.also), sources)


def quote_told(
    quote: Quote,
    article: Article,
    sentences: Sequence[Sentence],
    also: Iterable[Article],
    sources: Sources,
) -> Spoken:
    """Return a quote of an article at hand for readers."""
    around = _sentence_around(quote, sentences)
    return _spoken(quote, article.text, around, article, _outlets(also), sources)


def _spoken(
    quote: Quote,
    text: str,
    around: tuple[int, int],
    article: Article | ArticleHead,
    also: tuple[str, ...],
    sources: Sources,
) -> Spoken:
    at = place(article.id, around[0], text[around[0] : around[1]])
    return Spoken(
        quote.kind,
        _stretches(quote, text, around),
        quote.speaker or quote.speaker_text or "Speaker unclear",
        quote.affiliation,
        _doubt(quote),
        article.outlet,
        article.published_at,
        sources.sign(article, at),
        at,
        also,
    )


def _stretches(quote: Quote, text: str, around: tuple[int, int]) -> tuple[Stretch, ...]:
    """Return a direct quote as it stands, of the others the paper's sentence around them."""
    if quote.kind == "direct":
        return (Stretch(quote.text, marked=False),)
    stretches, done = [], around[0]
    for start, end in quote.fragments:
        stretches += [
            Stretch(text[done:start], marked=False),
            Stretch(text[start:end], marked=True),
        ]
        done = end
    stretches.append(Stretch(text[done : around[1]], marked=False))
    return tuple(stretch for stretch in stretches if stretch.text)


def _sentence_around(quote: Quote, sentences: Sequence[Sentence]) -> tuple[int, int]:
    touched = [one for one in sentences if one.start < quote.end and quote.start < one.end]
    if not touched:
        return quote.start, quote.end
    return min(touched[0].start, quote.start), max(touched[-1].end, quote.end)


def _doubt(quote: Quote) -> str:
    if quote.speaker_basis == "inferred":
        return f"inferred: “{quote.speaker_text}”" if quote.speaker_text else "inferred"
    return "speaker unclear" if quote.speaker is None and quote.speaker_text else ""


def _outlets(articles: Iterable[Article | ArticleHead]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(article.outlet for article in articles if article.outlet))
