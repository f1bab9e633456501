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
    r"^(?:it(?:'s|s| is)|that(?:'s|s)?|this|there(?:'s| is| are) no|per|according|you|we|banner|no|nothing|all|everything|still|here|now)\b|\b(?:you|banner|notice|sent|told|writes?|says?|said|asked|asks|back|better|worse|working|works|recover\w*|green|fine|per|according|live|paused|rotated|deleted|replied|plan|should|might|may|maybe|could|seems?|looks?|appears?|probably|trying|waiting)\b",
    re.IGNORECASE,
)
_THAT_THING = re.compile(r"^(?:that|this) (?=[a-z]+ (?:is|are|was|were|has|had|does|did|looks?|seems?|needs?|works?|[a-z]+ed)\b)", re.IGNORECASE)
_THAT_ONE = re.compile(r"^that(?:(?P<is>'s| is)|(?= (?:was|has|had|will|would|does|did|didn't|doesn't|helped|fixed|worked|makes?|means?|explains?|solved|looks|seems)\b))", re.IGNORECASE)
_AND_THAT = re.compile(r"\band that one\b", re.IGNORECASE)
# A predicate without a subject: "still failing", "works again", "back up".
_OF_IT = re.compile(r"^(?:(?P<how>still|also|again|now|already|definitely) )?(?P<what>failing|erroring|timing out|hanging|crashing|crashlooping|flapping|returning|responding|recovering|loading|working|broken|down|up|back|slow|stuck|dead|alive|running|running out|fixed|resolved|better|worse|unreachable|unavailable|restored|happening|stable|healthy|live|done|out)\b(?! (?:the|a|an|my|our|on (?:it|this|that|a)|through|with)\b)", re.IGNORECASE)
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
# A subject left out before a verb of being: "was 60 at midnight".
_NO_SUBJECT_BEFORE = re.compile(r"^(?:was|were|has been|had been) (?:at |about |around )?(?:\d|only|just|up|down|already|still)", re.IGNORECASE)


def clause(text: str, *, link: str = "that") -> str:
    """The clause after a verb of saying: with its link, its article, in the past, in the third person."""
    text = _AND_THAT.sub("and it", text)
    text = _THAT_THING.sub("the ", text)
    if found := _THAT_ONE.match(text):
        text = ("it is" if found["is"] else "it") + text[found.end() :]
    text = low(text)
    if _WORKS.match(text):
        text = f"it {text}"
    if text.lower().startswith(("not the ", "not a ", "not an ", "not our ", "not just ")):
        text = f"it is {text[0].lower()}{text[1:]}"
    if _OF_IT.match(text) or _begins_with_third(text) or (_CAN_OF_IT.match(text) and text.split(" ")[0].lower() not in {"is", "was", "has", "had"}):
        text = f"it {'is ' if _OF_IT.match(text) else ''}{text[0].lower()}{text[1:]}"
    return f"{link} {shifted(without_second_person(third_person(with_article(text))))}"


def fragment(text: str) -> str:
    """A phrase without a verb, as the object of a verb of saying."""
    return shifted(without_second_person(third_person(low(text))))


def stated(text: str, kind: Kind) -> str:
    """What a role said, found or noted, verb first."""
    saying = _SAYING.get(kind, "reported")
    if (found := _DONE_TO.match(text)) and not _WHO_DOES.search(found["what"]):
        return f"reported that {_been(found)}"
    if GERUND.match(text.lower()):
        return f"{'found' if saying == 'found' else 'reported'} that {fragment(text)}"
    if _SUBJECT.match(text):
        return f"{'reported' if saying in {'found', 'decided', 'noted'} else saying} {clause(text)}"
    if (matter := _MATTER_OF.match(text)) and (rest := text[matter.end() :]):
        return f"noted {fragment(matter['what'])}: {fragment(rest)}"
    if (_NO_SUBJECT_BEFORE.match(text) is not None) and kind in (Kind.FINDING, Kind.DETECTION):
        return f"reported that it {shifted(without_second_person(third_person(text)))}"
    if saying == "found" and _MERE_NEWS.search(text):
        saying = "reported"
    if saying == "suspected" and w.HEDGES.isdisjoint(text.lower().split()):
        saying = "thought"
    if has_finite(text) or _WORKS.match(text) or _OF_IT.match(text) or _CAN_OF_IT.match(text) or _begins_with_third(text) or text.lower().startswith(("not the ", "not a ", "not our ")):
        return f"{'reported' if saying == 'decided' else saying} {clause(text)}"
    head, colon, tail = text.partition(": ")
    if colon and tail and not has_finite(head) and not _PASSIVE.match(head) and len(head.split()) <= 12 and head.lower().split(" ")[0] not in _PREPOSITIONS:
        head = f"the {head.lower()}" if head.lower() in _MATTERS else head
        return f"{'found' if saying == 'found' or head.endswith('cause') else 'noted' if saying in {'thought', 'decided', 'suspected', 'said'} else saying} {fragment(f'{head}: {low(tail)}')}"
    if kind is Kind.DECISION:
        return f"decided: {fragment(text)}"
    if (found := _PASSIVE.match(text)) and v.is_past(found["done"]) and found["done"] not in v.IRREGULAR_PASTS and found["what"].split(" ")[-1].lower() not in _NO_SUBJECT and found["what"].split(" ")[0].lower() not in _PREPOSITIONS:
        return f"{'reported' if saying == 'suspected' else saying} that {_been(found)}"
    words = text.lower().split(" ")
    if words[0] in _PREPOSITIONS or len(words) < 2 or words[0] in v.BASES - _NOUNS:
        return f"noted: {fragment(text)}"
    return f"{'found' if saying == 'found' else 'suspected' if saying == 'thought' else 'reported'} {fragment(text)}"


def _begins_with_third(text: str) -> bool:
    """Whether a subject is left out before a verb in the third person: "works again for everyone"."""
    words = text.lower().split(" ")
    if words[0] in v.THIRD:
        return len(words) == 1 or not (words[1] in {"is", "are", "was", "were", "of"} or v.is_past(words[1]))
    return words[0] in v.THIRD_OR_NOUN and len(words) > 1 and words[1] in _AFTER_A_VERB and not has_finite(text)


_AFTER_A_VERB = frozenset("again fine for the a on as with at it them every all because when but to so".split())
_MATTERS = frozenset({"cause", "root cause", "reason", "problem", "issue", "culprit", "fix", "symptom", "impact", "finding", "summary", "state", "status"})


def _been(found: re.Match[str]) -> str:
    what = low(found["what"])
    if what.lower().startswith("no "):
        been = "had been"
    else:
        been = "had not been" if (found["adverb"] or "").strip().lower() == "not" else "had been"
    adverb = "" if (found["adverb"] or "").strip().lower() in {"", "now", "just", "not"} else found["adverb"].lower()
    if adverb.strip() in {"all", "both"}:
        been, adverb = f"had {adverb.strip()} been", ""
    whole = with_article(f"{what} {found['done']}").rpartition(" ")[0]
    return shifted(without_second_person(third_person(f"{whole} {been} {adverb}{found['done']}{found['rest']}")))


_NO_SUBJECT = frozenset("to of and or the a an not for in on at by with from as".split())
_PREPOSITIONS = frozenset("in on at for from with by to of about after before since into via because as like per until while if when where".split())
_NOUNS = frozenset("drop change report log error call block cause show need look restart release deploy build test run set start end limit queue cache alert page request update answer return match".split())
