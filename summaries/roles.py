"""Roles as printed: "director of …", "Secretary of State", "Oxford University’s"."""

import re
from functools import lru_cache

from summaries.capitals import word_before
from summaries.languages import Language, language
from summaries.languages.words import word_set
from summaries.model import Mention
from summaries.names import demonyms, given_names, organisations, straight
from summaries.relative_roles import telling

#: Where a role printed before a name cannot go on to the left.
BOUNDARY = re.compile(
    r"[,:;!?()\[\]“”‘\"—–―\n…]|(?:(?<=[a-z\d]{4})|(?<=[A-Z]{2}))\.(?=[ \xa0])|[ \xa0]--?[ \xa0]"
)
ARTICLE = re.compile(r"^(?:an?|the|its|their|our)[ \xa0]", re.IGNORECASE)
#: What is printed before a name and is no role.
HONORIFIC = re.compile(r"(?:^|[ \xa0])(?:Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Mme|Messrs|Dr)\.?$")
HONORIFICS = word_set(
    "mr mr. mrs mrs. ms ms. miss sir dame lord lady mme messrs messrs. dr dr."
)
PARTY = re.compile(r"[ \xa0]\([DRI]-[\w.-]+\)")
APPOSITION = re.compile(r"(?:,|[ \xa0][—–―-]+)[ \xa0]")
#: Where an apposition ends.
CLOSE = re.compile(
    r"[;:()“”\"—–―\n]|,(?=[ \xa0])|[.!?](?=[\s”\"’]|$)|[ \xa0](?:who|which|that|said|says|told"
    r"|wrote|added|has|had|was|is|will|would|could|can|may|might|should|must|did|does|refused"
    r"|declined|presented|tells|and said)(?=[ \xa0,])"
    r"|[ \xa0]and[ \xa0](?:the[ \xa0])?(?:lead[ \xa0])?(?:co-?)?author[ \xa0]of[ \xa0]"
)
ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:St|Dr|Mr|Ms|Mrs|Sens?|Reps?|Govs?|Gen|Jr|Sr|Inc|Co|Corp|No|Lt|Col|Maj|Adm"
    r"|Capt|Sgt|Cpl|Cmdr|Det|Supt|Prof|Rev|Hon|Del|Amb|Dept|Asst|Brig|Pvt|Atty|Bros|Ltd|Messrs"
    r"|Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont"
    r"|Neb|Nev|Okla|Ore|Pa|Penn|Tenn|Tex|Va|Vt|Wash|Wis|Wyo))$"
)
PREPOSITION = re.compile(r"[ \xa0](?:of|for|at|in|from|with|on|to|under|who)[ \xa0]")
WORD = re.compile(r"[\w’'&.-]+")
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
#: The words in "-ing" that belong to a role; others are verbs ("denouncing Mr. Li").
GERUNDS = word_set(
    """accounting acting advertising attending banking boxing building coaching commanding
    consulting contributing cycling defending engineering founding fundraising gambling
    governing housing incoming investigating leading lobbying managing manufacturing marketing
    mining nursing operating outgoing planning polling presiding publishing racing ranking
    recruiting reigning retiring rising ruling sailing serving shipping sitting skating starting
    supervising surviving swimming teaching trading training visiting working wrestling
    writing"""
)
#: An organisation behind a name.
OF_BODY = re.compile(
    r"[ \xa0](?:of|at|from|with)[ \xa0](?:the[ \xa0])?"
    r"((?:[A-Z][\w’'&-]*(?:[ \xa0](?:of|for|on|and|the)(?=[ \xa0][A-Z]))?[ \xa0]?){1,8})"
)
OWNER = re.compile(r"['’]s$")
OWNERS = word_set("the his her its their our my your")
#: Marks beyond which no role goes on, and a word that ends a sentence, as BOUNDARY has them.
MARKS = frozenset(',:;!?()[]“”‘"—–―\n…')
STOPS = re.compile(r"[a-z\d]{4}\.")
#: Words that begin something else than a role.
NO_ROLE = word_set(
    """who which whose whom that in at on as and or but with while when where after before two
    three both including like not also even if because for from by to than then so among
    along especially through though although himself herself i you we he she they you're
    said says told tells added wrote called argued was is are were has have had will would did
    does do could can may might should must gave took made went came got held won lost led ran
    spoke stood sat met kept began became found thought knew saw brought sent spent"""
)
#: Behind a first word in "-ed", these make it a verb: "defended his father".
OBJECTS = OWNERS | {"a", "an", "him", "that", "to", "in", "on", "at", "by", "of", "for", "as"}
LONGEST = 140


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
        or _organisation_behind(text, end, words)
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


def role_behind(text: str, end: int, words: Language) -> str:
    """Return the apposition behind a name ("director of …"), without its article."""
    opening = APPOSITION.match(text, end)
    if not opening:
        party = PARTY.match(text, end)
        opening = APPOSITION.match(text, party.end()) if party else None
        if not opening:
            return ""
    start = opening.end()
    limit = min(len(text), start + LONGEST)
    for close in CLOSE.finditer(text, start, limit):
        if close[0] == "." and ABBREVIATED.search(
            text, max(start, close.start() - 4), close.start()
        ):
            continue
        stop = close.start()
        break
    else:
        stop = limit if limit == len(text) else start
    role = text[start:stop].strip()
    head = PREPOSITION.split(role, maxsplit=1)[0]
    if not _has_role(head, words) or _goes_on(role, words) or _names_another(head, words):
        return ""
    return _bare(role)


def _names_another(head: str, words: Language) -> bool:
    """Tell whether an apposition is the next of a list ("Ann Li, coach Bo Rowe and …")."""
    found = WORD.findall(head)
    return any(
        one.lower() in words.roles and other.lower() in given_names() and third[0].isupper()
        for one, other, third in zip(found, found[1:], found[2:], strict=False)
    )


def _goes_on(role: str, words: Language) -> bool:
    """Tell whether what follows a comma is no apposition: a clause, or the next of a list."""
    first, *rest = WORD.findall(role)
    lower = straight(first).lower()
    if lower in NO_ROLE or (lower.endswith("ing") and lower not in GERUNDS):
        return True
    if lower.endswith("ed") and rest and rest[0].lower() in OBJECTS:
        return True
    titled = first[0].isupper() and straight(first).lower() in words.titles
    return titled and len(rest) > 1 and all(word[0].isupper() for word in rest[-2:])


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
    return OWNER.sub("", _bare(left[begin:].strip())) if seen else ""


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


def _organisation_behind(text: str, end: int, words: Language) -> str:
    """Return the organisation that "of" or "at" joins to a name ("Ann Li of the Li Fund")."""
    found = OF_BODY.match(text, end)
    if not found:
        return ""
    name = found[1].rstrip(" \xa0.,")
    parts = {straight(word).lower() for word in WORD.findall(name)}
    listed = straight(name) in organisations() or parts & words.organisations
    return name if listed else ""


def _extends(
    left: str, token: re.Match[str], lower: str, *, seen: bool, words: Language
) -> bool:
    """Tell whether a role printed before a name goes on to the left over a word."""
    if lower in ("of", "for"):
        return not seen and token.end() < len(left.rstrip())
    if lower == "and":
        before = left[: token.start()].split()[-1:]
        return seen and bool(before) and straight(before[0]).lower() in words.roles
    if _is_role(lower, words) or lower.endswith(("'s", "s'")):
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
    if lower.endswith("ing") and lower not in GERUNDS:
        return False
    return lower in LEADING or lower in words.before_titles or bool(ADJECTIVE.search(lower))


def _has_role(head: str, words: Language) -> bool:
    found = [straight(word).lower().rstrip(".") for word in WORD.findall(head)]
    for word in reversed(found[-4:]):
        if word in words.roles:
            return True
        if word.endswith("ed"):
            # "the president’s brother received …" is a clause.
            return False
    return False


def _bare(role: str) -> str:
    bare = HONORIFIC.sub("", ARTICLE.sub("", role))
    return re.sub(r"^(?:of|and|for)[ \xa0]", "", bare).strip(" ,\xa0-–—")
