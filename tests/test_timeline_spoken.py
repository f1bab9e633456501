"""What people say in a few plain words, and what must not be taken for it."""

from __future__ import annotations

import pytest

from postmortem import mood
from postmortem.incident import Kind
from postmortem.timeline.classify import classify_sentence
from postmortem.timeline.reading import sentences_of
from postmortem.timeline.spoken import said_plainly

TELLS = {
    "aaand it's gone again": Kind.DETECTION,
    "down again": Kind.DETECTION,
    "the worker is not running on that host": Kind.DETECTION,
    "ffmpeg.service failed (Result: oom-kill)": Kind.DETECTION,
    "it's all of the shops on node 4": Kind.DETECTION,
    "three customers now saying they were charged twice": Kind.DETECTION,
    "our members could not reach the site between 14:04 and 14:51": Kind.DETECTION,
    "first email to Elm and Ash is out": Kind.COMMUNICATION,
    "mailed them as well": Kind.COMMUNICATION,
    "CTO and DPO told by phone": Kind.ESCALATION,
    "all four sites load for me": Kind.RECOVERY,
    "I compared both lists, none differ": Kind.FINDING,
    "each went out once, checked against the mail log": Kind.FINDING,
    "That's why it hurts so much": Kind.FINDING,
    "Then it is not a personal data breach in my view": Kind.DECISION,
    "could be an attack": Kind.HYPOTHESIS,
}
TELLS_NOTHING = (
    "the milk is gone",
    "he's gone again for coffee",
    "the meeting is not running late",
    "if the worker is not running we page",
    "I'm not running for office",
    "is it all of the shops on node 4?",
    "three customers saying thanks",
    "will you mail them as well?",
    "should the CTO be told by phone?",
    "nobody mailed them",
    "the first email is in the drafts",
    "do all four sites load for you?",
    "that's why I love this job",
    "is it a personal data breach?",
    "could be a while",
)
# What the other tables hold for a weak finding or a supposition is none of these.
NOT_PLAIN = ("it's all on you", "it's all in order", "could be a good idea", "all four sites load slowly", "it's all hands on deck")


def kind_of(text: str) -> Kind | None:
    verdict = classify_sentence(sentences_of(text)[0])
    return verdict.kind if verdict else None


@pytest.mark.parametrize(("text", "kind"), TELLS.items(), ids=TELLS)
def test_plain_words_tell_of_their_kind(text, kind):
    assert kind_of(text) is kind


@pytest.mark.parametrize("text", TELLS_NOTHING)
def test_words_that_are_only_alike_tell_nothing(text):
    assert kind_of(text) is None


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_words_that_only_begin_alike_are_not_in_the_table(text):
    assert said_plainly(mood.Sentence(text)) is None
