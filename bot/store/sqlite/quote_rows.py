"""What a quote's row holds, and what of its article is shown with it."""

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Row

from summaries.model import Quote, Sentence
from summaries.quotes import represented


def is_shown(quotes: Sequence[Quote], place: int, around: tuple[int, int]) -> bool:
    """Tell whether readers see a quote by itself.

    They see speech; what is nested is seen inside the quote around it, and a paraphrase in a
    sentence that is shown for the same speaker's own words, or for a paraphrase before it, is
    seen with them. A paraphrase of nobody knows whom says nothing.
    """
    quote = quotes[place]
    first = all(before.utterance != quote.utterance for before in quotes[:place])
    if quote.cue_class != "speech" or quote.inside >= 0 or not first:
        return False
    if quote.kind != "indirect":
        return True
    start, end = around
    return quote.speaker is not None and not any(
        (other.kind != "indirect" or number < place)
        and other.cue_class == "speech"
        and other.speaker == quote.speaker
        and start <= other.start < end
        for number, other in enumerate(quotes)
    )


def named(quote: Quote, name: str | None) -> Quote:
    """Return a quote under its speaker's name across articles; unnamed ones keep theirs."""
    if name is None or quote.speaker is None or name == quote.speaker or represented(quote):
        return quote
    return replace(quote, speaker=name)


def pieces(quotes: Sequence[Quote], place: int) -> tuple[tuple[int, int], ...]:
    """Return the places of all parts of an utterance, in order."""
    quote = quotes[place]
    return tuple(
        (one.start, one.end)
        for one in quotes
        if (one.utterance, one.kind) == (quote.utterance, quote.kind)
    )


def sentences_span(pieces: Sequence[Quote], sentences: Sequence[Sentence]) -> tuple[int, int]:
    """Return where the sentences that one utterance stands in begin and end."""
    start, end = min(p.start for p in pieces), max(p.end for p in pieces)
    touched = [s for s in sentences if s.start < end and start < s.end]
    if not touched:
        return start, end
    return min(touched[0].start, start), max(touched[-1].end, end)


def sentence_around(text: str, row: Row) -> tuple[int, int, str]:
    """Return the sentence (or sentences) that a row names, as (start, end, text)."""
    start, end = row["sentence_start"], row["sentence_end"]
    return start, end, text[start:end]
