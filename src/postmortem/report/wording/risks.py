"""What a client should not read without somebody senior having looked: money, third parties, detail, and all the rest together.

A plain apology is none of it; an apology joined to fault is.
"""

from __future__ import annotations

import re

from postmortem.report.wording.admissions import FAULT, GUESSES, KNOWN, PROMISES
from postmortem.report.wording.blame import REPORT_RULES
from postmortem.report.wording.certainty import CERTAINTY, DATA
from postmortem.report.wording.flags import Kind, Rule, words

MONEY: tuple[Rule, ...] = (
    Rule(
        name="money",
        kind=Kind.MONEY,
        pattern=words(
            r"compensat\w+|refund(?:ed|s|ing)?|service credits?|credit notes?|credited to your|damages|penalt(?:y|ies)"
            r"|indemni\w+|reimburs\w+|goodwill (?:payment|gesture)|lost (?:revenue|sales|income|business)"
            r"|loss of (?:revenue|sales|income|business|earnings)|(?:issu\w+|giv\w+|appl(?:y|ied|ying)"
            r"|receiv\w+) (?:\w+ ){0,2}credits?"
            r"|credit(?:ed|ing) (?:\w+ ){0,3}(?:accounts?|plans?|customers?|bills?|invoices?|subscriptions?)"
            r"|(?:two|three|four|five|six) nines|SLAs?(?: of)? \d[\d.]* ?%|\d[\d.]* ?% (?:uptime"
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
            r"(?:caused|triggered|brought about|broken|applied|introduced) by (?:one of )?(?:our |your |the |a "
            r"|an )?(?:[\w-]+ ){0,2}(?:supplier|provider"
            r"|vendor|partner|host|contractor|third part(?:y|ies)|client|team)s?|(?:your|their) (?:team|staff|developers?"
            r"|engineers?|side|users?|mistake|error|change|configuration) (?:had |have |has |was |were )?(?:caused|broke"
            r"|changed|failed|triggered|misconfigured|deleted|ignored)|(?:our|your|the) (?:\w+ )?(?:supplier|provider"
            r"|vendor|partner|contractor)[’']s (?:fault|failure|error|mistake|outage)|(?:another|other|one other"
            r"|several other|two other|three other|\d+ other|some of our other) (?:of our )?clients?|(?:our "
            r"|the )?(?:supplier|provider|vendor|contractor) (?:failed|did not|didn[’']t|was slow|made|admitted"
            r"|has admitted)|(?:due to|caused by|because of|owing to|as a result of) (?:[\w-]+ ){0,5}?(?:suppliers?"
            r"|providers?|vendors?|contractors?"
            r"|third part(?:y|ies))"
        ),
        reason="It speaks of others: blame of a supplier or of the client, or that there are other clients.",
        rewording="Say what happened at the place where it happened: “A service that checkout depends on did not answer.”",
    ),
    Rule(
        name="people to be reached",
        once=True,
        kind=Kind.OTHERS,
        pattern=re.compile(
            r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}|(?<![\w/])@[a-z][\w.-]{2,30}\b",
            re.IGNORECASE,
        ),
        in_addresses=True,
        at_gate=True,
        reason="An address or handle of somebody.",
        rewording="Take it out; say where to reply.",
    ),
    Rule(
        name="telephone",
        once=True,
        kind=Kind.OTHERS,
        pattern=re.compile(
            r"(?<![\w.:/-])(?:\+?\d{2,4}[ -]\(?\d{2,5}\)?[ -]\d{3,4}[ -]?\d{3,4}|0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4})(?![\w-])"
        ),
        in_addresses=True,
        reason="A telephone number of somebody.",
        rewording="Take it out; say where to reply.",
    ),
)

SECURITY: tuple[Rule, ...] = (
    Rule(
        name="places inside",
        once=True,
        kind=Kind.SECURITY,
        pattern=re.compile(
            r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2}|:\d{2,5})?(?!\w|\.\d)"
            r"|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])"
            r"|(?<![\w.@-])[a-z][a-z0-9]*(?:-[a-z0-9]+)*-\d{1,3}(?:\.[a-z][\w.-]*)?(?![\w-])"
            r"|(?<![\w.@-])(?:[\w-]+\.)+(?:internal|local|lan|corp|intra|svc|cluster|localdomain)\b(?:/\S*)?"
            r"|(?<![\w.-])(?:https?://)?(?:[\w-]+\.)*(?:slack\.com|drive\.google\.com|docs\.google\.com|trello\.com"
            r"|atlassian\.net"
            r"|github\.com|gitlab\.com|grafana\.\w+|app\.datadoghq\.\w+|pagerduty\.com|sentry\.io|incident\.io)(?:/\S*)?"
            r"|(?<![\w.])/(?:etc|var|opt|usr|home|srv|root|tmp|mnt|app|data)/[\w./-]+|(?<!\w)#(?:inc|incident|ops|team"
            r"|dev)[\w-]*",
            re.IGNORECASE,
        ),
        in_addresses=True,
        at_gate=True,
        reason="A host, an address, a path or a link inside.",
        rewording="Say what it does: “the server that takes payments”.",
    ),
    Rule(
        name="weaknesses",
        once=True,
        kind=Kind.SECURITY,
        pattern=words(
            r"vulnerabilit(?:y|ies)|exploit(?:ed|s|ing|able)?|CVE-\d{4}-\d{3,7}|unpatched|zero[- ]day|backdoors?"
            r"|(?:SQL )?injection|cross-site scripting|XSS|default passwords?|(?:API|access|private|secret|encryption"
            r"|signing) keys?|(?:access )?tokens?|credentials?|penetration tests?|firewall rules?|open ports?|port \d{2,5}"
            r"|(?:version|release|v) ?\d+\.\d+(?:\.\d+)*(?:-\w+)?"
        ),
        in_addresses=True,
        reason="Detail that helps whoever means harm, or software versions.",
        rewording="Leave the detail out; say that access was closed and when.",
    ),
)

OVERSTATED: tuple[Rule, ...] = (
    Rule(
        name="outage",
        once=True,
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
    """A rule for reports, as it holds in what a client reads: everywhere; a verdict on oneself is worth a thought."""
    return Rule(
        name=rule.name,
        kind=rule.kind,
        pattern=rule.pattern,
        reason=rule.reason,
        rewording=rule.rewording,
        subject=rule.subject,
        unless=rule.unless,
        stops=rule.kind is not Kind.JUDGEMENT,
    )


RISK_RULES: tuple[Rule, ...] = (
    *FAULT,
    *PROMISES,
    *KNOWN,
    *CERTAINTY,
    *DATA,
    *MONEY,
    *OTHERS,
    *SECURITY,
    *OVERSTATED,
    *(_for_clients(rule) for rule in REPORT_RULES if rule.stops),
    *GUESSES,
)
