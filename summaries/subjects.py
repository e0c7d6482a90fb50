"""Who speaks: the phrase before a verb, behind it, or at the beginning of a sentence."""

from collections.abc import Sequence

from summaries import phrases
from summaries.clauses import QUOTED, Place, Sentence, items, sentences
from summaries.marks import Marked

#: What can stand inside the name that a sentence begins with.
IN_NAMES = frozenset(["of", "the", ".", "'s", "’s"])


def subject(sentence: Sentence, n: int, free: int) -> tuple[int, int] | None:
    """Return the speaker before a verb: Ann Li, director of …, has also said."""
    end = n
    while end > free and _between(sentence.word(end - 1)):
        end -= 1
    if end <= free:
        return None
    if sentence.word(end - 1) == ",":
        return _with_apposition(sentence, end - 1, free)
    begin = _phrase_begin(sentence, end, free)
    return (begin, end) if begin < end else None


def inverted(sentence: Sentence, n: int) -> tuple[int, int] | None:
    """Return the speaker behind a verb: “…,” said Ann Li, director of …."""
    before, behind = sentence.word(n - 1), n + 1
    if sentence.word(n) not in phrases.INVERTED or behind >= sentence.last:
        return None
    if not (before == QUOTED or (before == "," and n > 1)):
        return None
    item = sentence.row[behind]
    if not (item.name or item.word in phrases.DETERMINERS) or item.quoted:
        return None
    if item.word in phrases.PRONOUNS and sentence.word(behind + 1) in phrases.VERBS:
        return None
    end = phrase_end(sentence, behind)
    if before == "," and any(_verbal(sentence.word(m)) for m in range(behind, end)):
        # "Ann Li, the mayor, said the bridge was safe": what follows is said, not who says it.
        return None
    if sentence.word(end) == "," and is_apposition(sentence, end + 1):
        end = phrase_end(sentence, end + 1)
    return behind, end


def opening(sentence: Sentence, before: int) -> tuple[int, int] | None:
    """Return the phrase that a sentence begins with, taken for the subject of a participle."""
    first = 0
    behind = sentence.word(1) in phrases.PREPOSITIONS
    participle = sentence.word(0).endswith(("ed", "ing")) and behind
    if participle or sentence.word(0) in phrases.PREPOSITIONS:
        comma = next((n for n in range(before) if sentence.word(n) == ","), None)
        if comma is None:
            return None
        first = comma + 1
    if sentence.word(first) in phrases.PRONOUNS:
        return first, first + 1
    if sentence.word(first) in phrases.NO_NAMES:
        return None
    end = first
    while end < before and (sentence.row[end].name or sentence.word(end) in IN_NAMES):
        end += 1
    if first and sentence.word(end) == "," and sentence.word(end + 1) in phrases.PREPOSITIONS:
        # "In Westhaven, N.H., on Monday, …": the place goes on.
        return None
    return (first, end) if end > first else None


def subject_of_participle(
    text: str, start: int, end: int, passages: Sequence[Marked], cue: Place
) -> tuple[Place, Place] | None:
    """Return who "saying", "threatening" or the like is told of, when the engine named nobody.

    Args:
        text: the article.
        start: where the paragraph starts.
        end: where it ends.
        passages: its passages in quotation marks.
        cue: place of the reporting words; only those that end in a participle have a subject.

    Returns:
        Place of the phrase that the sentence begins with, and of its head word; None when
        the cue is no participle or the sentence begins otherwise.
    """
    if not text[cue[0] : cue[1]].lower().endswith("ing"):
        return None
    for sentence in sentences(items(text, start, end, passages)):
        for n, item in enumerate(sentence.row):
            if item.start >= cue[0]:
                source = opening(sentence, n) if n else None
                if source is None or sentence.row[n].quoted:
                    return None
                return sentence.place(*source), sentence.place(*head_of(sentence, source))
    return None


def head_of(sentence: Sentence, source: tuple[int, int]) -> tuple[int, int]:
    """Return the head word of a noun phrase: the last of its name, or its noun."""
    low, high = source
    end = low + 1
    while end < high:
        word = sentence.word(end)
        if word in phrases.BOUNDARIES or word in phrases.PREPOSITIONS | {"who", "and"}:
            break
        end += 1
    while end > low + 1 and sentence.word(end - 1) in {".", "'s", "’s"}:
        end -= 1
    return end - 1, end


def phrase_end(sentence: Sentence, n: int) -> int:
    """Return where a noun phrase that begins at item ``n`` ends."""
    end = n + 1
    while end < sentence.last:
        word = sentence.word(end)
        if word in phrases.BOUNDARIES or word in phrases.PHRASE_ENDS:
            break
        end += 1
    return end


def is_apposition(sentence: Sentence, n: int) -> bool:
    """Tell whether item ``n`` begins a description of the name before it."""
    word = sentence.word(n)
    return word in {"a", "an", "the", "who", "former"} or (
        word.isalpha()
        and n < sentence.last
        and not sentence.row[n].name
        and word not in phrases.PHRASE_ENDS | phrases.PREPOSITIONS | phrases.PRONOUNS
    )


def _with_apposition(sentence: Sentence, comma: int, free: int) -> tuple[int, int] | None:
    """Return the speaker whose description ends at a comma before the verb."""
    for n in range(comma - 1, max(free, comma - 30), -1):
        if sentence.word(n) == "," and is_apposition(sentence, n + 1):
            begin = _phrase_begin(sentence, n, free)
            if begin < n:
                return begin, comma
        if sentence.row[n].quoted:
            return None
    return None


def _phrase_begin(sentence: Sentence, end: int, free: int) -> int:
    """Return where the noun phrase that ends before item ``end`` begins."""
    begin = end
    while begin > free and end - begin < 16:
        word = sentence.word(begin - 1)
        if word in phrases.BOUNDARIES or word in phrases.CLAUSE_OPENERS:
            break
        if word in phrases.PRONOUNS:
            begin -= 1
            break
        if word == "and" and not (begin > 1 and sentence.row[begin - 2].name):
            break
        begin -= 1
    while begin < end and sentence.word(begin) in phrases.PREPOSITIONS | {"and", "but", "."}:
        begin = _behind_preposition(sentence, begin, end)
    plain = sentence.row[begin:end]
    if any(item.name or item.word in phrases.PRONOUNS | phrases.DETERMINERS for item in plain):
        return begin
    bounded = begin == free or sentence.word(begin - 1) in phrases.BOUNDARIES
    return begin if end - begin <= 3 and bounded else end


def _behind_preposition(sentence: Sentence, begin: int, end: int) -> int:
    """Skip "on Monday" or "in a speech" before a subject."""
    run = end - 1
    while run > begin + 1 and sentence.row[run - 1].name:
        run -= 1
    if sentence.row[run].name or sentence.word(run) in phrases.PRONOUNS:
        return run
    for n in range(end - 2, begin, -1):
        if sentence.word(n) in phrases.DETERMINERS:
            return n
    return begin + 1


def _between(word: str) -> bool:
    """Tell whether a word can stand between a subject and its verb."""
    return word in phrases.AUXILIARIES or (word.endswith("ly") and len(word) > 4)


def _verbal(word: str) -> bool:
    """Tell whether a word shows that there is a clause and not only a name."""
    return word in phrases.AUXILIARIES or word in phrases.VERBS
