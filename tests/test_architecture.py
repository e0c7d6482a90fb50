"""The street and the doors: who may import whom, and where each library comes in."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

#: From the bottom up. A module may import from its own layer and from those before it.
LAYERS = [
    ["summaries"],
    [
        "seeds",
        "bot.model",
        "bot.errors",
        "bot.conversation",
        "bot.counts",
        "bot.languages",
        "bot.ledger",
        "bot.clock",
        "bot.settings",
        "bot.logs",
        "bot.mends",
        "bot.places",
        "bot.spoken",
    ],
    [
        "bot.store",
        "bot.telegram",
        "bot.sandbox",
        "bot.render",
        "bot.due",
        "bot.opening",
        "bot.ledgerbook",
        "bot.instance",
        "bot.offload",
    ],
    [
        "bot.context",
        "bot.intake",
        "bot.coverage",
        "bot.telling",
        "bot.subjects",
        "bot.editions",
    ],
    [
        "bot.commands",
        "bot.briefings",
        "bot.waiting",
        "bot.delivery",
        "bot.corrections",
        "bot.reports",
        "bot.figures",
        "bot.watch",
    ],
    ["bot.schedule", "bot.health", "bot.jobs"],
    ["bot.app", "bot.checkup", "bot.restoring"],
    ["bot.cli", "bot.pipes", "bot.lines", "bot.__main__"],
]

#: Third-party libraries and the one place that may import each.
DOORS = {
    "sumy": "summaries.rank",
    "sentencex": "summaries.sentences",
    "trafilatura": "summaries.clean",
    "sqlite_utils": "bot.store.sqlite",
    "sqlite3": "bot.store.sqlite",
    "telegram": "bot.telegram",
    "apscheduler": "bot.schedule",
    "jinja2": "bot.render",
    "fastfeedparser": "bot.intake.feeds",
    "pydantic_settings": "bot.settings",
    "typer": "bot.cli",
    "rich": "bot.cli",
    "lxml": "summaries.clean",
    "pypdf": "bot.intake.pdf",
    "markdown_it": "bot.intake.markdown",
    "charset_normalizer": "bot.intake.encodings",
}

#: What pure text analysis must not touch.
IMPURE = {"asyncio", "logging", "os", "random", "socket", "sqlite3", "time", "httpx", "aiohttp"}


def modules() -> Iterator[tuple[str, Path]]:
    for package in ("bot", "summaries", "seeds"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield name.removesuffix(".__init__"), path


def imports() -> Iterator[tuple[str, str]]:
    for module, path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((module, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((module, f"{node.module}.{alias.name}") for alias in node.names)


def within(module: str, prefix: str) -> bool:
    return module == prefix or module.startswith(prefix + ".")


def layer(module: str) -> int | None:
    for number, prefixes in enumerate(LAYERS):
        if any(within(module, prefix) for prefix in prefixes):
            return number
    return None


@pytest.mark.parametrize(("module", "imported"), sorted(set(imports())))
def test_import(module, imported):
    """
    Imports go down the street, and a library comes in through its own door.
    """
    own, other = layer(module), layer(imported)
    if own is not None and other is not None:
        assert other <= own, f"{module} must not know {imported}"
    for library, door in DOORS.items():
        if within(imported, library):
            assert within(module, door), f"{library} is reached through {door} only"
    if within(module, "summaries"):
        assert imported.split(".")[0] not in IMPURE, f"{module} is pure; {imported} is not"
    if within(module, "bot.sandbox"):
        assert not within(imported, "bot") or within(imported, "bot.sandbox"), (
            f"the sandbox knows Telegram and nothing of the bot: {module}, {imported}"
        )
    if within(module, "bot.telegram"):
        assert not within(imported, "bot.commands"), "telegram is handed a function, no more"


@pytest.mark.parametrize("module", [name for name, _ in modules()])
def test_every_module_has_its_layer(module):
    """
    A new module is put on the street on purpose.
    """
    assert layer(module) is not None or module == "bot", f"{module} has no layer"
