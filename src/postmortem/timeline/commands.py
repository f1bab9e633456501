# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""The commands that somebody ran, as they recorded them: after a prompt, or in code beside words that say so."""

from __future__ import annotations

import re

from postmortem.blameless.transcript import BlamelessMessage
from postmortem.mood import is_of_another, is_question, plain_lower
from postmortem.text import PieceKind

MOST = 10  # commands of one message
LONGEST = 300  # characters

# A shell's prompt: "$ ", "user@host:~$ ", "# " of a superuser's is too often a comment, so it needs the host before it.
_PROMPT = re.compile(r"^(?:\[?[\w.-]{1,40}@[\w.-]{1,60}[^\n$#>]{0,80}[$#]|\$|[\w.-]{1,30}[>%](?= [a-z])|(?:psql|mysql|redis|[\w.:-]{1,40}:\d{2,5})>)\s+(?P<command>\S.*)")
# A block without a prompt is a command where its first word is one.
_PROGRAM = re.compile(
    r"^(?:sudo )?(?:kubectl|k|docker(?:-compose)?|systemctl|service|git|ssh|scp|psql|mysql|redis-cli|curl|wget|terraform|ansible(?:-playbook)?|aws|gcloud|az|heroku|cf|wp|php|rake|bundle|npm|yarn|helm|nginx|apachectl"
    r"|supervisorctl|kill|pkill|rm|mv|cp|tar|rsync|chmod|chown|cap|cat|tail|grep|df|du|free|top|reboot|shutdown|drush|composer|artisan|python3?|ruby|node|make|ship|fly|certbot|openssl|dig|iptables|ufw|crontab|journalctl|mysqldump|pg_dump|vagrant|pip|apt(?:-get)?|yum|dnf|echo|touch|sed|unbound-control|varnishadm)\b"
)
# Words before code by which it was run; and those by which it was not, or not yet.
_RAN = re.compile(
    r"(?:^|[\s,;:.(])(?:(?:i|we)(?:'ve|'m|'re| have| am| are)? )?(?:just |now |also |then |re-?|manually )*(?:ran|run|running|executed|executing|did|done|doing|used|issued|typed|entered|applied|tried|trying|command|commands|via|with|using|by running)(?: (?:a|an|the|this|these|following|it|that|command|commands|script|manually|again|on \S+|in \S+|as \S+|below|out|of))*\s*:?\s*$"
)
_NOT_RAN = re.compile(
    r"\b(?:try(?! ?ing)|don't|do not|didn't|never|not|won't|can't|couldn't|could|should|would|i'd|we'd|will|i'll|we'll|going to|gonna|about to|please|need to|want to|have to|let's|can (?:you|we|i|somebody|someone)|could (?:you|we)|you (?:can|could|need|should|might)|if|unless|once|before|next time|instead of|rather than|to (?:run|use|get|become|see)|type|says?|say|called|example|e\.g\.|like|maybe|perhaps|might|runbook|docs?)\b"
)
# An act that the code completes: "restarted with `systemctl restart web`", "`df -h` on web-1 done".
_DONE_AFTER = re.compile(r"^\s*(?:on \S+ )?(?:is |are |has |was )?(?:done|finished|ran|run|completed|executed|worked|succeeded|applied)\b")


def commands_in(message: BlamelessMessage) -> tuple[str, ...]:
    """The commands that a message says were run, in order, each on one line."""
    pieces = message.pieces[:100]
    if not any(_may_be_run(kind, text) for kind, text, _ in pieces):
        return ()
    found: list[str] = []
    before = ""
    for place, (kind, text, _) in enumerate(pieces):
        if kind is PieceKind.CODE_BLOCK:
            found += _of_block(text, before)
        elif kind is PieceKind.CODE and _is_run(text, before, pieces[place + 1].text if place + 1 < len(pieces) else ""):
            found.append(text)
        before = (before + (text if kind is not PieceKind.CODE_BLOCK else "\n"))[-200:]
    return tuple(dict.fromkeys(" ".join(one.split())[:LONGEST] for one in found if one.strip()))[:MOST]


def _may_be_run(kind: PieceKind, text: str) -> bool:
    """A block, or code that is more than the name of something."""
    return kind is PieceKind.CODE_BLOCK or (kind is PieceKind.CODE and (" " in text.strip() or _PROGRAM.match(text.strip()) is not None))


def _of_block(text: str, before: str) -> list[str]:
    lines = [line.strip() for line in text.strip().splitlines()[:200]]
    if _is_denied(before):
        return []
    prompted = [match["command"] for line in lines if (match := _PROMPT.match(line))]
    if prompted:
        return prompted
    said = _RAN.search(plain_lower(before.rpartition("\n")[2] or before)) is not None
    if lines and (said or len(lines) == 1) and _PROGRAM.match(lines[0]):
        return [line for line in lines if _PROGRAM.match(line)] if said else lines[:1]
    return [lines[0]] if said and len(lines) == 1 and lines[0] else []


def _is_run(code: str, before: str, after: str) -> bool:
    if not _may_be_run(PieceKind.CODE, code):
        return False
    line = plain_lower(before.rpartition("\n")[2])
    rest = plain_lower(after.partition("\n")[0])
    if _is_denied(before) or is_question(f"{line} {rest}"):
        return False
    return _RAN.search(line) is not None or (_DONE_AFTER.match(rest) is not None and _PROGRAM.match(code.strip()) is not None)


def _is_denied(before: str) -> bool:
    """Whether the words before the code, in its own sentence, say that it was not run."""
    line = plain_lower(before.rpartition("\n")[2])
    sentence = re.split(r"(?<=[.!?;]) ", line)[-1]
    return is_question(sentence) or _NOT_RAN.search(sentence) is not None or is_of_another(sentence)
