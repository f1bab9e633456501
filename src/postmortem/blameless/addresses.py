"""What tells who somebody is in any kind of text: e-mail addresses, Slack ids, telephone numbers; and secrets beside them."""

from __future__ import annotations

import re

from postmortem.blameless.detect import Span
from postmortem.blameless.fold import fold_text
from postmortem.blameless.roster import Roster
from postmortem.blameless.secrets import find_secrets
from postmortem.blameless.words import word_set

# An e-mail address; bounded, so that a long run of letters costs its length once.
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}\b")
# A Slack user id, bare or as a mention.
SLACK_ID = re.compile(r"<@([UW][A-Z0-9]{4,20})(?:\|[^<>\n]{0,120})?>|\b([UW](?=[A-Z]{0,10}\d)[A-Z0-9]{7,12})\b")
# A telephone number with its country's code.
PHONE = re.compile(r"(?<![\w+])\+\d{1,3}(?:[ ().-]{0,2}\d){7,12}(?!\w)")
# Accounts on machines, not people: "git@github.com:org/repo", "ssh ubuntu@web1.example.org".
ACCOUNTS = word_set(
    """
    git hg svn root ubuntu debian centos admin administrator deploy deployer ec2-user vagrant postgres www-data core app
    jenkins
    """
)


def find_addresses(text: str, roster: Roster) -> list[Span]:
    """What is found alike in prose and in code."""
    spans = [Span(start, end, "secret", "") for start, end in find_secrets(text)]
    if "@" in text:
        for match in EMAIL.finditer(text):
            address = fold_text(match.group())
            person = roster.index.emails.get(address, "")
            if person or address.partition("@")[0] not in ACCOUNTS:
                spans.append(Span(*match.span(), "e-mail", person))
    if "U" in text or "W" in text:
        for match in SLACK_ID.finditer(text):
            person = match.group(1) or match.group(2)
            if match.group(1) or person in roster.people:
                spans.append(Span(*match.span(), "id", person))
    if "+" in text:
        spans += [Span(*match.span(), "phone", "") for match in PHONE.finditer(text)]
    return spans
