"""A Word file as readable lines, so that a change in it can be reviewed as a difference: every paragraph with its style, every
table with its widths, what is marked in the text, header and footer, properties, and the parts of the package."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

MARKS = (("b", "**"), ("i", "*"), ("strike", "~~"))
FLAGS = ("tblHeader", "cantSplit")


def list_word(data: bytes) -> str:
    """The listing of a .docx file."""
    document = Document(io.BytesIO(data))
    core, section = document.core_properties, document.sections[0]
    said = [getattr(core, name) for name in ("title", "author", "last_modified_by", "comments", "subject", "keywords", "language")]
    lines = [f"properties: {' | '.join(str(value or '-') for value in said)}"]
    lines.append(f"page: {round(section.page_width.cm, 1)} x {round(section.page_height.cm, 1)} cm")
    lines += [f"header: {_text(part._p)}" for part in section.header.paragraphs]
    lines += [f"footer: {_text(part._p)}" for part in section.footer.paragraphs]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        lines += [f"part: {name}" for name in sorted(archive.namelist())]
    names = {style.style_id: style.name for style in document.styles}
    lines += ["", *_blocks(document.element.body, names, "")]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _blocks(parent: Any, names: dict[str, str | None], indent: str) -> Iterator[str]:
    for block in parent.iterchildren():
        if block.tag == qn("w:p"):
            yield f"{indent}{_style(block, names)}{_text(block)}"
        elif block.tag == qn("w:tbl"):
            yield f"{indent}table, columns {' '.join(column.get(qn('w:w'), '-') for column in block.iter(qn('w:gridCol')))}"
            for row in block.iterchildren(qn("w:tr")):
                flags = "".join(f" {flag}" for flag in FLAGS if row.find(f".//{qn(f'w:{flag}')}") is not None)
                yield f"{indent}  row{flags}"
                for cell in row.iterchildren(qn("w:tc")):
                    yield from _blocks(cell, names, f"{indent}    | ")


def _style(paragraph: Any, names: dict[str, str | None]) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    name = names.get(style.get(qn("w:val"))) if style is not None else None
    level = paragraph.find(f".//{qn('w:numPr')}/{qn('w:ilvl')}")
    listed = "" if level is None else f"level {level.get(qn('w:val'))} of a list"
    said = ", ".join(part for part in (name or "", listed) if part)
    return f"[{said}] " if said else ""


def _text(node: Any) -> str:
    """What a paragraph says, with its bookmarks, links, marks, fields and pictures."""
    out: list[str] = []
    for child in node.iterchildren():
        if child.tag == qn("w:r"):
            out.append(_run(child))
        elif child.tag == qn("w:bookmarkStart"):
            out.append(f"{{#{child.get(qn('w:name'))}}}")
        elif child.tag == qn("w:hyperlink"):
            anchor = child.get(qn("w:anchor"))
            out.append(f"<{_text(child)}{f' -> #{anchor}' if anchor else ' -> outside'}>")
        elif child.tag != qn("w:pPr"):
            out.append(_text(child))
    return "".join(out)


def _run(run: Any) -> str:
    words = "".join(
        (part.text or "") if part.tag in (qn("w:t"), qn("w:instrText")) else "\t" if part.tag == qn("w:tab") else ""
        for part in run.iterchildren()
    )
    for picture in run.iter(qn("wp:docPr")):
        words += f"(picture: {picture.get('descr') or 'no alternative text'})"
    marks = run.find(qn("w:rPr"))
    if marks is None or not words:
        return words
    for tag, sign in MARKS:
        if marks.find(qn(f"w:{tag}")) is not None:
            words = f"{sign}{words}{sign}"
    style = marks.find(qn("w:rStyle"))
    return f"{{{style.get(qn('w:val'))}: {words}}}" if style is not None else words
