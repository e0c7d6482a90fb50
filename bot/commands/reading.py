"""A sentence in its paragraph, and the whole article page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.commands.arguments import and_back, article_number, page
from bot.commands.wrong import quote_choices
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request
from bot.errors import CommandError
from bot.model import ArticleId, KeptArticle
from bot.places import mark as mark_of
from bot.places import shown_title
from summaries.model import Article, Sentence

#: Search results on a page, and characters on a page of an article.
HITS, PAGE_CHARACTERS = 5, 2400
#: A sentence is looked for in so many words of a question.
MOST_WORDS = 12
#: More articles of a story are not counted.
MOST_COUNTED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceShown(Reply):
    """A sentence marked in its paragraph.

    Attributes:
        before: the paragraph up to the sentence; empty when it begins there.
        moved: the article was corrected after the place was shown.
    """

    title: str
    outlet: str
    url: str
    published_at: datetime | None
    before: str
    text: str
    after: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading of an article."""

    text: str
    heading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeArticle(Reply):
    """A page of an article.

    Attributes:
        first: the first page, which carries standfirst and byline.
        place: which of how many pages it is; empty when there is one.
    """

    title: str
    outlet: str
    url: str
    published_at: datetime | None
    standfirst: str
    byline: str
    first: bool
    paragraphs: tuple[Paragraph, ...]
    place: str = ""


async def sentence(request: Request, context: Context) -> Reply:
    """/s 12 340 7f30c5 [line]: show the sentence in its paragraph; the line leads back.

    Raises:
        CommandError: there is no such place for this person.
    """
    kept = await _readable(request, context)
    words, back = and_back(request.rest)
    if len(words) < 2 or not words[1].isdecimal():
        raise CommandError("Tap the number behind a sentence to see it in its article.")
    start, mark = int(words[1]), words[2] if len(words) > 2 else ""
    analysis = await context.store.analysis(kept.id)
    sentences = analysis.sentences if analysis else ()
    found, moved = _at(kept.article, sentences, start, mark)
    if found is None:
        raise CommandError(
            "That sentence is no longer in the article, which has been corrected since. "
            f"Read it as it is now: /read {kept.id}"
        )
    before, after = around(kept.article.text, found)
    return SentenceShown(
        title=shown_title(kept.article),
        outlet=kept.article.outlet,
        url=kept.article.url,
        published_at=kept.article.published_at,
        before=before,
        text=kept.article.text[found[0] : found[1]],
        after=after,
        moved=moved,
        choices=(
            *_sentence_choices(kept, back, await _told_by(context, kept)),
            *await _quote_choices(request, context, kept, found, back),
        ),
        shows=(kept.id,),
    )


async def whole(request: Request, context: Context) -> Reply:
    """/read 12 [p2]: the article, page by page.

    Raises:
        CommandError: there is no such article for this person.
    """
    kept = await _readable(request, context)
    words, back = and_back(request.rest)
    _, number = page(words)
    analysis = await context.store.analysis(kept.id)
    pages = article_pages(kept.article, analysis.sentences if analysis else ())
    number = min(number, len(pages))
    return WholeArticle(
        title=shown_title(kept.article),
        outlet=kept.article.outlet,
        url=kept.article.url,
        published_at=kept.article.published_at,
        standfirst=kept.standfirst,
        byline=kept.byline,
        first=number == 1,
        paragraphs=pages[number - 1],
        place=f"page {number} of {len(pages)}" if len(pages) > 1 else "",
        choices=_turn(f"/read {kept.id}", number, len(pages), back),
        shows=(kept.id,),
    )


async def _readable(request: Request, context: Context) -> KeptArticle:
    """Return a published article; admins may see those that wait, too."""
    number = ArticleId(article_number(request.words, "/read 1"))
    kept = await context.store.article(number)
    visible = {"published"}
    if context.serves_admin(request):
        visible |= {"waiting", "withdrawn"}
    if kept is None or kept.state not in visible:
        raise CommandError("That article is not here (any more). /brief shows what is.")
    return kept


def _at(
    article: Article, sentences: Sequence[Sentence], start: int, mark: str
) -> tuple[tuple[int, int] | None, bool]:
    """Return the place of the marked words, and whether it is another than it was."""
    whole = [(one.start, one.end) for one in sentences]
    here = next((one for one in whole if one[0] <= start < one[1]), None)
    if here and (not mark or mark_of(article.text[here[0] : here[1]]) == mark):
        return here, False
    if here and mark_of(article.text[start : here[1]]) == mark:
        return (start, here[1]), False
    if mark:
        for one in whole:
            if mark_of(article.text[one[0] : one[1]]) == mark:
                return one, True
        return _stretch(article, whole, start, mark), False
    return None, False


def _stretch(
    article: Article, sentences: Sequence[tuple[int, int]], start: int, mark: str
) -> tuple[int, int] | None:
    """Return several sentences, or part of one, that begin at ``start`` and bear the mark."""
    for _, end in (one for one in sentences if one[1] > start):
        if mark_of(article.text[start:end]) == mark:
            return start, end
    return None


def around(text: str, found: tuple[int, int]) -> tuple[str, str]:
    """Return what stands before and after words in their paragraph."""
    begin = text.rfind("\n", 0, found[0]) + 1
    end = text.find("\n", found[1])
    return text[begin : found[0]], text[found[1] : end if end >= 0 else len(text)]


async def _quote_choices(
    request: Request, context: Context, kept: KeptArticle, found: tuple[int, int], back: str
) -> Choices:
    quotes = await context.store.quotes_of(kept.id)
    row = quote_choices(quotes, found, back, admin=context.serves_admin(request))
    return (row,) if row else ()


async def _told_by(context: Context, kept: KeptArticle) -> int:
    """Return how many published articles tell the story of this one."""
    story = await context.store.story_of(kept.id)
    if story is None:
        return 1
    return len(await context.store.articles_of_story(story, limit=MOST_COUNTED))


def _sentence_choices(kept: KeptArticle, back: str, told_by: int) -> Choices:
    # With a way back everything happens in one message; without, the briefing above stays.
    row = [Choice("Whole article", f"~/read {kept.id} {back}".strip())]
    if kept.article.url:
        row.append(Choice("Open", url=kept.article.url))
    # Without a way back it was asked from a briefing, and why it was in there may be next.
    row.append(Choice("Back", f"~{back}") if back else Choice("Why", f"/why {kept.id}"))
    if told_by < 2:
        return (tuple(row),)
    return (tuple(row), (Choice(f"The story in {told_by} articles", f"/story {kept.id}"),))


def article_pages(
    article: Article, sentences: Sequence[Sentence]
) -> list[tuple[Paragraph, ...]]:
    """Return an article in pages of whole paragraphs; there is always a first."""
    headings = {article.text[one.start : one.end] for one in sentences if one.heading}
    pages: list[list[Paragraph]] = [[]]
    used = 0
    for line in filter(None, (line.strip() for line in article.text.splitlines())):
        if used and used + len(line) > PAGE_CHARACTERS:
            # A heading goes with what it heads.
            carried = [pages[-1].pop()] if pages[-1][-1].heading else []
            pages.append(carried)
            used = 0
        pages[-1].append(Paragraph(line, line in headings))
        used += len(line)
    return [tuple(one) for one in pages]


def _turn(line: str, number: int, pages: int, back: str) -> Choices:
    """Return the buttons that turn the pages of one message and lead back out of it."""
    row = []
    if number > 1:
        row.append(Choice(f"‹ Page {number - 1}", f"~{line} p{number - 1} {back}".strip()))
    if number < pages:
        row.append(Choice(f"Page {number + 1} ›", f"~{line} p{number + 1} {back}".strip()))
    if back:
        row.append(Choice("Back", f"~{back}"))
    return (tuple(row),) if row else ()
