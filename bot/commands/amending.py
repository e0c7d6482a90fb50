"""For admins: put an article right: headline, date, outlet, a line too few or too many."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.commands.arguments import article_number, page
from bot.commands.notices import tell_corrected
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request
from bot.errors import CommandError
from bot.intake import correcting, intake
from bot.intake.albums import line as in_short
from bot.intake.correcting import Correction
from bot.intake.receipt import Receipt
from bot.model import ArticleId, KeptArticle, Removed
from bot.places import mark
from summaries.clean.dates import printed_dates

LINES_ON_A_PAGE, LABEL = 6, 32
Move = Callable[..., Awaitable[Receipt]]
"""Puts a line of an article in or out."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLines(Reply):
    """The paragraphs of an article, to tap those that do not belong in it."""

    number: int
    lines: tuple[tuple[int, str], ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(Reply):
    """What was put right, in short: a whole receipt for each answer would be a wall of text.

    Attributes:
        what: "headline", "date", "outlet", "kept" (a removed line) or "cut" (a line).
        words: what it is now, or the line.
        missing: what it lacks still.
        told: how many chats are told of it.
    """

    number: int
    what: str
    words: str
    missing: tuple[str, ...] = ()
    told: int = 0


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
    """/keep 7 [3 [7f30c5]]: put removed line 3 back, or choose which."""
    words, number_of_page = page(request.words)
    number = ArticleId(article_number(words, "/keep 7"))
    found = await intake.article_of(context.store, number)
    if len(words) > 1:
        line = _line_named(words[1:], [one.text for one in found.removed], f"/keep {number}")
        kept = await _moved(request, context, correcting.keep_line, number, line)
        return await _amended(context, found, kept, "kept", found.removed[line - 1].text)
    if not found.removed:
        raise CommandError("Nothing was removed from that article.")
    first = (number_of_page - 1) * LINES_ON_A_PAGE
    lines = tuple(enumerate(found.removed, start=1))[first : first + LINES_ON_A_PAGE]
    texts = [line.text for line in found.removed]
    shown = [nth for nth, _ in lines]
    return RemovedLines(
        number=int(number),
        lines=lines,
        total=len(found.removed),
        choices=_line_choices(f"/keep {number}", texts, shown, number_of_page),
    )


async def cut(request: Request, context: Context) -> Reply:
    """/cut 7 [12 [7f30c5]]: take line 12 out, or choose which; the last ones first."""
    words, number_of_page = page(request.words)
    number = ArticleId(article_number(words, "/cut 7"))
    found = await intake.article_of(context.store, number)
    lines = found.article.text.split("\n")
    if len(words) > 1:
        line = _line_named(words[1:], lines, f"/cut {number}")
        left = await _moved(request, context, correcting.cut_line, number, line)
        return await _amended(context, found, left, "cut", lines[line - 1])
    # What does not belong in an article mostly stands at its end.
    end = max(0, len(lines) - (number_of_page - 1) * LINES_ON_A_PAGE)
    shown_lines = tuple(enumerate(lines, start=1))[max(0, end - LINES_ON_A_PAGE) : end]
    return KeptLines(
        number=int(number),
        lines=shown_lines,
        total=len(lines),
        choices=_line_choices(
            f"/cut {number}", lines, [nth for nth, _ in shown_lines], number_of_page
        ),
    )


def _line_named(words: Sequence[str], texts: Sequence[str], command: str) -> int:
    """Read "3 7f30c5": a line's number, and the mark it had when its button was made.

    Raises:
        CommandError: it is no number, or another line has this number by now: after a tap the
            lines move up, and a second tap would move the next one.
    """
    line = article_number(words, f"{command} 1")
    there = 0 < line <= len(texts)
    if len(words) > 1 and (not there or line_mark(texts, line) != words[1]):
        raise CommandError(f"That line has changed since; {command} lists them anew.")
    return line


def line_mark(texts: Sequence[str], nth: int) -> str:
    """Return by what the ``nth`` line, from 1, is known again.

    Of equal lines also by how many they are: when one has moved away, a second tap on its
    button must not move the next.
    """
    text = texts[nth - 1]
    equal = texts.count(text)
    return mark(text if equal == 1 else f"{text} ({equal})")


async def _moved(
    request: Request, context: Context, move: Move, number: ArticleId, line: int
) -> Receipt:
    return await move(
        context.store,
        context.offload,
        number,
        line - 1,
        by=request.user,
        now=context.now(),
        topics=context.sorted_by,
    )


async def title(request: Request, context: Context) -> Reply:
    """/title 7 New headline."""
    number, rest = _number_and_rest(request, "/title 7 A headline")
    return await _correct(request, context, number, Correction(title=rest), "headline")


async def outlet(request: Request, context: Context) -> Reply:
    """/outlet 7 The paper."""
    number, rest = _number_and_rest(request, "/outlet 7 The paper")
    return await _correct(request, context, number, Correction(outlet=rest), "outlet")


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
    return await _correct(request, context, number, correction, "date")


def _number_and_rest(request: Request, example: str) -> tuple[ArticleId, str]:
    number = article_number(request.words, example)
    rest = request.rest.strip().split(maxsplit=1)
    if len(rest) < 2:
        raise CommandError(f"Write what it should be. For example: {example}")
    return ArticleId(number), rest[1]


async def _correct(
    request: Request, context: Context, number: ArticleId, correction: Correction, what: str
) -> Reply:
    """Put one thing right.

    Raises:
        CommandError: it is so already; readers would be told of nothing.
    """
    before = await intake.article_of(context.store, number)
    if correcting.is_so(before, correction):
        raise CommandError(f"The {what} of article {number} is that already.")
    corrected = await correcting.correct(
        context.store,
        context.offload,
        number,
        correction,
        by=request.user,
        now=context.now(),
        topics=context.sorted_by,
    )
    at = corrected.published_at
    dated = f"{at.day} {at:%b %Y}" if at else ""
    words = {"headline": corrected.title, "outlet": corrected.outlet, "date": dated}
    return await _amended(context, before, corrected, what, words[what])


async def _amended(
    context: Context, before: KeptArticle, found: Receipt, what: str, words: str
) -> Amended:
    """Return what was done, with what may be done next."""
    after = await intake.article_of(context.store, before.id)
    number = int(found.number)
    publish = (Choice("Publish", f"/publish {number}"),) if found.state == "waiting" else ()
    whole = Choice("Whole receipt", f"/receipt {number}")
    again = {"kept": ("Keep another", "keep"), "cut": ("Cut another", "cut")}.get(what)
    more = ((Choice(again[0], f"~/{again[1]} {number}"),),) if again else ()
    return Amended(
        number=number,
        what=what,
        words=words,
        missing=tuple(one for one in in_short(found).missing if one.startswith("no ")),
        told=await tell_corrected(context, before, after),
        choices=((*publish, Choice("Undo", f"~/undo {number}"), whole), *more),
    )


def _line_choices(
    command: str, texts: Sequence[str], shown: Sequence[int], current: int
) -> Choices:
    """Return a button for each line shown, and those that turn the page.

    Args:
        command: names the article, too.
        texts: all its lines.
        shown: numbers of those that are shown.
        current: number of the page.
    """
    rows: list[tuple[Choice, ...]] = [
        (
            Choice(
                f"{nth}. {texts[nth - 1][:LABEL]}", f"~{command} {nth} {line_mark(texts, nth)}"
            ),
        )
        for nth in shown
    ]
    turn = []
    if current > 1:
        turn.append(Choice("‹ Back", f"~{command} p{current - 1}"))
    if current * LINES_ON_A_PAGE < len(texts):
        turn.append(Choice("More ›", f"~{command} p{current + 1}"))
    rows.append((*turn, Choice("Receipt", f"~/receipt {command.split()[1]}")))
    return tuple(rows)
