"""Each phrasing by itself: whether it states its fact, and whether chatter states none. `python -m benchmarks.generator_alone`.

Of the half that is held back only the share is printed, unless `--show-held-back` asks for more.
"""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta

from benchmarks.generated_incidents import find_facts
from benchmarks.generator import LONDON, Generated
from benchmarks.generator_phrases import CHATTER, PHRASINGS, is_held_back
from benchmarks.generator_world import make_world

_START = datetime(2026, 10, 14, 19, 40, tzinfo=LONDON)
# Phrasings whose fact has another name.
_FACTS = {
    "severity changed": "severity", "lead named": "lead", "handover": "lead", "takeover": "lead", "comms named": "comms",
    "action": "logged", "deploying": "begun", "not over": "detected",
}  # fmt: skip


def facts_of(text: str, *, kind: str = "") -> set[str]:
    """The kinds of facts that one message by itself gives."""
    world = make_world(7)
    first, who = list(world.people)[:2]
    filled = world.fill(
        text, who=f"<@{who}>", sev="major", was="minor", state="we are going through the logs", later="add an alert on the queue",
        clock=f"{_START - timedelta(minutes=20):%H:%M}",
    )  # fmt: skip
    made = Generated(7, world.people, (world.words["client"], world.words["other client"]))
    made.messages = [{"type": "message", "user": first, "text": filled, "ts": f"{int(_START.timestamp())}.000100"}]
    found, _ = find_facts(made)
    return {one.kind for one in found}


def main() -> None:
    """Print the shares, and what was not understood of the half that rules are mended by."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show-held-back", action="store_true")
    given = parser.parse_args()
    totals = {True: [0, 0], False: [0, 0]}
    silent = {True: [0, 0], False: [0, 0]}
    for kind, phrasings in PHRASINGS.items():
        wanted = _FACTS.get(kind, kind)
        for one in phrasings:
            held, facts = is_held_back(one.text), facts_of(one.text, kind=kind)
            right = {wanted, *one.also} <= facts
            totals[held][0] += right
            totals[held][1] += 1
            extra = facts - {wanted, *one.also, *_WITH.get(wanted, ())} - {extra for also in one.also for extra in _WITH.get(also, ())}
            if (not right or extra) and (not held or given.show_held_back):
                print(f"{'missed  ' if not right else 'extra   '} {kind}: {one.text}  -> {' '.join(sorted(extra)) or '-'}")
    for sort, lines in CHATTER.items():
        for line in lines:
            held, facts = is_held_back(line), facts_of(line) - {"link"}
            silent[held][0] += not facts
            silent[held][1] += 1
            if facts and (not held or given.show_held_back):
                print(f"invented {sort}: {line}  -> {' '.join(sorted(facts))}")
    for held, name in ((False, "to mend by"), (True, "held back")):
        print(f"{name}: {totals[held][0]} of {totals[held][1]} phrasings state their fact; {silent[held][0]} of {silent[held][1]} lines of chatter state none")


# What follows from a fact in the same words.
_WITH = {
    "restored": ("mitigated",),
    "logged": ("follow-up",),
    "declared": ("detected", "severity", "cause", "affected"),
    "detected": ("figure",),
    "figure": ("detected", "affected"),
    "summary": ("detected",),
    "cause": ("detected",),
    "began": ("detected",),
    "affected": ("detected",),
}


if __name__ == "__main__":
    main()
