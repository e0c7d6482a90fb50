"""The words of the field: what is found in news text, as frozen values.

All places are code points into ``Article.text``, end exclusive, so that every finding can be
cut out of the article and shown where it stands.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

QuoteKind = Literal["direct", "partial", "indirect"]
CueClass = Literal["speech", "belief", "intention"]
SpeakerBasis = Literal["stated", "inferred", "unclear"]
EntityKind = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True)
class Article:
    """One published text, reduced to paragraphs.

    Attributes:
        id: stable across fetches; unique among the articles handed to one call.
        text: paragraphs and headings joined by newlines.
        title: the headline; empty when the article has none.
        language: ISO 639-1 code.
        outlet: who published it; empty when unknown.
        published_at: in UTC; None for an undated article.
        url: canonical address; empty when unknown.
    """

    id: int
    text: str
    title: str = ""
    language: str = "en"
    outlet: str = ""
    published_at: datetime | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or heading of an article.

    Attributes:
        start: first code point in ``Article.text``.
        end: behind the last code point, closing quotation marks included.
        paragraph: number of its paragraph (non-blank line), from 0.
        heading: a line that is a heading or another short line, not prose.
        leans: it cannot stand without the sentence before ("He added that …").
    """

    start: int
    end: int
    paragraph: int
    heading: bool = False
    leans: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as printed in one place, and whom it stands for.

    Attributes:
        start: first code point of the printed name, title and possessive left out.
        end: behind its last code point.
        text: the name as printed ("Kim").
        name: the entity's canonical full name in this article ("Kim Jong Un").
        kind: what the entity is.
    """

    start: int
    end: int
    text: str
    name: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place that an article names.

    Attributes:
        name: canonical full name: the fullest spelling in the article, without titles.
        kind: what it is.
        aliases: the other spellings found in the article, the most frequent first.
        role: how the article first describes it ("director of …"); empty when it does not.
        mentions: how many mentions stand for it.
    """

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    role: str = ""
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, by place alone, before names are resolved.

    Attributes:
        contents: places of what is said, ascending, not overlapping; quotation marks and an
            introducing "that" belong to it. Several are one utterance, interrupted.
        cue: place of the reporting words ("said"); None when there are none, as in a
            paragraph that continues a quote.
        source: place of the whole phrase that names who says it, role and apposition
            included ("Ann Li, director of …"); None when nobody is named beside it.
        source_head: place of that phrase's head word ("Li"); None without a source.
        continues: the words go on from an earlier attribution, whose speaker they share.
    """

    contents: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None = None
    source: tuple[int, int] | None = None
    source_head: tuple[int, int] | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words somebody is reported to have said.

    Attributes:
        start: first code point; for a direct quote its opening quotation mark, for the
            others the first word of the reported clause.
        end: behind the last code point.
        text: ``article.text[start:end]``.
        kind: *direct*, a full statement in quotation marks; *partial*, a reported clause
            with a fragment in quotation marks; *indirect*, a paraphrase.
        cue: the reporting words as printed ("said"); empty when there are none.
        cue_class: what the cue reports; briefings show speech.
        speaker_text: the bare mention as printed, ending in its head word ("Lim", "He",
            "a spokesperson"); empty when nobody is named.
        speaker_start: where ``speaker_text`` starts; -1 when it is empty.
        speaker: canonical full name, or the noun of an unnamed speaker; None when unclear.
        speaker_basis: *stated* next to the quote, *inferred* (a pronoun or a distant name,
            resolved) or *unclear*.
        affiliation: the role as printed in this article; empty when it is not printed.
        fragments: places of the words in quotation marks inside a partial quote.
        utterance: quotes with the same number in one article are one utterance,
            interrupted (“A,” he said, “B.”).
        about: canonical names that the quote mentions, in order; for a partial quote those
            in the sentence around it.
        inside: the utterance that this one is quoted in; -1 when it is not nested.
    """

    start: int
    end: int
    text: str
    kind: QuoteKind
    cue: str = ""
    cue_class: CueClass = "speech"
    speaker_text: str = ""
    speaker_start: int = -1
    speaker: str | None = None
    speaker_basis: SpeakerBasis = "unclear"
    affiliation: str = ""
    fragments: tuple[tuple[int, int], ...] = ()
    utterance: int = 0
    about: tuple[str, ...] = ()
    inside: int = -1


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one article.

    Attributes:
        version: of the analysis that found it (``summaries.analyse.ANALYSIS``).
        title: the article's headline, else its own first words are used by whoever shows it.
        language: of the text, as it was given.
        sentences: all sentences and headings, in order.
        summary: indexes into ``sentences``, ascending: what stands for the whole article.
        quotes: in order of appearance.
        mentions: in order of appearance, not overlapping.
        entities: the best known first.
        topics: slugs of the topics it belongs to, the strongest first.
    """

    version: int
    title: str
    language: str
    sentences: tuple[Sentence, ...] = ()
    summary: tuple[int, ...] = ()
    quotes: tuple[Quote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A standing interest, chosen by the operator.

    Attributes:
        slug: short name in lower case, words joined by hyphens ("north-korea").
        title: as shown to readers ("North Korea").
        terms: words and phrases that an article on it uses.
    """

    slug: str
    title: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence chosen for a summary, with the proof of where it stands.

    Attributes:
        article: id of its article.
        start: first code point in that article's text.
        end: behind the last one.
        text: the words at that place.
        rank: 0 was chosen first.
        said_by: how many publisher families say the same (at least 1).
    """

    article: int
    start: int
    end: int
    text: str
    rank: int
    said_by: int = 1


@dataclass(frozen=True, slots=True)
class KeyQuote:
    """A quote chosen for a digest.

    Attributes:
        article: id of its article.
        quote: the quote.
        also: ids of other articles that print the same utterance.
    """

    article: int
    quote: Quote
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same figure, told differently by two articles; no verdict.

    Attributes:
        subject: the word counted ("missiles").
        values: one (article id, start, end, figure as printed) per differing account.
    """

    subject: str
    values: tuple[tuple[int, int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The articles that tell one event.

    Attributes:
        articles: ids, the best account first.
        headline: the best existing headline among them; empty when none has one.
        headline_article: id of the article it belongs to.
    """

    articles: tuple[int, ...]
    headline: str
    headline_article: int


@dataclass(frozen=True, slots=True)
class Digest:
    """One topic over one period: chosen sentences, key quotes, what was left out.

    Attributes:
        sentences: in reading order.
        quotes: the most telling first.
        stories: every article given is in exactly one, the largest story first.
        conflicts: figures that differ between articles.
        articles: ids of all articles considered.
        shown: ids of those that a chosen sentence or quote stands in.
    """

    sentences: tuple[Chosen, ...]
    quotes: tuple[KeyQuote, ...]
    stories: tuple[Story, ...]
    conflicts: tuple[Conflict, ...]
    articles: tuple[int, ...]
    shown: tuple[int, ...]
