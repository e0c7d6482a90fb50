"""For admins: files, /add and pasted texts, /articles, /status, /audit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.commands.arguments import page
from bot.commands.review import UploadReceipt, shown
from bot.commands.searching import plain_text
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request, in_rows
from bot.errors import CommandError, IntakeError
from bot.intake import intake
from bot.intake.pieces import MOST_BYTES
from bot.intake.receipt import Receipt, Refusal
from bot.model import ArticleHead, ArticleId, ArticleState, AuditLine
from bot.places import shown_title
from summaries.clean import clean_text

#: A pasted text must be this long to be an article.
FEWEST_CHARACTERS = 300
#: Pieces of a text that was too long for one message arrive within this time.
PIECES_WITHIN = timedelta(seconds=3)
#: Files sent together arrive within this time; Telegram takes ten at once.
TOGETHER_WITHIN, MOST_TOGETHER = timedelta(minutes=1), 10
PAGE, MOST_AUDIT = 8, 20
STATES: tuple[ArticleState, ...] = ("waiting", "published", "withdrawn")


@dataclass(frozen=True, slots=True)
class Line:
    """One of several uploaded articles, in a line.

    Attributes:
        refused: why it was not taken; empty when it was.
    """

    name: str
    number: int
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadReceipts(Reply):
    """A file that held several articles: a line each."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken(Reply):
    """A file or text that was not taken, and what to do."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleList(Reply):
    """Articles in some states, the latest first.

    Attributes:
        place: which of how many are shown.
    """

    articles: tuple[tuple[ArticleHead, str], ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Reply):
    """How the bot is doing, for its operators."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit(Reply):
    """Who did what to which article, the latest first."""

    lines: tuple[AuditLine, ...]


async def upload(request: Request, context: Context) -> Reply:
    """Take a file in and show the receipt; nobody else sees it before Publish.

    Raises:
        IntakeError: it is too large to be fetched.
    """
    file = request.upload
    if file is None or file.size > MOST_BYTES:
        raise IntakeError(
            "That file is larger than 20 MB, the most Telegram lets me fetch. "
            "Send the article as text (.txt), or the page as .html."
        )
    taken = await intake.take_file(
        context.store,
        context.offload,
        file.name,
        await file.read(),
        by=request.user,
        now=context.now(),
        topics=tuple(context.topics.values()),
    )
    reply = _taken(file.name, taken)
    return await _with_others(reply, request, context) if file.album else reply


async def add(request: Request, context: Context) -> Reply:
    """Take a pasted text in and show the receipt.

    Raises:
        CommandError: it is too short to be an article.
    """
    if len(request.rest) < FEWEST_CHARACTERS:
        raise CommandError(
            "Paste the whole article after /add, at least "
            f"{FEWEST_CHARACTERS} characters of it. Or send it as a file: .txt, .md, .html"
        )
    return await _take_text(request, context, request.rest, "")


async def admin_text(request: Request, context: Context) -> Reply:
    """Join a piece to a text just pasted, take a forwarded post, or answer the words."""
    if request.forwarded_from and len(request.line) >= FEWEST_CHARACTERS:
        return await _take_text(request, context, request.line, request.forwarded_from)
    begun = await _begun(request, context)
    return await _join(request, context, begun) if begun else await plain_text(request, context)


async def articles(request: Request, context: Context) -> Reply:
    """/articles [waiting|published|withdrawn] [p2]: what there is, the latest first.

    Raises:
        CommandError: there is no such state.
    """
    words, number = page(request.words)
    states = STATES if not words else tuple(one for one in STATES if one == words[0].lower())
    if not states:
        raise CommandError("Ask like this: /articles waiting (or published, or withdrawn)")
    total = await context.store.count_articles(states)
    first = (number - 1) * PAGE
    found = await context.store.articles_in(states, limit=PAGE, offset=first)
    return ArticleList(
        articles=tuple((head, shown_title(head)) for head in found),
        place=f"{first + 1} to {first + len(found)} of {total}" if found else "",
        choices=_list_choices(found, words, number, total),
    )


async def status(request: Request, context: Context) -> Reply:
    """Answer with the figures an operator looks at first."""
    counts = [(state, await context.store.count_articles([state])) for state in STATES]
    facts = [("Articles", ", ".join(f"{count} {state}" for state, count in counts))]
    delivery = await context.store.delivery_facts(context.now())
    facts.append(("Subscriptions", str(delivery.subscriptions)))
    today = ", ".join(f"{count} {state}" for state, count in delivery.today.items())
    facts.append(("Deliveries, 24 hours", today or "none"))
    facts.append(("Waiting to be sent", str(delivery.waiting)))
    if delivery.oldest_due:
        facts.append(("Longest waiting", f"due {_clock(delivery.oldest_due)}"))
    facts += [(f"Failed: {cause}", str(count)) for cause, count in delivery.causes.items()]
    if delivery.last_sent:
        facts.append(("Last sent", _clock(delivery.last_sent)))
    return Status(facts=(*facts, *context.status().items()))


async def audit(request: Request, context: Context) -> Reply:
    """Answer with what was done to articles lately: who, what, when."""
    lines = await context.store.audit(limit=MOST_AUDIT)
    return Audit(lines=tuple(replace(line, detail=_detail(line.detail)) for line in lines))


def _taken(name: str, taken: tuple[Receipt | Refusal, ...]) -> Reply:
    if len(taken) == 1:
        only = taken[0]
        if isinstance(only, Receipt):
            return shown(only)
        return NotTaken(name=only.name, reason=only.reason)
    lines = tuple(_line(one) for one in taken)
    waiting = [
        str(one.number) for one in taken if isinstance(one, Receipt) and one.state == "waiting"
    ]
    rows = _all_choices(waiting) if waiting else ()
    return UploadReceipts(name=name, lines=lines, choices=rows)


def _all_choices(numbers: Sequence[str]) -> Choices:
    return (
        (Choice("Publish all", f"/publish {' '.join(numbers)}"),),
        (Choice("Look at each", "/articles waiting"),),
    )


def _line(one: Receipt | Refusal) -> Line:
    if isinstance(one, Refusal):
        return Line(one.name, 0, one.reason)
    return Line(one.title or f"“{one.opening}”", int(one.number), "")


async def _with_others(reply: Reply, request: Request, context: Context) -> Reply:
    """Return one receipt with a line for each of the files that came together so far.

    It takes the place of the receipt before it; the first file has its own.
    """
    since = context.now() - TOGETHER_WITHIN
    waiting = await context.store.articles_in(["waiting"], limit=MOST_TOGETHER)
    recent = [head for head in reversed(waiting) if head.received_at >= since]
    kept = [(head, await context.store.article(head.id)) for head in recent]
    heads = [head for head, one in kept if one and one.added_by == request.user]
    if len(heads) < 2 or not isinstance(reply, UploadReceipt):
        return reply
    lines = tuple(Line(shown_title(head), int(head.id), "") for head in heads)
    return UploadReceipts(
        name=f"{len(heads)} articles",
        lines=lines,
        choices=_all_choices([str(head.id) for head in heads]),
        edits=True,
    )


async def _take_text(request: Request, context: Context, text: str, outlet: str) -> Reply:
    taken = await intake.take_text(
        context.store,
        context.offload,
        text,
        by=request.user,
        now=request.at or context.now(),
        outlet=outlet,
        topics=tuple(context.topics.values()),
    )
    return _taken("", (taken,))


async def _begun(request: Request, context: Context) -> ArticleId | None:
    """Return the article that this admin began to paste a moment ago."""
    at = request.at or context.now()
    for head in await context.store.articles_in(["waiting"], limit=3):
        if abs(at - head.received_at) <= PIECES_WITHIN:
            kept = await context.store.article(head.id)
            if kept and kept.added_by == request.user and not kept.file_name:
                return head.id
    return None


async def _join(request: Request, context: Context, begun: ArticleId) -> UploadReceipt:
    kept = await context.store.article(begun)
    if kept is None:
        raise IntakeError("The text before this piece is gone. Send the whole as a file.")
    text = joined(kept.article.text, request.line)
    cleaned = intake.new_article(await context.offload(clean_text, text))
    new = replace(
        cleaned,
        title=kept.article.title or cleaned.title,
        outlet=kept.article.outlet or cleaned.outlet,
        published_at=kept.published_as_printed or cleaned.published_at,
        published_from=kept.published_from or cleaned.published_from,
        removed=(*kept.removed, *cleaned.removed),
    )
    amended = await intake.amend(
        context.store,
        context.offload,
        begun,
        new,
        by=request.user,
        now=request.at or context.now(),
        topics=tuple(context.topics.values()),
    )
    return shown(amended)


def joined(first: str, second: str) -> str:
    """Return two pieces of a text as one: a sentence that was cut goes on in its line."""
    joint = "\n" if first.rstrip().endswith((".", "!", "?", "”", '"', ":")) else " "
    return f"{first.rstrip()}{joint}{second.lstrip()}"


def _list_choices(
    found: list[ArticleHead], words: tuple[str, ...], number: int, total: int
) -> Choices:
    line = " ".join(("/articles", *words))
    look = [Choice(str(head.id), f"/receipt {head.id}") for head in found]
    rows = in_rows(look)
    turn = []
    if number > 1:
        turn.append(Choice("‹ Newer", f"~{line} p{number - 1}"))
    if number * PAGE < total:
        turn.append(Choice("Older ›", f"~{line} p{number + 1}"))
    return (*rows, tuple(turn)) if turn else tuple(rows)


def _detail(detail: str) -> str:
    """Return what changed without what follows from it."""
    follows = {"text_hash", "words", "published_as_printed"}
    return ", ".join(part for part in detail.split(", ") if part not in follows)


def _clock(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %H:%M} UTC"
