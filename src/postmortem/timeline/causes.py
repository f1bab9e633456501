# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Whether a sentence says outright what brought the incident about."""

from __future__ import annotations

import re

from postmortem import mood
from postmortem.mood import Sign

_CHANGE = r"(?:deploy\w*|release|update|upgrade|change|migration|config\w*|merge|commit|plugin|cert\w*|cron|job|query|script|patch|typo|rollout|import|flag|rule|report|backup)"
_CAUSE = re.compile(
    r"\b(?:because(?: of)?|caused by|(?:was|is|were|been) (?:due to|down to(?! (?:the |only |just |about |around |~)*\d))|it's (?:due to|down to(?! (?:the |only |just |about |around |~)*\d))|(?:root |underlying )?cause(?: of (?:this|it|that|the \w+))?(?: is|was| was|'s| is|:)|(?:cause|problem|issue|culprit|reason|trigger(?! (?:is|was) (?:created|made|added|set|built|fired|dropped|disabled|deleted))) (?:is|was)(?: that)?|(?:it |this )?turn(?:s|ed) out|as a result of|led to|triggered by|brought (?:down|about) by)\b(?P<what>.*)"
    r"|^(?:(?:ok|right|yes|hah|ah|so)\W+)*(?:(?:(?:we've|i've|we have|i have|we|i|think we've) )?(?:now |just |finally )?(?:found|identified|spotted|located|traced) (?:it|the (?:cause|problem|issue|culprit|bug|reason))|got it|confirmed)\W+(?:it's|it is|it was|that's|this is)? ?(?:a|an|the|our)\b(?P<what2>.*)"
    r"|\b(?:that|this|which)(?:'s| is| was) (?:what|why) (?P<what6>(?:did (?:it|this|that)|caused|broke|brought|took|killed|(?:it|everything|all|the \w+|we|they|checkout|search|login) (?:\w+ ){0,2}?(?:fell|broke|fail\w*|went|died|stopped|crash\w*|slow\w*|down|timed|ran out|couldn't|could not|can't))\b.*)"
    rf"|^(?:it's |it was |so |ah |and )?(?:the|a|an|our|my|yesterday's|today's|this morning's) (?:[\w-]+ ){{0,4}}?{_CHANGE}(?: [\w-]+){{0,4}}? (?P<what7>(?:broke|did|caused|killed|took (?:out|down)|brought down|knocked (?:out|over)) (?:it|this|that|us|everything|the \w+).*)"
    r"|\b(?:the )?reason for (?:all )?(?:this|it|that|the \w+)\s*(?:is|was|:) ?(?P<what8>.*)|\bthat took (?P<what9>(?:us|it|everything|the \w+) (?:down|out|with it).*)"
    r"|^(?P<what10>.{3,60}? (?:was|were) (?:exhausted|used up|eaten up|filled|blocked|overwhelmed) by .*)"
    r"|^(?:the )?(?:root |underlying )?(?:cause|culprit|reason|trigger|what happened|why|contributing factors?(?: as (?:i|we)[\w' ]{0,30})?)(?: found| identified| so far)?\s*(?::|[–—]|\s-\s|=)\s*(?P<what3>\S.*)"
    r"|^(?:it was |that was |so )?(?P<what4>(?!it\b|that\b|this\b|what\b|which\b|who\b)\S.{3,120}?) (?:that )?(?:has )?caused (?:this|it|that|the \w+|all this|everything)\b"
    r"|^(?:it's |it was |this was |all )?(?:because of|due to(?! (?:go|leave|start|finish|be|have|meet|arrive|speak|join|happen|end|run|call)\b)|down to(?! (?:the |only |just |about |around |~)*\d)|caused by)\b(?P<what5>.*)"
)
_NO_CAUSE = re.compile(
    r"\b(?:nice things|declar\w+|lead|hand(?:ing|ed)|sorry|late|lunch|don't know|no idea|not known|unknown|unclear|not clear|resolved|mitigated|fixed|gone|solved|(?<!fell )over|severity|critical|major|minor|trivial|sev ?\d|p\d|raising|making this|closing|being|still)\b"
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|happens?|fails?|broke|came|went|died|fell|ran|got|does|did|do|\w{3,}ed|can't|couldn't|\w+n't|it|this)\b")
_TROUBLE = re.compile(
    r"\b(?:it|(?:this|that)(?= (?:is|was|happen\w*|br[eo]\w*|fail\w*|went|came|did|died)\b)|they|everything|which|[45]\d\ds?|[45]xx|errors?|fail\w*|down|br[eo]a?k\w*|stop\w*|died|dies|crash\w*|slow\w*|full|filled|outage|happen\w*|incident|went|ran|run|time[ds]?|timing|lost|stuck"
    r"|missing|empty|wrong|expired?|reject\w*|refus\w*|den(?:y|ied)|kill\w*|restart\w*|climb\w*|rose|grew|began|started|unavailable|unreachable|blocked|duplicat\w*|leak\w*|exposed|public)\b"
)
_NOT_BY = re.compile(r"(?:\bnot|n't|\bnever|\bno)(?: \w+){0,2} ?$")
_OWN = re.compile(r"(?:^|[\s,])(?:i|i'm|i've|i'd|my|me|you|your)(?=[\s,]|$)")


def states_cause(read: mood.Sentence) -> bool:
    """Whether a sentence states a cause outright, without a doubt and not of oneself."""
    clause = read.whole
    if clause is None:
        return False
    found = _CAUSE.search(clause.text)
    if found is None or not read.asserts or clause.before(found.start()) & (Sign.PLANNED | Sign.DOUBTED) or _NOT_BY.search(clause.text[: found.start()]):
        return False
    what = next((group for group in found.groups() if group), "").strip(" .:,")
    if found[0].startswith("because") and not _is_effect(found, clause.text[: found.start()]):
        return False  # "and Grace, because of the data", "because it was 2011": a reason for something else
    if len(what.split()) < 2 or _NO_CAUSE.search(clause.text) or _OWN.search(what):
        return False
    return not re.match(r"(?:not|n't|that not|no|unknown|tbc|unclear)\b", what)


def _is_effect(found: re.Match[str], before: str) -> bool:
    """Whether what stands before "because" may be the trouble: a clause that tells of it."""
    if found[0].startswith("because of") and not before.strip():
        return True
    return _FINITE.search(before) is not None and _TROUBLE.search(before) is not None
