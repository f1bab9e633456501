"""Reading a reviewed Word file: what each reader keeps of a review, and how long it takes. `python -m benchmarks.word_reading`.

Peers: mammoth, docx2python, pandoc (by pypandoc), markitdown. Each is left out where it is not installed.
"""

from __future__ import annotations

import io
import re
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.word_made import cell, changed, heading, item, paragraph, row, run, table, word_file

from postmortem.documents.word import write_word
from postmortem.documents.word_reader import read_word

NOTE = f'<w:footnote w:id="2">{paragraph("footnoted")}</w:footnote>'
AT = 'w:author="Robin Vale" w:date="2026-10-20T10:00:00Z"'
COMMENT = f'<w:comment w:id="0" {AT}><w:p>{run("asked")}</w:p></w:comment>'
BOX = f'<w:r><w:pict><v:textbox><w:txbxContent>{paragraph("boxed")}</w:txbxContent></v:textbox></w:pict></w:r>'
BODY = (
    heading("Impact")
    + paragraph(run("It was ") + changed("del", "deleted") + changed("ins", "inserted") + run("."))
    + paragraph(f'<w:commentRangeStart w:id="0"/>{run("anchored")}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>')
    + paragraph(f"<w:sdt><w:sdtContent>{run('controlled')}</w:sdtContent></w:sdt>")
    + paragraph(run("noted") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    + paragraph(run("box") + BOX)
    + table(row("A", "B", header=True), row("1", cell(table(row("nested", "two")) + paragraph("after"))))
    + item("fifth", 4)
    + paragraph(run("unseen", "<w:vanish/>"))
)
PARTS = {"footnotes.xml": NOTE, "comments.xml": COMMENT}
# What is looked for in all that a reader gives, as text.
KEPT = {
    "inserted words": r"inserted",
    "deleted words, as deleted": r"deleted",
    "a comment": r"asked",
    "words in a content control": r"controlled",
    "a footnote": r"footnoted",
    "a text box": r"boxed",
    "a table in a cell": r"nested",
    "a list's first number, 5": r'(?<!\d)5[.)]|start="5"',
    "hidden words, told as hidden": r"hidden text",
}


def ours(data: bytes) -> str:
    """All that our reader gives, as text."""
    return str(read_word(data))


def mammoth(data: bytes) -> str:
    import mammoth

    result = mammoth.convert_to_html(io.BytesIO(data), style_map="comment-reference => sup")
    return f"{result.value} {result.messages}"


def docx2python(data: bytes) -> str:
    from docx2python import docx2python as read

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        path.write_bytes(data)
        with read(path) as content:
            return f"{content.text} {content.comments}"


def pandoc(data: bytes) -> str:
    import pypandoc

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        path.write_bytes(data)
        return str(pypandoc.convert_file(str(path), "markdown", extra_args=["--track-changes=all"]))


def markitdown(data: bytes) -> str:
    from markitdown import MarkItDown

    return str(MarkItDown().convert_stream(io.BytesIO(data), file_extension=".docx").text_content)


READERS: dict[str, Callable[[bytes], str]] = {
    "ours": ours, "pandoc": pandoc, "docx2python": docx2python, "mammoth": mammoth, "markitdown": markitdown,
}  # fmt: skip


def report(rows: int) -> bytes:
    """A Word report with so many rows in its timeline."""
    lines = [f"| 09:{number % 60:02} | action | Responder {number} restarted `web-{number}` and **looked** | [1] |" for number in range(rows)]
    table = "\n".join(["| Time | Kind | What happened | Source |", "|---|---|---|---|", *lines])
    return write_word(f"# A report\n\n## Timeline\n\n{table}\n\n- one\n- two\n", title="A report")


def seconds(reader: Callable[[bytes], str], data: bytes) -> float:
    """The best of three."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        reader(data)
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Print both tables."""
    reviewed = word_file(BODY, parts=PARTS)
    there: dict[str, Callable[[bytes], str]] = {}
    for name, reader in READERS.items():
        with suppress(ImportError):
            reader(report(3))
            there[name] = reader
    kept = {}
    for name, reader in there.items():
        with suppress(KeyError, ValueError, AttributeError, TypeError):
            text = reader(reviewed)
            kept[name] = {what for what, pattern in KEPT.items() if re.search(pattern, text)}
    print(f"{'kept of a review':32}" + "".join(f"{name:>13}" for name in kept))
    for what in KEPT:
        print(f"{what:32}" + "".join(f"{'yes' if what in kept[name] else '–':>13}" for name in kept))
    sizes = (46, 1_000, 2_000)
    files = {size: report(size) for size in sizes}
    print(f"\n{'milliseconds for rows':32}" + "".join(f"{size:>13,}" for size in sizes))
    for name, reader in there.items():
        print(f"{name:32}" + "".join(f"{seconds(reader, files[size]) * 1000:13.0f}" for size in sizes))


if __name__ == "__main__":
    main()
