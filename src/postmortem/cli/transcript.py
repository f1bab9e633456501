"""`postmortem transcript`: the channel's transcript without names, on stdout."""

from __future__ import annotations

import click

from postmortem.cli.asked import Wanted, read_asked, reads_channel
from postmortem.cli.checking import find_in_reading, refuse_names
from postmortem.cli.console import remark, result_bytes
from postmortem.cli.reading import left_out_sentence
from postmortem.documents.transcript import transcript_markdown


@click.command()
@reads_channel
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "md"]),
    default="jsonl",
    show_default=True,
    help="JSON lines for programs, Markdown for people.",
)
def command(
    wanted: Wanted,
    form: str,
) -> None:
    """Print the transcript of CHANNEL without names.

    As JSON lines: {"ts", "thread_ts", "role", "text", "kind"}. Where the incident has a folder, its private key is used, so that
    everybody has the same label here as there.
    """
    asked = read_asked(wanted)
    reading = asked.reading
    data = reading.jsonl
    if form == "md":
        data = b"".join(transcript_markdown(reading.transcript, zone=asked.zone, dates=asked.config.dates))
        refuse_names(find_in_reading({"transcript.md": data}, reading, asked.key))
    result_bytes(iter([data]))
    for line in filter(None, (left_out_sentence(reading.transcript), *reading.transcript.remarks)):
        remark(line)
