"""Sources that a name or a title stands for, and the role printed with each person."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from summaries.heads import Phrases
from summaries.languages import Language
from summaries.model import Mention, SpeakerBasis
from summaries.names import straight
from summaries.relative_roles import fullest, is_thin
from summaries.roles import role_beside
from summaries.unnamed import described, holders, title_alone

#: An organisation's head word stands before these.
OF = re.compile(r"[ \xa0](?:of|for|on)[ \xa0]")
#: One of two of a name, and not the one whom the bare name means.
YOUNGER = re.compile(r"\b(?:younger|elder|older)[ \xa0](?:M(?:rs?|s)\.?[ \xa0])?$")
#: A capitalised word that may be somebody's surname, perhaps behind "Mr.".
SURNAME = re.compile(r"(?:M(?:rs?|s)\.?[ \xa0])?([A-Z][a-z][\w’'-]+)")
SHORT_TITLES = frozenset(["sgt", "sen", "gov", "rep", "lt", "capt", "col", "gen", "dr", "det"])


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is meant by an attribution's source.

    Attributes:
        text: the bare mention as printed, ending in its head word; empty without one.
        start: where it starts; -1 without one.
        name: canonical name, or the noun of somebody unnamed; None when unclear.
        basis: how the name was found.
        affiliation: the role as printed; empty when none is.
    """

    text: str = ""
    start: int = -1
    name: str | None = None
    basis: SpeakerBasis = "unclear"
    affiliation: str = ""


NOBODY = Speaker()


class Sources:
    """Who is meant by names and titles in one article.

    Attributes:
        roles: the role of each person by name, as printed beside it.
    """

    def __init__(
        self,
        text: str,
        people: Sequence[Mention],
        phrases: Phrases,
        shared: Collection[str],
        in_prose: Callable[[int], bool],
        words: Language,
    ) -> None:
        self._text = text
        self._people = people
        self._phrases = phrases
        self._shared = shared
        self._in_prose = in_prose
        self._words = words
        self._titles = holders(text, people, words)
        self.roles: dict[str, str] = {}
        self._learn_roles()

    def named(self, start: int, end: int, head: tuple[int, int] | None) -> Speaker | None:
        """Return whose name stands for a source; None when a noun or a pronoun does.

        Args:
            start: where the source begins.
            end: where it ends.
            head: place of its head word, when it is known.
        """
        mention = self._phrases.speaking(start, end, head) or self._cut_off(start, end)
        if mention:
            return self._of_mention(mention, start, end)
        return self._by_surname(start, end)

    def titled(self, start: int, end: int) -> Speaker | None:
        """Return the only person of the article with exactly this title ("the president")."""
        printed = self._text[start:end].rstrip(" \xa0,")
        title = title_alone(printed)
        name = self._titles.get(title) or self._described(title)
        if name is None:
            return None
        return Speaker(printed, start, name, "inferred", self.roles.get(name, ""))

    def _described(self, title: str) -> str | None:
        """Return the only person whom the article describes so beside the name."""
        return described(self._text, self._people, title) if " " in title else None

    def _learn_roles(self) -> None:
        for mention in self._people:
            known = self.roles.get(mention.name, "")
            if known and (not is_thin(known) or " " not in mention.text):
                continue
            if not self._in_prose(mention.start):
                continue
            if role := role_beside(self._text, mention, self._words):
                self.roles[mention.name] = fullest((known, role))

    def _cut_off(self, start: int, end: int) -> Mention | None:
        """Return the name behind a source that is a title alone ("Sgt", of Sgt. Ann Li)."""
        if straight(self._text[start:end]).lower() not in SHORT_TITLES:
            return None
        behind = [m for m in self._phrases.inside(end, end + 3) if m.kind == "person"]
        return behind[0] if behind else None

    def _by_surname(self, start: int, end: int) -> Speaker | None:
        """Return the only person of a surname that is another word too ("Singer said")."""
        found = SURNAME.fullmatch(self._text, start, end)
        if found is None or self._phrases.inside(*found.span(1)):
            return None
        names = {m.name for m in self._people if m.name.endswith(f" {found[1]}")}
        if len(names) != 1:
            return None
        (name,) = names
        return Speaker(found[1], found.start(1), name, "stated", self.roles.get(name, ""))

    def _of_mention(self, mention: Mention, start: int, end: int) -> Speaker:
        text = self._text
        if mention.kind != "person":
            printed = OF.split(mention.text, maxsplit=1)[0]
            return Speaker(printed, mention.start, mention.name, "stated")
        before = self._phrases.inside(start, mention.start)
        pair = [m for m in before if m.kind == "person" and m.end < mention.start]
        role = fullest(
            (role_beside(text, mention, self._words), self.roles.get(mention.name, ""))
        )
        if mention.name in self._shared or YOUNGER.search(
            text, max(0, mention.start - 16), mention.start
        ):
            return Speaker(mention.text, mention.start, None, "unclear")
        name = mention.name
        if pair and text[pair[-1].end : mention.start].strip() in ("and", "&"):
            name, role = f"{pair[-1].name} and {mention.name}", ""
        return Speaker(mention.text, mention.start, name, "stated", role)
