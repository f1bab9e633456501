"""What the gate knows by its shape: e-mail addresses, Slack ids, secrets. Nobody has to be known for these."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem.blameless.gate_letters import fold
from postmortem.blameless.gate_names import Wanted

# A user's id by its shape: U or W at the start of a word, then capitals and digits, at least one digit. Each part is short.
ID = re.compile(r"[UW](?<![0-9A-Za-z_+][UW])(?=[A-Z]{0,12}[0-9])[A-Z0-9]{8,12}(?![0-9A-Za-z_+])")
# A word and a number in capitals, such as a machine's name: WINDOWS2019, UBUNTU2204. Bounded.
_WORD_AND_NUMBER = re.compile(r"[A-Z]{4,12}[0-9]{1,5}")
# What stands before an id that is one by its place: a mention, a profile's address.
_PLACE_OF_AN_ID = re.compile(r"(?:@|/team/|user=)\Z")
# An address, from its "@" on; what stands before is read backwards, so that a long word costs nothing.
_MAIL = re.compile(r"@[^\W_](?:[\w-]{0,62}\.){1,8}[^\W\d_]{2,24}(?![\w-])")
# What stands before an address's "@", at the end of a short stretch.
_LOCAL_PART = re.compile(r"[\w.+'-]{1,64}\Z")
# What looks like an address's end and is a unit of systemd or a picture's file: worker@3.service, logo@2x.png. Bounded.
_NO_HOST = re.compile(
    r"\.(?:service|socket|timer|target|mount|slice|scope|device)\Z|@\dx\.(?:png|jpe?g|gif|webp|svg)\Z", re.IGNORECASE
)

# Secrets that are unmistakable, each behind a text that it begins with (looked for first, because that is cheap).
SECRETS = {
    "xox": re.compile(r"\bxox[a-z]-(?=[\w-]{0,40}\d)[\w-]{10,}"),
    "xapp-": re.compile(r"\bxapp-\d-[\w-]{10,}"),
    "AKIA": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "ASIA": re.compile(r"\bASIA[0-9A-Z]{16}\b"),
    **{f"gh{sort}_": re.compile(rf"\bgh{sort}_[A-Za-z0-9]{{30,}}") for sort in "pousr"},
    "github_pat_": re.compile(r"\bgithub_pat_[A-Za-z0-9_]{22,}"),
    "glpat-": re.compile(r"\bglpat-[\w-]{20,}"),
    "AIza": re.compile(r"\bAIza[\w-]{35}"),
    "sk_live_": re.compile(r"\bsk_live_[A-Za-z0-9]{16,}"),
    "PRIVATE KEY": re.compile(r"-----BEGIN (?:[A-Z]{2,12} ){0,2}PRIVATE KEY-----"),
    "hooks.slack.com": re.compile(r"hooks\.slack\.com/(?:services|workflows|triggers)/[\w/]{8,}"),
}

# Accounts of machines in `ssh git@host`: addresses by shape, and nobody's.
_MACHINE_ACCOUNTS = frozenset(
    {"git", "root", "ubuntu", "debian", "centos", "admin", "deploy", "core", "ec2-user", "www-data", "postgres", "vagrant"},
)


def shapes_in(text: str, wanted: Wanted, *, only_known: bool = False) -> Iterator[tuple[str, int, int]]:
    """(sort, start, end) of every address, id and secret in a plain text. only_known: addresses of the roster alone count."""
    if "@" in text:
        yield from _addresses(text, wanted, only_known=only_known)
    for match in ID.finditer(text):
        word_and_number = _WORD_AND_NUMBER.fullmatch(match[0])
        if not word_and_number or _PLACE_OF_AN_ID.search(text, max(0, match.start() - 8), match.start()):
            yield "id", match.start(), match.end()
    for marker, secret in SECRETS.items():
        if marker in text and (leaked := secret.search(text)):
            yield "secret", leaked.start(), leaked.end()


def _addresses(text: str, wanted: Wanted, *, only_known: bool) -> Iterator[tuple[str, int, int]]:
    for match in _MAIL.finditer(text):
        start = _local_start(text, match.start())
        local = text[start : match.start()]
        is_known = fold(local + match[0]) in wanted.mails
        is_nobody = only_known or not local or local.casefold() in _MACHINE_ACCOUNTS or _NO_HOST.search(match[0])
        if is_known or not is_nobody:
            yield "e-mail", start, match.end()


def _local_start(text: str, end: int) -> int:
    """Where the part before an "@" begins: after an encoded sign, and not with a plus, a full stop or a quote."""
    local = _LOCAL_PART.search(text, max(0, end - 64), end)
    if local is None:
        return end
    start = local.start() + 2 * (text[local.start() - 1 : local.start()] == "%")
    return end - len(text[start:end].lstrip("+.'-"))
