"""Draws the screenshots of the samples with Pillow, into `pictures/`: to be run by hand when a picture is to change.

The pictures are kept, not drawn anew at every build, for Pillow's versions do not give the same bytes.
"""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

PICTURES = Path(__file__).parent / "pictures"


def error_page() -> None:
    """What a customer saw at the till."""
    image = Image.new("RGB", (640, 360), "#f6f3ec")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 640, 44), fill="#2f4858")
    draw.text((16, 14), "Tern & Tide   |   basket (3)   |   checkout", fill="white")
    draw.text((60, 120), "Sorry, we cannot take your order just now.", fill="#222222", font_size=22)
    draw.text((60, 160), "Error 503. Please try again in a few minutes.", fill="#555555", font_size=16)
    draw.rectangle((60, 210, 220, 250), outline="#2f4858", width=2)
    draw.text((96, 222), "Try again", fill="#2f4858", font_size=16)
    image.save(PICTURES / "error-page.png", optimize=True)


def graph(name: str, title: str, points: list[float], *, author: str = "") -> None:
    """A plain monitoring graph. `points` run from 0 to 1, left to right."""
    image = Image.new("RGB", (640, 280), "#15171c")
    draw = ImageDraw.Draw(image)
    draw.text((16, 10), title, fill="#d8d9da", font_size=15)
    for line in range(5):
        draw.line((40, 50 + line * 50, 620, 50 + line * 50), fill="#2c3036")
    step = 580 / (len(points) - 1)
    draw.line([(40 + number * step, 250 - 200 * point) for number, point in enumerate(points)], fill="#f2cc0c", width=2)
    about = PngInfo()
    if author:  # what a screenshot tool may leave in a picture
        about.add_text("Author", author)
        about.add_text("Software", "invented screenshot tool")
    image.save(PICTURES / name, pnginfo=about, optimize=True)


def main() -> None:
    """Draw them all."""
    PICTURES.mkdir(exist_ok=True)
    error_page()
    rise = [0.3 + 0.69 / (1 + math.exp(-(x - 14) / 2)) for x in range(40)]
    graph("memory.png", "till-sam-02  used_memory / maxmemory", [*rise, *[0.99] * 20, *[0.41] * 14], author="Rhys Penhallow")
    graph("errors.png", "checkout 5xx, share of requests", [0.01] * 10 + [min(0.76, 0.08 * x) for x in range(30)] + [0.42] * 22 + [0.0] * 16)
    graph("logins.png", "sign-ins per hour, deploy account", [0.02] * 30 + [0.05, 0.4, 0.9, 0.85, 0.7, 0.0] + [0.0] * 14)


if __name__ == "__main__":
    main()
