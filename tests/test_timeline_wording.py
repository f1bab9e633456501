"""How a message is said in the timeline: who, what they did, in the past, without a new word, and never more than was said."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem.incident import Kind
from postmortem.timeline.wording import phrase

ROLE = "Responder 1"


def said(text: str, kind: Kind) -> str:
    """What follows the role."""
    return phrase(text, role=ROLE, kind=kind, labels=frozenset({ROLE, "Responder 2"})).removeprefix(f"{ROLE} ")


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # one's own acts
        ("ok i've bumped the memory to 4G and restarted both", Kind.ACTION, "bumped the memory to 4G and restarted both."),
        ("Rolling back to 3.17.4, going live in two minutes", Kind.MITIGATION, "began rolling back to 3.17.4, going live in two minutes."),
        ("Failing over to the replica now", Kind.MITIGATION, "began failing over to the replica."),
        ("disabled the feature flag `new-basket` for everyone", Kind.MITIGATION, "disabled the feature flag `new-basket` for everyone."),
        ("acked", Kind.ACTION, "acknowledged it."),
        ("purged", Kind.MITIGATION, "purged it."),
        ("dropping the slot, we can rebuild it tomorrow", Kind.MITIGATION, "began dropping the slot, the team could rebuild it the next day."),
        ("monitoring shows memory flat", Kind.FINDING, "found that monitoring showed memory flat."),
        ("was 60 at midnight going by the graph", Kind.FINDING, "reported that it was 60 at midnight going by the graph."),
        ("contributing factors as I have heard them so far: freelancers get a production key", Kind.FINDING, "noted contributing factors: freelancers got a production key."),
        ("rang the museum, they're pleased and say thank you", Kind.COMMUNICATION, "rang the museum, they were pleased."),
        ("getting 503s on /basket", Kind.DETECTION, "got 503s on /basket."),
        ("I have told the client that we're back", Kind.COMMUNICATION, "told the client that the team was back."),
        ("Second update sent to both clients: we found the fault", Kind.COMMUNICATION, "sent the second update to both clients: the team found the fault."),
        ("closing this then", Kind.RESOLUTION, "closed the incident."),
        # what others or nobody in particular did
        ("we rolled back our change", Kind.MITIGATION, "reported that the team rolled back their change."),
        ("CTO and DPO told by phone", Kind.COMMUNICATION, "reported that CTO and DPO had been told by phone."),
        ("63 held back invoices sent, confirmed by both clients", Kind.ACTION, "reported that 63 held back invoices had been sent, confirmed by both clients."),
        ("Responder 2 restarted the worker", Kind.ACTION, "Responder 2 restarted the worker."),
        ("nobody has deployed today", Kind.FINDING, "found that nobody had deployed today."),
        ("setting the limit by hand fixes this", Kind.FINDING, "found that setting the limit by hand fixes this."),
        # states, in the past
        ("The pool is exhausted", Kind.FINDING, "found that the pool was exhausted."),
        ("works again for me", Kind.RECOVERY, "reported that it worked again for them."),
        ("stable at 2.3G for now", Kind.MITIGATION, "reported that it was stable at 2.3G."),
        ("should be fine now", Kind.RECOVERY, "reported that it should be fine."),
        ("customers can pay again", Kind.RECOVERY, "reported that customers could pay again."),
        ("found it: the session store is full, 1.99 of 2.00 GB", Kind.FINDING, "found that the session store was full, 1.99 of 2.00 GB."),
        ("for the record: backup from 3am is intact", Kind.FINDING, "found that the backup from 3am was intact."),
        ("before I forget: the first 503 was at 08:49", Kind.FINDING, "found that the first 503 was at 08:49."),
        ("the primary is down, the replica is fine", Kind.FINDING, "reported that the primary was down, the replica was fine."),
        ("the backup from 02:00 is corrupt, the one from Sunday is good", Kind.FINDING, "found that the backup from 02:00 was corrupt, the one from Sunday was good."),
        ("a refused write leaves the old session as it was", Kind.FINDING, "reported that a refused write left the old session as it was."),
        # suppositions stay suppositions
        ("I think it's the cache", Kind.HYPOTHESIS, "suspected that it was the cache."),
        ("the checkout (https://shop.example.com/checkout) is broken", Kind.FINDING, "found that the checkout was broken."),
        ("Ooooh, I think that worked!!!!", Kind.RECOVERY, "thought that it worked."),
        ("I think that the worker is dead", Kind.HYPOTHESIS, "suspected that the worker was dead."),
        ("my guess is DNS", Kind.HYPOTHESIS, "suspected DNS."),
        ("looks like the certificate expired last night", Kind.HYPOTHESIS, "suspected that the certificate expired last night."),
        # what was not done, or not yet
        ("not deploying until we know more", Kind.DECISION, "decided: not deploying until the team knew more."),
        ("let's not touch prod until the DBA is here", Kind.DECISION, "proposed not to touch prod until the DBA is here."),
        ("I'll restart it after lunch", Kind.ACTION, "planned to restart it after lunch."),
        ("it wasn't the cache", Kind.FINDING, "found that it was not the cache."),
        # questions stay questions
        ("anyone else seeing 503s?", Kind.DETECTION, "asked whether anyone else was seeing 503s."),
        ("can somebody restart the worker?", Kind.ACTION, "asked for somebody to restart the worker."),
        ("DPO here: were invoices sent to the wrong people?", Kind.FINDING, "asked whether invoices were sent to the wrong people."),
        ("were personal data read? If yes, we have 72 hours from now", Kind.FINDING, "asked whether personal data were read."),
        # questions without their mark
        ("what does that mean", Kind.FINDING, "asked what that meant."),
        ("did aws run out of spot again", Kind.FINDING, "asked whether aws ran out of spot again."),
        ("is anyone looking at the queue", Kind.FINDING, "asked whether anyone was looking at the queue."),
        ("who's counted the sites", Kind.FINDING, "asked who had counted the sites."),
        ("what's on fire", Kind.FINDING, "asked what was on fire."),
        ("what about the ones that failed", Kind.FINDING, "asked about the ones that failed."),
        ("why only 5-7", Kind.FINDING, "asked why only 5-7."),
        ("could we promote reads to the primary", Kind.FINDING, "proposed to promote reads to the primary."),
        ("that's on db-2 too, isn't it", Kind.FINDING, "asked whether it was on db-2 too."),
        ("Responder 2 you did the bump at lunch right", Kind.FINDING, "asked whether Responder 2 did the bump at lunch."),
        ("good morning, can anyone explain why the report has 0 rows", Kind.FINDING, "asked for somebody to explain why the report had 0 rows."),
        ("my build says \"waiting\" since 40 minutes, is that usual?", Kind.FINDING, "reported that their build said \"waiting\" since 40 minutes, and asked whether that was usual."),
        ("I read this. Responder 2, do you lead?", Kind.FINDING, "read this, and asked whether they led."),
        ("love it, how do we get out", Kind.FINDING, "asked how the team got out."),
        ("add `linux` to the pool or roll back?", Kind.FINDING, "asked whether to add `linux` to the pool or roll back."),
        ("scalpers? every drop we get the bots", Kind.FINDING, "reported: scalpers: every drop the team got the bots."),
        # what others are to do
        ("look at the first date", Kind.FINDING, "asked others to look at the first date."),
        ("tell them: add a record", Kind.FINDING, "asked others to tell them: add a record."),
        ("roll back to 3.17", Kind.FINDING, "proposed to roll back to 3.17."),
        ("Responder 2 close the status page pls", Kind.FINDING, "asked Responder 2 to close the status page."),
        ("dont say it out loud", Kind.FINDING, "asked others not to say it out loud."),
        ("the client says keep the points", Kind.FINDING, "reported that the client said to keep the points."),
        # hurried spelling, subjects and objects left out
        ("revert's deployed", Kind.FINDING, "reported that the revert was deployed."),
        ("its back on all nodes", Kind.FINDING, "reported that it was back on all nodes."),
        ("canary fine w/ the new limit", Kind.FINDING, "reported: canary fine with the new limit."),
        ("closed + purged", Kind.MITIGATION, "closed and purged."),
        ("replayed, the queue is down to 3", Kind.FINDING, "replayed it, the queue was down to 3."),
        ("died shortly before midnight", Kind.FINDING, "reported that it died shortly before midnight."),
        ("deleted again", Kind.MITIGATION, "deleted it again."),
        ("because the next one will be the shop", Kind.FINDING, "explained that the next one would be the shop."),
        ("and it exits 0", Kind.FINDING, "found that it exited 0."),
        ("need a second approver", Kind.FINDING, "needed a second approver."),
        ("could bounce the workers first", Kind.FINDING, "reported that they could bounce the workers first."),
        ("merged 12:52", Kind.CHANGE, "merged it at 12:52."),
        ("started 10:06", Kind.ACTION, "reported that it started at 10:06."),
        ("telling the desk that it is over", Kind.RESOLUTION, "told the desk that it was over."),
        ("[INFO] Step 18 started", Kind.ACTION, "reported that Step 18 started."),
        ("option: set the image back to 2025.12", Kind.ACTION, "proposed to set the image back to 2025.12."),
        ("Responder 2 says: keep all gifts", Kind.ACTION, "Responder 2 said to keep all gifts."),
        ("who is running ALTER at 9:30", Kind.FINDING, "asked who was running ALTER at 9:30."),
        ("then I consider this as closed", Kind.RESOLUTION, "considered this as closed."),
        ("that next one is due in july", Kind.FINDING, "reported that the next one was due in july."),
        ("which went to accounts", Kind.FINDING, "found that it went to accounts."),
        ("small jobs ARE running", Kind.FINDING, "found that small jobs were running."),
        ("don't hurry it", Kind.FINDING, "asked others not to hurry it."),
        ("let me pull the split", Kind.FINDING, "planned to pull the split."),
        ("add consumers? it's 8 pods", Kind.FINDING, "asked whether to add consumers."),
        ("only the small ones, shoes and", Kind.FINDING, "reported: only the small ones, shoes."),
        ("it's deployed", Kind.CHANGE, "reported that it was deployed."),
        ("tarrant's been failing since last week", Kind.FINDING, "found that tarrant had been failing since last week."),
        ("kicked the two mirrors, they took it", Kind.ACTION, "kicked the two mirrors, they took it."),
        ("caused the outage, says the graph", Kind.FINDING, "reported: caused the outage, said the graph."),
        ("anyone else's docker slow since the update?", Kind.FINDING, "asked: anyone else's docker slow since the update?"),
        ("nobody tried since we set it up", Kind.FINDING, "found that nobody tried since the team set it up."),
        ("was at the dentist, back now", Kind.FINDING, "was at the dentist, back."),
        # fragments get no "that"
        ("caches flushed, anchor gone from res1, get the ad flag", Kind.FINDING, "reported: caches flushed, anchor gone from res1, get the ad flag."),
        ("910 failed requests from 212 shops", Kind.FINDING, "found 910 failed requests from 212 shops."),
        ("technically no, the time is fixed when it starts", Kind.FINDING, "reported: technically no, the time was fixed when it started."),
        ("31 mails in the queue", Kind.FINDING, "found 31 mails in the queue."),
        ("31 in the queue, normal is 4 or so", Kind.FINDING, "reported: 31 in the queue, normal was 4 or so."),
        ("file's out, 212,870 lines", Kind.FINDING, "reported that the file was out, 212,870 lines."),
        ("file out, 212,870 lines", Kind.FINDING, "reported: file out, 212,870 lines."),
        ("desired=60. here they come", Kind.FINDING, "reported: desired=60. here they came."),
        ("9 pm = 1 am utc", Kind.FINDING, "reported: 9 pm = 1 am utc."),
        ("2,871 members with double points", Kind.FINDING, "found 2,871 members with double points."),
    ],
)
def test_who_did_what(text, kind, expected):
    got = said(text, kind)
    assert got == expected


@pytest.mark.parametrize(
    ("text", "kind", "never"),
    [
        ("I haven't restarted anything", Kind.ACTION, r"^restarted"),
        ("don't restart it", Kind.ACTION, r"^(?:restarted|began)"),
        ("should we roll back?", Kind.DECISION, r"^(?:rolled|decided|began)"),
        ("we could roll back", Kind.HYPOTHESIS, r"^(?:rolled|began)"),
        ("if it fails again I'll roll back", Kind.HYPOTHESIS, r"^(?:rolled|began)"),
        ("the runbook says “restart the node”", Kind.FINDING, r"^restarted"),
        ("Responder 2 says it's the cache", Kind.FINDING, r"^(?:suspected|found) that it was"),
        ("restarted pods are healthy", Kind.RECOVERY, r"^restarted"),
        ("did you deploy?", Kind.FINDING, r"^(?:deployed|began)"),
        ("the client told us it works", Kind.RECOVERY, r"^told"),
        ("customers sent us screenshots", Kind.DETECTION, r"had been sent"),
        ("no invoices sent since 9", Kind.FINDING, r"^sent"),
        ("I wonder whether it is the image plugin", Kind.HYPOTHESIS, r"^found"),
        ("maybe DNS", Kind.HYPOTHESIS, r"^found"),
        ("who deployed?", Kind.FINDING, r"^deployed"),
        ("you restarted it?", Kind.ACTION, r"^restarted"),
        ("what is left is the cache", Kind.FINDING, r"^found that what was left was asked"),
        ("why it broke: the limit is too low", Kind.FINDING, r"^asked"),
        ("did the restart, all is green", Kind.FINDING, r"^asked"),
        ("what happened: the disk was full", Kind.FINDING, r"^asked"),
        ("you're right", Kind.FINDING, r"^asked whether"),
        ("email to the client sent", Kind.FINDING, r"^(?:asked|proposed)"),
        ("error rate back up to 30", Kind.FINDING, r"^proposed"),
        ("the client's deployed version is old", Kind.FINDING, r"client was deployed"),
        ("its queue is full", Kind.FINDING, r"it is queue|it was queue"),
        ("the [INFO] lines are gone", Kind.FINDING, r"^found that the lines"),
        ("dumped 60 + 4 rows", Kind.FINDING, r"60 and 4"),
        ("because of the limit it stopped", Kind.FINDING, r"^explained that of"),
        ("she says it works", Kind.FINDING, r"said to"),
        ("how about lunch", Kind.FINDING, r"^asked about"),
        ("what about it", Kind.FINDING, r"^asked about it was"),
        ("dont/doesnt is a flag", Kind.FINDING, r"don't/"),
        ("w/e is fine", Kind.FINDING, r"withe"),
        ("waiting for the deploy to finish", Kind.ACTION, r"^(?:deployed|finished)"),
        ("about to fail over", Kind.MITIGATION, r"^(?:failed over|began)"),
    ],
)
def test_what_is_never_made_of_it(text, kind, never):
    assert not re.search(never, said(text, kind))


SUBJECTS = st.sampled_from(["", "I ", "we ", "I've ", "I'm ", "the team ", "Responder 2 ", "the database ", "nobody ", "it ", "checkout "])
VERBS = st.sampled_from("restarted rolled_back is_down deploying will_restart could_not_reach found sent_an_update_to can_see looks_like is_back asked".split())
OBJECTS = st.sampled_from(["the worker", "both nodes", "release 3.17.4", "503s on 2 of 6 hosts", "our clients", "my laptop", "us", "the replica at 10:02", ""])
ENDS = st.sampled_from(["", " now", " again", "?", ", so that's good", " and it works for me", ", 1.99 of 2.00 GB", " :tada:", " because we had to, basically"])


@given(SUBJECTS, VERBS, OBJECTS, ENDS, st.sampled_from(list(Kind)))
def test_no_entry_has_a_first_person_a_new_number_or_too_many_words(subject, verb, what, end, kind):
    text = f"{subject}{verb.replace('_', ' ')} {what}{end}".strip()
    entry = phrase(text, role=ROLE, kind=kind, labels=frozenset({ROLE, "Responder 2"}))
    assert entry.startswith((ROLE, "Responder 2"))
    assert not re.search(r"\b(?:i|i'm|i've|we|we're|my|our|us|me)\b", entry, re.IGNORECASE), entry
    assert set(re.findall(r"\d[\d.:]*\d|\d", entry.replace("Responder 1", "").replace("Responder 2", ""))) <= set(re.findall(r"\d[\d.:]*\d|\d", text))
    assert len(entry.split()) <= 24
    assert ":tada:" not in entry
