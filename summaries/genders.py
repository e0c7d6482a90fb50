"""What tells people of one article apart for a pronoun: their gender, and shared names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summaries.appositions import role_behind
from summaries.capitals import word_before
from summaries.languages import Language
from summaries.model import Mention, Sentence
from summaries.names import gender_of_name, straight
from summaries.text import folded

PRONOUN = re.compile(r"(?:He|She)(?=[ \xa0])")
#: So many times as often one gender must follow a name as the other.
OFTEN = 2
#: What women are called in office too.
OFFICE = re.compile(r"(?:spokes|chair|congress|council|assembly|alder)man")
SELF = re.compile(r",?[ \xa0](him|her)self\b")


def genders(
    text: str,
    mentions: Sequence[Mention],
    words: Language,
    sentences: Sequence[Sentence] = (),
) -> dict[str, str]:
    """Return "m", "f" or "" for every person mentioned, by given name, titles and roles.

    With sentences, a name that tells nothing has the gender of the "He" or "She" that begin
    the sentences behind it.
    """
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
                _vote_told(vote, straight(word).lower(), words)
        told, comma = word_before(text, mention.start)
        told = straight(told).lower()
        if told in words.gendered and (
            told in words.kin or (not comma and told not in words.pronouns)
        ):
            _vote_told(vote, told, words)
        if text[mention.end : mention.end + 1] in ", \xa0" and (
            after := SELF.match(text, mention.end)
        ):
            _vote(vote, "m" if after[1] == "him" else "f", 3)
    followed = Counter(_followed(text, mentions, sentences))
    for name, vote in votes.items():
        if vote == [0.0, 0.0]:
            male, female = followed[name, "m"], followed[name, "f"]
            if max(male, female) >= OFTEN * max(1, min(male, female)):
                _vote(vote, "m" if male > female else "f", 1)
    return {
        name: "" if male == female else "m" if male > female else "f"
        for name, (male, female) in votes.items()
    }


def _followed(
    text: str, mentions: Sequence[Mention], sentences: Sequence[Sentence]
) -> Iterator[tuple[str, str]]:
    """Yield a sentence's only person and the gender of the pronoun that begins the next."""
    at = 0
    for sentence, following in pairwise(sentences):
        names = set()
        while at < len(mentions) and mentions[at].start < sentence.end:
            if mentions[at].kind == "person" and mentions[at].start >= sentence.start:
                names.add(mentions[at].name)
            at += 1
        pronoun = PRONOUN.match(text, following.start)
        if pronoun and len(names) == 1:
            yield names.pop(), "m" if pronoun[0] == "He" else "f"


def _vote_told(vote: list[float], word: str, words: Language) -> None:
    """Count a title or a noun; that of an office may be anybody's ("spokesman Ann Li")."""
    _vote(vote, words.gendered.get(word, ""), 0.5 if OFFICE.fullmatch(word) else 3)


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
