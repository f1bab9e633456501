# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Words a clause with a subject of its own after a verb of saying, in the past and in the third person."""

from __future__ import annotations

import re

from postmortem.incident import Kind
from postmortem.timeline import words as w
from postmortem.timeline.patterns import GERUND
from postmortem.timeline.wording import verbs as v
from postmortem.timeline.wording.articles import low, with_article
from postmortem.timeline.wording.persons import third_person, without_second_person
from postmortem.timeline.wording.tenses import has_finite, shifted

_SAYING = {
    Kind.HYPOTHESIS: "suspected", Kind.FINDING: "found", Kind.DECISION: "decided", Kind.RESOLUTION: "said",
    Kind.ROLE: "said", Kind.FOLLOW_UP: "noted", Kind.DECLARATION: "said", Kind.SEVERITY: "said",
}  # fmt: skip
# Said of what was not looked into: reported rather than found.
_MERE_NEWS = re.compile(
    r"^(?:it(?:'s|s| is)|that(?:'s|s)?|this|there(?:'s| is| are) no|per|according|you|we|banner|no|nothing|all|everything|still|here|now)\b|\b(?:you|banner|notice|sent|told|writes?|says?|said|asked|asks|back|better|worse|working|works|recover\w*|green|fine|per|according|live|paused|rotated|deleted|replied|plan|should|might|may|maybe|could|seems?|looks?|appears?|probably|trying|waiting|(?:is|are) (?:deployed|merged|done|out(?! of\b)))\b",
    re.IGNORECASE,
)
_THAT_THING = re.compile(r"^(?:that|this) (?=[a-z]+ (?:is|are|was|were|has|had|does|did|looks?|seems?|needs?|works?|[a-z]+ed)\b)", re.IGNORECASE)
_THAT_ONE = re.compile(r"^that(?:(?P<is>'s| is)|(?= (?:was|has|had|will|would|does|did|didn't|doesn't|helped|fixed|worked|makes?|means?|explains?|solved|looks|seems)\b))", re.IGNORECASE)
_AND_THAT = re.compile(r"\band that one\b", re.IGNORECASE)
# A predicate without a subject: "still failing", "works again", "back up".
_OF_IT = re.compile(r"^(?:(?P<how>still|also|again|now|already|definitely) )?(?P<what>failing|erroring|timing out|hanging|crashing|crashlooping|flapping|returning|responding|recovering|loading|working|broken|down|up|back|slow|stuck|dead|alive|running|running out|fixed|resolved|better|worse|unreachable|unavailable|restored|happening|stable|healthy|live|done|out)\b(?! \d)(?! (?:the|a|an|my|our|on (?:it|this|that|a)|through|with)\b)", re.IGNORECASE)
_WORKS = re.compile(r"^(?:works|loads|fails|responds|recovers|crashes|hangs)\b(?! out\b)", re.IGNORECASE)
_CAN_OF_IT = re.compile(r"^(?:can't|cannot|can not|couldn't|won't|doesn't|didn't|isn't|wasn't|hasn't|should(?: not)?|must|is|was|has|had)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"^(?P<what>[^,;:]{2,90}?) (?P<adverb>(?:now|all|both|already|successfully|manually|also|just|not) )?(?P<done>[a-z]{2,16})(?P<rest>(?: (?:to|from|in|on|at|for|by|with|via|into|and|again|as|since|off|out|up|down|over|after|manually|successfully|everywhere|too|yesterday|today|this)\b.*|[,;:].*)?)$")
# A participle that something suffered: "CTO told by phone", "63 invoices sent, confirmed by both".
_DONE_TO = re.compile(
    r"^(?P<what>(?!no |nothing )[^,;:]{2,60}?) (?P<adverb>(?:now|all|both|already) )?(?P<done>told(?= by (?:phone|mail|e-?mail))|informed(?= by)|notified(?= by)|emailed(?= by)"
    r"|sent|deployed|deleted|rotated|disabled|blocked|purged|revoked|reverted|rolled back|uploaded|published)(?P<rest>(?: (?:by|to|from|on|in|at|for|via|with|again|everywhere)\b.*|[,;:.].*)?)$",
    re.IGNORECASE,
)
_WHO_DOES = re.compile(r"\b(?:i|we|you|they|he|she|who|client|customer|user|team|lead|manager|responder|support|party|colleague|bot|somebody|someone|has|have|had|is|are|was|were|be|been|not|already)\b(?: \d+)?\W*$", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:we|they|he|she)(?:'[a-z]+)? (?!all\b)[a-z]", re.IGNORECASE)
# A heading with a clause of its own: "contributing factors as I have heard them so far: …".
_MATTER_OF = re.compile(r"^(?P<what>(?:the |some |my )?[a-z][a-z-]+(?: [a-z][a-z-]+){0,3}?) (?:as (?:i|we|they)|that (?:i|we)|(?:i|we)) (?:have |'ve )?(?:[a-z]+ )?[a-z]+(?: it| them)?(?: so far| until now)?: ", re.IGNORECASE)


def clause(text: str, *, link: str = "that") -> str:
    """The clause after a verb of saying: with its link, its article, in the past, in the third person."""
    text = _AND_THAT.sub("and it", text)
    if text.lower().startswith(("that ", "which ")):
        first, _, rest = text.partition(" ")
        verb = rest.partition(" ")[0].lower()
        if verb in _FINITE_FIRST or verb in v.THIRD or (first.lower() == "which" and v.is_past(verb)):
            text = f"it {rest}"
        elif first.lower() == "that" and verb not in {"the", "a", "an", "we", "they", "i", "you", "it"}:
            text = f"the {rest}"
    text = _THAT_THING.sub("the ", text)
    if found := _THAT_ONE.match(text):
        text = ("it is" if found["is"] else "it") + text[found.end() :]
    text = low(text)
    if _WORKS.match(text):
        text = f"it {text}"
    if text.lower().startswith(("not the ", "not a ", "not an ", "not our ", "not just ")):
        text = f"it is {text[0].lower()}{text[1:]}"
    if _of_it(text) or _lacks_subject(text):
        text = f"it {'is ' if _of_it(text) else ''}{text[0].lower() if text[1:2].islower() else text[:1]}{text[1:]}"
    return f"{link} {shifted(without_second_person(third_person(with_article(text))))}"


def _lacks_subject(text: str) -> bool:
    """Whether a clause begins with its verb, of which the subject was left out: "works again", "is on st01", "died at 3"."""
    first = text.split(" ")[0].lower().strip(",")
    return _begins_with_third(text) or (_CAN_OF_IT.match(text) is not None and first != "had") or (first in _BY_ITSELF and not text[:2].isupper())


def _of_it(text: str) -> bool:
    """Whether a text is what is said of something that is not named: "back up", "still failing"."""
    return _OF_IT.match(text) is not None and not text[:2].isupper() and not text.lower().startswith(("up at ", "up since ", "up all "))


def fragment(text: str) -> str:
    """A phrase without a verb, as the object of a verb of saying."""
    return shifted(without_second_person(third_person(low(text))))


def stated(text: str, kind: Kind) -> str:
    """What a role said, found or noted, verb first."""
    saying = _SAYING.get(kind, "reported")
    if (found := _DONE_TO.match(text)) and not found["what"].endswith(("'s", "'re", "'ve")) and not _WHO_DOES.search(found["what"]) and not _goes_on(found["rest"]):
        return f"reported that {_been(found)}"
    if found := _BECAUSE.match(text):
        return f"explained {clause(text[found.end() :])}" if has_finite(text[found.end() :]) else f"reported: {fragment(text)}"
    if GERUND.match(text.lower()):
        return f"{'found' if saying == 'found' else 'reported'} that {fragment(text)}"
    if _SUBJECT.match(text):
        return f"{'reported' if saying in {'found', 'decided', 'noted'} else saying} {clause(text)}"
    if (matter := _MATTER_OF.match(text)) and (rest := text[matter.end() :]):
        return f"noted {fragment(matter['what'])}: {fragment(rest)}"
    if saying == "found" and (_MERE_NEWS.search(text) or _lacks_subject(text)):
        saying = "reported"
    if saying == "suspected" and w.HEDGES.isdisjoint(text.lower().split()):
        saying = "thought"
    if tells(text):
        return f"{'reported' if saying == 'decided' else saying} {clause(text)}"
    head, colon, tail = text.partition(": ")
    if colon and tail and not has_finite(head) and not ((done := _PASSIVE.match(head)) and v.is_past(done["done"])) and len(head.split()) <= 12 and head.lower().split(" ")[0] not in _PREPOSITIONS:
        known = head.lower() in _MATTERS
        head = f"the {head.lower()}" if known else head
        saying = "found" if head.endswith("cause") or (known and saying == "found") else "noted" if saying in {"thought", "decided", "suspected", "said"} else "reported"
        return f"{saying}{'' if known or saying == 'noted' or len(head.split()) > 1 else ':'} {fragment(f'{head}: {low(tail)}')}"
    if kind is Kind.DECISION:
        return f"decided: {fragment(text)}"
    if (found := _PASSIVE.match(text)) and v.is_past(found["done"]) and found["done"] not in v.IRREGULAR_PASTS and _is_done_to(found["what"]) and not _WHO_DOES.search(found["what"]) and found["done"] not in _NO_SUFFERING and not _goes_on(found["rest"]):
        return f"{'reported' if saying == 'suspected' else saying} that {_been(found)}"
    if saying in {"suspected", "thought"} and len(text.split()) > 1 and "," not in text:
        return f"suspected {fragment(text)}"
    return f"{'found' if saying == 'found' else 'reported'} {fragment(text)}" if _is_thing(text) else f"reported: {fragment(text)}"


def tells(text: str) -> bool:
    """Whether a text can follow "that": its first clause has a verb of its own, or only its subject was left out."""
    if text.lower().startswith(("not the ", "not a ", "not our ")) or _WORKS.match(text) or _of_it(text) or _lacks_subject(text):
        return True
    head = _CLAUSE_END.split(text, maxsplit=1)[0]
    first, _, rest = head.lower().partition(" ")
    led = first in _LEADING_IN or first.endswith("ly") or first[:1] in "\"'(" or (first.endswith("ing") and first not in _THINGS_IN_ING)
    if led and not rest.endswith(("same", "ok", "no", "yes", "not")):
        after = text[len(head) :].lstrip(" ,;:.-–—").lower().partition(" ")[0]
        return has_finite(text) and not (after in _BY_ITSELF or after in {"was", "is", "has", "had"})
    return has_finite(head)


def _is_done_to(what: str) -> bool:
    """Whether words can be what something was done to."""
    words = what.lower().split(" ")
    return ". " not in what and not what.endswith(("'s", "'re", "'ve")) and words[-1] not in _NO_SUBJECT and words[-1] not in _NO_THING and words[0] not in _PREPOSITIONS


def _goes_on(rest: str) -> bool:
    """Whether after what was done a further fragment follows: "caches flushed, trust anchor gone"."""
    after = rest.partition(", ")[2].split(" ")
    return bool(after[0]) and not has_finite(" ".join(after)) and not v.is_past(after[0].lower()) and not after[0].lower().endswith(("ing", "ly")) and after[0].lower() not in _LEADING_IN | {"and", "but", "not", "so"}


def _is_thing(text: str) -> bool:
    """Whether a fragment begins as the name of a thing, so that it can be what was found: counted, or none of it."""
    words = text.split(" ")
    first = words[0].lower()
    if len(words) < 2 or has_finite(text) or first.endswith((",", ".", ":", ";")) or "→" in words[:4]:
        return False
    if first in {"no", "nothing", "some", "several", "many", "more", "lots", "hundreds", "thousands", "dozens", "a", "an", "the"}:
        return len(words) > 2 or first in {"no", "nothing"}
    counted = first.replace(",", "").replace(".", "").isdigit() or (first[:1].isdigit() and first.endswith(("%", "k", "s", "ish")))
    return counted and words[1].strip(",.").isalnum() and not words[1].strip(",.").isdigit() and words[1].lower() not in {"am", "pm", "ok", "or", "and", "to"}


def _begins_with_third(text: str) -> bool:
    """Whether a subject is left out before a verb in the third person: "works again for everyone"."""
    words = text.lower().split(" ")
    if words[0] in v.THIRD:
        return len(words) == 1 or not (words[1] in {"is", "are", "was", "were", "of"} or v.is_past(words[1]))
    return words[0] in v.THIRD_OR_NOUN and len(words) > 1 and words[1] in _AFTER_A_VERB and not has_finite(text)


# What brings in a clause that comes later: "in the log, it was red".
_LEADING_IN = frozenset(
    "in on at for from with by to of about after before since into via as like per until while if when once where whenever although though during without despite because so that this "
    "yesterday today tonight earlier last again what whatever who which how why".split()
)
_THINGS_IN_ING = frozenset("nothing something anything everything monitoring routing logging billing building warning staging string thing morning evening king ring pricing testing rendering hosting".split())
# What happens by itself, told without saying of what: "died shortly before midnight".
_BY_ITSELF = frozenset("died fell came crashed froze happened recovered helped disappeared landed arrived climbed spiked rose jumped broke failed took".split())
_NO_THING = frozenset("they it he she i we you this there no nothing be just so very too then are is was were".split())
_FINITE_FIRST = frozenset("is was has had will would can could should may might must does did".split())
_NO_SUFFERING = frozenset("come gone become been fallen risen slept gotten".split())
_CLAUSE_END = re.compile(r"[,;:](?= )|[.!?…] | - | [–—] ")
_BECAUSE = re.compile(r"^(?:because|bc|cause|cos|'cause)(?! of\b) ", re.IGNORECASE)
_AFTER_A_VERB = frozenset("again fine for the a on as with at it them every all because when but to so".split())
_MATTERS = frozenset({"cause", "root cause", "reason", "problem", "issue", "culprit", "fix", "symptom", "impact", "finding", "summary", "state", "status"})


def _been(found: re.Match[str]) -> str:
    what = low(found["what"])
    if what.lower().startswith("no "):
        been = "had been"
    else:
        been = "had not been" if (found["adverb"] or "").strip().lower() == "not" else "had been"
    adverb = "" if (found["adverb"] or "").strip().lower() in {"", "now", "just", "not"} else found["adverb"].lower()
    if adverb:
        been, adverb = f"had {adverb.strip()} been", ""
    whole = with_article(f"{what} {found['done']}").rpartition(" ")[0]
    return shifted(without_second_person(third_person(f"{whole} {been} {adverb}{found['done']}{found['rest']}")))


_NO_SUBJECT = frozenset("to of and or the a an not for in on at by with from as".split())
_PREPOSITIONS = frozenset("in on at for from with by to of about after before since into via because as like per until while if when where".split())
_NOUNS = frozenset("drop change report log error call block cause show need look restart release deploy build test run set start end limit queue cache alert page request update answer return match".split())
