"""Whether every fact of a generated incident is found, and none invented: `python -m benchmarks.generated_incidents`.

`generator.py` writes a chat from a list of facts; here the chat goes the whole line from Slack's messages to the facts, and what
comes out is held against the list: the right value, the right source message, the right minute, nothing else. Seeds that fail
are printed with what was missed and what was invented.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from benchmarks.generator import Generated, Truth, generate
from postmortem.blameless.roles import assign_roles
from postmortem.blameless.strip import strip_names
from postmortem.incident import Claim, Client, Office, when
from postmortem.slack.decode import decode_transcript
from postmortem.slack.transcript import Channel, Person
from postmortem.timeline.build import Settings, build_timeline
from postmortem.timeline.model import Fact, Facts

_SORTS = {Claim.DEPLOY: "deploy", Claim.ROLLBACK: "rollback", Claim.BEGUN: "begun", Claim.COMMAND: "command", Claim.FAILED: "failed", Claim.MERGED: "merged"}
_OFFICES = {Office.LEAD: "lead", Office.COMMS: "comms", Office.SCRIBE: "scribe"}
_CORE = ("severity", "lead", "comms", "scribe")


class Found(NamedTuple):
    """A fact that came out: of what kind, when, from which message, with which value."""

    kind: str
    ts: str
    at: datetime
    value: str = ""


class Miss(NamedTuple):
    """What is wrong with a seed: a fact missed or invented, with the phrasing of its message."""

    how: str
    kind: str
    value: str
    phrasing: str


class _Source:
    """A generated chat as an export."""

    remarks: tuple[str, ...] = ()

    def __init__(self, made: Generated) -> None:
        self._made = made

    def people(self) -> dict[str, Person]:
        return {key: _person(raw) for key, raw in self._made.people.items()}

    def raw_messages(self, channel: Channel, *, since: datetime | None = None, until: datetime | None = None) -> Iterator[dict[str, Any]]:
        yield from self._made.messages


def _person(raw: dict[str, Any]) -> Person:
    profile = raw["profile"]
    return Person(id=raw["id"], handle=raw["name"], real_name=raw["real_name"], display_name=profile["display_name"], first_name=profile["first_name"], last_name=profile["last_name"])


def find_facts(made: Generated) -> tuple[list[Found], dict[str, str]]:
    """What comes out of a chat, and who became which label."""
    clients = tuple(Client(name=name) for name in made.client_names)
    transcript = decode_transcript(_Source(made), Channel(id="C0GENERATED", name="inc-generated"))
    roster = assign_roles(transcript, clients=clients)
    timeline = build_timeline(strip_names(transcript, roster), settings=Settings(zone="Europe/London"))
    return list(_found(timeline.facts)), {key: roster.label(key) for key in made.people}


def _found(facts: Facts) -> Iterable[Found]:
    single: tuple[tuple[str, Fact | None], ...] = (
        ("began", facts.began), ("detected", facts.detected), ("acknowledged", facts.acknowledged), ("declared", facts.declared),
        ("mitigated", facts.mitigated), ("restored", facts.restored), ("resolved", facts.resolved),
    )  # fmt: skip
    for kind, fact in single:
        if fact is not None:
            yield Found(kind, fact.sources[0], fact.at, fact.text)
    for change in facts.severity:
        yield Found("severity", change.sources[0], change.at, change.severity.value)
    for tenure in facts.tenures:
        if tenure.office in _OFFICES:
            yield Found(_OFFICES[tenure.office], tenure.from_ts, when(tenure.from_ts), tenure.label)
    for kind, many in (
        ("summary", facts.summaries), ("logged", facts.logged), ("follow-up", facts.actions), ("affected", facts.affected),
        ("client update", facts.client_updates), ("cause", facts.causes), ("status", facts.statuses),
    ):  # fmt: skip
        for stated in many:
            yield Found(kind, stated.sources[0], stated.at, stated.text)
            yield from (Found(kind, source, when(source), stated.text) for source in stated.sources[1:])
    for done in facts.changes:
        yield Found(_SORTS[done.sort], done.sources[0], done.at, done.text)
    for link in facts.links:
        yield Found("link", link.sources[0], link.at, link.address)
    for figure in facts.figures:
        for source in figure.sources:
            yield Found("figure", source, when(source), figure.text)


def check(made: Generated) -> list[Miss]:
    """What is wrong with a seed."""
    found, labels = find_facts(made)
    left = list(found)
    wrong = []
    for truth in _expected(made.truths):
        value = labels[truth.person] if truth.person else truth.value
        match = next((one for one in left if _fits(one, truth, value)), None)
        if match is None:
            wrong.append(Miss("missed", truth.kind, value, made.phrasings.get(truth.ts, "")))
        else:
            left.remove(match)
    said = {(truth.kind, truth.ts) for truth in made.truths}
    for one in left:
        if not _is_allowed(one, said):
            wrong.append(Miss("invented", one.kind, one.value, made.phrasings.get(one.ts, "")))
    return wrong


def _expected(truths: list[Truth]) -> Iterator[Truth]:
    """The facts that have to come out: of moments the one that counts."""
    last_trouble = max((float(truth.ts) for truth in truths if truth.kind == "not over"), default=0.0)
    relief = sorted((truth for truth in truths if truth.kind in ("mitigated", "restored") and float(truth.ts) > last_trouble), key=lambda truth: float(truth.ts))
    restored = next((truth for truth in relief if truth.kind == "restored"), None)
    if relief:
        yield Truth(kind="mitigated", ts=relief[0].ts)
    if restored:
        yield restored
    for truth in truths:
        if truth.kind not in ("mitigated", "restored", "not over"):
            yield truth
        if truth.kind == "resolved" and truth.value:
            yield Truth(kind="status", ts=truth.ts, value="resolved")


def _fits(one: Found, truth: Truth, value: str) -> bool:
    at = truth.at or when(truth.ts)
    if one.kind != truth.kind or one.ts != truth.ts or abs((one.at - at).total_seconds()) >= 60 or one.at.minute != at.minute:
        return False
    if truth.kind in _CORE:
        return one.value == value
    return value.casefold() in one.value.casefold() or truth.kind == "resolved"


def _is_allowed(one: Found, said: set[tuple[str, str]]) -> bool:
    """What follows from the list without standing in it: an action that a person logs is offered as a proposed action too; a
    tool that declares an incident says its first status; a figure may be said in two ways in one message; posts carry links."""
    if one.kind == "link" and "larch" in one.value:
        return True
    if one.kind == "follow-up":
        return ("logged", one.ts) in said
    if one.kind == "status":
        return ("declared", one.ts) in said
    if one.kind == "affected":
        return any((kind, one.ts) in said for kind in ("client update", "detected"))
    return one.kind == "figure" and ("figure", one.ts) in said


def main() -> int:
    """Print how many seeds are right, and what is wrong with the others; 0 where nothing is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--half", choices=["all", "to mend", "held back"], default="all")
    parser.add_argument("--show", type=int, default=25, help="how many misses to show")
    given = parser.parse_args()
    failing: dict[int, list[Miss]] = {}
    facts = 0
    for seed in range(given.first, given.first + given.seeds):
        made = generate(seed, half=given.half)
        facts += len(made.truths)
        if wrong := check(made):
            failing[seed] = wrong
    right = given.seeds - len(failing)
    print(f"Generated incidents: {right} of {given.seeds} seeds with every fact found and none invented ({facts} facts)")
    if failing:
        print(f"Failing seeds: {' '.join(map(str, failing))}")
        counted = Counter((miss.how, miss.kind, miss.phrasing[:150]) for misses in failing.values() for miss in misses)
        for (how, kind, phrasing), count in counted.most_common(given.show):
            print(f"{count:>4} {how} {kind}: {phrasing}")
    return int(bool(failing))


if __name__ == "__main__":
    sys.exit(main())
