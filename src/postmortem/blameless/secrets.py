"""Tokens, keys and passwords, in the shapes in which people paste them. Each becomes `[secret removed]`.

A pattern is tried only where a cheap sign of it stands in the text. Group 1 is the secret where only a part of the match is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem.blameless.words import word_set

REMOVED = "[secret removed]"

# (signs, any of which has to stand in the lower-cased text; the pattern). All are linear: bounded or single-class repeats.
# Private keys are found without a pattern, further down.
SHAPES: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("xox", "xapp-", "xwfp-"), re.compile(r"\bx(?:ox[a-z](?:\.xox[a-z])?|app|wfp)-[A-Za-z0-9-]{6,300}")),
    (("hooks.slack.com",), re.compile(r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[^\s<>|\"')]{6,300}")),
    (("webhook",), re.compile(r"https://[\w.-]{1,80}/(?:api/)?webhooks?/[^\s<>|\"')]{12,300}", re.IGNORECASE)),
    (("akia", "asia"), re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b")),
    (
        ("aws_secret", "secretaccesskey", "secret_access_key"),
        re.compile(r"(?i:aws_?secret\w{0,20}|secret_?access_?key)[\"']?\s{0,3}[:=]\s{0,3}[\"']?([A-Za-z0-9/+=]{30,60})"),
    ),
    (
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-"),
        re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|glpat-[A-Za-z0-9_-]{16,64})"),
    ),
    (("sk_live", "sk_test", "rk_live", "pk_live", "whsec_"), re.compile(r"\b(?:[spr]k_(?:live|test)|whsec)_[A-Za-z0-9]{10,200}")),
    (("sk-",), re.compile(r"\bsk-[A-Za-z0-9_-]{20,200}")),
    (("aiza",), re.compile(r"\bAIza[A-Za-z0-9_-]{30,45}")),
    (("ya29.", "1//0"), re.compile(r"\b(?:ya29\.[A-Za-z0-9_-]{20,300}|1//0[A-Za-z0-9_-]{20,200})")),
    (
        ("npm_", "pypi-", "dop_v1_", "sg."),
        re.compile(
            r"\b(?:npm_[A-Za-z0-9]{30,50}|pypi-[A-Za-z0-9_-]{30,300}|dop_v1_[a-f0-9]{40,80}|SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{30,60})"
        ),
    ),
    (("eyj",), re.compile(r"\beyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,4000}(?:\.[A-Za-z0-9_-]{0,2000})?")),
    (("bearer", "basic ", "token "), re.compile(r"(?i:\b(?:bearer|basic|token))[ =:]{1,3}[\"']?([A-Za-z0-9+/_.=-]{16,2000})")),
    (("://",), re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@<>|]{0,100}:([^\s/@<>|]{1,200})@")),
    (("curl", "wget", "http "), re.compile(r"(?:^|\s)(?:-u|--user|--proxy-user)[ =]?[\"']?[^\s:\"']{1,100}:([^\s\"']{1,200})")),
    (
        ("mysql", "psql", "sshpass", "--password"),
        re.compile(r"(?:(?<=\s)-p(?=\S)|--password[= ])[\"']?([^\s\"'-][^\s\"']{2,100})"),
    ),
    (
        ("pass", "pwd", "secret", "api", "token", "_key", "credential"),
        re.compile(
            r"(?i:(?:passw(?:or)?d|passwd|pwd|passphrase|secret|api[_-]?key|apikey|access[_-]?key|auth[_-]?token|access[_-]?token|refresh[_-]?token|private[_-]?key|credentials?))"
            r"[\"']?\s{0,3}(?:=>|:=|[:=])\s{0,3}[\"'`]?(?!\[secret)([^\s\"'`,;&<>|)]{4,500})"
        ),
    ),
    (
        ("pass", "pwd"),
        re.compile(
            r"(?i:\b(?:passw(?:or)?d|pass(?:phrase|code)?|pwd)(?: for [\w@.-]{1,40})?(?: is| was|'s|’s) "
            r"(?:now |currently |set to |still )?)[\"'`]?([^\s\"'`,;<>|)]{4,200})"
        ),
    ),
    (("passcode", "pin"), re.compile(r"(?i:\b(?:passcode|pin code|pin))\s{0,2}[:=]\s{0,2}(\w{4,20})")),
    (
        ("?pwd=", "&pwd=", "sig=", "signature=", "x-amz-", "token=", "key="),
        re.compile(
            r"[?&](?i:pwd|sig|signature|x-amz-signature|x-amz-credential|x-amz-security-token|token|access_token|api_?key|key)=([^\s&<>|\"')]{6,2000})"
        ),
    ),
)
# What may stand where a password would and is none: "the password is wrong", "password: ****".
NO_SECRETS = word_set(
    """
    wrong correct incorrect expired invalid required reset changed rotated missing empty unset null none true false stored
    kept hidden protected being been needed different shared known unknown old new safe same also only still strong weak
    now there here fine gone not redacted removed revoked leaked exposed compromised valid unchanged encrypted hashed sent
    set working used
    """
)
# A secret's stand-in: stars, dots, a variable, a file.
STAND_IN = re.compile(r"[*•.xX_-]{3,}|[$%{<\[/~].{0,100}")


# A text without any of these words, and without an unbroken run as long as a key, holds no secret of the shapes above.
HINTS = ("pass", "pwd", "pin", "secret", "token", "api", "key", "cred", "bearer", "basic ", "://", "curl", "wget", "http ", "sql")
SHORTEST_KEY = 16


def _may_hold_secrets(lower: str) -> bool:
    for hint in HINTS:
        if hint in lower:
            return True
    return len(lower) >= SHORTEST_KEY and max(map(len, lower.split()), default=0) >= SHORTEST_KEY


# A private key's block, and what it may consist of where its end was not pasted.
PRIVATE_KEY, KEY_END = "PRIVATE KEY-----", "-----END"
KEY_BODY = re.compile(r"[A-Za-z0-9+/=\s\\:,.]*")


def _private_keys(text: str) -> Iterator[tuple[int, int]]:
    ends = text.rfind(KEY_END)
    at = text.find(PRIVATE_KEY)
    while at >= 0:
        begin = text.rfind("-----BEGIN", max(0, at - 40), at)
        body = end = at + len(PRIVATE_KEY)
        if begin >= 0:
            end = _key_end(text, body) if body <= ends else _body_end(text, body)
            yield begin, end
        at = text.find(PRIVATE_KEY, end)


def _key_end(text: str, body: int) -> int:
    last = text.find(KEY_END, body) + len(KEY_END)
    close = text.find("-----", last, last + 60)
    return close + 5 if close >= 0 else last


def _body_end(text: str, body: int) -> int:
    match = KEY_BODY.match(text, body)
    return match.end() if match else len(text)


def find_secrets(text: str) -> Iterator[tuple[int, int]]:
    """Where secrets stand in the text; stretches may overlap."""
    lower = text.lower()
    if not _may_hold_secrets(lower):
        return
    if PRIVATE_KEY in text:
        yield from _private_keys(text)
    for signs, pattern in SHAPES:
        for sign in signs:
            if sign in lower:
                break
        else:
            continue
        for match in pattern.finditer(text):
            group = 1 if pattern.groups and match.group(1) is not None else 0
            found = match.group(group)
            if group and (found.lower().strip(".,!?:") in NO_SECRETS or STAND_IN.fullmatch(found)):
                continue
            start, end = match.span(group)
            end -= len(found) - len(found.rstrip(".,!?"))
            if end > start:
                yield start, end
