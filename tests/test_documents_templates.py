"""Templates of a team's own: copied out, documented from the model, bounded, and refused in a sentence where they are wrong."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from postmortem.cli.init import command
from postmortem.cli.main import postmortem
from postmortem.documents import template_bounds
from postmortem.documents.markdown import render
from postmortem.documents.template_files import replaceable
from postmortem.errors import InputError
from postmortem.report.model import Report, build_report
from template_reference import EXAMPLE, PAGE, template_reference
from test_report_model import INCIDENT, TIMELINE, TRANSCRIPT

SAMPLE = Path(__file__).parents[1] / "sample_exports" / "trivial-restart"
CHANNEL = "inc-2026-11-05-wiki-restart"
DOUBLED = "{% set n = namespace(s='aaaaaaaaaaaaaaaa') %}{% for i in range(99) %}DOUBLE{% endfor %}"


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(INCIDENT, TIMELINE, TRANSCRIPT)


def wrong(tmp_path: Path, report: Report, template: str | bytes, name: str = "draft.md.j2") -> str:
    """What is said about a template."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(template.encode() if isinstance(template, str) else template)
    with pytest.raises(InputError) as caught:
        render("draft.md.j2", report, templates=tmp_path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("\n{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "line 2, takes more than 1,000,000 steps"),
        ("{% for a in range(99999) %}{% for b in range(99999) if b < 0 %}{% endfor %}{% endfor %}", "steps"),
        ("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}\n{{ m(60) }}", "steps"),
        ("{{ range(99999) | map('string') | list | length }}" * 11, "steps"),
        ("{{ 'a' * 10**9 }}", "line 1, makes more than 20,000,000 characters"),
        ("{{ [1] * 10**9 }}", "characters"),
        ("{{ 9 ** 99999999 }}", "line 1, makes too large a number"),
        ("{% set n = namespace(x=7) %}{% for i in range(999) %}{% set n.x = n.x * n.x %}{% endfor %}", "too large a number"),
        (DOUBLED.replace("DOUBLE", "{% set n.s = n.s + n.s %}"), "characters"),
        (DOUBLED.replace("DOUBLE", "{% set n.s = n.s ~ n.s %}"), "characters"),
        (DOUBLED.replace("DOUBLE", "{% set n.s = [n.s, n.s] %}") + "{{ n.s }}", "characters"),
        (DOUBLED.replace("DOUBLE", "{% set n.s = [n.s, n.s] | string %}"), "characters"),
        (DOUBLED.replace("DOUBLE", "{% set n.s %}{{ n.s }}{{ n.s }}{% endset %}"), "characters"),
        ("{{ 'a' | center(10**9) }}", "characters"),
        ("{{ 'a'.ljust(10**9) }}", "characters"),
        ("{{ ('a' * 99999).replace('a', 'b' * 99999) }}", "characters"),
        ("{{ (['a'] * 99999) | join('b' * 99999) }}", "characters"),
        ("{{ '%999999999d' % 1 }}", "too great a width"),
        ("{{ '%*d' | format(999999999, 1) }}", "too great a width"),
        ("{{ '{:999999999}'.format(1) }}", "too great a width"),
        ("{{ '{:{}}'.format(1, 999999999) }}", "too great a width"),
        ("{% for a in range(90000) %}{{ 'a' * 999 }}{% endfor %}", "characters"),
        ("{{ lipsum(10**9) }}", "lipsum, which does not exist"),
        ("{% include 'draft.md.j2' %}", "goes round in a circle"),
        ("\n{{ title | uper }}", "line 2, cannot be read: No filter named 'uper'. Did you mean upper"),
        ("# a\n\n{{ title }}\xff".encode("latin-1"), "line 3, is not UTF-8"),
        ("{% include '_partials/impakt.md.j2' %}", "which draft.md.j2, line 1 includes. Did you mean _partials/impact.md.j2"),
        ("", "is empty"),
        ("\ufeff \n", "is empty"),
    ],
)  # fmt: skip
def test_what_would_not_end_or_fill_the_memory_is_stopped_and_named(
    tmp_path: Path, report: Report, template: str | bytes, says: str
) -> None:
    said = wrong(tmp_path, report, template)
    assert says in said
    assert "draft.md.j2" in said


def test_a_partial_that_does_too_much_is_named(tmp_path: Path, report: Report) -> None:
    said = wrong(tmp_path, report, "## Impact\n\n{{ 'a' * 10**9 }}\n", "_partials/impact.md.j2")
    assert "_partials/impact.md.j2, line 3, makes more than" in said


def test_time_is_bounded_too(tmp_path: Path, report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10_000, 3))
    monkeypatch.setattr(template_bounds.time, "monotonic", lambda: next(clock))
    assert "takes longer than 20 seconds" in wrong(tmp_path, report, "{% for i in range(99) %}{% endfor %}")


def test_our_own_templates_copied_out_write_the_same(tmp_path: Path, report: Report) -> None:
    for name, data in replaceable().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + data)  # as some editors save them
    assert render("draft.md.j2", report, templates=tmp_path) == render("draft.md.j2", report)


def test_an_ordinary_template_is_not_in_the_way_of_the_bounds(tmp_path: Path, report: Report) -> None:
    (tmp_path / "draft.md.j2").write_text(
        "{{ '%5.1f' % 2 }} {{ '{:,}'.format(1234567) }} {{ 123456789 | filesizeformat }} {{ 2 ** 10 }} {{ 'ab' * 3 }} "
        "{% for i in [1, 2, 3] %}{{ loop.index }}/{{ loop.length }}{% if not loop.last %}, {% endif %}{% endfor %} "
        "{% for a in [[1, [2]]] recursive %}{{ a if a is number else loop(a) }}{% endfor %} {{ 'a-b'.split('-') | join('+') }}",
        encoding="utf-8",
    )
    said = render("draft.md.j2", report, templates=tmp_path).replace("\\", "")
    assert said == "  2.0 1,234,567 123.5 MB 1024 ababab 1/3, 2/3, 3/3 12 a+b\n".lstrip()


def test_the_reference_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == template_reference(), "docs/templates.md is not current: make reference"


def test_the_reference_names_every_template_and_its_example_works(tmp_path: Path, report: Report) -> None:
    page = template_reference()
    assert all(f"| `{name}` |" in page for name in replaceable())
    (tmp_path / "_partials").mkdir()
    (tmp_path / "_partials" / "learnings.md.j2").write_text(EXAMPLE, encoding="utf-8")
    assert "what would we tell a team" in render("draft.md.j2", report, templates=tmp_path)


def init(*args: str) -> Result:
    return CliRunner().invoke(postmortem, ["init", *args])


def test_init_copies_templates_out_and_never_over_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates" / "_partials").mkdir(parents=True)
    ours = tmp_path / "templates" / "_partials" / "impact.md.j2"
    ours.write_text("## Ours\n", encoding="utf-8")
    done = init("--templates")
    assert done.exit_code == 0, done.output
    assert ours.read_text(encoding="utf-8") == "## Ours\n"
    assert "already: _partials/impact.md.j2." in done.output
    assert 'templates = "templates"' in done.output
    there = {path.relative_to(tmp_path / "templates").as_posix() for path in (tmp_path / "templates").rglob("*.j2")}
    assert there == set(replaceable())
    assert not (tmp_path / "postmortem.toml").exists()
    again = CliRunner().invoke(command, ["--templates"])
    assert again.exit_code == 1
    assert "left as they are" in str(again.exception)


def test_init_puts_templates_beside_the_settings_or_where_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "postmortem.toml").write_text("", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    assert init("--templates").exit_code == 0
    assert (tmp_path / "templates" / "draft.md.j2").is_file()
    assert init("--templates", "house").exit_code == 0
    assert (tmp_path / "deep" / "house" / "draft.md.j2").is_file()
    (tmp_path / "deep" / "file").write_text("", encoding="utf-8")
    assert init("--templates", "file").exit_code != 0


def folder(path: Path) -> None:
    path.mkdir()


def dangling(path: Path) -> None:
    path.symlink_to(path.parent / "gone.md.j2")


def leading_out(path: Path) -> None:
    (path.parents[2] / "elsewhere.md.j2").write_text("## Elsewhere\n", encoding="utf-8")
    path.symlink_to(path.parents[2] / "elsewhere.md.j2")


def in_a_circle(path: Path) -> None:
    path.symlink_to(path)


def saying(text: str) -> Callable[[Path], None]:
    return lambda path: path.write_text(text, encoding="utf-8") and None


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (folder, "is not a file"),
        (dangling, "is a link to something that is not there"),
        (leading_out, "leads out of the folder"),
        (in_a_circle, "is a link to something that is not there"),
        (saying("{% for %}"), "line 1, cannot be read"),
        (saying("{{ 'a' * 10**9 }}"), "makes more than"),
        (saying("{% include 'gone.md.j2' %}"), "no template called gone.md.j2"),
        (saying("{{ impcat }}"), "Did you mean impact"),
    ],
)
def test_a_draft_with_a_wrong_template_writes_nothing_and_leaves_what_is_there(
    tmp_path: Path, make: Callable[[Path], None], says: str
) -> None:
    there = tmp_path / "incidents" / "mine.txt"
    there.parent.mkdir()
    there.write_text("mine", encoding="utf-8")
    place = tmp_path / "ours" / "_partials" / "impact.md.j2"
    place.parent.mkdir(parents=True)
    if make in (dangling, leading_out, in_a_circle) and os.name == "nt":
        pytest.skip("links need rights on Windows")
    make(place)
    done = CliRunner().invoke(
        postmortem, ["draft", CHANNEL, "--export", str(SAMPLE), "--incidents", str(there.parent), "--templates", str(tmp_path / "ours")]
    )
    said = str(done.exception) if isinstance(done.exception, InputError) else done.output
    assert done.exit_code in (1, 2)
    assert isinstance(done.exception, InputError | SystemExit)
    assert says in said
    assert "impact.md.j2" in said
    assert "Traceback" not in said
    assert [path.name for path in there.parent.iterdir()] == ["mine.txt"]


def test_a_link_within_the_folder_is_followed_and_an_empty_partial_leaves_its_section_out(tmp_path: Path, report: Report) -> None:
    (tmp_path / "_partials").mkdir()
    (tmp_path / "_partials" / "impact.md.j2").write_text("", encoding="utf-8")
    (tmp_path / "lessons.md.j2").write_text("## Lessons\n", encoding="utf-8")
    if os.name != "nt":
        (tmp_path / "_partials" / "learnings.md.j2").symlink_to("../lessons.md.j2")
    said = render("draft.md.j2", report, templates=tmp_path)
    assert "## Impact" not in said
    assert os.name == "nt" or "## Lessons" in said


def test_a_partial_whose_name_is_misspelt_is_not_passed_over_in_silence(tmp_path: Path, report: Report) -> None:
    (tmp_path / "_partials").mkdir()
    misspelt = tmp_path / "_partials" / "learnigs.md.j2"
    misspelt.write_text("## What we learnt\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"learnigs\.md\.j2 in .* would never be used.*Did you mean _partials/learnings\.md\.j2"):
        render("draft.md.j2", report, templates=tmp_path)
    (tmp_path / "_partials" / "impact.md.j2").write_text('{% include "_partials/learnigs.md.j2" %}', encoding="utf-8")
    assert render("draft.md.j2", report, templates=tmp_path).count("## What we learnt") == 2
