"""Commands that read texts and need no database: the analysis as filters."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import Files, content, out
from bot.errors import CommandError, IntakeError
from bot.lines import Line, arriving, write

if TYPE_CHECKING:
    from summaries.clean import Cleaned

JsonLines = Annotated[
    bool, typer.Option("--jsonl", help="Read JSON lines on standard input, write one for each.")
]


def analyse(jsonl: JsonLines = False, files: Files = []) -> None:  # noqa: B006 - Typer wants a list
    """Find sentences, names and quotes in texts.

    With --jsonl each line is {"id", "text"}, optionally with title, published and url; with
    files, one JSON object is written for each of their articles. Places are those of the
    text that bot clean writes of the same file.
    """
    from bot import pipes

    write(pipes.analysed(_lines(jsonl, files)))


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
        write(pipes.summarised(lines, sentences=sentences, words=words, method=method))
        return
    articles = [piece for path in files for piece in _articles(path)]
    if not articles:
        raise CommandError("Name the articles: bot summarise --sentences 3 article.txt")
    row = json.dumps({"id": "files", "texts": [found.text for _, found in articles]})
    for chosen in pipes.summarised([row], sentences=sentences, words=words, method=method):
        for one in chosen["sentences"]:
            out.print(f"{' '.join(one['text'].split())} [{one['article'] + 1}]", markup=False)
    out.print()
    for number, (name, found) in enumerate(articles, 1):
        title = f"{found.title} ({name})" if found.title else name
        out.print(f"[{number}] {title}", markup=False)


def stories(jsonl: JsonLines = False, files: Files = []) -> None:  # noqa: B006
    """Group articles that tell the same event.

    With --jsonl each line is {"id", "title", "text"}, optionally with published; written is
    {"id", "story"}, where the story is the id of its first article.
    """
    from bot import pipes

    write(pipes.storied(_lines(jsonl, files)))


def clean(jsonl: JsonLines = False, files: Files = []) -> None:  # noqa: B006
    """Take an article out of the page around it, and list what was removed.

    With --jsonl each line is {"id", "html", "url"} or {"id", "text"}; with files, one JSON
    object is written for each of their articles.
    """
    from bot import pipes

    if jsonl:
        write(pipes.cleaned(_lines(jsonl, files)))
    else:
        write(pipes.article(name, found) for name, found in _named(files))


def _lines(jsonl: bool, files: list[Path]) -> Iterable[Line]:
    if jsonl and files:
        raise CommandError("Name files, or give --jsonl and lines on standard input: not both.")
    if jsonl:
        return arriving()
    return _rows(files)


def _rows(files: list[Path]) -> Iterator[str]:
    for name, found in _named(files):
        yield json.dumps({"id": name, "text": found.text, "title": found.title})


def _named(files: list[Path]) -> Iterator[tuple[str, "Cleaned"]]:
    if not files:
        raise CommandError("Name files, or give --jsonl and lines on standard input.")
    for path in files:
        yield from _articles(path)


def _articles(path: Path) -> Iterator[tuple[str, "Cleaned"]]:
    """Yield the articles of a file, each with the name of the file that it stands in."""
    from bot.intake.files import read_file

    try:
        pieces = read_file(path.name, content(path))
    except IntakeError as error:
        raise CommandError(f"{path}: {error}") from error
    for piece in pieces:
        if piece.cleaned is None:
            raise CommandError(f"{piece.name}: {piece.refused}")
        yield str(path if piece.name == path.name else path / piece.name), piece.cleaned


COMMANDS = (analyse, summarise, stories, clean)
