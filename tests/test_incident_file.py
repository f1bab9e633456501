"""incident.toml follows the channel, and keeps every value, note and line that a person put there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem.errors import InputError
from postmortem.incident import Action, Client, Edits, Impact, Incident, Severity
from postmortem.incident_file import read_incident, update_incident, value_digests, write_incident

FRESH = Incident(
    title="Checkout errors",
    reference="INC-42",
    timezone="Europe/London",
    severity=Severity.MAJOR,
    began=datetime(2026, 10, 14, 13, 2, 5, tzinfo=UTC),
    declared=datetime(2026, 10, 14, 13, 10, tzinfo=UTC),
    clients=(Client(name="Example Museum", aliases=("the museum",), people=("Ada Example",)),),
    impact=(Impact(what="Orders that failed", figure="about 300", sources=("1760432580.000200",)),),
    actions=(Action(what="Alert on the queue", owner="Tech operations"),),
)
LATER = replace(
    FRESH,
    severity=Severity.CRITICAL,
    resolved=datetime(2026, 10, 14, 17, 0, tzinfo=UTC),
    impact=(*FRESH.impact, Impact(what="Visits that failed")),
    actions=(),
)


def first() -> tuple[str, dict[str, Sequence[str]]]:
    text, digests, _ = update_incident(None, written={}, fresh=FRESH)
    return text, {key: (digest,) for key, digest in digests.items()}


def test_what_is_written_is_read_back() -> None:
    text = write_incident(replace(FRESH, clients=()))
    assert read_incident(text, "incident.toml") == replace(FRESH, clients=())


def test_times_stand_in_the_incidents_zone_with_their_offset() -> None:
    assert "began = 2026-10-14T14:02:05+01:00" in write_incident(FRESH)
    winter = replace(FRESH, began=datetime(2026, 12, 1, 14, 2, tzinfo=UTC), timezone="America/New_York")
    assert "began = 2026-12-01T09:02:00-05:00" in write_incident(winter)


def test_a_clients_staff_are_not_written() -> None:
    assert "Ada" not in first()[0]


def test_the_same_facts_give_the_same_bytes() -> None:
    text, written = first()
    assert update_incident(text, written=written, fresh=FRESH)[0] == text


def test_a_file_that_nobody_touched_is_written_anew() -> None:
    text, written = first()
    updated, _, incident = update_incident(text, written=written, fresh=LATER)
    assert updated == update_incident(None, written={}, fresh=LATER)[0]
    assert (incident.severity, incident.actions) == (Severity.CRITICAL, ())


def test_a_value_that_somebody_changed_stays_and_the_others_follow() -> None:
    text, written = first()
    edited = text.replace('severity = "major"', 'severity = "minor"')
    _, digests, incident = update_incident(edited, written=written, fresh=LATER)
    assert incident.severity is Severity.MINOR and incident.resolved == LATER.resolved
    assert "severity" not in digests and "resolved" in digests


def test_a_changed_value_stays_through_many_runs() -> None:
    text, written = first()
    text = text.replace('title = "Checkout errors"', 'title = "Nobody could pay"')
    for fresh in (LATER, FRESH, replace(LATER, title="Another"), FRESH):
        text, digests, incident = update_incident(text, written=written, fresh=fresh)
        written = {**written, **{key: (*written.get(key, ()), digest) for key, digest in digests.items()}}
        assert incident.title == "Nobody could pay"
        assert incident.severity == fresh.severity


def test_notes_and_layout_that_somebody_added_stay() -> None:
    text, written = first()
    edited = text.replace('reference = "INC-42"', '# as in the tool\nreference   = "INC-42"  # really').replace(
        'severity = "major"', 'severity = "major"  # agreed in the call'
    )
    updated, _, incident = update_incident(edited, written=written, fresh=replace(LATER, reference="INC-43"))
    assert '# as in the tool\nreference = "INC-43"  # really\n' in updated
    assert 'severity = "critical"  # agreed in the call' in updated
    assert incident == read_incident(updated, "incident.toml")
    assert incident.impact == LATER.impact and incident.actions == ()


def test_a_list_with_a_note_inside_belongs_to_people() -> None:
    text, written = first()
    edited = text.replace('[[impact]]\nwhat', '[[impact]]\n# ask the shop\nwhat')
    updated, digests, incident = update_incident(edited, written=written, fresh=LATER)
    assert "# ask the shop" in updated and incident.impact == FRESH.impact and "impact" not in digests
    assert incident.severity is Severity.CRITICAL


def test_an_entry_that_somebody_added_keeps_the_whole_list() -> None:
    text, written = first()
    edited = f'{text}\n[[actions]]\nwhat = "Mine"\n'
    _, _, incident = update_incident(edited, written=written, fresh=LATER)
    assert [action.what for action in incident.actions] == ["Alert on the queue", "Mine"]


def test_a_value_that_somebody_removed_stays_away() -> None:
    text, written = first()
    edited = text.replace('reference = "INC-42"\n', "")
    assert update_incident(edited, written=written, fresh=LATER)[2].reference == ""


def test_a_title_is_never_missing() -> None:
    text, written = first()
    edited = text.replace('title = "Checkout errors"\n', "")
    updated, _, incident = update_incident(edited, written=written, fresh=FRESH)
    assert incident.title == "Checkout errors" and 'title = "Checkout errors"' in updated


def test_a_file_that_somebody_wrote_by_hand_is_filled_in_and_kept() -> None:
    updated, _, incident = update_incident('severity = "minor"  # mine\n', written={}, fresh=FRESH)
    assert incident.severity is Severity.MINOR and "# mine" in updated
    assert (incident.title, incident.began, incident.impact) == (FRESH.title, FRESH.began, FRESH.impact)


def test_edits_to_the_timeline_stay() -> None:
    text, written = first()
    edited = text + '\n[edits]\ndrop = ["1760432580.000200"]\n[edits.reword]\n"1760432581.000100" = "Restarted"\n'
    updated, _, incident = update_incident(edited, written=written, fresh=LATER)
    assert incident.edits == Edits(drop=("1760432580.000200",), reword={"1760432581.000100": "Restarted"})
    assert incident.severity is Severity.CRITICAL and 'drop = ["1760432580.000200"]' in updated


def test_line_ends_of_windows_stay() -> None:
    text, written = first()
    updated, _, incident = update_incident(text.replace("\n", "\r\n"), written=written, fresh=LATER)
    assert incident.severity is Severity.CRITICAL
    assert updated.count("\n") == updated.count("\r\n") > 10


def test_only_the_digest_of_a_value_is_remembered() -> None:
    for digest in value_digests(FRESH).values():
        assert len(digest) == 64 and set(digest) <= set("0123456789abcdef")


def test_a_layout_that_cannot_be_changed_in_place_is_left_as_it_is() -> None:
    text = 'severity = "major"\nimpact = [{ what = "Orders that failed", figure = "about 300", sources = ["1760432580.000200"] }]\n'
    written = {key: (digest,) for key, digest in value_digests(FRESH).items()}
    updated, _, incident = update_incident(text, written=written, fresh=LATER)
    assert incident == read_incident(updated, "x")
    assert incident.impact in (FRESH.impact, LATER.impact)


@pytest.mark.parametrize(
    "value", ["2026-10-14T14:02:05", '"2026-10-14 14:02:05"', "2026-10-14T13:02:05Z", '"2026-10-14T13:02:05+00:00"', "2026-10-14 09:02:05-04:00"]
)
def test_a_time_without_an_offset_is_taken_in_the_files_zone(value: str) -> None:
    text = f'title = "x"\ntimezone = "Europe/London"\nbegan = {value}\n'
    assert read_incident(text, "incident.toml").began == datetime(2026, 10, 14, 13, 2, 5, tzinfo=UTC)


ERRORS = {
    "unknown key": ('title = "x"\nseverty = "major"', "line 2: there is no setting called severty. Did you mean severity"),
    "unknown severity": ('severity = "majr"', "line 1: severity must be critical, major, minor or trivial. Did you mean major"),
    "no date": ('began = "yesterday"', "line 1: began is not a date and time. Write it as 2026-10-14 14:02:00"),
    "a day alone": ("\nbegan = 2026-10-14", "line 2: began must be a date and time, not a date"),
    "a time alone": ("began = 14:02:00", "began must be a date and time, not a time of day"),
    "a date that does not exist": ("began = 2026-02-30 10:00:00", "line 1"),
    "a date that cannot be": ("began = 0001-01-01T00:00:00+14:00", "began is a date that cannot be"),
    "unknown zone": ('timezone = "Europe/Lodon"', "There is no time zone called Europe/Lodon. Did you mean Europe/London"),
    "staff": ('[[clients]]\nname = "x"\npeople = ["Ada Example"]', "line 3: this file is shared and holds nobody's name"),
    "unknown key in an entry": ('[[impact]]\nwhat = "x"\nfigures = "3"', "line 3: there is no setting called figures in [impact]"),
    "an empty entry": ("[[actions]]\nowner = 'x'", "line 1: this action says nothing"),
    "a source without quotes": ("[edits]\ndrop = [1760432580.000200]", "line 2: drop must be a list of texts"),
    "a key without quotes": ('[edits.reword]\n1760432580.000200 = "x"', "line 2: a source stands in quotes"),
    "no source": ('[edits]\nadd = ["the first one"]', "line 2: a source in add is not what"),
    "no source as a key": ('[edits.retime]\n"first" = 2026-10-14 14:02:00', "line 2: this key is not what"),
}


@pytest.mark.parametrize(("text", "says"), ERRORS.values(), ids=ERRORS.keys())
def test_what_is_wrong_is_said_with_line_and_key(text: str, says: str) -> None:
    with pytest.raises(InputError) as raised:
        read_incident(text, "incident.toml")
    assert str(raised.value).startswith("incident.toml, line")
    assert says in str(raised.value) and "Ada" not in str(raised.value)


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
moments = st.none() | st.integers(-600_000_000, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, tz=UTC))
incidents = st.builds(
    Incident,
    title=words,
    reference=words,
    overview=words,
    timezone=st.sampled_from(["Europe/London", "America/St_Johns", "Asia/Kolkata"]),
    severity=st.none() | st.sampled_from(Severity),
    began=moments,
    resolved=moments,
    clients=st.lists(st.builds(Client, name=words, aliases=st.lists(words, max_size=2).map(tuple)), max_size=2).map(tuple),
    impact=st.lists(st.builds(Impact, what=words, figure=words), max_size=2).map(tuple),
    actions=st.lists(st.builds(Action, what=words, owner=words), max_size=2).map(tuple),
)


@given(incidents)
def test_any_facts_are_written_read_back_and_stay_the_same(incident: Incident) -> None:
    text, digests, read = update_incident(None, written={}, fresh=incident)
    assert read_incident(text, "incident.toml") == read
    written = {key: (digest,) for key, digest in digests.items()}
    assert update_incident(text, written=written, fresh=incident) == (text, digests, read)


@given(incidents, incidents)
def test_a_file_with_a_persons_note_follows_the_channel_all_the_same(before: Incident, after: Incident) -> None:
    text, digests, _ = update_incident(None, written={}, fresh=before)
    written = {key: (digest,) for key, digest in digests.items()}
    updated, _, read = update_incident(f"# mine\n{text}", written=written, fresh=after)
    assert updated.startswith("# mine\n")
    assert value_digests(read) == value_digests(update_incident(None, written={}, fresh=after)[2])
