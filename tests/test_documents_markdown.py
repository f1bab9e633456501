"""The draft's Markdown: every section stands, what is missing is counted, text is data, and a wrong template is a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from postmortem.blameless.transcript import BlamelessTranscript
from postmortem.documents.markdown import render
from postmortem.documents.page import write_page
from postmortem.documents.parse import parse
from postmortem.documents.template_files import templates_folder
from postmortem.documents.word import write_word
from postmortem.errors import InputError
from postmortem.incident import Action, Incident
from postmortem.report.contents import Told
from postmortem.report.model import Report, build_report
from postmortem.report.sections import find_markers, split_sections
from test_report_model import ENTRIES, INCIDENT, NOTHING, TIMELINE, TRANSCRIPT

SECTIONS = [
    "Key facts", "Overview", "Impact", "Detection", "Timeline", "Explanation", "Response and recovery", "What we learnt",
    "Communications sent", "Proposed actions", "For the review", "How the response went, against our process", "Evidence",
]  # fmt: skip
HOSTILE = "</td><script>alert(1)</script> {{ title }} {% raw %} | [x](javascript:alert(1)) ![i](https://x.example/i) `a|b` **b** ▶ # <!--"


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(INCIDENT, TIMELINE, TRANSCRIPT)


def empty() -> Report:
    return build_report(Incident(title="Something"), NOTHING, BlamelessTranscript(channel="c", messages=()))


def section(markdown: str, heading: str) -> str:
    return next(one.text for one in split_sections(markdown) if one.heading == heading)


@pytest.mark.parametrize("report", [build_report(INCIDENT, TIMELINE, TRANSCRIPT), empty()], ids=["full", "empty"])
def test_every_section_stands_at_least_in_outline(report: Report) -> None:
    sections = split_sections(render("draft.md.j2", report))
    assert [one.heading for one in sections[1:]] == SECTIONS
    assert all(len(one.text.split("\n", 1)[1].strip()) > 20 for one in sections[1:])


@pytest.mark.parametrize("report", [build_report(INCIDENT, TIMELINE, TRANSCRIPT), empty()], ids=["full", "empty"])
def test_the_number_of_open_questions_is_that_of_the_markers(report: Report) -> None:
    markdown = render("draft.md.j2", report)
    said = re.search(r"\*\*(\d+) questions? (?:is|are) still open", markdown)
    assert said is not None
    assert int(said[1]) == len(find_markers(markdown)) > 0


def test_a_given_number_of_open_questions_is_the_one_that_is_said(report: Report) -> None:
    assert "**1 question is still open.**" in render("draft.md.j2", report, open_questions=1)
    assert "No question is open." in render("draft.md.j2", report, open_questions=0)


def test_the_timeline_cites_every_line_and_says_what_is_not_shown(report: Report) -> None:
    text = section(render("draft.md.j2", report), "Timeline")
    lines = [line for line in text.splitlines() if re.match(r"\| \d\d:\d\d", line)]
    assert lines[0] == "| 10:02 ¹ | detection | First 503 in the log. | [5] |"
    assert all(re.search(r"\[\d+\] \|$", line) for line in lines)
    assert "Told afterwards: ¹ at 12:05." in text
    assert "*2 of 6 messages are not shown." in text
    assert "left out there: 3 joins" in text


def test_a_question_stands_in_the_first_empty_place_of_an_action() -> None:
    actions = (Action(what="Alert on it"), Action(what="Test it", owner="On-call support", where="board"))
    text = section(render("draft.md.j2", build_report(replace(INCIDENT, actions=actions), TIMELINE, TRANSCRIPT)), "Proposed actions")
    assert "| Alert on it | ▶ *owner, due date and board?* |  |  |" in text
    assert "| Test it | On-call support | ▶ *due date?* | board |" in text


def test_markup_in_what_was_said_is_data_in_all_three_formats() -> None:
    entry = replace(ENTRIES[1], text=HOSTILE)
    incident = replace(INCIDENT, title=HOSTILE, overview=HOSTILE, reference=HOSTILE, actions=(Action(what=HOSTILE, owner=HOSTILE),))
    calm = render("draft.md.j2", build_report(replace(incident, title="x", overview="x", reference="x", actions=(Action(what="x", owner="x"),)), TIMELINE, TRANSCRIPT))
    markdown = render("draft.md.j2", build_report(incident, replace(TIMELINE, entries=(entry, *ENTRIES[1:])), TRANSCRIPT))
    assert [one.heading for one in split_sections(markdown)] == [one.heading for one in split_sections(calm)]
    assert len(find_markers(markdown)) == len(find_markers(calm))
    assert not {node.type for node in parse(markdown).walk()} & {"html_block", "html_inline"}
    assert {node.attrs["src"] for node in parse(markdown).walk() if node.type == "image"} <= {"figure.png"}
    page = write_page(markdown, title=HOSTILE).decode()
    assert "<script" not in page
    assert "<img" not in page
    assert "href=\"javascript" not in page
    assert b"javascript:alert" not in _part(write_word(markdown, title=HOSTILE, incident=HOSTILE), "word/_rels/document.xml.rels")


def _part(word: bytes, name: str) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        return archive.read(name)


def test_numbers_of_sources_are_links_to_the_evidence_and_others_are_not(report: Report) -> None:
    entry = replace(ENTRIES[1], text="the log said [2] twice")
    markdown = render("draft.md.j2", build_report(INCIDENT, replace(TIMELINE, entries=(entry,)), TRANSCRIPT))
    page = write_page(markdown, title="t").decode()
    assert re.search(r'<tr id="timeline\.\w+\.?\w*"', page)
    assert '<span id="evidence.1" class="place">[1]</span>' in page
    assert 'the log said [2] twice</td>\n<td class="short"><a href="#evidence.1" class="cite">[1]</a></td>' in page
    word = _part(write_word(markdown, title="t"), "word/document.xml").decode()
    assert set(re.findall(r'w:anchor="([^"]+)"', word)) <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', word))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))


def test_anchors_are_told_apart() -> None:
    page = write_page("## One\n\n## One\n\n## Evidence\n\n| No. |\n|---|\n| 1 |\n| 1 |\n", title="t").decode()
    places = re.findall(r'id="([^"]+)"', page)
    assert len(places) == len(set(places)) == 6


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{{ tittle }}", "line 1, uses tittle, which does not exist. Did you mean title"),
        ("\n{{ title.nothing.more }}", "line 2, uses nothing"),
        ("{% if %}", "line 1, cannot be read"),
        ("{% include 'gone.md.j2' %}", "no template called gone.md.j2"),
        ("{{ ().__class__.__bases__ }}", "draft.md.j2"),
        ("{{ 1 / 0 }}", "draft.md.j2, line 1, failed"),
        ("{{ none }}", "draft.md.j2, line 1, failed"),
        ("{% for row in key_facts %}{{ row.vaule }}{% endfor %}", "Did you mean value"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "goes round in a circle"),
        ("{{ questions['nowhere'] }}", "nowhere"),
        ("{{ title.append(1) }}", "append"),
        ("{% for x in range(10000000) %}{% endfor %}", "draft.md.j2"),
    ],
)
def test_a_wrong_template_is_named_with_its_line(tmp_path: Path, report: Report, template: str, says: str) -> None:
    (tmp_path / "draft.md.j2").write_text(template, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        render("draft.md.j2", report, templates=tmp_path)
    assert says in str(caught.value)
    assert "Checkout" not in str(caught.value)


def test_a_team_replaces_one_partial_and_keeps_the_others(tmp_path: Path, report: Report) -> None:
    (tmp_path / "_partials").mkdir()
    (tmp_path / "_partials" / "learnings.md.j2").write_text("## Lessons\n\nOurs: {{ channel }}.\n", encoding="utf-8")
    headings = [one.heading for one in split_sections(render("draft.md.j2", report, templates=tmp_path))]
    assert headings[1:] == ["Lessons" if heading == "What we learnt" else heading for heading in SECTIONS]


def test_what_a_macro_returns_is_escaped_once(tmp_path: Path, report: Report) -> None:
    (tmp_path / "draft.md.j2").write_text("{% macro bold(x) %}**{{ x }}**{% endmacro %}{{ bold('a*b') }} {{ ['c*', 'd'] | join('|') }}", encoding="utf-8")
    assert render("draft.md.j2", report, templates=tmp_path) == "**a\\*b** c\\*\\|d\n"


def test_a_template_that_is_not_utf8_is_a_sentence(tmp_path: Path, report: Report) -> None:
    (tmp_path / "draft.md.j2").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match=r"draft\.md\.j2"):
        render("draft.md.j2", report, templates=tmp_path)


def test_our_templates_are_there() -> None:
    assert (templates_folder() / "draft.md.j2").is_file()


def test_a_very_long_title_goes_through_all_formats() -> None:
    title = "x" * 250 + " " + "y" * 249
    markdown = render("draft.md.j2", build_report(replace(INCIDENT, title=title), TIMELINE, TRANSCRIPT))
    assert markdown.startswith(f"# {title}\n")
    assert write_word(markdown, title=title)
    assert title in write_page(markdown, title=title).decode()


def test_a_telling_that_no_message_is_cited_for_says_where_it_was_seen(report: Report) -> None:
    seen = Told(time="09:20", to="#general", text="Told of the incident.")
    told = (seen, Told(time="09:33", to="Clients", text="Sent.", cite="[2]"))
    text = section(render("draft.md.j2", replace(report, communications=told)), "Communications sent")
    assert "| Told of the incident. | seen there |" in text
    assert "| Sent. | [2] |" in text
