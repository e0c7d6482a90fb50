"""The command line: run the bot, feed it, ask it, look after it."""

import asyncio
import json
import re
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.markup import escape

from bot import __version__
from bot.errors import BotError, CommandError, SettingsError

if TYPE_CHECKING:
    from bot.app import Asked

T = TypeVar("T")

#: Exit codes, as --help says.
REFUSED, BROKEN = 2, 1

cli = typer.Typer(
    name="bot",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="""
    A news-briefing bot: who said what, what is new, every sentence word for word.

    [b]bot run[/b] starts it. Without TELEGRAM_TOKEN it opens a chat page in the browser;
    with it, the same bot speaks on Telegram. Settings are read from the environment and
    from .env (see .env.example).

    Exit codes: 0 done, 1 something is wrong with the bot or its database, 2 the question
    or a setting has to be put differently.
    """,
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Files = Annotated[list[Path], typer.Argument(help="Articles: text, Markdown, HTML, PDF …")]
JsonLines = Annotated[
    bool, typer.Option("--jsonl", help="Read JSON lines on standard input, write one for each.")
]


def main() -> None:
    """Run the command line; mistakes end in a sentence and an exit code, not a traceback."""
    try:
        cli()
    except CommandError as error:
        err.print(str(error), markup=False)
        sys.exit(REFUSED)
    except SettingsError as error:
        err.print(f"The settings are not right:\n{error}", markup=False)
        sys.exit(REFUSED)
    except BotError as error:
        err.print(str(error), markup=False)
        sys.exit(BROKEN)
    except BrokenPipeError:
        # `bot … | head` has seen enough; Python must not complain about it on the way out.
        sys.stderr.close()
        sys.exit(0)


@cli.callback(invoke_without_command=True)
def _top(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        out.print(__version__)
        raise typer.Exit


@cli.command()
def run() -> None:
    """Start the bot; Ctrl-C stops it.

    On an empty database it first publishes the seed articles, unless SEEDS=off. Without a
    token it prints the address of its chat page.
    """
    from bot import app, settings

    asyncio.run(app.run(settings.load()))


@cli.command()
def seed() -> None:
    """Publish the seed articles; those that are there already stay as they are."""
    from bot.intake.seeds import publish_seeds

    async def work(asked: "Asked") -> int:
        return len(
            await publish_seeds(
                asked.context.store, asked.context.offload, now=asked.context.now()
            )
        )

    out.print(f"{_with_store(work)} seed articles published.")


@cli.command()
def add(
    files: Files,
    publish: Annotated[bool, typer.Option("--publish", help="Let readers see them.")] = False,
) -> None:
    """Take articles in and show a receipt for each.

    Nobody sees them before --publish, or Publish under the receipt in chat. Exits with 2
    when a file was refused.
    """
    from rich.progress import track

    from bot.commands.admin import receipt_reply
    from bot.conversation import Reply
    from bot.intake.intake import publish as publish_article
    from bot.intake.intake import take_file
    from bot.intake.receipt import Receipt
    from bot.render import render

    async def work(asked: "Asked") -> int:
        refused = 0
        for path in track(files, "Reading", console=err, disable=not err.is_terminal):
            data = _content(path)
            for one in await take_file(
                asked.context.store, asked.context.offload, path.name, data,
                by=None, now=asked.context.now(), topics=tuple(asked.context.topics.values()),
            ):  # fmt: skip
                refused += not isinstance(one, Receipt)
                reply: Reply = receipt_reply(one)
                _print_messages(render(reply), buttons=False)
                if publish and isinstance(one, Receipt):
                    await publish_article(
                        asked.context.store, one.number, by=None, now=asked.context.now()
                    )
                    out.print(f"Published as number {one.number}.")
        return refused

    if _with_store(work):
        raise typer.Exit(REFUSED)


@cli.command()
def brief(
    topic: Annotated[list[str] | None, typer.Argument(help="What on, e.g. north korea")] = None,
) -> None:
    """Print the brief on everything, or on a topic, a person or free words.

    [b]bot brief north korea 2m[/b] gives what can be read in two minutes.
    """
    _ask("/brief", *(topic or []))


@cli.command()
def quotes(name: Annotated[list[str], typer.Argument(help="Who, e.g. kim jong un")]) -> None:
    """Print what somebody said, and what was said about them."""
    _ask("/quotes", *name)


@cli.command()
def search(words: Annotated[list[str], typer.Argument(help="Words to look for")]) -> None:
    """Print published articles that hold all of the words."""
    _ask("/search", *words)


@cli.command()
def articles() -> None:
    """List the articles with their numbers and states."""
    _ask("/articles")


@cli.command()
def doctor() -> None:
    """Look at settings, disk, database and Telegram; exit with 1 when something is wrong."""
    from bot import checkup, settings

    async def look() -> bool:
        fine = True
        async for found in checkup.findings(settings.load()):
            mark = "[green]fine[/]" if found.fine else "[red]wrong[/]"
            out.print(f"{mark:<14} {found.subject}: {escape(found.says)}")
            fine = fine and found.fine
        return fine

    if not asyncio.run(look()):
        raise typer.Exit(BROKEN)


@cli.command()
def backup(path: Annotated[Path, typer.Argument(help="A new file")]) -> None:
    """Write a whole copy of the database to a new file; the bot may be running."""

    async def work(asked: "Asked") -> str:
        await asked.context.store.backup(str(path))
        return f"{path} written, {path.stat().st_size / (1 << 20):.1f} MiB."

    out.print(_with_store(work), markup=False)


@cli.command()
def restore(path: Annotated[Path, typer.Argument(help="A file that bot backup wrote")]) -> None:
    """Put a backup in the database's place; stop the bot first.

    The backup is checked before anything is changed, and the old database is kept.
    """
    from bot import checkup, settings

    loaded = settings.load()
    kept = asyncio.run(checkup.restore(loaded, path))
    out.print(f"{loaded.database} restored from {path}.", markup=False)
    if kept:
        out.print(f"The database that was there is kept as {kept}.", markup=False)


@cli.command()
def analyse(jsonl: JsonLines = False, files: Files = []) -> None:  # noqa: B006 - Typer wants a list
    """Find sentences, names and quotes in texts.

    With --jsonl each line is {"id", "text"}, optionally with title, published and url; with
    files, one JSON object is written for each.
    """
    from bot import pipes

    _write(pipes.analysed(_lines(jsonl, files)))


@cli.command()
def summarise(
    jsonl: JsonLines = False,
    files: Files = [],  # noqa: B006 - Typer wants a list
    sentences: Annotated[int | None, typer.Option(min=1, help="So many, at most.")] = None,
    words: Annotated[int | None, typer.Option(min=1, help="So many words, at most.")] = None,
    method: Annotated[str, typer.Option(help="own, or one of sumy's: lex-rank …")] = "own",
) -> None:
    """Choose the sentences that stand for one or several articles, with their sources.

    With --jsonl each line is {"id", "texts": […]}, optionally with "told": […] (texts that
    the reader knows).
    """
    from bot import pipes
    from bot.settings import METHODS

    if method not in METHODS:
        raise CommandError(f"Choose a method: {', '.join(METHODS)}.")
    if jsonl:
        lines = _lines(jsonl, files)
        _write(pipes.summarised(lines, sentences=sentences, words=words, method=method))
        return
    articles = [piece for path in files for piece in _pieces(path)]
    if not articles:
        raise CommandError("Name the articles: bot summarise --sentences 3 article.txt")
    row = json.dumps({"id": "files", "texts": [text for _, text in articles]})
    for found in pipes.summarised([row], sentences=sentences, words=words, method=method):
        for one in found["sentences"]:
            out.print(f"{' '.join(one['text'].split())} [{one['article'] + 1}]", markup=False)
    out.print()
    for number, (name, _) in enumerate(articles, 1):
        out.print(f"[{number}] {name}", markup=False)


@cli.command()
def stories(jsonl: JsonLines = False, files: Files = []) -> None:  # noqa: B006
    """Group articles that tell the same event.

    With --jsonl each line is {"id", "title", "text"}, optionally with published; written is
    {"id", "story"}, where the story is the id of its first article.
    """
    from bot import pipes

    _write(pipes.storied(_lines(jsonl, files)))


@cli.command()
def clean(jsonl: JsonLines = False, files: Files = []) -> None:  # noqa: B006
    """Take an article out of the page around it, and list what was removed.

    With --jsonl each line is {"id", "html", "url"} or {"id", "text"}.
    """
    from bot import pipes

    _write(pipes.cleaned(_lines(jsonl, files)))


def _with_store(work: "Callable[[Asked], Awaitable[T]]") -> T:
    """Open the database, do the work and close it again."""
    from bot import app, settings

    async def inside() -> T:
        async with app.asked(settings.load()) as asked:
            return await work(asked)

    return asyncio.run(inside())


def _ask(command: str, *words: str) -> None:
    """Put a question to the bot as its operator and print the answer."""

    async def work(asked: "Asked") -> bool:
        messages = await asked.answer(" ".join((command, *words)))
        _print_messages(messages, buttons=True)
        return True

    _with_store(work)


def _print_messages(messages: Any, *, buttons: bool) -> None:
    for message in messages:
        text = unescape(
            re.sub(r"</?(?:b|i|u|s|a|code|pre|blockquote)\b[^>]*>", "", message.text)
        )
        out.print(text, markup=False)
        lines = [choice.line for row in message.choices for choice in row]
        asked = [line for line in lines if line.startswith(("/quotes ", "/brief ", "/search "))]
        for line in asked if buttons else ():
            out.print(f"  bot {line[1:]}", markup=False)
        out.print()


def _lines(jsonl: bool, files: list[Path]) -> Iterator[str]:
    if jsonl:
        yield from sys.stdin
        return
    if not files:
        raise CommandError("Name files, or give --jsonl and lines on standard input.")
    for path in files:
        yield json.dumps({"id": str(path), "text": _text(path), "title": ""})


def _pieces(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the articles of a file, cleaned: what to call each, and its text."""
    from bot.intake.files import read_file

    for piece in read_file(path.name, _content(path)):
        if piece.cleaned is None:
            raise CommandError(f"{piece.name}: {piece.refused}")
        title = piece.cleaned.title
        yield f"{title} ({piece.name})" if title else piece.name, piece.cleaned.text


def _text(path: Path) -> str:
    from bot.intake.encodings import decoded

    return decoded(_content(path))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _write(rows: Iterator[Mapping[str, Any]]) -> None:
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
