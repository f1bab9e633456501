"""What `postmortem check` says of wording: blame in a report, and with --client what somebody senior should look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from postmortem.cli.client_flags import in_lines
from postmortem.cli.console import remark, result
from postmortem.documents.passages import read_passages
from postmortem.documents.word_reader import read_word
from postmortem.errors import PostmortemError
from postmortem.report.wording import Entry, checklist, find_blame, find_risks

CLEAN, TO_DECIDE = 0, 3
MARKDOWN = frozenset({".md", ".markdown", ".txt", ".text", ""})
PAGES = frozenset({".html", ".htm", ".xhtml"})
NO_BODY = re.compile(r"<head\b.*?</head\s*>|<!doctype[^>]{0,300}>|</?(?:html|body)\b[^>]{0,300}>", re.IGNORECASE | re.DOTALL)
MOST, MOST_PLACES = 40, 8
WIDTH = 200


def check_wording(path: Path, data: bytes, *, for_client: bool) -> int:
    """Tell each wording to look at, with its place, the reason and another wording; the exit code that follows.

    for_client: what the gate for clients tells of is left to it.
    """
    text = _as_markdown(path, data)
    flags = [flag for flag in find_risks(text) if not flag.at_gate] if for_client else find_blame(text)
    entries = checklist(flag for flag in flags if flag.stops)
    for entry in entries[:MOST]:
        result(f"{path}, {_place(path, entry)}: {entry.kind.value}: {_said(path, entry)}")
        also = f" The {entry.needs} has to look at it, too." if entry.needs else ""
        result(f"    {entry.reason} Consider: {entry.rewording}{also}")
    if len(entries) > MOST:
        result(f"{path}: and {len(entries) - MOST} more.")
    for thought in _thoughts(path, checklist(flag for flag in flags if not flag.stops)):
        remark(f"{path}: worth a thought: {thought}")
    if flags:
        remark("Wording is for people to decide: this is a list to look at, never a clearance, and no legal advice.")
    return TO_DECIDE if entries else CLEAN


def _place(path: Path, entry: Entry) -> str:
    """The lines where the file has lines that people see, else the sections."""
    if path.suffix.casefold() in MARKDOWN:
        several = len(entry.words) > 1 and len(entry.lines) > 3
        return f"line {entry.lines[0]} and {len(entry.lines) - 1} more" if several else in_lines(entry.lines)
    return ", ".join(section or "above the first heading" for section in entry.sections[:MOST_PLACES])


def _said(path: Path, entry: Entry) -> str:
    """The words that it is about; each with its lines where there are several and the file has lines."""
    has_lines = path.suffix.casefold() in MARKDOWN and len(entry.lines) > 1 and len(entry.words) > 1
    words = [f"“{word}”{f' ({in_lines(lines)})' if has_lines else ''}" for word, lines in entry.words[:MOST_PLACES]]
    if len(entry.words) > MOST_PLACES:
        words.append(f"and {len(entry.words) - MOST_PLACES} other words")
    return f"{', '.join(words)} in: {_short(entry)}"


def _short(entry: Entry) -> str:
    """The sentence, cut so that the first of its words stays in it."""
    if len(entry.sentence) <= WIDTH:
        return entry.sentence
    at = max(entry.sentence.casefold().find(entry.words[0][0].casefold()), 0)
    start = max(0, min(at - WIDTH // 2, len(entry.sentence) - WIDTH))
    piece = entry.sentence[start : start + WIDTH]
    piece = piece.partition(" ")[2] if start else piece
    return f"{'…' if start else ''}{piece.rpartition(' ')[0] if start + WIDTH < len(entry.sentence) else piece}" + (
        "…" if start + WIDTH < len(entry.sentence) else ""
    )


def _thoughts(path: Path, entries: Iterable[Entry]) -> Iterator[str]:
    """One line a rewording: all the words that it is about."""
    said: dict[str, list[str]] = {}
    for entry in entries:
        for word, lines in entry.words:
            place = f" ({in_lines(lines)})" if path.suffix.casefold() in MARKDOWN else ""
            said.setdefault(entry.rewording.rstrip("."), []).append(f"“{word}”{place}")
    for rewording, words in said.items():
        yield f"{', '.join(dict.fromkeys(words))}: {rewording}."


def page_body(data: bytes) -> str:
    """The text of a page as one piece of HTML that Markdown takes as it is: without its head, and without empty lines."""
    text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "replace")
    body = NO_BODY.sub("", text)
    return "<div>\n" + "\n".join(line if line.strip() else "<!-- -->" for line in body.splitlines()) + "\n</div>"


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
    if suffix in PAGES:
        return page_body(data)
    return "\n\n".join(passage.text for passage in read_passages({path.name: data}))
