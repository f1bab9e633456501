# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""The words by which a channel shows that somebody was told: a role, 2nd line, everybody in the general channel, a client.

A question, a wish, a plan, a guess and a denial show nothing. Every function looks at one sentence; repetitions are bounded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from postmortem.mood import LONGEST, is_of_another, is_question, plain_lower

# What makes an act no act when it stands before it in the same clause.
_NO_ACT = re.compile(
    r"\b(?:not|never|no|nobody|none|neither|without|should|shall|could|can|cannot|may|might|must|would|will|let's|lets|please|if|whether|unless|who|anyone|anybody|"
    r"needs?|needed|going|gonna|forgot|forget|until|once|when|remember|wants?|wanted|make sure|ensure|think|guess|assume|hope|believe|suppose|probably|maybe|perhaps|suggest|"
    r"instead|consider|avoid|like|last|next|usually|always|normally)\b|n't\b|'ll\b|'d\b",
    re.IGNORECASE,
)
# … and what makes it none right before a form in -ing: "thinking of ringing", "before ringing".
_NOT_BEGUN = re.compile(r"\b(?:of|about|before|after|without|worth|by|for|from|start|started)\s*\Z", re.IGNORECASE)
# Where the words of one act end and the next begins.
_CLAUSE = re.compile(r"[,;:.!?()–—]|\s-\s|\b(?:but|and|then|so|because|while)\b", re.IGNORECASE)
# What ends the list of those to whom an act is done.
_STILL = r"(?!\b(?:but|not|that|because|what|if|when|who|why|whether|for|from|says?|said|asks?|asked)\b|n't\b)[^.;:!?()–—]"

_REACHING = (
    r"(?:told|informed|notified|rang|called|phoned|paged|texted|e-?mailed|messaged|pinged|briefed|alerted|updated|contacted|reached|woke|woken|"
    r"(?:spoke|spoken|talked) (?:to|with)|got hold of|escalated|escalating|ringing|calling|phoning|paging|texting|e-?mailing|messaging|pinging|telling|informing|"
    r"notifying|briefing|alerting|contacting|waking|pulling|looping|(?:pulled|brought|got|looped) in|(?:bringing|getting) in)"
)
# "told the CTO and the Head of Tech Ops": whoever is named in the ninety characters after it.
_ACT = re.compile(rf"\b(?P<act>{_REACHING})\b(?P<whom>(?:{_STILL}){{0,90}})", re.IGNORECASE)
# "I let the CTO know", not the request "let the CTO know".
_LET_KNOW = re.compile(rf"\b(?P<act>(?:i|we|i've|we've|have|has|just|also|\d|lead|manager|support) let)\b(?P<whom>(?:{_STILL}){{0,80}}) know\b", re.IGNORECASE)
# What somebody is who was told: "CTO informed", "the DPO is in the loop", "2nd line here".
_STATE = (
    r"(?:(?:is|are|was|were|has|have|been|'s|both|all|now|already|also|just)\s+){0,4}"
    r"(?:aware|informed|told|notified|briefed|paged|alerted|called|woken|awake|up to date|in the loop|in the picture|in the channel|on the call|on it|here|joining|joined|"
    r"looking|online|acknowledged|on (?:the|their) way|knows)\b(?!\s+(?:us|me|them|that|him|her|everyone|everybody|the|to|it|why|how|what|where|of)\b)"
)
_IS_REACHED = re.compile(rf"\A\s*{_STATE}", re.IGNORECASE)
# The next of a list, and what they are: "the Head of Tech Ops are informed". A pronoun begins another sentence.
_NEXT_IS_REACHED = re.compile(rf"\A\s*(?!(?:we|i|they|you|it|he|she|this|that)\b)(?:[\w'-]{{1,30}}\s+){{1,5}}?{_STATE}", re.IGNORECASE)
_NEXT_OF_LIST = re.compile(r"\A\s*[\w'-]{1,30}(?:\s+[\w'-]{1,30}){0,4}\s*\Z")
_LIST = re.compile(r"\s*,\s*|\s+and\s+|\s*&\s*|\s*/\s*", re.IGNORECASE)
# Somebody of another house: "their CTO", "the client's CTO".
_OF_OTHERS = re.compile(r"\b(?:their|his|her|your|\w{1,30}'s|\w{1,30}s')\s+\Z", re.IGNORECASE)
# Tried, and not reached.
_UNREACHED = re.compile(
    rf"\b(?:(?:can't|cannot|couldn't|could not|unable to|didn't|did not|failed to) (?:reach|get hold of|get through to|raise|contact|find)|no (?:answer|reply|response)(?: yet| so far)? from)\b"
    rf"(?P<whom>(?:{_STILL}){{0,80}})",
    re.IGNORECASE,
)
_DOES_NOT_ANSWER = re.compile(
    r"\A\s*(?:(?:is|was)\s+)?(?:isn't answering|not answering|doesn't answer|didn't answer|not picking up|isn't picking up|not reachable|unreachable|hasn't answered)\b",
    re.IGNORECASE,
)

_POSTED = (
    r"(?:posted|put|shared|announced|sent|wrote|written|left|dropped|told|notified|informed|flagged|published|pinned|posting|putting|sharing|announcing|sending|writing|"
    r"telling|notifying|informing|flagging)"
)
_NOTICE_IS = r"(?:notice|note|announcement|heads[- ]up|message|post|word)(?:\s+(?:is|has|was|went|gone|been|now|up|out|posted|sent)){1,4}\s+(?:in|to|on)\s+(?:the\s+)?"
# "told them to ask in #general": an errand, no notice.
_ERRAND = re.compile(r"\bto (?:ask|post|put|look|go|write|read|tell|say|move|take|check|share|announce|use)\b", re.IGNORECASE)

_CLIENTS = r"(?:clients?|customers?|users?|client contacts? \d+|third part(?:y|ies)(?: \d+)?|tickets?|status ?page|statement|mail|e-?mail|update|account manager|duty manager)"
_OUTWARD = (
    r"(?:sent|told|updated|rang|called|phoned|mailed|e-?mailed|wrote to|written to|replied|answered|informed|notified|published|posted|texted|messaged|spoke to|spoken to)"
)
# "sent the first update", "rang third party 1", "replied on the ticket"; "update is out", "both clients told".
_TO_CLIENTS = re.compile(
    rf"\b{_OUTWARD}\b(?!\s+(?:us|me)\b)[^.;!?]{{0,80}}?\b{_CLIENTS}\b"
    r"|\b(?:update|mail|e-?mail|statement|news|reply|status ?page)s?(?:\s+(?:is|has|are|have|been|now|to \w+)){0,3}\s+(?:sent|out|published|updated|posted|gone)\b"
    r"|\b(?:clients?|customers?)(?:\s+(?:is|are|was|were|has|have|been|all|both|now|also)){0,3}\s+(?:told|informed|updated|notified)\b(?!\s+(?:us|me|them|that)\b)",
    re.IGNORECASE,
)
# Somebody outside does it: "the client rang".
_INBOUND = re.compile(r"\b(?:clients?|customers?|users?|client contacts? \d+|third part(?:y|ies)(?: \d+)?)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_MOST_NAMED = 20


def tells(sentence: str, role: re.Pattern[str]) -> bool:
    """Whether a sentence says that somebody in `role` was told, called, or is there."""
    if states_nothing(sentence):
        return False
    acts = (match for pattern in (_ACT, _LET_KNOW) for match in pattern.finditer(sentence))
    return any(_named_in(act["whom"], role) and _is_act(sentence, act.start(), act["act"]) for act in acts) or any(
        _is_reached(sentence[match.end() :][:160])
        and not _OF_OTHERS.search(sentence[: match.start()][-60:])
        and not _NO_ACT.search(_clause_before(sentence, match.start()))
        for match in islice(role.finditer(sentence), _MOST_NAMED)
    )


def could_not_reach(sentence: str, role: re.Pattern[str]) -> bool:
    """Whether a sentence says that somebody in `role` was tried and not reached."""
    if states_nothing(sentence):
        return False
    return any(_named_in(tried["whom"], role) for tried in _UNREACHED.finditer(sentence)) or any(
        _DOES_NOT_ANSWER.match(sentence[match.end() :][:60]) for match in islice(role.finditer(sentence), _MOST_NAMED)
    )


def gives_notice(sentence: str, channel: str) -> bool:
    """Whether a sentence says that something was posted in the channel of that name."""
    if states_nothing(sentence):
        return False
    return any(
        not _NO_ACT.search(_clause_before(sentence, match.start()))
        and not _NO_ACT.search(match["what"] or "")
        and not _ERRAND.search(match["what"] or "")
        for match in _notice(channel).finditer(sentence)
    )


def tells_client(sentence: str) -> bool:
    """Whether a sentence says that somebody outside was told; meant for what a client comms manager writes."""
    if states_nothing(sentence):
        return False
    clauses = (_clause_before(sentence, match.start()) for match in _TO_CLIENTS.finditer(sentence))
    return any(not _NO_ACT.search(clause) and not _INBOUND.search(clause) for clause in clauses)


@lru_cache(maxsize=64)  # one sentence is looked at from several sides
def states_nothing(sentence: str) -> bool:
    """Whether a sentence asks, or tells of another incident."""
    lower = plain_lower(sentence[:LONGEST])
    return is_question(lower) or is_of_another(lower)


@lru_cache(maxsize=64)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the words or phrases, in whatever case and with whatever hyphens; not for what belongs to one ("the CTO's laptop")."""
    folded = sorted((re.sub(r"\\[ -]", r"[\\s-]", re.escape(word)) for word in words), key=len, reverse=True)
    owned = r"(?!'s\s+(?!been|aware|here|told|informed|notified|joining|joined|on|in|now|also|already|both|looking)\b)"
    return re.compile(rf"(?<![\w#])@?(?:{'|'.join(folded) or '(?!)'})(?!\w){owned}", re.IGNORECASE)


@lru_cache(maxsize=8)
def _notice(channel: str) -> re.Pattern[str]:
    """A notice in a channel. Its bare name counts at the end of what was posted alone: "general" is a word besides."""
    place = re.escape(channel)
    named = rf"(?:#{place}(?![\w-])|\b{place} channel\b)"
    bare = rf"(?:posted|put|announced|posting|putting|announcing)\b(?:[^.;!?]{{0,60}}?)\s(?:in|to|on) {place}(?=\s*(?:[,.;:!)]|\Z|at\b|now\b|too\b|as well\b|so\b|already\b))"
    return re.compile(
        rf"\b{_POSTED}\b(?P<what>[^.;!?]{{0,80}}?){named}|\b{bare}|\b{_NOTICE_IS}{named}|{named}\s+(?:is|are|has been|was|has)\s+(?:told|informed|notified|updated|aware)\b",
        re.IGNORECASE,
    )


def _is_act(sentence: str, place: int, act: str) -> bool:
    before = _clause_before(sentence, place)
    return not _NO_ACT.search(before) and not (act.lower().endswith("ing") and _NOT_BEGUN.search(before))


def _named_in(whom: str, role: re.Pattern[str]) -> bool:
    """Whether somebody of our own in that role is among those named."""
    return any(not _OF_OTHERS.search(whom[: match.start()]) for match in role.finditer(whom))


def _is_reached(after: str) -> bool:
    """Whether what stands after a role says that it was told, alone or as one of a list."""
    first, *others = _LIST.split(after, maxsplit=4)
    if _IS_REACHED.match(first):
        return True
    if first.strip():
        return False
    for other in others:
        if _NEXT_IS_REACHED.match(other):
            return not _NO_ACT.search(other)
        if not _NEXT_OF_LIST.match(other):
            return False
    return False


def _clause_before(sentence: str, place: int) -> str:
    """The words of the same clause before a place: at most the last eighty characters."""
    before = sentence[max(0, place - 80) : place]
    end = 0
    for match in _CLAUSE.finditer(before):
        end = match.end()
    return before[end:]
