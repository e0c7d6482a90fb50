"""Roles as printed beside a name: what belongs to them, and what says nothing by itself."""

import pytest

from summaries.languages import language
from summaries.mentions import entities, mentions
from summaries.model import Article
from summaries.relative_roles import fullest, telling
from summaries.sentences import sentences

WORDS = language("en")

ROLES = [
    ("In the year of Mrs. Ann Adler, Rowe's mother was on the council.", ""),
    ("Ann Adler, Rowe's mother, was on the council.", "Rowe's mother"),
    # a mark that closes a quotation, a possessive, and what only the article's context explains
    (
        "He said: 'It is in the Harbor Kingdom.' Miss Rowe's father Ann Adler left.",
        "Miss Rowe's father",
    ),
    ("Harbor News’ Ann Adler asked.", "Harbor News"),
    ("She met Bo Rowe and Ann Adler, the current state auditor, there.", "state auditor"),
    # what stands beside the name is a verb, a date line or another sentence
    ("That will almost certainly force Sen. Ann Adler to stay.", "Sen."),
    (
        "He spoke there, denouncing Harbor Party nominee Ann Adler as weak.",
        "Harbor Party nominee",
    ),
    ("Others are backing Senator Ann Adler for the job.", "Senator"),
    ("They mocked what they called President Ann Adler’s delay.", "President"),
    ("The result led Harbor Party Chairman Ann Adler to resign.", "Harbor Party Chairman"),
    ("WESTHAVEN - Harbor Party leader Ann Adler left.", "Harbor Party leader"),
    ("He attacked the Rowe Deal. Ann Adler had signed it.", ""),
    ("He praised House Speaker Bo Rowe. Ann Adler did not.", ""),
    ("Writer Bo Rowe told Harbor News founder Ann Adler so.", "Harbor News founder"),
    ("He is a strategist for Mrs. Ann Adler in Westhaven.", ""),
    ("She was a friend of Mr. Ann Adler in those days.", ""),
    ("US Senator Ann Adler left.", "US Senator"),
    ("Managing director Ann Adler left.", "Managing director"),
    # an apposition that is a clause, or the next of a list
    ("Ann Adler, could face the mayor in court, too.", ""),
    ("Ann Adler, defended her father the mayor on Monday.", ""),
    ("Ann Adler, saying the harbor mayor had lied, left.", ""),
    ("Ann Adler, coach Bo Rowe and director Carl Li left.", ""),
    ("Ann Adler, the two million members of the union said.", ""),
    ("Ann Adler, host of the harbor show, refused to go.", "host of the harbor show"),
    ("Ann Adler, especially as the mayor stays, is in doubt.", ""),
    # somebody to somebody else
    ("Ann Adler, his Senate colleague and campaign rival, left.", ""),
    ("His wife, Ann Adler, left.", ""),
    ("Rival Ann Adler left.", ""),
    ("Ann Adler, a friend, left.", ""),
    ("Ann Adler, his top aide, left.", ""),
    ("Ann Adler, Rowe’s sister, left.", "Rowe’s sister"),
    ("Ann Adler, a mother of two, left.", "mother of two"),
    ("Ann Adler, his campaign spokeswoman, left.", "campaign spokeswoman"),
    ("Ann Adler, now a director of the Harbor Fund, left.", "director of the Harbor Fund"),
    ("Ann Adler, another partner at Rowe Brothers, left.", "partner at Rowe Brothers"),
    ("He would support Rowe as the nominee, Adler said. Ann Adler left.", ""),
    ("Ann Adler, a candidate whose appeal is broad, left.", "candidate"),
    ("His rival Sen. Ann Adler left.", "Sen."),
    ("Ann Adler, fellow at the Harbor Institute, left.", "fellow at the Harbor Institute"),
    ("Best-selling author Ann Adler left.", "Best-selling author"),
    ("If it’s Gov. Ann Adler who leaves, they stay.", "Gov."),
    ("They met Ann Adler at Harbor University parties.", ""),
    ("Ann Adler, his colleague and ex-rival, left.", ""),
    ("They wrote to Ann Adler from the Harbor Department last week.", ""),
    ("Ann Adler from the Harbor Department said so.", "Harbor Department"),
    ("They met Ann Adler, with whom Ann Adler of the Harbor Fund came.", "Harbor Fund"),
    ("Speaker of the House Rep. Ann Adler left.", "Speaker of the House"),
    ("The city’s Muslim mayor, Ann Adler, left.", "city’s Muslim mayor"),
    ("Ann Adler, a Muslim mayor, left.", "mayor"),
    ("Ann Adler, a Jewish leader in Westhaven, left.", "Jewish leader in Westhaven"),
    # the fuller of two
    ("Sen. Ann Adler left. Harbor Sen. Ann Adler returned.", "Harbor Sen."),
    ("Sen. Ann Adler left. Ann Adler, a critic of the mayor, returned.", "Sen."),
]


@pytest.mark.parametrize(("text", "role"), ROLES, ids=[text[:40] for text, _ in ROLES])
def test_roles(text, role):
    """
    A role is a noun phrase about this person that says something without the article.
    """
    article = Article(1, text)
    found = entities(article, mentions(article, sentences(text)))

    assert [one.role for one in found if one.name == "Ann Adler"] == [role]


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("co-author of", "co-author"),
        ("co-author of ''Those Guys", "co-author"),
        ("author of ''Harbor Days,''", "author of ''Harbor Days,''"),
        ("longtime friend", ""),
        ("friend to the family", "friend to the family"),
        ("Adler aide", "Adler aide"),
        ("president", ""),
        ("President", "President"),
        ("wife and mother", ""),
        ("wife and lawyer", "wife and lawyer"),
        ("neighbor", "neighbor"),
        ("same lawyer", "lawyer"),
        ("", ""),
    ],
)
def test_telling(printed, role):
    """
    What only the article's context explains is no role.
    """
    assert telling(printed, WORDS) == role


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        ((), ""),
        (("", "mayor"), "mayor"),
        (("candidate", "Harbor Party candidate"), "Harbor Party candidate"),
        (("Mayor", "mayor of Westhaven"), "Mayor"),
        (("Gov.", "critic of the mayor", "governor of Adlershire"), "governor of Adlershire"),
        (("Lt.", "Navy Lt."), "Navy Lt."),
        (("lawyer", "Mayor"), "lawyer"),
    ],
)
def test_fullest(roles, role):
    """
    A short word gives way to a longer role, an office only to the same office.
    """
    assert fullest(roles) == role
