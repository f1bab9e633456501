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
    r"|@here|@channel|@everyone|update|as (?:the )?on-?call(?: \w+)?|for the record|just to confirm|for now|as agreed|agreed|from now on|happy to say)[\s,!.:–—\-]+){0,4}"
)
# What may follow an office: the end, when and where it holds, or why. Not "lead developer", not "comms with the printer".
_END = (
    r"(?: (?:role|side|duty|duties|hat|seat|chair))?(?=[\s.!]*$|\s+(?:off (?:me|us|my hands|<@)|in the (?:bot|tool|topic|channel|ticket|system|form|tracker)|for (?:this|now|the (?:incident|time being|moment|rest|next)|today|tonight|a (?:bit|while))|on (?:this|it)|here|from|now|then|again|today"
    r"|tonight|this (?:time|morning|evening|afternoon)|until|till|while|thanks|as (?:of|from|(?:the |your |our )?(?:client comms|comms|incident lead|lead)|i|i'm|my|he|she|they|we|agreed)|because|since|and|at|so|of (?:this|the incident)|please|instead|over|going forward|role)\b|\s+[-–—(])"
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
_HELD = rf"(?P<office>(?!on[- ]call|comms\b(?! (?:manager|lead|officer|person)))(?:{OFFICE}|client comms))"
_ANY = rf"(?P<office>{OFFICE})"
_DOING = r"(?:doing|on|handling|managing|running|covering|picking up|taking(?: on)?|owning|looking after|taking care of|dealing with|in charge of|responsible for|your)"
_DO = r"(?:do|handle|manage|run|cover|take(?: on)?|look after|take care of|be on|own|pick up)"
_COMMS = r"(?P<office>(?:clients?'? |customers?'? )?(?:comms|communications?))"
_THE_INCIDENT = r"the (?:incident|response|effort)\b(?! (?:review|call|bridge|process|training|report|meeting|retro|doc)\b)"
_LEADING = rf"(?P<verb>lead(?:ing)?|run(?:ning)?)(?= (?:on )?(?:this\b|{_THE_INCIDENT}|it\b)| from here|\s*$| here\s*$| (?:for )?now\b| (?:until|till|while)\b)"


def _phrase(pattern: str) -> re.Pattern[str]:
    return re.compile(_OPENING + pattern, re.IGNORECASE)


# What may stand between somebody and the office that they hold: whoever holds it does so in some of these words. No word of
# asking, wishing, doubting or remembering is among them.
_HOLDING = (
    r"(?: (?:now|also|still|currently|officially|then|just|here|hereby|kindly|the|your|our|my|a|new|next|acting|be|being|becoming|becomes?|became|go|going|gonna|to|as|on|in|up|over|of|for|from|charge|this|one|it|incident|response|role|part|duty|point"
    r"|tak(?:e|es|ing|en)|took|hold(?:s|ing)?|held|ha(?:ve|s|ving)|got|step(?:s|ping|ped)?|stand(?:s|ing)?|stood|jump(?:s|ing|ed)?|assum(?:e|es|ing|ed)|accept(?:s|ing|ed)?|grab(?:s|bing|bed)?|pick(?:s|ing|ed)?|cover(?:s|ing)?"
    r"|act(?:s|ing)?|serv(?:e|es|ing)|lead(?:s|ing)?|run(?:s|ning)?|do(?:es|ing)?|handl(?:e|es|ing)|manag(?:e|es|ing)|look(?:s|ing)?|after|care|deal(?:s|ing)?|with|own(?:s|ing)?|responsible|volunteer(?:s|ing|ed)?|wear(?:s|ing)?|agreed|happy|relie(?:ve|ves|ving|ved)|replac(?:e|es|ing|ed)|me|is|are)){0,8}?"
)
_SELF = rf"(?:{_I}|I'll|I will|will|{_I_HAVE}|I|I can|happy to)"
_PARTICIPLE = r"(?:taking|assuming|stepping|picking|covering|acting|grabbing|accepting|jumping|standing|owning|taken|took|stepped|assumed|take)"
# What somebody says of themselves. A group "office" names it; a group "verb" means to lead.
_OF_SELF = tuple(
    _phrase(pattern)
    for pattern in (
        rf"{_SELF}{_HOLDING} {_ANY}{_END}",
        rf"{_PARTICIPLE}{_HOLDING} {_ANY}{_END}",
        rf"(?:{_I}|I'll|I will)(?: now| also| going to| be)* {_LEADING}",
        rf"(?:{_I_WILL}|{_I})(?: now)? (?:be )?(?P<scribe>scribe|scribing|tak(?:e|ing) (?:the )?(?:notes|minutes))(?: for this)?(?: as scribe)?{_END}",
        rf"(?:{_I} |{_I_HAVE} |I'll |I |have )?(?:just |now )?(?:consider|count|putt?(?:ing)?|mark(?:ing|ed)?|add(?:ing|ed)|list(?:ing|ed)|sign(?:ing|ed)|writ(?:ing|ten)|volunteer(?:ing|ed)) (?:me|myself)(?: down| in| up| forward)?(?: as| for| to be)?(?: the| your)? {_ANY}{_END}",
        rf"(?P<verb>leading)(?: on)? (?:(?:this|it)(?: one)?|{_THE_INCIDENT})(?=[\s.!]*$| (?:from here|from now|for now|now|today|tonight|then|till|until|as i)\b)",
        rf"(?:{_I_HAVE} |I |{_I} )?(?:assign(?:ed|ing)?|ma(?:de|king)|appoint(?:ed|ing)?|set(?:ting)?) (?:myself|me)(?: as| to)?(?: the)? {_ANY}{_END}",
        rf"(?:{_I} |{_I_HAVE} |I'll |I )?(?:now )?(?:taking|take|taken) over from {PERSON} (?:as|for)(?: the)? {_ANY}{_END}",
        rf"(?:that's |that is |it's )?(?:me|myself) (?:as|for|on)(?: the)? {_ANY}{_END}",
        rf"{_ANY}(?: here)?(?: is| will be)?\s*[:=]?\s*(?:that's |that is )?(?:me|myself)(?: now)?{_END}",
        rf"{_ANY} here{_END}",
        rf"{_ANY}(?:'s| is| are)? (?:on me|mine|me)(?=[\s.!]*$| (?:now|from here|for now|for this|then|today|tonight)\b)",
        r"me leading(?: this| it| here)?(?: one)?(?=[\s.!]*$| (?:now|from here|for now)\b)",
        rf"(?:{_I} |{_I_HAVE} |I )?(?:assign(?:ing|ed)|giving|gave)(?: the)? {_ANY} to (?:me|myself)\b",
    )
)
# What somebody says of somebody else.
_GIVING = r"(?:hand(?:ing|ed)?|pass(?:ing|ed)?|giv(?:e|ing|en)|gave|transferring|transferred|swapping|swapped|moving|moved|delegating|delegated)"
_OF_OTHERS = tuple(
    _phrase(pattern)
    for pattern in (
        rf"(?:(?:{_I} |{_I_HAVE} |I'll |I will |I |we're |we've )?)(?:now |just )?{_GIVING}(?: over)?(?: the)? {_ANY}(?: role)?(?: over)? to {_WHO}",
        rf"(?:(?:{_I} |{_I_HAVE} |I'll |I will |I )?)(?:now |just )?(?:hand(?:ing|ed)?|pass(?:ing|ed)?)(?: it| this| things)?(?: over| on)? to {_WHO} (?:as|for|who(?:'s| is| will be| takes over as)(?: now)?)(?: the)? {_ANY}{_END}",
        rf"over to {_WHO} (?:as|for)(?: the)? {_ANY}{_END}",
        rf"{_WHO}(?:,| -)?(?:'s|'ll| will| has| is| you're| you are| you have| you've got| to|,? as| =)?{_HOLDING} {_HELD}{_END}",
        rf"{_WHO}(?: will| is| has| takes| took|'s|'ll)?{_HOLDING} (?P<office>lead)(?: role)?{_END}",
        rf"{_WHO}(?:(?: is|'s)(?: now| currently)?(?: going to)?| will| to| now| is to|,? you're|(?: has| have)?(?: kindly| just)? (?:agreed|volunteered) to| will be) {_LEADING}",
        rf"(?P<person><@[A-Z0-9]+>) on (?P<office>(?:client )?comms){_END}",
        rf"{_WHO}(?: has| have|'s)(?: now| kindly| just)* (?:picked up|taken(?: on)?|grabbed)(?: the)? {_COMMS}{_END}",
        rf"{_WHO} (?:handles|does|covers|runs)(?: the| our)? {_COMMS}{_END}",
        rf"(?:the |our |all )*{_COMMS} (?:go|goes) (?:through|via) {_WHO}",
        rf"{_WHO}(?: is|'s| you're| will be|'ll be)(?: now)? {_DOING}(?: the)? {_COMMS}{_END}",
        rf"{_WHO}(?: will| has agreed to| agreed to| is going to| to|'ll) {_DO}(?: the)? {_COMMS}{_END}",
        rf"{_WHO}(?: has| has got| now has)(?: the)? {_COMMS}{_END}",
        rf"{_WHO}(?: is|'s| will| will be| is going to)(?: now)? (?:be )?(?P<scribe>scrib(?:e|ing)|tak(?:e|ing) (?:the )?(?:notes|minutes))(?: as scribe)?{_END}",
        rf"(?:{_I} |{_I_HAVE} |we're |we've )?(?:mak(?:e|ing)|made|appoint(?:ing|ed)?|assign(?:ing|ed)?|nam(?:ing|ed)|put(?:ting)?|(?:set|marked|listed)(?!.*\b(?:please|pls)\b)) {_WHO} (?:down )?(?:as |on |to be |in as )?(?:the |our )?{_ANY}{_END}",
        rf"(?:the |our |new |your )*{_ANY}(?: role)?(?: is(?: moving| going| passing)?| will be|'s| goes| passes| passed| moves| moved| handed| transferred| now| has been| was| has)(?: now| over| been| handed| passed| transferred| given| moved)*(?: with| to)? {_WHO}",
        rf"(?:the |our )*{_ANY} (?:for|on) this(?: one| incident)?(?: is|:) {_WHO}",
        rf"{_WHO}(?: now| currently)? (?P<verb>leads|is running|runs) (?:(?:on )?this(?: one| incident)?(?=[\s.!]*$| (?:now|from|so|for now|until|till|while|and)\b)|{_THE_INCIDENT})",
        rf"for (?:the |our )?{_ANY},? (?:we have|we've got|we got|it's|it is|that's|ask|go to|go via|talk to|speak to) (?P<person><@[A-Z0-9]+>)",
        rf"{_WHO}(?: has|'s| have)?(?: kindly| just)? t(?:aken|ook)(?: over)?(?: the)? {_HELD} (?:off|over from|from) (?:me|us|<@)",
    )
)
# What a colon or a comma would cut apart: "Lead: Dana"; "I'm stepping down as lead, Dana takes over"; "swapping lead: Dana has it now".
_WHOLE_SENTENCE = tuple(
    _phrase(pattern)
    for pattern in (
        rf"(?:the |our |new )*{_ANY}\s*(?:[:=]|→|->)\s*(?:{_WHO}|(?:it's |that's )?(?P<me>me|myself|mine)\b(?! (?:->|→|to)))",
        rf"{_ANY} here(?:\W+that's me)?{_END}(?P<me>)",
        rf"(?:\w+ ){{0,4}}{_WHO}[\s,;.:–—-]+you(?:'re| are|'ve got| have)(?: now)?(?: the| our)? {_ANY}{_END}",
        rf"{_ANY} (?:handover|change|swap)\s*(?:[:–—-]\s*)?(?:(?:from )?(?:me|{PERSON})\s*(?:->|→|to)\s*){_WHO}",
        rf"change of {_ANY}[\s,;.:–—-]+{_WHO}(?: is| takes| has| will)",
        rf"(?:{_I} |{_I_HAVE} )?(?:stepping|stepped|standing|stood) (?:down|aside|back) as(?: the)? {_ANY}[\s,;.:–—-]+(?:and )?{_WHO}(?: is|'s| has| will)?(?: now)? (?:tak(?:es?|ing|en)|took)(?: it)? over\b",
        rf"(?:{_I} |{_I_HAVE} |I |have |we |we've )?(?:just |now )?(?:swapping|swapped|switching|switched|spoke|spoken|talked|chatted|checked|agreed|rang|rung|called|phoned|texted|messaged|pinged|asked|got hold of|had a word)(?: out| over| places)?(?: to| with| of)? {_WHO}(?!\w)(?!.*\b(?:if|unless|once|whether|next|tomorrow)\b)[^,;.–—-]{{0,40}}(?:[\s,;.–—-]+| and )(?:and )?(?:they|he|she)(?:'re| are|'s| is|'ll be| will be| agreed to be| can be|'ve got| have| has|'ll take| will take|'ll do)(?: now| happy to be| going to be| taking| doing)*(?: the| our| your)? {_ANY}{_END}",
        rf"(?:{_I_HAVE} |I |have |we |we've )?(?:just |now )?asked {_WHO} (?:to|if (?:they|he|she)(?:'d|'ll| would| could| can)?) (?:{_DO}|be|act as|step in as)(?: the| our)? {_ANY}(?: role)?(?: (?:for|on) this(?: one)?)?(?:[,;.–—-]| (?=and|who)).{{0,15}}?\b(?:they|he|she|who)(?:'s|'re| has| have| is| are)?(?: just| kindly)? (?:said (?:yes|ok|okay|yep|sure|fine|they will|he will|she will)|agreed|accepted|up for it|on it|(?:happy|fine|ok|okay)(?: to| with)?|doing it)\b(?!.*\b(?:if|unless|once|but|when|only|later|tomorrow)\b)",
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
        against = clause.before(0)
        if against & Sign.PLANNED or is_joke(clause.text):
            continue
        if found := _first(_OF_SELF, clause.said):  # "I am the incident lead, I suppose": one is, all the same
            if author:
                yield from filter(None, (office_statement(_office(found), f"<@{author}>", ""),))
            return
        if against & Sign.DOUBTED:
            continue
        if found := _first(_OF_OTHERS, clause.said):
            yield from filter(None, (office_statement(_office(found), found["person"], ""),))
            return


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.match(text))), None)


def _office(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return groups.get("office") or ("scribe" if groups.get("scribe") else "lead")
