"""What a parser makes of a corpus, as an aid to larger networks that teach the small one.

    python -m training.syntax CORPUS... --model en_core_web_sm --out syntax.npz

Needs spaCy and one of its English pipelines, in an environment of their own. For every token of
every paragraph, in the order of ``training.corpus.paragraphs``: part of speech, syntactic role,
kind of name, which token it hangs on, and the pipeline's own 96 numbers for it. None of this
is needed to run what was taught.
"""

import argparse
from bisect import bisect_left

import numpy as np
import spacy

from training import corpus


def main():
    """Read the arguments, parse, keep one row per token."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="+")
    parser.add_argument("--model", default="en_core_web_sm")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    pipeline = spacy.load(options.model, disable=["lemmatizer", "attribute_ruler"])
    names = {"tag": {}, "role": {}, "entity": {}}
    rows, numbers, begins, done = [], [], {}, 0
    for path in options.corpora:
        articles = corpus.load(path)
        shown = list(corpus.paragraphs(articles))
        texts = (articles[one.article]["text"] for one in shown)
        lines = (
            text[one.places[0][0] : one.places[-1][1]]
            for text, one in zip(texts, shown, strict=True)
        )
        for one, parsed in zip(shown, pipeline.pipe(lines, batch_size=64), strict=True):
            begins.setdefault(one.article, done)
            done += len(one.places)
            rows.append(_rows(one, parsed, names))
            numbers.append(_numbers(one, parsed))
    np.savez(
        options.out,
        rows=np.concatenate(rows),
        numbers=np.concatenate(numbers),
        articles=np.array(list(begins)),
        begins=np.array(list(begins.values())),
        **{kind: np.array(list(those)) for kind, those in names.items()},
    )


def _aligned(one, parsed):
    """Return for each of our tokens the parser's token that holds its first letter."""
    begin = one.places[0][0]
    starts = [token.idx for token in parsed]
    return [max(0, bisect_left(starts, a - begin + 1) - 1) for a, _ in one.places]


def _rows(one, parsed, names):
    """Return part of speech, role, kind of name, and how far ahead the head is."""
    at = _aligned(one, parsed)
    ours = {}
    for n, theirs in enumerate(at):
        ours.setdefault(theirs, n)
    found = []
    for n, theirs in enumerate(at):
        token = parsed[theirs]
        kinds = token.tag_, f"{token.dep_}{token.head.i > token.i:d}", token.ent_type_
        head = ours.get(token.head.i, n)
        found.append(
            [names[k].setdefault(v, len(names[k])) for k, v in zip(names, kinds, strict=True)]
            + [head - n]
        )
    return np.array(found, np.int16)


def _numbers(one, parsed):
    return np.asarray(parsed.tensor)[_aligned(one, parsed)].astype(np.float16)


if __name__ == "__main__":
    main()
