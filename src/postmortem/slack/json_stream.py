"""JSON read element by element, from bytes that may be large, damaged or hostile.

An export is other people's data: a file may be cut off, nested a thousand deep, or one message may be ten megabytes.
Memory stays bounded by the largest single element, and what stands before the damage is still handed out.
"""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Iterator

LARGEST_ELEMENT = 48_000_000  # bytes of memory that the JSON of one message takes; a text of 10 MB is odd, but can be read
MOST_BRACKETS = 500_000  # opening brackets in one large element: a few bytes each in the file, hundreds in memory
MOST_COMMAS = 3_000_000  # the same of commas: every one may be another value
DEEPEST = 100  # levels within one element; Slack's own blocks need about ten
LONGEST_NUMBER = 400  # digits; Python refuses to read numbers of more than 4,300
_BRACKETS_OF_A_USUAL_MESSAGE = 100  # an element with fewer cannot be nested deeper than DEEPEST
_GROW_BY = 256 * 1024  # characters, and as many again as are held, up to:
_GROW_BY_AT_MOST = 4_000_000
_LARGE = 2_000_000  # characters from which an element's parts are counted
_NOT_SPACE = re.compile(r"[^ \t\r\n]")  # the next character that is not JSON's white space; looks at each character once
_LONGEST_TOKEN = 16  # an error this close to the end of what was read may be only a token that goes on


class Damage(Exception):
    """A file cannot be read to its end. The text completes the sentence "<file> …", and never quotes its content."""


def _number(digits: str) -> int | None:
    """A whole number, or None for one so long that it is an attack and not a number."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else None


def _no_number(_: str) -> None:
    """What NaN and Infinity become: they are not JSON, and nothing in a message needs them."""


_decode = json.JSONDecoder(strict=False, parse_constant=_no_number).raw_decode
_decode_long_numbers = json.JSONDecoder(strict=False, parse_constant=_no_number, parse_int=_number).raw_decode


class JsonReader:
    """Reads one file's JSON piece by piece. `had_bad_bytes` says afterwards whether some bytes were not text."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._decoder: codecs.IncrementalDecoder | None = None
        self._text = ""
        self._at = 0
        self._ended = False
        self._damage: Damage | None = None
        self.had_bad_bytes = False

    def elements(self) -> Iterator[object]:
        """The elements of the list that comes next. Raises `Damage` where the file stops being one."""
        opening = self.peek()
        if not opening:
            raise Damage("is empty")
        if opening != "[":
            raise Damage("does not hold a list" if opening == "{" else "is not JSON")
        self._at += 1
        while (following := self.peek()) != "]":
            if not following:
                raise Damage("is cut off")
            if following == ",":
                self._at += 1
            else:
                yield self.value()
        self._at += 1

    def values(self) -> Iterator[object]:
        """The values of a file that holds one after another, such as one a line."""
        while self.peek():
            yield self.value()

    def keys(self) -> Iterator[str]:
        """The keys of the object that comes next; whoever iterates reads each key's value before the next key."""
        if self.peek() != "{":
            raise Damage("is not JSON" if self.peek() else "is empty")
        self._at += 1
        while (following := self.peek()) != "}":
            if not following:
                raise Damage("is cut off")
            if following == ",":
                self._at += 1
                continue
            key = self.value()
            if not isinstance(key, str) or self.peek() != ":":
                raise Damage("is not JSON")
            self._at += 1
            yield key
        self._at += 1

    def peek(self) -> str:
        """The next character that is not white space, not consumed; "" at the end of the file."""
        while True:
            if found := _NOT_SPACE.search(self._text, self._at):
                self._at = found.start()
                return found[0]
            self._at = len(self._text)
            if not self._grow():
                return ""

    def value(self) -> object:
        """The value that comes next, whole."""
        self.peek()
        while True:
            start = self._at
            try:
                value, end = self._decode()
            except RecursionError as error:
                raise Damage("is nested too deeply") from error
            except json.JSONDecodeError as error:
                if self._may_go_on(error) and self._grow():
                    continue
                raise Damage("is cut off" if self._ended and self._may_go_on(error) else "is not JSON") from error
            if end == len(self._text) and isinstance(value, int | float) and self._grow():
                continue  # a number may go on in what was not yet read
            self._at = end
            return self._made_safe(value, start, end)

    def _decode(self) -> tuple[object, int]:
        try:
            return _decode(self._text, self._at)
        except json.JSONDecodeError:
            raise
        except ValueError:  # a number of thousands of digits
            return _decode_long_numbers(self._text, self._at)

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        """Whether an element may only be unfinished, not wrong. An open string is reported at its beginning."""
        return error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - _LONGEST_TOKEN

    def _made_safe(self, value: object, start: int, end: int) -> object:
        """The value with nothing in it that makes later readers fall over: too deep nesting, halves of characters."""
        text = self._text
        if text.count("{", start, end) + text.count("[", start, end) > _BRACKETS_OF_A_USUAL_MESSAGE and _depth(value) > DEEPEST:
            raise Damage("is nested too deeply")
        if text.find("\\ud", start, end) >= 0 or text.find("\\uD", start, end) >= 0:
            try:
                json.dumps(value, ensure_ascii=False).encode("utf-8")
            except UnicodeEncodeError:
                return _without_half_characters(value)
        return value

    def _grow(self) -> bool:
        """Read on, about twice as far as what is held; False at the end of the file.

        Damage further on in the file waits until what stands before it is used up.
        """
        if self._ended:
            return False
        if self._damage is not None:
            raise self._damage
        held = self._text[self._at :]
        if sys.getsizeof(held) > LARGEST_ELEMENT:
            raise Damage(f"has one element of more than {LARGEST_ELEMENT // 1_000_000} MB")
        if len(held) > _LARGE and (held.count("{") + held.count("[") > MOST_BRACKETS or held.count(",") > MOST_COMMAS):
            raise Damage(f"has one element of more than {MOST_BRACKETS:,} parts")
        parts, wanted = [held], min(max(_GROW_BY, len(held)), _GROW_BY_AT_MOST)
        try:
            while wanted > 0 and not self._ended:
                part = self._next_text()
                parts.append(part)
                wanted -= len(part)
        except Damage as damage:
            self._damage = damage
        self._text, self._at = "".join(parts), 0
        if self._damage is not None and len(self._text) == len(held):
            raise self._damage
        return len(self._text) > len(held)

    def _next_text(self) -> str:
        chunk = next(self._chunks, b"")
        self._ended = not chunk
        if self._decoder is None:
            self._decoder = codecs.getincrementaldecoder(_encoding(chunk))("strict")
        state = self._decoder.getstate()
        try:
            return self._decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError:
            self.had_bad_bytes = True
            encoding = _encoding_of(self._decoder)
            self._decoder = codecs.getincrementaldecoder(encoding)("replace")
            self._decoder.setstate(state)
            return self._decoder.decode(chunk, final=not chunk)


def _encoding(first: bytes) -> str:
    """UTF-8 in all that Slack writes; a file that somebody opened and saved may be anything with a byte order mark."""
    return json.detect_encoding(first)


def _encoding_of(decoder: codecs.IncrementalDecoder) -> str:
    return type(decoder).__module__.rpartition(".")[2].replace("_", "-")


def _depth(value: object) -> int:
    """How many levels of lists and objects a value has, without recursion; stops counting just past DEEPEST."""
    level: list[object] = [value]
    depth = 0
    while level and depth <= DEEPEST:
        inner: list[object] = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
        if inner:
            depth += 1
        level = [item for item in inner if isinstance(item, dict | list)]
    return depth


def _without_half_characters(value: object) -> object:
    """The value with each half of a surrogate pair that stands alone replaced: it could not be written as UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_without_half_characters(item) for item in value]
    if isinstance(value, dict):
        return {_without_half_characters(key): _without_half_characters(item) for key, item in value.items()}
    return value
