# ruff: noqa: E501 - tables of patterns and words: whole lines are easier to read against each other than wrapped ones
"""Whether a clause tells of what happened, and not of a plan, a habit, a wish or of what somebody does with their own time."""

from __future__ import annotations

import re
from functools import lru_cache

# A verb of the past. Words in -ed that are none, or that speak of plans, are left out.
_PAST = re.compile(
    r"\b(?:was|were|had|did|been|became|began|broke|built|brought|came|caught|cut|died|fell|felt|flew|found|gave|got|gone|grew|heard|held|hit|hung|kept|knew|left|lit|lost|made|met|"
    r"put|ran|read|rose|said|sat|saw|seen|sent|set|shot|shut|slept|slowed|spun|stood|stuck|swapped|taken|threw|told|took|went|woke|won|wrote|rang|spoke|drew|drove|forgot|froze|paid|quit|shook|shrank|sank|spent|spread|struck|swept|bought|burst|chose|could not|(?:nobody|no one|no-one) could|"
    r"couldn't|didn't|wasn't|weren't|hadn't|(?!need|speed|feed|seed|bleed|breed|indeed|exceed|proceed|succeed|embed|hundred|shed|red|bed|led\b|used to|scheduled|planned|supposed|expected|"
    r"intended|meant|advised|tied|sacred|agreed|postponed|rescheduled|booked|arranged|invited)[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
# What tells of the past without such a verb.
_SEEN = re.compile(
    r"\b(?:since|first|last|earliest|onset|outage begins|outage ends|(?:can|could|i|we) see|seeing|(?:errors?|[45]\d\ds|problems?|time-?outs|failures|trouble|outage|it all) (?:begins?|starts?|kicks? off) (?=at|around|\d)|(?:falls|drops) off a cliff|there from|start(?:ed)? time|there(?:'s| is| are)|(?:graphs?|logs?|dashboards?|metrics?|traces?|charts?|history|audit trail|monitoring)(?: \w+)? (?:shows?|says?|has|have))\b",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:errors?|[45]\d\ds?|[45]xx|failures?|timeouts?|time-outs?|outage|down|downtime|unavailable|unreachable|latency|spikes?|alerts?|crash(?:es)?|impact|broken|failing|degraded)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\b(?:will|'ll|i'd|we'd|they'd|going to|gonna|should|shall|must|let's|lets|plan(?:s|ned|ning)?|schedul\w+|meet(?:ing)?s?|stand-?up|appointment|interview|review|try again|deadline|due(?! to)|next|tomorrow|"
    r"expect\w*|eta|would|(?<!nobody )(?<!no one )(?<!no-one )could(?!n't| not)|might|may(?! \d)|please|remind\w*|supposed to|meant to|ha(?:s|ve) to|needs? to|wants? to|about to|is to|are to|was to|were to|aim(?:s|ing)? (?:to|for)|"
    r"(?:moved|pushed|postponed|rescheduled|booked|arranged|set|agreed|planned|fixed) (?:it )?(?:to|for)|"
    r"(?:every|each) (?:day|night|hour|morning|evening|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekday|time|\d+)|hourly|daily|nightly|weekly|monthly|usually|always|normally|typically|regularly|"
    r"mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|cron\w*|default|wait|closes|opens|if|unless|whether|window)\b|\bcan(?!'t|not| see| now| only see)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:maybe|perhaps|probably|possibly|presumably|i (?:think|guess|believe|suppose|reckon)|guess(?:ing)?|not sure|unsure|assum(?:e|ing)|hopefully|must have|theory|suspect\w*|seems? like|or was it|unlikely|likely)\b",
    re.IGNORECASE,
)
# What is done at a time, day after day: "the report is sent at 08:00".
_HABIT = re.compile(r"\b(?:is|are|gets?) (?:\w+ly )?(?:sent|run|made|built|taken|put|cut|[a-z]{2,}ed)(?: out)? (?:at|around|about)\b", re.IGNORECASE)
_ONE_OF_MANY = re.compile(r"\b(?:first|last|earliest|since)\b", re.IGNORECASE)
# What people do with their own time is no event of the incident.
_OWN_TIME = re.compile(
    r"\b(?:away|at lunch|for lunch|my lunch|asleep|awake|in bed|to bed|went home|at home|got home|on shift|my shift|shift (?:started|starts|began|ended)|on[- ]call|on duty|on holiday|on leave|a meeting|the gym|dentist|doctor|school run|my train|the train|on a train|"
    r"dinner|breakfast|woke up|got up|been up|signed off|logged off|clocked|started work|got in|in the office|afk|at my desk|been (?:on|at) (?:this|it)|on this since|on it since)\b",
    re.IGNORECASE,
)
# What is told of another day's incident, or of what was not.
_ELSEWHEN = re.compile(
    r"\b(?:last time|the previous (?:time|incident|outage)|previous incident|another incident|other incident|back then|remember when|used to|last (?:week|month|year)'s|in hindsight|with hindsight|"
    r"(?:should|could|would|might|must|ought to)(?:'ve| have|n't have| not have))\b|\bif only\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def tells_of_past(clause: str) -> bool:
    """Whether a clause has a verb of the past, or says what is seen of it."""
    return _PAST.search(clause) is not None or _SEEN.search(clause) is not None


@lru_cache(maxsize=4096)
def names_trouble(clause: str) -> bool:
    """Whether a clause names something that went wrong."""
    return _TROUBLE.search(clause) is not None


@lru_cache(maxsize=4096)
def is_open(clause: str) -> bool:
    """Whether a clause plans, doubts, tells of a habit or of somebody's own time."""
    if _HABIT.search(clause) and not _ONE_OF_MANY.search(clause):
        return True
    return _PLAN.search(clause) is not None or _DOUBT.search(clause) is not None or _OWN_TIME.search(clause) is not None


def is_of_another_day(sentence: str) -> bool:
    """Whether a sentence tells of another incident, or of what should have been."""
    return _ELSEWHEN.search(sentence) is not None
