"""Saved web pages: trafilatura finds the article, this repairs and completes what it finds."""

from datetime import UTC, datetime

from summaries.clean.cleaned import Cleaned
from summaries.clean.language import language_of


def clean_html(html: str, url: str = "") -> Cleaned:
    """Find the article in a web page, with what the page says about it.

    Args:
        html: the page, decoded.
        url: where it was found; empty when unknown.
    """
    # Loading trafilatura costs 0.5 s; only the first page pays for it.
    from trafilatura import bare_extraction  # noqa: PLC0415

    found = bare_extraction(
        html,
        url=url or None,
        favor_precision=True,
        include_comments=False,
        with_metadata=True,
    )
    if found is None or isinstance(found, dict):
        return Cleaned(url=url)
    text = "\n".join(line.strip() for line in (found.text or "").split("\n") if line.strip())
    return Cleaned(
        title=found.title or "",
        byline=found.author or "",
        outlet=found.sitename or "",
        published_at=datetime.fromisoformat(found.date).replace(tzinfo=UTC)
        if found.date
        else None,
        published_from=found.date or "",
        language=language_of(text),
        url=found.url or url,
        text=text,
    )
