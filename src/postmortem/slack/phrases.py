# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""The phrases by which people run an incident: who leads, what is declared, how severe it is, what is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem import mood
from postmortem.incident import Claim, Statement
from postmortem.mood import is_question, plain_lower
from postmortem.slack.grades import IN_DOUBT, declared_in, graded_first, severity_in
from postmortem.slack.offices import offices_in
from postmortem.slack.spelling import holds_misspelt, respelt
from postmortem.slack.wording import (
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

# A text without any of these words, in lower case, holds no phrase; most messages end here.
_HINTS = (
    "incident", "lead", "sever", "comms", "communications", "todo", "to-do", "to do", "/inc", "follow", "action", "scrib", "summary",
    "downgrad", "upgrad", "escalat", "raising", "lowering", "on-call", "on call", "line", "major", "minor", "critical", "trivial", "sev",
    "update", "recap", "situation", "state of play", "where we are", "tl;dr", "tldr", "for later", "afterwards", "after this", "status",
    "post-incident", "review:", "retro", "declaring one", "sitrep", "taking notes", "take notes", "where we're", "where are we", "current state", "so far", "what we know", "understanding", "declar", "summaris", "summariz",
)  # fmt: skip
# Short words count only as such: an incident commander, P1.
_SHORT_HINTS = re.compile(r"\bI[CL]\b|\b[Pp][0-4]\b")
_GRADES = re.compile(r"(?:critical|major|minor|trivial|sev(?:erity)?[ -]?\d|\bp[0-4]\b)")
_OFFICES = ("lead", "comms", "communications", "scrib", "on-call", "on call", "line", "commander", "manager", "notes", "running the", "runs the")

# Said by itself beside a declaration: "Declaring an incident. Major."
_GRADE_ALONE = re.compile(rf"(?:severity\s*[:=]?\s*)?(?P<grade>{SEVERITY})(?: (?:for now|severity))?\W*", re.IGNORECASE)

# Where one sentence ends and the next begins.
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

# "/incident checkout errors", typed as a message: the command that declares an incident by its name. Not talk about the command.
_COMMAND_THAT_DECLARES = re.compile(
    r"/inc(?:ident)?\s+(?:(?:new|declare|open|create|start|raise)\b\s*:?\s*)?(?P<name>(?!(?:lead|role|severity|sev|status|update|action|follow-?ups?|resolved?|closed?|help|list|show|test|tests|testing|training|find|search|home|tutorial|rename|invite|join|leave|pause|merge|comms|scribe|commander"
    r"|is|isn't|isnt|are|was|wasn't|does|doesn't|doesnt|did|didn't|didnt|do|don't|works?|worked|not|and|or|in|on|for|to|as|at|but|command|commands|bot|thing|should|would|will|won't|can|can't|has|hasn't|gives|says|said|fails?|failed|seems|then|when|if|with|needs|again|please|pls|lol|first|now|instead|channel|yet)\b)[\w<@#\"'].*)",
    re.IGNORECASE,
)

# Commands that somebody typed as a message: "/incident lead me", "/inc severity major".
_COMMAND = re.compile(
    r"/inc(?:ident)?\s+(?:set\s+)?(?P<word>lead(?=$|\s|:)|commander|comms|scribe|role|severity|sev|status|update|action|follow-?up|resolve|close)\b\s*(?:[:=]\s*)?(?P<rest>.*)", re.IGNORECASE
)
_ROLE_AND_PERSON = re.compile(rf"(?P<office>{OFFICE})\s+(?P<person>{PERSON}|me)", re.IGNORECASE)

# "TODO: …", "Follow-up: …", "Action: …" at the start of a line.
_WHOSE = rf"(?: (?:for|on|to) (?:{PERSON}|me|us|after this|later|afterwards|the (?:review|retro|report))|\s?\([^)]{{1,30}}\))?"
_TO_DO = re.compile(
    r"(?:(?P<later>todos?|to-do|to do|follow[- ]?ups?(?: actions?| items?)?|followups?|(?:one |note |something )?for (?:later|afterwards|the (?:review|retro|retrospective|post-?mortem|report))|after (?:this|the incident)|afterwards|post[- ]incident(?: actions?)?|retro(?: item)?)"
    rf"|(?P<now>(?:new )?actions?(?: items?| points?)?)){_WHOSE}\s*(?::|[–—]|-(?=\s))\s*(?P<what>\S.*)",
    re.IGNORECASE,
)
# Without a colon only in capitals: "TODO add an alert".
_BARE_TO_DO = re.compile(r"(?P<later>TODO|FOLLOW[- ]?UP)\s+(?P<what>(?!list\b|item)\S.*)")
_TO_ALL = re.compile(r"\A(?:@(?:here|channel|everyone)[\s,:]+)+")
# "Summary: …", "Status update at 10:30: …", "Where we are: …".
_SUMMARY = re.compile(
    r"(?:(?!next\b|client\b|affected\b|impact\b|impacted\b|services?\b|sites?\b|clients\b|page\b|last\b|about\b|no\b|any\b)[\w:.#-]+ ){0,3}?(?:(?:current |our )?understanding|what we know|situation report|summary|update|recap|status(?=\W+\S+ \S+ \S)|state of play|state of things|where we(?:'re| are)(?: now| at)?|where are we|where things are|current state|so far|the story so far|to summari[sz]e|in summary|(?:current )?situation|tl;?dr|sitrep)"
    r"(?: so far| of (?:where|what) (?:we|it) (?:are|is|know)| for \w+(?: \w+){0,3}| (?:no\.?|number|nr\.?) ?\d+| #?\d+| at \d\d?[:.]\d\d| as of \d\d?[:.]\d\d| \d\d?[:.]\d\d){0,2}\s*(?::|[–—]|-(?=\s))\s*(?P<what>\S.*)",
    re.IGNORECASE,
)
_SHORTEST_SUMMARY = 3  # words: "update: done" is none

# A part of a channel's topic, and where the next begins.
_TOPIC_PART = re.compile(r"\s*(?:\n|\||;|•|·|\s[-–—]\s)\s*")
_TOPIC_FIELD = re.compile(
    rf"(?:(?P<office>{OFFICE})|(?P<severity>severity|priority|sev)|(?P<status>status))\s*[:=]\s*(?P<value>\S.*)", re.IGNORECASE
)
_STATUS_LINE = re.compile(
    r"(?:current |incident |new )*status\s*[:=]\s*(?P<value>investigating|identified|fixing|mitigat\w+|monitoring|resolved|closed|contained)\W*\Z",
    re.IGNORECASE,
)


def read_phrases(pieces: Pieces, author: str) -> tuple[Statement, ...]:
    """What a person's message states in a fixed phrase. A question states nothing, nor does a quote or code."""
    if not any(_may_hold_a_phrase(piece.text) for piece in pieces):
        return ()
    found: list[Statement] = []
    lines = people_lines(pieces)
    for number, line in enumerate(lines):
        if len(line) > LONGEST_VALUE or not _may_hold_a_phrase(line):
            continue
        line = _TO_ALL.sub("", line)
        if to_do := _TO_DO.match(line) or _BARE_TO_DO.match(line):
            if not is_question(plain_lower(to_do["what"])):
                claim = Claim.FOLLOW_UP if to_do["later"] else Claim.ACTION
                found.append(Statement(claim=claim, value=clip(to_do["what"])))
        elif command := _COMMAND.match(line):
            found.extend(_command(command, author))
        elif (declaring := _COMMAND_THAT_DECLARES.fullmatch(line)) and not is_question(plain_lower(line)):
            found.append(Statement(claim=Claim.DECLARED, value=clip(declaring["name"])))
        elif status := _STATUS_LINE.match(line):
            found.append(Statement(claim=Claim.STATUS, value=status["value"].casefold()))
        else:
            if summary := _SUMMARY.match(line):
                found.extend(_summary(summary["what"], lines[number + 1 :]))
            sentences = _SENTENCE_END.split(line)
            if len(sentences) > 1 and (graded := graded_first(sentences[0], sentences[1])):
                found.append(graded)
            for sentence in sentences:
                found.extend(_sentence(sentence, author))
                if (grade := _GRADE_ALONE.fullmatch(sentence)) and any(one.claim is Claim.DECLARED for one in found):
                    found.extend(filter(None, (severity_statement(grade["grade"], "", ""),)))
    return tuple(dict.fromkeys(found))


def _may_hold_a_phrase(text: str) -> bool:
    lower = text.lower()
    for hint in _HINTS:
        if hint in lower:
            return True
    return _SHORT_HINTS.search(text) is not None or holds_misspelt(lower)


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
    lower = sentence.lower()
    if holds_misspelt(lower):
        sentence = respelt(sentence)
        lower = sentence.lower()
    if "in doubt" in lower:
        sentence = IN_DOUBT.sub("", sentence)
    offices = any(word in lower for word in _OFFICES) or _SHORT_HINTS.search(sentence)
    grades = _GRADES.search(lower)
    declares = "incident" in lower or "declar" in lower
    if not (offices or grades or declares):
        return
    read = mood.Sentence(sentence)
    clauses = read.clauses if read.asserts else ()
    if not clauses:
        return
    plain = read.said
    if declares and not read.jests:
        found = tuple(declared_in(clauses, plain))
        yield from found
        grades = None if found else grades
    if grades and not read.jests and (severity := severity_in(clauses, plain)):
        yield severity
    if offices:
        yield from offices_in(clauses, plain, author)


def _summary(first: str, others: list[str]) -> Iterator[Statement]:
    text = clip("\n".join((first, *others)))
    if len(text.split()) >= _SHORTEST_SUMMARY and not is_question(plain_lower(first)):
        yield Statement(claim=Claim.SUMMARY, value=text)


def _command(command: re.Match[str], author: str) -> Iterator[Statement]:
    word, rest = command["word"].casefold(), command["rest"].strip()
    me = f"<@{author}>" if author else ""
    if word in ("lead", "commander", "comms", "scribe") and rest:
        yield from filter(None, (office_statement(word, me if rest.casefold() == "me" else rest, ""),))
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
