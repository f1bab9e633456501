"""The gate reads whatever it is given in time, and without an error."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.gate_picture_places import PICTURES
from tests.gate_places import PLACES
from tests.gate_word_places import WORD

from postmortem.blameless.gate import look
from postmortem.slack.transcript import Person

DANA = Person(id="U01DANA2R7Z", handle="druiz", real_name="Dana Ruiz", first_name="Dana", last_name="Ruiz", email="dana.ruiz@museum.example")
WILL = Person(id="W03WILL8HH2", handle="will.hart", real_name="Will Hart", first_name="Will", last_name="Hart")
HANA = Person(id="U08HANA5TNK", handle="htanaka", real_name="田中花子")
PEOPLE = (DANA, WILL, HANA)

SIZE = 200_000
# Each is repeated up to the size: what would keep a reader busy that goes back and forth.
REPEATED = {
    "one word": "a", "backticks": "`", "backticks of all lengths": "`` ` ``` ", "at signs": "a@", "dots": "a.", "hosts": "@a.a", "ids": "U", "links": "https:",
    "tokens": "xoxb-", "tags": "<a ", "names": "dana ", "escapes": "\\", "keys": "-----BEGIN ", "emphasis": "a*", "labels": "[a](", "references": "][",
    "entities": "&#68;", "halves of entities": "&#", "encoded": "%41", "percent": "%", "encoded percent": "%25", "letters in escapes": "\\u0041", "halves of escapes": "\\u",
    "comments": "<!--", "open comments": "<!-- >", "whole comments": "<!--a-->", "instructions": "<?a >", "sections": "<![CDATA[", "open sections": "<![CDATA[ ]>",
    "conditions": "<![if a ]>", "declarations": "<!DOCTYPE a>", "open attributes": '<a b=">', "scripts": "<script>", "styles": "<style>/*", "remarks in a style": "/* ",
    "fonts": "font:", "quotes": "\"'", "addresses of data": "data:a/b,", "heads of data": "data:;base64,", "cells": "<tr><td>a</td>", "table": "|a", "blocks": "<div>",
    "code": "<pre><code>", "invisible": "d\u200b", "disguised": "aа", "other script": "Ааа ", "without spaces": "田中", "accents": "e\u0301", "lines": "dana\n", "hyphens": "a-\n",
    "broken names": "will\nhart\n", "addresses": "é a@b.example ", "commas": "Will,", "columns": "Will|Hart|", "folds": "a\r\n ", "secrets": "sk_live_", "hooks": "hooks.slack.com/services/",
    "packets": "<x:xmpmeta", "notes": "II*\0", "big notes": "MM\0*\0\0\0\x08\0\1\x87\x69", "spaces": " ", "wide": "a\0", "zips": "PK\x03\x04", "spaces of names": "<a xmlns:a='b'>",
}  # fmt: skip


@pytest.mark.parametrize("ending", ["md", "html", "json", "ics", "csv", "bin"])
@pytest.mark.parametrize("repeated", REPEATED.values(), ids=REPEATED.keys())
def test_hostile_text_is_read_in_time(repeated: str, ending: str) -> None:
    text = (repeated * (SIZE // len(repeated))).encode()
    begun = time.process_time()
    look({f"a.{ending}": b"\0\1" + text if ending == "bin" else text}, PEOPLE)
    assert time.process_time() - begun < 8


def test_names_far_apart_and_long_lines_are_read_in_time() -> None:
    begun = time.process_time()
    assert not look({"a.md": b"Will" + b" " * SIZE + b"Hart", "b.md": b"data:image/png;base64," + b"A" * SIZE, "c.html": b"<a" + b" b" * SIZE + b">"}, PEOPLE)
    assert time.process_time() - begun < 15


def test_a_hundred_thousand_lines_cost_little_more_than_reading_them() -> None:
    """Twenty times of what splitting the lines into words costs, on the same machine."""
    words = "we restarted the queue workers and errors went down to four a minute on web-2"
    lines = [json.dumps({"ts": f"{n}.000100", "role": f"Responder {n % 40}", "text": f"{words} {n}"}) for n in range(100_000)]
    data = "\n".join(lines).encode()
    people = [Person(id=f"U{n:010d}", real_name=f"Name{n} Family{n}", first_name=f"Name{n}", last_name=f"Family{n}") for n in range(1000)]
    begun = time.process_time()
    assert sum(len(line.split()) for line in data.split(b"\n")) > 1_000_000
    split = time.process_time() - begun
    begun = time.process_time()
    assert not look({"transcript.jsonl": data}, people)
    assert time.process_time() - begun < 20 * split + 2


EVERY = [(f"a{place.ending}", place.make("Dana Ruiz")) for place in PLACES.values()]
EVERY += [("a.docx", make("Dana Ruiz")) for make in WORD.values()] + [(f"a{ending}", make("Dana Ruiz")) for ending, make in PICTURES.values()]


@given(st.sampled_from(EVERY), st.floats(0, 1), st.lists(st.tuples(st.floats(0, 1), st.sampled_from((0, 0x22, 0x3C, 0x3E, 0x5C, 0xFF, 0x80))), max_size=5), st.binary(max_size=10))
def test_damaged_files_of_every_kind_are_no_error(file: tuple[str, bytes], cut: float, flips: list[tuple[float, int]], more: bytes) -> None:
    name, data = file
    damaged = bytearray(data[: max(1, int(cut * len(data)) if cut < 0.5 else len(data))])
    for place, value in flips:
        damaged[int(place * (len(damaged) - 1))] = value
    look({name: bytes(damaged) + more}, PEOPLE)
