"""private/people.toml: read at the border with sentences, written with what people added."""

from __future__ import annotations

import pytest

from postmortem.blameless.people_file import Key, KeyPerson, read_key, write_key
from postmortem.errors import InputError

KEY = Key(
    people=(
        KeyPerson(id="U0DAGNY001", name="Dagny Kilbourne", label="Incident lead", names=("Daggers",)),
        KeyPerson(id="name:ilse vandamme", name="Ilse Vandamme", label="Client contact 1"),
    ),
    not_a_name=("Jenkins", "Travis"),
)

BROKEN = {
    "no TOML": ("people = [", 1, "people.toml"),
    "an unknown key": ('[[people]]\nname = "A"\nlabl = "Responder 1"\n', 3, "label"),
    "a wrong type": ('[[people]]\nname = "A"\nlabel = 3\n', 3, "label"),
    "no label": ('[[people]]\nname = "A"\n', 1, "label"),
    "nobody": ('[[people]]\nlabel = "Responder 1"\n', 1, "names nobody"),
    "one label for two": (
        '[[people]]\nname = "A"\nlabel = "Responder 1"\n[[people]]\nname = "B"\nlabel = "responder  1"\n',
        6,
        "label",
    ),
    "two labels for one": (
        '[[people]]\nid = "U1"\nlabel = "Responder 1"\n[[people]]\nid = "U1"\nlabel = "Responder 2"\n',
        5,
        "one label",
    ),
    "words that are no list": ("not_a_name = 3\n", 1, "not_a_name"),
}


@pytest.mark.parametrize(("text", "line", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_key_is_refused_with_line_and_key(text: str, line: int, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_key(text, "private/people.toml")
    assert f"private/people.toml, line {line}" in str(refused.value)
    assert said in str(refused.value)


def test_what_is_written_is_read_again() -> None:
    assert read_key(write_key(KEY), "people.toml") == KEY


def test_writing_again_changes_nothing() -> None:
    text = write_key(KEY)
    assert write_key(read_key(text, "people.toml")) == text


def test_notes_and_names_that_people_added_stay() -> None:
    text = write_key(KEY).replace('label = "Client contact 1"', 'label = "Client contact 1" # spoke for the client', 1)
    text = text.replace('name = "Dagny Kilbourne"', 'name = "Dagny Kilbourne"\n# she/her', 1)
    key = read_key(text, "people.toml")
    more = Key(
        people=(*key.people, KeyPerson(id="U2", name="Oskar", label="Responder 1")), not_a_name=("Jenkins",), source=key.source
    )
    written = write_key(more)
    assert "# spoke for the client" in written
    assert "# she/her" in written
    assert read_key(written, "people.toml") == more


def test_an_empty_file_is_an_empty_key() -> None:
    assert read_key("", "people.toml") == Key()


def test_a_name_that_would_break_toml_is_kept() -> None:
    key = Key(people=(KeyPerson(id="U1", name='"] <script>\n\\', label="Responder 1"),))
    assert read_key(write_key(key), "people.toml").people[0].label == "Responder 1"
