"""What pandoc reads in a document, as lines that can be compared: its Markdown reader and its Word reader are an opinion of their
own, which shares no code with ours."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any

MARKDOWN = "commonmark+pipe_tables+strikeout+footnotes+task_lists"
# Where a picture, a file beside the document or a place in it is: a Word file has the picture inside, and leads only outside.
ADDRESS = re.compile(r"https?:|mailto:")


def read_markdown(pandoc: str, text: str) -> list[str]:
    """What pandoc reads in Markdown."""
    return _read(pandoc, MARKDOWN, text.encode())


def read_word(pandoc: str, data: bytes) -> list[str]:
    """What pandoc reads in a Word file."""
    return _read(pandoc, "docx", data)


def _read(pandoc: str, form: str, data: bytes) -> list[str]:
    done = subprocess.run([pandoc, "--from", form, "--to", "json", "--preserve-tabs"], input=data, capture_output=True, check=True)
    return list(_blocks(json.loads(done.stdout)["blocks"], ""))


def _blocks(blocks: list[Any], indent: str) -> Iterator[str]:
    for block in blocks:
        kind, content = block["t"], block.get("c")
        inner = f"{indent}  "
        if kind in ("Para", "Plain"):
            yield f"{indent}P {_words(content)}"
        elif kind == "Header":
            yield f"{indent}H{content[0]} {_words(content[2])}"
        elif kind == "CodeBlock":
            yield from (f"{indent}C {line}" for line in content[1].split("\n"))
        elif kind == "BlockQuote":
            yield f"{indent}Q"
            yield from _blocks(content, inner)
        elif kind in ("BulletList", "OrderedList"):
            items = content if kind == "BulletList" else content[1]
            yield f"{indent}bullets" if kind == "BulletList" else f"{indent}numbers from {content[0][0]}"
            for item in items:
                yield f"{indent}-"
                yield from _blocks(item, inner)
        elif kind == "Table":
            yield f"{indent}table {' '.join(ALIGNED.get(column[0]['t'], column[0]['t']) for column in content[2])}"
            rows = [*content[3][1], *(row for body in content[4] for part in body[2:4] for row in part)]
            for row in rows:
                cells = [" / ".join(_blocks(cell[4], "")) for cell in row[1]]
                if any(cells):
                    yield f"{indent}row {' | '.join(cells)}"
        elif kind == "Figure":
            yield from _blocks(content[2], indent)
        elif kind == "Div":
            yield from _blocks(content[1], indent)
        elif kind == "HorizontalRule":
            yield f"{indent}rule"
        else:
            yield f"{indent}?{kind}"


ALIGNED = {"AlignLeft": "AlignDefault"}


def _words(inlines: list[Any]) -> str:
    return "".join(_word(one) for one in inlines)


def _word(inline: dict[str, Any]) -> str:
    kind, content = inline["t"], inline.get("c")
    match kind:
        case "Str":
            return str(content)
        case "Space" | "SoftBreak":
            return " "
        case "LineBreak":
            return "\\n"
        case "Code":
            return f"`{content[1]}`"
        case "Strong" | "Emph" | "Strikeout" | "Underline" | "Superscript":
            return f"<{kind}>{_words(content)}</{kind}>"
        case "Link":
            words, (address, _) = _words(content[1]), content[2]
            return f"[{words}]({address})" if ADDRESS.match(address) else words
        case "Image":
            return f"(picture: {_words(content[1])})"
        case "Note":
            return f"(note: {' / '.join(_blocks(content, ''))})"
        case "Span" | "Quoted":
            return _words(content[1])
        case "RawInline":
            return str(content[1])
    return f"?{kind}"
