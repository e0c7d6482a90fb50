"""Valid values for tests; any field can be given."""

from datetime import UTC, datetime

from bot.model import NewArticle
from summaries.model import Analysis, Entity, Quote, Sentence
from summaries.repeats import fingerprint

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def new_article(text="Ann Adler spoke on Monday. Nobody disagreed.", **fields):
    """Return an article as intake hands it to the store."""
    return NewArticle(
        **{"title": "A headline", "text": text, "fingerprint": fingerprint(text)} | fields
    )


def analysis(*, entities=(), quotes=(), topics=(), sentences=(), version=1, **fields):
    """Return what was found in an article."""
    return Analysis(
        version=version,
        title=fields.pop("title", ""),
        language="en",
        entities=tuple(entities),
        quotes=tuple(quotes),
        topics=tuple(topics),
        sentences=tuple(sentences),
        **fields,
    )


def person(name, *aliases, role="", mentions=1, kind="person"):
    """Return an entity as an analysis names it."""
    return Entity(name=name, kind=kind, aliases=aliases, role=role, mentions=mentions)


def quote(text, words, **fields):
    """Return a direct quote of ``words`` where they first stand in ``text``."""
    start = text.index(words)
    return Quote(
        **{
            "start": start,
            "end": start + len(words),
            "text": words,
            "kind": "direct",
            "cue": "said",
            "speaker_basis": "stated",
        }
        | fields
    )


def sentence(text, words, paragraph=0):
    """Return the sentence ``words`` where it first stands in ``text``."""
    start = text.index(words)
    return Sentence(start, start + len(words), paragraph)
