# ruff: noqa: E501 - tables of patterns and words: whole lines are easier to read against each other than wrapped ones
"""Figures of the impact, as somebody stated them: requests, users, orders, shares, and for how long. Never added up."""

from __future__ import annotations

import re

_ABOUT = r"(?:(?:about|roughly|around|approximately|approx\.?|over|more than|at least|up to|nearly|almost|some|only|fewer than|less than) |~ ?|c\. ?)?"
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_THINGS = (
    r"(?:requests?|users?|visitors?|visits?|customers?|clients?|people|orders?|purchases?|baskets?|carts?|donations?|registrations?|payments?|transactions?|sites?|websites?|pages?|page ?views?|"
    r"errors?|5\d\ds?|4\d\ds?|jobs?|builds?|e-?mails?|messages?|records?|rows?|accounts?|sessions?|bookings?|checkouts?|submissions?|forms?|sign-?ups?|logins?|calls?|"
    r"tickets?|downloads?|files?|devices?|schools?|patients?|applications?|services?|servers?|hosts?|nodes?|pods?|students?|queries|events?|documents?|invoices?)"
)
# "about 3,200 requests", "roughly 400 users", "2.5k failed payments", "12 % of requests".
_COUNT = re.compile(
    rf"(?<![\w.,:/#-]){_ABOUT}(?:{_NUMBER})(?:k|m)?(?: ?%(?: of(?: all| the| our)?(?: [a-z-]+)? {_THINGS}| of(?: all| the)? (?:traffic|load))?| (?:[a-z-]+ )?{_THINGS})(?!\w)",
    re.IGNORECASE,
)
# "503s for 14 minutes", "down for about 2 hours", "14 minutes of downtime".
_SPAN = rf"{_ABOUT}(?:{_NUMBER}) ?(?:min(?:ute)?s?|h(?:ou)?rs?|hours?|seconds?|days?)"
_DURATION = re.compile(
    rf"(?<!\w)(?:(?:\d{{3}}s?|errors?|down|unavailable|offline|outage|broken|unreachable|downtime|failing|failed|degraded|slow|affected)(?: \w+){{0,3}}? for {_SPAN}|{_SPAN} of (?:downtime|errors?|outage|\d{{3}}s?|unavailability|data loss))(?!\w)",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:fail\w*|affect\w*|impact\w*|los[ts]\w*|error\w*|5\d\ds?|down|unable|couldn't|could not|can't|cannot|dropped|reject\w*|timed out|saw|got|hit|received|missed|"
    r"expos\w+|disclos\w+|leak\w*|stuck|unavailable|outage|downtime|broken|without|abandon\w*|duplicat\w+|unreachable|offline)\b",
    re.IGNORECASE,
)
# Limits, settings, wishes and conditions are no impact; nor is a number that somebody only supposes there might be.
_NO_IMPACT = re.compile(
    r"\b(?:memory|cpu|disk|heap|utili[sz]ation|if|limit\w*|quota|capacity|max(?:imum)?|min(?:imum)?|threshold|(?:would|could|might|may)(?! not\b)|can handle|per (?:second|host|node|minute)|should|need|scale\w*|replicas?|pool|wait|in (?:about )?\d+ (?:min|hour)\w*|eta|normally|usually|last (?:week|year|month)|budget|allow\w*|retry|retries|tested|restarted|rebooted)\b|\?\s*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


def figures_in(text: str) -> tuple[str, ...]:
    """The figures of impact that a sentence states, in its own words."""
    text = text[:1000]
    if not _DIGIT.search(text) or not (_HARM.search(text) or " for " in text or " of " in text) or _NO_IMPACT.search(text):
        return ()
    found = [match[0].strip() for match in _DURATION.finditer(text)]
    if _HARM.search(text):
        found += [match[0].strip() for match in _COUNT.finditer(text) if not any(match[0].strip() in known for known in found)]
    return tuple(dict.fromkeys(one for one in found if len(one) > 2))
