# ruff: noqa: E501 - a table of patterns: whole lines are easier to read against each other than wrapped ones
"""What people say in a few plain words, without any of the verbs and nouns that the other tables know.

Trouble that came back, a process that is not running, how far it reaches, whom somebody told, what a check by hand came to.
Tried last, on clauses in lower case (`mood.Sentence`); a denial, a condition, a plan or a doubt before the words stands against them.
"""

from __future__ import annotations

import re

from postmortem import mood
from postmortem.incident import Kind
from postmortem.mood import Sign
from postmortem.timeline.reading import tokens_of
from postmortem.timeline.terse import ROWS as TERSE

_MANY = r"(?:two|three|four|five|six|seven|eight|nine|ten|several|more|\d+)"
_THEY = r"(?:clients?|customers?|users?|members?|visitors?|readers?|patients?|passengers?|students?|guests?|callers?|people)"
_PARTS = r"(?:sites?|pages?|shops?|apps?|services?|hosts?|nodes?|stores?|regions?|branches|queues?|portals?)"
_WHOM = r"(?:them|him|her|both|everybody|everyone|all of them|the (?:press|board|regulator|insurer|supplier|office))"

_ROWS: tuple[tuple[Kind, float, str, str], ...] = (
    # it came back, or does not run
    (
        Kind.DETECTION,
        5.6,
        "gone down dropped dead",
        rf"\b(?:it|they|that|(?:the )?{_PARTS})(?:'s| is| are| has| have|'ve|'re)? (?:all |just |now )*(?:gone|down|dropped(?: out)?|dead) again\b|^(?:and )?(?:gone|down|dead) again\b",
    ),
    (Kind.DETECTION, 5.4, "running", r"^(?!i |we |you |he |she |they )(?:\S+ ){1,4}?(?:is|are|was|were) not (?:even )?running\b(?! (?:late|low|out|away|for|to)\b)|^(?:\S+ ){1,4}?(?:isn't|aren't|wasn't|weren't) (?:even )?running\b(?! (?:late|low|out|away|for|to)\b)"),
    (Kind.DETECTION, 5.4, "oom-kill result failed", r"\bfailed \(result: [\w-]+\)"),
    # how far it reaches
    (
        Kind.DETECTION,
        5.2,
        "it's its all every both",
        rf"^(?:and )?(?:it's|it is) (?:all|every|both|every single one) (?:of )?(?:the |our |them )?(?:\w+ )?(?:{_PARTS}|ones?|them)?(?: (?:on|in|behind) (?!time|track|order|hand|fire)\S+| now$|$)",
    ),
    (Kind.DETECTION, 5.4, "saying say telling tell", rf"\b{_MANY} (?:of the |other )?{_THEY} (?:are |have |is )?(?:now |also |already )*(?:saying|say|telling us|tell us)\b(?! (?:thanks|thank|hello|hi|it (?:works|is fine|is back)|that it works|everything|all is))"),
    (Kind.DETECTION, 5.2, "reach open load use", rf"^(?:our |the |all |some )?{_THEY} (?:could not|couldn't|were not able to|were unable to) (?:reach|open|load|use) .{{1,80}}?\b(?:between|from|since|for)\b"),
    # whom somebody told
    (Kind.COMMUNICATION, 5.6, "email e-mail mail update", r"\b(?:first|second|third|fourth|last|final|next|holding|another) (?:e-?mail|mail|update)(?: to [^,.;]{2,60}?)? (?:is|has gone|went|gone) ?(?:now )?(?:out|sent|$)"),
    (Kind.COMMUNICATION, 5.4, "mailed emailed phoned rang texted", rf"^(?:ok |and |i've |i have |i |we've |we |have |just )*(?:e-?mailed|mailed|phoned|rang|texted) {_WHOM}\b"),
    (Kind.ESCALATION, 6.0, "told informed phoned", r"\b(?:cto|ceo|dpo|coo|cfo|head of \w+|data protection officer|director|directors)(?: (?:is|are|was|were|has been|have been|both))* (?:told|informed|phoned)\b"),
    # what a check by hand came to
    (Kind.RECOVERY, 6.0, "load loads work works open opens", rf"^(?:now |and |yes |ok )*(?:all|both|every)(?: of)?(?: the| our| my)?(?: {_MANY})? ?(?:\w+ )?{_PARTS} (?:load|loads|work|works|open|opens)(?: fine| again| now)?(?: for me| here| from here| for us)?$"),
    (Kind.FINDING, 5.4, "differ differs match matches identical", r"\b(?:none|nothing|no (?:rows?|records?|entries|files?)) (?:differs?|is different|are different)\b|^(?:the )?(?:totals|counts|checksums|row counts|lists|numbers) (?:all )?(?:match|agree|are identical)\b"),
    (Kind.FINDING, 5.2, "checked compared", r"^(?:i |we |i've |we've )?(?:checked|compared) (?:it |them |that |this |both |all )?(?:against|with) the \w+"),
    # why, and what the data protection officer makes of it
    (Kind.FINDING, 5.2, "why", r"^(?:and |so )?(?:that's|that is|which is) why (?:it|they|every\w*|all|the \w+) (?:\w+ )?(?:hurts?|fail(?:s|ed)|broke|breaks|stopped|stops|filled|fills|took|takes|died|dies)\b"),
    (Kind.DECISION, 5.8, "breach", r"\b(?:it|this|that) (?:is|was) (?:not )?(?:a |an )?(?:reportable |notifiable |personal )+(?:data )?breach\b"),
    # suppositions in three words
    (Kind.HYPOTHESIS, 3.6, "could might may", r"^(?:it |this |that )?(?:could|might|may) (?:well |also |just )?be (?:an?|the|our|another) (?!while|minute|bit|moment|long|good|joke|day|night|idea)[\w-]+(?: [\w-]+)?$"),
)  # fmt: skip
ROWS = (*_ROWS, *TERSE)
_TABLE = tuple((kind, score, frozenset(words.split()), re.compile(pattern)) for kind, score, words, pattern in ROWS)
WORDS = frozenset(word for _, _, words, _ in ROWS for word in words.split())
_AGAINST = mood.AGAINST | Sign.DENIED


def said_plainly(read: mood.Sentence) -> tuple[Kind, float] | None:
    """What a sentence tells of in a few plain words, and how strongly: the kind and the score; None where it tells of nothing."""
    if not read.asserts:
        return None
    tokens = frozenset(tokens_of(read.lower))
    whole = read.whole  # for what reaches over several clauses
    for clause in (*read.clauses, whole) if whole is not None and len(read.clauses) > 1 else read.clauses:
        if mood.is_joke(clause.text):
            continue
        for kind, score, words, pattern in _TABLE:
            found = pattern.search(clause.text) if not words.isdisjoint(tokens) else None
            if found is not None and not clause.before(found.start()) & _AGAINST:
                return kind, score
    return None
