"""Times in the timeline that no clock shows: 25:41, 09:75. What is written in another form, or in words, is people's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem.report.before_final_found import Finding, Kind, Lines
from postmortem.report.read_back import TIMELINE, find_section, read_timeline

# At the head of what stands for the time; 24:00 is the end of a day, and 10:115 or 1:25:41 are something else.
_CLOCK = re.compile(r"\W*(?P<clock>(?P<hour>\d{1,2})[:.h](?P<minute>\d\d))(?![\w%/]|[:.,]\d)(?P<rest>\W+\w)?")
_ADVICE = "Put the right time there; the message that the row cites says when it was written."


def find_wrong_times(lines: Lines) -> Iterator[Finding]:
    """Rows of the timeline whose time cannot be."""
    section = find_section(lines.markdown, *TIMELINE)
    if section is None:
        return
    for row in read_timeline(section):
        if row.time:
            continue
        for words in (row.text,) if row.is_remark else tuple(told for _, told in row.more):
            found = _CLOCK.match(words)
            if found is None or (row.is_remark and ("." in found["clock"] or not found["rest"])):
                continue
            hour, minute = int(found["hour"]), int(found["minute"])
            if minute > 59 or hour > 24 or (hour == 24 and minute):
                text = f"No clock shows {found['clock']}."
                line = lines.find(section, row.text, found["clock"])
                yield Finding(kind=Kind.TIMES, line=line, section=section.heading, text=text, advice=_ADVICE)
                break
