# ruff: noqa: E501 - a table of patterns: whole lines are easier to read against each other than wrapped ones
"""What people say who have no time for sentences: what a measure does, what a check came to, what holds what up.

Rows for `spoken.py`, which says when they are tried: (kind, evidence, words of which one must be there, pattern).
"""

from __future__ import annotations

from postmortem.incident import Kind

_MEASURE = r"(?:p\d\d\w*|latency|response times?|load times?|error rates?|errors?|5xx|[45]\d\ds?|cpu|load|memory|queues?|backlog|lag|disk|connections?|usage|pool|traffic)"
_AMOUNT = r"\d[\d.,]*\s?(?:ms|s|secs?|seconds?|m|mins?|minutes?|%|k|gb|mb)?(?=$|[\s,;.)])"
_THEY = r"(?:the |our |both |all )?(?:clients?|customers?|users?|third party(?: \d+)?|client contact(?: \d+)?|they|she|he)"

ROWS: tuple[tuple[Kind, float, str, str], ...] = (
    # a measure that gets worse, or better
    (Kind.DETECTION, 5.6, "climbing rising growing spiking spiked jumped", rf"\b{_MEASURE}\b(?! (?:has |have )?stopped\b)[^;]{{0,40}}?\b(?:climbing|rising|growing|spiking|spiked|jumped)\b|\b\d[\d.,]*(?:%|k|ms|s)? and (?:still )?(?:climbing|rising|growing)\b"),
    (Kind.DETECTION, 5.6, "over above back up", rf"\b(?:p\d\d\w*|latency|response times?|load times?|error rates?|lag)\b[^;]{{0,40}}?\b(?:over|above|back (?:at|up (?:to|at)|over|above)|up (?:to|at)) {_AMOUNT}"),
    (Kind.RECOVERY, 6.0, "zero none nil", r"\b(?:5xx|5\d\ds?|errors?|error rate|failures?|time-?outs?)(?: (?:is|are|at|now|back at|down to))* (?:zero|none|nil)(?![\d.,%]*\d)(?=$|[\s,;.])"),
    (Kind.RECOVERY, 5.8, "down", rf"^(?:and |now |ok )*(?:the )?(?:[\w-]+ )?{_MEASURE}(?: (?:usage|is|are|now|back))* down to {_AMOUNT}"),
    (Kind.RECOVERY, 5.4, "flat quiet clean steady stable green", r"^(?:all |it's |it is |been |has been |now |graphs? |logs? |errors? )*(?:flat|quiet|clean|steady|stable|green) for (?:the (?:last|past) |about |over )?(?:\d+|ten|fifteen|twenty|thirty|half an|an) ?(?:m|min|mins|minutes?|h|hours?)\b"),
    # what a check came to
    (Kind.RECOVERY, 5.8, "can could", r"\b(?:all|both|everyone|everybody)(?: of them)? can (?:now )?(?:save|log in|pay|order|search|print|upload|read|write|edit|check ?out|connect)(?: again| now)?$"),
    (Kind.RECOVERY, 5.8, "test trial sample", r"\b(?:test|trial|sample) (?:payment|order|purchase|booking|mail|e-?mail|upload|log-?in|sign-?in|job|message|request)s?\b[^.;]{0,30}?\b(?:passed|succeeded|worked|came through|arrived)\b"),
    (Kind.RECOVERY, 5.6, "checked confirmed tested", rf"^{_THEY} (?:has |have |had )?(?:now )?(?:checked|confirmed|tested)\b[^.;]{{0,40}}?\b(?:is|are|was|were|looks?) (?:very |all |quite |now )?(?:happy|fine|good|ok|okay|right|correct)\b"),
    (Kind.RECOVERY, 5.6, "finished disappeared vanished", r"^(?:the |all )*(?:errors?|alerts?|failures?|time-?outs?) (?:are|have|is|has) (?:now |all )?(?:finished|disappeared|vanished)\b"),
    # what is wrong, seen by who says so
    (Kind.DETECTION, 5.4, "get see keep", r"\bi (?:also |just |then |still |only )*(?:get|see|keep getting) (?:also |an? |the |only |lots of |many )*(?:\w+ )?(?:errors?|error pages?|blank pages?|empty pages?|50\d|404|time-?outs?)\b"),
    (Kind.FINDING, 5.4, "contain include", r"^(?!i |we |you |he |she |they )(?:\S+ ){1,6}(?:does not|doesn't|did not|didn't|no longer) (?:contains?|includes?) (?:the|any|our|its|an?)\b"),
    (Kind.FINDING, 5.4, "so", r"^(?!i |we |you )(?:\S+ ){2,14}so (?:nothing|it|that|everything) (?:\w+ )?(?:gets?|falls?|fell|can't|cannot|never|fails?|failed|stops?|stopped|fills?|filled) \w+"),
    (Kind.FINDING, 5.2, "nothing", r"\bnothing (?:ever |actually )?(?:deletes|removes|cleans|rotates|stops|limits) (?:them|it|those|these|the|up)\b"),
    (Kind.FINDING, 5.2, "holding hogging", r"\b(?:holding|hogging) (?:the |all |all the )?(?:locks?|connections?|disk|memory|cpu|threads?|table)\b"),
    # what is done, in two words
    (Kind.CHANGE, 5.4, "everywhere", r"^(?:it's |it is |that's |now |fully )*(?:out|live|deployed|rolled out) everywhere\b"),
    (Kind.ACTION, 5.6, "maintenance", r"^(?:ok |and |i'm |now )*(?:taking|took|turning|turned|switching|switched) (?:the )?maintenance(?: mode| page)? off\b|^maintenance(?: mode| page)? (?:is )?(?:now )?(?:off|lifted)\b"),
)  # fmt: skip
