"""The kinds of words that names, quotes and speakers are found by."""

from collections.abc import Mapping
from dataclasses import dataclass

from summaries.model import CueClass


@dataclass(frozen=True, slots=True)
class Language:
    """Word lists of one language; all in lower case unless said otherwise.

    Attributes:
        code: ISO 639-1.
        starters: words with a capital only because a sentence begins with them.
        calendar: names of days, months and feasts, printed with a capital.
        titles: words printed before a name that are no part of it ("president", "sen.").
        before_titles: words that belong to the title behind them ("vice", "house").
        offices: what may follow "Secretary of", "Minister for" … within a title.
        roles: nouns for what a person is ("spokesman", "director").
        kin: nouns for relatives ("wife").
        gendered: words that tell the gender of whom they stand beside: "m" or "f".
        pronouns: personal pronouns to their gender: "m", "f", "n" (a thing) or "p" (several).
        particles: small words inside names ("van", "de").
        suffixes: what stands behind a name and belongs to it ("jr.").
        no_names: what has capitals and is no name ("tv").
        organisations: words that make a name an organisation's ("university").
        places: words that make a name a place's ("river").
        abstract: nouns for what says nothing itself ("stance", "rhetoric").
        classes: reporting words by the class of what they report.
    """

    code: str
    starters: frozenset[str]
    calendar: frozenset[str]
    titles: frozenset[str]
    before_titles: frozenset[str]
    offices: frozenset[str]
    roles: frozenset[str]
    kin: frozenset[str]
    gendered: Mapping[str, str]
    pronouns: Mapping[str, str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    no_names: frozenset[str]
    organisations: frozenset[str]
    places: frozenset[str]
    abstract: frozenset[str]
    classes: Mapping[str, CueClass]


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())
