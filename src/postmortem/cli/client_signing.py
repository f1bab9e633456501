"""The sign-off of a client's version: flags and the full text are shown, somebody says yes to this very text, and that is
kept."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

import click

from postmortem.cli.client_flags import NO_CLEARANCE
from postmortem.cli.client_gating import POSSIBLE, Refused
from postmortem.cli.client_making import Making, Version
from postmortem.cli.client_standing import unchecked_files
from postmortem.cli.console import remark, result
from postmortem.config import Config
from postmortem.documents.client_forms import write_text
from postmortem.errors import PeopleMustDecide
from postmortem.folder import IncidentFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """One sign-off of one version by one role."""

    making: Making
    version: Version
    role: str
    doubtful: tuple[Refused, ...]

    def sign(self, *, given: str | None, now: str) -> Version:
        """The version with the role's signature. given: the fingerprint of the text that it has read, or None to ask."""
        version = self.version
        may_sign(version)
        author = version.check.author
        if author and author.casefold() == self.role.casefold():
            raise PeopleMustDecide(
                f"{self.role} wrote this text, and whoever wrote a text does not check it. Somebody else has to sign."
            )
        show_whole(version, self.doubtful)
        self._refuse_possible_names()
        if given is None:
            self._ask()
        elif given.strip().casefold() != version.fingerprint:
            raise PeopleMustDecide(
                f"That is not the fingerprint of this text, which is {version.fingerprint}: it has changed since it was "
                f"read. Read it "
                "again, then say --yes with the new one. Nothing was signed."
            )
        check = version.check.signed_by(self.role, now)
        lacking = check.lacking(self.making.config.client_version)
        remark(f"Signed by {self.role}.{f' Still to sign: {lacking}.' if lacking else ''}")
        return replace(version, check=check)

    def _refuse_possible_names(self) -> None:
        mine = {one.found for one in self.doubtful if one.file == f"{self.version.stem}.md" and one.what == POSSIBLE}
        if mine:
            raise PeopleMustDecide(
                f"{len(mine)} possible name{'' if len(mine) == 1 else 's'} in the text, so it is not signed yet. Decide "
                f"each of them: "
                f"postmortem names {self.making.folder.path.name}"
            )

    def _ask(self) -> None:
        again = f'--checked-by "{self.role}" --yes {self.version.fingerprint}'
        if not sys.stdin.isatty():
            raise PeopleMustDecide(
                f"Nobody can be asked here. Read the text above, then run the same command with {again}. Nothing was signed."
            )
        if not click.confirm(f"Does {self.role} sign this text off, to go to the client?", default=False, err=True):
            raise PeopleMustDecide("Not signed. Correct the text in its Markdown or Word copy, and run this again.")


def may_sign(version: Version) -> None:
    """Raise where the text still asks for something."""
    if version.open_questions:
        raise PeopleMustDecide(
            f"{version.open_questions} question{' is' if version.open_questions == 1 else 's are'} still open in "
            f"{version.stem}.md, each "
            "marked ▶. Answer them there, and run this again."
        )


def show_whole(version: Version, doubtful: tuple[Refused, ...]) -> None:
    """The flags, and the text as the client will read it."""
    say_flags(version, doubtful)
    result(write_text(version.markdown))
    result(f"Fingerprint of this text: {version.fingerprint}")
    sys.stdout.flush()


def say_flags(version: Version, doubtful: tuple[Refused, ...]) -> None:
    """What whoever checks must look at. Printed, and in no document."""
    mine = [one for one in doubtful if one.file == f"{version.stem}.md"]
    if not version.flags and not mine:
        remark(f"{version.stem}: nothing flagged. {NO_CLEARANCE}")
        return
    count = len(version.flags) + len(mine)
    remark(f"{version.stem}: to be looked at by whoever checks ({count}):")
    for one in mine:
        remark(f"  {one.place}: {one.what}: “{one.found}”")
    for flag in version.flags:
        for line in flag.lines():
            remark(f"  {line}")
    if any(flag.needs_data_protection for flag in version.flags):
        remark("  Personal data are spoken of: whoever is responsible for data protection signs as well.")
    remark(NO_CLEARANCE)


def refuse_unchecked(folder: IncidentFolder, config: Config, *, only: str = "") -> None:
    """Raise where a file for a client, or this one, has not been signed off as it is."""
    left = [name for name in unchecked_files(folder, config) if not only or name == only]
    if only and not left and folder.read(only) is None:
        left = [only]
    if left:
        raise PeopleMustDecide(
            f"Not yet checked, so it does not go to a client: {', '.join(left)}. Next: postmortem client-version "
            f"{folder.path.name} --client NAME --checked-by ROLE; or move away what is left from clients that are not declared "
            "any more."
        )
