"""What reading a reviewed Word file gives: its Markdown, and as values all that Markdown does not say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from postmortem.documents.blocks import Block
from postmortem.report.sections import Section, split_sections


class Changes(Enum):
    """How tracked changes are read into the text. They are listed either way."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment. author is personal data: it goes into no document. anchor: the words it is about; section: their heading.

    reply_to: the id of the comment that this one answers, or ''. is_on_deleted: its words are only there as a deletion.
    """

    id: str
    author: str
    at: datetime | None
    text: str
    anchor: str
    section: str
    reply_to: str = ""
    is_resolved: bool = False
    is_on_deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A tracked change. kind: "inserted", "deleted", "moved away", "moved here", "formatted", "paragraph inserted",
    "paragraph joined", "row inserted", "row deleted", "cell inserted", "cell deleted". author is personal data.
    """

    kind: str
    author: str
    at: datetime | None
    text: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that people added, as it is in the file: metadata and all. name: as the Markdown calls it.

    alt: its alternative text.
    """

    name: str
    data: bytes
    alt: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something that Markdown cannot say, or not as it was. what: in plain words; words: those that are not in the Markdown."""

    what: str
    section: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A Word file, read. No word is in none of these."""

    markdown: str
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    suggestions: tuple[Suggestion, ...]
    pictures: tuple[Picture, ...]
    remarks: tuple[Remark, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The Markdown's sections, as `report/sections.py` cuts them."""
        return split_sections(self.markdown)
