"""Blame of a person, hindsight, judgement, one cause: what a blameless report does without, as tables of rules."""

from __future__ import annotations

import re

from postmortem.report.wording.flags import Kind, Rule, Subject, words

# Past participles that do not end in -ed; what follows "should have" makes hindsight of it only where it is one.
_IRREGULAR = (
    r"been|become|begun|bought|brought|broken|built|caught|chosen|come|cut|dealt|done|drawn|driven|fallen|felt|found"
    r"|forgotten|given|gone|got"
    r"|gotten|grown|had|heard|held|hidden|hit|kept|known|laid|led|left|let|lost|made|meant|met|overseen|paid|put|read"
    r"|risen|run|rung|said|seen|sent"
    r"|set|shown|shut|sought|spent|split|spoken|spotted|stood|stuck|taken|taught|thought|thrown|told|understood|undone"
    r"|withdrawn|woken|written"
)
PARTICIPLE = rf"(?:\w{{2,}}ed|{_IRREGULAR})"
# Looking and thinking: what people do, whatever the grammar says.
_MIND = (
    r"(?:verif|validat|consider|anticipat|foresee|predict|realis|realiz|recognis|recogniz|appreciat|notice|spot|think"
    r"|understand|communicat|escalat|ask"
    r"|remember|foresee|account|document|inform|tell|read|follow|learn|plan)\w*"
)
_NOT_A_CAUSE = re.compile(
    r"\b(?:never|avoid\w*|instead of|rather than|more than|concept|notion|term|label)\b|\b(?:not|no) (?:an? )?(?:human"
    r"|operator|user|pilot) error"
    r"|errors? (?:is|was|are|were) (?:not|no)\b",
    re.IGNORECASE,
)

BLAME: tuple[Rule, ...] = (
    Rule(
        name="human error",
        kind=Kind.BLAME,
        pattern=words(r"(?:human|operator|user|pilot|engineer|developer|manual|typing|admin) errors?"),
        reason="It says who, and ends the questions there.",
        rewording=(
            "Say what was seen and done, and what made it look right: “The command ran in production; both terminals "
            "looked alike.”"
        ),
        unless=_NOT_A_CAUSE,
    ),
    Rule(
        name="careless",
        kind=Kind.BLAME,
        pattern=words(
            r"careless(?:ly|ness)?|neglig(?:ent|ently|ence)|incompeten(?:t|ce|tly)|sloppy|sloppily|inattenti(?:ve|on)"
            r"|reckless(?:ly|ness)?|irresponsibl[ey]|unprofessional(?:ly)?|lazy(?: about)?|lazily|lax|complacen(?:t|cy)"
            r"|inexcusable|inexcusably"
        ),
        reason="It judges a person.",
        rewording="Say what happened, and what people had to go by.",
        unless=re.compile(r"\blazy[- ](?:load|evaluat|lookup|init|import|delet|migrat|connect|creat)|\bnot\b", re.IGNORECASE),
    ),
    Rule(
        name="fault",
        kind=Kind.BLAME,
        pattern=words(
            r"at fault|(?:his|her|their|my|our|your|whose|nobody[’']s|no one[’']s|somebody[’']s|\w+[’']s) (?:own )?faults?"
            r"|to blame|blam(?:ed|es|ing)|guilty|responsible for the (?:outage|incident|failure|errors?|breach|mistake"
            r"|downtime|problem|bug)"
        ),
        reason="It looks for somebody to blame.",
        rewording="Name what came together: “Contributing factors were …”",
        unless=re.compile(
            r"\bgit blame\b|\bblameless|\bnot to blame\b|\bno one is\b|\bwithout blam|\bnot about blam",
            re.IGNORECASE,
        ),
    ),
    Rule(
        name="culprit",
        kind=Kind.BLAME,
        pattern=words(
            r"culprits?|rogue (?:engineer|developer|employee|admin(?:istrator)?|user|operator|colleague)s?|(?:bad"
            r"|weak) (?:engineer|developer|apple|link)s?"
        ),
        reason="It makes a wrongdoer of somebody.",
        rewording="Say what was found: “The cause of the load was …”",
        subject=Subject.PERSON,
    ),
    Rule(
        name="culprit was somebody",
        kind=Kind.BLAME,
        pattern=words(
            r"culprits? (?:was|is|were|are) (?:the |an? |one of (?:the |our )?|our )?(?:\w+ )?(?:engineer|developer"
            r"|operator|responder|colleague"
            r"|lead|admin|administrator|manager|team|client|supplier|contractor)s?(?: \d+)?(?![’'])"
        ),
        reason="It makes a wrongdoer of somebody.",
        rewording="Say what was found: “The load came from …”",
    ),
    Rule(
        name="rogue person",
        kind=Kind.BLAME,
        pattern=words(r"rogue (?:engineer|developer|employee|admin(?:istrator)?|operator|colleague)s?|bad apples?"),
        reason="It makes a wrongdoer of somebody.",
        rewording="Say what was done, and what made it look right.",
    ),
    Rule(
        name="forgot",
        kind=Kind.BLAME,
        pattern=words(
            r"forgot|forgets|forgotten to|had forgotten|neglected(?: to)?|neglects to|overlooked|omitted to|(?:wasn|weren"
            r"|isn|aren)[’']t (?:fully |really |made |even )?aware|not (?:fully |really |made |even )?aware|unaware"
            r"|screwed up|messed up|slipped up|got (?:it|this|that) wrong|mis(?:configured|typed|read|judged|understood"
            r"|handled|managed|interpreted)|mistook"
        ),
        reason="It says what somebody did not do, not what they did.",
        rewording="Say what was done and what told them so: “The change was deployed; the list of steps does not have this one.”",
        subject=Subject.PERSON,
    ),
    Rule(
        name="mistake",
        kind=Kind.BLAME,
        pattern=words(
            r"by mistake|by accident|made (?:a|an|some|several|two|the) (?:\w+ )?(?:mistakes?|errors?)|mistakenly"
            r"|erroneously|accidentally|inadvertently|unwittingly|wrongly (?:assum\w+|delet\w+|think\w*|thought|believ\w+"
            r"|chang\w+|configur\w+|set)"
        ),
        reason="It judges what somebody did.",
        rewording="Leave the word out, or say what was meant: “The setting was changed to 4; 40 was meant.”",
        subject=Subject.NO_THING,
    ),
    Rule(
        name="mistake, nobody named",
        kind=Kind.BLAME,
        pattern=words(
            r"(?:was|were|been|being|got|get|gets) (?:accidentally|mistakenly|inadvertently|erroneously|wrongly|carelessly) \w+"
            r"|(?:an|through|due to an?|because of an?) oversight(?! (?:board|committee|body|group|role))"
        ),
        reason="It judges what somebody did, without saying who or how it came about.",
        rewording="Leave the word out, or say what was meant: “The table was deleted; it had the name of the one to delete.”",
    ),
    Rule(
        name="should have known",
        kind=Kind.BLAME,
        pattern=words(
            r"(?:should|ought to) have known(?: better)?|be (?:much )?more (?:careful|attentive|diligent|vigilant)"
            r"|pay (?:closer|more) attention|try harder"
        ),
        reason="It asks people to be different.",
        rewording="Say what would make the right thing easy to see or to do.",
    ),
    Rule(
        name="failed to",
        kind=Kind.BLAME,
        pattern=words(
            rf"fail(?:ed|ing|s)? to|failure to (?={_MIND})|missed(?! out| messages?| calls?)|ignor(?:ed|es|ing)|disregarded"
            rf"|violated"
        ),
        reason="Of people, it says what did not happen, and judges them by it.",
        rewording=(
            "Say what they did instead, and what they knew then: “The alert was muted at 02:10; it had fired four times "
            "that week.”"
        ),
        subject=Subject.PERSON,
    ),
    Rule(
        name="did not",
        kind=Kind.BLAME,
        pattern=words(
            r"did(?: not|n[’']t) (?:\w+ly )?(?:check|test|notice|follow|verify|realise|realize|read|ask|tell|inform"
            r"|escalate|look"
            r"|monitor|validate|consider|think|understand|communicate|document|review)"
            r"|caused(?! by)|broke(?! down)|delayed|unfamiliar(?:ity)? with"
        ),
        reason="It says what somebody did not do, or makes a cause of them.",
        rewording="Say what was done, and what it led to: “The change was deployed at 08:36; errors began at 08:49.”",
        subject=Subject.PERSON,
    ),
    Rule(
        name="for want of",
        kind=Kind.BLAME,
        pattern=words(
            r"(?:due to|because of|owing to|through) (?:an? |the |their |our )?(?:\w+[’']s? )?(?:unfamiliarity"
            r"|inexperience|inattention"
            r"|lack of (?:knowledge|training|experience|attention|care|understanding|awareness|diligence))"
        ),
        reason="It explains by what somebody lacked.",
        rewording="Say what was there to go by: which page, alert or habit, and what it said.",
    ),
    Rule(
        name="analysis failed",
        kind=Kind.BLAME,
        pattern=words(r"(?:analysis|planning|review|reviewers|investigation|management|process) fail(?:ed|s)? to"),
        reason="It stands for the people who did it.",
        rewording="Say what was looked at, and what was not in view.",
    ),
    Rule(
        name="why did they",
        kind=Kind.BLAME,
        pattern=words(
            r"why (?:did(?:n[’']t)?|had(?:n[’']t)?|would(?:n[’']t)?|was(?:n[’']t)?|were(?:n[’']t)?) (?:he|she|they|you|we"
            r"|nobody|no one|anyone|somebody|the (?:\w+ )?(?:engineers?|leads?|team|developers?|responders?)"
            r"|responder \d+)"
        ),
        reason="“Why” asks people to defend themselves.",
        rewording="Ask how and what: “What did it look like at 10:47? What made this the next step?”",
        stops=False,
    ),
)

HINDSIGHT: tuple[Rule, ...] = (
    Rule(
        name="should have",
        kind=Kind.HINDSIGHT,
        pattern=words(
            rf"(?:should|ought to|must|needed to)(?:n[’']t| not)?(?: have|[’']ve) (?:\w+ly |also |never |always |simply "
            rf"|just |at least )?{PARTICIPLE}"
        ),
        reason="It measures what people did by what is known only now.",
        rewording="Say what happened, and put what would help into the actions: “Alert when …”",
        unless=re.compile(r"\bmust have (?:been|had)\b|\bneeded to have\b", re.IGNORECASE),
        in_learnings=False,
    ),
    Rule(
        name="could have",
        kind=Kind.HINDSIGHT,
        pattern=words(
            rf"could(?: have|[’']ve) (?:\w+ly |also )?(?:been (?:\w+ly )?(?:avoided|prevented|caught|detected|noticed"
            rf"|spotted|seen|foreseen|fixed|resolved|mitigated|shorter|quicker|faster|better|discovered|found)"
            rf"|{PARTICIPLE})"
        ),
        reason="It tells of what did not happen.",
        rewording="Say what happened; what could go otherwise belongs to what was learnt.",
        unless=re.compile(
            r"\bcould(?: have|[’']ve) been (?:worse|affected|impacted|exposed|accessed|read|seen by|leaked|stolen|copied"
            r"|compromised"
            r"|disclosed|downloaded|lost|misused)\b|\bwho could have\b|\bwhat could have\b",
            re.IGNORECASE,
        ),
        in_learnings=False,
    ),
    Rule(
        name="would have prevented",
        kind=Kind.HINDSIGHT,
        pattern=words(
            r"would(?:n[’']t| not)?(?: have|[’']ve) (?:\w+ly )?(?:been (?:\w+ly )?(?:avoided|prevented|caught|detected"
            r"|noticed|spotted)|prevented|avoided|caught|happened|occurred|failed|noticed|spotted|detected)"
        ),
        reason="It describes a world in which it did not happen.",
        rewording="Say what happened; put the remedy into the actions.",
        in_learnings=False,
    ),
    Rule(
        name="had we",
        kind=Kind.HINDSIGHT,
        pattern=re.compile(
            rf"(?:^|(?<=[,;:.–—] ))(?:Had|had) (?:we|they|I|he|she|you|somebody|someone|the team|the engineers?"
            rf"|responder \d+|it|this|anyone)"
            rf"(?: \w+){{0,2}}? {PARTICIPLE}\b|\b[Ii]f only\b"
            rf"|\b[Ii]f (?:we|they|he|she|somebody|the team) had(?:n[’']t)?\b|\b[Ii]f you had(?:n[’']t| not)? {PARTICIPLE}\b",
        ),
        reason="It describes a world in which it did not happen.",
        rewording="Say what was known then, and what it led to.",
        in_learnings=False,
    ),
    Rule(
        name="in hindsight",
        kind=Kind.HINDSIGHT,
        pattern=words(
            r"in (?:hindsight|retrospect)|with (?:the benefit of )?hindsight|looking back|only a matter of time|(?:easily"
            r"|readily) (?:be )?(?:avoided|prevented|avoidable|preventable)|foreseeable|(?:was"
            r"|were) (?:\w+ly )?(?:predictable|avoidable|preventable)|(?:clear |obvious )?warning signs"
        ),
        reason="It looks from afterwards.",
        rewording="Say how it looked at the time.",
        in_learnings=False,
    ),
    Rule(
        name="insufficient",
        kind=Kind.HINDSIGHT,
        pattern=words(
            r"(?:insufficient|inadequate|poor|too little|not enough|a lack of|lack of|no proper) (?:monitoring|testing"
            r"|tests|alerting|alerts"
            r"|documentation|training|review|oversight|planning)"
            r"|(?:response|reaction|handling|communication|testing|monitoring) (?:was|were) (?:\w+ly )?(?:poor|inadequate"
            r"|insufficient|lacking)"
        ),
        reason="It puts the remedy into the description.",
        rewording="Say what there was: “Nothing watches how full the store is”; put what would help into the actions.",
        in_learnings=False,
    ),
    Rule(
        name="nobody noticed",
        kind=Kind.HINDSIGHT,
        pattern=words(
            r"(?:nobody|no[- ]one|none of (?:us|them)|not one of (?:us|them)) (?:had |has |ever |had ever )?(?:noticed"
            r"|checked|tested|looked|thought|realised|realized|asked|read|saw|seen|remembered|bothered|cared|verified"
            r"|reviewed)"
        ),
        reason="It says that everybody failed.",
        rewording=(
            "Say what was there to be seen, by whom and when: “The report had not come since Monday; nothing tells when "
            "it is missing.”"
        ),
        in_learnings=False,
    ),
)

JUDGEMENT: tuple[Rule, ...] = (
    Rule(
        name="unacceptable",
        kind=Kind.JUDGEMENT,
        pattern=words(
            r"unacceptabl[ey]|inexcusabl[ey]|mismanaged|mishandled|disgraceful|embarrassing(?:ly)?|amateurish|shoddy"
            r"|stupid(?:ly)?|foolish(?:ly)?|naively"
        ),
        reason="It judges.",
        rewording="Give the figure or the fact that is behind it.",
    ),
    Rule(
        name="poor work",
        kind=Kind.JUDGEMENT,
        pattern=words(
            r"(?:poor(?:ly)?|inadequate(?:ly)?|insufficient(?:ly)?|improper(?:ly)?|incorrect(?:ly)?"
            r"|bad(?:ly)?) (?:judg(?:e)?ment|decision|decisions|communication|handling|work|practice|practices|planning"
            r"|preparation|care|diligence|judged|handled|planned|managed|communicated|prepared|trained|executed)"
        ),
        reason="It judges how people worked.",
        rewording="Say what was done and what was there to go by.",
    ),
    Rule(
        name="too slow",
        kind=Kind.JUDGEMENT,
        pattern=words(
            r"(?:\w+ed |came |went |acted |\w+ )?too (?:late|slow|slowly|long|hasty|hastily|quick to|careless)|slow to"
            r"|took (?:far |much )?too long"
        ),
        reason="It judges by what is known now.",
        rewording="Say how long it took: “The first update went out 31 minutes after detection.”",
        subject=Subject.PERSON,
    ),
    Rule(
        name="adverbs",
        kind=Kind.JUDGEMENT,
        pattern=words(r"obviously|of course|needless to say|surely|unfortunately|sadly|luckily|as any\w* (?:knows|would know)"),
        reason="It tells the reader what to think.",
        rewording="Leave the word out.",
        stops=False,
    ),
)

CAUSE: tuple[Rule, ...] = (
    Rule(
        name="root cause",
        kind=Kind.CAUSE,
        pattern=words(r"(?:the )?(?:single )?root[- ]causes?"),
        reason="There is rarely one.",
        rewording="contributing factors",
        stops=False,
        unless=re.compile(r"root[- ]cause analys[ie]s", re.IGNORECASE),
    ),
    Rule(
        name="caused by somebody",
        kind=Kind.CAUSE,
        pattern=words(
            r"(?:caused|broken|triggered|introduced|created) by (?:an? |the |one of (?:the|our) "
            r"|our )?(?:\w+ )?(?:engineer|developer|operator|responder|colleague|employee|contractor|junior"
            r"|admin(?:istrator)?|team member|lead)s?(?: \d+)?(?![’'-]|s[’'])"
        ),
        reason="It makes a cause of a person.",
        rewording="Say what was done: “The change at 08:36 …”",
    ),
)

REPORT_RULES: tuple[Rule, ...] = (*BLAME, *HINDSIGHT, *JUDGEMENT, *CAUSE)
# Sections that look back on purpose, by a word of their heading.
LEARNINGS = re.compile(
    r"learn|lesson|went (?:well|less|badly|wrong)|luck|for the review|the review|notes|retro|hindsight|action|improve",
    re.IGNORECASE,
)
