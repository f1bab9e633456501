"""Telling the channel that the draft is there: the text is shown first, and sent only on a yes."""

from __future__ import annotations

import os
import sys

import click

from postmortem.cli.console import remark
from postmortem.cli.drive_access import drive_record
from postmortem.cli.live import Pulled
from postmortem.cli.possible import refuse_undecided
from postmortem.config import Config
from postmortem.errors import PeopleMustDecide, UsageError
from postmortem.folder import IncidentFolder
from postmortem.slack.api_access import find_access

KEY = "announced"


def check_announcing(config: Config, *, link: str | None, upload: bool) -> None:
    """Refuse before any work what could not be announced."""
    if find_access(os.environ, token_file=config.slack_token_file) is None or config.export is not None:
        raise UsageError("--announce posts in the channel, so it works where the channel is read from Slack, not from an export.")
    if link is not None and not link.startswith("https://"):
        raise UsageError("--link is the address under which people can read the draft, and begins with https://.")
    if link is None and not upload:
        remark("--announce: the link is that of the last upload; with --upload the documents are brought up to date there first.")


def announce(pulled: Pulled, folder: IncidentFolder, config: Config, *, link: str | None, yes: bool) -> None:
    """Post the link to the draft in the incident's channel, once the text was agreed to and nothing is left that may be a name.

    The same link is posted once.
    """
    where = link or _uploaded(folder)
    if not where:
        raise UsageError("There is no link to announce: add --upload, or give one that people can open with --link https://…")
    if folder.state.extra.get(KEY) == where:
        remark("It was announced in the channel already, with this link; nothing was posted.")
        return
    refuse_undecided(folder, config)
    text = words(where)
    remark("This would be posted in the incident's channel:\n\n" + "\n".join(f"    {line}" for line in text.splitlines()) + "\n")
    if not yes:
        if not sys.stdin.isatty():
            raise PeopleMustDecide("Nothing was posted: nobody is here to say yes. Run it on a terminal, or add --yes.")
        if not click.confirm("Post it?", default=False, err=True):
            remark("Nothing was posted.")
            return
    pulled.slack.post("chat.postMessage", channel=pulled.channel, text=text, unfurl_links=False, unfurl_media=False)
    folder.keep(KEY, where)
    remark("Posted in the channel.")


def words(link: str) -> str:
    """What is said in the channel. It names nobody, and says nothing of what happened."""
    return (
        f"The draft report of this incident is ready to be read: {link}\n"
        "Nobody is named in it. To comment, select the words in the document and choose Comment; where you see ▶ something is "
        "still asked for, and you may know it. The review meeting goes through this draft."
    )


def _uploaded(folder: IncidentFolder) -> str:
    """The link of the draft on Drive, else of the incident's folder there."""
    record = drive_record(folder)
    return record.of("draft.docx (document)").link or record.link
