"""For admins: what happens to one article: its receipt, Publish, Edit, Keep a line, Discard."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from bot.commands.arguments import article_number, page
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request
from bot.errors import CommandError, IntakeError
from bot.intake import intake
from bot.intake.intake import Correction
from bot.intake.receipt import Receipt
from bot.model import ArticleId, ArticleState, Removed
from summaries.clean.dates import printed_dates
from summaries.model import Quote

#: What was done to an article can be undone for this long.
UNDO_WITHIN = timedelta(hours=1)
LINES_ON_A_PAGE, LABEL = 6, 32
MOST_AUDIT = 200
MOST_SPEAKERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadReceipt(Reply):
    """What was understood of an article and what was removed from it.

    Attributes:
        title: its headline or, without one, its first words in quotation marks.
        quotes: by kind and speaker, a line each.
    """

    receipt: Receipt
    title: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChanged(Reply):
    """Articles were published, withdrawn, discarded, or that was undone."""

    state: ArticleState
    titles: tuple[str, ...]
    undone: bool = False


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


async def receipt(request: Request, context: Context) -> Reply:
    """/receipt 7: show the receipt of an article again."""
    number = ArticleId(article_number(request.words, "/receipt 7"))
    return shown(await intake.show(context.store, number))


async def publish(request: Request, context: Context) -> Reply:
    """/publish 7 [8 9]: let readers see it from now on."""
    numbers = [
        await intake.publish(context.store, number, by=request.user, now=context.now())
        for number in _numbers(request, "/publish 7")
    ]
    return await _changed(numbers, "published", context)


async def discard(request: Request, context: Context) -> Reply:
    """/discard 7: throw an article away before anybody saw it."""
    return await _change(request, context, "discarded", ("waiting",), "/discard 7")


async def withdraw(request: Request, context: Context) -> Reply:
    """/withdraw 7: take a published article back."""
    return await _change(request, context, "withdrawn", ("published",), "/withdraw 7")


async def undo(request: Request, context: Context) -> Reply:
    """/undo 7: take back what was done to it within the last hour.

    Raises:
        CommandError: there is nothing to undo.
    """
    number = ArticleId(article_number(request.words, "/undo 7"))
    lines = await context.store.audit(limit=MOST_AUDIT)
    latest = next((one for one in lines if one.article == number), None)
    before = _state_before(latest.detail) if latest else None
    if latest is None or before is None or context.now() - latest.at > UNDO_WITHIN:
        raise CommandError(
            f"There is nothing to undo for article {number}: only the last change, "
            f"within an hour. /receipt {number} shows how it stands."
        )
    await context.store.change_state(number, before, by=request.user, at=context.now())
    return await _changed([number], before, context, undone=True)


async def edit(request: Request, context: Context) -> Reply:
    """/edit 7: show the lines that change title, date and outlet."""
    number = ArticleId(article_number(request.words, "/edit 7"))
    found = await intake.show(context.store, number)
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
        kept = await intake.keep_line(
            context.store,
            context.offload,
            number,
            line - 1,
            by=request.user,
            now=context.now(),
            topics=tuple(context.topics.values()),
        )
        return shown(kept)
    found = await intake.show(context.store, number)
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


def shown(found: Receipt) -> UploadReceipt:
    """Return a receipt with the buttons that its state allows."""
    return UploadReceipt(
        receipt=found,
        title=found.title or f"“{found.opening}”",
        quotes=quotes_by_kind(found.quotes),
        choices=_receipt_choices(found),
    )


def quotes_by_kind(quotes: tuple[Quote, ...]) -> tuple[str, ...]:
    """Return quotes counted by kind and speaker ("2 direct: Donald Trump 2")."""
    named = {"direct": "direct", "partial": "in part", "indirect": "paraphrased"}
    lines = []
    for kind, word in named.items():
        first = {quote.utterance: quote for quote in reversed(quotes) if quote.kind == kind}
        speakers = Counter(one.speaker or "speaker unclear" for one in first.values())
        if speakers:
            lines.append(f"{len(first)} {word}: {_speakers(speakers)}")
    return tuple(lines)


def _speakers(speakers: Counter[str]) -> str:
    names = [
        f"{name} {count}" if count > 1 else name
        for name, count in speakers.most_common(MOST_SPEAKERS)
    ]
    others = len(speakers) - len(names)
    return ", ".join(names) + (f" and {others} more" if others else "")


def _receipt_choices(found: Receipt) -> Choices:
    number = found.number
    if found.state == "waiting":
        return (
            (
                Choice("Publish", f"/publish {number}"),
                Choice("Edit", f"/edit {number}"),
                Choice("Keep a line", f"/keep {number}"),
            ),
            (Choice("Discard", f"/discard {number}"),),
        )
    if found.state == "published":
        return ((Choice("Edit", f"/edit {number}"), Choice("Withdraw", f"/withdraw {number}")),)
    return ((Choice("Publish", f"/publish {number}"),),)


def _numbers(request: Request, example: str) -> list[ArticleId]:
    article_number(request.words, example)
    return [ArticleId(article_number([word], example)) for word in request.words]


def _number_and_rest(request: Request, example: str) -> tuple[ArticleId, str]:
    number = article_number(request.words, example)
    rest = request.rest.strip().split(maxsplit=1)
    if len(rest) < 2:
        raise CommandError(f"Write what it should be. For example: {example}")
    return ArticleId(number), rest[1]


async def _correct(
    request: Request, context: Context, number: ArticleId, correction: Correction
) -> Reply:
    corrected = await intake.correct(
        context.store,
        context.offload,
        number,
        correction,
        by=request.user,
        now=context.now(),
        topics=tuple(context.topics.values()),
    )
    return shown(corrected)


async def _change(
    request: Request,
    context: Context,
    state: ArticleState,
    allowed: tuple[ArticleState, ...],
    example: str,
) -> Reply:
    """Change the state of articles that are in an allowed one.

    Raises:
        IntakeError: one of them is not; nothing has changed then.
    """
    numbers = _numbers(request, example)
    for number in numbers:
        found = await context.store.article(number)
        if found is None:
            raise IntakeError(f"There is no article {number}. /articles lists them.")
        if found.state not in allowed:
            raise IntakeError(f"Article {number} is {found.state}: /receipt {number}")
    for number in numbers:
        await context.store.change_state(number, state, by=request.user, at=context.now())
    return await _changed(numbers, state, context)


async def _changed(
    numbers: list[ArticleId], state: ArticleState, context: Context, *, undone: bool = False
) -> Reply:
    receipts = [await intake.show(context.store, number, known=True) for number in numbers]
    back = () if undone else tuple(Choice("Undo", f"~/undo {number}") for number in numbers[:1])
    seen = (Choice("Brief", "/brief"),) if state == "published" else ()
    row = (*(back if len(numbers) == 1 else ()), *seen)
    return StateChanged(
        state=state,
        titles=tuple(one.title or f"“{one.opening}”" for one in receipts),
        undone=undone,
        choices=(row,) if row else (),
    )


def _state_before(detail: str) -> ArticleState | None:
    """Read the state that the audit says an article was in before."""
    states: dict[str, ArticleState] = {
        "was waiting": "waiting",
        "was published": "published",
        "was withdrawn": "withdrawn",
        "was discarded": "discarded",
    }
    return states.get(detail)


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
