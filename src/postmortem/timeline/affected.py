# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""What somebody says is affected: a site, a service, a client, or what they could not do."""

from __future__ import annotations

import re

from postmortem import mood
from postmortem.mood import AGAINST, Sign

# "Affected: Marlow Books", "Impact: nobody can pay", "The impact is that …".
_AFFECTED_FIELD = re.compile(
    r"(?:^|\b(?:two|three|four|the|of|know of) )(?:(?:sites?|services?|clients?|customers?|systems?|components?) (?:affected|impacted)|(?:the following (?:clients?|sites?|services?) are )?(?:affected|impacted)(?: so far| sites?| services?| clients?| customers?| systems?| components?| users)?|(?:user |customer |client |business |the )*impact(?: so far| for \w+| on \w+)?)\s*(?:[:=]|[-–—](?=\s))\s*(?P<what>\S.*)",
    re.IGNORECASE,
)
_AFFECTED_IS = re.compile(
    r"\baffected (?:sites?|clients?|services?|customers?|systems?|components?)(?: so far)? (?:is|are)(?: only| just)? (?P<what>\S.*)", re.IGNORECASE
)
_IMPACT_IS = re.compile(r"\b(?:the |our |user |customer |client )*impact (?:is|was)(?: that)? (?P<what>\S.*)", re.IGNORECASE)
_IS_AFFECTED = re.compile(
    r"(?:^|[,;:.–—(] ?|\b(?:and|so|only|that|but) )(?P<what>\S.{0,80}?) (?:is|are|'s|were|was|have been|has been|seems? to be|appears? to be|looks? to be)(?: also| now| all| both| only| the only \w+| definitely)* (?:affected|impacted|down too|hit too|hit as well)\b",
    re.IGNORECASE,
)
_AFFECTED_ALONE = re.compile(r"^(?P<what>(?!(?:not|no|all|who|users?|people|customers?)\b)\S.{0,60}?) (?:also |both )?(?:affected|impacted)(?: too| as well| also)?\W*$", re.IGNORECASE)
_AFFECTS = re.compile(
    r"(?:\b(?:this|it|that|which|outage|issue|incident|problem|bug)(?:'s| is| has been)?(?: also| only| just| now| all)* (?:affects?|affecting|impacts?|impacting|hits|hitting)|^(?:also |only |currently )*(?:affecting|impacting|affects|impacts))(?: only| also)? (?P<what>[^;.]{2,120})",
    re.IGNORECASE,
)
_NO_VALUE = re.compile(
    r"^(?:(?:the |user |all )*(?:mitigated|over|gone|contained|ended|unknown|unclear|not|(?:none|no|nothing|nobody|no one)(?=\W*$| (?:is |are |was |has )?(?:affected|known|yet|impact\w*|so far|else|one)\b)|tbc|tbd|\?|it|this|that|they|he|she|who|what|which|i|we|you|if|whether|still|being|how|why|them|us|me|yet|unsure)\b|(?:very |quite |fairly )?(?:low|limited|small|minimal|reduced)\W*$|\W*$)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:as well|too|also|so far|at the moment|right now|now|only|at present)\W*$", re.IGNORECASE)


def affected_in(read: mood.Sentence) -> str:
    """What a sentence says is affected; "" where it says nothing of the kind, or only how much."""
    clause = read.whole
    if clause is None:
        return ""
    line = mood.without_quotes(clause.said)
    for pattern in (_AFFECTED_FIELD, _AFFECTED_IS, _IMPACT_IS, _AFFECTS, _IS_AFFECTED, _AFFECTED_ALONE):
        found = pattern.search(line)
        if found is None:
            continue
        what = _TAIL.sub("", found["what"].strip(" .,;:*_\"'"))
        what = _LEADING.sub("", _LEADING.sub("", what))
        against = AGAINST if pattern is not _IMPACT_IS else Sign.PLANNED | Sign.DOUBTED
        end = found.start("what") if pattern not in (_IS_AFFECTED, _AFFECTED_ALONE) else found.end("what")
        if read.asserts and not clause.before(end) & against and not _NO_VALUE.match(what) and not _COUNTED.match(what):
            return what
    return ""


_COUNTED = re.compile(r"(?:worst case|more than|about|roughly|around|approx\w*|up to|at least|~|over|nearly|some|c\.)? ?(?:\d|one\b|two\b|three\b)", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:(?:it )?(?:looks|seems|appears) (?:like|that|as if|to be)|(?:(?:we've|i've|we|i|can) )*(?:confirmed?|know|found|see|checked|established)(?: that)?|yes|ok|so|also|only|and|now|just|both|that|the following (?:clients?|sites?|services?))[\s,:]+",
    re.IGNORECASE,
)
