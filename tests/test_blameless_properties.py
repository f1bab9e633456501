"""Whatever people are called and whatever they write: no name survives in prose, and no code block changes."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from blameless_people import person
from postmortem.blameless.fold import fold, fold_text
from postmortem.blameless.nicknames import NICKNAMES
from postmortem.blameless.roles import assign_roles
from postmortem.blameless.roster import Roster
from postmortem.blameless.strip import Tally, strip_log, strip_names, strip_pieces
from postmortem.blameless.transcript import BlamelessTranscript
from postmortem.blameless.words import Sense, ordinary_words, sense
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.slack.transcript import Channel, Message, Person, Transcript
from postmortem.text import Piece, PieceKind, plain

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
@example(["' 0"], "")
@example(["' '"], "'")
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


# Rosters and chat as people make them: several scripts, nicknames, handles; greetings, lists, emoji, code in between.

LATIN = "Samuel Katherine Rebecca Zoë Łukasz Søren José Dagny Oskar Ottoline Mary-Jane Siobhán Priya Kwabena Jürgen Ngozi İbrahim Anaïs".split()
LATIN_LAST = "Kilbourne Brandvold Peñalver O'Hara Żółkiewska Strauß van-Dyke Kowalczyk Åkjær Okonkwo Vandamme D’Souza Yıldız Quarrie Lindqvist Harkness".split()
OTHER_SCRIPTS = [
    ("Иван", "Петров"), ("Γιώργος", "Παππάς"), ("محمد", "الأحمد"), ("דוד", "לוי"), ("由紀", "田中"), ("민수", "김"), ("小明", "王"), ("สมชาย", "ใจดี"), ("प्रिया", "शर्मा"), ("Ганна", "Коваль"),
]  # fmt: skip
UNSPACED = frozenset({"由紀", "田中", "민수", "小明", "สมชาย", "ใจดี"})
PAIRS = st.one_of(st.tuples(st.sampled_from(LATIN), st.sampled_from(LATIN_LAST)), st.sampled_from(OTHER_SCRIPTS), st.tuples(NAME, NAME))
DISPLAYS = st.sampled_from(["", "{first}", "{first} {last}", "{last}, {first}", "{first} (she/her)", "{first} {last} | Ops", "{first}{last}"])
HANDLE_SHAPES = st.sampled_from(["{first}.{last}", "{initial}{last}", "{first}{n}", "{first}_{last}", "u{n}"])
TEMPLATES = st.sampled_from(
    [
        "thanks {}, that fixed it", "hi {}!", "{} is looking at the queue", "ask {} about the graph", "{}: can you look at this?", "{}, could you check please", "the fix of {} is live",
        "- {}: restart the workers\n- and wait", "• {} will check\n• done", "1. {}\n2. wait", "({} has the key)", "it was {}.", "so… {}?", "🔥 {} 🔥", "🎉{}🎉 and done", ":wave: {} :tada:",
        "&gt; {} said so\nyes", "*{}* is on it", "_{}_ and ~{}~ know more", "“{}” it says", "{} and then {} looked", "with {}/{} on it", "handing over to {}\nthanks all", "cc @{} please",
        "before <@U0PERSON00> asked {} again", "`kubectl get pods` as {} said", "see <https://x.example/a|the notes of {}> for it", "over to {} – thanks", "not now {} but soon",
    ]
)  # fmt: skip
TECHNICAL = [
    "kubectl -n shop get pods -o wide | grep Error", "2026-10-14T09:03:11Z ERROR queue.worker[12]: timeout=30 retry=3", "10.0.0.1 - - [14/Oct/2026:09:03:11 +0000] \"GET /cart HTTP/1.1\" 502 0",
    "ssh deploy@web-2.shop.example.org 'sudo systemctl restart nginx'", "/srv/app/releases/2026-10-14_0903/config/settings.yml", "SELECT id, total FROM orders WHERE state = 'open';",
    "arn:aws:sqs:eu-west-1:000000000000:orders-dead-letter", "https://grafana.shop.example/d/abc/checkout?from=now-1h&to=now", "Traceback (most recent call last): KeyError: 'cart_id'",
    "java.lang.NullPointerException: null at com.shop.Cart.total(Cart.java:42)", "redis-cli -h cache-01 -p 6379 INFO | head -n 3", "export MAX_RETRIES=5; ./run.sh --dry-run", "a_b_c == d-e-f && *p++",
]  # fmt: skip
HOSTS = ["web-1", "db-02.shop.example.org", "cache-01.internal", "till-17", "/var/log/app/error.log", "orders_total", "v2.13.0-rc1", "#42", "p99=1.4s", "checkout-api/v2/cart"]
# A label in the place of a name, with the article and the comma that the sentence may want.
LABEL = r"(?:the |a[ -])?(?:responder[ -]\d+|client[ -]contact[ -]\d+|third[ -]party[ -]\d+|colleague),?"


@st.composite
def teams(draw: st.DrawFn) -> dict[str, Person]:
    people = {}
    for n, (first, last) in enumerate(draw(st.lists(PAIRS, min_size=1, max_size=6))):
        words = {"first": first, "last": last, "initial": first[0].lower(), "n": n + 10}
        handle = draw(HANDLE_SHAPES).format(**words).lower()
        display = draw(DISPLAYS).format(**words)
        id = f"U0PERSON{n:02}"
        people[id] = person(id, draw(st.sampled_from([f"{first} {last}", f"{first} {last}", ""])), handle=handle, display_name=display)
        if not people[id].real_name:
            people[id] = person(id, "", handle=handle, display_name=display or f"{first} {last}", first_name=first, last_name=last)
    return people


def _names(one: Person) -> tuple[str, str]:
    """First and last name, as the generator made them."""
    return one.first_name, one.last_name


def _forms(one: Person) -> list[str]:
    """What somebody may be called, all of it nobody's but theirs: no ordinary word, no word with another meaning."""
    first, last = _names(one)
    sure = [word for word in (first, last) if all(sense(part) is Sense.NAME for part in re.findall(r"[^\W_]+", fold_text(word))) and (len(word) > 1)]
    forms = [f"{first} {last}", f"{first} {last}", *sure, *(word.lower() for word in sure), *(f"{word}'s" for word in sure), *(f"{word.upper()}’S" for word in sure if word.isascii())]
    if first not in UNSPACED and first in sure and last in sure:
        forms += [f"{first} {last[0].upper()}.", f"{last}, {first}"] if len(last) > 2 else []
        forms += [f"{first}{last}"] if f"{first}{last}".isalpha() else []
        forms += [nick.capitalize() for nick in NICKNAMES.get(fold_text(first), ()) if sense(nick) is Sense.NAME and not is_ordinary(nick)]
    return forms


def is_ordinary(word: str) -> bool:
    """Whether the tables know a use of a short form that is no name."""
    return word in ordinary_words() or len(word) < 3


@st.composite
def said(draw: st.DrawFn, people: dict[str, Person]) -> tuple[str, list[str]]:
    """A message's text, and what of it is no name, in order."""
    text, kept = "", [""]
    for _ in range(draw(st.integers(1, 3))):
        template = draw(TEMPLATES) + draw(st.sampled_from(["\n", " ok ", "\n\nso "]))
        for n, part in enumerate(template.split("{}")):
            if n:
                text += draw(st.sampled_from(_forms(draw(st.sampled_from(list(people.values()))))))
                kept.append("")
            text += part
            kept[-1] += part
    return text, kept


def _stripped(people: dict[str, Person], *messages: Message) -> tuple[BlamelessTranscript, Roster]:
    transcript = Transcript(channel=Channel(id="C0", name="x"), people=people, messages=messages, joined=frozenset(people))
    roster = assign_roles(transcript)
    return strip_names(transcript, roster), roster


@settings(max_examples=200)
@given(st.data())
def test_no_form_of_anybody_survives_in_prose(data: st.DataObject) -> None:
    people = data.draw(teams())
    text, _ = data.draw(said(people))
    result, _ = _stripped(people, Message(ts="1.0", author="U0PERSON00", pieces=decode_mrkdwn(text)))
    seen = fold_text(" ".join(piece.text for piece in result.messages[0].pieces if piece.kind not in (PieceKind.CODE, PieceKind.CODE_BLOCK)))
    words = set(re.findall(r"[^\W_]+", seen))
    for one in people.values():
        for name in _names(one):
            if name in UNSPACED:
                assert fold_text(name) not in seen
            else:
                assert not {word for word in re.findall(r"[^\W_]+", fold_text(name)) if len(word) > 2 and sense(word) is Sense.NAME} & words


@settings(max_examples=200)
@given(teams(), st.lists(st.sampled_from(TECHNICAL), min_size=1, max_size=4), st.lists(st.sampled_from(HOSTS), min_size=1, max_size=4))
def test_technical_text_without_anybody_is_the_same_to_the_byte(people: dict[str, Person], lines: list[str], hosts: list[str]) -> None:
    block = "\n".join(lines)
    pieces = (
        Piece(PieceKind.CODE_BLOCK, block), Piece(PieceKind.PROSE, f"see {' and '.join(hosts)} there: "), Piece(PieceKind.CODE, lines[0]), Piece(PieceKind.PROSE, f"\n{block}\n"),
        Piece(PieceKind.LINK, "the graph", f"https://x.example/{hosts[0].strip('/#')}"), Piece(PieceKind.LINK, "", "https://x.example/a?b=c#d"),
    )  # fmt: skip
    log = "".join(f"{line}\n" for line in lines)
    result, roster = _stripped(people, Message(ts="1.0", author="U0PERSON00", pieces=pieces))
    assert result.messages[0].pieces == pieces
    assert strip_log(log, roster) == log


@settings(max_examples=200)
@given(st.data())
def test_what_is_no_name_is_kept_word_for_word_in_order(data: st.DataObject) -> None:
    people = data.draw(teams())
    text, kept = data.draw(said(people))
    result, _ = _stripped(people, Message(ts="1.0", author="U0PERSON00", pieces=decode_mrkdwn(text)))
    words = [re.findall(r"[^\W_]+", re.sub(r"<https[^|]*\|", "", re.sub(r"<@[^>]*>", " ROLE ", part)).replace("&gt;", "")) for part in kept]
    name = rf"[\W_]*{LABEL}(?:,? {LABEL})?(?:['’]s)?[\W_]*"  # parts of a name that the profile does not tell apart may be two labels
    wanted = name.join(r"[\W_]+".join(LABEL if word == "ROLE" else re.escape(word) for word in part) for part in words)
    shown = plain(result.messages[0].pieces).replace("(https://x.example/a)", "")
    assert re.fullmatch(rf"[\W_]*{wanted}[\W_]*", shown, re.IGNORECASE), (text, shown)


@settings(max_examples=200)
@given(st.data())
def test_stripping_twice_changes_nothing_more(data: st.DataObject) -> None:
    people = data.draw(teams())
    text, _ = data.draw(said(people))
    result, roster = _stripped(people, Message(ts="1.0", author="U0PERSON00", pieces=decode_mrkdwn(text)))
    once = result.messages[0].pieces
    assert strip_pieces(once, roster, Tally(), "1.0") == once


@settings(max_examples=200)
@given(st.data())
def test_one_person_has_one_label_and_one_label_is_one_person_s(data: st.DataObject) -> None:
    people = data.draw(teams())
    authors = data.draw(st.lists(st.sampled_from(sorted(people)), min_size=1, max_size=6))
    messages = [Message(ts=f"{n}.0", author=author, pieces=decode_mrkdwn(f"<@{author}> says: {data.draw(said(people))[0]}")) for n, author in enumerate(authors)]
    result, roster = _stripped(people, *messages)
    labels = {author: message.role for author, message in zip(authors, result.messages, strict=True)}
    assert [message.role for message in result.messages] == [labels[author] for author in authors]
    assert all(message.text.startswith(f"{labels[author]} says: ") for author, message in zip(authors, result.messages, strict=True))
    given_out = roster.labels.given()
    assert len(set(map(fold_text, given_out.values()))) == len(given_out)
    assert len(result.labels) == len(set(result.labels))
