"""Taking a document back: what people typed, what they commented, and which of several documents is which."""

from __future__ import annotations

import json

import pytest
from tests.drive_case import Machine, client_of, files, word
from tests.fakes.drive import Drive
from tests.fakes.drive_documents import GOOGLE_DOC, words_of

from postmortem.drive.pull import comments_json, pull_documents, read_comments
from postmortem.drive.record import Record
from postmortem.drive.words import DriveError


@pytest.fixture
def drive():
    with Drive() as running:
        yield running


@pytest.fixture
def machine(drive):
    made = Machine(drive, drive.store.folder("incidents"))
    made.publish(files(draft_docx=word("We saw errors")))
    return made


def the_document(drive: Drive):
    return next(file for file in drive.store.files.values() if file.mime == GOOGLE_DOC)


def test_what_people_typed_comes_back(drive, machine):
    drive.store.edit(the_document(drive).id, "We saw errors", "Customers saw errors")
    with client_of(drive) as client:
        (pulled,) = pull_documents(client, machine.kept, "draft.docx")
    assert words_of(pulled.docx) == "Customers saw errors"
    assert b"Customers saw errors" in pulled.markdown
    assert pulled.is_newest
    assert pulled.link == the_document(drive).resource("")["webViewLink"]


def test_comments_come_back_with_replies_in_order_and_unescaped(drive, machine):
    document = the_document(drive)
    for number in range(130):
        drive.store.comment(document.id, f"Number {number}", quoted="5 &gt; 4", resolved=number % 2 == 0, author="Aino Example")
    document.comments[7]["replies"] = [
        {"content": "Yes", "author": {"displayName": "Bo Example"}, "createdTime": "2026-10-15T10:00:00Z", "deleted": False},
        {"content": "", "author": {"displayName": "Bo Example"}, "createdTime": "2026-10-15T10:01:00Z", "action": "resolve"},
        {"content": "Gone", "author": {"displayName": "Bo Example"}, "createdTime": "2026-10-15T10:02:00Z", "deleted": True},
    ]
    document.comments[9]["deleted"] = True
    with client_of(drive) as client:
        (pulled,) = pull_documents(client, machine.kept, "draft.docx")
    assert [comment.text for comment in pulled.comments] == [f"Number {number}" for number in range(130) if number != 9]
    assert pulled.comments[0].quoted == "5 > 4"
    assert [(reply.text, reply.action) for reply in pulled.comments[7].replies] == [("Yes", ""), ("", "resolve")]
    assert pulled.open_comments == 64
    assert json.loads(comments_json(pulled.comments))[7]["replies"][0]["author"] == "Bo Example"


def test_documents_that_people_touched_come_back_beside_the_newest(drive, machine):
    first = the_document(drive)
    drive.store.comment(first.id, "Why?")
    machine.publish(files(draft_docx=word("Second")))
    with client_of(drive) as client:
        pulled = pull_documents(client, machine.kept, "draft.docx")
    assert [(one.is_newest, words_of(one.docx), one.open_comments) for one in pulled] == [(False, "We saw errors", 1), (True, "Second", 0)]


def test_a_document_in_the_bin_or_gone_is_left_out(drive, machine):
    document = the_document(drive)
    document.trashed = True
    with client_of(drive) as client:
        assert pull_documents(client, machine.kept, "draft.docx") == ()
        del drive.store.files[document.id]
        assert pull_documents(client, machine.kept, "draft.docx") == ()


def test_nothing_was_uploaded(drive):
    with client_of(drive) as client:
        assert pull_documents(client, Record(), "draft.docx") == ()
    assert not drive.asked


def test_a_comment_without_what_it_is_about(drive, machine):
    drive.store.comment(the_document(drive).id, "In general")
    with client_of(drive) as client:
        (comment,) = read_comments(client, the_document(drive).id)
    assert (comment.text, comment.quoted, comment.replies) == ("In general", "", ())


def test_over_ten_megabytes(drive, machine):
    drive.store.export_limit = 5
    with client_of(drive) as client:
        (pulled,) = pull_documents(client, machine.kept, "draft.docx")
    assert words_of(pulled.docx) == "We saw errors"


@pytest.mark.parametrize(("edits", "is_taken"), [(1, True), (9, False)])
def test_a_document_in_which_somebody_types_meanwhile_is_taken_once_more(drive, machine, edits, is_taken):
    document, left = the_document(drive), [edits]
    with client_of(drive) as client:
        export = client.export

        def while_typing(file_id, mime, doing):
            taken = export(file_id, mime, doing)
            if left[0] and mime != "text/markdown":
                left[0] -= 1
                drive.store.edit(document.id, "We saw errors", f"We saw errors {left[0]} We saw errors")
            return taken

        client.export = while_typing
        if is_taken:
            (pulled,) = pull_documents(client, machine.kept, "draft.docx")
            assert "We saw errors 0 We saw errors" in words_of(pulled.docx)
        else:
            with pytest.raises(DriveError, match="is being edited just now"):
                pull_documents(client, machine.kept, "draft.docx")
