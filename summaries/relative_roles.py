"""Roles that say something by themselves: not "rival", "his wife" or "Senate colleague".

What is printed beside a name often tells only how somebody stands to somebody else. Behind the
name alone, in a list of quotes, nobody knows to whom.
"""

import re
from collections.abc import Iterable

from summaries.languages import Language
from summaries.languages.words import word_set
from summaries.names import straight

WORD = re.compile(r"[\w’'&.-]+")
#: What says that somebody is one of several, or is so at present; the role comes behind it.
BEFORE = re.compile(
    r"^(?:(?:now|currently|current|same|another|himself|herself|his|her|their|its|our|my"
    r"|(?:rival|fellow)(?![ \xa0](?:of|at|with|in|for|from|on|and)\b))[ \xa0])+"
    r"(?:(?:an?|the)[ \xa0])?",
    re.IGNORECASE,
)
#: Faith or origin before a secular office, which is no part of it ("Muslim mayor").
FAITH = re.compile(
    r"^(?:Muslim|Jewish|Christian|Catholic|Hindu|Sikh|Buddhist|Mormon|black|white|gay|lesbian"
    r"|Hispanic|Latino|Latina|African-American|Asian-American)[ \xa0]"
    r"(?=(?:mayor|senator|governor|congressman|congresswoman|president|minister|lawmaker|judge|candidate|actor|actress)\b)",
    re.IGNORECASE,
)
#: What a role cannot end in: "co-author of", where a title in marks follows.
DANGLING = re.compile(r"(?:[ \xa0,](?:of|for|to|with|at|in|on|from|by|and|as|the|an?))+$")
#: To whom somebody stands so: "mother of two", "Gray’s sister", "friend to the family".
TO_WHOM = re.compile(r"['’]s?[ \xa0]|[ \xa0](?:of|to|for)[ \xa0]")
PLACE = re.compile(r"[ \xa0](?:at|in|from|on|with)[ \xa0]")
#: What somebody is only to somebody else, beside relatives.
RELATIVE = word_set(
    """rival challenger opponent colleague counterpart successor predecessor friend mate
    teammate boss’s mom dad parent self"""
)
#: The same, unless a name before it tells to whom ("Adler aide").
SERVING = word_set("aide ally confidant confidante associate loyalist")
#: Nouns that say nothing alone.
EMPTY = word_set(
    """president leader man woman boy girl person child member head chief count field twin
    native figure"""
)
#: Titles and nouns behind which the article may have more.
THIN = re.compile(r"[A-Z][a-z]+\.|[a-z][\w-]*|Republican|Democrat")
#: Whom "he" means behind one of these is not somebody else named before.
EMPLOYED = word_set(
    """partner lawyer attorney prosecutor judge spokesman spokeswoman spokesperson aide adviser
    advisor official officer policeman deputy detective employee worker manager moderator
    interviewer reporter teacher driver neighbor neighbour caller voter ambassador nurse
    witness clerk"""
)
RUNNING = word_set("candidate nominee front-runner frontrunner contender hopeful")
#: An office whose holder is rarely called a candidate.
HOLDS = re.compile(r"Mayor|Judge|Justice|Chancellor|Pope|Sheriff|Chief|Secretary|Ambassador")
#: Short titles, and what says the same in a longer role ("senator from Adlershire").
OFFICES = {
    "Sen.": ("sen.", "senator"),
    "Gov.": ("gov.", "governor"),
    "Rep.": ("rep.", "representative", "congressman", "congresswoman"),
}


def telling(role: str, words: Language) -> str:
    """Return a printed role without what only the article's context explains.

    Empty when nothing is left that says who somebody is.
    """
    if role.count("''") % 2 and not role.endswith("''"):
        role = role.rpartition("''")[0]
    bare = DANGLING.sub("", BEFORE.sub("", role.strip(" \xa0,")))
    bare = FAITH.sub("", bare)
    return "" if _is_relative(bare, words) else bare


def fullest(roles: Iterable[str]) -> str:
    """Return the first role, but if that is one short word the first of several words."""
    first = ""
    for role in roles:
        if role and not is_thin(role) and _says_more(role, first):
            return role
        first = first or role
    return first


def _says_more(role: str, than: str) -> bool:
    """Tell whether a role may stand for a shorter one; an office stays that office."""
    if not than or " " not in role:
        return not than
    return not than.endswith(".") or any(
        office in role.lower() for office in OFFICES.get(than, (than.lower(),))
    )


def may_mean(description: str, role: str) -> bool:
    """Tell whether somebody of a role may be called so: "the lawyer", "the candidate".

    Papers vary a name just printed ("the actor", "the Adlershire senator"); an employment is
    no such variation, nor is "the candidate" of a mayor.
    """
    noun = description.rpartition(" ")[2].lower()
    if noun in RUNNING:
        return not HOLDS.fullmatch(role)
    if not role or noun not in EMPLOYED:
        return True
    return noun in role.lower()


def is_thin(role: str) -> bool:
    """Tell whether a role is one short word ("Sen.", "candidate", "Democrat")."""
    return THIN.fullmatch(role) is not None


def _is_relative(role: str, words: Language) -> bool:
    if TO_WHOM.search(role):
        return False
    heads = [WORD.findall(part) for part in PLACE.split(role, maxsplit=1)[0].split(" and ")]
    return all(not head or _stands_alone(head, words) for head in heads)


def _stands_alone(head: list[str], words: Language) -> bool:
    """Tell whether a noun with what is before it needs somebody else to mean anything."""
    noun = straight(head[-1]).lower().removeprefix("ex-")
    if noun in RELATIVE or noun in words.kin:
        return True
    if noun in SERVING:
        return not any(word[0].isupper() for word in head)
    return len(head) == 1 and head[0].islower() and noun in EMPTY
