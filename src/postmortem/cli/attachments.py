"""Files that were posted in the channel: screenshots without metadata, logs without names; the rest is named and stays out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from postmortem.blameless.people_file import Key
from postmortem.blameless.pictures import NotAPicture, clean_picture
from postmortem.blameless.strip import strip_log, strip_text
from postmortem.blameless.transcript import BlamelessFile
from postmortem.cli.checking import find_in_reading
from postmortem.cli.reading import MOST_PASSES, Reading
from postmortem.folder_names import slug

TEXT_SUFFIXES = frozenset(
    {
        ".txt",
        ".log",
        ".csv",
        ".tsv",
        ".json",
        ".yaml",
        ".yml",
        ".md",
        ".sql",
        ".sh",
        ".py",
        ".conf",
        ".ini",
        ".toml",
        ".diff",
        ".patch",
    }
)
# What people write as sentences; the rest is a program's.
PROSE_SUFFIXES = frozenset({".txt", ".md"})
LARGEST_TEXT = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachments:
    """files: name in the incident folder → bytes. names: a file's key → its name within attachments/. not_copied: names."""

    files: dict[str, bytes]
    names: dict[str, str]
    not_copied: tuple[str, ...]


def collect_attachments(reading: Reading, zone: str, key: Key) -> Attachments:
    """Every file that the export holds and that can be cleaned of names.

    What the gate still finds in them is taken out as well; a file in which it finds somebody all the same is not copied.
    """
    for _ in range(MOST_PASSES):
        attachments = _collect(reading, zone)
        findings = find_in_reading(attachments.files, reading, key)
        if not findings:
            return attachments
        reading.roster.catch(finding.found for finding in findings)
    return _without(attachments, {finding.file for finding in findings})


def _without(attachments: Attachments, names: set[str]) -> Attachments:
    left = [name for name in attachments.files if name in names]
    kept = {name: data for name, data in attachments.files.items() if name not in names}
    inside = {key: name for key, name in attachments.names.items() if f"attachments/{name}" in kept}
    not_copied = (*attachments.not_copied, *(name.removeprefix("attachments/") for name in left))
    return Attachments(files=kept, names=inside, not_copied=tuple(dict.fromkeys(not_copied)))


def _collect(reading: Reading, zone: str) -> Attachments:
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    left: list[str] = []
    for key, clock, file in _posted(reading, zone):
        cleaned = _clean(reading, key, file)
        if cleaned is None:
            left.append(file.name)
            continue
        suffix, data = cleaned
        stem = f"{clock}-{slug(PurePosixPath(file.name).stem, longest=60, empty='file')}"
        name, n = f"{stem}{suffix}", 2
        while f"attachments/{name}" in files and files[f"attachments/{name}"] != data:
            name, n = f"{stem}-{n}{suffix}", n + 1
        files[f"attachments/{name}"] = data
        names[key] = name
    return Attachments(files=files, names=names, not_copied=tuple(dict.fromkeys(left)))


def _posted(reading: Reading, zone: str) -> Iterator[tuple[str, str, BlamelessFile]]:
    for message in reading.transcript.messages:
        for file in message.files:
            yield file.key, f"{message.at.astimezone(ZoneInfo(zone)):%m%d-%H%M}", file


def _clean(reading: Reading, key: str, file: BlamelessFile) -> tuple[str, bytes] | None:
    """The file's suffix and bytes without names; None where it is not in the export or cannot be cleaned."""
    source = reading.files.get(key)
    data = reading.export.read_file(source) if source is not None else None
    if not data:
        return None
    try:
        return clean_picture(data)
    except NotAPicture:
        pass  # it may be a text
    suffix = PurePosixPath(file.name).suffix.lower()
    is_text = suffix in TEXT_SUFFIXES or file.mode == "snippet" or file.mimetype.startswith("text/plain")
    if not is_text or len(data) > LARGEST_TEXT or b"\0" in data:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    stripped = strip_text(text, reading.roster) if suffix in PROSE_SUFFIXES else strip_log(text, reading.roster)
    return (suffix if suffix in TEXT_SUFFIXES else ".txt"), stripped.encode("utf-8", "replace")
