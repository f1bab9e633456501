"""Says of a message whether it tells of something that happened, of what kind, and how strongly it does.

Rules are general: forms of verbs, hedges, negations, questions. A sentence is looked at word by word against tables
(`words.py`); patterns are only tried where a table's word is there. The score is evidence, not importance: about 2 is
talk, 5 an act or an observation, 8 a milestone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from postmortem.incident import Kind
from postmortem.timeline import words as w
from postmortem.timeline.reading import Reading, Sentence


class Verdict(NamedTuple):
    """What one sentence tells of. `form`: done, doing, will, state, ask."""

    kind: Kind
    score: float
    form: str
    sentence: Sentence


# "resolved", "closing the incident", "all clear" of the incident itself.
_RESOLVED = re.compile(
    r"\b(?:incident|issue|problem|outage|this|it|that|all|everything)(?:'s| is| has| was| as| now| been| fully| officially){0,4} "
    r"(?:resolved|closed|over)\b|\b(?:incident|outage) (?:closed|resolved|over|ends|ended)\b|\ball[- ]clear\b|^resolved\b"
    r"|\b(?:closing|closed|resolving|resolved|close|resolve) (?:off |out )?(?:this|the) (?:incident|issue|outage)\b"
    r"|\bstand(?:ing)? down\b|\bcall(?:ing|ed)? (?:it|this) (?:resolved|closed|done)\b"
)
# Something works again, or an act had its effect.
_RECOVERED = re.compile(
    r"\b(?:errors?|alerts?|failures?|timeouts?|5\d\ds?|5xx|exceptions?|requests?|queues?|latency|load)(?: \w+){0,3}? "
    r"(?:stopped|gone|cleared|subsided|ceased|normal|recovered|recovering|dropped)\b"
    r"|\bback (?:up|online|to normal|in action|in service|to life|to green|alive|working)\b"
    r"|\b(?:is|are|was|were|be|looks?|looking|seems?|'s|now|all|everything|things?|site|service)(?: \w+){0,2}? "
    r"(?:healthy|working|recovered|recovering|stable|back|green|functional|operational|normal|restored|fixed)(?=$| (?:again|now|and|for|on|in|since|after|so|but|with|to|from|at|as|thanks|,|;|!|\)|–|—|\(|-))"
    r"|\b(?:should be|is|are|all|looks?|looking|everything|things) (?:good|fine|ok|okay)(?: again| now)\b"
    r"|\b(?:recovering|recovered|restored|recovers)\b"
    r"|\bconfirm(?:ed|ing)? (?:\w+ ){0,3}?(?:working|fixed|recovered|healthy|functional|restored|resolved|good)\b"
    r"|\b(?:that|this|it|which|rollback|roll back|restart|revert|fix|change|deploy|deployment|failover|patch|workaround|upgrade)"
    r"(?: has| have| seems to have| appears to have| did)? "
    r"(?:worked|fixed|fixes|helped|solved|did the trick|works)\b"
    r"|\bno (?:more|further|new|longer) (?:\w+ )?(?:errors?|failures?|alerts?|timeouts?|5\d\ds?|complaints?|issues?|failing|seeing)\b"
    r"|\b(?:loading|serving|responding|processing|working|running|passing|succeeding|accepting|loads|works) (?:again|normally|fine)\b"
    r"|\bcan (?:\w+ ){1,4}again\b|\b(?:errors?|failures?) (?:rate )?(?:down|back) to\b"
)
# An act that had no effect, or trouble that goes on.
_NO_EFFECT = re.compile(
    r"\b(?:didn't|did not|doesn't|does not|hasn't|has not|don't think that|not) (?:\w+ )?(?:work|worked|help|helped|fix|fixed|fully|seem)\b"
    r"|\bstill (?:\w+ )?(?:failing|down|broken|seeing|getting|slow|stuck|happening|erroring|not|there|present|an issue)\b|\bpersist(?:s|ed)?\b"
    r"|\bno (?:effect|change|improvement|luck)\b|\b(?:not|isn't|aren't|wasn't|n't) (?:\w+ ){0,2}?(?:back|working|recovered|healthy|resolved|fixed|stable)\b"
    r"|\b(?:getting|got|gets|made it) worse\b"
)
# Somebody meets the trouble, or tells of others who do.
_TROUBLE = re.compile(
    r"\b(?:getting|seeing|having|hitting|receiving|observing|experiencing|see|saw|got|noticed|noticing|reports? of|reporting|reported|"
    r"alerts? (?:for|about|on|that))(?: \S+){0,5}? "
    r"(?:errors?|5\d\ds?|4\d\ds?|5xx|issues?|problems?|timeouts?|failures?|failing|trouble|slowness|outages?|exceptions?|crash\w*|latency|down)\b"
    r"|\b(?:is|are|was|were|went|gone|goes|be|appears?|seems?|looks?|keeps?|it's|site's|everything's|started|[a-z]+ing)(?: \w+){0,3}? "
    r"(?:down|unreachable|unavailable|offline|broken|unresponsive|failing|erroring|timing out|hanging|hung|crashing|"
    r"not (?:loading|responding|working)|slow|slower|degraded|blank|defaced|flapping|stuck|crashlooping)\b"
    r"|\b(?:something|this|that|it|things)(?:'s| is| are| looks?| seems?) (?:really |very |clearly )?(?:not (?:quite )?right|wrong|off|broken|weird)(?=$| with| here| ,|!)"
    r"|\b(?:users?|customers?|clients?|people|someone|visitors?|tickets?|colleagues?|they|reports?)(?: \S+){0,3}? "
    r"(?:report\w*|complain\w*|can't|cannot|unable|seeing|getting|say|says|saying|said)\b"
    r"|\b(?:can't|cannot|can not|unable to|couldn't|issues?|trouble|problems?|difficulty) (?:\w+ )?(?:access|accessing|log|logging|login|connect|"
    r"connecting|reach|reaching|load|loading|check out|checkout|pay|open|opening|see|sign|upload|uploading|use|submit|save|buy|order|complete|place)\b"
    r"|\balert\w* (?:\w+ )?(?:fired|firing|came|triggered|went off|going off)\b"
    r"|\b(?:died|crashed|oomkilled|crashloopbackoff|went down|fell over|blew up|stopped (?:working|responding))\b"
)
_ANYONE = re.compile(r"^(?:is |are |has )?(?:any(?:one|body)|someone)(?: else)? (?:\w+ )?(?:seeing|having|getting|noticing|noticed|seen|experiencing)\b")
# The incident is declared.
_DECLARED = re.compile(r"\bdeclar(?:e|ed|ing) (?:\w+ ){0,4}?incident\b|\b(?:creating|opened|opening|raising|raised|starting|started) (?:an?|this|the) (?:\w+ )?incident\b")
_SEVERITY = re.compile(
    r"\b(?:rais|upgrad|downgrad|lower|chang|set|bump|escalat|treat|class|mark|mov)\w*(?: \S+){0,4}? (?:to|as|at) (?:a )?(?:critical|major|minor|trivial)\b"
    r"|\bseverity(?: is| now| to| set| level| was| of|:| as| from| \w+ to){0,4} ?(?:critical|major|minor|trivial)\b|\b(?:is|as) (?:an? )?(?:critical|major|minor) incident\b"
)
_ROLE = re.compile(
    r"\b(?:taking|took|takes|take) over\b|\bhand(?:ing|ed) (?:\w+ )?over\b|\b(?:i am|i'm|is|as|be|am|are|you're|becomes?|became) (?:now |acting )*(?:the |our )?(?:new )?(?:incident )?lead\b"
    r"|\b(?:taking|took|take) (?:the )?(?:incident )?lead\b|\b(?:am|i'm|is|be|as|taking|take|on|doing) (?:now )?(?:the )?(?:client )?comms(?: manager)?\b|\b(?:i am|i'm|is) (?:now )?(?:the )?scribe\b"
)
_TOLD = re.compile(
    r"\b(?:told|informed|notified|updated|emailed|e-mailed|messaged|contacted|called|rang|replied to|replied on|replying to|informing|notifying|updating|"
    r"telling|emailing|messaging|let|letting)(?: \w+){0,3}? (?:clients?|customers?|users|#general|everyone|support|cto|dpo|supplier|team|"
    r"status page|ticket|tickets|channel)\b|\bstatus ?page\b"
    r"|\b(?:posted|posting|published|sent|sending|send|put|putting|wrote) (?:\S+ ){0,4}?(?:update|e-?mail|notice|message|announcement|#general|note|banner|statement|reply|heads-up)\b"
    r"|\bannounce(?:d|ment|ing)?\b|\b(?:update|message|e-?mail|reply) (?:to|for) (?:the |both |all |our |affected )*(?:clients?|customers?|users?)\b"
    r"|\bupdate (?:sent|posted|published|out)\b|\b(?:clients?|customers?) (?:\w+ )?(?:told|informed|notified|updated|replied|confirmed|confirms)\b"
)
_CALLED = re.compile(
    r"\b(?:paged|paging|page|escalat(?:ed|ing|e)|calling|called|rang|ringing|phoned|phoning|woke|waking|looped|looping|roping|pulled|pulling|involved|asked)\b"
    r"(?: \S+){0,4}? ?(?:in|up|to|2nd|second|line|on-call|on call|oncall|support|lead|manager|responder|cto|dpo|vendor|supplier|host|hosting|provider)\b"
    r"|\b(?:2nd|second)[- ]line\b|\bescalat(?:ed|ing)\b"
)
_DECIDED = re.compile(
    r"\b(?:let's|lets) (?!see\b|hope|wait and|say\b|not\b|chat|talk|jump|meet|do it|go$|be\b|discuss|keep|just see|find out|take a look|look)\w+ \w+"
    r"|\b(?:we've |we |have )?decided\b|\bdecision\b(?!s)|\bgoing with\b|\bagreed (?:to|on|that|with)\b|\bplan is\b|\bproceed(?:ing)? with\b|\bopted\b|\bwe(?:'ll| will) (?!see|need|have|know|be)\w+ \w+|\bwe(?:'re| are) going to\b"
)
# Only meant to work, or hoped to.
_MEANT = re.compile(r"\b(?:try|tries|trying|tried|attempting|need|want|wants|how|going|required|order|able) to\b|\bto (?:get|bring|have|make|see) (?:it|this|that|things|everything|them)\b")
# "Reverting it should be fine": a verb in -ing that is the subject of what follows.
_GERUND = re.compile(r"^(?:\W*\w+ ){0,3}?\w+ing\b[^,;:]{0,120} (?:should|would|could|might|will|is|was|fixes|fixed|works|worked|seems|takes|took)\b")
_NEGATED = re.compile(r"\b(?:once|until|till|when|if|unless|hope|hopefully|assuming|before|wait|might|may be|could be|not yet|isn't|not)\b")
_NEGATED_WORDS = frozenset("once until till when if unless hope hopefully assuming before wait might may could not isn't".split())
_NO_EFFECT_WORDS = frozenset("didn't did doesn't does hasn't has don't not still persist persists persisted no isn't aren't wasn't worse".split())
_STRONG = re.compile(r"\b(?:confirmed|verified|found|identified|discovered|determined|traced|turns out|turned out|root of|figured out|pinpointed|reproduced|the (?:cause|problem|issue|reason|culprit|bug) (?:is|was))\b")
_EVIDENT = re.compile(r"\b(?:update|upon|investigat\w+|logs?|graphs?|dashboards?|metrics?|traces?|according|code|commit|config|because)\b")
_COUNTED = re.compile(r"\b(?:hundreds|thousands|dozens|all|every|none|\d[\d,.]*(?:k|m|%)?) (?:of )?\w+|\d%")
_LATER = re.compile(
    r"^(?:todo|action(?: item)?|follow[- ]?ups?)\b|\bfollow[- ]?ups?\b|\bpost-?mortem\b|\bwe should (?:\w+ )?(?:add|write|set up|document|look at|review|automate|alert|monitor|test|create|file|raise|have|make)\b"
    r"|\b(?:tomorrow|afterwards|next (?:week|sprint|month))\b|\bfor the review\b|\baction item\b"
)
# Counterfactuals and judgements: what was not, or should have been.
HINDSIGHT = re.compile(
    r"\b(?:should(?:'ve| have| not have|n't have)|could(?:'ve| have|n't have)|would(?:'ve| have|n't have)) (?:\w+ )?(?:\w+ed|been|known|seen|done|had|caught|gone|taken|made|run|set|told)\b"
    r"|\bif (?:we|i|they|only|someone|somebody) (?:had|hadn't|'d)\b|\bin (?:hindsight|retrospect)\b|\bwith hindsight\b|\bought to have\b"
)
# Words that lay blame on a person.
BLAME = re.compile(
    r"\b(?:forgot(?:ten)? to|(?:my|his|her|their|your) (?:fault|bad)|human error|operator error|careless(?:ly)?|screwed up|messed up|fucked up|negligen\w+|should have known|to blame|made a mistake|sloppy|incompetent|stupid|idiot\w*)\b"
)
# A verb of being or doing: a supposition that claims something.
_CLAIM = re.compile(r"\b(?:is|are|was|were|has|have|had|be|been|does|did|do|can|can't|will|would|could|isn't|aren't|didn't|doesn't|it's|that's|there's|[a-z]{3,}(?:ed|ing|s))\b")
_JOKE = re.compile(r"\b(?:lol|lmao|rofl|haha+|hehe|lolsob|yolo|:-?\)|;-?\)|thanks|thank you|thx|ty|cheers|congrats|kudos|good morning|good luck|welcome|nice one|well done|great work|great job|poll)\b|^(?:hi|hey|hello|morning|poll)\b[^a-z]*$")
_HINDSIGHT_WORDS = frozenset("should've should shouldn't could've could couldn't would've would wouldn't if hindsight retrospect ought".split())
_JOKE_WORDS = frozenset(
    "lol lmao rofl hehe lolsob yolo thanks thank thx ty cheers congrats kudos good welcome nice well great poll hi hey hello morning".split()
)
_ASKING = re.compile(
    r"^(?:(?:so|and|but|ok|hmm|oh|or|also|question|btw|wait|hey|sorry|just|\W)+ )*(?:what|why|how|who|when|where|which|whose|is|are|was|were|do|does|did|can|could|should|shall|would|will|has|have|had|any|anyone|anybody|isn't|aren't|"
    r"don't|doesn't|didn't|won't|am i|may|might)\b"
)


def classify(reading: Reading, *, is_tool: bool = False) -> tuple[Verdict, ...]:
    """What the message tells of, strongest first; empty where it is only talk."""
    found = [verdict for sentence in reading.sentences if (verdict := classify_sentence(sentence, is_tool=is_tool))]
    if reading.changes:
        found += [title for sentence in reading.sentences if (title := _title(sentence))][:1]
    if not found and reading.changes and reading.sentences:
        longest = max(reading.sentences, key=lambda one: min(len(one.text), 200))
        if len(longest.tokens) >= 3 and not longest.text.endswith("?"):
            found.append(Verdict(Kind.ACTION, 3.0, "state", longest))
    if not found:
        return ()
    extra = (0.8 if reading.changes else 0.3 if reading.links else 0.0) + (0.7 if reading.evidence else 0.0)
    found.sort(key=lambda one: -one.score)
    return tuple(one._replace(score=one.score + extra) for one in found)


def _title(sentence: Sentence) -> Verdict | None:
    """A line that reads as the title of a change: "#123 Revert the new limit"."""
    tokens = [token for token in sentence.tokens if not token.startswith("#")]
    if len(tokens) < 3 or tokens[0] not in w.TO_DO or "?" in tokens:
        return None
    return Verdict(w.TO_DO[tokens[0]][0], 5.6, "title", sentence)


def classify_sentence(sentence: Sentence, *, is_tool: bool = False) -> Verdict | None:
    """What one sentence tells of, or None."""
    tokens = sentence.tokens
    if w.TRIGGERS.isdisjoint(tokens):
        return None
    text = " ".join(tokens) if len(tokens) < 80 else " ".join(tokens[:80])
    words = frozenset(tokens)
    if (not words.isdisjoint(_HINDSIGHT_WORDS) and HINDSIGHT.search(text)) or (not words.isdisjoint(_JOKE_WORDS) or text.startswith("ha")) and _JOKE.search(text):
        return None
    asks = "?" in tokens[-2:] or sentence.text.rstrip().endswith("?")
    if asks and _ANYONE.search(text):
        return Verdict(Kind.DETECTION, 6.0, "ask", sentence)
    if asks and (_ASKING.search(text) or len(tokens) < 6):
        return None
    if not asks and len(tokens) > 3 and _ASKING.search(text) and tokens[0] in {"what", "why", "how", "who", "when", "where", "which"}:
        return None
    verdict = _milestone(text, words, sentence) or _deed(sentence, text) or _observation(text, words, sentence)
    if verdict is None:
        return None
    score = verdict.score - (0.6 if asks else 0.0)
    count = len(tokens)
    if count < 4:
        score -= 0.6
    elif count >= 9:
        score += 0.5
    if "`" in sentence.text or "#" in sentence.text:
        score += 0.3
    return verdict._replace(score=score)


def _milestone(text: str, tokens: frozenset[str], sentence: Sentence) -> Verdict | None:
    """Declared, graded, handed over, resolved, recovered, told, called, decided."""
    unsure = not tokens.isdisjoint(_NEGATED_WORDS) and _NEGATED.search(text) is not None
    if not tokens.isdisjoint(w.DECLARING) and not unsure and _DECLARED.search(text):
        return Verdict(Kind.DECLARATION, 8.5, "state", sentence)
    if not tokens.isdisjoint(w.GRADING) and not unsure and _SEVERITY.search(text):
        return Verdict(Kind.SEVERITY, 8.0, "state", sentence)
    if not tokens.isdisjoint(w.LEADING) and not unsure and _ROLE.search(text):
        return Verdict(Kind.ROLE, 7.0, "state", sentence)
    hedged = not tokens.isdisjoint(w.HEDGES)
    if not tokens.isdisjoint(_NO_EFFECT_WORDS) and _NO_EFFECT.search(text):
        return Verdict(Kind.FINDING, 4.6 if hedged else 5.2, "state", sentence)
    if not unsure and not hedged and not tokens.isdisjoint(w.CLOSING) and _RESOLVED.search(text):
        return Verdict(Kind.RESOLUTION, 8.5, "state", sentence)
    if not unsure and not tokens.isdisjoint(w.RECOVERED) and "could" not in tokens and _RECOVERED.search(text) and not _MEANT.search(text):
        return Verdict(Kind.RECOVERY, 5.5 if hedged else 7.0, "state", sentence)
    if unsure:
        return None
    if not tokens.isdisjoint(w.TELLING) and not tokens & {"should", "could", "please", "need", "can"} and _TOLD.search(text):
        return Verdict(Kind.COMMUNICATION, 5.8, "state", sentence)
    if not tokens.isdisjoint(w.CALLING) and not tokens & {"should", "could", "please", "need"} and _CALLED.search(text):
        return Verdict(Kind.ESCALATION, 6.0, "state", sentence)
    if not hedged and not tokens.isdisjoint(w.DECIDING) and _DECIDED.search(text):
        return Verdict(Kind.DECISION, 5.2, "state", sentence)
    return None


def _deed(sentence: Sentence, text: str) -> Verdict | None:
    """Something that was done, is being done, or is about to be done."""
    tokens = sentence.tokens
    best: Verdict | None = None
    for place, token in enumerate(tokens[:60]):
        score, form, found = 0.0, "", w.DONE.get(token)
        if found:
            score, form = (6.2 if found[0] is not Kind.ACTION else 5.4), "done"
        elif (found := w.DOING.get(token)) is not None:
            if _GERUND.search(text) or not _by_somebody(tokens, place):
                continue
            score, form = (5.4 if found[0] is not Kind.ACTION else 4.2), "doing"
        elif (found := w.TO_DO.get(token)) is not None:
            score, form = 3.6, "will"
        if found is None:
            continue
        kind, particles = found
        if particles and w_disjoint(tokens[place + 1 : place + 4], particles):
            continue
        before = tokens[max(0, place - 4) : place]
        if not w_disjoint(before, w.NOT_DONE) and not (form == "will" and "to" in before and not w_disjoint(before, w.WILL)):
            continue
        near = tokens[place - 1] if place else ""
        if form == "will":
            if w_disjoint(before, w.WILL) or not w_disjoint(before, ("that", "it", "this", "which", "they", "he", "she")):
                continue
            if "let's" in before or "lets" in before:
                kind, score = Kind.DECISION, 5.0
        elif near and near not in w.DOERS and not (form == "done" and near.endswith("ly")):
            continue
        if not w_disjoint(tokens, w.HEDGES):
            score -= 1.5
        if best is None or score > best.score:
            best = Verdict(kind, score, form, sentence)
    return best


_BEING = frozenset({"is", "are", "was", "were", "been", "got", "get"})
_SOMEBODY = frozenset("i we they he she lead manager support team".split())


def _by_somebody(tokens: tuple[str, ...], place: int) -> bool:
    """Whether a form in -ing is something that people do ("we are restarting"), not what a machine does ("pods are restarting")."""
    if not place or tokens[place - 1] not in _BEING:
        return True
    subject = tokens[place - 2] if place > 1 else ""
    return subject in _SOMEBODY or (subject.isdigit() and place > 2 and tokens[place - 3] == "responder")


def w_disjoint(tokens: tuple[str, ...], words: frozenset[str] | tuple[str, ...]) -> bool:
    """Whether none of the tokens is among the words."""
    return all(token not in words for token in tokens)


def _observation(text: str, tokens: frozenset[str], sentence: Sentence) -> Verdict | None:
    """Trouble met, something found, something supposed, something for later."""
    hedged = not tokens.isdisjoint(w.HEDGES)
    if not tokens.isdisjoint(w.LATER) and _LATER.search(text):
        return Verdict(Kind.FOLLOW_UP, 2.0, "state", sentence)
    if not hedged and not tokens.isdisjoint(w.TROUBLE) and _TROUBLE.search(text):
        return Verdict(Kind.DETECTION, 5.4, "state", sentence)
    strong = _STRONG.search(text) is not None
    if hedged:
        long_enough = len(sentence.tokens) >= 5
        if strong and "i think" not in text:
            return Verdict(Kind.FINDING, 4.4, "state", sentence)
        return Verdict(Kind.HYPOTHESIS, 3.6, "state", sentence) if long_enough and _CLAIM.search(text) else None
    if strong:
        return Verdict(Kind.FINDING, 5.8, "state", sentence)
    if not tokens.isdisjoint(w.APPEARS) and len(sentence.tokens) >= 5:
        return Verdict(Kind.FINDING, 5.2 if _EVIDENT.search(text) else 4.0, "state", sentence)
    if len(sentence.tokens) >= 4 and not (tokens & {"if", "should", "could", "would", "can", "may"}):
        counted = _COUNTED.search(text) is not None
        if not tokens.isdisjoint(w.STATES) or counted:
            good = (not tokens.isdisjoint(w.STATES)) + counted
            return Verdict(Kind.FINDING, 2.8 + 0.9 * good, "state", sentence)
        if not tokens.isdisjoint(w.FOUND):
            return Verdict(Kind.FINDING, 3.4, "state", sentence)
    return None
