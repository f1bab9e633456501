# ruff: noqa: E501 - a pattern or a sentence in one line is easier to read than a wrapped one
"""Puts code and quoted words behind signs, so that the rules for sentences leave them as they were said."""

from __future__ import annotations

import re

# One private character each, so that what is masked counts as one word. More of them than this are no sentence.
_FIRST, MOST = 0xE100, 200
_CODE = re.compile(r"`[^`]{1,400}`")
_QUOTE = re.compile(r'"[^"]{1,300}"|“[^”]{1,300}”|«[^»]{1,300}»')
_SIGN = re.compile("[\ue100-\ue1c7]")
_OWN = re.compile(r"(?<![\w'])(?:I|me|my|we|our|us|I'[a-z]+|we'[a-z]+|mine|ours)(?![\w'])", re.IGNORECASE)
# A quotation whose end is in another sentence: from its mark on, with what introduces it.
_OPEN_QUOTE = re.compile(r"(?:\s*[:,–—-])?\s*[\"“«][^\"”»]*$")


class Masked:
    """A text with its code and quotations as signs."""

    __slots__ = ("_kept", "text")

    def __init__(self, text: str) -> None:
        self._kept: list[str] = []
        if '"' in text or "“" in text or "«" in text or "`" in text:
            text = _QUOTE.sub(self._quote, _CODE.sub(self._keep, text))
            if '"' in text or "“" in text or "«" in text:
                rest = _OPEN_QUOTE.sub("", text)
                text = rest if len(rest.split()) > 2 else re.sub('["“«]', "", text)
        self.text = text

    def _keep(self, found: re.Match[str]) -> str:
        if len(self._kept) >= MOST:
            return found[0]
        self._kept.append(found[0])
        return chr(_FIRST + len(self._kept) - 1)

    def _quote(self, found: re.Match[str]) -> str:
        # Somebody's "we" inside a quotation is not the team: such words are left out.
        return " " if _OWN.search(found[0]) else self._keep(found)

    def back(self, text: str) -> str:
        """The text with what its signs stand for."""
        return _SIGN.sub(lambda found: self._kept[ord(found[0]) - _FIRST] if ord(found[0]) - _FIRST < len(self._kept) else "", text) if self._kept else text
