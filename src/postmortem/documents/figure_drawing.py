"""The figure's strokes: shapes and words as SVG, escaped by lxml, without metadata; and their picture as PNG."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from postmortem.documents.escape import clean

SVG = "http://www.w3.org/2000/svg"
FONT = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
FONTS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
INK, SOFT, LINE, SHADE, PAPER = "#1c2430", "#4a5666", "#c3cad4", "#f3f5f8", "#ffffff"
# Pixels of the PNG for one unit: 720 units on 17 cm of paper are then about 320 to the inch.
ZOOM = 3


class Drawing:
    """An SVG picture under way. Classes have their colours as attributes too, so that it is right without a style sheet."""

    def __init__(self, width: float, *, title: str, description: str) -> None:
        self.width = width
        self.root = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG})  # type: ignore[dict-item]  # lxml takes None for the default
        etree.SubElement(self.root, f"{{{SVG}}}title").text = clean(title)
        etree.SubElement(self.root, f"{{{SVG}}}desc").text = clean(description)
        self._paper = self.rect(0, 0, width, 0, fill=PAPER, kind="paper")

    def _add(self, tag: str, kind: str, **attributes: str | float) -> etree._Element:
        made = etree.SubElement(self.root, f"{{{SVG}}}{tag}")
        if kind:
            made.set("class", kind)
        for name, value in attributes.items():
            made.set(name.replace("_", "-"), _number(value) if isinstance(value, int | float) else value)
        return made

    def rect(
        self, x: float, y: float, width: float, height: float, *, fill: str, kind: str = "", line: str = "", dashed: bool = False,
        round: float = 0,
    ) -> etree._Element:  # fmt: skip
        """A rectangle, with an outline where `line` gives its colour."""
        attributes: dict[str, str | float] = {"x": x, "y": y, "width": max(width, 0), "height": height, "fill": fill}
        if round:
            attributes["rx"] = round
        if line:
            attributes |= {"stroke": line, "stroke-width": 1}
        if dashed:
            attributes["stroke-dasharray"] = "2.5 2"
        return self._add("rect", kind, **attributes)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, colour: str, kind: str = "", dashes: str = "", wide: float = 1
    ) -> None:
        """A straight line."""
        made = self._add("line", kind, x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=wide)
        if dashes:
            made.set("stroke-dasharray", dashes)

    def path(self, points: Sequence[tuple[float, float]], *, colour: str, kind: str = "", wide: float = 1.5) -> None:
        """A line through points."""
        self._add(
            "polyline", kind, points=" ".join(f"{_number(x)},{_number(y)}" for x, y in points), fill="none", stroke=colour,
            stroke_width=wide, stroke_linejoin="round",
        )  # fmt: skip

    def text(
        self, x: float, y: float, words: str, *, size: float = 11, colour: str = INK, kind: str = "ink", anchor: str = "start"
    ) -> None:  # fmt: skip
        """A line of words. `anchor`: start, middle or end."""
        made = self._add("text", kind, x=x, y=y, font_size=size, fill=colour)
        if anchor != "start":
            made.set("text-anchor", anchor)
        made.text = clean(words)

    def svg(self, height: float) -> str:
        """The picture as a whole, as high as it has become."""
        self._paper.set("height", _number(height))
        self.root.set("viewBox", f"0 0 {_number(self.width)} {_number(height)}")
        self.root.set("width", _number(self.width))
        self.root.set("height", _number(height))
        self.root.set("role", "img")
        self.root.set("font-family", FONTS)
        return etree.tostring(self.root, encoding="unicode")


def draw_pixels(svg: str) -> bytes:
    """The picture as PNG. Only our own letters are used, so that it is the same on every machine; nothing is fetched."""
    import resvg_py  # here, so that commands without a picture need not load it

    return resvg_py.svg_to_bytes(
        svg_string=svg, zoom=ZOOM, skip_system_fonts=True, font_files=[str(FONT)], sans_serif_family="DejaVu Sans",
        font_family="DejaVu Sans", background=PAPER,
    )  # fmt: skip


def _number(value: float) -> str:
    """At most one digit after the point: bytes do not depend on the last digits of a computation."""
    return f"{value:.1f}".removesuffix(".0")
