"""`postmortem draft`: the whole line, from an incident's channel to the documents in its folder."""

from __future__ import annotations

from pathlib import Path

import click

from postmortem.blameless.transcript import counted
from postmortem.cli.asked import read_asked
from postmortem.cli.checking import find_names, refuse_names
from postmortem.cli.console import remark, result
from postmortem.cli.drafting import Drafted, Place, draft_incident
from postmortem.cli.options import reading_options
from postmortem.cli.reading import Reading, left_out_sentence
from postmortem.folder import Written


@click.command()
@click.argument("channel")
@reading_options
@click.option("--incidents", type=click.Path(path_type=Path), help="Where incident folders are kept. [default: ./incidents]")
@click.option(
    "--entries",
    type=click.IntRange(1, 200),
    help="How many entries the timeline should have; by default the incident's duration decides.",
)
@click.option("--force", is_flag=True, help="Write files that you changed anew; yours are kept beside them.")
def command(
    channel: str,
    export: Path | None,
    since: str | None,
    until: str | None,
    timezone: str | None,
    incidents: Path | None,
    entries: int | None,
    force: bool,
) -> None:
    """Write a blameless draft report from an incident's CHANNEL.

    CHANNEL is a name (inc-2026-10-14-checkout-errors), #name, an id or a link. The documents go into a folder of their own:
    the report as Markdown, Word and HTML, the timeline with its sources, the transcript without names, and incident.toml with
    the facts, which you can correct. Run it again at any time: what you changed is kept, and you are told so.
    """
    asked = read_asked(channel, export, since, until, timezone, incidents=incidents)
    reading = asked.reading
    place = Place(asked.root, asked.key_hash, asked.path)
    drafted = draft_incident(asked, place, entries=entries, force=force)
    # The gate has passed the transcript already. The folder's name is looked at as that of an empty file.
    rest = {name: data for name, data in drafted.files.items() if data is not reading.jsonl}
    refuse_names(find_names({**rest, drafted.folder: b""}, reading.people, drafted.key, reading.words))
    folder, written = place.write(drafted, force=force)
    _say(folder, written, drafted, reading)


def _say(folder: Path, written: Written, drafted: Drafted, reading: Reading) -> None:
    """Where the documents are, on stdout; what was kept, left out and is missing, on stderr."""
    for name in ("draft.docx", "draft.html", "draft.md"):
        result(str(folder / name))
    for line in _remarks(written, drafted, reading):
        remark(line)


def _remarks(written: Written, drafted: Drafted, reading: Reading) -> list[str]:
    transcript = reading.transcript
    lines = [f"{len(transcript.messages)} messages read; {left_out_sentence(transcript) or 'nothing left out'}."]
    lines += transcript.remarks
    if transcript.removed:
        lines.append(f"names removed: {counted(transcript.removed)}.")
    if not transcript.messages:
        lines.append("Nobody wrote anything in this channel, so all of the draft is still to be filled in.")
    elif all(message.kind == "bot" for message in transcript.messages):
        lines.append("Only tools wrote in this channel, so the report rests on their posts alone.")
    if drafted.merge.kept:
        lines.append(f"kept as you changed them in draft.md: {', '.join(drafted.merge.kept)}.")
    if drafted.merge.removed:
        lines.append(f"left out of draft.md, as you removed them: {', '.join(drafted.merge.removed)}.")
    if written.kept:
        lines.append(
            f"not written, because you changed them: {', '.join(written.kept)}. With --force yours are kept beside."
        )
    lines += [f"yours is kept as {copy}; {name} was written anew." for name, copy in written.beside.items()]
    if written.updated or (written.unchanged and not written.new):
        lines.append(f"updated: {', '.join(written.updated) or 'nothing, all is as it was'}.")
    count = drafted.open_questions
    lines.append(
        f"{count} question{'' if count == 1 else 's'} open, each marked ▶ in the draft. Facts to correct: incident.toml."
    )
    lines.append(
        "Before you share it, look for names that Slack does not know (postmortem names shows who became whom)."
    )
    return lines
