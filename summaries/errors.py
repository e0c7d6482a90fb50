"""What can go wrong in text analysis."""


class SummariesError(Exception):
    """Text analysis could not be done; the article is kept without it."""


class UnsupportedLanguage(SummariesError):
    """Nothing is known about this language.

    Attributes:
        language: its ISO 639-1 code.
    """

    def __init__(self, language: str) -> None:
        super().__init__(f"no word lists for language {language!r}")
        self.language = language
