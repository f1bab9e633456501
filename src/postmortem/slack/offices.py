# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Who leads, who speaks to clients, who writes it down: how people say it of themselves and of others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem.incident import Statement
from postmortem.mood import Clause, Sign, is_joke
from postmortem.slack.wording import OFFICE, PERSON, office_statement

# Words before the phrase itself: "ok, so …", "Hi all: …". Commas have cut most of them off already.
_OPENING = (
    r"(?:(?:ok(?:ay)?|right|so|hi|hey|hello|all|everyone|folks|fyi|team|morning|and|now|then|also|thanks|great|yes|yep|sure|done|fine"
    r"|@here|@channel|@everyone|update|for the record|just to confirm|for now|as agreed|agreed|from now on|happy to say)[\s,!.:–—\-]+){0,4}"
)
# What may follow an office: the end, when and where it holds, or why. Not "lead developer", not "comms with the printer".
_END = (
    r"(?: role)?(?=[\s.!]*$|\s+(?:for (?:this|now|the (?:incident|time being|moment|rest|next)|today|tonight|a (?:bit|while))|on (?:this|it)|here|from (?:here|now|this|\d)|now|then|again|today"
    r"|tonight|this (?:time|morning|evening|afternoon)|until|till|while|thanks|as (?:of|from|i|i'm|my|he|she|they|we|agreed)|because|since|and|at|so|of (?:this|the incident)|please|instead|over|going forward|role)\b|\s+[-–—(])"
)
_I = r"(?:I am|I'm|Im)"
_I_HAVE = r"(?:I have|I've)"
_I_WILL = r"(?:I'll|I will|I am going to|I'm going to|I'm gonna|I can|I'm happy to|happy to)"
# Words that ask or point are no names.
_NOBODY = (
    r"(?!(?:who|what|where|when|why|how|whoever|he|she|they|it|this|that|there|if|maybe|perhaps|nobody|someone|somebody|anyone|anybody"
    r"|our|my|your|the|a|an|i|we|you|one|no|not|and|but|so|being|once|until|has|is|lead|comms|client|incident|second|scribe|severity|status)\b)"
)
_WHO = rf"{_NOBODY}(?P<person>{PERSON})"
# An office that stands for itself: a bare "comms" or "on-call" is too many other things.
_HELD = rf"(?P<office>(?!on[- ]call|comms\b(?! (?:manager|lead|officer)))(?:{OFFICE}|client comms))"
_ANY = rf"(?P<office>{OFFICE})"
_DOING = r"(?:doing|on|handling|managing|running|covering|picking up|taking(?: on)?|owning|looking after|taking care of|in charge of|responsible for|your)"
_DO = r"(?:do|handle|manage|run|cover|take(?: on)?|look after|take care of|be on|own|pick up)"
_THE = r"(?: (?:the|your|our|acting|acting as|acting as the|now|also|still|officially|here|as|as the))*"
_COMMS = r"(?P<office>(?:client |customer )?(?:comms|communications?))"
_LEADING = r"(?P<verb>lead(?:ing)?|run(?:ning)?)(?= (?:on )?(?:this|the incident|it)\b| from here|\s*$| (?:for )?now\b)"


def _phrase(pattern: str) -> re.Pattern[str]:
    return re.compile(_OPENING + pattern, re.IGNORECASE)


# What somebody says of themselves. A group "office" names it; a group "verb" means to lead.
_OF_SELF = tuple(
    _phrase(pattern)
    for pattern in (
        rf"{_I}{_THE} {_HELD}{_END}",
        rf"{_I}(?: now)? {_DOING}(?: the)? {_COMMS}{_END}",
        rf"{_I}(?: now| also)? {_LEADING}",
        rf"{_I}(?: now)? (?:running|leading|taking) (?:this|it)(?: one| incident)? as(?: the)? {_ANY}{_END}",
        rf"{_I_WILL}(?: now)? (?:be|act as|step in as|take over as|take over|take on|take|have)(?: the| your| on| role of| as)* {_ANY}{_END}",
        rf"{_I_WILL}(?: now)? {_LEADING}",
        rf"{_I_WILL}(?: now)? (?:{_DO}|be {_DOING})(?: the)? {_COMMS}{_END}",
        rf"(?:{_I_WILL}|{_I})(?: now)? (?:be )?(?P<scribe>scribe|scribing|tak(?:e|ing) (?:the )?(?:notes|minutes))(?: for this)?(?: as scribe)?{_END}",
        rf"{_I_HAVE}(?: now)?(?: got| taken(?: over)?(?: as)?| picked up)?(?: the)? {_ANY}{_END}",
        rf"(?:{_I} |I'll |I will |{_I_HAVE} )?(?:be )?(?:now )?(?:taking|take|took|taken|stepping in|stepping up|stepped in|stepped up|acting|assuming|assumed|picking up|picked up|covering|grabbing|grabbed|accepting|standing in|jumping in)(?: over| on)?(?: (?:as|the|on|role of|for)){{0,3}} {_ANY}{_END}",
        rf"(?:me|myself) (?:as|for|on)(?: the)? {_ANY}{_END}",
        rf"{_ANY} here{_END}",
        rf"(?:that's|it's|that is) me (?:as|on|for)(?: the)? {_ANY}{_END}",
        rf"{_ANY}(?: here)?(?: is| will be)?\s*[:=]?\s*(?:that's |that is )?(?:me|myself){_END}",
    )
)
# What somebody says of somebody else.
_OF_OTHERS = tuple(
    _phrase(pattern)
    for pattern in (
        rf"(?:(?:{_I} |{_I_HAVE} |I'll |I will |we're |we've )?)(?:hand(?:ing|ed)?|pass(?:ing|ed)?|giv(?:e|ing|en)|gave|transferring|transferred|swapping|swapped)(?: over)?(?: the)? {_ANY}(?: role)?(?: over)? to {_WHO}",
        rf"(?:(?:{_I} |{_I_HAVE} |I'll |I will )?)(?:hand(?:ing|ed)?|pass(?:ing|ed)?)(?: it| this| things)?(?: over| on)? to {_WHO} (?:as|for|who(?:'s| is| will be| takes over as)(?: now)?)(?: the)? {_ANY}{_END}",
        rf"over to {_WHO} (?:as|for)(?: the)? {_ANY}{_END}",
        rf"{_WHO}(?:,| -)?(?: is| are|'s| you're| you are| will be| is going to be| is to be| has agreed to be| agreed to be| becomes| became| acts as| is acting as| is acting| stays| remains)(?: now| our| the| your| acting| my| new| going to be)* {_HELD}{_END}",
        rf"{_WHO},?(?: you have| you've got| you now have| has)(?: now)?(?: the)? {_ANY}{_END}",
        rf"{_WHO}(?: has| is|'s|'ll| will)(?: now| just)? (?:be )?(?:stepp(?:ed|ing) (?:in|up)|step (?:in|up)|reliev(?:ing|ed|es?) me|replac(?:ing|ed|es?) me|standing in|stood in|acting|cover(?:ing|s)?(?: for me)?|jump(?:ed|ing) in)(?: as|,)?(?: the)? {_ANY}{_END}",
        rf"{_WHO}(?:(?: is|'s)(?: now| currently)?(?: going to)?| will| to| now| is to|,? you're| has agreed to| agreed to) {_LEADING}",
        rf"{_WHO}(?:(?: is|'s)(?: now)? taking| takes| has taken| has just taken|'s taken| took| will take| has picked up| picks up| has| has got| now has|'s got)(?: over| on)?(?: (?:as|the|on)){{0,2}} {_ANY}{_END}",
        rf"{_WHO}(?: is|'s| you're)(?: now)? {_DOING}(?: the)? {_COMMS}{_END}",
        rf"{_WHO}(?: will| has agreed to| agreed to| is going to| to|'ll) {_DO}(?: the)? {_COMMS}{_END}",
        rf"{_WHO}(?: is|'s| will| will be| is going to)(?: now)? (?:be )?(?P<scribe>scrib(?:e|ing)|tak(?:e|ing) (?:the )?(?:notes|minutes))(?: as scribe)?{_END}",
        rf"(?:{_I} |{_I_HAVE} |we're |we've )?(?:mak(?:e|ing)|made|appoint(?:ing|ed)?|assign(?:ing|ed)?|nam(?:ing|ed)|put(?:ting)?) {_WHO} (?:as |on |to be |in as )?(?:the |our )?{_ANY}{_END}",
        rf"(?:the |our |new |your )*{_ANY}(?: role)?(?: is| will be|'s| goes| passes| passed| moves| moved| handed| transferred| now)(?: now| over)*(?: with| to)? {_WHO}",
    )
)
# What a colon or a comma would cut apart: "Lead: Dana"; "I'm stepping down as lead, Dana takes over"; "swapping lead: Dana has it now".
_WHOLE_SENTENCE = tuple(
    _phrase(pattern)
    for pattern in (
        rf"(?:the |our |new )*{_ANY}\s*(?:[:=]|→|->)\s*(?:{_WHO}|(?:it's |that's )?(?P<me>me|myself)\b)",
        rf"{_ANY} here(?:\W+that's me)?{_END}(?P<me>)",
        rf"(?:{_I} |{_I_HAVE} )?(?:stepping|stepped|standing|stood) (?:down|aside|back) as(?: the)? {_ANY}[\s,;.:–—-]+(?:and )?{_WHO}(?: is|'s| has| will)?(?: now)? (?:tak(?:es?|ing|en)|took)(?: it)? over\b",
        rf"(?:swapping|handing over|changing|passing on|swapped|handed over|passed on)(?: the)? {_ANY}\s*[:,–—-]\s*{_WHO}(?: has| is|'s got| takes)\b",
        rf"(?:{_I} |{_I_HAVE} |I'll )?(?:hand(?:ing|ed)?|pass(?:ing|ed)?)(?: it)? over to {_WHO},? who(?:'s| is| will be| takes over as| has)(?: now)?(?: the)? {_ANY}{_END}",
    )
)


def offices_in(clauses: tuple[Clause, ...], sentence: str, author: str) -> Iterator[Statement]:
    """Who holds an office from now on, by what a sentence asserts; `author` is the user id behind "I"."""
    for pattern in _WHOLE_SENTENCE:
        if found := pattern.match(sentence):
            groups = found.groupdict()
            person = f"<@{author}>" if groups.get("me") is not None else groups.get("person") or ""
            yield from filter(None, (office_statement(found["office"], person, ""),))
            return
    for clause in clauses:
        if clause.before(0) & (Sign.DOUBTED | Sign.PLANNED) or is_joke(clause.text):
            continue
        if found := _first(_OF_SELF, clause.said):
            if author:
                yield from filter(None, (office_statement(_office(found), f"<@{author}>", ""),))
            return
        if found := _first(_OF_OTHERS, clause.said):
            yield from filter(None, (office_statement(_office(found), found["person"], ""),))
            return


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.match(text))), None)


def _office(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return groups.get("office") or ("scribe" if groups.get("scribe") else "lead")
