"""The stripping and the gate share no code, and yet the gate never refuses what the stripping made."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postmortem.blameless.gate import look
from postmortem.blameless.people_file import Key
from postmortem.blameless.roles import assign_roles
from postmortem.blameless.strip import strip_names
from postmortem.blameless.transcript import BlamelessTranscript
from postmortem.cli.reading import MOST_PASSES, settle_words
from postmortem.documents.transcript import transcript_jsonl, transcript_markdown
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.slack.transcript import Channel, Message, Person, Transcript

GIVEN = "Dagny Bruno Ada Will May Mark Grace Jo Zoë Łukasz Hugo Austin Jenkins Sam Mary-Jane O'Hara Ruby Chad Kong Prod Test The Sre Linus Abby 美咲 X Dom Hope Back Long".split()
FAMILY = "Kilbourne Hart Long Back Marsh van-Dyke O'Brien Stone Baker Ng Li Deploy Service Śliwa Root 高橋 Houston".split()
HANDLES = "dagny bruno.hart will kube sre prod-bot m2 web_1 zoe.l jenkins ada99 the root long.back".split()
FRAMES = (
    "can {} take a look at `search`?", "{} said it is fine", "thanks {}", "{}", "{}'s change went out", "ping {}.", "({})", "so {}, what now", "@{} please", "with {} and {}",
    "`ssh {}@web-2`", "```\n{} logged in\n```", "see https://x.example/~{}/a", "{}-laptop is slow", "_{}_ and *{}*", "restarted {}-prod-1", "fixed by {}\n{} tested", "{}/{}", "in {} we", "mail ops@example.org or {}",
)  # fmt: skip


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    people = {}
    for n in range(draw(st.integers(1, 4))):
        first, last = draw(st.sampled_from(GIVEN)), draw(st.sampled_from([*FAMILY, ""]))
        whole = f"{first} {last}".strip()
        people[f"U0PERSON{n}"] = Person(
            id=f"U0PERSON{n}",
            real_name=draw(st.sampled_from([whole, whole, ""])),
            display_name=draw(st.sampled_from([first, whole.lower(), ""])),
            first_name=draw(st.sampled_from([first, ""])),
            last_name=draw(st.sampled_from([last, ""])),
            handle=draw(st.sampled_from([*HANDLES, whole.lower().replace(" ", ".")])),
            email=draw(st.sampled_from(["", f"{draw(st.sampled_from(HANDLES))}@example.org"])),
        )
    forms = [form for person in people.values() for form in (person.real_name, person.display_name, person.first_name, person.last_name, person.handle) if form]
    forms += [form.lower() for form in forms]
    messages = []
    for n in range(draw(st.integers(1, 5))):
        frame = draw(st.sampled_from(FRAMES))
        text = frame.replace("{}", draw(st.sampled_from(forms or ["x"])), 1).replace("{}", draw(st.sampled_from(forms or ["x"])))
        messages.append(Message(ts=f"176043252{n}.000100", author=draw(st.sampled_from(sorted(people))), pieces=decode_mrkdwn(text)))
    joined = frozenset(draw(st.sets(st.sampled_from(sorted(people)))))
    return Transcript(channel=Channel(id="C0", name="inc-x"), people=people, messages=tuple(messages), joined=joined)


def stripped(transcript: Transcript) -> tuple[BlamelessTranscript, frozenset[str]]:
    """As the commands do it: what the gate still finds is taken out as well."""
    insisted, words = settle_words(transcript, Key())
    roster = assign_roles(transcript, insisted=insisted)
    blameless = strip_names(transcript, roster)
    for _ in range(MOST_PASSES):
        findings = look({"transcript.jsonl": b"".join(transcript_jsonl(blameless))}, transcript.people.values(), not_names=words)
        if not findings:
            break
        roster.catch(finding.found for finding in findings)
        blameless = strip_names(transcript, roster)
    return blameless, words


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(transcripts())
def test_the_gate_finds_nothing_in_what_was_stripped(transcript: Transcript) -> None:
    blameless, words = stripped(transcript)
    files = {"transcript.jsonl": b"".join(transcript_jsonl(blameless)), "transcript.md": b"".join(transcript_markdown(blameless, zone="Europe/London"))}
    findings = look(files, transcript.people.values(), not_names=words)
    assert not findings, [(finding.file, finding.sort, finding.found, [json.dumps(message.text) for message in blameless.messages]) for finding in findings]
