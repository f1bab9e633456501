"""The last look finds every form of a known person, and leaves technical text alone."""

from __future__ import annotations

import json

import pytest

from postmortem.blameless.gate import Finding, look
from postmortem.slack.transcript import Person

DANA = Person(
    id="U01DANA2R7Z",
    handle="druiz",
    real_name="Dana Ruiz",
    display_name="Dana R.",
    first_name="Dana",
    last_name="Ruiz",
    email="dana.ruiz@museum.example",
)
JOSE = Person(id="U02JOSE9XQ1", handle="zhenrik", real_name="José Ångström-Łukasz", first_name="José", last_name="Ångström-Łukasz")
WILL = Person(id="W03WILL8HH2", handle="will.hart", real_name="Will Hart", first_name="Will", last_name="Hart", email="will@x.example")
SAM = Person(id="U04SAMO7P1K", handle="sam", real_name="Sam Okafor", first_name="Sam", last_name="Okafor")
GRACE = Person(id="U05GRAC3YNG", handle="grace", real_name="Grace Young", first_name="Grace", last_name="Young")
TOM = Person(id="U06TOMB4RKR", handle="tommyb", real_name="Tom Barker")
ROBOT = Person(id="B07ROBOT123", handle="queuebot", real_name="Queuey Mc Queueface", is_bot=True)
HANA = Person(id="U08HANA5TNK", handle="htanaka", real_name="田中花子")
PEOPLE = (DANA, JOSE, WILL, SAM, GRACE, TOM, ROBOT, HANA)


def sorts(files: dict[str, bytes], people: tuple[Person, ...] = PEOPLE, **more) -> set[str]:
    return {finding.sort for finding in look(files, people, **more)}


def markdown(text: str) -> dict[str, bytes]:
    return {"draft.md": text.encode()}


FORMS = {
    "full name": ("It was Dana Ruiz who noticed.", "name"),
    "first name": ("It was Dana who noticed.", "name"),
    "first name, lower case": ("thanks dana for looking", "name"),
    "first name at the end of a sentence": ("We asked Dana.", "name"),
    "possessive": ("Dana's restart helped", "name"),
    "last name": ("Ruiz restarted it", "name"),
    "reversed": ("Ruiz, Dana", "name"),
    "speaker": ("dana: restarting now", "name"),
    "name in emphasis": ("_dana_ restarted it", "name"),
    "name in bold": ("**Dana** restarted it", "name"),
    "capitalised and joined": ("Dana/Sam restarted it", "name"),
    "handle": ("ask druiz about it", "handle"),
    "mentioned handle": ("ask @druiz about it", "handle"),
    "handle in code": ("run `sudo -u druiz ls`", "handle"),
    "handle in a path": ("see /home/druiz/notes", "handle"),
    "handle in a link": ("see https://git.example.com/druiz/fix", "handle"),
    "full name in code": ("```\nAuthor: Dana Ruiz\n```", "name"),
    "full name with an escape": ("dana\\_ruiz did", "name"),
    "joined by a dot": ("dana.ruiz did", "name"),
    "joined by a dot, in a link": ("https://wiki.example.com/people/dana.ruiz", "name"),
    "id": ("U01DANA2R7Z did", "id"),
    "id in a link": ("https://x.slack.com/team/U01DANA2R7Z", "id"),
    "an id of nobody known": ("<@U09ZZZZ9ZZZ>", "id"),
    "an id in small letters": ("u01dana2r7z", "id"),
    "e-mail": ("write to dana.ruiz@museum.example", "e-mail"),
    "e-mail of nobody known": ("write to somebody.else@club.example", "e-mail"),
    "e-mail in code": ("`to=<somebody@club.example>`", "e-mail"),
    "accents": ("José did", "name"),
    "accents left off": ("jose did", "name"),
    "a letter without decomposition": ("Angstrom-Lukasz did", "name"),
    "a zero-width character inside": ("Da\u200bna did", "name"),
    "full-width letters": ("Ｄａｎａ did", "name"),
    "decomposed accents": ("Jose\u0301 did", "name"),
    "ambiguous, in full": ("Will Hart did", "name"),
    "ambiguous, mentioned": ("ask @will about it", "name"),
    "ambiguous, joined": ("will.hart did", "name"),
    "two ordinary words, capitalised": ("Grace Young did", "name"),
    "two ordinary words, joined": ("mail grace_young", "name"),
    "a word that is mostly a name": ("then tom restarted it", "name"),
    "a script without spaces": ("昨日田中花子さんが再起動", "name"),
    "secret": ("token " + "xoxb-" + "123456789012-abcdefgh", "secret"),
    "secret in a link": ("https://hooks.slack.com/" + "services/T000/B000/abcdefgh", "secret"),
    "cloud key": ("AKIA" + "ABCDEFGHIJKLMNOP", "secret"),
    "private key": ("-----BEGIN RSA " + "PRIVATE KEY-----", "secret"),
}


@pytest.mark.parametrize(("text", "sort"), FORMS.values(), ids=FORMS.keys())
def test_every_form_of_a_person_is_found_in_markdown(text: str, sort: str) -> None:
    assert sort in sorts(markdown(text))


@pytest.mark.parametrize(("text", "sort"), FORMS.values(), ids=FORMS.keys())
def test_every_form_of_a_person_is_found_in_a_json_string(text: str, sort: str) -> None:
    assert sort in sorts({"transcript.jsonl": json.dumps({"text": text.replace("\\", "")}).encode()})


CLEAN = {
    "a report": "# Checkout errors\n\nThe incident lead restarted the queue workers at 14:02 (BST). Responder 2 agreed.",
    "will as a verb": "We will restart it, and it will hart nobody. Will it hold?",
    "may as a verb": "It may be slow in May.",
    "grace as a word": "Saved by the grace of young caches; the grace period ended.",
    "first name as a command": "run `sam build` and `sam deploy`",
    "first name in a block": "```\nsam build --use-container\n```",
    "first name in a host": "restarted sam-prod-1 and sam.internal.example.com",
    "first name in a path": "see /srv/sam/config and sam_template.yaml",
    "first name in a link": "see https://docs.example.com/sam/build",
    "first name as an emoji": "nice :sam: one",
    "first name called": "sam(1) says so",
    "first name in a setting": "STACK=sam",
    "part of a word": "the sample is the same as the danaid",
    "a bot": "Queuey Mc Queueface said so, queuebot too",
    "our own labels": "Incident lead, Client comms manager, On-call support, Responder 12, Client contact 1",
    "machine account": "cloned git@github.com:example/checkout.git as root@db1.internal.example",
    "package version": "react-dom@18.2.0 and node@20.1 with @types/node",
    "broadcast": "@here @channel please look",
    "hash": "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "capital identifiers": "UNDERSTANDING UTILISATION WORKSTATION USERNAMES and U1",
    "not a token": "the xoxb prefix, AKIA as a word, a ghp_ prefix, PRIVATE KEY",
    "log": "```\nOct 14 14:02:11 web-3 nginx[812]: 10.0.0.7 GET /checkout 503 upstream timed out\n```",
    "query": "GRANT SELECT ON orders TO reporting;",
    "decorator": "```\n@media print { }\n@dataclass\n```",
    "a sentence ends between": "So it will. Hart beats followed.",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN.keys())
def test_clean_technical_text_gives_no_finding(text: str) -> None:
    files = markdown(text) | {"a.jsonl": json.dumps({"text": text}).encode(), "a.toml": f"text = {json.dumps(text)}".encode()}
    assert look(files, PEOPLE) == ()


@pytest.mark.parametrize("name", ["attachments/dana-desk.png", "2026-10-14-dana-broke-it", "druiz.log", "Dana_Ruiz.docx", "U01DANA2R7Z.md"])
def test_a_name_in_a_files_name_is_found(name: str) -> None:
    assert look({name: b""}, PEOPLE)


@pytest.mark.parametrize("name", ["draft.md", "2026-10-14-checkout-errors", "attachments/1760432580.000200-1.png", "will-it-hold.txt"])
def test_a_files_name_without_a_name_is_clean(name: str) -> None:
    assert look({name: b""}, PEOPLE) == ()


def test_a_file_name_with_a_name_in_a_toml_comment_is_found() -> None:
    assert sorts({"incident.toml": b"# ask Dana\nseverity = 'major'\n"}) == {"name"}


def test_further_names_are_looked_for_too() -> None:
    files = markdown("Then Beatrix and Quigley-Smythe came.")
    assert look(files, PEOPLE) == ()
    assert len(look(files, PEOPLE, more_names=["Beatrix", "Ann Quigley-Smythe"])) == 2


def test_a_word_that_people_said_is_no_name_is_left_alone() -> None:
    assert look(markdown("Dana is our search engine"), PEOPLE, not_names=["dana"]) == ()
    assert look(markdown("Dana Ruiz searched"), PEOPLE, not_names=["dana"])


def test_a_remark_in_a_display_name_is_no_part_of_the_name() -> None:
    quinta = Person(id="U0QUINTA111", display_name="Quinta Ferro (on holiday) | Search Platform")
    assert look(markdown("The search platform was on holiday."), (quinta,)) == ()
    assert look(markdown("ask Quinta Ferro"), (quinta,))


def test_slackbot_is_nobody() -> None:
    slackbot = Person(id="USLACKBOT", handle="slackbot", real_name="Slackbot")
    assert look(markdown("Slackbot reminded us"), (slackbot,)) == ()


def test_a_finding_shows_its_place_and_never_the_name() -> None:
    (finding,) = look(markdown("fine\n\nask Dana\n"), PEOPLE)
    assert (finding.file, finding.place, finding.sort, finding.found) == ("draft.md", "line 3", "name", "Dana")
    assert "Dana" not in repr(finding) and "Dana" not in str([finding])
    assert isinstance(finding, Finding)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n\xff\xff\xff\xff"),
        ("a.jpg", b"\xff\xd8\xff\xe1\xff\xff"),
        ("a.html", b"<![CDATA[<<<<&#x110000;&#-1;"),
        ("a.json", b'"\\ud800 \\u00'),
        ("a.md", b"\xff\xfe\x00"),
        ("a.bin", bytes(range(256)) * 50),
        ("a.txt", b"\xc3\x28 \xa0"),
    ],
)
def test_damaged_files_are_read_without_an_error(name: str, data: bytes) -> None:
    assert look({name: data}, PEOPLE) == ()


def test_utf16_text_is_read() -> None:
    assert sorts({"notes.txt": "ask Dana".encode("utf-16")}) == {"name"}


def test_what_was_clean_in_one_place_is_looked_at_again_where_it_is_of_another_sort_or_with_a_finding() -> None:
    """A first name alone is no finding in code, and is one in prose; and every place of a name is told."""
    files = {"a.html": b'<p id="dana">x</p>', "b.txt": b"dana\n", "c.txt": b"dana\n", "d.html": b'<p id="dana">x</p>'}
    assert [(finding.file, finding.place) for finding in look(files, PEOPLE)] == [("b.txt", "line 1"), ("c.txt", "line 1")]
