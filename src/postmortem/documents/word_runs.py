"""What stands inside a block of a Word file: words with emphasis, code, links, pictures, marks of footnotes."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.parts.story import StoryPart
from docx.shared import Emu
from markdown_it.tree import SyntaxTreeNode

from postmortem.documents.parse import link_allowed
from postmortem.documents.word_page import Page
from postmortem.documents.word_pictures import DENSITY, WordPicture, word_picture
from postmortem.documents.word_styles import CODE, LINK, NOTE_MARK, QUESTION, SOURCE
from postmortem.documents.word_xml import add, add_bookmark, add_run, bookmark_name, by_direction

# What is marked, and the style that shows it; the first that fits.
RUN_STYLES = (("code", CODE), ("link", LINK), ("cite", SOURCE), ("ask", QUESTION))
MARKS = {"strong": "bold", "em": "italic", "s": "strike", "ask": "ask"}
# Emu in an inch and in a twentieth of a point. A picture takes no more of a page's height than this.
INCH, TWENTIETH, PICTURE_SHARE = 914_400, 635, 0.6
# Longer than Word allows for an address, and for what a link says when it is pointed at.
LONGEST_ADDRESS, LONGEST_HINT = 2_000, 250
# What a browser may ask for and Word takes for damage: an address without a host, or with letters that no address has.
SOUND_ADDRESS = re.compile(
    r"(?:https?://[^\s/?#@\[\]<>\"\\^`{|}]+(?::\d{1,5})?(?:[/?#][^\s<>\"\\^`{|}]*)?|mailto:[^\s<>\"\\^`{|}]+)", re.IGNORECASE
)


class Runs:
    """Writes the inside of blocks. part: what links and pictures are told to; page: the room for pictures.

    places: what links in the document may lead to; cell_size: of the letters in tables, in points; room: how wide a picture may
    be where it stands, in twentieths of a point.
    """

    def __init__(self, part: Any, styles: Mapping[str, str], pictures: Mapping[str, bytes], page: Page) -> None:  # noqa: ANN401
        self.part, self.styles, self.pictures, self.page = part, styles, pictures, page
        self.places: set[str] = set()
        self.cell_size = 9.5
        self.notes: dict[int, str] = {}
        self.bookmarks = self.shown = 0
        self.room = page.width
        self.addresses: dict[int, dict[str, str]] = {}
        self.drawn: dict[str, WordPicture | None] = {}

    def write(self, block: SyntaxTreeNode, paragraph: Any, marks: frozenset[str] = frozenset()) -> None:  # noqa: ANN401
        """The words of a block. marks: that all of them have."""
        for child in block.children:
            for node in child.children if child.type == "inline" else [child]:
                self._node(node, paragraph, marks)

    def bookmark(self, paragraph: Any, place: str) -> None:  # noqa: ANN401
        """A place that a link may lead to, at the beginning of what is still to be written."""
        self.bookmarks += 1
        add_bookmark(paragraph, place, self.bookmarks)

    def picture(self, node: SyntaxTreeNode) -> WordPicture | None:
        """The picture that is meant, where there is one that can be shown."""
        address = str(node.attrs.get("src", ""))
        if address not in self.drawn:
            data = self.pictures.get(address) or self.pictures.get(unquote(address))
            self.drawn[address] = word_picture(data) if data else None
        return self.drawn[address] if isinstance(self.part, StoryPart) else None

    def _node(self, node: SyntaxTreeNode, parent: Any, marks: frozenset[str]) -> None:  # noqa: ANN401
        match node.type:
            case "text":
                self._text(node.content, parent, marks)
            case "code_inline":
                self._text(node.content, parent, marks | {"code"})
            case "softbreak":
                self._text(" ", parent, marks)
            case "hardbreak":
                add(add(parent, "r"), "br")
            case "strong" | "em" | "s" | "ask":
                for child in node.children:
                    self._node(child, parent, marks | {MARKS[node.type]})
            case "place":
                self.bookmark(parent, str(node.attrs["id"]))
                for child in node.children:
                    self._node(child, parent, marks | {"cite"})
            case "link":
                self._link(node, parent, marks)
            case "image":
                self._image(node, parent, marks)
            case "footnote_ref":
                self._mark(node, parent)
            case _:
                for child in node.children:
                    self._node(child, parent, marks)

    def _text(self, text: str, parent: Any, marks: frozenset[str]) -> None:  # noqa: ANN401
        style = next((self.styles[style] for mark, style in RUN_STYLES if mark in marks), "")
        for part, right_to_left in by_direction(text):
            if part:
                add_run(parent, part, style, marks | {"rtl"} if right_to_left else marks)

    def _link(self, node: SyntaxTreeNode, parent: Any, marks: frozenset[str]) -> None:  # noqa: ANN401
        address = str(node.attrs.get("href", ""))
        mark = "cite" if node.attrs.get("class") == "cite" else "link"
        target = parent
        if address.startswith("#") and address in self.places:
            target = add(parent, "hyperlink", anchor=bookmark_name(address[1:]), history="1")
        # A file beside the Markdown is not beside the Word file once that has been sent on: its name alone stays.
        elif link_allowed(address) and len(address) <= LONGEST_ADDRESS and SOUND_ADDRESS.fullmatch(address):
            target = add(parent, "hyperlink", history="1")
            target.set(qn("r:id"), self._outside(address))
        if target is not parent:
            marks = marks | {mark}
            if hint := str(node.attrs.get("title", ""))[:LONGEST_HINT]:
                target.set(qn("w:tooltip"), hint)
        for child in node.children:
            self._node(child, target, marks)

    def _outside(self, address: str) -> str:
        """The id by which the part knows an address. python-docx looks through all for each, which takes too long for many."""
        known = self.addresses.setdefault(id(self.part), {})
        if address not in known:
            known[address] = f"link{len(known) + 1}"
            self.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, known[address], is_external=True)
        return known[address]

    def _mark(self, node: SyntaxTreeNode, parent: Any) -> None:  # noqa: ANN401
        """The number of a footnote. Word has a footnote's number once; where it is told of again, the number leads there."""
        number = int(node.meta["id"])
        if number not in self.notes:
            self.notes[number] = f"footnote_{number + 1}"
            self.bookmark(parent, self.notes[number])
            run = add_run(parent, "", self.styles[NOTE_MARK])
            add(run, "footnoteReference", id=str(number + 1))
        else:
            link = add(parent, "hyperlink", anchor=self.notes[number], history="1")
            add_run(link, str(number + 1), self.styles[NOTE_MARK])

    def _image(self, node: SyntaxTreeNode, parent: Any, marks: frozenset[str]) -> None:  # noqa: ANN401
        said = node.content or str(node.attrs.get("alt", ""))
        picture = self.picture(node)
        if picture is None:
            self._text(f"[picture: {said}]", parent, marks)
            return
        width = min(self.room * TWENTIETH, picture.width * INCH // DENSITY)
        height = width * picture.height // picture.width
        if height > (most := int(self.page.height * TWENTIETH * PICTURE_SHARE)):
            width, height = max(width * most // height, 1), most
        drawing = self.part.new_pic_inline(io.BytesIO(picture.data), Emu(width), Emu(max(height, 1)))
        self.shown += 1
        # Word files usually tell what the picture's file was called.
        for told in drawing.iter(qn("wp:docPr"), qn("pic:cNvPr")):
            told.set("name", f"Picture {self.shown}")
        drawing.docPr.set("id", str(self.shown))
        title = str(node.attrs.get("title", ""))
        drawing.docPr.set("descr", said or title)
        if title:
            drawing.docPr.set("title", title)
        add(add(parent, "r"), "drawing").append(drawing)
