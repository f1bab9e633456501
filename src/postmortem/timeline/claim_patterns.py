# ruff: noqa: E501 - a table of patterns: whole lines are easier to read against each other than wrapped ones
"""The words by which people state that an incident was acknowledged, contained, over, closed. Tables only: `claims.py` says
when each is tried and which denials, plans and doubts stand against it.

A row is some words and a pattern, which is tried on a clause in lower case (`mood.asserted`) that holds one of the words.
Clauses have at most a thousand characters; repetitions are bounded.
"""

from __future__ import annotations

import re

Table = tuple[tuple[frozenset[str], re.Pattern[str]], ...]


def table(*rows: tuple[str, str]) -> Table:
    """The rows, each with its words as a set."""
    return tuple((frozenset(words.split()), re.compile(pattern)) for words, pattern in rows)


# What goes wrong, as a noun.
TROUBLES = (
    r"(?:errors?|error rates?|error pages?|5xx(?:s|es)?|[45]\d\ds?|failures?|failed \w+|time-?outs?|alerts?|alarms?|exceptions?|warnings?|complaints?|crashes|restarts|problems?|issues?|"
    r"symptoms?|spikes?|outages?|slowness|flapping|calls|tickets)"
)
# What is measured: it comes back to normal, or does not.
_MEASURES = (
    r"(?:rates?|latenc(?:y|ies)|response times?|load times?|load|cpu|memory|queues?|queue \w+|backlogs?|traffic|throughput|graphs?|metrics?|numbers?|checks?|probes?|health ?checks?|monitors?|"
    r"monitoring|dashboards?|pingdom|uptime robot|statuscake|page (?:load|speed)s?|orders?|sales|sign-?ups|connections?|things|levels|everything|all|it|services?|sites?)"
)
_AGAIN = r"(?:again|once more|as (?:normal|usual|before|it should)|normally)"
# A state ends its clause here, or is followed by no more than when, where and for whom.
END = r"(?=$| (?:for|now|again|and|since|after|as|with|at|on|across|everywhere|here|from|in the|thanks|thank|folks|all|everyone|everybody|so|too|by)\b)"

# Service is normal again. What is only fine ("the database is fine") is a finding, not a recovery.
RESTORED = table(
    # "we're back", "the site is back up"; not "I'm back at my desk", not "back on 3.17.4"
    (
        "back",
        r"(?:^|\b(?:and|now|all|yes|ok|okay|hurrah|hooray|phew) )(?:(?!i'm|he's|she's|you're|he |she |i )\S+ ){0,4}?(?:(?:we|they|it|that|site|service|everything|all|things|\w[\w.-]*)(?:'re|'s)"
        r"|\w[\w.-]*(?<!responder)(?<!contact)(?<!party) (?:is|are|has come|have come|came|comes|looks?)) (?:\w+ ){0,2}?back(?=$| (?:online|again|now|and|in (?:action|service|business)|for (?:me|us|everyone|all)|working|running|properly|alive|with us|since|at full|serving|too|everywhere)\b)",
    ),
    (
        "back",
        r"\bback (?:online|to (?:normal|full|green|zero|life|health|healthy|working|how (?:it|they) (?:was|were)|baseline|usual|business)|in (?:action|service|business)|up(?=$| (?:again|now|and|for|on all|since|everywhere|after|with|at|across)\b)|working\b|up and running)",
    ),
    # errors are gone, no more errors
    (
        "gone stopped ceased cleared clear subsided vanished disappeared dried died resolved away ended off recovered",
        rf"\b{TROUBLES}(?: \w+){{0,4}}? (?:gone(?: away| quiet)?|stopped|ceased|cleared(?: up)?|clear(?=$| now| again)|subsided|vanished|disappeared|dried up|died down|went away|has ended|have ended|dropped off|recovered)\b|\b(?:alerts?|alarms?|errors|time-?outs|failures|exceptions|warnings|pages?)(?: \w+){{0,2}}? resolved\b",
    ),
    (
        "zero 0 none nil nothing normal baseline usual levels",
        rf"\b(?:{TROUBLES}|{_MEASURES})(?: \w+){{0,4}}? (?:(?:(?:back|down|dropped|fallen|fell|returned|returning|gone|went|come|came|settled)(?: (?:back|down))? )+to|returned to) (?:zero|0|none|nil|nothing|normal(?: levels?)?|baseline|usual(?: levels?)?|pre-incident levels?)\b|\b(?:{TROUBLES}|rates?|counts?|queues?|backlogs?)(?: \w+){{0,4}}? (?:at|near|is|are|now|hit|stands at|'s) ?(?:now |at |currently )*(?:zero|0|none|nil)(?![\d.,])|\berror rate:? 0 ?%",
    ),
    (
        "queue queues backlog caught",
        r"\b(?:queues?|backlog)(?: \S+){0,3}? (?:drained|cleared|caught up|empty again|down to zero|processed|flushed through)\b|\b(?:all |now |have |has |'s |'re )caught up\b",
    ),
    # it works again
    (
        "again usual normal normally before",
        rf"\b(?:working|works|loading|loads?|serving|responding|responds|running|processing|passing|succeeding|accepting|available|reachable|healthy|up|fine|ok(?:ay)?|good|green|stable|normal|online|live|usable|fast|quick|snappy|flowing|happy|functional|operational|syncing|clean|flat|smooth|alive|through|out|in|results|calm|quiet)(?: \w+){{0,2}}? {_AGAIN}(?!\w)",
    ),
    (
        "working works loading loads responding serving healthy up fine ok okay good green normal online reachable operational recovered clear",
        rf"\b(?:working|works|loading|loads|responding|serving|healthy|up|fine|ok(?:ay)?|good|green|normal|online|reachable|operational|recovered|clear)(?: for (?:me|us|everyone|all|them))? now{END}",
    ),
    (
        "works working fixed fine ok okay loads loading good",
        r"\b(?:works|working|fixed|fine|ok|okay|loads|loading|good) (?:for (?:me|us|everyone|everybody|them|all)|here|at this end|on my (?:side|end|phone)|from here)\b",
    ),
    (
        "loading load loads works working responding running serving processing",
        r"\b(?:loading|loads|(?<=s )load|(?<=they )load|(?<=all )load|works|working|responding|running|serving|processing) (?:fine|normally|ok|okay|properly|as expected|well|perfectly|correctly|quickly)\b",
    ),
    (
        "can able",
        r"\b(?:can|able to) (?:\w+ ){1,5}?again\b|\bcan (?:log ?in|sign ?in|pay|check ?out|order|buy|book|donate|post|upload|search|get in) (?:now|fine|ok)\b",
    ),
    # it was mended
    (
        "recovered restored resumed",
        r"(?:^|\b(?:is|are|has|have|had|now|been|fully|completely|all|everything|service|site) |'s |'re )(?:now |been |fully |completely |all |since )*(?:recovered|restored)(?! (?:the|a|an|from|last|old|previous|it|them|this|that|\d|data|files|to \d|to v\d|to release))\b|\b(?:full|normal) (?:service|operations?|traffic|working) (?:\w+ ){0,2}?(?:resumed|restored)\b|\bservice (?:is |has been )?(?:fully )?(?:resumed|restored)\b",
    ),
    (
        "worked fixed sorted solved trick cured did done brought",
        r"(?:^|\b(?:and|so|ok|yes|yep|yeah|think) )(?:that|this|it|which|that one|(?:the |that |a )?(?:\w+ )?(?:rollback|roll back|restart|revert|fix|change|reboot|failover|fail over|patch|workaround|upgrade|redeploy|deploy|deployment|flush|purge))(?:'s| has| have| did| seems to have| appears to have)?(?: all| just| now| definitely)? (?:worked|fixed (?:it|that|this|things|everything|the \w+)|sorted (?:it|that|things)|solved (?:it|that)|did (?:the trick|it)|done (?:the trick|it)|cured it|brought (?:it|us|the \w+|everything) back)\b",
    ),
    (
        "fixed sorted solved recovered restored mended",
        r"^(?:(?:now|all|and|ok|yes|yep|well|right) )*(?:fixed|sorted|solved|recovered|restored)(?=$| (?:now|for|it$|it now|at|since|in prod\w*|on prod\w*|everywhere)\b)|\b(?:it|this|that|everything|all|site|service|things?|issue|problem|checkout|login|search|they)(?:'s| is| are|'re| has been| have been| was| were| got)(?: now| all| finally| completely)* (?:fixed|sorted|solved|mended|ok again|recovered|restored)\b|\b(?:i've|we've|i have|we have|^i|^we) (?:now |just |finally )?(?:fixed|sorted|mended) (?:it|this|that)\b",
    ),
    (
        "confirm confirmed confirming confirms verified see tested",
        rf"\b(?:confirm|confirmed|confirming|confirms|verified|can see|tested and)(?: \S+){{0,5}}? (?:is |are |it's |now |all )*(?:up|working|works|fine|back|fixed|ok|okay|good|healthy|restored|recovered|green){END}",
    ),
    (
        "up",
        r"\b(?:site|sites|service|services|shop|host|server|app|pages?|api|database|db|homepage|everything|all|things|it|they|we|[a-z0-9-]+\.[a-z.]{2,20}|\w+-\d+)(?:'s|'re| is| are)? (?:now |all )*up(?: and running)?(?=$| (?:and running|again|now|for|on all|everywhere)\b)|\bup and running\b",
    ),
    (
        "green healthy passing working operational systems clear functional functioning services sites hosts nodes probes monitors",
        rf"\ball (?:green|healthy|passing|working|systems? go|(?:services?|systems?|sites?|hosts?|nodes?|checks?|hubs?|apps?|pods?|instances|probes?|monitors?|alerts?|graphs?|dashboards?|lights)(?: are| is)?(?: now| all)* (?:green|operational|up|healthy|working|back|normal|online|running))\b|\b(?:everything|everything's|all|things|graphs?|monitors?|monitoring|dashboard|checks|alerts)(?: is| are|'s)?(?: now| all)* (?:green|passing|healthy|working|operational){END}|\b(?:alerts|monitors?|checks|alarms|probes|queues?)(?: are| is| have|'s)?(?: now| all)* clear(?:ed)?{END}|\b\w[\w.-]* (?:is|are|'s) (?:now )?(?:working|operational|functional|functioning)$",
    ),
    (
        "200 200s alive well settled flat green flowing pool pass passing passed see",
        r"\b(?:e-?mails|orders|payments|messages|requests|traffic|data|jobs|bookings)(?: are| is) (?:all |now )*flowing\b|\bback in the (?:pool|cluster|load balancer|rotation)\b|\b(?:smoke |all |end-to-end |e2e )tests? (?:all |now )?(?:pass|passed|passing|green)\b|\bi (?:can )?see \S+ again$|\b200s?(?: \w+)? (?:again|now|all round|all around|everywhere|across)|\bback to 200s?\b|\b(?:getting|seeing|all|returning|returns|serving|got) (?:a )?200s?\b|\b(?:it's|we're|site's) alive\b|\ball (?:is )?well(?: again| now)|\b(?:things|everything|it|it's|errors|load|traffic)(?: has| have|'s|'ve)?(?: all| now)* settled(?: down)?\b|\b(?:graphs?|error count|count|error rate|errors)(?: is| are|'s)(?: now| all)* (?:flat|clean|empty|nil)\b|\b(?:monitoring|monitors?|pingdom|graphs?|dashboards?|probes|alerts|everything|all)(?: has| have|'s)? (?:gone|went|turned) green\b",
    ),
    (
        "working works fine ok okay fixed sorted solved resolved cleared cured recovered up went confirmed recovery seems seem looks appears fix holding",
        r"\b(?:it|that|everything|all|site|service|checkout|search|login)'s (?:now |all )*(?:working|fine|ok|okay|loading|responding)$|^(?:it|that|mine|they|and it|payment|order) (?:all |just )?went through(?: fine| ok| now)?$|^(?:full |complete )?(?:fix|recovery) confirmed\b|^(?:the |that |this )?(?:fix|patch|rollback|restart|revert|change) (?:works|is working|is holding|held)\b|\b(?:fixed|sorted|solved|resolved|cleared|cured) (?:it|that|this|everything|the (?:issue|problem|site|errors?|outage))$|\b(?:has |have |had )?resolved itself\b|^(?:we|we've|we have)(?: fully| now)* recovered\b|^(?:full|complete) recovery\b|\b(?:seems?|looks?|appears?) (?:to be |to have been |to have )?(?:all )?(?:fixed|sorted|solved|recovered|resolved itself)\b",
    ),
    (
        "loads work load pass flow works working back",
        r"(?<!s )(?<!ms )(?<!second )\b(?:home ?)?pages? loads?$|\b(?:work|load|pass|flow|respond|run|arrive) again\b|^(?:(?:it|that|all|now|yes|everything|and) )*(?:works|working|fully back)(?: now| again| fine)*$|^fully back\b",
    ),
    (
        "test",
        r"\btest (?:purchases?|orders?|payments?|log-?ins?|e-?mails?|transactions?|bookings?|donations?|requests?|messages?)(?: \w+){0,2}? (?:went through|succeeded|worked|ok|passed|successful|came through|arrived|completed)\b",
    ),
    (
        "clean quiet minutes mins error-free usual",
        r"\b(?:\d+|five|ten|fifteen|twenty|thirty) min(?:ute)?s (?:clean|of clean|of quiet|of green|error[- ]free)\b|\b(?:clean|quiet|error[- ]free) for (?:\d+|five|ten|fifteen|twenty|thirty|an?|the last)\b|\bbusiness as usual\b",
    ),
)
# … and in words of denial: "no more errors", "not seeing any errors now".
NO_MORE_TROUBLE = table(
    ("again", r"\bwithout (?:any )?(?:trouble|problems?|errors?|issues?|delay) again\b"),
    ("no", rf"\bno (?:more|further|new|other) (?:\w+ ){{0,2}}?{TROUBLES}\b"),
    (
        "no zero 0 not without free single",
        rf"\b(?:no|zero|0|not (?:a|one)(?: single)?|without (?:a|any)(?: single)?|no single|free of) (?:\w+ )?{TROUBLES}(?: \w+){{0,3}}? (?:now|for (?:the (?:last|past|whole)|about|over|around|nearly|almost|~?\d+|an?|half|five|ten|fifteen|twenty|thirty|a few|several|some time|quite|ages)|since|any ?more|in the last|all (?:morning|day))\b|^zero {TROUBLES}$|\bwithout a single {TROUBLES}",
    ),
    (
        "seeing getting see get seen had having failing erroring happening throwing timing",
        rf"\b(?:not|\w+n't|stopped|no longer|nobody(?:'s| is)?) (?:\w+ ){{0,2}}?(?:seeing|getting|see|get|seen|had|having) (?:\w+ ){{0,3}}?{TROUBLES}(?: \w+){{0,3}}? (?:any ?more|now|since|for)\b|\b(?:not|\w+n't|no longer) (?:\w+ )?(?:seeing|getting|see|get) (?:any(?: more| further| new) {TROUBLES}|(?:any )?{TROUBLES} any longer)|\b(?:no longer|stopped) (?:seeing|getting|failing|erroring|happening|throwing|timing out)\b",
    ),
)
# What somebody says of a thing of their own, or of one part only.
NOT_THE_SERVICE = re.compile(
    r"\bfalls? back (?:to|on)\b|\b(?:went|going|go) through (?:at [£$€]?0\b|twice|for (?:free|nothing)|unpaid|without)|\bmy (?!order|basket|login|account|site|payment|end|side|phone|browser)\w+|\b(?:vpn|wi-?fi|headset|kettle|coffee|heating|lift|printer|zoom|slack|laptop|keyboard|train|meeting|tab|battery|microphone|mic)\b|\b(?:only|just|except|apart from|though|partially|partly|mostly|half|some of|for some|one of|not all|other than|better but|most|majority)\b|\bbut\b.{0,60}\b(?:isn't|aren't|not|still|hasn't|doesn't|don't|won't|can't)\b|\bback to (?:bed|sleep|work|you|the (?:drawing|logs|office))\b|\bstaging\b"
    r"|\bpick\w* (?:it|them|that|this|\w+) up\b|\bup to (?:an?|half|\d)|\b(?:status ?page|banner|notice|(?:maintenance|holding) page) (?:is|'s) up\b|\bgo(?:es|ing)? up again\b|\bin (?:this|that|the) \w+ again\b|\bout of \S+ again\b|\balways\b|\btheir status\b|^\W*\d+ came back\b"
    r"|\btheir (?:\w+ )?(?:graphs?|dashboards?|status|site|page|monitoring) (?:is|are|says?|shows?)\b|\bworks? for (?:me|us),? (?:let's|at \w|on \w|say|see|then|tomorrow|monday|tuesday|wednesday|thursday|friday|\d)|\blists?\b.{0,60}\bsorted\b|\bbut\b.{0,60}\b(?:busy|full|slow\w*|stuck|down|failing|broken)\b"
)
# The incident is over and closed.
RESOLVED = table(
    (
        "resolved",
        r"(?:^|\b(?:as|so|now|calling it|we're done here|done|that's) )resolved(?=$| (?:now|at|as of|thanks|thank|everyone|all|folks|and|from|with)\b)",
    ),
    (
        "resolved closed over done",
        r"\b(?:incident|outage|this|it|that|we|all of this|this one|issue|problem)(?:'s|'re| is| are| has| was| as|:)?(?: now| been| fully| officially| all| formally| considered)* (?:resolved|closed|over|done and dusted)(?=$| (?:now|at|as|and|from|since|thanks|with|by me|everyone|all|folks|for|today)\b)",
    ),
    (
        "resolved closed done",
        r"\b(?:marking|marked|mark|calling|called|call|declaring|declared|declare|considering|consider|setting|set|moving|moved|changed|changing)(?: (?:this|it|the|that|incident|one|now|status|state|us)){0,4}? (?:as |to |down as )?(?:be )?(?:resolved|closed|done)\b",
    ),
    (
        "closing closed resolving resolved concluding ending wrapping",
        r"\b(?:closing|closed|resolving|resolved|concluding|ending|wrapping up|signing off) (?:off |out |down |up )?(?:(?:this|the) (?:incident|one|outage)|incident)\b|\b(?:closing|resolving) (?:this|it)(?: (?:off|out|down|one|now|then|as resolved))*(?=$| (?:thanks|thank|at|everyone|all)\b)|^(?:closing|resolving|closed)(?: it| off| out| now| up)*$",
    ),
    ("closed close", r"\bclosed (?:it|this|that|the incident) (?:in|on|with|via|over) (?:the |our )?(?:bot|slack|tool|app|pagerduty|opsgenie|system|board)\b|^(?:ok |so |and )?we close (?:the incident|this|it)(?: now| here| then)?$"),
    ("incident outage", r"^(?:the |this )?(?:incident|outage) (?:is |has |is now )?(?:resolved|closed|over|ended|ends|complete)\b|\bend of incident\b"),
    (
        "clear all-clear standing stood stand",
        r"\ball[- ]clear(?: given| from me)?$|\b(?:standing|stood|stand)(?: us| everyone| you all)? down(?=$| (?:now|everyone|all|the|folks|thanks|team)\b)",
    ),
)
# … and in words of a plan that is carried out as it is said.
CLOSING_NOW = table(
    (
        "close call mark resolve consider",
        r"\b(?:going to|gonna|i'll|i will|let me|let's|we'll|can now|happy to|about to|we can) (?:now |all )?(?:close|call|mark|resolve|consider)(?: (?:this|the|it|that|incident|one|as|out|off))+(?: (?:resolved|closed|done))?(?: now| then)?$",
    ),
)
NOT_RESOLVED = re.compile(
    r"\bresolved: (?:never|not|to)\b|\bclosed, open\b|\bopen, closed\b|\b(?:tickets?|prs?|pull requests?|tab|window|laptop|branch|conflicts?|dns|door|thread|alert|once|meeting|poll|bug|valve|connections?|sockets?|port|file|pod|host)\b(?: \w+){0,2} (?:resolved|closed|closing)|\b(?:closing|closed|resolved|close) (?:the |my |that |this )?(?:tickets?|prs?|pull requests?|tab|window|laptop|branch|conflicts?|door|call|thread|meeting|poll|bug|port|file|connections?)\b|\bclosed (?:at|on) (?:weekends?|sundays?|mondays?)\b"
)
# The impact is contained, though the fault may still be there.
MITIGATED = table(
    ("mitigated", r"\bmitigated\b(?! (?:risk|by (?:adding|having)))"),
    (
        "mitigation mitigations workaround work-around workarounds fix stopgap plaster band-aid",
        r"\b(?:temporary|interim|short-term|stop-?gap|quick) (?:fix|measure|solution|patch|change) (?:is |are |now |has been |been )*(?:in place|live|applied|up|active|deployed)\b|\b(?:stopgap|sticking plaster|band-aid) (?:is |now )*(?:in place|on|applied)\b|\bhave a work-?around\b|\bwork-?around (?:works|is working|is up|holds|is holding)\b|\bmitigations? (?:is |are |now |all )*(?:in place|live|applied|done|deployed|active|complete|working)\b|\bwork-?arounds? (?:is |are |now |has been |been )*(?:in place|live|applied|up|active|deployed)\b|\b(?:put|got|have) (?:a |the )?(?:\w+ )?(?:work-?around|mitigation)(?: \w+)? in place\b",
    ),
    (
        "contained containment",
        r"\bcontainment (?:is |now )*(?:done|complete|in place|achieved)\b|(?:^|\b(?:it's|is|are|have|has|i've|we've|now|been|fully|breach|incident|leak|impact|situation|damage|that's|this is|issue|problem) )(?:now |been |fully |all )*contained(?=$| (?:it|this|that|now|for now|and|the (?:breach|incident|impact|damage|leak|problem|issue)|by|at)\b)",
    ),
    ("bleeding", r"\b(?:stopped|stemmed|stops) the bleeding\b|\bbleeding(?: has| is|'s)?(?: now)? (?:stopped|stemmed)\b"),
    ("holding", r"^(?:and |but )?(?:its|it|that|this|the \w+)(?:'s| is| seems to be| seems| are)? ?holding(?: up| steady| fine)?(?: for now| so far| for the moment| at the moment|$)"),
    ("load", r"\bload(?: on (?:the )?\S+)? (?:has |is )?(?:(?:dropped|fallen|gone|come)(?: right| back| well)* (?:down|off|to (?:normal|zero|\d))|well down|dropped$)"),
    ("limited affected", r"\bimpact is (?:now )?limited to\b|\bonly (?:the |that |one |this )(?:\w+ ){1,3}(?:is|are) still affected\b"),
    ("sting keeps keeping", r"\btak(?:es|ing) the sting out\b|\bkeep(?:s|ing) (?:it|things|everything|the (?:sites?|shop|service|app|thing|errors?|database|db|queues?|pages?|servers?|box|nodes?|load|memory)) (?:alive|up|going|away|at bay|down|afloat|stable)\b"),
    (
        "impact",
        r"\b(?:user |customer |client |public |external |customer-facing )?impact(?: has| is|'s| on \w+)?(?: now| been| all)* (?:ended|over|stopped|gone|contained|removed|finished|reduced to (?:zero|nothing|0)|nil|zero)\b|\b(?:stops?|stopped|ended|ends|removes?|removed) the (?:user |customer |client )?impact\b",
    ),
    (
        "control stable stabilised stabilized steady",
        r"\bunder control\b|(?:^|\b(?:things|it|it's|we're|site|service|everything|everything's|situation|that's|load|is|are|now) )(?:now |looks? |looking |are |is |been )*(?:stable|stabili[sz]ed|holding steady)(?=$| (?:for now|again|now|at|since|for the)\b)",
    ),
)
# … and in words of denial.
NO_MORE_IMPACT = table(
    ("nobody", r"\bnobody can (?:use|reach|open|see|read|get at) (?:it|them|that|those|the \w+) (?:now|any ?more)\b"),
    ("impact", r"\bno (?:more|further|longer any|ongoing|current|remaining) (?:user |customer |client |public )?impact\b|\bno (?:user |customer |client |public )?impact (?:any ?more|now|at present|at the moment|since)\b"),
    (
        "affected impacted seeing see unaffected",
        r"\b(?:users?|customers?|clients?|visitors?|readers?|people|sites?)(?:'s| is| are)?(?: now)? no longer (?:being )?(?:affected|impacted|see(?:ing)? (?:errors?|this|it|problems))\b|\b(?:users?|customers?|clients?|visitors?|everyone|people|sites?)(?: is| are) (?:now )?unaffected\b|\bno (?:users?|customers?|clients?|visitors?|sites?) (?:are |is )?(?:being )?(?:affected|impacted) (?:any ?more|now|at the moment)\b|\b(?:nobody|no one)(?:'s| is) (?:now )?(?:affected|impacted)(?: any ?more| now)\b",
    ),
)
# Somebody took the page.
ACKNOWLEDGED = table(
    (
        "acked ack'd ackd",
        r"\back(?:ed|'d|d)(?=$| (?:it|this|that|the|and|page|pager|alert|in|on|by me|at|for|from|both|all)\b)",
    ),
    (
        "acknowledged acknowledging acked ack'd",
        r"\backnowledg(?:ed|ing)(?= (?:it|this|the|that|page|pager|alert|alarm|in|on|both|all|and)\b| (?:\w+ ){0,2}(?:page|alert|pager|alarm)\b)|\b(?:page|alert|alarm|pager|pagerduty|opsgenie|incident)(?: is| was| has been|'s)?(?: now)? (?:acked|acknowledged|ack'd)\b",
    ),
    (
        "page pager call-out callout",
        r"\b(?:picked up|taken|took|answered|accepted|got) (?:the|that|this|my) (?:page|pager alert|pager|call-?out)\b(?! (?:load|speed|to load))",
    ),
)
