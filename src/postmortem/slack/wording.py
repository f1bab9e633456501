# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""The words in which tools and people name severities, offices and persons, and a message as lines to find them in."""

from __future__ import annotations

import re

from postmortem.incident import Claim, Office, Severity, Statement
from postmortem.text import PieceKind, Pieces

LONGEST_VALUE = 2000  # characters; what is longer is not a statement but a log

# A person: a mention, or "Dana" or "Dana Ruiz-Cole" as a post has it. Case matters: a name is capitalised.
PERSON = r"(?:@?<@[A-Z0-9]+>|@?(?-i:[A-ZÀ-ÖØ-ÞĆČĐŁŚŠŹŻŽ])[\w'’.\-]{1,40}(?: (?:(?-i:de|van|von|der|den|ter|ten|la|le|du|di|da|del|bin|al) ){0,2}(?-i:[A-ZÀ-ÖØ-ÞĆČĐŁŚŠŹŻŽ])[\w'’.\-]{0,40}){0,3})"

# An office in the words of the process, of incident.io and of other tools. "Tech lead" is none.
OFFICE = (
    r"(?:(?:clients?'? |customers?'? )?(?:comms|communications?)"
    r"(?: (?:manager|lead|officer|person|role)| with (?:the |both |all |our )*clients?)?"
    r"|(?:incident|inc\.?) (?:lead|commander|manager)|lead|(?-i:I[CL])\b|scribe|note[- ]taker|on[- ]call(?: (?:support|engineer|person))?"
    r"|(?:2nd|second)[- ]line(?: support)?)"
)

SEVERITY = r"(?:critical|major|minor|trivial|(?:sev(?:erity)?[ -]?|p)[0-4]\b)"

# An arrow between an old and a new value.
ARROW = r"(?:→|➡️?|⇒|->|=>|-->)"

_SEVERITIES = {"0": Severity.CRITICAL, "1": Severity.CRITICAL, "2": Severity.MAJOR, "3": Severity.MINOR, "4": Severity.TRIVIAL}

# What stands before the words of a list's item or a quote.
_BULLET = re.compile(r"\A(?:[•◦▪\-–—*>]|\d{1,2}[.)])\s+|\A>")

# Pictures at the beginning of a line.
_PICTURES = re.compile("\\A[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+\\s*")

# Marks of bold and italic text that Slack left because something stands beside them, such as "*Severity:*Major".
_MARKS = re.compile(r"(?<!\w)[*_]+(?=\w)|(?<=[\w:])\*+")

# A person alone, with nothing around it.
_PERSON_ALONE = re.compile(PERSON)


def tool_lines(pieces: Pieces) -> list[str]:
    """A tool's post as lines: no emoji, no blocks of code, mentions as "<@U…>"."""
    return _lines(pieces, in_backticks=False)


def people_lines(pieces: Pieces) -> list[str]:
    """What a person wrote as lines; code keeps its backticks, so that an example is not taken for the thing."""
    return _lines(pieces, in_backticks=True)


def _lines(pieces: Pieces, *, in_backticks: bool) -> list[str]:
    parts = []
    for kind, text, target in pieces:
        match kind:
            case PieceKind.PERSON:
                parts.append(f"<@{target}>")
            case PieceKind.CODE:
                parts.append(f"`{text}`" if in_backticks else text)
            case PieceKind.CODE_BLOCK:
                parts.append("\n")
            case PieceKind.EMOJI:
                parts.append(" → " if text.startswith("arrow_") and text.endswith("right") else " ")
            case PieceKind.LINK:
                parts.append(text or target)
            case PieceKind.CHANNEL:
                parts.append(f"#{text or 'a channel'}")
            case PieceKind.GROUP | PieceKind.BROADCAST:
                parts.append(f"@{text}")
            case _:
                parts.append(text)
    lines = []
    for raw in "".join(parts).split("\n"):
        line = " ".join(raw.split())
        if not line or (in_backticks and line.startswith(">")):
            continue
        if not line[0].isalpha():
            line = _PICTURES.sub("", _BULLET.sub("", line))
        if "*" in line or "_" in line:
            line = _MARKS.sub("", line)
        lines.append(line.strip())
    return [line for line in lines if line]


def read_office(words: str) -> Office | None:
    """The office that the words name."""
    words = words.casefold().replace("-", " ")
    if "comm" in words and "commander" not in words:
        return Office.COMMS
    if "scribe" in words or "note" in words:
        return Office.SCRIBE
    if "on call" in words:
        return Office.ON_CALL
    if "line" in words:
        return Office.SECOND_LINE
    return Office.LEAD if words else None


def read_severity(words: str) -> Severity | None:
    """The severity that the words name: one of the four, or Sev 1 … 4 and P1 … 4 in the same order (0 is as 1)."""
    words = words.strip().casefold()
    found = re.fullmatch(SEVERITY, words)
    if found is None:
        return None
    return _SEVERITIES[words[-1]] if words[-1] in _SEVERITIES else Severity(words)


def read_person(words: str) -> str:
    """The user id of a mention, or the bare name; "" where the words are neither."""
    found = _PERSON_ALONE.match(words.strip())
    if found is None:
        return ""
    name = found[0].removeprefix("@")
    return name[2:-1] if name.startswith("<@") else name.rstrip(".,:;").removesuffix("'s").removesuffix("’s")


def office_statement(office: str, person: str, tool: str) -> Statement | None:
    """Who holds an office from now on; None where the words name no office or nobody."""
    held, holder = read_office(office), read_person(person)
    return Statement(claim=Claim.OFFICE, value=held.value, person=holder, tool=tool) if held and holder else None


def severity_statement(severity: str, was: str, tool: str) -> Statement | None:
    """The severity from now on."""
    level, before = read_severity(severity), read_severity(was) if was else None
    return Statement(claim=Claim.SEVERITY, value=level.value, was=before.value if before else "", tool=tool) if level else None


def clip(value: str) -> str:
    """The value without surrounding blanks and quotes, and not without end."""
    return value.strip().strip("“”\"").strip()[:LONGEST_VALUE]
