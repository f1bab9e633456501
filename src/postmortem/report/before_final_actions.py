"""The actions: each has an owner, as a role; and there are about three, so that they get done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem.incident import Action
from postmortem.report.before_final_found import Finding, Kind, Lines, shortened
from postmortem.report.read_back import ACTIONS, find_section, read_actions, read_words
from postmortem.report.sections import MARKER

# About as many get done.
MOST = 3
# What stands in the owner's place and names nobody.
_NOBODY = re.compile(
    r"\W*(?:(?:an? )?(?:owner|role)\b.{0,20}|(?:not )?(?:yet )?(?:known|decided|set|agreed|assigned|unassigned|unknown)"
    r"|to be \w+|tb[cda]|n/?a|none|nobody|no one|"
    r"everyone|everybody|anyone|anybody|someone|somebody|all(?: of us)?|any|we|us|whoever .{0,40}|volunteers? .{0,30})?\W*",
    re.IGNORECASE,
)
_PART = (
    r"(?:lead|manager|responders?|engineers?|developers?|support|head|officer|director|team|on-call|scribe|facilitator|CTO"
    r"|CEO|DPO|SRE|ops|operations|"
    r"owner|designer|administrator|analyst|architect|product)"
)
# "Tech lead adds an alert", "Add an alert (delivery manager)", "Add an alert – 2nd line support".
_AT_HEAD = re.compile(rf"(?:the )?(?:[\w-]+ ){{0,3}}{_PART}(?: \d{{1,3}})?(?: (?:will|to)\b|:|\s[–—-]\s| \w+s\b)", re.IGNORECASE)
_AT_END = re.compile(
    rf"(?:\(|[–—-] |: )(?:the )?(?:[\w-]+ ){{0,4}}{_PART}(?: of [\w ]{{2,30}})?(?: \d{{1,3}})?(?:[,;][^()]{{0,60}})?\)?\s*\.?"
    rf"$",
    re.IGNORECASE,
)
_SAYS_NONE = re.compile(
    r"\b(?:no (?:further |more |other |follow-up )?(?:actions?|follow-ups?)|nothing (?:more |further |else )?(?:to do"
    r"|is needed|was agreed|needs)|"
    r"all (?:the )?(?:necessary |needed )?actions? (?:were|was|have been|had been)|actions? (?:is|are|was"
    r"|were) not needed)\b|^\W*(?:none|nothing)\b.{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)


def find_actions(lines: Lines) -> Iterator[Finding]:
    """Actions without an owner; and remarks where there is none, or more than about three."""
    section = find_section(lines.markdown, *ACTIONS)
    actions = read_actions(section)
    heading = section.heading if section is not None else ""
    start = lines.start(section)
    for action in actions:
        line = lines.find(section, action.what, action.what.split(" (")[0])
        if has_owner(action) or (lines.asks(line) and not action.owner):
            continue
        given = f" but “{shortened(action.owner, 30)}”" if action.owner else ""
        text = f"The action “{shortened(action.what, 60)}” has no owner{given}."
        yield Finding(kind=Kind.OWNER, line=line, section=heading, text=text, advice="Name its owner, as a role.")
    if len(actions) > MOST:
        text = f"There are {len(actions)} actions; about three get done."
        advice = "Keep those that matter most, and let the others go or put them on a board of their own."
        yield Finding(kind=Kind.ACTIONS, line=start, section=heading, text=text, advice=advice, stops=False)
    if not actions and (section is None or MARKER not in section.text) and not _SAYS_NONE.search("\n".join(read_words(section))):
        advice = "None is a good answer too: say so there."
        yield Finding(kind=Kind.ACTIONS, line=start, section=heading, text="There is no action.", advice=advice, stops=False)


def has_owner(action: Action) -> bool:
    """Whether somebody owns it: in its own place, or named in the sentence."""
    if action.owner:
        return _NOBODY.fullmatch(action.owner) is None
    return _AT_HEAD.match(action.what) is not None or _AT_END.search(action.what) is not None
