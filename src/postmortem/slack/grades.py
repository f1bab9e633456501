# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""That an incident is declared, and how severe it is: how people say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from postmortem.incident import Claim, Statement
from postmortem.mood import AGAINST, Clause, Sign
from postmortem.slack.wording import ARROW, SEVERITY, clip, severity_statement

_INCIDENT = rf"(?:(?:{SEVERITY}|security|data|live|full|proper|formal|new|p\d)[- ](?:severity )?)?incident\b(?! (?:lead|commander|manager|report|review|channel|room|doc|process|form|number|call|bridge|response|training|template|type|io|\.io|resolved|closed|over|is resolved|is over|is closed))"
# "declaring an incident", "this is now an incident", "let's treat this as an incident".
_DECLARED = (
    re.compile(
        rf"(?:declaring|declared|declare|calling|raising|raised|raise|open|opening|opened|starting|started|kicking off|kicked off|spinning up|spun up|creating|created|logging|logged)(?: this| it| that| us)?(?: as| to be| in)?(?: an?)? {_INCIDENT}"
        rf"|(?:treating|treat|making|make|made|calling|call|called|classing|considering|marking|logging|turning|escalating|upgrading|raised|raising|declared|declaring)(?: this| it| that)(?: up)?(?: as| into| to| to be| like)? an? {_INCIDENT}"
        r"|(?:declaring|opening|raising|starting|declared|opened|raised|started) one\b|(?:starting|following|kicking off|invoking|triggering) (?:the |our )?incident (?:process|procedure)\b|(?:pulling|pulled|hitting|hit|pressing|pressed|pushing|pushed) the incident (?:cord|button|alarm)\b|\A(?:so |ok )*(?:going with|consider (?:this|it)) (?:an? )?incident\b(?= (?:on|for|from|now)\b|\W*\Z)|\A(?:so |ok )*incident (?:it is\b|time\W*\Z)|\A(?:so |ok )*we(?:'re| are) in (?:an? )?incident(?: mode)?(?: (?:now|from now(?: on)?|from here))?\W*\Z|\A(?:so |I'm |I am |I've |I have |have |ok |we're |just |now )*(?:declaring|declared)(?: it| this)?(?: now)?\Z",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\A(?:so )?(?:formally |officially |now )+an? {_INCIDENT}|(?:this|it|that|what we have here)(?: is|'s| has become| has just become| just became| became| now counts as| counts as)(?: now| officially| definitely| formally| clearly)* an? {_INCIDENT}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:(?:ok(?:ay)?|right|so|hi|hey|all|@here|@channel|everyone|folks|update)\W+)*(?:an? |the |new )?{_INCIDENT}(?: has been| is| was)?(?: now| officially)* (?:declared|opened|raised|started|open|live)\b",
        re.IGNORECASE,
    ),
    # "Did the /incident thing": the command of the process, by name.
    re.compile(
        r"(?:\A(?:(?:just|and|now|already) )*|\b(?:i|i've|we|we've|have|has)(?: have| now| just| already| also)* )(?:done|did|used|ran|run|typed|hit|fired(?: off)?|filled in|gone through|submitted|entered|started|kicked off)(?: off)?(?: the| a| an| my)? /inc(?:ident)?\b(?! (?:\w+ )?(?:lead|role|severity|sev|status|update|action|follow|close|resolve|help|list|training|test|docs?|demo|report)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:we|we've|we're|there|there's)(?: have| got| are| now| just| is| in| officially)* (?:an?|in an|a new|another) {_INCIDENT}(?=\s*$|\s+(?:now|here|on|with|in|going|at|because|for|affecting)\b)",
        re.IGNORECASE,
    ),
)
# "This is now a major incident" only says how bad it is; "declaring a major incident" says both.
_OPENING_ONE = re.compile(r"\b(?:declar|call|rais|open|start|kick|spin|spun|creat|log|have|got|we're|there)\w*", re.IGNORECASE)
_CARRIED_OUT = re.compile(
    r"\b(?:let's|lets|going to|gonna|i'll|i will|we'll|time to|need to|have to|want to|decided to)\s+(?:now |just |formally |officially |go ahead and )*(?:call|declare|treat|make|raise|open|log|consider|class)\b",
    re.IGNORECASE,
)
# "When in doubt, so yes, incident, declared": the proverb is no condition of what is done. "When in doubt, declare" only is one.
IN_DOUBT = re.compile(
    r"\A(?:when|if) in doubt\b[^,;:–—]{0,30}[,;:–—]\s+(?:and |so )*(?=.*\b(?:declared|declaring|opened|opening|raised|raising|calling|it's|this is|we have|set|setting|going)\b)", re.IGNORECASE
)
# Said apart: "yes, incident, declared".
_INCIDENT_APART = re.compile(r"\A(?:(?:so|yes|yep|ok|right|it's|this is|and) )*(?:an? |the )?incident\Z", re.IGNORECASE)
_DECLARED_APART = re.compile(r"\A(?:(?:so|and|now|just|officially|formally|is|has been|hereby) )*(?:declared|opened|raised)(?: now)?\Z", re.IGNORECASE)
_WHY = re.compile(r"\A[\s,:;–—\-]*(?:(?:here|now|for this|on this)\b[\s,:;–—\-.]*)?(?:because|as|since|for|due to)?(?: of)?[\s,:]*", re.IGNORECASE)
_NO_WHY = re.compile(r"\A(?:this|it|that|that one|now|then|here|thanks.*|please)?\W*\Z", re.IGNORECASE)
_DECLARED_SEVERITY = re.compile(rf"\ban? ({SEVERITY})(?:[- ]severity)? incident\b", re.IGNORECASE)

_NEW, _WAS = rf"(?P<new>{SEVERITY})", rf"(?P<was>{SEVERITY})"
# What may follow a severity: the end, "incident", until when and why. Not "major bug", not "minor version", not "critical that …".
_END = (
    r"(?:[- ](?:severity|sev|incident|one))?(?=\s*$|\s+(?:now|for (?:now|this|the moment|the time being)|again|and|because|as|since|given|on this|until|till|from|then|so|please|thanks|instead|at (?:this|the|least)|with|due|after|it is"
    r"|incident|severity|again|if anything|in my book|there|right now|today|tonight|to (?:start|begin) with|to be (?:safe|on the safe side)|just to be safe|for (?:sure|certain)|initially|everyone|folks|all|in (?:the )?(?:bot|tool|system|ticket|channel|topic|form|tracker|incident\.io)|on the (?:ticket|form|status page)|by (?:the (?:matrix|book|table|definitions?)|our (?:matrix|definitions?|table))|per the (?:matrix|table|definitions?))\b|\s+[-–—(])"
)
_IT = r"(?: (?:this|it|that|the incident|this incident|the severity|severity|sev|this one|us|things|one|the sev|its severity|our severity))*"
_ACTS = (
    r"(?:rais(?:ing|ed)|increas(?:ing|ed)|reduc(?:ing|ed)|decreas(?:ing|ed)|declar(?:ing|ed)|lower(?:ing|ed)|chang(?:ing|ed)|sett?(?:ing)?|bump(?:ing|ed)|upgrad(?:ing|ed)|downgrad(?:ing|ed)|escalat(?:ing|ed)|de-?escalat(?:ing|ed)|mak(?:ing)|made|mark(?:ing|ed)|call(?:ing|ed)"
    r"|treat(?:ing|ed)|class(?:ing|ed|ified|ifying)|reclass\w*|rat(?:ing|ed)|drop(?:ping|ped)|mov(?:ing|ed)|upp(?:ing|ed)|putt?(?:ing)?|tak(?:ing)|took|taken|going|gone|went|rank\w+|grad(?:ing|ed)|logg(?:ing|ed)|stepping|knock(?:ing|ed)|bringing|brought)"
)
_SAID = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:\A|\bseverity\b|\bsev\b)\W{{0,3}}{_WAS} ?{ARROW} ?{_NEW}\b",
        rf"(?:\A|\b)(?:severity|sev) ?{ARROW} ?{_NEW}\b",
        rf"\b{_ACTS}{_IT}(?: (?:up|down|back))*(?: from (?:an? )?{_WAS})?(?: (?:up|down))?(?: (?:to|as|at|on|with|down as|in as|up to|for|into))?(?: (?:be|an?|the))* {_NEW}{_END}",
        rf"\b(?:call|make|mark|treat|go with|go|class|set|raise|lower|downgrade|upgrade|bump|say){_IT}(?: (?:up|down|back))*(?: from {_WAS})?(?: (?:to|as|at|with|for))?(?: (?:an?|the))* {_NEW}{_END}",
        rf"\A(?:(?:for now|so|then|and|for the record) )*(?:we|I)(?:'d)?(?: now| both| all)? (?:grade|rate|class|classify|call|rank|count|consider|put|log|mark) (?:this|it|that)(?: one| incident| thing)?(?: down)?(?: (?:as|at|to be|to))?(?: (?:an?|the))* {_NEW}{_END}",
        rf"\b(?:severity|sev|this|it|that)(?: one| incident)? (?:should|ought to|needs to|must|has to) be(?: an?| set to| at| raised to| lowered to| changed to)* {_NEW}{_END}",
        rf"\b(?:this|it|that)(?:'s| is|'d be| would be)(?: clearly| surely)?(?: an?)? {_NEW} (?:i (?:think|reckon|guess|suppose|say)|imo|in my view|surely|for me)\b",
        rf"\b(?:this|it|that|this one|we|incident|everything)(?:'s| is|'re| are| has become| became| becomes| counts as)(?: now| officially| still| definitely| clearly| currently| back to| at| in| looking like)*(?: an?)? {_NEW}{_END}",
        rf"(?:\A|\b(?:the|our|current|new|initial) )(?:severity|sev|priority)(?: level)?(?: is| was| has been| now| set| confirmed| agreed| stays| remains| still| kept| raised| lowered| changed| upgraded| downgraded| bumped| goes| went| down| up| at| back)*(?: from {_WAS})?(?: to| as| at)?\s*[:=]?\s*(?:an? )?{_NEW}{_END}",
        rf"\A{_NEW} it is\b",
        rf"\A(?:so |ok )*now (?:an? )?{_NEW}{_END}",
        rf"\bmakes (?:this|it) (?:an? )?{_NEW}{_END}",
        rf"\A{_NEW} severity(?: for (?:now|this)(?: one| incident)?| now| then| please)?\Z",
        rf"\A{_NEW}(?: severity| sev)?(?: for now| then| now)?\Z",
    )
)
# The acts in the base form say what is to be done, unless it is done by saying so: "let's call this major".
_BY_SAYING = re.compile(r"\b(?:let's|lets|we'll|i'll|i will|we will|(?:i'm |we're |am )?going to|gonna|i'd like to)\s+(?:just |now )?$", re.IGNORECASE)
_BASE_FORM, _BY_US, _PROPOSED, _BARE = 3, 4, (5, 6), len(_SAID) - 1
# What is proposed and done in one breath: "I'd class this as major, setting that now".
_AND_DONE = re.compile(
    r"[,;.–—-]\s*(?:(?:so|and|then|ok) )*(?:(?:i'm|i am|i've|i have|we're|we've|have|just|now) )*(?:setting|changing|marking|updating|putting|raising|lowering|set|changed|marked|updated|raised|lowered|doing) (?:it|that|this|the severity|severity)(?: down| up| in)?(?: now| so| as such| to that| accordingly| right now| in the (?:bot|tool|ticket|channel|topic))*\W*\Z"
    r"|[,;.–—-]\s*(?:setting|changing|updating|done|changed|updated)\W*\Z",
    re.IGNORECASE,
)
# What says how bad it was, after a grade that stands alone: "Trivial. It was three minutes at night."
_MEASURE = re.compile(
    r"\A(?:it (?:was|is|has been)|it's|that's|that was|this (?:is|was)|only|just|all|both|two|three|four|\d+|no|nobody|everyone|every|clients?|customers?|users?|payments?|orders?)\b(?=.*\b(?:min(?:ute)?s?|hours?|seconds?|secs|users?|clients?|customers?|people|payments?|orders?|data|nobody|everyone|everybody|affected|down|sites?|impact)\b)(?!.*\b(?:fix|change|line|lines|deploy|merge|test|migration|task|job|ticket|restart|script|work|to (?:fix|do|change|move|set|add))\b)",
    re.IGNORECASE,
)
_GRADE_FIRST = re.compile(rf"\A(?:(?:it's|that's|so|ok|definitely|clearly)\W+)*(?P<new>{SEVERITY})(?: severity| sev| incident)?[.!]\Z", re.IGNORECASE)
_AGREEING = re.compile(r"\A(?:(?:initial|current|new|incident) )?(?:agreed|agree|ok(?:ay)?|yes|yep|right|fine|confirmed|sev(?:erity)?)\b", re.IGNORECASE)


# "Critical, because it is money."
_GIVEN_A_REASON = re.compile(rf"\A{SEVERITY}\W+(?:because|since|as (?:it|this|we|all|both|two|three|clients?|customers?|payments?)\b)", re.IGNORECASE)
# A reason tells of the trouble, not of who does what about it.
_NO_REASON = re.compile(r"\A(?:I|we)(?:'ll|'m|'re|'ve)?\b(?! (?:have lost|lost|cannot|can't|are down|are losing))", re.IGNORECASE)


def declared_in(clauses: tuple[Clause, ...], sentence: str) -> Iterator[Statement]:
    """That an incident is declared, with the reason where one is given, and the severity that the words name."""
    for clause, after in pairwise(clauses):
        if _INCIDENT_APART.match(clause.said) and _DECLARED_APART.match(after.said) and not after.before(0) & AGAINST:
            yield Statement(claim=Claim.DECLARED)
            return
    for clause in clauses:
        for pattern in _DECLARED:
            found = pattern.search(clause.said)
            if found is None or not _is_done(clause, found.start()):
                continue
            level = _DECLARED_SEVERITY.search(clause.said)
            if level and not _OPENING_ONE.search(found[0]):
                continue
            place = sentence.find(found[0])
            by_command = "/inc" in found[0].lower()  # what follows it tells of the command
            yield Statement(claim=Claim.DECLARED, value="" if by_command or place < 0 else _why(sentence[place + len(found[0]) :]))
            if level:
                yield from filter(None, (severity_statement(level[1], "", ""),))
            return


def _is_done(clause: Clause, start: int) -> bool:
    signs = clause.before(start)
    if signs & Sign.PLANNED and not clause.waits and _CARRIED_OUT.search(clause.said) and not clause.text.startswith(("we need", "do we", "we want")):
        signs &= ~Sign.PLANNED
    return not signs & (AGAINST | Sign.ABLE)


def _why(rest: str) -> str:
    rest = _WHY.sub("", rest)
    return "" if _NO_WHY.match(rest) or _NO_REASON.match(rest) else clip(rest).rstrip(".")


def severity_in(clauses: tuple[Clause, ...], sentence: str) -> Statement | None:
    """The severity from now on, by what a sentence asserts."""
    done = _AND_DONE.search(sentence) is not None
    for clause in clauses:
        for place, pattern in enumerate(_SAID):
            found = pattern.search(clause.said)
            if found is None or (place in _PROPOSED and not done) or (place == _BARE and not (_AGREEING.match(sentence) or _GIVEN_A_REASON.match(sentence))):
                continue
            signs = clause.before(found.start())
            if place == _BY_US and "'d " in found[0].lower() and not done:
                continue
            if done:
                signs &= ~(Sign.PLANNED | Sign.DOUBTED)
            elif place == _BASE_FORM:
                if not _BY_SAYING.search(clause.said[: found.start()]):
                    continue
                if not clause.waits:
                    signs &= ~Sign.PLANNED
            if signs & (AGAINST | Sign.ABLE):
                continue
            groups = found.groupdict()
            return severity_statement(groups["new"], groups.get("was") or "", "")
    return None


def graded_first(first: str, second: str) -> Statement | None:
    """The severity that a message begins with, alone, where its next sentence tells how bad it was."""
    found = _GRADE_FIRST.match(first)
    return severity_statement(found["new"], "", "") if found and _MEASURE.match(second) else None
