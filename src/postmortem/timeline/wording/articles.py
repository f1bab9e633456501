# ruff: noqa: E501 - tables of words: whole lines are easier to read against each other than wrapped ones
"""Gives a subject the article that a hurried writer left out ("banner is up"), and no capital in mid-sentence."""

from __future__ import annotations

from postmortem.timeline.wording import verbs as v
from postmortem.timeline.wording.tenses import is_finite

# Things of which there are several, so that one of them needs an article.
_COUNTED = frozenset(
    "banner site page homepage website newsletter fork rollback revert deploy deployment release fix patch hotfix restart reboot failover database db cache queue server host node pod cluster disk backup restore "
    "certificate cert key job worker script migration pipeline build alert ticket notice shop app application endpoint service container image table dashboard graph problem issue cause limit pool volume firewall proxy balancer "
    "plugin theme template cron cronjob replica primary mirror registry vault token account client customer vendor provider supplier link button version branch repo repository file folder bucket import export sync scan domain "
    "record store setting config flag feature redirect change machine process daemon cdn plan update incident leak fault bug upgrade outage workaround test run rule gateway router switch".split()
)
_LEADING = frozenset("first second third fourth fifth last latest previous next same other".split())
_QUALIFIED = frozenset("new old manual main current original primary secondary affected wrong failed broken full faulty".split())
_DETERMINED = frozenset("the a an this that these those my our your their its his her all both each every some any no most many few several another one two three four five six".split())
# Words that lose their capital in mid-sentence.
_COMMON = _COUNTED | _LEADING | _QUALIFIED | _DETERMINED | frozenset(
    "there it everything everyone nobody nothing only errors error between memory sites users user requests request services things they we you he she here still not looks looking seems appears when after as at in on from with for by "
    "since because pods jobs customers clients alerts logs log database traffic checkout payments payment rollbacks restarts getting seeing manually having to upon per according if however then okay trying unable can cannot can't "
    "restarting rolling rolled fixed restarted deployed found many response responses pages servers hosts nodes sessions orders order emails mail mails search login logins sign-in deploys deployments search uploads images latency load cpu "
    "disk data backups half about around nearly almost roughly what which who how why where whether while during unclear better worse same whole writes reads write read access connection connections calls call people staff users update updates "
    "second-line support staging production prod dns http external internal public private further more less fewer also now thanks looks sounds site's apparently maybe probably was were is are has had using running checking".split()
)
_NUMBER_WORDS = frozenset("hundreds thousands dozens plenty loads lots".split())


def low(text: str) -> str:
    """The text without the capital of a sentence's beginning, where the word is no name."""
    first, space, rest = text.partition(" ")
    if text.startswith("Third party"):
        return text
    plain = first.lower().rstrip(",.:;").split("'")[0]
    known = plain in _COMMON or plain in v.THIRD or plain in v.BASES or plain in _NUMBER_WORDS or (v.is_past(plain) and first[1:].islower())
    return first.lower() + space + rest if known and first != "I" and first[:1].isupper() and (first[1:].islower() or not first[1:]) else text


def with_article(text: str) -> str:
    """The clause or phrase with "the" before its subject where one was left out."""
    words = text.split(" ", 8)
    first = words[0].lower()
    if text.startswith("Third party"):
        return text
    if first in _DETERMINED or not words[0].isalpha():
        return text
    if first in _LEADING and len(words) > 1 and words[1][:1].isalnum():
        return f"the {text}"
    cores: list[str] = []
    for place, word in enumerate(words[:5]):
        core = word.strip(",;:.").lower()
        if place and (is_finite(core, cores, words[place + 1].lower() if place + 1 < len(words) else "") or v.is_past(core) or core in {"back", "up", "down", "out", "still", "now", "in", "on", "for", "of", "at", "from"}):
            head = cores[-1]
            singular = head in _COUNTED or (first in _QUALIFIED and place > 1 and not head.endswith("s") and head.isalpha())
            small = all(one.isalpha() and one == one.lower() for one in [words[0][1:] or "a", *words[1:place]])
            return f"the {text[0].lower()}{text[1:]}" if singular and small and (words[0].islower() or first in _COUNTED | _QUALIFIED) else text
        if word[-1:] in ",;:.":
            return text
        cores.append(core)
    return text


def definite(noun_phrase: str) -> str:
    """A noun phrase as an object: "second update" → "the second update", "Update" → "an update"."""
    first = noun_phrase.partition(" ")[0]
    plain = first.lower()
    if plain in _DETERMINED or not first.isalpha():
        return noun_phrase
    if plain in _LEADING:
        return f"the {plain}{noun_phrase[len(first):]}"
    head = noun_phrase.split(" ")[-1].lower()
    if head in _COUNTED or head in {"notice", "reply", "message", "email", "mail", "statement", "summary", "post"}:
        small = low(noun_phrase) if plain not in {"update", "reply", "email", "statement", "summary", "post", "message"} else plain + noun_phrase[len(first):]
        if not small[:1].islower():
            return noun_phrase
        return f"an {small}" if small[:1] in "aeiou" and not small.startswith("us") else f"a {small}"
    return low(noun_phrase)
