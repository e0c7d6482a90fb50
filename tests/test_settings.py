"""Settings: usable defaults, mistakes named all at once, secrets kept."""

from pathlib import Path

import pytest

from bot import settings
from bot.errors import SettingsError
from bot.settings import EXAMPLES, Settings

EXAMPLE = Path(__file__).parent.parent / ".env.example"


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """Nothing of the machine's own environment."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def mistakes():
    with pytest.raises(SettingsError) as raised:
        settings.load()
    return str(raised.value).splitlines()


@pytest.mark.parametrize(
    "written", ["# für uns\n".encode("latin-1"), "ZONE=UTC".encode("utf-16")]
)
def test_a_file_of_another_encoding_is_named(tmp_path, written):
    """
    What some editors save is no UTF-8: the sentence names the file and what to do.
    """
    path = tmp_path / ".env"
    path.write_bytes(written)

    with pytest.raises(SettingsError, match=r"\.env cannot be read: .* UTF-8"):
        settings.load(str(path))


def test_everything_has_a_default():
    """
    Without any setting the bot starts, with its chat page.
    """
    loaded = settings.load()

    assert loaded.telegram_token.get_secret_value() == ""
    assert loaded.readers is None


def test_the_example_lists_exactly_the_settings_with_their_defaults():
    """
    What an operator copies changes nothing, and nothing is left out.
    """
    lines = [line for line in EXAMPLE.read_text().splitlines() if not line.startswith("#")]
    names = [line.split("=")[0].lower() for line in lines]

    assert names == list(Settings.model_fields)
    assert settings.load(str(EXAMPLE)) == settings.load()
    assert set(EXAMPLES) == {name.upper() for name in names}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("TELEGRAM_TOKEN", "my token"),
        ("TELEGRAM_TOKEN_FILE", "/does/not/exist"),
        ("TELEGRAM_BASE_URL", "localhost:8081"),
        ("TELEGRAM_RATE", "0"),
        ("ADMINS", "@bo"),
        ("READERS", "some"),
        ("DATABASE", "postgresql://host/db"),
        ("DATABASE", "/does/not/exist/bot.db"),
        ("TOPICS", "/does/not/exist.toml"),
        ("SEEDS", "perhaps"),
        ("SUMMARY_METHOD", "best"),
        ("ZONE", "Berlin time"),
        ("SANDBOX_PORT", "99999"),
        ("STATUS_PORT", "-1"),
        ("LOG_LEVEL", "loud"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_mistake_names_the_variable_and_a_right_value(monkeypatch, name, wrong):
    """
    A wrong value stops the start with a sentence that shows a right one.
    """
    monkeypatch.setenv(name, wrong)

    [line] = mistakes()

    assert line.startswith(f"{name}: ")
    assert EXAMPLES[name] in line
    assert "valid" not in line, "words of the library that checks"
    assert wrong not in line.replace(EXAMPLES[name], "") or name != "TELEGRAM_TOKEN"


def test_all_mistakes_at_once(monkeypatch):
    """
    An operator who made three mistakes hears of three.
    """
    for name, wrong in (("ZONE", "Mars"), ("ADMINS", "me"), ("TELEGRAM_TOKEN", "secret")):
        monkeypatch.setenv(name, wrong)

    assert {line.split(":")[0] for line in mistakes()} == {"ZONE", "ADMINS", "TELEGRAM_TOKEN"}
    assert "secret" not in "\n".join(mistakes())


def test_lists_of_numbers(monkeypatch):
    """
    Numbers may be parted by commas or blanks; groups have negative ones.
    """
    monkeypatch.setenv("ADMINS", "12, 34")
    monkeypatch.setenv("READERS", "-100123 7")

    loaded = settings.load()

    assert loaded.admins == (12, 34)
    assert loaded.readers == (-100123, 7)


def test_token_from_a_file(monkeypatch, tmp_path):
    """
    The token may lie in a file, as container secrets do; it is never printed.
    """
    (tmp_path / "token").write_text("123:abc\n")
    monkeypatch.setenv("TELEGRAM_TOKEN_FILE", str(tmp_path / "token"))

    loaded = settings.load()

    assert loaded.telegram_token.get_secret_value() == "123:abc"
    assert "123:abc" not in repr(loaded)


def test_env_file(tmp_path):
    """
    A file named .env where the bot is started is read.
    """
    (tmp_path / ".env").write_text("ZONE=Europe/Berlin\nSEEDS=off\n")

    loaded = settings.load()

    assert (loaded.zone, loaded.seeds) == ("Europe/Berlin", False)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ADMNS", "ADMINS"),
        ("TELEGRAM_TOKN", "TELEGRAM_TOKEN"),
        ("summary_methods", "SUMMARY_METHOD"),
    ],
)
def test_a_misspelt_name_is_not_passed_over(monkeypatch, tmp_path, written, meant):
    """
    A setting that would do nothing stops the start when it stands in .env; in the
    environment, where other programs have theirs, it is told.
    """
    wanted = f"{written.upper()}: there is no such setting. Did you mean {meant}?"
    monkeypatch.setenv(written, "5")
    settings.load()
    assert wanted in settings.doubtful()

    (tmp_path / ".env").write_text(f"{written}=5\n")
    assert mistakes() == [wanted]


def test_what_others_set_is_theirs(monkeypatch, tmp_path):
    """
    Names that only remind of a setting belong to other programs.
    """
    for name in ("DATABASE_URL", "SEED", "LOG_FILE", "TZ", "ADMIN_EMAIL"):
        monkeypatch.setenv(name, "5")
    (tmp_path / ".env").write_text("COMPOSE_PROJECT_NAME=news\nIMAGE_TAG=1\n")

    assert settings.load().admins == ()
