"""People of one article: which full names are one person, and whom a bare name means."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from summaries.languages import Language
from summaries.names import family_first, gender_of_name, same_person, short_forms, surname
from summaries.text import folded

#: How much better the best reading of a shared surname must be; below, it stays unclear.
MARGIN = 1.0
#: More people of one surname are no people but a list.
MOST = 20
#: A full name within so many code points is fresh in mind.
NEAR = 250
#: Full names within so many code points are named together.
TOGETHER = 40
#: Suffixes that tell a father from a son; "Ph.D." tells nobody apart.
GENERATIONS = frozenset(["jr", "sr", "ii", "iii", "iv"])


@dataclass(frozen=True, slots=True)
class FullName:
    """A full name printed: its words without titles, its place, the title before it.

    Attributes:
        words: without titles.
        place: where the first stands.
        title: the words of the title before it, in lower case.
        kin: it is introduced as somebody's relative ("his wife Ann Li").
    """

    words: tuple[str, ...]
    place: int
    title: tuple[str, ...] = ()
    kin: bool = False


@dataclass(slots=True)
class Person:
    """Somebody whose full name an article prints.

    Attributes:
        words: the fullest spelling, word by word, without titles.
        places: where a full name of this person stands, ascending.
        titles: the words of titles printed before the name.
        kin: full names introduced as somebody's wife, son … and nothing else.
        dead: a victim, so that words are somebody else's of that surname; told apart only
            from people of the same surname.
        genders: "m" and "f" with the evidence for each.
    """

    words: tuple[str, ...]
    places: list[int] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    kin: int = 0
    dead: bool = False
    genders: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The canonical name."""
        return " ".join(self.words)

    @property
    def gender(self) -> str:
        """The likelier gender, "m" or "f"; empty when nothing tells."""
        male, female = self.genders["m"], self.genders["f"]
        return "" if male == female else "m" if male > female else "f"


def persons(names: Iterable[FullName], language: Language) -> list[Person]:
    """Return the people that full names stand for, in order of their first full name.

    Args:
        names: the full names printed, in order.
        language: for suffixes and for titles that tell a gender.
    """
    found: list[Person] = []
    by_surname: dict[str, list[Person]] = {}
    for full in names:
        words, title = full.words, full.title
        core = without_suffix(words, language)
        known = by_surname.setdefault(surname(core), [])
        person = next((p for p in known if _is_again(p.words, words, language)), None)
        if person is None and len(known) >= MOST:
            continue
        if person is None:
            person = Person(words)
            if gender := gender_of_name(core):
                person.genders[gender] += 1
            known.append(person)
            found.append(person)
        elif _fuller(words, person.words):
            person.words = words
        person.places.append(full.place)
        person.kin += full.kin
        person.titles.update(title)
        for word in title:
            if word in language.gendered:
                person.genders[language.gendered[word]] += 3
    return found


def _is_again(known: Sequence[str], words: Sequence[str], language: Language) -> bool:
    """Tell whether a full name printed later is that of somebody known.

    "Joe Biden" may follow "Joseph R. Biden Jr.", who is one man; "Donald Trump Jr." after
    "Donald Trump", or the same words without the suffix, are two.
    """
    first, second = without_suffix(known, language), without_suffix(words, language)
    if not same_person(first, second):
        return False
    one, other = generation(known), generation(words)
    if one == other:
        return True
    shorter = len(second) <= len(first) and folded(" ".join(first)) != folded(" ".join(second))
    return not other and shorter


def generation(words: Sequence[str]) -> str:
    """Return the suffix that tells namesakes of a family apart ("jr"); empty without one."""
    last = words[-1].strip(".").lower() if words else ""
    return last if len(words) > 1 and last in GENERATIONS else ""


def unnamed_bearers(
    people: Sequence[Person], bare: Iterable[FullName], language: Language
) -> list[Person]:
    """Return people whose full name is never printed, but whose gender a title tells.

    "Mr. Li" beside Ann Li is somebody else: without him, every "Li" would be hers. Beside
    Quan Li alone, whose name tells no gender, it tells his.

    Args:
        people: those whose full names are printed.
        bare: surnames printed alone, in order.
        language: for titles that tell a gender.
    """
    known: dict[str, list[Person]] = {}
    for person in people:
        known.setdefault(surname(without_suffix(person.words, language)), []).append(person)
    told = [
        (one, folded(one.words[0]), gender)
        for one in bare
        if (gender := _gender_told(one.title, language))
    ]
    both = {key for _, key, gender in told if gender == "m"}
    both &= {key for _, key, gender in told if gender == "f"}
    found: dict[tuple[str, str], Person] = {}
    for one, key, gender in told:
        named = known.get(key, ())
        if not named or any(person.gender == gender for person in named):
            continue
        unknown = [person for person in named if not person.gender]
        if len(unknown) == 1 and key not in both:
            unknown[0].genders[gender] += 1
        elif not unknown or key in both:
            person = found.setdefault((key, gender), Person(one.words))
            person.places.append(one.place)
            person.titles.update(one.title)
            person.genders[gender] += 1
    return list(found.values())


def _gender_told(title: Sequence[str], language: Language) -> str:
    return next((told for word in title if (told := language.gendered.get(word))), "")


def without_suffix(words: Sequence[str], language: Language) -> list[str]:
    """Return a name's words without "Jr." and the like."""
    return [word for word in words if word.lower() not in language.suffixes] or list(words)


def _fuller(one: Sequence[str], other: Sequence[str]) -> bool:
    return (len(one), len("".join(one))) > (len(other), len("".join(other)))


class Bare:
    """Whom bare names mean in one article: surnames, given names, parts of full names."""

    def __init__(self, people: Sequence[Person], language: Language) -> None:
        self._language = language
        self._meant: Counter[tuple[str, str]] = Counter()
        self._parts: dict[str, list[Person]] = {}
        self._given: dict[str, list[Person]] = {}
        for person in people:
            core = without_suffix(person.words, language)
            for key in _surname_parts(core):
                self._parts.setdefault(key, []).append(person)
            if generation(person.words) and len(core) > 1:
                key = f"{surname(core)} {generation(person.words)}"
                self._parts.setdefault(key, []).append(person)
            for key in _given_parts(core):
                self._given.setdefault(key, []).append(person)

    def knows(self, key: str) -> bool:
        """Tell whether a folded bare name belongs to somebody."""
        return key in self._parts or key in self._given

    def is_surname(self, key: str) -> bool:
        """Tell whether a folded bare name is the surname of somebody."""
        return key in self._parts

    def is_shared(self, key: str) -> bool:
        """Tell whether a folded bare name may be one of several people's."""
        return len(self._parts.get(key) or self._given.get(key) or ()) > 1

    def meant(
        self, key: str, place: int, title: Sequence[str], *, speaks: bool = False
    ) -> Person | None:
        """Return whom a bare name means at a place; None when the evidence is thin.

        Asked in the order of the text: what a bare name has meant so far, it likely means
        again.

        Args:
            key: the folded bare name.
            place: where it stands.
            title: the words of the title before it, in lower case.
            speaks: it is somebody who says something, as the dead do not.
        """
        people = self._parts.get(key) or self._given.get(key) or []
        hint = _gender_told(title, self._language)
        fitting = [p for p in people if not hint or p.gender in ("", hint)]
        if speaks:
            fitting = [p for p in fitting if not p.dead] or fitting
        if not fitting:
            return None
        # "Mr. Li" is whom only "Mr." is known of, not somebody whose gender nothing tells.
        untold = [p for p in fitting if hint and p.gender == hint and len(p.words) == 1]
        if len(fitting) == 1 or untold:
            chosen = (untold or fitting)[0]
        else:
            rated = sorted(
                ((self._weight(p, people, place, title), i) for i, p in enumerate(fitting))
            )
            if rated[-1][0] - rated[-2][0] < MARGIN:
                return None
            chosen = fitting[rated[-1][1]]
        self._meant[key, chosen.name] += 1
        return chosen

    def _weight(
        self, person: Person, people: Sequence[Person], place: int, title: Sequence[str]
    ) -> float:
        """Rate how likely a shared bare name means this person at a place."""
        # Whom an article is about is named in full once, and by the surname from then on;
        # the others keep their full names. So the first counts more than the most frequent.
        weight = min(len(person.places), 5) * 0.2
        weight += 2.0 if _leads(person, people) else 0.0
        before = person.places[: bisect_left(person.places, place)]
        weight += _nearness(place - before[-1]) if before else -1.0
        if title and person.titles & set(title):
            weight += 1.0
        # A relative, and a son whose father is named too, is rarely called by the surname.
        junior = generation(person.words) and not all(generation(p.words) for p in people)
        if person.kin == len(person.places) or junior:
            weight -= 1.5
        keys = _surname_parts(without_suffix(person.words, self._language))
        return weight + 0.6 * min(4, sum(self._meant[key, person.name] for key in keys))


def _leads(person: Person, people: Sequence[Person]) -> bool:
    """Tell whether somebody is named well before the others ("Ann and Bo Li" lead nobody)."""
    others = min(other.places[0] for other in people if other is not person)
    return person.places[0] + TOGETHER < others


def _nearness(distance: int) -> float:
    if distance < NEAR:
        return 1.5
    return 0.5 if distance < 4 * NEAR else -2.0 if distance > 16 * NEAR else 0.0


def _surname_parts(core: Sequence[str]) -> list[str]:
    """Return the folded surname, and longer endings of the name ("wasserman schultz")."""
    if len(core) == 1 or family_first(core):
        return [folded(core[0])]
    ends = {folded(" ".join(core[i:])) for i in range(1, len(core))}
    hyphened = core[-1].split("-") if "-" in core[-1] else []
    return sorted(ends | {folded(part) for part in hyphened[-1:] if len(part) > 3})


def _given_parts(core: Sequence[str]) -> list[str]:
    if len(core) == 1:
        return []
    if family_first(core):
        return [folded(" ".join(core[1:]))]
    first = folded(core[0])
    starts = {folded(" ".join(core[:i])) for i in range(1, len(core))}
    starts |= {folded(word) for word in core[1:-1] if len(word) > 3}
    return sorted(starts | short_forms().get(first, frozenset())) if len(first) > 1 else []
