# ruff: noqa: E501 - tables of patterns and words: whole lines are easier to read against each other than wrapped ones
"""Says a message's telling sentence as a timeline says it: who, what they did, in about twenty words.

Nothing is added: every content word is the message's own. The first person becomes the role, the verb that leads becomes
past, greetings and fillers go, and a text that is too long ends with "[…]".
"""

from __future__ import annotations

import re
from functools import lru_cache

from postmortem.incident import Kind
from postmortem.timeline import words as w
from postmortem.timeline.reading import ADDRESS, tidy

MOST_WORDS = 20

# An emoji's code; it holds a letter, so that 10:02:03 is none.
_EMOJI_CODE = re.compile(r"(?<![\w:]):[a-z0-9_+'-]{0,60}[a-z][a-z0-9_+'-]{0,60}:(?!\w)")
# Pictures of faces, flags and signs.
_PICTURES = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u20e3\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
_SMILEY = re.compile(r"(?:(?<=\s)|^)(?:[:;]-?[)(DPp/]|¯\S{0,12}¯|\^\^)(?=\s|$)")
_NUMBER = re.compile(r"^#\d{1,8}:? ")
# "rolling back now": in a timeline it was then.
_TRAILING = re.compile(r" (?:right )?now$", re.IGNORECASE)
_SLASH = re.compile(r"(?<!\S)/(?:shrug|tableflip|unflip|me)\b")
# What Slack or a copy of it adds, and marks of emphasis around a word.
_ADDED = re.compile(r"\((?:edited)\)|(?<!\S)[*_~]{1,2}(?=\S)|(?<=[\w.,!?)])[*_~]{1,2}(?=[\s.,!?:]|$)")
# What leads in without telling anything.
_FILLER = re.compile(
    r"^(?:ok(?:ay)?|so|h+m+|u+gh|right|alright|all right|yeah|yep|yes|yup|well|actually|oh+|hey(?: all| everyone| team| folks)?|hi(?: all| everyone| team| folks)?|hello(?: all)?|"
    r"fyi|warning|notice|info|heads[- ]up|(?:further |another |quick |small )?update|btw|lol|cool|great|and|but|also|no|nope|ah+|oo+h+|good news|aside|interesting(?:ly)?|very interesting|sorry|phew|nice|ack|note|done|for the record|folks|everyone|team|all)"
    r"(?:[ ,:;!.…–—-]+)(?=\S)",
    re.IGNORECASE,
)
# The words with which those begin: looked at first, because most texts begin with none of them.
_FILLERS = frozenset(
    "ok okay so h hm hmm hmmm ugh right alright all yeah yep yes yup well actually oh ohh hey hi hello fyi warning notice info heads heads-up further another "
    "quick small update btw lol cool great and but also no nope ah aah ooh oooh good aside interesting interestingly very sorry phew nice ack note done for folks everyone team".split()
)
_BLAMING_ADVERB = re.compile(
    r"\b(?:accidentally|mistakenly|inadvertently|carelessly|wrongly|stupidly|obviously|clearly) | (?:accidentally|mistakenly|inadvertently|by mistake|by accident)\b",
    re.IGNORECASE,
)
_LEAD_HEDGE = re.compile(
    r"^(?:(?:i|we)(?:'m|'d|'re| am| are| would)?(?: still| also| just| do| strongly)* (?:think|thought|guess(?:ing)?|believe|suspect(?:ed|ing)?|reckon|assume|bet|suppose|going to suspect)"
    r"|my (?:hunch|guess|theory|bet|suspicion|best guess) is|suspect(?:ing)?|guess(?:ing)?|maybe|probably|perhaps|possibly|presumably|apparently|it's (?:possible|likely)|theory:?|hypothesis:?)(?: that)?[ ,:]+",
    re.IGNORECASE,
)
_OWN_PAST = re.compile(r"^(?:i(?:'ve| have)|we(?:'ve| have)|i|we)\s+", re.IGNORECASE)
_ADVERBS = re.compile(r"^(?:just|now|also|already|then|still|[a-z]{3,12}ly)\s+", re.IGNORECASE)
_OWN_NOW = re.compile(r"^(?:i(?:'m| am)|we(?:'re| are))\s+", re.IGNORECASE)
_OWN_WILL = re.compile(
    r"^(?:(?:i'll|i will|we'll|we will|will|gonna)|(?:i'm |i am |we're |we are )?(?:going to|about to|gonna))\s+(?:now |just |try and )*",
    re.IGNORECASE,
)
_LETS = re.compile(r"^(?:let's|lets|let us)\s+", re.IGNORECASE)
_ANYONE = re.compile(r"^(?:is |are |has )?(any(?:one|body)|someone)((?: else)?) ", re.IGNORECASE)
_CONFIRMED = re.compile(r"^(confirmed|verified|resolved|update|confirming|decision|decided)\s*[:–—-]\s*", re.IGNORECASE)
# Where a long text may end: before a clause that adds to it.
_CLAUSE = re.compile(r"(?:[,;:]| [–—-]| \(| because| so| which| but| and then| though| although| since)$")
# A verb that is not the first word: the text is a clause of its own.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|can't|cannot|could|does|doesn't|did|didn't|do|don't|will|won't|isn't|aren't|wasn't|weren't|should|stopped|started|failed|fails|died|'s|went|came|got|looks?|seems?|appears?|shows?|needs?|works?|worked|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_SHIFTS = {
    "i'm": "they are", "i am": "they are", "i was": "they were", "i've": "they have", "i'll": "they will", "i'd": "they would", "i": "they",
    "my": "their", "mine": "theirs", "me": "them", "myself": "themselves", "we're": "the team are", "we've": "the team have",
    "we'll": "the team will", "we'd": "the team would", "we": "the team", "our": "the team's", "ours": "the team's", "us": "the team",
    "ourselves": "themselves", "let's": "the team should", "lets": "the team should",
}  # fmt: skip
# The first person, longer forms first; the country ("US") is told from "us" by its capitals.
_FIRST_PERSON = re.compile(
    r"(?<![\w`/.'-])(?:[Ii](?:'m| am| was|'ve|'ll|'d)?|[Mm](?:y(?:self)?|e|ine)|[Ww]e(?:'re|'ve|'ll|'d)?|[Oo]ur(?:s|selves)?|us|[Ll]et'?s)(?![\w'`/-])"
)
# Words that lose their capital after "reported that".
_COMMON = frozenset(
    "the a an there it this that these those all some no most many few every everything everyone nothing only both each another "
    "errors error between memory replica release site sites users user requests service services things they we you i he she its their our my his her here still "
    "now not looks looking seems appears when after as at in on from with for by since because one two three pods jobs customers clients "
    "client customer alerts alert logs database traffic checkout payments rollback restart deploy deployment getting seeing "
    "manual manually having most to upon per according if however then first okay trying unable can cannot can't restarting rolling rolled "
    "fixed restarted deployed found new old several many both response responses page pages server servers".split()
)
_SEEING = {
    "seeing": "saw", "getting": "got", "having": "had", "hitting": "hit", "noticing": "noticed", "receiving": "received",
    "observing": "observed", "looking": "looked", "checking": "checked", "waiting": "waited", "experiencing": "experienced",
    "confirming": "confirmed", "testing": "tested", "thinking": "thought", "handing": "handed", "taking": "took", "closing": "closed",
    "declaring": "declared", "raising": "raised", "calling": "called", "posting": "posted", "sending": "sent", "telling": "told",
    "updating": "updated", "escalating": "escalated", "paging": "paged", "marking": "marked", "lowering": "lowered",
    "proceeding": "proceeded", "resolving": "resolved", "investigating": "investigated", "trying": "tried",
}  # fmt: skip
_OTHER_PAST = frozenset(
    "found saw noticed discovered identified confirmed verified determined traced spotted realised realized checked looked asked told said sent "
    "decided agreed escalated paged called rang phoned emailed informed notified posted replied declared closed resolved raised lowered "
    "handed took reproduced established spoke heard got had hit received tested narrowed pinpointed figured investigated reported "
    "announced messaged contacted went started began could".split()
)
_OWN_VERBS = {"can't": "could not", "cannot": "could not", "can": "could", "don't": "did not", "didn't": "did not", "need": "needed", "see": "saw",
              "am": "was", "have": "had", "want": "wanted", "find": "found", "was": "was", "were": "was", "think": "thought", "know": "knew",
              "couldn't": "could not", "declare": "declared", "did": "did", "haven't": "had not", "get": "got", "keep": "kept", "will": "planned to"}  # fmt: skip
_REPORTING = {
    Kind.HYPOTHESIS: "suspected", Kind.FINDING: "found", Kind.DECISION: "decided",
}  # fmt: skip


def clean(text: str) -> str:
    """The text without emoji, addresses, emphasis, fillers at its beginning, and white space beyond single spaces."""
    text = tidy(text[:1500])
    if ":" in text:
        text = _EMOJI_CODE.sub(" ", text)
        text = _SMILEY.sub(" ", text)
        if "http" in text:
            text = ADDRESS.sub(" ", text)
    if not text.isascii():
        text = _PICTURES.sub(" ", text)
        text = _SMILEY.sub(" ", text)
    if "/" in text:
        text = _SLASH.sub(" ", text)
    if "*" in text or "_" in text or "~" in text or "(" in text:
        text = _ADDED.sub("", text)
    text = " ".join(text.split()).strip(" \t•*-–—,;:>")
    for _ in range(4):
        first = text.partition(" ")[0].lower()
        if first.rstrip(",:;!.…–—-") not in _FILLERS or first == "no":  # "No new errors" is not "New errors"
            break
        shorter = _FILLER.sub("", text, count=1)
        if shorter == text or len(shorter) < 3:
            break
        text = shorter
    if text.startswith("(") and text.endswith((")", ").")) and "(" not in text[1:]:
        text = text.rstrip(".")[1:-1]
    return text.replace("```", "").strip()


def third_person(text: str) -> str:
    """The text with the first person turned: I → they, we → the team; inline code is left as it is."""
    if "`" not in text:
        return _FIRST_PERSON.sub(_shift, text)
    parts = text.split("`")
    parts[::2] = [_FIRST_PERSON.sub(_shift, part) for part in parts[::2]]
    return "`".join(parts)


def _shift(found: re.Match[str]) -> str:
    return _SHIFTS[found[0].lower()]


def shorten(text: str, most: int) -> str:
    """At most `most` words, ended at a clause where there is one, marked with […] where something was cut."""
    words = text.split()
    if len(words) <= most and len(text) <= 320:
        return text
    kept = words[: most - 1]
    for place in range(len(kept) - 1, 2 * most // 3 - 2, -1):
        before = " ".join(kept[: place + 1])
        if _CLAUSE.search(before):
            kept = kept[:place] if not kept[place].endswith((",", ";", ":")) else kept[: place + 1]
            break
    short = " ".join(kept)[:300].rstrip(" ,;:–—-(")
    if short.count("`") % 2:
        short = short.rsplit("`", 1)[0].rstrip(" ,;:–—-(")
    return f"{short} […]" if short else "[…]"


def finish(text: str) -> str:
    """The text with a capital at its beginning and a full stop at its end."""
    text = text.rstrip(" ,;:–—-?!.…")
    if text.count('"') % 2:
        text = "".join(text.rsplit('"', 1)).rstrip(" ,;:–—-?!.…")
    if not text:
        return ""
    first = text.partition(" ")[0]
    # "incident.io" and the like write themselves small.
    return f"{text}." if "." in first.rstrip(".") else f"{text[0].upper()}{text[1:]}."


@lru_cache(maxsize=2048)
def phrase(text: str, *, role: str, kind: Kind, labels: frozenset[str] = frozenset(), form: str = "state") -> str:
    """The sentence as a timeline entry: "<Role> <verb in the past> <what>." An empty text stays empty."""
    body = clean(text)
    if not body:
        return ""
    body = _BLAMING_ADVERB.sub("", body)
    if form == "title":
        return finish(shorten(f"{role} posted a change: {third_person(_NUMBER.sub('', body))}", MOST_WORDS))
    known = next((label for label in labels if body.startswith(label) and not body[len(label) : len(label) + 1].isalnum()), None)
    if known and kind is not Kind.HYPOTHESIS:
        whole = body
    else:
        said = _TRAILING.sub("", body.rstrip("?!. "))
        whole = f"{role} {_predicate(said, kind, leads='incident lead' in role.lower())}"
    return finish(shorten(third_person(whole), MOST_WORDS))


def sentence_alone(text: str) -> str:
    """The sentence by itself, in the third person, for places that name the role beside it."""
    body = clean(text)
    ends = "?" if body.endswith("?") else "."
    body = finish(shorten(third_person(_BLAMING_ADVERB.sub("", body)), 40))
    return body[:-1] + ends if body else ""


def _predicate(body: str, kind: Kind, *, leads: bool) -> str:
    """What follows the role: verb first."""
    if asked := _ANYONE.match(body):
        rest = body[asked.end() :]
        return (
            f"asked whether {asked[1].lower()}{asked[2].lower()} {'was' if rest.split(' ')[0].endswith('ing') else 'had'} {rest}"
        )
    if confirmed := _CONFIRMED.match(body):
        rest = body[confirmed.end() :]
        verb = {
            "confirmed": "confirmed",
            "confirming": "confirmed",
            "verified": "verified",
            "decision": "decided",
            "decided": "decided",
        }.get(confirmed[1].lower(), "reported")
        return f"{verb} that {_lower(rest)}" if _FINITE.search(rest) else f"{verb}: {rest}"
    if lets := _LETS.match(body):
        return f"{'decided' if leads else 'proposed'} to {body[lets.end() :]}"
    if kind is Kind.HYPOTHESIS and (hedge := _LEAD_HEDGE.match(body)):
        rest = body[hedge.end() :]
        return f"suspected that {_lower(rest)}" if _FINITE.search(rest) else f"suspected {_lower(rest)}"
    if will := _OWN_WILL.match(body):
        return f"planned to {body[will.end() :]}"
    we = body[:2].lower() == "we" and body[2:3] in {" ", "'"}
    rest, adverbs = body, ""
    own = _OWN_NOW.match(body) or _OWN_PAST.match(body)
    if own and not we:
        rest = body[own.end() :]
    while adverb := _ADVERBS.match(rest):
        adverbs, rest = (
            adverbs + (adverb[0].lower() if adverb[0].lower().strip() not in {"just", "now", "currently", "still"} else ""),
            rest[adverb.end() :],
        )
    first, _, tail = rest.partition(" ")
    verb = first.lower().rstrip(",:;")
    if not we:
        if verb in w.DONE or verb in _OTHER_PAST or (own and (verb.endswith("ed") or verb.startswith("re-"))):
            return f"{adverbs}{_low(first)} {tail}".strip()
        if verb in _SEEING:
            return f"{adverbs}{_SEEING[verb]} {tail}".strip()
        if verb in w.DOING and (own or tail):
            return f"began {adverbs}{_low(first)} {tail}".strip()
        if own and verb in _OWN_VERBS:
            return f"{adverbs}{_OWN_VERBS[verb]} {tail}".strip()
        if own and _OWN_NOW.match(body):
            return f"was {adverbs}{rest}"
    return _reported(body, kind)


def _reported(body: str, kind: Kind) -> str:
    """A clause of its own, after a verb of saying."""
    saying = _REPORTING.get(kind, "reported")
    low = body.lower()
    if low.startswith(("looks like", "seems like", "seems ", "looks ", "appears ", "sounds like", "smells like")):
        return f"reported that it {_lower(body)}"
    if kind is Kind.FINDING and (any(hedge in low.split() for hedge in w.HEDGES) or " looks " in low or " like " in low):
        saying = "reported"
    if _FINITE.search(body):
        return f"{saying} that {_lower(body)}"
    return f"reported: {_lower(body)}"


def _low(word: str) -> str:
    return word.lower() if word[:1].isupper() and word[1:].islower() else word


def _lower(text: str) -> str:
    """The text without the capital of a sentence's beginning, where the word is no name."""
    first, space, rest = text.partition(" ")
    return first.lower() + space + rest if first.lower().rstrip("',.:;").split("'")[0] in _COMMON and first != "I" else text
