"""The fixed phrases with which people run an incident: who leads, what is declared, how severe it is, what is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem.incident import Claim, Statement
from postmortem.slack.wording import (
    ARROW,
    LONGEST_VALUE,
    OFFICE,
    PERSON,
    SEVERITY,
    clip,
    office_statement,
    people_lines,
    severity_statement,
)
from postmortem.text import Pieces

# A line without any of these words, in lower case, holds no phrase; most messages end here.
_HINTS = (
    "incident", "lead", "sever", "comms", "communications", "todo", "to-do", "/inc", "follow", "action", "scribe",
    "downgrad", "upgrad", "escalating", "raising", "lowering", "on-call", "on call", "line",
)  # fmt: skip

# Where one sentence ends and the next begins.
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

# Words before the phrase itself: "ok, so …", "Hi all: …".
_OPENING = (
    r"(?:(?:ok(?:ay)?|right|so|hi|hey|hello|all|everyone|folks|fyi|team|morning|and|now|thanks|great|yes"
    r"|done|@here|@channel|@everyone|update)"
    r"[\s,!.:–—\-]+){0,4}"
)

# After a phrase about an office: the end, or a turn that leaves it standing. Not "lead developer", not "lead if nobody else is".
_END = (
    r"(?:(?: role)?(?:(?: for this(?: one| incident)?| on this(?: one| incident)?| here| from here"
    r"| from now(?: on)?| now| then|,? thanks?| again| today)){0,2})\s*(?=[.,!;:)–—]|\s(?:from|as of|and"
    r"|until|while|since)\b|-\s|\s-|\Z)"
)

_I = r"(?:I am|I['’]m|Im)"


def _phrase(pattern: str) -> re.Pattern[str]:
    return re.compile(_OPENING + pattern, re.IGNORECASE)


# "I am declaring an incident because the checkout is down", "Declaring an incident: …".
_DECLARED = _phrase(
    rf"(?:(?:{_I} |I['’]ve |I have |we['’]re |we are )?(?:declaring|declared)|I (?:hereby )?declare|(?:{_I} )?calling)"
    r" (?:this (?:as )?)?an? (?:(?:critical|major|minor|trivial|security) )?incident\b(?P<why>.*)"
)
_BECAUSE = re.compile(r"\A[\s,:;–—\-]*(?:because|as|since|for|due to)?(?: of)?[\s,:]*", re.IGNORECASE)
_DECLARED_SEVERITY = re.compile(rf"an? ({SEVERITY}) incident\b", re.IGNORECASE)

# "I'm the incident lead", "I'll take over as lead", "taking lead", "I am on client comms".
_I_HOLD = _phrase(
    rf"(?:{_I})(?: now)?(?: (?:the|your|acting|on|doing))?(?: (?:the|acting))?"
    rf" (?P<office>(?!lead\b|on[- ]call){OFFICE}|the lead|lead){_END}"
)
_I_TAKE = _phrase(
    rf"(?:(?:{_I} |I['’]ll |I will |I have |I['’]ve )(?:be )?)?(?:now )?(?:taking|take|took"
    rf"|taken)(?: over)?(?: (?:as|the|on|role of|for)){{0,3}}"
    rf" (?P<office>{OFFICE}){_END}"
)

# "handing lead to <@U>", "I'm handing over the incident lead role to Dana".
_HANDED = _phrase(
    rf"(?:(?:{_I} |I['’]ve |I have |I['’]ll )?)(?:hand(?:ing|ed)?|pass(?:ing"
    rf"|ed)?)(?: over)?(?: the)? (?P<office>{OFFICE})(?: role)?(?: over)?"
    rf" to (?P<person>{PERSON})"
)

# "<@U> is now incident lead", "Dana is taking over as lead", "Dana has taken over client comms".
# Words that ask or point are no names.
_NOT_A_NAME = (
    r"(?!(?:who|what|where|when|why|how|whoever|he|she|they|it|this|that|there|if|maybe|perhaps|nobody"
    r"|someone|somebody|our|my|your|the|a|an|i|we|you|one|no|not|and|but|so|being|once|until|has|is)\b)"
)
_HOLDS = _phrase(
    rf"{_NOT_A_NAME}(?P<person>{PERSON})(?:,| -)?(?: is| are|['’]s)(?: now| acting)?(?: the| our"
    rf"| acting)? (?P<office>(?!on[- ]call|comms\b(?! (?:manager|lead)))"
    rf"{OFFICE}|client comms){_END}"
)
_TAKES = _phrase(
    rf"{_NOT_A_NAME}(?P<person>{PERSON})(?:(?: is|['’]s)(?: now)? taking| takes| has taken|['’]s taken"
    rf"| took| will take)(?: over)?(?: (?:as|the|on)){{0,2}}"
    rf" (?P<office>{OFFICE}){_END}"
)

# "Raising the severity to major", "severity is now critical", "downgrading to minor", "Severity minor -> major".
_SEVERITY_SET = _phrase(
    rf"(?:(?:{_I} |we['’]re |we are |I['’]ve |I have )?(?:raising|raised|lowering|lowered|changing|changed"
    rf"|setting|set|bumping|bumped)(?: the)? severity(?: from (?P<was1>{SEVERITY}))?"
    rf"(?: up| down)? (?:to|as) (?P<new1>{SEVERITY})"
    rf"|(?:{_I} |we['’]re |we are |I['’]ve |I have )?(?:upgrading|upgraded|downgrading|downgraded"
    rf"|escalating|raising|lowering)(?: this| it| the incident| severity)?"
    rf"(?: from (?P<was2>{SEVERITY}))? to (?:an? )?(?P<new2>{SEVERITY})"
    rf"|severity(?: is)?(?: now|:) (?P<new3>{SEVERITY})"
    rf"|severity:? (?P<was4>{SEVERITY}) ?{ARROW} ?(?P<new4>{SEVERITY})"
    rf"|severity (?:changed|raised|lowered|set)(?: from (?P<was5>{SEVERITY}))? to (?P<new5>{SEVERITY}))\b"
    rf"(?! (?:bug|issue|version|release|change))"
)

# Commands that somebody typed as a message: "/incident lead me", "/inc severity major".
_COMMAND = re.compile(
    r"/inc(?:ident)?\s+(?P<word>lead|role|severity|sev|status|update|action|follow-?up|resolve"
    r"|close)\b\s*(?P<rest>.*)", re.IGNORECASE,
)
_ROLE_AND_PERSON = re.compile(rf"(?P<office>{OFFICE})\s+(?P<person>{PERSON}|me)", re.IGNORECASE)

# "TODO: …", "Follow-up: …", "Action: …" at the start of a line.
_TO_DO = re.compile(
    r"(?:(?P<later>todo|to-do|follow[- ]?ups?)|(?P<now>action(?: item)?))\s*[:–—]\s*(?P<what>\S.*)", re.IGNORECASE,
)

# A part of a channel's topic, and where the next begins.
_TOPIC_PART = re.compile(r"\s*(?:\n|\||;|•|·|\s[-–—]\s)\s*")
_TOPIC_FIELD = re.compile(
    rf"(?:(?P<office>{OFFICE})|(?P<severity>severity|priority)|(?P<status>status))\s*[:=]\s*(?P<value>\S.*)", re.IGNORECASE,
)


def read_phrases(pieces: Pieces, author: str) -> tuple[Statement, ...]:
    """What a person's message states in a fixed phrase. A question states nothing, nor does a quote or code."""
    if not any(_may_hold_a_phrase(piece.text) for piece in pieces):
        return ()
    found: list[Statement] = []
    for line in people_lines(pieces):
        if len(line) > LONGEST_VALUE or not _may_hold_a_phrase(line):
            continue
        if to_do := _TO_DO.match(line):
            claim = Claim.FOLLOW_UP if to_do["later"] else Claim.ACTION
            found.append(Statement(claim=claim, value=clip(to_do["what"])))
        elif command := _COMMAND.match(line):
            found.extend(_command(command, author))
        else:
            for sentence in _SENTENCE_END.split(line):
                if not sentence.rstrip(" )*_").endswith("?"):
                    found.extend(_sentence(sentence, author))
    return tuple(dict.fromkeys(found))


def _may_hold_a_phrase(text: str) -> bool:
    lower = text.lower()
    for hint in _HINTS:  # noqa: SIM110 (asked for every message, and a loop takes a quarter of the time of any())
        if hint in lower:
            return True
    return False


def read_topic(pieces: Pieces) -> tuple[Statement, ...]:
    """What a channel's topic states in fields such as "Lead: <@U>" and "Severity: major"."""
    found: list[Statement | None] = []
    for line in people_lines(pieces):
        for part in _TOPIC_PART.split(line):
            field = _TOPIC_FIELD.match(part)
            if field is None:
                continue
            value = field["value"].strip()
            if field["office"]:
                found.append(office_statement(field["office"], value, ""))
            elif field["severity"]:
                found.append(severity_statement(value.split()[0].strip(".,()"), "", ""))
            else:
                found.append(Statement(claim=Claim.STATUS, value=clip(value).casefold()))
    return tuple(statement for statement in found if statement)


def _sentence(sentence: str, author: str) -> Iterator[Statement]:
    if declared := _DECLARED.match(sentence):
        yield Statement(claim=Claim.DECLARED, value=clip(_BECAUSE.sub("", declared["why"])).rstrip("."))
        if level := _DECLARED_SEVERITY.search(sentence):
            yield from filter(None, (severity_statement(level[1], "", ""),))
        return
    for pattern in (_I_HOLD, _I_TAKE):
        if held := pattern.match(sentence):
            if author:
                yield from filter(None, (office_statement(held["office"], f"<@{author}>", ""),))
            return
    for pattern in (_HANDED, _TAKES, _HOLDS):
        if held := pattern.match(sentence):
            yield from filter(None, (office_statement(held["office"], held["person"], ""),))
            return
    if severity := _SEVERITY_SET.match(sentence):
        groups = severity.groupdict()
        new = next((value for name, value in groups.items() if name.startswith("new") and value), "")
        was = next((value for name, value in groups.items() if name.startswith("was") and value), "")
        yield from filter(None, (severity_statement(new, was, ""),))


def _command(command: re.Match[str], author: str) -> Iterator[Statement]:
    word, rest = command["word"].casefold(), command["rest"].strip()
    me = f"<@{author}>" if author else ""
    if word == "lead" and rest:
        yield from filter(None, (office_statement("lead", me if rest.casefold() == "me" else rest, ""),))
    elif word == "role" and (role := _ROLE_AND_PERSON.match(rest)):
        person = me if role["person"].casefold() == "me" else role["person"]
        yield from filter(None, (office_statement(role["office"], person, ""),))
    elif word in ("severity", "sev"):
        yield from filter(None, (severity_statement(rest, "", ""),))
    elif word in ("resolve", "close") and not rest:
        yield Statement(claim=Claim.STATUS, value="resolved" if word == "resolve" else "closed")
    elif rest and word in ("status", "update", "action", "follow-up", "followup"):
        claims = {"status": Claim.STATUS, "update": Claim.SUMMARY, "action": Claim.ACTION}
        value = clip(rest)
        yield Statement(claim=claims.get(word, Claim.FOLLOW_UP), value=value.casefold() if word == "status" else value)
