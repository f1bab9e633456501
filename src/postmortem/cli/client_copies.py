"""The copies of a client's version that people edit beside the Markdown: the Word file in the folder, the Google Doc."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from postmortem.cli.drive_access import drive_access, drive_client, drive_record
from postmortem.config import Config
from postmortem.documents.word_reader import read_word
from postmortem.drive.pull import pull_documents
from postmortem.errors import PeopleMustDecide
from postmortem.folder import IncidentFolder
from postmortem.incident_file import FILE_NAME
from postmortem.report.client_edits import without_notice


def read_client_copy(data: bytes, called: str, *, pictures: Mapping[str, bytes], stem: str) -> str:
    """A copy's Markdown, without the line that says that it is not checked. called: how messages name it.

    What could not be put into the client's version without a loss, or must not reach a client, is for people to decide.
    """
    reading = read_word(data, name=called, pictures=pictures)
    found = ((reading.comments, "comment"), (reading.suggestions, "tracked change"))
    counted = [f"{len(some)} {what}{'' if len(some) == 1 else 's'}" for some, what in found if some]
    if counted:
        raise PeopleMustDecide(
            f"{called} has {' and '.join(counted)}, which must not reach a client. Settle them there (answer and delete "
            f"comments, "
            "accept or reject changes), save it, and run this again. Nothing was written."
        )
    if reading.pictures or any(remark.words for remark in reading.remarks):
        what = "pictures" if reading.pictures else "words outside the text, such as a head, a foot or a text box"
        raise PeopleMustDecide(
            f"{called} has {what} that somebody put in there. Take them out there; a picture goes into attachments/, is released "
            f"under [client_version] in {FILE_NAME} and shown in {stem}.md. Nothing was written."
        )
    return without_notice(reading.markdown)


def pull_client_copies(folder: IncidentFolder, config: Config, stems: Iterable[str]) -> dict[str, bytes]:
    """Stem → its Google Doc, as Word; those that are on Drive. Open comments there are for people to settle first."""
    out: dict[str, bytes] = {}
    with drive_client(drive_access(config)) as client:
        for stem in stems:
            for pulled in pull_documents(client, drive_record(folder), f"{stem}.docx"):
                if pulled.open_comments:
                    raise PeopleMustDecide(
                        f"The Google Doc of {stem} has {pulled.open_comments} open "
                        f"comment{'s' if pulled.open_comments != 1 else ''}. "
                        "Resolve them there, and run this again. Nothing was written."
                    )
                out[stem] = pulled.docx  # the newest comes last
    if not out:
        raise PeopleMustDecide("None of the versions for clients is a Google Doc yet: they are uploaded once they are checked.")
    return out
