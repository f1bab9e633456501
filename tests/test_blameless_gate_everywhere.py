"""Every form of everybody in the samples is found in every place of every kind of file; and nothing where nobody is."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

import pytest
from tests.conftest import SAMPLES
from tests.gate_picture_places import PICTURES
from tests.gate_places import PLACES, Place
from tests.gate_word_places import ALPHABETS, NAMES, WORD, WORD_CODE

from postmortem.blameless.gate import look
from postmortem.slack.people import read_people
from postmortem.slack.transcript import Person

RECORDS = [record for file in sorted(SAMPLES.glob("*/users.json")) for record in json.loads(file.read_text(encoding="utf-8"))]
EVERYBODY = tuple(read_people(RECORDS).values())
PEOPLE = tuple(person for person in EVERYBODY if not person.is_bot)

EVERYWHERE: dict[str, Place] = {
    **PLACES,
    **{f"Word: {name}": Place(".docx", make, is_name=name in NAMES, alphabets=name in ALPHABETS) for name, make in WORD.items()},
    **{f"Word: {name}": Place(".docx", make, is_code=True) for name, make in WORD_CODE.items()},
    **{f"picture: {name}": Place(ending, make) for name, (ending, make) in PICTURES.items()},
}

# Ordinary words that somebody is called: alone they are words, and no finding ("we will mark it in May").
WORDS = {"will", "may", "mark", "grace"}
DISGUISES = str.maketrans("aeopcyxiAEOPCTBHKM", "аеорсухіАЕОРСТВНКМ")


def plain(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", name.replace("Ł", "L").replace("ł", "l")) if not unicodedata.combining(letter))


def letters(name: str) -> str:
    return re.sub(r"[^\w]", "", plain(name).lower())


def whole_forms(person: Person) -> Iterator[tuple[str, str]]:
    """What tells who somebody is wherever it stands, in code and links as well."""
    yield "full name", person.real_name
    yield "full name's", f"{person.real_name}'s"
    yield "full name’s", f"{person.real_name}’s"
    yield "e-mail", person.email
    yield "e-mail in capitals", person.email.upper()
    yield "Slack id", person.id
    yield "Slack id in small letters", person.id.lower()
    yield "mention", f"<@{person.id}>"
    yield "full name in small letters", person.real_name.lower()
    yield "full name in capitals", person.real_name.upper()
    yield "decomposed", unicodedata.normalize("NFD", person.real_name)
    half = len(person.real_name) // 2
    yield "zero-width space within", f"{person.real_name[:half]}\u200b{person.real_name[half:]}"
    yield "joiners within", "\u200d".join(person.real_name)
    yield "soft hyphen within", f"{person.real_name[: half + 1]}\u00ad{person.real_name[half + 1 :]}"
    for sort, name in (("handle", person.handle), ("e-mail's local part", person.email.partition("@")[0])):
        if name not in WORDS:
            yield sort, name
            yield f"@{sort}", f"@{name}"
    if person.real_name.isascii() or "Ł" in person.real_name or "ë" in person.real_name or "ê" in person.real_name:
        first, last = person.first_name, person.last_name
        yield "without accents", plain(person.real_name)
        yield "look-alikes", person.real_name.translate(DISGUISES)
        yield "full width", "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in person.real_name)
        yield "first.last", f"{plain(first)}.{plain(last)}".lower()
        yield "first_last", f"{plain(first)}_{plain(last)}".lower()
        yield "first-last", f"{plain(first)}-{plain(last)}".lower()
        yield "flast", letters(first)[0] + letters(last)
        yield "firstlast", letters(first) + letters(last)
        yield "last, first", f"{last}, {first}"


def single_forms(person: Person) -> Iterator[tuple[str, str]]:
    """What tells it in prose alone."""
    for sort, name in (("first name", person.first_name), ("last name", person.last_name), ("display name", person.display_name)):
        if name and name.lower() not in WORDS:
            yield sort, name
            yield f"{sort}'s", f"{name}'s"
            yield f"{sort}’s", f"{name}’s"
            yield f"{sort} in capitals", name.upper()
            yield f"{sort} in small letters", name.lower()
            yield f"{sort} with a zero-width space", f"{name[:1]}\u200b{name[1:]}"
            yield f"{sort} with look-alikes", name.translate(DISGUISES)
            yield f"@{sort}", f"@{name}"
    if person.handle in WORDS:
        yield "handle after its sign", f"@{person.handle}"

# Each form once: what it is, and whether it counts wherever it stands.
FORMS = {form: (name, False) for person in PEOPLE for name, form in single_forms(person)}
FORMS |= {form: (name, True) for person in PEOPLE for name, form in whole_forms(person)}


@pytest.mark.parametrize("place", EVERYWHERE.values(), ids=EVERYWHERE.keys())
def test_every_form_of_everybody_is_found(place: Place) -> None:
    """Whole forms everywhere, single names everywhere but in code."""
    files: dict[str, bytes] = {}
    put: dict[str, tuple[str, str]] = {}
    for number, (form, (name, is_whole)) in enumerate(FORMS.items()):
        if (not is_whole and place.is_code) or (place.alphabets and "高" in form):
            continue
        try:
            files[f"{number}{place.ending}"] = place.make(form)
        except UnicodeEncodeError:  # an old encoding has no such letter
            continue
        put[f"{number}{place.ending}"] = (name, form)
    found = {finding.file for part in parts_of(files) for finding in look(part, EVERYBODY) if finding.sort != "unreadable"}
    assert not [put[file] for file in files if file not in found]


def parts_of(files: dict[str, bytes]) -> Iterator[dict[str, bytes]]:
    """The files, a hundred at a time: the gate reports no more than a thousand findings."""
    names = list(files)
    for start in range(0, len(names), 100):
        yield {name: files[name] for name in names[start : start + 100]}


HOSTS = (
    "restarted till-sam-02, sam-prod-1 and sam.internal.example.com",
    "restarted till-sam-02 and noor_template.yaml on priya-web-3",
)
INNOCENT = (
    *HOSTS,
    "The incident lead restarted the queue workers, and responder 2 agreed.",
    "Client comms manager, on-call support, responder 12, client contact 1, a colleague, third party 3",
    "We will restart it in May, and may mark it as done; will it hold?",
    "Mark the page. Will the grace period do? May it be short. Grace periods are short.",
    "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b and 9F86D081884C7D659A2FEAA0C55AD015",
    "request 3F2504E0-4F89-11D3-9A0C-0305E82C3301 on i-0abcd1234ef567890, AIDAJQABLZS4A3QDU576Q, W2ABC3DEF4GH5IJK",
    "machines WINDOWS2019, UBUNTU2204, WEBPROD01 and W3",
    "key dGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZw==",
    "systemctl restart worker@3.service, icon@2x.png, react-dom@18.2.0, git@github.com:example/shop.git",
    "GRANT SELECT ON orders TO reporting; SELECT max(id) FROM items WHERE mark = 1",
    "50% of requests, 100%25, Q&A, AT&T, C:\\new\\table, a*b*c, x[0][1], ~5 minutes",
    "the sample is the same as the ministry; kestrels flew, priyanka.example went down",
    "сам перезапустил, потом посмотрел: том 3, тест",
    "昨日サーバーを再起動しました。高い橋と美しい花",
    "@here @channel please look, @media print, @dataclass",
)


@pytest.mark.parametrize("place", EVERYWHERE.values(), ids=EVERYWHERE.keys())
def test_nothing_is_found_where_nobody_is(place: Place) -> None:
    files = {}
    for number, words in enumerate(INNOCENT):
        if place.is_name and words in HOSTS:
            continue
        try:
            files[f"{number}{place.ending}"] = place.make(words)
        except UnicodeEncodeError:
            continue
    found = {(finding.file, finding.place, finding.sort, finding.found) for finding in look(files, EVERYBODY)}
    assert not {(INNOCENT[int(file.partition(".")[0])], *rest) for file, *rest in found}


# What the gate does not take for anybody, on purpose, and why.
NOT_COUNTED = {
    "we will mark it in May": "first names that are ordinary words, alone",
    "ask will or grace": "handles that are ordinary words, without their sign",
    "WILL MARK IT": "two such words, all in capitals",
    "`sam build` and `noor --help`": "a first name alone in code, where it is a command or an option",
    "https://docs.example/sam/build": "a first name alone in a link, where it is a product or a page",
    "restarted sam-prod-1 and noor.internal": "a first name that is part of a machine's name",
    "x_sam_y and $sam": "a first name that is part of an identifier or a variable's name",
    "nice :sam: one": "an emoji that is called after somebody",
}


@pytest.mark.parametrize("words", NOT_COUNTED.keys(), ids=NOT_COUNTED.values())
def test_what_is_not_counted_on_purpose_is_a_short_list(words: str) -> None:
    people = tuple(person for person in EVERYBODY if person.handle != "noor")
    assert look({"draft.md": f"then {words} there\n".encode()}, people) == ()


@pytest.mark.parametrize("path", ["attachments/{}.png", "2026-10-14-{}/draft.md", "{}_broke_it.log", "notes by {}", "for {}/x.docx"])
def test_every_form_is_found_in_the_names_of_files_and_folders(path: str) -> None:
    files = {path.replace("{}", form): b"" for form in FORMS}
    found = {finding.file for part in parts_of(files) for finding in look(part, EVERYBODY)}
    assert not files.keys() - found
