"""Reviewed documents at random: the draft of a sample as people might leave it, in Markdown or in Word.

Every word that "somebody" typed is one that occurs nowhere else, so that after finalizing each can be looked for, in its order.
"""

from __future__ import annotations

import copy
import io
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from docx import Document
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from postmortem.report.sections import Section, split_sections

TYPED = re.compile(r"zq\d+x")


@dataclass(slots=True)
class Typist:
    """Types words that nobody else types."""

    draw: random.Random
    typed: int = 0

    def word(self) -> str:
        self.typed += 1
        return f"zq{self.typed}x"

    def sentence(self) -> str:
        return f"{self.word()} was {self.word()} by then{self.draw.choice(('.', ', and so on.', ' – really.', '; “so” it was.', ' at 10.22 am.'))}"


def in_order(text: str) -> list[str]:
    """The words that were typed, in the order in which they stand."""
    return TYPED.findall(text)


# ---- Markdown


def reviewed_markdown(draft: str, seed: int) -> str:
    """The draft with one to eight edits of any kind."""
    draw = random.Random(seed)
    typist = Typist(draw)
    sections = list(split_sections(draft))
    for _ in range(draw.randint(1, 8)):
        draw.choice(MARKDOWN_EDITS)(sections, draw, typist)
    text = "".join(section.text for section in sections)
    if draw.random() < 0.2:
        text = text.replace("\n", "\r\n")
    if draw.random() < 0.2:
        text = re.sub(r"(?<=[a-z])'(?=[a-z])", "’", text)
    if draw.random() < 0.1:
        text = text.replace(". ", ".\u00a0", 1)
    return text


Sections = list[Section]


def _pick(sections: Sections, draw: random.Random, wanted: Callable[[str], bool] = lambda _: True) -> tuple[int, int, list[str]] | None:
    """A line of a section's body: the section's place, the line's place, all lines."""
    found = []
    for place, section in enumerate(sections):
        if not section.key or section.key == "evidence":
            continue
        lines = section.text.splitlines(keepends=True)
        found += [(place, at, lines) for at, line in enumerate(lines) if at and line.strip() and wanted(line)]
    return draw.choice(found) if found else None


def _put(sections: Sections, place: int, lines: list[str]) -> None:
    old = sections[place]
    sections[place] = Section(key=old.key, heading=old.heading, text="".join(lines))


def _is_prose(line: str) -> bool:
    return line[0].isalpha() or line[0] in "-*▶0123456789"


def _is_row(line: str) -> bool:
    return line.startswith("|") and "---" not in line


def change_word(sections: Sections, draw: random.Random, typist: Typist) -> None:
    if (found := _pick(sections, draw, _is_prose)) is None:
        return
    place, at, lines = found
    words = lines[at].rstrip("\n").split(" ")
    words[draw.randrange(1, len(words)) if len(words) > 1 else 0] = typist.word()
    lines[at] = " ".join(words) + "\n"
    _put(sections, place, lines)


def add_sentence(sections: Sections, draw: random.Random, typist: Typist) -> None:
    if (found := _pick(sections, draw, _is_prose)) is None:
        return
    place, at, lines = found
    lines[at] = f"{lines[at].rstrip()} {typist.sentence()}\n"
    _put(sections, place, lines)


def add_block(sections: Sections, draw: random.Random, typist: Typist) -> None:
    place = draw.randrange(1, len(sections))
    block = draw.choice(
        (
            f"{typist.sentence()}\n",
            f"- {typist.sentence()}\n- {typist.sentence()}\n",
            f"1. {typist.word()}\n2. {typist.word()}\n",
            f"> {typist.sentence()}\n",
            f"```\n{typist.word()} --force\n```\n",
            f"| {typist.word()} | {typist.word()} |\n|---|---|\n| {typist.word()} | {typist.word()} |\n",
            f"### {typist.word()}\n\n{typist.sentence()}\n",
            f"**{typist.word()}** and *{typist.word()}*: [{typist.word()}](https://example.org/a).\n",
            f"![{typist.word()}](attachments/new.png)\n",
        )
    )
    old = sections[place]
    sections[place] = Section(key=old.key, heading=old.heading, text=f"{old.text.rstrip()}\n\n{block}\n")


def change_cell(sections: Sections, draw: random.Random, typist: Typist) -> None:
    if (found := _pick(sections, draw, _is_row)) is None:
        return
    place, at, lines = found
    cells = re.split(r"(?<!\\)\|", lines[at].rstrip("\n"))
    cells[draw.randrange(1, len(cells) - 1)] = f" {typist.word()} "
    lines[at] = "|".join(cells) + "\n"
    _put(sections, place, lines)


def add_row(sections: Sections, draw: random.Random, typist: Typist) -> None:
    if (found := _pick(sections, draw, lambda line: line.startswith("|---"))) is None:
        return
    place, at, lines = found
    columns = lines[at].count("|") - 1
    lines.insert(at + 1, "|" + "|".join(f" {typist.word()} " for _ in range(columns)) + "|\n")
    _put(sections, place, lines)


def remove_row(sections: Sections, draw: random.Random, _: Typist) -> None:
    found = _pick(sections, draw, _is_row)
    if found is None or not found[2][found[1] - 1].startswith("|") or TYPED.search(found[2][found[1]]):
        return
    place, at, lines = found
    if at + 1 < len(lines) and lines[at + 1].startswith("|---"):
        return  # that would be the header
    del lines[at]
    _put(sections, place, lines)


def add_section(sections: Sections, draw: random.Random, typist: Typist) -> None:
    heading = f"{typist.word()} {draw.choice(('happened', 'and the others', 'afterwards', ''))}".strip()
    text = f"## {heading}\n\n{typist.sentence()}\n\n- {typist.sentence()}\n\n"
    sections.insert(draw.randrange(1, len(sections) + 1), Section(key=heading.casefold(), heading=heading, text=text))


def move_section(sections: Sections, draw: random.Random, _: Typist) -> None:
    section = sections.pop(draw.randrange(1, len(sections)))
    sections.insert(draw.randrange(1, len(sections) + 1), section)


def remove_section(sections: Sections, draw: random.Random, _: Typist) -> None:
    place = draw.randrange(1, len(sections))
    if len(sections) > 6 and not TYPED.search(sections[place].text):
        del sections[place]


def rename(sections: Sections, draw: random.Random, typist: Typist) -> None:
    place = draw.randrange(1, len(sections))
    old = sections[place]
    made = draw.choice(
        (
            old.heading.upper(),
            f"{place}. {old.heading}",
            f"**{old.heading}**",
            f"{old.heading}:",
            f"{old.heading} ({typist.word()})",
            f"{typist.word()} of the incident",
        )
    )
    body = "".join(old.text.splitlines(keepends=True)[1:])
    sections[place] = Section(key=made.casefold(), heading=made, text=f"## {made}\n{body}")


def change_title(sections: Sections, draw: random.Random, typist: Typist) -> None:
    del draw
    old = sections[0]
    text = old.text.replace("\n", f" {typist.word()}\n", 1) if old.text.startswith("# ") else old.text
    sections[0] = Section(key=old.key, heading=old.heading, text=text)


MARKDOWN_EDITS = (
    change_word,
    change_word,
    add_sentence,
    add_block,
    add_block,
    change_cell,
    change_cell,
    add_row,
    remove_row,
    add_section,
    move_section,
    remove_section,
    rename,
    change_title,
)


# ---- Word


@dataclass(slots=True)
class WordDraft:
    """A Word file being edited: its body's blocks by section."""

    file: WordFile
    draw: random.Random
    typist: Typist
    used: set[int] = field(default_factory=set)

    def paragraphs(self) -> list[Paragraph]:
        """Those with words that are no heading, no caption and not in a table."""
        return [one for one in self.file.paragraphs if one.text.strip() and not _level(one) and "Caption" not in str(one.style.name)]

    def headings(self) -> list[Paragraph]:
        return [one for one in self.file.paragraphs if _level(one) == 2]


def _level(paragraph: Paragraph) -> int:
    match = re.fullmatch(r"Heading (\d)", str(paragraph.style.name) if paragraph.style is not None else "")
    return int(match[1]) if match else 0


def reviewed_word(draft: bytes, seed: int) -> bytes:
    """The draft's Word file with one to eight edits, made with python-docx."""
    draw = random.Random(seed)
    file = Document(io.BytesIO(draft))
    document = WordDraft(file, draw, Typist(draw))
    for _ in range(draw.randint(1, 8)):
        draw.choice(WORD_EDITS)(document)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def word_add_run(document: WordDraft) -> None:
    run = document.draw.choice(document.paragraphs()).add_run(f" {document.typist.sentence()}")
    run.bold = document.draw.choice((None, True))
    run.italic = document.draw.choice((None, None, True))


def word_new_paragraph(document: WordDraft) -> None:
    after = document.draw.choice(document.paragraphs())
    made = copy.deepcopy(after._p)
    for child in list(made):
        if child.tag != qn("w:pPr"):
            made.remove(child)
    after._p.addnext(made)
    Paragraph(made, after._parent).add_run(document.typist.sentence())


def word_change_cell(document: WordDraft) -> None:
    table = document.draw.choice(document.file.tables)
    row = document.draw.choice(table.rows[1:] or table.rows)
    cell = document.draw.choice(row.cells)
    cell.paragraphs[0].add_run(f" {document.typist.word()}")


def word_add_row(document: WordDraft) -> None:
    table = document.draw.choice(document.file.tables)
    for cell in table.add_row().cells:
        if not cell.text:
            cell.paragraphs[0].add_run(document.typist.word())


def word_remove_row(document: WordDraft) -> None:
    table = document.draw.choice(document.file.tables)
    rows = [row for row in table.rows[1:] if not any(TYPED.search(cell.text) for cell in row.cells)]
    if len(rows) > 1:
        row = document.draw.choice(rows)._tr
        row.getparent().remove(row)


def word_merge_cells(document: WordDraft) -> None:
    table = document.draw.choice(document.file.tables)
    row = document.draw.choice(table.rows[1:] or table.rows)
    if len(row.cells) > 1:
        row.cells[-2].merge(row.cells[-1])


def word_rename(document: WordDraft) -> None:
    heading = document.draw.choice(document.headings())
    how = document.draw.randrange(4)
    if how == 0:
        heading.add_run(f" ({document.typist.word()})")
    elif how == 1:
        heading.text = heading.text.upper()
    elif how == 2:
        heading.text = f"3. {heading.text}"
    else:
        heading.text = f"{document.typist.word()} and what else"


def word_add_section(document: WordDraft) -> None:
    before = document.draw.choice(document.headings())
    made = copy.deepcopy(before._p)
    before._p.addprevious(made)
    Paragraph(made, before._parent).text = f"{document.typist.word()} afterwards"
    body = before.insert_paragraph_before("")
    body.style = document.paragraphs()[0].style
    body.text = document.typist.sentence()


def word_move_section(document: WordDraft) -> None:
    headings = document.headings()
    first, target = document.draw.sample(headings, 2)
    block = [first._p]
    for element in first._p.itersiblings():
        if element.tag == qn("w:sectPr") or element in [one._p for one in headings]:
            break
        block.append(element)
    if target._p in block:
        return
    for element in block:
        target._p.addprevious(element)


def word_two_columns(document: WordDraft) -> None:
    section = document.file.sections[-1]._sectPr
    columns = section.find(qn("w:cols"))
    if columns is not None:
        columns.set(qn("w:num"), "2")


def word_odd_spaces(document: WordDraft) -> None:
    document.draw.choice(document.paragraphs()).add_run(f"\u00a0{document.typist.word()}\u2009‘{document.typist.word()}’")


WORD_EDITS = (
    word_add_run,
    word_add_run,
    word_new_paragraph,
    word_change_cell,
    word_change_cell,
    word_add_row,
    word_remove_row,
    word_merge_cells,
    word_rename,
    word_add_section,
    word_move_section,
    word_two_columns,
    word_odd_spaces,
)


def typed_in_word(data: bytes) -> str:
    """All words of a Word file's body, in the order in which they stand there."""
    body = Document(io.BytesIO(data)).element.body
    return " ".join("".join(node.text or "" for node in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p")))
