"""What speaks for and against each candidate as the sentence that opens its story."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summaries.definites import BODY, EVENT, PERSON
from summaries.openings import is_headline
from summaries.passages import Passage
from summaries.pool import Pool
from summaries.preferences import FIRST, begins_with_somebody
from summaries.references import Reference, references
from summaries.reports import firmness
from summaries.scenes import tells_when
from summaries.terms import Floats, content

#: A headline of fewer words counts as one of so many.
FEWEST_OF_TITLE = 4

#: How firm an article is counts up to so much.
FIRMEST = 2.5

#: A first line of fewer words, which says neither when nor who says so, may be no sentence.
SHORT_LEAD = 15

#: A sentence that is turned round by the next gives a false impression alone.
TURNS_ROUND = re.compile(
    r"(?:But|Yet|However|Instead|Still|So|Now|Until|Not any ?more|Then came|And yet"
    r"|Or (?:so|at least)|That said|Not so|Nevertheless|Nonetheless|On the other hand)\b"
    r"(?! far)"
)


#: "The network", and "In its 20 years, the network".
BEGINS = re.compile(r"[\"“]?(?:[A-Z][^,]{1,40}, t|T)he ")


#: A charge gives a false impression where its article says what became of it.
CHARGED = re.compile(r"\b(?:charged|indicted|arrested|accused)\b")
CLEARED = re.compile(
    r"\b(?:acquitt(?:ed|al)|exonerated|found not guilty|cleared of"
    r"|charges? (?:were|was|have been|had been) (?:dropped|dismissed))\b"
)


#: Who held an office, and who holds it.
OFFICES = "President|Prime Minister|Chancellor|Governor|Mayor"
FORMERLY = re.compile(
    rf"\b[Ff]ormer (?:[A-Z][\w.]* )?(?:{OFFICES}) ([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?)"
)


@dataclass(frozen=True, slots=True)
class Prospects:
    """What the candidates need and how they stand, each in the same order.

    Attributes:
        candidates: of all articles.
        refers: what each takes for known and makes known.
        alone: whether each needs nothing known.
        shares: how much of its article's headline each tells, 0 to 1; 1 without a headline.
        under: whether each is a line under its headline.
        turned: whether the next sentence turns each round: "… for months. But …".
        overtaken: whether each is a charge that came to nothing, as its article says, or calls
            somebody former who holds the office in a newer article.
        opens: whether each may open a story, if need be with its turn behind it.
    """

    candidates: Sequence[Passage]
    refers: Sequence[Reference]
    alone: Sequence[bool]
    shares: Sequence[float]
    under: Sequence[bool]
    turned: Sequence[bool]
    overtaken: Sequence[bool]
    opens: Sequence[bool]


def prospects(pool: Pool, candidates: Sequence[Passage], known: frozenset[str]) -> Prospects:
    """Return how the candidates stand.

    Args:
        pool: the articles.
        candidates: of them.
        known: words of names that the reader knows: those that were asked for.
    """
    places = ((p.article, pool.split[p.article][p.number]) for p in candidates)
    refers = references(
        pool.articles, pool.mentions, ((nth, one.start, one.end) for nth, one in places)
    )
    alone = [
        _opens_alone(one, passage, known)
        for one, passage in zip(refers, candidates, strict=True)
    ]
    under = [
        not one.known and _is_under_headline(place, candidates, alone, pool)
        for place, one in enumerate(refers)
    ]
    shares = _shares(pool, candidates, refers)
    turned = _turned(pool, candidates)
    overtaken = _overtaken(pool, candidates)
    # Below the top only what tells something of the headline opens a story.
    opens = [
        fit
        and not (under[place] or overtaken[place])
        and (one.position < FIRST or shares[place] > 0)
        for place, (one, fit) in enumerate(zip(candidates, alone, strict=True))
    ]
    return Prospects(candidates, refers, alone, shares, under, turned, overtaken, opens)


def firm(pool: Pool, given: Prospects) -> Floats:
    """Return how much of news the article of each candidate is."""
    of_article = [min(FIRMEST, firmness(one.title, one.text)) for one in pool.articles]
    return np.array([of_article[one.article] for one in given.candidates], dtype=np.float64)


def titled(given: Prospects) -> Floats:
    """Return how much less of its article's headline each candidate tells than the best one.

    -1 is least. Headlines tell where an article has its news, and not which article is best.
    """
    most: dict[int, float] = {}
    for one, share in zip(given.candidates, given.shares, strict=True):
        most[one.article] = max(share, most.get(one.article, 0.0))
    best: Floats = np.array([most[one.article] for one in given.candidates])
    return np.array(given.shares) - best


def behind(place: int, candidates: Sequence[Passage]) -> Passage | None:
    """Return the candidate that is the next sentence of the same article."""
    passage, *others = candidates[place : place + 2]
    for other in others:
        if (other.article, other.number - 1) == (passage.article, passage.number):
            return other
    return None


def _shares(
    pool: Pool, candidates: Sequence[Passage], refers: Sequence[Reference]
) -> list[float]:
    """Return how much of its article's headline each candidate tells."""
    titles = [
        frozenset(content(article.title)) if is_headline(article.title) else frozenset[str]()
        for article in pool.articles
    ]
    found = []
    for one, refer in zip(candidates, refers, strict=True):
        title = titles[one.article]
        share = len(title & refer.stems) / max(FEWEST_OF_TITLE, len(title))
        found.append(share if title else 1.0)
    return found


def _is_under_headline(
    place: int, candidates: Sequence[Passage], alone: Sequence[bool], pool: Pool
) -> bool:
    """Tell whether a candidate is a line under the headline: short, first, and by itself.

    What comes behind such a line opens the article anew. It introduces nobody.
    """
    passage, other = candidates[place], behind(place, candidates)
    if other is None or passage.number or passage.words >= SHORT_LEAD or not alone[place + 1]:
        return False
    first, second = (pool.split[passage.article][one.number] for one in (passage, other))
    return first.paragraph != second.paragraph and not tells_when(passage.text)


def _turned(pool: Pool, candidates: Sequence[Passage]) -> list[bool]:
    """Tell whether the next sentence turns each candidate round: "… for months. But …"."""
    result = []
    for one in candidates:
        following = pool.split[one.article][one.number + 1 : one.number + 2]
        text = pool.articles[one.article].text
        result.append(any(TURNS_ROUND.match(text, other.start) for other in following))
    return result


def _overtaken(pool: Pool, candidates: Sequence[Passage]) -> list[bool]:
    """Tell which candidates are no longer so, as their article or a newer one says."""
    charged = [
        CHARGED.search(one.text) is not None and not CLEARED.search(one.text)
        for one in candidates
    ]
    accusing = {one.article for one, charge in zip(candidates, charged, strict=True) if charge}
    cleared = {n for n in accusing if CLEARED.search(pool.articles[n].text)}
    return [
        (charge and one.article in cleared) or _is_in_office_again(one, pool)
        for one, charge in zip(candidates, charged, strict=True)
    ]


def _is_in_office_again(passage: Passage, pool: Pool) -> bool:
    """Tell whether a candidate calls somebody former who holds an office in a newer article."""
    former = FORMERLY.search(passage.text)
    if not former:
        return False
    name = former[1].removesuffix("’s").removesuffix("'s")
    now = re.compile(rf"(?<![Ff]ormer )(?<!U\.S\. )(?:{OFFICES}) {re.escape(name)}\b")
    age = pool.ages[passage.article]
    return any(
        now.search(one.text)
        for one, own in zip(pool.articles, pool.ages, strict=True)
        if own < age
    )


def _opens_alone(one: Reference, passage: Passage, known: frozenset[str]) -> bool:
    """Tell whether a sentence needs nothing known; an article's first looks back at nothing."""
    if one.names - known or (one.lost and not begins_with_somebody(passage)):
        return False
    if passage.position == 0:
        # "A truck … as the driver opened fire" tells who; "The suspect was seen" does not.
        named_before = BEGINS.match(passage.text) is not None
        return not (
            named_before and any(kind in (PERSON, BODY, EVENT) for kind, _ in one.nouns)
        )
    return not (one.nouns or one.leans)
