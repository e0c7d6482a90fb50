"""Attribution by rules, without a parser: the engine that needs no model.

A paragraph is read as a row of items: a passage in quotation marks is one item, every word or
mark outside is one. Around each reporting verb the rules look for who speaks (before it, or
behind it when it is inverted) and for what is said (behind it, or before it).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summaries import phrases
from summaries.clauses import QUOTED, Place, Sentence, items, sentences
from summaries.marks import Marked
from summaries.model import Attribution
from summaries.subjects import head_of, inverted, is_apposition, opening, phrase_end, subject

#: What the words said begin with, behind whom they were said to.
BEHIND_HEARER = frozenset(["that", ",", ":", "to", "he", "she", "they", "it"])


def by_rules(text: str, start: int, end: int, passages: Sequence[Marked]) -> list[Attribution]:
    """Find the attributions of one paragraph.

    Args:
        text: the article.
        start: where the paragraph starts.
        end: where it ends.
        passages: its passages in quotation marks.

    Returns:
        In order of their first words; their contents do not overlap.
    """
    found: list[Attribution] = []
    bare: list[Place] = []
    for sentence in sentences(items(text, start, end, passages)):
        if not any(item.word[0].isalnum() for item in sentence.row):
            quoted = [(item.start, item.end) for item in sentence.row if item.quoted]
            if found:
                found[-1] = replace(found[-1], contents=(*found[-1].contents, *quoted))
            else:
                bare += quoted
            continue
        fresh = list(_of_sentence(sentence))
        if fresh and bare:
            fresh[0] = replace(fresh[0], contents=(*bare, *fresh[0].contents))
            bare = []
        found += fresh
    if bare:
        found.append(Attribution(tuple(bare)))
    return _apart(found)


def _of_sentence(sentence: Sentence) -> Iterator[Attribution]:
    """Yield what one sentence attributes, cue by cue."""
    source: tuple[int, int] | None = None
    free = 0
    for n in range(len(sentence.row)):
        if n < free:
            continue
        found = _around(sentence, n, free, source)
        if found is None:
            continue
        attribution, source, free = found
        yield attribution
    if free == 0:
        yield from _colon(sentence)


Found = tuple[Attribution, tuple[int, int] | None, int]


def _around(
    sentence: Sentence, n: int, free: int, earlier: tuple[int, int] | None
) -> Found | None:
    """Return the attribution whose cue is item ``n``, its source, and where to go on."""
    word = sentence.word(n)
    if word == "according" and sentence.word(n + 1) == "to":
        return _according(sentence, n, free)
    if word not in phrases.VERBS:
        return None
    if word in phrases.PARTICIPLES:
        source = earlier or opening(sentence, n)
        return _said(sentence, n, n + 1, free, source, behind=True)
    source = inverted(sentence, n)
    if source is not None:
        return _said(sentence, n, source[1], free, source, behind=False)
    source = subject(sentence, n, free)
    if source is None:
        return None
    return _said(sentence, n, n + 1, free, source, behind=False)


def _said(
    sentence: Sentence,
    cue: int,
    after: int,
    free: int,
    source: tuple[int, int] | None,
    *,
    behind: bool,
) -> Found | None:
    """Find what is said: behind the cue, else before it.

    Args:
        sentence: the sentence.
        cue: its reporting verb.
        after: where the words behind cue and source begin.
        free: items before this one belong to an earlier attribution.
        source: who speaks, as item numbers.
        behind: whether only words behind the cue count.
    """
    contents: list[tuple[int, int]] = []
    right = _right(sentence, cue, after)
    first = min(cue, source[0]) if source and source[0] >= free else cue
    left = None if behind else _left(sentence, free, first)
    as_clause = left is None and sentence.word(first - 1) == "as"
    short = right is not None and right[0] >= after and not _quoted_in(sentence, right)
    if left and short and (_quoted_in(sentence, left) or _aside(sentence, after)):
        right = None
    if left and (right is None or _quoted_in(sentence, left)):
        contents.append(left)
    if right and not (as_clause and not _quoted_in(sentence, right)):
        contents.append(right)
    if not contents and sentence.row[-1].word != ":":
        return None
    attribution = _made(sentence, contents, (cue, cue + 1), source)
    return attribution, source, max([after, *(one[1] for one in contents)])


def _made(
    sentence: Sentence,
    contents: Sequence[tuple[int, int]],
    cue: tuple[int, int] | None,
    source: tuple[int, int] | None,
) -> Attribution:
    """Return item numbers as an attribution."""
    return Attribution(
        tuple(sentence.place(*one) for one in contents),
        sentence.place(*cue) if cue else None,
        sentence.place(*source) if source else None,
        sentence.place(*head_of(sentence, source)) if source else None,
    )


def _quoted_in(sentence: Sentence, span: tuple[int, int]) -> bool:
    return any(item.quoted for item in sentence.row[span[0] : span[1]])


def _aside(sentence: Sentence, after: int) -> bool:
    """Tell whether what follows says when, where or to whom rather than what."""
    word = sentence.word(after)
    return word in phrases.ADVERBIAL or word in {",", "."} or sentence.last - after < 2


def _right(sentence: Sentence, cue: int, after: int) -> tuple[int, int] | None:
    """Return what is said behind a cue."""
    last = sentence.last
    begin = after
    if sentence.word(cue) in phrases.WITH_HEARER and after == cue + 1:
        begin = _behind_hearer(sentence, after)
    ahead = range(begin, min(last, begin + 9))
    passage = next((n for n in ahead if sentence.row[n].quoted), None)
    that = next((n for n in ahead if sentence.word(n) == "that"), None)
    if that is not None and begin < that and _until(sentence, begin + 1) < that:
        that = None
    if passage is not None and (passage == begin or sentence.word(passage - 1) in {",", ":"}):
        return passage, _until(sentence, passage + 1, direct=True)
    if that is not None and (passage is None or that < passage):
        return that, _until(sentence, that + 1)
    while begin < last and sentence.word(begin) in {",", ":"} | phrases.BOUNDARIES - {QUOTED}:
        begin += 1
    if begin >= last or (begin > after and sentence.word(begin - 1) == ","):
        return None
    end = _until(sentence, begin + 1)
    return (begin, end) if end - begin >= 2 or _quoted_in(sentence, (begin, end)) else None


def _behind_hearer(sentence: Sentence, n: int) -> int:
    """Return where the words to somebody go on behind the one they were said to."""
    first = n
    while n < sentence.last:
        word = sentence.word(n)
        if sentence.row[n].quoted or word in BEHIND_HEARER:
            return n
        fresh = word in phrases.DETERMINERS or word in phrases.PRONOUNS
        if n > first and fresh and sentence.word(n - 1) not in phrases.PREPOSITIONS | {"of"}:
            return n
        n += 1
    return n


def _until(sentence: Sentence, n: int, *, direct: bool = False) -> int:
    """Return where words that go on from item ``n`` end: at another cue, or at the end."""
    last = sentence.last
    while n < last:
        if sentence.row[n].quoted:
            n += 1
            continue
        if direct and sentence.word(n) == "," and sentence.row[n - 1].quoted:
            return n
        joint = sentence.word(n) in {",", ";", "—", "and", "but"}
        ahead = [sentence.word(m) for m in range(n + 1, n + 3)]
        if joint and (ahead[0] in phrases.PARTICIPLES or "according" in ahead):
            return n
        if joint and ahead[0] in {"he", "she", "they"} and ahead[1] in phrases.VERBS:
            return n
        if joint and sentence.word(n) in {"and", "but"} and ahead[0] in phrases.INVERTED:
            return n
        n += 1
    return last


def _left(sentence: Sentence, free: int, first: int) -> tuple[int, int] | None:
    """Return what is said before a cue and its source, which begin at ``first``."""
    end = first
    while end > free and sentence.word(end - 1) in {",", "—", "–", ";", "and", "but", "as"}:
        end -= 1
    if end == first and not (end > free and sentence.row[end - 1].quoted):
        return None
    begin = free
    while begin < end and sentence.word(begin) in {",", "and", "but", "—", "–"}:
        begin += 1
    long = end - begin >= 4 or _quoted_in(sentence, (begin, end))
    if not long or (
        sentence.word(begin) in phrases.PREPOSITIONS and not _quoted_in(sentence, (begin, end))
    ):
        return None
    return begin, end


def _according(sentence: Sentence, n: int, free: int) -> Found | None:
    """Return what "according to" somebody is so."""
    begin = n + 2
    if begin >= sentence.last:
        return None
    end = phrase_end(sentence, begin)
    if sentence.word(end) == "," and is_apposition(sentence, end + 1) and n > free:
        end = phrase_end(sentence, end + 1)
    if n > free + 2:
        stop = n - (sentence.word(n - 1) == ",")
        content = (free, stop)
    elif sentence.word(end) == "," and end + 2 < sentence.last:
        content = (end + 1, max(end + 2, _until(sentence, end + 1)))
    else:
        return None
    source = (begin, end)
    return _made(sentence, [content], (n, n + 2), source), source, max(end, content[1])


def _colon(sentence: Sentence) -> Iterator[Attribution]:
    """Yield a quote behind a name and a colon, and quotes that no verb introduces."""
    for n, item in enumerate(sentence.row):
        if not item.quoted:
            continue
        source = opening(sentence, n)
        colon = sentence.word(n - 1) == ":"
        if source and colon:
            yield _made(sentence, [(n, n + 1)], (n - 1, n), source)
        elif item.text.count(" ") > 4:
            yield _made(sentence, [(n, n + 1)], None, source)


def _apart(found: Sequence[Attribution]) -> list[Attribution]:
    """Return attributions in order, later contents cut where they overlap earlier ones."""
    kept: list[Attribution] = []
    at = -1
    for one in sorted(found, key=lambda one: one.contents[:1]):
        if not one.contents:
            kept.append(one)
        contents = tuple(place for place in sorted(one.contents) if place[0] >= at)
        if contents:
            kept.append(replace(one, contents=contents))
            at = contents[-1][1]
    return kept
