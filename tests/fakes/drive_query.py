"""Drive's search language, as far as it is documented: a real grammar, and an error for all else.

query  = and { "or" and }        (left to right as Drive does; "not" and brackets allowed)
term   = field operator value | value "in" field | field "has" "{" key='…' "and" value='…' "}"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.drive_errors import invalid

Test = Callable[[Mapping[str, Any]], bool]
_TOKEN = re.compile(r"\s*(?:(?P<text>'(?:\\.|[^'\\])*')|(?P<word>[A-Za-z]+)|(?P<sign><=|>=|!=|=|<|>|\(|\)|\{|\}))")
_TEXTS = {"name": ("contains", "=", "!="), "mimeType": ("contains", "=", "!="), "fullText": ("contains",)}
_TIMES = {"modifiedTime", "createdTime", "viewedByMeTime"}
_FLAGS = {"trashed", "starred"}
_LISTS = {"parents", "owners", "writers", "readers"}


def parse_query(text: str) -> Test:
    """A test of a file's resource; a 400 where the query is not one."""
    tokens = _tokens(text)
    test, rest = _either(tokens)
    if rest:
        raise invalid(f"q={text}")
    return test


def _tokens(text: str) -> list[str]:
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise invalid(f"q={text}")
        tokens.append(match.group(0).strip())
        at = match.end()
    if not tokens:
        raise invalid("q is empty")
    return tokens


def _either(tokens: list[str]) -> tuple[Test, list[str]]:
    left, tokens = _both(tokens)
    while tokens[:1] == ["or"]:
        right, tokens = _both(tokens[1:])
        left = (lambda a, b: lambda file: a(file) or b(file))(left, right)
    return left, tokens


def _both(tokens: list[str]) -> tuple[Test, list[str]]:
    left, tokens = _one(tokens)
    while tokens[:1] == ["and"]:
        right, tokens = _one(tokens[1:])
        left = (lambda a, b: lambda file: a(file) and b(file))(left, right)
    return left, tokens


def _one(tokens: list[str]) -> tuple[Test, list[str]]:
    match tokens:
        case ["not", *rest]:
            inner, rest = _one(rest)
            return (lambda file: not inner(file)), rest
        case ["(", *rest]:
            inner, rest = _either(rest)
            if rest[:1] != [")"]:
                raise invalid("q: a bracket is not closed")
            return inner, rest[1:]
        case [value, "in", field, *rest] if value.startswith("'"):
            if field not in _LISTS:
                raise invalid(f"q: in {field}")
            wanted = _text(value)
            return (lambda file: wanted in file.get(field, ())), rest
        case [("properties" | "appProperties") as field, "has", "{", "key", "=", key, "and", "value", "=", value, "}", *rest]:
            name, wanted = _text(key), _text(value)
            return (lambda file: file.get(field, {}).get(name) == wanted), rest
        case [field, sign, value, *rest]:
            return _comparison(field, sign, value), rest
    raise invalid("q: a term is not complete")


def _comparison(field: str, sign: str, value: str) -> Test:
    if field in _FLAGS and sign in ("=", "!=") and value in ("true", "false"):
        return lambda file: bool(file.get(field, False)) == ((value == "true") == (sign == "="))
    if field in _TEXTS and sign in _TEXTS[field]:
        wanted = _text(value)
        if sign == "contains":  # of a name: the beginning of one of its words
            return lambda file: any(word.startswith(wanted) for word in (file[field], *file[field].split()))
        # Names compare without regard to case, as Drive does it.
        return lambda file: (file[field].casefold() == wanted.casefold()) == (sign == "=")
    if field in _TIMES and sign in ("<=", "<", "=", "!=", ">", ">="):
        wanted = _text(value)
        compare: dict[str, Callable[[str], bool]] = {
            "<=": lambda at: at <= wanted,
            "<": lambda at: at < wanted,
            "=": lambda at: at == wanted,
            "!=": lambda at: at != wanted,
            ">": lambda at: at > wanted,
            ">=": lambda at: at >= wanted,
        }
        return lambda file: compare[sign](file[field])
    raise invalid(f"q: {field} {sign} {value}")


def _text(token: str) -> str:
    if not (token.startswith("'") and token.endswith("'") and len(token) > 1):
        raise invalid(f"q: {token} is not a text")
    return re.sub(r"\\(.)", r"\1", token[1:-1])
