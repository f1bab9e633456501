"""The XML parts of a Word file, and of any other office document, as the gate reads them: all text, every attribute, remarks.

A paragraph is read as it shows, as it was before tracked changes, and its fields apart, so that a name that formatting, a
deletion or a field takes to pieces is whole in one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree import ElementTree

from postmortem.blameless.gate_markup import page_units, row_units
from postmortem.blameless.gate_units import Sort, Unit

# What parts the words of a file's or a bookmark's name. One class.
NAME_PARTS = re.compile(r"[-_./\\:\s]+")
# What an address begins with, unlike a path. Bounded.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:")
# Spaces of names that every office document declares.
_KNOWN_SPACES = re.compile(r"http://(?:schemas\.|www\.w3\.org/|purl\.org/|openoffice\.org/)|urn:")
# Values that say nothing: numbers, measures, colours. One class, or bounded.
_NO_WORDS = re.compile(r"[\d.,;:#%+\s-]*|[0-9A-Fa-f]{6,8}")

# Elements that name fonts, which are called like people: Georgia.
_FONTS = frozenset({"font", "rFonts", "latin", "ea", "cs", "sym", "altName", "font-face", "rFont"})
# Attributes, and elements with a value, that hold words which people or programs put there.
_PROSE_ATTRIBUTES = frozenset(
    {"author", "initials", "descr", "title", "alt", "tooltip", "string", "displayText", "value", "caption", "label", "creator"}
    | {"instr"}
)
_PROSE_VALUES = frozenset({"alias", "tag", "helpText", "statusText", "default", "listEntry", "docVar", "result", "description"})
# Those that hold the name of a thing, whose words are joined: bookmarks, form fields, styles; and files, accounts.
_NAMES = frozenset({"name", "aliases", "anchor"})
_FILES = frozenset({"docPr", "cNvPr", "imagedata", "presenceInfo", "OLEObject"})

_PARAGRAPHS = frozenset({"p", "h", "si", "is"})
# What is read by itself although it stands inside a paragraph: the copy for old programs, and how a word is pronounced.
_APART = frozenset({"Fallback", "rt", "annotation"})
_TEXTS, _FIELDS = frozenset({"t", "delText"}), frozenset({"instrText", "delInstrText"})
_BREAKS = {"br": " ", "cr": " ", "tab": " ", "ptab": " ", "noBreakHyphen": "-", "line-break": " "}
_DELETED, _INSERTED = frozenset({"del", "moveFrom"}), frozenset({"ins", "moveTo"})
_ROWS, _CELLS = frozenset({"tr", "table-row"}), frozenset({"tc", "table-cell"})


def part_units(name: str, part: bytes) -> Iterator[Unit]:
    """Every text in one XML part. What cannot be parsed, or declares entities, is read as a page."""
    reader = _Reader(name)
    if b"<!DOCTYPE" not in part[:4096] and b"<!ENTITY" not in part:
        try:
            # Declarations of entities, the one danger here, are refused above.
            parser = ElementTree.XMLParser(target=reader)  # noqa: S314
            parser.feed(part)
            parser.close()
        except (ElementTree.ParseError, LookupError, ValueError):
            reader.is_whole = False
        yield from reader.units
        yield Unit(f"{'links' if reader.is_links else 'attributes'}{reader.where}", " ; ".join(reader.values), Sort.CODE)
        if reader.is_whole:
            return
    yield from page_units(part.decode("utf-8", "replace"))


@dataclass(slots=True)
class _Reading:
    """A paragraph as it shows, as it was before tracked changes, and what its fields are made of. runs: those that are open."""

    place: str
    takes_all: bool
    shown: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)
    is_changed: bool = False
    is_code: bool = False
    is_code_run: bool = False

    def take(self, text: str, *, deleted: bool, inserted: bool) -> None:
        self.is_changed = self.is_changed or deleted or inserted
        if not deleted:
            self.shown.append(text)
        if not inserted:
            self.before.append(text)

    def quote(self) -> None:
        """The run that ends is code: what it said stands in backticks."""
        for texts, start in ((self.shown, self.runs[-2]), (self.before, self.runs[-1])):
            if text := "".join(texts[start:]).replace("`", " "):
                texts[start:] = [f"`{text}`"]

    def units(self) -> Iterator[Unit]:
        sort = Sort.CODE if self.is_code else Sort.PROSE
        shown, before, fields = ("".join(texts).strip() for texts in (self.shown, self.before, self.fields))
        if shown:
            yield Unit(self.place, shown, sort)
        if self.is_changed and before and before != shown:
            yield Unit(f"{self.place}, before changes", before, sort)
        if fields:
            yield Unit(f"{self.place}, field", fields)


class _Reader:
    """Takes a part's XML as it comes, in one pass, however deep it goes."""

    def __init__(self, name: str) -> None:
        self.units: list[Unit] = []
        self.values: list[str] = []  # of attributes, which are all looked at as code
        self.is_whole = True
        self.where = "" if name == "word/document.xml" else f" of {PurePosixPath(name).stem}"
        self.is_links = name.endswith(".rels")
        self.is_properties = name.startswith("docProps/")
        self.is_custom = name.startswith("customXml/")
        self._open: list[tuple[str, bool]] = []  # tag, whether it began a reading
        self._readings: list[_Reading] = []
        self._rows: list[list[str]] = []
        self._loose: list[str] = []
        self._deleted = self._inserted = self._count = 0
        self._told: set[tuple[str, str, str]] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._end_loose()
        space, _, tag = tag.rpartition("}")
        is_reading = (tag in _PARAGRAPHS and space != "") or tag in _APART
        self._open.append((tag, is_reading))
        self._deleted += tag in _DELETED
        self._inserted += tag in _INSERTED
        if is_reading:
            self._count += tag in _PARAGRAPHS
            self._readings.append(_Reading(f"paragraph {self._count}{self.where}", "openxmlformats" not in space))
        elif tag in _ROWS:
            self._rows.append([])
        elif tag in _CELLS and self._rows:
            self._rows[-1].append("")
        elif self._readings:
            self._start_inside(tag, attributes)
        if self.is_custom and ("", tag, "") not in self._told:
            self._told.add(("", tag, ""))
            self.units.append(Unit(f"tag{self.where}", NAME_PARTS.sub(" ", tag)))
        for key, value in attributes.items():
            self._attribute(tag, _local(key), value)

    def _start_inside(self, tag: str, attributes: dict[str, str]) -> None:
        reading = self._readings[-1]
        if tag == "r":
            reading.runs += (len(reading.shown), len(reading.before))
            reading.is_code_run = False
        elif tag in _BREAKS:
            self._take(_BREAKS[tag])
        elif tag in ("pStyle", "rStyle"):
            style = next((value for key, value in attributes.items() if _local(key) == "val"), "").casefold()
            is_code = "code" in style or "verbatim" in style
            if tag == "pStyle":
                reading.is_code = is_code
            else:
                reading.is_code_run = is_code

    def end(self, tag: str) -> None:
        self._end_loose()
        tag, is_reading = self._open.pop()
        self._deleted -= tag in _DELETED
        self._inserted -= tag in _INSERTED
        reading = self._readings[-1] if self._readings else None
        if is_reading:
            self._end_reading()
        elif tag in _ROWS:
            self.units += row_units(f"table{self.where}", self._rows.pop())
        elif tag == "r" and reading and reading.runs:
            if reading.is_code_run and not reading.is_code:
                reading.quote()
            del reading.runs[-2:]

    def data(self, text: str) -> None:
        tag = self._open[-1][0] if self._open else ""
        reading = self._readings[-1] if self._readings else None
        if reading and tag in _FIELDS:
            reading.fields.append(text)
        elif reading and (reading.takes_all or tag in _TEXTS):
            self._take(text)
        else:
            self._loose.append(text)

    def comment(self, text: str) -> None:
        self.units.append(Unit(f"remark{self.where}", text))

    def pi(self, target: str, text: str | None = None) -> None:
        self.units.append(Unit(f"instruction{self.where}", f"{target} {text or ''}"))

    def start_ns(self, prefix: str, space: str) -> None:
        if not _KNOWN_SPACES.match(space):
            self.units.append(Unit(f"namespace{self.where}", NAME_PARTS.sub(" ", f"{prefix} {space}")))

    def close(self) -> None:
        """Everything has been told as it came."""

    def _take(self, text: str) -> None:
        self._readings[-1].take(text, deleted=self._deleted > 0, inserted=self._inserted > 0)

    def _end_reading(self) -> None:
        reading = self._readings.pop()
        self.units += reading.units()
        if self._rows and self._rows[-1]:
            self._rows[-1][-1] = f"{self._rows[-1][-1]} {''.join(reading.shown)}".strip()

    def _end_loose(self) -> None:
        """Text outside paragraphs: properties, data of forms, parts of other programs."""
        text = "".join(self._loose)
        self._loose.clear()
        if self._open and not _NO_WORDS.fullmatch(text):
            sort = "property" if self.is_properties else "text"
            self.units.append(Unit(f"{sort} {self._open[-1][0]}{'' if self.is_properties else self.where}", text))

    def _attribute(self, tag: str, key: str, value: str) -> None:
        if tag in _FONTS or key.startswith("rsid") or (tag, key, value) in self._told or _NO_WORDS.fullmatch(value):
            return
        self._told.add((tag, key, value))
        place = f"link{self.where}" if self.is_links else f"attribute {key} of {tag}{self.where}"
        if key in _PROSE_ATTRIBUTES or (key in ("val", "name") and tag in _PROSE_VALUES):
            self.units.append(Unit(place, value))
        elif tag in _FILES or value.startswith("file:") or (self.is_links and not _ADDRESS.match(value)):
            self.units.append(Unit(place, NAME_PARTS.sub(" ", value)))
        elif key in _NAMES or (key == "val" and tag in _NAMES):
            self.units.append(Unit(place, value if value.islower() else value.replace("_", " ")))
        self.values.append(value)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
