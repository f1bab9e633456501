"""Where names stand in code, hosts, paths and log lines. Only exact handles, joined names and full names count there, so that
commands and logs stay what they were.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from postmortem.blameless.fold import Folded
from postmortem.blameless.phrases import phrase_at, split_words, without_possessive
from postmortem.blameless.roster import Roster
from postmortem.blameless.span import Span, name_span
from postmortem.blameless.unbroken import find_unbroken
from postmortem.blameless.words import word_set

# An unbroken token in code: what a handle or a joined name can be.
CODE_TOKEN = re.compile(r"[^\W_]+(?:[._-][^\W_]+)*")
# Whose home, pages or files a path leads to, in a folded text; group 1 is the person's part.
HOME = re.compile(r"(?:/home/|/users/|/~|\.slack\.com/(?:files|team)/)([\w.-]{1,64})")
# What people call their own machines after themselves: "dagny-macbook".
OWN_MACHINE = re.compile(r"-(?:mac(?:book)?(?:-?(?:pro|air))?|imac|mbp|laptop|desktop|pc|thinkpad|workstation|iphone|ipad|phone)")
# Hosts whose first label is a person's.
PERSONAL_HOSTS = tuple(
    sorted(
        word_set(
            ".github.io .gitlab.io .tumblr.com .wordpress.com .blogspot.com .medium.com .substack.com .netlify.app .vercel.app"
        )
    )
)
# The ends of domains that people have for themselves.
OWN_DOMAINS = word_set("com net org me io dev co uk de fr eu blog name info us ca")


def find_in_code(original: str, folded: Folded, roster: Roster) -> list[Span]:
    """Names in code, hosts, paths and log lines: exact handles, joined names, full names."""
    spans: list[Span] = []
    text = folded.text
    for match in CODE_TOKEN.finditer(text):
        token, start = match.group(), match.start()
        people, length = _owners(token, roster)
        # "--dagny" and "$dagny" are an option and a variable, "dagny(" is a call.
        if people and text[start - 1 : start] not in ("-", "$") and text[start + length : start + length + 1] != "(":
            spans.append(name_span(folded, start, start + length, roster.choose_id(people) or ""))
    if "/" in text:
        for match in HOME.finditer(text):
            forms = roster.index.singles.get(match.group(1))
            if forms:
                spans.append(name_span(folded, *match.span(1), roster.choose(forms) or ""))
    words = split_words(folded)
    triggers, phrases = roster.index.triggers, roster.index.phrases
    for n in range(len(words) - 1):
        token = words[n][0]
        if (token in triggers or "'" in token) and (token, without_possessive(words[n + 1][0])) in phrases:
            found = phrase_at(original, folded, words, n, roster, only_full=True)
            if found is not None:
                spans.append(name_span(folded, words[n][1], found[2], roster.choose(found[0]) or ""))
    unbroken = find_unbroken(folded, roster.index.unbroken)
    return spans + [name_span(folded, start, end, person) for start, end, person in unbroken]


def _owners(token: str, roster: Roster) -> tuple[Sequence[str], int]:
    """Whose handle an unbroken token is, and how many of its letters: all of them, or the first part of somebody's own host."""
    exact = roster.index.exact
    if token in roster.not_names:
        return (), 0
    if token in exact:
        return exact[token], len(token)
    label = token.partition("-")[0].partition(".")[0]
    rest = token[len(label) :]
    if label in exact and rest and label not in roster.not_names:
        own_domain = len(label) > 5 and rest.count(".") == 1 and rest[1:] in OWN_DOMAINS
        if own_domain or rest.endswith(PERSONAL_HOSTS) or OWN_MACHINE.fullmatch(rest):
            return exact[label], len(label)
    return (), 0
