"""Page dumps and HTML to title, date, outlet and paragraphs; what goes is listed."""

from summaries.clean.cleaned import Cleaned, Removed, cut, kept
from summaries.clean.dump import clean_text
from summaries.clean.page import clean_html

__all__ = ["Cleaned", "Removed", "clean_html", "clean_text", "cut", "kept"]
