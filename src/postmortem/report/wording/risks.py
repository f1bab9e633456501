"""What a client should not read without somebody senior having looked: fault, promises, prior knowledge, data, money, detail.

A plain apology is none of it; an apology joined to fault is.
"""

from __future__ import annotations

import re

from postmortem.report.wording.blame import BLAME, HINDSIGHT
from postmortem.report.wording.flags import DPO, Kind, Rule, Subject, words

_US = r"(?:we|our (?:team|company|engineers?|staff|systems?)|the team|I)"

FAULT: tuple[Rule, ...] = (
    Rule(
        name="liability",
        kind=Kind.FAULT,
        pattern=words(
            r"neglig(?:ent|ently|ence)|(?:at|our|my|their|your|own) faults?|liab(?:le|ility|ilities)|(?:accept|take|bear"
            r"|have)s?(?: the)? (?:full |sole |complete |entire )?responsibility|(?:breach(?:ed|es|ing)?(?: of)?|broke"
            r"|violat(?:ed|es|ion of)) (?:the |our |your |this |any )?(?:contract|agreement|SLA|duty|terms|obligations?"
            r"|service level)\w*|(?:failed|failure|failing) (?:to meet|in) (?:our|the|your)? ?(?:\w+ )?(?:obligations?"
            r"|dut(?:y|ies)|commitments?|service levels?|SLA)|to blame|culpab\w+|fully responsible|entirely responsible"
            r"|(?:our|my) (?:error|mistake)s?|let you down"
        ),
        reason="It reads as an admission of fault or liability.",
        rewording="Say what happened, and that you are sorry for its effect: “We are sorry for the disruption.”",
    ),
    Rule(
        name="we failed",
        kind=Kind.FAULT,
        pattern=words(
            r"fail(?:ed|ing|s)? to|fell short|missed(?! out| calls?)|neglected|ignor(?:ed|ing)|overlooked|did(?: not"
            r"|n[’']t) (?:check|test|notice|follow|meet|act|respond|tell|inform|monitor|verify|realise|realize)"
            r"|should(?: have|[’']ve|n[’']t have| not have)|could(?: have|[’']ve) (?:prevented|avoided|done|acted|caught"
            r"|noticed)"
        ),
        reason="It says what your own people did not do, or should have done.",
        rewording="Say what happened, and what you change.",
        subject=Subject.PERSON,
    ),
    Rule(
        name="failure on our part",
        kind=Kind.FAULT,
        pattern=words(
            r"(?:failures?|errors?|mistakes?|shortcomings?|lapses?|negligence) (?:on our part|of ours|by (?:us|our \w+)"
            r"|in our (?:processes|care|controls|testing|monitoring))|us failing to|(?:human|operator|engineer|user"
            r"|developer) errors?|by mistake|accidentally|inadvertently|mistakenly"
        ),
        reason="It reads as an admission of fault.",
        rewording="Say what happened, and what you change.",
    ),
)

PROMISES: tuple[Rule, ...] = (
    Rule(
        name="never again",
        kind=Kind.PROMISE,
        pattern=words(
            r"(?:will|can|shall|to) (?:never|not) (?:\w+ )?(?:happen|occur|recur|be repeated)(?: again)?|never (?:again"
            r"|happens? again|recur)|not happen again|cannot (?:happen|occur|recur)(?: again)?|can[’']t (?:happen|occur"
            r"|recur)(?: again)?|guarante\w+|(?:fully|completely|100 ?%|totally|entirely) (?:secure|safe|reliable|fixed"
            r"|resolved|protected|available)|(?:permanently|completely|fully) (?:fixed|solved)|100 ?%(?! of)|zero (?:risk"
            r"|downtime)|(?:we |to )?(?:ensure|make sure|assure you|promise)(?: that)? (?:this|it|that|such"
            r"|nothing)?[^.]{0,30}\bnever\b|we (?:promise|assure you)|ensure (?:that )?(?:this|it) (?:does|will) not"
            r"|(?:all|every) (?:the )?(?:necessary|possible|required|appropriate|reasonable) (?:steps?|measures?"
            r"|precautions?)|immediate(?:ly)? (?:fix|remed|prevent|resolv|restor|solv|correct)\w*|(?:fixed|resolved"
            r"|restored|solved|corrected) immediately|at all times|without exception"
        ),
        reason="It promises what nobody can promise.",
        rewording="Say what is done and by when: “Our release checks will test this setting (by 28 October).”",
    ),
)

KNOWN: tuple[Rule, ...] = (
    Rule(
        name="we knew",
        kind=Kind.KNOWN,
        pattern=words(
            rf"{_US} (?:already |had |have |previously |always |long )*(?:knew|known|(?:were|was|been) (?:already |well "
            rf"|fully )?aware|expected this|suspected)|known (?:issue|problem|bug|fault|risk|weakness|limitation"
            rf"|vulnerability)s?|already known|(?:was|were|had been|been) (?:previously |already )?(?:flagged|warned)"
            rf"|(?:been|were|was) (?:raised|reported) (?:before|earlier|previously|in the past|last \w+)|(?:previously"
            rf"|already) (?:raised|reported)|raised before|had (?:been )?warned|warnings? (?:was|were|had been) (?:ignored"
            rf"|missed|given|raised)|(?:in|on) (?:our|the) backlog|backlog(?:ged)?|not (?:been )?(?:prioriti[sz]ed"
            rf"|a priority)|deprioriti[sz]ed|tech(?:nical)? debt|previous(?:ly)? (?:incidents?|outages?|occurrences?)"
            rf"|similar (?:incidents?|outages?|problems?) (?:before|in the past|earlier)|happened before|not the first time"
            rf"|yet again"
        ),
        reason="It says that you knew before; true and needed inside, a decision for the approver outside.",
        rewording="Leave it to the approver whether and how it is said.",
    ),
)

CERTAINTY: tuple[Rule, ...] = (
    Rule(
        name="no impact",
        kind=Kind.CERTAINTY,
        pattern=words(
            r"no (?:\w+ )?(?:data|information|records?|accounts?|users?|customers?|orders?|payments?) (?:(?:was|were"
            r"|has been|have been|is|are) )?(?:\w+ )?(?:accessed|lost|affected|exposed|leaked|disclosed|stolen|compromised"
            r"|impacted)|no (?:\w+ )?(?:impact|effect|data loss|loss of data|risk|harm|damage)(?: (?:on|to|whatsoever))?"
            r"|(?:did|does|has) not (?:affect|impact)(?:ed)? (?:any|your|our|the)|all (?:of )?(?:your |our |the )?(?:users"
            r"|customers|visitors|data|orders|accounts)|(?:nobody|no[- ]one) (?:else )?(?:was|has|is|saw|could)|(?:fully"
            r"|completely|entirely|totally) (?:restored|recovered|resolved|operational|normal|understood)|only (?:affected"
            r"|impacted|some|a (?:few|handful|small|limited|single))|root cause (?:was |is |has been )?(?:confirmed"
            r"|identified|found|known)|confirmed (?:that )?(?:no|all|none)"
        ),
        reason="It is certain and has no figure.",
        rewording="Say what was looked at and when: “We have looked at the payment records and, as at 12:31, have found none.”",
        unless=re.compile(
            r"\bas (?:at|of) \d|\bby \d{1,2}[:.]\d\d|\bhave looked (?:for|at|through|in)\b|\bas far as\b",
            re.IGNORECASE,
        ),
    ),
)

DATA: tuple[Rule, ...] = (
    Rule(
        name="data protection",
        kind=Kind.DATA,
        pattern=words(
            r"breach(?:es|ed)?|personal (?:data|information|details)|customer data|(?:card|health|bank) (?:data|details)"
            r"|exposed|exposure|leak(?:ed|s|ing)?|stolen|theft|compromis(?:ed?|es|ing)|hack(?:ed|er|ers|ing)?|exfiltrat\w+"
            r"|unauthori[sz]ed(?:ly)?|attackers?|malicious|GDPR|DPA|ICO|Information Commissioner(?:[’']s Office)?"
            r"|reportable|data subjects?|special category|PII"
        ),
        reason="“Breach” and its like have a meaning in law (UK GDPR, Article 4(12)).",
        rewording="Have the data protection officer word it.",
        unless=re.compile(
            r"\b(?:memory|ports?|sockets?|connections?|handles?|descriptors?|threads?|resources?)\b[^.]{0,20}\bleak"
            r"|\bleak(?:s|ed|ing)? (?:\w+ )?(?:memory|ports?|sockets?|connections?|handles?|descriptors?|threads?)"
            r"|\bbreach(?:ed|es)? (?:the|our|your|of) (?:contract|SLA|threshold|limit)|\bissues? (?:can|could|may) be exposed",
            re.IGNORECASE,
        ),
        needs=DPO,
    ),
)

MONEY: tuple[Rule, ...] = (
    Rule(
        name="money",
        kind=Kind.MONEY,
        pattern=words(
            r"compensat\w+|refund(?:ed|s|ing)?|service credits?|credit notes?|credited to your|damages|penalt(?:y|ies)"
            r"|indemni\w+|reimburs\w+|goodwill (?:payment|gesture)|lost (?:revenue|sales|income|business)"
            r"|loss of (?:revenue|sales|income|business|earnings)|SLAs?(?: of)? \d[\d.]* ?%|\d[\d.]* ?% (?:uptime"
            r"|availability|SLA)|service level agreement|waive(?:d)? (?:the|our|your|any)? ?(?:fees?|charges?)"
        ),
        reason="It touches money or the contract.",
        rewording="Leave it to whoever looks after the contract.",
    ),
)

OTHERS: tuple[Rule, ...] = (
    Rule(
        name="supplier's fault",
        kind=Kind.OTHERS,
        pattern=words(
            r"(?:caused|triggered|brought about|broken) by (?:our |your |the |a |an )?(?:\w+ ){0,2}(?:supplier|provider"
            r"|vendor|partner|host|contractor|third part(?:y|ies)|client|team)s?|(?:your|their) (?:team|staff|developers?"
            r"|engineers?|side|users?|mistake|error|change|configuration) (?:had |have |has |was |were )?(?:caused|broke"
            r"|changed|failed|triggered|misconfigured|deleted|ignored)|(?:our|your|the) (?:\w+ )?(?:supplier|provider"
            r"|vendor|partner|contractor)[’']s (?:fault|failure|error|mistake|outage)|(?:another|other|one other"
            r"|several other|two other|three other|\d+ other|some of our other) (?:of our )?clients?|(?:our "
            r"|the )?(?:supplier|provider|vendor|contractor) (?:failed|did not|didn[’']t|was slow|made|admitted"
            r"|has admitted)"
        ),
        reason="It speaks of others: blame of a supplier or of the client, or that there are other clients.",
        rewording="Say what happened at the place where it happened: “A service that checkout depends on did not answer.”",
    ),
    Rule(
        name="people to be reached",
        kind=Kind.OTHERS,
        pattern=re.compile(
            r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}|(?<![\w/])@[a-z][\w.-]{2,30}\b"
            r"|(?<![\w.:/-])\+?\d{2,4}[ -]\(?\d{2,5}\)?[ -]\d{3,4}[ -]?\d{3,4}(?![\w-])"
        ),
        reason="An address, handle or telephone number of somebody.",
        rewording="Take it out; say where to reply.",
    ),
)

SECURITY: tuple[Rule, ...] = (
    Rule(
        name="places inside",
        kind=Kind.SECURITY,
        pattern=re.compile(
            r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2}|:\d{2,5})?(?!\w|\.\d)"
            r"|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])"
            r"|(?<![\w.@-])[a-z][a-z0-9]*(?:-[a-z0-9]+)*-\d{1,3}(?:\.[a-z][\w.-]*)?(?![\w-])"
            r"|(?<![\w.@-])(?:[\w-]+\.)+(?:internal|local|lan|corp|intra|svc|cluster|localdomain)\b(?:/\S*)?"
            r"|(?<![\w.-])(?:https?://)?(?:[\w-]+\.)*(?:slack\.com|drive\.google\.com|docs\.google\.com|trello\.com|atlassian\.net"
            r"|github\.com|gitlab\.com|grafana\.\w+|app\.datadoghq\.\w+|pagerduty\.com|sentry\.io|incident\.io)(?:/\S*)?"
            r"|(?<![\w.])/(?:etc|var|opt|usr|home|srv|root|tmp|mnt|app|data)/[\w./-]+|(?<!\w)#(?:inc|incident|ops|team"
            r"|dev)[\w-]*",
            re.IGNORECASE,
        ),
        reason="A host, an address, a path or a link inside.",
        rewording="Say what it does: “the server that takes payments”.",
    ),
    Rule(
        name="weaknesses",
        kind=Kind.SECURITY,
        pattern=words(
            r"vulnerabilit(?:y|ies)|exploit(?:ed|s|ing|able)?|CVE-\d{4}-\d{3,7}|unpatched|zero[- ]day|backdoors?"
            r"|(?:SQL )?injection|cross-site scripting|XSS|default passwords?|(?:API|access|private|secret|encryption"
            r"|signing) keys?|(?:access )?tokens?|credentials?|penetration tests?|firewall rules?|open ports?|port \d{2,5}"
            r"|(?:version|release|v) ?\d+\.\d+(?:\.\d+)*(?:-\w+)?"
        ),
        reason="Detail that helps whoever means harm, or software versions.",
        rewording="Leave the detail out; say that access was closed and when.",
    ),
)

OVERSTATED: tuple[Rule, ...] = (
    Rule(
        name="outage",
        kind=Kind.OVERSTATED,
        pattern=words(
            r"(?:total|complete|major|massive|catastrophic|critical|severe|serious|huge|entire) (?:outage|failure|collapse"
            r"|meltdown|breakdown|downtime)|outages?|catastroph\w+|disast(?:er|rous)\w*(?! recovery)|meltdown|collapsed?"
        ),
        reason="An outage is when nothing works.",
        rewording="Say who could not do what: “customers could not complete purchases”.",
        stops=False,
    ),
)


def _for_clients(rule: Rule) -> Rule:
    """A rule for reports, as it holds in what a client reads: everywhere, and it stops."""
    return Rule(
        name=rule.name,
        kind=rule.kind,
        pattern=rule.pattern,
        reason=rule.reason,
        rewording=rule.rewording,
        subject=rule.subject,
        unless=rule.unless,
    )


RISK_RULES: tuple[Rule, ...] = (
    *FAULT,
    *PROMISES,
    *KNOWN,
    *DATA,
    *CERTAINTY,
    *MONEY,
    *OTHERS,
    *SECURITY,
    *OVERSTATED,
    *(_for_clients(rule) for rule in (*BLAME, *HINDSIGHT) if rule.stops),
)
