"""JSON lines in, JSON lines out: the analysis for scripts and for measuring it.

Each function reads one object a line and yields one object for each, in the same order (the
stories as they are known). A line that cannot be read raises CommandError, naming the line.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.errors import CommandError
from bot.lines import Arriving, Line, Object, objects
from summaries.model import Article, Chosen, Entity, Mention, Quote

if TYPE_CHECKING:
    from summaries.clean import Cleaned

#: So many texts are analysed together at most.
TOGETHER = 8


def analysed(lines: Iterable[Line]) -> Iterator[Object]:
    """Yield what is found in each text: sentences, quotes, mentions, summary.

    Texts that have come already are analysed together; nobody waits for one to come.
    """
    # The analysis leaves no cycles behind; looking for them took a twentieth of its time.
    gc.set_threshold(100_000)
    waiting: list[tuple[Object, Article]] = []
    try:
        for number, row in enumerate(objects(lines, "id", "text")):
            waiting.append((row, _article(number, row)))
            if len(waiting) == TOGETHER or (isinstance(lines, Arriving) and not lines.more):
                yield from _found(waiting)
                waiting.clear()
    except CommandError:
        yield from _found(waiting)
        raise
    yield from _found(waiting)


def _article(number: int, row: Object) -> Article:
    from summaries.languages.guessed import language_of

    return Article(
        id=number,
        text=row["text"],
        title=row.get("title") or "",
        language=language_of(row["text"]) or "en",
        published_at=_moment(row.get("published")),
        url=row.get("url") or "",
    )


def _found(waiting: Sequence[tuple[Object, Article]]) -> Iterator[Object]:
    from summaries.analyse import analyses

    found = analyses([article for _, article in waiting])
    for (row, article), one in zip(waiting, found, strict=True):
        yield {
            "id": row["id"],
            "title": article.title,
            "language": article.language,
            "sentences": [
                {"start": s.start, "end": s.end, "heading": s.heading} for s in one.sentences
            ],
            "quotes": [_quote(quote) for quote in one.quotes],
            "mentions": [_fields(mention) for mention in one.mentions],
            "entities": [_fields(entity) for entity in one.entities],
            "summary": list(one.summary),
        }


def summarised(
    lines: Iterable[Line],
    *,
    sentences: int | None = None,
    words: int | None = None,
    method: str = "own",
) -> Iterator[Object]:
    """Yield the sentences chosen from each line's texts."""
    from summaries.choosing import choose

    for row in objects(lines, "id", "texts"):
        found = choose(
            row["texts"],
            budget_words=words,
            max_sentences=sentences,
            told=row.get("told") or (),
            method=method,
        )
        yield {"id": row["id"], "sentences": [_chosen(one) for one in found]}


def storied(lines: Iterable[Line]) -> Iterator[Object]:
    """Yield the story of each article: the id of the story's first article."""
    from summaries.stories import grouped

    articles = (
        (row["id"], row.get("title") or "", row["text"], _moment(row.get("published")))
        for row in objects(lines, "id", "text")
    )
    for identity, story in grouped(articles):
        yield {"id": identity, "story": story}


def cleaned(lines: Iterable[Line]) -> Iterator[Object]:
    """Yield each page's article: title, date, outlet, language, text, removed lines."""
    from summaries.clean import clean_html, clean_text

    for row in objects(lines, "id"):
        if "html" in row:
            found = clean_html(row["html"], row.get("url") or "")
        else:
            found = clean_text(row.get("text") or "")
        yield article(row["id"], found)


#: What `bot NAME --jsonl` runs.
FILTERS: Mapping[str, Callable[[Iterable[Line]], Iterator[Object]]] = {
    "analyse": analysed,
    "summarise": summarised,
    "stories": storied,
    "clean": cleaned,
}


def article(identity: object, found: "Cleaned") -> Object:
    """Return an article that was taken out of a page or file, as an object."""
    return {
        "id": identity,
        "title": found.title,
        "standfirst": found.standfirst,
        "byline": found.byline,
        "published": found.published_at.isoformat() if found.published_at else None,
        "published_from": found.published_from,
        "outlet": found.outlet,
        "language": found.language,
        "text": found.text,
        "removed": [line.text for line in found.removed],
    }


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str) or not value:
        return None
    try:
        read = datetime.fromisoformat(value)
    except ValueError as error:
        raise CommandError(
            f'"published" must be like 2026-03-02T07:30:00+00:00: {value}'
        ) from error
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _quote(quote: Quote) -> Object:
    fields = _fields(quote)
    fields["fragments"] = [{"start": start, "end": end} for start, end in quote.fragments]
    return fields


def _fields(one: Quote | Mention | Entity) -> dict[str, Any]:
    # dataclasses.asdict copies every value deeply and takes a tenth of the whole analysis.
    return {name: getattr(one, name) for name in one.__slots__}


def _chosen(one: Chosen) -> Object:
    return {
        "text": one.text,
        "article": one.article,
        "start": one.start,
        "end": one.end,
        "rank": one.rank,
    }
