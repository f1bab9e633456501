"""A paragraph of a Word file → its words with their marks: runs however they are split, links and fields, changes, comments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it.common.normalize_url import normalizeLink

from postmortem.documents.blocks import Break, Inline, Mark, NoteMark, Run
from postmortem.documents.escape import clean
from postmortem.documents.parse import link_allowed
from postmortem.documents.word_reader_found import Changes
from postmortem.documents.word_reader_gathering import Gathering
from postmortem.documents.word_reader_styles import Look, Sort, Style, Styles, W, is_mono, is_on, look_of, value
from postmortem.documents.word_reader_symbols import symbol

if TYPE_CHECKING:
    from lxml.etree import _Element

    from postmortem.documents.word_reader_package import Relation

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  the prefix by which Office calls it
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# Put on a text that has been read, in memory.
READ = "_read"
_CITE = re.compile(r"\[\d{1,6}\](?:\[\d{1,6}\])*")
_LINK_FIELD = re.compile(
    r'^\s*HYPERLINK\b(?:\s+"([^"]*)"|\s+(?![\\"])(\S+))?(?:.*?\\l\s+"?([^"\s]+))?', re.IGNORECASE | re.DOTALL
)
_MADE_OF = {"ins": "inserted", "moveTo": "moved here", "del": "deleted", "moveFrom": "moved away"}
_CONTENTS_FIELD = re.compile(r"\s*TOC\b", re.IGNORECASE)
# What a run may hold that is no words, and is nothing to tell of.
_SILENT = frozenset(
    {"rPr", "lastRenderedPageBreak", "annotationRef", "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "pgNum"}
)


@dataclass(slots=True)
class Line:
    """A paragraph as it comes: words, what hangs on it (text boxes), and whether it is a line across the page."""

    words: list[Inline] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    is_rule: bool = False
    all_mono: bool = True  # of the runs that have words


@dataclass(slots=True)
class _Field:
    """A field that is open. link: (address, whether it leads inside the document) of a link's."""

    code: list[str] = field(default_factory=list)
    shows: bool = False
    link: tuple[str, bool] | None = None
    is_contents: bool = False
    checkbox: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What stands around a run."""

    link: tuple[str, bool] | None = None
    change: _Element | None = None


class WordsReader:
    """Reads the paragraphs of one part, in order: fields may run over several."""

    def __init__(self, part: str, styles: Styles, gathering: Gathering) -> None:
        self.styles, self.gathering = styles, gathering
        self._relations: Mapping[str, Relation] = gathering.relations(part)
        self._fields: list[_Field] = []
        self._line = Line()
        self._style = Style()
        self.notes: list[tuple[str, str]] = []  # those referred to: kind and id, in order
        self.linked = 0  # links inside the document

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is being read."""
        return any(one.is_contents for one in self._fields)

    def read(self, paragraph: _Element, style: Style) -> Line:
        """The paragraph's words. style: that of the paragraph."""
        outer = self._line, self._style
        line = self._line = Line()
        self._style = style
        self._walk(paragraph, _Around())
        self._line, self._style = outer
        return line

    def _walk(self, parent: _Element, around: _Around) -> None:
        for one in parent:
            tag = one.tag
            if not isinstance(tag, str):
                continue
            name = tag.removeprefix(W) if tag.startswith(W) else tag
            match name:
                case "r":
                    self._run(one, around)
                case "hyperlink":
                    self._walk(one, _Around(link=self._hyperlink(one), change=around.change))
                case "ins" | "del" | "moveFrom" | "moveTo":
                    self._walk(one, _Around(link=around.link, change=one))
                case "commentRangeStart":
                    self.gathering.begin_comment(one.get(f"{W}id", ""))
                case "commentRangeEnd":
                    self.gathering.end_comment(one.get(f"{W}id", ""))
                case "sdt":
                    self._content_control(one, around)
                case "fldSimple":
                    link = _link_of(one.get(f"{W}instr", ""))
                    self._walk(one, _Around(link=link or around.link, change=around.change))
                case "pPr" | "proofErr" | "bookmarkStart" | "bookmarkEnd" | "sdtPr" | "smartTagPr" | "customXmlPr":
                    continue
                case "p" | "tbl":
                    continue  # a block in a content control inside a paragraph is not allowed there
                case _ if tag.startswith(M):
                    self._equation(one, around)
                case _ if tag == f"{MC}AlternateContent":
                    chosen = _chosen(one)
                    if chosen is not None:
                        self._walk(chosen, around)
                case _:
                    self._walk(one, around)

    def _hyperlink(self, element: _Element) -> tuple[str, bool]:
        relation = self._relations.get(element.get(f"{R}id", ""))
        anchor = element.get(f"{W}anchor", "")
        if relation is None:
            return anchor, True
        return (f"{relation.target}#{anchor}" if anchor and "#" not in relation.target else relation.target), False

    def _content_control(self, element: _Element, around: _Around) -> None:
        content = element.find(f"{W}sdtContent")
        if content is None:
            return
        properties = element.find(f"{W}sdtPr")
        if properties is not None and properties.find(f"{W}showingPlcHdr") is not None:
            self.gathering.remark("a field that nobody filled in", told_words(content))
            return
        self._walk(content, around)

    def _equation(self, element: _Element, around: _Around) -> None:
        text = "".join(one.text or "" for one in element.iter(f"{M}t"))
        if text:
            self.gathering.remark("an equation, of which only the letters are kept")
            self._say(text, around, Look())

    def _run(self, run: _Element, around: _Around) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None and (formatted := properties.find(f"{W}rPrChange")) is not None:
            self.gathering.change("formatted", formatted, "".join(one.text or "" for one in run.iter(f"{W}t", f"{W}delText")))
            if self.gathering.changes is Changes.REJECTED:
                properties = formatted.find(f"{W}rPr")
        direct = look_of(properties)
        named = properties.find(f"{W}rStyle") if properties is not None else None
        look = self._look(direct, self.styles.character(value(named)) if named is not None else Look())
        self._contents(run, around, look)

    def _look(self, direct: Look, character: Look) -> Look:
        """As Word mixes them: what the run says itself counts; of two styles that both say bold, one takes it off again."""
        # That headings and quotes are bold or italic says nothing of their words.
        under = self._style.look if self._style.sort is Sort.PLAIN else Look(font=self._style.look.font)

        def mixed(here: bool | None, one: bool | None, other: bool | None) -> bool:
            return here if here is not None else bool(one) != bool(other)

        is_code = character.is_code or (
            not self.styles.mono_says_nothing and is_mono(direct.font or character.font or under.font)
        )
        return Look(
            bold=mixed(direct.bold, character.bold, under.bold),
            italic=mixed(direct.italic, character.italic, under.italic),
            strike=mixed(direct.strike, character.strike, under.strike),
            hidden=mixed(direct.hidden, character.hidden, under.hidden),
            is_code=is_code,
        )

    def _contents(self, run: _Element, around: _Around, look: Look) -> None:
        for one in run:
            tag = one.tag
            if not isinstance(tag, str):
                continue
            match tag.removeprefix(W):
                case "t" | "delText":
                    one.set(READ, "")
                    self._say((one.text or "").replace("\n", " "), around, look)
                case "tab" | "ptab":
                    self._say("\t", around, look)
                case "br" | "cr":
                    if one.get(f"{W}type") in ("page", "column"):
                        self._say(" ", around, look)
                    else:
                        self._say("\n", around, look)
                case "noBreakHyphen":
                    self._say("\u2011", around, look)
                case "softHyphen":
                    pass
                case "sym":
                    self._symbol(one, around, look)
                case "fldChar":
                    self._field_char(one)
                case "instrText" | "delInstrText":
                    if self._fields and not self._fields[-1].shows:
                        self._fields[-1].code.append(one.text or "")
                case "footnoteReference" | "endnoteReference":
                    kind, key = tag.removeprefix(W).removesuffix("Reference"), one.get(f"{W}id", "")
                    self._note(kind, key, around)
                case "commentReference":
                    self.gathering.point_comment(one.get(f"{W}id", ""))
                case "drawing" | "pict" | "object":
                    self._drawing(one, around)
                case "ruby":
                    self._walk_ruby(one, around)
                case name if name in _SILENT:
                    pass
                case _ if tag == f"{MC}AlternateContent":
                    chosen = _chosen(one)
                    if chosen is not None:
                        self._contents(chosen, around, look)
                case _:
                    if words := told_words(one):
                        self.gathering.remark("something that this program does not know", words)

    def _note(self, kind: str, key: str, around: _Around) -> None:
        """The mark of a foot- or endnote; the same mark where a note is referred to again."""
        change = around.change
        if change is not None:
            self.gathering.change(_MADE_OF[change.tag.removeprefix(W)], change, f"[{kind}]")
            if (change.tag in (f"{W}del", f"{W}moveFrom")) == (self.gathering.changes is Changes.ACCEPTED):
                return
        if (kind, key) not in self.notes:
            self.notes.append((kind, key))
        self._line.words.append(NoteMark(number=self.notes.index((kind, key))))

    def _walk_ruby(self, ruby: _Element, around: _Around) -> None:
        """A word and how it is pronounced, in brackets behind it."""
        base, reading = ruby.find(f"{W}rubyBase"), ruby.find(f"{W}rt")
        if base is not None:
            self._walk(base, around)
        if reading is not None and (said := told_words(reading)):
            self._say(f" ({said})", around, Look())

    def _symbol(self, element: _Element, around: _Around, look: Look) -> None:
        text = symbol(element.get(f"{W}font", ""), element.get(f"{W}char", ""))
        if not text:
            self.gathering.remark(f"a symbol of the font {element.get(f'{W}font', '')}")
            text = "\N{REPLACEMENT CHARACTER}"
        self._say(text, around, look)

    def _field_char(self, element: _Element) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            opened = _Field()
            box = element.find(f"{W}ffData/{W}checkBox")
            if box is not None:
                state = box.find(f"{W}checked") if box.find(f"{W}checked") is not None else box.find(f"{W}default")
                opened.checkbox = "\u2612" if state is not None and is_on(state) else "\u2610"
            chosen = element.find(f"{W}ffData/{W}ddList")
            if chosen is not None:
                entries = [value(one) for one in chosen.findall(f"{W}listEntry")]
                place = value(chosen.find(f"{W}result"))
                number = int(place) if place.isdigit() else 0
                opened.checkbox = entries[number] if number < len(entries) else ""
            self._fields.append(opened)
        elif kind == "separate" and self._fields:
            opened = self._fields[-1]
            code = "".join(opened.code)
            opened.shows, opened.link, opened.is_contents = True, _link_of(code), bool(_CONTENTS_FIELD.match(code))
        elif kind == "end" and self._fields:
            closed = self._fields.pop()
            if closed.checkbox:
                self._say(closed.checkbox, _Around(), Look())

    def _say(self, text: str, around: _Around, look: Look) -> None:
        """Words at this place, with all that stands around them."""
        if not text:
            return
        if any(not one.shows for one in self._fields):
            self.gathering.remark("words in the code of a field", text)
            return
        if self.in_contents:
            self.gathering.remark("a table of contents, which the headings make anyway", text)
            return
        text = clean(text)
        gathering = self.gathering
        change = around.change
        is_taken = change is not None and change.tag in (f"{W}del", f"{W}moveFrom")
        gathering.saw(text, is_deleted=is_taken)
        if change is not None:
            gathering.change(_MADE_OF[change.tag.removeprefix(W)], change, text)
            if is_taken == (gathering.changes is Changes.ACCEPTED):
                return
        elif text.strip():
            gathering.apart()
        if look.hidden:
            gathering.remark("hidden text", text)
            return
        link, is_cite = self._linked(text, around)
        marks = frozenset(
            mark
            for mark, has in (
                (Mark.BOLD, look.bold),
                (Mark.ITALIC, look.italic),
                (Mark.STRIKE, look.strike),
                (Mark.CODE, look.is_code),
            )
            if has
        )
        self._line.all_mono = self._line.all_mono and (look.is_code or not text.strip())
        for number, part in enumerate(text.split("\n")):
            if number:
                self._line.words.append(Break())
            if part:
                self._line.words.append(Run(text=part, marks=marks, link=link, is_cite=is_cite))

    def _linked(self, text: str, around: _Around) -> tuple[str, bool]:
        """The address that the words link to, or ''; and whether they are a source's number."""
        target = around.link or next((one.link for one in reversed(self._fields) if one.link), None)
        if target is None:
            return "", False
        address, is_inside = target
        if is_inside:
            self.linked += 1
            return "", bool(_CITE.fullmatch(text))
        try:
            address = normalizeLink(address.strip())
        except ValueError:
            address = ""
        if ":" in address and link_allowed(address):
            return address, False
        if address:
            self.gathering.remark("a link that a report cannot have", f"{text.strip()}: {target[0]}")
        return "", False

    def _drawing(self, element: _Element, around: _Around) -> None:
        """Pictures, text boxes, lines; of anything else the words are told."""
        before = (len(self._line.words), len(self._line.boxes))
        described = next(iter(element.iter(f"{WP}docPr", f"{V}shape", f"{V}rect", f"{V}imagedata")), None)
        if any(one.get(f"{O}hr") in ("t", "true", "1") for one in element.iter(f"{V}rect")):
            self._line.is_rule = True
            return
        alt = ""
        if described is not None:
            alt = described.get("descr") or described.get("alt") or described.get("title") or described.get(f"{O}title") or ""
        boxes = [one for one in element.iter(f"{W}txbxContent") if not _is_fallback(one, element)]
        self._line.boxes += boxes
        change = around.change
        is_gone = change is not None and (change.tag in (f"{W}del", f"{W}moveFrom")) == (
            self.gathering.changes is Changes.ACCEPTED
        )
        for one in element.iter(f"{A}blip", f"{V}imagedata"):
            if _is_fallback(one, element):
                continue
            key = one.get(f"{R}embed") or one.get(f"{R}link") or one.get(f"{R}id") or ""
            if change is not None:
                self.gathering.change(_MADE_OF[change.tag.removeprefix(W)], change, f"[picture: {alt}]")
            image = None if is_gone else self.gathering.picture(self._relations.get(key), clean(alt))
            if image is not None:
                self._line.words.append(image)
            self._line.all_mono = False
        if before == (len(self._line.words), len(self._line.boxes)) and not is_gone:
            texts = " ".join(filter(None, (one.text for one in element.iter(f"{A}t"))))
            kind = "an embedded object" if element.tag == f"{W}object" else "a drawing or chart"
            self.gathering.remark(kind, " ".join(part for part in (clean(alt), self._diagram(element), texts) if part))

    def _diagram(self, element: _Element) -> str:
        """The words of a chart or diagram, which stand in a part of their own."""
        said: list[str] = []
        for one in element.iter():
            for key, target in one.attrib.items():
                relation = self._relations.get(str(target)) if str(key).startswith(R) else None
                if relation is not None and relation.kind in ("chart", "diagramData") and not relation.is_external:
                    root = self.gathering.package.xml(relation.target)
                    said += [text.text for text in root.iter(f"{A}t") if text.text] if root is not None else []
        return " ".join(said)


def _link_of(code: str) -> tuple[str, bool] | None:
    """Where a HYPERLINK field leads: an address, or a place in the document."""
    match = _LINK_FIELD.match(code)
    if match is None:
        return None
    address, anchor = match[1] or match[2] or "", match[3] or ""
    if not address:
        return anchor, True
    return (f"{address}#{anchor}" if anchor else address), False


def _chosen(element: _Element) -> _Element | None:
    """Of the same thing said twice, the newer way; the older one is for programs that do not know it."""
    choice = element.find(f"{MC}Choice")
    return choice if choice is not None else element.find(f"{MC}Fallback")


def _is_fallback(one: _Element, inside: _Element) -> bool:
    """Whether it stands in a second copy for old programs, or in a text box, which is read by itself."""
    parent = one.getparent()
    while parent is not None and parent is not inside:
        around = parent.getparent()
        if parent.tag == f"{MC}Fallback" and around is not None and around.find(f"{MC}Choice") is not None:
            return True
        if parent.tag == f"{W}txbxContent":
            return True
        parent = around
    return False


def told_words(element: _Element) -> str:
    """Every word in it, which is told and so is read."""
    for one in element.iter(f"{W}t", f"{W}delText"):
        one.set(READ, "")
    return all_words(element)


def unread_words(body: _Element) -> str:
    """The words that stand where Word has none, so that no reader came by."""
    left = (one for one in body.iter(f"{W}t", f"{W}delText") if one.get(READ) is None and not _has_newer(one, body))
    return " ".join(text for one in left if (text := (one.text or "").strip()))


def _has_newer(one: _Element, inside: _Element) -> bool:
    parent = one.getparent()
    while parent is not None and parent is not inside:
        around = parent.getparent()
        if parent.tag == f"{MC}Fallback" and around is not None and around.find(f"{MC}Choice") is not None:
            return True
        parent = around
    return False


def all_words(element: _Element) -> str:
    """Every word in it, paragraphs parted by a space."""
    out: list[str] = []
    for one in element.iter():
        if one.tag in (f"{W}t", f"{W}delText", f"{A}t", f"{M}t"):
            out.append(one.text or "")
        elif one.tag in (f"{W}p", f"{W}tab", f"{W}br", f"{W}cr", f"{W}tc"):
            out.append(" ")
    return " ".join("".join(out).split())
