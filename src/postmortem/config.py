"""postmortem.toml: how an organisation has set the program up. Every setting has a default, and the file may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path

from postmortem.errors import InputError
from postmortem.incident import Client
from postmortem.toml_border import Table, TomlText, read_toml, shown_key
from postmortem.zones import check_zone, find_zone, no_such_zone

__all__ = ["CONFIG_NAME", "Config", "Marks", "check_zone", "example_config", "load_config", "read_clients", "read_config"]

CONFIG_NAME = "postmortem.toml"

_KEYS = ("organisation", "timezone", "incidents", "export", "templates", "support_hours", "marks", "clients", "drive")
_CLIENT_KEYS = ("name", "aliases", "sites", "people")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Emoji names (without colons) by which people mark a message. None: the timeline room's own choice."""

    event: tuple[str, ...] | None = None
    follow_up: tuple[str, ...] | None = None
    leave_out: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings. Paths are absolute; `path` is the file they came from, None where there is none.

    `export` is where Slack exports are taken from when the command line does not say; `templates` a folder whose templates
    replace ours; `support_from` and `support_until` the hours outside which an alert counts as out of hours, in `timezone`;
    `drive_folder` the id or link of the team's incidents folder on Drive.
    """

    path: Path | None = None
    organisation: str = ""
    timezone: str = "Europe/London"
    incidents: Path = Path("incidents")
    export: Path | None = None
    templates: Path | None = None
    marks: Marks = field(default_factory=Marks)
    clients: tuple[Client, ...] = ()
    support_from: time = time(10)
    support_until: time = time(18)
    drive_folder: str = ""


def load_config(start: Path, *, environ: Mapping[str, str]) -> Config:
    """The settings that hold in the folder `start`: of the nearest postmortem.toml in it or above it, else the defaults.

    The search ends at the home folder or the root. POSTMORTEM_EXPORT and POSTMORTEM_DRIVE_FOLDER in `environ` win over the file.
    """
    start = start.absolute()
    path = find_config(start)
    config = Config(incidents=start / "incidents") if path is None else read_config(read_toml(path), path)
    return _with_environment(config, start, environ)


def find_config(start: Path) -> Path | None:
    """The nearest postmortem.toml in `start` or above it, up to the home folder or the root."""
    home = _home()
    for folder in (start, *start.parents):
        candidate = folder / CONFIG_NAME
        try:
            if candidate.is_file():
                return candidate
        except OSError:  # a folder that may not be looked into holds no settings for us
            continue
        if folder == home:
            break
    return None


def read_config(toml: TomlText, path: Path) -> Config:
    """The settings in a file that parsed. `path` is where it lies: other paths in it are relative to its folder."""
    table = toml.table()
    table.allow(_KEYS)
    folder = path.absolute().parent
    hours = table.table("support_hours")
    hours.allow(("from", "until"))
    drive = table.table("drive")
    drive.allow(("incidents_folder",))
    return Config(
        path=path,
        organisation=table.text("organisation"),
        timezone=_zone(table),
        incidents=_path(table, "incidents", folder) or folder / "incidents",
        export=_path(table, "export", folder),
        templates=_path(table, "templates", folder),
        marks=_marks(table.table("marks")),
        clients=read_clients(table),
        support_from=_time(hours, "from", time(10)),
        support_until=_time(hours, "until", time(18)),
        drive_folder=drive.text("incidents_folder"),
    )


def read_clients(table: Table) -> tuple[Client, ...]:
    """The [[clients]] of a file. Each needs a name of its own."""
    clients: list[Client] = []
    for entry in table.tables("clients"):
        entry.allow(_CLIENT_KEYS)
        name = entry.text("name")
        if not name:
            raise entry.error("name", 'this client has no name. Add name = "…" under [[clients]].')
        if any(name.casefold() == client.name.casefold() for client in clients):
            raise entry.error("name", "this client is already there further up. Keep one [[clients]] for each client.")
        aliases, sites, people = (entry.texts(key) or () for key in ("aliases", "sites", "people"))
        clients.append(Client(name=name, aliases=aliases, sites=sites, people=people))
    return tuple(clients)


def _with_environment(config: Config, start: Path, environ: Mapping[str, str]) -> Config:
    export = environ.get("POSTMORTEM_EXPORT", "").strip()
    drive = environ.get("POSTMORTEM_DRIVE_FOLDER", "").strip()
    return Config(
        path=config.path,
        organisation=config.organisation,
        timezone=config.timezone,
        incidents=config.incidents,
        export=_under(start, export, "POSTMORTEM_EXPORT") if export else config.export,
        templates=config.templates,
        marks=config.marks,
        clients=config.clients,
        support_from=config.support_from,
        support_until=config.support_until,
        drive_folder=drive or config.drive_folder,
    )


def _zone(table: Table) -> str:
    name = table.text("timezone", "Europe/London")
    zone = find_zone(name)
    if zone is None:
        raise table.error("timezone", no_such_zone(name))
    return zone


def _path(table: Table, key: str, folder: Path) -> Path | None:
    value = table.text(key)
    if not value:
        return None
    try:
        return _under(folder, value, key)
    except InputError as error:
        raise table.error(key, str(error)) from error


def _under(folder: Path, value: str, what: str) -> Path:
    """A path that people wrote: "~" is their home, and a relative one starts at `folder`."""
    if "\0" in value:
        raise InputError(f"{what} is not a path: it holds a NUL character.")
    try:
        return folder / Path(value).expanduser()
    except RuntimeError as error:
        raise InputError(f"{what} starts with ~, and that home folder is not known. Write the whole path.") from error


def _marks(table: Table) -> Marks:
    table.allow(("event", "follow_up", "leave_out"))
    return Marks(event=_emoji(table, "event"), follow_up=_emoji(table, "follow_up"), leave_out=_emoji(table, "leave_out"))


def _emoji(table: Table, key: str) -> tuple[str, ...] | None:
    names = table.texts(key)
    return None if names is None else tuple(name.strip(":") for name in names)


def _time(table: Table, key: str, default: time) -> time:
    value = table.values.get(key, default)
    if isinstance(value, time):
        return value
    if isinstance(value, str):
        try:
            return time.fromisoformat(value.strip()).replace(tzinfo=None)
        except ValueError:
            pass  # said below, together with values of another type
    raise table.error(key, f'{shown_key(key)} must be a time of day in quotes, such as "10:00".')


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # no home folder is known, as in some containers
        return None


def example_config() -> str:
    """The commented file that `postmortem init` writes. It parses, and says the defaults."""
    return _EXAMPLE


_EXAMPLE = """\
# Settings for postmortem. Every line may be left out; what stands here are the defaults.
# Lines that start with # are notes. To use a setting that is commented out, remove the "# " before it.

# The organisation, as it should stand on the reports.
organisation = ""

# The time zone in which reports show times: an IANA name such as "Europe/London".
timezone = "Europe/London"

# Where the incident folders are kept, from this file's folder.
incidents = "incidents"

# A Slack export (folder or zip) to read channels from, so that --export can be left out.
# export = "slack-export.zip"

# A folder with templates of your own. A template there replaces ours of the same name.
# templates = "templates"

# Outside these hours an alert counts as out of hours.
[support_hours]
from = "10:00"
until = "18:00"

# Emoji that people put on a message to mark it for the report, by name, without colons.
# Leave these out to use the program's own choice.
# [marks]
# event = ["pushpin"]           # this happened: put it in the timeline
# follow_up = ["bookmark"]      # something to do afterwards
# leave_out = ["see_no_evil"]   # not for the report

# Your clients, once for each: their other names, their sites, and their staff who may be named in the channel.
# A client's staff become "Client contact" in the reports, and no client reads another client's name.
# [[clients]]
# name = "Example Museum"
# aliases = ["the museum"]
# sites = ["museum.example"]
# people = ["Ada Example"]

# The team's incidents folder on Google Drive: its id, or its link.
[drive]
incidents_folder = ""
"""
