"""Sentences that stand for texts on one subject: what a summary is, without anything else."""

from collections.abc import Sequence

from summaries.model import Chosen, Sentence
from summaries.passages import Passage, passages
from summaries.rank import Ranking
from summaries.sentences import sentences
from summaries.summary import chosen

#: What each sentence taken costs the others of its article: a briefing hears all of them.
TURNS = 0.5


def choose(
    texts: Sequence[str],
    *,
    budget_words: int | None = None,
    max_sentences: int | None = None,
    told: Sequence[str] = (),
    method: str = "own",
) -> tuple[Chosen, ...]:
    """Choose sentences that stand for articles on one subject.

    Args:
        texts: of the articles, in any order: the order does not change the choice.
        budget_words: how many words together, at most.
        max_sentences: how many, at most; 3 when neither is given.
        told: texts that the reader knows; what they say is not told again.
        method: a name in ``rank.METHODS``.

    Returns:
        The sentences in order of choice; ``article`` is the index in ``texts``. Nothing when
        there is nothing new.
    """
    if budget_words is None and max_sentences is None:
        max_sentences = 3
    order = sorted(range(len(texts)), key=lambda index: texts[index])
    split = [sentences(text) for text in texts]
    candidates = passages([texts[i] for i in order], [split[i] for i in order])
    ranking = Ranking(candidates, method=method, told=told, turns=TURNS if told else 0.0)
    picked = chosen(candidates, ranking, max_sentences=max_sentences, budget_words=budget_words)
    return proofs(candidates, picked, split, order)


def proofs(
    candidates: Sequence[Passage],
    picked: Sequence[int],
    split: Sequence[Sequence[Sentence]],
    order: Sequence[int],
) -> tuple[Chosen, ...]:
    """Return the chosen candidates with their places, the first chosen first.

    Args:
        candidates: all of them.
        picked: places of the chosen ones.
        split: the sentences of each text.
        order: which text each article of the candidates is.
    """
    found = []
    for rank, place in enumerate(picked):
        passage = candidates[place]
        article = order[passage.article]
        sentence = split[article][passage.number]
        found.append(Chosen(article, sentence.start, sentence.end, passage.text, rank))
    return tuple(found)
