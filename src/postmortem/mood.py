# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Whether words assert something of this incident, or ask, plan, deny, doubt, set a condition or remember another one.

A sentence is cut into clauses; what stands under a condition, in a question or in a memory of another incident is left out.
In a clause, denials, plans and doubts are signs at a place: they reach to the right, over what follows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntFlag

LONGEST = 1000  # characters of a sentence that are looked at


class Sign(IntFlag):
    """What reaches over the words that follow it."""

    NONE = 0
    DENIED = 1
    PLANNED = 2
    ABLE = 4  # "can": able to, or offering to
    DOUBTED = 8


# What stands against taking words as they are.
AGAINST = Sign.DENIED | Sign.PLANNED | Sign.DOUBTED


class Clause:
    """A clause in lower case (`text`), and as it was written (`said`); quoted words are left out of both. It `waits` where a
    condition follows it."""

    __slots__ = ("_doubted", "_signs", "said", "text", "waits")

    def __init__(self, said: str, *, doubted: bool = False, waits: bool = False) -> None:
        self.said, self.text = said, said.lower()
        self._doubted, self.waits = doubted, waits
        self._signs: list[tuple[int, Sign]] | None = None

    def before(self, end: int) -> Sign:
        """The signs that reach over the words that end at `end`."""
        if self._signs is None:  # looked for only where something was found
            self._signs = _signs(self.text, doubted=self._doubted, waits=self.waits)
        reach = Sign.NONE
        for place, sign in self._signs:
            if place < end:
                reach |= sign
        return reach


class Sentence:
    """A sentence, without greetings and fillers at its beginning, as far as it has been looked at."""

    __slots__ = ("_asserts", "_clauses", "lower", "said")

    def __init__(self, sentence: str) -> None:
        self.said = without_opening(plain_words(sentence[:LONGEST]))
        self.lower = self.said.lower()
        self._asserts: bool | None = None
        self._clauses: tuple[Clause, ...] | None = None

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return is_question(self.lower)

    @property
    def jests(self) -> bool:
        """Whether it tells of the kettle."""
        return is_joke(self.lower)

    @property
    def asserts(self) -> bool:
        """Whether it tells of this incident: no question, no memory of another, nothing that might have been."""
        if self._asserts is None:
            self._asserts = not self.asks and not is_of_another(self.lower)
        return self._asserts

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses, up to the first condition. What waits for one ("we can close this once …") counts as planned."""
        if self._clauses is None:
            self._clauses = tuple(self._split())
        return self._clauses

    def _split(self) -> Iterator[Clause]:
        conditional = not _CONDITION_WORDS.isdisjoint(self.lower.split())
        doubted = _DOUBT_AFTER.search(self.lower) is not None
        planned = False
        for part in _BREAK.split(without_quotes(self.said)):
            own = part.strip(" .*_~-–—•'").lstrip("> ")
            condition = _CONDITION.search(own.lower()) if conditional else None
            if condition:
                own = own[: condition.start()].rstrip()
            if own and not _ASIDE.match(own.lower()):
                for_that = planned and _PURPOSE.match(own.lower()) is not None
                clause = Clause(own, doubted=doubted, waits=for_that or (condition is not None and condition[0] not in _UNTIL))
                yield clause
                planned = for_that or _PLANS.match(own.lower()) is not None
            if condition:
                return

    @property
    def whole(self) -> Clause | None:
        """All of it as one clause, with its quotations, up to its first condition; None where it begins with one."""
        condition = _CONDITION.search(self.lower)
        said = self.said[: condition.start()].rstrip() if condition else self.said
        if not said:
            return None
        waits = condition is not None and condition[0] not in _UNTIL
        return Clause(said, doubted=_DOUBT_AFTER.search(self.lower) is not None, waits=waits)


# Where a clause ends and the next begins. A comma in "3,200" and a colon in "10:02" end nothing.
_BREAK = re.compile(
    r"[,;:!)\]](?=\s|$)|\s?[(\[]|\s(?:[-–—]+|&|\+)\s|\.{2,}|…|(?<=[.!?])\s"
    r"|\s(?=(?:but|so|because|although|though|whereas|however|then)\s)"
    r"|\s(?=and (?:i|i'm|i've|i'll|we|we're|we've|it|it's|they|the|that|that's|this|he|she|you|now|then|all|everything|errors?|no|not|there|its|\w+ (?:is|are|has|have|can|was|were)|still)\b)",
    re.IGNORECASE,
)
# What is only planned is done for a purpose, which is no state yet: "I'm going to close the shop so no more orders fail".
_PLANS = re.compile(r"(?:ok |and |then )?(?:i'm|i am|we're|we are) (?:going|about) to\b|(?:i|we)(?:'ll| will)\b|let's\b")
_PURPOSE = re.compile(r"so (?:that|no|we|they|it|nobody|people)\b")
_SIGNS = re.compile(
    r"\b(?:(?P<denied>not|no|never|nobody|no-one|none|nothing|neither|nor|without|cannot|[a-z]+n't|hardly|barely|yet to|fail(?:ed|s|ing|ure)?|unable|refused|far from|isnt|didnt|wasnt|doesnt|hasnt|havent|arent|cant|wont|dont|werent|wouldnt|couldnt|shouldnt)"
    r"|(?P<planned>will|i'll|we'll|you'll|they'll|he'll|she'll|it'll|that'll|there'll|going to|gonna|should|shall|would|i'd|we'd|they'd|he'd|she'd|it'd|you'd|could|must|needs?|want(?:s|ed|ing)?|ha(?:ve|s) to|got to|let's|lets|let us|about to|plan(?:s|ned|ning)?|try(?:ing)?|tries|tried to|ready to|wait(?:ing)?|expect(?:s|ed|ing)?|ought|supposed to|please|next step|attempt(?:s|ed|ing)?|in order to|aim(?:s|ing)?|how to|eta|(?<!seems )(?<!seem )(?<!appears )(?<!appear )(?<!looks )to be|(?:way|ways|idea|option|time|happy|like|prefer|propos\w+|suggest\w*|vote|ask(?:ed|ing)?) (?:is )?to|(?<!too )soon|shortly|tomorrow|tonight|later|in an? (?:minute|moment|sec|second|bit)|get(?:ting)? (?=(?:(?!\S*n't|not\b|reports?\b|errors?\b|\d)\S+ ){1,4}(?:back|working|up|running|online|healthy|going|fixed|sorted)\b)|bring(?:ing)? (?=(?:\S+ ){1,4}back\b)|in (?:\d+|two|three|four|five|ten|fifteen|twenty|thirty) (?:min(?:ute)?s?|hours?))"
    r"|(?P<able>can|able to)"
    r"|(?P<doubted>maybe|may|might|perhaps|possibly|possible|probably|presumably|supposedly|apparently not|likely|unlikely|hopefully|hope|hoping|wish|guess|guessing|suspect\w*|suppose|assum(?:e|es|ed)|think|thought|thinks|reckon|believe|believed|wonder\w*|doubt|theory|hunch|hypothesis|not sure|unsure|unclear|no idea|dunno|fingers crossed|sounds like|could be|feels? like|imagine|if only|(?:almost|nearly)(?! (?:\d|all\b|every|half\b|an? (?:third|quarter|hundred|thousand|dozen|hour)))|wouldn't surprise)"
    r")\b"
)
# A hedge that follows what it doubts: "fixed, I think".
_DOUBT_AFTER = re.compile(
    r"(?:^|[\s,(])(?:i (?:think|guess|hope|believe|suppose|reckon)|maybe|perhaps|probably|possibly|hopefully|presumably|fingers crossed|not sure|i'm not sure|no idea(?: really)?|or not)\W*$"
)
# From here on all is under a condition, up to the end of the sentence.
_CONDITION = re.compile(
    r"(?:^|(?<=\s))(?:(?:only |even |but |and |so |or )?(?:if|unless|(?<!at )once|when|whenever|until|till|as soon as|as long as|in case|assuming (?:it|that|the|this|we|they|nothing|all|no|there)|provided|providing|supposing|whether)\b|should (?:the|it|this|that|they|errors?|there|we|anything|any\w*)\b(?=.* (?:come|comes|return|fail|get|happen|be|go|start)\b))"
)
_CONDITION_WORDS = frozenset(
    "if unless once when whenever until till soon long case assuming provided providing supposing whether should".split()
)
_UNTIL = frozenset({"until", "till"})  # these say how long, not whether
# A clause about another moment, which itself asserts nothing: "before we close it", "after we've deployed".
_ASIDE = re.compile(
    r"^(?:and |but |so )?(?:before|after|while|since|whilst|by the time) (?:we|i|you|they|it|he|she|that|somebody|someone)\b|^(?:before|until|instead of|rather than|in order) \w+ing\b"
)
# A question that has no question mark.
_ASKING = re.compile(
    r"^(?:(?:so|and|but|ok|okay|hmm|oh|or|also|wait|hey|sorry|just|btw|hi|morning|all|right|um|er)\W+){0,4}"
    r"(?:who(?:'s)?|what(?:'s)?(?! (?:we (?:know|have)|i'm seeing|i see|is known|happened(?: was| is)?(?=\s*[:–-]))\b)|why|how|when(?='s| did| was| is| were)|where(?! (?:we|things) (?:are|stand))|which(?! (?:fixed|worked|means|brought|has|solved|was|is)\b)|whose"
    r"|do (?:we|you|i|they|any)|does (?:it|this|that|any|the)|did (?:it|we|you|i|they|any\w*|some\w*|the|that|this)"
    r"|(?:is|are|was|were|am) (?:it|we|you|i|they|he|she|this|that|there|the|any\w*|some\w*)|ha(?:s|ve|d) (?:it|we|you|i|they|he|she|the|any\w*|some\w*|this|that)"
    r"|(?:can|could|should|shall|would|will|may|might) (?:it|we|you|i|they|he|she|the|any\w*|some\w*|this|that|people|one of)|any (?:update|news|idea|luck|chance|eta)|anyone|anybody|isn't|aren't|don't we|didn't (?:we|you|it)|wasn't|won't)\b"
    r"|^(?:(?:so|and|but|ok|okay|hm+|oh|or|also|wait|um|er)\W+){0,3}did (?:(?:an?|our|your|their) )?[\w-]+(?: [\w-]+)? (?:run|get|go|have|do|come|fail|break|change|start|stop|see|happen|die|fall|take|make|work|deploy|restart|move|lose|use|touch|push|merge|hit|expire)\b"
)
# What is told of another incident.
_MONTH = r"(?:january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|winter|christmas|easter)"
_OLDER = re.compile(
    rf"\b(?:last|previous|prior|earlier|other|another|that other) (?:time|times|incident|outage|one|year|month|week|sprint|quarter|summer|winter|autumn|spring|release cycle|review|retro|{_MONTH}|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?! (?:release|version|error))"
    rf"|\b(?:the|our|that|this is like the|in the|in|back in|since|the one in|like in|as in|of) {_MONTH}\b(?! \d)|\b{_MONTH} (?:incident|outage|one)\b"
    r"|\b(?:an?|two|three|four|five|six|\d+|a few|couple of) (?:years?|months?|weeks?) (?:ago|back)\b|\b(?:last week|last month|last year|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday)'s\b(?! (?:release|version|build|config|image)\b)"
    r"|\bremember (?:when|last|the|that|how)\b|\b(?:incident|one) before (?:this|that|last)\b|\bback then\b|\bthat one (?:affected|was|had|took|lost|lasted|cost)\b|\bpast incidents?\b|\bwhen(?:ever)? (?:this|it) (?:last )?happened (?:before|last)\b|\b(?:used to|would always)\b"
)
_OLDER_WORDS = frozenset(
    "last previous prior earlier other another year years month months week weeks ago back remember yesterday's past before used would "
    "january february march april june july august september october november december spring summer autumn winter christmas easter "
    "that monday's tuesday's wednesday's thursday's friday's saturday's sunday's when whenever".split()
)
_DOCUMENTS = frozenset(
    "process playbook runbook doc docs documentation template form guide handbook policy rule rules checklist definition definitions".split()
)
_YEAR = re.compile(r"\bin (?:19|20)\d\d\b")
# What is only said of a place where nobody is served.
_ELSEWHERE = re.compile(
    r"\b(?:staging|uat|pre-?prod|sandbox|localhost|locally)\b|\b(?:on|in|to|from|with|the|our|my) (?:stage|dev|test(?:ing)?|preview|local)\b|\blocal (?:docker|dev|env\w*|stack|set-?up|build|install\w*|machine)\b|\bmy (?:own )?(?:machine|laptop|test \w+|sandbox|branch|fork)\b"
)
_PRODUCTION = re.compile(r"\b(?:production|prod|live)\b")
# What was not, or should have been.
_HINDSIGHT = re.compile(
    r"\b(?:should|could|would|ought to|must|might)(?:'ve| have|n't have| not have)\b|\bin hindsight\b|\bwith hindsight\b|\bif only\b|\bi wish\b|\b(?:we|i|they|he|she|you|it)'d have\b"
)
_QUOTED = re.compile(r"\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”|`[^`\n]{1,400}`")
_QUOTE_LEFT = '"q"'
# Most sentences hold none of these and need no closer look.
_APOSTROPHES = (("’", "'"), ("‘", "'"), ("ʼ", "'"))


_HINDSIGHT_WORDS = frozenset(
    "should could would ought must might should've could've would've must've might've hindsight only wish we'd i'd they'd he'd she'd you'd it'd "
    "shouldn't couldn't wouldn't".split()
)
# What nobody has an incident of.
_JOKES = frozenset(
    "lol lmao rofl haha hahaha hehe biscuit biscuits coffee kettle tea teapot cake cakes pizza curry beer pub cat cats dog dogs robot robots overlords mercury "
    "bed bath fridge toaster sandwich snack snacks doughnut doughnuts crisps pyjamas".split()
)
_WORD = re.compile(r"[a-z0-9][\w'’-]*")


# What leads in and states nothing: "ok, so …", "FYI …", "@here …".
_OPENING = re.compile(
    r"\A(?:(?:ok(?:ay)?|so|fyi|right|and|but|yes|yep|yeah|yup|well|also|um+|er+|hm+|oh|ah|btw|fwiw|heads[- ]up|@here|@channel|@everyone|just to say|for info|for the record|just so you know)(?:\s*[,:!.…]+\s+|\s+[-–—]+\s+|\s+)"
    r"|(?:hi|hey|hello|morning|good morning|afternoon|evening|good news|bad news|all|folks|team|everyone|everybody|hi all|hey all|hello all|morning all|hi everyone|hey folks|thanks|thank you|cheers|great|nice|cool|sorry|apologies|right then|ok then|now|quick one|update|news|no|nope)(?:\s*[,:!.…]+\s+|\s+[-–—]+\s+)){1,5}(?=\S)",
    re.IGNORECASE,
)


def without_opening(text: str) -> str:
    """The text without greetings and fillers at its beginning."""
    return _OPENING.sub("", text, count=1)


def plain_words(text: str) -> str:
    """The text with plain apostrophes and single spaces."""
    for form, to in _APOSTROPHES:
        if form in text:
            text = text.replace(form, to)
    return " ".join(text.split())


def plain_lower(text: str) -> str:
    """The text in lower case with plain apostrophes and single spaces."""
    return plain_words(text).lower()


def is_question(lower: str) -> bool:
    """Whether a sentence (as `plain_lower` gives it) asks."""
    return lower.rstrip(" )*_\"'").endswith("?") or _ASKING.match(lower) is not None


def is_joke(lower: str) -> bool:
    """Whether words tell of the kettle."""
    return not _JOKES.isdisjoint(_WORD.findall(lower))


# What a document says is nobody's word of this incident.
_DOCUMENT = re.compile(
    r"\b(?:process|playbook|runbook|docs?|documentation|template|form|guide|handbook|policy|rules?|checklist|definitions?) (?:says?|asks?|tells?|suggests?|reads?|begins|means?|wants)\b|\baccording to the (?:docs?|process|runbook|playbook|template|policy)\b|^(?:runbook|playbook|docs?|process|from the (?:playbook|docs?|runbook|process))\s*:"
)


def is_of_another(lower: str) -> bool:
    """Whether a sentence tells of another incident, of what might have been, or of what a document says."""
    words = frozenset(_WORD.findall(lower))
    return (
        (not _OLDER_WORDS.isdisjoint(words) and _OLDER.search(lower) is not None)
        or (not _HINDSIGHT_WORDS.isdisjoint(words) and _HINDSIGHT.search(lower) is not None)
        or ("in" in words and _YEAR.search(lower) is not None)
        or (not _DOCUMENTS.isdisjoint(words) and _DOCUMENT.search(lower) is not None)
    )


def is_elsewhere(lower: str) -> bool:
    """Whether a sentence tells of staging, of somebody's own machine and the like."""
    return _ELSEWHERE.search(lower) is not None and _PRODUCTION.search(lower) is None


def without_quotes(text: str) -> str:
    """The sentence with quoted words and code taken out: they are somebody else's, or an example."""
    return _QUOTED.sub(_QUOTE_LEFT, text) if '"' in text or "`" in text or "“" in text else text


def asserted(sentence: str) -> tuple[Clause, ...]:
    """The clauses by which a sentence asserts something; empty where it asks, remembers or only supposes."""
    read = Sentence(sentence)
    return read.clauses if read.asserts else ()


def whole(sentence: str) -> Clause | None:
    """A sentence as one clause, up to its first condition; None where it asks, remembers another incident, or begins with one."""
    read = Sentence(sentence)
    return read.whole if read.asserts else None


def _signs(text: str, *, doubted: bool, waits: bool) -> list[tuple[int, Sign]]:
    signs = [(found.start(), Sign[(found.lastgroup or "none").upper()]) for found in _SIGNS.finditer(text)]
    if doubted:
        signs.append((-1, Sign.DOUBTED))
    if waits and any(sign in (Sign.PLANNED, Sign.ABLE) for _, sign in signs):
        signs.append((-1, Sign.PLANNED))
    return signs
