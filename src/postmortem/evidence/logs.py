# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Logs: lines that begin with a time; of what level they are, and whether they tell of trouble or of a change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem.evidence.clock import BadTime, FileClock
from postmortem.evidence.lines import TextFile
from postmortem.evidence.rows import LONGEST_TEXT, BadRow, Row

FATAL, ERROR, WARNING, ORDINARY = "fatal", "error", "warning", "ordinary"
_LEVELS = {
    **dict.fromkeys("fatal critical crit emerg emergency panic alert 60".split(), FATAL),
    **dict.fromkeys("error err severe 50".split(), ERROR),
    **dict.fromkeys("warning warn 40".split(), WARNING),
    **dict.fromkeys("notice info information debug trace verbose 30 20 10".split(), ORDINARY),
}
# A level in capitals, or named as one, or in brackets; looked for near a line's beginning.
_IN_CAPITALS = re.compile(r"\b(?:FATAL|CRITICAL|EMERG|PANIC|ERROR|SEVERE|WARN(?:ING)?|NOTICE|INFO|DEBUG|TRACE)\b")
_NAMED = re.compile(r"\b(?:level|lvl|severity)\"?[=:] ?\"?(\w{3,12})|[\[(<](\w{3,12})[\])>]")
# What a log says of trouble.
_TROUBLE = re.compile(
    r"error|exception|fail(?:ed|ure|s|ing)|time(?:d )?-?out|refused|unavailable|unreachable|exhausted|out of memory|\boom\b|\bkilled\b|panic|crash|deadlock|"
    r"denied|overload|exceeded|too many|no space|segfault|corrupt|rejected|abort|degraded|unhealthy|\b(?:status|code)[\"=: ]{1,4}5\d\d\b|\" 5\d\d [\d-]|HTTP/\d(?:\.\d)?\"? 5\d\d\b"
)
_NO_TROUBLE = re.compile(r"\b(?:no|0|zero|without(?: any)?) (?:\w+ )?(?:errors?|failures?|failed|exceptions?)\b|\b(?:errors?|failed|failures?)[=:] ?0\b")
# What a log says of something that was done to the system, or of its end: (what, the word for its kind).
_DEEDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"\brolled back (?!transaction|tx\b)|\brolling back (?:to|release|deploy|version)|\brollback (?:to|of|complete|finished|started)|\brevert(?:ed|ing) (?:to|release|deploy)", "rollback"),
        (r"\bdeploy(?:ed|ing|ment)\b|\breleas(?:ed|ing) v?\d|\bupgrad(?:ed|ing)\b|\bmigrat(?:ed|ing|ions?)\b|\brollout\b", "deployment"),
        (r"\brecovered\b|\brestored\b|\breconnected\b|\bhealthy again\b|\bback (?:up|online|to normal)\b|\bis (?:now )?healthy\b", "recovery"),
        (r"\brestart(?:ed|ing)\b|\breboot(?:ed|ing)?\b|\bshut(?:ting)? ?down\b|\bterminat(?:ed|ing)\b|\bfail(?:ed|ing) ?over\b|\bfailover\b|\bscal(?:ed|ing) (?:up|down|to|from|out|in)\b|"
         r"\bpromot(?:ed|ing)\b|\bswitch(?:ed|ing) (?:over )?to\b|\breload(?:ed|ing) (?:config|configuration)\b|\b(?:server|service|application|container|worker|instance|node|pod) (?:has )?(?:start|stopp)(?:ed|ing)\b", "change"),
    )
)  # fmt: skip
# What all of those have in them: looked for first, because most lines have none of it.
_DEED = re.compile(r"roll|rever|deploy|relea|upgrad|migrat|recover|resto|reconn|health|back |start|boot|shut|termin|over|scal|promo|switch|reload|stopp")
# A request that was answered, as servers log each of them.
_ANSWERED = re.compile(r"\" [1-4]\d\d [\d-]|\bHTTP/\d(?:\.\d)?\"? [1-4]\d\d\b|\b(?:Started|Completed|Processing) (?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|[1-4]\d\d) ")
# What differs between two lines of one shape: numbers, ids, what is in quotation marks, values of keys, paths.
_DIFFERING = re.compile(r"\"[^\"]{0,300}\"|'[^']{1,300}'|=[^\s,;]{1,200}|\b[0-9a-f]{8,}(?:-[0-9a-f]{4,})*|/[^\s\"]{1,200}|\d[\d.:]*")
# The machine and the program in a syslog line: "web1 basket[4121]: …".
_PROGRAM = re.compile(r"[\w.-]{1,60} ([A-Za-z][\w./-]{1,40})(?:\[\d{1,7}\]:?|:) ")
_SHAPE_OF = 300  # characters


def rows_of_log(file: TextFile, clock: FileClock) -> Iterator[Row | BadRow]:
    """The lines of a log that begin with a time. What stands on lines without one belongs to the line before."""
    for number, text, _ in file.lines():
        try:
            moment = clock.read_beginning(text)
        except BadTime as error:
            yield BadRow(number, str(error))
            continue
        if moment is None:
            continue
        said = text[moment.end : moment.end + LONGEST_TEXT + 1]
        program = _PROGRAM.match(said)
        yield Row(
            number=number,
            at=moment.at,
            text=said[program.end() :] if program else said,
            level=level_in(text[: moment.end + 80]),
            tool=program[1] if program else "",
            is_log=True,
            own_zone=moment.own_zone,
            own_year=moment.own_year,
        )


def level_in(text: str) -> str:
    """The level that the beginning of a line names; empty where it names none."""
    if found := _IN_CAPITALS.search(text):
        return found[0]
    if "level" in text or "lvl" in text or "[" in text or "severity" in text:
        for found in _NAMED.finditer(text):
            word = found[1] or found[2]
            if word.lower() in _LEVELS:
                return word
    return ""


def weigh_line(text: str, level: str) -> tuple[int, str]:
    """How much a log's line tells (0: ordinary work, 1: trouble or a change, 2: an error, 3: fatal), and the word for its kind."""
    grade = _LEVELS.get(level.lower(), "")
    low = text[:_SHAPE_OF].lower()
    is_answered = _ANSWERED.search(text[:_SHAPE_OF]) is not None
    if not is_answered and _DEED.search(low):
        for pattern, kind in _DEEDS:
            if pattern.search(low) and not (kind == "deployment" and grade in (ERROR, FATAL)):
                return (3 if grade == FATAL else 2 if grade == ERROR else 1), kind
    if grade == FATAL:
        return 3, ""
    if grade == ERROR:
        return 2, ""
    if grade == ORDINARY or is_answered or not _TROUBLE.search(low) or _NO_TROUBLE.search(low):
        return 0, ""
    return 1, ""


def shape_of(text: str) -> str:
    """What a line has in common with others that say the same of something else."""
    return _DIFFERING.sub("#", text[:_SHAPE_OF])

