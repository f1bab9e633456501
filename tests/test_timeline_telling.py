"""How telling a message is by its manner and its place, and what supports an entry."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from postmortem.incident import Edits, Kind
from postmortem.text import Piece, PieceKind
from postmortem.timeline import telling
from postmortem.timeline.shown import shown_line
from postmortem.timeline.talk_signs import signs_of
from postmortem.timeline.telling import talk, terms_of, weigh_telling
from test_timeline_build import COMMS, LEAD, ONE, TWO, build, said

THREE = "Responder 3"

# sign: (a message that shows it, one that is near to it and does not).
SIGNS = {
    "cheers": ("nice, that did it", "a nicety"),
    "dismayed": ("ugh, the disk again", "the ugliest disk again"),
    "jokes": ("it's the pumpkin lol", "it's the pumpkin lollies"),
    "acknowledges": ("ok will", "ok then we restart the whole node"),
    "of telling": ("the customers were told", "the costumes were old"),
    "of cause": ("because the limit is too low", "the limit is 30"),
    "of deciding": ("let's roll it back", "it let go"),
    "of time": ("nothing since 09:12", "nothing sincere"),
    "of the past": ("it fell over", "it feeds the hundred"),
    "begins doing": ("restarting the node", "something about the node"),
    "denies": ("it doesn't start", "it is known and starts"),
    "requests": ("can someone look at the node", "someone looks at the node"),
    "of oneself": ("i have the log", "the log has it"),
    "to another": ("you have the log", "youth has the log"),
    "doubts": ("maybe the cache", "the cache maybes"),
    "conditional": ("unless the cache is full", "the cache is full"),
    "of one's own life": ("the kids are in bed", "the kidney beds are out"),
    "asks": ("is the cache full?", "the cache is full"),
    "asks within": ("full? i see 30 of 40", "i see 30 of 40"),
    "numbers": ("38 requests waiting", "requests waiting in v1.2/38"),
    "word of an end": ("all four done", "the doner shop was the fourth one on that street"),
    "ends on an end": ("and the shop is back", "the back of the shop"),
    "exclaims": ("the shop is back!", "the shop is back"),
    "percent": ("disk at 97%", "disk at 97"),
    "arrow": ("errors 30 → 4", "errors 30 to 4"),
    "quotes": ("> the shop is down\nsays the client", "the shop > down"),
    "1 word": ("restarted", "restarted it"),
    "many words": (" ".join(["word"] * 40), " ".join(["word"] * 10)),
    "done": ("restarted the node", "the node is a joke"),
    "doing": ("we are restarting it", "we are artists"),
    "to do": ("restart the node", "the node is restless"),
    "trouble": ("503 errors on the shop", "no matter on the shop"),
}


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_seen_where_it_is_and_not_in_what_is_near_to_it(sign):
    shows, near = SIGNS[sign]
    assert sign in signs_of(said("09:00", ONE, shows))
    assert sign not in signs_of(said("09:00", ONE, near))


def pasted(clock: str, role: str, block: str, words: str = "", number: int = 0):
    message = said(clock, role, words, number=number)
    return replace(message, pieces=(*message.pieces, Piece(PieceKind.CODE_BLOCK, block)))


# Pasted output → the line that tells something.
LINES = {
    "$ tail app.log\nstarting\nFATAL: gone": "`FATAL: gone`",
    "starting\n200 OK": "`200 OK`",
    "$ date\nWed 14 Oct": "`Wed 14 Oct`",
    "$ date": "`$ date`",
    "irb> Queue.new.tally\n=> {slow: 980}": "`=> {slow: 980}`",
    "shop=# select 1;\n 1": "`1`",
    "a->b is slow": "`a->b is slow`",
    "root@db-1:~# uptime\n 09:00 up": "`09:00 up`",
    "----\n": "",
    "error " + "word " * 40: "`error " + ("word " * 22).rstrip() + " …`",
    "": "",
}


@pytest.mark.parametrize("block", LINES)
def test_of_pasted_output_the_telling_line_is_shown(block):
    assert shown_line(pasted("09:00", ONE, block)) == LINES[block]


# Pasted output: what it shows, and what is near to it and does not.
OUTPUT = {
    "trouble in a log": ("nextval: ERROR reached maximum value", "nextval: reached the value 17"),
    "all well in a log": ("all renewals succeeded", "all renewals listed"),
}


@pytest.mark.parametrize("sign", OUTPUT)
def test_what_was_pasted_tells_of_trouble_or_that_all_is_well(sign):
    shows, near = OUTPUT[sign]
    assert sign in signs_of(pasted("09:00", ONE, shows)) and sign not in signs_of(pasted("09:00", ONE, near))


def test_every_sign_of_a_place_is_one_that_has_a_weight_or_is_left_out_as_none():
    messages = [said("09:00", ONE, "the shop is down"), said("09:01", TWO, "ugh"), said("09:40", ONE, "restarted it, is it back?"), said("09:41", TWO, "yes!!")]
    found = talk(messages, {})
    assert found[0]["first"] == 1.0 and found[1]["first"] == 0.0
    assert found[2]["pause before"] > found[1]["pause before"]
    assert found[0]["dismays"] == 1.0 and found[2]["is cheered"] == 1.0 and found[3]["after a question"] == 1.0
    assert all(0.0 <= much <= 1.3 for signs in found for much in signs.values())


def test_terms_are_words_that_several_people_take_up():
    talked = [
        said("09:00", ONE, "the zephyr queue is stuck"),
        said("09:01", TWO, "zephyr again"),
        said("09:02", THREE, "lunch is at noon"),
        said("09:03", ONE, "zephyr drains now"),
        *(said(f"09:{10 + n}", THREE, f"word{n}") for n in range(8)),
    ]
    found = talk(talked, {})
    assert "zephyr" in terms_of(talked[0]) and "the" not in terms_of(talked[0])
    assert found[0]["new terms"] > 0 and found[1]["new terms"] == 0 and found[2]["terms"] == 0


def test_a_pasted_error_is_more_telling_than_a_joke_and_a_question():
    talked = [
        pasted("09:10", ONE, "FATAL: sequence reached its maximum", "found this"),
        said("09:11", TWO, "lol did you try to turn it off and on again?"),
        said("09:12", THREE, "can you send me the link please?"),
    ]
    error, *rest = weigh_telling(talked, {})
    assert error > max(rest)


CHAT = (
    said("09:00", ONE, "checkout gives me errors"),
    said("09:02", TWO, "same here"),
    said("09:04", ONE, "looking"),
    pasted("09:09", ONE, "$ tail app.log\nFATAL: sequence orders_id reached its maximum (2147483647)"),
    said("09:10", TWO, "oh no"),
    said("09:12", LEAD, "can we make orders_id a bigint?"),
    said("09:13", ONE, "not on 900 GB, takes all night"),
    said("09:15", ONE, "old trick: orders_id from the negative half"),
    said("09:16", LEAD, "go"),
    said("09:19", ONE, "done, orders_id is at -2147483648"),
    said("09:20", TWO, "orders come in!!"),
    said("09:21", COMMS, "can I tell them?"),
    said("09:22", LEAD, "yes"),
    said("09:40", TWO, "who brings cake tomorrow"),
)


def test_what_was_only_pasted_is_found_and_shown_by_its_telling_line():
    (entry,) = [one for one in build(*CHAT).entries if CHAT[3].ts in one.sources]
    assert "ran `tail app.log`, which showed `FATAL: sequence orders_id" in entry.text
    alone = replace(CHAT[3], pieces=(Piece(PieceKind.CODE_BLOCK, "starting\nFATAL: sequence orders_id reached its maximum"),))
    (entry,) = [one for one in build(*CHAT[:3], alone, *CHAT[4:]).entries if alone.ts in one.sources]
    assert entry.kind is Kind.FINDING and entry.text == f"{ONE} posted `FATAL: sequence orders_id reached its maximum`."


def test_an_entry_cites_what_supports_it_and_no_message_is_cited_twice():
    entries = build(*CHAT).entries
    cited = list(itertools.chain.from_iterable(one.sources for one in entries))
    assert len(cited) == len(set(cited)) and any(len(one.sources) > 1 for one in entries)
    assert all(len(one.sources) <= 5 for one in entries)
    assert list(entries) == sorted(entries, key=lambda one: one.at)
    for one in entries:
        assert list(one.sources[1:]) == sorted(one.sources[1:])


def test_what_people_dropped_is_neither_an_entry_nor_a_support():
    for message in CHAT:
        timeline = build(*CHAT, edits=Edits(drop=(message.ts,)))
        assert all(message.ts not in one.sources for one in (*timeline.entries, *timeline.candidates))


def test_what_people_worded_keeps_their_words():
    timeline = build(*CHAT, edits=Edits(reword={CHAT[9].ts: "The ids went on from below zero."}))
    (entry,) = [one for one in timeline.entries if CHAT[9].ts in one.sources]
    assert entry.text == "The ids went on from below zero." and entry.sources[0] == CHAT[9].ts


def test_the_same_chat_gives_the_same_timeline():
    assert build(*CHAT) == build(*CHAT)


def test_of_a_very_long_channel_only_the_time_of_the_incident_is_weighed(monkeypatch):
    weighed = []
    weigh = telling.weigh_telling
    monkeypatch.setattr("postmortem.timeline.weighing.weigh_telling", lambda messages, known: weighed.append(len(messages)) or weigh(messages, known))
    monkeypatch.setattr("postmortem.timeline.weighing.MOST", 10)
    build(*CHAT)
    assert weighed == [10]


def test_weights_name_signs_that_there_are():
    known = set(SIGNS) | set(OUTPUT) | {f"tells {kind.value}" for kind in Kind}
    known |= {name for signs in talk(CHAT, {}) for name in signs} | {"candidate", "evidence", "plain", "stated", "told afterwards", "by a tool"}
    known |= {"no words", "3 words", "6 words", "10 words", "16 words", "30 words", "link", "code", "calls somebody", "pasted output", "file", "reply", "reactions", "recovered", "states"}
    assert set(telling.WEIGHTS) <= known
