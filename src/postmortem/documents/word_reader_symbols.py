"""Characters that Word takes from a font of pictures, as Unicode: those that people use in reports."""

from __future__ import annotations

# Wingdings and Symbol, by the code in the font. Sources: the fonts' published code charts.
_WINGDINGS = {
    0x4A: "☺", 0x4C: "☹", 0x21: "✏", 0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x77: "◆",
    0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_SYMBOL = {
    0x61: "α", 0x62: "β", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x44: "Δ", 0x57: "Ω", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠",
    0xBB: "≈", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB7: "•", 0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xDE: "⇒", 0xD2: "®", 0xD3: "©", 0xD4: "™",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}


def symbol(font: str, code: str) -> str:
    """The character, or '' where it is not known. code: hexadecimal, in the font's own range (F0FC) or not (00FC)."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    known = _FONTS.get(font.casefold())
    if known is not None:
        return known.get(number & 0xFF if number >= 0xF000 else number, "")
    return chr(number) if 0x20 <= number < 0xD800 else ""
