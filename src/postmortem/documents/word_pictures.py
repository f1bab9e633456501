"""Pictures as a Word file can hold them: no metadata, no animation, colours that a screen shows, no larger than a page needs."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from postmortem.blameless.pictures import NotAPicture, clean_picture

# Pixels along the longer side that a printed page can show; more is scaled down. The most that is unpacked at all.
ENOUGH, MOST = 2400, 100_000_000
# Pixels to the inch of a picture that is shown at its own size.
DENSITY = 96
# What is kept as it is, where nothing has to be mended: the kind, and its suffix.
KEPT = {".png": ("1", "L", "LA", "P", "RGB", "RGBA"), ".jpg": ("L", "RGB")}
EXIF_TURN = 0x0112


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPicture:
    """A picture that Word can show, PNG or JPEG. width, height: pixels."""

    data: bytes
    width: int
    height: int


def word_picture(data: bytes) -> WordPicture | None:
    """The picture for a Word file; None where the bytes are no picture that can be shown, whatever their name says."""
    from PIL import Image, ImageOps  # heavy, and most documents hold no picture

    try:
        suffix, cleaned = clean_picture(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sizes: they are asked for here
            with Image.open(io.BytesIO(cleaned), formats=("PNG", "JPEG", "GIF", "WEBP")) as opened:
                if opened.width * opened.height > MOST:
                    return None
                still = getattr(opened, "n_frames", 1) == 1
                upright = opened.getexif().get(EXIF_TURN, 1) == 1
                opened.load()  # a picture that is damaged says so now
                if still and upright and opened.mode in KEPT.get(suffix, ()) and max(opened.size) <= ENOUGH:
                    return WordPicture(data=cleaned, width=opened.width, height=opened.height)
                turned = ImageOps.exif_transpose(opened)
                see_through = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
                plain = turned.convert("RGBA" if see_through else "RGB")
                plain.thumbnail((ENOUGH, ENOUGH))
    except (NotAPicture, OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError):
        return None
    # A new picture has only pixels: whatever the old one carried stays behind.
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    out = io.BytesIO()
    if suffix == ".jpg":
        clean.save(out, "JPEG", quality=90)
    else:
        clean.save(out, "PNG")
    return WordPicture(data=out.getvalue(), width=clean.width, height=clean.height)
