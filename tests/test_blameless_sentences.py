"""A label stands in a sentence as the name did: with the article, the capital and the comma that it wants there."""

from __future__ import annotations

import time

import pytest

from blameless_people import person, roster_of, stripped
from postmortem.blameless.sentences import drops_its_s, opens_sentence, put_label
from postmortem.blameless.strip import Tally, strip_pieces
from postmortem.incident import Claim, Statement
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.slack.transcript import Message
from postmortem.text import plain

TARA = person("U0TARAVA01", "Tara Vance", handle="tvance")
SAM = person("U0SAMRIV01", "Samuel Rivers", handle="srivers77", display_name="Sam")
JO = person("U0JOHALV01", "Jo Halvorsen", handle="jhalvorsen")
ALEX = person("U0ALEXMO01", "Alex Morrell", handle="amorrell")
JAMES = person("U0JAMESP01", "James Pettifer", handle="jpettifer")
# Responder 1 to 5, in this order.
PEOPLE = (TARA, SAM, JO, ALEX, JAMES)

AS_RESPONDERS = {
    "possessive": ("Sam's fix", "Responder 2's fix"),
    "possessive, curly": ("see Sam’s fix", "see Responder 2’s fix"),
    "possessive without its apostrophe": ("sams laptop", "Responder 2's laptop"),
    "possessive of a name in s": ("James's laptop", "Responder 5's laptop"),
    "possessive of a name in s, curly": ("James’s laptop", "Responder 5’s laptop"),
    "two people": ("Sam and Jo", "Responder 2 and Responder 3"),
    "of two people": ("Sam & Jo's deploy", "Responder 2 & Responder 3's deploy"),
    "slash": ("ask Sam/Jo", "ask Responder 2/Responder 3"),
    "three people": ("Sam, Jo and Alex are looking", "Responder 2, Responder 3 and Responder 4 are looking"),
    "asked after an at": ("@sam can you", "Responder 2, can you"),
    "at and a colon": ("@sam: please look", "Responder 2: please look"),
    "at and please": ("@sam please look", "Responder 2, please look"),
    "a dash before the request": ("Sam - can you look", "Responder 2 - can you look"),
    "greeted": ("Hi Sam!", "Hi Responder 2!"),
    "greeted and asked": ("hey Sam can you look", "hey Responder 2, can you look"),
    "led in and asked": ("ok sam can you look", "ok Responder 2, can you look"),
    "you there": ("Sam you around?", "Responder 2, you around?"),
    "cc": ("cc @sam @jo", "cc Responder 2, Responder 3"),
    "end": ("thanks, Sam", "thanks, Responder 2"),
}
# Sam is the incident lead here.
AS_LEAD = {
    "start": ("Sam restarted it", "The incident lead restarted it"),
    "second sentence": ("fixed. Sam restarted it", "fixed. The incident lead restarted it"),
    "second line": ("fixed\nSam restarted it", "fixed\nThe incident lead restarted it"),
    "middle": ("because Sam restarted it", "because the incident lead restarted it"),
    "possessive at the start": ("Sam's fix", "The incident lead's fix"),
    "possessive without its apostrophe": ("see sams laptop", "see the incident lead's laptop"),
    "in quotes": ("“Sam did it”", "“The incident lead did it”"),
    "in quotes, not at a start": ('he said "Sam did it"', 'he said "the incident lead did it"'),
    "in brackets": ("(Sam's)", "(The incident lead's)"),
    "in brackets, not at a start": ("a fix (Sam's)", "a fix (the incident lead's)"),
    "after a picture": ("🚨 Sam is on it", "🚨 The incident lead is on it"),
    "after a picture, not at a start": ("done ✅ Sam is on it", "done ✅ the incident lead is on it"),
    "after e.g.": ("somebody, e.g. Sam", "somebody, e.g. the incident lead"),
    "list item": ("- Sam restarts it", "- The incident lead restarts it"),
    "article": ("the Sam fix", "the incident lead fix"),
    "this": ("this Sam fix", "this incident lead fix"),
    "that": ("I know that Sam did it", "I know that the incident lead did it"),
    # Spoken to.
    "asked": ("@sam can you look", "Incident lead, can you look"),
    "comma": ("Sam, can you look", "Incident lead, can you look"),
    "colon": ("@sam: please look", "Incident lead: please look"),
    "called alone": ("Sam?", "Incident lead?"),
    "greeted": ("Hi Sam!", "Hi incident lead!"),
    "greeted with there": ("hey there @sam", "hey there incident lead"),
    "ty": ("ty Sam", "ty incident lead"),
    "greeted with others": ("Hi Jo and Sam!", "Hi Responder 1 and incident lead!"),
    "told of after a greeting": ("thanks Jo, Sam has it", "thanks Responder 1, the incident lead has it"),
    "greeted and asked": ("hey Sam can you look", "hey incident lead, can you look"),
    "led in and asked": ("ok sam can you look", "ok incident lead, can you look"),
    "asked of": ("ask Sam can you trust it", "ask the incident lead can you trust it"),
    "good evening": ("good evening Sam", "good evening incident lead"),
    "this evening": ("this evening Sam restarted it", "this evening the incident lead restarted it"),
    "cc": ("cc @jo @sam", "cc Responder 1, incident lead"),
    "cc and a colon": ("cc: @sam", "cc: incident lead"),
    "thanks to": ("thanks to Sam", "thanks to the incident lead"),
    # Not spoken to, in spite of the comma.
    "list of names": ("Sam, Jo and Alex are looking", "The incident lead, Responder 1 and Responder 2 are looking"),
    "list in lower case": ("sam, jo and alex are looking", "The incident lead, Responder 1 and Responder 2 are looking"),
    "list that is spoken to": ("Sam, Jo and Alex: can you look", "Incident lead, Responder 1 and Responder 2: can you look"),
    "request with and": ("Sam, restart and check it", "Incident lead, restart and check it"),
    "who": ("Sam, who is out, has the key", "The incident lead, who is out, has the key"),
    "and": ("Sam, and maybe Jo", "The incident lead, and maybe Responder 1"),
    "two with and": ("Sam and Jo are looking", "The incident lead and Responder 1 are looking"),
    "two with a slash": ("Sam/Jo", "The incident lead/Responder 1"),
    "of two people": ("Sam & Jo's deploy", "The incident lead & Responder 1's deploy"),
}


@pytest.mark.parametrize(("text", "wanted"), AS_RESPONDERS.values(), ids=AS_RESPONDERS)
def test_a_responder_stands_where_the_name_stood(text: str, wanted: str) -> None:
    assert plain(strip_pieces(decode_mrkdwn(text), roster_of(people=PEOPLE), Tally(), "1")) == wanted


@pytest.mark.parametrize(("text", "wanted"), AS_LEAD.values(), ids=AS_LEAD)
def test_an_office_takes_what_the_sentence_wants(text: str, wanted: str) -> None:
    lead = Message(ts="1.0", author=SAM.id, statements=(Statement(claim=Claim.OFFICE, value="incident lead", person=SAM.id),))
    assert stripped(lead, Message(ts="2.0", author=SAM.id, pieces=decode_mrkdwn(text)), people=PEOPLE).messages[1].text == wanted


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("", " has it", "A colleague"),
        ("ask ", "", "a colleague"),
        ("the ", " fix", "colleague"),
        ("hi ", "!", "colleague"),
        ("both ", " are", "colleague"),
        ("thanks to ", "", "a colleague"),
        ("", " can you look", "Colleague,"),
    ],
)
def test_a_colleague_without_a_number_loses_the_article_where_there_is_one(before: str, after: str, wanted: str) -> None:
    assert put_label("a colleague", before, after) == wanted


@pytest.mark.parametrize(
    ("before", "opens"),
    [
        ("", True),
        ("done. ", True),
        ("done.", False),
        ("v1.", False),
        ("x\n", True),
        ("- ", True),
        ("a - ", False),
        ("i.e. ", False),
    ],
)
def test_where_a_sentence_begins(before: str, opens: bool) -> None:
    assert opens_sentence(before) is opens


@pytest.mark.parametrize(
    ("before", "after", "drops"),
    [
        ("", "' laptop", True),
        ("see ", "’ laptop", True),
        ("that is ", "'", True),
        ("don't ask, it is ", "' laptop", True),
        ("he said 'ask ", "' and left", False),
        ("'", "' is the name", False),
        ("", "'s laptop", False),
        ("", " laptop", False),
    ],
)
def test_an_apostrophe_after_a_name_in_s_is_a_possessive_unless_it_closes_a_quotation(
    before: str, after: str, drops: bool
) -> None:
    assert drops_its_s(before, after) is drops


@pytest.mark.parametrize("unit", ["cc @a ", "hi a, ", ", Aa", " and a", "ok ", "    ", "🚨", "'", ", aa", "good "])
def test_a_long_text_around_a_name_takes_moments(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.perf_counter()
    put_label("Incident lead", text, text)
    drops_its_s(text, f"'{text}")
    assert time.perf_counter() - started < 30
