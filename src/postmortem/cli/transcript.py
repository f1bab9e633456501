"""`postmortem transcript`: the channel's transcript without names, on stdout."""

from __future__ import annotations

from pathlib import Path

import click

from postmortem.cli.checking import find_names, refuse_names
from postmortem.cli.console import remark, result_bytes
from postmortem.cli.options import choose_export, choose_range, choose_zone, reading_options, settings
from postmortem.cli.reading import find_channel, key_of, known_key, left_out_sentence, read_channel
from postmortem.documents.transcript import transcript_markdown
from postmortem.folder import find_folder


@click.command()
@click.argument("channel")
@reading_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "md"]),
    default="jsonl",
    show_default=True,
    help="JSON lines for programs, Markdown for people.",
)
def command(channel: str, export: Path | None, since: str | None, until: str | None, timezone: str | None, form: str) -> None:
    """Print the transcript of CHANNEL without names.

    As JSON lines: {"ts", "thread_ts", "role", "text", "kind"}. Where the incident has a folder, its private key is used, so that
    everybody has the same label here as there.
    """
    config = settings()
    zone = choose_zone(config, timezone)
    begin, end = choose_range(since, until, zone)
    opened, found = find_channel(choose_export(config, export), channel)
    key = known_key(find_folder(config.incidents, key_of(opened, found)))
    reading = read_channel(opened, found, key=key, config=config, since=begin, until=end)
    data = reading.jsonl
    if form == "md":
        data = b"".join(transcript_markdown(reading.transcript, zone=zone))
        refuse_names(find_names({"transcript.md": data}, reading.people, key, reading.words))
    result_bytes(iter([data]))
    for line in filter(None, (left_out_sentence(reading.transcript), *reading.transcript.remarks)):
        remark(line)
