# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""What deploy tools and GitHub state in their posts: what went live, what was undone, what failed, what was merged."""

from __future__ import annotations

import re

from postmortem.incident import Claim, Statement
from postmortem.slack.wording import clip

# What went live, and what was undone; only when it is done. A plan, a start or a failure is neither.
_DEPLOYED = re.compile(
    r"\b(?:deployed|released|rolled out|shipped|promoted)\b(?! (?:by|from) \S+ (?:is|was) (?:queued|waiting))|\bis (?:now )?live\b|\bwent live\b|\bnow (?:running|serving|live)\b"
    r"|\b(?:deploy(?:ment)?|release|rollout)\b.{0,80}\b(?:succeeded|success(?:ful(?:ly)?)?|finished|completed?|done|passed)\b|\b(?:success(?:fully|ful)?|succeeded|passed)\b.{0,40}\bdeploy",
    re.IGNORECASE,
)
_ROLLED_BACK = re.compile(
    r"\brolled[ -]?back\b|\brollback\b.{0,80}\b(?:succeeded|success(?:ful)?|finished|completed?|done|live)\b|\breverted to\b|\brollback to\b.{0,60}\bby\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:fail(?:ed|ure|ing|s)?|will be|to be|about to|going to|queued|pending|cancell?ed|aborted|timed out|in progress|started(?! by\b)|starting|scheduled|waiting|awaiting|needs? approval|not|error(?:ed)?|can(?:not| be)|should|requested|skipped|ready to)\b|\?",
    re.IGNORECASE,
)
_FAILED = re.compile(r"\b(?:fail(?:ed|ure|s)?|errored|aborted|timed out|unsuccessful|did not succeed)\b", re.IGNORECASE)
# A post that is about a deployment, in whichever line it says so; and the line that says how it went.
_ABOUT = re.compile(r"\b(?:deploy(?:s|ment|ments|ing)?|release(?:s)?|rollout|rollback|roll back|promote|ship(?:ping)?)\b", re.IGNORECASE)
_UNDOING = re.compile(r"\b(?:rollback|roll back|rolling back|revert(?:ing)?)\b", re.IGNORECASE)
_OUTCOME = re.compile(
    r"(?:(?:job |run |build |deployment |deploy |workflow )?(?:status|state|result|conclusion|outcome)\s*:\s*|\A)(?:deployment |deploy |run |job |workflow |build )?(?P<how>success(?:ful|fully)?|succeeded|completed?|finished|passed|done|live|failed|failure|errored|cancelled|timed out)\b\W*(?:\Z|in \d|after \d|\()",
    re.IGNORECASE,
)
# Where nobody is served.
_ELSEWHERE = re.compile(r"\b(?:staging|stage|uat|dev(?:elopment)?|test(?:ing)?|preview|sandbox|pre-?prod(?:uction)?|qa|review app)\b", re.IGNORECASE)
_PRODUCTION = re.compile(r"\b(?:production|prod|live)\b(?<!pre-production)(?<!pre-prod)", re.IGNORECASE)
# "Pull request merged by dana", "merged #812 into main", "New release published: v3.18.1".
_MERGED = re.compile(
    r"\b(?:pull request|merge request|pr|mr)\b.{0,80}\bmerged\b|\bmerged\b.{0,40}\b(?:pull request|merge request|pr|mr|#\d+)|\bmerged\b.{0,80}\binto (?:main|master|production|trunk|release)\b|\brelease\b.{0,60}\bpublished\b|\bpublished\b.{0,60}\brelease\b|\bnew release\b",
    re.IGNORECASE,
)
_NOT_MERGED = re.compile(r"\b(?:closed|without being merged|not merged|can be merged|ready to be merged|ready to merge|opened|draft|unmerged|approved|requested|auto-merge)\b", re.IGNORECASE)
# The title of a pull request says what it is called, not what happened.
_A_TITLE = re.compile(r"#\d+[: ]")


def read_deploy(lines: list[str], tool: str) -> tuple[Statement, ...]:
    """What went live, was undone, failed or was merged: at most one statement a post."""
    if _ELSEWHERE.search(" ".join(lines[:6])) and not _PRODUCTION.search(" ".join(lines[:12])):
        return ()
    undoing = any(_UNDOING.search(line) for line in lines[:6])
    for line in lines:
        if _NOT_DONE.search(line) or _A_TITLE.match(line):
            continue
        if _ROLLED_BACK.search(line):
            return (Statement(claim=Claim.ROLLBACK, value=clip(line), tool=tool),)
        if _DEPLOYED.search(line) and not _MERGED.search(line):
            return (Statement(claim=Claim.ROLLBACK if undoing else Claim.DEPLOY, value=_title(lines, line), tool=tool),)
    return _by_outcome(lines, tool, undoing=undoing) or _failed(lines, tool) or _merged(lines, tool)


def is_about_deploys(lines: list[str]) -> bool:
    """Whether a post is of a deployment: one that states nothing tells of a start, a queue, a state."""
    return any(_ABOUT.search(line) or re.search(r"\blive on \d+ of \d+\b", line) for line in lines[:6])


def _by_outcome(lines: list[str], tool: str, *, undoing: bool) -> tuple[Statement, ...]:
    about = next((line for line in lines[:6] if _ABOUT.search(line) and not _OUTCOME.match(line)), None)
    outcome = next((found for line in lines[:12] if (found := _OUTCOME.search(line))), None)
    if about is None or outcome is None:
        return ()
    how = outcome["how"].casefold()
    if how.startswith(("success", "succeeded", "complete", "finished", "passed", "done", "live")):
        return (Statement(claim=Claim.ROLLBACK if undoing else Claim.DEPLOY, value=clip(about), tool=tool),)
    return () if how == "cancelled" else (Statement(claim=Claim.FAILED, value=clip(about), tool=tool),)


def _failed(lines: list[str], tool: str) -> tuple[Statement, ...]:
    line = next((line for line in lines[:6] if _ABOUT.search(line) and _FAILED.search(line) and not _A_TITLE.match(line)), None)
    return (Statement(claim=Claim.FAILED, value=clip(line), tool=tool),) if line else ()


def _merged(lines: list[str], tool: str) -> tuple[Statement, ...]:
    place = next((place for place, line in enumerate(lines[:4]) if _MERGED.search(line) and not _NOT_MERGED.search(line)), None)
    if place is None:
        return ()
    titled = next((line for line in lines[place:] if _A_TITLE.match(line)), lines[place])
    return (Statement(claim=Claim.MERGED, value=clip(titled), tool=tool),)


def _title(lines: list[str], line: str) -> str:
    """The line itself; a bare "Deployment succeeded" with the line before it, which says of what."""
    place = lines.index(line)
    return clip(f"{lines[place - 1]}: {line}") if place and len(line.split()) < 4 else clip(line)
