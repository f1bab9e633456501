"""Whatever people are called and whatever they write: no name survives in prose, and no code block changes."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from blameless_people import person
from postmortem.blameless.fold import fold, fold_text
from postmortem.blameless.roster import assign_roles
from postmortem.blameless.strip import strip_names
from postmortem.blameless.words import Sense, sense
from postmortem.slack.transcript import Channel, Message, Transcript
from postmortem.text import Piece, PieceKind

SYLLABLES = st.sampled_from(["ba", "de", "fi", "go", "ku", "la", "mo", "ne", "pi", "ra", "su", "to", "vy", "zé", "ńa", "ør", "ßi"])
NAME = st.lists(SYLLABLES, min_size=2, max_size=4).map(lambda parts: "".join(parts).capitalize())
ODD = st.text(max_size=12)
ROSTERS = st.lists(st.tuples(NAME, NAME, st.one_of(NAME, ODD)), min_size=1, max_size=8)
GLUE = st.sampled_from([" ", ", ", " and ", ". ", ": ", "\n", " (", ") ", "! ", " – ", "'s ", "? "])
FILLER = st.sampled_from(
    ["restarted the queue", "502s since 14:02", "see the graph", "p99 is 4.2s", "ok", "checking", "🔥", "héé"]
)
CODE = st.sampled_from(
    ["kubectl get pods", "ERROR queue.worker: timeout=30", "SELECT * FROM orders;", "10.0.0.1 - - [14/Oct/2026]", "x = f(y)"]
)


def _people(roster):
    return {
        f"U0PERSON{n:02}": person(
            f"U0PERSON{n:02}", f"{first} {last}", handle=handle.lower(), display_name=first, email=f"{first}@example.org"
        )
        for n, (first, last, handle) in enumerate(roster)
    }


def _strip(pieces, people):
    message = Message(ts="1.0", author="U0PERSON00", pieces=pieces)
    transcript = Transcript(channel=Channel(id="C0", name="x"), people=people, messages=(message,), joined=frozenset(people))
    return strip_names(transcript, assign_roles(transcript)).messages[0]


@settings(max_examples=150, deadline=None)
@given(ROSTERS, st.data())
def test_no_sure_form_of_a_name_survives_in_prose(roster, data) -> None:
    people = _people(roster)
    forms = [
        form
        for first, last, _ in roster
        for form in (first, last, f"{first} {last}", first.lower(), last.upper(), f"@{first.lower()}", f"{last}, {first}")
    ]
    parts = data.draw(st.lists(st.one_of(st.sampled_from(forms), FILLER), min_size=1, max_size=8))
    text = "".join(part + data.draw(GLUE) for part in parts)
    words = set(re.findall(r"[^\W_]+", fold_text(_strip((Piece(PieceKind.PROSE, text),), people).text)))
    known = {fold_text(word) for first, last, _ in roster for word in (first, last)}
    assert not {word for word in words & known if sense(word) is Sense.NAME}


@settings(max_examples=100, deadline=None)
@given(ROSTERS, st.lists(CODE, min_size=1, max_size=4).map("\n".join))
def test_code_without_a_handle_is_unaltered(roster, code) -> None:
    roster = [(first, last, f"{first}{last}") for first, last, _ in roster]
    pieces = (Piece(PieceKind.CODE_BLOCK, code), Piece(PieceKind.CODE, code))
    assert _strip(pieces, _people(roster)).pieces == pieces


@settings(max_examples=100, deadline=None)
@given(st.lists(ODD, min_size=1, max_size=5), st.text(max_size=80))
def test_any_roster_and_any_text_are_survived(names, text) -> None:
    people = {f"U0PERSON{n:02}": person(f"U0PERSON{n:02}", name, handle=name, display_name=name) for n, name in enumerate(names)}
    assert isinstance(
        _strip((Piece(PieceKind.PROSE, text), Piece(PieceKind.CODE, text), Piece(PieceKind.LINK, text, text)), people).text, str
    )


@given(st.text(max_size=60))
def test_a_folded_text_knows_where_its_letters_stood(text) -> None:
    folded = fold(text)
    assert folded.span(0, len(folded.text))[1] == len(text) or not folded.text
    if folded.starts is not None:
        assert folded.starts == sorted(folded.starts)
