"""What in a client's text is certain without proof, and what touches the data of people: both want more than one pair of eyes."""

from __future__ import annotations

import re

from postmortem.report.wording.flags import DPO, Kind, Rule, words

_DATA = r"(?:data|information|records?|accounts?|passwords?|credentials?|files?|messages?)"
_PEOPLE = r"(?:users|customers|visitors|clients)"
_HARMED = r"(?:accessed|lost|affected|exposed|leaked|disclosed|stolen|compromised|impacted|deleted|corrupted|shared)"
_LOOKED = re.compile(
    r"\bas (?:at|of) \d|\bby \d{1,2}[:.]\d\d|\bhave looked (?:for|at|through|in)\b|\bas far as\b",
    re.IGNORECASE,
)
_WITH_TIME = re.compile(rf"{_LOOKED.pattern}|\b\d{{1,2}}[:.]\d\d|\b\d{{1,2}} ?[ap]m\b", re.IGNORECASE)
# What is done to or for everybody, or who all is meant: no statement of how many were hit.
_ALL = (
    rf"(?<!for )(?<!out )(?<!not )all (?:of )?(?:your |our |the )?{_PEOPLE}(?! (?:out|with an?|who|whose)\b)"
    rf"|(?:affect|impact|hit|down|unavailable|inaccessible|unreachable|slow|broken|outage|fail\w*|errors?)(?:ed|ing"
    rf"|s)? (?:for|to|of|by)? ?all"
    rf" (?:of )?(?:your |our |the )?{_PEOPLE}"
    rf"|all (?:of )?(?:your |our |the )?(?:\w+ )?(?:data|orders|accounts) (?:is|are|was|were|has|have|remain\w*|stayed)"
)

CERTAINTY: tuple[Rule, ...] = (
    Rule(
        name="no data lost",
        once=True,
        kind=Kind.CERTAINTY,
        pattern=words(
            rf"no (?:\w+ ){{0,2}}{_DATA} (?:(?:was|were|has been|have been|is|are) )?(?:\w+ )?{_HARMED}"
            rf"|no (?:\w+ )?(?:data loss"
            rf"|loss of (?:\w+ )?data)|(?:no|any) (?:data )?(?:breach|leak)(?:es|s)?|data (?:was|were|has been|is) (?:not"
            rf"|never) {_HARMED}"
            r"|not (?:experienced?|suffer(?:ed)?|seen?|had?|have|caused?) any (?:data loss|loss of (?:\w+ )?data)"
        ),
        reason="Only the data protection officer can confirm it, and it names no proof.",
        rewording="“We have found no evidence of … As at 12:31 we have looked at …”",
        unless=_LOOKED,
        needs=DPO,
    ),
    Rule(
        name="no impact",
        kind=Kind.CERTAINTY,
        pattern=words(
            rf"no (?:\w+ )?(?:users?|customers?|orders?|payments?) (?:(?:was|were|has been|have been|is"
            rf"|are) )?(?:\w+ )?{_HARMED}"
            r"|no (?:\w+ )?(?:impact|risk|harm|damage)(?: (?:on|to|whatsoever))?|no (?:\w+ )?effect on (?:you|your|any|the|our)"
            rf"|(?:did|does|has) not (?:affect|impact)(?:ed)? (?:any|your|our|the)|(?:nobody|no[- ]one) (?:else )?(?:was"
            rf"|has|has been"
            rf"|is|saw|could|would)(?: have)? (?:\w+ly )?(?:{_HARMED}|harmed|hurt|charged|able|seen?|read|open(?:ed)?"
            rf"|use[d]?|get|got"
            r"|it|this|them|your|their)|only (?:affected|impacted|some|a (?:few|handful|small|limited|single))"
            r"|confirmed (?:that )?(?:no"
            r"|all|none)"
        ),
        reason="It is certain and names no proof.",
        rewording="Say what was looked at and when: “We have looked at the payment records and, as at 12:31, have found none.”",
        unless=_LOOKED,
    ),
    Rule(
        name="everybody",
        kind=Kind.CERTAINTY,
        pattern=words(_ALL),
        reason="It says that everybody was hit, and names no figure.",
        rewording="Say how many, or how it was counted: “about 3,200 of 4,100 orders”.",
        unless=re.compile(
            rf"{_LOOKED.pattern}|\b(?:sent|issued|told|informed|notified|contacted|e-?mail(?:ed)?|wrote|credit\w*|refund\w*"
            rf"|reset|logged"
            rf"|recommend\w*|ask(?:ed)?)\b[^.]{{0,40}}\ball\b|\ball (?:\w+ )?{_PEOPLE} \([^)]{{0,20}}\d",
            re.IGNORECASE,
        ),
    ),
    Rule(
        name="fully restored",
        kind=Kind.CERTAINTY,
        pattern=words(
            r"(?:fully|completely|entirely|totally) (?:restored|recovered|resolved|operational|normal|understood)"
            r"|root cause (?:(?:was|is|has been) )?(?:confirmed|identified|found"
            r"|known)"
        ),
        reason="It is certain and gives no time.",
        rewording="Say what was seen and when: “Payments have gone through since 11:26.”",
        unless=re.compile(
            rf"{_WITH_TIME.pattern}|\b(?:when|once|until|if|before)\b[^.,]{{0,40}}\b(?:is|are|has been|have been) (?:fully"
            r"|completely)|\b(?:until|once|when|after)\b.{0,120}?\broot cause (?:was|is|has been) (?:confirmed|identified|found)",
            re.IGNORECASE,
        ),
    ),
)

DATA: tuple[Rule, ...] = (
    Rule(
        name="data protection",
        once=True,
        kind=Kind.DATA,
        pattern=words(
            r"breach(?:es|ed)?|personal (?:data|information|details)|customer data|(?:card|health|bank) (?:data|details)"
            r"|exposed(?! (?:[\w-]+ ){0,3}(?:gaps?|weak\w+|blind spots?|flaws?|limits?|limitations?|bugs?|faults?|issues?"
            r"|problems?"
            r"|shortcomings?|need|coupling|risks?|incident))|exposure (?:of|to)|leak(?:ed|s|ing)?|stolen|theft"
            r"|compromis(?:ed?|es|ing)"
            r"|hack(?:ed|er|ers|ing)?|exfiltrat\w+|(?<!40[13] )unauthori[sz]ed(?:ly)?(?! (?:errors?|responses?|status))"
            r"|attackers?"
            r"|malicious(?! (?:traffic|requests?|load|queries|bots?|crawlers?|input))|malware|ransomware|phishing|GDPR|DPA|ICO"
            r"|Information Commissioner(?:[’']s Office)?|reportable|data subjects?|special category|PII"
        ),
        reason="“Breach” and its like have a meaning in law (UK GDPR, Article 4(12)).",
        rewording="Have the data protection officer word it.",
        unless=re.compile(
            r"\b(?:memory|ports?|sockets?|connections?|handles?|descriptors?|threads?|resources?)\b[^.]{0,20}\bleak"
            r"|\bleak(?:s|ed|ing)? (?:\w+ )?(?:memory|ports?|sockets?|connections?|handles?|descriptors?|threads?)"
            r"|\bbreach(?:ed|es)? (?:the|our|your|of) (?:contract|SLA|threshold|limit)|\bissues? (?:can|could|may) be exposed"
            r"|\b(?:bug|fault|weakness|gap|problem|issue|condition)s?\b.{0,50}?\bexposed by",
            re.IGNORECASE,
        ),
        needs=DPO,
    ),
    Rule(
        name="data lost or shown",
        once=True,
        kind=Kind.DATA,
        pattern=words(
            r"data (?:was|were|has been|have been|may have been|could have been) (?:lost|deleted|corrupted|overwritten"
            r"|altered|destroyed"
            r"|shown|visible|shared|sent)|(?:lost|deleted|destroyed|corrupted|overwrote) (?:your |customer |user |some "
            r"|their |customers[’'] "
            r"|users[’'] )?(?:data|records|accounts|personal)|(?:data loss|loss of (?:\w+ )?data)|wrong (?:recipients?"
            r"|person|people"
            r"|customers?|users?|clients?|addressees?)|(?:see|saw|seen|view(?:ed)?|shown|visible to|access(?:ed)?"
            r"|sent to) (?:other|another"
            r"|somebody else[’']s|someone else[’']s) (?:users?|customers?|clients?|people|person|accounts?|data)"
            r"|names and (?:e-?mail |postal )?addresses|(?:e-?mail|postal|home|IP) addresses? (?:and [\w ]{1,20})?of"
            r"|dates? of birth"
            r"|(?:bank|card|account|passport) numbers?|medical|health records?"
        ),
        reason="Data lost, altered or shown to others is a breach in law, too (UK GDPR, Article 4(12)).",
        rewording="Have the data protection officer word it.",
        needs=DPO,
    ),
)
