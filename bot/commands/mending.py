"""/quote: admins say who said a quote, or that it is none; it sticks, and can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.arguments import article_number, page
from bot.commands.notices import keep_untold, tell_mended
from bot.commands.quote_views import article_of, cut, own, quotes_of, view, waiting
from bot.commands.wrong import place_named, quote_at
from bot.context import Context
from bot.conversation import Choice, Reply, Request
from bot.errors import CommandError
from bot.mends import Mend, MendId, Ruling
from bot.model import ArticleId, KeptArticle, KeptQuote
from summaries.text import folded

LONGEST_NAME = 100
#: So much of a quote stands in a correction.
MOST_TOLD = 300
HOW = (
    "/quote lists what readers call wrong, /quote 12 the quotes of article 12; "
    "tap one to say who said it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteMended(Reply):
    """What was decided about a quote, or that it was taken back.

    Attributes:
        done: what is so from now on.
        told: how many chats that were shown something of its article are told.
    """

    done: str
    words: str
    told: int = 0
    undone: bool = False


async def quote(request: Request, context: Context) -> Reply:
    """Show quotes to mend, or decide about one.

    Raises:
        CommandError: there is no such quote, or the line is incomplete.
    """
    words, number = page(request.words)
    match words:
        case ():
            return await waiting(context)
        case ("undo", article, mend) if article.isdecimal() and mend.isdecimal():
            return await undo(request, context, ArticleId(int(article)), int(mend))
        case (article,):
            asked = ArticleId(article_number((article,), "/quote 12"))
            return await quotes_of(context, asked, number)
        case (_, _, _):
            return await view(context, await _named(context, words))
        case (_, _, _, *ruling):
            return await _rule(request, context, await _named(context, words[:3]), ruling)
        case _:
            raise CommandError(HOW)


async def undo(
    request: Request, context: Context, article: ArticleId, number: int | None = None
) -> QuoteMended:
    """Take a decision on a quote of an article back, by default the last one.

    Raises:
        CommandError: it was taken back before or never made, or a later one holds.
    """
    mends = await context.store.mends_of(article)
    made = next((one for one in mends if number in {None, one.id}), None)
    if made is None:
        raise CommandError(f"That was undone already. /quote {article} shows how it stands.")
    if await context.store.decided_anew(made.id):
        # Nothing would change, and readers would be told that it had.
        raise CommandError("That was decided anew since; undo the later one.")
    untold = await context.store.mends_untold(article, made.id)
    articles = await context.store.unmend(made.id, by=request.user, at=context.now())
    told = [await _tell_undone(context, one, made, untold) for one in articles]
    return QuoteMended(
        done=_undone(made),
        words=cut(made.words),
        told=sum(told),
        undone=True,
        choices=((Choice("The article’s quotes", f"/quote {article}"),),),
    )


async def _named(context: Context, words: tuple[str, ...]) -> KeptQuote:
    """Return the quote that a line names.

    Raises:
        CommandError: there is none with these words, or its article is gone.
    """
    number, start, known = place_named(words)
    await article_of(context, number)
    kept = quote_at(await context.store.quotes_of(number), start, known)
    if kept is None:
        raise CommandError(f"That quote is not in it any more. /quote {number} shows what is.")
    return kept


async def _rule(
    request: Request, context: Context, kept: KeptQuote, words: list[str]
) -> QuoteMended:
    ruling = await _ruling(context, kept, words)
    number = kept.article.id
    mend = await context.store.mend_quote(
        number, kept.quote.start, ruling, by=request.user, at=context.now()
    )
    if mend is None:
        raise CommandError(f"That quote has just changed. /quote {number} shows what is.")
    told = [
        await _tell_ruled(context, await article_of(context, one.id), ruling, kept, mend)
        for one in (kept.article, *kept.also)
    ]
    return QuoteMended(
        done=_done(ruling, kept),
        words=cut(kept.quote.text),
        told=sum(told),
        choices=(
            (
                Choice("Undo", f"~/quote undo {number} {mend}"),
                Choice("Others to check", "/quote"),
            ),
        ),
    )


async def _ruling(context: Context, kept: KeptQuote, words: list[str]) -> Ruling:
    """Return what the words behind a quote's place decide.

    Raises:
        CommandError: they decide nothing.
    """
    match words:
        case ["right"]:
            return Ruling("right", await _speaker_within(context, kept))
        case ["hide"]:
            return Ruling("hidden")
        case ["unclear"]:
            return Ruling("said")
        case ["by", *name] if _is_name(" ".join(name)):
            return await _said(context, kept, " ".join(name))
        case _:
            raise CommandError(
                "Behind the quote write: right, hide, unclear, or by and the whole name."
            )


def _is_name(words: str) -> bool:
    """Return whether a typed name can be one: readers would be told that “.” said this."""
    return len(words) <= LONGEST_NAME and any(letter.isalpha() for letter in words)


async def _said(context: Context, kept: KeptQuote, name: str) -> Ruling:
    found = await _speaker_within(context, kept)
    if folded(name) in {folded(found), folded(kept.quote.speaker or "")}:
        return Ruling("right", found)
    return Ruling("said", name)


async def _speaker_within(context: Context, kept: KeptQuote) -> str:
    """Return the speaker as the article calls him; across articles the name may differ."""
    analysis = await context.store.analysis(kept.article.id)
    return (own(analysis, kept) if analysis else kept.quote).speaker or ""


def _done(ruling: Ruling, kept: KeptQuote) -> str:
    before = kept.quote.speaker
    if ruling.verdict == "right":
        return f"Right as it is, said by {before}." if before else "Right as it is."
    if ruling.verdict == "hidden":
        return "Not shown as a quote any more."
    was = f", not by {before}" if before else ""
    if not ruling.speaker:
        return f"Speaker unclear from now on{was}."
    return f"Said by {ruling.speaker} from now on{was}."


def _undone(made: Mend) -> str:
    if made.ruling.verdict == "right":
        return "Undone; it counts as not checked."
    return f"Undone; said by {made.said_as} again." if made.said_as else "Undone."


async def _tell_ruled(
    context: Context, article: KeptArticle, ruling: Ruling, kept: KeptQuote, mend: MendId
) -> int:
    """Have readers told of a decision; of those that it replaced in time they hear nothing."""
    if ruling.verdict == "right":
        return 0
    text, before = kept.quote.text, kept.quote.speaker or ""
    untold = await context.store.mends_untold(article.id, mend)
    await keep_untold(context, article.id, untold)
    if untold:
        before = untold[-1].said_as
    if ruling.verdict == "said" and folded(ruling.speaker) == folded(before):
        # As they know it; but some may have heard of what was replaced a moment ago.
        if not untold:
            return 0
        change, latest = _after_all(before, text), untold[0]
        return await tell_mended(context, article, change, latest.id, undone=latest.at)
    return await tell_mended(context, article, _change(ruling, before, text), mend)


def _change(ruling: Ruling, before: str, text: str) -> str:
    """Return what is different for readers."""
    words = cut(text, MOST_TOLD)
    shown = f" I showed it as {before}’s." if before else ""
    if ruling.verdict == "hidden":
        return f"This is not a quote: {words}{shown}"
    if not ruling.speaker:
        return f"Who said this is unclear: {words}{shown}"
    return f"{ruling.speaker} said this: {words}{shown}"


async def _tell_undone(
    context: Context, article: ArticleId, made: Mend, untold: Sequence[Mend]
) -> int:
    """Tell those who have heard of a decision that it is taken back; stop telling others."""
    if made.ruling.verdict == "right":
        return 0
    kept = await context.store.article(article)
    if kept is None:
        return 0
    if untold:
        return await _tell_again(context, kept, made, untold[0])
    change = _after_all(made.said_as, made.words)
    return await tell_mended(context, kept, change, made.id, undone=made.at)


async def _tell_again(context: Context, kept: KeptArticle, made: Mend, holds: Mend) -> int:
    """Tell of a decision that readers have not heard of and that holds again."""
    await keep_untold(context, kept.id, [made])
    ruling = holds.ruling
    if ruling.verdict == "right":
        ruling = Ruling("said", ruling.speaker)
    return await tell_mended(context, kept, _change(ruling, "", made.words), holds.id)


def _after_all(speaker: str, text: str) -> str:
    words = cut(text, MOST_TOLD)
    if not speaker:
        return f"Who said this is unclear after all: {words}"
    return f"{speaker} said this after all: {words}"
