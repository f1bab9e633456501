"""What in a client's text admits, promises, or says that it was known before: for a lawyer the first things to look at."""

from __future__ import annotations

import re

from postmortem.report.wording.flags import Kind, Rule, Subject, words

_US = r"(?:we|our (?:team|company|engineers?|staff|systems?)|the team|I)"
_CARE = (
    r"(?:monitoring|alerting|alerts?|logging|logs|visibility|observability|telemetry|testing|tests?|test coverage|checks"
    r"|controls?"
    r"|safeguards?|validation|process(?:es)?|procedures?|planning|training|documentation|reviews?|oversight|redundancy|security"
    r"|response|resources|staff|capacity)"
)

FAULT: tuple[Rule, ...] = (
    Rule(
        name="liability",
        kind=Kind.FAULT,
        pattern=words(
            r"neglig(?:ent|ently|ence)|(?:at|our|my|their|your|own) faults?|liab(?:le|ility|ilities)|(?:accept|tak(?:e|ing)"
            r"|bear"
            r"|have|own)s?(?: the)? (?:full |sole |complete |entire )?(?:responsibility|blame)|(?:breach(?:ed|es"
            r"|ing)?(?: of)?|broke"
            r"|violat(?:ed|es|ion of)) (?:the |our |your |this |any )?(?:contract|agreement|SLA|duty|terms|obligations?"
            r"|service level)\w*|(?:failed|failure|failing) (?:to meet|in) (?:our|the|your)? ?(?:\w+ )?(?:obligations?"
            r"|dut(?:y|ies)|commitments?|service levels?|SLA)|to blame|culpab\w+|(?:fully|entirely|solely|wholly) responsible"
            r"|(?:our|my) (?:own )?(?:(?:errors?|mistakes?)(?! rates?| budgets?| tracking| messages?| pages?| logs?| handling"
            r"| reports?| monitoring)|shortcomings?|failings?)|let(?:ting)? (?:you|everyone|everybody|our \w+) down"
            r"|dropped the ball"
        ),
        reason="It reads as an admission of fault or liability.",
        rewording="Say what happened, and that you are sorry for its effect: “We are sorry for the disruption.”",
    ),
    Rule(
        name="we failed",
        kind=Kind.FAULT,
        pattern=words(
            r"fail(?:ed|ing|s)? to|(?:fell|fallen|falls?) short|missed(?! out| calls?)|neglected|ignor(?:ed|ing)|overlooked"
            r"|did(?: not"
            r"|n[’']t) (?:\w+ly )?(?:check|test|notice|follow|meet|act|respond|tell|inform|monitor|verify|realise|realize"
            r"|consider"
            r"|anticipate|foresee|plan|prepare|account for|allow for|spend|take (?:\w+ ){0,3}into (?:account|consideration))"
            r"|(?:was|were)(?: not|n[’']t) (?:\w+ )?(?:prepared|ready)(?! yet)"
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
            r"|developer) errors?|by mistake|(?<!to )(?:accidentally|inadvertently|mistakenly)|(?:an?|our"
            r"|the) (?:\w+ )?oversight"
            r"(?! (?:board|committee|body|group|role))|misguided|hurriedly|untested (?:fix|change|release|code|update)"
        ),
        reason="It reads as an admission of fault.",
        rewording="Say what happened, and what you change.",
    ),
    Rule(
        name="own controls",
        kind=Kind.FAULT,
        pattern=words(
            rf"(?:gaps?|weakness(?:es)?|shortcomings?|flaws?|deficienc(?:y|ies)) in (?:our|(?:the|its"
            rf"|their) (?:[\w-]+ ){{0,2}}?{_CARE})"
            rf"|(?:poor|inadequate|insufficient) (?:[\w-]+ )?{_CARE}|poorly (?:tested|detected|monitored"
            rf"|documented|planned"
            r"|handled|reviewed)|not (?:good|thorough|careful) enough|(?:was|were|had)(?: not|n[’']t) (?:been )?followed"
            rf"|lack of (?:[\w-]+ (?:and |or )?)?{_CARE}|we (?:currently |still )?lack(?:ed)?|(?:do|did)(?: not"
            rf"|n[’']t) (?:currently )?have"
            rf" (?:enough|sufficient|adequate|proper) (?:\w+ )?{_CARE}|(?:was|were|is|are)(?: not"
            rf"|n[’']t) (?:\w+ )?(?:sufficiently"
            r"|adequately|properly) (?:tested|protected|monitored|reviewed|prepared|trained|secured|sized|documented|planned)"
            r"|not (?:being |been )?(?:tested|reviewed|monitored|protected|secured) (?:properly|sufficiently|adequately)"
            r"|under-?staffed|short-?staffed|over-?worked"
        ),
        reason="It says that your own checks, or hands, were not enough.",
        rewording="Say what there is, and what you add by when: “From 28 October we watch how full the store is.”",
    ),
    Rule(
        name="not ours",
        kind=Kind.FAULT,
        pattern=words(
            r"(?:outside|beyond|out) (?:of )?(?:our|[\w.]+[’']s) control|not our (?:fault|responsibility)|through no fault"
            r"|nothing (?:more )?we could do|force majeure|acts? of god"
        ),
        reason="It denies responsibility, which the contract may see otherwise.",
        rewording="Say where it happened, and what you did about it.",
    ),
    Rule(
        name="law and insurance",
        kind=Kind.FAULT,
        pattern=words(
            r"solicitors?|lawyers?|legal(?:ly)? (?:action|advice|claims?|proceedings|counsel|team|obligations?|dut(?:y|ies)"
            r"|obliged"
            r"|bound|binding|required)|lawsuits?|litigation|insur(?:er|ers|ance)|regulators?|ombudsman|without prejudice"
            r"|unlawful(?:ly)?|illegal(?:ly)?(?! instruction| argument| state)|mis(?:led|leading you)|misrepresent\w*"
        ),
        reason="It speaks of the law, a regulator or an insurer.",
        rewording="Leave it to whoever advises you on the law.",
    ),
)

PROMISES: tuple[Rule, ...] = (
    Rule(
        name="never again",
        kind=Kind.PROMISE,
        pattern=words(
            r"(?:will|can|shall|to) (?:never|not) (?:\w+ )?(?:happen|occur|recur|be repeated)(?: again)?|never (?:again"
            r"|happens? again|recur)|not happen again|cannot (?:happen|occur|recur)(?: again)?|can[’']t (?:happen|occur"
            r"|recur)(?: again)?|guarante\w+|(?:will|shall) (?:never|always)|ensure (?:that )?no (?:further|more|such"
            r"|other)|(?:fully|completely|100 ?%|totally"
            r"|entirely) (?:secure"
            r"|safe|reliable|fixed|resolved|protected|available)|(?:permanently|completely|fully) (?:fixed|solved)"
            r"|(?<!at )(?<!to )(?<!reached )(?<!was )100 ?%(?! (?:of|outage|errors?|failures?|failed|loss|cpu|usage|utili"
            r"|full|capacity|memory|disk))"
            r"|zero (?:risk|downtime)|(?:we |to )?(?:ensure|make sure|assure you|promise)(?: that)? (?:this|it|that|such"
            r"|nothing)?[^.]{0,30}\bnever\b|we (?:promise|assure you)|ensure (?:that )?(?:this|it) (?:does|will) not"
            r"|(?:will|shall) (?:fully |completely )?prevent (?:this|it|that|any|all|such|similar|future)"
            r"|(?:all|every) (?:the )?(?:necessary|possible|required|appropriate|reasonable) (?:steps?|measures?"
            r"|precautions?)|immediately (?:fix|remedy|prevent|resolve|restore|solve|correct)"
            r"|immediate (?:resolution|restoration|remedy|solution)|(?:fixed|resolved"
            r"|restored|solved|corrected) immediately|at all times|without exception"
        ),
        reason="It promises what nobody can promise.",
        rewording="Say what is done and by when: “Our release checks will test this setting (by 28 October).”",
        unless=re.compile(r"\b(?:cannot|can[’']t|not|no|nor|never|or) (?:\w+ ){0,2}guarante", re.IGNORECASE),
    ),
)

# A backlog of what waits to be worked off, not of what is planned.
_QUEUED = (
    r"messages|events|jobs|e-?mails|orders|payments|requests|builds|uploads|imports|queues?|queued|ingest\w*|process(?:ed"
    r"|ing)?|clear(?:ed"
    r"|ing|s)?|drain\w*|accumulat\w+|grow(?:n|ing|s)?|grew|worked through|work through|caught up|catch\w*|purg\w+|became"
    r"|reached|peaked|built up"
)

KNOWN: tuple[Rule, ...] = (
    Rule(
        name="we knew",
        kind=Kind.KNOWN,
        pattern=words(
            rf"{_US} (?:already |had |have |previously |always |long )*(?:knew|known|(?:were|was|been) (?:already |well "
            rf"|fully )?aware(?! (?:of (?:\w+ ){{1,4}})?(?:only|when|at \d|on \d|by \d))|expected this|suspected)"
            rf"|known (?:issue|problem"
            rf"|bug|fault|risk|weakness|limitation|vulnerability)s?|already known|(?:was|were|had been|been) (?:previously "
            rf"|already )?"
            rf"(?:flagged|warned)|(?:been|were|was) (?:raised|reported) (?:before|earlier|previously|in the past|last \w+)"
            rf"|(?:previously"
            rf"|already) (?:raised|reported)|raised before|had (?:been )?warned|warnings? (?:was|were|had been) (?:ignored"
            rf"|missed|given|raised)|(?:not|\w+n[’']t) (?:yet )?(?:been )?(?:prioriti[sz]ed|a priority)|deprioriti[sz]ed"
            rf"|tech(?:nical)? debt"
            rf"|previous(?:ly)? (?:incidents?|outages?|occurrences?)|similar (?:incidents?|outages?|problems?"
            rf"|issues?) (?:before"
            rf"|in (?:the past|an?other|an? (?:earlier|previous)))|happened before|not the first time|yet again"
        ),
        reason="It says that you knew before; true and needed inside, a decision for the approver outside.",
        rewording="Leave it to the approver whether and how it is said.",
    ),
    Rule(
        name="in the backlog",
        kind=Kind.KNOWN,
        pattern=words(r"(?:in|on) (?:our|the|a|its|their) (?:\w+ )?backlog|backlog(?:s|ged)?"),
        reason="It says that you knew before; true and needed inside, a decision for the approver outside.",
        rewording="Leave it to the approver whether and how it is said.",
        unless=re.compile(
            rf"\b(?:{_QUEUED})\b[^.]{{0,50}}\bbacklog|\bbacklog\w*\b[^.]{{0,30}}\b(?:{_QUEUED})\b"
            r"|\b(?:task|job|queue|message|event|order|e-?mail|accumulated)s? backlog|\bbacklog of\b"
            r"|\bbacklogged (?:\w+ )?(?:tasks|jobs)",
            re.IGNORECASE,
        ),
    ),
)

GUESSES: tuple[Rule, ...] = (
    Rule(
        name="guesses",
        once=True,
        kind=Kind.GUESS,
        pattern=words(
            r"(?:we|I) (?:strongly |currently |still )?(?:think|thought|believed?|suspect(?:ed)?|assumed?|guess(?:ed)?"
            r"|suppose|presume)"
            r"|probably|presumably|apparently|supposedly|seemingly|(?:seem|appear)(?:s|ed)? to (?:be|have)|it (?:seems"
            r"|appears|looks like)"
            r"|(?:our|a) (?:working )?theory|not (?:completely |entirely |quite |fully )?sure"
        ),
        reason="A client may take a guess for what you know.",
        rewording="say what is confirmed, and what is still being looked into",
        stops=False,
    ),
)
