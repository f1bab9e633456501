"""Publishing: one folder and one copy of everything, however often it is run or cut off; what people did is never written over."""

from __future__ import annotations

import itertools

import pytest
from tests.drive_case import MB, Machine, check_one_of_each, fates, files, word
from tests.fakes.drive import Drive
from tests.fakes.drive_documents import DOCX, GOOGLE_DOC
from tests.fakes.drive_faults import at_random
from tests.fakes.drive_store import SHORTCUT, File, Store

from postmortem.drive.client import DriveClient
from postmortem.drive.record import Record, read_record, record_json
from postmortem.drive.words import DriveError
from postmortem.errors import FolderError, PeopleMustDecide


class Killed(BaseException):
    """The run ends here, as by a signal."""


@pytest.fixture
def drive():
    with Drive() as running:
        yield running


def test_everything_is_where_it_belongs(drive):
    parent = drive.store.folder("incidents")
    machine = Machine(drive, parent)
    published = machine.publish(files())
    check_one_of_each(drive, parent, files())
    assert set(fates(published).values()) == {"new"}
    paths = set(drive.store.below(parent))
    top = "2026-10-14 Checkout errors"
    assert f"{top}/Draft report: Checkout errors" in paths
    assert {f"{top}/Evidence/timeline.json", f"{top}/Evidence/1014-0922-checkout.png", f"{top}/draft.md"} <= paths
    assert published.folder == drive.store.below(parent)[top].resource("")["webViewLink"]


def test_a_run_with_nothing_changed_sends_nothing_and_asks_little(drive):
    parent = drive.store.folder("incidents")
    machine = Machine(drive, parent)
    machine.publish(files())
    drive.asked.clear()
    drive.sent = 0
    assert set(fates(machine.publish(files())).values()) == {"unchanged"}
    assert drive.sent == 0
    assert drive.asked == {"drive.files.get": 2, "drive.files.list": 2}


def test_what_changed_here_is_sent_anew_into_the_same_files(drive):
    parent = drive.store.folder("incidents")
    machine = Machine(drive, parent)
    machine.publish(files())
    before = {path: file.id for path, file in drive.store.below(parent).items()}
    changed = files(draft_md=b"# Other\n", draft_docx=word("Other"))
    published = machine.publish(changed)
    assert {key for key, fate in fates(published).items() if fate == "updated"} == {"draft.md", "draft.docx", "draft.docx (document)"}
    assert {path: file.id for path, file in drive.store.below(parent).items()} == before
    check_one_of_each(drive, parent, changed)


@pytest.mark.parametrize("what", ["edit", "comment", "resolved comment"])
def test_a_document_that_people_touched_is_never_written_over(drive, what):
    parent = drive.store.folder("incidents")
    machine = Machine(drive, parent)
    machine.publish(files(draft_docx=word("We saw errors")))
    document = next(file for file in drive.store.files.values() if file.mime == GOOGLE_DOC)
    if what == "edit":
        drive.store.edit(document.id, "We saw errors", "We saw many errors")
    else:
        drive.store.comment(document.id, "Was it not more?", resolved=what != "comment")
    content, name = document.content, document.name
    for number in (1, 2):
        published = machine.publish(files(draft_docx=word(f"Version {number}")), now=f"{number} December 2026, 9.00")
    assert document.content == content
    assert document.name == name
    others = [file for file in drive.store.files.values() if file.mime == GOOGLE_DOC and file is not document]
    assert [file.name for file in others] == ["Draft report: Checkout errors (1 December 2026, 9.00)"]
    assert fates(published)["draft.docx (document)"] == "updated"
    assert [sent.id for sent in machine.kept.earlier] == [document.id]


def test_a_file_that_somebody_else_changed_on_drive_is_kept(drive):
    parent = drive.store.folder("incidents")
    machine = Machine(drive, parent)
    machine.publish(files())
    theirs = next(file for file in drive.store.files.values() if file.name == "draft.md")
    theirs.content = b"# Theirs\n"
    assert fates(machine.publish(files()))["draft.md"] == "beside"
    assert theirs.content == b"# Theirs\n"
    assert [f.content for f in drive.store.files.values() if f.name == "draft (28 November 2026, 10.15).md"] == [files()["draft.md"]]
    assert set(fates(machine.publish(files())).values()) == {"unchanged"}


def test_cut_off_at_every_moment_and_run_again(drive):
    """Every request and every note is a moment; the run ends before it or after it, and the next one goes on."""
    for moment in itertools.count():
        drive.store.__init__()
        parent = drive.store.folder("incidents")
        machine = Machine(drive, parent)
        if not _cut_off(machine, moment, files()):
            machine.publish(files())
            check_one_of_each(drive, parent, files())
            assert set(fates(machine.publish(files())).values()) == {"unchanged"}
        else:
            break
    assert moment > 60


def test_cut_off_while_sending_anew(drive):
    """The same where files are there already: documents nobody touched may end beside, and no content is lost or doubled."""
    for moment in itertools.count():
        drive.store.__init__()
        parent = drive.store.folder("incidents")
        machine = Machine(drive, parent)
        machine.publish(files())
        changed = files(draft_docx=word("Other"), draft_md=b"# Other\n")
        if _cut_off(machine, moment, changed):
            break
        machine.publish(changed)
        check_one_of_each(drive, parent, changed)
    assert moment > 15


def _cut_off(machine: Machine, moment: int, given: dict[str, bytes]) -> bool:
    """Run until the given moment; True where the run came to its end before."""
    left = itertools.count(moment, -1)

    def tick() -> None:
        if next(left) == 0:
            raise Killed

    def wrap(client: DriveClient) -> None:
        request = client.http.request

        def watched(*args: object, **more: object) -> object:
            tick()
            answer = request(*args, **more)
            tick()
            return answer

        client.http.request = watched

    machine.wrap, machine.before_keep = wrap, tick
    try:
        machine.publish(given)
    except Killed:
        return False
    finally:
        machine.wrap, machine.before_keep = (lambda client: None), (lambda: None)
    return True


@pytest.mark.parametrize("seed", range(12))
def test_a_fifth_of_all_answers_goes_wrong(drive, seed):
    parent = drive.store.folder("incidents")
    drive.faults = at_random(seed, 0.2)
    machine = Machine(drive, parent)
    given = files() | {"attachments/meeting.bin": bytes([seed]) * (9 * MB)}
    for _ in range(8):
        try:
            machine.publish(given)
            break
        except DriveError:
            continue
    drive.faults = None
    machine.publish(given)
    check_one_of_each(drive, parent, given)


def test_people_edit_between_a_cut_off_update_and_the_next_run(drive):
    parent = drive.store.folder("incidents")
    machine = Machine(drive, parent)
    machine.publish(files(draft_docx=word("First")))
    document = next(file for file in drive.store.files.values() if file.mime == GOOGLE_DOC)
    for moment in itertools.count():
        if _cut_off(machine, moment, files(draft_docx=word("Second"))):
            break
        if document.content and "Second" in drive.store.office.given_out(document.content, "text/plain").decode():
            drive.store.edit(document.id, "Second", "Second, by a person")
            break
    machine.publish(files(draft_docx=word("Third")))
    assert "by a person" in drive.store.office.given_out(document.content, "text/plain").decode()


def test_a_folder_made_on_another_machine_is_found_by_its_property_and_not_by_its_name(drive):
    parent = drive.store.folder("incidents")
    drive.store.folder("2026-10-14 Checkout errors", parent)  # somebody's, of the same name
    first, second = Machine(drive, parent), Machine(drive, parent)
    first.publish(files())
    published = second.publish(files())
    assert second.kept.folder == first.kept.folder
    assert "another machine" in published.remarks[0]
    assert {fate for key, fate in fates(published).items() if "document" not in key} == {"unchanged"}
    tops = [file for file in drive.store.children(parent) if file.properties]
    assert len(tops) == 1


def test_two_machines_at_once_make_two_folders_and_the_next_run_names_both(drive):
    drive.store.search_lag = 10**6
    parent = drive.store.folder("incidents")
    first, second = Machine(drive, parent), Machine(drive, parent)
    first.publish(files())
    second.publish(files())
    assert first.kept.folder != second.kept.folder
    for file in drive.store.files.values():
        file.seen_by_search_at = 0
    with pytest.raises(PeopleMustDecide) as refused:
        first.publish(files())
    assert first.kept.folder in str(refused.value)
    assert second.kept.folder in str(refused.value)


def test_a_folder_that_was_moved_and_renamed_is_still_the_incidents(drive):
    parent, elsewhere = drive.store.folder("incidents"), drive.store.folder("archive")
    machine = Machine(drive, parent)
    machine.publish(files())
    top = drive.store.files[machine.kept.folder]
    top.name, top.parents = "Sorted", [elsewhere]
    assert set(fates(machine.publish(files())).values()) == {"unchanged"}
    assert not drive.store.children(parent)


def test_a_folder_in_the_bin_is_asked_about_and_begun_anew_only_on_request(drive):
    parent = drive.store.folder("incidents")
    machine = Machine(drive, parent)
    machine.publish(files())
    old = machine.kept.folder
    drive.store.files[old].trashed = True
    with pytest.raises(PeopleMustDecide, match="--new-folder"):
        machine.publish(files())
    machine.publish(files(), anew=True)
    assert machine.kept.folder != old
    check_one_of_each(drive, parent, files())


def test_what_people_removed_stays_away_until_it_changes_here(drive):
    parent = drive.store.folder("incidents")
    machine = Machine(drive, parent)
    machine.publish(files())
    document = next(file for file in drive.store.files.values() if file.mime == GOOGLE_DOC)
    page = next(file for file in drive.store.files.values() if file.name == "draft.html")
    document.trashed = page.trashed = True
    assert {key for key, fate in fates(machine.publish(files())).items() if fate == "gone"} == {"draft.html", "draft.docx (document)"}
    changed = files(draft_docx=word("Other"), draft_html=b"<p>Other")
    assert fates(machine.publish(changed)) | {"draft.html": "new", "draft.docx (document)": "new"} == fates(machine.publish(changed)) | {
        "draft.html": "new",
        "draft.docx (document)": "new",
        "draft.docx": "updated",
    }
    check_one_of_each(drive, parent, changed)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"mime": DOCX}, "a file, not a folder"),
        ({"mime": SHORTCUT}, "a shortcut"),
        ({"trashed": True}, "in the bin"),
        ({"may_add": False}, "only be read"),
        (None, "not there"),
    ],
)
def test_an_incidents_folder_that_will_not_do(drive, change, said):
    parent = drive.store.folder("incidents")
    if change is None:
        del drive.store.files[parent]
    else:
        for name, value in change.items():
            setattr(drive.store.files[parent], name, value)
    with pytest.raises(DriveError, match=said):
        Machine(drive, parent).publish(files())
    assert drive.sent == 0


def test_on_a_shared_drive(drive):
    parent = drive.store.folder("incidents", drive.store.shared_drive())
    machine = Machine(drive, parent)
    machine.publish(files())
    check_one_of_each(drive, parent, files())
    assert set(fates(machine.publish(files())).values()) == {"unchanged"}


def test_a_service_account_without_storage_is_told_about_shared_drives():
    with Drive(Store(is_service_account=True)) as drive:
        with pytest.raises(DriveError, match="Shared Drive"):
            Machine(drive, drive.store.folder("incidents")).publish(files())
        parent = drive.store.folder("incidents", drive.store.shared_drive())
        Machine(drive, parent).publish(files())
        check_one_of_each(drive, parent, files())


def test_a_dry_run_changes_nothing(drive):
    parent = drive.store.folder("incidents")
    machine = Machine(drive, parent)
    published = machine.publish(files(), dry=True)
    assert set(fates(published).values()) == {"new"}
    assert machine.kept == Record()
    assert not drive.store.children(parent)
    assert set(drive.asked) <= {"drive.files.get", "drive.files.list"}


@pytest.mark.parametrize("name", ["it's.md", 'the "log".txt', "back\\slash.txt", "ü🔥.txt", "x" * 200 + ".log", "a/b.log"])
def test_odd_names(drive, name):
    parent = drive.store.folder("incidents")
    machine = Machine(drive, parent)
    given = {f"attachments/{name}": b"1"}
    machine.publish(given)
    machine.kept = Record()
    assert set(fates(machine.publish(given)).values()) == {"unchanged"}
    assert len([file for file in drive.store.files.values() if file.content]) == 1


def test_a_record_is_read_as_it_was_written_and_a_damaged_one_is_told():
    with Drive() as drive:
        machine = Machine(drive, drive.store.folder("incidents"))
        machine.publish(files())
    assert read_record(record_json(machine.kept), "here") == machine.kept
    for damaged in ("text", {"files": [1]}, {"files": {"a": 1}}, 7):
        with pytest.raises(FolderError, match="upload again"):
            read_record(damaged, "here")


def test_no_public_sharing(drive):
    parent = drive.store.folder("incidents")
    Machine(drive, parent).publish(files())
    assert all(not file.permissions for file in drive.store.files.values())
    assert not any("permissions" in call for call in drive.asked)
    assert isinstance(drive.store.files[parent], File)
