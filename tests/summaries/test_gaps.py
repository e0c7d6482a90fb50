"""What rules make of a network's finding: where quotes end, and whose they are."""

import pytest

from summaries.attribution import attributions
from summaries.edges import edged
from summaries.gaps import completed
from summaries.marks import segments
from summaries.model import Attribution
from summaries.sentences import sentences


def place(text, words):
    at = text.index(words)
    return at, at + len(words)


def said(text, contents, cue="", source=""):
    """Return an attribution by the words it consists of; contents are parted by |."""
    return Attribution(
        tuple(place(text, words) for words in contents.split("|") if words),
        place(text, cue) if cue else None,
        place(text, source) if source else None,
        place(text, source.split()[-1]) if source else None,
    )


#: Text, what the network took for said, what is said.
EDGES = [
    (
        "She said: 'It is ours. 'We keep it. 'All of it.' Adler left.",
        "'It is ours. 'We keep it. 'All of it.'",
        "'It is ours.|'We keep it.|'All of it.'",
    ),
    (
        "She said: 'It is ours. 'We keep it.' Adler left.",
        "'It is ours. '",
        "'It is ours.",
    ),
    (
        "Adler emailed supporters saying: “The work goes on” and went.",
        "supporters saying: “The work goes on”",
        "“The work goes on”",
    ),
    (
        "Adler said of the new bridge: “It is safe.”",
        "the new bridge: “It is safe.”",
        "“It is safe.”",
    ),
    (
        "Adler says the town is divided over it: “It is safe.”",
        "the town is divided over it: “It is safe.”",
        "the town is divided over it: “It is safe.”",
    ),
    (
        "He said he was too busy to look: “I have no time,” he wrote.",
        "he was too busy to look: “I have no time,”",
        "he was too busy to look|“I have no time,”",
    ),
    (
        "The band called the mayor to the stage, singing “It’s Our Bridge.”",
        "the mayor to the stage, singing “It’s Our Bridge.”",
        "“It’s Our Bridge.”",
    ),
    (
        "As Adler said, “You wake up one day.” Therefore any attempt is late.",
        "“You wake up one day.” Therefore any attempt",
        "“You wake up one day.”",
    ),
    (
        "Which Adler called “a disgrace” — one question that has emerged.",
        "“a disgrace” — one question that has emerged",
        "“a disgrace”",
    ),
    (
        "Critics, among them Ann Adler – “It is unsafe” – and Bo Brandt, agree.",
        "Critics, among them Ann Adler – “It is unsafe” – and Bo Brandt",
        "“It is unsafe”",
    ),
    (
        "Adler used the phrase “bridge of sighs” often in the campaign.",
        "“bridge of sighs” often in the campaign",
        "“bridge of sighs”",
    ),
    (
        "“We're alive, unlike them” at the other harbour, he said.",
        "“We're alive, unlike them” at the other harbour",
        "“We're alive, unlike them” at the other harbour",
    ),
    (
        "“Is it safe?” Adler asked the engineers.",
        "“Is it safe?” Adler asked",
        "“Is it safe?” Adler asked",
    ),
]


@pytest.mark.parametrize(("text", "taken", "expected"), EDGES)
def test_a_quote_ends_at_its_marks(text, taken, expected):
    """
    Words that only lead to a quote, and the paper's words behind it, are none of it.
    """
    found = edged(text, (place(text, taken),), segments(text))

    assert "|".join(text[slice(*one)] for one in found) == expected


@pytest.mark.parametrize("object_", ["it, ", "it: ", "him: "])
def test_a_pronoun_before_the_marks_belongs_to_the_verb(object_):
    """
    In "as she puts it, “…”" the words said begin with their mark.
    """
    text = f"{object_}“The bridge will outlive us all.”"

    assert edged(text, ((0, len(text)),), segments(text)) == ((len(object_), len(text)),)


def test_an_interrupted_quote_goes_on_with_its_marks():
    """
    Behind "“…,” she wrote in a letter about it, “…”" the words between are the paper's.
    """
    text = "“It is late,” she wrote in a letter telling why she left, “but not too late.”"
    parts = (
        place(text, "“It is late,”"),
        place(text, "why she left, “but not too late.”"),
    )

    found = edged(text, parts, segments(text))
    assert text[slice(*found[1])] == "“but not too late.”"


#: Text; what the network found as (contents, cue, source); who says which quote in the end.
SOURCES = [
    (
        "The plan has been called “a sham” by Ann Adler, a professor.",
        [("“a sham”", "has been called", "")],
        [("“a sham”", "Ann Adler")],
    ),
    (
        "Adler sent a letter to harbour leaders opposing “the new toll”.",
        [("“the new toll”", "opposing", "harbour leaders")],
        [("“the new toll”", "Adler")],
    ),
    (
        "Her voice rose in her last demand: “Open the bridge!” Visitors still praise her.",
        [("“Open the bridge!”", "still praise", "Visitors")],
        [],
    ),
    (
        "Ann Adler had one demand in 1987: “Open the bridge!” Visitors still praise her.",
        [("“Open the bridge!”", "still praise", "Visitors")],
        [("“Open the bridge!”", "Ann Adler")],
    ),
    (
        "A panel kept him from being seen, as The Daily Gull put it, as “the boss.”",
        [],
        [],
    ),
    (
        "A panel attacked his plan, and he is, as The Daily Gull put it last week, “the boss.”",
        [("his plan|“the boss.”", "attacked", "A panel")],
        [("his plan", "A panel"), ("“the boss.”", "The Daily Gull")],
    ),
    (
        "As the columnist Ann Osgood had written years before, “We need a harbour.”",
        [],
        [("“We need a harbour.”", "the columnist Ann Osgood")],
    ),
    (
        "His eyes shone, as if to say, “Did you see that?”",
        [("“Did you see that?”", "to say", "His eyes")],
        [("“Did you see that?”", "His eyes")],
    ),
    (
        "“It is open,” Mr. Adler said on Monday in Westhaven, where Ms. Brandt also spoke. "
        "“It is safe.”",
        [
            ("“It is open,”", "said", "Mr. Adler"),
            ("“It is safe.”", "also spoke", "Ms. Brandt"),
        ],
        [("“It is open,”|“It is safe.”", "Mr. Adler")],
    ),
    (
        "“It is open,” Adler said. Brandt shook her head and whispered. “It is not.”",
        [("“It is open,”", "said", "Adler"), ("“It is not.”", "whispered", "Brandt")],
        [("“It is open,”", "Adler"), ("“It is not.”", "Brandt")],
    ),
    (
        "“They know who is strong enough to stop it,” a voice in the ad states.",
        [("“They know who is strong enough to stop it,”", "", "")],
        [("“They know who is strong enough to stop it,”", "a voice in the ad")],
    ),
    (
        "The statement told of the harm: “It was dark,” the union wrote.",
        [("“It was dark,”", "told of", "The statement")],
        [("“It was dark,”", "the union")],
    ),
    (
        "“It is late,” a friend said. “It was dark,” an aide to Bo Adler added.",
        [("“It is late,”|“It was dark,”", "said", "a friend")],
        [("“It is late,”", "a friend"), ("“It was dark,”", "an aide to Bo Adler")],
    ),
    (
        "Ann Adler defends it on the air: “It was dark,” the mayor says.",
        [("“It was dark,”", "defends", "Ann Adler")],
        [("“It was dark,”", "Ann Adler")],
    ),
    (
        "Ann Adler said: “It was dark,” the Gull reported.",
        [("“It was dark,”", "said", "Ann Adler")],
        [("“It was dark,”", "Ann Adler")],
    ),
    (
        "“It was dark,” the Gull quoted Ann Adler, a nurse, as saying.",
        [("“It was dark,”", "quoted Ann Adler, a nurse, as saying", "the Gull")],
        [("“It was dark,”", "Ann Adler")],
    ),
    (
        "The Gull quoted one of her aides as saying “it is dark” there.",
        [("one of her aides as saying “it is dark” there", "quoted", "The Gull")],
        [("“it is dark” there", "one of her aides")],
    ),
    (
        "The Gull quoted Mr. Adler as saying, “It was dark.”",
        [("Mr. Adler as saying, “It was dark.”", "quoted", "The Gull")],
        [("“It was dark.”", "Mr. Adler")],
    ),
    (
        "“It was dark.” The Gull quoted Ann Adler, a nurse.",
        [("“It was dark.”|Ann Adler, a nurse", "quoted", "The Gull")],
        [("“It was dark.”", "Ann Adler")],
    ),
    (
        "The bridge was described as “a milestone” by Ann Adler, its builder.",
        [("“a milestone” by Ann Adler, its builder", "was described as", "The bridge")],
        [("“a milestone”", "Ann Adler")],
    ),
    (
        "Pressed by one of us, she left, adding: “It is late.” Later Ann Adler agreed.",
        [("“It is late.”", "adding", "Ann Adler")],
        [("“It is late.”", "she")],
    ),
    (
        "The minister left, adding: “It is late.” Later Ann Adler agreed.",
        [("“It is late.”", "adding", "Ann Adler")],
        [],
    ),
    (
        "“It is a step”, said Mayan. Lead author Bo Delfoss agreed.",
        [("“It is a step”", "said", "Mayan. Lead author Bo Delfoss")],
        [("“It is a step”", "Mayan")],
    ),
    (
        "At a rally in Westhaven, N.H., on Monday, Ann Adler gave way, saying it was late.",
        [("it was late", "saying", "")],
        [],
    ),
    (
        "Jo Adler, whose book “The Bridge That Nobody Wanted” sold well, said nothing.",
        [],
        [],
    ),
]


@pytest.mark.parametrize(("text", "own", "expected"), SOURCES)
def test_a_quote_goes_to_whom_its_sentence_names(text, own, expected):
    """
    Where the network names nobody, or the wrong one, a plain sentence decides.
    """
    found = completed(text, (0, len(text), segments(text)), [said(text, *one) for one in own])

    assert [
        ("|".join(text[a:b] for a, b in one.contents), text[slice(*one.source)])
        for one in found
        if one.source
    ] == expected


def test_a_signature_below_a_quote_names_who_said_it():
    """
    A line of its own behind a dash, with the name that the paragraph above is signed by.
    """
    text = (
        "Voters gave many reasons.\n\n“I went to the harbour before the flood.”\n\n"
        "- Ann Adler.\n\n“It is safe.”\n\n—Bo Brandt, writing from Westhaven."
    )

    found = [one for one in attributions(text, sentences(text)) if one.source]
    assert [text[slice(*one.source)] for one in found] == ["Ann Adler", "Bo Brandt"]


@pytest.mark.parametrize(
    "text",
    [
        "In her new book, “Doomed to Row,” Ms. Adler said the bridge was late.",
        "He sang the anthem “A Bridge Will Come,” and Adler said she was moved.",
        "On WGN’s “Good Day Westhaven,” Ann Adler said the bridge was late.",
    ],
)
def test_the_name_of_a_work_is_no_quote(text):
    """
    A book's or a song's name in quotation marks is not what its author said.
    """
    found = attributions(text, sentences(text))

    assert not any(text[a] == "“" for one in found for a, _ in one.contents)
