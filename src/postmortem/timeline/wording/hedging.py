# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Words what was supposed, doubted or only looked so as an act of supposing: "suspected that …", "doubted that …"."""

from __future__ import annotations

import re

from postmortem.incident import Kind
from postmortem.timeline import words as w
from postmortem.timeline.wording.statements import clause, fragment
from postmortem.timeline.wording.tenses import has_finite

_ADV = r"(?: (?:still|also|just|do|now|really|quite|pretty|fairly|mostly|strongly|kinda|rather|honestly|would|then|starting to|beginning to|sort of))*"
# "I think that worked": what "that" is, and no conjunction.
_DID = r"(?:worked|works|fixed|did|does|will|would|could|might|may|was|is|has|had|helps?|helped|solved|sorted|broke|explains?|means|should|can|can't|didn't|doesn't|won't|wasn't|isn't|caused it|made it|killed it)\b"
_THAT_DID = re.compile(rf"^that (?={_DID})", re.IGNORECASE)
_SUPPOSED = re.compile(
    rf"^(?:(?:i|we)(?:'m|'d|'re| am| are| would)?{_ADV} (?:think|thinking|thought|guess(?:ing)?|believe|suspect(?:ed|ing)?|reckon|assume|assuming|bet|suppose|going to suspect|wonder if|imagine|have a feeling|feel like|say it's likely)"
    rf"|my (?:best |first |current |working )?(?:hunch|guess|theory|bet|suspicion|feeling|hypothesis|assumption|money)(?: is(?! on)| would be|:)?|suspect(?:ing)?|guess(?:ing)?|think(?:ing)?|maybe|probably|perhaps|possibly|presumably|most likely|likely|it's (?:possible|likely)|it is (?:possible|likely)|could it be|theory:?|hypothesis:?|best guess:?)(?: that(?! {_DID})| is that|,|:)? +",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"^(?:(?:it|this|that|which|things?) (?:now |also |really )?|it all )?(?:looks?|seems?|appears?|sounds?|feels?|smells?)(?: (?:to me|to us|now|very much))? (?:like|as if|as though|that) +|^(?:it|things?) (?:seems?|appears?) (?=(?:the|a|all|our|some|most|that|we) )",
    re.IGNORECASE,
)
_SURE = re.compile(r"^i(?:'m| am) (?P<how>(?:pretty|fairly|quite|very|reasonably|almost|nearly) (?:sure|certain|confident)|sure|certain|confident)(?: that|,)? +(?=\w)", re.IGNORECASE)
_DOUBTED = re.compile(
    rf"^(?:i(?:'m| am){_ADV} (?:not|less) (?:entirely |totally |completely |fully |at all |so )?(?:convinced|sold)(?: that)?|(?:i|we) (?:don't|do not){_ADV} (?:think|believe|reckon|suppose)(?: that)?|i(?:'d)?{_ADV} doubt(?: that)?|doubt(?: that)?|not convinced(?: that)?|don't think(?: that)?) +",
    re.IGNORECASE,
)
_UNSURE = re.compile(rf"^(?:(?:i|we)(?:'m|'re| am| are){_ADV} )?(?:not (?:entirely |totally |completely |quite |really |100% )?(?:sure|certain|clear)|unsure|unclear)(?: yet)?(?P<link> (?:that|if|whether|why|how|what|which|where|when|who))? +", re.IGNORECASE)
_NO_IDEA = re.compile(rf"^(?:(?:i|we) (?:have )?{_ADV.strip()}? ?)?(?:no idea|don't know|do not know|dunno)(?: yet)?(?P<link> (?:if|whether|why|how|what|which|where|when|who)) +", re.IGNORECASE)
_COULD_BE = re.compile(r"^(?:(?:it|this|that) )?(?P<how>could|might|may|must|has to|can only)(?: also| well| still| just)? be (?=\w)", re.IGNORECASE)
_TRAILING = re.compile(r"(?:,| -| –| —)? \(?(?:i (?:think|guess|believe|suspect|reckon|suppose|assume)|i'd (?:guess|say)|imo|imho|afaict|afaik|iirc|maybe|probably|perhaps|possibly|presumably|apparently|not sure|not 100% sure|i'm not sure|as far as i (?:know|can tell|can see))\)?$|(?<=\w) ?\(\?\)$", re.IGNORECASE)
_LEADING = re.compile(r"^(?:afaict|afaik|iirc|imo|imho|in my opinion|as far as i (?:know|can tell|can see)|from what i (?:can )?(?:see|tell)),? +", re.IGNORECASE)


def supposed(text: str, kind: Kind) -> str | None:
    """What follows the role where `text` (masked) supposes or doubts something, verb first; None where it does not."""
    if found := _DOUBTED.match(text):
        return f"doubted {clause(text[found.end() :])}" if has_finite(text[found.end() :]) else None
    if found := _UNSURE.match(text):
        rest = text[found.end() :]
        link = (found["link"] or "").strip()
        return f"was not sure {clause(rest, link=link if link and link != 'that' else 'whether')}" if has_finite(rest) or (link.startswith(("wh", "how")) and link != "whether") else None
    if found := _NO_IDEA.match(text):
        return f"did not know yet {clause(text[found.end() :], link=found['link'].strip())}"
    if found := _SURE.match(text):
        return f"was {found['how'].lower()} {clause(text[found.end() :])}" if has_finite(text[found.end() :]) else None
    if found := _COULD_BE.match(text):
        how = {"has to": "must", "can only": "could only", "may": "might"}.get(found["how"].lower(), found["how"].lower())
        return f"suspected {clause(f'it {how} be {text[found.end() :]}')}"
    body, hedged = text, False
    for _ in range(3):
        found = _TRAILING.search(body) if body is text or hedged else None
        if found is not None and len(body[: found.start()].split()) > 1:
            body, hedged = body[: found.start()].rstrip(" ,"), True
            continue
        if (found := _LEADING.match(body)) or (found := _SUPPOSED.match(body)) or (found := _LOOKS.match(body)):
            body, hedged = body[found.end() :], True
            continue
        break
    if not hedged or not body:
        return None
    if body.lower() in {"so", "not", "it is", "yes", "no"}:
        return f"thought {body.lower()}"
    if found := _DOUBTED.match(body):
        body = body[found.end() :]
    verb = "thought" if kind in {Kind.RECOVERY, Kind.RESOLUTION, Kind.MITIGATION} or not _is_bad(body, kind) else "suspected"
    body = _THAT_DID.sub("it ", body)
    if has_finite(body) or body.lower().startswith(("it's", "that's", "this is")):
        return f"{verb} {clause(body)}"
    return f"suspected {fragment(body)}"


def outright(text: str) -> str:
    """The text without a hedge at its end: who closes an incident may well say that they think so."""
    found = _TRAILING.search(text)
    return text[: found.start()].rstrip(" ,") if found is not None and len(text[: found.start()].split()) > 2 else text


def _is_bad(body: str, kind: Kind) -> bool:
    words = set(body.lower().replace(",", " ").replace(".", " ").split())
    return kind is Kind.HYPOTHESIS or (words.isdisjoint(w.RECOVERED) and not words.isdisjoint(w.TROUBLE | w.STATES))
