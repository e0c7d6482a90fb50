"""What admins decide about quotes, and analyses as they are with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, NewType

from bot.model import ArticleId
from summaries.model import Analysis, Entity, Quote
from summaries.names import same_name
from summaries.text import folded

MendId = NewType("MendId", int)

Verdict = Literal["said", "right", "hidden"]
Filing = Literal["kept", "again", "checked", "full"]

#: A quote is the one that was decided on when the two places share so much of both together.
SAME_PLACE = 0.5


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an admin decides about a quote.

    Attributes:
        verdict: *said* by the speaker, *right* as it was found, or *hidden*: it is no quote.
        speaker: the name; empty when it is unclear who speaks, or for a hidden one.
    """

    verdict: Verdict
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Mend:
    """A ruling, and where in an article its words stand.

    Attributes:
        words: what stood at ``start`` when it was made.
        said_as: whose quote readers saw it as; empty for nobody's.
    """

    id: MendId
    ruling: Ruling
    start: int
    words: str
    said_as: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """A quote that readers have called wrong and no admin has looked at.

    Attributes:
        start: where the quote began when it was reported.
        words: of the quote (see ``core``).
        readers: how many chats reported it.
    """

    article: ArticleId
    start: int
    words: str
    readers: int


def core(quote: Quote) -> tuple[int, int]:
    """Return the place by which a quote is known again: of a partial one, what is in marks."""
    if quote.fragments:
        return quote.fragments[0][0], quote.fragments[-1][1]
    return quote.start, quote.end


def ruled_on(quotes: Sequence[Quote], place: int, ruling: Ruling) -> tuple[Quote, ...]:
    """Return the quotes that a ruling on one of them is about.

    These are the parts of its utterance. Whose they are is also whose everything is that the
    same printed name or pronoun leads to: who takes one for somebody else's takes all.
    """
    one = quotes[place]
    together = one.speaker_start >= 0 and ruling.verdict != "hidden"
    return tuple(
        other
        for other in quotes
        if other.inside == one.inside
        and (
            other.utterance == one.utterance
            or (together and other.speaker_start == one.speaker_start)
        )
    )


def mended(analysis: Analysis, text: str, mends: Sequence[Mend]) -> Analysis:
    """Return an analysis with what admins have decided about its quotes.

    A decision is found again by its words, wherever they stand now, and holds for the whole
    utterance; one whose words are gone, or are no quote any more, waits.

    Args:
        analysis: as it was found.
        text: the article's.
        mends: the oldest first; the last one on a quote counts.
    """
    rulings: dict[int, Ruling] = {}
    for mend in mends:
        for place in _meant(analysis.quotes, text, mend):
            rulings[place] = mend.ruling
    entities = _with_speakers(analysis.entities, rulings.values())
    quotes = tuple(
        _as_ruled(quote, rulings.get(place), entities)
        for place, quote in enumerate(analysis.quotes)
        if place not in rulings or rulings[place].verdict != "hidden"
    )
    return replace(analysis, quotes=quotes, entities=entities)


def _meant(quotes: Sequence[Quote], text: str, mend: Mend) -> tuple[int, ...]:
    """Return the quotes that a decision is about: all parts of one utterance, or none."""
    start = _nearest(text, mend)
    if start is None:
        return ()
    place = (start, start + len(mend.words))
    likeness = [_shared(core(quote), place) if quote.inside < 0 else 0.0 for quote in quotes]
    best = max(range(len(quotes)), key=likeness.__getitem__, default=None)
    if best is None or likeness[best] < SAME_PLACE:
        return ()
    utterance = quotes[best].utterance
    return tuple(at for at, quote in enumerate(quotes) if quote.utterance == utterance)


def _nearest(text: str, mend: Mend) -> int | None:
    """Return where the words stand now, nearest to where they stood."""
    before = text.rfind(mend.words, 0, mend.start + len(mend.words))
    behind = text.find(mend.words, mend.start)
    found = [at for at in (before, behind) if at >= 0]
    return min(found, key=lambda at: abs(at - mend.start), default=None)


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return how much two places share of both together, 0 to 1."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]) or 1)


def _with_speakers(
    entities: tuple[Entity, ...], rulings: Iterable[Ruling]
) -> tuple[Entity, ...]:
    """Return an article's entities with the speakers that only an admin has named."""
    for ruling in rulings:
        named = ruling.speaker if ruling.verdict == "said" else ""
        if named and _entity(named, entities) is None:
            entities = (*entities, Entity(named, "person"))
    return entities


def _entity(name: str, entities: Iterable[Entity]) -> Entity | None:
    """Return whom an article means by a name; what it calls two people is nobody."""
    speakers = [one for one in entities if one.kind != "place"]
    for means in (_is_called, _is_spelt, _is_also_called):
        known = [one for one in speakers if means(one, name)]
        if known:
            return known[0] if len(known) == 1 else None
    return None


def _is_called(entity: Entity, name: str) -> bool:
    return folded(entity.name) == folded(name)


def _is_spelt(entity: Entity, name: str) -> bool:
    return same_name(entity.name, name)


def _is_also_called(entity: Entity, name: str) -> bool:
    return folded(name) in map(folded, entity.aliases)


def _as_ruled(quote: Quote, ruling: Ruling | None, entities: Sequence[Entity]) -> Quote:
    """Return a quote under the speaker that was decided on; as it was found if that is he."""
    if ruling is None:
        return quote
    meant = _entity(ruling.speaker, entities)
    name = meant.name if meant else ruling.speaker
    if name == (quote.speaker or ""):
        return quote
    # What is printed beside it named somebody else, or nobody: no reader is shown that.
    return replace(
        quote,
        speaker=name or None,
        speaker_basis="stated" if name else "unclear",
        speaker_text="",
        speaker_start=-1,
        affiliation=meant.role if meant else "",
    )
