"""Nouns behind "the" that stand for what was named before: "the suspect", "the measure"."""

import re
from collections.abc import Iterator, Mapping, Sequence

from summaries.languages.en import ENGLISH
from summaries.languages.words import word_set
from summaries.text import STOP, stem

#: What such a noun may stand for.
PERSON, BODY, PLACE, EVENT, THING = "person", "body", "place", "event", "thing"
NOUNS = {
    PERSON: """man men woman women boy boys girl girls child children kid kids teen teens
        teenager teenagers baby infant newborn toddler suspect suspects victim victims couple
        pair trio duo gunman shooter attacker assailant robber thief killer driver passenger
        passengers plaintiff plaintiffs defendant accused decedent deceased officer officers
        student students teacher nurse doctor pilot caller employee employees worker workers
        actor actress singer rapper star director author writer family relatives parents mother
        father husband wife son daughter brother sister spokesman spokeswoman spokesperson
        lawyer attorney judge candidate senator congressman congresswoman governor mayor
        businessman billionaire owner founder guest guests customer player coach patient
        soldier soldiers detective protesters hackers astronomer researcher scientist official
        officials lawmaker lawmakers adviser advisor strategist analyst reporter prosecutor
        witness resident neighbor survivor""",
    BODY: """company firm retailer chain agency department network group team band club studio
        startup airline bank paper newspaper magazine website site union church university
        school hospital store restaurant hotel organization organisation commission committee
        charity manufacturer automaker carrier panel jury board forum""",
    PLACE: """city town village county state country nation island region area neighborhood
        district province kingdom republic park""",
    EVENT: """incident shooting attack attacks crash accident killing killings murder death
        deaths robbery robberies theft stabbing explosion blast bombing fire quake earthquake
        storm hurricane flood arrest collision slaying assault assaults""",
    THING: """lawsuit suit complaint bill measure legislation ruling verdict deal agreement
        proposal plan report study survey poll findings video clip footage photo photos
        photograph photographs picture pictures image images post tweet tweets letter email
        emails memo message messages note document documents book novel film movie show series
        episode song album game app device phone car vehicle truck plane aircraft jet boat ship
        vessel train bus house home building apartment gun weapon knife bag package box item
        items drug drugs product products tax ban order policy program project campaign contract
        discovery object animal dog cat horse bear shark whale money prize award record
        case charges allegations claims trial investigation probe scandal controversy dispute
        meteorite asteroid comet planet rock breach procedure operation surgery test tests
        flight trip party invitation offer request appeal ceremony wedding funeral concert match
        race experiment ad ads screen interview interviews tape recording remarks comments
        speech exchange trove inquiry""",
}
KIND_OF = {noun: kind for kind, nouns in NOUNS.items() for noun in nouns.split()}

#: "The Supreme Court justice said" is somebody whom the sentence does not name.
BEARERS = (ENGLISH.roles | ENGLISH.titles | set(NOUNS[PERSON].split())) - {"president"}

#: There is but one of these, or everybody knows which.
UNIQUE = word_set(
    """world country nation government president public police internet media press time day
    week month year past future end beginning united same first last latest most best worst
    biggest largest highest lowest average majority minority number idea fact only top sun moon
    earth sky sea weather economy market markets law constitution military army navy pope queen
    king american british rest late moment start morning evening night weekend summer winter
    spring fall way answer question problem good bad more less key main next new"""
)

#: Behind a noun: what it is follows at once, or after such a word before a name.
EXPLAINED = word_set("of who whom whose that which where between behind when about to being")
BESIDE = word_set("in at on from for by with near inside outside")

#: "the drugs given to her"
PARTICIPLE = re.compile(r"(?:ed|en|ing|made|held|sent|found|left|kept|sold|built|shot)$")

ARTICLE = re.compile(r"\b[Tt]he ")
OPENS = re.compile(r"[\"“‘']?The ")
TOKEN = re.compile(r"[^\W_][\w’'.-]*|[,;:()–—]")
POSSESSED = re.compile(r"[’']s?$")
AGED = re.compile(
    r"\b[Tt]he \d+-year-old\b(?! [A-Z]| [\w’'-]+,? (?:[A-Z]|of\b|who\b|whose\b|from\b|at\b))"
)
OTHER = re.compile(
    r"\b[Tt]he (?:other|second|third|fourth) (?:man|woman|[a-z]+(?:or|er|ist|ee))\b"
)
MEMBER = re.compile(
    r"\b[Tt]he (?:Republican|Democrat|Conservative|Liberal|Libertarian|independent)"
    r" (?:was|is|has|had|seem\w*|said|says|will|would|did|made|went|told)\b"
)
WORDS = re.compile(r"[a-z]+")

#: So many letters behind "the" are looked at, and so many words are one phrase at most.
REACH, LONGEST = 80, 4


def kinds(sentence: str) -> set[str]:
    """Return what kinds of people, bodies, places, events and things a sentence speaks of."""
    return {KIND_OF[word] for word in WORDS.findall(sentence.lower()) if word in KIND_OF}


def definites(sentence: str, named: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str]]:
    """Yield kind and stem of each noun behind "the" that the sentence does not explain.

    Args:
        sentence: its words.
        named: where it names people, bodies and places, by kind.
    """
    aged = AGED.search(sentence)
    if aged and not any(place < aged.start() for place in named.get(PERSON, ())):
        yield PERSON, "year"
    member = MEMBER.search(sentence)
    if member and not any(place < member.start() for place in named.get(PERSON, ())):
        yield PERSON, "member"
    if OTHER.search(sentence):
        yield THING, "other"
    for found in ARTICLE.finditer(sentence):
        opens = found.start() < 2 and OPENS.match(sentence) is not None
        phrase, following = _phrase(sentence[found.end() : found.end() + REACH])
        noun = _noun(phrase, following, opens=opens)
        if noun:
            kind = KIND_OF.get(noun, THING)
            named_before = any(place < found.start() for place in named.get(kind, ()))
            if not named_before and not _spoken_of(sentence[: found.start()], noun, kind):
                yield kind, stem(noun)


def _noun(phrase: Sequence[str], following: Sequence[str], *, opens: bool) -> str:
    """Return the noun of a phrase behind "the" that needs explaining; empty for none."""
    if not phrase or _explained(following):
        return ""
    if any(word[0].isupper() for word in phrase):
        # "The Portland teen" may be anybody from there; "the Supreme Court" is a name.
        lone = opens and KIND_OF.get("".join(phrase[1:2])) == PERSON
        bearer = opens and phrase[-1] in BEARERS
        return phrase[1] if lone else phrase[-1] if bearer else ""
    nouns = [word for word in phrase if word in KIND_OF][:2]
    if not nouns:
        return phrase[-1] if opens and UNIQUE.isdisjoint(phrase) else ""
    behind = phrase[phrase.index(nouns[-1]) + 1 :][:1]
    acts = opens or KIND_OF[nouns[-1]] == PERSON
    told = not acts and behind and PARTICIPLE.search(behind[0])
    return "" if told else nouns[-1]


def _explained(following: Sequence[str]) -> bool:
    """Tell whether what follows a noun says which one is meant."""
    if following[:1] and following[0] in EXPLAINED:
        return True
    if len(following) < 2 or following[0] not in BESIDE:
        return False
    name = following[1].rstrip(".")
    return not name[:1].islower() and name.lower() not in ENGLISH.calendar


def _spoken_of(before: str, noun: str, kind: str) -> bool:
    """Tell whether the words before a noun speak of the like; of a thing, of that thing."""
    words = WORDS.findall(before.lower())
    return noun in words or (kind != THING and any(KIND_OF.get(word) == kind for word in words))


def _phrase(rest: str) -> tuple[list[str], list[str]]:
    """Return the words between "the" and the next small word or mark, and what follows."""
    phrase: list[str] = []
    found = [word[0] for word in TOKEN.finditer(rest)]
    for number, word in enumerate(found):
        bare = POSSESSED.sub("", word).rstrip(".")
        if not bare or not bare[0].isalnum() or bare.lower() in STOP or len(phrase) == LONGEST:
            return phrase, found[number : number + 2]
        phrase.append(bare)
        if bare != word:
            return phrase, []
    return phrase, []
