"""The words beside a word that tell whether it is a name: what is said to people, what people do, what things are.

Lists for chat in English. They hold what is true of sentences in general; a word goes into one only with a test of both readings.
"""

from __future__ import annotations

from postmortem.blameless.words import word_set

# Before the word: somebody is spoken to, whatever the case of the letters.
CALLS = word_set(
    """
    ping pinged pinging paged paging page thanks thank thx ty ta cheers kudos hey hi hello hiya yo cc ask asked asking tell
    told telling dear morning afternoon evening bye welcome sorry congrats dm dmed messaged emailed nudge nudged asks
    thankyou texted texting phoning messaging emailing thanking nudging
    """
)
# Before a capitalised word: it is somebody, even where what follows would look like an ordinary use of the word.
LEADS_TO_SOMEBODY = CALLS | word_set(
    """
    let give gave with per and to for by via from called phoned rang loop looped escalated assigned on according
    """
)
# Before the word: an article, a number's or an owner's place, so what follows is a thing.
THINGS_FOLLOW = word_set(
    """
    the a an this that these those my our your his her their its any no every each some another which what
    """
)
# Before a capitalised month or day.
DATES_BEFORE = word_set(
    """
    in of since until till by on last next this every early late mid end during before after from for the between through
    to
    """
)
# Before a word in lower case: it is a verb ("it will", "please mark").
VERBS_FOLLOW = word_set(
    """
    i you he she it we they this that there who which what i'll we'll please pls to can could should would must might may
    will shall don't didn't and or then not never just also let's lets
    """
)
# After the word, in any case: somebody is spoken to. "grace can you", "rob pls".
ASKED = word_set("can could would will do did are have were shall should")
PLEASE = word_set("please pls plz")
# After the word: what only people do, in the past and in the third person. For months and days these have to stand there.
SAYS = word_set(
    """
    says said asks asked told tells thinks thought reckons suspects suspected believes believed knows knew mentioned
    mentions suggested suggests confirmed confirms noticed notices wrote writes agreed agrees replied replies explained
    explains offered offers volunteered wants wanted needs needed owns owned found finds saw sees got gets did does took
    takes went goes came comes made makes gave gives sent sends ran runs put puts set sets kept keeps brought brings began
    begins spoke speaks met meets left leaves paged pages called calls pinged pings joined joins looked looks checked
    checks tried tries pushed pushes merged merges reverted reverts rolled rolls deployed deploys restarted restarts fixed
    fixes patched patches bumped bumps drained drains scaled scales killed kills opened opens raised raises escalated
    escalates handed hands posted posts shared shares spotted spots investigated investigates handles handled helped helps
    wondered wonders insisted insists promised promises spun stood dug threw caught held built bought read reads lost
    doesn't didn't isn't wasn't hasn't hadn't can't couldn't won't wouldn't aren't who whose himself herself themselves
    already swears swore insists doubts doubted hopes hoped remembers remembered forgot forgets prefers preferred loves
    hates likes liked claims claimed argues argued complains complained texts texted tweeted guesses guessed decided decides
    hops hopped jumps jumped dials dialled dialed signs signed swaps swapped pulls pulled picks picked steps stepped
    volunteers promises admits admitted apologised apologises babysits watches watched types typed kicks kicked drives drove
    wakes woke sleeps slept sits sat stays stayed works worked lives lived learned learns emails emailed rings rang
    dropped volunteered stopped started logged rebooted turned moved switched added removed cleared reset ran ssh'd
    """
)
# What also things do, after a capitalised word: "Will is looking", but "Max is 40".
IS = word_set(
    """
    is was has had will can could would should might may must isn't wasn't hasn't won't can't just and also still
    """
)
# The past of things: "Grant expired", "Bill doubled". No evidence of a person.
THINGS_DID = word_set(
    """
    expired failed crashed doubled tripled halved died spiked dropped leaked exploded hung happened ended passed succeeded
    triggered fired timed exceeded reached hit increased decreased grew fell rose bloated vanished disappeared regressed
    overflowed rotated broke lapsed renewed required needed limited based related
    """
)
# After "is" or "was": the state of a person. "mark is on it", "May was out".
PEOPLE_ARE = word_set(
    """
    on in off out away here there back asleep awake offline online afk ooo around busy free ready right wrong correct sure
    happy going ill sick unwell late joining looking checking working the our your my an with at taking driving ic lead
    leading also not still now currently already just
    """
)
# After "is" or "was": the state of a thing. "Max is 40", "Grant is missing", "Hope is not a strategy".
THINGS_ARE = word_set(
    """
    high low full empty broken stuck missing huge big small slow fast too very set null none zero exceeded expired due
    unpaid good bad lost needed required done unknown wrong incorrect not no a
    """
)
# After the word: an ordinary use of it. "will do", "mark the", "may be", "grace period", "max retries", "grant select".
ORDINARY_AFTER = word_set(
    """
    be do the this that these those it its not a an to of in on if as at or for but with into from so need have go see
    only never always probably likely soon all any some each every my your our their his her there then than by i you we
    he she they me us them update follow try keep run fix check restart roll revert deploy look send add remove take make
    get let give start stop work cause help period type types expired retries retry release updates deployment version
    number size length limit connections connection value values count time timeout memory cpu age depth width height wait
    lag throughput requests users rows items latency batch sure down off out up over through again first last next back
    away well far long enough ci job jobs build builds runs worker workers server cluster node buffer cache select insert
    access token role permissions privileges text editor format holidays assets numbers day days date dates month months
    year years week weeks money strategy
    """
)
# Words like these are things as often as people; with "is" after them the state has to be a person's.
THING_LIKE = word_set(
    """
    hope grace chance max art bill grant mark chase joy faith page star storm stone dot cat rose mercy happy pat sky clay
    amber river
    """
)
# "Mr May": a title makes a name of any word.
TITLES = word_set("mr mrs ms miss dr prof sir dame mx")
# Verbs whose past or third person is their plain form as well, so that "will put" and "may read" tell nothing.
PLAIN_FORMS = word_set("put set read needs who whose already run runs")

# Kinds of `CALLS`: what is said to people; the rest ("ask", "page") is done to them.
GREETS = word_set(
    """
    thanks thank thx ty thankyou cheers kudos hey hi hello hiya yo cc dear morning afternoon evening bye welcome sorry congrats
    ta
    """
)
# What a team or a machine is looked at by: after these an ordinary use follows even when somebody was called.
TECHNICAL_AFTER = word_set(
    """
    period retries retry type types version number size length limit connections connection value values count timeout memory
    cpu age depth width height lag throughput requests users rows items latency batch ci job jobs build builds runs worker
    workers server cluster node buffer cache select insert access token role permissions privileges text editor format
    holidays assets numbers
    """
)
# Verbs in their plain form, as they follow "will" and "may".
BASE_VERBS = word_set(
    """
    do check look try take get go keep fix need update let make run see send add move wait restart revert roll deploy push
    post ping page open close raise chase follow report confirm start stop work watch drop pick put come help cause break
    fail happen ask call tell know find leave use join be have
    """
)
# Before "is" or after a question word: "is rob around", "can mark look", "did grace see".
QUESTIONS = word_set("is was has did does can could should would where's who's where is has")
STATES_OF_PEOPLE = word_set(
    """
    around here there online offline awake asleep back free busy available aware coming joining looking checking ok okay
    about still on off in out away ready able happy sure
    """
)
# What only people do with words and thoughts, in any place of a sentence.
SPEECH = word_set(
    """
    said says asked thinks thought confirmed confirms reckons suspects mentioned suggested noticed replied agreed offered
    volunteered promised swears insists insisted explained
    """
)
# Words for what cannot be counted: "by chance", "with grace" are no people.
UNCOUNTED = word_set(
    """
    will may hope grace chance faith joy mercy patience art charity dawn storm sky clay amber sage summer autumn harmony
    melody happy merry sunny sandy misty rusty dusty rich max frank christian ivory olive ginger basil ash coral jade
    """
) - {"ash"}
# Names of things that can be counted: in the singular they need an article, so without one they are people.
COUNTED = word_set(
    """
    grant mark bill dean guy jack hunter mason cooper walker baker archer duke earl king prince rose lily daisy robin jay
    wolf fox brook river pat rob drew miles ray reed heath cliff rocky buddy chip chuck colt buck lance pierce skip
    """
)
# After somebody's name inside a sentence: small words and adverbs.
NAME_MAY_BE_FOLLOWED_BY = word_set(
    """
    to in on at for and or but with if so out up off a the as back over again who whose that when while because before after
    since until about from by into like than then too also just still not never already now today tomorrow yesterday please
    is was has had will can could would should may might his her their our my your this these those it me us him them i we
    you he she they here there via pls only both what why how where yet though either instead maybe tonight later
    """
)
# Before a capitalised word: somebody is made to do something, or is asked about. "let Max know", "can Will check".
CAUSES = word_set(
    """
    can could should would will did does do has have had let make made help helped see saw get got ask where's who's is was
    are were think thinks guess because said says since while until when if that and or than as like about named called
    """
)
WITH = word_set("by with alongside me for and or to from both")
# Before a place.
WHERE = word_set("in at near around via from to into outside across over through between on using visiting leaving")
# What is a place's or a product's, not a person's: "Travis's builds", "Florence's tills".
THINGS_OF_PRODUCTS = word_set(
    """
    config configuration build builds dashboard dashboards api apis docs documentation status plugin plugins rate limits
    weather office offices store stores till tills shop shops branch server servers network team queue retention webhook
    webhooks ui login page pages
    """
)
# With a capital after the word: a street, a town, a building.
STREETS = word_set(
    """
    street st road rd avenue ave lane end hill park square close court house hall bridge green gate way drive place gardens
    terrace row market cross station hospital university college school library county city town bay beach valley river lake
    island airport stadium hotel campus office building tower quay wharf point theatre museum logistics ltd inc plc gmbh
    solutions systems software partners holdings industries brothers sons associates consulting bank group foundation trust
    """
)
# After a word: an object or a small word; so the word before is a verb.
DETERMINERS = word_set("it the a an this that these those them us me him her you my your our their his everything everyone")

# A past that is its own plain form, with an object after it: "Al cut the release".
CUT = word_set("cut hit shut quit split spread rewrote redid overrode undid froze tore bent lent hid hooked put set let")
# Before "to": something is handed to somebody.
HANDED = word_set("escalated handed over assigned reassigned reported spoke talked passed sent back moved forwarded gave listen")
# What cannot be counted and is no quality of anybody: after a preposition it is itself.
MASS = word_set("will may hope grace chance faith joy mercy patience art charity dawn storm summer autumn harmony melody")
# After "april's", in lower case: what only a person has.
OWNED_BY_PEOPLE = word_set(
    """
    idea fix plan laptop branch pr change suggestion question point query script message comment turn shift phone number
    machine desk notes advice hunch theory patch commit review account password login birthday dog coffee house
    """
)
PREPOSITIONS = word_set(
    "to in on at for with about before after until because so if when while who as again and or but now from then"
)
