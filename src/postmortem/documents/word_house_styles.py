"""The styles of a house style, cleaned of whoever made them, with those of ours that it lacks."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from postmortem.documents.word_styles import ALL, base_part, name_key

# What one style says of another.
REFERENCES = ("basedOn", "next", "link")
# Who changed a style, and when; marks of one session at a keyboard.
TRACES = ("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "rsid", "divId", "cnfStyle", "ins", "del")
SIDES = {"start": "left", "end": "right"}
# Our body text is half a point larger than what stands in cells. In half points.
BODY, CELL_LESS = 21, 2


def house_styles(house: Any, ours: Any, used: set[str]) -> tuple[Any, tuple[str, ...]]:  # noqa: ANN401  lxml's elements
    """(the styles to use, the names of those that are ours). A house style that has no styles at all gives ours.

    used: ids of styles that are needed besides ours.
    """
    if house is None or house.find(qn("w:style")) is None:
        return ours, ALL
    made = deepcopy(house)
    _clean(made)
    _complete_defaults(made, ours)
    known = {_name(style): style for style in made.findall(qn("w:style"))}
    our_styles = {_name(style): style for style in ours.findall(qn("w:style"))}
    ids = {style.get(qn("w:styleId")) for style in known.values()}
    renamed = {_id(style): _id(known[name]) for name, style in our_styles.items() if name in known}
    basis = ("normal", "default paragraph font", "normal table", "no list")
    lacking = [name for name in (*basis, *(name_key(one) for one in ALL)) if name not in known]
    for name in lacking:
        style = deepcopy(our_styles[name])
        new = _id(style)
        while new in ids:
            new += "2"
        renamed[_id(style)] = new
        style.set(qn("w:styleId"), new)
        ids.add(new)
        if any(
            style.get(qn("w:type")) == other.get(qn("w:type")) and other.get(qn("w:default")) == "1" for other in known.values()
        ):
            style.attrib.pop(qn("w:default"), None)
        known[name] = style
        made.append(style)
    for name in lacking:
        for tag in REFERENCES:
            if (mark := known[name].find(qn(f"w:{tag}"))) is not None:
                mark.set(qn("w:val"), renamed.get(mark.get(qn("w:val")), mark.get(qn("w:val"))))
    _fit_cells(made, known, lacking)
    _drop_strangers(made, used)
    return made, tuple(name for name in ALL if name_key(name) in lacking)


def house_numbering(house: Any, styles: Any) -> Any:  # noqa: ANN401
    """The numberings that a house style's styles rest on, such as numbered headings; our own lists come after them."""
    if house is None:
        _without_numbers(styles, set())
        return base_part("numbering")
    made = deepcopy(house)
    for unwanted in list(made.iter(qn("w:numPicBullet"), qn("w:lvlPicBulletId"), qn("w:nsid"), qn("w:tmpl"), qn("w:name"))):
        unwanted.getparent().remove(unwanted)
    ids = {style.get(qn("w:styleId")) for style in styles.findall(qn("w:style"))}
    for mark in list(made.iter(qn("w:pStyle"), qn("w:styleLink"), qn("w:numStyleLink"), qn("w:rStyle"))):
        if mark.get(qn("w:val")) not in ids:
            mark.getparent().remove(mark)
    for child in list(made):
        if child.tag not in (qn("w:abstractNum"), qn("w:num")):
            made.remove(child)
        else:
            for element in child.iter():
                _only_known(element)
    _without_numbers(styles, {one.get(qn("w:numId")) for one in made.findall(qn("w:num"))})
    return made


def _without_numbers(styles: Any, known: set[str]) -> None:  # noqa: ANN401
    for mark in list(styles.iter(qn("w:numPr"))):
        number = mark.find(qn("w:numId"))
        if number is not None and number.get(qn("w:val")) not in {*known, "0"}:
            mark.getparent().remove(mark)


def _clean(styles: Any) -> None:  # noqa: ANN401
    for mark in list(styles.iter(*(qn(f"w:{tag}") for tag in TRACES))):
        mark.getparent().remove(mark)
    for element in styles.iter():
        _only_known(element)
    for child in list(styles):
        if child.tag not in (qn("w:docDefaults"), qn("w:latentStyles"), qn("w:style")):
            styles.remove(child)


def _only_known(element: Any) -> None:  # noqa: ANN401
    """Of an element, what every Word knows: additions of later versions, and marks of sessions, go."""
    word = qn("w:p")[:-1]
    for name in list(element.attrib):
        known = name.startswith((word, "{http://www.w3.org/XML"))
        if not known or name.rpartition("}")[2].startswith("rsid"):
            del element.attrib[name]
        elif element.tag in (qn("w:jc"), qn("w:lvlJc")):  # words of a stricter form of the format
            element.set(name, SIDES.get(element.get(name), element.get(name)))
    for child in list(element):
        if not isinstance(child.tag, str) or not child.tag.startswith(word):
            element.remove(child)


def _complete_defaults(styles: Any, ours: Any) -> None:  # noqa: ANN401
    """What text is where no style says: from the house style, as far as it says."""
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None or defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}") is None:
        if defaults is not None:
            styles.remove(defaults)
        styles.insert(0, deepcopy(ours.find(qn("w:docDefaults"))))


def _fit_cells(styles: Any, known: dict[str, Any], lacking: list[str]) -> None:  # noqa: ANN401
    """Our text in cells and notes is a little smaller than the body: than the house style's body, where that is another."""
    size = known["normal"].find(f"{qn('w:rPr')}/{qn('w:sz')}")
    if size is None:
        size = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:sz')}")
    body = int(size.get(qn("w:val"), 20)) if size is not None else 20  # Word's own size where nothing is said
    for name in ("table text", "caption", "footnote text", "header", "footer", "source code", "verbatim char"):
        if name in lacking:
            for mark in known[name].iter(qn("w:sz"), qn("w:szCs")):
                mark.set(qn("w:val"), str(max(int(mark.get(qn("w:val"))) + body - BODY, 14)))


def _drop_strangers(styles: Any, used: set[str]) -> None:  # noqa: ANN401
    """Styles that people made for themselves and that nothing of ours rests on go, with the names that people gave them."""
    by_id = {_id(style): style for style in styles.findall(qn("w:style"))}
    needed = {name_key(name) for name in ALL}
    kept = {key for key, style in by_id.items() if not style.get(qn("w:customStyle")) or key in used or _name(style) in needed}
    waiting = list(kept)
    while waiting:
        for tag in ("basedOn", "link"):
            mark = by_id[waiting[-1]].find(qn(f"w:{tag}")) if waiting else None
            target = mark.get(qn("w:val")) if mark is not None else None
            if target in by_id and target not in kept:
                kept.add(target)
                waiting.insert(0, target)
        waiting.pop()
    for key, style in by_id.items():
        if key not in kept:
            styles.remove(style)
            continue
        for tag in REFERENCES:
            mark = style.find(qn(f"w:{tag}"))
            if mark is not None and mark.get(qn("w:val")) not in kept:
                style.remove(mark)
        if (aliases := style.find(qn("w:aliases"))) is not None:
            style.remove(aliases)


def _name(style: Any) -> str:  # noqa: ANN401
    name = style.find(qn("w:name"))
    return name_key(name.get(qn("w:val"), "")) if name is not None else ""


def _id(style: Any) -> str:  # noqa: ANN401
    return str(style.get(qn("w:styleId"), ""))
