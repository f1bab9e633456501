"""Which words can be names: names and nothing else, words that some people are called, words that name nobody."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from importlib.resources import files


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for tables that people read and add to."""
    return frozenset(text.split())


class Sense(IntEnum):
    """What a word is apart from being part of somebody's name."""

    NAME = 0  # nothing else, or hardly ever: "dagny", "peter"
    WORD = 1  # a word that is a given name as well: "will", "grace"
    ORDINARY = 2  # a word that only happens to be in somebody's name: "walker", "back"
    PROPER = 3  # a place or a product, written with a capital anyway: "Austin", "Jenkins"
    CALENDAR = 4  # a month or a day: "May", "Sun"
    NEVER = 5  # small words and technical ones: no name without an "@" or the rest of the name


# Given names that are in the dictionary and yet in chat are nearly always somebody's name.
MOSTLY_NAMES = word_set(
    """
    alec amy barb ben beth bob bobby brad carol cary cathy charlie dan danny dave dick don donna ed eddy elmer emery fred
    gene george glen glenn hank harry heather henry ike ira jake james jane jason jay jean jeff jenny jerry jess jesse
    jill jim jimmy jo joe joel joey john johnny jon josh ken kerry kim kit larry lee len leo les liz lou luke lulu lynch derrick
    martin mats maria marc marge marty matt mattie maya mel mick mike molly nancy ned nick nicky nora oscar paul pete peter
    phil polly
    randy reed rex rick ricky robin roger ron russ sally sam stacy stan stella steve stevie sue susan tad ted terry tim
    timothy toby tom tommy tony trey ty val vic victor vince wally wes zach zack fran tyler wade warren yang laurie simon
    ryan seth ali ana ann anna eva ida ina ivan kate lana lars lena lin lisa lynn mia mina nina ola omar pam petra rita
    rosa ruth sara sofia tara tina todd vera yuri zoe liam noah emma ethan
    """
)
# Given names that are words in everyday use: their neighbours decide.
GIVEN_WORDS = word_set(
    """
    will mark may grace rob bill billy grant rich chase hope max dom art drew dean frank jack miles chance rose lily sky
    jun sandy dusty misty sage ruby pearl guy dawn eve faith joy ivy holly amber violet daisy iris crystal ginger penny
    mercy ash river lance hunter mason cooper walker baker pierce heath cliff clay rocky rusty buddy woody herb basil earl
    duke brook brooks chip chuck bud skip olive rowan pat ray lane hazel christian angel april june august summer autumn
    melody harmony destiny patience prudence constance norm gale dale gill lark wren jade opal jewel coral star storm
    stone ford tanner porter parker archer carter page paige king prince royal noble ace blaze bruno bob sterling vivian
    reese wiley curt ernest happy merry sunny bonny carol nova luna piper harper rowdy major pip dot mat nat nell pen cam
    cat kat kitty bee bea fern flora gus hal jet jo-jo ken les lee mac mo rae reg rod roy sal sid sol tab teddy tex van
    vernon ward wolf tiger lex abby colin bing cash ty jan bliss darling dolly candy cherry ricki manny tony
    """
)
# Places and products that people are called after, or that are called after people. A capital alone says nothing about them.
PROPER_WORDS = word_set(
    """
    austin dallas houston paris london sydney jordan india china israel georgia virginia carolina florence madison chad
    cruz chelsea brooklyn lincoln jackson washington victoria charlotte alberta adelaide devon kent lancaster york
    kingston asia africa america troy tyrone trenton phoenix savannah sienna vienna verona cairo milan geneva odessa kenya
    montana dakota cheyenne memphis denver orlando melbourne perth darwin regina aberdeen chester lester holland ireland
    scotland france francis jersey stafford wells bath travis jenkins hudson grafana sentry docker python java julia perl
    rust swift celery django rails redis kafka helm vault consul atlas chef salt puppet vagrant jasper cassandra athena
    apollo hugo otto kong aurora bamboo mercury gemini claude alexa siri pascal ada haskell scala dart elixir oracle
    ansible nagios prometheus jaeger gerrit maven gradle ruby crystal bard copilot cortana watson bixby nexus octopus
    pandora slack trello asana linear notion zoom github gitlab google amazon azure fargate lambda heroku stripe bootstrap
    angular react ember vue svelte flutter kotlin selenium cypress jest mocha jasmine karma babel gulp grunt bower fastly
    akamai giant unity opera safari edge brave tor argo flux tilt kit linus tux debian fedora ubuntu mint arch
    gnome wayland
    """
)
CALENDAR_WORDS = word_set(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
    summer autumn winter spring easter christmas noel
    """
)
# Words that name nobody by themselves, whoever is called so: small words, and the words of the trade.
NEVER_WORDS = word_set(
    """
    a an the and or but nor so yet if then else than that this these those there here he him his she her hers it its they
    them their theirs we us our ours you your yours i me my mine who whom whose what which when where why how am is are
    was were be been being do does did done doing have has had having can could would shall should must might not no yes
    to of in on at by for with from as into onto out up down off over under about after before again all any each every
    some such only own same too very just now also more most much many few other another both one two three four five six
    seven eight nine ten first second third last next ok okay hi hello hey thanks thank please sorry well still even ever
    never always often really maybe perhaps bot bots prod production main master dev test tests testing stage staging
    admin admins root ops team channel everyone user users info support help helpdesk sales web www mail email app apps
    api data db host server service system sys sysadmin network cloud lead oncall pager alert alerts incident incidents
    status update updates on-call null none nil true false undefined nan void script html http https ssh ftp sql json yaml
    xml css url uri id ids uid ip dns tcp udp tls ssl vm vms cpu gpu ram io ui ux qa ci cd pr prs mr js ts py rb go sh md
    txt log logs tmp var etc usr lib bin src dist build deploy release config conf env repo git svn npm pip aws gcp gke
    eks ec s3 k8s pod pods node nodes cluster kube docker image proxy cache queue worker workers job jobs task tasks cron
    daemon client clients customer customers public private default guest guests test1 test2 demo example sample temp new
    old work project projects group groups office noreply contact billing accounts account finance legal security
    marketing engineering engineer developer developers platform infra devops sre tech hr pm cto ceo cfo coo vp ii iii iv
    jr sr phd mrs ms dr prof error errors warn warning debug fatal trace critical fail failed failure pass start stop
    restart reset set get put post patch delete select insert table index key value name names file files path dir folder
    home back long meet el al et eg ie vi pi ed re fw ad vs
    """
)
# In both lists above by their letters, and people's names all the same.
_PEOPLE_TOO = word_set("ed al")


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Ordinary English words in lower case (list and licence: ordinary_words.txt)."""
    text = files("postmortem.blameless").joinpath("ordinary_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


@lru_cache(maxsize=50_000)
def sense(token: str) -> Sense:
    """What a folded word is apart from being part of somebody's name."""
    if len(token) < 2 or not any(letter.isalpha() for letter in token):
        return Sense.NEVER
    if token in CALENDAR_WORDS:
        return Sense.CALENDAR
    if token in _PEOPLE_TOO:
        return Sense.WORD
    if token in NEVER_WORDS:
        return Sense.NEVER
    if token in PROPER_WORDS:
        return Sense.PROPER
    if token in MOSTLY_NAMES:
        return Sense.NAME
    if token in GIVEN_WORDS:
        return Sense.WORD
    return Sense.ORDINARY if token in ordinary_words() else Sense.NAME
