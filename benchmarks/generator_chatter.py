"""What else people say while an incident runs, of which no fact may be made. Everything is invented."""

from __future__ import annotations

_QUESTIONS = """
is it resolved?
are we back?
should we declare an incident?
who is the incident lead?
who's leading?
is anyone on client comms?
can somebody be lead?
what severity is this?
is this major or critical?
should this be critical?
did the rollback work?
have we rolled back yet?
has {client} been told?
is {client} affected?
was anything deployed this morning?
what was deployed?
which version is live?
shall I roll back?
should we roll back to {old}?
when did it start?
how many users are affected?
is it just me or are errors gone?
can you run `{cmd}`?
what does `{cmd}` say?
do we have a workaround?
did somebody ack the page?
is {service} working for you?
are we calling it resolved?
can I close this?
what's the cause?
was it caused by {cause}?
could you take over as lead, {who}?
{who} are you lead?
fixed?
all clear?
any update?
is there a ticket for this
who deployed last
should I tell the client?
do we know how many orders failed?
"""

_PLANS = """
we could roll back
let's roll back if the restart doesn't help
I'd roll back
we should roll back to {old}
I'll roll back in five minutes
going to roll back once the build is green
about to deploy the fix
will deploy {version} when tests pass
I'll declare an incident if it doesn't clear
we need to tell {client}
I'll tell {client} in a minute
I'll let you know when it's resolved
need to close the incident later
we can close this once {client} confirm
plan is to deploy {version} after lunch
next step: roll back {service}
I want to run `{cmd}` first
try `{cmd}`
don't run `{cmd}` yet
we could run `{cmd}`
we'll raise the severity at eleven
somebody should take over as lead soon
we need a client comms manager
we'll need an incident lead
I can take over as lead later if you want
I'll update the status page shortly
it should be fixed in ten minutes
should be back soon
it'll be resolved by lunchtime
trying to get {site} back up
getting {service} working again is the priority
the fix will be live in ten minutes
the deploy is still running
waiting for the deploy to finish
rollback will take about ten minutes
{who} can you get ready to deploy?
we want to be back to normal by noon
I'd like to see errors back to zero before we close
we'd downgrade to minor after that
let's wait and see before calling it resolved
"""

_NEGATIONS = """
it's not resolved
not resolved yet
this is not an incident
I'm not declaring an incident yet
we haven't rolled back
we have not deployed anything today
I haven't told the client yet
I'm not the lead
{who} isn't the lead any more
nobody is lead yet
we don't have a lead
it isn't fixed
that didn't work
no, that didn't fix it
still not working
not back yet
we're not back to normal
errors have not stopped
{client} isn't affected
{client} are not affected
no clients have been told yet
it wasn't the deploy
nothing was deployed today
the cause is not known yet
we don't know the cause
it's not major
this isn't critical
no workaround yet
not mitigated yet
the rollback failed
the deploy failed
rollback didn't help
nobody has acked the page
I never ran `{cmd}`
no idea how many users
we're not closing this yet
don't close the incident
the incident is still open
hasn't recovered
{service} hasn't recovered yet
"""

_CONDITIONS = """
if it's not resolved by 10 we escalate
if the errors stop we can close this
if it gets worse we make it critical
if {client} is affected too, tell me
if we're back to normal by noon I'll stand down
unless it's fixed in ten minutes I'm paging second line
once it's resolved I'll write it up
once we've rolled back we'll know
when the incident is closed please fill in the form
when errors are back to zero we close
as soon as it's fixed I'll update {client}
until it's resolved please don't deploy
in case the rollback fails, {old} is still on the old host
if I'm lead then I want coffee
if somebody had rolled back earlier we'd be done
assuming the fix is live by then
provided the deploy is done we can test
if that worked we'd see it on the graph
even if it is resolved we need a review
if 400 users are affected we make it major
before we declare it resolved, let's watch it for a while
after we've deployed, keep an eye on the graph please
should the errors come back, roll back to {old}
we'd have told {client} if it was down
"""

_OLDER = """
last time we rolled back and it was fixed in five minutes
last week's incident was resolved by a restart
in the August outage we lost 400 orders
this looks like the incident in March, when {service} was down for an hour
remember last year, when {client} was down for a day
the last incident was critical
last month {who} was incident lead
the previous incident was caused by a full disk
same as in January, when we rolled back to 1.2.3
we had 503s for 20 minutes last Friday
back in 2024 we declared an incident for less
during the last outage about 3,000 requests failed
we were back within minutes last time
it was resolved by a restart last time
in last week's incident we told {client} too late
in the last review we said we'd add an alert
the June one was major
a year ago this would have been a critical incident
yesterday's deploy went fine
the incident before this one was closed after an hour
"""

_GUESSES = """
I think it's DNS
maybe it's the cache
could be the deploy
I guess it was {cause}
might be {cause}
probably a network thing
I suspect the payment provider
my hunch is {cause}
I think it might be fixed
maybe we're back?
possibly resolved, not sure
perhaps about 400 users are affected, no idea really
might be the certificate
I wonder whether it's the load balancer
it could be that {client} is affected too
seems like it may have been {cause}
presumably the cache
I doubt it's the database
I'd guess a few hundred users
not sure, maybe the queue
it's probably fine
hopefully that's fixed
hopefully we're back soon
fingers crossed it's fixed
I hope that worked
wouldn't surprise me if it was {cause}
"""

_JOKES = """
lol
haha
it's always DNS
have you tried turning it off and on again
the kettle is down, critical incident
declaring an incident: we're out of biscuits :biscuit:
my coffee is at sev1
famous last words
this is fine :fire:
somebody unplugged the internet again :joy:
I blame Mercury
:this-is-fine:
what could possibly go wrong
my cat is the incident lead now :cat:
it works on my machine
well that escalated quickly
I for one welcome our new robot overlords
another day in paradise
rolling back to bed :bed:
deploying tea :tea:
"""

_TALK = """
thanks
thanks {who}
ta
cheers
ok
yep
nice one
great work everyone
on it
looking
having a look
looking at the logs now
checking
one sec
back in five
I'm back, sorry, dog needed out
brb
on the train, wifi is patchy
lunch?
good morning all
morning!
hello
who has the key for the meeting room
meeting at two is moved to three
same here
agreed
+1
sounds good
makes sense
interesting
hmm
right
let me check
I'm in a call until eleven
I'll be away from my desk for ten minutes
no worries
well spotted
that graph is pretty
please keep the thread tidy
can someone share the dashboard
joining now
I'm here
just catching up
reading back
what did I miss
could people use threads please
the runbook is in ops docs
my VPN is being odd
I'm grabbing a coffee
Good to know
so am I
of course
wow
I have the logs open
comparing with staging
nothing odd in the logs so far
the load balancer looks fine to me
database is happy
disk space is fine on {host}
memory is ok too
watching the graphs
will keep watching
the comms team has a new printer
lead time for the new server is two weeks
{who} is on holiday until Monday
the minor version of the library is 4
we have a major release planned for next week
the deploy guide is out of date
severity levels are explained in the playbook
critical path analysis is on Thursday
status meeting moved to four
I've closed the other tab
the window is closed
closing my laptop lid broke my VPN
I'm back at my desk
{who} is back from lunch
my headset is working again
"""

_QUOTED = """
> I am the incident lead
> rolled back to {old}
> about 300 requests failed
> this is resolved
> we're back
`TODO: remove this` is in the code
the page says `resolved` in green
the runbook says "declare an incident when in doubt"
type `/incident lead me` to become lead
the form asks "how many users were affected"
the docs say: once rolled back, tell the client
there's a field called `severity: major` in the form
the template begins with "I am declaring an incident because"
"""

_LATER = """
we should have tested this
in hindsight a smaller rollout would have been better
with hindsight we should have rolled back earlier
if only we had an alert for that
that could have been caught by a test
I wish we'd told {client} earlier
we ought to have declared sooner
it would have been fixed in a minute with a second host
"""

CHATTER: dict[str, tuple[str, ...]] = {
    name: tuple(line.strip() for line in block.strip().splitlines())
    for name, block in (
        ("question", _QUESTIONS),
        ("plan", _PLANS),
        ("negation", _NEGATIONS),
        ("condition", _CONDITIONS),
        ("older incident", _OLDER),
        ("guess", _GUESSES),
        ("joke", _JOKES),
        ("talk", _TALK),
        ("quote", _QUOTED),
        ("hindsight", _LATER),
    )
}
