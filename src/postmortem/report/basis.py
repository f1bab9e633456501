"""private/basis.json: what the last draft was made from, without names, so that the final report needs no channel.

`finalize` renders the sections that nobody touched anew from incident.toml and from this.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from postmortem.blameless.transcript import BlamelessTranscript
from postmortem.errors import InputError
from postmortem.incident import Edits
from postmortem.report.process import CHANGING
from postmortem.text import Piece, PieceKind
from postmortem.timeline.evidence import Evidence
from postmortem.timeline.model import Timeline
from postmortem.timeline.series import Point

if TYPE_CHECKING:
    from cattrs.preconf.json import JsonConverter

BASIS_FILE = "private/basis.json"
VERSION = 1
_ABOUT = "What the last draft was made from, without names; finalize reads it. Written anew with every draft."


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What `build_report` was given beside the incident's facts.

    edits: of the timeline, as incident.toml had them; other edits need the timeline to be built again, from transcript and
    evidence. zone: in which it was built. entries: how many were asked for. titles: label → job title. attachments: a file's
    key → its name.
    """

    transcript: BlamelessTranscript
    timeline: Timeline
    evidence: Evidence = field(default_factory=Evidence)
    edits: Edits = field(default_factory=Edits)
    zone: str = ""
    entries: int | None = None
    attachments: dict[str, str] = field(default_factory=dict)
    not_copied: tuple[str, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    general_posts: tuple[datetime, ...] | None = None


def write_basis(basis: Basis) -> bytes:
    """The basis as JSON; the same basis gives the same bytes.

    Of what entries could have been made of, only what a report is built from is kept: a long channel has very much of it.
    """
    changes = tuple(entry for entry in basis.timeline.candidates if entry.kind in CHANGING)
    held = _converter().unstructure(replace(basis, timeline=replace(basis.timeline, candidates=changes, from_files=())))
    return json.dumps({"about": _ABOUT, "version": VERSION, **held}, separators=(",", ":")).encode()


def read_basis(data: bytes, where: str) -> Basis:
    """What a draft wrote. `InputError` where it is damaged or of another version."""
    advice = "Draft the incident again; that writes it anew."
    try:
        held = json.loads(data)
        version = held["version"]
        if version == VERSION:
            return _converter().structure(held, Basis)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # Whatever of it is damaged, the advice is the same; and the cause would quote what was said.
        raise InputError(f"{where} cannot be read: it is damaged. {advice}") from None
    raise InputError(f"{where} was written by another version of postmortem. {advice}")


@lru_cache(maxsize=1)
def _converter() -> JsonConverter:
    from cattrs.preconf.json import make_converter  # here: only drafts and final reports need it

    converter = make_converter(omit_if_default=True, detailed_validation=False)
    converter.register_unstructure_hook(Piece, list)
    converter.register_structure_hook(Piece, lambda held, _: Piece(PieceKind(held[0]), str(held[1]), str(held[2])))
    converter.register_structure_hook(Point, lambda held, _: Point(datetime.fromisoformat(held[0]), float(held[1]), int(held[2])))
    converter.register_unstructure_hook(Point, lambda point: [point.at.isoformat(), point.value, point.line])
    return converter
