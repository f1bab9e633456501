"""Slack's text into pieces: code first, then `<…>` tokens, emoji and marks, and the three entities unescaped exactly once.

The order matters: unescaped first, `&lt;b&gt;` would become a token; marks before code, `a_b_c` in a log would lose its
underscores. Every step is linear in the length of the text.
"""

from __future__ import annotations

import re
from sys import intern

from postmortem.slack.characters import clean_text
from postmortem.text import Piece, PieceKind, Pieces

# A text without any of these is one stretch of prose as it stands.
_SPECIAL = re.compile("[<`:&*_~\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

# A closed block of code, or a closed span of code within one line. An unclosed one is text, as in Slack.
_CODE = re.compile(r"```(?P<block>.+?)```|(?<![`\w])`(?P<span>[^`\n]+)`(?!`)", re.DOTALL)

# Anything in angle brackets. Slack escapes the brackets that people type, so most of these are tokens.
_TOKEN = re.compile(r"<([^<>]+)>")

# What may follow "<" in a token about a person, a channel or a user group: an id and perhaps a label.
_PERSON = re.compile(r"@([UWB][A-Z0-9]{1,30})(?:\|(.*))?", re.DOTALL)
_CHANNEL = re.compile(r"#([CGD][A-Z0-9]{1,30})(?:\|(.*))?", re.DOTALL)
_GROUP = re.compile(r"!subteam\^([A-Z0-9]{1,31})(?:\|(.*))?", re.DOTALL)
_BROADCAST = re.compile(r"!(here|channel|everyone)(?:\|.*)?", re.DOTALL)
_DATE = re.compile(r"!date\^(-?[0-9]{1,12})\^([^|]*)(?:\|(.*))?", re.DOTALL)
_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]{1,30}://|mailto:|tel:|sip:|sms:)[^\s|][^|]*\Z|www\.[^\s|]+\Z")

# A run of emoji such as ":fire:" or ":wave::skin-tone-2::eyes:", standing free: not inside times, paths, addresses or C++ names.
_EMOJI_RUN = re.compile(r"(?<![\w:/.])(?::(?:[^\WA-Z]|[+'&\-])+(?:::skin-tone-[2-6])?:)+(?![\w:/])")
_EMOJI = re.compile(r":([^:]+)(?:::skin-tone-[2-6])?:")
_LETTER = re.compile(r"[^\W\d_]")
_EMOJI_WITHOUT_LETTERS = frozenset({"100", "1234", "+1", "-1"})

# Slack's own tokens in addresses (`t=xoxe-…`), and whatever is handed over as `token=`.
_ADDRESS_TOKEN = re.compile(r"([?&])(?:(?:t|pub_secret)=xox[^&#]*|token=[^&#]*)", re.IGNORECASE)

# Stands for a piece that is not prose while marks are looked for; control characters are gone by then.
_STAND_IN = "\x00"


def _mark(mark: str) -> re.Pattern[str]:
    """The mark and its partner as Slack renders them, on one line: free outside, tight inside, not around globs or paths.

    The possessive repeat never looks back, and a repeat ends where another mark could open: linear.
    """
    m = re.escape(mark)
    before = r"(?<![^\s\x00(\[{\"'“‘\-–—:;,>|*_~/])(?<!" + m + r")(?<!\w/)"
    inside = rf"((?!{m})[^\s.,;:/\\)\]}}=|%$&+\-](?:[^{m}\n]|(?<=[^\W_]){m}(?=[^\W_]))*+)(?<=\S)"
    after = m + r"(?!" + m + r")(?=[*_~]{0,2}(?:[\s\x00]|$|[.,;:!?)\]}\"'”’…\-–—]{1,4}(?:[\s\x00*_~]|$)))"
    return re.compile(before + m + inside + after)


# *bold*, _italic_ and ~struck~, in the order in which they are taken off.
_MARKS = (("*", _mark("*")), ("_", _mark("_")), ("~", _mark("~")))


def decode_mrkdwn(text: str) -> Pieces:
    """What Slack shows for `text`, as pieces; nothing in them is escaped or markup. An empty text has no pieces."""
    if _SPECIAL.search(text) is None:
        return (Piece(PieceKind.PROSE, text),) if text else ()
    text = clean_text(text)
    pieces: list[Piece] = []
    if "`" in text:
        _split_code(text, pieces)
    else:
        _split_tokens(text, pieces)
    return _tidy(_without_marks(pieces))


def decode_plain(text: str) -> Pieces:
    """A text in which Slack shows no markup but emoji, though it escapes the three characters: the "plain_text" of blocks."""
    if _SPECIAL.search(text) is None:
        return (Piece(PieceKind.PROSE, text),) if text else ()
    pieces: list[Piece] = []
    _split_emoji(clean_text(text), pieces)
    return _tidy(pieces)


def unescape(text: str) -> str:
    """The three entities that Slack uses, once: "&amp;lt;" becomes "&lt;" and stays so."""
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def clean_address(address: str) -> str:
    """A link's address, unescaped, without any token of Slack's."""
    address = unescape(address)
    if "=" not in address:
        return address
    stripped = _ADDRESS_TOKEN.sub(r"\1", address)
    if stripped == address:
        return address
    head, mark, fragment = stripped.partition("#")
    path, _, query = head.partition("?")
    kept = "&".join(part for part in query.split("&") if part)
    return path + (f"?{kept}" if kept else "") + mark + fragment


def join_pieces(pieces: list[Piece]) -> Pieces:
    """The pieces as a tuple, neighbouring prose put together, empty prose left out."""
    return _tidy(pieces, is_plain=True)


def _split_code(text: str, pieces: list[Piece]) -> None:
    position = 0
    for match in _CODE.finditer(text):
        if match.start() > position:
            _split_tokens(text[position : match.start()], pieces)
        block = match["block"]
        if block is not None:
            pieces.append(Piece(PieceKind.CODE_BLOCK, _code_text(block)))
        else:
            pieces.append(Piece(PieceKind.CODE, _code_text(match["span"])))
        position = match.end()
    if position < len(text):
        _split_tokens(text[position:], pieces)


def _code_text(code: str) -> str:
    """Code as it is shown: Slack makes links and mentions of addresses and names in code too, and shows them plain."""
    if "<" in code:
        code = _TOKEN.sub(lambda match: _shown_in_code(match[0], match[1]), code)
    return unescape(code)


def _shown_in_code(token: str, inner: str) -> str:
    piece = _token(inner)
    if piece is None:
        return token
    kind, text, target = piece
    match kind:
        case PieceKind.LINK:
            return text or target.removeprefix("mailto:").removeprefix("tel:")
        case PieceKind.PERSON:
            return f"<@{target}>"
        case PieceKind.CHANNEL:
            return f"#{text or target}"
        case PieceKind.GROUP | PieceKind.BROADCAST:
            return f"@{text or target}"
        case _:
            return text


def _split_tokens(text: str, pieces: list[Piece]) -> None:
    if "<" not in text:
        _split_emoji(text, pieces)
        return
    position = 0
    for match in _TOKEN.finditer(text):
        piece = _token(match[1])
        if piece is None:
            continue
        if match.start() > position:
            _split_emoji(text[position : match.start()], pieces)
        pieces.append(piece)
        position = match.end()
    if position < len(text):
        _split_emoji(text[position:], pieces)


def _token(inner: str) -> Piece | None:
    """The piece that a token stands for, its text still escaped where it is prose; None for what is no token of Slack's."""
    first = inner[0]
    if first == "@":
        found = _PERSON.fullmatch(inner)
        return found and Piece(PieceKind.PERSON, unescape(found[2] or "").removeprefix("@"), intern(found[1]))
    if first == "#":
        found = _CHANNEL.fullmatch(inner)
        return found and Piece(PieceKind.CHANNEL, unescape(found[2] or "").removeprefix("#"), intern(found[1]))
    if first == "!":
        return _special(inner)
    address, _, label = inner.partition("|")
    if _ADDRESS.match(address) is None:
        return None
    target, text = clean_address(address), unescape(label)
    if "xox" in text:
        text = clean_address(text)
    return Piece(PieceKind.LINK, "" if text == target else text, target)


def _special(inner: str) -> Piece | None:
    if found := _BROADCAST.fullmatch(inner):
        return Piece(PieceKind.BROADCAST, found[1])
    if found := _GROUP.fullmatch(inner):
        return Piece(PieceKind.GROUP, unescape(found[2] or "").removeprefix("@"), found[1])
    if found := _DATE.fullmatch(inner):
        # The label is what Slack shows where it cannot format the time; without one the format's words are all there is.
        return Piece(PieceKind.PROSE, found[3] or found[2].partition("^")[0])
    return None


def _split_emoji(text: str, pieces: list[Piece]) -> None:
    position = 0
    if text.count(":") > 1:
        for run in _EMOJI_RUN.finditer(text):
            for match in _EMOJI.finditer(text, run.start(), run.end()):
                name = match[1]
                if _LETTER.search(name) is None and name not in _EMOJI_WITHOUT_LETTERS:
                    continue
                if match.start() > position:
                    pieces.append(Piece(PieceKind.PROSE, text[position : match.start()]))
                pieces.append(Piece(PieceKind.EMOJI, intern(name)))
                position = match.end()
    if position < len(text):
        pieces.append(Piece(PieceKind.PROSE, text[position:] if position else text))


def _without_marks(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the marks of bold, italic and struck text, which may stand around code, links and mentions."""
    line = "".join(piece.text if piece.kind is PieceKind.PROSE else _STAND_IN for piece in pieces)
    bare = line
    for mark, pattern in _MARKS:
        if bare.count(mark) > 1:
            bare = pattern.sub(r"\1", bare)
    if bare == line:
        return pieces
    result: list[Piece] = []
    others = (piece for piece in pieces if piece.kind is not PieceKind.PROSE)
    for number, stretch in enumerate(bare.split(_STAND_IN)):
        if number:
            result.append(next(others))
        result.append(Piece(PieceKind.PROSE, stretch))
    return result


def _tidy(pieces: list[Piece], *, is_plain: bool = False) -> Pieces:
    """Neighbouring prose put together and, unless it is plain already, unescaped; empty prose left out."""
    tidy: list[Piece] = []
    waiting: list[str] = []
    for piece in pieces:
        if piece.kind is PieceKind.PROSE:
            waiting.append(piece.text)
            continue
        if waiting:
            _add_prose(tidy, waiting, is_plain)
        tidy.append(piece)
    if waiting:
        _add_prose(tidy, waiting, is_plain)
    return tuple(tidy)


def _add_prose(tidy: list[Piece], waiting: list[str], is_plain: bool) -> None:
    text = "".join(waiting)
    waiting.clear()
    if text:
        tidy.append(Piece(PieceKind.PROSE, text if is_plain else unescape(text)))
