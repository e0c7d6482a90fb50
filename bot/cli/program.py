"""All commands, with their options and their help."""

import asyncio
from typing import Annotated

import typer

from bot import __version__
from bot.cli import asking, care, moving, texts
from bot.cli.common import out

cli = typer.Typer(
    name="bot",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="""
    A news-briefing bot: who said what, what is new, every sentence word for word.

    **bot run** starts it. Without TELEGRAM_TOKEN it opens a chat page in the browser;
    with it, the same bot speaks on Telegram. Settings are read from the environment and
    from .env (see .env.example).

    Exit codes: 0 done, 1 something is wrong with the bot or its database, 2 the question
    or a setting has to be put differently.
    """,
)


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


for group in (asking, care, moving, texts):
    for command in group.COMMANDS:
        cli.command(command.__name__.strip("_"))(command)
