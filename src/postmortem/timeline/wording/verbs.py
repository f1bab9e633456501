# ruff: noqa: E501 - tables of words: whole lines are easier to read against each other than wrapped ones
"""The forms of the verbs that people use about incidents: from what is said now to what was so then.

A closed table for the irregular ones, spelling rules for the rest. A form that is as likely a noun ("reports", "errors",
"changes") is in no table of the present, so that a noun is never bent.
"""

from __future__ import annotations

from postmortem.timeline import words as w

# base: past, participle; one form where they are the same.
_IRREGULAR = """
be was been|become became become|begin began begun|bind bound|bite bit bitten|blow blew blown|break broke broken|bring brought|build built|burn burnt
buy bought|catch caught|choose chose chosen|come came come|cost cost|cut cut|deal dealt|dig dug|do did done|draw drew drawn|drive drove driven|eat ate eaten
fall fell fallen|feed fed|feel felt|fight fought|find found|fly flew flown|forbid forbade forbidden|forget forgot forgotten|freeze froze frozen|get got|give gave given
go went gone|grow grew grown|hang hung|have had|hear heard|hide hid hidden|hit hit|hold held|hurt hurt|keep kept|know knew known|lead led|learn learnt|leave left|lend lent
let let|lie lay lain|light lit|lose lost|make made|mean meant|meet met|oversee oversaw overseen|overwrite overwrote overwritten|pay paid|put put|quit quit|read read|rebuild rebuilt|redo redid redone|rerun reran rerun
reset reset|rewrite rewrote rewritten|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said|see saw seen|seek sought|sell sold|send sent|set set|shake shook shaken
shoot shot|show showed shown|shrink shrank shrunk|shut shut|sing sang sung|sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|spike spiked|spin spun|split split|spread spread
stand stood|steal stole stolen|stick stuck|strike struck|swear swore sworn|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown
undo undid undone|understand understood|unset unset|wake woke woken|wear wore worn|win won|withdraw withdrew withdrawn|write wrote written
"""
# Verbs of which the last consonant is doubled.
_DOUBLED = frozenset(
    "stop drop plan ban swap scrub pin unpin ship skip trip slip clip map tag plug unplug flag log debug admit commit permit submit refer occur prefer transfer "
    "equip quiz rub grab jam cram scan span trim chop hop pop wrap zap rot spot step strip tap control cancel label model signal tunnel travel".split()
)
# Bases beyond those of `words.py` whose third person is hardly ever a noun.
_COMMON_BASES = (
    "accept add affect agree allow apply arrive ask assume become begin belong bring choose close come complain confirm connect consist contain continue "
    "decide delete deliver deny depend describe deserve disable disappear disconnect do enable ensure exceed execute exist expect expire explain fail find finish forget generate get give go "
    "happen have hear help hold hope include keep know let live lose make mean miss occur open own perform persist prevent proceed produce "
    "provide put react read receive recover refer refuse reject remain remember remove render require resolve respond restore say see seem send serve "
    "slow solve speak spend spin stay suffer suggest suppose take tell tend think throw try turn understand vary wait want write appear behave "
    "climb hang spin stick struggle suit survive vanish answer leave look match need point return show talk hang work stick want worry concern bounce connect attach allocate accumulate die exit eat fall grow consider hate love propose breathe"
)
# Also nouns or adjectives: a verb where what stands before them is a subject (a pronoun, a name, a plural does not count for -s).
_EITHER_BASES = (
    "block break cause crash drain drop error increase jump last lead load log pass reach reply report run set spike stop support time "
    "touch trigger use write copy act hit grow cost name start end change update request call page alert queue cache build deploy restart limit"
)


def _table() -> dict[str, tuple[str, str]]:
    forms: dict[str, tuple[str, str]] = {}
    for entry in _IRREGULAR.replace("\n", "|").split("|"):
        if words := entry.split():
            forms[words[0]] = (words[1], words[-1])
    return forms


IRREGULAR = _table()


def past_of(base: str) -> str:
    """The past of a base form: "roll" → "rolled", "deny" → "denied", "go" → "went"."""
    return IRREGULAR[base][0] if base in IRREGULAR else _regular(base)


def third_of(base: str) -> str:
    """The third person of a base form: "try" → "tries", "do" → "does"."""
    if base in {"be", "have", "do", "go"}:
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}[base]
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2:-1] not in set("aeiou") else base + "s"


def base_of_third(word: str) -> str:
    """The base of a form in -s: "exits" → "exit", "tries" → "try", "crashes" → "crash"."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zzes", "oes")) else word[:-1]


def ing_of(base: str) -> str:
    """The -ing form of a base form: "write" → "writing", "stop" → "stopping"."""
    if base in _DOUBLED or base in {"run", "rerun", "set", "reset", "shut", "cut", "put", "get", "let", "hit", "begin", "spin", "dig", "win", "sit", "split", "forget", "quit"}:
        return base + base[-1] + "ing"
    if base.endswith("ie"):
        return base[:-2] + "ying"
    return base[:-1] + "ing" if base.endswith("e") and not base.endswith("ee") else base + "ing"


def _regular(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in set("aeiou"):
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if base in _DOUBLED else base + "ed"


def _bases(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SURE = _bases(_COMMON_BASES)
EITHER = _bases(_EITHER_BASES)
# Words that are nouns as often as verbs, among those that people do.
NOUN_LIKE = frozenset(
    "patch release change test set run export import file copy drain restart reboot deploy update upgrade fix bump flush reset purge build bounce switch "
    "commit comment dump trigger push schedule block ban ship sync dns merge pin queue swap revert start".split()
)
# What people do beside changing systems.
_DONE_BY_PEOPLE = frozenset("check ask confirm verify investigate monitor watch join post phone email inform notify page escalate review compare gather prepare draft escalate declare discuss ping chase rename note mention contact announce".split())
BASES = frozenset(w.TO_DO) | _SURE | EITHER | frozenset(IRREGULAR) | _DONE_BY_PEOPLE

# Third person → past: sure, and such as may be nouns.
THIRD: dict[str, str] = {third_of(base): past_of(base) for base in (_SURE | (frozenset(w.TO_DO) - NOUN_LIKE) | frozenset(IRREGULAR)) - EITHER - {"be", "do", "have", "lie", "light", "cost", "bite", "ring", "read", "lead", "feed", "stick"}}
THIRD |= {"reads": "read", "does": "did"}
THIRD_OR_NOUN: dict[str, str] = {third_of(base): past_of(base) for base in EITHER | NOUN_LIKE}
# Of the third persons, those that are a plural noun where a verb follows ("page loads are slow").
OR_PLURAL = frozenset("answers leaves looks matches needs points returns shows works talks loads runs breaks hangs stops".split())
THIRD |= {"loads": "loaded", "breaks": "broke", "runs": "ran", "stops": "stopped"}
# Base → past, for what stands after a plural or a pronoun.
PLAIN: dict[str, str] = {base: past_of(base) for base in BASES - {"be", "have", "do", "lie", "light", "left", "read", "set", "put", "cut", "shut", "hit", "let", "quit", "split", "spread", "cost", "hurt", "unset", "reset"}}
SURE_PLAIN: dict[str, str] = {base: past for base, past in PLAIN.items() if base in _SURE - {"open", "own", "slow", "live", "set", "last"}}

PASTS = frozenset(past for past, _ in IRREGULAR.values()) | frozenset(w.DONE)
PARTICIPLES = frozenset(done for _, done in IRREGULAR.values()) | frozenset({"got", "put", "set", "read", "cut"})
# Pasts that are no participle, so that they stand for a finite verb ("went", "began"), and regular ones of what things do by themselves.
IRREGULAR_PASTS = frozenset(past for past, done in IRREGULAR.values() if past != done) | frozenset(
    "died failed crashed stopped started worked helped recovered happened persisted continued climbed dropped expired disappeared returned looked seemed came held kept lost left fell rose jumped appeared ended arrived answered finished completed landed stalled passed matched hung increased decreased doubled "
    "responded spiked made had said told meant got showed".split()
)
# End like a past, and are none.
_NO_PAST = frozenset(
    "need speed feed seed embed indeed exceed proceed succeed bleed breed bed shed used red unused shared advanced hundred sacred naked wicked dedicated related unrelated "
    "embedded limited unlimited supposed based biased detailed complicated reed weed greed tweed unauthorised unauthorized unexpected unaffected".split()
)


def is_past(word: str) -> bool:
    """Whether a lower-case word is a past form or a participle: "restarted", "went"."""
    return word in PASTS or word in PARTICIPLES or (len(word) > 4 and word.endswith("ed") and word not in _NO_PAST)


def base_of_ing(word: str) -> str | None:
    """The base of a known verb's -ing form, None for a noun in -ing or a verb that no table has."""
    return OF_ING.get(word)


OF_ING = {ing_of(base): base for base in sorted(BASES - {"be"} | {"investigate", "confirm", "look", "check", "observe", "notice", "receive", "experience", "hand", "declare", "escalate", "page", "mark", "post", "discuss", "monitor", "gather", "verify", "prepare", "notify", "inform", "email", "contact", "reach", "chase", "draft", "compare", "review", "watch", "join", "leave", "dial", "work", "repair", "transfer"})}
