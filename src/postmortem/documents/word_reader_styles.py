"""What a Word file's styles mean: headings in any language, quotes, code, captions; and how a run looks in the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# "heading 1" in the languages in which programs write a style's own name. Word itself writes English, LibreOffice and others not.
_HEADINGS = re.compile(
    r"(?:heading|überschrift|ueberschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|naslov|címsor|"
    r"başlık|заголовок|titlu|antraštė|virsraksts|pealkiri|επικεφαλίδα|見出し|标题|標題|제목)[ _-]?([1-9])(?: char)?"
)
_TITLES = frozenset(
    {"title", "titel", "titre", "título", "titolo", "tytuł", "titul", "otsikko", "cím", "название", "標題", "标题", "表題"}
)
_QUOTES = re.compile(r"quot|block ?text|zitat|citation|citaat|citat|cita|citação|citazione|cytat|цитата|引用")
_CODES = re.compile(
    r"\bcode\b|source ?code|sourcecode|preformatted|verbatim|listing|macro ?text|quelltext|quellcode|vorformatiert"
)
_CAPTIONS = re.compile(r"caption|beschriftung|légende|leyenda|didascalia|bijschrift|abbildung|image caption")
_CONTENTS = re.compile(r"(?:toc|contents|verzeichnis|table of figures)[ _]?\d?(?: heading)?")
# Fonts in which all letters are equally wide. Linear: words in turn.
_EVEN_WIDTHS = re.compile(
    r"courier|consol|\bmono|mono\b|menlo|monaco|lucida (?:console|sans typewriter)|source code|inconsolata|fira code|cascadia|"
    r"andale|typewriter|terminal|fixedsys|hack\b"
)
_OFF = frozenset({"0", "false", "off", "none"})


class Sort(Enum):
    """What a paragraph is by its style."""

    PLAIN = "plain"
    HEADING = "heading"
    QUOTE = "quote"
    CODE = "code"
    CAPTION = "caption"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How characters look. None: not said here."""

    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    is_code: bool = False

    def over(self, under: Look) -> Look:
        """This look laid over another."""
        return Look(
            bold=under.bold if self.bold is None else self.bold,
            italic=under.italic if self.italic is None else self.italic,
            strike=under.strike if self.strike is None else self.strike,
            hidden=under.hidden if self.hidden is None else self.hidden,
            font=under.font if self.font is None else self.font,
            is_code=self.is_code or under.is_code,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style with all that it inherits. level: of a heading, else 0; numbering: its list's id and level, or none."""

    sort: Sort = Sort.PLAIN
    level: int = 0
    look: Look = field(default_factory=Look)
    numbering: tuple[str, int] | None = None
    indent: int | None = None
    has_left_border: bool = False
    has_bottom_border: bool = False


class Styles:
    """The styles of a file, each worked out when it is first asked for."""

    def __init__(self, root: _Element | None) -> None:
        self._elements = {one.get(f"{W}styleId", ""): one for one in (root.findall(f"{W}style") if root is not None else ())}
        self._known: dict[str, Style] = {}
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        plain = next((key for key, one in self._elements.items() if _is_default(one)), "")
        self._normal = plain
        font = self.paragraph(plain).look.font or look_of(defaults).font or ""
        # Where all is written in such a font, it says nothing.
        self.mono_says_nothing = is_mono(font)

    def paragraph(self, name: str) -> Style:
        """A paragraph's style by its id. An unknown one, or none, is the file's default."""
        return self._style(name if name in self._elements else self._normal)

    def character(self, name: str) -> Look:
        """The look of a character style by its id."""
        if name not in self._elements:
            return Look(is_code=bool(_CODES.search(_spaced(name))))
        return self._style(name).look

    def _style(self, name: str) -> Style:
        if name not in self._known:
            self._known[name] = _resolved(list(self._chain(name)))
        return self._known[name]

    def _chain(self, name: str) -> Iterator[_Element]:
        """The style and those it is based on, nearest first."""
        seen: set[str] = set()
        while name in self._elements and name not in seen:
            seen.add(name)
            one = self._elements[name]
            yield one
            name = value(one.find(f"{W}basedOn"))


def _resolved(chain: list[_Element]) -> Style:
    sort, level = Sort.PLAIN, 0
    is_decided = False
    look, numbering, indent = Look(), None, None
    left = bottom = False
    for one in chain:
        properties = one.find(f"{W}pPr")
        names = {_spaced(value(one.find(f"{W}name"))), _spaced(one.get(f"{W}styleId", ""))}
        outline = outline_of(properties)
        if not is_decided:
            sort, level, is_decided = _sort(names, outline)
        look = look.over(
            look_of(one.find(f"{W}rPr"), is_code=one.get(f"{W}type") == "character" and any(map(_CODES.search, names)))
        )
        if properties is not None:
            numbering = numbering or numbering_of(properties)
            indent = indent_of(properties) if indent is None else indent
            left = left or has_border(properties, "left")
            bottom = bottom or has_border(properties, "bottom")
    return Style(
        sort=sort, level=level, look=look, numbering=numbering, indent=indent, has_left_border=left, has_bottom_border=bottom
    )


def _sort(names: set[str], outline: int | None) -> tuple[Sort, int, bool]:
    """What a style is, the level of a heading, and whether that is decided by this style or by the one it is based on."""
    if outline == 0 and not any(_HEADINGS.fullmatch(name) for name in names):
        return Sort.PLAIN, 0, True
    for name in names:
        if match := _HEADINGS.fullmatch(name):
            return Sort.HEADING, int(match[1]), True
        if _CONTENTS.fullmatch(name):
            return Sort.CONTENTS, 0, True
    if names & _TITLES:
        return Sort.HEADING, 1, True
    if outline:
        return Sort.HEADING, outline, True
    for pattern, sort in ((_CODES, Sort.CODE), (_QUOTES, Sort.QUOTE), (_CAPTIONS, Sort.CAPTION)):
        if any(pattern.search(name) for name in names):
            return sort, 0, True
    return Sort.PLAIN, 0, False


def outline_of(properties: _Element | None) -> int | None:
    """The outline level that is said there, from 1; 0 for body text; none where nothing is said."""
    said = value(properties.find(f"{W}outlineLvl")) if properties is not None else ""
    if not said.isdigit():
        return None
    return int(said) + 1 if int(said) < 9 else 0


def numbering_of(properties: _Element) -> tuple[str, int] | None:
    """A list's id and the level in it, as said there; id "0" takes a paragraph out of its style's list."""
    said = properties.find(f"{W}numPr")
    if said is None:
        return None
    level = value(said.find(f"{W}ilvl"))
    number = said.find(f"{W}numId")
    return (value(number) if number is not None else "", int(level) if level.isdigit() else 0)


def indent_of(properties: _Element) -> int | None:
    """How far a paragraph's left edge is moved, in twentieths of a point."""
    said = properties.find(f"{W}ind")
    if said is None:
        return None
    left = said.get(f"{W}left") or said.get(f"{W}start") or ""
    try:
        return round(float(left))
    except ValueError:
        return None


def has_border(properties: _Element, edge: str) -> bool:
    """Whether there is a line on that edge alone."""
    borders = properties.find(f"{W}pBdr")
    if borders is None:
        return False
    lines = {one.tag for one in borders if one.get(f"{W}val", "nil") not in ("nil", "none") and one.tag != f"{W}between"}
    return lines == {f"{W}{edge}"}


def look_of(properties: _Element | None, *, is_code: bool = False) -> Look:
    """The look that run properties give, without that of their style."""
    if properties is None:
        return Look(is_code=is_code)
    said: dict[str, bool] = {}
    font = None
    for one in properties:
        name = one.tag.removeprefix(W)
        if name in ("b", "i", "vanish"):
            said[name] = is_on(one)
        elif name in ("strike", "dstrike"):
            said["strike"] = said.get("strike", False) or is_on(one)
        elif name == "rFonts":
            font = one.get(f"{W}ascii") or one.get(f"{W}hAnsi") or one.get(f"{W}cs")
    return Look(
        bold=said.get("b"), italic=said.get("i"), strike=said.get("strike"), hidden=said.get("vanish"), font=font, is_code=is_code
    )


def is_mono(font: str | None) -> bool:
    return bool(font and _EVEN_WIDTHS.search(font.casefold()))


def is_on(element: _Element) -> bool:
    return element.get(f"{W}val", "true") not in _OFF


def value(element: _Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _is_default(style: _Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF


def _spaced(name: str) -> str:
    """A style's name in small letters, with a space where letters meet a number or a capital: Heading1, SourceCode."""
    return re.sub(r"(?<=[^\W\d])(?=\d)|(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").casefold()
