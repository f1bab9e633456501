"""Pictures in the page: each becomes a part of it, re-encoded without metadata, and of no more pixels than a page can show."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from markdown_it.token import Token
from markupsafe import escape as html

from postmortem.documents.page_marks import raw
from postmortem.documents.word_pictures import WordPicture, word_picture

# Bytes of pictures in one page: what mail servers let through. What comes after them stays beside the page.
MOST = 12_000_000


def show_pictures(tokens: list[Token], pictures: Mapping[str, bytes], drawings: Mapping[str, str]) -> None:
    """Put the pictures into the page: what is alone in its paragraph as a figure with its caption, the rest where it stands."""
    shelf = _Shelf(pictures)
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "inline" and token.children:
            alone = len(token.children) == 1 and token.children[0].type == "image" and tokens[place - 1].type == "paragraph_open"
            figure = _figure(token.children[0], shelf, drawings) if alone else ""
            if figure and token.level == 1:
                tokens[place - 1 : place + 2] = [raw(figure)]
                place -= 1
            else:
                token.children = [_shown(child, shelf) if child.type == "image" else child for child in token.children]
        place += 1


class _Shelf:
    """The pictures, opened once each."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self._pictures, self._room = pictures, MOST
        self._opened: dict[str, WordPicture | None] = {}

    def find(self, address: str) -> WordPicture | None:
        """The picture of an address; None where there is none, where it is none, or where the page is full."""
        if address not in self._opened:
            data = self._pictures.get(address) or self._pictures.get(unquote(address))
            picture = word_picture(data) if data else None
            if picture is not None and len(picture.data) > self._room:
                picture = None
            if picture is not None:
                self._room -= len(picture.data)
            self._opened[address] = picture
        return self._opened[address]


def _figure(image: Token, shelf: _Shelf, drawings: Mapping[str, str]) -> str:
    address, caption = str(image.attrs.get("src", "")), str(image.attrs.get("title", ""))
    said = f"<figcaption>{html(caption)}</figcaption>\n" if caption else ""
    if address in drawings:
        frame = '<div class="scroll" role="group" aria-label="Figure" tabindex="0">'
        return f"<figure>\n{frame}\n{drawings[address]}\n</div>\n{said}</figure>\n"
    picture = shelf.find(address)
    return f"<figure>\n{_img(picture, _alt(image))}\n{said}</figure>\n" if picture is not None else ""


def _shown(image: Token, shelf: _Shelf) -> Token:
    address = str(image.attrs.get("src", ""))
    picture, alt = shelf.find(address), _alt(image)
    if picture is not None:
        return Token("html_inline", "", 0, content=_img(picture, alt, kind=' class="shot"'))
    return Token("text", "", 0, content=f"[picture: {alt}]" if alt else "[picture]")


def _img(picture: WordPicture, alt: str, *, kind: str = "") -> str:
    sort = "png" if picture.data.startswith(b"\x89PNG") else "jpeg"
    data = base64.b64encode(picture.data).decode()
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<img{kind} src="data:image/{sort};base64,{data}" alt="{html(alt)}" {size}>'


def _alt(image: Token) -> str:
    return _words(image.children or ()) or image.content


def _words(children: Sequence[Token]) -> str:
    return "".join(child.content for child in children)
