"""Every kind of file in every hostile variant: an article without harm in it, or a sentence.

A row of the table is a kind, a column what was done to its text or to its bytes.
"""

import time

import pytest
from chat import BO, Chat, printed
from uploads import FILES, KINDS, MAKERS, PARAGRAPHS, TEXT, TITLE

from bot.errors import IntakeError
from bot.intake.files import read_file
from bot.intake.pieces import MOST_CHARACTERS
from bot.render import render
from summaries.clean.plain import plain_characters

#: Characters that XML allows and nobody sees, or that turn the direction of writing.
UNSEEN = "\u202e\u2066\u200b\u00ad\ufeff\U000e0041"
MARKUP = "<b>Ada</b> & [Ada](tg://user?id=1) _*`~ <a href='javascript:x'>Example</a>"


def of_text(kind, title=TITLE, paragraphs=PARAGRAPHS):
    """Return a file of a kind with another text in it."""
    return MAKERS[kind](title, paragraphs)


#: What is done to the words of a file, or to its bytes.
VARIANTS = {
    "empty": lambda _: b"",
    "only zeros": lambda _: bytes(2000),
    "only its head": lambda kind: KINDS[kind][:60],
    "half of it": lambda kind: KINDS[kind][: len(KINDS[kind]) // 2],
    "twice over": lambda kind: KINDS[kind] * 2,
    "zeros in it": lambda kind: KINDS[kind].replace(b"e", b"\0e", 40),
    "junk before it": lambda kind: b"\xff\xfe\x00junk\x00" + KINDS[kind],
    "unseen characters": lambda kind: of_text(
        kind, f"{UNSEEN}{TITLE}", [f"{UNSEEN}{one}{UNSEEN}" for one in PARAGRAPHS]
    ),
    "Telegram's markup": lambda kind: of_text(
        kind, f"{TITLE} {MARKUP}", [f"{MARKUP} {one}" for one in PARAGRAPHS]
    ),
    "no words": lambda kind: of_text(kind, "1234", ["1 2 3 4 5 6 7 8 9 0 | 1 2 3 4"] * 20),
    "an endless headline": lambda kind: of_text(kind, "Bridge " * 2000),
}
SLOW = {
    "one line of a megabyte": lambda kind: of_text(kind, TITLE, ["word and word " * 75_000]),
    "50,000 words": lambda kind: of_text(
        kind, TITLE, [f"{n}. {one}" for n in range(800) for one in PARAGRAPHS]
    ),
    "a million paragraphs": lambda kind: of_text(kind, TITLE, ["word"] * 1_000_000),
}


def looked_at(kind, data):
    """Read a file that claims to be of a kind; return what was taken, and the sentences."""
    try:
        found = read_file(f"upload.{kind}", data)
    except IntakeError as error:
        return [], [str(error)]
    return (
        [piece.cleaned for piece in found if piece.cleaned],
        [piece.refused for piece in found if not piece.cleaned],
    )


def is_harmless(cleaned):
    """Tell whether an article holds only what can be shown."""
    shown = [cleaned.title, cleaned.byline, cleaned.outlet, cleaned.standfirst]
    lines = [*shown, *cleaned.text.split("\n"), *(one.text for one in cleaned.removed)]
    return (
        all(plain_characters(line) == line for line in lines)
        and len(cleaned.text) <= MOST_CHARACTERS
        and len(cleaned.title) <= 502
        and (not cleaned.url or cleaned.url.startswith("https://"))
        and not any("evil" in line for line in lines)
    )


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("kind", MAKERS)
def test_every_kind_in_every_variant(kind, variant):
    """
    There is an article without harm in it, or a whole sentence; never another error.
    """
    began = time.process_time()

    taken, refused = looked_at(kind, VARIANTS[variant](kind))

    assert taken or refused
    assert all(map(is_harmless, taken))
    assert all(sentence.endswith((".", "…")) for sentence in refused)
    assert time.process_time() - began < 5


@pytest.mark.slow
@pytest.mark.parametrize("variant", SLOW)
@pytest.mark.parametrize("kind", MAKERS)
def test_every_kind_at_great_length(kind, variant):
    """
    What is long is taken whole, or refused in a sentence, in seconds.
    """
    data = SLOW[variant](kind)
    began = time.process_time()

    taken, refused = looked_at(kind, data)

    assert taken or refused
    assert all(map(is_harmless, taken))
    if variant == "50,000 words" and taken:
        assert len(taken[0].text.split()) > 45_000
    assert time.process_time() - began < 20


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_name_decides_nothing(kind, name):
    """
    A file under the name of any other kind gives the same article.
    """
    taken, _ = looked_at(name, KINDS[kind])

    assert PARAGRAPHS[0] in taken[0].text


@pytest.mark.parametrize("kind", MAKERS)
async def test_markup_in_a_file_stays_text(store, kind):
    """
    A receipt of hostile names is one that Telegram takes: its tags are those of the template.
    """
    answer = await Chat(store).upload(
        f"<b>{MARKUP}</b>.{kind}", VARIANTS["Telegram's markup"](kind), user=BO
    )

    text = "".join(message.text for message in render(answer))
    assert "<b>Ada" not in text
    assert "<a href" not in text
    assert "&amp;" in text or "Ada" not in text


REFUSED = {
    "empty": b"",
    "picture": FILES["photo.jpg"],
    "scan": FILES["scan.pdf"],
    "cut": KINDS["docx"][:-40],
    "few words": b"Only a few words.",
    "numbers": b"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
}


@pytest.mark.parametrize("name", REFUSED)
async def test_nothing_of_a_refused_file_stays(store, tmp_path, monkeypatch, name):
    """
    Not a row in any table, not a file anywhere it could be written.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = await rows(store)

    answer = await Chat(store).upload("upload", REFUSED[name], user=BO)

    assert "was not taken" in printed(answer)
    assert await rows(store) == before
    assert list(tmp_path.rglob("*")) == []


async def rows(store):
    """Return how many rows each table has."""
    return await store.on_thread(lambda: {table.name: table.count for table in store.db.tables})


def test_the_headline_and_text_are_those_of_the_file():
    """
    The table is made of the files that are read elsewhere: each holds the article.
    """
    for kind in MAKERS:
        [article, *_], _ = looked_at(kind, of_text(kind))
        assert article.text.startswith(TEXT.split("\n")[0])
