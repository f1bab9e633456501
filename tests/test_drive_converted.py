"""The same, where another program rewrites every Word file on its way into a Google Doc, as Google does."""

from __future__ import annotations

from tests.drive_case import Machine, check_one_of_each, client_of, fates, files, word
from tests.fakes.drive import Drive
from tests.fakes.drive_documents import GOOGLE_DOC, Office, words_of
from tests.fakes.drive_store import Store

from postmortem.drive.pull import pull_documents


def test_published_edited_and_pulled_through_libreoffice(outside_program):
    outside_program("soffice")
    with Drive(Store(office=Office(through_libreoffice=True))) as drive:
        parent = drive.store.folder("incidents")
        machine = Machine(drive, parent)
        first = files(draft_docx=word("We saw errors"))
        machine.publish(first)
        check_one_of_each(drive, parent, first)
        document = next(file for file in drive.store.files.values() if file.mime == GOOGLE_DOC)
        assert document.content != first["draft.docx"]
        second = files(draft_docx=word("We saw many errors"))
        assert fates(machine.publish(second))["draft.docx (document)"] == "updated"  # nobody had touched it
        drive.store.edit(document.id, "We saw many errors", "Customers saw errors")
        assert fates(machine.publish(first))["draft.docx (document)"] == "beside"
        with client_of(drive) as client:
            pulled = pull_documents(client, machine.kept, "draft.docx")
    assert [words_of(one.docx) for one in pulled] == ["Customers saw errors", "We saw errors"]
