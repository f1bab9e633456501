"""What a run of `client-version` makes, for each client: from the final report and from what people wrote into the copies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from postmortem.cli.client_copies import read_client_copy
from postmortem.cli.client_flags import Flagged, find_flags
from postmortem.cli.client_whom import all_clients, choose_clients, read_facts_file, ticket_names
from postmortem.client_checked import KEY, Check, read_checks
from postmortem.config import Config
from postmortem.documents.canonical import canonical
from postmortem.documents.client_forms import write_text, write_ticket_html
from postmortem.documents.client_reading import pictures_in
from postmortem.documents.markdown import render
from postmortem.documents.page import write_page
from postmortem.documents.passages import document_passages
from postmortem.documents.word import write_word
from postmortem.documents.word_house import Look, read_house_style
from postmortem.errors import InputError, PeopleMustDecide, PostmortemError
from postmortem.folder import IncidentFolder
from postmortem.folder_names import STATE_NAME
from postmortem.folder_state import digest_of
from postmortem.incident import Client, Incident
from postmortem.report.client import build_client_version
from postmortem.report.client_edits import take_in_word, with_notice, without_notice
from postmortem.report.sections import digest, find_markers, merge_sections, section_hashes, split_sections

if TYPE_CHECKING:
    from postmortem.report.client import ClientVersion

FINAL, TEMPLATE = "final.md", "client.md.j2"
_MOST_LETTERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One client's version. markdown: without the line that says that it is not checked. fingerprint: of all that is to be read.

    kept: headings that people changed, taken: those that they changed in Word, removed: those that they took out. ours, spelt:
    digests of the sections as we write them, in Markdown and for Word. told: what was done to which sentence of the report.
    """

    stem: str
    client: Client | None
    markdown: str
    fingerprint: str
    check: Check
    flags: tuple[Flagged, ...]
    pictures: Mapping[str, bytes] = field(repr=False)
    kept: tuple[str, ...]
    taken: tuple[str, ...]
    removed: tuple[str, ...]
    ours: Mapping[str, str]
    spelt: Mapping[str, str]
    told: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    open_questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What every version is made from: the incident's folder, its facts, its final report, the settings."""

    folder: IncidentFolder
    config: Config
    incident: Incident
    final: str
    tools: tuple[str, ...]
    look: Look | None
    from_drive: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    made: dict[str, bytes] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, folder: IncidentFolder, config: Config, tools: Iterable[str]) -> Making:
        """From the folder. from_drive, to be added: stem → its Google Doc as it came back, as Word."""
        final = folder.read_text(FINAL)
        if final is None:
            raise PostmortemError(
                f"There is no final report in {folder.path} yet, and the client's version is made from that. Hold the "
                f"review, then "
                f"write it: postmortem finalize {folder.path.name}"
            )
        if not final.strip():
            raise InputError(
                f"{folder.path / FINAL} is empty. Write the final report again: postmortem finalize {folder.path.name}"
            )
        look = read_house_style(config.house_style) if config.house_style is not None else None
        incident = read_facts_file(folder)
        incident = replace(incident, clients=all_clients(incident, config)[: len(incident.clients)])
        return cls(folder=folder, config=config, incident=incident, final=final, tools=tuple(tools), look=look)

    def clients(self, wanted: str | None) -> tuple[tuple[str, Client | None], ...]:
        """(stem, client) of each version that is to be made; one for nobody in particular where no client is declared."""
        return choose_clients(self.incident.clients, wanted)

    def known(self) -> tuple[Client, ...]:
        """Every client that we know of: this incident's, and the organisation's."""
        return all_clients(self.incident, self.config)

    def version(self, stem: str, client: Client | None) -> Version:
        """One version, with what people wrote kept, and what is known of its sign-off."""
        built = build_client_version(
            self.final, self.incident, self.config.client_version, client=client, known=self.config.clients, tools=self.tools
        )
        fresh = render(TEMPLATE, built.report, templates=self.config.templates)
        current, taken = self._as_people_left_it(stem)
        written = {key: tuple(digests) for key, digests in self.folder.sections(f"{stem}.md").items()}
        merge = merge_sections(written=written, current=current or "", fresh=fresh)
        return self._finished(stem, client, merge.markdown, built, fresh, kept=merge.kept, taken=taken, removed=merge.removed)

    def _finished(
        self,
        stem: str,
        client: Client | None,
        markdown: str,
        built: ClientVersion,
        fresh: str,
        *,
        kept: tuple[str, ...],
        taken: tuple[str, ...],
        removed: tuple[str, ...],
    ) -> Version:
        pictures = self._pictures(stem, markdown)
        flags = find_flags(markdown)
        spelt = canonical(markdown)
        fingerprint = self._fingerprint(markdown, spelt, pictures)
        known = read_checks(self.folder.state.extra.get(KEY), str(self.folder.path / STATE_NAME)).get(stem, Check())
        return Version(
            stem=stem,
            client=client,
            markdown=markdown,
            fingerprint=fingerprint,
            check=known.of_text(fingerprint, needs_data_protection=any(flag.needs_data_protection for flag in flags)),
            flags=flags,
            pictures=pictures,
            kept=kept,
            taken=taken,
            removed=removed,
            ours=section_hashes(fresh),
            spelt=section_hashes(spelt),
            told=built.told,
            missing=() if kept else built.missing,
            open_questions=len(find_markers(f"# x\n\n## x\n\n{markdown}")),
        )

    def files(self, version: Version, *, is_checked: bool) -> dict[str, bytes]:
        """A version in all its forms; with the line that says that it is not yet checked, where it is not."""
        markdown = version.markdown if is_checked else with_notice(version.markdown)
        title = heading_of(markdown) or "Report on an incident"
        ticket, html = ticket_names(version.stem)
        return {
            f"{version.stem}.md": markdown.encode("utf-8", "replace"),
            f"{version.stem}.docx": self._word(markdown, title, version.pictures),
            f"{version.stem}.html": write_page(markdown, title=title, language=self.config.language, pictures=version.pictures),
            ticket: write_text(markdown).encode("utf-8", "replace"),
            html: write_ticket_html(markdown).encode("utf-8", "replace"),
        }

    def _word(self, markdown: str, title: str, pictures: Mapping[str, bytes]) -> bytes:
        """The Word file; made once for each text of a run."""
        key = "\0".join([markdown, *(digest_of(data) for data in pictures.values())])
        if key not in self.made:
            config = self.config
            self.made[key] = write_word(
                markdown, title=title, language=config.language, paper=config.paper, look=self.look, pictures=pictures
            )
        return self.made[key]

    def _as_people_left_it(self, stem: str) -> tuple[str | None, tuple[str, ...]]:
        """The Markdown with what people wrote into it, into the Word copy or into the Google Doc; None where there is nothing."""
        text = self.folder.read_text(f"{stem}.md")
        markdown = without_notice(text.replace("\r\n", "\n")) if text is not None and text.strip() else None
        name = f"{stem}.docx"
        taken: tuple[str, ...] = ()
        data = self.folder.read(name)
        copies = {name: data} if data is not None and not self.folder.is_ours(name) else {}
        if stem in self.from_drive:
            copies["the Google Doc"] = self.from_drive[stem]
        for called, copy in copies.items():
            word = read_client_copy(copy, called, pictures=self._pictures(stem, markdown or ""), stem=stem)
            together = take_in_word(markdown or "", canonical(markdown or ""), word, self.folder.sections(name))
            if together.both:
                raise PeopleMustDecide(
                    f"These sections were changed both in {called} and in another copy: {', '.join(together.both)}. Put into "
                    f"{stem}.md what should stand there, undo the change in the other, and run this again. Nothing was written."
                )
            markdown, taken = together.markdown, (*taken, *together.taken)
        return markdown, taken

    def _pictures(self, stem: str, markdown: str) -> dict[str, bytes]:
        found = {}
        for address in dict.fromkeys(pictures_in(f"{stem}.md", markdown.encode("utf-8", "replace"))):
            if address in self.incident.client_version.pictures:
                data = self.folder.read(address)
                if data is None:
                    raise InputError(f"{stem}.md shows {address}, which is not in the folder. Correct its name, or take it out.")
                found[address] = data
        return found

    def _fingerprint(self, markdown: str, spelt: str, pictures: Mapping[str, bytes]) -> str:
        """What stands for everything that a client would read: words, links, pictures, heads and feet of the Word file."""
        word = self._word(markdown, heading_of(markdown), pictures)
        heads = [passage.text for passage in document_passages("client.docx", word) if " of " in passage.place]
        whole = "\0".join([spelt, *heads, *(digest_of(data) for data in pictures.values())])
        figures = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
        return "-".join(figures[at : at + 4] for at in range(0, 12, 4))


def heading_of(markdown: str) -> str:
    """The document's title, in plain words."""
    line = next((line[2:].strip() for line in split_sections(markdown)[0].text.split("\n") if line.startswith("# ")), "")
    return "".join(letter for letter in line if letter not in "*`\\")[:_MOST_LETTERS]


def report_digest(final: str) -> str:
    """What stands for the final report that a version was made from."""
    return digest(final)
