"""Tokens, keys and passwords are found; ordinary talk about them is left alone. Every secret here is made up."""

from __future__ import annotations

import time

import pytest

from postmortem.blameless.secrets import SHAPES, find_secrets

KEY = "a1B2c3D4e5F6g7H8i9J0"
# The secret stands between ⟦ and ⟧.
SECRETS = {
    "AWS key id": f"key ⟦{'AKIA'}ABCDEFGHIJKLMNOP⟧ leaked",
    "AWS secret": f"aws_secret_access_key = ⟦{KEY}{KEY}⟧",
    "GitHub token": f"use ⟦{'ghp'}_{KEY}{KEY}⟧ for now",
    "GitHub fine-grained token": f"⟦{'github'}_pat_{KEY}_{KEY}⟧",
    "GitLab token": f"⟦{'glpat'}-{KEY}⟧",
    "Slack token": f"⟦{'xoxb'}-123456789012-{KEY}⟧",
    "Slack webhook": f"curl ⟦https://hooks.slack.com/services/T0AAAAAAA/B0AAAAAAA/{KEY}⟧",
    "JWT": f"⟦{'eyJ'}hbGciOiJIUzI1NiJ9.{'eyJ'}zdWIiOiIxMjM0NTY3ODkwIn0.{KEY}⟧",
    "Stripe key": f"⟦{'sk'}_live_{KEY}⟧",
    "Google key": f"⟦{'AIza'}{KEY}{KEY[:15]}⟧",
    "npm token": f"⟦{'npm'}_{KEY}{KEY[:16]}⟧",
    "private key": f"⟦-----BEGIN RSA {'PRIVATE'} KEY-----\n{KEY}\n{KEY}\n-----END RSA {'PRIVATE'} KEY-----⟧ is in the repo",
    "private key without its end": f"⟦-----BEGIN {'PRIVATE'} KEY-----\n{KEY}\n{KEY}⟧",
    "bearer token": f"curl -H 'Authorization: Bearer ⟦{KEY.lower()}⟧' https://api.example.org",
    "curl with user and password": "curl -u admin:⟦hunter2⟧ https://example.org",
    "password in an address": "postgres://app:⟦hunter2⟧@db.example.org/app",
    "password with a colon": "password: ⟦hunter2⟧",
    "environment setting": "DB_PASSWORD=⟦hunter2!x⟧ ./run",
    "json": '{"api_key": "⟦abcd1234efgh⟧"}',
    "said in a sentence": "the password is ⟦hunter2⟧ by the way",
    "said with for": "password for staging is now ⟦Correct-Horse⟧",
    "meeting link": f"https://zoom.example.org/j/123?pwd=⟦{KEY}⟧",
    "passcode": "Passcode: ⟦488035⟧",
    "signed link": f"https://files.example.org/x?sig=⟦{KEY}⟧&v=1",
}
NO_SECRETS = [
    "the password is wrong",
    "password reset for everybody",
    "did somebody rotate the token?",
    "password: ****",
    "password=$DB_PASSWORD",
    "the secret to good sleep is no pager",
    "api key expired, see the runbook",
    "commit a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8c9d0",
    "https://example.org/a?page=2&sort=name",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "pinned the version to 1.2.3",
    "bearer of bad news",
    "basic auth is off",
    "-----BEGIN CERTIFICATE-----",
    "passing tests: 412",
    "monkey: banana",
    "PWD=/srv/app",
]


@pytest.mark.parametrize("marked", SECRETS.values(), ids=SECRETS)
def test_a_secret_is_found_whole_and_alone(marked: str) -> None:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    covered = set()
    for begin, stop in find_secrets(text):
        covered |= set(range(begin, stop))
    assert covered == set(range(start, end))


@pytest.mark.parametrize("text", NO_SECRETS)
def test_talk_about_secrets_is_no_secret(text: str) -> None:
    assert list(find_secrets(text)) == []


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "A1.",
        "a-b_pass",
        "password is ",
        "api_key",
        "eyJaaaaaaaa.",
        "://a:b",
        "-----BEGIN PRIVATE KEY-----",
        "x://aaaa:",
        "bearer ",
        "?pwd=",
    ],
)
def test_a_megabyte_of_near_misses_takes_moments(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    began = time.perf_counter()
    for _ in find_secrets(text):
        pass
    assert time.perf_counter() - began < 30


def test_every_shape_is_tried_only_where_a_hint_of_it_stands() -> None:
    """The quick look must let through every text that a shape could match."""
    for marked in SECRETS.values():
        assert list(find_secrets(marked.replace("⟦", "").replace("⟧", "")))
    assert all(sign == sign.lower() for signs, _ in SHAPES for sign in signs)
