"""Replies as messages: escaped, in Telegram's tags, within its limits, nothing lost."""

import html
import importlib
import pkgutil
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.commands
import bot.editions
from bot.commands.help import Help
from bot.commands.router import Refused
from bot.commands.searching import Hit, SearchResults
from bot.conversation import Choice, Reply
from bot.counts import counted
from bot.model import ArticleId
from bot.places import place, sign
from bot.render import (
    CUT,
    MOST_UNITS,
    blocks,
    entities,
    pack,
    plain,
    render,
    shortened,
    template_name,
    units,
)

TEMPLATES = Path(bot.editions.__file__).parent / "templates"
TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}


class Tags(HTMLParser):
    """Notes tags and whether each is closed in its order."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.wrong = [], set(), []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def well_formed(text):
    tags = Tags()
    tags.feed(text)
    tags.close()
    return not tags.open and not tags.wrong and tags.seen <= TAGS


def kinds(of=Reply):
    for kind in of.__subclasses__():
        if kind.__module__.startswith("bot."):
            yield kind
        yield from kinds(kind)


def test_every_reply_has_its_template():
    """
    Replies and templates match one to one, named after each other.
    """
    for module in pkgutil.iter_modules(bot.commands.__path__):
        importlib.import_module(f"bot.commands.{module.name}")

    wanted = {template_name(kind) for kind in kinds()}
    found = {path.name for path in TEMPLATES.glob("*.j2") if not path.name.startswith("_")}

    assert found == wanted


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.j2")), ids=lambda path: path.name)
def test_templates_use_telegrams_tags_and_escape(path):
    """
    Only tags that Telegram knows, and no filter that switches escaping off.
    """
    text = path.read_text(encoding="utf-8")

    assert set(re.findall(r"</?([a-z]+)", re.sub(r"{[{%#].*?[}%#]}", "", text))) <= TAGS
    assert "|safe" not in text.replace(" ", "")
    assert "autoescape" not in text


def test_markup_in_an_article_stays_text():
    """
    What looks like a tag in an article is shown as it was written.
    """
    nasty = "<b>bold</b> & <script>alert(1)</script> _*[ \u202eright to left"

    [message] = render(Refused(reason=nasty))

    assert message.text == html.escape(nasty, quote=False)
    assert plain(message.text) == nasty


def test_buttons_stand_under_the_last_part():
    """
    A long answer keeps its buttons at its end, and only its first part replaces a message.
    """
    buttons = ((Choice("Again", "/again"),),)
    long = "\n\n".join("word " * 200 for _ in range(10))

    messages = render(Refused(reason=long, choices=buttons, edits=True))

    assert len(messages) > 1
    assert [message.choices for message in messages] == [()] * (len(messages) - 1) + [buttons]
    assert [message.edits for message in messages] == [True] + [False] * (len(messages) - 1)


@pytest.mark.parametrize(
    ("text", "length"),
    [("abc", 3), ("<b>abc</b>", 3), ("a&amp;b", 3), ("🙂", 2), ('<a href="x">é</a>', 1)],
)
def test_counts_as_telegram_does(text, length):
    """
    UTF-16 units of the words, tags left out.
    """
    assert units(text) == length


def test_blocks_are_what_blank_lines_separate_outside_of_tags():
    """
    A blank line inside a quote does not tear it apart.
    """
    text = "one\n\n<blockquote>two\n\nthree</blockquote>\n\n\n\nfour"

    assert blocks(text) == ["one", "<blockquote>two\n\nthree</blockquote>", "four"]


def test_a_block_that_no_message_holds_is_cut_with_its_tags():
    """
    Every piece of an endless quote is a quote again.
    """
    pieces = pack([f"<blockquote><b>{'word ' * 3000}</b></blockquote>"])

    assert len(pieces) == 4
    assert all(well_formed(piece) for piece in pieces)
    assert all(piece.startswith("<blockquote><b>") for piece in pieces)


WORDS = st.text(alphabet="ab é🙂&<>\n", min_size=1, max_size=60).map(
    lambda text: html.escape(text, quote=False)
)
BLOCKS = st.lists(
    st.tuples(st.sampled_from(["{}", "<b>{}</b>", "<blockquote>{}</blockquote>"]), WORDS).map(
        lambda pair: pair[0].format(pair[1])
    ),
    max_size=12,
)


@given(BLOCKS, st.integers(min_value=8, max_value=80))
def test_packing_loses_nothing_and_keeps_the_limits(parts, limit):
    """
    Whatever is packed, the words are all there in order, and every part is within bounds.
    """
    packed = pack(parts, most_units=limit, most_entities=4)

    assert all(units(part) <= limit and entities(part) <= 4 for part in packed)
    assert all(well_formed(part) for part in packed)
    assert "".join("".join(map(plain, packed)).split()) == "".join(
        "".join(map(plain, parts)).split()
    )


def test_a_long_quote_is_cut_at_a_sentence():
    """
    A quote of more than 900 characters ends where a sentence of it ends, and says so.
    """
    quote = "This is a sentence of it. " * 60

    cut = shortened(quote)

    assert len(cut) <= 900
    assert cut.endswith("of it." + CUT)


@given(st.text(alphabet="ab .!?”", max_size=400))
def test_cutting_keeps_the_beginning(text):
    """
    What is left is the beginning of the text, and short texts stay whole.
    """
    cut = shortened(text, 50)

    assert len(cut) <= max(50, len(CUT))
    assert cut == text or text.startswith(cut.removesuffix(CUT))


def test_no_message_is_longer_than_telegram_takes():
    """
    200 long paragraphs come as several messages, each within the limit.
    """
    text = "\n\n".join(f"{number} " + "wörd " * 90 for number in range(200))

    messages = render(Refused(reason=text))

    assert max(units(message.text) for message in messages) <= MOST_UNITS


def test_a_message_says_which_articles_it_shows():
    """
    Places name the articles that an answer shows; of several messages each says its own, and
    what no link leads to is taken to stand in the first.
    """
    hits = tuple(
        Hit(sign(n), f"Title {n}", "", None, "word " * 160, place(n, 0, "word"))
        for n in range(1, 7)
    )
    reply = SearchResults(words="word", hits=hits, place="", shows=(ArticleId(9),))

    linked = [message.articles for message in render(reply, bot="briefing_bot")]
    unlinked = [message.articles for message in render(reply)]

    assert linked == [(9, 1, 2, 3, 4), (5, 6)]
    assert unlinked == [(9, 1, 2, 3, 4, 5, 6), ()]
    assert render(Help(admin=False))[0].articles == ()


def test_numbers_go_with_their_words():
    """
    One of something is never several, in any answer that a journey shows or a template says.
    """
    journeys = (Path(__file__).parent / "journeys").glob("*.txt")
    shown = "\n".join(path.read_text(encoding="utf-8") for path in journeys)
    templates = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.j2"))
    things = "articles|sentences|lines|words|quotes|chats|files|rows|subscriptions|outlets"

    assert re.findall(rf"(?<![\d.,:])\b1 (?:new )?(?:{things})\b", shown) == []
    assert re.findall(r"== 1 %", templates) == []
    assert [counted(n, "chat is", "chats are") for n in (0, 1, 2000)] == [
        "0 chats are",
        "1 chat is",
        "2,000 chats are",
    ]
