"""What a rule of wording finds, and what a rule is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum


class Kind(StrEnum):
    """What is the matter with a wording."""

    BLAME = "blame"  # of a person
    HINDSIGHT = "hindsight"  # what should or could have been
    JUDGEMENT = "judgement"  # of how somebody acted
    CAUSE = "single cause"
    FAULT = "fault and liability"
    PROMISE = "promise"
    KNOWN = "prior knowledge"
    CERTAINTY = "certainty without proof"
    DATA = "data protection"
    MONEY = "money"
    OTHERS = "third parties"
    SECURITY = "security detail"
    OVERSTATED = "overstated term"
    GUESS = "guess"


class Subject(Enum):
    """Who a rule is about: of anybody and anything, of people alone, or of all but things."""

    ANY = "any"
    PERSON = "person"
    NO_THING = "no thing"


DPO = "data protection officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A wording to look at. line: from 1; section: the heading it is under; text: the words themselves; sentence: around them.

    rewording: what to consider instead, empty where nothing is better than another. stops: somebody has to decide; else it is
    worth a thought. needs: who has to look as well, empty for nobody besides the checker. at_gate: the gate for clients stops
    it, too. once: wherever it stands in a text, it is the same decision.
    """

    kind: Kind
    line: int
    section: str
    text: str
    sentence: str
    reason: str
    rewording: str = ""
    stops: bool = True
    needs: str = ""
    at_gate: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """name: for its table of cases. pattern: the words. subject: of whom they must be said. unless: what in the sentence makes
    them harmless. in_learnings: whether it holds in sections on what was learnt, too. in_addresses: whether it looks at what
    links lead to and at code, which say nothing themselves. at_gate and once: as of its flags."""

    name: str
    kind: Kind
    pattern: re.Pattern[str]
    reason: str
    rewording: str = ""
    stops: bool = True
    subject: Subject = Subject.ANY
    unless: re.Pattern[str] | None = None
    in_learnings: bool = True
    in_addresses: bool = False
    needs: str = ""
    at_gate: bool = False
    once: bool = False


def words(pattern: str) -> re.Pattern[str]:
    """A pattern of whole words, whatever their case."""
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)
