"""Roles behind a name: "Ann Li, director of …", "Ann Li of the Li Fund"."""

import re

from summaries.languages import Language
from summaries.languages.words import word_set
from summaries.names import given_names, organisations, straight

ARTICLE = re.compile(r"^(?:an?|the|its|their|our)[ \xa0]", re.IGNORECASE)
#: In the days of Ann Li, Rowe's mother was on the council: no comma, but a verb behind it.
SUBJECT = re.compile(r"[A-Z][\w-]*['’]s[ \xa0]")
FINITE = word_set("has had was is will would could can may might should must did does")
#: What is printed before a name and is no role.
HONORIFIC = re.compile(r"(?:^|[ \xa0])(?:Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Mme|Messrs|Dr)\.?$")
PARTY = re.compile(r"[ \xa0]\([DRI]-[\w.-]+\)")
APPOSITION = re.compile(r"(?:,|[ \xa0][—–―-]+)[ \xa0]")
#: Where an apposition ends.
CLOSE = re.compile(
    r"[;:()“”\"—–―\n]|,(?=[ \xa0])|[.!?](?=[\s”\"’]|$)|[ \xa0](?:who|whose|where|which|that"
    r"|said|says|told|wrote|added|has|had|was|is|will|would|could|can|may|might|should|must|did|does|refused"
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
    r"[ \xa0](of|at|from|with)[ \xa0](?:the[ \xa0])?"
    r"((?:[A-Z][\w’'&-]*(?:[ \xa0](?:of|for|on|and|the)(?=[ \xa0][A-Z]))?[ \xa0]?){1,8})"
)
#: What follows an organisation that belongs to the name before it.
JOINED = re.compile(r"(?<=[ \xa0])(?:says?|said|told|who)\b|[,.;]")
OWNERS = word_set("the his her its their our my your")
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
        if close[0].strip() in FINITE and _is_subject(text[start:stop], words):
            return ""
        break
    else:
        stop = limit if limit == len(text) else start
    role = text[start:stop].strip()
    head = PREPOSITION.split(role, maxsplit=1)[0]
    if not _has_role(head, words) or _goes_on(role, words) or _names_another(head, words):
        return ""
    return bare_role(role)


def _is_subject(role: str, words: Language) -> bool:
    """Tell whether what a verb follows is a clause's subject ("Li, Rowe's mother was …")."""
    return bool(SUBJECT.match(role)) and role.rpartition(" ")[2].lower() in words.kin


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
    if lower in NO_ROLE or (
        lower.endswith("ing") and lower not in GERUNDS and "-" not in lower
    ):
        return True
    if lower.endswith("ed") and rest and rest[0].lower() in OBJECTS:
        return True
    titled = first[0].isupper() and straight(first).lower() in words.titles
    return titled and len(rest) > 1 and all(word[0].isupper() for word in rest[-2:])


def _has_role(head: str, words: Language) -> bool:
    found = [straight(word).lower().rstrip(".") for word in WORD.findall(head)]
    for word in reversed(found[-4:]):
        if word in words.roles:
            return True
        if word.endswith("ed"):
            # "the president’s brother received …" is a clause.
            return False
    return False


def organisation_behind(text: str, end: int, words: Language) -> str:
    """Return the organisation that "of" or "at" joins to a name ("Ann Li of the Li Fund")."""
    found = OF_BODY.match(text, end)
    if not found:
        return ""
    name = found[2].rstrip(" \xa0.,")
    if found[1] != "of" and not JOINED.match(text, found.end()):
        # "wrote to Ann Li at the Senate" is where, not who.
        return ""
    parts = {straight(word).lower() for word in WORD.findall(name)}
    listed = straight(name) in organisations() or parts & words.organisations
    return name if listed else ""


def bare_role(role: str) -> str:
    """Return a role without its article, "and" or "Mr." at its ends."""
    bare = HONORIFIC.sub("", ARTICLE.sub("", role))
    return re.sub(r"^(?:of|and|for)[ \xa0]", "", bare).strip(" ,\xa0-–—")
