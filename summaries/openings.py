"""The first words of a report by which it is known when it has no headline worth the name."""

import re
from collections.abc import Sequence

from summaries.coverage import YOU_AND_I
from summaries.model import Sentence
from summaries.passages import SINGLE, is_debris, passages
from summaries.sentences import sentences
from summaries.untold import is_notice, is_untold

#: The report begins within so many letters.
LOOKED_AT = 1500

#: A heading of so many words on top may be the headline.
HEADLINE_WORDS = range(5, 17)

#: A video player's button before its caption; a line of a cast list.
NO_HEADLINE = re.compile(
    r"(?:CLOSE|CLICK|LISTEN|WATCH|VIDEO|PHOTOS?|Enlarge|View|Skip|EMBED)\b"
    r"|With [A-Z].*, .* and [A-Z]|(?:NEWS )?IN BRIEF\b"
    r"|(?:Chair(?:man|woman)?|Director|Secretary|President|Editor), [A-Z]"
)

#: Buttons of a video player printed in one line with what follows them.
PLAYER = re.compile(
    r"(?:CLOSE|Skip in)\s+(?:(?:Skip(?: in)?|Embed|Share|x|X|CLOSE|Autoplay)\s+)+"
)


def first_words(text: str) -> str:
    """Return a text from where its report begins: captions and notices before it left out.

    Args:
        text: of an article; without a sentence near its start it is returned as it is.
    """
    player = PLAYER.match(text)
    text = text[player.end() :] if player else text
    start = text[:LOOKED_AT]
    split = sentences(start)
    if split and _heads(start[split[0].start : split[0].end], split[0]):
        return text[split[0].start :]
    for passage in passages([start], [split]):
        if not (passage.text.startswith(("(", "[")) or is_untold(passage.text)):
            return text[_begins(start, split, split[passage.number]) :]
    return text


def is_headline(title: str) -> bool:
    """Tell whether what stands as an article's headline reads like one."""
    words = title.strip()
    return bool(words) and not NO_HEADLINE.match(words)


def _heads(line: str, sentence: Sentence) -> bool:
    return (
        sentence.heading
        and len(line.split()) in HEADLINE_WORDS
        and is_headline(line)
        and "(" not in line
        and not (
            is_debris(line.lower(), line.lower().split(), SINGLE)
            or is_untold(line)
            or YOU_AND_I.search(line)
        )
    )


def _begins(text: str, split: Sequence[Sentence], sentence: Sentence) -> int:
    """Return where the paragraph of a sentence begins, its dateline and notices left out."""
    own = (one for one in split if one.paragraph == sentence.paragraph)
    told = (one.start for one in own if not is_notice(text[one.start : one.end]))
    return min((*told, sentence.start))
