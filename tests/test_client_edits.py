"""The Markdown and the Word copy of a client's version come together section by section; the notice comes and goes by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem.report.client_edits import NOTICE, take_in_word, with_notice, without_notice
from postmortem.report.sections import section_hashes

TEXT = "# Title\n\n## One\n\nFirst.\n\n## Two\n\nSecond.\n"


def written(text: str) -> dict[str, tuple[str, ...]]:
    return {key: (digest,) for key, digest in section_hashes(text).items()}


def together(markdown: str, word: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    made = take_in_word(markdown, markdown, word, written(TEXT))
    return made.markdown.strip(), made.taken, made.both


@pytest.mark.parametrize(
    ("markdown", "word", "expected"),
    [
        (TEXT, TEXT, (TEXT, (), ())),
        (TEXT, TEXT.replace("First", "1st"), (TEXT.replace("First", "1st"), ("One",), ())),
        (TEXT.replace("First", "1st"), TEXT, (TEXT.replace("First", "1st"), (), ())),
        (TEXT.replace("First", "1st"), TEXT.replace("Second", "2nd"), ("# Title\n\n## One\n\n1st.\n\n## Two\n\n2nd.\n", ("Two",), ())),
        (TEXT.replace("First", "1st"), TEXT.replace("First", "1st"), (TEXT.replace("First", "1st"), (), ())),
        (TEXT, TEXT.replace("## Two", "## More\n\nNew.\n\n## Two"), ("# Title\n\n## One\n\nFirst.\n\n## More\n\nNew.\n\n## Two\n\nSecond.\n", ("More",), ())),
        (TEXT, "# Title\n\n## One\n\nFirst.\n", ("# Title\n\n## One\n\nFirst.\n", ("Two (removed)",), ())),
        (TEXT, TEXT.replace("# Title", "# Another title"), (TEXT.replace("# Title", "# Another title"), ("the part above the first heading",), ())),
    ],
)
def test_what_changed_in_one_copy_is_taken_from_there(markdown: str, word: str, expected: tuple[str, tuple[str, ...], tuple[str, ...]]) -> None:
    assert together(markdown, word) == (expected[0].strip(), *expected[1:])


@pytest.mark.parametrize(
    ("markdown", "word", "both"),
    [
        (TEXT.replace("First", "1st"), TEXT.replace("First", "One"), ("One",)),
        (TEXT.replace("First", "1st"), "# Title\n\n## Two\n\nSecond.\n", ("One",)),
    ],
)
def test_what_changed_in_both_is_for_people(markdown: str, word: str, both: tuple[str, ...]) -> None:
    assert together(markdown, word)[2] == both


@given(st.lists(st.sampled_from(["# Title", "Text.", "", "## One", "- point", "**Bold**"]), max_size=12))
def test_the_notice_goes_without_a_trace(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    marked = with_notice(text)
    assert NOTICE in marked
    assert without_notice(marked).strip() == text.strip()
    assert without_notice(without_notice(marked)) == without_notice(marked)


@pytest.mark.parametrize("shown", ["Not yet checked: this text goes to the client after sign-off.", NOTICE, f"> {NOTICE}"])
def test_the_notice_is_known_in_every_form(shown: str) -> None:
    assert "checked" not in without_notice(f"# Title\n\n{shown}\n\n## One\n")


def test_words_that_only_look_like_it_stay() -> None:
    assert "Not yet checked: we still look." in without_notice("# Title\n\nNot yet checked: we still look.\n")
