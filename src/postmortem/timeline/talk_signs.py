# ruff: noqa: E501 - a table of patterns: whole lines are easier to read against each other than wrapped ones
"""What the manner of a message shows, whatever it is about: that it asks, cheers, doubts, shows a log, counts, is done in a word.

None of these says that a message tells of an event; many together make it likely (`telling.py`). Nothing here belongs to one
system, company or chat.
"""

from __future__ import annotations

import re

from postmortem.blameless.transcript import BlamelessMessage
from postmortem.text import PieceKind
from postmortem.timeline import words as w
from postmortem.timeline.reading import tokens_of, words_of

_LONGEST = 600  # characters of the words, and of what was pasted, that are looked at
# How many words: up to so many.
_LENGTHS = ((0, "no words"), (1, "1 word"), (3, "3 words"), (6, "6 words"), (10, "10 words"), (16, "16 words"), (30, "30 words"))

# In the whole text, emoji among it.
CHEERS = re.compile(
    r"\b(?:nice|yes+|yay|great|phew|woo+|thanks?|thank you|ta|brilliant|amazing|lovely|hero|wow|cheers|perfect|excellent|awesome|superb|legend)\b"
    r"|:(?:tada|pray|raised_hands|clap|heart|sweat_smile|relieved|rocket|partying_face|champagne|white_check_mark|muscle|star)\w*:",
    re.IGNORECASE,
)
DISMAYED = re.compile(
    r"^(?:oh|ugh|hm+|ah+|eek|yikes|oops|argh|damn|oof|gah|wat|wtf|ouch|huh|what)\b"
    r"|:(?:grimacing|sob|scream|facepalm|face_palm|rage|cry|fearful|cold_sweat|thinking|eyes|upside_down|sweat|cursing|see_no_evil|skull)\w*:",
    re.IGNORECASE,
)
JOKES = re.compile(
    r"\b(?:lol|lmao|ha(?:ha)+h?|heh|hehe|rofl|jk)\b|:(?:joy|laughing|smile|grin|smiley|stuck_out|wink|slightly_smiling_face)\w*:|(?<!\w)[:;]-?[)DP](?!\w)",
    re.IGNORECASE,
)
ACKNOWLEDGES = re.compile(
    r"^(?:ok(?:ay)?|yes|yep|yup|y|sure|will do|on it|doing|k|right|ack|agreed|\+1|looking|me too|same|same here|go|go for it|go ahead|please|pls|fine|good|true|no|nope)\W*(?:$|\w+\W*$)",
    re.IGNORECASE,
)
# In the words.
_IN_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("of telling", r"\b(?:clients?|customers?|users?|status ?page|tell(?:ing)?|told|e-?mail(?:ed|ing)?|mailed|rang|ring(?:ing)?|phoned|called|calling|posted|posting|updated?s?|tickets?|support|banner|announce\w*|notif\w+|press|dpo|cto|ceo|director|exec)\b"),
        ("of cause", r"\b(?:because|caused?s?|why|turns? out|due to|so (?:it|that|the|they|we)|that'?s (?:it|why|the|what)|found|reason|root|culprit|explains?|since|never|only|still|no longer|instead|meant|means|missing|wrong|expired|full|exhausted)\b"),
        ("of deciding", r"\b(?:let'?s|decided?s?|decision|agreed?s?|approved?|go ahead|going (?:to|with)|we(?:'ll| will)|i(?:'ll| will)|i'd|shall we|should we|options?|plan|votes?|prefer|rather|don'?t|do not|leave|keep|hold)\b"),
        ("of time", r"\b\d{1,2}[:.]\d\d\b|\b(?:since|ago|midnight|yesterday|last night|this morning|overnight|am|pm)\b"),
        ("of the past", r"\b(?!need|speed|feed|indeed|exceed|hundred|shed|bed)[a-z]{3,}ed\b|\b(?:was|were|had|did|went|ran|found|got|took|put|saw|lost|broke|came|sent|built|fell|rose|began|died|hit|cut|made|left|gave|told|said|kept|set|shut|wrote|gone|been|back)\b"),
        ("begins doing", r"^(?:ok |and |now |i'?m |i am |we'?re |just |still )*(?!thing|nothing|something|anything|everything|morning|evening|during|king|being|going|string|ping|bring|ring|spring|sing)\w{2,}ing\b"),
        ("denies", r"\b(?:not|no|never|nothing|none|nobody|without|cannot)\b|n't\b"),
        ("requests", r"\b(?:can (?:you|someone|somebody|anyone|we|i)|could (?:you|someone|we)|please|pls|plz|would you|who|mind)\b"),
        ("of oneself", r"\b(?:i|i'm|i've|i'd|im|ive|we|we're|we've|my|our|me|us)\b"),
        ("to another", r"\b(?:you|your|u|you're)\b"),
        ("doubts", r"\b(?:maybe|perhaps|probably|possibly|think|guess|suspect|might|could|may|seems?|looks? like|assume|wonder|not sure|no idea|bet|presumably|likely|apparently|hopefully|i believe|i reckon)\b"),
        ("of one's own life", r"\b(?:kids?|kid's|children'?s?|baby|wife|husband|mum|dad|swimming|school(?: run)?|nursery|dentist|doctor'?s?|gym|pub|beers?|wine|cake|pizza|curry|coffee|tea|kettle|lunch|breakfast|dinner|birthday|holidays?|weekend|train|tunnel|tram|driving|bike|dogs?|cats?|shower|in bed|to bed|asleep|nap|film|netflix|lovely|happy (?:monday|friday|birthday)|good night|good morning|goodnight|weather)\b"),
        ("conditional", r"\b(?:if|unless|when|once|until|before|should|would|next time|later|tomorrow|monday|next week|afterwards)\b"),
    )
)  # fmt: skip
_NUMBER = re.compile(r"(?<![\w:/.-])~?\d[\d,.]{0,12}(?:k|m|gb|mb|tb|%|s|ms|min|mins|x|h)?(?![\w:])", re.IGNORECASE)
LOG_TROUBLE = re.compile(
    r"error|fail|exception|denied|refused|timed? ?out|exceed|invalid|expired|fatal|panic|kill|exhaust|not found|unavailable|unable|cannot|prevent|\b5\d\d\b|servfail|oom|warn",
    re.IGNORECASE,
)
LOG_FINE = re.compile(r"succe|\b200\b|\bok\b|complete|healthy|ready|running|active|done|passed", re.IGNORECASE)
# With what a word or two say that something is done or over.
_ENDS = frozenset(
    "done there in up back live out through sent merged deployed restarted gone resolved fixed works working good green clean recovered finished complete completed ok yep".split()
)
_VERBS = (("done", w.DONE), ("doing", w.DOING), ("to do", w.TO_DO))
_STATES = (("trouble", w.TROUBLE), ("recovered", w.RECOVERED), ("states", w.STATES))
_CODE = frozenset({PieceKind.CODE, PieceKind.CODE_BLOCK})
_PEOPLE = frozenset({PieceKind.ROLE, PieceKind.PERSON})


def signs_of(message: BlamelessMessage) -> dict[str, float]:
    """What the manner of one message shows, each sign with how much of it there is, from 0 to 1; signs that are not there are
    left out."""
    words, whole = words_of(message)[:_LONGEST], message.text[:_LONGEST]
    tokens = [token for token in tokens_of(words) if token[0].isalnum()]
    is_person = message.kind == "message"
    found = {_length(len(tokens)): 1.0}
    names = _pieces(message) + (_of_words(words, whole, tokens) if is_person else ["by a tool"])
    found.update((name, 1.0) for name in names)
    if "?" in words:
        found["asks" if words.rstrip().endswith("?") else "asks within"] = 1.0
    if numbers := len(_NUMBER.findall(words)):
        found["numbers"] = min(numbers, 3) / 3
    kinds = frozenset(tokens)
    found.update((name, 1.0) for name, table in _STATES if not kinds.isdisjoint(table))
    found.update((name, 1.0) for name, table in _VERBS if any(token in table for token in kinds))
    if message.reactions:
        found["reactions"] = min(sum(count for _, count in message.reactions), 3) / 3
    for name, is_there in (
        ("exclaims", "!" in words),
        ("percent", "%" in words),
        ("arrow", "→" in whole or "->" in whole or "=>" in whole),
        ("quotes", whole.lstrip().startswith(">") or "\n>" in whole),
        ("file", bool(message.files)),
        ("reply", bool(message.thread_ts) and message.thread_ts != message.ts),
    ):
        if is_there:
            found[name] = 1.0
    return found


def _length(count: int) -> str:
    return next((name for most, name in _LENGTHS if count <= most), "many words")


def _of_words(words: str, whole: str, tokens: list[str]) -> list[str]:
    """The signs in what a person says."""
    names = [name for name, pattern in _IN_WORDS if pattern.search(words)]
    names += [name for name, pattern in (("cheers", CHEERS), ("dismayed", DISMAYED), ("jokes", JOKES)) if pattern.search(whole)]
    if ACKNOWLEDGES.search(words):
        names.append("acknowledges")
    if len(tokens) <= 8 and not _ENDS.isdisjoint(tokens):
        names.append("word of an end")
    if tokens and len(tokens) <= 10 and tokens[-1] in _ENDS:
        names.append("ends on an end")
    return names


def _pieces(message: BlamelessMessage) -> list[str]:
    """The signs in what stands beside the words: pasted output, commands, addresses, people who are called."""
    names, pasted, code = [], [], []
    for kind, text, _ in message.pieces[:100]:
        if kind is PieceKind.CODE_BLOCK:
            pasted.append(text[:_LONGEST])
        elif kind is PieceKind.CODE:
            code.append(text[:_LONGEST])
        elif kind is PieceKind.LINK:
            names.append("link")
        elif kind in _PEOPLE and message.kind == "message":
            names.append("calls somebody")
    names += ["pasted output"] * bool(pasted) + ["code"] * bool(code)
    if any(LOG_TROUBLE.search(text) for text in (*pasted, *code)):
        names.append("trouble in a log")
    if any(LOG_FINE.search(text) for text in pasted):
        names.append("all well in a log")
    return names
