"""The receipt of an upload: what was understood and what was removed, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.languages import language_name
from bot.model import ArticleId, ArticleState, KeptArticle, NewArticle, Removed
from summaries.clean.imprint import names_outlet
from summaries.clean.metadata import FIELDS
from summaries.clean.misread import damaged
from summaries.languages import is_known
from summaries.model import Analysis, Quote

#: So many people are named in a receipt; the others are counted.
MOST_PEOPLE = 8


@dataclass(frozen=True, slots=True)
class Alike:
    """A known article that the new one repeats.

    Attributes:
        number: of the known article.
        title: its headline or, without one, its first words.
        state: of the known article.
        percent: how much of the two texts is the same, 0 to 100.
        version: the new one is a later version of it (same address, or same headline and
            outlet), and takes its place when it is published.
        replaceable: an admin may say that the new one takes its place.
        changed: how many sentences of the new one are not in the known one.
        difference: those that differ, "+" new and "-" gone, in reading order, a few.
    """

    number: ArticleId
    title: str
    state: ArticleState
    percent: int
    version: bool = False
    replaceable: bool = False
    changed: int = 0
    difference: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What another copy of an article says that the known one does not.

    Attributes:
        what: "headline", "date" or "outlet".
        words: as the line that takes it over has it.
    """

    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the admin is shown before anybody else sees the article.

    Attributes:
        number: as the admin types it.
        known: the very same text was already here; ``state`` says in which state.
        opening: its first words, to show when there is no title.
        published_at: None when the text does not say.
        published_from: the words the date was read from.
        dated_by: the same as they are shown; empty when nothing is known of them.
        outlet_in: the line that prints the outlet; empty when none does.
        postdated: the printed date lies in the future; readers are shown the day of intake.
        language: its name in English; empty when in doubt.
        is_read: names and quotes are read in its language.
        names: of all people and organisations in it.
        people: canonical names, the most mentioned first, a few.
        more_people: how many are not in ``people``.
        quotes: in order of appearance.
        analysed: False when the analysis failed; it is tried again later.
        alike: known articles it repeats, the most alike first.
        offers: what this copy of a known text says that the known one does not.
        damaged: a word with letters that were lost before it came here; empty for none.
    """

    number: ArticleId
    state: ArticleState
    known: bool
    name: str
    title: str
    opening: str
    standfirst: str
    byline: str
    outlet: str
    url: str
    published_at: datetime | None
    published_from: str
    dated_by: str
    outlet_in: str
    postdated: bool
    language: str
    is_read: bool
    words: int
    sentences: int
    names: frozenset[str]
    people: tuple[str, ...]
    more_people: int
    quotes: tuple[Quote, ...]
    removed: tuple[Removed, ...]
    analysed: bool
    alike: tuple[Alike, ...] = ()
    offers: tuple[Offer, ...] = ()
    damaged: str = ""

    @property
    def shown_title(self) -> str:
        """Its headline or, without one, its first words in quotation marks."""
        quoted = self.opening.startswith(("“", '"'))
        return self.title or (self.opening if quoted else f"“{self.opening}”")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or one of several, that was not taken.

    Attributes:
        name: of the file; empty for a text or a link.
        reason: a sentence on why, and what to do next.
    """

    name: str
    reason: str


def receipt(
    kept: KeptArticle,
    analysis: Analysis | None,
    *,
    alike: Sequence[Alike] = (),
    known: bool = False,
) -> Receipt:
    """Return the receipt of a kept article.

    Args:
        kept: the article as it stands in the store.
        analysis: what was found in it; None when it is not analysed.
        alike: known articles it repeats.
        known: the same text was uploaded before.
    """
    article = kept.article
    people = [one.name for one in analysis.entities if one.kind == "person"] if analysis else []
    printed = kept.published_as_printed
    return Receipt(
        number=kept.id,
        state=kept.state,
        known=known,
        name=kept.file_name,
        title=article.title,
        opening=opening(article.text),
        standfirst=kept.standfirst,
        byline=kept.byline,
        outlet=article.outlet,
        url=article.url,
        published_at=article.published_at,
        published_from=kept.published_from,
        dated_by=_dated_by(kept.published_from),
        outlet_in=_outlet_in(kept),
        postdated=bool(printed and article.published_at and printed > article.published_at),
        language=language_name(article.language),
        is_read=is_known(article.language),
        words=len(article.text.split()),
        sentences=sum(not one.heading for one in analysis.sentences) if analysis else 0,
        names=frozenset(one.name for one in analysis.entities) if analysis else frozenset(),
        people=tuple(people[:MOST_PEOPLE]),
        more_people=max(0, len(people) - MOST_PEOPLE),
        quotes=analysis.quotes if analysis else (),
        removed=kept.removed,
        analysed=analysis is not None,
        alike=tuple(alike),
        damaged=damaged(f"{article.title}\n{article.text}"),
    )


def _dated_by(words: str) -> str:
    """Return what a date was read from as an admin would say it."""
    if words.partition(" ")[0] in FIELDS:
        return "the page’s own data"
    return f"“{words}”" if words else ""


def _outlet_in(kept: KeptArticle) -> str:
    """Return the line that prints the outlet; of a report that begins with it, its start."""
    outlet, text = kept.article.outlet, kept.article.text
    if not outlet:
        return ""
    lines = [line.text for line in kept.removed if names_outlet(line.text, outlet)]
    first = text.partition("\n")[0]
    if not lines and names_outlet(first, outlet):
        lines = [first.partition(outlet)[0] + outlet + first.partition(outlet)[2][:1]]
    return next(iter(lines), "")


def offers(known: Receipt, new: NewArticle) -> tuple[Offer, ...]:
    """Return what a new copy of a known text says where the known one is silent."""
    at = new.published_at
    found = (
        Offer("headline", "" if known.title else new.title),
        Offer("date", "" if known.published_at or not at else f"{at.day} {at:%b %Y}"),
        Offer("outlet", "" if known.outlet else new.outlet),
    )
    return tuple(one for one in found if one.words)


def opening(text: str, most_words: int = 12) -> str:
    """Return the first words of a text, with an ellipsis when there are more."""
    words = text.split(maxsplit=most_words)
    return " ".join(words[:most_words]) + (" …" if len(words) > most_words else "")
