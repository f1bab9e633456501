"""A document in the three forms in which people get it, all of one text; and a new text beside the one that is there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postmortem.config import Config
from postmortem.documents.page import write_page
from postmortem.documents.word import write_word
from postmortem.documents.word_house import Look
from postmortem.folder import IncidentFolder
from postmortem.report.sections import Merge, merge_sections

NOTHING: Mapping[str, bytes] = MappingProxyType({})
NO_DRAWINGS: Mapping[str, str] = MappingProxyType({})


def in_three_forms(
    stem: str,
    markdown: str,
    *,
    title: str,
    reference: str = "",
    config: Config,
    look: Look | None = None,
    pictures: Mapping[str, bytes] = NOTHING,
    drawings: Mapping[str, str] = NO_DRAWINGS,
) -> dict[str, bytes]:
    """File name → bytes. title and reference stand in the Word file's header; pictures and drawings by their address."""
    word = write_word(
        markdown,
        title=title,
        incident=reference,
        language=config.language,
        paper=config.paper,
        look=look,
        pictures=pictures,
    )
    page = write_page(markdown, title=title, language=config.language, pictures=pictures, drawings=drawings)
    return {f"{stem}.md": markdown.encode("utf-8", "replace"), f"{stem}.docx": word, f"{stem}.html": page}


def merged_again(folder: IncidentFolder, name: str, fresh: str) -> Merge:
    """A new rendering meets the file that is there, in which people may have written."""
    current = folder.read_text(name)
    if current is None:
        return Merge(markdown=fresh)
    return merge_sections(written=folder.sections(name), current=current, fresh=fresh)
