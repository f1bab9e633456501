"""From Markdown to one self-contained page: no script, nothing fetched, readable from disk, in the dark and on paper."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it.token import Token
from markupsafe import escape as html

from postmortem.documents.escape import clean
from postmortem.documents.page_marks import mark_up
from postmortem.documents.page_pictures import show_pictures
from postmortem.documents.page_timeline import filter_style, make_filter
from postmortem.documents.parse import parser, read_tokens
from postmortem.documents.template_files import templates_folder

NONE: Mapping[str, bytes] = MappingProxyType({})
NO_DRAWINGS: Mapping[str, str] = MappingProxyType({})
# Languages that are written from right to left.
RIGHT_TO_LEFT = frozenset("ar dv fa he ps sd ug ur yi".split())
_LONGEST_WORDS = 90


def write_page(
    markdown: str,
    *,
    title: str,
    language: str = "en-GB",
    pictures: Mapping[str, bytes] = NONE,
    drawings: Mapping[str, str] = NO_DRAWINGS,
) -> bytes:
    """The document as an HTML file. Everything in it is escaped; a policy inside it forbids whatever is not.

    pictures: those that the Markdown shows, by the address that it gives them; they become part of the page. drawings: SVG
    that we drew ourselves and that stands in the place of the picture of that address.
    """
    tokens = read_tokens(clean(markdown))
    kinds = make_filter(tokens)
    show_pictures(tokens, pictures, drawings)
    contents = mark_up(tokens)
    first = _end_of_title(tokens)
    style = (templates_folder() / "page.css").read_text(encoding="utf-8") + filter_style(kinds)
    environment = Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    page = environment.get_template("page.html.j2").render(
        title=clean(title),
        language=language,
        direction="rtl" if language.partition("-")[0].casefold() in RIGHT_TO_LEFT else "ltr",
        style=style,
        digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        head=_html(tokens[:first]) if first else f"<h1>{html(clean(title))}</h1>\n",
        contents=[(anchor, _short(words)) for anchor, words in contents],
        body=_html(tokens[first:]),
    )
    return page.encode("utf-8")


def _html(tokens: Sequence[Token]) -> str:
    return str(parser().renderer.render([token for token in tokens if token.type != "hidden"], parser().options, {}))


def _end_of_title(tokens: Sequence[Token]) -> int:
    """How many tokens the document's title takes; none where it does not begin with one."""
    return 3 if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1" else 0


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS].rstrip()} …"
