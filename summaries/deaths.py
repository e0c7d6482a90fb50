"""Whose violent death an article tells: victims are spoken of, they do not speak.

Deaths by age or illness are left out, because who died so is often quoted at length.
"""

import re
from collections.abc import Sequence

from summaries.languages import Language
from summaries.names import surname
from summaries.people import Person, without_suffix

#: "victim Ann Li", "slain officer Ann Li".
KILLED = re.compile(
    r"\b(?:victims?|slain|fallen|murdered|killed)[ \xa0](?:[\w’'.-]+[ \xa0]){0,3}$"
)
#: "the killing of Ann Li", "the deaths of three Americans: Ann Li, Bo Rowe and".
DEATH_OF = re.compile(
    r"\b(?:(?:killings?|slayings?|murders?|shooting|assassination)[ \xa0]of[ \xa0]"
    r"[^.;!?\n]{0,40}|deaths?[ \xa0]of[ \xa0][^.;!?\n:]{0,40}:[^;!?\n]{0,140})$"
)
#: "Ann Li, who was killed", "Ann Li, was one of four people killed".
DIED = re.compile(
    r"(?:,[ \xa0]who|,)?[ \xa0](?:was|were|had[ \xa0]been|is|are)[ \xa0]"
    r"(?:[\w’'-]+[ \xa0]){0,5}?(?:killed|murdered|slain|assassinated)\b"
)
LONGEST_NAME = 60


def is_victim(text: str, start: int, end: int) -> bool:
    """Tell whether a violent death is told beside the name that stands at a place."""
    return bool(
        DIED.match(text, end, end + 80)
        or KILLED.search(text, max(0, start - 60), start)
        or DEATH_OF.search(text, max(0, start - 200), start)
    )


def mark_victims(text: str, people: Sequence[Person], words: Language) -> None:
    """Mark the dead among people who share a surname; of the others nobody asks."""
    sharing: dict[str, list[Person]] = {}
    for person in people:
        sharing.setdefault(surname(without_suffix(person.words, words)), []).append(person)
    for one in sharing.values():
        if len(one) > 1:
            for person in one:
                person.dead = any(_is_victim_at(text, place, person) for place in person.places)


def _is_victim_at(text: str, place: int, person: Person) -> bool:
    last = person.words[-1]
    end = text.find(last, place, place + LONGEST_NAME)
    return end >= 0 and is_victim(text, place, end + len(last))
