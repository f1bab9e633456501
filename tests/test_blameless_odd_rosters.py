"""Rosters as no one would make them: nobody's text is wrecked by them, nobody's name is left in, and a broken key gets a sentence."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from blameless_people import DAGNY, OSKAR, PEOPLE, channel_of, person, roster_of, stripped
from postmortem.blameless.labels import Labels, slug
from postmortem.blameless.people_file import Key, KeyPerson, read_key, write_key
from postmortem.blameless.roles import assign_roles
from postmortem.blameless.roster import find_person
from postmortem.blameless.strip import strip_names, strip_text
from postmortem.errors import InputError
from postmortem.incident import Office
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.slack.transcript import Message

# What stands in no sentence as a name: the text below must come back as it is, whoever is called so.
PLAIN = "the prod bot in main says x, A B C, 12345 and 3.4.5, e.g. a test (she/her) ... - _ & 🙂 – Mr. S. has a data problem'"
NO_NAMES = {
    "nothing": "", "a space": " ", "one letter": "x", "one capital": "A", "one accented letter": "é", "two single letters": "A B", "one emoji": "🙂",
    "a joined emoji": "👩‍💻", "a number": "12345", "two numbers": "007 42", "ten thousand letters": "a" * 10_000, "ten thousand Danish letters": "Æ" * 10_000,
    "five thousand words": "a " * 5_000, "ten thousand signs of Han": "日" * 10_000, "dots": "...", "a hyphen": "-", "an apostrophe": "'", "an at": "@",
    "brackets": "<>[](){}", "only a remark": "(she/her)", "only a status": "- on leave", "marks": "*_~`", "a line end": "\n", "a tab": "\t",
    "a right-to-left mark": "\u200f", "an override": "\u202e", "a zero-width space": "\u200b", "a null": "\x00", "half a letter": "\ud800", "an entity": "&amp;",
    "a format": "%s {} {0}", "a group reference": "\\1", "a broken pattern": "(?P<x>[", "any pattern": ".*", "a backslash": "C:\\x", "dotted letters": "a@b.c",
    "a mention": "<@U1>", "a possessive": "'s", "an initial": "S.", "a title": "Mr", "another title": "Dr. Jr.", "words of the trade": "Data Bot",
}  # fmt: skip

# One person called Ottoline Quarrie, as profiles may have it.
SAME_PERSON = {
    "a line end": "Ottoline\nQuarrie", "a tab": "Ottoline\tQuarrie", "a right-to-left mark": "Ottoline \u200f Quarrie", "an override": "\u202eOttoline Quarrie",
    "zero-width spaces": "\u200bOttoline\u200b Quarrie\u200b", "many spaces": "  Ottoline   Quarrie  ", "a hard space": "Ottoline\u00a0Quarrie",
    "a null": "Ottoline\x00Quarrie", "pronouns": "Ottoline Quarrie (she/her)", "a status": "Ottoline Quarrie [away]", "a team": "Ottoline Quarrie | Ops",
    "a team before": "[Ops] Ottoline Quarrie", "an emoji": "Ottoline 🙂 Quarrie", "an emoji before": "🙂 Ottoline Quarrie", "a second name": "Ottoline 'Otto' Quarrie",
    "a second name in brackets": "Ottoline (Otto) Quarrie", "an underscore": "Ottoline_Quarrie", "a dot": "ottoline.quarrie", "no gap": "OttolineQuarrie",
    "capitals": "OTTOLINE QUARRIE", "last name first": "Quarrie, Ottoline", "a degree": "Dr. Ottoline Quarrie PhD", "a degree after a comma": "Ottoline Quarrie, PhD",
    "an initial between": "Ottoline Q. Quarrie", "a number": "Ottoline Quarrie 2", "marks": "*Ottoline* Quarrie", "a tag": "Ottoline <b>Quarrie</b>", "an at": "@Ottoline Quarrie",
}  # fmt: skip

# Accounts called like words and machines: what people write must stay, in prose and in technical text.
ACCOUNTS = ("bot", "the", "prod", "main", "test", "a", "will", "Slack", "null", "undefined", "admin", "web-1", "till-sam-02", "kestrel", "responder")
ORDINARY = {
    "a sentence of them": "the bot restarted the prod cluster, a test in main will undefined null",
    "each at the beginning": "The bot said no. A test failed. Main is broken. Will it? Admin rights needed. Null pointer. Undefined is not a function",
    "thanks to a tool": "thanks bot",
    "a product": "Slack is down again. slack is slow. Slack, Jira and Zoom are all down",
    "a verb": "will this work? It will fail, and will page us",
    "labels of a list": "- prod\n- test: main\n- bot: ok",
    "slashes between": "a/the/bot on prod/main/test",
    "possessives": "prod's queue, null's value, main's head",
    "machines": "web-1 and till-sam-02 are down",
    "a host": "till-sam-02.example.org timed out, web-1.example.org did not",
    "code": "`web-1 till-sam-02 bot prod null`",
    "a block of code": "```\nssh admin@web-1 --test main\ntill-sam-02 undefined\n```",
    "a log line": "2026-10-14 09:03:11 ERROR web-1 till-sam-02 admin login failed: null",
    "a path": "see /var/log/bot/main.log and ~/test/will.txt, prod=test",
    "a link": "<https://web-1.example.org/admin/test/main?prod=null>",
    "a service": "kestrel is at 100% cpu, the kestrel pods restart",
    "our own words": "every responder was called, one responder was late",
    "somebody who is called like a part of a machine": "sam and tills",
}  # fmt: skip


def _odd(name: str, **more: str):
    return person("U0ODD00001", name, handle=name, display_name=name, **more)


@pytest.mark.parametrize("name", NO_NAMES.values(), ids=NO_NAMES)
def test_a_name_that_is_none_wrecks_no_text(name: str) -> None:
    assert stripped(PLAIN, people=(*PEOPLE, _odd(name))).messages[0].text == PLAIN


@pytest.mark.parametrize("name", NO_NAMES.values(), ids=NO_NAMES)
def test_whoever_is_called_nothing_in_particular_has_a_label_all_the_same(name: str) -> None:
    odd = _odd(name)
    result = stripped("hello", Message(ts="1760000009.0", author=odd.id, pieces=decode_mrkdwn(f"<@{DAGNY.id}> and <@{odd.id}>")), people=(*PEOPLE, odd))
    assert (result.messages[1].role, result.messages[1].text) == ("Responder 2", "Responder 1 and Responder 2")


@pytest.mark.parametrize("name", NO_NAMES.values(), ids=NO_NAMES)
def test_the_private_key_holds_any_name(name: str) -> None:
    transcript = channel_of(f"ask <@{_odd(name).id}>", people=(DAGNY, _odd(name)))
    roster = assign_roles(transcript)
    strip_names(transcript, roster)
    written = write_key(roster.key())
    written.encode("utf-8")
    assert [entry.label for entry in read_key(written, "people.toml").people] == ["Responder 1", "Responder 2"]


@pytest.mark.parametrize("field", ["real_name", "display_name"])
@pytest.mark.parametrize("name", SAME_PERSON.values(), ids=SAME_PERSON)
def test_a_name_is_known_however_the_profile_writes_it(name: str, field: str) -> None:
    odd = person("U0ODD00001", name) if field == "real_name" else person("U0ODD00001", display_name=name)
    said = ("Ottoline Quarrie did it", "ask Ottoline", "quarrie's fix", "Ottoline Q. looks", "ottoline.quarrie has it")
    result = stripped("hello", *said, people=(DAGNY, odd))
    assert [message.text for message in result.messages[1:]] == ["Responder 2 did it", "ask Responder 2", "Responder 2's fix", "Responder 2 looks", "Responder 2 has it"]


@pytest.mark.parametrize(("name", "stays"), [("Dagny Kilbourne, Leeds", "Leeds is slow"), ("Dagny Kilbourne (Brightwater)", "Brightwater is down"), ("[Fabrikam] Dagny", "Fabrikam called"), ("Dagny - on leave", "leave it on")])  # fmt: skip
def test_what_stands_beside_a_name_is_no_name(name: str, stays: str) -> None:
    assert stripped(stays, people=(OSKAR, person("U0ODD00001", "", display_name=name))).messages[0].text == stays


@pytest.mark.parametrize("profile", ["all fields", "handle only"])
@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY)
def test_accounts_called_like_words_and_machines_change_no_text(text: str, profile: str) -> None:
    accounts = [
        person(f"U0ODD{n:05}", word if profile == "all fields" else "", handle=word.lower(), display_name=word if profile == "all fields" else "")
        for n, word in enumerate(ACCOUNTS)
    ]
    pieces = decode_mrkdwn(text)
    assert stripped(Message(ts="1.0", author=DAGNY.id, pieces=pieces), people=(DAGNY, *accounts)).messages[0].pieces == pieces


@pytest.mark.parametrize("word", ACCOUNTS)
@pytest.mark.parametrize("text", ["ask @{} about it", "ask <@U0ODD00001> about it", "ask @{}. now"])
def test_an_account_called_like_a_word_counts_after_an_at(word: str, text: str) -> None:
    odd = person("U0ODD00001", word, handle=word.lower(), display_name=word)
    assert stripped(text.format(word), people=(DAGNY, odd)).messages[0].text == text.format(word).replace(f"@{word}", "Responder 2").replace("<@U0ODD00001>", "Responder 2")


@pytest.mark.parametrize("handle", ["dagny-02", "kilbourne-1", "dagny.k.2"])
def test_a_number_behind_one_s_own_name_makes_no_machine_of_a_person(handle: str) -> None:
    odd = person("U0ODD00001", "Dagny Kilbourne", handle=handle)
    assert stripped(f"ask {handle} now", people=(OSKAR, odd)).messages[0].text == "ask Responder 1 now"


def test_namesakes_keep_a_label_of_their_own() -> None:
    twin = person("U0DAGNY002", "Dagny Kilbourne", handle="dkilbourne2", display_name="Dagny")
    result = stripped(*(Message(ts=f"{n}.0", author=one) for n, one in enumerate((DAGNY.id, twin.id, DAGNY.id))), people=(DAGNY, twin))
    assert [message.role for message in result.messages] == ["Responder 1", "Responder 2", "Responder 1"]


TWINS = (DAGNY, person("U0DAGNY002", "Dagny Kilbourne", handle="dkilbourne2", display_name="Dagny"))


@pytest.mark.parametrize("name", ["Dagny Kilbourne", "dagny", "Kilbourne, Dagny", "Dagny K.", "dagnykilbourne", "@Dagny"])
def test_a_name_of_two_people_is_a_colleague(name: str) -> None:
    assert stripped(f"thanks to {name} for it", people=(OSKAR, *TWINS)).messages[0].text == "thanks to a colleague for it"


def test_a_name_of_two_people_means_the_one_in_the_channel() -> None:
    result = stripped("ask Dagny Kilbourne", people=(OSKAR, *TWINS), joined=frozenset({TWINS[1].id}))
    roster = assign_roles(channel_of("ask Dagny Kilbourne", people=(OSKAR, *TWINS), joined=frozenset({TWINS[1].id})))
    assert result.messages[0].text == "ask Responder 2"
    assert find_person("Dagny Kilbourne", roster) == TWINS[1].id


def test_a_name_of_two_people_means_the_one_in_the_thread() -> None:
    root = Message(ts="5.0", thread_ts="5.0", author=OSKAR.id, pieces=decode_mrkdwn("ready?"))
    reply = Message(ts="6.0", thread_ts="5.0", author=TWINS[1].id, pieces=decode_mrkdwn("yes"))
    asked = Message(ts="7.0", thread_ts="5.0", author=OSKAR.id, pieces=decode_mrkdwn("go on Dagny Kilbourne"))
    result = stripped(root, reply, asked, people=(OSKAR, *TWINS))
    assert result.messages[2].text == f"go on {result.messages[1].role}"


def test_a_handle_tells_namesakes_apart() -> None:
    assert stripped("ask @dkilbourne2", "ask dkilbourne", people=TWINS).messages[0].text == "ask Responder 2"


def test_a_tool_s_account_called_after_somebody_is_not_mentioned_by_that_name() -> None:
    tool = person("U0TOOL0001", "Dagny's deploys", handle="dagny-deploys", is_bot=True)
    assert stripped("ask <@U0TOOL0001>", people=(DAGNY, tool)).messages[0].text == "ask Responder 1's deploys"


@pytest.mark.parametrize("name", ["Mary-Jane D'Souza", "mary-jane", "Siobhán O’Brien", "Kilbourne, Dagny", "Dagny Kilbourne (she/her)", "田中由紀", "@till-sam-02", "dagny.kilbourne@example.org"])  # fmt: skip
def test_whom_a_tool_states_is_found_however_it_writes_the_name(name: str) -> None:
    more = (person("U0MARYJ001", "Mary-Jane D'Souza"), person("U0SIOBH001", "Siobhán O'Brien"), person("U0TILL0001", "", handle="till-sam-02"))
    assert find_person(name, roster_of((*PEOPLE, *more))) is not None


def test_an_army_of_odd_names_is_taken_in_quickly() -> None:
    army = [person(f"U0ARMY{n:04}", ("é-'. " * 400)[:2000] + str(n), handle="x" * 9_000 + str(n), display_name="日本" * 3_000) for n in range(200)]
    began = time.perf_counter()
    assert stripped("the queue grows", people=(DAGNY, *army)).messages[0].text == "the queue grows"
    assert time.perf_counter() - began < 10


# people.toml

REFUSED = {
    "labels that differ in case": ('[[people]]\nname = "Ilse"\nlabel = "Responder 1"\n\n[[people]]\nname = "Piet"\nlabel = "RESPONDER 1"\n', 7, "label of their own"),
    "labels that differ in a hard space": ('[[people]]\nname = "Ilse"\nlabel = "Responder 1"\n\n[[people]]\nname = "Piet"\nlabel = "Responder\u00a01"\n', 7, "label of their own"),
    "labels that differ in an accent": ('[[people]]\nname = "Ilse"\nlabel = "Lead"\n\n[[people]]\nname = "Piet"\nlabel = "L\u0435ad"\n', 7, "label of their own"),
    "a label of spaces": ('[[people]]\nname = "Ilse"\nlabel = "  "\n', 3, "no label"),
    "a label that cannot be seen": ('[[people]]\nname = "Ilse"\nlabel = "\u200b"\n', 3, "no label"),
    "a label with a hidden letter": ('[[people]]\nname = "Ilse"\nlabel = "Responder\u200b 1"\n', 3, "one line"),
    "an endless label": ('[[people]]\nname = "Ilse"\nlabel = "' + "x" * 9_000 + '"\n', 3, "Shorten"),
    "a label with the person's name": ('[[people]]\nname = "Ilse Vandamme"\nlabel = "Ilse from the client"\n', 3, "own name"),
    "a label with a further name": ('[[people]]\nname = "Ilse Vandamme"\nnames = ["Ilsebil"]\nlabel = "Ilsebil"\n', 4, "own name"),
    "a name of spaces": ('[[people]]\nname = "  "\nlabel = "Responder 1"\n', 2, "names nobody"),
    "one person by two spellings of the name": ('[[people]]\nname = "José Ruml"\nlabel = "A"\n\n[[people]]\nname = "jose  ruml"\nlabel = "B"\n', 5, "one label"),
    "words that are numbers": ("not_a_name = [1, 2]\n", 1, "list of texts"),
    "words in a list in a list": ('not_a_name = [["kestrel"]]\n', 1, "list of texts"),
    "words in a table": ("[not_a_name]\nkestrel = true\n", 1, "list of texts"),
    "people in one table": ('[people]\nname = "Ilse"\n', 1, "[[people]]"),
    "an id that is a number": ('[[people]]\nid = 7\nlabel = "Responder 1"\n', 2, "id"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "said"), REFUSED.values(), ids=REFUSED)
def test_an_odd_key_is_refused_with_line_and_reason(text: str, line: int, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_key(text, "private/people.toml")
    assert f"private/people.toml, line {line}" in str(refused.value)
    assert said in str(refused.value)
    assert "Ilse" not in str(refused.value)


@pytest.mark.parametrize("second", ['name = "Dagny Kilbourne"', 'name = "dkilbourne"', 'name = "Dagny"'])
def test_a_person_who_stands_in_the_key_by_id_and_by_name_is_refused_with_both_lines(second: str) -> None:
    text = f'[[people]]\nid = "{DAGNY.id}"\nlabel = "Incident lead"\n\n[[people]]\n{second}\nlabel = "Database expert"\n'
    with pytest.raises(InputError, match=r"people\.toml, line 6: this person has a label in another entry"):
        assign_roles(channel_of("hello"), key=read_key(text, "people.toml"))


def test_two_entries_by_two_names_of_one_colleague_are_refused_with_both_lines() -> None:
    text = '[[people]]\nname = "Dagny Kilbourne"\nlabel = "Incident lead"\n\n[[people]]\nname = "dkilbourne"\nlabel = "Database expert"\n'
    with pytest.raises(InputError, match=r"people\.toml, line 6: .* \(the other one: people\.toml, line 2\)"):
        assign_roles(channel_of("hello"), key=read_key(text, "people.toml"))


@pytest.mark.parametrize("entry", ['id = "u0oskar001"', 'id = "<@U0OSKAR001>"', 'id = "@oskar.b"', 'id = "oskar.b"', 'name = "OSKAR  BRANDVOLD"', 'name = "oskar.b"', 'id = "U0WRONG001"\nname = "Oskar Brandvold"'])  # fmt: skip
def test_an_entry_is_the_colleague_whom_it_can_only_mean(entry: str) -> None:
    key = read_key(f'[[people]]\n{entry}\nlabel = "Database expert"\n', "people.toml")
    transcript = channel_of("ask Oskar and <@U0OSKAR001>", Message(ts="1760000009.0", author=OSKAR.id))
    result = strip_names(transcript, assign_roles(transcript, key=key))
    assert (result.messages[0].text, result.messages[1].role) == ("ask Database expert and Database expert", "Database expert")


def test_an_entry_whose_id_nobody_has_counts_for_that_id_and_changes_nothing_else() -> None:
    key = read_key('[[people]]\nid = "U0WRONG001"\nlabel = "Database expert"\n', "people.toml")
    transcript = channel_of("ask Oskar and <@U0WRONG001>")
    roster = assign_roles(transcript, key=key)
    assert strip_names(transcript, roster).messages[0].text == "ask Responder 2 and Database expert"
    assert roster.key(known=key).people[0] == KeyPerson(id="U0WRONG001", label="Database expert")


def test_an_entry_for_nobody_of_this_channel_changes_nothing() -> None:
    key = read_key('[[people]]\nname = "Ilse Vandamme"\nlabel = "Client contact 3"\n', "people.toml")
    transcript = channel_of("ask Oskar")
    assert strip_names(transcript, assign_roles(transcript, key=key)).messages[0].text == "ask Responder 2"


def test_somebody_whom_people_have_named_is_no_longer_only_found() -> None:
    found = write_key(Key(people=(KeyPerson(id="name:zdenka", name="Zdenka", label="Third party 1", found="greeting"),)))
    named = replace(read_key(found, "people.toml"), people=(KeyPerson(id="name:zdenka", name="Zdenka", label="Client contact 1"),))
    assert read_key(write_key(named), "people.toml").people == named.people


NOT_A_NAME = {
    "nothing": ([""], "ask Oskar", "ask Responder 2"), "a space": ([" "], "ask Oskar", "ask Responder 2"), "a sign": (["*", "(", "\\"], "ask Oskar (*)", "ask Responder 2 (*)"),
    "ten thousand letters": (["a" * 10_000], "ask Oskar", "ask Responder 2"), "twice": (["oskar", "OSKAR"], "restart Oskar", "restart Oskar"), "with an at": (["@oskar"], "restart Oskar", "restart Oskar"),
    "with a full stop": (["Oskar."], "restart Oskar", "restart Oskar"), "with an apostrophe": (["Oskar's"], "Oskar's disk is full", "Oskar's disk is full"),
    "of two words": (["Oskar Brandvold"], "the Oskar Brandvold cluster", "the Oskar Brandvold cluster"), "of two words, with one of them alone": (["Oskar Brandvold"], "ask Oskar", "ask Responder 2"),
    "with a word before the name": (["Team Oskar"], "Team Oskar is up, and Oskar is too", "Team Oskar is up, and Responder 2 is too"), "with a hyphen": (["web-oskar"], "Web-Oskar's disk, Oskar", "Web-Oskar's disk, Responder 2"),
    "an accent": (["Óskar"], "restart Oskar", "restart Oskar"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "text", "wanted"), NOT_A_NAME.values(), ids=NOT_A_NAME)
def test_what_is_not_a_name_stays_and_nothing_else(words: list[str], text: str, wanted: str) -> None:
    transcript = channel_of("hello", text)
    result = strip_names(transcript, assign_roles(transcript, key=Key(not_a_name=tuple(words))))
    assert result.messages[1].text == wanted


@pytest.mark.parametrize("label", ["Lead/Ops", "../../etc/passwd", "C:\\x", "a b\tc", "On-call: EMEA?", "…", "🔥"])
def test_a_label_in_a_file_s_name_has_only_letters_digits_and_hyphens(label: str) -> None:
    assert slug(label)
    assert slug(label).replace("-", "").isalnum()


def test_a_number_that_the_key_has_given_is_not_given_again_however_it_was_typed() -> None:
    labels = Labels({"U1": "RESPONDER\u00a01", "U2": "incident  lead"})
    labels.give_office("U3", Office.LEAD)
    assert (labels.label("U4", "Responder"), labels.label("U3", "Responder")) == ("Responder 2", "Second incident lead")


@pytest.mark.parametrize("name", ["Responder 1", "Responder", "Incident Lead", "Third party 1", "A Colleague", "[e-mail removed]", "somebody"])
def test_a_name_like_one_of_our_labels_is_no_second_holder_of_it(name: str) -> None:
    odd = person("U0ODD00001", name, handle=name.lower().replace(" ", "."), display_name=name)
    result = stripped("Dagny and <@U0ODD00001> are looking", people=(DAGNY, odd))
    assert result.messages[0].text == "Responder 1 and Responder 2 are looking"
    assert strip_text(result.messages[0].text, assign_roles(channel_of(people=(DAGNY,)))) == result.messages[0].text
