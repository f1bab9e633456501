"""`postmortem client-version`: the version that leaves the company, and the sign-off without which it does not."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from postmortem.cli.client_copies import pull_client_copies
from postmortem.cli.client_making import Making, Version
from postmortem.cli.client_signing import Signing, may_sign, refuse_unchecked, say_flags
from postmortem.cli.client_standing import checks_of
from postmortem.cli.client_whom import ticket_names
from postmortem.cli.client_writing import look_at_versions, write_versions
from postmortem.cli.clipboard import put_on_clipboard
from postmortem.cli.console import remark, result, step
from postmortem.cli.incidents import choose_incident
from postmortem.cli.options import settings
from postmortem.cli.possible import known_people
from postmortem.client_checked import KEY, checks_json
from postmortem.errors import UsageError
from postmortem.folder import IncidentFolder
from postmortem.report.client import MOST_WORDS


@click.command()
@click.argument("incident", required=False)
@click.option("--incidents", type=click.Path(path_type=Path), help="Where incident folders are kept. [default: ./incidents]")
@click.option("--client", "client", metavar="NAME", help="Only the version for this client of incident.toml.")
@click.option("--checked-by", "checked_by", metavar="ROLE", help="Sign it off: shows flags and text, and asks.")
@click.option(
    "--yes", "fingerprint", metavar="FINGERPRINT", help="With --checked-by: do not ask; the text's fingerprint as shown."
)
@click.option("--written-by", "written_by", metavar="ROLE", help="The role that wrote it, which then cannot sign it off.")
@click.option("--copy", "copy", is_flag=True, help="Put the checked text for a ticket on the clipboard.")
@click.option("--from-drive", is_flag=True, help="Take in what people changed in the Google Doc.")
@click.option("--upload", is_flag=True, help="Put what is checked into the incident's folder on Google Drive as well.")
def command(
    incident: str | None,
    incidents: Path | None,
    client: str | None,
    checked_by: str | None,
    fingerprint: str | None,
    written_by: str | None,
    copy: bool,
    from_drive: bool,
    upload: bool,
) -> None:
    """Write the versions of INCIDENT's final report that its clients may read, one for each client in incident.toml.

    \b
    The whole way:
      1  postmortem finalize                          the final report, after the review
      2  incident.toml: [[clients]]                   who is affected: names, sites, tickets
      3  postmortem client-version                    writes client.md .docx .html, client.txt and
                                                      client-ticket.html for a ticket; says what it left out
      4  edit client.md or client.docx, run it again  what you wrote stays; gate and flags look at it
      5  postmortem client-version --checked-by CTO   shows flags and text, asks; the DPO signs as
                                                      well where personal data are spoken of
      6  postmortem client-version --copy             the text is on the clipboard: paste it into the
                                                      ticket. Or: postmortem upload

    Nothing that concerns another client, nobody's name and nothing of the inside gets into it (exit 4, nothing is written).
    What is risky to say is flagged for whoever checks; that is no legal advice. A word changed afterwards makes it unchecked
    again, and --copy and upload refuse what is not checked (exit 3).
    """
    if fingerprint is not None and checked_by is None:
        raise UsageError("--yes belongs to --checked-by ROLE: it says which text that role has read.")
    config = settings()
    folder = IncidentFolder.open(choose_incident(config, incident, incidents))
    with folder.lock():
        tools = tuple(person.real_name or person.handle for person in known_people(folder).people if person.is_bot)
        making = Making.of(folder, config, tools)
        wanted = making.clients(client)
        if from_drive:
            making = replace(making, from_drive=pull_client_copies(folder, config, [stem for stem, _ in wanted]))
        if (checked_by or copy) and len(wanted) > 1:
            names = ", ".join(one.name for _, one in wanted if one is not None)
            raise UsageError(f"There is a version for each of several clients. Say which with --client: {names}")
        role = config.client_version.role(checked_by, config.process.tell) if checked_by is not None else None
        with step("Writing for clients"):
            versions = tuple(making.version(stem, one) for stem, one in wanted)
            doubtful = look_at_versions(making, versions)
        if role is not None:
            signing = Signing(making=making, version=versions[0], role=role, doubtful=doubtful)
            versions = (signing.sign(given=fingerprint, now=_now()),)
        written = write_versions(making, versions, written_by=written_by)
        if not copy:
            _say(folder, versions, written)
        if role is None and not copy:
            for version in versions:
                say_flags(version, doubtful)
        if copy:
            _copy(making, versions[0])
    _next(making, versions)
    if upload:
        from postmortem.cli.upload import say
        from postmortem.cli.uploading import upload_incident

        say(upload_incident(IncidentFolder.open(folder.path), config), dry=False)
        refuse_unchecked(IncidentFolder.open(folder.path), config)


def _say(folder: IncidentFolder, versions: tuple[Version, ...], kept: tuple[str, ...]) -> None:
    """Where the files are, on stdout; what was kept and left out, on stderr."""
    for version in versions:
        for name in (f"{version.stem}.md", f"{version.stem}.docx", f"{version.stem}.html", *ticket_names(version.stem)):
            result(str(folder.path / name))
        _remarks(version)
    if kept:
        remark(
            f"not written, because you changed them: {', '.join(kept)}. Put your words into the Markdown or the Word copy "
            f"instead."
        )
    sys.stdout.flush()


def _remarks(version: Version) -> None:
    about = f"{version.stem}: "
    if version.kept:
        remark(f"{about}kept as you wrote them: {', '.join(version.kept)}.")
    if version.taken:
        remark(f"{about}taken from the Word copy: {', '.join(version.taken)}.")
    if version.removed:
        remark(f"{about}left out, as you removed them: {', '.join(version.removed)}.")
    if (count := len(version.markdown.split())) > MOST_WORDS:
        remark(f"{about}{count} words, more than a page and a half. Clients read the beginning; shorten it in {version.stem}.md.")
    for what, sentence in version.told:
        remark(f"{about}{what}: {sentence}")
    if version.missing:
        remark(f"{about}the final report does not say {', '.join(version.missing)}. Each is asked for, marked ▶.")


def _copy(making: Making, version: Version) -> None:
    may_sign(version)
    text, _ = ticket_names(version.stem)
    refuse_unchecked(making.folder, making.config, only=text)
    put_on_clipboard((making.folder.read(text) or b"").decode(), where=str(making.folder.path / text))
    checks = checks_of(making.folder)
    checks[version.stem] = replace(checks[version.stem], copied=_now())
    making.folder.keep(KEY, checks_json(checks))
    remark(f"On the clipboard: {text}. Paste it into the ticket.")


def _next(making: Making, versions: tuple[Version, ...]) -> None:
    name = making.folder.path.name
    for version in versions:
        only = f' --client "{version.client.name}"' if len(making.incident.clients) > 1 and version.client is not None else ""
        lacking = version.check.lacking(making.config.client_version)
        if lacking:
            first = re.split(r" (?:or|and) |\(", lacking)[0].strip()
            remark(f'{version.stem}: not yet checked. Next: postmortem client-version {name}{only} --checked-by "{first}"')
        else:
            remark(f"{version.stem}: checked. Next: postmortem client-version {name}{only} --copy, or postmortem upload {name}")


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()
