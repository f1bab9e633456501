"""`postmortem status`: where each incident stands, how its response went against our process, and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from postmortem.cli.client_standing import client_lines
from postmortem.cli.console import remark, result
from postmortem.cli.drive_standing import drive_lines
from postmortem.cli.incidents import choose_incident, incident_here
from postmortem.cli.options import settings
from postmortem.cli.possible import counted_suspects, possible_in_folder
from postmortem.cli.review_plan import review_standing
from postmortem.cli.way import way_of
from postmortem.config import Config
from postmortem.errors import PostmortemError
from postmortem.folder import IncidentFolder, incident_folders
from postmortem.report.changes import change_lines, find_changes
from postmortem.report.contents import Step
from postmortem.report.drafts import DRAFTS_FILE, read_drafts
from postmortem.report.process_file import PROCESS_FILE, ProcessRecord, read_process
from postmortem.report.sections import find_markers

DRAFTS = ("draft.md", "draft.docx", "draft.html", "incident.toml")
SIGNS = {"yes": "✓", "no": "✗", "cannot be seen": "?"}


@click.command()
@click.argument("incident", required=False)
@click.option("--incidents", type=click.Path(path_type=Path), help="Where incident folders are kept. [default: ./incidents]")
@click.option("--drive", is_flag=True, help="Ask Google Drive too what people changed there.")
@click.option("--changes", is_flag=True, help="Tell what changed since the draft was written.")
def command(incident: str | None, incidents: Path | None, drive: bool, changes: bool) -> None:
    """Show where INCIDENT, or each incident, stands, and the next step.

    Of one incident it shows each step of our process too: ✓ taken, ✗ not taken or not as the process has it, ? where the channel
    does not show it. The numbers are those of the messages in the draft's evidence.
    """
    config = settings()
    root = incidents or config.incidents
    here = incident_here() if incidents is None else None
    is_one = incident is not None or here is not None
    paths = (choose_incident(config, incident, incidents),) if is_one else incident_folders(root)
    if not paths:
        remark(f"There is no incident in {root} yet. Start one: postmortem draft CHANNEL --export PATH")
    for path in paths:
        try:
            folder = IncidentFolder.open(path)
            lines = _changed(folder) if changes else _standing(folder, config, in_full=len(paths) == 1, drive=drive)
        except PostmortemError as error:
            lines = [f"cannot be read: {error}"]
        result(path.name)
        for line in lines:
            result(f"  {line}")


def _standing(folder: IncidentFolder, config: Config, *, in_full: bool, drive: bool) -> list[str]:
    text = folder.read_text("draft.md")
    if text is None:
        return ["no draft yet", "next: postmortem draft CHANNEL --export PATH"]
    changed = [name for name in DRAFTS if (folder.path / name).is_file() and not folder.is_ours(name)]
    open_questions = len(find_markers(text))
    is_final = (folder.path / "final.md").is_file()
    lines = [] if is_final else [f"drafted; {open_questions} question{'' if open_questions == 1 else 's'} open"]
    if changed:
        lines.append(f"changed by people since: {', '.join(changed)}")
    if counted := counted_suspects(possible_in_folder(folder, config)):
        lines.append(f"{counted}: postmortem names {folder.path.name}")
    lines += client_lines(folder, config)
    lines += drive_lines(folder, config, ask=drive)
    lines += review_standing(folder)[0]
    lines += _process(folder, in_full=in_full)
    now = datetime.now(UTC)
    way, *following = way_of(folder, config, now).lines(now)
    return [way, *(lines if in_full else lines[-1:]), *following]  # of several incidents, each on a few lines


def _changed(folder: IncidentFolder) -> list[str]:
    """What changed between the last draft as it was written and the report as it stands."""
    drafts = read_drafts(folder.read(DRAFTS_FILE), str(folder.path / DRAFTS_FILE))
    name = next((name for name in ("final.md", "draft.md") if (folder.path / name).is_file()), "")
    if not drafts or not name:
        return ["no draft yet" if not name else "the draft was made by an earlier postmortem: draft the incident again"]
    lines = change_lines(find_changes(drafts[-1].markdown, folder.read_text(name) or ""))
    if not lines:
        return [f"{name} says what the draft said"]
    return [f"changed since the draft, in {name}:", *(f"  {line}" for line in lines)]


def _process(folder: IncidentFolder, *, in_full: bool) -> list[str]:
    """How the response went against our process, at the last draft."""
    data = folder.read(PROCESS_FILE)
    if data is None:
        return ["process: not checked yet. Draft the incident again, and it is"]
    try:
        record = read_process(data, str(folder.path / PROCESS_FILE))
    except PostmortemError as error:  # the rest of the incident can be told all the same
        return [f"process: {error}"]
    lines = [f"report and review: {_need(record.needed)}"]
    if not in_full:
        return [*lines, f"process: {_counted(record.steps)}"]
    if not record.steps:
        return [*lines, "process: nobody wrote in the channel, so it shows nothing"]
    lines.append("process, as the channel showed it at the last draft:")
    lines += [_line(step) for step in record.steps]
    return [*lines, *_not_called_for(record)]


def _need(needed: Step) -> str:
    words = {"yes": "asked for", "no": "not asked for; if that may be wrong, ask somebody more senior"}
    said = words.get(needed.answer, "for somebody to say whether they are needed")
    return f"{said} ({needed.how}){f' {needed.cite}' if needed.cite else ''}"


def _counted(steps: Sequence[Step]) -> str:
    """9 ✓, 2 ✗, 3 ?"""
    counts = {sign: sum(step.answer == answer for step in steps) for answer, sign in SIGNS.items()}
    return ", ".join(f"{count} {sign}" for sign, count in counts.items() if count) or "nothing to see in the channel"


def _line(step: Step) -> str:
    how = f": {step.how}" if step.how else ""
    return f"  {SIGNS[step.answer]} {step.what}{how}{f' {step.cite}' if step.cite else ''}"


def _not_called_for(record: ProcessRecord) -> list[str]:
    return [f"  – not called for: {step}" for step in record.not_asked]
