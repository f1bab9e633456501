"""postmortem.toml is found, read with its types, and what is wrong in it is said with line, key and the nearest known key."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from postmortem.config import CONFIG_NAME, Config, Marks, check_zone, example_config, load_config, read_config
from postmortem.errors import InputError, UsageError
from postmortem.incident import Client, Severity
from postmortem.process_rules import ProcessRules
from postmortem.support_hours import SupportHours
from postmortem.toml_border import parse_toml, read_toml
from postmortem.toml_lines import toml_notes, toml_places

WHOLE = """\
organisation = "Example Agency"
timezone = "europe/berlin"
incidents = "reviews"
export = "/exports/ours.zip"
templates = "house"

[support_hours]
from = "09:30"
until = 17:00:00
days = ["monday", "Sunday"]
closed = [2026-12-28, "2026-12-25"]

[marks]
event = [":pushpin:", "boom"]
leave_out = []

[[clients]]
name = "Example Museum"
aliases = ["the museum"]
sites = ["museum.example"]
people = ["Ada Example"]

[[clients]]
name = "Example Council"

[drive]
incidents_folder = "abc"

[names]
not_names = "lists/ours.txt"
model = "some_model"
model_sha256 = "ab12"

[process]
general_channel = "#everybody"
notice_for = ["critical"]
no_report_for = []
second_line = "platform team"
recurring = []
summary_every = 20
client_update_every = 90
relieve_after = 180
stop_after = 240
escalate_within = 5
fix_within = 10
[process.tell]
"Head of Engineering" = ["HoE"]
"""


def load(folder: Path, text: str, **environ: str) -> Config:
    (folder / CONFIG_NAME).write_text(text, encoding="utf-8")
    return load_config(folder, environ=environ)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    config = load_config(tmp_path, environ={})
    assert config == Config(incidents=tmp_path / "incidents", not_names=tmp_path / "not-names.txt")


def test_every_setting_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, WHOLE) == Config(
        path=tmp_path / CONFIG_NAME,
        organisation="Example Agency",
        timezone="Europe/Berlin",
        incidents=tmp_path / "reviews",
        export=Path("/exports/ours.zip"),
        templates=tmp_path / "house",
        marks=Marks(event=("pushpin", "boom"), leave_out=()),
        clients=(
            Client(name="Example Museum", aliases=("the museum",), sites=("museum.example",), people=("Ada Example",)),
            Client(name="Example Council"),
        ),
        support_hours=SupportHours(
            zone="Europe/Berlin", start=time(9, 30), end=time(17), days=(0, 6), closed=(date(2026, 12, 25), date(2026, 12, 28)), is_set=True
        ),
        drive_folder="abc",
        not_names=tmp_path / "lists" / "ours.txt",
        names_model="some_model",
        names_model_sha256=("ab12",),
        process=ProcessRules(
            general_channel="everybody",
            notice_for=(Severity.CRITICAL,),
            no_report_for=(),
            second_line=("platform team",),
            recurring=(),
            tell={"Head of Engineering": ("HoE",)},
            summary_every=timedelta(minutes=20),
            client_update_every=timedelta(minutes=90),
            relieve_after=timedelta(minutes=180),
            stop_after=timedelta(minutes=240),
            escalate_within=timedelta(minutes=5),
            fix_within=timedelta(minutes=10),
        ),
    )


def test_the_example_says_the_defaults() -> None:
    root = Path("/").absolute()
    assert read_config(parse_toml(example_config(), CONFIG_NAME), root / CONFIG_NAME) == Config(
        path=root / CONFIG_NAME, incidents=root / "incidents", not_names=root / "not-names.txt"
    )


def test_what_is_commented_out_in_the_example_can_be_used() -> None:
    lines = [line.removeprefix("# ") if line.startswith("# ") and ("=" in line or "[" in line) else line for line in example_config().splitlines()]
    config = read_config(parse_toml("\n".join(lines), CONFIG_NAME), Path("/x") / CONFIG_NAME)
    assert config.clients and config.export and config.templates and config.marks.event and config.names_model


def test_the_nearest_file_above_is_found(tmp_path: Path) -> None:
    (tmp_path / CONFIG_NAME).write_text('organisation = "Above"')
    inner = tmp_path / "incidents" / "one"
    inner.mkdir(parents=True)
    config = load_config(inner, environ={})
    assert (config.organisation, config.incidents) == ("Above", tmp_path / "incidents")


def test_the_search_ends_at_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    (home / "work").mkdir(parents=True)
    (tmp_path / CONFIG_NAME).write_text('organisation = "Somebody else"')
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    assert load_config(home / "work", environ={}).path is None


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    config = load(tmp_path, WHOLE, POSTMORTEM_EXPORT="mine.zip", POSTMORTEM_DRIVE_FOLDER="def")
    assert (config.export, config.drive_folder, config.organisation) == (tmp_path / "mine.zip", "def", "Example Agency")


def test_a_byte_order_mark_is_taken(tmp_path: Path) -> None:
    assert load(tmp_path, '\ufefforganisation = "Example"').organisation == "Example"


ERRORS = {
    "unknown key": ('\norganization = "x"', "line 2: there is no setting called organization. Did you mean organisation"),
    "unknown key in a table": ('[marks]\nevents = ["x"]', "line 2: there is no setting called events in [marks]. Did you mean event"),
    "unknown key of a client": ('[[clients]]\nname = "a"\n[[clients]]\nname = "b"\nalias = "c"', "line 5: there is no setting called alias in [clients]"),
    "wrong type": ("organisation = 3", "line 1: organisation must be text in quotes"),
    "wrong type of a list": ("[marks]\nevent = 3", "line 2: event must be a list of texts"),
    "wrong type of a table": ('drive = "abc"', "line 1: drive must be a table, not text in quotes"),
    "clients written as one": ("[clients]\nname = 'x'", "line 1: clients must be written as [[clients]]"),
    "client without a name": ("[[clients]]\nsites = []", "line 1: this client has no name"),
    "client twice": ('[[clients]]\nname = "a"\n[[clients]]\nname = "A"', "line 4: this client is already there"),
    "unknown zone": ('\n\ntimezone = "Europe/Lodon"', "line 3: There is no time zone called Europe/Lodon. Did you mean Europe/London"),
    "no time of day": ('[support_hours]\nfrom = "ten"', 'line 2: from must be a time of day in quotes, such as "10:00"'),
    "no day of the week": ('[support_hours]\ndays = ["Mon"]', "line 2: days must hold days of the week, such as"),
    "no date": ('[support_hours]\nclosed = ["Christmas"]', "line 2: closed must be a list of dates"),
    "a date and time": ("[support_hours]\nclosed = [2026-12-25T00:00:00]", "line 2: closed must be a list of dates"),
    "no list of dates": ("[support_hours]\nclosed = 3", "line 2: closed must be a list of dates"),
    "unknown key of the process": ("[process]\nsumary_every = 3", "line 2: there is no setting called sumary_every in [process]. Did you mean summary_every"),
    "minutes as text": ('[process]\nsummary_every = "30"', "line 2: summary_every must be a whole number of minutes from 1 to 10080"),
    "no minutes": ("[process]\nrelieve_after = 0", "line 2: relieve_after must be a whole number of minutes"),
    "minutes as a truth": ("[process]\nstop_after = true", "line 2: stop_after must be a whole number of minutes"),
    "no severity": ('[process]\nnotice_for = ["majr"]', "line 2: notice_for must hold critical, major, minor or trivial. Did you mean major"),
    "no channel": ('[process]\ngeneral_channel = "the general one"', "line 2: general_channel must be a channel's name or id"),
    "words of the wrong type": ("[process]\nsecond_line = 2", "line 2: second_line must be a list of texts"),
    "a phrase without end": (f'[process]\nrecurring = ["{"x" * 80}"]', "line 2: recurring holds a phrase of over 60 letters"),
    "a role without words": ("[process.tell]\nCTO = true", "line 2: CTO must be a list of texts"),
    "a role without end": (f'[process.tell]\n"{"x" * 80}" = []', "line 2: a role is named in at most 60 letters"),
    "roles as a list": ('[process]\ntell = ["CTO"]', "line 2: tell must be a table, not a list"),
    "a NUL in a path": ('export = "a\\u0000b"', "line 1: export is not a path"),
    "no quotes": ("organisation = Example", 'line 1: the value cannot be read. Text needs quotes: key = "text"'),
    "quote not closed": ('organisation = "x\n', "line 1: there is a character that TOML does not allow. A quote may be missing"),
    "bracket not closed": ("x = [1,\n", "line 2: something that was opened here or above"),
    "twice": ("organisation = 'x'\norganisation = 'y'", "line 2: this key or table is already there"),
    "no value": ("organisation\n", 'line 1: a line must read key = "value"'),
    "more after the value": ("organisation = 'x' y", "line 1: there is something after the value"),
    "too deep": ("x = " + "[" * 20_000, "brackets are nested too deeply"),
    "an endless number": ("x = " + "9" * 10_000, "out of range"),
}


@pytest.mark.parametrize(("text", "says"), ERRORS.values(), ids=ERRORS.keys())
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError) as raised:
        load(tmp_path, text)
    assert says in str(raised.value)
    assert str(raised.value).startswith(str(tmp_path / CONFIG_NAME))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("organisation = 'x'".encode("utf-16"), "is saved as UTF-16. Save it again as UTF-8"),
        (b"a = 'x'\nb = '\xe9'", "line 2: this is not UTF-8 text"),
    ],
)
def test_another_encoding_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / CONFIG_NAME).write_bytes(data)
    with pytest.raises(InputError, match=says):
        load_config(tmp_path, environ={})


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_toml(tmp_path / "nothing.toml")


def test_an_error_never_repeats_a_value(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        load(tmp_path, '[[clients]]\nname = "Example Museum"\npeople = [["Ada Example"]]')
    assert "Ada" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "zone"), [("Europe/London", "Europe/London"), ("europe/LONDON", "Europe/London"), ("utc", "UTC"), (" America/New_York ", "America/New_York")]
)
def test_a_zone_is_known_whatever_its_case(name: str, zone: str) -> None:
    assert check_zone(name) == zone


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("London", "Europe/London"),
        ("Londn", "Europe/London"),
        ("BST", "Europe/London"),
        ("Europe/Belin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Amrica/New_York", "America/New_York"),
    ],
)
def test_an_unknown_zone_gets_the_near_ones(name: str, near: str) -> None:
    with pytest.raises(UsageError, match=near):
        check_zone(name)


@pytest.mark.parametrize("name", ["", "   ", "../../etc/passwd", "localtime", "Europe", "/etc/localtime", "Europe/London\0", "x" * 100_000, "\x1b[31mred"])
def test_what_is_no_zone_is_refused_in_a_short_sentence(name: str) -> None:
    with pytest.raises(UsageError) as raised:
        check_zone(name)
    assert len(str(raised.value)) < 200 and str(raised.value).isprintable()


LAYOUT = '''\
a = """
b = 1
# no note
"""  # a note
"c d" = [  # begins
  "#", # inside
]
[x]
y.z = 2
[[m]]
n = 1
[[m]]
n = "[no] # note"
[m.sub]
k = '\'\'
q = 1
'\'\'
'''


def test_places_of_keys_are_lines_whatever_is_in_strings() -> None:
    assert toml_places(LAYOUT) == {
        ("a",): 1,
        ("c d",): 5,
        ("x",): 8,
        ("x", "y"): 9,
        ("x", "y", "z"): 9,
        ("m",): 10,
        ("m", 0): 10,
        ("m", 0, "n"): 11,
        ("m", 1): 12,
        ("m", 1, "n"): 13,
        ("m", 1, "sub"): 14,
        ("m", 1, "sub", "k"): 15,
    }


def test_notes_are_told_from_what_is_in_strings() -> None:
    assert toml_notes(LAYOUT) == {4: "# a note", 5: "# begins", 6: "# inside"}
