"""`postmortem draft`: the whole line, from an incident's channel to the documents in its folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from postmortem.blameless.transcript import counted
from postmortem.cli.asked import Wanted, read_asked, reads_channel
from postmortem.cli.checking import find_in_reading, refuse_names
from postmortem.cli.console import remark, result
from postmortem.cli.drafting import Drafted, Place, draft_incident
from postmortem.cli.options import evidence_option
from postmortem.cli.possible import counted_suspects
from postmortem.cli.reading import Reading, left_out_sentence
from postmortem.config import Config
from postmortem.folder import IncidentFolder, Written
from postmortem.folder_names import is_private


@click.command()
@reads_channel
@evidence_option
@click.option("--incidents", type=click.Path(path_type=Path), help="Where incident folders are kept. [default: ./incidents]")
@click.option(
    "--entries",
    type=click.IntRange(1, 200),
    help="How many entries the timeline should have; by default the incident's duration decides.",
)
@click.option(
    "--templates",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder whose templates and partials replace ours of the same name. [or templates in postmortem.toml]",
)
@click.option("--upload", is_flag=True, help="Put the documents into the incident's folder on Google Drive as well.")
@click.option("--announce", is_flag=True, help="Tell the channel where the draft is; the text is shown first.")
@click.option("--link", metavar="URL", help="With --announce: where people can read it. [default: where it was uploaded]")
@click.option("--yes", is_flag=True, help="With --announce: post without asking.")
@click.option("--force", is_flag=True, help="Write files that you changed anew; yours are kept beside them.")
def command(
    wanted: Wanted,
    evidence: tuple[Path, ...],
    incidents: Path | None,
    entries: int | None,
    templates: Path | None,
    upload: bool,
    announce: bool,
    link: str | None,
    yes: bool,
    force: bool,
) -> None:
    """Write a blameless draft report from an incident's CHANNEL.

    CHANNEL is a name (inc-2026-10-14-checkout-errors), #name, an id or a link. The documents go into a folder of their own:
    the report as Markdown, Word and HTML, the timeline with its sources, the transcript without names, and incident.toml with
    the facts, which you can correct. Run it again at any time: what you changed is kept, and you are told so.
    """
    if announce:
        _check_announcing(link=link, upload=upload)
    asked = read_asked(wanted, incidents=incidents)
    if templates is not None:
        asked = replace(asked, config=replace(asked.config, templates=templates.absolute()))
    reading = asked.reading
    place = Place(asked.root, asked.key_hash, asked.path)
    drafted = draft_incident(asked, place, entries=entries, force=force, evidence=evidence)
    # The gate has passed the transcript already. The folder's name is looked at as that of an empty file.
    rest = {name: data for name, data in drafted.files.items() if data is not reading.jsonl}
    refuse_names(find_in_reading({**rest, drafted.folder: b""}, reading, drafted.key))
    folder, written = place.write(drafted, force=force)
    if asked.pulled is not None:
        asked.pulled.settle(folder)
    _say(folder, written, drafted, reading)
    if upload:
        _upload(folder, asked.config)
    if announce:
        from postmortem.cli.announcing import announce as tell_channel

        tell_channel(asked.pulled, IncidentFolder.open(folder), asked.config, link=link, yes=yes)


def _check_announcing(*, link: str | None, upload: bool) -> None:
    """Refuse before any work what could not be announced."""
    from postmortem.cli.announcing import check_announcing

    check_announcing(link=link, upload=upload)


def _upload(path: Path, config: Config) -> None:
    """What `postmortem upload` does, loaded only where it is asked for."""
    from postmortem.cli.upload import say
    from postmortem.cli.uploading import upload_incident

    say(upload_incident(IncidentFolder.open(path), config), dry=False)


def _say(folder: Path, written: Written, drafted: Drafted, reading: Reading) -> None:
    """Where the documents are, on stdout; what was kept, left out and is missing, on stderr."""
    for name in ("draft.docx", "draft.html", "draft.md"):
        result(str(folder / name))
    for line in _remarks(written, drafted, reading):
        remark(line)


def _remarks(written: Written, drafted: Drafted, reading: Reading) -> list[str]:
    transcript = reading.transcript
    lines = [f"{len(transcript.messages)} messages read; {left_out_sentence(transcript) or 'nothing left out'}."]
    lines += [*transcript.remarks, *drafted.evidence]
    if drafted.lacking:
        lines.append(f"the house style has no style called {', '.join(drafted.lacking)}; ours stands in.")
    if transcript.removed:
        lines.append(f"names removed: {counted(transcript.removed)}.")
    if found := [person for person in drafted.key.people if person.found]:
        lines.append(
            f"{len(found)} {'person' if len(found) == 1 else 'people'} whom Slack does not know found in the text and taken out: "
            "postmortem names shows them."
        )
    if left := len(reading.pronouns.left):
        lines.append(
            f"{left} gendered pronoun{'' if left == 1 else 's'} left, where it is not certain how the sentence would go on: "
            "postmortem names --audit lists them."
        )
    if not transcript.messages:
        lines.append("Nobody wrote anything in this channel, so all of the draft is still to be filled in.")
    elif all(message.kind == "bot" for message in transcript.messages):
        lines.append("Only tools wrote in this channel, so the report rests on their posts alone.")
    if drafted.merge.kept:
        lines.append(f"kept as you changed them in draft.md: {', '.join(drafted.merge.kept)}.")
    if drafted.merge.removed:
        lines.append(f"left out of draft.md, as you removed them: {', '.join(drafted.merge.removed)}.")
    if written.kept:
        lines.append(f"not written, because you changed them: {', '.join(written.kept)}. With --force yours are kept beside.")
    lines += [f"yours is kept as {copy}; {name} was written anew." for name, copy in written.beside.items()]
    updated = [name for name in written.updated if not is_private(name)]
    if updated or (written.unchanged and not written.new):
        lines.append(f"updated: {', '.join(updated) or 'nothing, all is as it was'}.")
    count = drafted.open_questions
    lines.append(
        f"{count} question{'' if count == 1 else 's'} open, each marked ▶ in the draft. Facts to correct: incident.toml."
    )
    if possible := counted_suspects(drafted.suspects):
        lines.append(f"{possible}. Before you share it, decide them: postmortem names")
    else:
        lines.append("Nothing left that looks like a name. Read it all the same before you share it.")
    if drafted.to_look_at:
        lines.append(
            "Look at these yourself before they are shared; names inside them cannot be seen from here: "
            f"{_some(drafted.to_look_at)}."
        )
    return lines


def _some(names: tuple[str, ...], most: int = 5) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
