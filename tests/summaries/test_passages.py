"""Which sentences a summary may choose."""

import pytest

from summaries.passages import passages
from summaries.sentences import sentences

FERRY = "The night ferry to Westhaven sank off Gull Point on Tuesday."


def candidates(text):
    return [passage.text for passage in passages([text], [sentences(text)])]


@pytest.mark.parametrize(
    "sentence",
    [
        "GOOD EVENING AND WELCOME to what the day brought.",
        "Clara Brandt reports live from the harbour for the Lund News.",
        "CLOSE the picture and go on with the story of the ferry.",
        "Sign up for our letters and never miss a ferry.",
        "Our newsletter brings you more about ferries each day.",
        "Find the timetable of the ferry on www.ferry.example at any time.",
        "Photo: the ferry left the harbour of Lund before dawn.",
        "Read  more about the ferry on the next page.",
        "Enter a name and your email address below the ferry.",
        "Thank you for subscribing to what the ferry brings.",
        "She said “no and left the ferry.",
        "They all left the ferry before …",
        "Nobody knew why.",
        "14:11 EST, 25 October 2013 . | .",
        "Last updated at 3:31 p.m. on Monday, July 19th 2011.",
        "Please enable scripts to see the timetable of the ferry.",
        "Editor’s note: The ferry belongs to the owner of this paper.",
        "Additional reporting by Ann Example and Bob Adler.",
        "Bob Adler / Via ferry.example A picture of the ferry.",
    ],
)
def test_debris_and_halves_are_no_candidates(sentence):
    """
    Words of the page, scripts, notices of broadcasts, halves and scraps stay out.
    """
    assert candidates(f"{FERRY}\n{sentence}") == [FERRY]


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO and the EU told the UN and UNICEF of the ferry.",
        "The report told the Lund News of all that was known.",
        "A subscription to the ferry costs forty crowns a month.",
        "The harbour wrote to the private email address of its mayor.",
        "Forty workers were asked to sign up for a cut of their pay.",
        "A theft of login names cost the ferry a thousand subscribers.",
        "Clara Brandt spotted a sign in the crowd before the harbour.",
        "The harbour said that it was against its terms of service.",
        "Video of the ferry was shown to the judges of Lund on Monday.",
        "Nobody on the ferry could read more than a headline of it.",
    ],
)
def test_what_only_looks_like_debris_is_a_candidate(sentence):
    """
    Names in capitals, reports and words that begin like those of a page are news.
    """
    assert candidates(f"{FERRY}\n{sentence}") == [FERRY, sentence]


@pytest.mark.parametrize(
    "credit",
    ["(Bob Adler / Staff Photographer)", "(Bob Adler/AP, Pool)", "AP Photo/Bob Adler"],
)
def test_what_is_seen_in_a_picture_is_no_candidate(credit):
    """
    Who took a picture stands behind its caption, in the same line, and not below it.
    """
    caption = "The ferry leaves the harbour of Lund before dawn."

    assert candidates(f"{caption} {credit}\n{FERRY}") == [FERRY]
    assert candidates(f"{caption}\n{credit}\n{FERRY}") == [caption, FERRY]


def test_lines_of_a_page_that_was_put_into_one_are_no_candidates():
    """
    Full stops set apart end its captions and headings, and stand where a sentence was torn.
    """
    told = [
        "The night ferry sank on Tuesday.",
        "Nobody on board was hurt at all.",
        "Clara Brandt said . . . that it was late.",
        "The captain was asked to come to Lund.",
        "The next ferry sails on Friday at noon.",
    ]
    page = [
        told[0],
        "Alarm: The captain of the ferry saw the rocks .",
        "The harbour of Lund before dawn .",
        *told[1:3],
        "It was the . second one this year to sink there.",
        "A crane lifts what is left of it .",
        *told[3:],
    ]

    assert candidates(" ".join(page)) == told


def test_one_full_stop_set_apart_ends_a_caption_in_a_page_of_one_line():
    """
    There, no other line ends it.
    """
    report = " ".join(f"The night ferry number {n} to Westhaven sank." for n in range(30))

    assert "Divers near the ferry ." not in candidates(
        f"{report} Divers near the ferry . {FERRY}"
    )
    assert candidates(f"{report} Divers near the ferry . {FERRY}")[-1] == FERRY


def test_a_slip_of_the_pen_is_a_candidate():
    """
    Where a few full stops are set apart, or nearly all, they end sentences of the article.
    """
    slip = "The night ferry to Westhaven sank on Tuesday ."
    apart = [f"The ferry {number} sailed on a Tuesday ." for number in "abcdef"]

    assert candidates(f"{slip} {FERRY}") == [slip, FERRY]
    assert candidates(" ".join(apart)) == apart
