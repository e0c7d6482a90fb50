"""JSON lines as a script sends them: when they are read, and what is analysed together."""

import json
import subprocess
import sys
from io import BufferedReader, BytesIO

import pytest

from bot.errors import CommandError
from bot.lines import Arriving
from bot.pipes import TOGETHER, analysed

TEXTS = [
    f"{name} Adler said on Monday: “We will build the bridge in {count} years.”\n"
    "Nobody disagreed. She added that it would be painted."
    for count, name in enumerate(("Ann", "Bo", "Cora", "Dana", "Eve", "Fay", "Gus"), 2)
]


def lines(*texts):
    return [json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)]


@pytest.mark.parametrize("given", [b"one\ntwo\n", b"one\ntwo", b"one\ntw" + b"o" * 200_000])
def test_lines_arrive_whole(given):
    """
    A line is what stands between two ends, however it came; the last one may lack its own.
    """
    assert list(Arriving(BufferedReader(BytesIO(given)))) == given.splitlines()


def test_what_came_together_is_known():
    """
    Whether another line has come already is known without waiting for it.
    """
    came = Arriving(BufferedReader(BytesIO(b"one\ntwo\n \n")))

    assert [(line, came.more) for line in came][:2] == [(b"one", True), (b"two", False)]


def test_texts_analysed_together_are_as_one_by_one():
    """
    What is found in a text does not hang on the texts that come before and behind it.
    """
    together = list(analysed(lines(*TEXTS, *reversed(TEXTS))))
    alone = [next(analysed([line])) for line in lines(*TEXTS)]

    assert len(together) > TOGETHER
    assert [row["quotes"] for row in together[: len(TEXTS)]] == [row["quotes"] for row in alone]
    assert [row["mentions"] for row in together[: -len(TEXTS) - 1 : -1]] == [
        row["mentions"] for row in alone
    ]


@pytest.mark.parametrize("bad", ["not json", '{"id": 2, "text": 5}', '{"id": 2}', "[]"])
def test_answers_before_a_bad_line_are_given(bad):
    """
    A line that cannot be read ends the work behind it, not the work before it.
    """
    rows = analysed([*lines(*TEXTS[:2]), bad])

    assert [next(rows)["id"], next(rows)["id"]] == [0, 1]
    with pytest.raises(CommandError, match="Line 3"):
        next(rows)


@pytest.mark.slow
def test_nobody_waits_for_the_next_line():
    """
    Whoever sends one text and waits gets the answer before sending another.
    """
    command = [sys.executable, "-m", "bot", "analyse", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as bot:
        for line in lines(*TEXTS[:2]):
            bot.stdin.write(line.encode() + b"\n\n")
            bot.stdin.flush()
            assert json.loads(bot.stdout.readline())["id"] == json.loads(line)["id"]
        bot.stdin.close()
        assert bot.wait() == 0
