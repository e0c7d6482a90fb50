"""What is not needed is not loaded."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


def loaded(code):
    """Return the names of the modules that are loaded after running ``code``."""
    listing = f"{code}\nimport sys; print(*sys.modules)"
    return set(subprocess.check_output([sys.executable, "-c", listing], text=True).split())


def test_commands_do_not_pay_for_sumy():
    """
    A bot that only answers commands has loaded neither sumy nor NLTK (2 s, 67 MB).
    """
    modules = loaded("import bot.app")

    assert not modules & {"sumy", "nltk", "trafilatura", "torch"}


def test_analysis_does_not_pay_for_sumy():
    """
    Our own summaries are made without loading sumy.
    """
    modules = loaded("from summaries import analyse; analyse.warm()")

    assert not modules & {"sumy", "nltk", "trafilatura", "torch", "asyncio"}


def test_help_pays_for_nothing():
    """
    `bot --help` loads neither Telegram's library nor the analysis.
    """
    modules = loaded("import bot.cli")

    assert not modules & {"telegram", "numpy", "sqlite3", "aiohttp"}


def test_filters_do_not_pay_for_options():
    """
    `bot analyse --jsonl` loads neither the library of options nor that of event loops.
    """
    line = '{"id": 1, "text": "Ann Adler said: “We will build the bridge in two years.”"}'
    modules = loaded(
        "import io, sys; from bot.cli import main; sys.argv = ['bot', 'analyse', '--jsonl']\n"
        f"given = io.TextIOWrapper(io.BytesIO({line!r}.encode()))\n"
        "shown, sys.stdout, sys.stdin = sys.stdout, io.StringIO(), given\n"
        "main(); sys.stdout = shown"
    )

    assert not modules & {"typer", "rich", "asyncio", "lxml", "sqlite3"}
