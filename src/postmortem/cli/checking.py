"""The last look before anything is written or printed: the gate, and what a refusal says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from postmortem.blameless.gate import Finding, look
from postmortem.blameless.people_file import Key
from postmortem.cli.console import step
from postmortem.errors import NameWouldLeave
from postmortem.slack.transcript import Person

if TYPE_CHECKING:
    from postmortem.cli.reading import Reading

MOST_PLACES = 8
# The sort of a finding that is nobody: a part of a file that the gate cannot open.
UNREADABLE = "unreadable"


def find_names(
    files: Mapping[str, bytes], people: Iterable[Person], names: Iterable[str], not_names: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """What the gate finds. names: further names in use. not_names: words that name nobody though somebody is called so."""
    with step("Looking for names in what would be written"):
        return look(files, people, more_names=names, not_names=not_names)


def find_in_reading(files: Mapping[str, bytes], reading: Reading, key: Key) -> tuple[Finding, ...]:
    """What the gate finds in documents made of what was read."""
    names = (*key.names, *reading.names)
    return find_names(files, reading.people, names, (*key.not_a_name, *reading.words))


def refuse_names(findings: tuple[Finding, ...]) -> None:
    """Raise `NameWouldLeave` where the gate found anything.

    The message names places, never the name itself: it may end up in somebody's terminal log.
    """
    if not findings:
        return
    counted = Counter((finding.file, finding.place, finding.sort) for finding in findings)
    places = "\n".join(f"  {file}, {place}: {sort}" for file, place, sort in list(counted)[:MOST_PLACES])
    more = f"\n  and {len(counted) - MOST_PLACES} more places" if len(counted) > MOST_PLACES else ""
    if all(finding.sort == UNREADABLE for finding in findings):
        raise NameWouldLeave(
            f"Something in the documents cannot be looked into, so nothing was written:\n{places}{more}\n"
            "Next: look at it, take it out of the folder or of the export, and run the same command again."
        )
    raise NameWouldLeave(
        f"Names or secrets would have stood in the documents ({len(findings)} times), so nothing was written:\n{places}{more}\n"
        "Next: if you typed one there, replace it by the person's role. Otherwise say in private/people.toml who it is, or list "
        "an ordinary word under not_a_name (postmortem names --not-a-name WORD), and run the same command again."
    )
