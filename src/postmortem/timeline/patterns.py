# ruff: noqa: E501 - a table of patterns and words: whole lines are easier to read against each other than wrapped ones
"""The phrases by which people tell what happened in an incident. Tables only; `classify.py` says when each is tried.

Every pattern is tried on a sentence's first eighty lower-case tokens, joined by single spaces; repetitions are bounded.
"""

from __future__ import annotations

import re

# "resolved", "closing the incident", "all clear" of the incident itself.
RESOLVED = re.compile(
    r"\b(?:incident|issue|problem|outage|this|it|that|all|everything)(?:'s| is| has| was| as| now| been| fully| officially){0,4} "
    r"(?:resolved|closed|over)\b|\b(?:incident|outage) (?:closed|resolved|over|ends|ended)\b|\ball[- ]clear\b|^resolved\b"
    r"|\b(?:closing|closed|resolving|resolved|close|resolve) (?:off |out )?(?:this|the) (?:incident|issue|outage)\b"
    r"|\bstand(?:ing)? down\b|\bcall(?:ing|ed)? (?:it|this) (?:resolved|closed|done)\b"
)
# Something works again, or an act had its effect.
RECOVERED = re.compile(
    r"\b(?:errors?|alerts?|failures?|timeouts?|5\d\ds?|5xx|exceptions?|requests?|queues?|latency|load)(?: \w+){0,3}? "
    r"(?:stopped|gone|cleared|subsided|ceased|normal|recovered|recovering|dropped)\b"
    r"|\bback (?:up|online|to normal|in action|in service|to life|to green|alive|working)\b"
    r"|\b(?:is|are|was|were|be|looks?|looking|seems?|'s|now|all|everything|things?|site|service)(?: \w+){0,2}? "
    r"(?:healthy|working(?! on\b)|recovered|recovering|stable|back|green|functional|operational|normal|restored|fixed)(?=$| (?:again|now|and|for|on|in|since|after|so|but|with|to|from|at|as|thanks|,|;|!|\)|–|—|\(|-))"
    r"|\b(?:should be|is|are|all|looks?|looking|everything|things) (?:good|fine|ok|okay)(?: again| now)\b"
    r"|\b(?:recovering|recovered|restored|recovers)\b"
    r"|\bconfirm(?:ed|ing)? (?:\w+ ){0,3}?(?:working|fixed|recovered|healthy|functional|restored|resolved|good)\b"
    r"|\b(?:that|this|it|which|rollback|roll back|restart|revert|fix|change|deploy|deployment|failover|patch|workaround|upgrade)"
    r"(?: has| have| seems to have| appears to have| did)? "
    r"(?:worked|fixed|fixes|helped|solved|did the trick|works)\b"
    r"|\bno (?:more|further|new|longer) (?:\w+ )?(?:errors?|failures?|alerts?|timeouts?|5\d\ds?|complaints?|issues?|failing|seeing)\b"
    r"|\b(?:loading|serving|responding|processing|working|running|passing|succeeding|accepting|loads|works) (?:again|normally|fine)\b"
    r"|\bcan (?:\w+ ){1,4}again\b|\b(?:latency|error rates?|errors|load|load times?|response times?|queues?|backlog|cpu|memory)(?: is| are|'s| has| have) (?:\w+ )?(?:back down|down (?:again|to))\b|\b(?:errors?|failures?) (?:rate )?(?:down|back) to\b"
)
# What shows that it works again: the last of the errors, orders that go through.
RECOVERED_TOO = re.compile(
    r"\blast (?:error|failure|time-?out|exception|alert|failed \w+|5\d\d|5xx)s?(?: \S+){0,5}? (?:is|was|came|seen|logged)\b"
    r"|\b(?:tests?|orders?|payments?|purchases?|requests?|bookings?|log-?ins?|e-?mails?|uploads?|jobs?|builds?|messages?|transactions?)(?: \w+){0,6}? (?:went|going|go|goes|came|coming|come|are) (?:through|in again)\b(?! (?:at [£$€]?0\b|twice|double|for (?:free|nothing)|without|unpaid|by mistake))"
)
# An act that had no effect, or trouble that goes on.
NO_EFFECT = re.compile(
    r"\b(?:didn't|did not|doesn't|does not|hasn't|has not|don't think that|not) (?:\w+ )?(?:work|worked|help|helped|fix|fixed|fully|seem)\b"
    r"|\bstill (?:\w+ )?(?:failing|down|broken|seeing|getting|slow|stuck|happening|erroring|not|there|present|an issue)\b|\bpersist(?:s|ed)?\b"
    r"|\b(?:doesn't|didn't|does not|did not|won't|wasn't|isn't) (?:\w+ )?(?:do it|do the trick|cut it|solve|make (?:a|any) difference|clear|enough)\b"
    r"|\b(?:better|improved|improving|less)(?: ,)? but (?:\w+ ){0,2}?(?:not|still|isn't|aren't)\b|\bonly (?:partly|partially|half)\b|\bpartial(?:ly)? (?:\w+ )?(?:recover\w*|fixed|restored|better|improve\w*)\b|\bnot (?:quite |yet )?(?:over|out of the woods)\b"
    r"|\bno (?:effect|change|improvement|luck)\b|\b(?:not|isn't|aren't|wasn't|n't) (?:\w+ ){0,2}?(?:back|working|recovered|healthy|resolved|fixed|stable)\b"
    r"|\b(?:getting|got|gets|made it) worse\b"
)
# What an act came to: "persists after the revert", "still failing after we restarted".
AFTER_AN_ACT = re.compile(
    r"\b(?:after|since|despite|even with) (?:\w+ ){0,3}?(?:revert|roll|restart|reboot|deploy|fix|chang|bump|scal|patch|upgrad|downgrad|drain|clear)\w*\b"
)
# Somebody meets the trouble, or tells of others who do.
TROUBLE = re.compile(
    r"\b(?:getting|seeing|having|hitting|receiving|observing|experiencing|see|saw|got|noticed|noticing|reports? of|reporting|reported|"
    r"alerts? (?:for|about|on|that))(?: \S+){0,5}? "
    r"(?:errors?|5\d\ds?|4\d\ds?|5xx|issues?|problems?|timeouts?|failures?|failing|trouble|slowness|outages?|exceptions?|crash\w*|latency|down)\b"
    r"|\b(?:is|are|was|were|went|gone|goes|be|appears?|seems?|looks?|keeps?|it's|site's|everything's|started|[a-z]+ing)(?: \w+){0,3}? "
    r"(?:down(?! (?:to|from) (?:about |around )?\d)|unreachable|unavailable|offline|broken|unresponsive|failing|erroring|timing out|hanging|hung|crashing|"
    r"not (?:loading|responding|working)|slow|slower|degraded|blank|defaced|flapping|stuck|crashlooping)\b"
    r"|\b(?:something|this|that|it|things)(?:'s| is| are| looks?| seems?) (?:really |very |clearly )?(?:not (?:quite )?right|wrong|off|broken|weird)(?=$| with| here| ,|!)"
    r"|\b(?:users?|customers?|clients?|people|someone|visitors?|tickets?|colleagues?|they|reports?)(?: \S+){0,3}? "
    r"(?:report\w*|complain\w*|can't|cannot|unable|seeing|getting|say|says|saying|said)\b"
    r"|\b(?:can't|cannot|can not|unable to|couldn't|issues?|trouble|problems?|difficulty) (?:\w+ )?(?:access|accessing|log|logging|login|connect|"
    r"connecting|reach|reaching|load|loading|check out|checkout|pay|open|opening|see|sign|upload|uploading|use|submit|save|buy|order|complete|place)\b"
    r"|\balert\w* (?:\w+ )?(?:fired|firing|came|triggered|went off|going off)\b"
    r"|\b(?:died|crashed|oomkilled|crashloopbackoff|went down|fell over|blew up|stopped (?:working|responding))\b"
)
ANYONE = re.compile(
    r"^(?:is |are |has )?(?:any(?:one|body)|someone)(?: else)? (?:\w+ )?(?:seeing|having|getting|noticing|noticed|seen|experiencing)\b"
)
# The incident is declared.
DECLARED = re.compile(
    r"\bdeclar(?:e|ed|ing) (?:\w+ ){0,4}?incident\b|\b(?:creating|opened|opening|raising|raised|starting|started) (?:an?|this|the) (?:\w+ )?incident\b"
)
SEVERITY = re.compile(
    r"\b(?:rais|upgrad|downgrad|lower|chang|set|bump|escalat|treat|class|mark|mov)\w*(?: \S+){0,4}? (?:to|as|at) (?:a )?(?:critical|major|minor|trivial)\b"
    r"|\bseverity(?: is| now| to| set| level| was| of|:| as| from| \w+ to){0,4} ?(?:critical|major|minor|trivial)\b|\b(?:is|as) (?:an? )?(?:critical|major|minor) incident\b|\bis now (?:a )?(?:critical|major|minor|trivial)(?=$| (?:incident|now|because|as|,|;))"
)
ROLE = re.compile(
    r"\b(?:taking|took|takes|take) over\b|\bhand(?:ing|ed) (?:\w+ )?over\b|\b(?:i am|i'm|is|as|be|am|are|you're|becomes?|became) (?:now |acting )*(?:the |our )?(?:new )?(?:incident )?lead\b"
    r"|\b(?:taking|took|take) (?:the )?(?:incident )?lead\b|\b(?:am|i'm|is|be|as|taking|take|on|doing) (?:now )?(?:the )?(?:client )?comms(?: manager)?\b|\b(?:i am|i'm|is) (?:now )?(?:the )?scribe\b"
)
TOLD = re.compile(
    r"\b(?:told|informed|notified|updated|emailed|e-mailed|messaged|contacted|called|rang|replied to|replied on|replying to|informing|notifying|updating|"
    r"telling|emailing|messaging|let|letting)(?: \w+){0,3}? (?:clients?|customers?|users|#general|everyone|support|cto|dpo|supplier|team|"
    r"status page|ticket|tickets|channel)\b|\b(?:our|the) status ?page (?:is |was |has been |now )?(?:updated|says|live|shows)\b|\b(?:updat|post|publish|put|add)\w* (?:\w+ ){0,4}?status ?page\b|\bupdat(?:ed|ing) (?:\S+ ){1,4}?on (?:the|their|its|both) tickets?\b"
    r"|\b(?:posted|posting|published|sent|sending|send|put|putting|wrote) (?:\S+ ){0,4}?(?:update|e-?mail|notice|message|announcement|#general|note|banner|statement|reply|heads-up)\b"
    r"|\bannounce(?:d|ment|ing)?\b|\b(?:has|have) been (?:told|informed|notified|updated)\b|\b(?:told|informed|notified|emailed|e-mailed|rang|phoned|texted) (?!me\b|you\b|us\b|it\b|so\b|myself\b|to\b|by\b|that\b|of\b|about\b)\w+|\b(?:update|message|e-?mail|reply) (?:to|for) (?:the |both |all |our |affected )*(?:clients?|customers?|users?)\b"
    r"|\bupdate (?:sent|posted|published|out)\b|\b(?:clients?|customers?) (?:\w+ )?(?:told|informed|notified|updated|replied|confirmed|confirms)\b"
)
CALLED = re.compile(
    r"\b(?:paged|paging|(?:^|(?<=to )|(?<=ll )|(?<='s )|(?<=please )|(?<=pls )|(?<=can )|(?<=you )|(?<=we )|(?<=i )|(?<=and )|(?<=should ))page(?! says)|escalat(?:ed|ing|e)|calling|called|rang|ringing|phoned|phoning|woke|waking|looped|looping|roping|pulled|pulling|involved|asked)\b"
    r"(?: \S+){0,4}? (?:in|up|to|2nd|second|line|on-call|on call|oncall|support|lead|manager|responder|team|dba|cto|dpo|vendor|supplier|host|hosting|provider)\b"
    r"|\b(?:2nd|second)[- ]line\b|\bescalat(?:ed|ing)\b(?! (?:quickly|fast))"
)
DECIDED = re.compile(
    r"\b(?:let's|lets) (?!see\b|hope|wait and|say\b|not\b|chat|talk|jump|meet|do it|go$|be\b|discuss|keep|just see|find out|take a look|look)\w+ \w+"
    r"|\b(?:we've |we |have )?decided\b(?! (?:nothing|yet))|^decision\b|\bdecision is\b|\b(?:going|we go|we'll go) with\b|\bagreed (?:to|on|that|with)\b|\bplan is\b|\bproceed(?:ing)? with\b|\bopted\b|\bwe(?:'ll| will) (?!see|need|have|know|be|keep|let|wait|get|find|check|look)\w+ \w+|\bwe(?:'re| are) going to\b"
)
# What stands where something private was; and a line at a commit's end.
TAKEN_OUT = re.compile(r"\[[a-z][a-z -]{2,40} removed\]")
TRAILER = re.compile(r"^[A-Za-z]{3,20}(?:-[a-z]{2,20}){0,2}-by: ")
# What leads in to a sentence: "ok so", "quick update:".
OPENING = re.compile(
    r"^\W*(?:(?:fyi|right|ok|okay|so|and|also|well|btw|yep|yes|(?:quick |small |another |further )?update)(?:\s*[,:;!.–—-]+\s+|\s+(?!the\b|is\b|that\b))){1,3}",
    re.IGNORECASE,
)
# A supposition without a verb of supposing: "could be DNS".
MAY_BE = re.compile(r"^(?:it |this |that )?(?:could|might|may) (?:well |also |just )?be \w")
# What a ticket, a form, a page says that others did.
SAID_ELSEWHERE = re.compile(
    r"\b(?:tickets?|page|form|field|article|poster|advert|book|song|runbook|docs?) (?:says?|said|reads?|is called)\b|\bcalled [\"`]"
)
# A decision about another moment is a plan.
LATER_ON = re.compile(
    r"\b(?:later|soon|shortly|tomorrow|tonight|afterwards|eventually|next (?:week|time|sprint|month)|in (?:an? |\d+ |two |five |ten |half an )(?:minutes?|mins?|moment|bit|sec\w*|hours?)|in the (?:morning|evening|afternoon)|after (?:lunch|dinner|work|hours|the (?:meeting|call|break|weekend|stand-?up))"
    r"|at (?:\d|noon|midnight|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|eleven\b|twelve\b))"
)
WENT_LIVE = re.compile(r"\b(?:went|gone|is|was|are|now) (?:now )?live\b")
# Only meant to work, or hoped to.
MEANT = re.compile(
    r"\b(?:try|tries|trying|tried|attempting|need|want|wants|how|going|required|order|able) to\b|\bi(?:'ll|'m| am| will) (?:be )?back\b|\bto (?:get|bring|have|make|see) (?:it|this|that|things|everything|them)\b"
)
# "Reverting it should be fine": a verb in -ing that is the subject of what follows.
GERUND = re.compile(
    r"^(?:\W*\w+ ){0,3}?\w+ing\b[^,;:]{0,120} (?:should|would|could|might|will|is|are|was|were|fixes|fixed|works|worked|seems|takes|took|shows|says)\b"
)
NEGATED = re.compile(
    r"\b(?:(?<!at )once|until|till|when|if|unless|hope|hopefully|assuming|before|wait|might|may be|could be|not yet|isn't|not)\b"
)
NEGATED_WORDS = frozenset("once until till when if unless hope hopefully assuming before wait might may could not isn't".split())
NO_EFFECT_WORDS = frozenset(
    "didn't did doesn't does won't hasn't has don't not still better improved improving less only partial partially persist persists persisted no isn't aren't wasn't worse".split()
)
STRONG = re.compile(
    r"\b(?:confirmed|verified|found|identified|discovered|determined|traced|turns out|turned out|root of|figured out|pinpointed|reproduced|the (?:cause|problem|issue|reason|culprit|bug) (?:is|was))\b"
)
EVIDENT = re.compile(
    r"\b(?:update|upon|investigat\w+|logs?|graphs?|dashboards?|metrics?|traces?|according|code|commit|config|because)\b"
)
COUNTED = re.compile(r"\b(?:hundreds|thousands|dozens|all|every|none|\d[\d,.]*(?:k|m|%)?) (?:of )?\w+|\d%")
# A line that names a task for afterwards.
TASK = re.compile(r"^(?:todos?|to-do|action(?: items?)?|follow[- ]?ups?) (?:[:–—-]|for\b)")
LATER = re.compile(
    r"^(?:todo|action(?: item)?|follow[- ]?ups?)\b|\bfollow[- ]?ups?\b|\bpost-?mortem\b|\bwe should (?:\w+ )?(?:add|write|set up|document|look at|review|automate|alert|monitor|test|create|file|raise|have|make)\b"
    r"|\b(?:tomorrow|afterwards|next (?:week|sprint|month))\b|\bfor the review\b|\baction item\b"
)
# Counterfactuals and judgements: what was not, or should have been.
HINDSIGHT = re.compile(
    r"\b(?:should(?:'ve| have| not have|n't have)|could(?:'ve| have|n't have)|would(?:'ve| have|n't have)) (?:\w+ )?(?:\w+ed|been|known|seen|done|had|caught|gone|taken|made|run|set|told)\b"
    r"|\bif (?:only )?(?:we|i|they|only|someone|somebody) (?:had|hadn't|'d)\b|\bin (?:hindsight|retrospect)\b|\bwith hindsight\b|\bought to have\b"
    r"|\b(?:i|we) wish (?:we|i|they|somebody|someone) had\b"
)
# Words that lay blame on a person.
BLAME = re.compile(
    r"\b(?:forgot(?:ten)? to|(?:my|his|her|their|your) (?:fault|bad)|human error|operator error|careless(?:ly)?|screwed up|messed up|fucked up|negligen\w+|should have known|to blame|made a mistake|sloppy|incompetent|stupid|idiot\w*)\b"
)
# A verb of being or doing: a supposition that claims something.
CLAIM = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|been|does|did|do|can|can't|will|would|could|isn't|aren't|didn't|doesn't|it's|that's|there's|[a-z]{3,}(?:ed|ing|s))\b"
)
JOKE = re.compile(
    r"\b(?:lol|lmao|rofl|haha+|hehe|lolsob|yolo|:-?\)|;-?\)|thanks|thank you|thx|ty|cheers|congrats|kudos|good morning|good luck|welcome|nice one|well done|great work|great job|poll)\b|^(?:hi|hey|hello|morning|poll)\b[^a-z]*$"
)
HINDSIGHT_WORDS = frozenset(
    "should've should shouldn't could've could couldn't would've would wouldn't if hindsight retrospect ought".split()
)
JOKE_WORDS = frozenset(
    "lol lmao rofl hehe lolsob yolo thanks thank thx ty cheers congrats kudos good welcome nice well great poll hi hey hello morning".split()
)
ASKING = re.compile(
    r"^(?:(?:so|and|but|ok|hmm|oh|or|also|question|btw|wait|hey|sorry|just|\W)+ )*(?:what|why|how|who|when|where|which|whose|is|are|was|were|do|does|did|can|could|should|shall|would|will|has|have|had|any|anyone|anybody|isn't|aren't|"
    r"don't|doesn't|didn't|won't|am i|may|might)\b"
)
