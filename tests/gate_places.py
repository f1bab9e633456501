"""Places in text files, pages and names in which the gate has to find somebody: each makes the bytes of a file from a text.

A place in code, a link or an identifier counts names in full, handles, addresses and ids, and no single word that may be a
command's or a machine's name.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from tests.gate_picture_places import png, png_text


class Place(NamedTuple):
    """Where a text is put. ending: the file's. is_code: single names do not count here.

    is_name: it is read as a file's name, in which no word is a part of a host. alphabets: only alphabets are read here.
    """

    ending: str
    make: Callable[[str], bytes]
    is_code: bool = False
    is_name: bool = False
    alphabets: bool = False


def text(frame: str) -> Callable[[str], bytes]:
    return lambda words: frame.replace("{}", words).encode("utf-8", "surrogatepass")


def parted(words: str, left: str, right: str = "") -> str:
    """The middle of the longest word formatted: `Dag<b>ny</b>`."""
    longest = max(words.replace("<@", " ").replace(">", " ").replace("@", " ").replace(".", " ").replace("-", " ").split(), key=len, default=words)
    at = words.index(longest)
    half = at + len(longest) // 2
    end = at + len(longest)
    return f"{words[:half]}{left}{words[half:end]}{right}{words[end:]}"


def parted_page(words: str, left: str, right: str = "") -> str:
    """The same in a page, with its signs as entities."""
    return html.escape(parted(words, "\ue000", "\ue001")).replace("\ue000", left).replace("\ue001", right)


def escaped(words: str) -> str:
    return "".join(f"\\u{unit:04x}" for letter in words for unit in _units(letter))


def _units(letter: str) -> list[int]:
    wide = letter.encode("utf-16-be")
    return [int.from_bytes(wide[n : n + 2], "big") for n in range(0, len(wide), 2)]


def folded(line: str) -> str:
    """A calendar's line, folded every twelve bytes, as RFC 5545 has it (never within a letter)."""
    out, length = "", 0
    for letter in line:
        size = len(letter.encode())
        if length + size > 12:
            out, length = f"{out}\r\n ", 0
        out, length = out + letter, length + size
    return out


def data_uri(sort: str, data: bytes) -> str:
    return f"data:{sort};base64,{base64.b64encode(data).decode()}"


MARKDOWN = {
    "paragraph": text("# Errors\n\nThen {} restarted it.\n"),
    "list item": text("* first {} looked\n"),
    "quote": text("> so {} said\n"),
    "table cell": text("| Time | Who |\n|---|---|\n| 14:02 | {} |\n"),
    "heading": text("## What {} saw\n"),
    "link's label": text("see [{}](https://wiki.example/x)\n"),
    "comment": text("<!-- {} wrote this -->\n"),
    "footnote": text("[^1]: told by {}\n"),
    "broken line": lambda words: f"so it was {words} who looked".replace(" ", "\n").encode(),
    "broken line in a quote": lambda words: f"> so it was {words} who looked".replace(" ", "\n> ").encode(),
    "broken line in a list": lambda words: f"- so it was {words} who looked".replace(" ", "\n  ").encode(),
    "hard break": lambda words: f"it was {words} who looked".replace(" ", "\\\n").encode(),
    "emphasis within a word": lambda words: f"then {parted(words, '*', '*')} looked".encode(),
    "bold within a word": lambda words: f"then {parted(words, '**', '**')} looked".encode(),
    "struck within a word": lambda words: f"then {parted(words, '~~', '~~')} looked".encode(),
    "code within a word": lambda words: f"then {parted(words, '`', '`')} looked".encode(),
    "tag within a word": lambda words: f"then {parted(words, '<b>', '</b>')} looked".encode(),
    "comment within a word": lambda words: f"then {parted(words, '<!-- x -->')} looked".encode(),
    "link within a word": lambda words: f"then {parted(words, '[', '](https://x.example)')} looked".encode(),
    "entities": lambda words: ("then " + "".join(f"&#{ord(letter)};" for letter in words) + " looked").encode(),
    "hexadecimal entities": lambda words: ("then " + "".join(f"&#x{ord(letter):x};" for letter in words) + " looked").encode(),
    "picture's description": text("![{} at the desk](x.png)\n"),
    "data address": lambda words: f"![x]({data_uri('image/png', png(png_text(words)))})\n".encode(),
    "UTF-16": lambda words: f"then {words} looked\n".encode("utf-16"),
    "UTF-16 without a mark": lambda words: f"and then, a bit later, {words} looked at it\n".encode("utf-16-le"),
    "UTF-8 with a mark": lambda words: b"\xef\xbb\xbf" + f"{words} looked\n".encode(),
    "zero byte": lambda words: f"then\0 {words} looked\n".encode(),
}
MARKDOWN_CODE = {
    "code": text("run `sudo -u {} ls`\n"),
    "block": text("```\nAuthor: {}\n```\n"),
    "block in a quote": text("> ```\n> by {} \n> ```\n"),
    "broken line in a block": lambda words: f"```\nby {words} now\n```\n".replace("by ", "by\n").encode(),
    "link's target": lambda words: f"[x](https://wiki.example/people/{quote(words, safe='@')})\n".encode(),
    "whole link": lambda words: f"see https://wiki.example/?user={quote(words)}&x=1\n".encode(),
    "link with plus signs": lambda words: f"see https://wiki.example/?q={words.replace(' ', '+')}\n".encode(),
    "encoded link": lambda words: ("see https://x.example/?q=" + "".join(f"%{byte:02X}" for byte in words.encode()) + "\n").encode(),
    "twice encoded link": lambda words: f"see https://x.example/?q={quote(quote(words))}\n".encode(),
}
OTHERS = {
    "plain text": Place(".txt", text("then {} looked\n")),
    "no ending": Place("", text("then {} looked\n")),
    "broken plain text": Place(".txt", lambda words: f"then it was {words} who\r\nlooked".replace(" ", "\r\n").encode()),
    "text in an old encoding": Place(".txt", lambda words: f"then {words} looked\n".encode("cp1252") + b"\xe9\n"),
    "log": Place(".log", text("2026-10-14T09:00:00Z sshd: session opened for {} by uid=0\n"), is_code=True),
    "escapes in a log": Place(".log", lambda words: f'body="user {escaped(words)} said"\n'.encode(), is_code=True),
    "line ends written in a log": Place(".log", lambda words: f"msg=hello\\n{words}\\nbye\n".encode(), is_code=True),
    "cell": Place(".csv", text("time,who\n14:02,{}\n"), is_code=True),
    "quoted cell": Place(".csv", text('"14:02","{}","looked"\n'), is_code=True),
    "cell between tabs": Place(".tsv", text("14:02\t{}\tlooked\n"), is_code=True),
    "JSON": Place(".json", lambda words: json.dumps({"text": f"then {words} looked"}).encode()),
    "JSON as it is": Place(".json", lambda words: json.dumps({"text": f"then\n{words}\nlooked"}, ensure_ascii=False).encode()),
    "JSON all in escapes": Place(".json", lambda words: f'{{"text": "{escaped(f"then {words} looked")}"}}'.encode()),
    "JSON's key": Place(".json", lambda words: json.dumps({words: 1}).encode()),
    "JSON lines": Place(".jsonl", lambda words: b'{"a": 1}\n' + json.dumps({"text": f"then {words} looked"}).encode() + b"\n"),
    "TOML": Place(".toml", lambda words: f"text = {json.dumps(f'then {words} looked')}\n".encode()),
    "TOML's long text": Place(".toml", text('text = """\nthen {} looked\n"""\n')),
    "TOML's remark": Place(".toml", text("# then {} looked\nx = 1\n")),
    "YAML": Place(".yaml", text("owner: {}\n"), is_code=True),
    "calendar": Place(".ics", text("BEGIN:VCALENDAR\r\nDESCRIPTION:then {} looked\r\n")),
    "calendar, folded": Place(".ics", lambda words: f"BEGIN:VCALENDAR\r\n{folded(f'DESCRIPTION:then {words} looked')}\r\n".encode()),
    "calendar's attendee": Place(".ics", text('ATTENDEE;ROLE=CHAIR;CN="{}":mailto:\r\n')),
    "calendar, escaped": Place(".ics", text("SUMMARY:first\\n{}\\, then lunch\r\n")),
    "address card": Place(".vcf", text("BEGIN:VCARD\nFN:{}\n")),
}
PAGE = {
    "paragraph": "<p>Then {} looked.</p>",
    "title": "<title>What {} saw</title>",
    "cell": "<table><tr><td>14:02</td><td>{}</td></tr></table>",
    "list": "<ul><li>{}</li></ul>",
    "option": "<select><option>x</option><option>{}</option></select>",
    "comment": "<!-- {} wrote this -->",
    "comment with tags": "<!-- <p>then <b>{}</b> said</p> -->",
    "picture's description": '<img alt="{} at the desk">',
    "title of a link": '<a title="{}" href="#">x</a>',
    "label": '<p aria-label="{}">x</p>',
    "meta": '<meta name="author" content="{}">',
    "data attribute": '<p data-who="{}">x</p>',
    "input": '<input value="{}">',
    "style's text": "<style>p::before { content: '{}' }</style>",
    "style's remark": "<style>/* {} wrote this */</style>",
    "style attribute": "<p style=\"--who: '{}'\">x</p>",
    "script of data": '<script type="application/ld+json">{"author": "{}"}</script>',
    "no script": "<noscript>then {} looked</noscript>",
    "template": "<template><p>{}</p></template>",
    "drawing": "<svg><title>x</title><text>by {}</text></svg>",
    "drawing's description": "<svg><desc>by {}</desc></svg>",
    "drawing's metadata": '<svg><metadata><dc:creator>{}</dc:creator></metadata></svg>',
    "instruction": "<?note {} said ?>",
    "declaration": "<![CDATA[then {} looked]]>",
    "unfinished": "<p>then {} looked <b",
    "unfinished code": "<p>x</p><textarea>then {} looked",
}
PAGE_CODE = {
    "code": "<p>run <code>sudo -u {}</code></p>",
    "block": "<pre><code>x\nAuthor: {}\n</code></pre>",
    "link": '<a href="https://wiki.example/{}">x</a>',
    "class": '<p class="by {}">x</p>',
    "script": '<script>let who = "{}"</script>',
}


def page(frame: str) -> Callable[[str], bytes]:
    escape = frame.startswith(("<script", "<style", "<!--", "<?", "<!["))
    return lambda words: f"<!doctype html>\n<html lang='en'>{frame.replace('{}', words if escape else html.escape(words))}</html>".encode()


def page_of(make: Callable[[str], str]) -> Callable[[str], bytes]:
    return lambda words: f"<!doctype html><html><body>{make(words)}</body></html>".encode()


PAGES = {
    **{name: Place(".html", page(frame)) for name, frame in PAGE.items()},
    **{f"{name} in HTML, as code": Place(".html", page(frame), is_code=True) for name, frame in PAGE_CODE.items()},
    "tags within a word": Place(".html", page_of(lambda words: f"<p>then {parted_page(words, '<b>', '</b>')} looked</p>")),
    "possible break within a word": Place(".html", page_of(lambda words: f"<p>{parted_page(words, '<wbr>')}</p>")),
    "a tag for each letter": Place(".html", page_of(lambda words: "<p>" + "".join(f"<span>{html.escape(letter)}</span>" for letter in words) + "</p>")),
    "line breaks between words": Place(".html", page_of(lambda words: f"<p>it was {html.escape(words).replace(' ', '<br>')}<br>then</p>")),
    "entities": Place(".html", page_of(lambda words: "<p>" + "".join(f"&#{ord(letter)};" for letter in words) + "</p>")),
    "no-break spaces": Place(".html", page_of(lambda words: f"<p>by {html.escape(words).replace(' ', '&nbsp;')}&shy; then</p>")),
    "code in pieces": Place(".html", page_of(lambda words: f"<pre><i>by</i> {parted_page(words, '<i>', '</i>')}\n</pre>"), is_code=True),
    "drawing in pieces": Place(".svg", lambda words: f"<svg xmlns='x'><text>by {parted_page(words, '<tspan>', '</tspan>')}</text></svg>".encode()),
    "drawing's document": Place(".svg", lambda words: f'<svg sodipodi:docname="/home/{html.escape(words)}/x.svg"></svg>'.encode(), is_code=True),
    "page inside a page": Place(".html", page_of(lambda words: f'<iframe srcdoc="{html.escape(f"<p>by {html.escape(words)}</p>")}"></iframe>')),
    "picture inside a page": Place(".html", page_of(lambda words: f'<img src="{data_uri("image/png", png(png_text(words)))}">')),
    "picture inside a style": Place(".html", page_of(lambda words: f'<style>p {{ background: url({data_uri("image/png", png(png_text(words)))}) }}</style>')),
    "text inside an address": Place(".html", page_of(lambda words: f'<a href="data:text/plain,{quote(words)}">x</a>')),
    "page without its ending": Place(".txt", page("<p>then {} looked</p>")),
}

PLACES = {
    **{f"Markdown: {name}": Place(".md", make) for name, make in MARKDOWN.items()},
    **{f"Markdown: {name}": Place(".md", make, is_code=True) for name, make in MARKDOWN_CODE.items()},
    **{f"file: {name}": place for name, place in OTHERS.items()},
    **{f"page: {name}": place for name, place in PAGES.items()},
}

