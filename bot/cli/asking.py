"""Commands that feed the bot and ask it: what a chat answers, the terminal answers too."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import REFUSED
from bot.cli.common import Files, content, err, out, with_store
from bot.conversation import Message

if TYPE_CHECKING:
    from bot.app import Asked
    from bot.conversation import Reply

#: What chats and the terminal can both be asked.
_ASKED = re.compile(r"(?<![\w/])/(quotes|brief|search|articles|topics)\b")
#: What only a chat can do, and what is said of it in the terminal.
_CHAT_ONLY = (
    (re.compile(r"; tap (?:a|its) number for (?:its|the) receipt"), ""),
    (re.compile(r"Tap a topic to be briefed\. "), ""),
    (re.compile(r"You follow nothing yet: .*\n"), ""),
    (re.compile(r"Send a file, or paste a text after /add"), "bot add FILE takes one in."),
)


def seed() -> None:
    """Publish the seed articles; those that are there already stay as they are."""
    from bot.intake.seeds import publish_seeds

    async def work(asked: "Asked") -> int:
        context = asked.context
        topics = context.sorted_by
        published = await publish_seeds(
            context.store, context.offload, now=context.now(), topics=topics
        )
        return len(published)

    out.print(f"{with_store(work, make=True)} seed articles published.")


def add(
    files: Files,
    publish: Annotated[bool, typer.Option("--publish", help="Let readers see them.")] = False,
) -> None:
    """Take articles in and show a receipt for each.

    Nobody sees them before --publish, or Publish under the receipt in chat. Exits with 2
    when a file was refused.
    """
    from dataclasses import replace

    from rich.progress import track

    from bot.commands.admin import NotTaken
    from bot.commands.receipts import shown
    from bot.intake.doors import take_file
    from bot.intake.intake import publish as publish_article
    from bot.intake.receipt import Receipt
    from bot.render import render

    async def work(asked: "Asked") -> int:
        context, refused = asked.context, 0
        for path in track(files, "Reading", console=err, disable=not err.is_terminal):
            data, topics = content(path), context.sorted_by
            for one in await take_file(
                context.store, context.offload, path.name, data,
                by=None, now=context.now(), topics=topics,
            ):  # fmt: skip
                if not isinstance(one, Receipt):
                    refused += 1
                    _print_messages(render(NotTaken(name=one.name, reason=one.reason)))
                    continue
                if not publish:
                    _print_messages(render(shown(one)))
                    continue
                number = await publish_article(
                    context.store, context.offload, one.number, by=None, now=context.now()
                )
                _print_messages(render(shown(replace(one, state="published"))))
                out.print(f"Published as number {number}.\n")
        return refused

    if with_store(work, make=True):
        raise typer.Exit(REFUSED)


def brief(
    topic: Annotated[list[str] | None, typer.Argument(help="What on, e.g. north korea")] = None,
) -> None:
    """Print the brief on everything, or on a topic, a person or free words.

    **bot brief north korea 2m** gives what can be read in two minutes.
    """
    _ask("/brief", *(topic or []))


def quotes(name: Annotated[list[str], typer.Argument(help="Who, e.g. kim jong un")]) -> None:
    """Print what somebody said, and what was said about them."""
    _ask("/quotes", *name)


def search(words: Annotated[list[str], typer.Argument(help="Words to look for")]) -> None:
    """Print published articles that hold all of the words."""
    _ask("/search", *words)


def topics() -> None:
    """List the topics, and the people quoted most."""
    _ask("/topics")


def articles(
    which: Annotated[
        list[str] | None, typer.Argument(help="A state, numbers, a page: waiting, 3 5 8, p2")
    ] = None,
) -> None:
    """List the articles with their numbers and states, the latest first."""
    _ask("/articles", *(which or []))


def _ask(command: str, *words: str) -> None:
    """Put a question to the bot as its operator and print the answer.

    Exits with 2 when the answer is not what was asked for: nothing on it, or a question.
    """
    from bot.render import render

    async def work(asked: "Asked") -> "Reply":
        return await asked.reply(" ".join((command, *words)))

    reply = with_store(work)
    _print_messages(render(reply))
    if not _is_answer(reply):
        raise typer.Exit(REFUSED)


def _is_answer(reply: "Reply") -> bool:
    """Tell whether a reply is what was asked for."""
    from bot.commands import admin, brief, quote_pages, quotes, searching, topics

    answers = (brief.Brief, quote_pages.Quotes, quotes.WhoseQuotes, searching.SearchResults)
    return isinstance(reply, (*answers, admin.ArticleList, topics.Topics))


def _print_messages(messages: Sequence[Message]) -> None:
    """Print messages; the commands that they name are named as the terminal takes them."""
    from bot.render import plain

    for message in messages:
        out.print(_as_typed(plain(message.text)), markup=False)
        for choice in (choice for row in message.choices for choice in row):
            line = choice.line.removeprefix("~")
            if _ASKED.match(line):
                out.print(f"  {choice.label}: bot {line[1:]}", markup=False)
        out.print()


def _as_typed(text: str) -> str:
    for hint, instead in _CHAT_ONLY:
        text = hint.sub(instead, text)
    return _ASKED.sub(r"bot \1", text)


COMMANDS = (seed, add, brief, quotes, search, topics, articles)
