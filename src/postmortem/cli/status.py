"""`postmortem status`: where each incident stands, and the next step."""

from __future__ import annotations

from pathlib import Path

import click

from postmortem.cli.console import remark, result
from postmortem.cli.incidents import choose_incident
from postmortem.cli.options import settings
from postmortem.errors import PostmortemError
from postmortem.folder import IncidentFolder, incident_folders
from postmortem.report.sections import find_markers

DRAFTS = ("draft.md", "draft.docx", "draft.html", "incident.toml")


@click.command()
@click.argument("incident", required=False)
@click.option("--incidents", type=click.Path(path_type=Path), help="Where incident folders are kept. [default: ./incidents]")
def command(incident: str | None, incidents: Path | None) -> None:
    """Show where INCIDENT, or each incident, stands, and the next step."""
    config = settings()
    root = incidents or config.incidents
    paths = (choose_incident(config, incident, incidents),) if incident is not None else incident_folders(root)
    if not paths:
        remark(f"There is no incident in {root} yet. Start one: postmortem draft CHANNEL --export PATH")
    for path in paths:
        try:
            lines = _standing(IncidentFolder.open(path))
        except PostmortemError as error:
            lines = [f"cannot be read: {error}"]
        result(path.name)
        for line in lines:
            result(f"  {line}")


def _standing(folder: IncidentFolder) -> list[str]:
    text = folder.read_text("draft.md")
    if text is None:
        return ["no draft yet", "next: postmortem draft CHANNEL --export PATH"]
    changed = [name for name in DRAFTS if (folder.path / name).is_file() and not folder.is_ours(name)]
    open_questions = len(find_markers(text))
    lines = [f"drafted; {open_questions} question{'' if open_questions == 1 else 's'} open"]
    if changed:
        lines.append(f"changed by people since: {', '.join(changed)}")
    step = (
        "answer the questions marked ▶ in the draft, then circulate it before the review"
        if open_questions
        else "circulate the draft before the review"
    )
    return [*lines, f"next: {step}"]
