"""`postmortem review`: the review pack, the invitation, who comes, and the words in which the draft is sent round."""

from __future__ import annotations

import re
from pathlib import Path

import click

from postmortem.cli.attending import attendance_lines
from postmortem.cli.checking import find_names, refuse_names
from postmortem.cli.console import remark, result
from postmortem.cli.incidents import choose_incident
from postmortem.cli.options import settings
from postmortem.cli.possible import counted_suspects, possible_in_folder
from postmortem.cli.review_plan import remember
from postmortem.cli.reviewing import GUESTS, INVITATION, PACK, Asked, Prepared, prepare_review
from postmortem.config import Config
from postmortem.errors import UsageError
from postmortem.folder import IncidentFolder, Written

# An address as people write it; calendars are stricter, so nothing odd gets into one.
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


@click.command()
@click.argument("incident", required=False)
@click.option("--incidents", type=click.Path(path_type=Path), help="Where incident folders are kept. [default: ./incidents]")
@click.option("--at", metavar="TIME", help="When it is: '2026-10-21 14:00', or a day. [default: about a week after the incident]")
@click.option("--minutes", type=click.IntRange(15, 480), help="How long it takes. [default: 90 to 120, by severity and length]")
@click.option("--where", metavar="TEXT", help="Where it is: a room, or a link to the call.")
@click.option(
    "--invite", "guests", multiple=True, metavar="EMAIL", help="Invite this address too, in a private calendar file. Repeatable."
)
@click.option("--link", metavar="URL", help="Where people can read the draft. [default: where it was uploaded]")
@click.option("--announce", is_flag=True, help="The words for the channel; posted there where Slack is set up and you say yes.")
@click.option("--email", is_flag=True, help="The same as an e-mail: a subject and a text.")
@click.option("--yes", is_flag=True, help="With --announce: post without asking.")
@click.option("--force", is_flag=True, help="Write files that you changed anew; yours are kept beside them.")
def command(
    incident: str | None,
    incidents: Path | None,
    at: str | None,
    minutes: int | None,
    where: str | None,
    guests: tuple[str, ...],
    link: str | None,
    announce: bool,
    email: bool,
    yes: bool,
    force: bool,
) -> None:
    """Prepare the review meeting of INCIDENT.

    Writes review.md and review.docx for the facilitator and the note-taker: how to talk, an agenda, the moments of this incident
    that deserve a closer look with how- and what-questions, what is still open, and a notes sheet, from which the final report
    takes the notes. And review.ics, to import into any calendar. Who comes stands in the pack by parts; by name only here and in
    private/. Run it again at any time: what you wrote in review.md is kept.
    """
    config = settings()
    _check(guests, link, yes=yes, announce=announce)
    folder = IncidentFolder.open(choose_incident(config, incident, incidents))
    asked = Asked(at=at, minutes=minutes, where=where, link=link, guests=guests, force=force)
    prepared = prepare_review(folder, config, asked)
    refuse_names(find_names(prepared.files, prepared.roster.people, prepared.key.names, prepared.key.not_a_name))
    written = _write(folder, prepared, force=force)
    _say(folder, written, prepared, config)
    if announce or email:
        from postmortem.cli.announcing import circulate

        circulate(folder, config, prepared.pack, email=email, announce=announce, yes=yes)


def _check(guests: tuple[str, ...], link: str | None, *, yes: bool, announce: bool) -> None:
    """Refuse before any work what cannot be."""
    if not all(_ADDRESS.fullmatch(address) for address in guests):
        raise UsageError("--invite takes one e-mail address, such as room-4@example.com. Give it again for each further one.")
    if link is not None and not re.fullmatch(r"https://\S+", link):
        raise UsageError("--link is the address under which people can read the draft, and begins with https://.")
    if yes and not announce:
        raise UsageError("--yes says that --announce may post; add --announce, or leave it out.")


def _write(folder: IncidentFolder, prepared: Prepared, *, force: bool) -> Written:
    for name in prepared.private:
        folder.read(name)  # what it holds is worked out anew, so it may be written over
    folder.remember_sections(PACK, prepared.sections)
    merged = tuple(prepared.private) if force else (PACK, *prepared.private)
    written = folder.write(folder.plan({**prepared.files, **prepared.private}, merged=merged), force=force)
    remember(folder, prepared.plan)
    return written


def _say(folder: IncidentFolder, written: Written, prepared: Prepared, config: Config) -> None:
    """Where the documents are, on stdout; when it is, who comes and what is to be known, on stderr."""
    for name in ("review.docx", PACK, INVITATION):
        result(str(folder.path / name))
    meeting = prepared.pack.meeting
    where = f", {meeting.where}" if meeting.where else ""
    remark(f"The review: {meeting.day}, {meeting.span}{where}; comments until {meeting.comment_by}.")
    remark("Who comes, by name only here and in private/attendance.md:")
    for line in attendance_lines(prepared.attendance, prepared.pack):
        remark(f"  {line}")
    if GUESTS in prepared.private:
        remark(f"The invitation with the addresses you gave stays in the private folder: {folder.path / GUESTS}")
    for line in (*prepared.remarks, *_kept(written, prepared)):
        remark(f"{line[:1].upper()}{line[1:]}")
    if possible := counted_suspects(possible_in_folder(folder, config)):
        remark(f"{possible}. Before you share anything, decide them: postmortem names {folder.path.name}")


def _kept(written: Written, prepared: Prepared) -> list[str]:
    lines = []
    if prepared.merge.kept:
        lines.append(f"kept as you changed them in review.md: {', '.join(prepared.merge.kept)}.")
    if prepared.merge.removed:
        lines.append(f"left out of review.md, as you removed them: {', '.join(prepared.merge.removed)}.")
    if written.kept:
        lines.append(f"not written, because you changed them: {', '.join(written.kept)}. With --force yours are kept beside.")
    return lines + [f"yours is kept as {copy}; {name} was written anew." for name, copy in written.beside.items()]
