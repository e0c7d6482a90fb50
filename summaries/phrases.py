"""Words that the rules of attribution go by (English)."""


def _set(words: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(words.split())


#: Verbs that report speech or thought: saying, said, says.
PARTICIPLES = _set(
    """
    accusing acknowledging adding admitting alleging announcing arguing asking asserting
    blaming branding calling citing claiming complaining concluding declaring denouncing
    describing dubbing emphasizing explaining insisting joking labeling noting observing
    pledging predicting promising questioning quipping recalling referring remarking
    replying responding saying stating stressing suggesting telling thanking threatening
    tweeting urging vowing warning wondering writing
    """
)
PAST = _set(
    """
    accused acknowledged added addressed admitted advised affirmed agreed alleged announced
    answered argued asked asserted assured attested averred believed blamed blasted boasted
    bragged called cautioned charged chided chimed cited claimed commented complained
    conceded concluded condemned confessed confided confirmed contended continued countered
    cried criticised criticized dared declared declined decried defended demanded denied
    denounced described disclosed dismissed disputed dubbed echoed emphasised emphasized
    estimated exclaimed explained expressed feared felt fumed griped guessed hailed hinted
    hoped implied indicated insisted instructed interjected joked knew labeled labelled
    lamented lauded learned maintained mentioned mocked mused noted objected observed
    offered opined ordered pleaded pledged pointed posted praised predicted proclaimed
    promised proposed questioned quipped ranted read reasoned recalled recited recommended
    recounted reflected refused reiterated rejected related remarked reminded repeated
    replied reported requested responded retorted retweeted revealed said scoffed shared
    shouted sighed signaled signalled slammed sneered specified speculated stated stressed
    suggested summed surmised suspected swore testified thanked thought threatened thundered
    told touted tweeted urged vented voiced volunteered vowed warned wondered worried wrote
    yelled
    """
)
PRESENT = _set(
    """
    accuses acknowledges adds admits agrees alleges announces answers argue argues asks
    asserts believe believes blames boasts calls cautions claim claims comments complains
    concedes concludes condemns confirms contend contends continues counters criticizes
    declares declines defends denies describes dismisses emphasizes estimates explains
    expresses fear fears feels hints hope hopes implies indicates insist insists jokes knows
    laments maintains mentions note notes observes predict predicts proclaims promises
    proposes puts questions quips recalls recommends reiterates rejects remarks reminds
    repeats replies reports responds reveals say says states stresses suggest suggests tells
    think thinks threatens touts urges vows warn warns wonders worries write writes
    """
)
#: Verbs that stand before their speaker behind a quote (“…,” said Ann Li).
INVERTED = PAST | PRESENT
VERBS = INVERTED | PARTICIPLES
#: Verbs whose object names whom the words are said to, not what is said.
WITH_HEARER = _set(
    """
    advised asked asks assured informed reminded reminds telling tells told urged warned
    """
)
#: Words between a subject and its verb.
AUXILIARIES = _set(
    """
    'd 's 've again already also always are be been being can could did do does even first
    further had has have having is just later may might must n't never not now often once
    previously recently repeatedly reportedly should still then was were will would
    """
)
PRONOUNS = _set(
    """
    he i it she they we who you
    """
)
DETERMINERS = _set(
    """
    a all an another both each every few five four her his its many most my no one other our
    several some that the their these this those three two your
    """
)
#: Short forms whose full stop ends no sentence.
TITLES = _set(
    """
    adm apr aug capt cmdr co col corp dec dr feb gen gov hon inc jan jr jul jun lt ltd mar
    mr mrs ms no nov oct prof rep reps rev sen sens sept sgt sr st u.s vs
    """
)
PREPOSITIONS = _set(
    """
    about according after against although amid among as asked at because before between by
    citing despite during following for from if in into like of on once over per since
    speaking though through to under until via when where whereas while with within without
    """
)
#: Words that start a new clause: a subject is not looked for before them.
CLAUSE_OPENERS = _set(
    """
    although as because but if so that though when where whereas whether which while yet
    """
)
DAYS = _set(
    """
    friday monday saturday sunday thursday tuesday wednesday
    """
)
#: Words that end the phrase of a speaker who stands behind the verb.
PHRASE_ENDS = (
    (PREPOSITIONS - {"of", "for", "at", "from", "to", "with"})
    | CLAUSE_OPENERS
    | PARTICIPLES
    | DAYS
)
BOUNDARIES = frozenset([",", ";", ":", "—", "–", "“”", "(", ")", "...", "…"])
#: Words that begin an aside about when, where or to whom something was said.
ADVERBIAL = (
    _set(
        """
    after at before by during earlier in last later on recently reporters this through to
    today via yesterday
    """
    )
    | DAYS
)
#: Words that begin a sentence with a capital letter and are no name.
NO_NAMES = (
    DETERMINERS
    | PREPOSITIONS
    | CLAUSE_OPENERS
    | AUXILIARIES
    | _set(
        """
        and anybody anyone everybody everyone finally here how however meanwhile nobody nor or
        perhaps please somebody someone there what why yes
        """
    )
)
