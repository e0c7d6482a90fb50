"""For admins: files, /add and pasted texts, /articles, /status."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.commands.arguments import article_number, page
from bot.commands.receipts import UploadReceipt, shown
from bot.commands.searching import plain_text
from bot.commands.several import listed
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request, Upload, in_rows, turned
from bot.counts import counted
from bot.errors import CommandError, IntakeError
from bot.figures import STATES, article_counts, article_lines, delivery_lines
from bot.intake import correcting, doors, intake
from bot.intake.albums import line
from bot.intake.doors import Post
from bot.intake.pieces import MOST_BYTES
from bot.intake.receipt import Receipt, Refusal
from bot.model import ArticleHead, ArticleId
from bot.places import shown_title
from summaries.clean import clean_text

#: A pasted text must be this long to be an article.
FEWEST_CHARACTERS = 300
#: Pieces of a text that was too long for one message arrive within this time.
PIECES_WITHIN = timedelta(seconds=3)
PAGE = 8
TOO_LARGE = (
    "It is larger than 20 MB, the most Telegram lets me fetch. Send the article as text "
    "(.txt), or the page as .html."
)


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


async def upload(request: Request, context: Context) -> Reply:
    """Take a file in and show the receipt; nobody else sees it before Publish."""
    file = request.upload
    if request.forwarded_from and len(request.line) >= FEWEST_CHARACTERS:
        # A channel's post with a picture: its words are the article.
        return await _take_post(request, context)
    taken = await _read(file, request, context) if file else ()
    if file is None or not file.album:
        return _taken(file.name if file else "", taken)
    lines = context.albums.joined(request.chat, file.album, map(line, taken))
    if len(lines) == len(taken) == 1:
        return _taken(file.name, taken)
    # It takes the place of the receipt before it; the first file had its own.
    return replace(listed(f"{len(lines)} files", lines), edits=True)


async def _read(
    file: Upload, request: Request, context: Context
) -> tuple[Receipt | Refusal, ...]:
    """Fetch and read a file; one that is too large is refused before it is fetched."""
    if file.size > MOST_BYTES:
        return (Refusal(file.name, TOO_LARGE),)
    try:
        data = await file.read()
    except IntakeError as error:
        return (Refusal(file.name, str(error)),)
    return await doors.take_file(
        context.store,
        context.offload,
        file.name,
        data,
        by=request.user,
        now=context.now(),
        topics=context.sorted_by,
    )


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
    return await _take_text(request, context, request.rest)


async def admin_text(request: Request, context: Context) -> Reply:
    """Join a piece to a text just pasted, take a forwarded post, or answer the words."""
    if request.forwarded_from:
        return await _take_post(request, context)
    first = await begun(request, context)
    return await _join(request, context, first) if first else await plain_text(request, context)


async def articles(request: Request, context: Context) -> Reply:
    """/articles [waiting|published|withdrawn | 3 5 8] [p2]: what there is, the latest first.

    Raises:
        CommandError: there is no such state.
    """
    words, number = page(request.words)
    found, total = await _found(words, (number - 1) * PAGE, context)
    return ArticleList(
        articles=tuple((head, shown_title(head)) for head in found),
        place=_place((number - 1) * PAGE, len(found), total),
        choices=_list_choices(found, words, number, total),
    )


async def _found(
    words: tuple[str, ...], first: int, context: Context
) -> tuple[list[ArticleHead], int]:
    """Return a page of the articles asked for, by number or by state, and how many they are."""
    if words and all(word.isdecimal() for word in words):
        numbers = [ArticleId(article_number([word], "/articles 3 5 8")) for word in words]
        return await context.store.heads(numbers[first : first + PAGE]), len(numbers)
    states = STATES if not words else tuple(one for one in STATES if one == words[0].lower())
    if not states:
        raise CommandError("Ask like this: /articles waiting (or published, or withdrawn)")
    total = await context.store.count_articles(states)
    return await context.store.articles_in(states, limit=PAGE, offset=first), total


def _place(first: int, shown: int, total: int) -> str:
    """Return which articles are shown, of how many."""
    if not shown:
        return ""
    if shown == total:
        return counted(total, "article")
    which = f"{first + 1} to {first + shown}" if shown > 1 else f"{first + 1}"
    return f"{which} of {total} articles"


async def status(request: Request, context: Context) -> Reply:
    """Answer with the figures an operator looks at first."""
    facts = [*article_lines(await article_counts(context.store)).items()]
    if known := await context.store.feeds():
        failing = sum(bool(feed.state.problem) for feed in known)
        facts.append(("Feeds", f"{len(known)}, {failing} failing: /feeds says why"))
    delivery = await context.store.delivery_facts(context.now())
    return Status(facts=(*facts, *delivery_lines(delivery).items(), *context.status().items()))


def _taken(name: str, taken: tuple[Receipt | Refusal, ...]) -> Reply:
    if len(taken) == 1:
        only = taken[0]
        if isinstance(only, Receipt):
            return shown(only)
        return NotTaken(name=only.name, reason=only.reason)
    return listed(name, tuple(map(line, taken)))


async def _take_text(request: Request, context: Context, text: str) -> Reply:
    return await _text_taken(request, context, text, Post())


async def _take_post(request: Request, context: Context) -> Reply:
    post = Post(request.forwarded_from, request.forwarded_at, request.forwarded_url)
    return await _text_taken(request, context, request.line, post)


async def _text_taken(request: Request, context: Context, text: str, post: Post) -> Reply:
    taken = await doors.take_text(
        context.store,
        context.offload,
        text,
        by=request.user,
        now=request.at or context.now(),
        post=post,
        topics=context.sorted_by,
    )
    return _taken("", (taken,))


async def begun(request: Request, context: Context) -> ArticleId | None:
    """Return the article that this admin began to paste a moment ago."""
    at = request.at or context.now()
    for head in await context.store.articles_in(["waiting"], limit=3):
        if abs(at - head.received_at) <= PIECES_WITHIN:
            kept = await context.store.article(head.id)
            pasted = kept and not kept.file_name and not kept.article.url
            if pasted and kept and kept.added_by == request.user:
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
    amended = await correcting.amend(
        context.store,
        context.offload,
        begun,
        new,
        by=request.user,
        now=request.at or context.now(),
        topics=context.sorted_by,
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
    return (*rows, *turned(line, number, more=number * PAGE < total))
