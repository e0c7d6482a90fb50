"""Quotes as admins look at them: where they stand, how their speaker was found, what waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.commands.reading import around
from bot.commands.wrong import core_words, quote_words
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, in_rows
from bot.errors import CommandError
from bot.mends import Mend, Report
from bot.model import ArticleId, KeptArticle, KeptQuote
from bot.places import shown_title
from summaries.model import Analysis, Quote

PAGE, MOST_CANDIDATES = 8, 6
#: Among so many reports those are sought whose words still stand in their articles.
MOST_LOOKED_FOR = 100
#: So much of a quote stands in a list.
LISTED = 90
KINDS = {"direct": "a direct quote", "partial": "quoted in part", "indirect": "a paraphrase"}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteShown(Reply):
    """A quote where it stands, with whom it is taken to be said by and how that was found.

    Attributes:
        readers: how many have called it wrong.
        before: its paragraph up to it.
        who: the speaker, with the role as printed.
        found: its kind, and how the speaker was found.
        line: names the quote in a line that is typed.
    """

    readers: int
    title: str
    outlet: str
    published_at: datetime | None
    number: ArticleId
    before: str
    words: str
    after: str
    who: str
    found: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteList(Reply):
    """Quotes to look at, numbered as their buttons are.

    Attributes:
        title: of the article; empty for those that readers call wrong.
        quotes: the words and who is taken to have said them.
        hidden: the words of those that an admin has taken for no quotes.
        place: which of how many are shown; empty when all are.
    """

    title: str
    quotes: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...] = ()
    place: str = ""


async def view(context: Context, kept: KeptQuote, *, readers: int = 0) -> QuoteShown:
    """Return a quote with the buttons that say who said it.

    Raises:
        CommandError: its article is gone.
    """
    article = await article_of(context, kept.article.id)
    analysis = await context.store.analysis(article.id)
    text, pieces = article.article.text, kept.pieces or ((kept.quote.start, kept.quote.end),)
    place = (pieces[0][0], pieces[-1][1])
    before, after = around(text, place)
    return QuoteShown(
        readers=readers,
        title=shown_title(article.article),
        outlet=article.article.outlet,
        published_at=article.article.published_at,
        number=article.id,
        before=before,
        words=text[place[0] : place[1]],
        after=after,
        who=", ".join(filter(None, (who(kept.quote), kept.quote.affiliation))),
        found=_found(kept.quote),
        line=quote_words(kept),
        choices=_choices(kept, candidates(analysis, own(analysis, kept)) if analysis else ()),
    )


async def reported(context: Context, report: Report) -> QuoteShown | None:
    """Return a quote that readers call wrong; None when it is not here any more."""
    kept = await _quote_of(context, report)
    return await view(context, kept, readers=report.readers) if kept else None


async def waiting(context: Context) -> QuoteList:
    """Return the quotes that readers call wrong and nobody has looked at."""
    every: list[KeptQuote] = []
    # A correction may have taken the words of some out of their articles.
    for report in await context.store.reports(limit=MOST_LOOKED_FOR):
        kept = await _quote_of(context, report)
        if kept is not None:
            every.append(kept)
        if len(every) == PAGE:
            break
    return QuoteList(title="", quotes=_lines(every), choices=_numbers(every))


async def quotes_of(context: Context, number: ArticleId, page: int) -> QuoteList:
    """Return a page of an article's quotes, and what an admin has taken for none."""
    article = await article_of(context, number)
    every = await context.store.quotes_of(number)
    first = (page - 1) * PAGE
    some = every[first : first + PAGE]
    text = article.article.text
    visible = {core_words(one, text) for one in every}
    hidden = _hidden(await context.store.mends_of(number), visible)
    turn = []
    if page > 1:
        turn.append(Choice(f"‹ Page {page - 1}", f"~/quote {number} p{page - 1}"))
    if first + PAGE < len(every):
        turn.append(Choice(f"Page {page + 1} ›", f"~/quote {number} p{page + 1}"))
    back = [
        Choice(f"Put back {nth}", f"~/quote undo {number} {mend.id}")
        for nth, mend in enumerate(hidden, 1)
    ]
    return QuoteList(
        title=shown_title(article.article),
        quotes=_lines(some),
        hidden=tuple(cut(mend.words) for mend in hidden),
        place=f"{first + 1} to {first + len(some)} of {len(every)}" if turn else "",
        choices=(*_numbers(some), *in_rows(back), *in_rows(turn)),
    )


async def article_of(context: Context, number: ArticleId) -> KeptArticle:
    """Return an article in any state but thrown away.

    Raises:
        CommandError: there is none of this number.
    """
    kept = await context.store.article(number)
    if kept is None or kept.state == "discarded":
        raise CommandError(f"There is no article {number}. /articles lists them.")
    return kept


def own(analysis: Analysis, kept: KeptQuote) -> Quote:
    """Return a quote as its article has it: across articles its speaker may be called other."""
    same = (one for one in analysis.quotes if one.start == kept.quote.start)
    return next(same, kept.quote)


def candidates(analysis: Analysis, quote: Quote) -> tuple[str, ...]:
    """Return who else may have said it: people before bodies, the nearest name first."""
    near: dict[str, int] = {}
    for mention in analysis.mentions:
        distance = min(abs(mention.start - quote.start), abs(mention.start - quote.end))
        near[mention.name] = min(distance, near.get(mention.name, distance))
    nowhere = max(near.values(), default=0) + 1
    # Whoever is quoted is no place, whatever the name looks like ("Hyde Park").
    quoted = {one.speaker for one in analysis.quotes}
    others = [
        one
        for one in analysis.entities
        if (one.kind != "place" or one.name in quoted) and one.name != quote.speaker
    ]
    others.sort(key=lambda one: (one.kind == "organisation", near.get(one.name, nowhere)))
    return tuple(one.name for one in others[:MOST_CANDIDATES])


def who(quote: Quote) -> str:
    """Return who is taken to have said it, in words."""
    return quote.speaker or quote.speaker_text or "Speaker unclear"


def cut(words: str, most: int = LISTED) -> str:
    """Return the words of a quote as there is room for them, its marks closed."""
    if len(words) <= most:
        return words
    closing = "”" if words.startswith("“") else ""
    return words[:most].rsplit(maxsplit=1)[0] + f" […]{closing}"


def _found(quote: Quote) -> str:
    kind, printed = KINDS[quote.kind], quote.speaker_text
    if quote.speaker is None:
        return kind
    if quote.speaker_basis == "inferred":
        return f"{kind}, inferred" + (f" from “{printed}”" if printed else "")
    return f"{kind}, stated: “{printed}”" if printed else f"{kind}, named by an admin"


def _choices(kept: KeptQuote, names: Sequence[str]) -> Choices:
    line = f"~/quote {quote_words(kept)}"
    said = [Choice(f"Said by {name}", f"{line} by {name}") for name in names]
    unclear = [Choice("Speaker unclear", f"{line} unclear")] if kept.quote.speaker else []
    return (
        (Choice("It is right", f"{line} right"), Choice("Not a quote", f"{line} hide")),
        *in_rows([*said, *unclear], 2),
        (Choice("Whole article", f"/read {kept.article.id}"),),
    )


def _hidden(mends: Iterable[Mend], visible: set[str]) -> list[Mend]:
    """Return the decisions by which something is no quote, each words once."""
    found: dict[str, Mend] = {}
    for mend in mends:
        if mend.words not in visible:
            found.setdefault(mend.words, mend)
    return [mend for mend in found.values() if mend.ruling.verdict == "hidden"]


def _lines(every: Iterable[KeptQuote]) -> tuple[tuple[str, str], ...]:
    return tuple((cut(one.quote.text), who(one.quote)) for one in every)


def _numbers(every: Iterable[KeptQuote]) -> Choices:
    return in_rows(
        Choice(str(nth), f"~/quote {quote_words(one)}") for nth, one in enumerate(every, 1)
    )


async def _quote_of(context: Context, report: Report) -> KeptQuote | None:
    kept = await context.store.article(report.article)
    if kept is None or kept.state != "published":
        return None
    text = kept.article.text
    every = await context.store.quotes_of(report.article)
    same = [one for one in every if core_words(one, text) == report.words]
    return min(same, key=lambda one: abs(one.quote.start - report.start), default=None)
