"""Organisations and places of one article: abbreviations and short forms of their names."""

from collections.abc import Iterable, Mapping

from summaries.evidence import Candidate
from summaries.model import EntityKind
from summaries.names import organisations, places, straight
from summaries.text import folded


class Bodies:
    """Organisations and places of an article under one name each."""

    def __init__(
        self, text: str, found: Iterable[Candidate], labels: Mapping[str, EntityKind]
    ) -> None:
        self._text = text
        self._initials: dict[str, str] = {}
        self._ends: dict[str, str] = {}
        self._begins: dict[str, set[str]] = {}
        for name in found:
            if labels.get(name.key) != "organisation" or len(name.words) < 2:
                continue
            printed = text[name.start : name.end]
            initials = "".join(word.text[0] for word in name.words)
            self._initials.setdefault(initials.upper(), printed)
            self._begins.setdefault(folded(name.words[0].text), set()).add(printed)
            if len(name.words) > 2 or name.words[0].lower not in ("supreme", "white"):
                for cut in range(1, len(name.words)):
                    tail = text[name.words[cut].start : name.end]
                    self._ends.setdefault(folded(tail), printed)

    def name(self, name: Candidate, kind: EntityKind) -> str:
        """Return the canonical name of an organisation or place."""
        printed = self._text[name.start : name.end].replace("\xa0", " ")
        known = organisations() if kind == "organisation" else places()
        if full := known.get(straight(printed)):
            return full
        if kind == "organisation" and len(name.words) == 1 and printed.isupper():
            return self._initials.get(printed.replace(".", ""), printed)
        if kind == "place":
            return printed
        begun = self._begins.get(name.key, set())
        return self._ends.get(name.key) or (next(iter(begun)) if len(begun) == 1 else printed)

    def part_of(self, name: Candidate) -> str | None:
        """Return the organisation that a short form with "the" means ("the Post")."""
        before = self._text[max(0, name.start - 4) : name.start].lower()
        return self._ends.get(name.key) if before.endswith(("the ", "the\xa0")) else None
