"""The Word file and the page: whole, quiet, the same every time, and of no use to whoever types markup into Slack."""

from __future__ import annotations

import io
import posixpath
import re
import subprocess
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn

from postmortem.documents.escape import escape
from postmortem.documents.page import write_page
from postmortem.documents.word import write_word

MARKDOWN = """# A report

> **Draft.** A quote with `code`.

## Key facts

| | |
|---|---|
| Severity | **Major** |

## Timeline

| Time | Kind | What happened | Source |
|---|---|---|---|
| 10:02 | alert | Monitoring paged; see [the page](https://x.example/a?b=1&c=2) | [1] |
| 10:09 | action | `web-2` restarted, ~~twice~~ once | [2] |

1. one
2. two

   more of two

Between.

1. one again

- a
  - b

```
2026-10-14T09:02:11Z level=error
```

Hebrew: הודעה בעברית, then English. Emoji 🚒. [bad](javascript:alert(1)) <b>no html</b>

---

End.
"""


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@pytest.fixture(scope="module")
def word() -> bytes:
    return write_word(MARKDOWN, title="A report", incident="INC-7")


def test_same_markdown_same_bytes(word: bytes) -> None:
    assert write_word(MARKDOWN, title="A report", incident="INC-7") == word
    assert write_page(MARKDOWN, title="A report") == write_page(MARKDOWN, title="A report")


def test_the_word_file_has_true_headings_and_its_text(word: bytes) -> None:
    document = docx.Document(io.BytesIO(word))
    headings = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style.name.startswith("Heading")]
    assert headings == [("Heading 1", "A report"), ("Heading 2", "Key facts"), ("Heading 2", "Timeline")]
    cells = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert cells[1] == ["10:02", "alert", "Monitoring paged; see the page", "[1]"]
    assert "2026-10-14T09:02:11Z level=error" in [paragraph.text for paragraph in document.paragraphs]


def test_tables_repeat_their_header_and_keep_rows_together(word: bytes) -> None:
    facts, timeline = docx.Document(io.BytesIO(word)).tables
    assert timeline.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in timeline.rows)
    assert [cell.text for cell in facts.rows[0].cells] == ["Severity", "Major"]
    widths = [int(column.get(qn("w:w"))) for column in timeline._tbl.tblGrid]
    assert widths[2] > 3 * widths[0]


def test_lists_begin_again(word: bytes) -> None:
    document = docx.Document(io.BytesIO(word))
    numbers = [paragraph._p.pPr.numPr.numId.val for paragraph in document.paragraphs if paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None]
    assert len(numbers) == 5
    assert numbers[0] == numbers[1] != numbers[2]


def test_nobody_stands_in_the_properties(word: bytes) -> None:
    found = parts(word)
    assert not [name for name in found if "thumbnail" in name or "stylesWithEffects" in name]
    everything = " ".join(found.values())
    assert "python-docx" not in everything
    assert "Macintosh" not in everything
    core = found["docProps/core.xml"]
    assert re.search(r"<dc:creator>[^<]+</dc:creator>", core) is None
    assert "<dc:title>A report</dc:title>" in core
    assert "dcterms:created" not in core


def test_links_lead_only_to_the_web(word: bytes) -> None:
    targets = re.findall(r'Target="([^"]+)" TargetMode="External"', parts(word)["word/_rels/document.xml.rels"])
    assert targets == ["https://x.example/a?b=1&amp;c=2"]


def test_every_part_is_sound_xml_and_nothing_points_nowhere(word: bytes) -> None:
    found = parts(word)
    for name, text in found.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(text)  # noqa: S314  our own file
    for name, text in found.items():
        if name.endswith(".rels"):
            folder = Path(name).parent.parent
            for target in re.findall(r'Target="([^"]+)"/>', text):
                assert posixpath.normpath((folder / target.lstrip("/")).as_posix()) in found or target.lstrip("/") in found, target


def test_a_thousand_rows_and_a_long_cell_are_written() -> None:
    rows = "\n".join(f"| 10:{n % 60:02d} | x{n} |" for n in range(1000))
    data = write_word(f"| Time | What |\n|---|---|\n{rows}\n| 11:00 | {'long ' * 2000} |\n", title="t" * 500)
    assert len(docx.Document(io.BytesIO(data)).tables[0].rows) == 1002


@pytest.mark.parametrize("text", ["\x00\x0b\x1b", "\ufffe", "\ud800", "<w:p/>", "]]>", "&#x0;", "\u202eabc"])
def test_what_no_document_can_hold_is_left_out_of_it(text: str) -> None:
    write_word(f"a {escape(text)} b\n", title=text or "x", incident=text)
    assert b"\x00" not in write_page(f"a {escape(text)} b\n", title=text)


class Tags(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_the_page_is_self_contained_and_forbids_everything_else() -> None:
    page = write_page(MARKDOWN, title="A <report>").decode()
    tags = Tags()
    tags.feed(page)
    assert not [tag for tag, attrs in tags.seen if tag in ("script", "link", "iframe", "object", "b") or any(key.startswith("on") or key == "src" for key in attrs)]
    assert "default-src 'none'" in page
    assert '<html lang="en-GB" dir="ltr">' in page
    assert "<title>A &lt;report&gt;</title>" in page
    assert 'href="javascript' not in page
    assert ("main", {"id": "content", "tabindex": "-1"}) in tags.seen
    assert [attrs["scope"] for tag, attrs in tags.seen if tag == "th"] == ["row", "col", "col", "col", "col"]
    assert ("h2", {"id": "timeline"}) in tags.seen


def test_libreoffice_reads_the_word_file(word: bytes, tmp_path: Path, outside_program: Callable[..., str]) -> None:
    """A reader that we did not write finds the headings and the rows."""
    office, reader = outside_program("soffice", "libreoffice"), outside_program("pdftotext")
    (tmp_path / "a.docx").write_bytes(word)
    subprocess.run([office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "a.docx"], check=True, capture_output=True, timeout=180)
    text = subprocess.run([reader, "-layout", tmp_path / "a.pdf", "-"], check=True, capture_output=True, text=True).stdout
    for words in ("A report", "Timeline", "Monitoring paged", "Page 1 of", "INC-7", "level=error"):
        assert words in text


def test_chromium_shows_the_page(tmp_path: Path, outside_program: Callable[..., str]) -> None:
    """A browser shows the page from disk, as a person would open it."""
    browser = outside_program("chromium", "chromium-browser", "google-chrome")
    (tmp_path / "a.html").write_bytes(write_page(MARKDOWN, title="A report"))
    done = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", f"--user-data-dir={tmp_path}/profile", "--dump-dom", f"file://{tmp_path}/a.html"],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert '<h2 id="timeline">Timeline</h2>' in done.stdout
