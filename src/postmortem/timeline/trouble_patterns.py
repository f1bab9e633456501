# ruff: noqa: E501 - a table of patterns: whole lines are easier to read against each other than wrapped ones
"""The words by which people tell of trouble that they or others meet. A table, as in `claim_patterns.py`, tried on whole sentences.

"5xx" among a row's words stands for any number of an HTTP error.
"""

from __future__ import annotations

import re

from postmortem.timeline.claim_patterns import TROUBLES, Table, table

_SYMPTOM = rf"(?:{TROUBLES}|failing|trouble|crash\w*|latency|5xx|slow\w*|nothing|blank \w+|being (?:down|slow|broken|unavailable)|\"q\"|red|a \w+ (?:error|page|warning))"
_STATES = (
    "down unreachable unavailable offline broken unresponsive failing erroring timing hanging hung crashing looping dead slow slower crawling degraded blank defaced flapping stuck crashlooping falling backing filling overloaded expired "
    "maxed hacked compromised leaking leaked struggling loading responding working sending processing reachable available unable coming going"
)


# A site by its name, a host by its number.
_SITE = r"(?:[\w-]{1,40}\.){1,4}\w{2,15}"
_HOST = r"\w{1,40}-\d{1,6}"
_NOT = "n't"


def _hurried(*rows: tuple[str, str]) -> Table:
    """The rows as a table that also reads what is written in a hurry: "cant", "doesnt"."""
    return table(*((f"{words} {words.replace(_NOT, 'nt')}", pattern.replace(_NOT, "n'?t")) for words, pattern in rows))


TROUBLE = _hurried(
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
    (
        "getting seeing got shows showing returns",
        r"\b(?:getting|seeing|got|shows|showing|returns) (?:an? |the |just |only )*[\"“]",
    ),
    (
        "reports report complains complain says",
        r"\b\w+ (?:reports?|complains?)(?: about| of)? (?:[45]\d\ds?\b|(?:slow|broken|blank|missing)\b|(?:\w+ )?(?:errors?|problems?|issues?|time-?outs?|slowness)\b)",
    ),
    (
        "alert alerts rate rates",
        r"\b(?:pingdom|grafana|datadog|sentry|statuscake|uptime robot|nagios|monitoring|prometheus|opsgenie) alerts?\b|\berror rates? (?:is |are |at |now |up |of )+\d+ ?%",
    ),
    (
        "failed",
        r"\b(?:has|have) failed (?:three|several|four|five|\d+|a few|two|many) times|\bkeeps? failing\b|\bjust failed\b",
    ),
    (
        "no",
        r"^(?:we have |we've had |there are |there's |seeing |getting )?no (?:(?!new\b|more\b|further\b|other\b)\w+ )?(?:e?mails|confirmations|orders|sales|emails|payments|requests|traffic|bookings|sign-?ups|log-?ins|data|logs)(?: \w+){0,2} (?:since|for|coming|going)\b",
    ),
    (
        "aren't isn't not being",
        r"\b(?:aren't|isn't|are not|is not) being (?:sent|delivered|processed|saved|updated|received|served)\b",
    ),
    (
        "customer customers user users client reports report reported",
        r"\b(?:customer|user|client|visitor|reader|member)s?\b(?: \S+){0,5}? (?:reports?|reported|complains?|complained)(?: about| of)? (?:an? |the |that )*(?:\w+ ){0,2}(?:errors?|problems?|issues?|down|slow|can't|cannot)",
    ),
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
        r"\b(?:isn't|aren't|won't|doesn't|don't|not|stopped|has stopped|have stopped|no longer) (?:\w+ )?(?:load(?:ing)?|respond(?:ing)?|work(?:ing)?|send(?:ing)?|process(?:ing)?|open(?:ing)?|start(?:ing)?|connect(?:ing)?|resolv(?:e|ing)|updat(?:e|ing)|deliver(?:ing)?|available|reachable|accessible|sav(?:e|ing)|go(?:ing)? through|com(?:e|ing) (?:through|up)|answering|boot(?:ing)?|accept(?:ing)?|serv(?:e|ing))\b",
    ),
    (
        "can't cannot can unable couldn't could nobody able works longer",
        r"\b(?:can't|cannot|couldn't) be (?:reached|accessed|loaded|opened|used)\b|\bno longer (?:works?|opens?|loads?|responds?|starts?|sends?|answers?)\b|\b(?:can't|cannot|can not|unable to|couldn't|could not|nobody (?:can|is able to)|no one (?:can|is able to)|not able to) (?:\w+ )?(?:access|log|login|connect|reach|load|start(?! (?:until|before|now|yet|on|with|the (?:meeting|call|review)))|launch|boot|check ?out|pay|open|see|sign|upload|use|submit|save|buy|order|complete|place|book|donate|get (?:in|to|into|on)|view|register|send|search|download|edit|publish)\b",
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
        "pegged pinned redlining roof high 100 maxed spiking climbing rising up increasing elevated sky-high lost wrong old stale",
        r"\b(?:error rates?|errors|latency|response times?|load times?|load|cpu|memory|disk|queues?|queue \w+|backlog|traffic)(?: \S+){0,5}? (?:through the roof|sky[- ]high|(?:very|too|really|extremely|quite) high|at 100 ?%|maxed out|spiking|climbing|rising|going up|increasing|elevated|pegged|pinned|redlining|high$)|\b(?:high|rising|elevated) (?:error rates?|latency|load|cpu|memory|response times?)\b|\b(?:we've|we have|just|i've) lost (?:the |our |connection to |access to )?[a-z]|\b(?:serving|showing|shows|displaying|sending) (?:the )?(?:wrong|old|stale|somebody else's|someone else's)\b",
    ),
    # what a tool that watches did, without saying what it saw: "pingdom's gone off"
    (
        "pingdom pagerduty opsgenie alertmanager grafana nagios zabbix datadog sentry newrelic relic statuscake monitoring prometheus alerts pager icinga",
        r"\b(?:pingdom|pagerduty|opsgenie|alertmanager|grafana|nagios|zabbix|icinga|datadog|sentry|new ?relic|statuscake|prometheus|monitoring|(?:the|our) alerts|pager)(?:'s| has| have| is| are| just| again| keeps?){0,3} (?:gone off|going off|went off|kicking off|kicked off|screaming|shouting|moaning|complaining|bleeping|paging|paged|(?:going|gone|went) (?:mad|crazy|nuts|mental|bonkers|wild|off)|lit up|lighting up|woke|pinging (?:me|us))\b",
    ),
    # what those who use it run into: put out, on somebody else's account, without what belongs on the page
    (
        "out redirected charged locked",
        r"\b(?:being|getting|gets?|got|keeps?|keep being|constantly|randomly|suddenly) (?:randomly |suddenly |constantly |all )?(?:logged|signed|logging|signing) (?:\w+ )?out\b(?! of hours)|\b(?:users?|customers?|clients?|people|editors?|members?|visitors?|students?|staff|authors?|admins?|everyone|everybody)\b(?: \S+){0,5}? (?:being|getting|keep getting|have been|are) (?:all )?(?:logged out|signed out|kicked out|thrown out|locked out|redirected (?:to|in|back)|charged (?:twice|double)|double[- ]charged|asked to (?:log|sign) in (?:again|every|over))",
    ),
    (
        "else elses stranger strangers other people user customer member someone's somebody's stranger's another people's users' customers' user's customer's wrong sessions",
        r"\b(?:see|sees|seeing|saw|sees|gets?|getting|got|land|lands|landed|landing|ends? up|ending up|ended up|logged|logs|shown|shows|showing|being|served|opens)(?: (?:in|into|on|as|with|the|you|them|me|us|up)){0,4} (?:(?:someone|somebody|anyone|some(?:one|body)) ?elses?|(?:someone|somebody) else's|(?:another|a different|the wrong) (?:user|customer|person|member|client|account)(?:'?s)?|other (?:people|users|customers|members)'?s?'?|(?:a )?stranger'?s)(?: \w+){0,2}? (?:accounts?|data|orders?|details|basket|cart|invoices?|profiles?|names?|address(?:es)?|documents?|sessions?|records?|files|results|bookings?|card|messages)\b|\bsessions?(?: are| is| getting| being){0,2} (?:mixed up|swapped|crossed)\b",
    ),
    (
        "without missing unstyled gone vanished disappeared no showing",
        r"\b(?:loads?|loading|renders?|rendering|shows?|showing|comes? up|displays?|opens?)(?: \S+){0,3}? (?:without|with no|missing) (?:any |its |the |all |most |of ){0,3}(?:css|styles?|styling|stylesheets?|images?|pictures|javascript|js|fonts|logo|menu|prices|products|content|text|header|layout|buttons?)\b"
        rf"|\b(?:css|images|styles|styling|stylesheets?|fonts|javascript|pictures|thumbnails|products|prices|posts)(?: (?:is|are|have|has|'s|all|just|suddenly|been|on|from|{_SITE})){{0,5}} (?:missing|gone|vanished|disappeared|not showing|not there)\b(?! (?:from|in|on) (?:the |my |your |this |that )?(?:docs?|slides?|decks?|wiki|draft|report|e-?mail|spec|ticket|design|mock\w*|figma))|\b(?:completely|totally|all|is|looks|comes up) unstyled\b",
    ),
    (
        "replaced swapped overwritten defaced hijacked vandalised vandalized hacked compromised injected casino viagra poker porn gambling betting phishing pharma malware",
        r"\b(?:someone|somebody|they|hackers?|attackers?)(?:'s| has| have|'ve| just| seems? to have){0,2} (?:defaced|hijacked|vandali[sz]ed|hacked|compromised|injected|hacked into)\b(?! (?:together|up|around|an?|the (?:meeting|call|thread|channel|conversation|stand-?up|room))\b)|\b(?:replaced|swapped|overwritten|redirect(?:s|ed|ing)?|sent)(?: \S+){0,5}? (?:with|by|for|to) (?:an? |some |the )?(?:\w+ ){0,2}?(?:ads?|adverts?|spam|casino|viagra|porn|ransom|malware|poker|gambling|betting|phishing|scam|gibberish)\b|(?<!block )(?<!blocks )(?<!filter )(?<!filters )\b(?:casino|viagra|poker|porn|gambling|betting|phishing|pharma|malware) (?:ads?|adverts?|links?|pages?|pop-?ups?|content|banners?|redirects?|spam) (?:on|all over|in|at|across|everywhere)\b",
    ),
    # "throws an error at the last step", "ends in a 502", "errors out", "comes back empty"
    (
        "throws throw ends end fails fail dies results bombs hits blows falls",
        r"(?<!\bwe )(?<!\bto )(?<!\byou )(?<!\bi )(?<!'t )(?<!snt )(?<!dont )(?<!cant )(?<!not )(?<!should )(?<!must )\b(?:throws?|ends? (?:up )?(?:in|with|on)|fails? with|dies? with|bombs? (?:out )?with|results? in|blows up with|falls over with)(?: \w+){0,3}? (?:errors?|exceptions?|[45]\d\ds?|warnings?|stack ?traces?|time-?outs?|(?:white|blank) (?:page|screen))\b",
    ),
    (
        "out up over down forever loop redirects spinning spins spinner",
        rf"\b(?:pages?|site|app|search|checkout|login|log-?in|form|api|requests|calls|queries|uploads?|payments?|it|everything|admin|{_SITE})(?: (?!no\b|not\b|never\b|longer\b)\w+){{0,3}}? (?:errors out|erroring out|bombs out|bombing out|times? out|falls over|keels over|blows up|conks? out|hangs? forever|loads? forever|spins forever)\b|\b(?:about|with|of) (?:the |our )?\w+ (?:falling|keeling) over\b|\b(?:redirect loop|too many redirects|endless (?:loop|spinner)|spinning forever|keeps spinning|just spins|just a spinner|spinning wheel(?! class)|redirects? (?:back )?to itself|loops? back to)\b",
    ),
    (
        "back up empty nothing blank",
        r"(?<!logs )(?<!log )(?<!grep )(?<!query )\b(?:brings?|bringing|comes?|coming) (?:back|up) (?:with )?(?:nothing|empty|blank|no (?:results?|products|data|content))\b|\b(?:search(?:es)?|filters?|list|page|site|homepage|catalogue|map|menu|api|app)(?: \w+){0,3}? (?:finds?|returns?|gives?|shows?|displays?|loads?|yields?) (?:nothing|no (?:results?|products|data|content)|empty|blank)\b|\bnothing (?:loads|works|happens)\b|\b(?:button|link|form|page|clicking|search|menu)(?: \S+){0,5}? (?:does|do) nothing\b",
    ),
    (
        "borked kaput knees playing acting wobbly wobble packed conked keeled knackered bust busted limping hosed",
        r"(?<![\w'])(?!i'm|i\b|he\b|she\b|he's|she's|you\b|you're|am\b|me\b|had\b|having\b|being\b|was\b|a\b)[\w.-]{1,60}(?:'s|'re)?(?: (?:is|are|has|have|looks?|seems?|just|gone|having|completely|totally|really|again|all|been)){0,3} (?:borked|kaput|knackered|hosed|busted|wobbly|on its (?:knees|arse|last legs)|playing up|acting up|a wobble|packed (?:up|in)|conked out|keeled over|limping(?: along)?)\b",
    ),
    # "the site is gone", "bad gateway on the shop", "host-7 has dropped off the network", "under attack"
    (
        "gone vanished disappeared unusable inaccessible unpingable pingable useless network attack hammered flooded ddosed attacked scraped weird strange funny oddly",
        rf"^(?:the )?(?:whole )?(?:site|page|homepage|shop) (?:is |has |'s )?(?:just |completely )?gone\b|\b(?:site|page|homepage|{_SITE}|{_HOST}|database|db|server|host|content|data|everything|orders|posts)(?:'s| is| are| has| have)(?: just| all| completely| simply){{0,2}} (?:gone|vanished|disappeared)(?=$| (?:for|from|on|again|since)\b)|\b(?:is|are|now|became|become|pretty much|basically|completely) (?:unusable|inaccessible|unpingable|not pingable|useless)\b|\bnot pingable\b|\b(?:dropped|gone|fallen|fell) off the (?:network|internet|net|face of the earth)\b|\bunder (?:heavy |ddos )?attack(?=$| (?:again|now|by bots|from bots)\b)|\bbeing (?:hammered|flooded|ddosed|attacked|scraped|brute-?forced)(?=$| (?:by|with|from) (?:\S+ ){{0,2}}?(?:bots?|crawlers?|scrapers?|scanners?|requests|traffic|ips?|spam|spammers|log-?ins?|botnet)\b)|\b(?:site|page|search|checkout|login|app|api|server|db|database|it's|{_SITE})(?: is| are| been| started| keeps){{0,2}} (?:acting|behaving) (?:very |really |a bit )?(?:weird|weirdly|strange|strangely|funny|oddly|odd)\b",
    ),
    (
        "gateway service server connection response packet default secure private unsafe untrusted trusted deceptive",
        rf"\b(?:bad gateway|gateway time-?outs?|service (?:temporarily )?unavailable|internal server errors?|connections? (?:refused|reset)|packet loss)\b(?=$| (?:on|from|at|for|to|when|in|by)\b)|\bno response from (?:the |our )?(?:server|host|box|api|db|database|site|{_HOST}|{_SITE})|\b(?:shows?|showing|get|getting|see|seeing) (?:\w+ ){{0,3}}?default page\b|\b(?:browsers?|chrome|firefox|safari|edge) (?:says?|complains?|warns?|thinks)(?: \S+){{0,5}}? (?:not (?:secure|private|trusted)|unsafe|untrusted|deceptive)\b",
    ),
    (
        "takes take never keep keeps hasn't haven't let letting log sign growing piling building stacking nothing",
        r"\btakes? (?:over |about |more than |at least |nearly |up to |like )?(?:an? |half an? |several |\d+ ?)(?:mins?|minutes?|secs?|seconds?|s|age) to (?:load|open|respond|render|come up|answer|log|save|show|search)\b|\b(?!they|we)\w+s(?: (?:on|at|from|to) \S+)? never (?:finish|load|arrive|complete|come back|respond|go through|get (?:there|through))\b|(?<!\bi )\bkeeps? (?:on )?(?:restarting|dying|rebooting|disconnecting|resetting|freezing|timing out|going down|erroring)\b|\b(?:hasn't|haven't) (?:run|updated|synced|processed|sent) (?:\w+ )?since\b"
        r"|\b(?:won't|doesn't|isn't|wouldn't) (?:let|letting) (?:me|us|them|anyone|people|users|customers) (?:log|sign|in\b|pay|check|save|submit|upload|post|edit|order|buy|book|publish|through)|\b(?:won't|doesn't) (?:log|sign) (?:me|us|them|anyone|people|users) in\b|\b(?:queues?|backlog|jobs|e-?mails|messages|orders)(?: \S+){0,3}? (?:growing|piling up|building up|stacking up)\b|\bnothing(?:'s| is| gets?)(?: being)? (?:processed|sent|saved|delivered|indexed|published|updated)\b(?! (?:before|until|till|yet|by))",
    ),
    (
        "answer 5xx 404 404s 404ing broken arriving finishing rendering syncing indexing arrive render sync",
        rf"\b(?:pages|links|images|files|urls|posts|everything|assets|downloads)(?: (?:on|of|from|under|at)(?: the)? \S+)?(?: are| all| just| now| is| keep){{0,2}} (?:[45]\d\ds?|404ing)(?=$| (?:for|now|since|on)\b)|\bbroken (?:links|images|layouts?|css|pages) (?:on|everywhere|all over|across)\b|\b(?:server|host|box|node|api|db|database|site|app|service|{_HOST}|{_SITE}) (?:doesn't|won't|is not|are not) answer\b(?! (?:that|the|your|my|this|it|me|us|any)\b)|\b(?:isn't|aren't|won't|don't|doesn't|not) (?:arriv(?:e|ing)|finishing|render(?:ing)?|sync(?:ing)?|indexing)\b",
    ),
    # "err_too_many_redirects", "403 for everyone", "the shop is 502ing", "every upload fails", "payments being declined"
    (
        "5xx ransom hackers broke bust borked kaput knackered no every each all most half any being getting declined rejected bounce bouncing bounces nobody kicked thrown",
        rf"\b[45]\d\ds? (?:for|to) (?:everyone|everybody|all (?:users|visitors)|users|customers|anyone)\b|(?:\b(?:is|are|keeps?|all|now|pages?|site|{_SITE})|'s) [45]\d\d'?ing\b|\bransom (?:note|page|message)\b|\b(?:hackers?|attackers?|someone|somebody)(?:'s| has| have)? (?:got|broken|broke) into (?:the |our )?(?:sites?|servers?|db|database|admin|cms|back ?end|{_SITE}|{_HOST})(?=$|\W)|^(?:\W*\w+: )?(?:the )?(?:site|shop|search|checkout|login|{_SITE}|{_HOST}) (?:just )?(?:broke|bust|borked|kaput|knackered|no work\w*)$"
        rf"|\b(?:every|each|all|any|most|half)(?: (?!tests?\b|builds?\b|specs?\b|times?\b)\w+){{1,4}} (?:fails?|crash(?:es)?|404s?|times? out)(?=$| (?:on|for|with|at|since|now|here)\b)|\b(?:payments|cards|orders|uploads|requests|log-?ins|sign-?ins|connections|e?-?mails|transactions)(?: \S+){{0,2}}? (?:being|getting|all) (?:declined|rejected|refused|dropped|lost|ignored)\b|\be?-?mails?(?: \S+){{0,4}}? (?:are |all |keep |is )?bounc(?:e|es|ing)\b|\b(?:nobody|no one) (?:gets|receives|is getting|is receiving|has (?:got|received)) (?:an?|any|the|their) (?:\w+ )?(?:e?-?mails?|confirmations?|receipts?|invoices?|codes?|notifications?)\b|\b(?:kicked|thrown) out of (?:the )?(?:admin|site|app|back ?end|dashboard|cms|{_SITE})(?=$|\W)",
    ),
    # sent round, stuck, empty, twice: "it redirects me to login over and over", "emails going out twice"
    (
        "page redirects redirect bounces bounced sends kicks kicked takes stuck empty blank slow twice duplicate duplicates duplicated evicted deadlock deadlocks segfault segfaults segfaulting panic submitting printing playing scrolling",
        rf"\bgot a page (?:for|from|about)\b|\b(?:redirects?|bounces?|bounced|sends|kicks?|kicked|takes)(?: (?:me|us|them|people|users|you|everyone|straight|back|out)){{1,3}} to (?:the |a )?(?:log-?in|home ?page|start page|404|error page|blank page)\b|\bstuck (?:on|at) (?:the |a )?(?:loading|splash|spinner|blank|log-?in|white|welcome|payment)\b|\b(?:see|sees|seeing|gets?|getting) (?:an? )?(?:empty|blank) (?:page|screen|basket|cart|list|results?|dashboard)\b|(?:\b(?:site|page|shop|search|checkout|login|api|app|admin)|{_SITE}) (?:is )?(?:very|super|really|so|awfully|terribly|painfully|dead) slow\b|\bblank (?:in|on) (?:safari|chrome|firefox|edge|mobile|ie)\b"
        r"|\b(?:e?-?mails?|orders|invoices|payments|messages|texts|confirmations)(?: \S+){0,4}? (?:going out|sent|charged|taken|delivered|processed) twice\b|\bduplicated? (?:orders|e?-?mails|charges|payments|invoices|entries|records) (?:showing|appearing|coming|going|at|on|in|everywhere)\b|\bpods? (?:are |being |getting )?evicted\b|\bdeadlocks? (?:on|in)\b|\bsegfault(?:s|ing)\b|\bkernel panic (?:on|in)\b|\b(?:isn't|aren't|won't|not) (?:submitting|printing|playing|scrolling)\b",
    ),
    # those who write in, and what they write in about
    (
        "ticket tickets email emails e-mail call calls message messages complaint complaints tweet tweets chat chats report reports mail mails",
        r"\btickets?(?: \S+){0,6}? (?:saying|complaining|reporting)\b|\b(?:tickets?|calls?|e?-?mails?|messages?|complaints?|tweets?|chats?|reports?)(?: \S+){0,5}? (?:about|saying|that|re|because|asking why)(?: \S+){0,8}? (?:falling over|failing|fails?|not \w+ing|can't|cannot|can not|(?:won't|doesn't|isn't|aren't|do not|does not) (?:\w+ )?(?:work|load|open|send|arriv|sav|start|show|let)\w*|didn't (?:arrive|get|work|go|come)|down|slow|errors?|broken|missing|blank|hanging|timing out|logged out|crash\w*|unable|[45]\d\ds?)\b",
    ),
    ("through", r"\b(?:nothing|no (?:orders|emails|payments|requests|traffic)) (?:gets?|getting|coming|going) through\b"),
    (
        "expired crashed died oomkilled crashloopbackoff down over up out stopped dead failing slow erroring broken unavailable failed taking",
        r"\b(?:expired|crashed|died|oomkilled|crashloopbackoff|went down|fell over|fallen over|blew up|ran out of|gone down|stopped (?:working|responding|sending|loading|serving|processing|accepting))\b|\b\w[\w.-]+ dead$|\b(?:has|have) been (?:failing|down|slow|erroring|broken|unavailable)\b|\bjust failed\b|\btaking (?:ages|forever|\d+ ?s(?:ec\w*)?|minutes|too long)\b",
    ),
)
# … and what is no trouble of the service's: denied, somebody's own, a tool of ours, a deployment that failed.
NO_TROUBLE = re.compile(
    r"\b(?:was|were|had)\b(?!.{0,60}\bsince\b).{0,60}\b(?:last night|in the night|yesterday|last week|last month|last year|in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b|\b(?:errors?|rates?|load|latency|cpu|queues?|numbers?|count|traffic|things|everything|it)(?: \w+){0,3}? (?:coming|going|gone|went|trending|moving|heading|settled|settling|calmed|calming) down\b|\b(?:narrow|cut|brok|stand|stood)\w* (?:it |us |everyone )?down\b|\b(?:not|isn'?t|aren'?t|wasn'?t|no longer|never) (?:\w+ )?(?:down|broken|failing|affected|slow|an issue|erroring)\b|\b(?:vpn|wi-?fi|headset|kettle|coffee|biscuits?|heating|lift|printer|zoom|laptop|keyboard|train|meetings?|battery|microphone|mic|tea|lunch|kindle|dog|cat|dishwasher|fridge|freezer|toaster|microwave|boiler|radiators?|air[- ]?con\w*|toilets?|loo|hoover|oven|headphones?|earphones|earbuds|airpods|charger|webcam|trackpad|vending machine|water cooler|projector|telly|netflix|spotify)\b|^(?:(?:sorry|ugh|oh|argh|damn|no|and|ok|the|our|my|his|her|office)\W+){0,3}(?:phone|mobile|car|bike|bus|tram|door|window|lights?|tv|shower|sink|tap|mouse|mac|macbook|pc|laptop|slack)(?:'s)? (?:is|are|was|has|just|keeps|died|dead|crashed|broke\w*|stopped|went|down|slow)\b|\b(?:he|she|they|i|we|you|nobody)(?:'s|'re|'m| is| are| am)? (?:isn'?t |aren'?t |not )(?:\w+ )?answering\b|\bnot arriving any ?more\b|\b(?:he|she|he's|she's)(?: is)? (?:down|stuck) (?:in|at|with|to)\b|\bi(?:'m| was| am|'ve been| went) (?:\w+ )?(?:offline|down|unavailable)\b|\b(?:which|that)(?: is|'s) (?:normal|expected|fine|usual)\b|\bhacked together\b|\bnothing done\b|\b(?:logged|signed|kicked) out of (?:teams|slack|jira|outlook|gmail|windows|the bot)\b|\b(?:drill|game ?day|rehearsal)\b|\b(?:mock-?ups?|wireframes?|figma)\b|\b(?:on purpose|by design|as intended)\b|\b(?:drop\w*|fall\w*|fell|came|come|gone|went) (?:right |way |back |well |straight |all the way )down\b|\b(?:revoked|rotated|disabled|blocked|banned|turned off|switched off)\b.{0,60}\b(?:nobody|no one) can\b|\bin the \w+ (?:slack|discord|forum|subreddit)\b|\b(?:dev|demo|uat|staging) (?:box|server|machine|vm|env\w*|instance|cluster|db|database)\b|\b(?!(?<=from )my (?:own )?(?:phone|mobile|tablet|ipad|iphone|home|house|4g|5g|data|hotspot)\b)(?!(?<=on )my (?:own )?(?:phone|mobile|tablet|ipad|iphone)\b)(?!(?<=for )my (?:colleagues?|co-?workers?|boss|manager|wife|husband|partner|mum|mom|dad|sister|brother|friends?|neighbours?|office)\b)my (?:own |[A-Za-z]+ \d+ )?(?!order|basket|login|account|site|payment|screen|lab|class|course|students?|users?|customers?|clients?|readers?|patients?|members?|jobs?|pods?|server|notebook|team|whole team|pr\b|prs\b|upload|booking|donation|purchase|own\b|[A-Za-z]+ \d)\w+|\b(?:rollback|deploy|deployment|build|tests?|restart|revert|pipeline|ci|merge|pr) (?:has |is |keeps |was |got |been |just )*(?:fail\w*|broken|red|stuck|blocked|rejected|refused|held up)\b|\b(?:fine|odd in|nothing odd|all good|no problem|no issue)\b|\b(?:wind|sit|calm|settle|note|write|narrow\w*|track\w*|stand\w*|cut|cool|slow) (?:it |this )?down\b"
)
ANYONE = re.compile(
    r"^any(?:one|body) (?:who (?:\w+ ){1,3}|\w+ing )(?:\S+ ){0,6}?(?:lands|gets|sees|ends up|is (?:sent|shown|thrown)|can't|cannot)\b(?!.*\?)|\b(?:for (?:anyone|anybody|someone|everyone|others|you)(?: else| too| all)?|just me|only me|anyone else|anybody else)\b|^(?:(?:hi|hey|hello|morning|so|um|er|is|are|has|all|folks)\W+){0,4}(?:any(?:one|body)|someone|somebody)(?: else)? (?:\w+ )?(?:seeing|having|getting|noticing|noticed|seen|experiencing|hitting|see|got|had|unable|struggling)\b"
)
