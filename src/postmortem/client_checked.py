"""Who signed off a client's version: role, time and fingerprint of the text, and the very files that may go to the client.

Kept in `.postmortem.json` and nowhere else: the record never stands in a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from postmortem.client_rules import ClientRules
from postmortem.errors import FolderError
from postmortem.folder_names import STATE_NAME

# What other commands' records are kept beside in the folder's state.
KEY = "client_versions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed, as a role, and when (ISO 8601, UTC)."""

    role: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What is known of the sign-off of one version.

    fingerprint: of the text that was signed. needs_data_protection: it speaks of personal data, so that two roles sign.
    files: file name → digest of the bytes that may go; nothing before everybody has signed. author: the role that wrote it, where
    it was said. report: digest of the final report that it was made from. copied: when the text was last put on the
    clipboard, for a ticket.
    """

    fingerprint: str = ""
    needs_data_protection: bool = False
    signed: tuple[Signature, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    author: str = ""
    report: str = ""
    copied: str = ""

    def is_complete(self, rules: ClientRules) -> bool:
        """Whether everybody has signed who has to: one who may; where personal data are spoken of, one for data protection
        besides."""
        roles = {one.role for one in self.signed}
        may = roles & set(rules.checked_by)
        if not self.needs_data_protection:
            return bool(may)
        return any(one != other for one in may for other in roles & set(rules.data_protection))

    def lacking(self, rules: ClientRules) -> str:
        """Who has still to sign, in words; empty where nobody has."""
        if self.is_complete(rules):
            return ""
        roles = {one.role for one in self.signed}
        wanted = [] if roles & set(rules.checked_by) else [" or ".join(rules.checked_by)]
        if self.needs_data_protection and (not roles & set(rules.data_protection) or not wanted):
            wanted.append(" or ".join(rules.data_protection) + " (data protection)")
        return " and ".join(wanted)

    def signed_by(self, role: str, at: str) -> Check:
        """With one more signature; a second one of the same role changes nothing."""
        if any(one.role == role for one in self.signed):
            return self
        return replace(self, signed=(*self.signed, Signature(role=role, at=at)))

    def of_text(self, fingerprint: str, *, needs_data_protection: bool) -> Check:
        """The same for a text: where a word of it has changed, nobody has signed it."""
        if fingerprint == self.fingerprint and needs_data_protection == self.needs_data_protection:
            return self
        if fingerprint == self.fingerprint:
            return replace(self, needs_data_protection=needs_data_protection, files={})
        return Check(fingerprint=fingerprint, needs_data_protection=needs_data_protection, author=self.author)


def read_checks(value: object, where: str) -> dict[str, Check]:
    """Stem ("client", "client-example-museum") → its record, from what the folder's state holds."""
    if value is None:
        return {}
    try:
        return {str(stem): _check(held) for stem, held in dict(value).items()}  # type: ignore[call-overload]
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise FolderError(
            f"{where}: what is kept there of client versions is damaged. Put {STATE_NAME} back from a backup; nothing was "
            f"changed."
        ) from error


def checks_json(checks: Mapping[str, Check]) -> dict[str, Any]:
    """The records, as the folder's state keeps them."""
    return {
        stem: {
            "fingerprint": check.fingerprint,
            "data_protection": check.needs_data_protection,
            "signed": [{"role": one.role, "at": one.at} for one in check.signed],
            "files": dict(sorted(check.files.items())),
            "author": check.author,
            "report": check.report,
            "copied": check.copied,
        }
        for stem, check in sorted(checks.items())
    }


def _check(held: Any) -> Check:  # noqa: ANN401 - JSON of any kind until here
    texts = [held[key] for key in ("fingerprint", "author", "report")]
    if not all(isinstance(text, str) for text in texts) or not isinstance(held["data_protection"], bool):
        raise TypeError
    return Check(
        fingerprint=held["fingerprint"],
        needs_data_protection=held["data_protection"],
        signed=tuple(Signature(role=str(one["role"]), at=str(one["at"])) for one in held["signed"]),
        files={str(name): str(digest) for name, digest in held["files"].items()},
        author=held["author"],
        report=held["report"],
        copied=str(held.get("copied", "")),
    )
