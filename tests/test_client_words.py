"""Sentences of a report as a client reads them: nobody else, nothing of the inside, "we", and not a word more than was said."""

from __future__ import annotations

import pytest

from postmortem.client_rules import ClientRules
from postmortem.incident import Client, Incident
from postmortem.report.client import build_client_version
from postmortem.report.client_internals import Inside
from postmortem.report.client_mentions import Mentions, is_common
from postmortem.report.client_words import Wordsmith, split_sentences, with_we

OWN = Client(name="Tern & Tide", sites=("shop.ternandtide.example.org",), tickets=("#18233",))
OTHERS = (Client(name="Hollin Books", aliases=("Hollin",), tickets=("#18236",)), Client(name="Beacon"), Client(name="Café Zoë", sites=("zoe.example.com",)))
SAY = {"session store": "place where baskets are kept", "basket": "shopping basket"}


def smith() -> Wordsmith:
    return Wordsmith(mentions=Mentions(OWN, OTHERS), inside=Inside(own=(*OWN.sites, *OWN.tickets), internal=("deploy-bot",)), say=SAY)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        # other clients
        ("Hollin Books could not pay.", ""),
        ("Customers of Tern & Tide and Hollin Books could not pay.", "Customers of Tern & Tide could not pay."),
        ("Customers of Hollin Books and Tern & Tide could not pay.", "Customers of Tern & Tide could not pay."),
        ("Both Tern & Tide and Hollin Books were slow.", "Tern & Tide were slow."),
        ("Hollin, Beacon and Tern & Tide's shops were slow.", "Tern & Tide's shops were slow."),
        ("Tern & Tide and Hollin Books' shops were slow.", "Tern & Tide's shops were slow."),
        ("While Beacon was well, Tern & Tide was not.", "While another client was well, Tern & Tide was not."),
        ("Tern & Tide and Hollin Books were slow: 2,900 payments failed.", "Tern & Tide were slow."),
        ("Tern & Tide was slow, and Hollin Books lost 40 orders.", ""),
        ("Tern & Tide was like ticket #18236.", ""),
        ("From 09:00 to 10:30 on 14 October Tern & Tide and Beacon were slow.", "From 09:00 to 10:30 on 14 October Tern & Tide were slow."),
        ("A beacon is a light.", "A beacon is a light."),
        # the inside
        ("The queue on web-02 was full.", "The queue was full."),
        ("web-02 was full.", ""),
        ("PagerDuty alerted us, and the graph in Grafana rose.", "Our monitoring alerted us, and the graph in our monitoring rose."),
        ("The site answered again (see https://example.slack.com/archives/C1).", "The site answered again."),
        ("Update sent on ticket #18233.", "Update sent on ticket #18233."),
        ("Update sent on ticket #90210.", "Update sent."),
        ("The deploy-bot went wrong.", ""),
        ("Release 3.18.0 of basket went live.", "A release of shopping basket went live."),
        ("We put the release 3.17.4 back.", "We put the release back."),
        ("The session store filled up.", "The place where baskets are kept filled up."),
        # who did what
        ("Responder 4 was asked to help.", "We were asked to help."),
        ("The second incident lead has taken over.", "We have taken over."),
        ("It was undone, started by Responder 4.", "It was undone."),
        ("It was seen by Responder 1 and Responder 2.", "It was seen."),
        ("A call with Third party 3 helped.", "A call with a contact helped."),
        ("We then asked Responder 2 to look.", "We then asked one of us to look."),
        # what stays as it is
        ("From 10:02 to 11:26 (BST) about 3,200 of 4,000 attempts failed, i.e. 80 %.", "From 10:02 to 11:26 (BST) about 3,200 of 4,000 attempts failed, i.e. 80 %."),
        ("Your shop at shop.ternandtide.example.org was slow.", "Your shop at shop.ternandtide.example.org was slow."),
        ("We are sorry.", "We are sorry."),
    ],
)
def test_a_sentence_is_worded_or_left_out(said: str, told: str) -> None:
    assert smith().sentence(said) == told


def test_what_is_left_out_or_made_neutral_is_noted() -> None:
    one = smith()
    one.sentences("Hollin Books was slow. Beacon and Tern & Tide were slow. web-02 was full. All is well.")
    assert [what for what, _ in one.told] == ["another client in it, left out", "another client in it, made neutral", "internal, left out"]


@pytest.mark.parametrize(
    ("text", "count"),
    [("One. Two! Three? Four", 4), ("It was slow, e.g. at 10:02. Then not.", 2), ("See https://a.example/x. It rose.", 2), ("About 1.5 s.", 1), ("approx. 20 min", 1)],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


@pytest.mark.parametrize("name", ["Next", "The Lantern", "Open Door", "Ten Bells"])
def test_names_of_ordinary_words_are_known_as_such(name: str) -> None:
    assert is_common(name)


@pytest.mark.parametrize("name", ["Hollin Books", "Quillfeather", "Café Zoë", "BBCX"])
def test_names_that_are_no_ordinary_words_are_too(name: str) -> None:
    assert not is_common(name)


@pytest.mark.parametrize("text", ["We restarted it.", "The lead pipe broke.", "A responder on the market", "The incident led to delays."])
def test_what_is_nobody_of_ours_stays(text: str) -> None:
    assert with_we(text) == text or ("one of us" in with_we(text) and "responder" in text)


def version(**sections: str) -> str:
    """What the course of a report's key facts and timeline is told as."""
    facts = "".join(f"| {label} | {value} |\n" for label, value in (("Began", "14 October 2026, 09:00 BST"), *((key.title(), value) for key, value in sections.items() if key != "rows")))
    final = f"# Errors, 14 October 2026\n\n## Key facts\n\n| Fact | Known |\n|---|---|\n{facts}\n## Timeline\n\n| Time | Kind | What happened |\n|---|---|---|\n{sections.get('rows', '')}"
    report = build_client_version(final, Incident(title="Errors"), ClientRules(), client=None).report
    return " ".join(report.course)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"detected": "09:05", "declared": "09:08"}, "We noticed the problem at 09:05, and we declared an incident at 09:08."),
        ({"detected": "09:08", "declared": "09:08"}, "We noticed the problem at 09:08, and we declared an incident at once."),
        ({"declared": "09:08"}, "We declared an incident at 09:08."),
        ({"detected": "09:05", "rows": "| 09:05 | alert | Checkout 5xx alerted. |\n"}, "Our monitoring alerted us at 09:05."),
        ({"detected": "09:05", "rows": "| 09:05 | detection | A client reported that nobody could pay. |\n"}, "We were told of the problem at 09:05."),
        ({"rows": "| 10:25 | recovery | Responder 1 reported that things should be fine, with a fix pending. |\n"}, ""),
        ({"restored": "10:30"}, "The service worked as usual again at 10:30."),
        ({"mitigated": "10:12", "restored": "10:30"}, "The problem was contained at 10:12, and the service worked as usual again at 10:30."),
        ({"mitigated": "10:12"}, "The problem was contained at 10:12."),
        ({"resolved": "15 October 2026, 08:00 BST"}, "We closed the incident at 08:00 on 15 October."),
        ({"resolved": "11:40", "rows": "| 10:40 | mitigation | incident.io set the status to monitoring. |\n"}, "We kept watching, and closed the incident at 11:40."),
        ({"rows": "| 10:10 | mitigation | Responder 1 restarted the workers. |\n"}, "At 10:10 we restarted the workers."),
        ({"rows": "| 10:10 | mitigation | Deploy-bot reported a rollback: basket to 3.17.4 from 3.18.0. |\n"}, "At 10:10 we undid a recent change."),
        ({"rows": "| 10:10 | mitigation | Responder 1 revoked the deploy key at 10:10. |\n"}, "At 10:10 we withdrew and replaced access."),
        ({"rows": "| 10:10 | mitigation | Responder 1 emptied the queue at 10:10. |\n"}, "At 10:10 we emptied the queue."),
        ({"rows": "| 10:10 | mitigation | Responder 1 planned to restart the workers. |\n"}, ""),
        ({"rows": "| 10:10 | decision | Incident lead decided to roll back. |\n"}, ""),
        ({"rows": "| 10:20 | communication | Client comms manager sent the first update to the client. |\n"}, "We updated you at 10:20."),
        ({"rows": "| 10:20 | communication | Responder 1 asked whether clients were told. |\n"}, ""),
        ({"rows": "| 10:20 | communication | Incident lead told the CTO. |\n"}, ""),
        ({}, ""),
    ],
)
def test_the_course_says_what_the_report_states_and_no_more(given: dict[str, str], told: str) -> None:
    assert version(**given) == told


def test_where_the_clocks_changed_every_time_has_its_zone() -> None:
    told = version(detected="22:58 BST", declared="23:05 BST", resolved="15 October 2026, 11:40 GMT")
    assert "at 22:58 BST" in told and "at 11:40 GMT on 15 October" in told


def test_a_figure_that_says_of_what_it_is_says_so_once() -> None:
    final = "# Errors\n\n## Impact\n\n| What | Figure |\n|---|---|\n| Calls | 37 calls |\n| Orders | 25 |\n"
    report = build_client_version(final, Incident(title="Errors"), ClientRules(), client=None).report
    assert [(one.what, one.figure) for one in report.figures] == [("37 calls", ""), ("Orders", "25")]
