# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Words what somebody says of their own acts: "I'm rolling back" → "began rolling back", "update sent to both" → "sent the update to both"."""

from __future__ import annotations

import re

from postmortem.incident import Kind
from postmortem.timeline import words as w
from postmortem.timeline.patterns import GERUND
from postmortem.timeline.wording import verbs as v
from postmortem.timeline.wording.articles import definite, low
from postmortem.timeline.wording.deciding import low_verb
from postmortem.timeline.wording.persons import third_person, without_second_person
from postmortem.timeline.wording.tenses import has_finite, is_finite, shifted

_SEEING = {
    "seeing": "saw", "getting": "got", "having": "had", "hitting": "hit", "noticing": "noticed", "receiving": "received", "observing": "observed",
    "experiencing": "experienced", "confirming": "confirmed", "thinking": "thought", "handing": "handed", "taking": "took", "closing": "closed", "declaring": "declared",
    "raising": "raised", "calling": "called", "posting": "posted", "sending": "sent", "telling": "told", "updating": "updated", "escalating": "escalated", "paging": "paged",
    "marking": "marked", "lowering": "lowered", "resolving": "resolved", "joining": "joined", "leaving": "left", "hearing": "heard", "proceeding": "proceeded", "asking": "asked",
}  # fmt: skip
# Being at it: these begin nothing that ends.
_BEING_AT = frozenset("looking waiting watching monitoring expecting working hoping wondering planning trying attempting keeping standing talking struggling using running sitting".split())
_ACTING = frozenset("looking checking investigating testing waiting watching monitoring trying attempting working digging reading comparing gathering preparing drafting reviewing verifying chasing tracing searching".split())
_OWN = re.compile(r"^(?:(?P<now>(?:i|we)(?:'m|'re| am| are))|(?P<had>(?:i|we)(?:'ve| have|'d))|(?P<will>(?:i|we)(?:'ll| will))|(?P<bare>i|we))\s+", re.IGNORECASE)
_ADVERB = re.compile(r"^(?P<adverb>just|now|also|already|then|still|currently|only|quickly|finally|again|both|all|[a-z]{3,12}ly)\s+(?=\S)", re.IGNORECASE)
_SILENT = frozenset("just now currently still finally only quickly then all both".split())
_WILL = re.compile(r"^(?:will|gonna|about to|going to|'ll|let me|lemme)\s+(?:now |just |also |try and |then |first )*", re.IGNORECASE)
_HAS_TO = re.compile(r"^(?P<verb>need|needs|needed|want|wanted|have|had|plan|intend|would like|'d like|'d rather)(?P<no> not)? to\s+", re.IGNORECASE)
_MODAL = {"can't": "could not", "cannot": "could not", "can": "could", "couldn't": "could not", "could": "could", "don't": "did not", "didn't": "did not", "did": "did", "haven't": "had not", "hadn't": "had not",
          "am": "was", "was": "was", "were": "was", "have": "had", "had": "had", "will": "planned to", "won't": "did not plan to", "would": "would", "should": "thought they should"}  # fmt: skip
_COMMON_PAST = frozenset(
    "found saw noticed discovered identified confirmed verified determined traced spotted realised realized checked looked asked told said sent decided agreed escalated paged called rang phoned emailed informed notified posted replied "
    "declared closed resolved raised lowered handed took reproduced established spoke heard got had hit received tested narrowed pinpointed figured investigated reported announced messaged contacted went started began tried left wrote "
    "added gave put made kept did compared reviewed counted measured restored pulled pushed logged opened joined picked swapped asked updated walked went ran".split()
)
_DONE_FIRST = re.compile(r"^(?:(?:all )?done|finished|completed?)(?: here| now)?\s*(?:[:,.!–—]| -)\s*", re.IGNORECASE)
_DELIVERED = re.compile(
    r"^(?P<what>[^,;:()]{2,70}?) (?:is |are |was |were |has been |have been )?(?:now |just |already )?(?P<done>sent|posted|published|emailed|e-mailed|mailed|issued|shared|drafted|circulated)(?: out)?(?P<rest>(?: (?:to|on|in|at|for|via|by|with|from|as)\b.*|[,;:].*)?)$", re.IGNORECASE
)
_SENDABLE = frozenset("update updates notice message messages email emails mail mails reply replies statement summary post tweet newsletter report banner announcement note comms answer draft holding".split())
_TOLD = re.compile(r"^(?P<who>(?:both |all |the )?(?:clients?|customers?|[a-z' ]{2,30})) (?:has been |have been |was |were |is |are )?(?P<done>informed|told|notified|updated)(?P<rest>(?:\b.*)?)$", re.IGNORECASE)
_PLEASE = re.compile(r"^(?:please|pls|plz|can you all|everyone please|could everyone)\b[ ,]*(?P<no>do not |don't )?(?P<what>[a-z].*)$", re.IGNORECASE)
_FORBIDDEN = re.compile(r"^(?:please )?(?:do not|don't|nobody|no one)(?: please)? (?P<what>[a-z].*)$", re.IGNORECASE)
_ON_IT = re.compile(r"^(?:(?:i'm|i am|am) )?on it$|^(?:i'll|will) take (?:it|this)$|^(?:i've )?got this$|^taking (?:this|it)$", re.IGNORECASE)
_INCIDENT = re.compile(r"^(?P<verb>closed|resolved|ended|reopened|closing)(?: this| it| that| this one)?(?: then| off| out| here| now)*(?= (?:at|as|after|with|now)\b|[,;:.]|$)", re.IGNORECASE)
_ACKED = re.compile(r"(?:i(?:'ve)? )?(?:acked|ack'd|acknowledged)(?: it| that)?", re.IGNORECASE)
_SAW = re.compile(r"^(?:can )?(?:see|saw)(?: that)? (?=(?:the|a|an|no|some|all|our|errors?|lots|many|\d)?\b)", re.IGNORECASE)


_OF_ITSELF = frozenset({"recovered", "started", "opened", "closed", "moved", "increased", "ran", "reduced", "failed"})


def acted(text: str, kind: Kind) -> str | None:
    """What follows the role where `text` (masked) tells of the speaker's own act, verb first; None where it does not."""
    if GERUND.match(text.lower()) and text.split(" ")[0].lower() not in {"telling", "asking", "letting"}:
        return None  # "setting the limit fixes this": no act, a finding
    if _ON_IT.match(text):
        return "took it on"
    if _ACKED.fullmatch(text):
        return "acknowledged it"
    if text.lower() in w.DONE and not w.DONE[text.lower()][1] and text.lower() not in _OF_ITSELF:
        return f"{text.lower()} it"  # "purged": what, only the question before it says
    if text.lower() in {"started", "recovered", "opened", "failed"}:
        return f"reported that it {text.lower()}"
    if found := _DONE_FIRST.match(text):
        return _finished(text[found.end() :], kind)
    if kind is Kind.COMMUNICATION and (sent := _delivered(text)):
        return sent
    if found := _PLEASE.match(text):
        first = found["what"].split(" ")[0].lower()
        return f"asked others {'not ' if found['no'] else ''}to {_turned(found['what'])}" if first in v.BASES else None
    if (found := _FORBIDDEN.match(text)) and _is_forbidden(found["what"].split(" ")[0].lower().strip(".,;:"), text):
        return f"asked others not to {_turned(found['what'])}"
    own = _OWN.match(text)
    if own and text[:2].lower() == "we":
        return _of_the_team(text, own)
    rest = text[own.end() :] if own else text
    will = None if own and own["will"] else _WILL.match(rest)
    if will or (own and own["will"]):
        what = rest[will.end() :] if will else rest
        what = _ADVERB.sub("", what, count=1) if what.split(" ")[0].lower() in _SILENT else what
        return f"planned to {_tail(what)}" if what.split(" ")[0].lower().strip(",") in v.BASES | {"be", "re-run"} or own or (will and will[0].lower().startswith("le")) else None
    adverbs = ""
    while found := _ADVERB.match(rest):
        if found["adverb"].lower() in {"only", "all", "both", "still"} and not own:
            break
        adverbs += "" if found["adverb"].lower() in _SILENT - {"still"} else f"{found['adverb'].lower()} "
        rest = rest[found.end() :]
    return _own_verb(rest, adverbs, own=own, kind=kind)


def _own_verb(rest: str, adverbs: str, *, own: re.Match[str] | None, kind: Kind) -> str | None:
    """The predicate that a speaker's verb makes."""
    first, _, tail = rest.partition(" ")
    verb = first.lower().rstrip(",:;.")
    mark = first[len(verb) :]
    now = bool(own and own["now"])
    if own and own["bare"] and (found := _HAS_TO.match(rest)):
        past = {"need": "needed", "needs": "needed", "want": "wanted", "have": "had", "plan": "planned", "intend": "intended", "would like": "wanted", "'d like": "wanted"}.get(found["verb"].lower(), found["verb"].lower())
        return f"{adverbs}{past}{found['no'] or ''} to {_tail(rest[found.end() :])}"
    if not own and first.endswith((",", ".")) and tail and _has_object(verb):
        return f"{adverbs}{verb} it{mark} {_tail(tail)}"  # "replayed, the queue is empty"
    if not own and verb in _WITH_OBJECT and tail.split(" ")[0].lower() in _NO_OBJECT_YET:
        return _past_act(f"{adverbs}{verb} it {_tail(tail)}", kind)
    if not own and verb in _WITH_OBJECT | {"started", "stopped"} and _CLOCK.match(tail):
        return f"reported that it {verb} at {tail}" if verb == "started" else f"{adverbs}{verb} it at {_tail(tail)}"
    if verb in {"reset", "set", "cut", "put", "read"} and not own and (words := tail.lower().split(" "))[0].endswith("s") and len(words) > 1 and v.is_past(words[1]):
        return None  # "reset mails sent"
    if (v.is_past(verb) or verb.startswith("re-")) and (own or verb in w.DONE or verb in _COMMON_PAST or _did_to(verb, tail)) and not now and (own or not _describes(rest)):
        return _past_act(f"{adverbs}{low_verb(first)} {_tail(tail)}".strip(), kind)
    if verb == "waiting" and not own and tail.split(" ")[0] in {"room", "rooms", "list", "time", "times", "area"}:
        return None
    if own and own["had"] and verb == "got":
        return f"{adverbs}had {_tail(tail)}"
    if verb.endswith("ing") and (own or not has_finite(rest.partition(". ")[0]) or (verb in w.DOING and not has_finite(rest.partition(", ")[0]))):
        return _in_progress(verb, mark, tail, adverbs, own=own, kind=kind)
    if now:
        return f"was {adverbs}{_tail(rest)}"
    if own and (found := _SAW.match(rest)):
        return f"{adverbs}saw {_tail(rest[found.end() :])}" if not has_finite(rest[found.end() :].partition(". ")[0]) else f"{adverbs}saw that {_tail(rest[found.end() :])}"
    if verb == "can" and tail.lower().startswith("confirm"):
        what = tail[len("confirm") :].strip().removeprefix("that ")
        return f"confirmed that {_tail(low(what))}" if has_finite(what) else f"confirmed {_tail(what)}"
    if own and verb in _MODAL:
        return f"{adverbs}{_MODAL[verb]} {_tail(tail)}" if verb not in {"will", "won't"} else f"{_MODAL[verb]} {_tail(tail)}"
    if own and verb in v.PLAIN:
        return f"{adverbs}{v.PLAIN[verb]} {_tail(tail)}".strip()
    if verb in {"can't", "cannot", "couldn't"} and tail.split(" ")[0].lower() in v.BASES:
        return f"could not {_tail(tail)}"
    if verb in {"unable", "able"} and tail.startswith("to "):
        return f"was {verb} {_tail(tail)}"
    return None


def _in_progress(verb: str, mark: str, tail: str, adverbs: str, *, own: re.Match[str] | None, kind: Kind) -> str | None:
    still = "still " in adverbs
    if verb not in v.OF_ING and not own and len(verb) > 6 and tail.split(" ")[0].lower() in _OBJECTS and verb not in _NO_ACT:
        return f"began {adverbs}{verb}{mark} {_tail(tail)}"
    if verb == "going" and tail.lower().startswith("to "):
        return f"planned to {_tail(tail[3:])}"
    if verb == "going":
        return f"was going {_tail(tail)}" if own or tail.split(" ")[0].lower() in {"in", "into", "through", "to", "over"} else None
    if verb in _SEEING and not still:
        return _past_act(f"{adverbs}{_SEEING[verb]}{mark} {_tail(tail)}".strip(), kind)
    if verb in _BEING_AT and (own or verb in _ACTING):
        if verb == "looking" and tail.lower().startswith(("into", "at", "through")) and not still:
            return f"began {adverbs}looking{mark} {_tail(tail)}"
        if verb in {"trying", "attempting"} and not still:
            return f"{adverbs}{'tried' if verb == 'trying' else 'attempted'}{mark} {_tail(tail)}".strip()
        return f"was {adverbs}{verb}{mark} {_tail(tail)}".strip() if verb != "looking" or tail else "began looking"
    if still and (own or v.base_of_ing(verb)) and (own or verb in w.DOING):
        return f"was {adverbs}{verb}{mark} {_tail(tail)}".strip()
    if verb in w.DOING or verb in _ACTING or (v.base_of_ing(verb) and (own or tail)):
        return f"began {adverbs}{verb}{mark} {_tail(tail)}".strip() if own or tail or verb in w.DOING else None
    return f"was {adverbs}{verb}{mark} {_tail(tail)}".strip() if own else None


def _did_to(verb: str, tail: str) -> bool:
    """Whether an unknown past has its object after it, so that somebody did it: "kicked the two mirrors"."""
    return verb.endswith("ed") and tail.split(" ")[0].lower() in _OBJECTS and verb not in _BY_THINGS


_BY_THINGS = frozenset("caused affected seemed needed looked happened appeared helped showed failed stayed ended worked".split())


def _is_forbidden(verb: str, text: str) -> bool:
    """Whether "don't …" is said to others, rather than of oneself ("don't know")."""
    return verb in v.BASES - _OF_THE_MIND or (not text.lower().startswith("no") and verb not in _OF_THE_MIND)


def _has_object(verb: str) -> bool:
    """Whether a bare past tells of what somebody did to something: "replayed", not "landed"."""
    return verb.endswith("ed") and verb not in _OF_ITSELF | {"confirmed", "verified", "finished"} and (verb in w.DONE or verb.startswith("re")) and verb not in v.IRREGULAR_PASTS


# What one does not do, rather than others: "don't know".
_OF_THE_MIND = frozenset("know think see have want like need get understand remember mind care believe recall feel seem look trust follow agree hear love the a i we it they you".split())
_CLOCK = re.compile(r"\d{1,2}:\d\d(?!\d)")
# What was done to something that is not named: "deleted again", "set to 100".
_WITH_OBJECT = frozenset("deleted set scheduled merged removed disabled enabled cleared killed paused purged stopped moved".split())
_NO_OBJECT_YET = frozenset("again to for on in at from by everywhere manually".split())
_OBJECTS = frozenset("the a an all both it them this that my our these those".split())
_NO_ACT = frozenset("nothing something anything everything morning evening according regarding including excluding during missing pending failing breaking causing meaning sounding seeming".split())


def _past_act(act: str, kind: Kind) -> str:
    """The act, with what was closed where it is only implied."""
    found = _INCIDENT.match(act)
    return f"{found['verb']} the incident{act[found.end() :]}" if found and kind is Kind.RESOLUTION else act


def _finished(rest: str, kind: Kind) -> str | None:
    """What follows "done:": what the speaker brought to an end."""
    words = rest.rstrip(".").split(" ")
    for place, word in enumerate(words[:8]):
        if place and v.is_past(word.lower()) and not any(is_finite(one.lower(), [], "") for one in words[:place]) and words[place - 1].lower() not in {"not", "the", "a", "an"}:
            if words[0].lower() in {"no", "nothing", "not"} or any(one.endswith((",", ":", ";")) for one in words[:place]):
                return None
            return f"{word.lower()} {definite(' '.join(words[:place]))}{' ' if words[place + 1 :] else ''}{_tail(' '.join(words[place + 1 :]))}"
    return acted(rest, kind)


def _delivered(text: str) -> str | None:
    """ "Second update sent to both clients": who says so of a message sent it."""
    found = _DELIVERED.match(text)
    if not found:
        return None
    what = found["what"]
    words = what.lower().split(" ")
    if _SENDABLE.isdisjoint(words) or not _BY_OTHERS.isdisjoint(words) or any(is_finite(one, words[:place], "") for place, one in enumerate(words)):
        return None
    return f"{found['done'].lower()} {_turned(definite(what))}{_tail(found['rest'])}"


_BY_OTHERS = frozenset("he she they client's not no never nothing their until once if before after".split())


def _of_the_team(text: str, own: re.Match[str]) -> str | None:
    """What the team does, where that says as much of the speaker: seeing trouble."""
    rest = text[own.end() :]
    verb, _, tail = rest.partition(" ")
    if own["now"] and verb.lower() in {"seeing", "getting", "having", "hitting", "experiencing", "receiving"} and tail:
        return f"reported {_tail(tail)}"
    return None


def _describes(rest: str) -> bool:
    """Whether a participle at the beginning belongs to a subject ("restarted pods are healthy")."""
    words = rest.lower().split(" ")
    for place in (2, 3):
        if place < len(words) and is_finite(words[place].strip(",;:"), words[:place], "") and not any(word.endswith((",", ";", ":", ".")) or word in _NO_PART for word in words[:place]):
            return words[0] not in {"found", "confirmed", "verified", "noticed", "saw", "heard", "told", "said", "realised", "realized", "thought", "decided", "discovered", "checked"}
    return False


_NO_PART = frozenset("the a an it them this that to in on at for from with by all and both back".split())


def _tail(text: str) -> str:
    return shifted(_turned(text))


def _turned(text: str) -> str:
    return without_second_person(third_person(text))
