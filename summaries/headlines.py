"""The headline that says best what a story tells: an existing one, and no tease."""

import re
from collections.abc import Sequence

from summaries.model import Article
from summaries.openings import is_headline
from summaries.reports import EXPLAINS, GATHERS
from summaries.terms import content

#: What promises something to whoever reads on, instead of telling it.
TEASE = re.compile(
    r"[?…]\W*$|\.\.\.\W*$|\bhere(?:['’]s| is| are)\b|^(?:watch|listen|look|see|meet|guess)\b"
    r"|^(?:breaking|boom|wow|revealed|just leaked|must see|bombshell)\b"
    r"|\bthis (?:[\w’'-]+ ){1,4}(?:just|might|may|will|would|could|did|got)\b"
    r"|\b(?:one|\d+) (?:[\w’'-]+ ){0,2}(?:words?|sentences?|things?|questions?|reasons?|ways"
    r"|facts|takeaways|demand)\b|\b(?:\d|one|two|three|four|five)-word\b"
    r"|\b(?:might|may|will|is going to) (?:surprise|shock|infuriate|amaze|hate|love)\b"
    r"|\b(?:shocking|unbelievable|jaw-dropping|mind-blowing|stunning|epic)\b"
    r"|\bsomething (?:else|[A-Z]|horrible|unexpected|shocking|amazing|strange)"
    r"|\b(?:everyone|everybody|the internet)['’]s attention\b|\byou (?:won['’]t|need to)\b"
    r"|\bjust (?:got|made|did|said|gave|dropped|revealed|released|emerged|fired|set off)\b",
    re.IGNORECASE,
)

#: A word in capitals is shouted when the article prints it in small letters too.
CAPITALS = re.compile(r"(?<![\w’'-])[A-Z]{3,}(?![\w’'-])")
NAME = re.compile(r"(?<![\w’'-])(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][\w’'-]+")
SHORTEST = 3

#: What a headline loses when it teases or shouts, explains or gathers, and names nobody; what
#: it gets for every word that the articles and the told sentences bear out, on average, and
#: for standing over the sentence that opens the story.
TEASES, EXPLAINING, NAMELESS = 2.0, 1.0, 0.7
BORNE, TOLD, OPENING = 1.0, 0.5, 0.5

#: The headline of an article that is not told shares so large a part of its words with what is.
TOLD_BELOW = 0.5


def headline(
    articles: Sequence[Article], told: Sequence[str] = (), opening: int | None = None
) -> Article | None:
    """Return the article with the best headline: one that says what happened.

    A headline is borne out by the articles of its story and by what is told of them. Teases,
    questions, shouting and scraps come last, but stand where there is nothing else.

    Args:
        articles: of one story.
        told: the sentences that stand below it.
        opening: id of the article whose sentence comes first there.
    """
    titled = [article for article in articles if is_headline(article.title)]
    said = [frozenset(content(f"{article.title} {article.text}")) for article in articles]
    below = frozenset(content(" ".join(told)))

    def value(article: Article) -> tuple[float, int]:
        stems = frozenset(content(article.title))
        borne = sum(len(stems & one) for one in said) / len(said)
        share = (BORNE * borne + TOLD * len(stems & below)) / max(1, len(stems))
        return share + OPENING * (article.id == opening) - poverty(article), -article.id

    return max(titled, key=value, default=None)


def heading(articles: Sequence[Article], told: Sequence[tuple[int, str]]) -> Article | None:
    """Return the article whose headline stands above what is told of a story.

    It is one of those that are told, unless none of them says what happened and one of another
    article says what is told.

    Args:
        articles: of one story.
        told: (article id, sentence) in the order in which they are told; at least one.
    """
    opening, shown = told[0][0], {number for number, _ in told}
    texts = [text for _, text in told]
    best = headline([one for one in articles if one.id in shown], texts, opening)
    if best and not poverty(best):
        return best
    below = frozenset(content(" ".join(texts)))
    fitting = [one for one in articles if one is best or _share(one, below) >= TOLD_BELOW]
    return headline(fitting, texts, opening)


def _share(article: Article, told: frozenset[str]) -> float:
    stems = frozenset(content(article.title))
    return len(stems & told) / max(1, len(stems))


def teases(article: Article) -> bool:
    """Tell whether a headline promises something instead of telling it."""
    title = article.title.strip()
    return bool(TEASE.search(title)) or _shouts(title, article.text)


def poverty(article: Article) -> float:
    """Return how little an article's headline tells, 0 for one that says what happened."""
    if teases(article):
        return TEASES
    title = article.title.strip()
    # "6.1-magnitude quake": a number in front counts what happened, unless it counts reasons.
    promises = GATHERS.search(title) or (EXPLAINS.match(title) and not title[0].isdigit())
    short = len(set(content(title))) < SHORTEST
    return EXPLAINING * (bool(promises) or short) + NAMELESS * _names_nobody(
        title, article.text
    )


def _shouts(title: str, text: str) -> bool:
    return title.isupper() or any(
        re.search(rf"\b{word.lower()}\b", text) for word in CAPITALS.findall(title)
    )


def _names_nobody(title: str, text: str) -> bool:
    """Tell whether every capitalised word of a headline is printed small in its article."""
    return all(
        re.search(rf"\b{re.escape(name.lower())}\b", text) for name in NAME.findall(title)
    )
