"""How people put the facts of an incident, by fact: the words of which `generator.py` makes chats. Everything is invented.

One phrasing a line. Words in braces are filled in; what stands after `||` is stated by the same words as well. Half of the
phrasings are held back (`is_held_back`): rules are mended by the other half only.
"""

from __future__ import annotations

from binascii import crc32
from typing import NamedTuple


class Phrasing(NamedTuple):
    """Words for a fact, and the further facts that they state."""

    text: str
    also: tuple[str, ...] = ()


def is_held_back(text: str) -> bool:
    """Whether a phrasing belongs to the half that rules are not mended by."""
    return crc32(text.encode()) % 2 == 1


def _phrasings(block: str) -> tuple[Phrasing, ...]:
    made = []
    for line in block.strip().splitlines():
        text, _, also = line.strip().partition(" || ")
        made.append(Phrasing(text.replace("\\n", "\n"), tuple(also.split())))
    return tuple(made)


_DETECTED = """
{site} is down for me
{site} is down
getting 503s on {site}
{service} is throwing 500s
customers can't check out on {site}
Is anyone else seeing errors on {site}?
anyone else getting timeouts from {service}?
users are reporting blank pages on {site}
we've had three calls about {service} not loading
{site} is timing out
seeing a spike in 5xx on {service}
{client} have just rung, their site's down
{client} say nobody can log in
something's up with {service}, every other request is failing
just noticed {service} is really slow
{service} keeps falling over
I can't get into {site}
{site} is giving me a 502
pages on {site} are taking ages to load
getting reports that {service} isn't working
just spotted that {service} has stopped sending emails
search on {site} returns nothing at all
heads up: {service} isn't responding
{host} is unreachable
the certificate on {site} has expired
{site} is showing a certificate warning
{service} looks broken
monitoring just went red for {site}
got paged for {service}
500 errors all over {service}
hi all, {site} seems to be unavailable
morning, {client} can't place orders
We're seeing elevated error rates on {service}
{service} is erroring a lot
Getting a lot of "service unavailable" from {site}
people can't pay on {site}
nobody can log in to {site}
the {service} queue is backing up and nothing gets through
{site} won't load
my order on {site} just failed with an error page
support tickets coming in about {service} failing
{client}'s homepage is blank
alerts going off for {host}
I'm getting "connection refused" from {service}
{service} has been failing for the last few minutes
"""

_ACKNOWLEDGED = """
acked
ack'd the page
acknowledged the alert
I've acked it, having a look
acknowledged the page, looking now
page acknowledged
I've acknowledged the alert in PagerDuty
Acknowledging the page now
I've picked up the page
got the page and acked it
alert acknowledged, I'm on it
I've acked the alert, laptop open
Acked the pager, looking at {service}
just acknowledged it in PagerDuty
"""

_DECLARED = """
I am declaring an incident because {why}.
I'm declaring an incident because {why}
Declaring an incident: {why}
I'm declaring this an incident
Right, this is an incident
Incident declared
I've declared an incident for this
I've opened an incident
I've just opened an incident for {service}
calling this an incident
calling an incident for {service}
Let's treat this as an incident
this is now an incident
raising an incident for this
I'm raising an incident, {why}
We have an incident: {why}
we've got an incident. {why}
opening an incident for this
kicking off an incident
declared an incident for {service}
formally declaring an incident
ok, making this an incident
starting an incident for this
We're in an incident now
I hereby declare an incident
spinning up an incident for {service}
I've raised this as an incident
treating this as an incident
Ok I'm going to call this an incident
That's enough for me, declaring an incident
incident declared: {why}
declare incident: {why}
Have declared an incident, {why}
I think we should call this an incident, so I'm declaring one now
"""

_SEVERITY = """
severity: {sev}
Severity is {sev}
I'm setting severity to {sev}
setting this to {sev}
this is a {sev} incident
this is a {sev}
making this {sev}
marking this as {sev}
calling it {sev}
let's call this {sev}
let's go with {sev}
treating this as {sev}
classing this as {sev}
bumping to {sev}
bumping this up to {sev}
raising severity to {sev}
raising this to {sev}
upgrading to {sev}
escalating this to {sev}
changing severity to {sev}
sev: {sev}
going with {sev} on this
I've set it as {sev}
upping this to {sev}
putting this down as {sev}
we're now at {sev}
severity now {sev}
set severity to {sev}
it's a {sev} for now
ok, {sev} it is
we'll call this one {sev}
Severity = {sev}
I've set the severity to {sev}
moving this to {sev}
Severity set to {sev}
"""

_SEVERITY_CHANGED = """
changing severity from {was} to {sev}
moving this from {was} to {sev}
severity {was} -> {sev}
severity: {was} → {sev}
this was {was}, I'm making it {sev}
going from {was} to {sev}
no longer {was}, this is now {sev}
I've changed the severity from {was} to {sev}
"""

_LEAD = """
I am the incident lead
I'm the incident lead
I'm lead
I'll lead
I'll lead this one
I'm leading this
I'll be incident lead
I'll be lead for this
I've got lead
I have the lead
I'm taking lead
I'll take the lead
I'll take lead on this
taking incident lead
I'm IC
I'm incident commander
I'll be IC
I'm acting as incident lead
I'm stepping in as lead
lead: me
Incident lead: me
I'm running this one as incident lead
hi all, I'm your incident lead
I will be the incident lead for this
I'm now leading this incident
I'm going to lead this one
happy to lead, so I'm incident lead
I've taken the lead
Me as lead
I am leading the incident
"""

_LEAD_NAMED = """
{who} is incident lead
{who} is the lead
{who} is leading this one
{who} is now the incident lead
lead is {who}
the incident lead is {who}
incident lead: {who}
Lead: {who}
{who} has the lead
{who} will lead this one
{who} has taken the lead
{who} is IC
{who} is going to lead
{who} has agreed to be incident lead
{who} you're lead
making {who} the incident lead
{who} is acting lead
{who} has kindly offered to lead, so they're the lead
"""

_HANDOVER = """
handing lead to {who}
I'm handing over the incident lead role to {who}
handing over to {who} as lead
passing the lead to {who}
{who} is taking over as lead
{who} has taken over as incident lead
{who} takes over as lead
over to {who} as lead
{who} now has the lead
I'm stepping down as lead, {who} takes over
lead passes to {who}
handed lead over to {who}
I'm handing the lead to {who}
swapping lead: {who} has it now
{who} is lead from here
lead is now {who}
I've handed over to {who}, who is now lead
"""

_TAKEOVER = """
I'm taking over as lead
I'll take over as incident lead now
taking over as incident lead
I've taken over the lead
I'm lead from here
I have the lead now
taking the lead from here
I'm incident lead now
"""

_COMMS = """
I am the client comms manager
I'm client comms
I'll do client comms
I'm doing client comms
I'll handle client comms
I'm handling client comms
I'll take client comms
taking client comms
I'm on client comms
I've got comms
I'll look after client comms
I'm comms lead
I can be comms manager, so that's me on comms
client comms: me
I'm your client comms manager
I'll be client comms manager
comms manager here, that's me
I'm looking after client communications
"""

_COMMS_NAMED = """
{who} is client comms manager
{who} is doing client comms
{who} is on client comms
client comms manager is {who}
client comms: {who}
comms: {who}
{who} will do client comms
{who} has client comms
{who} is handling client comms
{who} is looking after client comms
making {who} client comms manager
{who} is now client comms
{who} is our client comms manager
{who} has agreed to do client comms
"""

_SCRIBE = """
I am the scribe
I'll scribe
I'm scribing
{who} is scribe
scribe: {who}
I'll be the scribe
{who} is taking notes as scribe
I'll take notes as scribe
"""

_SUMMARY = """
Summary: {state}
Summary so far: {state}
Update: {state}
Status update: {state}
Where we are: {state}
Quick update: {state}
State of play: {state}
Recap: {state}
Quick summary: {state}
Summary for people joining: {state}
TL;DR so far: {state}
Update for everyone: {state}
Current situation: {state}
Situation: {state}
*Summary* {state}
Update no 2: {state}
"""

_ACTION = """
Action: {task}
ACTION: {who} to {task}
Action item: {task}
Action for {who}: {task}
Action on me: {task}
action - {task}
Actions: {task}
New action: {task}
"""

_FOLLOW_UP = """
TODO: {later}
todo: {later}
todo - {later}
Follow-up: {later}
follow up: {later}
Followup: {later}
For later: {later}
For the review: {later}
TODO for after this: {later}
To do: {later}
to-do: {later}
Follow up action: {later}
After this: {later}
Follow-up for {who}: {later}
Post-incident: {later}
"""

_DEPLOY = """
deployed {version} of {service}
{service} {version} is live
{version} is out
shipped {version}
released {service} {version}
pushed the fix to production
fix is live
fix deployed
hotfix is out on production
just put {version} live
{service} {version} went live
merged and deployed the fix
the fix is on production now
deploy finished
deploy done, {version} on all hosts
rolled out {version} to all hosts
I've deployed {version}
that fix is live now
the patch is live on all hosts
{version} has been deployed to production
pushed {version} live
the fix has gone out
Deployed. {version} is on all six hosts
deploy of {service} {version} is done
we released {version} this morning
I've shipped the fix
{version} is deployed
hotfix deployed
Deployment complete
the deploy has finished
"""

_ROLLBACK = """
rolled back {service} to {old}
rolled back
rollback done
rollback complete, {service} is on {old}
reverted to {old}
I've reverted the change
have rolled {service} back to {old}
{service} rolled back to {old}
backed out the change
backed out {version}
rollback finished on all hosts
revert is live
{service} is back on {old}
reverted the config change
I've rolled it back
we've rolled back to {old}
rollback is done
Rolled {service} back to {old}
rollback to {old} complete
undid this morning's release, {old} is live
{version} has been rolled back
the change has been reverted
Revert deployed
I've put {old} back
rolled back to {old}, 5xx gone || restored
rolled back and errors have stopped || restored
reverted {version}, {service} is working again || restored
rollback done, error rate back to zero || restored
"""

_DEPLOYING = """
rolling back {service} to {old} now
rolling back now
starting the rollback
I'm rolling {service} back to {old}
reverting now
deploying the fix now
deploying {version} to production
"""

_COMMAND = """
ran `{cmd}`
running `{cmd}` on {host}
I ran `{cmd}`, no effect so far
executed `{cmd}`
just did `{cmd}`
I've run `{cmd}`
ran this on {host}:\\n```{cmd}```
```$ {cmd}```
on {host}:\\n```$ {cmd}```
I'm running `{cmd}`
Command: `{cmd}`
did a `{cmd}` on {host}
have run `{cmd}` on {host}
ran `{cmd}` on all hosts
Ran the following:\\n```{cmd}```
"""

_MITIGATED = """
impact is mitigated
mitigated
we've mitigated it
mitigation is in place
workaround in place
the workaround is live
it's contained
we've contained it
contained, key is revoked
bleeding stopped
we've stopped the bleeding
impact has ended
user impact is over
no more user impact
users are no longer affected
customers are no longer affected
the situation is under control
things are stable for now
we have a workaround in place and customers can pay again || restored
Mitigated at this point, watching it
issue mitigated
that's mitigated the impact
incident mitigated
stabilised
"""

_RESTORED = """
we're back
we are back
and we're back
{site} is back
{site} is back up
{site} is up again
back online
back to normal
everything's back to normal
errors are back to zero
errors back to zero
error rate is back to normal
error rate is down to zero
5xx are gone
no more 5xx
no more errors
no errors for ten minutes
no new errors since the restart
errors have stopped
errors stopped
the errors have gone away
zero errors now
not seeing any more errors
I'm not seeing errors any more
{service} has recovered
{service} is recovered
{service} is healthy again
{service} is working again
{service} is working
works again for me
working for me again
works for me now
{client} confirm it's working
{client} can log in again
customers can pay again
orders are coming through again
orders are flowing again
emails are going out again
checkout works again
looks like we're back
looks healthy again
all green
all green now
graphs are back to normal
graph is flat again
all checks passing again
service restored
{service} is restored
normal service has resumed
that fixed it
that's fixed it
that worked
that did the trick
fixed
fixed for me
it's fixed
confirmed fixed
confirmed working
site's up
{site} loads again
{site} is loading fine now
pages load again
response times are back to normal
latency is back to normal
queue has drained
queue is empty again
alerts have cleared
all alerts are clear
monitoring is green again
pingdom is green again
{host} is back up
traffic looks normal again
test purchase went through
I can log in again
can confirm {site} is up
recovered
fully recovered
everything is up and running again
{site} up and running
search returns results again
ten minutes without a single error
"""

_NOT_OVER = """
spoke too soon, {service} is failing again
it's back: {service} is throwing 500s again
no, still getting 503s on {site}
hmm, {site} is down again
"""

_RESOLVED = """
resolved
this is resolved
incident resolved
marking as resolved
marking this resolved
marking this as resolved
closing the incident
closing this
closing this one
closing this out
calling this resolved
calling it resolved
I'm closing the incident
All clear
standing down
stand down everyone
incident over
incident closed
the incident is over
we're done here, resolved
happy to call this resolved
I've resolved the incident
declaring this resolved
this incident is now closed
all good, closing the incident
considering this resolved
I'm calling this one resolved
incident is resolved, review next week
Closing the incident now, thanks all
this incident is resolved
Incident closed, thanks everyone
I'm going to close this incident now
ok that's us, incident closed
incident's over
Resolving the incident
resolved, thanks everyone
"""

_FIGURE = """
about {big} requests failed
roughly {n} users were affected
{service} served 503s for {m} minutes
around {n} orders were lost
{n} customers couldn't pay
{p}% of requests failed
{big} failed checkouts
{site} was down for {m} minutes
that's {m} minutes of downtime
{n} people saw the error page
from the logs: {big} requests got a 503
error rate peaked at {p}%
{n} sessions were lost
approx {n} visitors hit the error
{n} emails weren't sent
up to {n} accounts were exposed
~{big} requests failed
at least {n} orders failed
the outage lasted {m} minutes
{p} % of traffic got errors
we lost {n} orders
nearly {n} users couldn't log in
{n} bookings failed
more than {big} requests timed out
{n} failed payments in total
{n} users got an error
we dropped {n} messages
impact: {n} users
impact: about {big} requests over {m} minutes
{m} minutes of 503s
{service} was unavailable for {m} minutes
total downtime {m} minutes
"""

_AFFECTED = """
Affected: {client}
affected so far: {client}
only {service} is affected
{client} is affected too
{client} are affected
{site} is affected as well
this affects {client}
it affects {service}
this only affects {service}
impacting {service}
Impact: {impact}
The impact is that {impact}
the impact is {impact}
Affected service: {service}
Affected clients: {client}
it's hitting {client} as well
{client} is the only client affected
services affected: {service}
this is affecting {client}
confirmed, {client} is affected
"""

_CLIENT_UPDATE = """
told {client}
emailed {client}
I've updated {client} on the ticket
first update sent to {client}
{client} have been told
rang {client}, they know
status page updated
posted an update on the status page
replied to {client} on the ticket
let {client} know
second update is out to {client}
{client} informed
sent the clients an update
spoke to {client}, they're happy with hourly updates
clients have been updated
update sent to {client}
I've emailed {client} with what we know
I've put a notice on the status page
called {client} to let them know
both clients have been told
clients updated
messaged {client} on the ticket
I've told the client
Update sent to all affected clients
"""

_CAUSE = """
the cause was {cause}
it was caused by {cause}
this was caused by {cause}
it happened because of {cause}
turns out it was {cause}
found it: it's {cause}
the cause is {cause}
root cause is {cause}
root cause was {cause}
this happened because of {cause}
the problem is {cause}
the problem was {cause}
found the cause: {cause}
Cause: {cause}
confirmed, it's {cause}
it's down to {cause}
it failed because of {cause}
we've found the cause, it's {cause}
"""

_BEGAN = """
the first error was at {clock}
errors started at {clock}
it started at {clock}
it began at {clock}
logs show the first 503 at {clock}
it's been down since {clock}
the first failed request was at {clock}
this started at {clock}
first 500 in the logs is from {clock}
{service} has been failing since {clock}
problems began at {clock}
it went down at {clock}
"""

PHRASINGS: dict[str, tuple[Phrasing, ...]] = {
    "detected": _phrasings(_DETECTED),
    "acknowledged": _phrasings(_ACKNOWLEDGED),
    "declared": _phrasings(_DECLARED),
    "severity": _phrasings(_SEVERITY),
    "severity changed": _phrasings(_SEVERITY_CHANGED),
    "lead": _phrasings(_LEAD),
    "lead named": _phrasings(_LEAD_NAMED),
    "handover": _phrasings(_HANDOVER),
    "takeover": _phrasings(_TAKEOVER),
    "comms": _phrasings(_COMMS),
    "comms named": _phrasings(_COMMS_NAMED),
    "scribe": _phrasings(_SCRIBE),
    "summary": _phrasings(_SUMMARY),
    "action": _phrasings(_ACTION),
    "follow-up": _phrasings(_FOLLOW_UP),
    "deploy": _phrasings(_DEPLOY),
    "rollback": _phrasings(_ROLLBACK),
    "deploying": _phrasings(_DEPLOYING),
    "command": _phrasings(_COMMAND),
    "mitigated": _phrasings(_MITIGATED),
    "restored": _phrasings(_RESTORED),
    "not over": _phrasings(_NOT_OVER),
    "resolved": _phrasings(_RESOLVED),
    "figure": _phrasings(_FIGURE),
    "affected": _phrasings(_AFFECTED),
    "client update": _phrasings(_CLIENT_UPDATE),
    "cause": _phrasings(_CAUSE),
    "began": _phrasings(_BEGAN),
}
