"""`postmortem upload`: everything that may leave, into the incident's folder on Drive."""

from __future__ import annotations

from pathlib import Path

import click

from postmortem.cli.client_signing import refuse_unchecked
from postmortem.cli.console import remark, result
from postmortem.cli.incidents import choose_incident
from postmortem.cli.options import settings
from postmortem.cli.uploading import share_incident, upload_incident
from postmortem.drive.publish import Published
from postmortem.drive.record import DOCUMENT
from postmortem.drive.sharing import checked_address
from postmortem.folder import IncidentFolder

FATES = {"new": "sent", "updated": "sent anew", "unchanged": "unchanged", "beside": "sent beside", "gone": "not sent"}


@click.command()
@click.argument("incident", required=False)
@click.option("--incidents", type=click.Path(path_type=Path), help="Where incident folders are kept. [default: ./incidents]")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, where and how big; change nothing.")
@click.option("--share", "share", multiple=True, metavar="ADDRESS", help="Let a person, or a domain, comment. May be repeated.")
@click.option("--new-folder", is_flag=True, help="Begin a new folder on Drive, where the one that was there is gone.")
def command(incident: str | None, incidents: Path | None, dry_run: bool, share: tuple[str, ...], new_folder: bool) -> None:
    """Put INCIDENT's documents into its own folder inside the team's incidents folder on Google Drive.

    Word files become Google Docs that people comment on. What people changed there is never written over: a new version goes
    beside it. A version for a client goes only as somebody signed it off (postmortem client-version); what is not checked stays,
    and the command ends with 3. Nothing is made twice, however often this is run or stopped. Nothing is shared beyond the
    folder it goes into, unless you name with whom.
    """
    config = settings()
    folder = IncidentFolder.open(choose_incident(config, incident, incidents))
    addresses = tuple(checked_address(address) for address in share)
    say(upload_incident(folder, config, dry=dry_run, anew=new_folder), dry=dry_run)
    if addresses and dry_run:
        remark(f"would be shared with {len(addresses)} more, who could comment.")
    elif addresses:
        added = share_incident(folder, config, addresses)
        remark(f"shared, to comment: {', '.join(added) or 'nobody new; all of them had access'}.")
    refuse_unchecked(folder, config)


def say(published: Published, *, dry: bool) -> None:
    """Links on stdout; what became of each file on stderr."""
    if published.folder:
        result(published.folder)
    for step in published.steps:
        if step.fate != "unchanged":
            would = "would be " if dry and step.fate != "gone" else ""
            remark(f"{would}{FATES[step.fate]}: {step.name} ({size_in_words(step.size)}){f': {step.why}' if step.why else ''}")
        if step.key.endswith(DOCUMENT) and step.link:
            result(f"{step.name}: {step.link}")
    unchanged = sum(step.fate == "unchanged" for step in published.steps)
    if unchanged:
        remark(f"{unchanged} unchanged.")
    for line in published.remarks:
        remark(line)


def size_in_words(size: int) -> str:
    """12 bytes, 34 KB, 5.6 MB."""
    if size < 1000:
        return f"{size} bytes"
    for unit, scale in (("KB", 1e3), ("MB", 1e6)):
        if size < 1000 * scale:
            return f"{size / scale:.0f} {unit}" if size >= 10 * scale else f"{size / scale:.1f} {unit}"
    return f"{size / 1e9:.1f} GB"
