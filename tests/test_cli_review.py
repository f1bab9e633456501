"""`postmortem review`, as people use it: what it writes, who comes, when it is, what stays, and what is wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from fakes.slack import FakeSlack
from postmortem.cli.main import postmortem
from postmortem.errors import PostmortemError
from postmortem.folder import IncidentFolder
from postmortem.folder_names import MAY_LEAVE
from sample_incidents import SampleIncidents
from test_slack_live import run

SAMPLES = Path(__file__).parents[1] / "sample_exports"
SAMPLE, CHANNEL = "checkout-outage", "inc-2026-10-14-checkout-errors"
AT = ("--at", "2026-10-21 14:00")
NAMES = ("Adeyemi", "Priya", "Raman", "Thornbury", "Osei", "Penhallow", "Zoë")


@pytest.fixture
def folder(sample_incidents: SampleIncidents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The largest sample, drafted, in a folder of its own, in which a command is called."""
    monkeypatch.chdir(tmp_path)
    return sample_incidents.drafted(tmp_path)


def review(*arguments: str) -> Result:
    return CliRunner().invoke(postmortem, ["review", *arguments])


def refused(*arguments: str) -> PostmortemError:
    done = review(*arguments)
    assert isinstance(done.exception, PostmortemError), done.output
    return done.exception


def event(folder: Path, name: str = "review.ics") -> dict:
    (found,) = Calendar.from_ical((folder / name).read_bytes()).walk("VEVENT")
    return found


def test_the_pack_the_word_file_and_the_invitation_are_written(folder: Path) -> None:
    done = review(*AT, "--where", "Room 4", "--link", "https://docs.example.com/draft")
    assert done.exit_code == 0, done.output
    assert [Path(line).name for line in done.stdout.splitlines()] == ["review.docx", "review.md", "review.ics"]
    text = (folder / "review.md").read_text(encoding="utf-8")
    assert "**Wednesday 21 October 2026, 14:00–16:00 BST (UTC+1)** (120 minutes), Room 4" in text
    assert "decided to roll back to 3.17.4 and not to raise the limit" in text
    meeting = event(folder)
    assert f"{meeting['dtstart'].dt:%Y-%m-%d %H:%M %Z}" == "2026-10-21 13:00 UTC"
    assert meeting["summary"] == "Incident review: Checkout errors, 14 October 2026"
    assert (meeting["location"], meeting["url"]) == ("Room 4", "https://docs.example.com/draft")
    assert "comment on facts in it until Tuesday 20 October, 17:00" in meeting["description"]
    assert "tell the facilitator before or afterwards" in meeting["description"]
    assert {"review.md", "review.docx", "review.ics"} <= MAY_LEAVE


def test_names_are_on_the_terminal_and_in_private_and_nowhere_else(folder: Path) -> None:
    done = review(*AT, "--invite", "room-4@example.com")
    assert "Incident lead: Zoë Adeyemi" in done.stderr and "Adeyemi" not in done.stdout
    private = (folder / "private" / "attendance.md").read_text(encoding="utf-8")
    assert "- Incident lead: Zoë Adeyemi" in private and "A delivery manager" not in private and "a delivery manager" in private
    assert (folder / "private" / "attendance.md").stat().st_mode & 0o077 == 0
    for name in ("review.md", "review.ics"):
        text = (folder / name).read_text(encoding="utf-8")
        assert [said for said in (*NAMES, "room-4@example.com") if said in text] == []
    assert str(event(folder, "private/review-with-guests.ics")["attendee"]) == "mailto:room-4@example.com"


def test_somebody_who_is_called_like_the_author_of_the_prime_directive_stops_nothing(folder: Path) -> None:
    roster = json.loads((folder / "private" / "roster.json").read_text(encoding="utf-8"))
    roster["people"].append({"id": "U0KERTH", "handle": "ada.kerth", "real_name": "Ada Kerth"})
    (folder / "private" / "roster.json").write_text(json.dumps(roster), encoding="utf-8")
    assert review(*AT).exit_code == 0
    assert "Kerth" not in (folder / "review.md").read_text(encoding="utf-8")


def test_those_who_wrote_must_come_and_whoever_facilitates_had_no_part_in_it(folder: Path) -> None:
    private = re.split(r"^## ", (review(*AT), (folder / "private" / "attendance.md").read_text(encoding="utf-8"))[1], flags=re.MULTILINE)
    lists = {part.partition("\n")[0].partition(":")[0]: part for part in private[1:]}
    assert "Second incident lead: Priya Raman" in lists["Must come"] and "Third party" not in lists["Must come"]
    assert "Third party 1: Dilys Marchetti" in lists["From outside"]
    assert "head of something who was not involved" in lists["To be found"]
    roster = json.loads((folder / "private" / "roster.json").read_text(encoding="utf-8"))
    bystander = {"id": "U0BYSTANDER", "handle": "quill", "real_name": "Quillon Ostrava"}
    roster["people"] += [
        bystander,
        {**bystander, "id": "U0GONE", "real_name": "Gone Away", "is_deleted": True},
        {**bystander, "id": "U0HEAD", "real_name": "Wanda Brightwell", "title": "Head of Research"},
        {**bystander, "id": "U0DELIVERY", "real_name": "Ysolde Farrow", "title": "Senior Delivery Manager"},
    ]
    (folder / "private" / "roster.json").write_text(json.dumps(roster), encoding="utf-8")
    done = review(*AT)
    assert "can facilitate: Quillon Ostrava; Wanda Brightwell, Head of Research; Ysolde Farrow, Senior Delivery Manager\n" in done.stderr
    assert "for clients were affected (perhaps Ysolde Farrow, Senior Delivery Manager); a head" in done.stderr
    assert "for it was major (perhaps Wanda Brightwell, Head of Research)" in done.stderr


def test_the_same_again_is_the_same_to_the_byte(folder: Path) -> None:
    review(*AT)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = review()
    assert done.exit_code == 0
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_meeting_that_changes_keeps_its_id_and_raises_its_number(folder: Path) -> None:
    found = []
    for more in (AT, (), ("--minutes", "105"), ("--at", "2026-10-22 10:30"), ("--where", "Room 5"), ("--where", "")):
        assert review(*more).exit_code == 0
        meeting = event(folder)
        found.append((int(meeting["sequence"]), str(meeting["uid"]), meeting["dtend"].dt - meeting["dtstart"].dt, meeting["dtstamp"].dt))
    assert [number for number, *_ in found] == [0, 0, 1, 2, 3, 4]
    assert len({uid for _, uid, *_ in found}) == 1
    assert [int(length.total_seconds() // 60) for _, _, length, _ in found] == [120, 120, 105, 105, 105, 105]
    assert sorted({stamp for *_, stamp in found}) == [stamp for *_, stamp in found[1:]]


def test_without_a_time_it_is_on_a_working_day_in_working_hours(folder: Path) -> None:
    assert review().exit_code == 0
    start = event(folder)["dtstart"].dt
    assert start.weekday() < 5 and 9 <= start.hour <= 16


def test_what_people_wrote_in_the_pack_stays_and_the_rest_follows_the_draft(folder: Path) -> None:
    review(*AT)
    pack = folder / "review.md"
    written = pack.read_text(encoding="utf-8").replace("*What helped, and is worth keeping?*", "- The rollback had been tried before")
    pack.write_text(written.replace("## Agenda\n", "## Agenda\n\nStart with coffee.\n"), encoding="utf-8")
    draft = folder / "draft.md"
    draft.write_text(draft.read_text(encoding="utf-8").replace("decided to delete only sessions over 64 KB", "chose the smallest step"), encoding="utf-8")
    done = review("--at", "2026-10-22 14:00")
    text = pack.read_text(encoding="utf-8")
    assert "- The rollback had been tried before" in text and "Start with coffee." in text
    assert "chose the smallest step" in text and "Thursday 22 October 2026" in text
    assert "Kept as you changed them in review.md: Agenda, Notes sheet." in done.stderr
    assert "has passed" not in done.stderr


def test_a_pack_that_people_changed_is_kept_beside_with_force(folder: Path) -> None:
    review(*AT)
    (folder / "review.md").write_text("mine", encoding="utf-8")
    assert review("--force").exit_code == 0
    assert "mine" not in (folder / "review.md").read_text(encoding="utf-8")
    assert any(path.read_text(encoding="utf-8") == "mine" for path in folder.glob("review.kept*.md"))


def test_a_name_that_somebody_typed_stops_it_before_anything_is_written(folder: Path) -> None:
    error = refused(*AT, "--where", "Zoë Adeyemi's office")
    assert error.exit_code == 4 and "review.ics" in str(error) and "Adeyemi" not in str(error)
    assert not list(folder.glob("review.*"))


def test_the_author_of_the_prime_directive_is_no_possible_name(folder: Path) -> None:
    review(*AT)
    listed = CliRunner().invoke(postmortem, ["names", "--no-questions"]).output
    assert "Kerth" not in listed and "Hollin" in listed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--at", "next week"), "not a time that can be read"),
        (("--at", "2026-13-40 14:00"), "not a time that can be read"),
        (("--at", "2026-10-21 14:00 Europe/Lodnon"), "Europe/London"),
        (("--at", "2062-10-21 14:00"), "more than a year from the incident"),
        (("--at", "2027-03-28 01:30"), "jump over"),
        (("--invite", "not an address"), "one e-mail address"),
        (("--invite", "a@example.com\nATTENDEE:mailto:b@example.com"), "one e-mail address"),
        (("--link", "http://example.com"), "begins with https://"),
        (("--yes",), "add --announce"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    error = refused(*arguments)
    assert error.exit_code == 2 and said in str(error)
    assert not list(folder.glob("review.*"))


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-10-24 14:00", "on a Saturday"),
        ("2026-10-21 20:00", "outside working hours (10:00–18:00, Europe/London)"),
        ("2026-10-14 09:00", "before the incident was over"),
    ],
)
def test_an_odd_time_is_said_and_taken(folder: Path, at: str, said: str) -> None:
    done = review("--at", at)
    assert done.exit_code == 0 and said in done.stderr


def test_a_time_may_have_a_zone_or_none_or_be_a_day(folder: Path) -> None:
    for at, start in (("2026-10-21 14:00 Europe/Berlin", "12:00"), ("2026-10-21T14:00Z", "14:00"), ("2026-10-21 9:30", "08:30"), ("2026-10-21", "13:00")):
        assert review("--at", at).exit_code == 0
        assert f"{event(folder)['dtstart'].dt:%H:%M}" == start, at


def test_what_is_missing_or_damaged_is_said_with_what_to_do(folder: Path) -> None:
    draft = (folder / "draft.md").read_bytes()
    for name, content, said in (
        ("draft.md", None, "no draft to review yet"),
        ("draft.md", b" \n", "is empty"),
        ("draft.md", b"just words", "has no section"),
        ("draft.md", b"\xff\xfe\x00", "not UTF-8"),
        ("timeline.json", b"[{", "it is damaged"),
        ("incident.toml", None, "There is no incident.toml"),
        ("incident.toml", b'title = "T"\ntimezone = "Europe/Lodnon"\n', "Europe/London"),
        ("incident.toml", b"title = ", "line 1"),
    ):
        before = (folder / name).read_bytes()
        (folder / name).unlink()
        if content is not None:
            (folder / name).write_bytes(content)
        error = refused(*AT)
        assert error.exit_code in (1, 2) and said in str(error), (name, str(error))
        (folder / name).write_bytes(before)
    assert not list(folder.glob("review.*")) and (folder / "draft.md").read_bytes() == draft


def test_an_incident_without_times_entries_and_notes_of_the_process_still_gets_a_pack(folder: Path) -> None:
    draft = (folder / "draft.md").read_text(encoding="utf-8")
    (folder / "draft.md").write_text(re.sub(r"^\| (?:\d\d:\d\d|\|).*\n", "", draft, flags=re.MULTILINE), encoding="utf-8")
    facts = (folder / "incident.toml").read_text(encoding="utf-8")
    (folder / "incident.toml").write_text(re.sub(r"^(began|detected|declared|mitigated|restored|resolved|severity) = .*", r'\1 = ""', facts, flags=re.MULTILINE), encoding="utf-8")
    (folder / "timeline.json").write_text("[]", encoding="utf-8")
    (folder / "private" / "process.json").write_text("{", encoding="utf-8")
    (folder / "transcript.jsonl").unlink()
    done = review()
    assert done.exit_code == 0, done.output
    assert "The timeline has no entry" in done.stderr and "process.json cannot be read" in done.stderr
    assert "has no entry yet" in (folder / "review.md").read_text(encoding="utf-8") or "Silences" in (folder / "review.md").read_text(encoding="utf-8")


def test_the_words_for_the_channel_and_for_an_e_mail_are_there_to_copy(folder: Path) -> None:
    done = review(*AT, "--announce", "--email", "--link", "https://docs.example.com/draft")
    assert done.exit_code == 0
    assert "Subject: Incident review on Wednesday 21 October 2026: Checkout errors, 14 October 2026" in done.stdout
    assert "ready to be read: https://docs.example.com/draft" in done.stdout
    assert "Comments help until Tuesday 20 October, 17:00" in done.stdout
    assert "The review: Wednesday 21 October 2026, 14:00–16:00 BST (UTC+1)." in done.stdout
    assert "To be copied into the channel" in done.stderr
    assert [name for name in NAMES if name in done.stdout] == []


def test_status_tells_of_the_review_planned_passed_and_held(folder: Path) -> None:
    def standing() -> list[str]:
        return CliRunner().invoke(postmortem, ["status"]).stdout.splitlines()

    assert not [line for line in standing() if "review planned" in line]
    review("--at", "2026-10-21 14:00")
    assert "  review planned for 21 October 2026, 14:00 BST, which has passed; no notes in review.md yet" in standing() or (
        "  review planned for 21 October 2026, 14:00 BST" in standing()
    )
    pack = (folder / "review.md").read_text(encoding="utf-8")
    (folder / "review.md").write_text(pack.replace("*What could as well have gone otherwise?*", "It was a quiet hour."), encoding="utf-8")
    assert "  review held; notes in review.md, 0 actions agreed" in standing()
    assert standing()[-1].startswith("  next: make the final report")


def test_what_the_state_holds_of_a_review_may_be_damaged(folder: Path) -> None:
    review(*AT)
    kept = IncidentFolder.open(folder)
    kept.keep("review", {"start": "yesterday"})
    assert CliRunner().invoke(postmortem, ["status"]).exit_code == 0
    assert review(*AT).exit_code == 0


def test_a_teams_template_is_used(folder: Path) -> None:
    partials = Path("templates/_partials")
    partials.mkdir(parents=True)
    (partials / "review_talk.md.j2").write_text("## How we talk here\n\nGently.\n", encoding="utf-8")
    Path("postmortem.toml").write_text('templates = "templates"\n', encoding="utf-8")
    review(*AT)
    assert "## How we talk here\n\nGently." in (folder / "review.md").read_text(encoding="utf-8")


def test_it_is_posted_once_where_slack_is_set_up_and_somebody_says_yes(tmp_path: Path) -> None:
    link = ("--link", "https://docs.example.com/draft")
    with FakeSlack(SAMPLES / "trivial-restart").serving() as fake:
        fake.scopes.append("chat:write")
        assert run(tmp_path, fake, "draft", "inc-2026-11-05-wiki-restart").returncode == 0
        unsure = run(tmp_path, fake, "review", "--announce", *link)
        assert unsure.returncode == 0 and "nobody is here to say yes" in unsure.stderr and fake.posted == []
        for _ in range(2):
            done = run(tmp_path, fake, "review", "--announce", "--yes", "--where", "Room <!channel> & hall", *link)
            assert done.returncode == 0, done.stderr
        assert run(tmp_path, fake, "review", "--announce", "--yes").returncode == 2
    assert len(fake.posted) == 1
    assert link[1] in fake.posted[0]["text"] and "The review: " in fake.posted[0]["text"]
    assert ", Room &lt;!channel&gt; &amp; hall." in fake.posted[0]["text"]


def test_a_draft_of_an_export_is_announced_in_words_to_copy(folder: Path) -> None:
    link = "https://docs.example.com/draft"
    done = CliRunner().invoke(postmortem, ["draft", CHANNEL, "--export", str(SAMPLES / SAMPLE), "--announce", "--link", link])
    assert done.exit_code == 0, done.output
    assert f"ready to be read: {link}" in done.stdout and "To be copied into the channel" in done.stderr


def test_a_draft_that_is_announced_tells_when_the_review_is(tmp_path: Path) -> None:
    with FakeSlack(SAMPLES / "trivial-restart").serving() as fake:
        fake.scopes.append("chat:write")
        assert run(tmp_path, fake, "draft", "inc-2026-11-05-wiki-restart").returncode == 0
        assert run(tmp_path, fake, "review").returncode == 0
        told = run(tmp_path, fake, "draft", "inc-2026-11-05-wiki-restart", "--announce", "--link", "https://docs.example.com/d", "--yes")
    assert told.returncode == 0
    assert "Comments help until" in fake.posted[0]["text"] and "The review: " in fake.posted[0]["text"]
