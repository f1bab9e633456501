"""What a final report consists of: the reviewed document, the facts, the review's notes, and what must be decided before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from postmortem.blameless.residue import Suspect
from postmortem.cli.document_forms import in_three_forms, merged_again
from postmortem.cli.drafting import DRAWING, FACTS
from postmortem.cli.final_text import Finals, as_written, attached_names, merge_final, refuse_conflicts
from postmortem.cli.possible import folder_key, known_people, possible_names, settled_strings
from postmortem.cli.rebuilding import as_corrected, report_from
from postmortem.cli.reviewed_copies import Found, Open, Reader, all_pictures
from postmortem.config import Config
from postmortem.dates import day_words
from postmortem.documents.figure import draw_figure
from postmortem.documents.markdown import render
from postmortem.documents.passages import COPIES
from postmortem.documents.post_page import write_post_page
from postmortem.documents.word_house import read_house_style
from postmortem.documents.word_reader_found import Changes
from postmortem.drive.pull import Pulled
from postmortem.errors import InputError, PeopleMustDecide
from postmortem.folder import IncidentFolder
from postmortem.folder_names import ATTACHMENTS, PRIVATE
from postmortem.incident import Incident
from postmortem.incident_file import read_incident
from postmortem.report.actions_csv import actions_csv
from postmortem.report.basis import BASIS_FILE, read_basis
from postmortem.report.contents import Report
from postmortem.report.drafts import DRAFTS_FILE, FINALS_FILE, read_drafts, with_draft, write_drafts
from postmortem.report.merging import Merged, Review, bring_together
from postmortem.report.model import FIGURE
from postmortem.report.noted import join_notes
from postmortem.report.notes_sheet import Notes, read_notes
from postmortem.report.post import make_post
from postmortem.report.read_back import ACTIONS, find_section, read_actions
from postmortem.report.sections import section_hashes

FINAL, POST, ACTIONS_FILE = "final.md", "bikeshed.md", "actions.csv"
NAMED_ACTIONS = f"{PRIVATE}/actions-with-names.csv"
NOTES = ("review.md", "review.docx")
REVIEWED = f"{PRIVATE}/reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the command line gives. reviewed: a copy that the user names; pulled: from Drive, newest first; notes: files.

    changes: how tracked changes are read; apart: headings that are sections of people's own; same: those said to be renamed.
    with_names: whether the actions are wanted with people's names too, for the private folder.
    """

    reviewed: Path | None = None
    pulled: tuple[Pulled, ...] = ()
    notes: tuple[Path, ...] = ()
    changes: Changes = Changes.ACCEPTED
    apart: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()
    with_names: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finalized:
    """What a run has made. private: raw copies, kept. sections: file → digests of what is ours in it. suspects: possible names.

    kept_again: headings of what people changed in the final report itself. comments and changes: still open in the copies.
    """

    files: dict[str, bytes]
    private: dict[str, bytes]
    sections: dict[str, dict[str, str]]
    markdown: str
    title: str
    reviewed_on: str
    incident: Incident
    review: Review
    merged: Merged
    kept_again: tuple[str, ...]
    suspects: tuple[Suspect, ...]
    comments: tuple[Open, ...]
    changes: tuple[Open, ...]
    pictures: tuple[str, ...]
    names: tuple[str, ...]
    remarks: tuple[str, ...]


class NotTheSame(PeopleMustDecide):
    """Whether sections are one under two headings has to be said. pairs: old and new headings."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self.pairs = tuple(pairs)
        lines = "\n".join(f"  “{new}”: is it the draft's “{old}”?" for old, new in pairs)
        super().__init__(
            f"It cannot be told whether {'a section was' if len(pairs) == 1 else 'sections were'} renamed:\n{lines}\n"
            'Say --same "NEW HEADING" where it is, or --apart "NEW HEADING" where it is a section of its own, and run this again.'
        )


def finalize_incident(
    folder: IncidentFolder, config: Config, given: Given, *, reviewed_at: datetime | None = None, link: str = ""
) -> Finalized:
    """The final report and the post, computed; nothing is written.

    reviewed_at: when the review was, aware. link: where the whole report is on Drive, empty where it is not.
    """
    facts = folder.read_text(FACTS)
    if facts is None:
        raise InputError(f"{folder.path / FACTS} is not there. Draft the incident again: that writes it.")
    incident = read_incident(facts, FACTS)
    data = folder.read(BASIS_FILE)
    if data is None:
        raise InputError(
            f"{folder.path} was drafted by an earlier postmortem, which did not keep what a final report needs. "
            "Draft the incident again (what you changed is kept), then finalize."
        )
    basis = as_corrected(read_basis(data, str(folder.path / BASIS_FILE)), incident, config)
    drafts = read_drafts(folder.read(DRAFTS_FILE), str(folder.path / DRAFTS_FILE))
    if not drafts:
        raise InputError(f"{folder.path / DRAFTS_FILE} is not there. Draft the incident again; what you changed is kept.")
    reader = Reader(folder, attached_names(folder), given.changes, written=drafts)
    found = _copies(reader, given)
    draft, base = reader.base(found)
    copies = [one.copy for one in found]
    if draft.markdown != reader.drafts[-1].markdown and not any(one.name == "draft.md" for one in copies):
        copies.append(reader.markdown("draft.md", reader.drafts[-1].markdown).copy)
    review = bring_together(base, copies, rendered=reader.rendered(), apart=given.apart)
    _refuse_unsure(review, given)
    notes = _notes(folder, reader, given)
    reviewed_on = ""
    if reviewed_at is not None:
        reviewed_on = day_words(reviewed_at.astimezone(ZoneInfo(incident.timezone)).date(), config.dates)
    report = report_from(basis, incident, config, numbered=draft.numbered)
    report = replace(report, notes=notes, reviewed_on=reviewed_on)
    finals = Finals(folder, attached_names(folder), given.changes, given.apart, all_pictures(found))
    found = (*found, *finals.found)
    merged, again, fresh, report = merge_final(finals, report, review, draft, notes, config)
    markdown = again.markdown if again is not None else fresh
    title = heading_of(markdown) or report.title
    post, fresh_post = post_files(folder, config, incident, markdown, title, reviewed_on=reviewed_on, link=link)
    pictures = all_pictures(found)
    files = {
        **_final_files(folder, markdown, title, report, config, pictures),
        **post,
        ACTIONS_FILE: _cards(markdown, title, incident),
        **pictures,
    }
    private = {**_raw(given), FINALS_FILE: write_drafts(with_draft(finals.written, as_written(markdown, fresh)))}
    if given.with_names or (folder.path / NAMED_ACTIONS).is_file():  # one that is there is kept up to date
        holders = {person.label: person.name for person in folder_key(folder).people if person.label and person.name}
        private[NAMED_ACTIONS] = _cards(markdown, title, incident, holders)
    return Finalized(
        files=files,
        private=private,
        sections={FINAL: section_hashes(fresh), POST: fresh_post},
        title=title,
        reviewed_on=reviewed_on,
        markdown=markdown,
        incident=incident,
        review=review,
        merged=merged,
        kept_again=again.kept if again is not None else (),
        suspects=_suspects(folder, files, config),
        comments=tuple(one for copy in found for one in copy.comments),
        changes=tuple(one for copy in found for one in copy.changes),
        pictures=tuple(pictures),
        names=tuple(one.copy.name for one in found),
        remarks=tuple(remark for one in found for remark in one.remarks),
    )


def post_files(
    folder: IncidentFolder, config: Config, incident: Incident, markdown: str, title: str, *, reviewed_on: str, link: str
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The post of a final report in its forms, with what people changed in it; and the digests of what is ours."""
    post = make_post(
        markdown,
        title=title,
        clients=incident.clients,
        may_name_clients=incident.bikeshed_names_clients,
        reviewed_on=reviewed_on,
        link=link,
    )
    fresh = render("bikeshed.md.j2", post, templates=config.templates)
    text = merged_again(folder, POST, fresh).markdown
    heading = heading_of(text) or title
    forms = in_three_forms("bikeshed", text, title=heading, config=config)
    page = write_post_page(text, title=heading, language=config.language)
    return {**forms, "bikeshed.html": page}, section_hashes(fresh)


def _copies(reader: Reader, given: Given) -> tuple[Found, ...]:
    """The copies, the one that people were asked to review first."""
    first = [reader.named_file(given.reviewed)] if given.reviewed is not None else [reader.google(one) for one in given.pulled]
    return (*first, *reader.local())


def _refuse_unsure(review: Review, given: Given) -> None:
    refuse_conflicts(review)
    if unsure := [pair for pair in review.unsure if pair[1] not in given.same]:
        raise NotTheSame(unsure)


def _notes(folder: IncidentFolder, reader: Reader, given: Given) -> Notes:
    """The review's notes: from the sheet in the folder, in Markdown or Word, and from files that the user names."""
    sheets = []
    for name in NOTES:
        data = folder.read(name)
        if data is not None and not (name.endswith(".docx") and folder.is_ours(name)):
            sheets.append(read_notes(_text_of(reader, name, data)))
    for path in given.notes:
        try:
            sheets.append(read_notes(_text_of(reader, path.name, path.read_bytes())))
        except OSError as error:
            raise InputError(f"{path} cannot be read ({error.strerror}). Check the name and its permissions.") from error
    return join_notes(sheets)


def _text_of(reader: Reader, name: str, data: bytes) -> str:
    found = reader.of_bytes(name, data)
    return "".join(section.text for section in found.copy.sections)


def _final_files(
    folder: IncidentFolder, markdown: str, title: str, report: Report, config: Config, added: Mapping[str, bytes]
) -> dict[str, bytes]:
    figure = draw_figure(report.course) if report.course is not None else None
    drawn = {} if figure is None else {FIGURE: figure.png, DRAWING: figure.svg.encode()}
    pictures = {name: folder.read(name) for name in folder.allow_list() if name.startswith(f"{ATTACHMENTS}/")}
    shown = {name: data for name, data in pictures.items() if data is not None} | dict(added)
    drawings: dict[str, str] = {}
    if figure is not None:
        theirs = folder.read(FIGURE) if not folder.is_ours(FIGURE) else None
        shown[FIGURE] = figure.png if theirs is None else theirs
        drawings = {FIGURE: figure.svg} if theirs is None else {}
    look = read_house_style(config.house_style) if config.house_style is not None else None
    forms = in_three_forms(
        "final", markdown, title=title, reference=report.reference, config=config, look=look, pictures=shown, drawings=drawings
    )
    return {**forms, **drawn}


def _cards(markdown: str, title: str, incident: Incident, holders: Mapping[str, str] | None = None) -> bytes:
    """The agreed actions for a board. holders: role → name, for the private folder alone."""
    moment = incident.declared or incident.detected or incident.began or incident.resolved
    actions = read_actions(find_section(markdown, *ACTIONS))
    named = dict(holders or {})
    return actions_csv(
        actions, incident=title, day=moment.date() if moment is not None else None, named=lambda role: named.get(role, role)
    )


def _raw(given: Given) -> dict[str, bytes]:
    """The copies as they came, for the private folder."""
    kept: dict[str, bytes] = {}
    if given.reviewed is not None:
        suffix = given.reviewed.suffix.casefold()
        kept[f"{REVIEWED}/given{suffix if suffix in ('.md', '.docx', '.docm', '.txt') else '.bin'}"] = given.reviewed.read_bytes()
    for number, pulled in enumerate(given.pulled, start=1):
        from postmortem.drive.pull import comments_json

        kept[f"{REVIEWED}/drive-{number}.docx"] = pulled.docx
        kept[f"{REVIEWED}/drive-{number}.md"] = pulled.markdown
        kept[f"{REVIEWED}/drive-{number}-comments.json"] = comments_json(pulled.comments)
    return kept


def _suspects(folder: IncidentFolder, files: Mapping[str, bytes], config: Config) -> tuple[Suspect, ...]:
    roster = known_people(folder)
    read = {name: data for name, data in files.items() if name not in COPIES}
    return possible_names(read, roster, folder_key(folder), settled_strings(config, roster, folder))


def heading_of(markdown: str) -> str:
    """The document's title as plain words; empty where it has none."""
    line = next((line for line in markdown.splitlines() if line.startswith("# ")), "")
    return _plain(line[2:])


def _plain(text: str) -> str:
    from postmortem.documents.blocks import Heading, plain
    from postmortem.documents.canonical import read_blocks

    return next((plain(block.words) for block in read_blocks(f"# {text}\n") if isinstance(block, Heading)), "").strip()
