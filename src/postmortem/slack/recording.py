"""A recording as an export: what was fetched from Slack, read like any other. It knows which workspace is its own."""

from __future__ import annotations

import json
from functools import cached_property

from postmortem.errors import InputError
from postmortem.slack.export_files import ExportFiles
from postmortem.slack.json_stream import Damage
from postmortem.slack.official import OfficialExport
from postmortem.slack.people import read_people
from postmortem.slack.raw import as_dict, as_text
from postmortem.slack.recording_state import STATE_NAME
from postmortem.slack.transcript import Person


class Recording(OfficialExport):
    """What `api_fetch` has put together."""

    @cached_property
    def team(self) -> str:
        """The id of the workspace in which it was fetched."""
        try:
            state = json.loads(b"".join(self._files.chunks(STATE_NAME)))
        except (ValueError, Damage, InputError):
            return ""
        return as_text(as_dict(as_dict(state).get("team")).get("id"))

    def people(self) -> dict[str, Person]:
        return read_people(self._records_of_people(), home=self.team)

    def workspace(self) -> str:
        return self.team or super().workspace()


def is_recording_of(files: ExportFiles) -> bool:
    """Whether these files are a recording."""
    listing = files.listing()
    return STATE_NAME in listing.files and "channels.json" in listing.files
