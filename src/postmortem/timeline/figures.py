# ruff: noqa: E501 - tables of patterns and words: whole lines are easier to read against each other than wrapped ones
"""Figures of the impact, as somebody stated them: requests, users, orders, shares, and for how long. Never added up."""

from __future__ import annotations

import re
from functools import lru_cache

from postmortem.mood import Sign, whole
from postmortem.timeline.reading import ALIKE, LONGEST_REMEMBERED

_ABOUT = (
    r"(?:(?:about|roughly|around|approximately|approx\.?|circa|over|more than|at least|up to|nearly|almost|some|only|just over|just under|fewer than|less than|an estimated|something like|in total|a total of) |~ ?|c\. ?|> ?)?"
)
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_WORD_NUMBER = r"an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|forty-five|fifty|sixty|ninety|half an|a couple of"
_THINGS = (
    r"(?:requests?|users?|visitors?|visits?|customers?|clients?|people|orders?|purchases?|baskets?|carts?|donations?|registrations?|payments?|transactions?|sites?|websites?|pages?|page ?views?|"
    r"errors?|5\d\ds?|4\d\ds?|[45]xx(?:'?e?s)?|jobs?|builds?|e-?mails?|messages?|records?|rows?|accounts?|sessions?|bookings?|checkouts?|submissions?|forms?|sign-?ups?|sign-?ins?|log-?ins?|calls?|appointments?|readers?|members?|donors?|"
    r"tickets?|downloads?|files?|devices?|schools?|patients?|applications?|services?|servers?|hosts?|nodes?|pods?|students?|quer(?:y|ies)|events?|documents?|invoices?|searches|uploads?|subscriptions?|deliveries|newsletters?|hits)"
)
_SPREAD = r"(?: ?(?:-|–|to|and|or) ?\d[\d,.]*)?"
# "about 3,200 requests", "roughly 400 users", "2.5k failed payments", "12 % of requests", "between 300 and 400 users", "412 of 3,000 orders".
_COUNT = re.compile(
    rf"(?<!party )(?<!responder )(?<!contact )(?<!lead )(?<!manager )(?<!line )(?<![\w.,:/#-])(?:between )?{_ABOUT}(?:{_NUMBER})(?:k|m)?\+?{_SPREAD}(?:k|m)?\+?(?: ?(?:%|per ?cent)(?: of(?: all| the| our| their)*(?: [a-z-]+)? {_THINGS}| of(?: all| the| our)* (?:traffic|load|sales))?| (?:out )?of (?:the |our |all )?(?:{_NUMBER})(?: [a-z-]+)? {_THINGS}| (?:[a-z-]+ ){{0,2}}?{_THINGS})(?![\w-])",
    re.IGNORECASE,
)
# "affected users: 412"; but in "2,900 payments failed: 2,140 here" the second number is a part of the first.
_LABELLED = re.compile(
    rf"(?<!\w)(?<!\d )(?<!\dk )(?<!\dm )(?<!% )(?<!% of )(?:(?:affected|impacted|failed|lost|dropped|missed|total) {_THINGS}|{_THINGS} (?:affected|impacted|failed|lost))\s*[:=]\s*{_ABOUT}(?:{_NUMBER})(?![\w:])", re.IGNORECASE
)
_IS_SHARE = re.compile(r"%|per ?cent", re.IGNORECASE)
# "the error rate peaked at 38%": a share by itself needs to say of what.
_RATE = re.compile(
    rf"\b(?:error|failure|5xx|time-?out|bounce|success|drop)s?(?: rate)?(?: \w+){{0,3}}? (?:peaked|reached|hit|was|is|at|of|rose|went up|climbed|got)(?: (?:up|to|at|about|around|roughly)){{0,2}} {_ABOUT}(?:{_NUMBER}) ?(?:%|per ?cent)",
    re.IGNORECASE,
)
# "one in ten requests", "a few hundred users", "half of all orders".
_IN_WORDS = re.compile(
    rf"\b(?:{_ABOUT}(?:one|two|three|1|2|3) in (?:{_WORD_NUMBER}|\d+)(?: of)?(?: all| the)*(?: [a-z-]+)? {_THINGS}|(?:a few|several|a couple of) (?:hundred|thousand|dozen)(?: [a-z-]+)? {_THINGS}|(?:hundreds|thousands|dozens) of (?:[a-z-]+ )?{_THINGS}"
    rf"|{_ABOUT}(?:half|a third|two thirds|a quarter|three quarters|a tenth) (?:of )?(?:all |the |our )*(?:[a-z-]+ )?(?:{_THINGS}|traffic))(?!\w)",
    re.IGNORECASE,
)
# "503s for 14 minutes", "down for about 2 hours", "14 minutes of downtime", "the outage lasted 25 minutes".
_SPAN = rf"{_ABOUT}(?:{_NUMBER}|{_WORD_NUMBER})(?:-| ?)(?:min(?:ute)?s?|h(?:ou)?rs?|hours?|seconds?|days?|h(?: ?\d{{1,2}}(?: ?m(?:in(?:ute)?s?)?)?)?|m(?! {_THINGS}))(?: and (?:a half|(?:{_NUMBER}) min(?:ute)?s?)| (?:{_NUMBER}) ?min(?:ute)?s?)?"
_DURATION = re.compile(
    rf"(?<!\w)(?:(?:\d{{3}}s?|5xx|errors?|down|away|unavailable|offline|outage|out|broken|unreachable|dead|dark|unresponsive|unusable|downtime|failing|failed|degraded|slow|affected|inaccessible|interrupted|impacted)(?: \w+){{0,3}}? for (?:a total of )?{_SPAN}"
    rf"|{_SPAN} (?:down|offline)(?= in total| all told| overall)|{_SPAN} (?:of|without) (?:(?:degraded|reduced|partial|intermittent) (?:service|performance)|downtime|errors?|outage|\d{{3}}s?|5xx|unavailability|data loss|disruption|data|service|orders|payments)|(?:outage|downtime|incident|disruption|impact|it|this)(?: \w+){{0,2}}? lasted (?:for )?{_SPAN}|(?:downtime|outage|down time)(?: was| of| is|:| came to)? {_SPAN}|no {_THINGS} for {_SPAN}|(?:was|were|been) off for {_SPAN}|(?:was|were|been) (?:down|out|offline|unavailable|dead|unreachable|unusable) {_SPAN}|(?:down|offline|unavailable) {_SPAN} (?:in total|overall|all in|all told|in all)|(?:{_NUMBER})[- ]min(?:ute)?s? (?:outage|downtime|disruption|interruption))(?!\w)",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:fail\w*|affect\w*|impact\w*|los[ts]\w*|los(?:e|ing)|error\w*|5\d\ds?|[45]xx(?:'?e?s)?|down|unable|couldn't|could not|can't|cannot|dropped|reject\w*|timed out|timing out|saw|got|hit|received|missed|miss|weren't|wasn't|didn't|not sent|undelivered|"
    r"expos\w+|disclos\w+|leak\w*|stuck|unavailable|outage|downtime|broken|without|abandon\w*|duplicat\w+|unreachable|offline|bounced|charged twice|refund\w*|corrupt\w*|compromis\w+|stolen|hacked|deleted|cancelled|delayed|blocked|refused|wrong|away|(?:logged|kicked|locked|signed|thrown|knocked) (?:out|off)|turned away|(?:took|taken|takes) (?:out|down)|never (?:arrived|sent|delivered|went|reached|got)|gave up|went missing|tickets? about|complain\w*)\b",
    re.IGNORECASE,
)
# Limits, settings, wishes and conditions are no impact; nor is a number that somebody only supposes there might be.
_NO_IMPACT = re.compile(
    r"\b(?:memory|cpu|disk|heap|utili[sz]ation|if|limit\w*|quota|capacity|worst case|best case|in theory|theoretically|potentially|max(?:imum)?|(?<!\d)(?<!\d )min(?:imum)?|threshold|(?:would|could|might|may)(?! not\b)|can handle|per (?:second|host|node|minute)|should|need|scale\w*|replicas?|pool|wait|(?:back|ready|fixed|done|finished|again|deploy\w*|start\w*|restart\w*|try|look|check|call|meet|update|know|there|up|later|more) in (?:about )?\d+ (?:min|hour)\w*|eta|normally|usually|last (?:week|year|month)|budget|allow\w*|retry|retries|tested|restarted|rebooted|alert\w* (?:when|if|on|at|after|above)|back in|every \d+ (?:min|sec)\w*|no (?:new |more |further )?errors|(?:haven't|hasn't|hadn't|not) (?:\w+ ){0,3}(?:errors?|5\d\ds?|failures?|alerts?)|without (?:a|an|any)(?: single)? (?:error|failure)|my (?:cousin|brother|sister|mum|mom|mate|friend|wife|husband|dad|uncle|aunt|neighbour|flatmate|bank|gym|old (?:job|company|place)|last (?:job|company|place))(?:'s)?|(?:lunch|pizza|cake|dinner|breakfast|drinks|pub|quiz|yoga|raffle|whip-?round|secret santa)(?! (?:bookings?|reservations?|orders)))\b|(?<!at )\bonce\W*$|\?\s*$",
    re.IGNORECASE,
)
# What somebody does with their own time.
_OWN = re.compile(r"\b(?:i|i'm|i'll|i've|i was|back) [^,;.]{0,20}\b(?:away|out|offline|down|for)\b", re.IGNORECASE)
# "500 errors" names the error, not how many.
_HTTP_STATUS = re.compile(r"[45]\d\d (?:[a-z]+ )?(?:errors?|pages?|responses?|events?)", re.IGNORECASE)
# "a text saying 8 and the booking is at 9": what is counted follows its number.
_NOT_COUNTED = re.compile(r"\d[\d.,]* (?:and|or|but|then|to \d+ [ap]m)\b", re.IGNORECASE)
# Most sentences hold no number of harm, and end here.
_UNITS = frozenset("m h s min mins minute minutes hr hrs hour hours second seconds day days".split())
_WORD = re.compile(r"[a-z][a-z-]*")
_VAGUE = frozenset("hundred hundreds thousand thousands dozen dozens half third thirds quarter quarters tenth one two three".split())


def figures_in(text: str) -> tuple[str, ...]:
    """The figures of impact that a sentence states, in its own words."""
    if len(text) <= LONGEST_REMEMBERED and not _holds_any(text.translate(ALIKE)):
        return ()
    return _figures(text[:1000])


@lru_cache(maxsize=2048)
def _holds_any(text: str) -> bool:
    """Whether a text holds figures, whatever its numbers are."""
    return bool(_figures(text))


def _figures(text: str) -> tuple[str, ...]:
    lower = text.lower()
    words = set(_WORD.findall(lower))
    timed, vague = not words.isdisjoint(_UNITS), not words.isdisjoint(_VAGUE)
    if not timed and not vague and not _DIGIT.search(text):
        return ()
    harm = _HARM.search(text) is not None
    found = [match[0].strip() for match in _DURATION.finditer(text)] if timed else []
    if harm:
        found += [match[0].strip() for match in _RATE.finditer(text)] if "%" in text or "cent" in words else []
        for pattern in (_LABELLED, _COUNT, _IN_WORDS) if vague else (_LABELLED, _COUNT):
            for match in pattern.finditer(text):
                figure = match[0].strip()
                if _HTTP_STATUS.fullmatch(figure) or _NOT_COUNTED.match(figure) or figure.startswith("0 "):
                    continue
                if not any(figure in known for known in found) and not (_IS_SHARE.search(figure) and " of " not in figure):
                    found.append(figure)
    found = [one for one in found if len(one) > 2]
    if not found or _NO_IMPACT.search(text) or _OWN.search(text):
        return ()
    clause = whole(text)
    if clause is None or clause.before(len(clause.text)) & Sign.DOUBTED:
        return ()
    return tuple(one for one in dict.fromkeys(found) if not clause.before(clause.text.find(one.lower())) & Sign.PLANNED)


_DIGIT = re.compile(r"\d")
