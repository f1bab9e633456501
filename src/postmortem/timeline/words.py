# ruff: noqa: E501 - tables of patterns and words: whole lines are easier to read against each other than wrapped ones
"""The words by which people tell that something was done, seen, supposed or said, in any incident.

Tables only. A verb has three forms here: what was done ("restarted"), what is being done ("restarting"), what is about to be
done ("restart"). Nothing in these tables belongs to one system, company or chat.
"""

from __future__ import annotations

from postmortem.incident import Kind

# base form: (past forms, -ing form). Where the past is regular it is left out.
_IRREGULAR: dict[str, tuple[tuple[str, ...], str]] = {
    "run": (("ran",), "running"), "rerun": (("reran",), "rerunning"), "set": (("set",), "setting"),
    "shut": (("shut",), "shutting"), "cut": (("cut",), "cutting"), "put": (("put",), "putting"),
    "take": (("took",), "taking"), "bring": (("brought",), "bringing"), "build": (("built",), "building"),
    "rebuild": (("rebuilt",), "rebuilding"), "undo": (("undid",), "undoing"), "redo": (("redid",), "redoing"),
    "spin": (("spun",), "spinning"), "write": (("wrote",), "writing"), "send": (("sent",), "sending"),
    "make": (("made",), "making"), "kill": (("killed",), "killing"), "stop": (("stopped",), "stopping"),
    "drop": (("dropped",), "dropping"), "ban": (("banned",), "banning"), "swap": (("swapped",), "swapping"),
    "scrub": (("scrubbed",), "scrubbing"), "pin": (("pinned",), "pinning"), "unpin": (("unpinned",), "unpinning"),
    "ship": (("shipped",), "shipping"), "dump": (("dumped",), "dumping"), "reset": (("reset",), "resetting"),
    "try": (("tried",), "trying"), "retry": (("retried",), "retrying"), "apply": (("applied",), "applying"),
    "reapply": (("reapplied",), "reapplying"), "deny": (("denied",), "denying"), "copy": (("copied",), "copying"),
    "modify": (("modified",), "modifying"), "redeploy": (("redeployed",), "redeploying"), "quit": (("quit",), "quitting"),
}  # fmt: skip

_MITIGATING = (
    "revert restart reboot kill stop disable block ban revoke isolate quarantine scale rescale resize drain cordon evict failover "
    "flush purge clear reset recover restore patch hotfix mitigate bypass throttle pause suspend reduce increase raise lower "
    "double unlock undo swap switch redirect reroute shut renew rotate unblock fix repair "
    "terminate delete remove free extend expand restart reinstate unpin recycle bounce"
).split()
_CHANGING = (
    "deploy redeploy merge release bump ship upgrade downgrade publish push apply reapply migrate promote install launch "
    "update enable rollout cherry-pick"
).split()
_DOING = (
    "run rerun start add change set create recreate replace rebuild open file invoke trigger test try retry move copy import "
    "export dump attach detach mount unmount configure edit modify comment reimage sync resync provision allocate "
    "pin unstick clean schedule reschedule register rename"
).split()
_PHRASAL: dict[str, tuple[tuple[str, ...], Kind]] = {
    "roll": (("back", "forward", "out"), Kind.MITIGATION),
    "turn": (("off", "on"), Kind.MITIGATION),
    "fail": (("over", "back"), Kind.MITIGATION),
    "take": (("down", "out", "offline"), Kind.MITIGATION),
    "bring": (("up", "back", "down"), Kind.MITIGATION),
    "spin": (("up", "down"), Kind.MITIGATION),
    "shut": (("down", "off"), Kind.MITIGATION),
    "point": (("to", "at"), Kind.MITIGATION),
    "put": (("in", "into", "up", "back"), Kind.ACTION),
    "send": (("out",), Kind.ACTION),
    "drop": (("slot", "table", "index", "column", "partition", "constraint", "replica"), Kind.MITIGATION),
    "power": (("off", "on", "cycled"), Kind.MITIGATION),
}


def _forms(base: str) -> tuple[tuple[str, ...], str]:
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return (base + "d",), base[:-1] + "ing"
    return (base + "ed",), base + "ing"


def _table(form: str) -> dict[str, tuple[Kind, tuple[str, ...]]]:
    """word → (kind, the words of which one must come within the next three; empty: none)."""
    table: dict[str, tuple[Kind, tuple[str, ...]]] = {}
    families = ((_DOING, Kind.ACTION), (_CHANGING, Kind.CHANGE), (_MITIGATING, Kind.MITIGATION))
    for bases, kind in families:
        for base in bases:
            past, ing = _forms(base)
            for word in {"past": past, "ing": (ing,), "base": (base,)}[form]:
                table[word] = (kind, ())
    for base, (particles, kind) in _PHRASAL.items():
        past, ing = _forms(base)
        for word in {"past": past, "ing": (ing,), "base": (base,)}[form]:
            table[word] = (kind, particles)
    return table


DONE = _table("past") | {"rolledback": (Kind.MITIGATION, ())}
DOING = _table("ing")
TO_DO = _table("base") | {"rollback": (Kind.MITIGATION, ())}

# What may stand before a verb that tells of something done, when the sentence does not begin with it.
DOERS = frozenset(
    "i we they he she it you've i've we've they've he's she's have has had been was were got is are i'm we're just now also already "
    "then and manually successfully temporarily ok okay so finally lead manager support re- , : ; ( ! – — automatically fully re "
    "gracefully quickly both all safely".split()
)
# Before a verb within four words, these say that it was not done, or not yet.
NOT_DONE = frozenset(
    "should could would can might may if unless to don't didn't doesn't haven't hasn't hadn't isn't aren't wasn't weren't won't "
    "can't cannot couldn't not never without before after once when whenever until till why who how what which whether did does do "
    "anyone someone anybody somebody please gonna want wants wanted need needs being get was-it supposed".split()
)
WILL = frozenset("i'll we'll will going gonna about let's lets attempting starting".split())

HEDGES = frozenset(
    "think thought believe believed guess guessing suspect suspected suspecting assume assuming assumed reckon doubt wonder "
    "wondering suppose "
    "probably possibly perhaps maybe presumably apparently supposedly seemingly likely unlikely might hunch theory unsure unclear "
    "imo imho afaik afaict iirc convinced possible".split()
)
APPEARS = frozenset("looks appears appear seems seem sounds seemingly smells".split())
FOUND = frozenset(
    "found find discovered identified confirmed verified determined established noticed traced spotted figured located tracked "
    "turns turned realised realized pinpointed reproduced narrowed isolated confirming noticing seeing saw observed".split()
)
STATES = frozenset(
    "because caused due exhausted missing full corrupt corrupted expired misconfigured hundreds thousands wrong empty "
    "shows show showing stuck exceeded saturated overloaded maxed leak leaking deadlock blocked spiked spiking oomkilled oom "
    "pending unschedulable cause reason culprit problem issue bug typo mismatch unhealthy worrisome abnormal unusual throttled "
    "high low 100% didn't doesn't wasn't isn't aren't persisted persists still timeout limit quota evicted".split()
)
TROUBLE = frozenset(
    "error errors erroring down unreachable unavailable offline broken unresponsive failing fails failed failure failures timeouts "
    "timeout outage slow slowness slower hanging hangs hung stuck crashing crashes crashed crashloop crashloopbackoff "
    "oomkilled issue issues problem problems trouble degraded can't cannot unable alert alerts alerting fired firing "
    "complaining complaints complained report reports reported reporting 500s 501s 502s 503s 504s 500 501 502 503 504 5xx 4xx latency "
    "exceptions timing died dead right weird blank defaced compromised leaked lost missing flapping".split()
)
RECOVERED = frozenset(
    "back healthy working recovered recovering recover recovery stable normal green fine fixed worked works helped solved restored "
    "last through stopped gone cleared subsided ceased again resolved functional succeeding up operational loading responding dropped".split()
)
CLOSING = frozenset("resolved closing closed close over clear standing stand ends ended end stood".split())
TELLING = frozenset(
    "told informed notified rang rung phoned texted updated emailed e-mailed messaged contacted called replied announced announcement announcing statuspage "
    "status email e-mail update posted posting sent sending notice ticket client clients customer customers mailing let replying "
    "informing notifying telling emailing".split()
)
CALLING = frozenset(
    "paged paging escalated escalating escalate called calling rang ringing phoned phoning woke waking looping looped roping pulled "
    "pulling page 2nd second on-call oncall involve involved".split()
)
DECIDING = frozenset(
    "let's lets decided decision agreed going we'll plan proceed proceeding opted choosing chose decide we're".split()
)
LEADING = frozenset("lead leading comms scribe handing handed handover taking took take over".split())
GRADING = frozenset("severity sev critical major minor trivial".split())
DECLARING = frozenset("declare declared declaring declares incident".split())
LATER = frozenset(
    "todo follow-up followup follow-ups post-mortem postmortem retro should tomorrow action afterwards review".split()
)

TRIGGERS = (
    frozenset(DONE)
    | frozenset(DOING)
    | frozenset(TO_DO)
    | HEDGES
    | APPEARS
    | FOUND
    | STATES
    | TROUBLE
    | RECOVERED
    | CLOSING
    | TELLING
    | CALLING
    | DECIDING
    | GRADING
    | DECLARING
    | LATER
    | LEADING
    | WILL
)
