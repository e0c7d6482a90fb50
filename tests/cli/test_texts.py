"""The analysis as filters: files and lines in, JSON lines or sentences out."""

import json
from pathlib import Path

import pytest
import uploads

pytestmark = pytest.mark.slow

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
TITLE = "Trump Claims Strong Relationships with North Korean Leader Kim Jong Un"


def test_jsonl_is_one_line_for_each(bot):
    """
    The analysis as a filter: offsets cut out the words, in the order given.
    """
    text = (
        "Ann Adler said on Monday: “We will build the bridge in two years.” Nobody disagreed."
    )
    lines = "".join(json.dumps({"id": key, "text": text}) + "\n" for key in ("one", "two"))

    rows = [
        json.loads(row) for row in bot("analyse", "--jsonl", given=lines).stdout.splitlines()
    ]

    assert [row["id"] for row in rows] == ["one", "two"]
    [quote] = rows[0]["quotes"]
    assert text[quote["start"] : quote["end"]] == quote["text"]
    assert (quote["kind"], quote["speaker"], quote["speaker_basis"], quote["cue"]) == (
        "direct", "Ann Adler", "stated", "said",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "says"),
    [("not json\n", "Line 1 is not JSON"), ('{"id": 1}\n', "Line 1 lacks text")],
)
def test_a_bad_line_is_named(bot, given, says):
    """
    A line that cannot be read ends with its number and exit code 2, not with a traceback.
    """
    told = bot("analyse", "--jsonl", given=given)

    assert told.returncode == 2
    assert says in told.stderr
    assert "Traceback" not in told.stderr


def test_summary_of_files_names_its_sources(bot):
    """
    Sentences are numbered to the articles they stand in, and debris is not among them.
    """
    told = bot("summarise", "--sentences", "3", *map(str, sorted(SEEDS.glob("*.txt")))).stdout

    assert "[1]" in told
    assert f"[2] {TITLE}" in told
    assert "RELATED" not in told
    assert "HomeGlobal" not in told


@pytest.mark.parametrize("name", ["page.html", "page.pdf"])
def test_files_are_read_as_what_they_are(bot, tmp_path, name):
    """
    A page and a PDF give their article, in every command that takes files.
    """
    (tmp_path / name).write_bytes(
        uploads.page().encode() if name == "page.html" else uploads.pdf()
    )

    cleaned = json.loads(bot("clean", name).stdout)
    found = json.loads(bot("analyse", name).stdout)

    assert cleaned["title"] == found["title"] == uploads.TITLE
    assert uploads.PARAGRAPHS[0] in cleaned["text"].replace("\n", " ")
    assert found["quotes"]
    for quote in found["quotes"]:
        assert cleaned["text"][quote["start"] : quote["end"]] == quote["text"]
    assert json.loads(bot("stories", name).stdout)["story"] == name


@pytest.mark.parametrize("command", ["clean", "analyse", "summarise"])
def test_what_cannot_be_read_is_named(bot, tmp_path, command):
    """
    Among many files the one that is none is found, and the exit code says that it was asked
    wrongly.
    """
    (tmp_path / "tool").write_bytes(b"\x7fELF" + bytes(100))

    told = bot(command, "tool")

    assert told.returncode == 2
    assert told.stderr.startswith("tool: ")


def test_files_or_lines_but_not_both(bot, tmp_path):
    """
    A file named beside --jsonl would be ignored: it is refused instead.
    """
    (tmp_path / "one.txt").write_text("A text.")

    told = bot("analyse", "--jsonl", "one.txt")

    assert told.returncode == 2
    assert "not both" in told.stderr
