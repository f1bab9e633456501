# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Takes from a sentence what tells nothing: emoji, addresses, emphasis, greetings, fillers at its beginning and its end."""

from __future__ import annotations

import re

from postmortem.timeline.reading import ADDRESS, tidy

# An emoji's code; it holds a letter, so that 10:02:03 is none.
_EMOJI_CODE = re.compile(r"(?<![\w:]):[a-z0-9_+'-]{0,60}[a-z][a-z0-9_+'-]{0,60}:(?!\w)")
# Pictures of faces, flags and signs.
_PICTURES = re.compile(
    "[\u2190-\u2191\u2193-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u20e3\U0001f000-\U0001faff\U000e0020-\U000e007f\ue000-\uf8ff]"
)
_ARROW = re.compile(r"\s*\u2192\s*")
_SMILEY = re.compile(r"(?:(?<=\s)|^)(?:[:;]-?[)(DPp/]|¯\S{0,12}¯|\^\^|xD)(?=\s|$)")
# Brackets in which only an address stood.
_EMPTIED = re.compile(r" ?\([\s)]{1,20}(?=\s|$)")
_SLASH = re.compile(r"(?<!\S)/(?:shrug|tableflip|unflip|me)\b")
# What Slack or a copy of it adds, and marks of emphasis around a word.
_ADDED = re.compile(r"\((?:edited)\)|(?<!\S)[*_~]{1,2}(?=\S)|(?<=[\w.,!?)])[*_~]{1,2}(?=[\s.,!?:]|$)")

# What leads in without telling anything, whatever follows it.
_FILLER = re.compile(
    r"^(?:ok(?:ay)?|okie|k|so|h+m+|hrm+|u+gh|argh+|um+|uh+|er+m?|yeah|yep|yes|yup|well|actually|basically|essentially|honestly|literally|anyway|anyways|oh+|o{2,}h+|o+ps|whoops|"
    r"(?:hey|hi|hiya|hello|hallo|hola|moin|yo|servus|greetings|good (?:morning|afternoon|evening|day)|guten (?:morgen|tag|abend)|bonjour)(?: (?:all|everyone|everybody|team|folks|both|there|again|guys|night|hey|hi))*(?: ?!(?= ))?|(?:morning|afternoon|evening)(?: (?:all|everyone|team|folks|both))?(?=[,.!:])|"
    r"fyi|fwiw|tbh|tl;?dr|btw|lol|haha|ah+|aha|phew|gah|damn|ouch|wow|whoa+|omg|oh my god|oh no|argh|yikes|sigh|man(?=,)|and|but(?! (?:not|for)\b)|also|wait(?= (?:i|we|it|that|this|no)\b)|then(?= (?:i|we|do|don't|take|let)\b)|(?:no )?no(?= (?:i|we|it|that|they|you|leave|wait)\b)|unrelated(?= but\b)|could be(?=,)|plus(?= \w)|interesting(?:ly)?|very interesting|thankfully|luckily|fortunately|unfortunately|sadly|apologies|sorry to interrupt|sorry|(?:one|quick) question(?=[,:])|(?:naive |stupid |dumb |quick |random )?q(?:uestion)?(?=[:,])|just(?= (?:[a-z]+(?:ed|ing)|seems?|looks?|sent|got|had|rang|did|saw|found|told|put|set|took|made|ran)\b)"
    r"|for the record|before (?:i|we) forget|just so (?:you|everyone|people|we) (?:know|knows)(?: it)?|for (?:my|our|the) (?:file|notes?|records?|log|report|timeline)|to be (?:clear|fair|honest)|good news(?: everyone| all)?|bad news|heads[- ]up|small thing|one more thing|another thing|in case (?:it helps|anyone asks)|"
    r"(?:(?<=^)(?:just )?)?(?:quick|small|short) (?:update|note|question)|(?:an )?update from (?:me|my side|us)|from (?:my|our) side(?=,))"
    r"(?:[ ,:;!.…–—-]+)(?=\S)",
    re.IGNORECASE,
)
# Fillers that are words of a sentence as well: only before a mark ("great, it works", not "great news").
_FILLER_BEFORE_MARK = re.compile(
    r"^(?:right|alright|all right|cool|great|good|nice|perfect|excellent|thanks(?: all| everyone| [a-z]+)?|thank you(?: all)?|ta|ack|noted?|folks|everyone|everybody|team|all|no|nope|nah|info|warning|notice|ps|aside|fine|understood|agreed|sure|true|exactly|correct|fair enough|(?:good|nice) (?:catch|idea|point|question|one|work)|makes sense|ty(?: all| everyone| [a-z]+)?|thx|np|ha|lgtm|amazing|awesome|brilliant|lovely|wonderful|super|beautiful|(?:further|another|latest|new)? ?(?:update|status)|status update|found it|got it|think i(?:'ve)? (?:have |found |got )?it|"
    r"i see|i know|same here|this one|there we go|here we go|here goes|voil[aà]|bingo|yay|woo+|hooray|finally|numbers|interesting|weird|strange|odd|hm+|eh|[a-z]+(?: [a-z]+){0,2} here)"
    r"(?:[,:;!.…]+ |\s+[–—-]+\s+)(?=\S)",
    re.IGNORECASE,
)
# The words with which those begin: looked at first, because most texts begin with none of them.
_FILLERS = frozenset(
    "ok okay okie k so hm hmm hmmm hrm ugh argh um umm uh er erm right alright all yeah yep yes yup well actually basically essentially honestly literally anyway anyways oh ohh ooh oooh ooooh oooooh ooooooh oops whoops hey hi hello morning "
    "fyi fwiw tbh tldr tl;dr btw lol ah aah aha phew gah damn ouch wow and but also plus interesting interestingly very thankfully luckily fortunately unfortunately sadly apologies sorry just for before to good bad heads heads-up small one another in "
    "quick short an a update from cool great nice perfect excellent thanks thank ta ack note noted folks everyone everybody team no nope nah info warning notice ps aside further latest new status found got think i same this there here voilà voila bingo yay woo "
    "fine understood agreed sure true exactly correct fair makes ty thx np ha lgtm amazing awesome brilliant lovely wonderful super beautiful naive stupid dumb random q question hiya hallo hola moin yo servus greetings guten bonjour afternoon evening whoa whoaa whoaaa omg yikes sigh man wait then unrelated could haha hooray finally numbers weird strange odd eh".split()
)
_HERE = re.compile(r"^\S+(?: \S+){0,2} here[.,!:]\s", re.IGNORECASE)
# Adverbs that add nothing, unless they are denied ("not really").
_EMPTY_ADVERB = re.compile(r"(?<!not)(?<!n't)(?<!\bhow) (?:basically|actually|essentially|literally|honestly|obviously|clearly|simply|kinda|kind of|sort of(?! \w+s\b)|tbh|fwiw|lol|haha|btw|for what it's worth|to be honest|of course)(?=[\s,.!?]|$)", re.IGNORECASE)
_JUST = re.compile(r"(?<=\w) just (?=(?:[a-z]{2,14}(?:ed|ing)|got|been|went|came|seen|saw|sent|had|made|put|did|seems?|looks?)\b)", re.IGNORECASE)
_BLAMING_ADVERB = re.compile(
    r"\b(?:accidentally|mistakenly|inadvertently|carelessly|wrongly|stupidly|obviously|clearly) | (?:accidentally|mistakenly|inadvertently|by mistake|by accident)\b",
    re.IGNORECASE,
)
# What trails off: a comment of one's own, thanks, a tag.
_TAIL = re.compile(
    r"(?:[,;.]? (?:-|–|—)?\s?(?:so|which|and)? ?(?:that's|thats|that is|it's|this is) (?:good|great|nice|fine|all good|a relief|promising|odd|weird|strange|annoying|interesting|worrying)"
    r"|[,;!.]? (?:pls|plz|please|fyi|fwiw|btw|lol|haha|tbh|yay|phew|cheers|thanks(?: (?:all|everyone|a lot))?|thank you|ta|sorry(?: (?:all|about that|for the noise))?|colleagues?|folks|all(?<=, all)|everyone(?<=, everyone)|team(?<=, team)|guys|mate|please shout|bear with (?:me|us))"
    r"|[,;] (?:right|ok|okay|no|yes|yeah|eh|you know|as you can see|for the record|anyway|though|tho|obviously|fun|happy days|fingers crossed))[ .!…]*$",
    re.IGNORECASE,
)
# "rolling back now": in a timeline it was then.
_NOW = re.compile(r"(?:,? (?<!from )(?<!to )(?<!until )(?<!till )(?<!by )(?:for now|for the moment|for the time being|right now|just now|as we speak|at the moment|atm|currently|now|rn))(?=$|[,;.:!?]| (?:and|but|with|because|so|that|which|-|–|—) )", re.IGNORECASE)
_NOW_INSIDE = re.compile(r"(?<=\w) (?:now|currently|presently) (?=[a-z]{2,14}(?:ed|ing|s|en)?\b)", re.IGNORECASE)
_NOW_FIRST = re.compile(r"^(?:right now|just now|currently|now|at the moment|presently),? (?=\w)(?!that\b)", re.IGNORECASE)
# "[INFO] Step 18 started", "[#2207] snoozed".
_LABEL_OF_A_TOOL = re.compile(r"^\[(?:INFO|WARN(?:ING)?|ERROR|NOTICE|DEBUG|#\d{1,8})\]:? +")
_TWICE = re.compile(r"\b(\w[\w ]{2,40}?) \(\1\)")
_SOME = re.compile(r"\b(\d[\d,.]*) (\w+)\(s\)")
_REPEATED_MARKS = re.compile(r"[!?]{2,}|\.{3,}")


def clean(text: str) -> str:
    """The text without emoji, addresses, emphasis, fillers at its beginning, and white space beyond single spaces."""
    text = tidy(text[:1500])
    if ":" in text:
        text = _EMOJI_CODE.sub(" ", text)
        text = _SMILEY.sub(" ", text)
        if "http" in text:
            text = _EMPTIED.sub("", ADDRESS.sub(" ", text))
    if not text.isascii():
        text = _ARROW.sub(" → ", text)
        text = _PICTURES.sub(" ", text)
        text = _SMILEY.sub(" ", text)
    if "/" in text:
        text = _SLASH.sub(" ", text)
    if "*" in text or "_" in text or "~" in text or "(" in text:
        text = _ADDED.sub("", text)
        text = _SOME.sub(_counted, _TWICE.sub(r"\1", text))
    text = " ".join(text.split()).strip(" \t•*-–—,;:>")
    text = without_lead_in(_LABEL_OF_A_TOOL.sub("", text))
    if text.startswith("(") and text.endswith((")", ").")) and "(" not in text[1:]:
        text = text.rstrip(".")[1:-1]
    return text.replace("```", "").strip()


def without_lead_in(text: str) -> str:
    """The text without greetings and fillers at its beginning."""
    for _ in range(6):
        if _HERE.match(text) and len(text) > 24:
            text = _HERE.sub("", text, count=1)
            continue
        first = text.partition(" ")[0].lower().rstrip(",:;!.…–—-")
        if first not in _FILLERS:
            break
        shorter = _FILLER.sub("", text, count=1)
        if shorter == text:
            shorter = _FILLER_BEFORE_MARK.sub("", text, count=1)
        if shorter == text or len(shorter) < 3:
            break
        text = shorter.lstrip(" -–—,:;")
    return text


def tightened(text: str) -> str:
    """The text without blaming and empty adverbs, "now" where it was then, and what trails off at its end."""
    text = _BLAMING_ADVERB.sub("", text)
    text = _EMPTY_ADVERB.sub("", text)
    if "just" in text.lower():
        text = _JUST.sub(" ", text)
    for _ in range(3):
        shorter = _TAIL.sub("", text)
        if shorter == text or len(shorter.split()) < 2:
            break
        text = shorter
    low = text.lower()
    if "now" in low or "moment" in low or "currently" in low or "presently" in low or "atm" in low or " rn" in low or "as we speak" in low:
        text = _NOW_FIRST.sub("", text)
        text = _NOW.sub("", text)
        text = _NOW_INSIDE.sub(" ", text)
    return _REPEATED_MARKS.sub(lambda found: found[0][0] if found[0][0] != "." else "…", text).strip()


def _counted(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2]}" + ("" if found[1] == "1" else "s")
