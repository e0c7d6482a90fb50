"""What a newsletter prints around its text goes, and is listed; the same words within stay."""

import pytest

from summaries.clean import clean_html, clean_text
from summaries.clean.mailing import article_of_mail, is_mailing

TITLE = "Night ferry opens in Westhaven harbour"
PROSE = (
    "The harbour town of Westhaven opened a night ferry on Monday, the first in its long "
    "history of shipping between the islands.",
    "“We are glad that it sails at last,” said Mayor Ada Example, who took the first trip "
    "together with forty schoolchildren.",
    "Tickets for the ferry cost five euros, children pay nothing, and dogs travel free of "
    "charge, as they always have.",
)


@pytest.mark.parametrize(
    "below",
    [
        (
            "--",
            "You are receiving this email because you asked for it.",
            "Unsubscribe: https://a.b/c",
        ),
        ("_____", "To unsubscribe from this list, click here.", "Manage your preferences"),
        (
            "Harbour Digest",
            "12 Quay Street",
            "This email was sent to ann@paper.example",
            "Unsubscribe",
        ),
        ("--", "Ann Example", "Harbour Digest"),
        ("If you no longer wish to receive our news, reply with “stop”.",),
        ("© 2026 Harbour Digest", "Unsubscribe | View in browser"),
        (
            "Sie erhalten diese E-Mail, weil Sie sich angemeldet haben.",
            "Newsletter abbestellen",
        ),
        ("Vous recevez cet e-mail car vous êtes abonné.", "Se désabonner"),
        ("Recibes este correo porque te suscribiste.", "Darse de baja"),
    ],
)
def test_the_end_of_a_newsletter_goes(below):
    """
    Why it came, how to end it and who sent it are no part of the article, and are listed.
    """
    cleaned = clean_text("\n\n".join([TITLE, *PROSE, *below]))

    assert cleaned.text.split("\n") == list(PROSE)
    assert [line.text for line in cleaned.removed][-len(below) :] == list(below)


def test_the_door_to_the_browser_above_a_newsletter_goes():
    """
    It is no headline either.
    """
    cleaned = clean_text("\n\n".join(["View this email in your browser", TITLE, *PROSE]))

    assert (cleaned.title, cleaned.text.split("\n")) == (TITLE, list(PROSE))


def test_a_newsletter_as_a_page_ends_alike():
    """
    In HTML the same lines go.
    """
    below = "You are receiving this newsletter because you asked for the news of the harbour."
    body = "".join(f"<p>{one}</p>" for one in (*PROSE, below))

    cleaned = clean_html(f"<html><body><h1>{TITLE}</h1>{body}</body></html>")

    assert cleaned.text.split("\n") == list(PROSE)
    assert below in [line.text for line in cleaned.removed]


def test_the_end_of_a_newsletter_goes_above_doors_to_other_articles():
    """
    What follows it may be debris of another kind.
    """
    below = (
        "You are receiving this newsletter because you asked for the news of the harbour.",
        "Most read: the long story of how the harbour was built and who paid for it in the end",
    )

    cleaned = clean_text("\n\n".join([TITLE, *PROSE, *below]))

    assert cleaned.text.split("\n") == list(PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "Unsubscribe links are required by law, the regulator said.",
        "You are not receiving what you paid for, the minister told them.",
        "This week was sent into history by the harbour.",
        "Forwarding agents in the harbour went on strike on Monday.",
    ],
)
def test_a_sentence_on_newsletters_stays(line):
    """
    Only the fixed phrases of newsletters count, and only around the text.
    """
    assert not is_mailing(line)
    assert line in clean_text("\n\n".join([*PROSE, line, PROSE[0]])).text
    assert line in clean_text("\n\n".join([*PROSE, line])).text


def test_the_same_words_within_an_article_stay():
    """
    Behind them the article goes on.
    """
    lines = ["Unsubscribe: that is what he wanted.", *PROSE[:2]]

    assert article_of_mail([PROSE[2], *lines]) == (0, 4)
    assert article_of_mail(["Unsubscribe"]) == (0, 1)
    assert article_of_mail([]) == (0, 0)
