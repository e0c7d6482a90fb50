"""Commands that read texts and need no database: the analysis as filters."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.common import Files, content, out
from bot.errors import CommandError

JsonLines = Annotated[
    bool, typer.Option("--jsonl", help="Read JSON lines on standard input, write one for each.")
]


def analyse(jsonl: JsonLines = False, files: Files = []) -> None:  # noqa: B006 - Typer wants a list
    """Find sentences, names and quotes in texts.

    With --jsonl each line is {"id", "text"}, optionally with title, published and url; with
    files, one JSON object is written for each.
    """
    from bot import pipes

    _write(pipes.analysed(_lines(jsonl, files)))


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


def stories(jsonl: JsonLines = False, files: Files = []) -> None:  # noqa: B006
    """Group articles that tell the same event.

    With --jsonl each line is {"id", "title", "text"}, optionally with published; written is
    {"id", "story"}, where the story is the id of its first article.
    """
    from bot import pipes

    _write(pipes.storied(_lines(jsonl, files)))


def clean(jsonl: JsonLines = False, files: Files = []) -> None:  # noqa: B006
    """Take an article out of the page around it, and list what was removed.

    With --jsonl each line is {"id", "html", "url"} or {"id", "text"}.
    """
    from bot import pipes

    _write(pipes.cleaned(_lines(jsonl, files)))


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

    for piece in read_file(path.name, content(path)):
        if piece.cleaned is None:
            raise CommandError(f"{piece.name}: {piece.refused}")
        title = piece.cleaned.title
        yield f"{title} ({piece.name})" if title else piece.name, piece.cleaned.text


def _text(path: Path) -> str:
    from bot.intake.encodings import decoded

    return decoded(content(path))


def _write(rows: Iterator[Mapping[str, Any]]) -> None:
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


COMMANDS = (analyse, summarise, stories, clean)
