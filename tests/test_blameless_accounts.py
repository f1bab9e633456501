"""Accounts of people in links and paths are taken out; those of teams, products and machines stay."""

from __future__ import annotations

import pytest

from blameless_people import stripped
from postmortem.blameless.accounts import find_accounts

PEOPLE = {
    "twitter": ("https://twitter.com/zorblq/status/1", "zorblq"),
    "linkedin": ("https://www.linkedin.com/in/zorblina-quux-12", "zorblina-quux-12"),
    "reddit": ("https://www.reddit.com/user/zorblq/", "zorblq"),
    "stack overflow": ("https://stackoverflow.com/users/12345/zorblina-quux", "zorblina-quux"),
    "gist": ("https://gist.github.com/zorblq/0a1b", "zorblq"),
    "github with a given name": ("https://github.com/martabrandt/tool", "martabrandt"),
    "github pages with a given name": ("https://gerardo-q.github.io/notes", "gerardo-q"),
    "home page": ("https://people.example.org/~zorblq/talk", "zorblq"),
    "medium": ("https://medium.com/@zorblq/outages", "zorblq"),
    "home folder": ("cp /home/mkilbourne/x .", "mkilbourne"),
    "home folder on a Mac": ("/Users/gerardo/src/app", "gerardo"),
    "home folder on Windows": ("C:\\Users\\Gerardo\\x", "Gerardo"),
}
NOBODY = [
    "https://github.com/example-org/web/pull/12",
    "https://github.com/kubernetes/kubernetes",
    "https://kubernetes.github.io/ingress-nginx",
    "https://twitter.com/search?q=x",
    "https://twitter.com/github/status/1",
    "https://www.linkedin.com/company/example",
    "/home/ubuntu/app.log",
    "/home/deploy/current",
    "/Users/shared/x",
    "https://example.org/users/42/orders",
    "https://grafana.example.org/d/abc/checkout",
    "/var/log/nginx/error.log",
]


@pytest.mark.parametrize(("text", "account"), PEOPLE.values(), ids=PEOPLE)
def test_an_account_of_a_person_is_found(text: str, account: str) -> None:
    assert [text[start:end] for start, end in find_accounts(text)] == [account]


@pytest.mark.parametrize("text", NOBODY)
def test_an_account_of_nobody_stays(text: str) -> None:
    assert list(find_accounts(text)) == []


def test_in_a_message_an_account_becomes_somebody() -> None:
    (message,) = stripped("see <https://twitter.com/zorblq/status/1>").messages
    assert message.text == "see https://twitter.com/somebody/status/1"
