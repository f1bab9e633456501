"""`postmortem doctor`: is everything set up, and what to do about what is not. One file of checks for each service."""

from __future__ import annotations

from importlib import import_module

import click

from postmortem.cli.console import remark, result
from postmortem.cli.doctor_check import Asked, Check, State
from postmortem.cli.options import settings

# Each is a module in postmortem/cli with `checks(asked)`, loaded only here.
SERVICES = ("doctor_settings", "doctor_slack", "doctor_drive")


@click.command()
@click.argument("channel", default="")
def command(channel: str) -> None:
    """Check settings, token, scopes, workspace and clock, and say what to do about each failure.

    With CHANNEL, also whether that channel can be read. Nothing is changed and nothing is kept.
    """
    asked = Asked(config=settings(), channel=channel)
    found: list[Check] = []
    for service in SERVICES:
        for check in import_module(f"postmortem.cli.{service}").checks(asked):
            found.append(check)
            result(f"{check.state} {check.what}: {check.said}")
            if check.mend:
                result(f"    → {check.mend}")
    bad = sum(check.state is State.BAD for check in found)
    if bad:
        remark(f"{bad} of {len(found)} checks failed; what to do stands after each →.")
        raise click.exceptions.Exit(1)
    remark("All that is set up works.")
