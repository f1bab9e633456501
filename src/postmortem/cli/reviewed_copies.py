"""The copies of a draft that people may have edited, read: a file they name, the Google Doc, draft.md, draft.docx."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from types import MappingProxyType

from postmortem.blameless.pictures import NotAPicture, clean_picture
from postmortem.documents.canonical import canonical
from postmortem.documents.word_reader import read_word
from postmortem.documents.word_reader_found import Changes, Picture
from postmortem.drive.pull import Pulled
from postmortem.errors import InputError, PeopleMustDecide
from postmortem.folder import IncidentFolder
from postmortem.folder_names import ATTACHMENTS
from postmortem.report.drafts import DraftWritten
from postmortem.report.merging import Copy, is_of_another, likeness, make_copy, shares_headings
from postmortem.report.model import FIGURE

# How a Word file, of either generation, begins; what is a page; and what no text has.
_WORD, _PAGE, _NO_TEXT = (b"PK", b"\xd0\xcf\x11\xe0"), re.compile(rb"\s{0,99}<(?:!doctype|html)\b", re.IGNORECASE), b"\0"
_SHOWN = re.compile(r"(?<=\]\()(picture-\d{1,4}\.\w{1,5})(?=[ )])")
LARGEST_TEXT = 20_000_000
# What pictures that people put into a reviewed document are called, before their number.
ADDED = f"{ATTACHMENTS}/review-picture-"
NOTHING: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A comment that nobody resolved, or a change that nobody decided. what: "comment" or the sort of change. text: its words;
    about: the words it stands at."""

    what: str
    section: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One copy as it was read. comments and changes: still open. pictures: those that people added, without metadata, by their
    name in attachments/. remarks: what Markdown cannot say."""

    copy: Copy
    comments: tuple[Open, ...] = ()
    changes: tuple[Open, ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


class Reader:
    """Reads the copies of one incident's draft, or of its final report, all in the same way.

    stem: "draft" or "final"; written: those that we wrote, oldest first. added: pictures that other copies of this run brought,
    by their names in the folder.
    """

    def __init__(
        self,
        folder: IncidentFolder,
        attached: Iterable[str],
        changes: Changes,
        *,
        stem: str = "draft",
        written: Sequence[DraftWritten] = (),
        added: Mapping[str, bytes] = NOTHING,
    ) -> None:
        self.folder = folder
        self.drafts = tuple(written)
        self._markdown, self._word = f"{stem}.md", f"{stem}.docx"
        self._attached = tuple(attached)
        self._changes = changes
        known = [FIGURE, *(f"{ATTACHMENTS}/{name}" for name in self._attached)]
        read = {name: folder.read(name) for name in known}
        self._shown = {name: data for name, data in read.items() if data is not None} | dict(added)
        self._copies: dict[str, Copy] = {}

    def base(self, found: Sequence[Found]) -> tuple[DraftWritten, Copy]:
        """The draft that the first copy was made from: of those we wrote, the one that it is most like; else the newest."""
        copies = [(draft, self._as_copy(draft)) for draft in reversed(self.drafts)]
        if not found:
            return copies[0]
        best = max(copies, key=lambda pair: likeness(pair[1], found[0].copy))
        if not any(shares_headings(copy, found[0].copy) for _, copy in copies):
            raise InputError(
                f"{found[0].copy.name} has none of this draft's sections: it is another document, or its headings are gone. Give "
                "the copy that was made from this incident's draft; headings of the second rank (## in Markdown, Heading 2 in "
                "Word) tell its sections apart."
            )
        if is_of_another(best[1], found[0].copy):
            raise InputError(
                f"{found[0].copy.name} has the draft's headings, but hardly any of its times and figures: it is another "
                "incident's. Give the copy that was made from this incident's draft, or type what it says into draft.md."
            )
        return best

    def rendered(self) -> frozenset[str]:
        """Sections, in the one spelling, that we rendered ourselves in any draft: whoever has them has not changed them."""
        return frozenset(
            section.text.strip()
            for draft in self.drafts
            for section in self._as_copy(draft).compared
            if section.key in draft.ours and section.text.strip()
        )

    def named_file(self, path: Path) -> Found:
        """A file that the user names: Markdown, or Word as Word, LibreOffice or Google Docs write it."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"{path} cannot be read ({error.strerror}). Check the name and its permissions.") from error
        if not data.strip():
            raise InputError(f"{path} is empty. Give the document that people reviewed.")
        return self.of_bytes(path.name, data)

    def of_bytes(self, name: str, data: bytes) -> Found:
        """A copy from its bytes."""
        if data.startswith(_WORD) or name.casefold().endswith((".docx", ".docm", ".doc")):
            return self.word(name, data)
        if _PAGE.match(data):
            raise InputError(f"{name} is a page. Give the document as Word or as Markdown; Google Docs and Word can save it so.")
        if _NO_TEXT in data or len(data) > LARGEST_TEXT:
            raise InputError(f"{name} is neither Markdown nor a Word file. Save the document as one of these.")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise InputError(f"{name}, line {line}: this is not UTF-8 text. Save it again as UTF-8, or as Word.") from error
        return self.markdown(name, text)

    def markdown(self, name: str, text: str) -> Found:
        """A copy in Markdown."""
        return Found(copy=make_copy(name, text, canonical(text, attached=self._attached)))

    def word(self, name: str, data: bytes, *, with_comments: bool = True) -> Found:
        """A copy in Word. Comments that are resolved, and changes that were made plain, are no more."""
        reading = read_word(data, name=name, changes=self._changes, attached=self._attached, pictures=self._shown)
        pictures, names = self._cleaned(reading.pictures, name)
        text = _SHOWN.sub(lambda match: f"{ATTACHMENTS}/{names.get(match[1], match[1])}", reading.markdown)
        comments = tuple(
            Open(what="comment", section=one.section, text=one.text, about=one.anchor)
            for one in reading.comments
            if with_comments and not one.is_resolved and not one.reply_to
        )
        changes = tuple(Open(what=one.kind, section=one.section, text=one.text) for one in reading.suggestions)
        remarks = tuple(
            f"{', '.join(part for part in (name, one.section) if part)}: {one.what}{f': “{one.words}”' if one.words else ''}"
            for one in reading.remarks
        )
        return Found(copy=make_copy(name, text, text), comments=comments, changes=changes, pictures=pictures, remarks=remarks)

    def google(self, pulled: Pulled) -> Found:
        """The Google Doc; its comments as Drive tells them."""
        open_comments = (one for one in pulled.comments if not one.resolved)
        comments = tuple(Open(what="comment", section="", text=one.text, about=one.quoted) for one in open_comments)
        return replace(self.word(pulled.name, pulled.docx, with_comments=False), comments=comments)

    def local(self) -> tuple[Found, ...]:
        """Word and Markdown as they lie in the folder, where people changed them since they were written."""
        found = []
        data = self.folder.read(self._word)
        if data is not None and not self.folder.is_ours(self._word):
            found.append(self.word(self._word, data))
        text = self.folder.read_text(self._markdown)
        if text is not None and text != self.drafts[-1].markdown:
            if not text.strip():
                raise InputError(f"{self.folder.path / self._markdown} is empty. Put it back from a backup, or remove the file.")
            found.append(self.markdown(self._markdown, text))
        return tuple(found)

    def _as_copy(self, draft: DraftWritten) -> Copy:
        if draft.markdown not in self._copies:
            spelt = canonical(draft.markdown, attached=self._attached)
            self._copies[draft.markdown] = make_copy("the draft", draft.markdown, spelt)
        return self._copies[draft.markdown]

    def _cleaned(self, pictures: Sequence[Picture], where: str) -> tuple[dict[str, bytes], dict[str, str]]:
        """What people added, by the name under which it is kept in attachments/; and the document's names for it."""
        kept: dict[str, bytes] = {}
        names: dict[str, str] = {}
        for picture in pictures:
            try:
                suffix, data = clean_picture(picture.data)
            except NotAPicture as error:
                place = ", ".join(part for part in (where, picture.section) if part)
                raise PeopleMustDecide(
                    f"{place}: a picture there is of a kind that cannot be freed of what it says about who made it. "
                    "Put it in as PNG or JPEG, or take it out."
                ) from error
            name = self._name_for(data, suffix)
            kept[name] = data
            names[picture.name] = name
        return kept, names

    def _name_for(self, data: bytes, suffix: str) -> str:
        """A picture's name in attachments/: the one under which the folder has it already, or a free one."""
        ours = [name.removeprefix(ADDED) for name in self._shown if name.startswith(ADDED)]
        known = next((name for name in ours if self._shown[f"{ADDED}{name}"] == data), None)
        if known is None:
            taken = {name.partition(".")[0] for name in ours}
            known = f"{next(number for number in count(1) if str(number) not in taken)}{suffix}"
            self._shown[f"{ADDED}{known}"] = data
        return f"{ADDED}{known}".removeprefix(f"{ATTACHMENTS}/")


def all_pictures(found: Iterable[Found]) -> Mapping[str, bytes]:
    """Every picture that people added, by its name in the incident folder."""
    return {f"{ATTACHMENTS}/{name}": data for one in found for name, data in one.pictures.items()}
