"""`postmortem init`: a commented postmortem.toml to start from."""

from __future__ import annotations

from pathlib import Path

import click

from postmortem.cli.console import remark, result
from postmortem.config import CONFIG_NAME, example_config
from postmortem.errors import FolderError


@click.command()
def command() -> None:
    """Write a commented postmortem.toml into this folder.

    Every line in it may be left out: the program works without the file. One that is already there stays as it is.
    """
    path = Path.cwd() / CONFIG_NAME
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(example_config())
    except FileExistsError:
        raise FolderError(
            f"There is a {CONFIG_NAME} here already; it was left as it is. Edit it, or move it away first."
        ) from None
    result(str(path))
    remark("Set your organisation, time zone and clients in it, then: postmortem draft CHANNEL --export PATH")
