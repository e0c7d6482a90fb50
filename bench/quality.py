"""The figures of text analysis: ``python -m bench.quality quotes|summaries|stories PATH…``.

The annotated articles are others' and not in this repository; give their paths. Each prints
its table beside its rivals and keeps it in bench/results/.
"""

import sys
from importlib import import_module

PARTS = ("quotes", "summaries", "stories")


def main(words: list[str]) -> int:
    """Print one table; return 1 when a goal is missed, 2 when the line is not right."""
    if not words or words[0] not in PARTS:
        print(__doc__)
        return 2
    return int(import_module(f"bench.{words[0]}").main(words[1:]) or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
