"""What is printed under a picture, beside a name, or before a colon in an article."""

import re

from summaries.languages.words import word_set
from summaries.verbless import has_verb

#: An agency before what its picture shows; somebody who does something in it as one looks at
#: it, on a day that is past.
CAPTION = re.compile(
    r"""(?:(?:The\ )?Associated\ Press|AP|Reuters|REUTERS|AFP|Getty|EPA)(?:\ (?:Photo|Images))?
        \ (?:An?|The|Two|Three|Some|People|Members|Protesters|In)\ [a-z]
    |(?:Left|Above|Below|Pictured|Clockwise\b[^,:]{0,20}|From\ (?:left|right))[,:]
    |(?:[A-Z][\w'’-]*)(?:\ [\w'’-]+){0,5}\ (?:stands?|rides?|walks?|sits?|rises?)\ [^,.]*
        ,?\ on\ [A-Z][a-z]+day\.$""",
    re.VERBOSE,
)

#: Who stands where in it; words of the page around it.
SIDE = re.compile(
    r"[A-Z][\w'’-]*, (?:(?:second|third|far|top|bottom) )?"
    r"(?:left|right|cent(?:er|re))(?:,| and )"
)
SIDES = ("left,", "right,", "center,", "centre,", "left and ", "right and ")
PAGE_WORDS = ("Pressphoto", "View Slideshow")

#: Who wrote the article.
WRITER = re.compile(
    r"""^(?:[A-Z][\w.'’-]+\ ){1,4}is\ (?:an?|the)\ (?:(?!of\b)[\w-]+\ ){0,4}
        (?:writer|editor|reporter|columnist|correspondent|contributor|blogger|author|fellow
        |professor)\ (?:at|for|of|in|with)\b(?!.*\b(?:who|was|has|said|had)\b)""",
    re.VERBOSE,
)
MOST_OF_WRITER = 220

#: A label before what a picture shows, or an item of a list: "Party animal: The owner …".
LABEL = re.compile(r"(?P<label>['‘]?[A-Z][\w.'’-]*(?: [\w.'’-]+){1,4}): (?=[A-Z])")

#: Labels of sentences that go on with a thought: "The result: Nobody came."
POINTERS = word_set(
    """the a an one two three another their his her its our my your this that and but so still
    then even for in on at also as no not according"""
)


def is_caption(sentence: str) -> bool:
    """Tell whether a sentence says what a picture shows, or who wrote the article."""
    if CAPTION.match(sentence) or any(words in sentence for words in PAGE_WORDS):
        return True
    if any(side in sentence for side in SIDES) and SIDE.search(sentence):
        return True
    return len(sentence) <= MOST_OF_WRITER and WRITER.match(sentence) is not None


def is_labelled(sentence: str) -> bool:
    """Tell whether a sentence begins with a label, as captions and items of a list do."""
    found = LABEL.match(sentence)
    if not found:
        return False
    label = found["label"]
    if label.split()[0].lower() in POINTERS or label.endswith(("'s", "’s")):
        return False
    return "'s " not in label and "’s " not in label and not has_verb(label)
