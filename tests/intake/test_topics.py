"""The operator's topics, read from a file."""

import pytest

from bot.errors import SettingsError
from bot.intake.topics import read_topics
from summaries.model import Topic


def test_own_topics_in_the_order_of_the_file(tmp_path):
    """
    A newsroom's own file takes the place of the topics that come with the bot.
    """
    path = tmp_path / "topics.toml"
    path.write_text(
        '[floods]\ntitle = "Floods"\nterms = ["flood", "high water"]\n'
        '[air-2]\ntitle = " Air "\nterms = ["smog"]\n',
        encoding="utf-8",
    )

    assert read_topics(path) == (
        Topic("floods", "Floods", ("flood", "high water")),
        Topic("air-2", "Air", ("smog",)),
    )


def test_topics_come_with_the_bot():
    """
    Without a file there is something to follow.
    """
    assert "north-korea" in {topic.slug for topic in read_topics()}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[Floods]\ntitle = 'Floods'\nterms = ['flood']", r"\[Floods\]"),
        ("[floods]\nterms = ['flood']", r"\[floods\]"),
        ("[floods]\ntitle = 'Floods'\nterms = []", r"\[floods\]"),
        ("[floods]\ntitle = 'Floods'\nterms = 'flood'", r"\[floods\]"),
        ("floods = 'flood'", r"\[floods\]"),
        ("[floods", "cannot be read"),
        ("\x00", "cannot be read"),
    ],
)
def test_a_wrong_topic_is_named_with_an_example(tmp_path, text, words):
    """
    The bot does not start on topics that it would have to guess at.
    """
    path = tmp_path / "topics.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError, match=words):
        read_topics(path)


def test_a_missing_file_is_named(tmp_path):
    """
    A misspelt path is said, with the path.
    """
    with pytest.raises(SettingsError, match=r"nowhere\.toml"):
        read_topics(tmp_path / "nowhere.toml")
