"""/wrong 12 340 7f30c5: a reader calls a quote wrong; the admins are told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.commands.arguments import and_back
from bot.context import Context
from bot.conversation import Choice, Reply, Request
from bot.errors import CommandError
from bot.mends import Filing, core
from bot.model import ArticleId, KeptQuote
from bot.places import Sources, mark, place
from bot.spoken import Spoken, spoken

#: So many quotes of one sentence get a button.
MOST_BUTTONS = 3
#: Of a quote so much stands on a button.
LONGEST_LABEL = 24
MOST_DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteReported(Reply):
    """A thank-you, with the quote as it was shown.

    Attributes:
        filing: whether the admins are told, or why they are not.
    """

    quote: Spoken
    filing: Filing


async def wrong(request: Request, context: Context) -> Reply:
    """Note that a reader calls a quote wrong.

    Raises:
        CommandError: there is no such quote for readers, or it was enough for today.
    """
    words, back = and_back(request.rest)
    number, start, known = place_named(words)
    kept = quote_at(await context.store.quotes_in([number]), start, known)
    text = (await context.store.texts([number])).get(number, "")
    shown = spoken(kept, text, Sources()) if kept else None
    if kept is None or shown is None:
        raise CommandError("That quote is not here (any more). /quotes shows what is.")
    filing = await context.store.file_report(
        request.chat, number, kept.quote.start, core_words(kept, text), at=context.now()
    )
    if filing == "full":
        raise CommandError(
            "You have told me of five quotes today, thank you. Tell me of this one tomorrow."
        )
    begins, _, sentence = kept.sentence
    line = f"~{place(number, begins, sentence).line} {back}".strip()
    return QuoteReported(quote=shown, filing=filing, choices=((Choice("Back", line),),))


def place_named(words: Sequence[str]) -> tuple[ArticleId, int, str]:
    """Read "12 340 7f30c5": article, start and mark of a quote.

    Raises:
        CommandError: it is no place of a quote.
    """
    match words:
        case [number, start, known] if all(
            one.isdecimal() and len(one) < MOST_DIGITS for one in (number, start)
        ):
            return ArticleId(int(number)), int(start), known
        case _:
            raise CommandError(
                "Tap the number behind a quote: below the sentence is a button for this."
            )


def quote_at(quotes: Iterable[KeptQuote], start: int, known: str) -> KeptQuote | None:
    """Return the quote with these words that begins nearest to a place; None without one."""
    same = [one for one in quotes if mark(one.quote.text) == known]
    return min(same, key=lambda one: abs(one.quote.start - start), default=None)


def quote_words(kept: KeptQuote) -> str:
    """Return how a line names a quote: "12 340 7f30c5"."""
    quote = kept.quote
    return f"{kept.article.id} {quote.start} {mark(quote.text)}"


def core_words(kept: KeptQuote, text: str) -> str:
    """Return the words by which a quote is known again."""
    start, end = core(kept.quote)
    return text[start:end]


def quote_choices(
    quotes: Sequence[KeptQuote], found: tuple[int, int], back: str, *, admin: bool
) -> tuple[Choice, ...]:
    """Return the buttons for the quotes that stand in a sentence: for readers, for admins."""
    start, end = found
    there = [one for one in quotes if one.sentence[0] < end and start < one.sentence[1]]
    line, label = ("/quote", "Mend") if admin else ("/wrong", "Wrong quote?")
    return tuple(
        Choice(
            label if len(there) == 1 else f"{label.removesuffix(' quote?')}: {_words(one)}",
            f"~{line} {quote_words(one)} {'' if admin else back}".strip(),
        )
        for one in there[:MOST_BUTTONS]
    )


def _words(kept: KeptQuote) -> str:
    """Return the first words of a quote, by which it is told from others in its sentence."""
    start, end = core(kept.quote)
    begins, _, sentence = kept.sentence
    words = sentence[start - begins : end - begins]
    return words if len(words) <= LONGEST_LABEL else f"{words[:LONGEST_LABEL].rstrip()}…"
