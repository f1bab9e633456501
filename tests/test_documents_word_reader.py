"""Word read back: what people and their programs write into a reviewed report, as Markdown, and nothing lost in silence."""

from __future__ import annotations

import pytest
from tests.word_made import PIXEL, cell, heading, item, paragraph, row, run, table, word_file

from postmortem.documents.word_reader import read_word

LINK = '<Relationship Id="l1" Type="x/hyperlink" Target="https://example.com/a(b)" TargetMode="External"/>'
PICTURE = '<Relationship Id="i1" Type="x/image" Target="media/a.png"/>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def markdown(body: str, **kwargs: object) -> str:
    return read_word(word_file(body, **kwargs)).markdown  # type: ignore[arg-type]


def told(body: str, **kwargs: object) -> list[tuple[str, str]]:
    return [(one.what, one.words) for one in read_word(word_file(body, **kwargs)).remarks]  # type: ignore[arg-type]


def field(code: str, shown: str) -> str:
    """A field as Word writes it: its code, then what it shows."""
    return f'{FIELD.format("begin")}<w:r><w:instrText>{code}</w:instrText></w:r>{FIELD.format("separate")}{run(shown)}{FIELD.format("end")}'


BOLD, ITALIC, MONO = "<w:b/>", "<w:i/>", '<w:rFonts w:ascii="Roboto Mono"/>'
CASES = {
    "headings by their level": (heading("One", "Heading1") + heading("Two"), "# One\n\n## Two\n"),
    "a heading in another language": (heading("Two") + heading("Drei", "berschrift3"), "## Two\n\n### Drei\n"),
    "a heading by the style it is based on": (heading("House", "Ours"), "## House\n"),
    "a title": (heading("A report", "Titel"), "# A report\n"),
    "a heading by its outline level": (heading("Two") + paragraph("Three", '<w:outlineLvl w:val="2"/>'), "## Two\n\n### Three\n"),
    "a bold paragraph is no heading": (paragraph(run("Not one", BOLD)), "**Not one**\n"),
    "a heading's own bold says nothing": (paragraph(run("Im", BOLD) + run("pact"), '<w:pStyle w:val="Heading2"/>'), "## Impact\n"),
    "runs split anywhere": (paragraph(run("th") + run("e ba", BOLD) + run("sket ", BOLD) + run("fell")), "th**e basket** fell\n"),
    "styles that are emphasis": (paragraph(run("a", '<w:rStyle w:val="Strong"/>') + run(" b", '<w:rStyle w:val="Emphasis"/>')), "**a** *b*\n"),
    "emphasis taken off": (paragraph(run("a", '<w:rStyle w:val="Strong"/><w:b w:val="0"/>')), "a\n"),
    "emphasis beside letters and signs": (paragraph(run("x") + run("(y)", BOLD) + run("z")), "&#120;**(y)**&#122;\n"),
    "struck through": (paragraph(run("a", "<w:strike/>")), "~~a~~\n"),
    "code by its font": (paragraph(run("see ") + run("web-2|x", MONO)), "see `web-2|x`\n"),
    "what could be markup": (paragraph("1. *a* | &amp;lt; [x](y) ▶"), "1\\. \\*a\\* \\| \\&lt; \\[x](y) ▶\n"),
    "a line break and a tab": (paragraph('<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>'), "a\\\nb c\n"),
    "bullets in bullets": (item("a") + item("b", level=1) + item("c"), "- a\n  - b\n- c\n"),
    "numbers that begin again": (item("a", 2) + item("b", 2) + item("c", 3), "1. a\n2. b\n\n1) c\n"),
    "a start of its own": (item("a", 4) + item("b", 4), "5. a\n6. b\n"),
    "a list that goes on after a paragraph": (item("a", 2) + paragraph("p") + item("b", 2), "1. a\n\np\n\n2. b\n"),
    "a list by its style": (paragraph("a", '<w:pStyle w:val="ListBullet"/>'), "- a\n"),
    "a paragraph that goes on with an item": (item("a") + paragraph("more", '<w:ind w:left="720"/>'), "- a\n\n  more\n"),
    "a paragraph taken out of its list": (paragraph("a", '<w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr>'), "a\n"),
    "a line across the page": (paragraph("", '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'), "---\n"),
    "Google's line across the page": (paragraph('<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'), "---\n"),
    "a quote by its line": (paragraph("a", '<w:pBdr><w:left w:val="single"/></w:pBdr><w:ind w:left="284"/>'), "> a\n"),
    "a link's field": (paragraph(field('HYPERLINK "https://example.com/x"', "here")), "[here](https://example.com/x)\n"),
    "a page number's field": (paragraph(run("p. ") + field("PAGE", "7")), "p. 7\n"),
    "a symbol": (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), "✓\n"),
    "smart tags and content controls": (
        paragraph(f"<w:smartTag>{run('a')}</w:smartTag><w:sdt><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>"),
        "ab\n",
    ),
    "a content control around blocks": (f"<w:sdt><w:sdtContent>{paragraph('a')}</w:sdtContent></w:sdt>", "a\n"),
    "a table with its header": (table(row("A", "B", header=True), row("1", "2")), "| A | B |\n|---|---|\n| 1 | 2 |\n"),
    "a table without": (table(row("A", "B"), row("1", "2")), "| | |\n|---|---|\n| A | B |\n| 1 | 2 |\n"),
    "a bold first row is a header": (table(row(paragraph(run("A", BOLD)), paragraph(run("B", BOLD))), row("1", "2")), "| A | B |\n|---|---|\n| 1 | 2 |\n"),
    "merged cells": (
        table(
            row("A", "B", "C", header=True),
            row(cell("1", '<w:gridSpan w:val="2"/>'), cell("2", '<w:vMerge w:val="restart"/>')),
            row("3", "4", cell("", "<w:vMerge/>")),
        ),
        "| A | B | C |\n|---|---|---|\n| 1 | | 2 |\n| 3 | 4 | |\n",
    ),
    "paragraphs and lists in a cell": (table(row("A", "B", header=True), row("1", cell(paragraph("a") + item("b") + item("c")))), "| A | B |\n|---|---|\n| 1 | a<br>- b<br>- c |\n"),
    "a table in a cell": (table(row("A", "B", header=True), row("1", cell(table(row("x", "y"), row("z", "")) + paragraph("")))), "| A | B |\n|---|---|\n| 1 | x / y<br>z |\n"),
    "a box around code": (table(row(cell(paragraph(run("a = 1", MONO), '<w:shd w:fill="EEEEEE"/>')))), "```\na = 1\n```\n"),
    "a heading in a cell begins no section": (table(row("A", "B", header=True), row("1", cell(heading("x")))), "| A | B |\n|---|---|\n| 1 | **x** |\n"),
    "columns to the right": (table(row("A", "B", header=True), row("1", cell(paragraph("2", '<w:jc w:val="right"/>')))), "| A | B |\n|---|---:|\n| 1 | 2 |\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_people_write_in_word_is_read_as(name: str) -> None:
    body, expected = CASES[name]
    assert markdown(body) == expected


def test_links_lead_where_they_led() -> None:
    body = paragraph(f'<w:hyperlink r:id="l1">{run("the ")}{run("page", BOLD)}</w:hyperlink>{run("!")}')
    assert markdown(body, relations=LINK) == "[the **page**](https://example.com/a(b))!\n"


def test_a_link_that_a_report_cannot_have_is_text_and_is_told() -> None:
    bad = '<Relationship Id="l1" Type="x/hyperlink" Target="file:///C:/notes.txt" TargetMode="External"/>'
    body = paragraph(f'<w:hyperlink r:id="l1">{run("notes")}</w:hyperlink>')
    assert markdown(body, relations=bad) == "notes\n"
    assert told(body, relations=bad) == [("a link that a report cannot have", "notes: file:///C:/notes.txt")]


def test_pictures_come_with_their_bytes_and_their_alternative_text() -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Errors by minute"/><a:graphic><a:graphicData><pic:pic>'
        '<pic:blipFill><a:blip r:embed="i1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    reading = read_word(word_file(heading("Impact") + paragraph(drawing), relations=PICTURE, parts={"media/a.png": PIXEL}))
    assert reading.markdown == "## Impact\n\n![Errors by minute](picture-1.png)\n"
    (picture,) = reading.pictures
    assert (picture.name, picture.data, picture.alt, picture.section) == ("picture-1.png", PIXEL, "Errors by minute", "Impact")


def test_a_picture_outside_the_file_is_told_and_never_fetched() -> None:
    outside = '<Relationship Id="i1" Type="x/image" Target="https://example.com/a.png" TargetMode="External"/>'
    body = paragraph('<w:r><w:drawing><wp:inline><wp:docPr descr="far"/><a:blip r:link="i1"/></wp:inline></w:drawing></w:r>')
    assert ("a picture that is not in the file", "far") in told(body, relations=outside)


def test_footnotes_stand_at_the_end_of_their_section() -> None:
    note = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">' + paragraph("See the log.") + "</w:footnote>"
    body = heading("Impact") + paragraph(run("All") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + heading("Timeline") + paragraph("x")
    assert markdown(body, parts={"footnotes.xml": note}) == "## Impact\n\nAll[^1]\n\n[^1]: See the log.\n\n## Timeline\n\nx\n"


def test_a_text_box_is_read_once_and_told() -> None:
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert markdown(paragraph(run("before") + both)) == "before\n\nin the box\n"
    assert any("text box" in what for what, _ in told(paragraph(both)))


@pytest.mark.parametrize(
    ("body", "what", "words"),
    [
        (paragraph(run("seen") + run("unseen", "<w:vanish/>")), "hidden text", "unseen"),
        (paragraph("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "an equation, of which only the letters are kept", ""),
        (paragraph('<w:r><w:object><o:OLEObject/></w:object></w:r>'), "an embedded object", ""),
        (paragraph("<w:r><w:drawing><wp:inline><a:t>Web</a:t></wp:inline></w:drawing></w:r>"), "a drawing or chart", "Web"),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Click here')}</w:sdtContent></w:sdt>", "a field that nobody filled in", "Click here"),
        ('<w:altChunk r:id="x"/>', "a document inside the document, which is not read", ""),
        (paragraph(field("TOC \\o", "Impact 3")), "a table of contents, which the headings make anyway", "Impact 3"),
    ],
)  # fmt: skip
def test_what_markdown_cannot_say_is_told(body: str, what: str, words: str) -> None:
    assert (what, words) in told(body)


def test_headers_and_footers_are_told_unless_they_are_ours() -> None:
    parts = {"header1.xml": paragraph("A report · incident 7"), "footer1.xml": paragraph("Page 1 of 2")}
    body = heading("A report", "Heading1")
    assert told(body, parts=parts) == []
    assert told(body, parts={"header1.xml": paragraph("Checked by somebody")}) == [("words in the page's header", "Checked by somebody")]


def test_numbers_of_sources_survive_an_editor_that_loses_links_inside_the_document() -> None:
    evidence = heading("Evidence") + table(row("No.", "When", header=True), row("3", "09:12"))
    assert "down [3], not \\[4]" in markdown(paragraph("down [3], not [4]") + evidence)


def test_names_of_attached_files_are_links_again() -> None:
    data = word_file(paragraph("see errors.png, not my-errors.png"))
    assert read_word(data, attached=["errors.png"]).markdown == "see [errors.png](attachments/errors.png), not my-errors.png\n"
