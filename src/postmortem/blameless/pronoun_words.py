"""The words around a pronoun that tell what it is and what its verb is: a text's words, and small tables for chat in English.

A word goes into a table only with a test of the reading it decides, and of the other one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from postmortem.blameless.words import word_set

_ONE = "himself|herself|themselves|themself|hers|theirs|their|them|they|she|her|him|his|he"
# Several pronouns for one person: "s/he", "he/she", "him or her", "she/her"; with what "he's" may end in.
_SEVERAL = (
    rf"(?:\(s\)he|\bs/he|\b(?:{_ONE})(?:/(?:{_ONE})){{1,5}}+|\b(?:s?he or s?he|(?:him|his|her) or (?:him|his|her)(?:self)?"
    r"|(?:him|her)self or (?:him|her)self|his and hers)(?![\w-]))(?![\w/-])(?:['’](?:s|d|ll|ve)\b)?"
)
# A token: code in backticks or an address, several pronouns, or a word with its apostrophes and hyphens.
TOKEN = re.compile(
    rf"(?P<code>```.+?```|`[^`\n]+`|\w{{2,12}}://\S+|www\.\S+)|(?P<several>{_SEVERAL})|\w+(?:['’-]\w+)*+",
    re.IGNORECASE | re.DOTALL,
)
# Two pronouns for one person, and the one that stands for both. Any other run of pronouns declares somebody's own.
BOTH = {
    "he": ("(s)he", "s/he", "he/she", "she/he", "he or she", "she or he"),
    "him": ("him/her", "her/him", "him or her", "her or him"),
    "his": ("his/her", "her/his", "his or her", "her or his"),
    "himself": ("himself/herself", "herself/himself", "him/herself", "himself or herself", "him or herself"),
}
ONE_OF_BOTH = {pair: one for one, pairs in BOTH.items() for pair in pairs}
DECLARED = "(declared)"
GENDERED = frozenset("he she him his her hers himself herself".split())
QUOTES = frozenset("\"'“”‘’«»")
DASHES = frozenset("-–—")

# Third person → what goes with "they". Apostrophes are straight here, and may be left out as in chat.
AGREES = {
    "is": "are", "was": "were", "has": "have", "does": "do", "goes": "go", "isn't": "aren't", "wasn't": "weren't",
    "hasn't": "haven't", "doesn't": "don't", "isnt": "arent", "wasnt": "werent", "hasnt": "havent", "doesnt": "dont",
}  # fmt: skip
TO_BE = word_set("is was isn't wasn't isnt wasnt are were aren't weren't be been being")
TO_DO = word_set("does doesn't doesnt do don't dont did didn't didnt")
TO_HAVE = word_set("has hasn't hasnt have haven't havent had hadn't hadnt having")
MODALS = word_set(
    """
    can can't cant cannot could couldn't couldnt will won't wont would wouldn't wouldnt shall should shouldn't shouldnt may
    might must mustn't needn't ain't
    """
)
AUXILIARIES = TO_BE | TO_DO | TO_HAVE | MODALS
# Verbs whose third person is no plural of a noun: "thinks", "knows". Plain forms.
VERBS = word_set(
    """
    think know say go be see keep tell ask give take make bring want seem become believe agree confirm investigate manage
    own join add send put sit lose remember forget understand recover remove reduce explain describe suggest recommend
    propose mention wonder expect assume decide prefer admit insist write speak hear listen learn teach begin continue
    create delete close commit lower disable enable apply cordon evict provision restore rotate verify notice hate do have
    come get find leave let reckon figure debug reproduce roll turn throw eat drink sleep wait arrive ensure happen exist
    need appear maintain provide allow require include involve contain consider carry choose pay meet lead live die lie sell
    buy spend win fight teach sing draw drive fly grow hide ride rise run shake sink steal swim tear wear deserve enjoy
    acknowledge escalate approve suspect
    """
)
# Verbs whose third person is the plural of a noun as well: "checks", "deploys".
VERBS_OR_NOUNS = word_set(
    """
    restart reboot revert merge push pull check test fix patch build watch look page ping call message post reply answer
    report update change scale drain kill open move show work help hope plan use log monitor review reject ack
    raise bump flush purge reset retry rerun redeploy trigger share care like love miss pick hold hand feel start stop try
    finish deploy release handle read rollback alert note comment edit rename block unblock switch mail email dm text phone
    cover swap drop limit cache query search access request order copy paste click touch break fall guess doubt mean step
    worry view visit walk talk play stand cut hit set increase decrease map name tag upgrade downgrade install report
    experience control support supply face fail pass
    """
)
# Of these verbs a clause may be the object, so that what comes after them can have another subject.
SAYING = word_set(
    """
    think say know believe reckon suspect hope guess assume see notice mention confirm suggest expect wonder insist mean
    hear feel find show tell remember understand explain admit decide claim report note agree worry doubt ensure figure
    """
)
# Past forms and participles that do not end in "-ed"; of the first, none is a participle.
PASTS = word_set(
    """
    went saw did gave took knew wrote spoke drove broke chose woke threw grew flew drew ate fell forgot got began drank
    rang burst bore awoke strode rode strove lay wept crept slept ran sang sank swam wore rose froze shook hid bit tore
    stole became came undid withdrew blew swore overran redid rewrote
    """
)
PARTICIPLES = word_set(
    """
    been gone seen given taken known written spoken driven broken chosen woken thrown grown flown drawn eaten fallen
    forgotten got gotten begun had become come had redone undone rewritten shown proven ridden hidden stolen frozen
    withdrawn
    """
)
PASTS_OR_PARTICIPLES = word_set(
    """
    said told found made thought left lost set put read cut hit shut quit let kept met sent built rebuilt brought bought
    caught taught held heard led meant paid sat slept spent stood stuck thought understood won felt dealt dug fed fought
    hung hurt lent lit sold shot spun split spread swept wound bound bet cast reset rerun run dealt learnt burnt spoilt
    sought bent slid struck swung clung forecast knelt leant leapt overheard misread misunderstood laid lain
    """
)
# Between a subject and its verb.
ADVERBS = word_set(
    """
    also just still never always probably already only really often sometimes usually now then maybe perhaps actually
    currently soon even ever both either neither rarely seldom almost nearly quite not first finally again once later
    thus hence therefore instead somehow best obviously literally basically typically generally normally himself herself
    themselves alone too most rather kinda sorta def prob prolly def apparently simply merely
    """
)
ADVERB_PHRASES = word_set("no_longer kind_of sort_of of_course in_fact at_least once_again in_turn no_doubt for_sure")
# Words in "-ly" that are no adverbs.
NO_ADVERBS = word_set("reply family supply ally assembly anomaly apply rely fly july italy imply comply multiply only")
QUESTION_WORDS = word_set("what where when why how who whom whose which what's where's when's how's who's why's")
# Right before a verb that stands before its subject: "so does he", "and is she around?".
TURNING = word_set(
    """
    and or but so nor neither then than as only never rarely ok okay hey wait yes no hm hmm well now also btw yeah nope
    """
)
DETERMINERS = word_set("the a an this that these those my your our their his its some any every each all both no another")
OBJECTS = word_set("it them us me him her you everything something anything nothing everyone someone anyone one ones")
SUBJECTS = word_set("i we they he she there it you this that these those everyone someone everybody somebody nobody")
CLAUSES = word_set("that which who whose if when because while where what how why whether so since until although though unless")
CONJUNCTIONS = word_set("and or but then")
PREPOSITIONS = word_set(
    """
    with from for by about of via after before at in on under behind per without around through against into onto over near
    beside besides between beyond despite during inside outside towards toward upon across along alongside among unlike like
    than to
    """
)
# After an object: none of these begins a thing that is owned.
NOT_OWNED = (
    AUXILIARIES
    | DETERMINERS
    | OBJECTS
    | SUBJECTS
    | QUESTION_WORDS
    | CLAUSES
    | CONJUNCTIONS
    | (PREPOSITIONS - {"inside", "outside", "under", "over"})
    | word_set(
        """
        as nor except while within yes ok okay too either also already again yet still just even ever never always soon
        later today tomorrow yesterday tonight asap atm rn eod eow tmrw tmr please pls plz instead anyway
        lately twice once somehow sometime somewhere anymore there here up down directly together enough i'm i'll i've i'd
        we're we'll we've it's that's there's they're you're let's not afk maybe perhaps i'd we'd earlier immediately
        """
    )
)
# An adjective before a thing, or something said of the person; what follows decides: "her last fix", "ask her last".
LOOK_PAST = word_set(
    """
    first last next now then right early late more most less best well fast half double online offline monday tuesday
    wednesday thursday friday saturday sunday available unavailable busy asleep awake happy unhappy aware sure alone
    ready free hard short only wrong responsible accountable back off out away over home mon tue wed thu fri sat sun
    morning afternoon evening sick unwell afraid angry mad sad
    """
)
# What can be given to somebody without an article.
GIVEN = word_set("access admin permission permissions rights root sudo credit time space")
# Before "her": who gets something, is told something, or does something.
GIVING = word_set(
    """
    give gives gave given giving send sends sent sending show shows showed shown showing offer offers offered grant
    grants granted granting lend lent hand hands handed pass passed assign assigned forward forwarded teach taught wish
    wished cost buy bought owe owes deny denied allow allowed
    """
)
TELLING = word_set(
    """
    tell tells told telling ask asks asked asking inform informed remind reminds reminded warn warned assure assured promise
    promised convince convinced call called calling name named
    """
)
LETTING = word_set(
    """
    let lets letting help helps helped helping make makes made making see sees saw seen seeing watch watches watched
    watching hear hears heard hearing notice noticed feel felt have has had having bid bade
    """
)
LEAVING = word_set(
    """
    keep keeps kept keeping get gets got getting leave leaves left leaving find finds found finding catch caught want wants
    wanted need needed needs remember remembers mind imagine stop stopped call called consider considered
    """
)
REACHING = word_set(
    """
    call called calling ring rang rung text texted ping pinged page paged message messaged dm dmed get got bring brought
    want wanted have had welcome phone phoned let take took need hear phoning paging pinging messaging send sent log logged
    kick kicked lock locked sort help helped point pointed turn turned
    """
)
# Words in "-ing" that are things.
THINGS_IN_ING = word_set(
    """
    meeting understanding training morning evening booking finding recording building setting warning reading writing
    opening saying hearing feeling meaning being ring thing string spring king wedding clothing upbringing
    """
)
# After "he's": what they are, and not what they have done.
STATES = word_set(
    """
    a an the my your our their no one here there back away around home out off up down in on at with from for by about
    of under behind over to into like near not afk ooo online offline asleep awake oncall on-call wfh available
    unavailable busy free ready right wrong sure ok okay fine good great happy sick ill unwell late early new aware able
    unable away stuck primary secondary ic correct certain likely unlikely worried tired interested blocked confused
    concerned excited unblocked supposed scheduled based involved annoyed pleased allowed located bored convinced
    retired unavailable responsible alone fast slow smart nice kind lucky mad angry afraid glad lost done keen old young
    very so too quite pretty more most less much better worse as all both part one half full proud weak strong ahead hot
    cold cool tied headed signed logged next dead what who why where how that this
    """
)
# Words of other languages that stand beside what looks like "he", "her" or "his"; few of them mean anything in English.
FOREIGN = word_set(
    """
    und der das ist nicht ich sie wir ihr sein mit von zu zum zur auf aus bei nach seit wie lange schon ein eine einen
    hin komm kommt damit mal se wo woher weit hier nur auch noch aber oder wenn dann kein keine ja nein bitte danke dem
    geht muss er det og jeg vi du ikke til fra som av af med på være nede oppe ligger kommer skjer finnes deg meg mig
    vil kan har ser hva hvad hvor ble blev den dette noget noe nu nå kun alle å også bir zaman gün yerde yer sabah biri
    ikisi kes hangi türlü iki yo tú te lo los las el que por para con una pero sin hay ya visto hecho sido estado dicho
    puesto tenido ido nada todo esto eso muy mucho más le nos oli ovat olivat kun mutta että tulevat menevät sanoivat
    eivät tulivat de het een niet ik wij jullie maar ook wel jongens dat hoor ze je elle nous vous les des pas dans avec
    une sur qui
    """
)
# Words that English shares with those languages: no evidence of either.
SHARED = word_set("a in on me no was has so as am an do of for at to over under let is we had will want men hand he her")
ENGLISH = (
    NOT_OWNED
    | ADVERBS
    | VERBS
    | VERBS_OR_NOUNS
    | PASTS
    | PARTICIPLES
    | PASTS_OR_PARTICIPLES
    | PREPOSITIONS
    | LOOK_PAST
    | GIVING
    | TELLING
    | LETTING
    | LEAVING
    | REACHING
    | STATES
    | GENDERED
) - (FOREIGN | SHARED)


# Third persons that lose "-es" where other words like them lose "-s", and the other way round.
_LOSE_ES = word_set("focuses refocuses biases aliases canvases gases")
_LOSE_S = word_set("caches precaches aches axes shoes toes dies lies ties vies unties belies")
# Words in "-s" that are no verbs in the third person.
_NO_THIRD = word_set(
    """
    always perhaps sometimes besides afterwards nowadays thus whereas as this its his hers yes plus minus versus vs us less
    across towards unless yours ours theirs news alias canvas bias alas overseas upstairs downstairs indoors outdoors
    onwards upwards backwards forwards kids folks guys thanks ios aws dns https
    """
)


class Word(NamedTuple):
    """A word of the text. low: in lower case, straight apostrophes, one pronoun for two.

    link: what follows it: " " the next word, "," a comma, "&", "-" a dash, "(" something else that goes on, "?" or "." an end.
    """

    text: str
    low: str
    start: int
    end: int
    link: str


def split_words(text: str) -> list[Word]:
    """The words of the text, each with what follows it."""
    found = [*TOKEN.finditer(text)]
    words = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        start, end = match.span()
        link = _link(text[end:], is_last=True) if following is None else _link(text[end : following.start()])
        words.append(Word(match[0], "`" if match["code"] else _low(match), start, end, link))
    return words


def _low(match: re.Match[str]) -> str:
    low = match[0].lower().replace("’", "'")
    if match["several"]:
        pair, sign, tail = low.partition("'")
        one = ONE_OF_BOTH.get(pair, DECLARED if GENDERED.intersection(re.split(r"\W", pair)) else pair)
        return one + sign + tail
    return {"hes": "he's", "shes": "she's"}.get(low, low)


def _link(gap: str, *, is_last: bool = False) -> str:
    if gap == " ":
        return "(" if is_last else " "
    core = gap[:40].strip(" \t\u00a0*~")
    if not core:
        return "." if is_last and not gap.strip("*~") else "(" if is_last or not gap else " "
    first = core[0]
    if first == "\n":
        return "."
    if first in ",&?":
        return first
    if first in DASHES:
        return "-"
    return "(" if first in "([{/+" or (first in QUOTES and gap[0] not in QUOTES) else "."


def word_before(words: list[Word], n: int) -> str:
    """The word before, "" where something stands between."""
    return words[n - 1].low if n and words[n - 1].link == " " else ""


def word_after(words: list[Word], n: int) -> str:
    """The word after, "" where something stands between."""
    return words[n + 1].low if n + 1 < len(words) and words[n].link == " " else ""


# A verb in the third person by its shape: "retries", "re-runs".
_THIRD_PERSON = re.compile(r"[a-z][a-z-]{2,40}(?<![sui-])s")


def plain_form(verb: str) -> str:
    """What goes with "they" in the place of a verb in the third person, in lower case; "" for every other word."""
    if verb in AGREES:
        return AGREES[verb]
    if not _THIRD_PERSON.fullmatch(verb) or verb in _NO_THIRD:
        return ""
    if verb == "quizzes":
        return "quiz"
    if verb in _LOSE_S:
        return verb[:-1]
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb in _LOSE_ES or verb.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")) else verb[:-1]
