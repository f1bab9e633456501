"""The facts of a channel: which of several statements is the moment, what is not there, what does not fit together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript, Tenure
from postmortem.incident import Claim, Office, Severity, Statement
from postmortem.text import Piece, PieceKind
from postmortem.timeline.build import Settings, build_timeline
from postmortem.timeline.commands import commands_in
from postmortem.timeline.links import sort_of
from postmortem.timeline.model import Facts, Timeline
from postmortem.timeline.understanding import understand

DAY = datetime(2026, 10, 14, tzinfo=UTC)
LEAD, ONE, TWO, COMMS = "Incident lead", "Responder 1", "Responder 2", "Client comms manager"
IO = "incident.io"


def ts_at(clock: str, number: int = 0) -> str:
    hours, minutes = clock.split(":")
    return f"{int((DAY + timedelta(hours=int(hours), minutes=int(minutes))).timestamp())}.{number:06}"


def said(clock: str, text: str, *statements: Statement, role: str = ONE, kind: str = "message", number: int = 0, **more) -> BlamelessMessage:
    pieces = (Piece(PieceKind.PROSE, text),) if isinstance(text, str) else tuple(text)
    return BlamelessMessage(ts=ts_at(clock, number), role=role, kind=kind, pieces=pieces, statements=statements, **more)


def posted(clock: str, claim: Claim, value: str = "", *, tool: str = IO, number: int = 0, **more) -> BlamelessMessage:
    fields = {name: more.pop(name) for name in ("was", "person", "since") if name in more}
    return said(clock, value, Statement(claim=claim, value=value, tool=tool, **fields), role=tool, kind="bot", number=number, **more)


def build(*messages: BlamelessMessage, tenures: tuple[Tenure, ...] = ()) -> Timeline:
    transcript = BlamelessTranscript(channel="inc", messages=messages, labels=(LEAD, ONE, TWO, COMMS), tenures=tenures)
    return build_timeline(transcript, settings=Settings(zone="UTC"))


def facts(*messages: BlamelessMessage) -> Facts:
    return build(*messages).facts


def clock(fact) -> str:
    return f"{fact.at:%H:%M}" if fact is not None else ""


def test_moments_come_from_tools_phrases_and_people_s_words():
    found = facts(
        said("09:02", "getting 503s on the shop"),
        said("09:04", "acked the page"),
        posted("09:05", Claim.DECLARED, "Shop errors"),
        said("09:40", "workaround is in place"),
        said("09:55", "rolled back to 3.2.0, 5xx gone"),
        said("10:30", "closing the incident"),
    )
    moments = (found.detected, found.acknowledged, found.declared, found.mitigated, found.restored, found.resolved)
    assert [clock(one) for one in moments] == ["09:02", "09:04", "09:05", "09:40", "09:55", "10:30"]
    assert [one.sources for one in moments if one] == [(ts_at(clock(one)),) for one in moments]


def test_what_is_only_asked_planned_denied_or_remembered_is_no_fact():
    found = facts(
        said("09:00", "is the shop down?"),
        said("09:01", "if it's not resolved by 10 we escalate"),
        said("09:02", "we haven't rolled back"),
        said("09:03", "last time we were back in five minutes and lost 400 orders"),
        said("09:04", "> we're back", number=1),
        said("09:05", "I'll tell the client later"),
        said("09:06", "could be the cache"),
    )
    assert found == Facts()


def test_relief_counts_from_the_word_after_which_nobody_met_the_trouble_again():
    found = facts(said("09:00", "the shop is down"), said("09:30", "we're back"), said("09:35", "no, still getting 503s"), said("09:50", "errors have stopped"))
    assert (clock(found.restored), clock(found.mitigated)) == ("09:50", "09:50")


def test_a_figure_told_afterwards_takes_no_recovery_back():
    found = facts(said("09:00", "the shop is down"), said("09:30", "we're back"), said("09:40", "from the logs about 3,200 requests got a 503"))
    assert clock(found.restored) == "09:30" and [one.text for one in found.figures] == ["about 3,200 requests"]


def test_an_incident_that_was_opened_again_ends_at_its_later_end_and_a_closing_after_that_is_none():
    messages = [posted(at, Claim.STATUS, value) for at, value in (("09:30", "Resolved"), ("09:40", "Investigating"), ("10:00", "Resolved"), ("18:00", "Closed"))]
    timeline = build(*messages)
    assert clock(timeline.facts.resolved) == "10:00"
    assert any("opened again" in remark for remark in timeline.remarks)


def test_an_edited_post_dates_what_it_says_at_its_last_edit():
    since = ts_at("11:00")
    post = posted("09:00", Claim.STATUS, "Resolved", since=since, edited_ts=since)
    assert clock(facts(post).resolved) == "11:00"
    assert clock(facts(post, posted("10:30", Claim.STATUS, "Resolved", number=1)).resolved) == "10:30"


def test_severity_is_a_course_to_which_people_and_tools_add():
    found = facts(
        posted("09:05", Claim.SEVERITY, "minor"),
        said("09:30", "raising this to major", Statement(claim=Claim.SEVERITY, value="major")),
        posted("09:31", Claim.SEVERITY, "major", was="minor"),
    )
    assert [(one.severity, one.was, one.sources) for one in found.severity] == [
        (Severity.MINOR, None, (ts_at("09:05"),)),
        (Severity.MAJOR, Severity.MINOR, (ts_at("09:30"), ts_at("09:31"))),
    ]


def test_lists_hold_what_was_stated_each_with_its_source():
    found = facts(
        posted("09:01", Claim.SUMMARY, "Two clients affected"),
        posted("09:02", Claim.ACTION, "ring the host"),
        posted("09:03", Claim.AFFECTED, "checkout"),
        said("09:04", "Affected: Marlow Books"),
        said("09:05", [Piece(PieceKind.PROSE, "ran "), Piece(PieceKind.CODE, "systemctl restart web")]),
        said("09:06", [Piece(PieceKind.LINK, "graph", "https://grafana.example.org/d/abc")]),
        posted("09:07", Claim.DEPLOY, "deployed basket 3.2.1", tool="deploy-bot"),
        said("09:08", "the cause was a full disk on web-03"),
        said("09:09", "told the client"),
        posted("09:10", Claim.FOLLOW_UP, "write a runbook"),
    )
    assert [one.text for one in found.affected] == ["checkout", "Marlow Books"]
    assert [(one.sort, one.text, one.sources) for one in found.changes] == [
        (Claim.COMMAND, "systemctl restart web", (ts_at("09:05"),)),
        (Claim.DEPLOY, "deployed basket 3.2.1", (ts_at("09:07"),)),
    ]
    assert [(one.sort, one.address) for one in found.links] == [("dashboard", "https://grafana.example.org/d/abc")]
    assert [one.sources[0] for held in (found.summaries, found.logged, found.causes, found.client_updates, found.actions) for one in held] == [
        ts_at(at) for at in ("09:01", "09:02", "09:08", "09:09", "09:10")
    ]


def test_what_is_said_again_adds_its_source():
    found = facts(said("09:04", "Affected: Marlow Books"), said("09:30", "Marlow Books is affected"))
    assert [(one.text, one.sources) for one in found.affected] == [("Marlow Books", (ts_at("09:04"), ts_at("09:30")))]


CONTRADICTIONS = [
    ("resolved before it was declared", (posted("09:00", Claim.STATUS, "Resolved"), posted("09:30", Claim.DECLARED, "x"))),
    ("was resolved before it was detected", (posted("09:00", Claim.STATUS, "Resolved"), said("09:30", "the shop is down"))),
    ("Two severities were named within two minutes", (posted("09:00", Claim.SEVERITY, "minor"), posted("09:01", Claim.SEVERITY, "major"))),
    ("from critical when it had been minor", (posted("09:00", Claim.SEVERITY, "minor"), posted("09:30", Claim.SEVERITY, "major", was="critical"))),
    ("the incident tool never did", (posted("09:00", Claim.SEVERITY, "minor"), said("09:30", "x", Statement(claim=Claim.SEVERITY, value="major")))),
    ("reported trouble after", (posted("09:00", Claim.STATUS, "Resolved"), said("09:30", "still getting 503s on the shop"))),
    ("normal again only after", (posted("09:00", Claim.STATUS, "Resolved"), said("09:30", "service restored"))),
    ("acknowledged before anything", (said("09:00", "acked the page"), said("09:30", "the shop is down"))),
]
NO_CONTRADICTIONS = [
    (posted("09:00", Claim.DECLARED, "x"), said("09:05", "the shop is down"), posted("09:30", Claim.STATUS, "Resolved")),
    (posted("09:00", Claim.SEVERITY, "minor"), posted("09:01", Claim.SEVERITY, "major", was="minor")),
    (posted("09:00", Claim.SEVERITY, "minor"), posted("09:30", Claim.SEVERITY, "major")),
    (said("09:00", "the shop is down"), said("09:05", "acked the page"), said("09:30", "service restored"), said("10:00", "closing the incident")),
    (said("09:00", "the shop is down"), said("09:30", "closing the incident"), said("09:40", "about 3,200 requests failed")),
    (said("09:30", "x", Statement(claim=Claim.SEVERITY, value="major")), posted("09:31", Claim.SEVERITY, "major")),
]  # fmt: skip


@pytest.mark.parametrize(("words", "messages"), CONTRADICTIONS, ids=[words for words, _ in CONTRADICTIONS])
def test_a_contradiction_is_named_and_nothing_is_reordered(words, messages):
    assert any(words in remark for remark in build(*messages).remarks)


@pytest.mark.parametrize("messages", NO_CONTRADICTIONS)
def test_what_fits_together_is_not_remarked_on(messages):
    assert build(*messages).remarks == ()


def test_two_leads_at_once_are_named():
    tenures = (Tenure(label=ONE, office=Office.LEAD, from_ts=ts_at("09:00"), until_ts=ts_at("09:01")), Tenure(label=TWO, office=Office.LEAD, from_ts=ts_at("09:01")))
    assert any("Two people were named incident lead" in remark for remark in build(said("09:00", "hello"), tenures=tenures).remarks)


def asked(*messages: BlamelessMessage, tenures: tuple[Tenure, ...] = ()) -> str:
    return "\n".join(f"{one.section}: {one.text}" for one in build(*messages, tenures=tenures).questions)


ACTION = posted("09:10", Claim.ACTION, "check the payment provider")
GAPS = [
    ("key_facts: When and how was the problem first noticed?", (said("09:00", "rolled back"),), (said("09:00", "the shop is down"),)),
    ("key_facts: The severity was never set", (said("09:00", "rolled back"),), (posted("09:00", Claim.SEVERITY, "minor"),)),
    ("timeline: Nothing was said between 09:05 and 09:50", (said("09:00", "the shop is down"), said("09:05", "looking"), said("09:50", "closing the incident")), (said("09:00", "the shop is down"), said("09:25", "looking"), said("09:50", "closing the incident"))),
    ("timeline: A fix was applied, and nobody confirmed", (said("09:00", "rolled back to 3.2.0"), said("09:20", "closing the incident")), (said("09:00", "rolled back to 3.2.0"), said("09:10", "errors have stopped"))),
    ("timeline: A fix was applied, and nobody confirmed", (said("09:00", "rolled back to 3.2.0"), said("09:20", "disabled the plugin")), (said("09:00", "rolled back to 3.2.0"), said("09:10", "errors have stopped"), said("09:20", "disabled the plugin"))),
    ("timeline: “check the payment provider” was logged", (ACTION, said("09:20", "looking at the cache")), (ACTION, said("09:20", "the payment provider is fine, 200 every time"))),
    ("timeline: “check the payment provider” was logged", (ACTION,), (ACTION, posted("09:20", Claim.ACTION_DONE, "check the payment provider"))),
    ("timeline: A deployment or rollback was begun", (said("09:00", "rolling back now"),), (said("09:00", "rolling back now"), said("09:09", "rollback done"))),
    ("impact: How many requests", (said("09:00", "the shop is down"),), (said("09:00", "about 3,200 requests failed"),)),
    ("explanation: Nobody stated a cause", (said("09:00", "I think it's DNS"),), (said("09:00", "it was caused by a full disk"),)),
]  # fmt: skip


@pytest.mark.parametrize(("question", "missing", "there"), GAPS, ids=[f"{n}-{question[:40]}" for n, (question, _, _) in enumerate(GAPS)])
def test_what_is_missing_is_asked_at_its_place_and_what_is_there_is_not(question, missing, there):
    assert question in asked(*missing)
    assert question not in asked(*there)


HANDOVER = (
    Tenure(label=LEAD, office=Office.LEAD, from_ts=ts_at("09:00"), until_ts=ts_at("10:00")),
    Tenure(label=TWO, office=Office.LEAD, from_ts=ts_at("10:00")),
)


@pytest.mark.parametrize(
    ("words", "is_asked"),
    [
        ("handing over to the second lead", True),
        ("handing over to the second lead because I've been on for two hours", False),
        ("taking over as lead, they need some sleep", False),
        ("over to the second lead now", True),
    ],
)
def test_a_handover_without_a_reason_is_asked_about(words, is_asked):
    assert ("What led to the handover of the lead?" in asked(said("10:00", words), tenures=HANDOVER)) is is_asked


def code(before: str, text: str, after: str = "", kind: PieceKind = PieceKind.CODE) -> BlamelessMessage:
    return said("09:00", [Piece(PieceKind.PROSE, before), Piece(kind, text), Piece(PieceKind.PROSE, after)])


RAN = [
    code("ran ", "systemctl restart web"), code("I've run ", "df -h", ", plenty left"), code("running ", "kubectl get pods", " on web-03"), code("Command: ", "git revert 4f1c2d9"),
    code("restarted it with ", "systemctl restart web"), code("", "systemctl restart web", " done"), code("", "$ uptime\n 10:02 up", kind=PieceKind.CODE_BLOCK),
    code("ran this:\n", "wp cache flush", kind=PieceKind.CODE_BLOCK), code("", "root@web-03:~# service nginx reload", kind=PieceKind.CODE_BLOCK),
]  # fmt: skip
NOT_RAN = [
    code("try ", "systemctl restart web"), code("can you run ", "df -h", "?"), code("don't run ", "kubectl delete pods"), code("we could run ", "git revert 4f1c2d9"),
    code("what does ", "df -h", " say?"), code("see ", "checkout", " for more"), code("type ", "/incident lead me", " to take over"), code("I'd run ", "uptime -p"),
    code("", "2026-10-14 error: no such file\n2026-10-14 error: again", kind=PieceKind.CODE_BLOCK), code("about to run ", "wp cache flush"),
]  # fmt: skip


@pytest.mark.parametrize("message", RAN, ids=range(len(RAN)))
def test_a_command_that_was_run_is_found(message):
    assert len(commands_in(message)) == 1


@pytest.mark.parametrize("message", NOT_RAN, ids=range(len(NOT_RAN)))
def test_a_command_that_nobody_ran_is_none(message):
    assert commands_in(message) == ()


LINKS = {
    "https://larch.zendesk.com/agent/tickets/18233": "ticket",
    "https://github.com/larch/basket/pull/812": "pull request",
    "https://git.example.org/larch/basket/-/merge_requests/4": "pull request",
    "https://grafana.example.org/d/abc": "dashboard",
    "https://larch.pagerduty.com/incidents/31": "alert",
    "https://status.larch.example/": "status page",
    "https://app.incident.io/larch/incidents/77": "incident",
    "https://larch.example.org/browse/OPS-12": "ticket",
}
OTHER_LINKS = ("https://gifs.example.com/dns.gif", "https://www.example.org/", "https://shop.example/checkout/pay", "https://example.org/pullover", "https://example.org/tickets-for-sale", "https://news.example/grab", "https://example.org/dashing")  # fmt: skip


@pytest.mark.parametrize(("address", "sort"), LINKS.items(), ids=LINKS)
def test_an_address_leads_to(address, sort):
    assert sort_of(address) == sort


@pytest.mark.parametrize("address", OTHER_LINKS)
def test_an_address_of_something_else_is_not_kept(address):
    assert sort_of(address) == ""


# What somebody says at 09:30, in the middle of a response: whether the service is normal again by it.
OVER = {
    "it's back": True,
    "no errors for 15 minutes": True,
    "the pages load fine": True,
    "everything's up": True,
    "did the shop come back": False,
    "did gcp run out of nodes again": False,
    "did a query get slower": False,
    "we have no alarm for this": False,
    "there was no alert for the disk": False,
    "load fine, 20": False,
    "takes them up to an hour to pick it up": False,
    "killed the hub pod so it picks it up": False,
    "in the afternoon it goes up again": False,
    "they're in this db again of course": False,
    "they're up but all the workers are busy": False,
    "their status page is all green": False,
    "it is always all green": False,
    "14 came back": False,
    "status page is up": False,
    "the banner is up": False,
    "the site is up": True,
    "a list per user, sorted": False,
}


@pytest.mark.parametrize("text", OVER)
def test_what_ends_it_and_what_only_sounds_like_it(text):
    found = facts(said("09:00", "getting 503s on the shop"), said("09:10", "restarted the workers"), said("09:30", text))
    assert clock(found.restored) == ("09:30" if OVER[text] else "")


# What is said right before "it's back": whether the service is.
BEFORE = {
    "restarted the workers": True,
    "waiting for the pods": True,
    "ugh": False,
    "oh no": False,
    "and the queue stopped": False,
    "getting 503s on the shop": False,
}


@pytest.mark.parametrize("text", BEFORE)
def test_after_a_cry_it_is_the_trouble_that_is_back(text):
    found = facts(
        said("09:00", "getting 503s on the shop"), said("09:10", "restarted the workers"), said("09:29", text), said("09:30", "it's back")
    )
    assert clock(found.restored) == ("09:30" if BEFORE[text] else "")
    later = facts(said("09:00", "getting 503s on the shop"), said("09:10", "restarted the workers"), said("09:29", text), said("10:30", "it's back"))
    assert clock(later.restored) == "10:30"


def test_what_works_before_anything_was_done_is_no_end_and_trouble_met_afterwards_no_beginning():
    found = facts(
        said("09:00", "the shop looks odd to me"),
        said("09:02", "works for me"),
        said("09:05", "restarted the workers"),
        said("09:10", "cleared the cache"),
        said("09:30", "the fob for the bike store is dead"),
    )
    assert found.restored is None and found.mitigated is None and found.detected is None
    assert clock(facts(said("09:00", "getting 503s on the shop"), said("09:20", "works again")).restored) == "09:20"


# (what is said, whether it states the cause).
CAUSES = {
    "the site went down because the disk filled up": True,
    "it failed because the certificate had expired": True,
    "because of the new release": True,
    "contributing factors as I've heard them so far: keys for everybody, because staging cannot deploy": True,
    "contributing: factors in the mail": False,
    "because it was 2011": False,
    "because none of us thought of it": False,
    "no second factor on this site because the volunteers share one account": False,
    "14 restored, 40 skipped because they were changed by hand": False,
    "replayed, the queue is down to the 3 old ones": False,
    "it was down to the new release": True,
    "down to 3k and it's all real stuff": False,
    "down to the new release": True,
    "the trigger was created with a list of partitions": False,
    "the trigger was a config change": True,
    "the plugin update broke it": True,
    "a typo in the config, that's what did it": True,
    "so the reason for all this: the new limit": True,
    "AWS had an outage and that took us down with it": True,
    "connections were exhausted by the new report": True,
    "out of inodes, that's why everything fell over": True,
    "this is why we can't have nice things": False,
    "which is why it was blue": False,
    "the new chair broke my back": False,
}


@pytest.mark.parametrize("text", CAUSES)
def test_a_reason_for_something_else_is_no_cause(text):
    assert bool(facts(said("09:00", "getting 503s on the shop"), said("09:30", text)).causes) == CAUSES[text]


# What is said at 10:40 of another time: whether it says when the trouble began.
BEGAN = {
    "the first 503 was at 09:02": True,
    "errors started at 09:02": True,
    "it began at 09:02": True,
    "it's been going on since 09:02": True,
    "it all kicked off at 09:02": True,
    "the 500s begin at 09:02": True,
    "the graph falls off a cliff at 09:02": True,
    "start time for the record: 09:02": True,
    "the kickoff meeting was at 09:02": False,
    "the 72 hours began at 09:02": False,
    "my shift started at 09:02": False,
    "the nightly run has not started, it was the 09:02 one": False,
    "somebody put in an extract at 09:02, my first doubt is that": False,
    "the last truck was back around 09:02, and Sunday's starts at 14:00": False,
}


@pytest.mark.parametrize("text", BEGAN)
def test_what_began_otherwise_is_not_the_trouble(text):
    found = facts(said("10:00", "getting 503s on the shop"), said("10:40", text))
    assert clock(found.began) == ("09:02" if BEGAN[text] else "")


# Whether it says that trouble is met now.
MET = {
    "the node is flapping": True,
    "the gateway was slow, and is": True,
    "the shop was down since last night": True,
    "half of my lab can't start their server": True,
    "my users can't log in": True,
    "my laptop won't start": False,
    "anyone else's local docker super slow since the update": False,
    "anyone else's pages super slow since the update": True,
    "my dinner isn't working out": False,
    "we can't start until noon": False,
    "the node was flapping last night": False,
    "the gateway was slow in the night": False,
    "the disk was broken in may": False,
}


@pytest.mark.parametrize("text", MET)
def test_trouble_of_another_night_is_not_met_now(text):
    assert clock(facts(said("10:00", text)).detected) == ("10:00" if MET[text] else "")


def test_a_number_of_something_else_is_no_figure():
    assert [one.text for one in facts(said("10:00", "their people got a text saying 8 and the booking is at 9")).figures] == []
    assert [one.text for one in facts(said("10:00", "8 bookings were lost")).figures] == ["8 bookings"]


# claim: (what states it, what is near to it and does not).
STATED_PLAINLY = {
    Claim.MITIGATED: (
        ("it's holding for now", "the team is holding a meeting"),
        ("that seems to be holding up", "they are holding the door for now"),
        ("turned off the widget and load on the db has dropped right down", "the load on the train has dropped a bag"),
        ("only that box is still affected", "lowering it to minor, only the admin is affected"),
        ("impact is limited to the admin side", "the number is limited to 30"),
        ("the rate limit is taking the sting out of it", "the bee is taking its sting with it"),
        ("a restart every five minutes keeps the thing alive", "thanks for keeping the phones away from us"),
        ("the key is revoked, nobody can use it now", "nobody can park there now"),
    ),
    Claim.RESTORED: (
        ("editors save posts without trouble again", "editors save posts again without asking"),
        ("rolled back and the shop is fine again", "rolled back to 3.2.0"),
        ("works for me", "works for me, let's say three o'clock"),
        ("the graph is flat", "their graph is flat"),
    ),
    Claim.STATUS: (
        ("closed it in the bot", "closed it in the cupboard"),
        ("we close the incident now", "we close the office now"),
        ("resolved", "resolved: never to work on a friday"),
    ),
    Claim.DEPLOY: (
        ("terraform apply finished on production", "terraform apply finished on staging"),
        ("upgraded the plugin on live", "upgraded the plugin on my laptop"),
        ("fix for the redirect is in production", "fix for the redirect is in review"),
        ("we have gone live with the one line change", "we have lived with the change"),
    ),
    Claim.ROLLBACK: (
        ("we're on the previous release now", "we're on the previous train now"),
        ("have roled back the deploy", "have rolled out the carpet"),
        ("downgraded the plugin to what it was", "downgraded the incident to minor"),
    ),
    Claim.CLIENT_UPDATE: (
        ("Tern Museum are in the loop", "the lead is in the loop"),
        ("just got off the phone with Tern Museum", "just got off the train with a friend"),
        ("msged Tern Museum that we're on it", "messed with the museum"),
        ("Email to Tern Museum has gone", "the e-mail to them is a draft"),
    ),
}
PLAINLY = [(claim, *pair) for claim, pairs in STATED_PLAINLY.items() for pair in pairs]


@pytest.mark.parametrize(("claim", "states", "near"), PLAINLY, ids=[states for _, states, _ in PLAINLY])
def test_what_is_stated_in_plain_words_and_what_is_near_to_it(claim, states, near):
    assert claim in {one.claim for one in understand(states).claims}
    assert claim not in {one.claim for one in understand(near).claims}
