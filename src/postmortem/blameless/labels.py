"""Who is called what: one label for each person, one person for each label, in order of appearance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from postmortem.blameless.fold import fold_text
from postmortem.incident import Office

ORDINALS = ("", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
OFFICE_LABELS = {
    Office.LEAD: "incident lead",
    Office.COMMS: "client comms manager",
    Office.ON_CALL: "on-call support",
    Office.SECOND_LINE: "2nd line support",
    Office.SCRIBE: "scribe",
}
# A label that stands for an office, whoever held it first or later; such a label takes an article in a sentence.
OFFICE_LABEL = re.compile(
    rf"(?:(?:{'|'.join(ORDINALS[1:])}|(?<!\d)\d{{1,4}}th) )?(?:{'|'.join(OFFICE_LABELS.values())})", re.IGNORECASE
)

# A label that this program gives out, whatever people are called.
OWN_LABEL = re.compile(rf"(?:responder|client contact|third party) \d+|{OFFICE_LABEL.pattern}", re.IGNORECASE)
# What of a label may stand in a path or a file's name.
PLAIN = re.compile(r"[^\W_]+")


class Labels:
    """Labels as they are given out. What the private key says comes first and is never changed here."""

    def __init__(self, known: Mapping[str, str] | None = None, taken: Iterable[str] = ()) -> None:
        self._by_person = dict(known or {})
        self._taken = {whole_label(label) for label in (*self._by_person.values(), *taken)}
        self._appeared: dict[str, None] = {}
        self._last: dict[str, int] = {}

    def give_office(self, person: str, office: Office) -> None:
        """Name a person after an office, unless the person has a label; later holders are the second, third …"""
        if person in self._by_person:
            return
        for n in range(1, 1000):
            ordinal = "" if n == 1 else f"{ORDINALS[n - 1] if n <= len(ORDINALS) else f'{n}th'} "
            label = ordinal + OFFICE_LABELS[office]
            label = label[0].upper() + label[1:]
            if whole_label(label) not in self._taken:
                self._give(person, label)
                return

    def label(self, person: str, sort: str) -> str:
        """The person's label; where there is none yet, the next number of that sort ("Responder 3")."""
        if person not in self._by_person:
            n = self._last.get(sort, 0) + 1
            while whole_label(f"{sort} {n}") in self._taken:
                n += 1
            self._last[sort] = n
            self._give(person, f"{sort} {n}")
        label = self._by_person[person]
        self._appeared.setdefault(label)
        return label

    def _give(self, person: str, label: str) -> None:
        self._by_person[person] = label
        self._taken.add(whole_label(label))

    @property
    def appeared(self) -> tuple[str, ...]:
        """The labels that were used, in order of appearance."""
        return tuple(self._appeared)

    def given(self) -> dict[str, str]:
        """Person id → label, for everybody who has one."""
        return dict(self._by_person)


def whole_label(label: str) -> str:
    """A label as labels are compared: two that look alike are one."""
    return " ".join(fold_text(label).split())


def slug(label: str) -> str:
    """The label where only letters, digits and hyphens may stand: in code, paths, links and file names."""
    return "-".join(PLAIN.findall(label.lower())) or "somebody"
