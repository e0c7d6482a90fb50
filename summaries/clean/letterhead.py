"""What stands above a report at the top of a text: paper, headline, day, writer, address."""

from collections.abc import Sequence

from summaries.clean.headlines import FEWEST_WORDS, is_address, is_heading
from summaries.clean.imprint import is_dateline, is_masthead, outlet_in

#: So many lines of a page's head stand above a headline, so many of date and writer below.
_MOST_ABOVE, _MOST_BELOW = 3, 4
_MOST_TOLD = 20
_PROSE_WORDS, _SENTENCE, _ENDS = 15, 8, frozenset('.!?”"')


def letterhead(
    lines: Sequence[str], apart: Sequence[bool], *, document: bool
) -> tuple[int, str]:
    """Return how many lines at the top are headline, date, writer or address; the headline.

    A headline alone has to be set apart from it by a blank line, unless the text was
    written as a document. So a text that was cleaned before has no letterhead.
    """
    start = _above_headline(lines)
    titled = start < len(lines) and (is_heading(lines[start]) or _is_told(lines[start:]))
    end = start + titled
    most = min(len(lines), end + _MOST_BELOW)
    while end < most and _is_about(lines[end], titled=titled):
        end += 1
    if end in {0, len(lines)}:
        return 0, ""
    dated = end > int(titled)
    told = document or dated or apart[end]
    if not (told and (document or _is_prose(lines[end], dated=dated))):
        return 0, ""
    # Above an address stands the name of whoever sends the letter.
    sent = start + 1 < len(lines) and is_address(lines[start + 1])
    return end, lines[start] if titled and not sent else ""


def _is_told(lines: Sequence[str]) -> bool:
    """Say whether a first line is a headline because outlet or day stand right below it.

    It may be a whole sentence, which without them would be one of the report.
    """
    if len(lines) < 3 or is_dateline(lines[0]) or is_address(lines[0]):
        return False
    short = FEWEST_WORDS <= len(lines[0].split()) <= _MOST_TOLD and lines[0][-1] not in ",:;"
    return short and (is_dateline(lines[1]) or bool(outlet_in(lines[1])))


def _is_prose(line: str, *, dated: bool) -> bool:
    """Say whether a line begins a report; below a date a short sentence is enough."""
    words = len(line.split())
    return words >= _PROSE_WORDS or (dated and words >= _SENTENCE and line[-1] in _ENDS)


def _is_about(line: str, *, titled: bool) -> bool:
    """Say whether a line below a headline is date, writer, address or outlet."""
    return is_dateline(line) or is_address(line) or (titled and bool(outlet_in(line)))


def _above_headline(lines: Sequence[str]) -> int:
    """Return how many lines at the top are the head of a page: its paper, its date."""
    count = 0
    while count < min(len(lines), _MOST_ABOVE):
        line = lines[count]
        below = lines[count + 1 : count + 3]
        named = is_masthead(line) and any(is_heading(one) or is_dateline(one) for one in below)
        if not (named or is_dateline(line)):
            break
        count += 1
    return count
