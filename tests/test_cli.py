"""The command line as an operator uses it: real processes in an empty folder."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import uploads

pytestmark = pytest.mark.slow

SEEDS = Path(__file__).parent.parent / "seeds" / "articles"
DUMP = SEEDS / "003_58264eeb816288bd.txt"
TITLE = "Trump Claims Strong Relationships with North Korean Leader Kim Jong Un"


@pytest.fixture
def bot(tmp_path):
    """Run `bot` with words, in a folder of its own; gives the finished process."""

    def run(*words, given="", **settings):
        clean = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "COLUMNS": "200"}
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            input=given,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=clean | settings,
            check=False,
        )

    return run


def test_help_names_every_command(bot):
    """
    Help is worth reading: what it is, each command with a line.
    """
    told = bot("--help")

    assert told.returncode == 0
    for command in ("run", "seed", "add", "brief", "quotes", "status", "doctor", "backup"):
        assert f" {command} " in told.stdout, command


def test_brief_and_quotes_on_the_seeds(bot):
    """
    What a chat answers, the terminal answers too, with the tags removed.
    """
    assert "2 seed articles" in bot("seed").stdout
    assert "0 seed articles" in bot("seed").stdout

    brief = bot("brief", "north", "korea").stdout
    kims = bot("quotes", "kim").stdout

    assert TITLE in brief
    assert "<b>" not in brief
    assert "bot quotes Kim Jong Un" in kims
    assert "bot quotes Kim Yo Jong" in kims


def test_a_question_without_an_answer_is_exit_code_2(bot):
    """
    Scripts can tell a brief from "nothing on it" and from a question back; what is named next
    can be typed in the terminal.
    """
    bot("seed")

    found, short = bot("brief", "north", "korea"), bot("brief", "30s")
    nothing, which, unclear = (
        bot("brief", "xylophone"),
        bot("quotes", "kim"),
        bot("brief", "99h"),
    )

    assert [one.returncode for one in (found, nothing, which, unclear)] == [0, 2, 2, 2]
    assert "More: bot brief 2m" in short.stdout
    assert "bot topics shows what there is" in nothing.stdout
    assert "North Korea" in bot("topics").stdout
    assert bot("articles", "published").returncode == 0
    assert bot("articles", "waiting", "p2").returncode == 0


def test_the_terminal_gives_no_hints_for_a_chat(bot):
    """
    Nothing is to be tapped or sent there.
    """
    bot("seed")

    told = [bot("topics"), bot("articles"), bot("articles", "waiting")]

    for one in told:
        assert "tap " not in one.stdout.lower()
        assert "/" not in one.stdout.replace("http://", "")
    assert "2 articles\n" in told[1].stdout
    assert "bot add FILE" in told[2].stdout


def test_nothing_is_shown_before_it_is_published(bot):
    """
    An added article waits; with --publish readers see it at once.
    """
    added = bot("add", str(DUMP))
    assert added.returncode == 0
    assert "LEAVE A REPLY" in added.stdout
    assert TITLE not in bot("brief").stdout

    again = bot("add", "--publish", str(DUMP))
    assert again.returncode == 0
    assert TITLE in bot("brief").stdout


def test_a_refused_file_is_exit_code_2(bot, tmp_path):
    """
    What cannot be taken says why and what to do, and the rest is taken all the same.
    """
    (tmp_path / "empty.txt").write_bytes(b"")

    added = bot("add", "empty.txt", str(DUMP))

    assert added.returncode == 2
    assert "The file is empty" in " ".join(added.stdout.split())
    assert TITLE in added.stdout


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


def test_doctor_backup_restore(bot, tmp_path):
    """
    A backup is checked, put in place, and what was there is kept.
    """
    bot("seed")
    assert bot("doctor").returncode == 0
    assert bot("backup", "copy.db").returncode == 0
    (tmp_path / "bot.db").unlink()

    restored = bot("restore", "copy.db")

    assert restored.returncode == 0
    assert "bot.db restored from copy.db" in restored.stdout
    assert "2 published" in restored.stdout
    assert TITLE in bot("brief").stdout


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("status", "--json"),
        ("brief",),
        ("articles",),
        ("backup", "copy.db"),
        ("export", "all.json"),
    ],
)
def test_a_question_in_the_wrong_folder_makes_no_database(bot, tmp_path, words):
    """
    Where no database is, the answer says where it was looked for, and no file appears: an
    empty one would look as if all were well.
    """
    told = bot(*words)

    assert told.returncode == 1
    assert f"There is no database {tmp_path / 'bot.db'}" in told.stderr
    assert "DATABASE=" in told.stderr
    assert not list(tmp_path.iterdir())


def test_the_doctor_finds_a_missing_database_wrong(bot, tmp_path):
    """
    The rest is looked at all the same.
    """
    told = bot("doctor")

    assert told.returncode == 1
    assert "There is no database" in told.stdout
    assert "Telegram: no token" in told.stdout
    assert not list(tmp_path.iterdir())


def test_the_doctor_reads_the_topics(bot, tmp_path):
    """
    What would stop the start is found before it.
    """
    bot("seed")
    (tmp_path / "own.toml").write_text('[deals]\ntitle = "Deals"\n')

    told = bot("doctor", TOPICS="own.toml")

    assert told.returncode == 1
    assert "[deals] in own.toml is not a topic" in told.stdout
    assert bot("doctor").returncode == 0


@pytest.mark.parametrize("command", ["backup", "export"])
def test_what_is_there_is_not_written_over(bot, tmp_path, command):
    """
    A file that is there stays as it is, and the sentence names it and what to do.
    """
    bot("seed")
    (tmp_path / "copy").write_text("last week's")

    told, elsewhere = bot(command, "copy"), bot(command, "away/copy")

    assert told.returncode == elsewhere.returncode == 2
    assert "copy is there already: name a new file" in told.stderr
    assert "no folder away" in elsewhere.stderr
    assert (tmp_path / "copy").read_text() == "last week's"


def test_wrong_settings_stop_every_command(bot):
    """
    All mistakes at once, each with a right value, and exit code 2.
    """
    told = bot("brief", ZONE="Mars", LOG_LEVEL="loud")

    assert told.returncode == 2
    assert "ZONE=Europe/Berlin" in told.stderr
    assert "LOG_LEVEL=INFO" in told.stderr


def test_files_are_for_their_owner_alone(bot, tmp_path):
    """
    Database and backup name readers: nobody else on the machine can open them.
    """
    assert bot("seed").returncode == 0
    assert bot("backup", "copy.db").returncode == 0

    for name in ("bot.db", "copy.db"):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0


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


def test_a_question_elsewhere_sorts_nothing_anew(bot, tmp_path):
    """
    A command that is run without the bot's .env (a backup by cron) has other topics, and
    leaves the analyses of the running bot as they are.
    """
    bot("seed")
    (tmp_path / "own.toml").write_text('[deals]\ntitle = "Deals"\nterms = ["summit"]\n')

    assert bot("backup", "copy.db", TOPICS="own.toml").returncode == 0

    with sqlite3.connect(tmp_path / "bot.db") as db:
        assert db.execute("SELECT min(version) > 0 FROM analyses").fetchone() == (1,)
