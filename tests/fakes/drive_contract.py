"""What Drive's own description of its API allows: built from the discovery document that ships in the client library.

A request that the description does not know is refused, as is a field, a parameter or a value of another type. So a client that
passes here speaks the API as it is described, and the fake cannot be more forgiving than the description.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from googleapiclient.discovery_cache import get_static_doc
from tests.fakes.drive_errors import Refusal, invalid

_DOCUMENT: dict[str, Any] = json.loads(get_static_doc("drive", "v3"))
SCHEMAS: dict[str, Any] = _DOCUMENT["schemas"]
_COMMON: dict[str, Any] = _DOCUMENT["parameters"]
# Described as only for output, and given all the same when a permission is made.
_GIVEN_ONCE = {"type", "role", "emailAddress", "domain"}
# What the uploads' own protocol adds to a query.
_UPLOAD_PARAMETERS = {"upload_id", "uploadType"}
# Methods that need `fields`, which the description says only in words.
_NEED_FIELDS = {"drive.about.get", "drive.comments.list", "drive.comments.get", "drive.comments.create", "drive.replies.list"}


@dataclass(frozen=True)
class Call:
    """A request that the description knows: its method's id ("drive.files.list"), its parameters by name, and its parts."""

    method: str
    parameters: dict[str, Any]
    is_upload: bool
    response: str | None


@dataclass(frozen=True)
class _Method:
    id: str
    verb: str
    pattern: re.Pattern[str]
    names: tuple[str, ...]
    parameters: dict[str, Any]
    takes_media: bool
    response: str | None


def _methods(resources: Mapping[str, Any]) -> Iterator[_Method]:
    for resource in resources.values():
        for method in resource.get("methods", {}).values():
            path = method["path"]
            names = tuple(re.findall(r"\{(\w+)\}", path))
            yield _Method(
                method["id"],
                method["httpMethod"],
                re.compile(re.sub(r"\{\w+\}", "([^/]+)", path)),
                names,
                method.get("parameters", {}),
                "mediaUpload" in method,
                method.get("response", {}).get("$ref"),
            )
        yield from _methods(resource.get("resources", {}))


_METHODS = tuple(_methods(_DOCUMENT["resources"]))
# Fixed words win over {fileId}: files/generateIds is not a file.
_SORTED = sorted(_METHODS, key=lambda method: len(method.names))


def read_call(verb: str, path: str, query: Mapping[str, list[str]]) -> Call:
    """The call that a request makes; a 404 or 400 `Refusal` where the description knows none such."""
    is_upload = path.startswith(("/upload/drive/v3/", "/resumable/upload/drive/v3/"))
    rest = re.sub(r"^(/resumable)?(/upload)?/drive/v3/", "", path)
    if rest == path:
        raise Refusal(404, "notFound", f"no such path: {path}")
    known_path = False
    for method in _SORTED:
        match = method.pattern.fullmatch(rest)
        if match is None:
            continue
        known_path = True
        if method.verb != verb and not (is_upload and verb in ("PUT", "POST")):
            continue
        if is_upload and not method.takes_media:
            continue
        parameters = dict(zip(method.names, map(unquote, match.groups()), strict=True))
        return Call(method.id, {**parameters, **_query(method, query, is_upload)}, is_upload, method.response)
    raise Refusal(405 if known_path else 404, "methodNotAllowed" if known_path else "notFound", f"no such call: {verb} {rest}")


def _query(method: _Method, query: Mapping[str, list[str]], is_upload: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, values in query.items():
        if is_upload and name in _UPLOAD_PARAMETERS:
            found[name] = values[-1]
            continue
        described = method.parameters.get(name) or _COMMON.get(name)
        if described is None or described.get("location") == "path":
            raise invalid(f"unknown parameter {name} of {method.id}")
        found[name] = _value(name, described, values[-1])
    missing = [
        name
        for name, described in method.parameters.items()
        if described.get("required") and described["location"] == "query" and name not in found
    ]
    if missing:
        raise Refusal(400, "required", f"Required parameter: {missing[0]}")
    if method.id in _NEED_FIELDS and not found.get("fields"):
        raise Refusal(400, "required", "The 'fields' parameter is required for this method.")
    if "fields" in found and method.response and found["fields"]:
        check_fields(found["fields"], method.response)
    return found


def _value(name: str, described: Mapping[str, Any], given: str) -> Any:
    if "enum" in described and given not in described["enum"]:
        raise invalid(f"{name}={given}")
    match described["type"]:
        case "boolean":
            if given not in ("true", "false"):
                raise invalid(f"{name}={given}")
            return given == "true"
        case "integer":
            if not re.fullmatch(r"-?\d+", given):
                raise invalid(f"{name}={given}")
            number = int(given)
            low, high = int(described.get("minimum", number)), int(described.get("maximum", number))
            if not low <= number <= high:
                raise invalid(f"{name}={given}, allowed {low} to {high}")
            return number
    return given


# ---- fields -----------------------------------------------------------------------------------------------------------------


def parse_fields(text: str) -> dict[str, Any]:
    """A selector as a tree: "files(id,owners/me)" → {"files": {"id": {}, "owners": {"me": {}}}}."""
    tokens = re.findall(r"[\w.$-]+|[(),/*]", text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        raise invalid(f"fields={text}")
    tree, rest = _selection(tokens)
    if rest:
        raise invalid(f"fields={text}")
    return tree


def _selection(tokens: list[str]) -> tuple[dict[str, Any], list[str]]:
    tree: dict[str, Any] = {}
    while tokens and tokens[0] != ")":
        name, *tokens = tokens
        inner = tree.setdefault(name, {})
        while tokens[:1] == ["/"]:
            _, name, *tokens = tokens
            inner = inner.setdefault(name, {})
        if tokens[:1] == ["("]:
            deeper, tokens = _selection(tokens[1:])
            if tokens[:1] != [")"]:
                raise invalid("fields: a bracket is not closed")
            tokens = tokens[1:]
            inner.update(deeper)
        if tokens[:1] == [","]:
            tokens = tokens[1:]
    return tree, tokens


def check_fields(text: str, schema: str) -> None:
    _check_tree(parse_fields(text), {"$ref": schema}, text)


def _check_tree(tree: Mapping[str, Any], schema: Mapping[str, Any], text: str) -> None:
    schema = _resolved(schema)
    for name, inner in tree.items():
        if name == "*":
            continue
        properties = schema.get("properties", {})
        if name not in properties and "additionalProperties" not in schema:
            raise Refusal(400, "invalidParameter", f"Invalid field selection {name} in fields={text}")
        if inner:
            _check_tree(inner, properties.get(name) or schema["additionalProperties"], text)


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    while True:
        if "$ref" in schema:
            schema = SCHEMAS[schema["$ref"]]
        elif schema.get("type") == "array":
            schema = schema["items"]
        else:
            return schema


def selected(value: Any, tree: Mapping[str, Any]) -> Any:
    """The part of an answer that `fields` asks for."""
    if not tree or "*" in tree:
        return value
    if isinstance(value, list):
        return [selected(each, tree) for each in value]
    return {name: selected(value[name], inner) for name, inner in tree.items() if isinstance(value, dict) and name in value}


# ---- bodies -----------------------------------------------------------------------------------------------------------------


def check_body(body: Any, schema: str) -> None:
    """Refuse a body with a property that is not described, is only for output, or is of another type."""
    _check_value(body, {"$ref": schema}, schema)


def check_answer(body: Any, schema: str) -> None:
    """An answer of ours must be as described too: int64 as strings, nothing unknown."""
    _check_value(body, {"$ref": schema}, schema, ours=True)


def _check_value(value: Any, schema: Mapping[str, Any], where: str, *, ours: bool = False) -> None:
    if "$ref" in schema:
        schema = SCHEMAS[schema["$ref"]]
    kind = schema.get("type")
    if kind == "object":
        if not isinstance(value, dict):
            raise invalid(f"{where} is not an object")
        for name, inner in value.items():
            described = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
            if described is None:
                raise invalid(f"unknown property {where}.{name}")
            may_be_given = schema.get("id") == "Permission" and name in _GIVEN_ONCE
            if not ours and not may_be_given and (described.get("readOnly") or str(described.get("description", "")).startswith("Output only")):
                raise Refusal(
                    403, "fieldNotWritable", f"The resource body includes fields which are not directly writable: {name}"
                )
            _check_value(inner, described, f"{where}.{name}", ours=ours)
    elif kind == "array":
        if not isinstance(value, list):
            raise invalid(f"{where} is not a list")
        for inner in value:
            _check_value(inner, schema["items"], where, ours=ours)
    elif kind is not None and kind != "any":
        wanted = {"string": str, "boolean": bool, "integer": int, "number": (int, float)}[kind]
        if not isinstance(value, wanted) or (isinstance(value, bool) and kind != "boolean"):
            raise invalid(f"{where} is not a {kind}")
        if schema.get("format") == "int64" and not re.fullmatch(r"-?\d+", value):
            raise invalid(f"{where} is not an int64 as text")
