"""What tells people of one article apart for a pronoun: their gender, and shared names."""

from collections.abc import Sequence

from summaries.languages import Language
from summaries.model import Mention
from summaries.names import gender_of_name, straight
from summaries.roles import WORD, role_behind
from summaries.text import folded


def genders(text: str, mentions: Sequence[Mention], words: Language) -> dict[str, str]:
    """Return "m", "f" or "" for every person mentioned, by given name, titles and roles."""
    votes: dict[str, list[float]] = {}
    for mention in mentions:
        if mention.kind != "person":
            continue
        vote = votes.get(mention.name)
        if vote is None:
            vote = votes[mention.name] = [0.0, 0.0]
            given = gender_of_name(mention.name.split())
            _vote(vote, given, 1)
            role = role_behind(text, mention.end, words).split(" of ")[0].split()[-1:]
            for word in role:
                _vote(vote, words.gendered.get(straight(word).lower(), ""), 3)
        for word in WORD.findall(text, max(0, mention.start - 24), mention.start)[-1:]:
            _vote(vote, words.gendered.get(straight(word).lower(), ""), 3)
    return {
        name: "" if male == female else "m" if male > female else "f"
        for name, (male, female) in votes.items()
    }


def _vote(vote: list[float], gender: str, weight: float) -> None:
    if gender in ("m", "f"):
        vote["mf".index(gender)] += weight


def shared_names(mentions: Sequence[Mention]) -> set[str]:
    """Return bare names that several people of the article share, and nobody was chosen for."""
    lasts: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind == "person" and " " in mention.name:
            for word in mention.name.split():
                lasts.setdefault(folded(word), set()).add(mention.name)
    return {
        m.name
        for m in mentions
        if m.kind == "person" and " " not in m.name and len(lasts.get(folded(m.name), ())) > 1
    }
