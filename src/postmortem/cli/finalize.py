"""`postmortem finalize`: the reviewed draft becomes the final report and the Bikeshed post."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from postmortem.cli.checking import find_names, refuse_names
from postmortem.cli.console import remark, result, step
from postmortem.cli.deciding import find_stops, read_allowed, refuse_undecided_parts
from postmortem.cli.finalizing import FINAL, NAMED_ACTIONS, POST, Finalized, Given, NotTheSame, finalize_incident, post_files
from postmortem.cli.incidents import choose_incident
from postmortem.cli.options import settings
from postmortem.cli.possible import folder_key, known_people
from postmortem.cli.review_plan import planned
from postmortem.cli.way import FINAL_KEY, final_again
from postmortem.config import Config
from postmortem.documents.word_reader_found import Changes
from postmortem.errors import InputError, UsageError
from postmortem.folder import IncidentFolder, Written

if TYPE_CHECKING:
    from postmortem.drive.pull import Pulled

SUGGESTIONS = {"accept": Changes.ACCEPTED, "reject": Changes.REJECTED, "fail": Changes.ACCEPTED}


@click.command()
@click.argument("incident", required=False)
@click.option("--incidents", type=click.Path(path_type=Path), help="Where incident folders are kept. [default: ./incidents]")
@click.option("--reviewed", type=click.Path(path_type=Path), help="The reviewed document, Word or Markdown.")
@click.option("--from-drive", is_flag=True, help="Take the Google Doc back that the draft was uploaded as, with its comments.")
@click.option("--notes", type=click.Path(path_type=Path), multiple=True, help="Notes beside the sheet in review.md.")
@click.option(
    "--suggestions", type=click.Choice(tuple(SUGGESTIONS)), default="fail", show_default=True, help="What becomes of suggestions."
)
@click.option("--allow", multiple=True, metavar="SORT=REASON", help="Let a sort of open question pass; the reason is kept.")
@click.option("--same", multiple=True, metavar="HEADING", help="A section of the draft that was renamed to this.")
@click.option("--apart", multiple=True, metavar="HEADING", help="A section of its own, however like one of the draft's.")
@click.option("--names", "with_names", is_flag=True, help="Write the actions with people's names as well, into private/.")
@click.option("--templates", type=click.Path(path_type=Path, exists=True, file_okay=False), help="As for postmortem draft.")
@click.option("--upload", is_flag=True, help="Put the documents into the incident's folder on Google Drive as well.")
@click.option("--force", is_flag=True, help="Write files that you changed anew; yours are kept beside them.")
def command(
    incident: str | None,
    incidents: Path | None,
    reviewed: Path | None,
    from_drive: bool,
    notes: tuple[Path, ...],
    suggestions: str,
    allow: tuple[str, ...],
    same: tuple[str, ...],
    apart: tuple[str, ...],
    with_names: bool,
    templates: Path | None,
    upload: bool,
    force: bool,
) -> None:
    """Make INCIDENT's final report and Bikeshed post from the reviewed draft.

    The reviewed draft is --reviewed FILE, or --from-drive, or else draft.md or draft.docx as you changed it in the folder. What
    people changed stays word for word; what nobody touched follows incident.toml. Nothing is written while something is open:
    questions, comments, suggestions, possible names, blame; each is told with its place and what to do (exit code 3).
    """
    if reviewed is not None and from_drive:
        raise UsageError("Give --reviewed or --from-drive, not both: two copies are brought together one after the other.")
    config = settings()
    if templates is not None:
        config = replace(config, templates=templates.absolute())
    allowed = read_allowed(allow)
    folder = IncidentFolder.open(choose_incident(config, incident, incidents))
    given = Given(
        reviewed=reviewed,
        pulled=_pull(folder, config) if from_drive else (),
        notes=notes,
        changes=SUGGESTIONS[suggestions],
        same=frozenset(same),
        apart=frozenset(apart),
        with_names=with_names,
    )
    made = _finalized(folder, config, given)
    _refuse_names(folder, made)
    stops, remarks = find_stops(made, suggestions_decided=suggestions != "fail")
    refuse_undecided_parts(stops, allowed, "postmortem finalize")
    written = _write(folder, made, force=force)
    used = {sort.value: reason for sort, reason in allowed.items() if any(stop.sort is sort for stop in stops)}
    _remember(folder, config, used, copy="--reviewed FILE" if reviewed is not None else "--from-drive" if from_drive else "")
    for name in ("final.docx", "final.html", FINAL, "bikeshed.html", POST, "actions.csv"):
        if name in made.files:
            result(str(folder.path / name))
    for line in _remarks(made, written, remarks, used):
        remark(line)
    link = "" if upload else f"{final_again(folder)} --upload, so that the post links to the report; "
    remark(f"Next: {link}for clients: postmortem client-version.")
    if upload:
        _upload(folder, config, made)


def _finalized(folder: IncidentFolder, config: Config, given: Given) -> Finalized:
    """Everything computed; on a terminal, people are asked which sections are which."""
    while True:
        try:
            with step("Bringing the reviewed document and the facts together"):
                return finalize_incident(
                    folder, config, given, reviewed_at=_reviewed_at(folder), link=_link_of_final(folder)
                )
        except NotTheSame as error:
            if not sys.stdin.isatty():
                raise
            for old, new in error.pairs:
                is_same = click.confirm(f"Is “{new}” the draft's section “{old}”?", default=True, err=True)
                given = replace(given, same=given.same | {new}) if is_same else replace(given, apart=given.apart | {new})


def _refuse_names(folder: IncidentFolder, made: Finalized) -> None:
    """The gate, over every byte that would be written where it may leave."""
    roster, key = known_people(folder), folder_key(folder)
    refuse_names(find_names(made.files, roster.people, key.names, key.not_a_name))


def _write(folder: IncidentFolder, made: Finalized, *, force: bool) -> Written:
    for name, digests in made.sections.items():
        folder.remember_sections(name, digests)
    for name in made.private:
        folder.read(name)  # an earlier copy of the same kind is replaced
    plan = folder.plan({**made.files, **made.private}, merged=tuple(made.private) if force else (FINAL, POST, *made.private))
    with step("Writing"):
        return folder.write(plan, force=force)


def _remember(folder: IncidentFolder, config: Config, allowed: dict[str, str], *, copy: str) -> None:
    """copy: how the reviewed copy was given. Its file's name is not kept, for a name may hold a name."""
    known = folder.state.extra.get(FINAL_KEY)
    today = datetime.now(ZoneInfo(config.timezone)).date().isoformat()
    before = known if isinstance(known, dict) else {}
    every = {**before.get("allowed", {}), **allowed}
    folder.keep(FINAL_KEY, {"on": before.get("on", today), "copy": copy, "allowed": every})


def _pull(folder: IncidentFolder, config: Config) -> tuple[Pulled, ...]:
    """The Google Docs that were made of the draft, newest first."""
    from postmortem.cli.drive_access import drive_access, drive_client, drive_record
    from postmortem.drive.pull import pull_documents

    record = drive_record(folder)
    if not record.folder:
        raise InputError("This incident was never uploaded, so there is nothing on Drive to take back. Use --reviewed FILE.")
    with step("Taking the document back from Drive"), drive_client(drive_access(config)) as client:
        pulled = pull_documents(client, record, "draft.docx")
    if not pulled:
        raise InputError("The draft's document is not on Drive any more. Look into its bin, or give a copy with --reviewed FILE.")
    return tuple(reversed(pulled))


def _link_of_final(folder: IncidentFolder) -> str:
    """Where the final report is on Drive, as far as the folder remembers."""
    from postmortem.cli.drive_access import drive_record

    return drive_record(folder).document("final.docx").link


def _reviewed_at(folder: IncidentFolder) -> datetime | None:
    """When the review was; None where none was planned, or where it is still to come."""
    plan = planned(folder)
    return plan.slot.start if plan is not None and plan.slot.start <= datetime.now(UTC) else None


def _upload(folder: IncidentFolder, config: Config, made: Finalized) -> None:
    """Upload; the post gets the report's link once there is one, and goes up again."""
    from postmortem.cli.upload import say
    from postmortem.cli.uploading import upload_incident

    say(upload_incident(folder, config), dry=False)
    link = _link_of_final(folder)
    files, ours = post_files(
        folder, config, made.incident, made.markdown, made.title, reviewed_on=made.reviewed_on, link=link
    )
    folder.remember_sections(POST, ours)
    written = folder.write(folder.plan(files, merged=(POST,)))
    if written.new or written.updated:
        remark("The post now has the link to the full report.")
        say(upload_incident(folder, config), dry=False)


def _remarks(made: Finalized, written: Written, remarks: list[str], used: dict[str, str]) -> list[str]:
    lines = []
    if made.names:
        lines.append(f"read back: {', '.join(made.names)}.")
    lines.append(f"kept word for word: {', '.join(made.merged.kept) or 'nothing; nobody changed a section'}.")
    if made.review.moved:
        lines.append(f"moved: {', '.join(made.review.moved)}.")
    if made.review.removed:
        lines.append(f"left out, as people removed them: {', '.join(section.heading for section in made.review.removed)}.")
    if made.kept_again:
        lines.append(f"kept as you changed them in the final report: {', '.join(made.kept_again)}.")
    if not made.incident.clients:
        lines.append("no clients are set in incident.toml, so the post names whomever the report names: read it for that.")
    lines += remarks
    lines += [f"look at it: {line}" for line in made.remarks[:10]]
    if made.pictures:
        lines.append(f"pictures that people added, now without metadata; look at them: {', '.join(made.pictures)}.")
    if NAMED_ACTIONS in made.private:
        lines.append(f"with people's names, and never uploaded: {NAMED_ACTIONS}.")
    lines += [f"allowed: {sort} ({reason})." for sort, reason in used.items()]
    if written.kept:
        lines.append(f"not written, because you changed them: {', '.join(written.kept)}. With --force yours are kept beside.")
    lines += [f"yours is kept as {copy}; {name} was written anew." for name, copy in written.beside.items()]
    return lines
