"""Admins: uploads, pasted texts, receipts, Publish, Edit, Keep a line, Discard, undo."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from chat import ANA, BO, NOON, printed
from make import quote

from bot.commands.admin import ArticleList, NotTaken, Status
from bot.commands.amending import EditLines, KeptLines, RemovedLines
from bot.commands.audit import Audit
from bot.commands.brief import Brief, NothingYet
from bot.commands.receipts import UploadReceipt, quotes_by_kind
from bot.commands.review import StateChanged
from bot.commands.router import Refused
from bot.commands.several import UploadReceipts
from bot.conversation import Upload
from bot.errors import IntakeError
from bot.intake.intake import as_new

SEED = Path(__file__).parents[2] / "seeds" / "articles" / "003_58264eeb816288bd.txt"
TITLE = "Trump Claims Strong Relationships with North Korean Leader Kim Jong Un"
TEXT = (
    "The museum opens again on Monday after two years of work. "
    "Ann Adler, its director, said: “We have kept every stone.” "
    "Visitors will find three new rooms and a garden behind the house.\n"
    "The town paid for half of the work. The other half came from readers of a newspaper, "
    "who gave small sums over many months. A second museum in the same street stays closed."
)


def labels(answer):
    return [[choice.label for choice in row] for row in answer.choices]


async def test_a_receipt_shows_what_was_understood(chat):
    """
    Title, date and where it was read, length, people, and every removed line.
    """
    answer = await chat.upload("page.txt", SEED.read_bytes())

    shown = printed(answer)
    assert isinstance(answer, UploadReceipt)
    assert shown.startswith(TITLE)
    assert "21 Oct 2025 (from “Tuesday, October 21, 2025”) · outlet unknown · English" in shown
    for line in ["RELATED ARTICLES", "LEAVE A REPLY", "Please enter your comment!"]:
        assert line in shown
    assert labels(answer) == [["Publish", "Edit", "Keep a line"], ["Cut a line", "Discard"]]


def test_speakers_are_counted_by_name():
    """
    A senator without a name is unnamed; who is not known at all is unclear.
    """
    text = "“One,” “two,” “three,” “four,” they said."
    said = [("“One,”", "Ann Adler"), ("“two,”", "Ann Adler"), ("“three,”", "senator")]
    found = [
        quote(text, words, speaker=speaker, utterance=number)
        for number, (words, speaker) in enumerate([*said, ("“four,”", None)])
    ]

    [line] = quotes_by_kind(tuple(found), {"Ann Adler"})

    assert line == "4 direct: Ann Adler 2, speaker unclear, unnamed"


async def test_nobody_sees_it_before_publish(chat):
    """
    An upload changes nothing for readers until an admin publishes it.
    """
    await chat.upload("page.txt", SEED.read_bytes())
    assert isinstance(await chat.say("/brief"), NothingYet)

    assert isinstance(await chat.tap("Publish", user=BO), StateChanged)
    assert isinstance(await chat.say("/brief"), Brief)


async def test_the_same_article_again(chat):
    """
    A file that is here already shows its receipt again, and says so.
    """
    first = await chat.upload("page.txt", SEED.read_bytes())
    again = await chat.upload("other name.txt", SEED.read_bytes())

    assert not first.receipt.known
    assert again.receipt.known
    assert again.receipt.number == first.receipt.number
    assert printed(again).startswith("Already here: article 1, waiting.")


async def test_edit_shows_lines_and_they_work(chat):
    """
    Edit is no dialogue: it shows the lines to send.
    """
    await chat.upload("page.txt", SEED.read_bytes())

    assert isinstance(await chat.tap("Edit", user=BO), EditLines)
    await chat.say("/title 1 Another headline", user=BO)
    await chat.say("/outlet 1 The Evening", user=BO)
    answer = await chat.say("/date 1 22 Oct 2025", user=BO)
    assert printed(answer) == (
        "The date of article 1 is now 22 Oct 2025.\n[Publish] [Undo] [Whole receipt]"
    )

    whole = await chat.tap("Whole receipt", user=BO)
    assert printed(whole).startswith(
        "Another headline\n22 Oct 2025 (from “22 Oct 2025”) · The Evening · English"
    )


async def test_a_correction_is_answered_in_short(chat):
    """
    It says what is missing still, and is undone by a tap, which shows the whole again.
    """
    await chat.upload("bare.txt", TEXT.encode())

    short = printed(await chat.say("/title 1 Museum opens", user=BO))
    undone = await chat.tap("Undo", user=BO)

    assert short.startswith("The headline of article 1 is now Museum opens.\n")
    assert "It has no date yet: /edit 1" in short
    assert isinstance(undone, UploadReceipt)
    assert undone.receipt.title == ""


async def test_a_date_must_be_complete(chat):
    """
    Half a date is not guessed.
    """
    await chat.upload("page.txt", SEED.read_bytes())

    answer = await chat.say("/date 1 next week", user=BO)

    assert isinstance(answer, Refused)
    assert "/date 1 21 Oct 2025" in answer.reason


async def test_a_removed_line_comes_back(chat):
    """
    Keep a line lists what was removed; a tap puts one back where it stood.
    """
    before = await chat.upload("page.txt", SEED.read_bytes())

    lines = await chat.tap("Keep a line", user=BO)
    assert isinstance(lines, RemovedLines)
    label = next(row[0].label for row in lines.choices if "RELATED ARTICLES" in row[0].label)
    after = await chat.tap(label, user=BO)

    assert printed(after).startswith("Back in article 1: RELATED ARTICLES\n")
    found = await chat.store.article(1)
    assert len(found.removed) == len(before.receipt.removed) - 1
    assert "RELATED ARTICLES" in (await chat.store.article(1)).article.text


async def test_discard_and_undo(chat):
    """
    What was discarded can be taken back for an hour.
    """
    await chat.upload("page.txt", SEED.read_bytes())

    await chat.tap("Discard", user=BO)
    back = await chat.tap("Undo", user=BO)
    assert back.state == "waiting"

    await chat.say("/discard 1", user=BO)
    chat.at += timedelta(hours=2)
    assert isinstance(await chat.say("/undo 1", user=BO), Refused)


async def test_a_correction_can_be_undone(seeded):
    """
    A headline is put back as it was, with the findings; undone twice, it is corrected again.
    """
    before = (await seeded.store.article(2)).article.title
    await seeded.say("/title 2 Another headline", user=BO)

    await seeded.say("/undo 2", user=BO)
    undone = await seeded.store.article(2)
    await seeded.say("/undo 2", user=BO)

    assert undone.article.title == before
    assert await seeded.store.analysis(2) is not None
    assert (await seeded.store.article(2)).article.title == "Another headline"


async def test_a_new_text_can_be_undone(seeded):
    """
    A changed version takes the place of the old text, and undo brings the old text back.
    """
    old = await seeded.store.article(2)
    text = old.article.text.replace("several ballistic missiles", "two ballistic missiles")
    dump = f"Tuesday, October 21, 2025\n\n{old.article.title}\n\n" + text.replace("\n", "\n\n")
    await seeded.say(f"/add {dump}", user=BO)
    published = await seeded.say("/publish 3", user=BO)
    assert published.replaced == 2
    assert "two ballistic missiles" in (await seeded.store.article(2)).article.text

    await seeded.say("/undo 2", user=BO)

    again = await seeded.store.article(2)
    assert again.article.text == old.article.text
    assert again.state == "published"
    assert [each.id for each in await seeded.store.released(limit=9)] == [2, 1]


async def test_an_old_correction_is_not_undone(seeded):
    """
    After an hour a change stays.
    """
    await seeded.say("/title 2 Another headline", user=BO)
    seeded.at += timedelta(minutes=61)

    answer = await seeded.say("/undo 2", user=BO)

    assert isinstance(answer, Refused)
    assert (await seeded.store.article(2)).article.title == "Another headline"


async def test_withdraw_and_undo(seeded):
    """
    A withdrawn article is gone for readers at once, and back after undo.
    """
    await seeded.say("/withdraw 2", user=BO)
    assert isinstance(await seeded.say("/read 2"), Refused)

    await seeded.tap("Undo", user=BO)
    assert not isinstance(await seeded.say("/read 2"), Refused)


async def test_an_article_named_twice_is_meant_once(seeded):
    """
    What is done to it is done, listed and audited once, and can be undone.
    """
    done = await seeded.say("/withdraw 2 2", user=BO)

    assert len(done.titles) == 1
    assert [line.detail for line in await seeded.store.audit(limit=2)][:1] == ["was published"]
    undone = await seeded.tap("Undo", user=BO)
    assert (undone.state, (await seeded.store.article(2)).state) == ("published", "published")


async def test_what_changed_nothing_is_not_undone(seeded):
    """
    A change into the state that an article was in already leaves nothing to take back.
    """
    for _ in range(2):
        await seeded.store.change_state(2, "withdrawn", by=BO, at=seeded.at)

    answer = await seeded.say("/undo 2", user=BO)

    assert isinstance(answer, Refused)
    assert "There is nothing to undo for article 2" in answer.reason


async def test_undo_of_several_says_where_each_is(seeded):
    """
    Articles that are in different states afterwards are listed with them.
    """
    await seeded.upload("museum.txt", TEXT.encode())
    await seeded.say("/discard 3", user=BO)
    await seeded.say("/withdraw 2", user=BO)

    undone = printed(await seeded.say("/undo 2 3", user=BO))

    assert undone.startswith("Undone:\n")
    assert "(published)\n" in undone
    assert undone.endswith(" …” (waiting)")


async def test_a_pasted_text(chat):
    """
    A text after /add gets a receipt like a file.
    """
    answer = await chat.say(f"/add {TEXT}", user=BO)

    assert isinstance(answer, UploadReceipt)
    assert answer.receipt.state == "waiting"


async def test_a_short_text_is_no_article(chat):
    """
    Less than 300 characters are refused with what to do.
    """
    answer = await chat.say("/add Too short.", user=BO)

    assert isinstance(answer, Refused)
    assert "300" in answer.reason


async def test_pieces_of_a_long_text_are_joined(chat):
    """
    What the same admin sends within three seconds of /add belongs to that text.
    """
    await chat.say(f"/add {TEXT}", user=BO)
    chat.at += timedelta(seconds=2)
    answer = await chat.say("The garden is open every day. Nobody has to pay.", user=BO)

    kept = await chat.store.article(1)
    assert isinstance(answer, UploadReceipt)
    assert answer.receipt.number == 1
    assert kept.article.text.endswith(
        "stays closed.\nThe garden is open every day. Nobody has to pay."
    )


@pytest.mark.parametrize(
    "piece", ["Subscribe to our newsletter on the harbour.", "Follow Kim and Ann.", "Hello!"]
)
async def test_a_piece_may_begin_like_a_command(chat, piece):
    """
    Right after /add words are a piece of the text; later, and from others, a command.
    """
    await chat.say(f"/add {TEXT}", user=BO)
    joined = await chat.say(piece, user=BO)
    others = await chat.say(piece, user=ANA)
    chat.at += timedelta(seconds=4)
    later = await chat.say(piece, user=BO)

    kept = await chat.store.article(1)
    shown = "\n".join([kept.article.text, *(one.text for one in kept.removed)])
    assert isinstance(joined, UploadReceipt)
    assert shown.count(piece) == 1
    assert not isinstance(others, UploadReceipt)
    assert not isinstance(later, UploadReceipt)


async def test_a_sentence_cut_by_telegram_is_whole_again(chat):
    """
    A piece that begins in the middle of a sentence goes on in its line.
    """
    head, tail = TEXT.rsplit(" stays", 1)
    await chat.say(f"/add {head}", user=BO)
    await chat.say(f"stays{tail}", user=BO)

    assert (await chat.store.article(1)).article.text == TEXT


@pytest.mark.parametrize("seconds", [4, 60])
async def test_later_words_are_no_piece(chat, seconds):
    """
    After three seconds words are a question again.
    """
    await chat.say(f"/add {TEXT}", user=BO)
    chat.at += timedelta(seconds=seconds)
    answer = await chat.say("north korea", user=BO)

    assert not isinstance(answer, UploadReceipt)


async def test_another_admins_words_are_no_piece(chat):
    """
    Only the same admin's texts are joined.
    """
    await chat.say(f"/add {TEXT}", user=BO)

    answer = await chat.say("The garden is open every day.", user=ANA)

    assert not isinstance(answer, UploadReceipt)


async def test_a_forwarded_post(chat):
    """
    A forwarded channel post is an upload whose outlet is the channel.
    """
    answer = await chat.say(
        TEXT,
        user=BO,
        forwarded_from="The Evening",
        forwarded_at=NOON - timedelta(days=3),
        forwarded_url="https://t.me/evening/7",
    )

    assert answer.receipt.outlet == "The Evening"
    assert answer.receipt.published_at == NOON - timedelta(days=3)
    assert answer.receipt.published_from == "posted 20 Nov 2026"
    assert answer.receipt.url == "https://t.me/evening/7"


async def test_a_forwarded_post_with_a_picture(chat):
    """
    The words below the picture are the article.
    """
    answer = await chat.upload("photo.jpg", b"", line=TEXT, forwarded_from="The Evening")

    assert answer.receipt.outlet == "The Evening"


async def test_a_short_post_is_refused_with_the_reason(chat):
    """
    Forwarding is no search: a post that is no article is not taken for a question.
    """
    answer = await chat.say("Rain tomorrow.", user=BO, forwarded_from="The Evening")

    assert isinstance(answer, NotTaken)
    assert "at least 10" in answer.reason


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("picture.txt", bytes(range(256)) * 40),
        ("x.exe", b"MZ\x00\x00" * 99),
    ],
)
async def test_what_is_no_article_is_refused_with_the_reason(chat, name, content):
    """
    Nothing of a refused file stays.
    """
    answer = await chat.upload(name, content)

    assert isinstance(answer, NotTaken)
    assert answer.reason
    assert await chat.store.count_articles(["waiting"]) == 0


async def test_too_large_is_said_before_the_download(chat):
    """
    20 MB is the most Telegram hands over; nobody waits for more.
    """
    answer = await chat.upload("book.txt", b"", size=21 << 20)

    assert isinstance(answer, NotTaken)
    assert "20 MB" in answer.reason


async def test_several_in_one_file(chat):
    """
    A file of several articles gives a line each, and one button for all.
    """
    lines = "\n".join(
        f'{{"title": "Title {n}", "text": "{n} {" ".join(f"word{n}{i}" for i in range(60))}."}}'
        for n in range(3)
    )

    answer = await chat.upload("many.jsonl", lines.encode())
    assert isinstance(answer, UploadReceipts)
    assert len(answer.lines) == 3

    await chat.tap("Publish all", user=BO)
    assert await chat.store.count_articles(["published"]) == 3


async def test_files_sent_together(chat):
    """
    Files that came together have one receipt with a line each, and one tap publishes them all.
    """
    first = await chat.upload("page.txt", SEED.read_bytes(), album="a")
    last = await chat.upload("museum.txt", TEXT.encode(), album="a")

    assert isinstance(first, UploadReceipt)
    assert isinstance(last, UploadReceipts)
    assert last.edits
    assert [line.number for line in last.lines] == [1, 2]
    done = await chat.tap("Publish all", user=BO)

    assert len(done.titles) == 2
    assert await chat.store.count_articles(["published"]) == 2


async def test_an_album_names_what_was_not_taken(chat):
    """
    A picture, a file too large and a text that is here already are lines like the others.
    """
    await chat.upload("museum.txt", TEXT.encode())
    await chat.upload("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", album="a")
    await chat.upload("book.pdf", b"", size=21 << 20, album="a")
    await chat.upload("again.txt", TEXT.encode(), album="a")

    last = await chat.upload("page.txt", SEED.read_bytes(), album="a")

    assert [bool(line.refused) for line in last.lines] == [True, True, False, False]
    assert [line.number for line in last.lines] == [0, 0, 1, 2]
    assert last.lines[2].known == "waiting"
    assert labels(last) == [
        ["Publish the complete ones (1)"],
        ["Publish all, 1 incomplete"],
        ["Look at each"],
    ]
    lines = [row[0].line for row in last.choices]
    assert lines == ["/publish 2", "/publish 1 2", "/articles 1 2"]


async def test_a_joint_receipt_shows_what_was_understood_in_short(chat):
    """
    Outlet, day, removed lines, and in words what is missing, of each of several.
    """
    dated = f"Museum opens once more\n\nThe Harbour Gazette\n2 March 2026\n\n{TEXT}"
    await chat.upload("dated.txt", dated.encode(), album="a")
    bare = "The town pays for the night ferry that brings the islanders home. " * 3
    await chat.upload("bare.txt", bare.encode(), album="a")

    last = await chat.upload("photo.jpg", b"\xff\xd8\xff", album="a")

    shown = printed(last)
    assert (
        "1 Museum opens once more\nThe Harbour Gazette · 2 Mar 2026 · 2 lines removed" in shown
    )
    assert "\n! no headline, no date · outlet unknown · nothing removed\n" in shown
    assert "1 of 2 is incomplete. Nobody sees them before you publish." in shown


async def test_a_joint_receipt_says_what_an_article_repeats(chat):
    """
    A new version, or a text that is mostly the same, is named with the article it is like.
    """
    head = "Museum opens once more\n\n2 March 2026\n\n"
    await chat.upload("museum.txt", f"{head}{TEXT}".encode())
    await chat.say("/publish 1", user=BO)
    changed = f"{head}{TEXT} It opens at nine."
    other = TEXT.replace("three new rooms", "four new rooms")

    await chat.upload("museum.txt", changed.encode(), album="a")
    last = await chat.upload("bare.txt", other.encode(), album="a")

    shown = [line.alike for line in last.lines]
    assert shown[0] == "new version of article 1"
    assert shown[1].endswith(("% the same as article 1", "% the same as article 2"))


async def test_the_complete_ones_alone_are_published(chat):
    """
    What lacks a date or a headline waits until somebody has looked at it.
    """
    await chat.upload("museum.txt", TEXT.encode(), album="a")
    await chat.upload("page.txt", SEED.read_bytes(), album="a")

    done = await chat.tap("Publish the complete ones", user=BO)

    assert done.titles == (TITLE,)
    assert [one.id for one in await chat.store.articles_in(["waiting"], limit=9)] == [1]


async def test_look_at_each_lists_only_what_was_sent(chat):
    """
    Other articles that wait are not among them.
    """
    await chat.upload("other.txt", SEED.read_bytes())
    await chat.upload("a.txt", TEXT.encode(), album="a")
    await chat.upload("photo.jpg", b"\xff\xd8\xff", album="a")

    found = await chat.tap("Look at each", user=BO)

    assert [head.id for head, _ in found.articles] == [2]
    assert found.place == "1 article"
    assert isinstance(await chat.say("/articles 2 nothing", user=BO), Refused)


async def test_a_line_is_cut_and_comes_back(chat):
    """
    Cut a line lists the last lines first; what is cut is a removed line, and undo works.
    """
    footer = "This text is brought to you by the friends of the harbour, who thank you for it."
    before = await chat.upload("museum.txt", f"{TEXT}\n{footer}".encode())

    lines = await chat.tap("Cut a line", user=BO)
    assert isinstance(lines, KeptLines)
    assert lines.lines[-1] == (lines.total, footer)
    answer = await chat.tap(f"{lines.total}. This text", user=BO)

    found = await chat.store.article(1)
    assert printed(answer).startswith(f"Cut from article 1: {footer}\n")
    assert footer not in found.article.text
    assert [line.text for line in found.removed] == [footer]
    assert (await chat.store.audit(limit=1))[0].detail == "a line cut"

    undone = await chat.tap("Undo", user=BO)
    assert undone.receipt.removed == before.receipt.removed == ()
    assert footer in (await chat.store.article(1)).article.text


@pytest.mark.parametrize(("way", "label"), [("cut", "3. "), ("keep", "1. ")])
async def test_a_double_tap_moves_one_line(chat, way, label):
    """
    The second tap finds another line under its number, and leaves it where it is.
    """
    text = "\n".join(f"Line {n} is long enough to be one of an article." for n in range(1, 9))
    await chat.upload("long.txt", text.encode())
    await chat.say("/cut 1 2", user=BO)
    await chat.say("/cut 1 5", user=BO)
    await chat.say(f"/{way} 1", user=BO)
    buttons = chat.shown[BO]
    await chat.tap(label, user=BO)
    once = await chat.store.article(1)

    chat.shown[BO] = buttons
    again = await chat.tap(label, user=BO)

    assert again == Refused(reason=f"That line has changed since; /{way} 1 lists them anew.")
    assert await chat.store.article(1) == once


@pytest.mark.parametrize("way", ["cut", "keep"])
async def test_a_double_tap_moves_one_of_two_equal_lines(chat, way):
    """
    Of neighbours that say the same the second tap leaves the other where it is.
    """
    same = "This line stands twice in a row."
    lines = [f"Line {n} is long enough to be one of an article." for n in range(1, 5)]
    await chat.upload("long.txt", "\n".join([*lines, same, same, "The end is here."]).encode())
    if way == "keep":
        await chat.say("/cut 1 6", user=BO)
        await chat.say("/cut 1 5", user=BO)
    await chat.say(f"/{way} 1", user=BO)
    buttons, label = chat.shown[BO], {"cut": "5. ", "keep": "1. "}[way]
    await chat.tap(label, user=BO)
    once = await chat.store.article(1)

    chat.shown[BO] = buttons
    again = await chat.tap(label, user=BO)

    assert again == Refused(reason=f"That line has changed since; /{way} 1 lists them anew.")
    assert await chat.store.article(1) == once
    assert once.article.text.split("\n").count(same) == 1


async def test_a_marked_line_that_is_not_there_is_refused(chat):
    """
    A button of a line that is gone altogether, and a number of none, move nothing.
    """
    await chat.upload("museum.txt", TEXT.encode())

    for line in ("/cut 1 9 7f30c5", "/cut 1 0 7f30c5", "/keep 1 1 7f30c5"):
        answer = await chat.say(line, user=BO)
        assert "has changed since" in answer.reason
    assert (await chat.store.article(1)).article.text == TEXT


async def test_long_articles_are_cut_page_by_page(chat):
    """
    The first page is the end of the article, the next one what stands above it.
    """
    text = "\n".join(f"Line {n} is long enough to be one of an article." for n in range(1, 15))
    await chat.upload("long.txt", text.encode())

    last = await chat.say("/cut 1", user=BO)
    above = await chat.tap("More ›", user=BO)

    assert [number for number, _ in last.lines] == [9, 10, 11, 12, 13, 14]
    assert [number for number, _ in above.lines] == [3, 4, 5, 6, 7, 8]
    assert labels(above)[-1] == ["‹ Back", "More ›", "Receipt"]


@pytest.mark.parametrize("line", ["/cut 1 99", "/cut 1 1", "/cut 9", "/cut", "/cut 1 x"])
async def test_what_cannot_be_cut(chat, line):
    """
    A line that is not there, or the only one, stays, with a sentence why.
    """
    only = "The town pays for the night ferry that brings the islanders home to the harbour."
    await chat.upload("a.txt", only.encode())

    assert isinstance(await chat.say(line, user=BO), Refused)
    assert (await chat.store.article(1)).article.text == only


async def test_a_receipt_says_what_is_not_read(chat):
    """
    Of a German article there are no quotes because none are looked for.
    """
    text = (
        "Die Stadt hat am Montag eine Brücke eröffnet. „Sie ist die erste“, sagte Anna Adler."
    )

    shown = printed(await chat.upload("a.txt", text.encode()))

    assert "Names and quotes are read in English only: of this article there are none." in shown
    assert "Quotes none" not in shown


async def test_a_receipt_says_where_outlet_and_date_come_from(chat):
    """
    The line that prints the outlet, or the page's own data.
    """
    line = "Harbour Gazette, 2 March 2026"
    shown = printed(
        await chat.upload("a.txt", f"Museum opens again\n\n{line}\n\n{TEXT}".encode())
    )
    paragraphs = "".join(f"<p>{one}</p>" for one in SEED.read_text().split("\n")[5:20])
    page = (
        "<html><head><meta property='article:published_time' content='2026-11-22'></head>"
        f"<body><article><h1>A headline</h1>{paragraphs}</article></body></html>"
    )
    other = printed(await chat.upload("a.html", page.encode()))

    assert f"2 Mar 2026 (from “2 March 2026”) · Harbour Gazette (printed in “{line}”)" in shown
    assert "22 Nov 2026 (from the page’s own data)" in other


async def test_a_published_article_keeps_its_number_on_the_receipt(chat):
    """
    An admin needs it for every command.
    """
    await chat.upload("museum.txt", TEXT.encode())
    await chat.say("/publish 1", user=BO)

    assert "\nArticle 1, published.\n" in printed(await chat.say("/receipt 1", user=BO))


async def test_another_album_is_another_receipt(chat):
    """
    What was sent a moment ago by itself, or in another album, is not listed again.
    """
    await chat.upload("museum.txt", TEXT.encode())
    await chat.upload("a.jpg", b"\xff\xd8\xff", album="a")

    other = await chat.upload("page.txt", SEED.read_bytes(), album="b")

    assert isinstance(other, UploadReceipt)


async def test_a_better_copy_offers_what_it_knows(chat):
    """
    The same text with a headline and a date: one tap each takes them over.
    """
    await chat.upload("bare.txt", TEXT.encode())
    await chat.say("/publish 1", user=BO)
    paragraphs = "".join(f"<p>{one}</p>" for one in TEXT.split("\n"))
    page = (
        "<html><head><meta property='og:site_name' content='The Evening'></head><body>"
        "<article><h1>Museum opens</h1><time datetime='2026-03-02'>2 March</time>"
        f"{paragraphs}</article></body></html>"
    )

    again = await chat.upload("page.html", page.encode())

    assert again.receipt.known
    assert [one.what for one in again.receipt.offers] == ["headline", "date", "outlet"]
    await chat.tap("Take its headline", user=BO)
    found = (await chat.store.article(1)).article
    assert found.title == "Museum opens"


async def test_a_better_copy_completes_what_nobody_has_seen(chat):
    """
    While an article waits, its blanks are filled by the next copy that knows more.
    """
    await chat.upload("bare.txt", TEXT.encode())

    again = await chat.upload(
        "museum.txt", f"Museum opens once more\n\n2 March 2026\n\n{TEXT}".encode()
    )

    assert again.receipt.known
    assert again.receipt.title == "Museum opens once more"
    assert again.receipt.published_from == "2 March 2026"
    assert again.receipt.offers == ()


async def test_articles_by_state_and_page(chat):
    """
    /articles lists what there is, a page at a time, by state when asked.
    """
    for number in range(9):
        await chat.knows("Ann Adler", title=f"Title {number}")
    await chat.say("/withdraw 1", user=BO)

    first = await chat.say("/articles published", user=BO)
    withdrawn = await chat.say("/articles withdrawn", user=BO)
    every = await chat.say("/articles", user=BO)
    second = await chat.tap("Older ›", user=BO)

    assert isinstance(first, ArticleList)
    assert first.place == "8 articles"
    assert withdrawn.place == "1 article"
    assert (every.place, second.place) == ("1 to 8 of 9 articles", "9 of 9 articles")


async def test_status_and_audit(chat):
    """
    Figures for the operator; who did what, the latest first.
    """
    await chat.knows("Ann Adler", title="A title")

    status = await chat.say("/status", user=BO)
    audit = await chat.say("/audit", user=BO)

    assert isinstance(status, Status)
    assert ("Articles", "0 waiting, 1 published, 0 withdrawn") in status.facts
    assert isinstance(audit, Audit)
    assert [line.action for line in audit.lines] == ["published", "added"]


@pytest.mark.parametrize(
    "line",
    [
        "/publish",
        "/publish x",
        "/publish 99",
        "/withdraw 99",
        "/discard 1",
        "/undo 99",
        "/keep 99",
        "/edit 99",
        "/title 1",
        "/title 99 x",
        "/date 1",
        "/receipt 99",
        "/articles lost",
        "/keep 1 99",
    ],
)
async def test_wrong_numbers_are_answered(chat, line):
    """
    Whatever number is typed, the answer is a sentence, and nothing changes.
    """
    await chat.knows("Ann Adler", title="A title")

    answer = await chat.say(line, user=BO)

    assert isinstance(answer, Refused)
    assert replace(await chat.store.article(1)).state == "published"


async def test_a_file_that_cannot_be_fetched_is_named(chat):
    """
    When Telegram does not hand a file over, the album goes on without it.
    """

    async def lost():
        raise IntakeError("The file could not be fetched. Send it once more.")

    file = Upload(name="lost.pdf", size=10, album="a", read=lost)
    await chat.say("", user=BO, upload=file)

    last = await chat.upload("museum.txt", TEXT.encode(), album="a")

    assert [line.refused for line in last.lines] == [
        "The file could not be fetched. Send it once more.",
        "",
    ]


async def test_a_receipt_says_that_letters_were_lost(chat):
    """
    Misread letters are put right; of what cannot be, the receipt shows a word and what to do.
    """
    text = "FranÃ§ois and Zo\ufffd opened the museum in the old harbour. " + TEXT

    answer = await chat.upload("a.txt", text.encode())

    assert "François and" in (await chat.store.article(1)).article.text
    assert "Some letters were lost before it came here (“Zo\ufffd”)" in printed(answer)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/title 1 Rain", "The headline of article 1 is that already."),
        ("/outlet 1 The Evening", "The outlet of article 1 is that already."),
        ("/date 1 23 November 2026", "The date of article 1 is that already."),
        ("/publish 1", "Article 1 is published already: /receipt 1"),
    ],
)
async def test_what_is_so_already_changes_nothing(chat, line, says):
    """
    What would change nothing is said to be so: no line in the audit, no reader is told.
    """
    day = NOON.replace(hour=0)
    await chat.knows("Ann Adler", title="Rain", outlet="The Evening", published_at=day)
    await chat.say("/brief")
    before = await chat.store.audit(limit=9)

    answer = await chat.say(line, user=BO)

    assert printed(answer) == says
    assert await chat.store.audit(limit=9) == before


async def test_the_audit_speaks_as_admins_do(chat):
    """
    What was changed has names of readers' words; what only follows from it is left out.
    """
    number = await chat.knows("Ann Adler", title="Rain")
    kept = await chat.store.article(number)
    await chat.say(f"/withdraw {number}", user=BO)
    await chat.say(f"/undo {number}", user=BO)
    new = replace(as_new(kept), title="Snow", file_name="snow.txt", published_at=NOON)
    await chat.store.amend_article(number, new, by=BO, at=NOON)
    await chat.store.change_state(number, "waiting", by=BO, at=NOON)

    told = printed(await chat.say("/audit", user=BO))

    assert "set back to waiting by you (was published)" in told
    assert "amended by you (file name, date, headline)" in told


async def test_the_audit_is_turned_page_by_page(chat):
    """
    Every change can be found, twenty to a page, the latest first.
    """
    number = await chat.knows("Ann Adler", title="Rain")
    for day in range(1, 24):
        await chat.say(f"/date {number} {day} Oct 2025", user=BO)

    first = await chat.say("/audit", user=BO)
    second = await chat.tap("Older", user=BO)

    assert (len(first.lines), len(second.lines)) == (20, 5)
    assert [row[0].label for row in (*first.choices, *second.choices)] == ["Older ›", "‹ Newer"]
    assert second.lines[-1].action == "added"
