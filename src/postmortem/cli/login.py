"""`postmortem login drive`: obtain and keep Google credentials."""

from __future__ import annotations

import os
from pathlib import Path

import click

from postmortem.cli.console import remark, result
from postmortem.cli.options import settings
from postmortem.errors import UsageError


@click.command()
@click.argument("service", type=click.Choice(["drive"]))
@click.option(
    "--client",
    "client",
    type=click.Path(path_type=Path),
    help="Your team's OAuth client, as downloaded from Google's console. [or client under [drive] in postmortem.toml]",
)
@click.option("--no-browser", is_flag=True, help="Print a link to open on another machine.")
def command(service: str, client: Path | None, no_browser: bool) -> None:
    """Log in to SERVICE (drive), and keep what it gives in your own settings, readable by you alone."""
    from postmortem.drive.login import log_in, read_client
    from postmortem.drive.token_file import config_folder, write_token

    config = settings()
    path = client or config.drive_client
    if path is None:
        raise UsageError(
            "There is no OAuth client to log in with. Give your team's with --client FILE, or name it as client under [drive] in "
            "postmortem.toml; the README says how a team makes one. With a service account no login is needed."
        )
    given = read_client(path, os.environ)
    if not no_browser:
        remark("A browser opens; agree there. (Without one on this machine: Ctrl-C, then --no-browser)")
    token = log_in(given, has_browser=not no_browser, say=remark, paste=_paste)
    result(str(write_token(config_folder(os.environ), token)))
    remark("You are logged in. Check what these credentials see: postmortem doctor")


def _paste() -> str:
    return str(click.prompt("Its address", err=True))
