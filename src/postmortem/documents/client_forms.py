"""A client's version for a ticket: as plain text, and as the few tags of HTML that a ticket takes."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape

from postmortem.documents.blocks import (
    Block,
    Break,
    Code,
    Heading,
    Image,
    Inlines,
    Listing,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Quote,
    Run,
    Table,
)
from postmortem.documents.canonical import read_blocks


def write_text(markdown: str) -> str:
    """Plain paragraphs with blank lines between them, "-" bullets, bare links; not wrapped, no tables, no pictures."""
    return "\n\n".join(_text_of(read_blocks(markdown))) + "\n"


def write_ticket_html(markdown: str) -> str:
    """p, ul, li, strong and a, and no other tag: headings are bold, and a table's rows are points of a list."""
    return "\n".join(_html_of(read_blocks(markdown))) + "\n"


def _text_of(blocks: Iterable[Block]) -> list[str]:
    out: list[str] = []
    headed = False  # a heading and what stands under it are one paragraph
    for block in blocks:
        said = _text(block)
        if not said:
            continue
        if headed:
            out[-1] = f"{out[-1]}\n{said}"
        else:
            out.append(said)
        headed = isinstance(block, Heading) and block.level > 1
    return out


def _text(block: Block) -> str:
    match block:
        case Paragraph() | Heading():
            return _plain(block.words)
        case Code():
            return block.text
        case Quote() | Note():
            return "\n\n".join(_text_of(block.blocks))
        case Listing():
            return "\n".join(_text_item(item) for item in block.items)
        case Table():
            return "\n".join(f"- {_row(row)}" for row in block.rows if _row(row))
    return ""


def _text_item(item: tuple[Block, ...]) -> str:
    first, *rest = [said for one in item if (said := _text(one))] or [""]
    below = "".join(f"\n  {line}" for said in rest for line in said.split("\n"))
    return f"- {first}{below}"


def _row(row: tuple[Inlines, ...]) -> str:
    return ", ".join(said for cell in row if (said := _plain(cell)))


def _plain(words: Inlines) -> str:
    """Words alone; where a link's words are not its address, that stands behind them."""
    out: list[str] = []
    for at, one in enumerate(words):
        match one:
            case Run():
                if one.is_cite:
                    continue
                following = words[at + 1] if at + 1 < len(words) else None
                goes_on = isinstance(following, Run) and following.link == one.link
                address = one.link.removeprefix("mailto:")
                is_address = bool(one.text.strip()) and address.rstrip("/").endswith(one.text.strip().rstrip("/"))
                out.append(one.text if not one.link or goes_on or is_address else f"{one.text} {address}")
            case Break():
                out.append("\n")
            case Image() | NoteMark():
                continue
    return "".join(out).strip()


def _html_of(blocks: Iterable[Block]) -> list[str]:
    return [said for block in blocks for said in _html(block)]


def _html(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"<p><strong>{escape(_plain(block.words))}</strong></p>"]
        case Paragraph():
            said = _marked(block.words)
            return [f"<p>{said}</p>"] if said else []
        case Code():
            return [f"<p>{escape(line)}</p>" for line in block.text.split("\n") if line.strip()]
        case Quote() | Note():
            return _html_of(block.blocks)
        case Listing():
            return [f"<ul>{''.join(f'<li>{_html_item(item)}</li>' for item in block.items)}</ul>"]
        case Table():
            return [f"<ul>{''.join(f'<li>{escape(_row(row))}</li>' for row in block.rows if _row(row))}</ul>"]
    return []


def _html_item(item: tuple[Block, ...]) -> str:
    """An item's words; a list in it stays a list, and a second paragraph goes on in the same."""
    words = " ".join(_marked(one.words) for one in item if isinstance(one, Paragraph | Heading))
    return words + "".join("".join(_html(one)) for one in item if not isinstance(one, Paragraph | Heading))


def _marked(words: Inlines) -> str:
    out: list[str] = []
    for one in words:
        match one:
            case Run():
                if one.is_cite:
                    continue
                said = str(escape(one.text))
                if Mark.BOLD in one.marks and one.text.strip():
                    said = f"<strong>{said}</strong>"
                out.append(f'<a href="{escape(one.link)}">{said}</a>' if one.link else said)
            case Break():
                out.append(" ")
            case Image() | NoteMark():
                continue
    return "".join(out).strip()
