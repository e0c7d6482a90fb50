"""Roles as printed: "director of …", "Secretary of State", "Oxford University’s"."""

import re
from functools import lru_cache

from summaries.appositions import (
    ABBREVIATED,
    ARTICLE,
    GERUNDS,
    LONGEST,
    OWNERS,
    WORD,
    bare_role,
    organisation_behind,
    role_behind,
)
from summaries.capitals import word_before
from summaries.languages import Language, language
from summaries.languages.words import word_set
from summaries.model import Mention
from summaries.names import demonyms, straight
from summaries.relative_roles import telling

#: Where a role printed before a name cannot go on to the left.
BOUNDARY = re.compile(
    r"[,:;!?()\[\]“”‘\"—–―\n…]|(?:(?<=[a-z\d]{4})|(?<=[A-Z]{2}))\.(?=[ \xa0])|[ \xa0]--?[ \xa0]"
    r"|[.!?]['’]+(?=[ \xa0])"
)
HONORIFICS = word_set(
    "mr mr. mrs mrs. ms ms. miss sir dame lord lady mme messrs messrs. dr dr."
)
LEADING = word_set("former late then-president ex current acting longtime onetime")
ADJECTIVE = re.compile(r"(?:al|ic|ive|ian|ary|ing|ous|ese|ish|based|born|time)$|-")
#: Verbs and other words that look like adjectives.
STOPPED = word_set(
    """give live drive arrive five receive achieve deceive perceive survive strive revive
    forgive deprive alive appeal reveal signal steal deal heal several wish finish punish
    publish establish vanish diminish accomplish vary these those force us fed time fellow
    picnic
    topic meanwhile quarterfinal semifinal final"""
)
#: The rest of an office that goes on behind "the".
WHOLE = re.compile(r"([A-Z][a-z]+)[ \xa0](?:of|for)[ \xa0]the[ \xa0]$")
CONTRACTED = word_set("it's he's she's that's who's there's here's what's let's")
OWNER = re.compile(r"['’]s?$")
#: Marks beyond which no role goes on, and a word that ends a sentence, as BOUNDARY has them.
MARKS = frozenset(',:;!?()[]“”‘"—–―\n…')
STOPS = re.compile(r"[a-z\d]{4}\.")


def role_beside(text: str, mention: Mention, words: Language) -> str:
    """Return the role printed beside one mention of a person; empty when there is none.

    In this order: the apposition behind the name, what stands before it, "of" an organisation.
    """
    return _beside(text, mention.start, mention.end, words.code)


@lru_cache(maxsize=256)
def _beside(text: str, start: int, end: int, code: str) -> str:
    """Return the role beside a name; speakers and entities ask about the same ones."""
    words = language(code)
    return (
        telling(role_behind(text, end, words), words)
        or telling(fuller_role(text, role_before(text, start, words)), words)
        or telling(_role_opposite(text, start, end, words), words)
        or organisation_behind(text, end, words)
    )


@lru_cache(maxsize=32)
def fuller_role(text: str, role: str) -> str:
    """Return a bare role as the article prints it with a country ("North Korean leader").

    A single noun says little; when the article has it behind one adjective of a country,
    and only one, that phrase is returned instead.
    """
    if " " in role or not role.islower():
        return role
    behind = re.compile(rf"(?:[A-Z][\w.-]+[ \xa0]){{1,2}}(?={re.escape(role)}\b)")
    found = {ARTICLE.sub("", straight(match[0].strip())) for match in behind.finditer(text)}
    countries = [adjective for adjective in found if adjective in demonyms()]
    return f"{countries[0]} {role}" if len(countries) == 1 else role


def role_before(text: str, start: int, words: Language) -> str:
    """Return what stands directly before a name: title, role, possessive organisation."""
    if not _may_have_role(text, start, words):
        return ""
    left = text[max(0, start - LONGEST) : start]
    cut = 0
    for boundary in BOUNDARY.finditer(left):
        cut = boundary.end()
    begin = len(left)
    seen = False
    for token in reversed(list(WORD.finditer(left, cut))):
        word, lower = token[0], straight(token[0]).lower()
        apart = left[token.end() : begin].strip()
        behind = left[token.end() :].strip()
        if lower in ("of", "for") and straight(behind).lower() in HONORIFICS:
            break
        if _ends_sentence(word) and not _is_role(lower, words):
            break
        if apart or not _extends(left, token, lower, seen=seen, words=words):
            break
        owner = lower.endswith(("'s", "s'")) and word[0].isupper()
        # "at the time Mr Li": an honorific alone is no role.
        seen = seen or owner or (_is_role(lower, words) and lower not in HONORIFICS)
        begin = token.start()
    if seen and (whole := WHOLE.search(left, cut, begin)) and _is_role(whole[1].lower(), words):
        # "Speaker of the House Rep. Ann Li": what is joined by "of the" is the role.
        return whole[1] + left[whole.end(1) : begin] + left[begin:].split()[0]
    return OWNER.sub("", bare_role(left[begin:].strip())) if seen else ""


def _ends_sentence(word: str) -> bool:
    """Tell whether a word before a role ends in a full stop that is not its own."""
    return word[-1] == "." and "." not in word[:-1] and not ABBREVIATED.search(word[:-1])


def _may_have_role(text: str, start: int, words: Language) -> bool:
    """Tell at a glance whether the word before a name may belong to a role; most do not."""
    word, comma = word_before(text, start)
    if comma or not word or text[start - len(word) - 1 : start - 1] != word:
        # No plain word: look closely, unless a line, a mark or a comma is in between.
        near = text[max(0, start - 2) : start]
        return not comma and bool(near) and MARKS.isdisjoint(near)
    if word[-1] == ".":
        return not (STOPS.match(word[-5:]) and len(word) > 4)
    lower = straight(word).lower()
    return (
        lower in ("of", "for", "and")
        or lower.endswith(("'s", "s'"))
        or word[0].isupper()
        or _is_role(lower, words)
        or _leads(lower, words)
    )


def _role_opposite(text: str, start: int, end: int, words: Language) -> str:
    """Return a role that the name is the apposition of ("the club’s president, Ann Li,").

    Behind "the" or "his" only a full name: "as the nominee, Li said" is none.
    """
    if text[max(0, start - 2) : start] not in (", ", ",\xa0"):
        return ""
    role = role_before(text, start - 2, words)
    before = text[max(0, start - 2 - len(role) - 5) : start - 2 - len(role)].split()
    owned = "’s " in role or "'s " in role
    full = " " in text[start:end].replace("\xa0", " ")
    owned = owned or (full and bool(before) and before[-1].lower() in OWNERS)
    noun = any(word in words.roles for word in WORD.findall(role))
    return role if owned and noun else ""


def _extends(
    left: str, token: re.Match[str], lower: str, *, seen: bool, words: Language
) -> bool:
    """Tell whether a role printed before a name goes on to the left over a word."""
    if lower in ("of", "for"):
        return not seen and token.end() < len(left.rstrip())
    if lower == "and":
        before = left[: token.start()].split()[-1:]
        return seen and bool(before) and straight(before[0]).lower() in words.roles
    if _is_role(lower, words) or (lower.endswith(("'s", "s'")) and lower not in CONTRACTED):
        return True
    if lower == "the" or (
        lower in words.starters and lower != "new" and not _leads(lower, words)
    ):
        return False
    if token[0][0].isupper():
        return True
    return seen and lower not in STOPPED and _leads(lower, words)


def _is_role(lower: str, words: Language) -> bool:
    return lower in words.titles or lower in words.roles


def _leads(lower: str, words: Language) -> bool:
    if lower.endswith("ing") and lower not in GERUNDS and "-" not in lower:
        return False
    return lower in LEADING or lower in words.before_titles or bool(ADJECTIVE.search(lower))
