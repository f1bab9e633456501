"""The final report's text: rendered from the facts, merged with what was reviewed, and with what people changed in it since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from postmortem.cli.reviewed_copies import Found, Reader
from postmortem.config import Config
from postmortem.documents.markdown import render
from postmortem.documents.word_reader_found import Changes
from postmortem.errors import PeopleMustDecide
from postmortem.folder import IncidentFolder
from postmortem.folder_names import ATTACHMENTS
from postmortem.report.changes import change_lines, find_changes
from postmortem.report.contents import Report
from postmortem.report.drafts import FINALS_FILE, DraftWritten, read_drafts
from postmortem.report.merging import Merged, Review, bring_together, merge_reviewed
from postmortem.report.noted import put_notes
from postmortem.report.notes_sheet import Notes
from postmortem.report.sections import find_markers, section_hashes, sections_as_rendered, split_sections


def merge_final(
    finals: Finals, report: Report, review: Review, draft: DraftWritten, notes: Notes, config: Config
) -> tuple[Merged, Merged | None, str, Report]:
    """The report merged with what was reviewed; that merged with what people changed in the final report since; our rendering."""
    count = 0
    for _ in range(3):  # the second time it is known how many questions are open, and what changed since the draft
        fresh = render("final.md.j2", report, templates=config.templates, open_questions=count)
        merged = merge_reviewed(review, ours=frozenset(draft.ours), fresh=fresh)
        rendered = put_notes(merged.markdown, notes)
        again = finals.merge(rendered)
        whole = again.markdown if again is not None else rendered
        found = (len(find_markers(whole)), tuple(change_lines(find_changes(draft.markdown, whole))))
        if found == (count, report.changes):
            break
        count, report = found[0], replace(report, changes=found[1])
    return merged, again, rendered, report


class Finals:
    """The final report as it lies in the folder, where people changed it after we wrote it. found: copies that they changed."""

    def __init__(
        self, folder: IncidentFolder, attached: Sequence[str], changes: Changes, apart: frozenset[str], added: Mapping[str, bytes]
    ) -> None:
        """added: pictures that the reviewed copies brought."""
        self.found: tuple[Found, ...] = ()
        self.written = read_drafts(folder.read(FINALS_FILE), str(folder.path / FINALS_FILE))
        self._review: Review | None = None
        self._ours: frozenset[str] = frozenset()
        if not self.written:
            return
        reader = Reader(folder, attached, changes, stem="final", written=self.written, added=added)
        self.found = found = reader.local()
        newest = self.written[-1]
        if not found and len(newest.ours) == len(split_sections(newest.markdown)):
            return
        draft, base = reader.base(found)
        self._review = bring_together(base, [one.copy for one in found], rendered=reader.rendered(), apart=apart)
        refuse_conflicts(self._review)
        self._ours = frozenset(draft.ours)

    def merge(self, rendered: str) -> Merged | None:
        """A new rendering with people's changes in it; None where they made none."""
        return merge_reviewed(self._review, ours=self._ours, fresh=rendered) if self._review is not None else None


def as_written(markdown: str, rendered: str) -> DraftWritten:
    """What is written, with the sections that are as we rendered them."""
    return DraftWritten(markdown=markdown, ours=sections_as_rendered(markdown, section_hashes(rendered)))


def attached_names(folder: IncidentFolder) -> list[str]:
    """The files in attachments/ that may leave, by their names there."""
    prefix = f"{ATTACHMENTS}/"
    return [name.removeprefix(prefix) for name in folder.allow_list() if name.startswith(prefix)]


def refuse_conflicts(review: Review) -> None:
    """Raise `PeopleMustDecide` where two copies have one section each in its own way."""
    if not review.conflicts:
        return
    lines = "\n".join(f"  {one.heading}: {one.clash.value} ({one.copies[0]}, {one.copies[1]})" for one in review.conflicts)
    raise PeopleMustDecide(
        f"Two copies were changed in the same place, and which is right cannot be told:\n{lines}\n"
        "Put what both say into one of them, and put the other back as it was or out of the folder; then run this again."
    )
