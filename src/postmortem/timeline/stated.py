"""Turns what tools and fixed phrases state into entries: a table of claims, each with its kind, weight and words."""

from __future__ import annotations

from collections.abc import Sequence

from postmortem import mood
from postmortem.incident import Claim, Kind, Office, Statement
from postmortem.timeline.claims import Said
from postmortem.timeline.patterns import BLAME
from postmortem.timeline.reading import Sentence
from postmortem.timeline.same_event import MILESTONE, PLAIN, STATED
from postmortem.timeline.verdict import Verdict
from postmortem.timeline.wording import clean, finish, shorten, theirs, third_person

_RESOLVED = frozenset({"resolved", "closed", "completed", "post-incident", "documenting"})
_MENDED = frozenset({"monitoring", "mitigated", "fixed", "contained"})

# claim: (kind, evidence, how strongly it is asked for)
_CLAIMS: dict[Claim, tuple[Kind, float, int]] = {
    Claim.DECLARED: (Kind.DECLARATION, 9.0, MILESTONE),
    Claim.SEVERITY: (Kind.SEVERITY, 8.0, MILESTONE),
    Claim.STATUS: (Kind.COMMUNICATION, 4.0, PLAIN),
    Claim.OFFICE: (Kind.ROLE, 7.0, MILESTONE),
    Claim.SUMMARY: (Kind.COMMUNICATION, 4.2, PLAIN),
    Claim.ACTION: (Kind.ACTION, 3.6, PLAIN),
    Claim.FOLLOW_UP: (Kind.FOLLOW_UP, 4.0, PLAIN),
    Claim.ALERT: (Kind.ALERT, 6.5, STATED),
    Claim.ALERT_RESOLVED: (Kind.RECOVERY, 5.5, PLAIN),
    Claim.ACKNOWLEDGED: (Kind.ESCALATION, 4.5, PLAIN),
    Claim.PAGED: (Kind.ESCALATION, 6.0, STATED),
    Claim.DEPLOY: (Kind.CHANGE, 5.6, STATED),
    Claim.ROLLBACK: (Kind.MITIGATION, 7.5, STATED),
    Claim.TICKET: (Kind.DETECTION, 5.0, PLAIN),
    Claim.CLIENT_UPDATE: (Kind.COMMUNICATION, 7.0, STATED),
    Claim.DETECTED: (Kind.DETECTION, 5.4, PLAIN),
    Claim.MITIGATED: (Kind.MITIGATION, 7.5, STATED),
    Claim.RESTORED: (Kind.RECOVERY, 7.0, STATED),
    Claim.BEGUN: (Kind.CHANGE, 3.6, PLAIN),
    Claim.FAILED: (Kind.FINDING, 5.8, STATED),
    Claim.MERGED: (Kind.CHANGE, 4.6, PLAIN),
    Claim.ACTION_DONE: (Kind.ACTION, 3.4, PLAIN),
    Claim.COMMAND: (Kind.ACTION, 3.6, PLAIN),
    Claim.AFFECTED: (Kind.FINDING, 4.6, PLAIN),
    Claim.CAUSE: (Kind.FINDING, 5.8, STATED),
}


# What a tool's post shows in its latest state only, when it was edited.
_CHANGING = frozenset({Claim.SEVERITY, Claim.STATUS, Claim.OFFICE, Claim.SUMMARY, Claim.ALERT_RESOLVED, Claim.ACKNOWLEDGED})

# The form in which `classify.py` would say that a sentence tells of what it states.
_FORMS = {Claim.DEPLOY: "done", Claim.ROLLBACK: "done", Claim.BEGUN: "doing"}
_WORTH_AN_ENTRY = frozenset(
    {Claim.DETECTED, Claim.ACKNOWLEDGED, Claim.DEPLOY, Claim.ROLLBACK, Claim.BEGUN, Claim.MITIGATED, Claim.RESTORED, Claim.STATUS}
    | {Claim.CLIENT_UPDATE, Claim.CAUSE}
)
# Claims that decide of what kind a sentence is.
_DECIDING = _WORTH_AN_ENTRY - {Claim.DETECTED, Claim.BEGUN, Claim.CAUSE}
# Kinds that a sentence has only where it states the thing outright; said in passing, it is of no kind.
_SURE = 6.0  # evidence from which a recovery is said without a hedge
_OUTRIGHT = frozenset({Kind.DECLARATION, Kind.SEVERITY, Kind.ROLE, Kind.RESOLUTION, Kind.RECOVERY})


def settle_verdicts(verdicts: Sequence[Verdict], claims: Sequence[Said]) -> tuple[Verdict, ...]:
    """The verdicts on a message's sentences, held against what they state outright.

    What a sentence states decides of what kind it is; what only sounds like a milestone is none.
    """
    strongest: dict[Sentence, tuple[Claim, Kind, float]] = {}
    for said in claims:
        if said.claim in _WORTH_AN_ENTRY:
            kind, score, _ = (Kind.RESOLUTION, 8.5, MILESTONE) if said.claim is Claim.STATUS else _CLAIMS[said.claim]
            if said.sentence not in strongest or score > strongest[said.sentence][2]:
                strongest[said.sentence] = (said.claim, kind, score)
    settled = []
    for verdict in verdicts:
        claim = strongest.pop(verdict.sentence, None)
        if claim is not None and claim[0] in _DECIDING:
            form = _FORMS.get(claim[0], verdict.form)
            verdict = verdict._replace(kind=claim[1], score=max(verdict.score, claim[2]), form=form, claim=claim[0])
        elif claim is not None and claim[0] is Claim.CAUSE:
            verdict = verdict._replace(kind=Kind.FINDING, score=max(verdict.score, claim[2]), claim=Claim.CAUSE)
        elif claim is not None and claim[0] is Claim.DETECTED and verdict.kind is Kind.FINDING and verdict.score < claim[2]:
            verdict = verdict._replace(kind=Kind.DETECTION, score=claim[2])
        elif claim is None and verdict.kind in _OUTRIGHT:
            if not mood.Sentence(verdict.sentence.text).asserts:
                continue
            hedged = verdict.kind is Kind.RECOVERY and verdict.score < _SURE  # "I think that worked" says no more than it is
            verdict = verdict._replace(score=verdict.score - (1.0 if hedged else 2.0))
        settled.append(verdict)
    for sentence, (claim_, kind, score) in strongest.items():
        if not BLAME.search(sentence.text.lower()):
            settled.append(Verdict(kind, score, _FORMS.get(claim_, "state"), sentence, claim_))
    return tuple(settled)


def weight_of(statement: Statement) -> tuple[Kind, float, int]:
    """The kind of entry that a statement makes, its evidence, and its tier (`same_event.py`)."""
    if statement.claim is Claim.STATUS:
        value = statement.value.strip().lower()
        if value in _RESOLVED:
            return Kind.RESOLUTION, 9.0, MILESTONE
        if value in _MENDED:
            return Kind.MITIGATION, 7.5, MILESTONE
    kind, score, tier = _CLAIMS[statement.claim]
    if statement.claim is Claim.ACTION and not statement.tool:  # what a person notes as an action is for afterwards
        return _CLAIMS[Claim.FOLLOW_UP]
    return kind, score, tier


def lasting(statements: Sequence[Statement], *, edited: bool) -> tuple[Statement, ...]:
    """The statements that hold for the moment of the post. A tool that edits its post in place shows only the latest severity,
    status and roles there: for such a post these say nothing of the time at which it was sent."""
    if not edited:
        return tuple(statements)
    return tuple(one for one in statements if not one.tool or one.claim not in _CHANGING)


def words_for(ranked: Sequence[Statement], *, role: str) -> str:
    """The weightiest of a post's statements as an entry's text; `role` is the label or the product that posted it."""
    statement = ranked[0]
    who = statement.person or role
    turned = theirs if statement.claim is Claim.TICKET else third_person
    value = turned(clean(statement.value).rstrip(".!"))
    match statement.claim:
        case Claim.DECLARED:
            grade = next(
                (one.value.lower() for one in ranked if one.claim is Claim.SEVERITY and one.value.lower() in _GRADES), ""
            )
            what = f"a {grade} incident" if grade else "an incident"
            text = f"{who} declared {what}: {value}" if value else f"{who} declared {what}"
        case Claim.SEVERITY:
            text = _severity_words(who, statement.was.strip().lower(), value.lower())
        case Claim.STATUS:
            text = f"{who} set the status to {value.lower()}" if value else ""
        case Claim.OFFICE:
            part = "that part" if who.lower() == value.lower() else f"the part of {value.lower()}"
            taken = "took the lead" if value.lower() == Office.LEAD.value else f"took on {part}"
            text = f"{who} {taken}" if value.lower() in who.lower() else f"{who} became {value.lower()}"
        case Claim.SUMMARY:
            text = f"{who} gave an update: {value}" if value else ""
        case Claim.ACTION:
            text = f"{who} recorded an action: {value}" if value else ""
        case Claim.FOLLOW_UP:
            text = f"{who} recorded a follow-up: {value}" if value else ""
        case Claim.ALERT:
            value = value.removeprefix("alert: ")
            text = f"{role} alerted: {value}" if value else f"{role} sent an alert"
        case Claim.ALERT_RESOLVED:
            value = value.removeprefix("alert: ")
            text = f"{role} marked the alert as resolved: {value}" if value else f"{role} marked the alert as resolved"
        case Claim.ACKNOWLEDGED:
            text = f"{who} acknowledged the alert" + (f": {value}" if value and value.lower() != who.lower() else "")
        case Claim.PAGED:
            paged = statement.person or value
            text = f"{role} paged {paged}" if paged and paged != role else f"{role} sent a page"
        case Claim.DEPLOY:
            text = f"{role} reported a deployment: {value}" if value else f"{role} reported a deployment"
        case Claim.ROLLBACK:
            text = f"{role} reported a rollback: {value}" if value else f"{role} reported a rollback"
        case Claim.TICKET:
            text = f"{role} received a ticket: {value}" if value else f"{role} received a ticket"
        case Claim.CLIENT_UPDATE:
            text = f"{who} updated clients: {value}" if value else f"{who} updated clients"
        case Claim.MERGED:
            text = f"{role} reported a merge: {value}" if value else ""
        case Claim.ACTION_DONE:
            text = f"{who} completed an action: {value}" if value else ""
        case Claim.BEGUN:
            text = f"{role} reported the start of: {value}" if value else ""
        case Claim.FAILED | Claim.DETECTED | Claim.MITIGATED | Claim.RESTORED | Claim.COMMAND | Claim.AFFECTED | Claim.CAUSE:
            text = f"{role} reported: {value}" if value else ""
    return finish(shorten(text, 24)) if text else ""


_GRADES = ("trivial", "minor", "major", "critical")


def _severity_words(who: str, was: str, now: str) -> str:
    if was in _GRADES and now in _GRADES:
        if was == now:
            return f"{who} confirmed the severity as {now}"
        return f"{who} {'raised' if _GRADES.index(now) > _GRADES.index(was) else 'lowered'} the severity from {was} to {now}"
    return f"{who} set the severity to {now}"


# What a claim tells of, so that others that tell of it are known.
_ABOUT = {
    Claim.DECLARED: "declared", Claim.ROLLBACK: "rollback", Claim.DEPLOY: "deploy", Claim.RESTORED: "recovered",
    Claim.ALERT_RESOLVED: "recovered",
}  # fmt: skip
_ABOUT_KIND = {
    Kind.DECLARATION: "declared", Kind.RESOLUTION: "resolved", Kind.RECOVERY: "recovered",
}  # fmt: skip


def tier_of(verdict: Verdict) -> int:
    """How strongly what a person's sentence tells is asked for: an act or an end stated outright goes before talk."""
    if verdict.claim is Claim.STATUS:
        return STATED
    if verdict.claim is not None and _CLAIMS[verdict.claim][2] != PLAIN:
        return _CLAIMS[verdict.claim][2]
    return PLAIN


def topic_of(verdict: Verdict) -> str:
    """The event that a sentence tells of, where it can be named."""
    if verdict.claim in (Claim.ROLLBACK, Claim.DEPLOY):
        return _ABOUT[verdict.claim]
    if verdict.kind is Kind.SEVERITY:
        grade = next((word for word in reversed(verdict.sentence.tokens) if word in _GRADES), "")
        return f"severity {grade}" if grade else ""
    return _ABOUT_KIND.get(verdict.kind, "")


def topic_of_statement(statement: Statement) -> str:
    """The event that a statement tells of, where it can be named."""
    value = statement.value.strip().lower()
    match statement.claim:
        case Claim.SEVERITY:
            return f"severity {value}"
        case Claim.OFFICE:
            return f"{value}: {statement.person}"
        case Claim.ACTION | Claim.FOLLOW_UP:
            return "" if statement.claim is Claim.ACTION and statement.tool else "follow-up"
        case Claim.STATUS:
            return "resolved" if value in _RESOLVED else f"status {value}"
        case claim:
            return _ABOUT.get(claim, "")
