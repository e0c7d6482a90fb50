"""A page of quotes: by kind, with sources, and the buttons that turn it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.context import Context
from bot.conversation import Choices, Reply, Request, turned
from bot.model import KeptQuote
from bot.places import Source, Sources, sign_choices
from bot.spoken import Spoken, spoken

USUAL, MOST = 3, 10
#: Full statements before fragments before paraphrases.
KINDS = ("direct", "partial", "indirect")


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """Quotes of one kind under a heading."""

    heading: str
    note: str
    quotes: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes(Reply):
    """A page of quotes, newest article first within each group.

    Attributes:
        role: of the person, as printed most recently; empty for topics.
        place: which of how many are shown ("1 to 3 of 8"); empty when all are.
    """

    title: str
    role: str
    groups: tuple[QuoteGroup, ...]
    sources: tuple[Source, ...]
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotQuoted(Reply):
    """Somebody or something is known but not quoted.

    Attributes:
        sought: "by or about Ann Adler", "on North Korea".
        articles: how many name them.
    """

    sought: str
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of a page of quotes: by whom, how many, which page."""

    request: Request
    context: Context
    many: int
    page: int

    @property
    def offset(self) -> int:
        """How many quotes the pages before this one hold."""
        return (self.page - 1) * self.many


@dataclass(frozen=True, slots=True)
class Page:
    """What a page of quotes is a page of.

    Attributes:
        sought: what it is, after "No quotes": "by Ann Adler", "on North Korea".
        line: what to type for it.
        total: how many quotes there are.
    """

    title: str
    sought: str
    line: str
    total: int
    role: str = ""


async def quotes_page(page: Page, found: Sequence[KeptQuote], asking: Asking) -> Reply:
    """Return one page of quotes with the buttons that turn pages."""
    if not found:
        return NotQuoted(sought=page.sought)
    line, total = page.line, page.total
    told, _, sources = await quotes_told(found, (), asking.context)
    many = "" if asking.many == USUAL else f" {asking.many}"
    first = asking.offset + 1
    more = asking.offset + len(found) < total
    turn = turned(f"{line}{many}", asking.page, more=more)
    back = f"{line}{many} p{asking.page}"
    return Quotes(
        title=page.title,
        role=page.role,
        groups=quote_groups(told),
        sources=sources,
        place=f"{first} to {asking.offset + len(found)} of {total}" if turn else "",
        choices=signs(sources, back, asking) + turn,
    )


async def quotes_told(
    first: Sequence[KeptQuote], second: Sequence[KeptQuote], context: Context
) -> tuple[list[Spoken], list[Spoken], tuple[Source, ...]]:
    """Return quotes for readers; those not in their article word for word are left out."""
    sources = Sources()
    texts = await context.store.texts({one.article.id for one in (*first, *second)})
    told = [
        [
            shown
            for one in _by_sentence(sorted(part, key=lambda one: KINDS.index(one.quote.kind)))
            if (shown := spoken(one, texts.get(one.article.id, ""), sources))
        ]
        for part in (first, second)
    ]
    return told[0], told[1], sources.all()


def _by_sentence(kept: Sequence[KeptQuote]) -> list[KeptQuote]:
    """Return quotes without a sentence that comes twice: all its fragments are in the first."""
    found: dict[object, KeptQuote] = {}
    for one in kept:
        partial = one.quote.kind == "partial"
        key = (one.article.id, one.sentence, one.quote.speaker) if partial else one.id
        first = found.setdefault(key, one)
        fragments = tuple(sorted({*first.quote.fragments, *one.quote.fragments}))
        found[key] = replace(first, quote=replace(first.quote, fragments=fragments))
    return list(found.values())


def quote_groups(told: Sequence[Spoken], about: str = "") -> tuple[QuoteGroup, ...]:
    """Return quotes by kind: full statements, fragments, paraphrases."""
    kinds = (
        ("direct", about or "Said", ""),
        ("partial", f"{about}, in part" if about else "Said, in part", ""),
        ("indirect", f"{about}, paraphrased" if about else "Paraphrased", "the paper’s words"),
    )
    groups = (
        QuoteGroup(heading, note, tuple(one for one in told if one.kind == kind))
        for kind, heading, note in kinds
    )
    return tuple(group for group in groups if group.quotes)


def signs(sources: Sequence[Source], back: str, asking: Asking) -> Choices:
    """Return the buttons that open the sources, in private chats."""
    return sign_choices(sources, back=back) if asking.request.private else ()
