"""Titles in a run of capitalised words: how many words from a place on are one."""

from collections.abc import Sequence

from summaries.capitals import Word
from summaries.languages import Language
from summaries.languages.words import word_set
from summaries.names import (
    given_names,
    organisations,
    places,
    straight,
)

#: Titles that are surnames as well when something stands before them.
NAMES_TOO = word_set(
    """king prince major dean judge pope bishop field marshal count baron priest"""
)


def title_at(words: Sequence[Word], place: int, language: Language) -> int:
    """Return how many words from a place on are a title; 0 when none is."""
    word = words[place].lower
    known = word in language.titles or word in language.before_titles or word in language.roles
    if not (known or word[:-1] in language.roles) or _is_no_title(words, place, language):
        return 0
    if _is_occupation(words, place, language):
        return 1
    end = title = place
    while end < len(words) and words[end].lower in language.before_titles:
        end += 1
        title = end if words[end - 1].lower in language.titles else title
    while end < len(words) and words[end].lower in language.titles:
        end = title = end + 1
    if title == place:
        return 0
    if title < len(words) - 1 and words[title - 1].lower == "chief":
        title += words[title].lower == "executive"
    while title < len(words) and _office(words, title, language):
        title += 1
    return title - place


def is_body_of_title(words: Sequence[Word], language: Language) -> bool:
    """Tell whether a title is part of an organisation's name ("General Assembly")."""
    if len(words) < 2 or words[-1].lower not in language.organisations:
        return False
    before = words[-2].lower
    return before in language.titles and before not in language.gendered and len(before) > 4


def _is_no_title(words: Sequence[Word], place: int, language: Language) -> bool:
    """Tell whether a title's word belongs to a person's or an organisation's name here."""
    if place == 0:
        return _is_organisation(words, language) and not _is_occupation(words, 0, language)
    named = words[place].lower in NAMES_TOO or _is_surname(words, place)
    return named or _of_body(words, place, language)


def _is_surname(words: Sequence[Word], place: int) -> bool:
    """Tell whether a title's word is somebody's surname ("Paul Singer", "Jo B. Justice")."""
    if place != len(words) - 1 or place not in (1, 2):
        return False
    first = words[0]
    initial = place == 1 or len(words[1].text.strip(".")) == 1
    return initial and first.lower in given_names() and straight(first.text) not in places()


def _is_occupation(words: Sequence[Word], place: int, language: Language) -> bool:
    """Tell whether a noun for what somebody is precedes a full name ("Surveyor Ann Li")."""
    following = [word.lower for word in words[place + 1 :]]
    return (
        place == 0
        and len(following) > 1
        and (words[0].lower in language.roles or words[0].lower[:-1] in language.roles)
        and following[0] in given_names()
        and following[-1] not in language.organisations
    )


def _of_body(words: Sequence[Word], place: int, language: Language) -> bool:
    """Tell whether a word belongs to an organisation ("Department of Justice")."""
    before = words[place - 1]
    return words[place].start - before.end > 1 and before.lower in language.organisations


def _is_organisation(words: Sequence[Word], language: Language) -> bool:
    if " ".join(straight(word.text) for word in words) in organisations():
        return True
    last = words[-1].lower
    return last in language.organisations and last not in language.titles and len(words) > 1


def _office(words: Sequence[Word], place: int, language: Language) -> bool:
    apart = words[place].start - words[place - 1].end > 1
    linked = apart or words[place - 1].lower in language.offices
    return linked and words[place].lower in language.offices
