"""Damaged and made-up files against intake: crashes, hangs, wrong publishes.

    python -m bench.fuzz [--files 20000] [--seed 1] [--longest 10]

Files of every kind are damaged in many ways (bytes changed, cut, repeated, joined with other
kinds, numbers made huge), and read like an upload. A *crash* is any error but a sentence for
the admin; a *hang* takes longer than ``--longest`` processor seconds; a *wrong publish* is an
accepted text with characters nobody sees, with more than the limit, or of which less than
a seventh of the words are words. Exit code 1 if there is any.
"""

import argparse
import os
import random
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import uploads

from bot.errors import FeedError, IntakeError
from bot.intake.feeds import read_feed
from bot.intake.files import read_file
from bot.intake.pieces import MOST_CHARACTERS
from summaries.clean import Cleaned
from summaries.clean.plain import plain_characters

FEED = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>t</title>'
    b"<link>https://paper.example/1</link><guid>1</guid><pubDate>Tue, 21 Oct 2025 08:00:00 GMT"
    b"</pubDate><description>&lt;p&gt;text&lt;/p&gt;</description></item></channel></rss>"
)
#: Bytes that parsers have stumbled over.
SPICE = (
    *(b"\x00", b"\xff\xff\xff\xff", b"\x80", b"%s%n", b"../../", b"-1", b"99999999999"),
    *(b"<!ENTITY a 'b'>", b"]]>", b"<![CDATA[", b"<" * 50, b"<div>" * 300, b"&#x110000;"),
    *(
        b"{{{{",
        b"\\u-1",
        b"\\'zz",
        b"\xe2\x80\xae",
        b"\xed\xa0\x80",
        b"0001-01-01",
        b"\r\n\r\n",
    ),
    *(b"endobj", b"/Length 0", b"/Kids [1 0 R]", b"stream\n", b"PK\x03\x04", b"PK\x01\x02"),
    *(b"Content-Type: multipart/mixed\n", b"=?utf-8?b?////?="),
)


class Hang(BaseException):
    """Reading one file took too long."""


def main() -> None:
    """Read the arguments, fuzz, print what happened."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=int, default=10)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGVTALRM, _hang)
    chance = random.Random(options.seed)  # noqa: S311 - nothing secret
    seen: Counter[str] = Counter()
    began = time.process_time()
    slowest = 0.0
    for kind, data in damaged(chance, options.files):
        start = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, options.longest)
        outcome = _outcome(kind, data)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        slowest = max(slowest, time.process_time() - start)
        seen[outcome] += 1
    bad = {one: seen[one] for one in ("crashes", "hangs", "wrong publishes")}
    found = ", ".join(f"{name} {count}" for name, count in bad.items())
    print(
        f"{options.files} files: {found}; "
        f"taken {seen['taken']}, refused {seen['refused']}; slowest {slowest:.1f} s, "
        f"{options.files / (time.process_time() - began):.0f} files per processor second"
    )
    sys.exit(bool(sum(bad.values())))


def _hang(*_: object) -> None:
    raise Hang


def _outcome(kind: str, data: bytes) -> str:
    """Read one file and say what became of it; print what should not happen."""
    try:
        if kind == "feed":
            read_feed(data)
            return "taken"
        found = read_file(f"upload.{kind}", data)
    except (IntakeError, FeedError):
        return "refused"
    except Hang:
        print(f"hang over {kind}, {len(data)} bytes")
        return "hangs"
    except Exception:
        print(f"crash over {kind}, {len(data)} bytes\n{traceback.format_exc(limit=-6)}")
        return "crashes"
    wrong = [reason for piece in found if piece.cleaned for reason in _wrong(piece.cleaned)]
    if wrong:
        print(f"wrong over {kind}: {wrong[0]}")
    return "wrong publishes" if wrong else "taken"


def _wrong(cleaned: Cleaned) -> Iterator[str]:
    """Yield what is wrong with an article that was taken."""
    lines = [cleaned.title, cleaned.byline, cleaned.outlet, *cleaned.text.split("\n")]
    if any(plain_characters(line) != line for line in lines):
        yield "characters that nobody sees"
    if len(cleaned.text) > MOST_CHARACTERS:
        yield "more than the limit"
    words = cleaned.text.split()
    if 7 * sum(any(letter.isalpha() for letter in word) for word in words) < len(words):
        yield f"hardly words: {cleaned.text[:60]!r}"


def damaged(chance: random.Random, files: int) -> Iterator[tuple[str, bytes]]:
    """Yield (kind, bytes) of damaged files."""
    kinds: Mapping[str, bytes] = {**uploads.KINDS, "feed": FEED, "mail": uploads.mail("html")}
    names = sorted(kinds)
    ways: list[Callable[[bytearray], bytearray]] = [
        lambda data: _changed(data, chance),
        lambda data: _spiced(data, chance),
        lambda data: data[: chance.randrange(len(data) + 1)],
        lambda data: _doubled(data, chance),
        lambda data: _joined(data, bytearray(kinds[chance.choice(names)]), chance),
        lambda data: _huge_numbers(data, chance),
    ]
    for _ in range(files):
        kind = chance.choice(names)
        data = bytearray(kinds[kind])
        for _ in range(chance.randint(1, 3)):
            if data:
                data = chance.choice(ways)(data)
        yield kind, bytes(data)


def _changed(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return data


def _spiced(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        data[at:at] = chance.choice(SPICE)
    return data


def _doubled(data: bytearray, chance: random.Random) -> bytearray:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:end] + data[start:end] * chance.randint(1, 30) + data[end:]


def _joined(data: bytearray, other: bytearray, chance: random.Random) -> bytearray:
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


def _huge_numbers(data: bytearray, chance: random.Random) -> bytearray:
    places = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    for at in chance.sample(places, min(len(places), 3)):
        data[at : at + 1] = b"%d" % chance.choice((0, 2**31, 2**63, 10**20))
    return data


if __name__ == "__main__":
    main()
