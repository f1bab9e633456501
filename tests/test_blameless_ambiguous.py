"""Words that are also names are decided by their neighbours."""

from __future__ import annotations

import pytest

from postmortem.blameless.ambiguous import Verdict, decide

NAMES = [
    "thanks [Will], all green",
    "thanks [will] !",
    "ping [mark]",
    "hey [Grace] any news?",
    "cc [Dom]",
    "I paged [Rob] 5 min ago",
    "[Will]'s dashboard is up",
    "[Mark]: rolling back now",
    "[Grace], can you look?",
    "[grace] could you look?",
    "[Rob] rolled it back",
    "[Frank] is offline until Tuesday",
    "[mark] is looking into it",
    "[May] restarted the queue",
    "[April] said it was fine",
    "I'll let [June] know",
    "handed over to [Max]",
    "according to [Drew] it was the cache",
    "[Bill] confirmed the payment run is done",
    "[Grant] found the bad index",
    "we agreed with [Hope] to wait",
    "@[chase] please look",
    "looks fine, [Rich]",
    "I think [Ray] restarted it",
    "i think [will] fixed that",
    "[Art] and Dagny are on the call",
    "Dr [May] called",
    "[Jack] has the pager",
    "[Miles] wrote the runbook",
    "both [Rose] and Oskar saw it",
    "thank you [rob]",
    "two people have prod keys, me and [rob]",
    "[mark] and i are on the call",
    "who told [jack] that staging is shared?",
    "reverting on behalf of [miles], who is on a plane",
    "deploy lock is held by [ash], poke before you break it",
    "who is on with you, [Grace]?",
    "[grant] will say yes to anything",
    "did [will] push that?",
    "is [rob] around?",
    "[Rob] babysits it",
    "last seen typing: [Grace]",
    "let [Max] know",
]
WORDS = [
    "it [will] come back",
    "[will] do",
    "[Will] check at 15:30",
    "[Will] it work?",
    "we [may] have to fail over",
    "[May] I try again?",
    "since the [May] release",
    "in [May] we moved hosts",
    "due on [May] 5th",
    "on 3 [May] it was fine",
    "please [mark] it as done",
    "[Mark] the ticket as done",
    "can you [chase] the vendor",
    "[Chase] the vendor for a reply",
    "the [grace] period is over",
    "[Grant] select on the table",
    "the [bill] is too high",
    "a [rich] text editor",
    "[max] retries reached",
    "[Max] connections is 100",
    "the [DOM] is huge",
    "[ROB] buffer full",
    "I [hope] this holds",
    "[jack] up the replicas",
    "every [Sun] 02:00",
    "[Jun] 14 03:02:11 host sshd[1]: closed",
    "[pat] on the back for everybody",
    "[frank] discussion needed",
    "the [art] of debugging",
    "[miles] away from the target",
    "[Hope] Street office",
    "the [Reed] Street branch",
    "the node in [Tyler], Texas went read-only",
    "we hit [Max] file size on the upload form",
    "i think that's what they [may] do",
    "nothing [will] help now",
    "by [chance] somebody looked",
    "with [grace] and patience",
    "hi, [hope] you're all well",
    "thanks, [will] do",
    "it [will] have been the cache",
    "they [may] be right",
    "dont restart yet, [don] t forget the snapshot",
]
UNDECIDED = ["[Will] Friday work?", "met [Travis] at the meetup"]


def _marked(text: str) -> Verdict:
    start = text.index("[")
    end = text.index("]", start)
    return decide(text.replace("[", "", 1).replace("]", "", 1), start, end - 1)


@pytest.mark.parametrize("text", NAMES)
def test_here_the_word_is_a_name(text: str) -> None:
    assert _marked(text) is Verdict.NAME


@pytest.mark.parametrize("text", WORDS)
def test_here_the_word_is_a_word(text: str) -> None:
    assert _marked(text) is not Verdict.NAME


@pytest.mark.parametrize("text", UNDECIDED)
def test_here_somebody_has_to_look(text: str) -> None:
    assert _marked(text) is Verdict.UNDECIDED
