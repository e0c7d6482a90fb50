"""English: pronouns, words of names, reporting words."""

from summaries.languages.en_people import (
    BEFORE_TITLES,
    GENDERED,
    KIN,
    OFFICES,
    ROLES,
    TITLES,
)
from summaries.languages.words import Language, word_set
from summaries.model import CueClass

STARTERS = word_set(
    """a about above according across additionally after again against ahead all allegations
    almost alone along already also although always amid among amongst an analysts and
    another any anybody anyone anything anyway apart apparently are around as aside ask
    asked asking at authorities away back based because become been before behind being
    believe below besides between beyond both briefly but by calling can cannot citing
    clearly come compared concerning consequently considering contrary could critics
    currently data days democrats despite did do does doing done don’t during each earlier
    early economists editor editor’s effectively either eight else elsewhere especially even
    eventually ever every everybody everyone everything everywhere evidently exactly except
    experts far few fifteen fifty finally find first five following for former formerly
    forty four fourth frankly from full further furthermore generally get gets getting give
    given go going good got great had half hardly has have having he help hence her here
    hers herself high highly him himself his historically history hopefully how however
    hundreds i if i’ll i’m i’ve i’d immediately important in including increasingly indeed
    initially instead interestingly into investors inside ironically is it its it’s it’d
    it’ll itself just keep last late lately later latest lawmakers least leaving less let
    let’s like likely likewise little local long look looking made mainly make making many
    marking may maybe me meanwhile members might million millions moments more moreover most
    mostly much must my myself naturally near nearly neither never nevertheless new next
    night nine no nobody none nonetheless noone nor normally not notably nothing
    notwithstanding now nowadays nowhere observers obviously occasionally of off officials
    often oh ok on once one only onto opponents or other others otherwise our out outside
    over overall own part particularly people perhaps plus police polls possibly prior
    privately probably protesters publicly put quickly quite rather read reading really
    recent recently regarding regardless reporters republicans reportedly residents
    respectively right sadly said same saying scientists second see seeing seemingly senior
    seven several shall she should shortly show similarly simply since six slowly so some
    somebody somehow someone something sometimes somewhere soon sources speaking
    specifically standing starting still stop strangely subscribe such suddenly supporters
    supposedly sure surely surprisingly take taken taking tell ten that that’s thank
    thankfully thanks that’ll the their theirs them themselves then there thereafter
    therefore there’s these they they’re they’ve thing things think third this those though
    thousands three through throughout thus till time to today together tomorrow
    tonight too toward towards traditionally two typically ultimately under unfortunately
    unless unlike until unsurprisingly up upon us use used using usually various very via
    voters was watch we well we’re we’ve went were what whatever what’s when whenever where
    whereas wherever whether which while who whoever whom whose who’s why will with within
    without witnesses women won’t workers would yes yesterday yet you your yours you’re
    you’ve yourself abstract contact correction related updated update advertisement photo
    image video follow share click note comments isn’t doesn’t didn’t wasn’t weren’t can’t
    couldn’t wouldn’t shouldn’t ain’t he’s she’s he’d she’d here’s how’s where’s when’s
    you’ll they’ll we’ll he’ll she’ll adding amazingly certainly crucially curiously
    exclusive fortunately headline honestly importantly incidentally killing listen luckily
    men moderator moving opinion please pointing predictably presumably raising reached
    remember responding retired returning rightly roughly rumors seriously sitting somewhat
    sorry strikingly students teachers technically telling trying turning twenty twice
    understandably unclear undoubtedly wait want welcome whilst wow write writing wrong
    years yeah young ex-president outgoing incoming longtime veteran fellow then-president
    conservative liberal progressive moderate republican democratic democrat independent"""
)

CALENDAR = word_set(
    """monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays
    thursdays fridays saturdays sundays january february march april may june july august
    september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct.
    nov. dec. feb aug sept oct nov dec mon. tues. wed. thurs. fri. sat. sun. christmas
    easter ramadan thanksgiving halloween hanukkah passover labor memorial a.m p.m a.m. p.m.
    am pm est edt gmt utc"""
)

PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
    "it": "n",
    "its": "n",
    "itself": "n",
    "they": "p",
    "them": "p",
    "their": "p",
    "who": "w",
    "whom": "w",
    "whose": "w",
    "which": "w",
    "that": "w",
    "i": "i",
    "me": "i",
    "my": "i",
    "we": "i",
    "us": "i",
    "our": "i",
    "you": "i",
    "your": "i",
}

PARTICLES = word_set(
    """al el bin ibn bint de da di du del della dos das van von der den la le ter ten y e af zu
    zum"""
)

SUFFIXES = word_set("jr. jr sr. sr ii iii iv esq. phd md m.d. ph.d. qc kc obe mbe cbe")

NO_NAMES = word_set(
    """islamist islamists jihadist jihadists tv pac pacs lgbt lgbtq ceo ceos cfo dna hiv aids
    gdp id ids ok iq vip faq suv atm pdf ad hq phd mba er icu dui q&a msm pr hr it ai usb gps
    rsvp sos ufo nsfw ps p.s. p.s"""
)

ORGANISATIONS = word_set(
    """securities petroleum telecom software chemical motor oil steel gas electric insurance
    logistics semiconductor broadcasting entertainment records pictures motors energy
    pharmaceuticals capital analytics consulting academy administration agency agencies
    airlines airways alliance army assembly associates association authority bank board
    brotherhood bureau cabinet campaign caucus center centre centers chamber charity church
    clinic club coalition college commission committee company confederation conference
    congress consortium consulate convention corp. corp corporation corps council court courts
    daily department dept. directorate embassy enterprises federation firm force forces forum
    foundation front fund gazette globe government group guard guards headquarters herald
    holdings hospital house inc. inc industries initiative inquirer institute institution
    intelligence international journal laboratories laboratory league ltd. ltd llc magazine
    media ministry mission mosque movement museum navy network networks news newspaper
    observatory observer office organization organisation panel parliament partners
    partnership party patrol pac police post press project radio register registry regiment
    reporter reserve review school schools secretariat senate service services society studios
    synagogue syndicate systems taskforce team technologies guardian chronicle examiner
    dispatch courier advertiser telegraph television theater theatre times today treasury
    tribune tribunal trust tv union united university utilities watch weekly works youth
    commons lords veterans nations teamsters plc gmbh s.a. ag brothers & sons bros. co. co"""
)

PLACES = word_set(
    """bowl hall airport alley avenue ave. ave bay beach border boulevard blvd. bridge building
    canal canyon cathedral city coast county creek desert district falls forest gulf harbor
    harbour heights highway hill hills hotel island islands isle isles lake mount mountain
    mountains ocean palace park peninsula plaza port province region resort ridge river road
    sea square st. stadium station strait street suburb tower towers town township trail
    tunnel valley village ward zone arena field memorial gate garden gardens prefecture oblast
    parish"""
)

ABSTRACT = word_set(
    """stance rhetoric sentiment sentiments remark remarks comment comments reality question
    questions idea ideas notion view views belief sense trend trends shift change changes move
    moves step steps decision decisions development developments event events situation crisis
    tension tensions discussion discussions talks conversation debate relations relationship
    rapport history past future era moment path deal pact agreement negotiations effort efforts
    strategy approach policy policies plan plans agenda action actions attack attacks behavior
    behaviour silence presence absence victory win loss defeat success failure performance
    evidence fact facts feeling feelings fear fears hope hopes suspicion suspicions concern
    concerns tone gesture signal wisdom logic momentum community discovery supply tumour arrest
    woes thing things part way example reason reasons case result outcome issue issues problem
    problems area areas challenge challenges threat threats risk risks difference"""
)

_BELIEF = """believe think hope fear worry feel expect consider know doubt suspect wonder
    assume regard see understand view perceive agree disagree prefer want wish
    imagine guess anticipate realize realise presume dread trust care love hate
    like dislike admire regret resent oppose support favor favour embrace reject
    suppose reckon deem judge sense find learn remember forget recognize
    recognise dismiss mean concern skeptical convinced confident optimistic
    afraid worried concerned belief fears hopes concerns doubts views opinion
    beliefs thoughts thought felt knew saw understood found meant"""

_INTENTION = """aim plan intend seek try attempt decide choose prepare keen eager ready
    willing set determined poised focus focused plans intention intentions aims goal goals bid
    effort efforts sought chose chosen vying"""


_SPEECH = """say tell express voice state announce claim ask declare describe suggest argue
    insist vow promise pledge warn write tweet report call note add explain urge
    accuse criticize criticise condemn deny demand admit acknowledge complain joke
    testify answer reply reveal"""


def _classes() -> dict[str, CueClass]:
    belief: dict[str, CueClass] = dict.fromkeys(_BELIEF.split(), "belief")
    intention: dict[str, CueClass] = dict.fromkeys(_INTENTION.split(), "intention")
    speech: dict[str, CueClass] = dict.fromkeys(_SPEECH.split(), "speech")
    said: dict[str, CueClass] = dict.fromkeys(("said", "told", "wrote"), "speech")
    return belief | intention | speech | said


ENGLISH = Language(
    code="en",
    starters=STARTERS,
    calendar=CALENDAR,
    titles=TITLES,
    before_titles=BEFORE_TITLES,
    offices=OFFICES,
    roles=ROLES,
    kin=KIN,
    gendered=GENDERED,
    pronouns=PRONOUNS,
    particles=PARTICLES,
    suffixes=SUFFIXES,
    no_names=NO_NAMES,
    organisations=ORGANISATIONS,
    places=PLACES,
    abstract=ABSTRACT,
    classes=_classes(),
)
