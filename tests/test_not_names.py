"""The team's list of what is nobody's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from postmortem.errors import InputError
from postmortem.not_names import add_not_names, read_not_names


def test_no_file_is_an_empty_list(tmp_path: Path) -> None:
    assert read_not_names(tmp_path / "not-names.txt") == ()


def test_words_are_added_at_the_end_once_and_what_people_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "not-names.txt"
    path.write_text("# ours\nZorblex  # the queue\n\nQuux", encoding="utf-8")
    assert add_not_names(path, ["zorblex", "Wibble Works", "Wibble  Works", ""]) == ("Wibble Works",)
    assert path.read_text(encoding="utf-8") == "# ours\nZorblex  # the queue\n\nQuux\nWibble Works\n"
    assert read_not_names(path) == ("Zorblex", "Quux", "Wibble Works")


def test_a_new_list_says_what_it_is(tmp_path: Path) -> None:
    add_not_names(tmp_path / "new" / "not-names.txt", ["Zorblex"])
    assert (tmp_path / "new" / "not-names.txt").read_text(encoding="utf-8").startswith("# What is nobody's name")


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    assert add_not_names(tmp_path / "not-names.txt", []) == ()
    assert not (tmp_path / "not-names.txt").exists()


def test_a_list_that_is_no_text_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "not-names.txt"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        read_not_names(path)
    with pytest.raises(InputError, match=r"cannot be read|Is a directory"):
        read_not_names(tmp_path)
