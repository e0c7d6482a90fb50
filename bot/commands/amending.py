"""For admins: put an article right: headline, date, outlet, a removed line."""

from dataclasses import dataclass

from bot.commands.arguments import article_number, page
from bot.commands.notices import tell_corrected
from bot.commands.review import shown
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request
from bot.errors import CommandError
from bot.intake import correcting, intake
from bot.intake.correcting import Correction
from bot.model import ArticleId, KeptArticle, Removed
from summaries.clean.dates import printed_dates

LINES_ON_A_PAGE, LABEL = 6, 32


@dataclass(frozen=True, slots=True, kw_only=True)
class EditLines(Reply):
    """The lines that change an article, to copy and send."""

    number: int
    title: str
    outlet: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedLines(Reply):
    """The removed lines of an article, to tap those that belong in it."""

    number: int
    lines: tuple[tuple[int, Removed], ...]
    total: int


async def edit(request: Request, context: Context) -> Reply:
    """/edit 7: show the lines that change title, date and outlet."""
    number = ArticleId(article_number(request.words, "/edit 7"))
    found = await intake.show(context.store, context.offload, number)
    at = found.published_at
    return EditLines(
        number=int(number),
        title=found.title or "The headline",
        outlet=found.outlet or "The outlet",
        date=f"{at.day} {at:%b %Y}" if at else "21 Oct 2025",
    )


async def keep(request: Request, context: Context) -> Reply:
    """/keep 7 [3]: put removed line 3 back, or choose which."""
    words, number_of_page = page(request.words)
    number = ArticleId(article_number(words, "/keep 7"))
    if len(words) > 1:
        line = article_number(words[1:], f"/keep {number} 1")
        before = await context.store.article(number)
        kept = await correcting.keep_line(
            context.store,
            context.offload,
            number,
            line - 1,
            by=request.user,
            now=context.now(),
            topics=context.sorted_by,
        )
        return shown(kept, await _told(context, before))
    found = await intake.show(context.store, context.offload, number)
    if not found.removed:
        raise CommandError("Nothing was removed from that article.")
    first = (number_of_page - 1) * LINES_ON_A_PAGE
    lines = tuple(enumerate(found.removed, start=1))[first : first + LINES_ON_A_PAGE]
    return RemovedLines(
        number=int(number),
        lines=lines,
        total=len(found.removed),
        choices=_line_choices(int(number), lines, number_of_page, len(found.removed)),
    )


async def title(request: Request, context: Context) -> Reply:
    """/title 7 New headline."""
    number, rest = _number_and_rest(request, "/title 7 A headline")
    return await _correct(request, context, number, Correction(title=rest))


async def outlet(request: Request, context: Context) -> Reply:
    """/outlet 7 The paper."""
    number, rest = _number_and_rest(request, "/outlet 7 The paper")
    return await _correct(request, context, number, Correction(outlet=rest))


async def date(request: Request, context: Context) -> Reply:
    """/date 7 21 Oct 2025.

    Raises:
        CommandError: that is no complete date.
    """
    number, rest = _number_and_rest(request, "/date 7 21 Oct 2025")
    found = printed_dates(rest)
    if not found:
        raise CommandError(f"Day, month and year, like this: /date {number} 21 Oct 2025")
    correction = Correction(published_at=found[0].at, published_from=found[0].words)
    return await _correct(request, context, number, correction)


def _number_and_rest(request: Request, example: str) -> tuple[ArticleId, str]:
    number = article_number(request.words, example)
    rest = request.rest.strip().split(maxsplit=1)
    if len(rest) < 2:
        raise CommandError(f"Write what it should be. For example: {example}")
    return ArticleId(number), rest[1]


async def _correct(
    request: Request, context: Context, number: ArticleId, correction: Correction
) -> Reply:
    before = await context.store.article(number)
    corrected = await correcting.correct(
        context.store,
        context.offload,
        number,
        correction,
        by=request.user,
        now=context.now(),
        topics=context.sorted_by,
    )
    return shown(corrected, await _told(context, before))


async def _told(context: Context, before: KeptArticle | None) -> int:
    after = await context.store.article(before.id) if before else None
    return await tell_corrected(context, before, after) if before and after else 0


def _line_choices(
    number: int, lines: tuple[tuple[int, Removed], ...], current: int, total: int
) -> Choices:
    rows: list[tuple[Choice, ...]] = [
        (Choice(f"{nth}. {line.text[:LABEL]}", f"~/keep {number} {nth}"),)
        for nth, line in lines
    ]
    turn = []
    if current > 1:
        turn.append(Choice("‹ Back", f"~/keep {number} p{current - 1}"))
    if current * LINES_ON_A_PAGE < total:
        turn.append(Choice("More ›", f"~/keep {number} p{current + 1}"))
    rows.append((*turn, Choice("Receipt", f"~/receipt {number}")))
    return tuple(rows)
