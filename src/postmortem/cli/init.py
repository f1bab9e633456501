"""`postmortem init`: a commented postmortem.toml to start from, and the Slack app to install as one's own; or the templates."""

from __future__ import annotations

import os
from pathlib import Path

import click

from postmortem.cli.console import remark, result
from postmortem.config import CONFIG_NAME, example_config, find_config
from postmortem.errors import FolderError
from postmortem.slack.api_access import default_token_file
from postmortem.slack.api_app import APP_FILE, manifest, steps

TEMPLATES = "templates"


@click.command()
@click.option("--announce", is_flag=True, help="Let the Slack app post too, for draft --announce.")
@click.option(
    "--templates",
    type=click.Path(path_type=Path),
    is_flag=False,
    flag_value=Path(),
    metavar="[DIR]",
    help="Copy our templates out instead, to change them. [templates beside postmortem.toml]",
)
def command(announce: bool, templates: Path | None) -> None:
    """Write a commented postmortem.toml and a Slack app's manifest into this folder.

    Every line of postmortem.toml may be left out: the program works without the file. The manifest is for an app of your own
    workspace with just the scopes that reading a channel needs. A file that is already there stays as it is.
    """
    if templates is not None:
        _templates(templates)
        return
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
    for line in steps(APP_FILE, default_token_file(os.environ)):
        remark(line)


def _templates(folder: Path) -> None:
    """Copy our templates and partials into a folder, none over a file that is there."""
    from postmortem.documents.template_files import replaceable

    settings = find_config(Path.cwd())
    beside = settings.parent if settings is not None else Path.cwd()
    folder = beside / TEMPLATES if folder == Path() else folder.absolute()
    files = replaceable()
    try:
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        written = [name for name, data in files.items() if _write(folder / name, data)]
    except OSError as error:
        raise FolderError(f"The templates cannot be written into {folder}: {error.strerror}. Name another folder.") from error
    kept = [name for name in files if name not in written]
    if not written:
        raise FolderError(f"All templates are in {folder} already; they were left as they are. Move away those you want anew.")
    for name in written:
        result(str(folder / name))
    if kept:
        remark(f"Left as they are, because they were there already: {', '.join(kept)}.")
    shown = folder.relative_to(beside).as_posix() if folder.is_relative_to(beside) else str(folder)
    remark(f'To use them, write templates = "{shown}" into {CONFIG_NAME}, before its first [section]; or draft --templates.')
    remark("Keep only those that you change, and delete the rest: ours take their place and get better.")
    remark("What they may use stands in docs/templates.md of the program.")


def _write(path: Path, data: bytes) -> bool:
    """Write a file that is not there; False where one is."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return False
    return True
