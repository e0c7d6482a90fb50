"""Saved pages to articles: what is kept, what the page says about itself, what goes."""

from datetime import UTC, datetime

import pytest

from summaries.clean import clean_html

PARAGRAPHS = (
    "Mayor Ada Example opened the new bridge on Monday, ending four years of building works "
    "that had split the city in two.",
    "The bridge, which cost 40 million euros, was first planned in 2011 and should have "
    "opened in 2021, according to the city council.",
    "“We are late, but we are here,” she said, standing between the first two cars that "
    "crossed it on the day.",
)


def page(head="", body="", title="Bridge opens after four years | The Example"):
    """Return a page with an article in it."""
    lines = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    return (
        f"<html><head><title>{title}</title>{head}</head><body><nav><ul><li><a href='/'>Home"
        "</a></li><li><a href='/sport'>Sport</a></li></ul></nav><main><article>"
        f"<h1>Bridge opens after four years</h1>{lines}{body}</article></main>"
        "<footer><p>© The Example. All rights reserved.</p></footer></body></html>"
    )


def linked(**fields):
    """Return the fields as a page's JSON-LD."""
    text = ", ".join(f'"{key}": {value}' for key, value in fields.items())
    return (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": '
        f'[{{"@type": "NewsArticle", {text}}}]}}</script>'
    )


def test_keeps_the_article_alone():
    """
    Paragraphs stay, headline and furniture go; what goes is listed with its place.
    """
    cleaned = clean_html(page())

    assert cleaned.text.split("\n") == list(PARAGRAPHS)
    assert cleaned.title == "Bridge opens after four years"
    assert [line.text for line in cleaned.removed] == [
        "Home",
        "Sport",
        "© The Example. All rights reserved.",
    ]
    assert [line.before for line in cleaned.removed] == [0, 0, 3]


def test_reads_what_the_page_says():
    """
    Date, outlet and writer stand in the page's own data.
    """
    head = linked(
        datePublished='"2025-10-21T08:00:00+02:00"',
        author='[{"@type": "Person", "name": "Ann Adler"}, {"name": "Bo Brandt"}]',
        publisher='{"name": "The Example"}',
    )

    cleaned = clean_html(page(head), "https://paper.example/news/1?from=feed")

    assert cleaned.published_at == datetime(2025, 10, 21, 6, tzinfo=UTC)
    assert cleaned.published_from == "datePublished 2025-10-21"
    assert cleaned.byline == "Ann Adler, Bo Brandt"
    assert cleaned.outlet == "The Example"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (
            '<meta property="article:published_time" content="2025-10-21T08:00Z">',
            "article:published_time 2025-10-21",
        ),
        ('<meta name="date" content="21 October 2025">', "date 21 October 2025"),
        ('<meta itemprop="datePublished" content="2025-10-21">', "datePublished 2025-10-21"),
        (linked(datePublished='"0001-01-01T00:00:00Z"'), ""),
        ('<meta name="date" content="last week">', ""),
        ("<script type='application/ld+json'>{broken</script>", ""),
        ("", ""),
    ],
)
def test_a_date_is_stated_or_there_is_none(head, words):
    """
    The page's data has to state a whole date; nothing else counts.
    """
    assert clean_html(page(head)).published_from == words


def test_reads_a_printed_date_when_the_data_has_none():
    """
    A date printed with the headline is as good as data.
    """
    html = page().replace("</h1>", "</h1><p class='date'>Published 21 October 2025</p>")

    assert clean_html(html).published_from == "21 October 2025"


def test_takes_the_canonical_address():
    """
    The address a page gives itself stands, made whole; else the one it was found at.
    """
    head = '<link rel="canonical" href="/news/bridge">'

    assert clean_html(page(head), "https://paper.example/x").url.endswith("example/news/bridge")
    assert clean_html(page(), "https://paper.example/x").url == "https://paper.example/x"
    assert clean_html(page('<link rel="canonical" href="javascript:x">')).url == ""


def test_cuts_the_outlet_off_the_headline():
    """
    The name of the site behind the headline is no part of it.
    """
    html = page('<meta property="og:site_name" content="The Example">').replace("h1>", "h5>")

    assert clean_html(html).title == "Bridge opens after four years"


def test_a_headline_in_the_text_is_not_repeated():
    """
    The headline printed once more above the text is no paragraph.
    """
    html = page().replace("<p>Mayor", "<p>Bridge opens after four years</p><p>Mayor")

    assert "Bridge opens" not in clean_html(html).text


def test_doors_to_other_articles_go():
    """
    "Related: …" in the text and appeals behind it are listed as removed.
    """
    html = page(body="<p>Related: The ferry that was</p><p>Follow us on every network</p>")

    cleaned = clean_html(html)

    assert cleaned.text.split("\n") == list(PARAGRAPHS)
    assert "Related: The ferry that was" in [line.text for line in cleaned.removed]


def test_quoted_posts_stay():
    """
    A post shown in a box is part of the article.
    """
    post = "Four years for one bridge, and still nobody has painted the railings."
    body = f'<div class="social-media-embed"><blockquote><p>{post}</p></blockquote></div>'

    html = page(body=f"{body}<p>{PARAGRAPHS[0]} Again.</p>")

    assert post in clean_html(html).text


def test_links_that_unfold_go():
    """
    A list of links that unfolds in the middle of a sentence is none of its words.
    """
    links = "<span><a href='/1'>Her other bridges</a><a href='/2'>Her first year</a></span>"

    html = page().replace("Ada Example", f"Ada Example{links}")

    assert clean_html(html).text.split("\n")[0] == PARAGRAPHS[0]


def test_hidden_parts_are_not_listed():
    """
    What no reader sees is neither article nor removed line.
    """
    body = "<div style='display: none'>secret</div><div hidden>secret</div><svg>secret</svg>"

    cleaned = clean_html(page(body=body))

    assert "secret" not in cleaned.text + "".join(line.text for line in cleaned.removed)


@pytest.mark.parametrize(
    "html", ["", "   ", "<html></html>", "<p>Hello</p>", "<!-- -->", "\x00"]
)
def test_a_page_without_an_article_is_not_an_error(html):
    """
    Whatever the page, there is an answer.
    """
    assert clean_html(html).title == ""


LAYOUT = (
    "<html><body><table role='presentation'><tr><td><a href='/v'>View in browser</a></td></tr>"
    "</table><table><tr><td><h1>Bridge opens after four years</h1></td></tr>{rows}</table>"
    "<table><tr><td>You get this because you signed up. <a href='/u'>Unsubscribe</a></td></tr>"
    "</table></body></html>"
)


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td><p>{}</p></td></tr>",
        "<tr><td><table><tr><td>{}</td></tr></table></td></tr>",
        "<tr><td>{}</td></tr>",
        "<tr><td><div><span>{}</span></div></td><td><img src='a.png'></td></tr>",
    ],
)
def test_a_newsletter_set_in_tables_is_read_as_text(row):
    """
    Tables that only place paragraphs leave no trace in them.
    """
    html = LAYOUT.format(rows="".join(row.format(one) for one in PARAGRAPHS))

    cleaned = clean_html(html)

    assert [line for line in cleaned.text.split("\n") if "|" in line] == []
    assert [one for one in PARAGRAPHS if one in cleaned.text.split("\n")] == list(PARAGRAPHS)


def test_a_table_of_figures_stays_one():
    """
    Cells that stand beside each other stay in a line.
    """
    table = (
        "<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2011</td><td>40</td></tr></table>"
    )
    body = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)

    cleaned = clean_html(f"<html><body><article>{body}{table}{body}</article></body></html>")

    assert any("2011" in line and "40" in line for line in cleaned.text.split("\n"))
