"""Sources without a name: whom a title alone means, and whom "he" may mean after a noun."""

import re
from collections.abc import Iterable, Mapping

from summaries.appositions import WORD
from summaries.capitals import word_before
from summaries.languages import Language
from summaries.languages.words import word_set
from summaries.model import Mention
from summaries.names import straight
from summaries.pronouns import EITHER

#: What links an office to what it is for.
LINKS = word_set("of for and the")
#: Somebody of whom nothing is known but that.
PEOPLE = word_set("man woman boy girl mother father widow widower teenager")
ONE = re.compile(r"(?:an?|one|another)[ \xa0]", re.IGNORECASE)
#: "the prime minister", and the same before a name.
TITLE = re.compile(r"[Tt]he[ \xa0]([\w’'-]+(?:[ \xa0][\w’'-]+){0,3})")
TITLES = re.compile(
    r"(?<![\w’'])([A-Z][\w’'-]*(?:[ \xa0](?:of[ \xa0])?[A-Z][\w’'-]*){0,3})[ \xa0]$"
)
#: What makes a description another one: "former Harbor Party nominee".
ONCE = re.compile(r"\b(?:former|vice|deputy|assistant|then|ex|\d{4})[ \xa0-]$", re.IGNORECASE)
BEHIND = re.compile(r",[ \xa0](?:(?:an?|the)[ \xa0])?$")
#: Titles that many may have, though an article prints them before one name alone.
MANY = word_set(
    """mr mr. mrs mrs. ms ms. dr dr. miss sir lady lord dame madam actor actress singer artist
    author comedian rapper filmmaker reporter correspondent editor anchor host moderator
    analyst strategist economist historian adviser advisor aide candidate nominee activist
    advocate lawmaker legislator businessman businesswoman billionaire pollster consultant
    surrogate specialist officer spokesman spokeswoman spokesperson brother sister father
    mother uncle aunt striker quarterback midfielder defender goalkeeper nurse surgeon lawyer
    attorney professor doctor entrepreneur delegate representative congressman congresswoman
    senator"""
)


def holders(text: str, people: Iterable[Mention], words: Language) -> Mapping[str, str | None]:
    """Return whom each title printed before a name belongs to; None when several have it.

    Args:
        text: of the article.
        people: its mentions of persons, outside quotation marks.
        words: for titles.
    """
    titles: dict[str, str | None] = {}
    few = words.titles - MANY
    for mention in people:
        last = word_before(text, mention.start)[0]
        if "." not in last and straight(last).lower() not in few:
            continue
        before = TITLES.search(text, max(0, mention.start - 60), mention.start)
        if not before or not is_title(text, before.start(1), before.end(1), words):
            continue
        title = straight(before[1]).lower()
        if title.rpartition(" ")[2] not in few:
            continue
        known = titles.setdefault(title, mention.name)
        titles[title] = known if known == mention.name else None
    return titles


def described(text: str, people: Iterable[Mention], description: str) -> str | None:
    """Return the only person beside whose name a description of several words is printed.

    "The Harbor Party nominee" is Ann Li when the article has "Harbor Party nominee Ann Li" or
    "Ann Li, the Harbor Party nominee,", and nobody else is called so.
    """
    begins = {mention.start: mention.name for mention in people}
    ends = {mention.end: mention.name for mention in people}
    called: set[str] = set()
    for found in re.finditer(re.escape(description), text, re.IGNORECASE):
        start, end = found.span()
        if name := begins.get(end + 1):
            if not ONCE.search(text, max(0, start - 12), start):
                called.add(name)
        elif text[end : end + 1] in (",", ".", ";") and (
            comma := BEHIND.search(text, max(0, start - 6), start)
        ):
            called.add(ends.get(comma.start(), ""))
    return called.pop() or None if len(called) == 1 else None


def title_alone(source: str) -> str:
    """Return the title that a source consists of ("the prime minister"), in lower case."""
    found = TITLE.fullmatch(source)
    return straight(found[1]).lower() if found else ""


def is_title(text: str, start: int, end: int, words: Language) -> bool:
    """Tell whether nothing but a title stands between two places ("Secretary of State")."""
    found = [straight(word).lower() for word in WORD.findall(text, start, end)]
    known = (words.titles, words.before_titles, words.offices)
    return (
        any(word in words.titles or word in words.offices - LINKS for word in found)
        and "," not in text[start:end]
        and all(any(word in each for each in known) or word == "former" for word in found)
    )


def is_definite(text: str, start: int, noun: str, words: Language) -> bool:
    """Tell whether a source is somebody named elsewhere ("the Florida senator")."""
    last = straight(noun.rpartition(" ")[2]).lower()
    known = last in words.roles or last in words.titles
    return known and text[start : start + 4].lower() in ("the ", "the\xa0")


def unnamed_gender(text: str, start: int, noun: str, words: Language) -> str:
    """Return the gender of somebody unnamed whom "he" or "she" may mean next.

    "The woman" and "a driver" are; "the president" is likely somebody named elsewhere.
    EITHER when nothing tells; empty when a pronoun never means such a source.
    """
    last = straight(noun.rpartition(" ")[2]).lower()
    if not last or last in words.pronouns:
        return ""
    gender = words.gendered.get(last, "")
    if last in PEOPLE:
        return gender or EITHER
    if ONE.match(text, start) and (last in words.roles or last in words.kin):
        return gender or EITHER
    return ""
