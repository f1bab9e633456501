"""What a facilitator can ask at each sort of moment: how it looked then, and what made it reasonable; and our key questions.

Never for reasons, and never for what would have been better: such questions ask for blame.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from postmortem.incident import Kind
from postmortem.report.review_contents import KeyQuestion

# Whom the pack quotes, the author of the prime directive, and whom else it names: nobody with a part in any incident.
QUOTED = "Norm Kerth"
NAMED = (QUOTED, "Etsy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A sort of moments. general: what can be asked at each; by_turns: questions that take turns; kinds: of the entries."""

    heading: str
    general: str
    kinds: frozenset[Kind]
    by_turns: tuple[str, ...]


DECISIONS = Sort(
    heading="Decision points",
    general="What could be seen at that moment, and what was not known yet? Which ways were open, and how did each of them look?",
    kinds=frozenset({Kind.DECISION}),
    by_turns=(
        "What made this the reasonable way with what was known then?",
        "What was expected to happen next, and how could it be told whether it did?",
        "How was it decided, and how did everybody else come to know?",
    ),
)
HANDOVERS = Sort(
    heading="Handovers and calls for help",
    general="How did the person who came get the picture: what was said, what could be read, what had to be found out again?",
    kinds=frozenset({Kind.ROLE, Kind.ESCALATION}),
    by_turns=("How was it noticed that somebody was needed here, and how was it agreed who that is?",),
)
SURPRISES = Sort(
    heading="Surprises",
    general="What was expected instead? What did it take to see it, and in whose view was it?",
    kinds=frozenset({Kind.DETECTION, Kind.ALERT, Kind.FINDING, Kind.CHANGE}),
    by_turns=(
        "What led to looking there, and what had it looked like before?",
        "How did this change the picture, and how did the others learn of it?",
    ),
)
TURNS = Sort(
    heading="Turns",
    general="How did it look just before, and just after? What did it change in what people did?",
    kinds=frozenset({Kind.SEVERITY, Kind.HYPOTHESIS, Kind.MITIGATION, Kind.RECOVERY}),
    by_turns=("What was expected to happen, and how could it be told whether it did?",),
)
SILENCES = "Silences"
SILENCES_GENERAL = "What was being done in that time, and where was it talked about? What could those who waited know?"
WORKING = "How we worked together"
WORKING_GENERAL = "What did that part of our process ask for just then, and how well did it fit the work at hand?"
DONE = Sort(
    heading="What was done",
    general="What could be seen at that moment, and which ways were open?",
    kinds=frozenset({Kind.MITIGATION, Kind.ACTION, Kind.CHANGE}),
    by_turns=DECISIONS.by_turns,
)
"""In place of decisions, where the timeline has none."""

# What was tried and was not enough.
NOT_ENOUGH = re.compile(
    r"\b(?:not over|better but|but not|still (?:failing|down|broken|there|seeing|getting|slow|see|get)|persist(?:s|ed)|"
    r"no better|no change|did not help|didn't help|worse|came back|back again)\b",
    re.IGNORECASE,
)
# Questions for moments whose words tell more than their kind. The first that fits is asked.
_BY_WORDS: tuple[tuple[frozenset[Kind], re.Pattern[str], str], ...] = (
    (
        DECISIONS.kinds,
        re.compile(r"\b(?:and not|rather than|instead of|but not)\b", re.IGNORECASE),
        "Two ways were open: how did each of them look then, and what made this one the better choice?",
    ),
    (
        DECISIONS.kinds,
        re.compile(r"\b(?:only|first|for now|until)\b", re.IGNORECASE),
        "What set the bounds of it, and what was known of the rest?",
    ),
    (
        DECISIONS.kinds | {Kind.MITIGATION, Kind.CHANGE},
        re.compile(r"\b(?:roll(?:ed|ing)?[ -]?back|revert\w*)\b", re.IGNORECASE),
        "What was known of how safe the way back was, and how long it would take?",
    ),
    (
        HANDOVERS.kinds,
        re.compile(r"\blead\b", re.IGNORECASE),
        "What was going on just then? What was passed on, and what had to be found out again?",
    ),
    (
        HANDOVERS.kinds,
        re.compile(r"\b(?:paged?|called|rang|2nd line|second line|escalat\w+)\b", re.IGNORECASE),
        "What made it the moment to call? How easy was that to do, and how did the first minutes go?",
    ),
    (
        frozenset({Kind.FINDING, Kind.MITIGATION, Kind.RECOVERY, Kind.DETECTION}),
        NOT_ENOUGH,
        "What had been expected of what was done before, and how did it become clear that it was not enough?",
    ),
    (
        frozenset({Kind.ALERT}),
        re.compile(r""),
        "How did this alert look among the others? What did people do first, and what told them to?",
    ),
    (
        frozenset({Kind.SEVERITY}),
        re.compile(r""),
        "What had come to light, and how did the work change with the new severity?",
    ),
    (
        frozenset({Kind.HYPOTHESIS}),
        re.compile(r""),
        "What pointed there at the time? How was it tested, and how was it let go or borne out?",
    ),
    (
        frozenset({Kind.RECOVERY}),
        re.compile(r""),
        "How was it known that all worked again, and what would have shown it if it had not?",
    ),
)


# What to ask of a step of our process, by its name. The first that fits is asked.
_BY_STEP = tuple(
    (re.compile(pattern, re.IGNORECASE), question)
    for pattern, question in (
        (r"^new ", "How was it for those who had the part so long, and what would make it easy to hand it on?"),
        (r"summary", "What took the attention then, and what would have made a summary easy?"),
        (r"clients updated", "What could clients know in that time, and what did it take to tell them something?"),
        (r"client comms", "How were clients told meanwhile, and how was it clear who does it?"),
        (r"lead named", "How was the whole kept in view, and how did everybody know who decides?"),
        (r"severity", "How bad did it look at first, and how did people come to judge it?"),
        (r"notice", "How did colleagues elsewhere learn of it, and what did they need to know?"),
        (r"2nd line", "What made it look manageable without a call, and how easy would calling have been?"),
        (r"told$", "How did word get to them, and what told us that it was the moment?"),
        (r"stopped", "What kept people going, and how was going on weighed against waiting for the morning?"),
        (r"recorded", "What was done that the channel does not show, and how could others follow it?"),
    )
)


def question_for(kind: Kind | None, text: str, told: str, sort: Sort, turn: int) -> str:
    """What to ask at a moment. told: "at 11:51" where it came to light afterwards; turn: the how manieth of its sort, from 0."""
    if told and kind in SURPRISES.kinds:
        return f"It was told {told}. How could it be seen at the time, and how did it come to light?"
    for kinds, pattern, question in _BY_WORDS:
        if kind in kinds and pattern.search(text):
            return question
    return sort.by_turns[turn % len(sort.by_turns)]


def silence_question(turn: int) -> str:
    """What to ask where nothing was said."""
    return (
        "What was being done, and what told people that it was going well?",
        "Where did talk go on, if it did, and what of it did the channel need?",
    )[turn % 2]


def working_question(step: str) -> str:
    """What to ask where a step of our process was not taken, or not as the process has it. step: its name."""
    found = (question for pattern, question in _BY_STEP if pattern.search(step))
    return next(found, "How was that handled, and what would have made it easy?")


# The key questions of our process document, in its words.
KEY_QUESTIONS: Sequence[KeyQuestion] = (
    KeyQuestion(
        text="What happened?",
        under=(
            "What made us declare an incident? What triggered this?",
            "How did we respond?",
            "What were the key decision points?",
            "How did we make those decisions?",
        ),
    ),
    KeyQuestion(text="Have we taken all the restorative actions that we need to take?"),
    KeyQuestion(text="Do we have a plan for communicating with the client/s?"),
    KeyQuestion(
        text="How can we do better at responding to incidents?",
        under=("How could our processes be improved?", "How could our documentation be improved?"),
    ),
    KeyQuestion(
        text="How could we prevent this kind of incident from happening again?",
        note="Not the focus of a review: hold wider points for a tech team forum",
    ),
)
