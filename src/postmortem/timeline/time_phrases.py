# ruff: noqa: E501 - tables of patterns and words: whole lines are easier to read against each other than wrapped ones
"""How people write when something happened: "at 10:02", "half past eight", "shortly before midnight", "about ten minutes ago".

Patterns only; `times.py` says what they mean, `tense.py` whether they tell of the past. All repetitions are bounded.
"""

from __future__ import annotations

import re

from postmortem.timeline.time_zones import AFTER_A_TIME

# Most sentences hold nothing like a time, and end here.
TIME_LIKE = re.compile(r"\d[:.h ]?\d|\d ?[ap]\.?m|midnight|midday|noon|o'clock|(?:past|to) \w|\b(?:at|around|about|since|from) \d|ago\b", re.IGNORECASE)

# A time of the clock: 10:02, 10:02:03, 10.30 am, 10am, 1:31 PM; an hour alone only where a part of the day is named beside it.
_HALF = r"(?: ?(?P<half>[ap]\.?m\b\.?))?"
_OF_CLOCK = rf"(?P<hour>[01]?\d|2[0-3])(?:(?P<colon>[:.])(?P<minute>[0-5]\d)(?::[0-5]\d(?:[.,]\d{{1,6}})?)?)?{_HALF}{AFTER_A_TIME}"
CLOCK = re.compile(rf"(?<![\w:.,/#@=&£$€+-])~?{_OF_CLOCK}(?![\w:%/°²]|[.,]\d|-\d(?!\d?:\d\d))", re.IGNORECASE)
# The end of a range, right after its beginning: "08:49 to 11:19 UTC", "10:02-10:40", "between 10 and 11 am".
RANGE_END = re.compile(rf"\s*(?:-|–|—|->|→|\bto\b|\band\b|\buntil\b|\btill\b)\s*{_OF_CLOCK}(?![\w:%/°²]|[.,]\d)", re.IGNORECASE)
# "at 0936Z", "since 2258 UTC", "at 1430 hrs".
FOUR_DIGITS = re.compile(
    r"(?:(?<=\bat )|(?<=@ )|(?<=\bsince )|(?<=\bfrom )|(?<=\baround ))(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?(?:(?P<zone>utc|gmt|z)|hrs|hours)\b", re.IGNORECASE
)
# "half past eight", "a quarter to ten", "at ten to nine", "nine o'clock".
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
HOUR_WORDS = {word: number for number, word in enumerate(_HOURS, 1)}
_HOUR_WORD = rf"(?P<hour>{'|'.join(_HOURS)}|1[0-2]|[1-9])"
_HERE_IT_ENDS = r"(?=\s*(?:$|[,.;:!?)])|\s+(?:this|last|yesterday|today|in the|at night|on|when|am|pm|and|we|it|i|the)\b)"
SPOKEN = re.compile(
    rf"\b(?:(?P<past>half|(?:a )?quarter|five|ten|twenty|twenty[- ]five) past {_HOUR_WORD}(?![\d:.%/])"
    rf"|(?:(?P<quarter>(?:a )?quarter)|(?<=at )(?P<to>five|ten|twenty|twenty[- ]five)|(?<=since )(?P<to2>five|ten|twenty|twenty[- ]five)) to {_HOUR_WORD.replace('<hour>', '<hour2>')}(?![\d:.%/]){_HERE_IT_ENDS}"
    rf"|{_HOUR_WORD.replace('<hour>', '<hour3>')} o'clock)",
    re.IGNORECASE,
)
MINUTES = {"half": 30, "quarter": 15, "a quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "twenty five": 25}
AN_HOUR_ALONE = re.compile(r"\s*(?:$|[,.;:!?)])|\s+(?:this|last|yesterday|today|tonight|in the|at night|on|when)\b", re.IGNORECASE)
# "at 9 the queue stopped", beside "this morning".
AND_WHO = re.compile(r"\s+(?:the|we|it|our|they|i|he|she|somebody|someone|nobody|everything)\b", re.IGNORECASE)
# "on Oct 12, 2026 at 10:15": no clause ends within a date.
IN_A_DATE = re.compile(r"\b([A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?), (?=(?:19|20)\d\d\b)")
# "14:04 - 14:51": no clause ends within a range.
BETWEEN_TIMES = re.compile(r"(?<=\d:\d\d) [-–—] (?=\d{1,2}:\d\d)")
# The part of the day that a time is in.
PART = re.compile(r"\b(?P<part>morning|afternoon|evening|night|tonight)\b", re.IGNORECASE)

# A whole stamp: 2026-10-14T09:58:12Z, 2026-10-14 09:58 UTC, with an offset, or without any zone.
STAMP = re.compile(
    r"(?<![\w-])(?P<date>\d{4}-\d\d-\d\d)(?P<join>[T ])(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?(?P<zone> ?(?:z|utc|gmt|[+-]\d\d:?\d\d|[+-]\d\d)(?![\w:]))?(?![\d:])",
    re.IGNORECASE,
)
# A web server's: 14/Oct/2026:09:02:11 +0100.
SERVER_STAMP = re.compile(r"(?<!\d)(?P<day>\d\d)/(?P<month>[A-Z][a-z]{2})/(?P<year>\d{4}):(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):[0-5]\d (?P<zone>[+-]\d{4})(?!\d)")

MIDNIGHT = re.compile(
    r"\b(?P<near>(?:shortly|just|right|soon|immediately|a bit|a little|moments|a minute) (?:before|after) |around |about |approximately |roughly |at |since |from |~ ?)(?:12 )?(?P<what>midnight|midday|noon)\b"
    + AFTER_A_TIME,
    re.IGNORECASE,
)

_COUNT = r"\d{1,3}(?:\.\d)?|half an?|an?|one|a couple of|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty[- ]five|twenty|thirty|forty[- ]five|forty|fifty|sixty|ninety"
_SPAN = rf"(?P<count>{_COUNT})[ -]?(?P<unit>m|min(?:ute)?s?|h|hrs?|hours?)(?P<more> and a half| and (?P<count2>{_COUNT}) min(?:ute)?s?| ?(?P<count3>\d\d?)(?: ?m(?:in(?:ute)?s?)?)?)?"
AGO = re.compile(rf"(?<![\w.,:])(?<!few )(?<!several ){_SPAN} (?:ago|back)\b(?! (?:up|to|in|on|online|when|then)\b)", re.IGNORECASE)
# "ten minutes after the release at 08:36": the span, up to the time.
SPAN_FROM_ANOTHER = re.compile(rf"(?<![\w.,:]){_SPAN} (?P<way>before|after) (?:the |our |that |a )?[\w.'-]{{1,30}}(?: [\w.'-]{{1,30}}){{0,4}}? (?:at|@|from)\s*~?$", re.IGNORECASE)
# A time that is another thing's: "after the deploy at 08:36", "caused by the release at 08:36".
OF_ANOTHER_THING = re.compile(
    r"\b(?:(?<!day )before|after|because of|caused by|due to|down to|thanks to|triggered by|related to|linked to|following|compared (?:to|with)|as in|like|unlike|not)\s+(?:the|our|that|a|an|this|those|their|in|at|\d)?\b(?: ?[\w.'-]{1,30}){0,5} ?(?:at|@|from|of)\s*~?$",
    re.IGNORECASE,
)
_COUNTS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "half a": 0.5, "half an": 0.5, "a couple of": 2.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0,
    "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0, "twenty-five": 25.0,
    "thirty": 30.0, "forty": 40.0, "forty-five": 45.0, "fifty": 50.0, "sixty": 60.0, "ninety": 90.0,
}  # fmt: skip


def minutes_of(found: re.Match[str]) -> float:
    """The length of a span in minutes; 0 where it is none."""
    count = _count(found["count"])
    is_hours = found["unit"].lower().startswith("h")
    minutes = count * (60 if is_hours else 1)
    if found["more"]:
        extra = found["count2"] or found["count3"]
        if not is_hours:
            return 0.0
        minutes += _count(extra) if extra else 30
    return minutes


def _count(text: str) -> float:
    text = text.lower()
    return float(text) if text[0].isdigit() else _COUNTS.get(text.replace("twenty five", "twenty-five").replace("forty five", "forty-five"), 0.0)
