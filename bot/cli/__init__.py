"""The command line: run the bot, feed it, ask it, look after it."""

import os
import sys
from collections.abc import Sequence

from bot.errors import BotError, CommandError, SettingsError

#: Exit codes, as --help says; whoever stops a command by Ctrl-C gets the shell's own.
REFUSED, BROKEN, STOPPED = 2, 1, 130


def main() -> None:
    """Run the command line; mistakes end in a sentence and an exit code, not a traceback."""
    # Who reads what at which hour is in the files written here: for the operator alone.
    os.umask(0o077)
    try:
        _run(sys.argv[1:])
    except CommandError as error:
        _end(str(error), REFUSED)
    except SettingsError as error:
        _end(f"The settings are not right:\n{error}", REFUSED)
    except BotError as error:
        _end(str(error), BROKEN)
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except BrokenPipeError:
        # `bot … | head` has seen enough; Python must not complain about it on the way out.
        sys.stderr.close()
        sys.exit(0)


def _run(words: Sequence[str]) -> None:
    """Run a filter as it is, and any other command through the library that reads options.

    Scripts call filters for a few articles at a time, and that library with all commands
    takes as long to load as eight articles take to analyse.
    """
    from bot import lines, pipes

    if len(words) == 2 and words[0] in pipes.FILTERS and words[1] == "--jsonl":
        lines.write(pipes.FILTERS[words[0]](lines.arriving()))
        return
    from bot.cli.program import cli

    cli()


def _end(told: str, code: int) -> None:
    sys.stderr.write(told + "\n")
    sys.exit(code)
