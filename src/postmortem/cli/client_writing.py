"""Versions for clients: looked at by both gates, written into the folder, and what is known of their sign-off kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from postmortem.blameless.people_file import Key
from postmortem.blameless.roster_file import KnownPeople
from postmortem.cli.checking import find_names, refuse_names
from postmortem.cli.client_gating import POSSIBLE, ForClient, Refused, look_for_clients, refuse_for_clients
from postmortem.cli.client_making import Making, Version, report_digest
from postmortem.cli.possible import folder_key, known_people, possible_names, settled_strings
from postmortem.client_checked import KEY, checks_json, read_checks
from postmortem.errors import PeopleMustDecide
from postmortem.folder_names import STATE_NAME
from postmortem.folder_state import digest_of
from postmortem.report.client import inside_of


def look_at_versions(making: Making, versions: Sequence[Version]) -> tuple[Refused, ...]:
    """Raise where anything in any form of any version must not go; what is doubtful is returned, for people to look at."""
    found: list[Refused] = []
    everything: dict[str, bytes] = {}
    for version in versions:
        files = making.files(version, is_checked=False)
        everything |= files
        found += look_for_clients(files, for_client(making, version))
    refuse_for_clients(found)
    roster, key = known_people(making.folder), folder_key(making.folder)
    staff = [name for client in making.known() for name in client.people]
    refuse_names(find_names(everything, roster.people, (*key.names, *staff), key.not_a_name))
    return (*(one for one in found if not one.is_sure), *_possible(making, versions, roster, key))


def _possible(making: Making, versions: Iterable[Version], roster: KnownPeople, key: Key) -> Iterable[Refused]:
    """What in the texts could be somebody's name, and nobody has said whether it is."""
    texts = {f"{version.stem}.md": version.markdown.encode("utf-8", "replace") for version in versions}
    for suspect in possible_names(texts, roster, key, settled_strings(making.config, roster, making.folder)):
        for file, place in suspect.places:
            yield Refused(file=file, place=place, what=POSSIBLE, is_sure=False, found=suspect.text)


def for_client(making: Making, version: Version) -> ForClient:
    """What a version is held against."""
    choices = making.incident.client_version
    return ForClient(
        own=version.client,
        clients=making.known(),
        inside=inside_of(making.incident, making.config.client_version, version.client, making.tools),
        pictures=choices.pictures,
    )


def write_versions(making: Making, versions: Iterable[Version], *, written_by: str | None = None) -> tuple[str, ...]:
    """Write them all; what people changed in the page or the texts for a ticket is left alone, and named.

    The digests of what may go are kept only after the files are there, so that a run that is killed leaves them unchecked.
    """
    folder, rules = making.folder, making.config.client_version
    kept: list[str] = []
    for version in versions:
        is_checked = version.check.is_complete(rules)
        files = making.files(version, is_checked=is_checked)
        folder.remember_sections(f"{version.stem}.md", version.ours)
        folder.remember_sections(f"{version.stem}.docx", version.spelt)
        written = folder.write(folder.plan(files, merged=(f"{version.stem}.md", f"{version.stem}.docx")))
        kept += written.kept
        may_go = {name: digest_of(data) for name, data in files.items() if is_checked and name not in written.kept}
        check = replace(version.check, files=may_go, report=report_digest(making.final))
        if written_by is not None:
            check = replace(check, author=_author(check.author, written_by, [one.role for one in check.signed]))
        known = read_checks(folder.state.extra.get(KEY), str(folder.path / STATE_NAME))
        if known.get(version.stem) != check:
            folder.keep(KEY, checks_json({**known, version.stem: check}))
    return tuple(kept)


def _author(known: str, given: str, signed: Iterable[str]) -> str:
    said = " ".join(given.split())[:60]
    if said.casefold() in {role.casefold() for role in signed}:
        raise PeopleMustDecide(
            f"{said} has signed this text off, and whoever wrote a text does not check it. Somebody else has to sign."
        )
    return said or known
