"""All stages for one article, in order."""

from collections.abc import Sequence

from summaries.attribution import attributions_of
from summaries.languages import is_known
from summaries.mentions import entities, mentions
from summaries.model import Analysis, Article, Attribution, Mention, Quote, Sentence, Topic
from summaries.quotes import quotes
from summaries.sentences import sentences
from summaries.summary import article_summary
from summaries.topics import topics_of

#: Counts up when the same text would give another analysis; kept articles are analysed again.
ANALYSIS = 5


def analyse(article: Article, topics: Sequence[Topic] = ()) -> Analysis:
    """Find everything in one article: sentences, names, quotes, topics, what stands for it.

    Names and quotes need word lists of the language; without them they are empty, and the
    rest is found all the same.
    """
    (found,) = analyses([article], topics)
    return found


def analyses(articles: Sequence[Article], topics: Sequence[Topic] = ()) -> list[Analysis]:
    """Find the same in several articles, in a tenth less time than one by one."""
    split = [sentences(article.text, article.language) for article in articles]
    said = attributions_of(
        (article.text, found if is_known(article.language) else ())
        for article, found in zip(articles, split, strict=True)
    )
    return [_analysis(*each, topics) for each in zip(articles, split, said, strict=True)]


def _analysis(
    article: Article,
    found: tuple[Sentence, ...],
    attributed: Sequence[Attribution],
    topics: Sequence[Topic],
) -> Analysis:
    named: tuple[Mention, ...] = ()
    said: tuple[Quote, ...] = ()
    if is_known(article.language):
        named = mentions(article, found)
        said = quotes(article, found, named, attributed)
    known = entities(article, named)
    return Analysis(
        version=ANALYSIS,
        title=article.title,
        language=article.language,
        sentences=found,
        summary=article_summary(article, found),
        quotes=said,
        mentions=named,
        entities=known,
        topics=topics_of(article, known, topics),
    )


def warm() -> None:
    """Load word lists and weights, so that the first article does not wait for them."""
    analyse(Article(0, "Ada Example said on Monday: “This is a test.” Nobody disagreed."))
