"""Where the versions for clients stand: which files somebody signed off, and which may therefore go."""

from __future__ import annotations

from postmortem.cli.client_whom import all_clients, choose_clients, client_stems, read_facts_file
from postmortem.client_checked import KEY, Check, read_checks
from postmortem.config import Config
from postmortem.folder import IncidentFolder
from postmortem.folder_names import STATE_NAME, is_for_client
from postmortem.folder_state import digest_of
from postmortem.incident import Client


def checks_of(folder: IncidentFolder) -> dict[str, Check]:
    """The records of sign-offs, by the stem of the files."""
    return read_checks(folder.state.extra.get(KEY), str(folder.path / STATE_NAME))


def is_signed_off(folder: IncidentFolder, config: Config, name: str, data: bytes) -> bool:
    """Whether a file for a client is, to the byte, one that everybody has signed who has to.

    What is left from another set of clients ("client.md", once there are two) is nobody's, and so not signed off.
    """
    now = {stem for stem, _ in choose_clients(read_facts_file(folder).clients, None)}
    return any(
        check.files.get(name) == digest_of(data) and check.is_complete(config.client_version)
        for stem, check in checks_of(folder).items()
        if stem in now
    )


def unchecked_files(folder: IncidentFolder, config: Config) -> tuple[str, ...]:
    """The files for clients in the folder that nobody has signed off as they are."""
    names = [name for name in folder.allow_list() if is_for_client(name)]
    return tuple(name for name in names if not is_signed_off(folder, config, name, folder.read(name) or b""))


def client_of(folder: IncidentFolder, config: Config, name: str) -> Client | None:
    """Whom a file is for; None where it is for nobody in particular, or for nobody who is declared any more."""
    clients = read_facts_file(folder).clients
    known = {one.name.casefold(): one for one in all_clients(read_facts_file(folder), config)}
    for stem, client in zip(client_stems(clients), clients, strict=True):
        if name.startswith(f"{stem}.") or name == f"client-ticket{stem.removeprefix('client')}.html":
            return known.get(client.name.casefold(), client)
    return None


def client_lines(folder: IncidentFolder, config: Config) -> list[str]:
    """How `status` tells where they stand."""
    lines = []
    present = set(folder.allow_list())
    unchecked = set(unchecked_files(folder, config))
    for stem, check in checks_of(folder).items():
        mine = {f"{stem}.md", *check.files} & present
        if not mine:
            continue
        if lacking := check.lacking(config.client_version):
            lines.append(f"for the client, {stem}: not yet checked; to sign: {lacking}")
        elif changed := sorted(mine & unchecked):
            changes = ", ".join(changed)
            lines.append(f"for the client, {stem}: changed since it was checked: {changes}. Run postmortem client-version")
        else:
            lines.append(f"for the client, {stem}: checked by {' and '.join(one.role for one in check.signed)}")
    return lines
