"""Settings: read from the environment and .env once, checked at start."""

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    SettingsConfigDict,
)

from bot.errors import SettingsError

#: The number of the bot, a colon, and its secret.
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
METHODS = (
    "own", "lex-rank", "text-rank", "lsa", "luhn", "kl", "sum-basic", "reduction"
)  # fmt: skip

#: What to write instead, by variable; shown with every mistake.
EXAMPLES = {
    "TELEGRAM_TOKEN": "TELEGRAM_TOKEN=123456:ABC-def (from @BotFather)",
    "TELEGRAM_TOKEN_FILE": "TELEGRAM_TOKEN_FILE=/run/secrets/telegram (a readable file)",
    "TELEGRAM_BASE_URL": "TELEGRAM_BASE_URL=http://127.0.0.1:8081",
    "TELEGRAM_RATE": "TELEGRAM_RATE=30 (messages a second, 1 to 1000)",
    "ADMINS": "ADMINS=123456789,987654321 (user numbers; /id tells yours)",
    "READERS": "READERS=everyone, or READERS=123456789,-1001234567890",
    "DATABASE": "DATABASE=bot.db (the path of a file)",
    "SEEDS": "SEEDS=on or SEEDS=off",
    "TOPICS": "TOPICS=topics.toml (a file like seeds/topics.toml)",
    "SUMMARY_METHOD": f"SUMMARY_METHOD=own, or one of: {', '.join(METHODS[1:])}",
    "ZONE": "ZONE=Europe/Berlin (an IANA time zone)",
    "SANDBOX_PORT": "SANDBOX_PORT=8081 (a port from 1 to 65535)",
    "STATUS_PORT": "STATUS_PORT=9108 (a port from 1 to 65535; 0 for no status page)",
    "LOG_LEVEL": "LOG_LEVEL=INFO (or DEBUG, WARNING, ERROR)",
    "LOG_FORMAT": "LOG_FORMAT=text or LOG_FORMAT=json",
}
#: A name so like a setting's, and of so many letters, is taken for a misspelling of it.
LIKENESS, LETTERS = 0.85, 5


class Settings(BaseSettings):
    """Every setting with its default; field names are the variables in lower case."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    telegram_token: SecretStr = SecretStr("")
    telegram_token_file: Path | None = None
    telegram_base_url: str = ""
    telegram_rate: Annotated[int, Field(ge=1, le=1000)] = 30
    admins: Annotated[tuple[int, ...], NoDecode] = ()
    readers: Annotated[tuple[int, ...] | None, NoDecode] = None
    database: str = "bot.db"
    seeds: bool = True
    topics: Path | None = None
    summary_method: Literal[METHODS] = "own"  # type: ignore[valid-type]
    zone: str = "UTC"
    sandbox_port: Annotated[int, Field(ge=1, le=65535)] = 8081
    status_port: Annotated[int, Field(ge=0, le=65535)] = 0
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("*", mode="before")
    @classmethod
    def _blank_is_default(cls, value: object, info: object) -> object:
        # "ZONE=" in .env means: not set.
        if isinstance(value, str) and not value.strip():
            return cls.model_fields[info.field_name].default  # type: ignore[attr-defined]
        return value.strip() if isinstance(value, str) else value

    @field_validator("admins", "readers", mode="before")
    @classmethod
    def _numbers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if value.lower() == "everyone":
            return None
        try:
            return tuple(int(number) for number in value.replace(",", " ").split())
        except ValueError:
            raise ValueError("not a list of numbers") from None

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("no such time zone")
        return value

    @field_validator("telegram_base_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and (
            urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).netloc
        ):
            raise ValueError("not an http address")
        return value.rstrip("/")

    @field_validator("database")
    @classmethod
    def _path(cls, value: str) -> str:
        if "://" in value:
            raise ValueError("only SQLite files are supported; give a path")
        folder = Path(value).parent
        if not folder.is_dir():
            # It is not made: a mistyped path would look as if everything were lost.
            raise ValueError(f"there is no folder {folder}; make it, or name another file")
        return value

    @field_validator("topics")
    @classmethod
    def _file(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError(f"there is no file {value}")
        return value

    @field_validator("telegram_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("does not look like a bot token")
        return value

    @field_validator("telegram_token_file")
    @classmethod
    def _holds_a_token(cls, value: Path | None) -> Path | None:
        if value is not None and not TOKEN.fullmatch(_content(value)):
            raise ValueError("does not hold a bot token")
        return value

    @model_validator(mode="after")
    def _token_from_file(self) -> Self:
        if self.telegram_token_file is not None:
            token = SecretStr(_content(self.telegram_token_file))
            object.__setattr__(self, "telegram_token", token)
        return self

    @property
    def reader_zone(self) -> ZoneInfo:
        """The zone of readers who named none."""
        return ZoneInfo(self.zone)


def load(env_file: str | None = ".env") -> Settings:
    """Read and check all settings.

    Raises:
        SettingsError: one line per mistake, each naming the variable and a right value.
    """
    mistakes = list(_misspelt(_written(env_file)))
    try:
        settings = Settings(_env_file=env_file)  # type: ignore[call-arg]
    except ValidationError as error:
        mistakes += [_mistake(dict(each)) for each in error.errors()]
    if mistakes:
        raise SettingsError("\n".join(mistakes))
    return settings


def _written(env_file: str | None) -> Iterable[str]:
    """Return the names in the file of settings."""
    try:
        return DotEnvSettingsSource(Settings, env_file=env_file).env_vars
    except (OSError, UnicodeDecodeError) as error:
        says = getattr(error, "strerror", "") or "it is not UTF-8; save it anew as UTF-8 text"
        raise SettingsError(f"{env_file} cannot be read: {says}") from error


def doubtful() -> tuple[str, ...]:
    """Return a line for each variable of the environment that is nearly a setting.

    They stop nothing: other programs have theirs there (PGDATABASE, LOGLEVEL).
    """
    return tuple(_misspelt(EnvSettingsSource(Settings).env_vars))


def _misspelt(names: Iterable[str]) -> Iterator[str]:
    """Yield a line for each name that is nearly a setting's: it would do nothing."""
    for name in sorted({name.upper() for name in names} - set(EXAMPLES)):
        if len(name) < LETTERS:
            continue
        if near := difflib.get_close_matches(name, EXAMPLES, n=1, cutoff=LIKENESS):
            yield f"{name}: there is no such setting. Did you mean {near[0]}?"


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ValueError("cannot be read") from None


def _mistake(error: dict[str, object]) -> str:
    place = error["loc"]
    ours = error["type"] == "value_error"
    message = str(error["msg"]).removeprefix("Value error, ") if ours else "not understood"
    name = str(place[0]).upper() if isinstance(place, tuple) else ""
    # The value itself is not repeated: it may be a secret.
    return f"{name}: {message[:1].lower()}{message[1:]}. Right would be: {EXAMPLES[name]}"
