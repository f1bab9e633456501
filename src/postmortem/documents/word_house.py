"""A house style: the styles, the page, the head and the foot of a Word file that an organisation gives.

Only these are taken. What the file says, who wrote it, its comments, properties, macros, fonts and names stay behind, because
everything is copied piece by piece into a new file and nothing is left in place.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import XMLSyntaxError

from postmortem.documents.word_house_furniture import Furniture, read_furniture, styles_used
from postmortem.documents.word_house_styles import house_numbering, house_styles
from postmortem.documents.word_styles import ALL, CAPTION, FOOTER, HEADER, HEADINGS, QUOTE, base_part
from postmortem.errors import InputError

# What a house style should have; the other styles are ours in any case.
EXPECTED = (*HEADINGS[:4], QUOTE, CAPTION, HEADER, FOOTER)
# The most that a house style may hold when it is unpacked, in bytes.
MOST = 200_000_000
# What reading a file that is no sound Word file runs into.
BROKEN = (
    zipfile.BadZipFile, zlib.error, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError,
    OSError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip
AGAIN = "Save the house style from Word as a Word document (.docx) and name that file."


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a Word file looks like, as the elements of its parts, to be copied and not changed.

    section: the page set-up, None for ours; heads and feet by the pages that they are for; supplied: the styles that a house
    style has not, and that are ours.
    """

    styles: Any
    numbering: Any
    theme: Any
    section: Any = None
    furniture: Mapping[tuple[str, str], Furniture] = field(default_factory=dict)
    even_and_odd: bool = False
    supplied: tuple[str, ...] = ALL


def our_look() -> Look:
    """The look that files have where no house style is given."""
    return Look(styles=base_part("styles"), numbering=base_part("numbering"), theme=base_part("theme"))


def read_house_style(path: Path) -> Look:
    """The look of a Word file (.docx, .dotx). InputError where it is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"The house style {path} cannot be read: {error.strerror or 'it is not there'}.") from error
    try:
        main = _main_part(data)
        return _look_of(main)
    except BROKEN as error:
        raise InputError(f"The house style {path} is not a Word file that can be read. {AGAIN}") from error


def expected_of_a_house_style(look: Look | None) -> tuple[str, ...]:
    """Which of the styles that every Word file may have a house style lacks; those that are only ours are not expected of it."""
    return tuple(name for name in look.supplied if name in EXPECTED) if look is not None else ()


def _main_part(data: bytes) -> Part:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST:
            raise ValueError("too much in it")
    main: Part = OpcPackage.open(io.BytesIO(data)).main_document_part
    if "wordprocessingml" not in main.content_type and "ms-word" not in main.content_type:
        raise ValueError("not a Word file")
    return main


def _look_of(main: Part) -> Look:
    section = parse_xml(main.blob).find(f"{qn('w:body')}/{qn('w:sectPr')}")
    furniture = read_furniture(section, main) if section is not None else {}
    theirs = _related(main, RELATIONSHIP_TYPE.STYLES)
    styles, supplied = house_styles(theirs, base_part("styles"), styles_used(furniture.values()))
    theme = _related(main, RELATIONSHIP_TYPE.THEME)
    if theme is not None and next(theme.iter("{*}blip"), None) is not None:
        theme = None  # its pictures would have to come along
    settings = _related(main, RELATIONSHIP_TYPE.SETTINGS)
    return Look(
        styles=styles,
        numbering=house_numbering(_related(main, RELATIONSHIP_TYPE.NUMBERING), styles),
        theme=theme if theme is not None else base_part("theme"),
        section=_page_of(section),
        furniture=furniture,
        even_and_odd=settings is not None and settings.find(qn("w:evenAndOddHeaders")) is not None,
        supplied=supplied,
    )


def _related(main: Part, kind: str) -> Any:  # noqa: ANN401  lxml's elements have no better type
    """The element of a part that the document has one of; None where it has none."""
    relations = (relation for relation in main.rels.values() if relation.reltype == kind and not relation.is_external)
    found = next((relation.target_part for relation in relations), None)
    return None if found is None else parse_xml(found.blob)


def _page_of(section: Any) -> Any:  # noqa: ANN401
    """Paper, margins and whether the first page is another, of a house style's last section; None where it says nothing."""
    if section is None or section.find(qn("w:pgSz")) is None or section.find(qn("w:pgMar")) is None:
        return None
    made = deepcopy(base_part("document").find(f".//{qn('w:sectPr')}"))
    for old in list(made):
        made.remove(old)
    for tag in ("w:pgSz", "w:pgMar", "w:titlePg"):
        if (found := section.find(qn(tag))) is not None:
            made.append(deepcopy(found))
    for whole in made.iter(qn("w:pgSz"), qn("w:pgMar")):
        for name in list(whole.attrib):
            if name not in ALLOWED[whole.tag]:
                del whole.attrib[name]
    return made


ALLOWED = {
    qn("w:pgSz"): {qn(f"w:{name}") for name in ("w", "h", "orient")},
    qn("w:pgMar"): {qn(f"w:{name}") for name in ("top", "right", "bottom", "left", "header", "footer", "gutter")},
}
