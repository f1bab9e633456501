# ruff: noqa: E501 - a table of patterns: whole lines are easier to read against each other than wrapped ones
"""The words by which people tell of trouble that they or others meet. A table, as in `claim_patterns.py`, tried on whole sentences.

"5xx" among a row's words stands for any number of an HTTP error.
"""

from __future__ import annotations

import re

from postmortem.timeline.claim_patterns import TROUBLES, table

_SYMPTOM = rf"(?:{TROUBLES}|failing|trouble|crash\w*|latency|5xx|slow\w*|nothing|blank \w+|being (?:down|slow|broken|unavailable)|\"q\"|red|a \w+ (?:error|page|warning))"
_STATES = (
    "down unreachable unavailable offline broken unresponsive failing erroring timing hanging hung crashing looping dead slow slower crawling degraded blank defaced flapping stuck crashlooping falling backing filling overloaded expired "
    "maxed hacked compromised leaking leaked struggling loading responding working sending processing reachable available unable coming going"
)
TROUBLE = table(
    # without a verb: "503s on the shop", "checkout broken", "disk full"
    (
        "down broken failing unavailable unreachable unresponsive offline erroring timing times refusing refused crashlooping hanging hung full white blank defaced hacked expired spam stopped giving gives checks out disk memory space screen screens page pages unusual strange odd suspicious unknown",
        r"\b(?:\w[\w.-]*|checks) (?:seems |appears |looks |totally |completely |just |all |been )*(?:down(?=$| (?:for|again|on|since|at|and)\b)|broken(?=$| (?:on|for|in|since|again|at)\b)|failing\b|unavailable|unreachable|unresponsive|erroring|timing out|times out|refusing (?:connections|requests|to)|crashlooping|hanging|hung)\b|\bdisk (?:is )?full\b|\bfull disk\b|\bout of (?:disk|memory|space|inodes|connections|file descriptors)\b|\b(?:white|blank|empty) (?:screen|page)s?\b|\b(?:spam|malware|defacement|strange content) on\b|\b(?:giving|gives|throws) (?:an? |me |us )*(?:errors?|5\d\ds?|[45]\d\d)\b|\b(?:unusual|strange|odd|suspicious|unknown) (?:log-?ins?|sign-?ins?|traffic|activity|requests)\b",
    ),
    (
        "have has stopped unhappy happy going",
        r"\b\w+s (?:have|has) stopped\b|\b(?:isn't|is not|not) (?:very |at all )?happy\b|\bis (?:very )?unhappy\b|\bsomething(?:'s| is)? going on with\b",
    ),
    (
        "problem problems issue issues outage trouble spike",
        r"\b(?:we|we've|there)(?:'s| have| got| is| are)* (?:an? |another |major |full |partial )*outage\b|\b(?:error|5xx|traffic|latency|load) spikes?\b|\b(?:there(?:'s| is| are| seems to be| appears to be)?|we(?:'ve got|'ve| have|'re having)|having|got|it's) (?:an? |some |a (?:big|serious|bit of an?|possible) |another )*(?:problems?|issues?|outage|trouble) (?:with|on|at|accessing|in|reaching)\b",
    ),
    (
        "exhausted exposes exposed exposing leaks leaked leaking pagerduty pager",
        r"\b(?:connections?|pool|memory|disk|workers|threads|inodes|quota)(?: \w+){0,3}? exhausted\b|\b(?:exposes?|exposed|exposing|leaks?|leaked|leaking) (?:\w+ ){0,2}?(?:data|details|records|passwords|credentials|e-?mails)\b|\b(?:credentials|passwords|keys|tokens|data) (?:have |has |were |was )?(?:been )?leaked\b|\b(?:pagerduty|my pager|pager|opsgenie) (?:has )?(?:just )?(?:went off|gone off|woke me|going off)\b",
    ),
    # it came back: "and it's gone again", "crashed again"; a process that is not there
    (
        "again running oom-kill oom-killed oomkilled",
        r"\b(?:it's|it is|it has|they're|they are|site's|site is|server's|everything's|all|now|and|aa+nd) (?:gone|dead|broken|failing|hanging|crashing) again\b|^(?:and )?(?:gone|dead|down|broken) again\b|\b(?:died|crashed|failed|fell over|went down|went away|stopped|broke) again\b|\b(?:is|are) (?:down|dead|broken|gone) again\b|\b(?:isn't|aren't|is not|are not|not) running(?=$| (?:on|any ?more|at all|there|here|since)\b)|\boom-?kill(?:ed)?\b",
    ),
    ("getting seeing got shows showing returns", r"\b(?:getting|seeing|got|shows|showing|returns) (?:an? |the |just |only )*[\"“]"),
    ("reports report complains complain says", r"\b\w+ (?:reports?|complains?)(?: about| of)? (?:[45]\d\ds?\b|(?:slow|broken|blank|missing)\b|(?:\w+ )?(?:errors?|problems?|issues?|time-?outs?|slowness)\b)"),
    ("alert alerts rate rates", r"\b(?:pingdom|grafana|datadog|sentry|statuscake|uptime robot|nagios|monitoring|prometheus|opsgenie) alerts?\b|\berror rates? (?:is |are |at |now |up |of )+\d+ ?%"),
    ("failed", r"\b(?:has|have) failed (?:three|several|four|five|\d+|a few|two|many) times|\bkeeps? failing\b|\bjust failed\b"),
    ("no", r"^(?:we have |we've had |there are |there's |seeing |getting )?no (?:orders|sales|emails|payments|requests|traffic|bookings|sign-?ups|log-?ins|data|logs)(?: \w+){0,2} (?:since|for|coming|going)\b"),
    ("aren't isn't not being", r"\b(?:aren't|isn't|are not|is not) being (?:sent|delivered|processed|saved|updated|received|served)\b"),
    ("customer customers user users client reports report reported", r"\b(?:customer|user|client|visitor|reader|member)s?\b(?: \S+){0,5}? (?:reports?|reported|complains?|complained)(?: about| of)? (?:an? |the |that )*(?:\w+ ){0,2}(?:errors?|problems?|issues?|down|slow|can't|cannot)"),
    # "getting 503s", "reports of slow pages"
    (
        "error errors 5xx failure failures failed time-out time-outs timeout timeouts alert alerts alarm alarms exception exceptions warning warnings complaint complaints crash crashes crashing restarts problem problems issue issues symptoms spike spikes outage outages slowness slow slower flapping calls tickets failing trouble latency nothing blank q red page rate rates down broken unavailable being",
        rf"\b(?:getting|seeing|having|hitting|receiving|experiencing|see|saw|got|get|noticed|spotted|reports? of|reporting|reported|showing|shows|giving (?:me|us|them)|gives? (?:me|us)|returns?|returning|throwing|throws|serving|lots? of|spike in|elevated|increase in|tons of|bunch of|loads of|rising|flood of|burst of|full of|answers?|answering)(?: \S+){{0,5}}? {_SYMPTOM}(?!\w)",
    ),
    # "the site is down", "search keeps falling over"
    (
        _STATES,
        r"(?:\b(?:is|are|was|were|went|gone|goes|appears?|seems?|looks?|keeps?|started|got|gets|has|have|still|it's|site's|server's|everything's|shop's)|'s|'re)(?: (?!not\b|no\b|back\b)\S+){0,3}? (?:down(?! (?:to|by|from|a bit|slightly)\b)|unreachable|unavailable|offline|broken|unresponsive|failing|erroring|timing out|hanging|hung|crashing|crash[- ]looping|dead|slow|slower|crawling|degraded|blank|defaced|flapping|stuck|crashlooping|falling over|backing up|filling up|overloaded|expired|maxed out|not (?:loading|responding|working|sending|processing|coming|going|reachable|available)|unable to \w+|hacked|compromised|leaking|leaked|struggling)\b",
    ),
    # "it won't load", "has stopped responding"
    (
        "isn't aren't won't doesn't don't not stopped longer",
        r"\b(?:isn't|aren't|won't|doesn't|don't|not|stopped|has stopped|have stopped|no longer) (?:\w+ )?(?:load(?:ing)?|respond(?:ing)?|work(?:ing)?|send(?:ing)?|process(?:ing)?|open(?:ing)?|start(?:ing)?|connect(?:ing)?|resolv(?:e|ing)|updat(?:e|ing)|deliver(?:ing)?|available|reachable|accessible|sav(?:e|ing)|go(?:ing)? through|com(?:e|ing) through|accept(?:ing)?|serv(?:e|ing))\b",
    ),
    (
        "can't cannot can unable couldn't could nobody able works",
        r"\b(?:can't|cannot|couldn't) be (?:reached|accessed|loaded|opened|used)\b|\bno longer works?\b|\b(?:can't|cannot|can not|unable to|couldn't|could not|nobody (?:can|is able to)|no one (?:can|is able to)|not able to) (?:\w+ )?(?:access|log|login|connect|reach|load|start(?! (?:until|before|now|yet|on|with|the (?:meeting|call|review)))|launch|boot|check ?out|pay|open|see|sign|upload|use|submit|save|buy|order|complete|place|book|donate|get (?:in|to|into|on)|view|register|send|search|download|edit|publish)\b",
    ),
    (
        "something something's sth this that it things everything right",
        r"\b(?:something|sth)(?:'s| is| has)? (?:\w+ )?(?:up|wrong|off|not right|broken|amiss|gone wrong|odd|fishy) with\b|\bsomething (?:is |has )?(?:broken|broke|gone wrong)\b|\b(?:something|this|that|it|things|everything)(?:'s| is| are| looks?| seems?| doesn't (?:look|seem)| does not (?:look|seem))(?: really| very| clearly)? (?:not (?:quite )?right|isn't right|wrong|badly wrong|broken|weird)(?=$|\W)|\bnot right (?:here|with|at all)\b|\bdoesn't (?:look|seem) right\b",
    ),
    (
        "paged alerted called woken alert alerts pager monitoring monitor monitors says red check checks probe probes",
        r"\b(?:got|been|was|were|just) (?:paged|alerted|called out|woken)\b|\balert\w* (?:\w+ )?(?:fired|firing|came in|triggered|went off|going off|coming in)\b|\bpager (?:just )?(?:went|going) off\b|\bmonitor\w*(?: has| just)* (?:went|gone|going|turned|is) red\b|\b(?:checks?|probes?|pingdom|status|tests) (?:is|are|went|has gone|turned) red\b|\b(?:pingdom|monitoring|uptime robot|statuscake|grafana|datadog|the alert) says\b",
    ),
    (
        "users user customers customer clients client people visitors readers callers tickets ticket calls",
        r"\b(?:users?|customers?|clients?|people|visitors?|readers?|callers?|tickets?|support tickets?)(?: \S+){0,3}? (?:report\w*|complain\w*|rung|rang|saying|coming in|flooding in|piling up)\b|\bsupport (?:calls|tickets)\b|\bcalls about\b",
    ),
    (
        "error errors 5xx time-out time-outs timeout timeouts exception exceptions warning warnings failures problems issues rates rate",
        r"\b(?:errors?|5xx(?:s|es)?|5\d\ds?|time-?outs?|exceptions?|warnings?|failures|problems|issues) (?:all over|everywhere|on|from|across|for|with|in)\b|\bcertificate warnings?\b|\berror rates? (?:is |are )?(?:up|high|climbing|rising|elevated|spiking)\b",
    ),
    (
        "roof high 100 maxed spiking climbing rising up increasing elevated sky-high lost wrong old stale",
        r"\b(?:error rates?|errors|latency|response times?|load times?|load|cpu|memory|disk|queues?|queue \w+|backlog|traffic)(?: \S+){0,5}? (?:through the roof|sky[- ]high|(?:very|too|really|extremely|quite) high|at 100 ?%|maxed out|spiking|climbing|rising|going up|increasing|elevated|high$)|\b(?:high|rising|elevated) (?:error rates?|latency|load|cpu|memory|response times?)\b|\b(?:we've|we have|just|i've) lost (?:the |our |connection to |access to )?[a-z]|\b(?:serving|showing|shows|displaying|sending) (?:the )?(?:wrong|old|stale|somebody else's|someone else's)\b",
    ),
    ("through", r"\b(?:nothing|no (?:orders|emails|payments|requests|traffic)) (?:gets?|getting|coming|going) through\b"),
    (
        "expired crashed died oomkilled crashloopbackoff down over up out stopped dead failing slow erroring broken unavailable failed taking",
        r"\b(?:expired|crashed|died|oomkilled|crashloopbackoff|went down|fell over|fallen over|blew up|ran out of|gone down|stopped (?:working|responding|sending|loading|serving|processing|accepting))\b|\b\w[\w.-]+ dead$|\b(?:has|have) been (?:failing|down|slow|erroring|broken|unavailable)\b|\bjust failed\b|\btaking (?:ages|forever|\d+ ?s(?:ec\w*)?|minutes|too long)\b",
    ),
)
# … and what is no trouble of the service's: denied, somebody's own, a tool of ours, a deployment that failed.
NO_TROUBLE = re.compile(
    r"\b(?:was|were|had)\b(?!.{0,60}\bsince\b).{0,60}\b(?:last night|in the night|yesterday|last week|last month|last year|in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b|\b(?:errors?|rates?|load|latency|cpu|queues?|numbers?|count|traffic|things|everything|it)(?: \w+){0,3}? (?:coming|going|gone|went|trending|moving|heading|settled|settling|calmed|calming) down\b|\b(?:narrow|cut|brok|stand|stood)\w* (?:it |us |everyone )?down\b|\b(?:not|isn't|aren't|wasn't|no longer|never) (?:\w+ )?(?:down|broken|failing|affected|slow|an issue|erroring)\b|\b(?:vpn|wi-?fi|headset|kettle|coffee|biscuits?|heating|lift|printer|zoom|laptop|keyboard|train|meeting|battery|microphone|mic|tea|lunch|dog|cat)\b|\bmy (?:own |[A-Za-z]+ \d+ )?(?!order|basket|login|account|site|payment|screen|lab|class|course|students?|users?|customers?|clients?|readers?|patients?|members?|jobs?|pods?|server|notebook|team|whole team|pr\b|prs\b|upload|booking|donation|purchase|own\b|[A-Za-z]+ \d)\w+|\b(?:rollback|deploy|deployment|build|tests?|restart|revert|pipeline|ci) (?:has |is |keeps )?(?:fail\w*|broken|red|stuck)\b|\b(?:fine|odd in|nothing odd|all good|no problem|no issue)\b|\b(?:wind|sit|calm|settle|note|write|narrow\w*|track\w*|stand\w*|cut|cool|slow) (?:it |this )?down\b"
)
ANYONE = re.compile(
    r"\b(?:for (?:anyone|anybody|someone|everyone|others|you)(?: else| too| all)?|just me|only me|anyone else|anybody else)\b|^(?:(?:hi|hey|hello|morning|so|um|er|is|are|has|all|folks)\W+){0,4}(?:any(?:one|body)|someone|somebody)(?: else)? (?:\w+ )?(?:seeing|having|getting|noticing|noticed|seen|experiencing|hitting|see|got|had|unable|struggling)\b"
)
