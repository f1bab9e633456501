"""What `postmortem check` says of wording: blame in a report, and with --client what somebody senior should look at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from postmortem.cli.console import remark, result
from postmortem.documents.passages import read_passages
from postmortem.documents.word_reader import read_word
from postmortem.errors import PostmortemError
from postmortem.report.wording import Flag, find_blame, find_risks

CLEAN, TO_DECIDE = 0, 3
MARKDOWN = frozenset({".md", ".markdown", ".txt", ".text", ""})
MOST = 40


def check_wording(path: Path, data: bytes, *, for_client: bool) -> int:
    """Tell each wording to look at, with its place, the reason and another wording; the exit code that follows."""
    text = _as_markdown(path, data)
    flags = find_risks(text) if for_client else find_blame(text)
    stops = [flag for flag in flags if flag.stops]
    for flag in stops[:MOST]:
        result(f"{path}, {_place(path, flag)}: {flag.kind.value}: “{flag.text}” in: {flag.sentence[:160]}")
        also = f" The {flag.needs} has to look at it, too." if flag.needs else ""
        result(f"    {flag.reason} Consider: {flag.rewording}{also}")
    if len(stops) > MOST:
        result(f"{path}: and {len(stops) - MOST} more.")
    if thoughts := _thoughts(flag for flag in flags if not flag.stops):
        remark(f"{path}: worth a thought: {thoughts}.")
    if flags:
        remark("Wording is for people to decide: this is a list to look at, never a clearance, and no legal advice.")
    return TO_DECIDE if stops else CLEAN


def _place(path: Path, flag: Flag) -> str:
    """The line where the file has lines that people see, else the section."""
    return f"line {flag.line}" if path.suffix.casefold() in MARKDOWN else flag.section or "above the first heading"


def _thoughts(flags: Iterable[Flag]) -> str:
    said = [f"“{flag.text}” ({flag.rewording.rstrip('.')})" for flag in flags]
    return ", ".join(dict.fromkeys(said))


def _as_markdown(path: Path, data: bytes) -> str:
    """The document's own words as Markdown; of what cannot be read, nothing: that it cannot is told elsewhere."""
    suffix = path.suffix.casefold()
    if suffix in MARKDOWN:
        return data.decode("utf-8", "replace")
    if suffix == ".docx":
        try:
            return read_word(data, name=path.name).markdown
        except PostmortemError:
            return ""
    return "\n\n".join(passage.text for passage in read_passages({path.name: data}))
