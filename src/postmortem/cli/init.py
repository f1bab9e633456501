"""`postmortem init`: a commented postmortem.toml to start from, and the Slack app to install as one's own."""

from __future__ import annotations

from pathlib import Path

import click

from postmortem.cli.console import remark, result
from postmortem.config import CONFIG_NAME, example_config
from postmortem.errors import FolderError
from postmortem.slack.api_app import APP_FILE, manifest, steps


@click.command()
@click.option("--announce", is_flag=True, help="Let the Slack app post too, for draft --announce.")
def command(announce: bool) -> None:
    """Write a commented postmortem.toml and a Slack app's manifest into this folder.

    Every line of postmortem.toml may be left out: the program works without the file. The manifest is for an app of your own
    workspace with just the scopes that reading a channel needs. A file that is already there stays as it is.
    """
    files = {CONFIG_NAME: example_config().encode(), APP_FILE: manifest(announce=announce)}
    written = [name for name, data in files.items() if _write(Path.cwd() / name, data)]
    if not written:
        raise FolderError(
            f"There are a {CONFIG_NAME} and a {APP_FILE} here already; they were left as they are. Edit them, or move them "
            "away first."
        )
    for name in written:
        result(str(Path.cwd() / name))
    for name in files.keys() - set(written):
        remark(f"There is a {name} here already; it was left as it is.")
    remark("Set your organisation, time zone and clients in postmortem.toml.")
    remark("From an export: postmortem draft CHANNEL --export PATH")
    remark("To read channels from Slack itself, install the app once:")
    for line in steps(APP_FILE):
        remark(line)


def _write(path: Path, data: bytes) -> bool:
    """Write a file that is not there; False where one is."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return False
    return True
