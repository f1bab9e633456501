"""Options that several commands share, and what their values mean."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from postmortem.config import Config, load_config
from postmortem.errors import UsageError
from postmortem.zones import check_zone

Command = TypeVar("Command", bound=Callable[..., Any])

# A day, optionally with a time and an offset: 2026-10-14, 2026-10-14 10:02, 2026-10-14T10:02:30+01:00, …Z.
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d?:\d\d(?::\d\d)?)(Z|[+-]\d\d:?\d\d)?)?", re.IGNORECASE)
# A Slack ts, as in a message's link.
SLACK_TS = re.compile(r"\d{9,10}(?:\.\d{1,6})?")


def reading_options(command: Command) -> Command:
    """The options of every command that reads a channel."""
    for option in reversed(
        (
            click.option(
                "--export",
                "export",
                type=click.Path(path_type=Path),
                help="The Slack export to read: a folder, a zip, or what slackdump wrote. Without one, Slack is asked. "
                "[or POSTMORTEM_EXPORT]",
            ),
            click.option("--since", metavar="TIME", help="Read only from this moment on: 2026-10-14 or '2026-10-14 09:30'."),
            click.option("--until", metavar="TIME", help="Read only up to this moment; a day alone means to its end."),
            click.option(
                "--timezone",
                "timezone",
                metavar="ZONE",
                help="The zone in which times are shown and given, such as Europe/London.",
            ),
            click.option("--refresh", is_flag=True, help="From Slack: ask for everything again, not only what is new."),
            click.option(
                "--files",
                type=click.Choice(["useful", "all", "none"]),
                default="useful",
                show_default=True,
                help="From Slack: which posted files to fetch; useful are pictures, logs, snippets and text.",
            ),
            click.option(
                "--largest-file",
                type=click.IntRange(1, 50),
                default=20,
                show_default=True,
                metavar="MB",
                help="From Slack: larger files stay there.",
            ),
            click.option("-v", "--verbose", is_flag=True, help="From Slack: say which calls were made, and where they are kept."),
        )
    ):
        command = option(command)
    return command


def evidence_option(command: Command) -> Command:
    """The option of every command that makes a timeline."""
    return click.option(
        "--evidence",
        "evidence",
        multiple=True,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Deploys, alerts, tickets or a log to merge in: CSV, JSON or lines with times. May be repeated.",
    )(command)


def settings() -> Config:
    """What postmortem.toml, found from here upwards, and the environment say."""
    return load_config(Path.cwd(), environ=os.environ)


def choose_export(config: Config, given: Path | None) -> Path | None:
    """The export to read, from the option, else from the settings; None where the channel is to be read from Slack itself."""
    return given or config.export


def choose_zone(config: Config, given: str | None) -> str:
    """The time zone to show and read times in."""
    return check_zone(given) if given is not None else config.timezone


def choose_range(since: str | None, until: str | None, zone: str) -> tuple[datetime | None, datetime | None]:
    """The range of time to read, aware, in UTC; None means open."""
    begin = _moment("--since", since, zone, end_of_day=False)
    end = _moment("--until", until, zone, end_of_day=True)
    if begin is not None and end is not None and begin > end:
        raise UsageError("--since is later than --until, so nothing lies between them. Swap them, or leave one out.")
    return begin, end


def _moment(option: str, value: str | None, zone: str, *, end_of_day: bool) -> datetime | None:
    """One end of the range. A moment without an offset is in `zone`."""
    if value is None:
        return None
    try:
        return read_moment(value.strip(), zone, end_of_day=end_of_day)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"{option} is not a time that can be read. Write a day such as 2026-10-14, a day and a time such as "
            f"'2026-10-14 09:30' (in {zone}), or add an offset: 2026-10-14T09:30+01:00."
        ) from error


def read_moment(value: str, zone: str, *, end_of_day: bool = False) -> datetime:
    """A moment as people write it, aware, in UTC; without an offset it is in `zone`. A ValueError where it is none."""
    if SLACK_TS.fullmatch(value):
        return datetime.fromtimestamp(float(value), tz=UTC)
    match = MOMENT.fullmatch(value)
    if match is None:
        raise ValueError(value)
    day, clock, offset = match.groups()
    date = datetime.fromisoformat(day)
    if clock is None:
        moment = datetime.combine(date, time.min, tzinfo=ZoneInfo(zone))
        return (moment + timedelta(days=1) - timedelta(microseconds=1) if end_of_day else moment).astimezone(UTC)
    text = f"{day}T{clock.zfill(5) if len(clock) < 6 else clock.zfill(8)}{(offset or '').upper()}"
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
