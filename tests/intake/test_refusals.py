"""All sentences that refuse something: a reason, and what to do next.

``python tests/intake/test_refusals.py`` prints them, to be read aloud.
"""

import ast
import re
from pathlib import Path

import pytest

import bot

FOLDERS = ("intake", "commands", "telegram")
#: What an admin can do next, or where to look.
NEXT = re.compile(
    r"\b(?:Send|Save|Pack|Print|Check|Open|Run|Paste|Split|Try|Remove)\b|/\w+|\{TAKEN\}|"
    r"\bneeds a\b|\{_EXAMPLE\}"
)
#: Said among other facts on a feed, which is asked again by itself.
FACTS = {"Its site asks programs not to fetch it."}


def refusals():
    """Return (file, line, sentence) of everything that is raised as an IntakeError."""
    found = []
    for folder in FOLDERS:
        for path in sorted((Path(bot.__file__).parent / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for call in ast.walk(tree):
                name = getattr(getattr(call, "func", None), "id", "")
                if name in {"IntakeError", "NotNow"} and call.args:
                    sentence = words(call.args[0])
                    if sentence:
                        found.append((path.name, call.lineno, sentence))
    return found


def words(node):
    """Return a sentence as it is written, what is filled in in braces."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value if isinstance(part, ast.Constant) else f"{{{ast.unparse(part.value)}}}"
            for part in node.values
        )
    return ""


@pytest.mark.parametrize(("file", "line", "sentence"), refusals())
def test_says_what_to_do_next(file, line, sentence):
    """
    A refusal is a reason and a next step, in whole sentences, without noise.
    """
    assert sentence in FACTS or NEXT.search(sentence), f"{file}:{line}"
    assert sentence[0].isupper() or sentence[0] == "{"
    assert sentence.endswith((".", "…", "{TAKEN}", "{number}", "{_EXAMPLE}"))
    assert not re.search(r"!|Oops|[Ee]rror|[Ii]nvalid", sentence)


def test_there_are_refusals():
    """
    The list is not empty because somebody renamed the error.
    """
    assert len(refusals()) > 30


if __name__ == "__main__":
    print("\n".join(sorted({sentence for _, _, sentence in refusals()})))
