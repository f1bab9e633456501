# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Makes a sentence short enough: drops what stands in brackets and what is only added, and ends at the end of a clause.

"[…]" shows where the cut part could turn the meaning ("but …", "unless …"), or where no clause ended in time.
"""

from __future__ import annotations

import re

from postmortem.timeline.wording.tenses import has_finite

_LONGEST = 320  # characters
_FEWEST = 6  # words that are left
_SLACK = 2  # words too many that are better than an end in the middle of a thought
_BRACKETS = re.compile(r"\s*\([^()]{0,300}\)(?=[^()]*$)")
# A phrase before the clause: "for both of the clusters, …".
_BEFORE = re.compile(r"(?<= that) (?:for|in|on|at|upon|with|from|during|after|since|according to|per) [^,`]{3,90}, (?=\S)")
_STRONG = frozenset("because so which but though although whereas while however".split())
_TURNS = frozenset("but though although unless except if until however only not whereas without or otherwise".split())
# What is said comes after these.
_ANNOUNCES = frozenset("say says said asked wrote told confirmed reported is are was were means meant fact question option options".split())
_WEAK = frozenset("as since after before when where until if unless instead rather".split())
_PREPOSITIONS = frozenset("in on at for from with by after before during since until into onto via through".split())
_DANGLING = frozenset(
    "the a an of to that in on at for from with by and or but so is was were are be been as than which who if when while because not no their its this these it they he she has had have will would could very more about into "
    "team".split()
)


def shorten(text: str, most: int) -> str:
    """At most `most` words, ended where a clause ends."""
    if len(text.split()) <= most + _SLACK and len(text) <= _LONGEST:
        return text
    for _ in range(4):
        without = _BRACKETS.sub("", text, count=1)
        if without == text or len(without.split()) < _FEWEST:
            break
        text = without
        if len(text.split()) <= most and len(text) <= _LONGEST:
            return text
    found = _BEFORE.search(text)
    without = text if found is None or has_finite(found[0]) else f"{text[:found.start()]} {text[found.end():]}"
    if without != text and len(without.split()) >= _FEWEST:
        text = without
        if len(text.split()) <= most and len(text) <= _LONGEST:
            return text
    words = text.split()
    while len(" ".join(words[:most])) > _LONGEST and most > 1:
        most -= 1
    best = max(((_worth(words, place), place) for place in range(min(_FEWEST, most - 1), min(most, len(words) - 1) + 1)), default=(0.0, 0))
    if best[0] > 0:
        kept = _trimmed(words[: best[1]])
        turns = words[best[1]].strip(",;:(").lower() in _TURNS or (words[best[1]].lower() == "and" and best[1] + 1 < len(words) and words[best[1] + 1].lower() in _TURNS)
        return f"{kept} […]" if turns and len(kept.split()) < most + 1 else kept
    for place in range(most - 1, 2 * most // 3, -1):
        if words[place].lower() in _PREPOSITIONS and words[place - 1].lower() not in _DANGLING and "`" not in words[place - 1]:
            return f"{_trimmed(words[:place])} […]"
    left = words[: most - 1]
    while len(left) > 1 and left[-1].lower() in _DANGLING:
        left.pop()
    short = _trimmed(left)
    return f"{short} […]" if short else "[…]"


def _worth(words: list[str], place: int) -> float:
    """How good an end the words before `place` make; 0: none."""
    before, here = words[place - 1], words[place].strip("(").lower()
    if before.strip(",;:").lower() in _DANGLING or " ".join(words[:place]).count("`") % 2:
        return 0.0
    length = place / 20
    if before == "→" or here == "→":
        return 0.0
    if before.endswith(":") and before[:-1].lower() in _ANNOUNCES:
        return 0.0
    if before.endswith((";", ":")) or before in {"–", "—", "-"} or here in {"–", "—", "-"}:
        return 1.2 + length
    if here.rstrip(",") in _STRONG:
        return 1.2 + length
    if before.endswith(","):
        return (1.1 if here in {"and", "so", "then", "which"} else 0.9) + length
    if here in _WEAK and place >= 8:
        return 0.6 + length
    if here == "and" and place >= 8 and place + 1 < len(words) and words[place + 1].lower() in {"it", "they", "the", "that", "this", "was", "were", "had", "would", "could", "is", "are", "now", "no", "all", "there", "then"}:
        return 0.9 + length
    return 0.0


def _trimmed(words: list[str]) -> str:
    short = " ".join(words)[:300].rstrip(" ,;:–—-(→")
    if short.count("`") % 2:
        short = short.rsplit("`", 1)[0].rstrip(" ,;:–—-(")
    return short


# Where a first person was turned at the beginning of a further sentence.
_NEXT_SENTENCE = re.compile(r"(?<=[a-z0-9)][.!] )(?:they|their|the team|that|this|it)\b")


def finish(text: str, end: str = ".") -> str:
    """The text with a capital at its beginning and a full stop at its end."""
    text = text.rstrip(" ,;:–—-?!.…")
    while text.endswith((" and", " or", " but", " and so")):
        text = text.rpartition(" ")[0].rstrip(" ,;:–—-")
    if text.count('"') % 2:
        text = "".join(text.rsplit('"', 1)).rstrip(" ,;:–—-?!.…")
    if text.endswith("[…"):
        text += "]"
    if not text:
        return ""
    text = _NEXT_SENTENCE.sub(lambda found: found[0].capitalize(), text)
    first = text.partition(" ")[0]
    # "incident.io" and the like write themselves small.
    return f"{text}{end}" if "." in first.rstrip(".") else f"{text[0].upper()}{text[1:]}{end}"
