"""What stands around a name and speaks for a person: verbs, roles, ages."""

import re
from collections.abc import Sequence

from summaries.capitals import Word
from summaries.languages import Language
from summaries.languages.words import word_set
from summaries.names import (
    places,
    straight,
)
from summaries.spellings import KNOWN_PLACE, SURNAMES_TOO

#: Words behind a name that only a person has.
AGE = re.compile(r",[ \xa0](?:aged[ \xa0])?\d{1,3}(?=[,.])|[ \xa0]\([DRI]-|[ \xa0]\(\d\d\)")
TOLD = re.compile(
    r",?[ \xa0](?:who|himself|herself|says?|said|told|tweeted|wrote|added|argued|testified"
    r"|recalled|joked"
    r"|insisted|explained|replied|remarked|quipped|asked|answered|noted|vowed|declared)\b"
)
ACTS = re.compile(r"[ \xa0](?:has|had|will|was|is|would|did|does)\b|['’]s?[ \xa0]")
ROLE_AFTER = re.compile(
    r",[ \xa0](?:(?:an?|the|his|her|our|its|their|[\w.’' -]{1,40}['’]s)[ \xa0]"
    r"((?:[\w.’'-]+[ \xa0]){0,2}[\w’'-]+)|([\w’'-]+))"
)
#: Reporting verbs, for "said Ann Li".
SAID = word_set(
    """said says added adds asked wrote writes argued explained recalled tweeted insisted
    admitted joked replied"""
)
#: What an organisation is called for short, printed behind its name: (WHO)
INITIALS = re.compile(r"[ \xa0]\(([A-Z]{2,7})\)")
LAST_WORDS = re.compile(r"[\w’'.-]+")
#: Roles that are adjectives more often: "conservative Westchester".
ADJECTIVES = word_set(
    """conservative liberal republican democrat independent progressive socialist native fellow
    marine official major general private libertarian expert individual"""
)


def weight_around(
    text: str, words: Sequence[Word], before: tuple[str, bool], language: Language
) -> float:
    """Return what stands around a name for its being a person's."""
    weight = _behind(text, words[-1].end, language)
    word, comma = before
    if not comma and word in language.roles and word not in ADJECTIVES:
        weight += 2
    if comma and word.lower() in language.kin:
        weight += 2
    says = not comma and len(words) > 1 and word in SAID
    if says:
        weight += straight(words[0].text) not in places()
    if (
        len(words) > 1
        and words[-1].lower in SURNAMES_TOO
        and (says or TOLD.match(text, words[-1].end))
    ):
        # Whoever says something is no place, whatever the surname.
        weight += KNOWN_PLACE
    return weight


def _behind(text: str, end: int, language: Language) -> float:
    following = text[end : end + 1]
    if following in "’'":
        return 0.3 if following and ACTS.match(text, end) else 0.0
    if following not in ", \xa0":
        return 0.0
    weight = 3.0 if AGE.match(text, end) else 0.0
    if TOLD.match(text, end):
        weight += 1
    elif following != "," and ACTS.match(text, end):
        weight += 0.3
    role = ROLE_AFTER.match(text, end) if following == "," else None
    nouns = LAST_WORDS.findall(role[1] or role[2]) if role else ()
    if any(word.lower() in language.roles for word in nouns):
        weight += 2
    return weight


def is_abbreviated(text: str, words: Sequence[Word], end: int) -> bool:
    """Tell whether a name's initials follow it in brackets, as only an organisation's do."""
    short = INITIALS.match(text, end)
    return short is not None and short[1] == "".join(
        word.text[0] for word in words if word.text[0].isupper()
    )
