# ruff: noqa: E501 - a table of patterns: whole lines are easier to read against each other than wrapped ones
"""The words by which people tell what went live, what was undone, and whom they told. Tables, as in `claim_patterns.py`."""

from __future__ import annotations

import re

from postmortem.timeline.claim_patterns import table

_A_VERSION = r"(?:v?\d+(?:\.\d+)+\S*|v\d+|(?:the )?(?:old|previous|last|prior|known good|last good|earlier) (?:release|version|build|image|config\w*|one|tag)|(?:release|version|build) [\w.#-]*\d[\w.-]*)"
_A_CHANGE = r"(?:(?:hot)?fix(?:es)?|patch|release|version|build|deploy|deployment|change|config(?:uration)?(?: change)?|rollout|migration|branch|pr|commit)"
_ON_PROD = r"(?:on|in|to|into) (?:production|prod|live)"

# Something went live.
DEPLOYED = table(
    (
        "synced finished running serving",
        rf"\bfinished deploying\b|\bsynced to {_A_VERSION} (?:in|on|to) (?:production|prod|live)\b|\b{_A_VERSION} (?:is |are )?(?:now )?(?:running|serving) {_ON_PROD}\b",
    ),
    (
        "deployed shipped released",
        rf"\b(?:deployed|shipped|released)(?=$| (?:it|this|that|the|a|to|on|in|and|at|now|from|with|our|my|{_A_CHANGE}|v?\d|\S+ (?:v?\d|to\b|on\b|with\b)|of)\b|\s*\S+$)",
    ),
    ("gone production prod", rf"\bgone live with\b|\b(?:terraform|ansible|helm|puppet|chef|pipeline)(?: \w+){{0,2}} (?:has |is )?(?:finished|done|completed?|through|green) {_ON_PROD}\b"),
    ("upgraded updated installed patched", rf"\b(?:upgraded|updated|installed|patched) (?:the |our )?(?:\S+ ){{1,4}}?{_ON_PROD}\b"),
    ("fix patch hotfix change", rf"\b(?:fix|patch|hotfix|change) (?:for|to|of) (?:\S+ ){{1,5}}?(?:is|are|'s) (?:now )?{_ON_PROD}\b"),
    (
        "rolled rollout",
        rf"\b(?:{_A_CHANGE}|{_A_VERSION}|v?\d+(?:\.\d+)+)(?: is| has been| was)? rolled out\b|\brollout of \S+ (?:is |now |has )*(?:done|finished|complete\w*)\b|\brolled (?:out (?:the |a |our )?(?:{_A_CHANGE}|{_A_VERSION}|it|this|that|\S+)|(?:the |a )?(?:{_A_CHANGE}|{_A_VERSION}|it) out)\b|\brollout (?:is |has )?(?:done|finished|complete\w*)\b",
    ),
    (
        "live out production prod",
        rf"\b(?:it|that|this|everything)(?:'s| is| are| has| went| now| has gone| have gone)+(?: now| all)* live(?!-)\b|\b(?:{_A_CHANGE}|{_A_VERSION}|v?\d+(?:\.\d+)*|\S+ {_A_VERSION})(?:(?:'s| is| are| has| went| now| has gone| have gone)*(?: now| all)* live(?!-)|(?:'s| is| are| has| went| now| has gone| have gone)+(?: now| all)* out(?=$| (?:now|on|to|everywhere|at|in)\b)|(?:'s| is| are| now)+(?: now| all)* {_ON_PROD})\b|\bwent live\b",
    ),
    (
        "pushed put on",
        rf"\bpushed (?:the |a |my |our )?(?:hot)?fix\b|\b\S+ is (?:now |all )*(?:on|running) {_A_VERSION}$|\b(?:pushed|put) (?:out )?(?:the |a |my |our )?(?:\w+ )?(?:{_A_CHANGE}|{_A_VERSION}|it|that|this)(?: \S+){{0,2}}? (?:live|out|to (?:production|prod|live)|on (?:production|prod|live)|into production)\b",
    ),
    (
        "applied merged pushed gone in",
        r"\b(?:fix|patch|hotfix|config change|change|migration) (?:has been |is |was |been |now )*(?:applied|deployed|released|shipped|pushed|in place|rolled out)\b|\bapplied (?:the |a |my |our )?(?:\w+ )?(?:fix|patch|hotfix|config\w*|migration)\b|\bmerged and (?:deployed|released|shipped|live)\b|\b(?:fix|patch|hotfix|release) (?:has |is )?(?:gone|went) (?:out|in|live)\b",
    ),
    (
        "deploy deployment release deploys",
        r"\b(?:deploy|deployment|deploys|release)(?: \S+){0,3}?(?: has| is| are| was|'s)?(?: all| now| been)* (?:done|finished|complete|completed|successful|succeeded|through|worked|went through|live)(?=$| (?:now|on|to|at|and|for|in)\b)",
    ),
)
# Something was undone.
ROLLED_BACK = table(
    ("back rolledback", r"\b(?:rolled|roled|rollled|roll'd)(?: \S+){0,5}? ?back\b(?! to (?:bed|sleep))|\bhad to roll(?: \S+){0,4}? back\b"),
    (
        "rollback roll-back revert",
        r"\b(?:rollback|roll-back|revert|reversion)(?: (?:of|to) \S+(?: to \S+)?)?(?: is| has| was| has been|'s)?(?: now| all| been)* (?:done|complete|completed|finished|successful|succeeded|live|through|out|deployed|merged and deployed|in place)\b",
    ),
    (
        "reverted undone undid",
        r"\breverted\b(?! (?:to type|with an error))|\b(?:undid|undone|have undone) (?:the|this|that|yesterday's|today's|my|our|it)\b|\b(?:release|change|deploy|migration|config\w*) (?:is |was |has been |been |now )*undone\b",
    ),
    (
        "running live back place previous old last",
        rf"\b(?:now |back |all )*running {_A_VERSION} again\b|\b{_A_VERSION}(?: is| are|'s)?(?: now| all)* (?:(?:live|running|up) again|back(?=$| (?:in place|live|on|everywhere|now)\b))",
    ),
    ("downgraded", r"\bdowngraded (?!(?:the |this |it |that )?(?:\w+ )?(?:severity|incident|to (?:minor|major|trivial)))(?:the |our |it\b|back|\w+ to)"),
    ("previous old last earlier", r"\b(?:we're|we are|it's|it is|all|everything's|everything is|now) (?:now )?(?:back )?on the (?:previous|old|last good|last|earlier) (?:release|version|build|image|tag|config\w*)\b"),
    ("backed", r"\bbacked (?:(?:it|that|this|the \S+|\S+) )?out\b(?! of)"),
    ("back", rf"(?:\bback on|^(?:now |we're |all |and )*back to) (?:{_A_VERSION}|(?:release|version) \S+)|\bput (?:\S+ ){{1,4}}?back(?=$| (?:on|in|to|live|now|everywhere)\b)"),
    ("restored reinstated", rf"\b(?:restored|reinstated) (?:the )?(?:{_A_VERSION}|(?:old|previous|last|former) \w+)\b"),
)
# A deployment or its undoing began, and it is not said to be done.
BEGUN = table(
    (
        "back",
        r"(?:^|\b(?:i'm|we're|am|are|now|started|starting|begun|just|and|ok|right|so) )rolling(?: \S+){0,4}? ?back\b(?! to (?:bed|sleep)| (?:my|your|his|her)\b)",
    ),
    ("reverting undoing", r"(?:^|\b(?:i'm|we're|am|are|now|just|and|ok|right|so) )(?:reverting|undoing)\b"),
    ("backing", r"(?:^|\b(?:i'm|we're|am|are|now) )backing (?:\S+ ){0,3}?out\b"),
    (
        "rollback deploy revert release rollout deployment roll undo",
        r"\b(?:starting|started|kicking off|kicked off|beginning|triggering|triggered|running) (?:the |a |that )?(?:\S+ )?(?:rollback|deploy|deployment|revert|rollout)\b|\b(?:starting|beginning|started|begun|began) to (?:roll (?:\S+ )?back|revert|deploy|undo)\b",
    ),
    (
        "rollback rolling deploy deployment release",
        r"\b(?:rollback|roll-back|revert|deploy|deployment|release)(?: has| is|'s| was| of \S+| to \S+)*(?: now| just)* (?:started|begun|under ?way|kicked off|going out|on its way out)\b",
    ),
    (
        "deploying shipping releasing pushing",
        rf"(?:^|\b(?:i'm|we're|am|are|now|just|and|ok|right|so) )(?:(?:deploying|shipping|releasing)(?= (?:it|this|that|the|a|now|to)\b)|pushing(?= (?:it|this|that|(?:the |a )?(?:hot)?fix|(?:the |a )?(?:patch|release|change)|to (?:prod|production|live|all))\b)|(?:deploying|shipping|releasing|pushing)(?! (?:my|our|your|him|her|them)sel)(?= (?:{_A_CHANGE}|v?\d|\S+ (?:v?\d|to\b|now))))",
    ),
)
# Clients or the public were told.
_CLIENTS = r"(?:the |both |all |our |all the |all our |affected |two |each )*(?:affected )?(?:clients?(?: contact \d+)?|customers?|users|stakeholders|client contacts?)"
TOLD = table(
    (
        "told informed notified updated emailed e-mailed messaged contacted called rang rung phoned texted replied spoke spoken let written wrote",
        rf"\b(?:told|informed|notified|updated|e-?mailed|messaged|contacted|called|rang|rung|phoned|texted|replied to|spoke (?:to|with)|spoken (?:to|with)|let|written to|wrote to|got back to) {_CLIENTS}\b",
    ),
    (
        "told informed notified updated emailed contacted aware client clients customer",
        r"\b(?:clients?|customers?|stakeholders)(?: have| has| are| is| were| both| all)*(?: now| been| both| all)* (?:told|informed|notified|updated|e-?mailed|contacted|aware|up to date)\b|\b(?:posted|sent|published|issued) (?:the |a |an |another )?(?:client|customer) (?:update|e-?mail|message|notice)\b",
    ),
    (
        "comms update email e-mail message notice reply statement note mail updates emails",
        rf"\b(?:client|customer|stakeholder)s? (?:updates?|e-?mails?|comms|messages?|notices?|notifications?)(?: is| are| has been| have been)?(?: now| all)* (?:sent|out|posted|done|gone)\b|\b(?:updates?|e-?mails?|message|notice|reply|statement|note|mail|holding \w+)(?: \w+){{0,3}}? (?:sent|out|posted|gone|went|published|is with|on its way)(?: out| now)? (?:to |with )?{_CLIENTS}\b|\b(?:sent|sending|posted|published|issued|given|gave) (?:{_CLIENTS} )?(?:an?|the|another|our|first|second|third|\d\w\w|final|their) (?:\w+ ){{0,2}}?(?:update|e-?mail|message|notice|reply|statement|note|holding \w+)(?: to {_CLIENTS})?(?=$| (?:to|with|about|saying|on|that)\b)"
        r"|\b(?:first|second|third|fourth|next|hourly|another|latest|final|holding|initial|follow-up|\d\w\w) (?:client |hourly )?(?:update|e-?mail|message|note)(?: is| has been| was|'s)?(?: now)? (?:sent|out|posted|gone)\b",
    ),
    (
        "ticket tickets",
        r"\b(?:updated|replied (?:on|to)|commented on|responded (?:on|to)|answered|posted (?:an update )?on|posted to) (?:the |their |both |all |all the |our |\S+'s |(?:zendesk|support|client|customer) )*(?!jira|github|trello|internal)tickets?\b",
    ),
    (
        "page statuspage banner notice",
        r"\b(?:put|posted|added|putting|set) (?:up )?(?:an? |the )?(?:\w+ )?(?:banner|notice|holding page|maintenance page)\b(?! (?:in|on|to) (?:#|the channel|general|slack))|\b(?:banner|notice|holding page|maintenance page) (?:is |has been |now |has gone )*(?:up|live|posted|on)\b|\b(?:our |the |public )?status ?page (?:is |has been |was |now |been |all )*(?:updated|live|up|posted|amended|changed)\b|\b(?:posted|put|published|updated|added|updating|posting)(?: \w+){0,5}? (?:on |to )?(?:the |our )?(?:public )?status ?page\b",
    ),
)
# … and organisations that are not called clients: tried on the words as they were written, and only where a clause has them.
TOLD_SOMEBODY = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!got )(?<!being )\b(?:told|informed|notified|emailed|e-mailed|mailed|messaged|msged|msgd|pinged|texted|rang|phoned|(?:just )?(?:got )?off (?:the phone|a call) (?:to|with)|on the phone (?:to|with)|wrote|replied to|responded to|spoke to|spoke with|spoken to|spoken with|let|sent (?:an? |the )?(?:update|e-?mail|message) to|update (?:is |has been )?(?:sent|out|gone)(?: out)? to|(?i:(?:client )?(?:e-?mail|comms|message|update|note) (?:is |has been )?(?:sent|out|gone|posted)(?: out)?) (?:to|for)|called|updated|contacted|wrote to|(?:Told|Informed|Notified|Emailed|Messaged|Rang|Phoned|Spoke to|Let|Updated|Called|Contacted|Replied to|Wrote to)) (?P<who>Third party \d+|(?:the )?[A-Z][\w’'-]+(?: (?:&|and|of|the|[A-Z][\w’'-]+))*)"
    r"|\b(?:sent|given|sending|gave) (?P<who3>Third party \d+|(?:the )?[A-Z][\w’'-]+(?: (?:&|and|of|the|[A-Z][\w’'-]+))*) (?:an?|the|another|their|our) (?:\w+ ){0,2}?(?:update|e-?mail|message|note|summary|heads[- ]up)\b"
    r"|(?:^|[.,;:!] )(?!(?:I|We|They|He|She|You|It|Just|Have|Has|Don|Didn|Doesn|Can|Couldn|Let|Who|This|That|The status)\b)(?P<who2>Third party \d+|(?:The )?[A-Z][\w’'-]+(?: (?:&|and|of|the|[A-Z][\w’'-]+))*) (?:(?:(?:have|has|are|is|both|were|all) )+(?:(?:been|now|both) )*(?:told|informed|notified|updated|emailed|aware|up to date|in the loop)\b|(?:told|informed|notified|updated|knows? about (?:it|this))(?=$|[.,;!]))|\b(?i:update|e-?mail|message|note) to (?P<who4>Third party \d+|[A-Z][\w’'-]+(?: (?:&|and|of|the|[A-Z][\w’'-]+))*) (?:is |has been |was |has )?(?:sent|out|posted|gone)\b"
)
PASSED_ON = re.compile(r"\b(?:told|informed|notified|updated?|let|aware|sent|e-?mailed|mailed|messaged|wrote|written|replied|responded|knows?|that we|about (?:it|this)|what we know)\b", re.IGNORECASE)
NOT_A_CLIENT = re.compile(
    r"^(?:the )?(?-i:[A-Z0-9_]{4,})\b|^(?:the )?(?:incident|responder|client comms|2nd|second|on-call|third party|support|aws|azure|google|gcp|cloudflare|fastly|akamai|stripe|github|gitlab|heroku|digitalocean|linode|rackspace|pagerduty|slack|zendesk|microsoft|netlify|vercel|mailgun|sendgrid|worldpay|legal|cto|ceo|dpo|hr|head|tech|ops|ops docs|jira|trello|grafana|sentry|datadog|everyone|all|them|me|us|you|it|this|that|we|i|they|he|she|just|status|scribe)\b",
    re.IGNORECASE,
)
