"""What clients may read and who checks it first: [client_version] in postmortem.toml for all incidents, in incident.toml for
one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from postmortem.errors import UsageError, did_you_mean
from postmortem.toml_border import Table

# Ways to say sorry, by name. None of them says whose fault anything was.
APOLOGIES: Mapping[str, str] = {
    "disruption": "We are sorry for the disruption this caused to you and to the people who use your service.",
    "trouble": "We are sorry for the trouble this caused you.",
    "short": "We are sorry about this.",
    "none": "",
}
CLOSING = "If you have questions, reply to this message."
SECTION = "client_version"
_KEYS = ("checked_by", "data_protection", "apology", "closing", "allowed", "internal", "say")
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientChoices:
    """What people released for one incident. allowed: names of tools, suppliers and addresses that clients may read.

    pictures: files in attachments/ that somebody released. say: an internal term → plain words for it.
    """

    allowed: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    say: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRules:
    """What a team has set for every client version.

    checked_by: roles that may sign one off; data_protection: those that have to as well where personal data are spoken of.
    apology and closing: sentences, empty for none. allowed, say: as in `ClientChoices`; internal: words that clients never read.
    """

    checked_by: tuple[str, ...] = ("CTO", "Head of Tech Ops")
    data_protection: tuple[str, ...] = ("Data Protection Officer",)
    apology: str = APOLOGIES["disruption"]
    closing: str = CLOSING
    allowed: tuple[str, ...] = ()
    internal: tuple[str, ...] = ()
    say: Mapping[str, str] = field(default_factory=dict)

    def role(self, given: str, other_words: Mapping[str, tuple[str, ...]]) -> str:
        """The role that somebody means, as it is written here. other_words: role → other words for it, as [process.tell] has
        them.

        A `UsageError` where it is none of those that check.
        """
        names = {role.casefold(): role for role in (*self.checked_by, *self.data_protection)}
        for role, words in other_words.items():
            if role.casefold() in names:
                names |= {word.casefold(): names[role.casefold()] for word in words if word.casefold() not in names}
        said = " ".join(given.split()).casefold()
        if said in names:
            return names[said]
        known = ", ".join(dict.fromkeys((*self.checked_by, *self.data_protection)))
        raise UsageError(
            f"That is no role that checks what clients get.{did_you_mean(said, names.values())} They are: {known}. Set them as "
            f"checked_by and data_protection under [{SECTION}] in postmortem.toml. Whoever wrote the text does not check it."
        )


def read_client_rules(table: Table) -> ClientRules:
    """The table [client_version] of postmortem.toml, with what is wrong in it said by line and key."""
    table.allow(_KEYS)
    default = ClientRules()
    return ClientRules(
        checked_by=_roles(table, "checked_by", default.checked_by),
        data_protection=_roles(table, "data_protection", default.data_protection),
        apology=_apology(table, default.apology),
        closing=_sentence(table, "closing", default.closing),
        allowed=table.texts("allowed") or (),
        internal=table.texts("internal") or (),
        say=_say(table),
    )


def read_client_choices(table: Table) -> ClientChoices:
    """The table [client_version] of incident.toml."""
    table.allow(("allowed", "pictures", "say"))
    pictures = table.texts("pictures") or ()
    for picture in pictures:
        if not picture.startswith("attachments/") or ".." in picture.split("/"):
            raise table.error("pictures", 'a picture is named as it stands in the folder: "attachments/1014-0922-checkout.png".')
    return ClientChoices(allowed=table.texts("allowed") or (), pictures=pictures, say=_say(table))


def _roles(table: Table, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    roles = table.texts(key)
    if roles is None:
        return default
    if not roles or any(len(role) > 60 or not role.isprintable() for role in roles):
        raise table.error(key, f'{key} must name at least one role, each in at most 60 letters, such as ["CTO"].')
    return tuple(" ".join(role.split()) for role in roles)


def _apology(table: Table, default: str) -> str:
    said = _sentence(table, "apology", default)
    if said.casefold() in APOLOGIES:
        return APOLOGIES[said.casefold()]
    if said and " " not in said:
        raise table.error(
            "apology", f"apology is {', '.join(APOLOGIES)}, or a sentence of your own.{did_you_mean(said, APOLOGIES)}"
        )
    return said


def _sentence(table: Table, key: str, default: str) -> str:
    said = table.text(key, default)
    if len(said) > _LONGEST or "\n" in said:
        raise table.error(key, f"{key} is one line of at most {_LONGEST} letters. Shorten it.")
    return said


def _say(table: Table) -> Mapping[str, str]:
    say = table.table("say")
    for term in say.values:
        if not term.strip():
            raise say.error(term, 'an internal term stands before the =, plain words behind it: "session store" = "…".')
    return {term.strip(): say.text(term) for term in say.values}
