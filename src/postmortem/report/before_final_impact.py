"""The impact: every row has a figure, or says that it is not known, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem.report.before_final_found import Finding, Kind, Lines, shortened
from postmortem.report.read_back import IMPACT, find_section, read_impact
from postmortem.report.read_back_parts import Grid, read_parts

_ADVICE = "Give a figure and where it comes from, or write “not known, because …”."
# What has digits and is no figure of an impact: days, times, versions, status codes, parts that are numbered.
_NO_FIGURE = re.compile(
    r"\d{4}-\d\d-\d\d|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov"
    r"|dec)[a-z]*\.?(?:,?\s+\d{4})?"
    r"|\b\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?(?![\d%])|\bv?\d+\.\d+\.\d+\b|\b[1-5]xx\b|\b[45]\d\d(?:s\b"
    r"|(?= errors?\b| responses?\b))"
    r"|\b(?:responder|engineer|third party|client|release|version|ticket|severity|sev|p)\s?#?\d+\b|#\d+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|ninety|hundreds?|thousands?|"
    r"millions?|dozens?|half|third|quarter|none|no|nobody|nothing|zero|nil|all|every|everyone|everybody|entire|whole|both"
    r"|single)\b",
    re.IGNORECASE,
)
# "No figure" is none.
_NO_NUMBER = re.compile(r"\bno (?:figures?|numbers?|idea|data|metrics?|one knows|way (?:of|to))\b", re.IGNORECASE)
_NOT_KNOWN = re.compile(
    r"\b(?:(?:not|never|cannot|can't|couldn't|could not|isn't|wasn't|un)\s?(?:\w+\s){0,2}?(?:known|measured|counted"
    r"|recorded|say|tell|told|established|"
    r"estimated|determined|kept)|unknown|un(?:measured|recorded|counted)|(?:don't|do not|does not|did not|didn't|nobody"
    r"|no one) (?:know|measure|count|record)s?"
    r"|no (?:figures?|numbers?|data|metrics?)|nobody (?:counted|knows))\b",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:because|since|as|due to|owing to|for want of)\b\W+\w+|[:;–—(]\s*\w+(?:\W+\w+)+", re.IGNORECASE)
# Rows that name what was affected rather than count it.
_NAMING = re.compile(
    r"(?:who|which|what|where|affected|clients?|sites?|services?|systems?|products?|features?"
    r"|symptoms?)\b(?:.{0,20}\baffected)?|.{0,40}\baffected",
    re.IGNORECASE,
)
# Where a figure comes from is no reason for having none.
_SOURCE = re.compile(r"(?:stated|said|told|computed|asked|taken|from)\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\W*(?:(?:a |the |very |quite |some|not )?\s*(?:many|some|several|few|lots?|high|low|medium|significant|large|small"
    r"|various|unknown|known|n/?a|yes|"
    r"most|minor|major|minimal|substantial|considerable|tbc|tbd|unclear)\b.{0,30})?\W*",
    re.IGNORECASE | re.DOTALL,
)


def find_impact(lines: Lines) -> Iterator[Finding]:
    """Rows of the impact's table without a figure; an impact in sentences that has none at all."""
    section = find_section(lines.markdown, *IMPACT)
    if section is None:
        return
    parts = read_parts(section)
    rows = read_impact(section)
    if not any(isinstance(part, Grid) for part in parts):
        said = " ".join(f"{row.what} {row.figure} {row.note}" for row in rows)
        line = lines.start(section)
        asked = any(lines.asks(at) for at in range(line, line + section.text.count("\n") + 1))
        if said.strip() and not asked and not has_figure(said) and not says_why_not(said):
            yield _finding(line, section.heading, "The impact has no figure.")
        return
    sentences = {part.words for part in parts if not isinstance(part, Grid)}
    for row in rows:
        if row.what in sentences and not row.figure:
            continue
        line = lines.find(section, f"{row.what}{row.figure}{row.note}", f"{row.what}{row.figure}", row.what)
        if lines.asks(line) or has_figure(row.figure) or says_why_not(row.figure) or says_why_not(row.note):
            continue
        if not row.figure and (has_figure(row.what) or has_figure(row.note)) and not says_unknown(row.note):
            continue
        is_reason = len(row.note.split()) > 2 and _SOURCE.match(row.note) is None
        if is_reason and says_unknown(row.figure) and says_why_not(f"{row.figure}: {row.note}"):
            continue
        if _NAMING.match(row.what) and not _VAGUE.fullmatch(row.figure):
            continue
        given = f" but “{shortened(row.figure, 40)}”" if row.figure else ""
        yield _finding(line, section.heading, f"“{shortened(row.what, 60)}” has no figure{given}.")


def has_figure(words: str) -> bool:
    """Whether words hold a figure of an impact: a number, in digits or words, or that it was none or all."""
    left = _NO_FIGURE.sub(" ", words)
    return not says_unknown(left) and _NUMBER.search(_NO_NUMBER.sub(" ", left)) is not None


def says_unknown(words: str) -> bool:
    """Whether words say that something is not known."""
    return _NOT_KNOWN.search(words) is not None


def says_why_not(words: str) -> bool:
    """Whether words say that something is not known, and why."""
    found = _NOT_KNOWN.search(words)
    if found is None:
        return False
    return (
        _REASON.search(words, found.end()) is not None or re.match(r"\W*(?:because|since|as)\b", words, re.IGNORECASE) is not None
    )


def _finding(line: int, section: str, text: str) -> Finding:
    return Finding(kind=Kind.IMPACT, line=line, section=section, text=text, advice=_ADVICE)
