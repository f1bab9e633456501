# ruff: noqa: E501 - tables of words: whole lines are easier to read against each other than wrapped ones
"""Of what kind a line of evidence is: by the words of its file, else by its own, else by what the file is called. Tables only."""

from __future__ import annotations

import re

from postmortem.incident import Kind
from postmortem.timeline.classify import classify_sentence
from postmortem.timeline.reading import sentences_of

_DEPLOYED, _MERGED, _CHANGED = "recorded a deployment", "recorded a merge", "recorded a change"
_ROLLED_BACK, _ALERTED, _RECOVERED = "recorded a rollback", "alerted", "marked the alert as resolved"
_TICKET, _PAGED, _ACKNOWLEDGED, _UPDATED = "received a ticket", "sent a page", "recorded an acknowledgement", "posted an update"
RECORDED = "recorded"

# word → (kind, the words that lead in). What ends or undoes something outranks what it ends or undoes.
_ENDS: dict[str, tuple[Kind, str]] = {
    **dict.fromkeys("rollback rolledback rolled revert reverted reverts".split(), (Kind.MITIGATION, _ROLLED_BACK)),
    **dict.fromkeys("resolved resolve recovered recovery cleared restored".split(), (Kind.RECOVERY, _RECOVERED)),
    **dict.fromkeys("acknowledged acknowledge ack acked".split(), (Kind.ESCALATION, _ACKNOWLEDGED)),
}
_SORTS: dict[str, tuple[Kind, str]] = {
    **dict.fromkeys("deploy deploys deployed deployment deployments release releases released rollout shipped publish published".split(), (Kind.CHANGE, _DEPLOYED)),
    **dict.fromkeys("merge merges merged pr prs pull pulls mr mrs".split(), (Kind.CHANGE, _MERGED)),
    **dict.fromkeys("commit commits push change changes changed config configuration flag flags migration migrations maintenance upgrade".split(), (Kind.CHANGE, _CHANGED)),
    **dict.fromkeys("alert alerts alerting alarm alarms firing triggered trigger problem down".split(), (Kind.ALERT, _ALERTED)),
    **dict.fromkeys("page pages paged escalation escalations escalated notified".split(), (Kind.ESCALATION, _PAGED)),
    **dict.fromkeys("ticket tickets issue issues support complaint complaints request requests zendesk".split(), (Kind.DETECTION, _TICKET)),
    **dict.fromkeys("statuspage announcement announcements communication communications comms".split(), (Kind.COMMUNICATION, _UPDATED)),
    **dict.fromkeys("restart restarted scaling scaled failover mitigation".split(), (Kind.MITIGATION, RECORDED)),
}  # fmt: skip
# What only a column of states says.
_STATES: dict[str, tuple[Kind, str]] = {"ok": _ENDS["resolved"], "up": _ENDS["resolved"], "normal": _ENDS["resolved"]}
# Words with which a row's own text says of what kind it is.
_OPENING = frozenset(
    "rollback rolled revert reverted resolved recovered acknowledged deploy deployed release released merge merged firing triggered alert alarm".split()
)
_PLAIN_WORDS = re.compile(r"[a-z]+")
# What the noun of a lead has in common with a text that says it itself.
_SAID = {
    _DEPLOYED: ("deploy", "releas", "roll", "publish", "ship", "live"),
    _MERGED: ("merge",),
    _CHANGED: ("chang",),
    _ROLLED_BACK: ("roll", "rever"),
    _UPDATED: ("update",),
}  # fmt: skip
_BY_FILE = {
    _ALERTED: "recorded an alert",
    _RECOVERED: "recorded the end of an alert",
    _TICKET: "recorded a ticket",
    _PAGED: "recorded a page",
    _UPDATED: "recorded an update",
}
_OF_EVIDENCE = frozenset(
    {Kind.CHANGE, Kind.MITIGATION, Kind.ACTION, Kind.RECOVERY, Kind.DETECTION, Kind.ALERT, Kind.ESCALATION, Kind.COMMUNICATION, Kind.FINDING}
)


def kind_of(kind: str, state: str, text: str, file: str, *, by_tool: bool = True) -> tuple[Kind | None, str]:
    """The kind of a line, None where nothing says it, and the words that lead in to it ("recorded a deployment").

    kind, state: what its columns say, empty where they do not. text: what happened. file: the file's name as words. by_tool:
    whether a tool says it; a file only records what some tool did.
    """
    found = _sort(kind, state, text, file)
    if found is None:
        sentence = next(iter(sentences_of(text[:600])), None)
        verdict = classify_sentence(sentence) if sentence is not None else None
        told = verdict is not None and verdict.kind in _OF_EVIDENCE and verdict.form not in {"will", "ask"}
        return (verdict.kind if verdict is not None and told else None), RECORDED
    sort, leads = found
    low = text.lower()
    if any(word in low for word in _SAID.get(leads, ())):
        return sort, RECORDED
    return sort, leads if by_tool else _BY_FILE.get(leads, leads)


def leads_of_end(*, by_tool: bool) -> str:
    """The words that lead in to the end of an alert."""
    return _RECOVERED if by_tool else _BY_FILE[_RECOVERED]


def _sort(kind: str, state: str, text: str, file: str) -> tuple[Kind, str] | None:
    named, opening = _words(kind), [word for word in _words(text[:80])[:1] if word in _OPENING]
    base = _first(_SORTS, named) or _kind_itself(kind) or _first(_SORTS, opening) or _first(_SORTS, _words(file))
    if base is not None and base[0] in (Kind.DETECTION, Kind.COMMUNICATION):
        return base  # a ticket's state is of when the list was made
    ends = _first(_ENDS, named) or _first(_ENDS, opening)
    if ends is None and (base is None or base[0] is Kind.ALERT):
        ends = _first(_ENDS | _STATES, _words(state))
    return ends or base or _first(_SORTS, _words(state))


def _words(text: str) -> list[str]:
    return _PLAIN_WORDS.findall(text[:200].lower())


def _first(table: dict[str, tuple[Kind, str]], words: list[str]) -> tuple[Kind, str] | None:
    return next((table[word] for word in words if word in table), None)


def _kind_itself(kind: str) -> tuple[Kind, str] | None:
    """A kind of entry, named as such."""
    word = kind.strip().lower()
    return (Kind(word), RECORDED) if word in {one.value for one in _OF_EVIDENCE | {Kind.DECISION, Kind.FOLLOW_UP}} else None
