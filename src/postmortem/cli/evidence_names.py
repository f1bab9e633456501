"""Takes names out of lines of evidence, before anything else looks at them: as in the channel, and whom the file itself names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from postmortem.blameless.fold import fold_text
from postmortem.blameless.lookout import Lookout
from postmortem.blameless.patterns import find_people
from postmortem.blameless.people_file import Key
from postmortem.blameless.pronouns import neutral_pronouns
from postmortem.blameless.standing import Standing, standing
from postmortem.blameless.strip import strip_log, strip_text
from postmortem.cli.checking import find_in_reading
from postmortem.cli.reading import MOST_PASSES, Reading
from postmortem.timeline.evidence import EvidenceLine

# A tool's or a service's name: a few words and numbers, no sentence and no address.
_TOOL = re.compile(r"\w[\w .+/()&-]{0,39}")
_REF = re.compile(r"[\w./#-]{1,24}")
_LINK = re.compile(r"https?://[^\s<>\"|]{4,300}")
_WORD = re.compile(r"[^\W\d_]+")
_PARTS = re.compile(r"[\W\d_]+")
_REMOVED = "removed]"
_LINE = re.compile(r"line (\d+)")


def take_names_out(found: Sequence[tuple[EvidenceLine, str]], reading: Reading, key: Key) -> tuple[EvidenceLine, ...]:
    """The lines without names. found: each line, and whom the file says to be people there, one a line.

    A line in which the gate finds somebody even then is left out.
    """
    cleaner = _Cleaner(reading, key)
    cleaner.look_for_strangers(found)
    lines = [cleaner.stripped(line) for line, _ in found]
    for _ in range(MOST_PASSES):
        bad = cleaner.looked_at(lines)
        if not bad:
            return tuple(lines)
        lines = [cleaner.stripped(line) if place in bad else line for place, line in enumerate(lines)]
    bad = cleaner.looked_at(lines)
    return tuple(line for place, line in enumerate(lines) if place not in bad)


class _Cleaner:
    """What takes names out of lines."""

    def __init__(self, reading: Reading, key: Key) -> None:
        self._reading, self._key, self._roster = reading, key, reading.roster
        self._settled = {fold_text(word) for word in reading.settled} | reading.roster.not_names

    def looked_at(self, lines: Sequence[EvidenceLine]) -> set[int]:
        """The places of lines in which the gate finds somebody; from now on that is taken out wherever it stands."""
        shown = "\n".join(" ; ".join((line.role, line.text, line.ref, line.link, line.source)) for line in lines)
        findings = find_in_reading({"evidence.txt": shown.encode("utf-8", "replace")}, self._reading, self._key)
        self._roster.catch(finding.found for finding in findings)
        places = (_LINE.search(finding.place) for finding in findings)
        return {int(place[1]) - 1 for place in places if place is not None}

    def look_for_strangers(self, found: Iterable[tuple[EvidenceLine, str]]) -> None:
        """Remembers people whom the roster does not know: found by how they are written, or in a column of people."""
        index = self._roster.index
        lookout = Lookout(index.knows, index.knows_name)
        names: set[str] = set()
        for line, who in found:
            if lookout.worth(line.text):
                names.update(one.name for one in find_people(line.text, index.knows) if not index.knows_name(one.name))
            people = (name.partition("@")[0] for name in who.split("\n"))
            names.update(name for name in people if self._is_a_person(name))
        self._roster.catch(name for name in names if fold_text(name) not in self._settled)

    def _is_a_person(self, name: str) -> bool:
        """Whether what stands in a column of people is a name that can be looked for: no tool's, no ordinary word's."""
        words = [fold_text(word) for word in _PARTS.split(name) if word]
        if not words or len(words) > 4 or len(name.strip()) < 3 or self._roster.index.knows_name(name):
            return False
        if len(words) == 1:
            return standing(words[0]) >= Standing.UNKNOWN
        return any(standing(word) >= Standing.SURNAME for word in words) or all(
            standing(word) >= Standing.WORD for word in words
        )

    def _short(self, text: str) -> str:
        return strip_text(text, self._roster) if text else ""

    def stripped(self, line: EvidenceLine) -> EvidenceLine:
        """The line with every text in it stripped; a tool or a reference that could be somebody is left out."""
        roster, short = self._roster, self._short
        text = strip_text(strip_log(line.text, roster) if line.is_log else line.text, roster)
        link = strip_log(line.link, roster)
        return replace(
            line,
            text=text if line.is_log else neutral_pronouns(text)[0],
            file=short(line.file),
            tool=line.tool if self._is_tool(line.tool) else "",
            kind=short(line.kind),
            state=short(line.state),
            grade=short(line.grade),
            link=link if _LINK.fullmatch(link) and _REMOVED not in link else "",
            ref=line.ref if _REF.fullmatch(line.ref) and short(line.ref) == line.ref else "",
        )

    def _is_tool(self, name: str) -> bool:
        """Whether this is the name of a tool or a service, and nobody's."""
        if not _TOOL.fullmatch(name) or len(name.split()) > 4 or strip_text(name, self._roster) != name:
            return False
        words = [fold_text(word) for word in _WORD.findall(name)]
        return bool(words) and all(standing(word) < Standing.SURNAME or word in self._settled for word in words)
