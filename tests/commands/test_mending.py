"""A reader calls a quote wrong; an admin says who said it; everybody sees it at once."""

from dataclasses import replace
from datetime import timedelta

import make
import pytest
from chat import ANA, BO, GROUP, printed

from bot.commands.quote_views import QuoteList, QuoteShown, candidates
from bot.commands.router import Refused
from bot.commands.wrong import QuoteReported
from bot.model import ChatId
from bot.render import plain
from summaries.model import Mention

WORDS = "The museum opens again in May."


@pytest.fixture
async def museum(chat):
    """Ann Adler is quoted in the one article, which names Ben Carter, too."""
    number = await chat.knows(
        "Ann Adler",
        title="Museum opens",
        role="the mayor",
        quotes=[WORDS],
        about=["Ben Carter"],
    )
    chat.at += timedelta(minutes=1)
    return number


async def reported(chat, *, user=ANA):
    """Somebody taps through to the sentence of the quote and calls it wrong."""
    await chat.say("/quotes adler", user=user)
    await chat.tap("¹", user=user)
    return await chat.tap("Wrong quote?", user=user)


async def looked_at(chat):
    """Bo looks at the first quote that waits."""
    await chat.say("/quote", user=BO)
    return await chat.tap("1", user=BO)


async def by_carter(chat):
    """Bo says that Ben Carter said it."""
    await looked_at(chat)
    return await chat.tap("Said by Ben Carter", user=BO)


async def test_one_tap_below_the_sentence(chat, museum):
    """
    Thanks, with the quote that is meant, and the way back; the admins have it in their list.
    """
    answer = await reported(chat)

    [report] = await chat.store.reports(untold=True, limit=9)
    assert isinstance(answer, QuoteReported)
    assert answer.edits
    assert printed(answer).startswith("Thank you. An admin is asked to check this quote.")
    assert WORDS in printed(answer)
    assert (report.article, report.readers) == (museum, 1)
    assert WORDS in printed(await chat.tap("Back"))


async def test_a_second_tap_is_the_same_report(chat, museum):
    """
    Who taps again is told that it waits; another reader adds to it.
    """
    await reported(chat)
    again = await reported(chat)
    await reported(chat, user=1003)

    assert printed(again).startswith("You have told me of this quote")
    assert [one.readers for one in await chat.store.reports(limit=9)] == [2]
    assert (await chat.store.reports(limit=9))[0].words == f"“{WORDS}”"


async def test_two_quotes_in_a_sentence(chat, museum):
    """
    Each has a button with its first words, and each is reported by itself.
    """
    text = "Ann Adler spoke of “a great day for the town”, Ben Carter of “a waste”."
    quotes = [
        make.quote(text, words, speaker=name, kind="partial", utterance=nth,
                   fragments=((text.index(words), text.index(words) + len(words)),))
        for nth, (name, words) in enumerate(
            [("Ann Adler", "“a great day for the town”"), ("Ben Carter", "“a waste”")]
        )
    ]  # fmt: skip
    people = [make.person("Ann Adler"), make.person("Ben Carter")]
    whole = [make.sentence(text, text)]
    await chat.store.amend_article(museum, make.new_article(text), by=BO, at=chat.at)
    found = make.analysis(entities=people, quotes=quotes, sentences=whole)
    await chat.store.save_analysis(museum, found)

    await chat.say(f"/s {museum} 0")
    labels = [choice.label for choice in chat.shown[ANA][-1]]
    await chat.tap(labels[1])

    [report] = await chat.store.reports(limit=9)
    assert labels == ["Wrong: “a great day for the tow…", "Wrong: “a waste”"]
    assert report.words == "“a waste”"


async def test_what_was_checked_is_not_asked_again(chat, museum):
    """
    After an admin has found it right readers are told so.
    """
    await reported(chat)
    await looked_at(chat)
    done = await chat.tap("It is right", user=BO)

    assert "Right as it is, said by Ann Adler." in printed(done)
    assert printed(await reported(chat, user=1003)).startswith("An admin has checked")
    assert await chat.store.reports(limit=9) == []


async def test_five_a_day(chat):
    """
    The sixth of a day is refused with thanks.
    """
    for nth in range(6):
        await chat.knows(f"Speaker {'ABCDEF'[nth]}bcd", quotes=[f"We open house number {nth}."])
    for number in range(1, 7):
        [kept] = await chat.store.quotes_of(number)
        chat.shown[ANA] = (await chat.say(f"/s {number} {kept.sentence[0]}")).choices
        answer = await chat.tap("Wrong quote?")

    assert isinstance(answer, Refused)
    assert "tomorrow" in answer.reason


@pytest.mark.parametrize(
    "line",
    ["/wrong", "/wrong 1", "/wrong 1 0 abcdef", "/wrong 9 0 abcdef", "/wrong 1 x abcdef",
     "/wrong 1 0 abcdef extra", f"/wrong 1 {'9' * 30} abcdef"],
)  # fmt: skip
async def test_forged_reports(chat, museum, line):
    """
    What names no quote that this reader can see is refused, and kept nowhere.
    """
    answer = await chat.say(line)

    assert isinstance(answer, Refused)
    assert await chat.store.reports(limit=9) == []


async def test_a_withdrawn_article_has_no_quotes_to_report(chat, museum):
    """
    A button of before the withdrawal leads nowhere.
    """
    await chat.say("/quotes adler")
    await chat.tap("¹")
    await chat.say(f"/withdraw {museum}", user=BO)

    assert isinstance(await chat.tap("Wrong quote?"), Refused)


@pytest.mark.parametrize("deed", ["right", "hide", "unclear", "by Ben Carter", ""])
async def test_readers_decide_nothing(chat, museum, deed):
    """
    An admin's line that a reader sends, or an admin in a group, changes nothing.
    """
    chat.shown[BO] = (await chat.say(f"/quote {museum}", user=BO)).choices
    line = f"{chat.shown[BO][0][0].line} {deed}".strip()

    reader = await chat.say(line)
    group = await chat.say(line, user=BO, chat=ChatId(GROUP), private=False)

    assert reader.reason.startswith("I do not know /quote")
    assert group.reason.startswith("I do not know /quote here")
    assert await chat.store.mends_of(museum) == []


async def test_the_admin_sees_where_it_stands(chat, museum):
    """
    The quote in its paragraph, whom it is taken to be by and how, and who else it may be.
    """
    await reported(chat)

    shown = await looked_at(chat)

    labels = [choice.label for row in shown.choices for choice in row]
    assert isinstance(shown, QuoteShown)
    assert printed(shown).startswith("Who said this?")
    assert f"Ann Adler, the mayor, said: “{WORDS}”" in printed(shown)
    assert "Ann Adler, the mayor (a direct quote, stated: “Ann Adler”)" in printed(shown)
    assert labels == [
        "It is right", "Not a quote", "Said by Ben Carter", "Speaker unclear", "Whole article",
    ]  # fmt: skip


async def test_another_speaker_at_once(chat, museum):
    """
    Quotes, briefs and people have it from the next line on, and the list is empty.
    """
    await reported(chat)

    done = await by_carter(chat)

    carter = printed(await chat.say("/quotes ben carter"))
    assert "Said by Ben Carter from now on, not by Ann Adler." in printed(done)
    assert f"“{WORDS}”\nBen Carter" in carter
    assert "No quotes" in printed(await chat.say("/quotes ann adler"))
    assert f"“{WORDS}”\nBen Carter" in printed(await chat.say("/brief"))
    assert "1 said" in printed(await chat.say("/person ben carter", user=BO))
    assert "None waiting" in printed(await chat.say("/quote", user=BO))


@pytest.mark.parametrize("gone", ["withdrawn", "corrected"])
async def test_reports_of_what_is_gone_hide_no_others(chat, museum, gone):
    """
    However many older reports are of quotes that are here no more, the others are listed.
    """
    for nth in range(9):
        old = await chat.knows(f"Speaker {'ABCDEFGHI'[nth]}bcd", quotes=[f"We open {nth}."])
        state, words = (
            ("withdrawn", f"“We open {nth}.”") if gone == "withdrawn" else ("published", "gone")
        )
        await chat.store.file_report(ChatId(3000 + nth), old, 0, words, at=chat.at)
        await chat.store.change_state(old, state, by=BO, at=chat.at)
    await reported(chat)

    assert WORDS in printed(await chat.say("/quote", user=BO))


async def test_no_quote_and_put_back(chat, museum):
    """
    What is no quote is gone, listed for admins, and one tap brings it back.
    """
    await chat.say(f"/quote {museum}", user=BO)
    await chat.tap("1", user=BO)
    await chat.tap("Not a quote", user=BO)
    gone = printed(await chat.say("/quotes adler"))
    listed = await chat.say(f"/quote {museum}", user=BO)

    back = await chat.tap("Put back 1", user=BO)

    assert "No quotes by or about Ann Adler" in gone
    assert isinstance(listed, QuoteList)
    assert listed.hidden == (f"“{WORDS}”",)
    assert "Undone; said by Ann Adler again." in printed(back)
    assert WORDS in printed(await chat.say("/quotes adler"))


async def test_nobody_clear(chat, museum):
    """
    A quote of nobody clear is nobody's.
    """
    await reported(chat)
    await looked_at(chat)

    done = await chat.tap("Speaker unclear", user=BO)

    assert "Speaker unclear from now on, not by Ann Adler." in printed(done)
    assert "No quotes by or about Ann Adler" in printed(await chat.say("/quotes adler"))


async def test_a_typed_name(chat, museum):
    """
    Somebody whom the article does not name is typed, as the answer shows.
    """
    await reported(chat)
    shown = await looked_at(chat)

    await chat.say(f"/quote {shown.line} by Zoe Quill", user=BO)

    assert f"“{WORDS}”\nZoe Quill" in printed(await chat.say("/quotes zoe quill"))


async def test_the_audit_and_both_ways_to_undo(chat, museum):
    """
    The audit says what was decided; the button undoes it, and so does /undo with the article.
    """
    await reported(chat)
    await by_carter(chat)
    [line, *_] = await chat.store.audit(limit=1)
    await chat.tap("Undo", user=BO)
    undone = printed(await chat.say("/quotes adler"))
    await chat.say(f"/quote {museum}", user=BO)
    await chat.tap("1", user=BO)
    await chat.tap("Said by Ben Carter", user=BO)

    answer = await chat.say(f"/undo {museum}", user=BO)

    assert (line.action, line.by) == ("quote mended", BO)
    assert line.detail == f"“{WORDS}” is by Ben Carter, not Ann Adler"
    assert WORDS in undone
    assert "Undone; said by Ann Adler again." in printed(answer)
    assert isinstance(await chat.say(f"/undo {museum}", user=BO), Refused)


async def test_an_hour_later_undo_means_the_article(chat, museum):
    """
    /undo is for an hour; the list of the article's quotes mends for ever.
    """
    await reported(chat)
    await by_carter(chat)
    chat.at += timedelta(hours=2)

    assert isinstance(await chat.say(f"/undo {museum}", user=BO), Refused)
    assert "Ben Carter" in printed(await chat.say(f"/quote {museum}", user=BO))


async def test_readers_who_saw_it_are_told(chat, museum):
    """
    Whoever was shown something from the article hears whose words they are; once.
    """
    await reported(chat)
    done = await by_carter(chat)
    chat.at += timedelta(minutes=2)

    told = await chat.corrected()

    assert "1 chat was shown something from the article and is told in a minute" in printed(
        done
    )
    assert [(one.chat, plain(one.text)) for one in told] == [
        (ANA, "Corrected: Museum opens\n"
              f"Ben Carter said this: “{WORDS}” I showed it as Ann Adler’s."),
    ]  # fmt: skip


async def test_undone_in_time_nobody_is_told(chat, museum):
    """
    A slip of the finger is told to nobody; what was told is taken back.
    """
    await reported(chat)
    await by_carter(chat)
    await chat.tap("Undo", user=BO)
    chat.at += timedelta(minutes=2)
    assert await chat.corrected() == []
    await chat.say(f"/quote {museum}", user=BO)
    await chat.tap("1", user=BO)
    await chat.tap("Not a quote", user=BO)
    chat.at += timedelta(minutes=2)
    [gone] = await chat.corrected()

    await chat.say(f"/undo {museum}", user=BO)
    chat.at += timedelta(minutes=2)
    [back] = await chat.corrected()

    assert "This is not a quote: “The museum opens again in May.”" in gone.text
    assert "Ann Adler said this after all" in back.text


@pytest.fixture
async def by_name(chat, museum):
    """Bo types whose the quote is, which Ann Adler was shown as her own, a while later."""
    await reported(chat)
    shown = await looked_at(chat)

    async def decides(deed, after=20):
        chat.at += timedelta(seconds=after)
        return await chat.say(f"/quote {shown.line} {deed}", user=BO)

    return decides


async def told(chat, after=2):
    """What readers hear of the quote, without the article's name."""
    chat.at += timedelta(minutes=after)
    return [plain(one.text).split("\n")[1] for one in await chat.corrected()]


async def test_one_correction_of_what_is_decided_anew_in_time(chat, by_name):
    """
    However often within the minute: readers hear the last, and whose they knew it as.
    """
    for name in ("Ben Carter", "Carl Dunn", "Zoe Quill"):
        await by_name(f"by {name}", after=45)

    assert await told(chat) == [f"Zoe Quill said this: “{WORDS}” I showed it as Ann Adler’s."]


async def test_back_to_what_it_was_in_time(chat, by_name):
    """
    Given back to whom readers know it as: nobody hears of it.
    """
    await by_name("by Ben Carter")
    done = await by_name("by Ann Adler")

    assert done.told == 0
    assert await told(chat) == []


async def test_decided_anew_after_it_was_told(chat, by_name):
    """
    What readers have heard is corrected as such.
    """
    await by_name("by Ben Carter")
    await told(chat)
    await by_name("by Carl Dunn")

    assert await told(chat) == [f"Carl Dunn said this: “{WORDS}” I showed it as Ben Carter’s."]


async def test_the_first_decision_is_told_when_the_second_is_undone(chat, by_name):
    """
    It holds again, and readers have not heard of it.
    """
    await by_name("by Ben Carter")
    await by_name("by Carl Dunn")
    await chat.tap("Undo", user=BO)

    assert await told(chat) == [f"Ben Carter said this: “{WORDS}”"]


async def test_right_in_time_leaves_the_correction(chat, by_name):
    """
    A decision that is found right a moment later is told all the same.
    """
    await by_name("by Ben Carter")
    await by_name("right")

    assert await told(chat) == [f"Ben Carter said this: “{WORDS}” I showed it as Ann Adler’s."]


async def test_a_decision_under_a_later_one_stays(chat, museum):
    """
    What was decided anew is undone from the later end; nobody is told what is not so.
    """
    await reported(chat)
    shown = await looked_at(chat)
    await chat.say(f"/quote {shown.line} by Ben Carter", user=BO)
    chat.at += timedelta(minutes=2)
    await chat.corrected()
    await chat.say(f"/quote {shown.line} by Carl Dunn", user=BO)
    chat.at += timedelta(minutes=2)
    await chat.corrected()
    later, first = await chat.store.mends_of(museum)

    refused = await chat.say(f"/quote undo {museum} {first.id}", user=BO)
    chat.at += timedelta(minutes=2)

    assert refused.reason == "That was decided anew since; undo the later one."
    assert await chat.corrected() == []
    assert [one.id for one in await chat.store.mends_of(museum)] == [later.id, first.id]


async def test_a_quote_and_a_headline_are_told_apart(chat, museum):
    """
    A headline put right in the same minute does not swallow the quote's correction.
    """
    await reported(chat)
    await by_carter(chat)
    await chat.say(f"/title {museum} Museum opens in May", user=BO)
    chat.at += timedelta(minutes=2)

    told = sorted(plain(one.text).split("\n")[1] for one in await chat.corrected())

    assert told[0].startswith("Ben Carter said this")
    assert told[1] == "The headline is now “Museum opens in May”."


async def test_nothing_changes_for_readers(chat, museum):
    """
    What was right is told to nobody.
    """
    await reported(chat)
    await looked_at(chat)
    await chat.tap("It is right", user=BO)
    chat.at += timedelta(minutes=2)

    assert await chat.corrected() == []


async def test_admins_mend_from_the_sentence(chat, museum):
    """
    Where readers report, admins mend.
    """
    await chat.say("/quotes adler", user=BO)
    await chat.tap("¹", user=BO)

    assert isinstance(await chat.tap("Mend", user=BO), QuoteShown)


async def test_a_waiting_article_is_mended_before_anybody_sees_it(chat, museum):
    """
    Quotes of an article that nobody sees are put right without a word to anybody.
    """
    await chat.store.change_state(museum, "waiting", by=BO, at=chat.at)
    await chat.say(f"/quote {museum}", user=BO)
    await chat.tap("1", user=BO)
    done = await chat.tap("Said by Ben Carter", user=BO)
    await chat.say(f"/publish {museum}", user=BO)

    assert done.told == 0
    assert f"“{WORDS}”\nBen Carter" in printed(await chat.say("/quotes ben carter"))


@pytest.mark.parametrize(
    "line",
    ["/quote x", "/quote 99", "/quote 1 2", "/quote 1 0 abcdef", "/quote undo 1 7",
     "/quote 99 0 abcdef", "/quote 1 0 abcdef by X"],
)  # fmt: skip
async def test_says_how_to_ask(chat, museum, line):
    """
    What cannot be done is refused, and nothing changes.
    """
    before = await chat.store.audit(limit=1)

    assert isinstance(await chat.say(line, user=BO), Refused)
    assert await chat.store.audit(limit=1) == before


@pytest.mark.parametrize("deed", ["by", "maybe", "by " + "x" * 101, "by .", "by - -", "by 7"])
async def test_no_decision(chat, museum, deed):
    """
    Words that decide nothing say which ones do.
    """
    await chat.say(f"/quote {museum}", user=BO)
    shown = await chat.tap("1", user=BO)

    answer = await chat.say(f"/quote {shown.line} {deed}", user=BO)

    assert "right, hide, unclear" in answer.reason


async def test_the_speaker_under_another_name(chat, museum):
    """
    Somebody renamed across articles is no other candidate; named again, the quote is right.
    """
    [adler] = await chat.store.people_named("ann adler")
    await chat.say(f"/person name {adler.id} Anna Adler-Brandt", user=BO)
    await reported(chat)
    shown = await looked_at(chat)

    done = await chat.say(f"/quote {shown.line} by ann adler", user=BO)

    assert shown.who == "Anna Adler-Brandt, the mayor"
    assert "Said by Ann Adler" not in printed(shown)
    assert done.done == "Right as it is, said by Anna Adler-Brandt."
    assert f"“{WORDS}”\nAnna Adler-Brandt" in printed(await chat.say("/quotes adler"))


def test_candidates_stand_nearest_first():
    """
    People come before bodies, and those named near the quote before those far away; whoever is
    quoted is a person, even with the name of a place.
    """
    text = f"Far away Ann Adler sat. The Bridge Trust met. Near by Ben Carter: “{WORDS}”"
    entities = [
        make.person("Ann Adler"),
        make.person("Bridge Trust", kind="organisation"),
        make.person("Ben Carter"),
        make.person("Rome", kind="place"),
    ]
    places = [(text.index(one.name), one.name, one.kind) for one in entities[:3]]
    found = make.analysis(
        entities=entities,
        quotes=[make.quote(text, f"“{WORDS}”")],
        mentions=[Mention(at, at + len(name), name, name, kind) for at, name, kind in places],
    )

    other = replace(found.quotes[0], speaker="Rome")
    both = replace(found, quotes=(*found.quotes, other))

    assert candidates(found, found.quotes[0]) == ("Ben Carter", "Ann Adler", "Bridge Trust")
    assert set(candidates(both, both.quotes[0])) >= {"Ben Carter", "Rome"}
