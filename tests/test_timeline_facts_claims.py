"""What sentences state outright about the incident, a table for each claim. As many of the cases must not state it."""

from __future__ import annotations

import time

import pytest

from postmortem import mood
from postmortem.incident import Claim
from postmortem.timeline.affected import affected_in
from postmortem.timeline.claims import claims_in
from postmortem.timeline.figures import figures_in
from postmortem.timeline.reading import sentences_of

TABLES: dict[Claim, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Claim.RESTORED: (
        (
            "we're back", "and we're back!", "the site is back up", "shop.example is up again", "errors are back to zero", "5xx gone",
            "no more errors", "no errors for ten minutes", "not seeing any errors now", "works again for me", "customers can pay again",
            "the error rate has returned to normal", "that fixed it", "rollback worked", "test purchase went through", "confirmed fixed",
            "all green", "queue has drained", "service restored", "looks like we're back", "the alerts have cleared", "back to 200s",
        ),
        (
            "are we back?", "is it back up", "we're not back yet", "errors are not gone", "if errors are gone we can close", "should be back soon",
            "it should be working now", "I think it's fixed", "maybe it works again", "hopefully that fixed it", "trying to get the site back up",
            "getting it working again is the priority", "we want to be back to normal by noon", "I'm back at my desk", "my VPN works again",
            "works on staging again", "the database is fine", "load is normal", "half of the sites are back", "search is slow, 20s page loads", "web-03 is back but search isn't",
            "last time it was back in five minutes", "> we're back", 'the page says "we are back to normal"', "before we're back to normal, eat something",
        ),
    ),
    Claim.MITIGATED: (
        ("mitigated", "we've mitigated it", "workaround is in place", "it's contained", "the bleeding has stopped", "impact has ended",
         "no more user impact", "users are no longer affected", "things are stable for now", "temporary fix is in place"),
        ("not mitigated yet", "is there a workaround?", "a workaround would be to pay by phone", "no workaround yet", "if it's contained we can wait",
         "the key contained a space", "we could mitigate it", "users are affected", "the impact is large", "stable release"),
    ),
    Claim.STATUS: (
        ("resolved", "this is resolved", "closing the incident", "marking this as resolved", "calling it resolved", "all clear", "standing down",
         "incident over", "I've closed the incident", "resolved at 11:40", "the incident has been resolved", "I'm going to close this incident now"),
        ("resolved?", "is it resolved", "not resolved yet", "if it is not resolved by 10 we escalate", "once it's resolved I'll write it up",
         "don't close the incident", "we can close this once they confirm", "the ticket is resolved", "closing my laptop", "resolved the merge conflict",
         "DNS resolved fine", "the last incident was resolved by a restart", "I'll mark it resolved later", "before we declare it resolved, watch it"),
    ),
    Claim.ACKNOWLEDGED: (
        ("acked", "ack'd the page", "I've acknowledged the alert", "page acknowledged", "I've picked up the page", "acknowledged, taking a look at the alert"),
        ("ack", "did somebody ack the page?", "nobody has acked the page", "please ack the page", "I'll ack it", "the page is slow", "acknowledged"),
    ),
    Claim.DEPLOY: (
        ("deployed 3.2.1 of basket", "basket 3.2.1 is live", "the fix is live", "shipped 3.2.1", "deploy finished", "hotfix is out on production",
         "rolled out 3.2.1 to all hosts", "merged and deployed the fix", "the patch has been applied", "3.2.1 went live",
         "3.2.1 now running in production", "finished deploying catalogue to production", "catalogue synced to 3.2.1 in production"),
        ("is 3.2.1 running in production?", "not finished deploying yet", "catalogue synced to 3.2.1 in staging", "3.2.1 isn't running in production",
         "was anything deployed?", "nothing was deployed today", "we haven't deployed anything", "will deploy 3.2.1 when tests pass", "the fix will be live in ten minutes",
         "about to deploy the fix", "the deploy failed", "the deploy is still running", "deployed to staging", "yesterday's deploy went fine",
         "second update is out to the client", "we could deploy the fix", "release notes are out", "if the fix is deployed we can test"),
    ),
    Claim.ROLLBACK: (
        ("rolled back basket to 3.2.0", "rolled back", "rollback done", "I've reverted the change", "reverted to 3.2.0", "backed out 3.2.1", "basket is back on 3.2.0",
         "undid this morning's release", "I've put 3.2.0 back", "revert is live", "had to roll back", "back to 3.2.0"),
        ("should we roll back?", "we could roll back", "let's roll back if the restart doesn't help", "we haven't rolled back", "the rollback failed",
         "I'll roll back in five minutes", "last week we rolled back", "we should have rolled back", "rolled back to bed", "tried to roll back",
         "I'd roll back", "once we've rolled back we'll know", "rollback will take ten minutes", "we decided not to roll back"),
    ),
    Claim.BEGUN: (
        ("rolling back now", "I'm rolling basket back to 3.2.0", "reverting now", "deploying the fix now", "starting the rollback", "rollback started"),
        ("rolling back wouldn't help", "reverting it should be fine", "not rolling back", "is anyone rolling back?", "thinking of rolling back", "rolling back to bed"),
    ),
    Claim.CLIENT_UPDATE: (
        ("told the client", "clients have been told", "I've emailed Marlow Books", "Marlow Books have been told", "first update sent to Marlow Books", "let Marlow Books know",
         "status page updated", "replied to the ticket", "second update sent", "posted an update on the status page"),
        ("should I tell the client?", "has the client been told?", "I'll tell the client", "we need to tell Marlow Books", "no clients have been told yet", "told Responder 2",
         "I was told Marlow Books is happy", "Marlow Books told us they can't log in", "rang AWS", "updated Grafana", "next update at 11"),
    ),
    Claim.DETECTED: (
        ("the shop is down", "getting 503s on the shop", "customers can't check out", "Is anyone else seeing errors?", "search is timing out", "the certificate has expired",
         "I can't get into the admin", "something's up with search", "got paged for checkout", "disk full on db-02", "checkout broken on the shop"),
        ("is the shop down?", "the shop isn't down", "if the shop is down we page", "the shop was down last week", "my wifi is down", "the kettle is broken",
         "the rollback failed", "error rate is coming down", "could be slow", "we'd have had errors without it", "nothing odd in the logs"),
    ),
    Claim.CAUSE: (
        ("the cause was a full disk on web-03", "it was caused by an expired certificate", "it failed because of a missing index", "turns out it was the new image library",
         "root cause: a typo in the redirect rules", "found it: the pool is exhausted", "a full disk caused this", "down to a bad config value"),
        ("what's the cause?", "the cause is not known yet", "I think it was caused by DNS", "maybe because of the deploy", "was it caused by the deploy?", "declaring because the site is down",
         "I'm late because the train was late", "it's not caused by the deploy", "and Grace, because of the data", "due to go home in ten"),
    ),
}  # fmt: skip


def claims_of(text: str) -> set[Claim]:
    return {said.claim for sentence in sentences_of(text) for said in claims_in(sentence)}


@pytest.mark.parametrize(("claim", "text"), [(claim, text) for claim, (stated, _) in TABLES.items() for text in stated])
def test_a_sentence_states(claim: Claim, text: str) -> None:
    assert claim in claims_of(text)


@pytest.mark.parametrize(("claim", "text"), [(claim, text) for claim, (_, others) in TABLES.items() for text in others])
def test_a_sentence_does_not_state(claim: Claim, text: str) -> None:
    assert claim not in claims_of(text)


@pytest.mark.parametrize("claim", TABLES)
def test_half_of_each_table_must_not_match(claim: Claim) -> None:
    stated, others = TABLES[claim]
    assert len(others) * 10 >= len(stated) * 9


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("rolled back to 3.17.4, 5xx gone", {Claim.ROLLBACK, Claim.RESTORED}),
        ("deployed the fix, customers can pay again", {Claim.DEPLOY, Claim.RESTORED}),
        ("checkout is back on 3.17.4", {Claim.ROLLBACK}),
        ("it's back: checkout is throwing 500s again", {Claim.DETECTED}),
        ("we have a workaround in place and customers can pay again", {Claim.MITIGATED, Claim.RESTORED}),
        ("Not sure why, but errors are gone", {Claim.RESTORED}),
        ("told the client that the fix is live", {Claim.CLIENT_UPDATE}),
        ("TODO: find out why errors are gone", set()),
    ],
)
def test_what_stands_together_is_told_apart(text: str, claims: set[Claim]) -> None:
    assert claims_of(text) == claims


AFFECTED = {
    "Affected: Marlow Books": "Marlow Books",
    "Impact: nobody can pay": "nobody can pay",
    "The impact is that customers cannot pay.": "customers cannot pay",
    "this affects Marlow Books": "Marlow Books",
    "Marlow Books is affected too": "Marlow Books",
    "only search is affected": "search",
    "It looks like only Marlow Books is affected": "Marlow Books",
}
NOT_AFFECTED = (
    "is Marlow Books affected?", "Marlow Books isn't affected", "if Marlow Books is affected tell me", "I don't believe Marlow Books is affected",
    "it's unclear who is affected", "roughly 400 users were affected", "the impact is not known yet", "no impact", "who is affected",
)  # fmt: skip


@pytest.mark.parametrize(("text", "what"), AFFECTED.items(), ids=AFFECTED)
def test_what_is_affected_is_found(text: str, what: str) -> None:
    assert affected_in(mood.Sentence(text)) == what


@pytest.mark.parametrize("text", NOT_AFFECTED)
def test_nothing_is_affected_where_nobody_says_so(text: str) -> None:
    assert Claim.AFFECTED not in claims_of(text) and not affected_in(mood.Sentence(text))


FIGURES = {
    "~3,200 requests failed": "~3,200 requests",
    "error rate peaked at 38%": "error rate peaked at 38%",
    "the outage lasted 25 minutes": "outage lasted 25 minutes",
    "one in ten requests failed": "one in ten requests",
    "412 of 3,000 orders failed": "412 of 3,000 orders",
    "affected users: 412": "affected users: 412",
    "total downtime 14 minutes": "downtime 14 minutes",
    "between 300 and 400 users affected": "between 300 and 400 users",
}
NO_FIGURES = (
    "I think about 300 requests failed", "500 errors all over checkout", "Responder 2 errors are gone", "no errors for ten minutes", "0 errors since the restart",
    "I'll be away for ten minutes", "in the last incident we lost 400 orders", "up to 500 users could be affected", "our limit is 400 requests",
)  # fmt: skip


@pytest.mark.parametrize(("text", "figure"), FIGURES.items(), ids=FIGURES)
def test_a_figure_is_found_as_it_was_said(text: str, figure: str) -> None:
    assert figures_in(text) == (figure,)


@pytest.mark.parametrize("text", NO_FIGURES)
def test_a_number_of_something_else_is_no_figure(text: str) -> None:
    assert figures_in(text) == ()


ASSERTS = {
    "rolled back": ["rolled back"],
    "Not sure why, but errors are gone": ["Not sure why", "but errors are gone"],
    "errors stopped when we restarted": ["errors stopped"],
    "ok, so we're back": ["we're back"],
    "rolled back and it works": ["rolled back", "and it works"],
    "3,200 requests at 10:02": ["3,200 requests at 10:02"],
}
ASSERTS_NOTHING = (
    "are we back?", "did it work", "if it works we close", "once it's resolved I'll write it up", "last time we rolled back",
    "we should have rolled back", "in the August outage we lost 400 orders", "the runbook says declare an incident", "when errors are gone we close",
)  # fmt: skip


@pytest.mark.parametrize(("text", "clauses"), ASSERTS.items(), ids=ASSERTS)
def test_a_sentence_asserts_its_clauses(text: str, clauses: list[str]) -> None:
    assert [clause.said for clause in mood.asserted(text)] == clauses


@pytest.mark.parametrize("text", ASSERTS_NOTHING)
def test_a_sentence_that_asks_supposes_or_remembers_asserts_nothing(text: str) -> None:
    assert mood.asserted(text) == ()


SIGNS = [
    ("we have not rolled back", mood.Sign.DENIED), ("we will roll back", mood.Sign.PLANNED), ("we can roll back", mood.Sign.ABLE), ("maybe rolled back", mood.Sign.DOUBTED),
    ("rolled back", mood.Sign.NONE), ("rolled back, not restarted", mood.Sign.NONE), ("fixed, I think", mood.Sign.DOUBTED),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sign"), SIGNS, ids=[text for text, _ in SIGNS])
def test_denials_plans_and_doubts_reach_over_what_follows_them(text: str, sign: mood.Sign) -> None:
    clause = mood.asserted(text)[0]
    assert clause.before(len(clause.text)) == sign


HARD = {
    "back": "it is back " * 90, "not": "not " * 250, "errors": "errors from x are " * 55, "ands": "and it is " * 100, "commas": "a, " * 330,
    "affected": "is affected " * 80, "told": "told Aa " * 120, "because": "because of " * 90, "numbers": "1,000 of 1 in 10 " * 60, "quotes": '"' * 1000,
    "if": "if " * 330, "last": "last time " * 100, "by": "caused by " * 100, "spaces": " " * 1000, "capitals": "Told A" + "a B" * 300,
    "dots": "a." * 480, "hosts": "a-1" * 320, "tickets": "tickets about " * 70, "sites": "shop.example " * 75, "nothing": "nothing comes back " * 50,
    "every": "every a a a " * 80, "gone": "it's gone " * 95, "mails": "mails keep " * 90, "others": "seeing you in the other people's " * 30,
    "anyone": "anyone logging in " * 55, "404": "404 pages " * 95, "throws": "throws a a " * 85,
}  # fmt: skip


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_a_sentence_of_a_thousand_characters_is_read_in_bounded_time(text: str) -> None:
    start = time.perf_counter()
    claims_of(text)
    figures_in(text)
    assert time.perf_counter() - start < 2
