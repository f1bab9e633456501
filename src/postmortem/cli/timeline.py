"""`postmortem timeline`: the channel's timeline without names, on stdout."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from postmortem.cli.asked import Wanted, read_asked, reads_channel
from postmortem.cli.checking import find_in_reading, refuse_names
from postmortem.cli.console import remark, result_bytes
from postmortem.cli.drafting import FACTS, Place
from postmortem.cli.evidence import read_evidence
from postmortem.cli.options import evidence_option
from postmortem.cli.rebuilding import timeline_settings
from postmortem.documents.transcript import timeline_json, timeline_markdown
from postmortem.incident import Edits
from postmortem.incident_file import read_incident
from postmortem.timeline.build import build_timeline


@click.command()
@reads_channel
@evidence_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "md"]),
    default="json",
    show_default=True,
    help="JSON for programs, a Markdown table for people.",
)
@click.option("--entries", type=click.IntRange(1, 200), help="How many entries; by default the incident's duration decides.")
@click.option("--all", "everything", is_flag=True, help="Everything that could be an entry, each with whether it was chosen.")
def command(
    wanted: Wanted,
    evidence: tuple[Path, ...],
    form: str,
    entries: int | None,
    everything: bool,
) -> None:
    """Print the timeline of CHANNEL without names, each entry with its sources.

    As JSON: [{"at", "kind", "role", "text", "sources": [ts …], "told_at"}]. `told_at` is set where an event was told afterwards.
    With --all each has "chosen" as well.
    A source such as deploys.csv:12 is a line of a file given with --evidence.
    Where the incident has a folder, its private key and its incident.toml are used.
    """
    asked = read_asked(wanted)
    reading, zone = asked.reading, asked.zone
    text = Place(asked.root, asked.key_hash, asked.path).read_text(FACTS)
    edited = read_incident(text, FACTS) if text is not None else None
    if edited is not None and not asked.zone_given:
        zone = edited.timezone
    timeline = build_timeline(
        reading.transcript,
        settings=replace(timeline_settings(asked.config, zone, entries), words_all=everything),
        edits=edited.edits if edited else Edits(),
        evidence=read_evidence(evidence, reading, asked.key, zone),
    )
    shown = timeline.entries
    if everything:
        shown = tuple(sorted((*timeline.candidates, *timeline.from_files), key=lambda entry: entry.at))
    chosen = timeline.entries if everything else None
    data = timeline_json(shown, chosen=chosen) if form == "json" else timeline_markdown(shown, zone=zone, chosen=chosen)
    refuse_names(find_in_reading({f"timeline.{form}": data}, reading, asked.key))
    result_bytes(iter([data]))
    for line in (*reading.transcript.remarks, *timeline.remarks):
        remark(line)
    if not timeline.entries:
        remark("Nothing in this channel was recognised as an event of an incident.")
