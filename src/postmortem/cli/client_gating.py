"""The gate for clients: what no file that goes to a client may hold. Where it finds anything, nothing is written or sent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from postmortem.blameless.gate_reading import read_everything
from postmortem.documents.client_reading import carried_along, pictures_in, shown_text
from postmortem.errors import NameWouldLeave
from postmortem.incident import Client
from postmortem.report.client_gate import ClientGate
from postmortem.report.client_internals import Inside

MOST_PLACES = 12
# What only people can decide.
POSSIBLE = "perhaps somebody's name"
# What an address says that our own page and every Word file carry: names of their formats, never shown.
_FORMATS = re.compile(
    r"^https?://(?:schemas\.openxmlformats\.org|schemas\.microsoft\.com|purl\.org|www\.w3\.org)/", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForClient:
    """What a file for one client is held against. own: None where it is for nobody in particular."""

    own: Client | None
    clients: tuple[Client, ...]
    inside: Inside
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Something that must not go: in which file, where, and what in words. is_sure: else somebody has to look."""

    file: str
    place: str
    what: str
    is_sure: bool = True
    found: str = field(default="", repr=False)


def look_for_clients(files: Mapping[str, bytes], given: ForClient) -> tuple[Refused, ...]:
    """Everything in the files that no client may read."""
    gate = ClientGate(given.own, given.clients)
    found: dict[Refused, None] = {}
    for name, data in files.items():
        for one in _in_file(name, data, gate, given):
            found[one] = None
    return tuple(found)


def refuse_for_clients(found: Iterable[Refused]) -> None:
    """Raise `NameWouldLeave` where anything was found for certain. The message names places, and not what stands there."""
    sure = [one for one in found if one.is_sure]
    if not sure:
        return
    # What stands in the Markdown stands in all that is made from it: it is told of once.
    written = {one.file for one in sure if one.file.endswith(".md")}
    shown = [one for one in sure if one.file in written or not {f"{stem}.md" for stem in _stems(one.file)} & written]
    counted = Counter((one.file, one.place, one.what) for one in shown)
    places = "\n".join(f"  {file}, {place}: {what}" for file, place, what in list(counted)[:MOST_PLACES])
    more = f"\n  and {len(counted) - MOST_PLACES} more places" if len(counted) > MOST_PLACES else ""
    raise NameWouldLeave(
        f"This must not reach a client, so nothing was written:\n{places}{more}\n"
        "Next: reword it where it stands (in the client's Markdown or Word copy, or in the final report). A name or an "
        "address that "
        "this client may read goes into allowed, plain words for an internal term into say, a picture into pictures, all under "
        "[client_version] in incident.toml. Then run the same command again."
    )


def _stems(name: str) -> tuple[str, str]:
    """What the Markdown may be called that a file was made from."""
    stem = name.rpartition(".")[0]
    return stem, stem.replace("client-ticket", "client", 1)


def _in_file(name: str, data: bytes, gate: ClientGate, given: ForClient) -> Iterable[Refused]:
    seen: set[tuple[str, str]] = set()
    for unit in read_everything(name, data):
        for one in gate.look(unit.place, unit.text, common=False):
            seen.add((one.place, one.sort))
            yield Refused(file=name, place=one.place, what=f"another client's {one.sort}", found=one.found)
    for place, text in shown_text(name, data):
        for one in gate.look(place, text, nearly=name.endswith((".md", ".txt"))):
            if one.is_sure and (one.place, one.sort) not in seen:
                yield Refused(file=name, place=place, what=f"another client's {one.sort}", found=one.found)
            elif not one.is_sure:
                yield Refused(file=name, place=place, what="perhaps another client's name", is_sure=False, found=one.found)
        if _FORMATS.match(text):
            continue
        for internal in given.inside.find(text):
            yield Refused(file=name, place=place, what=internal.sort, found=internal.found)
    for carried in carried_along(name, data):
        place, colon, what = carried.rpartition(": ")
        yield Refused(file=name, place=place or "the file", what=what if colon else carried)
    if name.endswith((".md", ".markdown")):
        for address in pictures_in(name, data):
            if address not in given.pictures:
                yield Refused(file=name, place=f"the picture {address}", what="a picture that nobody released")
