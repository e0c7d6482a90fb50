"""Markup, offsets and limits of texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity
from telegram.error import BadRequest

from bot.sandbox.entities import formatted, trimmed, units
from bot.sandbox.errors import ApiError
from bot.sandbox.parameters import Parameters


def parsed(text, mode="HTML"):
    return formatted(Parameters({"parse_mode": mode}), text)


def cut(text, entity):
    data = text.encode("utf-16-le")
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return data[2 * start : 2 * end].decode("utf-16-le")


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("<b>a</b>b", "ab", [("bold", "a")]),
        ("<B>a</b >b", "ab", [("bold", "a")]),
        ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
        ("&lt;b&gt; &amp;amp; &quot;&#39;&#x27;", "<b> &amp; \"''", []),
        ("&nbsp; &bogus;", "&nbsp; &bogus;", []),
        (
            "<s>x</s><u>y</u><code>z</code>",
            "xyz",
            [("strikethrough", "x"), ("underline", "y"), ("code", "z")],
        ),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", "x")]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", "x")]),
        ("<blockquote>a\nb</blockquote>", "a\nb", [("blockquote", "a\nb")]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", "a")]),
        ("😀<b>Kim</b>", "😀Kim", [("bold", "Kim")]),
        ("<b></b>a", "a", []),
        ("<a>https://a.example</a>", "https://a.example", [("text_link", "https://a.example")]),
        ('<b class="x">a</b>', "a", [("bold", "a")]),
        ("<b><a href='https://a.example'>x</a></b>", "x", [("text_link", "x"), ("bold", "x")]),
        ("<pre>a<code>b</code></pre>", "ab", [("pre", "ab"), ("code", "b")]),
        ("<tg-emoji emoji-id=5>x</tg-emoji>", "x", [("custom_emoji", "x")]),
        ("<blockquote><code>a</code></blockquote>", "a", [("blockquote", "a"), ("code", "a")]),
        ("<code>@some_body</code>", "@some_body", [("code", "@some_body")]),
        ("  <b> a</b> ", "a", [("bold", "a")]),
        ("<pre>def</pre>", "def", [("pre", "def")]),
        ("<code>a<b>b</b></code>", "ab", [("code", "ab")]),
        ("a\tb\x00\u202ec\r<b>d</b>", "a b cd", [("bold", "d")]),
    ],
)
def test_html(source, text, found):
    """
    Tags become entities whose offsets count UTF-16 units of the text without them.
    """
    result, entities = parsed(source)

    assert result == text
    assert [(e["type"], cut(result, e)) for e in entities] == found


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("é<p>a</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b><i>a</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b x", 'Unclosed start tag "b" at byte offset 0'),
        ('<b "x">a</b>', 'Empty attribute name in the tag "b" at byte offset 0'),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=a?b>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_wrong_html(source, reason):
    """
    Wrong markup is refused whole, with Telegram's reason and place.
    """
    with pytest.raises(ApiError) as refused:
        parsed(source)

    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


def test_links():
    """
    A link keeps its address; one that is no address is left as plain text.
    """
    _, entities = parsed(
        '<a href="https://a.example/?x=1&amp;y=2">one</a> <a href="no such">two</a>'
    )

    assert entities == [
        {"type": "text_link", "offset": 0, "length": 3, "url": "https://a.example/?x=1&y=2"}
    ]


def test_language_of_code():
    """
    Code inside preformatted text names its language.
    """
    text, entities = parsed('<pre><code class="language-python">x</code></pre>')

    assert text == "x"
    assert entities == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        (
            "*a* _b_ __c__ ~d~ ||e||",
            "a b c d e",
            ["bold", "italic", "underline", "strikethrough", "spoiler"],
        ),
        (r"1\. a\-b", "1. a-b", []),
        ("[x](https://a.example)", "x", ["text_link"]),
        ("`a*b`", "a*b", ["code"]),
        ("```py\nx = 1\n```", "x = 1", ["pre"]),
        (">a\n>b\nc", "a\nb\nc", ["blockquote"]),
        (">a\n**>b||", "a\nb", ["blockquote", "expandable_blockquote"]),
        ("```a b```", "a b", ["pre"]),
        ("[x]", "x", []),
        (r"[x](https://a.example/\)y)", "x", ["text_link"]),
        ("** []()", "", []),
        (r"a\\b", r"a\b", []),
        ("*a _b_*", "a b", ["bold", "italic"]),
    ],
)
def test_markdown(source, text, found):
    """
    MarkdownV2 is read like Telegram reads it.
    """
    result, entities = parsed(source, "MarkdownV2")

    assert (result, [e["type"] for e in entities]) == (text, found)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("*a", "Can't find end of Bold entity at byte offset 0"),
        ("é[a](b", "Can't find end of a URL at byte offset 5"),
    ],
)
def test_wrong_markdown(source, reason):
    """
    Unescaped and unclosed marks are refused.
    """
    with pytest.raises(ApiError) as refused:
        parsed(source, "MarkdownV2")

    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/brief kim", [("bot_command", "/brief")]),
        ("/brief@morning_brief_bot kim", [("bot_command", "/brief@morning_brief_bot")]),
        ("see https://a.example/b?c=d.", [("url", "https://a.example/b?c=d")]),
        (
            "ask @some_body or a@b.example",
            [("mention", "@some_body"), ("email", "a@b.example")],
        ),
        ("the U.S. and 7.30 and a/b", []),
        ("#news today", [("hashtag", "#news")]),
        ("read example.com now", [("url", "example.com")]),
    ],
)
def test_in_plain_sight(text, found):
    """
    Commands, links and names are entities without any markup.
    """
    result, entities = trimmed(text)

    assert [(e["type"], cut(result, e)) for e in entities] == found


@given(
    st.text(alphabet="a 😀é\n&<", max_size=60),
    st.text(alphabet="xy😀 é", min_size=1, max_size=9),
)
def test_offsets_cut_out_the_words(before, word):
    """
    Whatever stands before it, an entity covers exactly its words.
    """
    escaped = before.replace("&", "&amp;").replace("<", "&lt;")

    text, entities = parsed(f".{escaped}<b>{word}</b>.")

    assert text == f".{before}{word}."
    assert [cut(text, e) for e in entities] == [word]


async def test_over_http(bot):
    """
    The library gets the entities that Telegram would give it.
    """
    message = await bot.send_message(1001, "😀 <b>Kim</b>", parse_mode="HTML")

    assert message.parse_entities() == {MessageEntity("bold", 3, 3): "Kim"}


async def test_limit_counts_after_parsing(bot):
    """
    4,096 units fit, tags not counted and astral characters counted twice; one more is too long.
    """
    await bot.send_message(1001, "<b>" + "x" * 4094 + "😀</b>", parse_mode="HTML")

    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(1001, "x" * 4095 + "😀")


async def test_hundred_entities(bot):
    """
    Formatting beyond the hundredth entity is lost, the text is not.
    """
    message = await bot.send_message(1001, "<b>x</b> " * 120, parse_mode="HTML")

    assert len(message.entities) == 100
    assert units(message.text) == 239


@pytest.mark.parametrize("text", [" ", "\n\n", "<b> </b>"])
async def test_empty(bot, text):
    """
    A text of nothing but white space is refused.
    """
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(1001, text, parse_mode="HTML")


async def test_unknown_mode(bot):
    """
    A parse mode that Telegram does not know is refused.
    """
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(1001, "x", parse_mode="BBCode")


async def test_given_entities(bot):
    """
    Entities can be sent beside the text; nonsense among them is refused.
    """
    message = await bot.send_message(1001, "abc", entities=[MessageEntity("bold", 1, 2)])

    assert message.parse_entities() == {MessageEntity("bold", 1, 2): "bc"}
