"""The terminal feeds the bot and asks it, with exit codes that scripts can use."""

import sqlite3
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
DUMP = SEEDS / "003_58264eeb816288bd.txt"
TITLE = "Trump Claims Strong Relationships with North Korean Leader Kim Jong Un"


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


def test_wrong_settings_stop_every_command(bot):
    """
    All mistakes at once, each with a right value, and exit code 2.
    """
    told = bot("brief", ZONE="Mars", LOG_LEVEL="loud")

    assert told.returncode == 2
    assert "ZONE=Europe/Berlin" in told.stderr
    assert "LOG_LEVEL=INFO" in told.stderr


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
