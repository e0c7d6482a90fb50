"""English words for people: titles, roles, relatives, and what they tell of gender."""

from summaries.languages.words import word_set

TITLES = word_set(
    """del. president presidents senator senators sen. sens. sen representative
    representatives rep. reps. rep congressman congresswoman congressmen governor
    governors gov. gov govs. govs mayor mayors minister ministers secretary chancellor
    ambassador ambassadors chairman chairwoman chairperson chair director leader speaker
    judge judges justice justices king queen prince princess emperor empress pope cardinal
    archbishop bishop rabbi imam ayatollah sheikh sheik rev. reverend father sister
    brother pastor saint lord lady sir dame baron baroness duke duchess count countess
    general gen. gen lieutenant lt. lt colonel col. col major maj. maj captain capt. capt
    sergeant sgt. sgt corporal cpl. private pvt. admiral adm. commander cmdr. marshal
    officer sheriff detective det. inspector constable chief superintendent supt.
    commissioner trooper deputy deputies dr. dr doctor professor prof. prof mr. mr mrs.
    mrs ms. ms miss messrs. messrs madam madame mme monsieur herr frau señor señora
    premier taoiseach tsar czar sultan emir crown attorney counsel prosecutor solicitor
    spokesman spokeswoman spokesperson coach manager ceo cfo coo cio cto editor reporter
    correspondent anchor host moderator author actor actress singer analyst strategist
    economist historian adviser advisor aide candidate nominee envoy negotiator
    coordinator administrator comptroller treasurer delegate councilman councilwoman
    councillor councilor councilmember assemblyman assemblywoman alderman legislator
    lawmaker mp mep lawyer advocate activist whistleblower founder co-founder
    president-elect vice-president ex-president prime supervisor trustee provost dean
    rector principal coroner firefighter specialist whip pollster consultant surrogate
    congressperson pm cllr. hon. amb. staff-sergeant airman seaman ensign commodore
    brigadier field uncle aunt auntie grandma grandpa nurse surgeon artist filmmaker
    editor-in-chief secretary-general commander-in-chief attorney-general
    inspector-general director-general governor-general solicitor-general auditor-general
    lieutenant-general major-general brigadier-general consul-general eyewitness
    secretary-treasurer seal seals insp insp. det dci dsi supt pcso cpl comedian rapper
    quarterback striker goalkeeper midfielder defender businessman businesswoman
    billionaire mogul tycoon magnate entrepreneur qb wr rb lb dl cb"""
)

BEFORE_TITLES = word_set(
    """del. vice deputy assistant associate acting interim former ex- ex first second prime
    foreign finance defense defence interior justice health education energy environment
    trade labor labour treasury home house senate state national security press
    communications campaign chief executive attorney majority minority supreme court
    district county city police fire secretary-general secretary surgeon solicitor inspector
    major brigadier lieutenant lt. master staff sergeant rear lance white crown grand
    general undersecretary under-secretary co- assemblyman presidential republican
    democratic democrat conservative liberal independent green opposition party committee
    caucus council assembly parliament congressional federal senior junior top managing
    founding chairman board then- retired republican-nominee u.s. us u.n. un uk eu american
    nato late intelligence budget economic policy political legal special counsel science
    technology culture transport agriculture commerce housing veterans homeland military
    army navy air force marine marines corps union african european commission world bank
    central reserve fed election commissioner regional provincial municipal royal
    associate-justice lower upper research program news ranking member freshman incumbent
    longtime veteran outgoing incoming sitting"""
)

OFFICES = word_set(
    """state defense defence homeland security health human services labor labour commerce
    education energy agriculture transportation transport interior treasury housing urban
    development veterans affairs war navy army air force foreign finance justice trade
    culture environment intelligence national staff the united states nations america
    general public information communications europe house lords commons and of for
    engineering operations research policy elections political government"""
)

ROLES = word_set(
    """secretary-treasurer archaeologist palaeontologist paleontologist astronomer biologist
    chemist physicist climatologist ecologist geologist sociologist anthropologist criminologist
    epidemiologist virologist seismologist meteorologist midwife paramedic lifeguard
    secretary-general attorney-general inspector-general director-general governor-general
    solicitor-general auditor-general lieutenant-general major-general brigadier-general
    consul-general eyewitness passer-by passenger commuter motorist holidaymaker tourist
    shopper pensioner patient customer plumber oncologist cardiologist neurosurgeon
    veterinarian fisherman headteacher headmaster schoolteacher pupil bystander onlooker
    relative cyclist skipper winger bowler batsman jockey trainer golfer referee umpire boss
    mp parliamentarian constable inspector superintendent policeman policewoman firefighter
    brigadier militant rebel insurgent employee landlord tenant shopkeeper vendor trustee
    playwright dancer photographer screenwriter sculptor academic philosopher theologian
    barrister solicitor magistrate coroner vicar monk nun duke duchess earl lord lady baron
    baroness consul mediator villager president senator representative congressman
    congresswoman governor mayor minister secretary chancellor ambassador chairman
    chairwoman chairperson chair director leader speaker judge justice king queen prince
    princess pope cardinal archbishop bishop rabbi imam ayatollah reverend pastor priest
    general lieutenant colonel major captain sergeant admiral commander officer sheriff
    detective chief commissioner deputy doctor professor spokesman spokeswoman spokesperson
    spokesmen spokespeople coach manager editor reporter correspondent anchor host moderator
    author actor actress singer analyst strategist economist historian adviser advisor aide
    candidate nominee envoy negotiator coordinator administrator treasurer delegate
    councilman councilwoman councillor assemblyman assemblywoman legislator lawmaker lawyer
    attorney prosecutor counsel advocate activist whistleblower founder co-founder premier
    executive ceo scholar scientist researcher fellow expert specialist consultant pollster
    operative surrogate supporter donor voter critic columnist commentator journalist writer
    blogger publisher producer filmmaker novelist poet artist painter musician rapper
    comedian physician surgeon nurse psychologist psychiatrist therapist teacher student
    principal dean provost lecturer engineer architect developer programmer designer
    investor banker trader broker accountant businessman businesswoman billionaire
    millionaire mogul tycoon magnate entrepreneur owner partner farmer worker driver waiter
    waitress bartender mechanic carpenter veteran soldier marine pilot sailor retiree
    resident neighbor neighbour friend colleague classmate roommate witness victim survivor
    suspect defendant plaintiff inmate prisoner refugee immigrant migrant wife husband
    mother father daughter son sister brother cousin uncle aunt niece nephew grandmother
    grandfather grandson granddaughter widow widower fiancé fiancée girlfriend boyfriend mom
    dad parent child half-sister half-brother sister-in-law brother-in-law son-in-law
    daughter-in-law father-in-law mother-in-law stepmother stepfather twin democrat
    republican conservative liberal libertarian independent progressive socialist head
    member chairmanship vice-president co-chair co-chairman co-director co-author co-host
    ex-president president-elect firebrand hopeful frontrunner front-runner contender rival
    challenger incumbent successor predecessor official diplomat bureaucrat politician
    statesman ruler dictator strongman tsar monarch player quarterback pitcher striker
    goalkeeper midfielder defender athlete swimmer runner boxer champion winner organizer
    organiser volunteer campaigner demonstrator protester man woman boy girl person native
    newcomer teenager astronaut cosmonaut skier gymnast sprinter rower cricketer footballer
    basketballer wrestler drummer guitarist bassist vocalist presenter broadcaster
    newsreader magician conductor composer choreographer chef barista electrician welder
    trucker cabbie stewardess receptionist librarian curator archivist translator
    interpreter linguist mathematician statistician demographer geographer zoologist
    botanist entomologist microbiologist immunologist pathologist paediatrician pediatrician
    dentist pharmacist nutritionist dietitian physiotherapist medic tutor undergraduate
    alumnus intern trainee apprentice conscript infantryman paratrooper commando
    rear-admiral vice-admiral lieutenant-colonel barman barmaid publican hotelier
    restaurateur winemaker gunman hostage hijacker bomber smuggler detainee dissident
    defector evacuee rescuer diver climber mountaineer hiker camper backpacker reveller
    worshipper parishioner mep msp peer backbencher crossbencher whip ombudsman auditor
    regulator lobbyist fundraiser philanthropist stockbroker financier industrialist
    essayist biographer dramatist lyricist songwriter singer-songwriter soprano tenor
    cellist violinist pianist organist vlogger youtuber streamer cryptographer"""
)

KIN = word_set(
    """wife husband mother father daughter son sister brother cousin uncle aunt niece nephew
    grandmother grandfather grandson granddaughter widow widower fiancé fiancée girlfriend
    boyfriend parents children half-sister half-brother stepson stepdaughter stepmother
    stepfather sister-in-law brother-in-law son-in-law daughter-in-law sons daughters spouse
    ex-wife ex-husband child toddler baby"""
)

_MALE = word_set(
    """mr. mr messrs. sir lord king prince duke baron father brother son husband uncle nephew
    grandfather grandson widower boyfriend dad spokesman chairman congressman businessman
    councilman assemblyman alderman actor waiter pope cardinal imam ayatollah priest monk
    emperor statesman strongman man boy gentleman half-brother brother-in-law son-in-law
    father-in-law stepfather herr monsieur señor fiancé anchorman salesman cameraman
    fisherman policeman fireman sportsman englishman frenchman irishman dutchman he him his
    himself"""
)

_FEMALE = word_set(
    """mrs. mrs ms. ms miss madam madame dame lady queen princess duchess baroness empress
    mother sister daughter wife aunt niece grandmother granddaughter widow girlfriend mom
    spokeswoman chairwoman congresswoman businesswoman councilwoman assemblywoman actress
    waitress nun woman girl half-sister sister-in-law daughter-in-law mother-in-law
    stepmother frau señora fiancée anchorwoman saleswoman policewoman sportswoman actresses
    heroine hostess she her hers herself"""
)

GENDERED = dict.fromkeys(_MALE, "m") | dict.fromkeys(_FEMALE, "f")
