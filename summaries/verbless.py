"""Short lines with a full stop that have no verb: headings, decks, captions, afterthoughts."""

import re

from summaries.languages.words import word_set

#: A longer one without any word that may be a verb is not English, or is a list.
MOST_WORDS = 20

WORDS = re.compile(r"[^\W\d_][\w'’-]*")

#: Only English lines are looked at. ("Of", "for" and "on" are words of other languages too.)
ENGLISH = frozenset(
    ("the", "and", "with", "from", "ago", "after", "before", "his", "her", "its")
)

#: Somebody who does something, or a short form with a verb in it.
SUBJECTS = word_set(
    """i you he she it we they who that which there this these those what how why where when
    if because although while"""
)
SHORT_FORMS = ("'re", "'ve", "'ll", "n't", "'d", "'m", "'s")

#: Forms of verbs that do not end in -ed or -s; a noun that is also a verb counts as one.
VERBS = word_set(
    """am is are was were be been being has have had do does did done can could will would shall
    should may might must cannot ain
    became become began begin bent bet blew blow bought broke broken brought built burst came
    chose come cost crept cut dealt dive drew draw drove drive ate eat fell fall fed feed felt
    feel fought fight found find fled flee flew fly forbade forgot forgave froze got get gave
    give went go gone grew grow hung hang heard hear hid hide hit held hold hurt kept keep knelt
    knew know laid lay led lead left leave lent lend let lit light lost lose made make meant
    mean met meet paid pay put quit read rode ride rang ring rose rise ran run said say saw see
    sought seek sold sell sent send set shook shake shone shot shoot shrank shut sang sing sank
    sink sat sit slept sleep slid slide spoke speak spent spend spun spread sprang stood stand
    stole steal stuck stick stung struck strike swore swear swept swam swung took take taught
    teach tore tell told think thought threw throw understood understand underwent woke wake
    wore wear won win withdrew wrote write overcame overtook undertook beat bid rid broadcast
    forecast upset split cast sprung stunk
    want need believe ask try turn call help play move happen provide continue learn change
    watch follow stop create allow add open walk offer remember consider appear buy wait serve
    die stay reach kill raise pass require report decide pull vote support oppose start suggest
    claim warn share refuse love like look remain include live work seem show fear hope expect
    plan face argue agree doubt differ dispute range register diverge miss visit approve check
    depend exist apply cover cause carry represent join accept gain rely focus deserve cite
    count account reflect concern involve attend contain demand drop deny matter emerge enter
    hail burn fail cross hate use blame back bring urge act talk speak insist trail pray praise
    reject mourn march fire tend travel receive compete struggle survive benefit operate return
    rule close end lack list own favor favour prefer view conduct mention precede cope host
    accuse acknowledge admit adopt advise aim announce answer assume attack avoid break build
    catch challenge charge combine compare complain concede confirm control criticize
    criticise crash dance date debate declare decline defend define deliver demonstrate
    describe destroy develop disagree discuss dominate donate employ encourage endorse enjoy
    ensure escape examine expand explain explore express extend flock gather ignore imagine
    improve increase indicate influence introduce invest issue judge jump launch listen
    maintain manage mark measure notice object observe occur offend outnumber permit plead
    point pour predict prepare prevent produce promise promote propose protect protest prove
    publish purchase push question recall recognize recommend reduce regard release remind
    remove replace rescue resist respond retain reveal risk roll save score seize separate
    shape shout sign sound spark stare stress suffer supply surround suspect target test thank
    threaten touch trade transform treat trust unite value welcome wish witness wonder worry"""
)

#: Words in -s that are no verbs.
NO_VERBS = word_set(
    """his its this us yes always perhaps across towards besides afterwards plus versus thus
    news politics series others ours theirs years days weeks months hours minutes seconds miles
    percents dollars pounds euros thousands millions billions hundreds dozens sometimes as
    whereas"""
)


def is_verbless(sentence: str) -> bool:
    """Tell whether a short line has no word that may be a verb."""
    words = WORDS.findall(sentence)
    if len(words) > MOST_WORDS or any(map(_may_be_verb, words)):
        return False
    low = {word.lower() for word in words}
    return not ENGLISH.isdisjoint(low) and SUBJECTS.isdisjoint(low)


def has_verb(words: str) -> bool:
    """Tell whether one of a few words may be a verb."""
    return any(map(_may_be_verb, WORDS.findall(words)))


def _may_be_verb(printed: str) -> bool:
    word = printed.lower().replace("’", "'")
    if word in VERBS or word.endswith(("ed", *SHORT_FORMS)):
        return True
    ends = word.endswith("s") and not word.endswith(("ss", "us"))
    return ends and printed[0].islower() and word not in NO_VERBS
