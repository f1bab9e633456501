"""A reviewed document finalized without the command line, and what must hold of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from postmortem.documents.canonical import canonical
from postmortem.documents.word import write_word
from postmortem.documents.word_reader import read_word
from postmortem.report.merging import Copy, Kept, Merged, bring_together, make_copy, merge_reviewed
from postmortem.report.sections import split_sections
from reviewed_documents import in_order

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = ("checkout-outage", "night-security", "trivial-restart")


@lru_cache(maxsize=8)
def draft_of(sample: str) -> str:
    return (GOLDEN / sample / "draft.md").read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def word_of(sample: str) -> bytes:
    return write_word(draft_of(sample), title="A report")


@lru_cache(maxsize=8)
def _base(sample: str) -> Copy:
    return make_copy("the draft", draft_of(sample), canonical(draft_of(sample)))


def finalized(sample: str, markdown: str) -> Merged:
    """The final report of a reviewed draft in Markdown (a Word file's is what it reads back as)."""
    copy = make_copy("reviewed", markdown, canonical(markdown))
    review = bring_together(_base(sample), [copy])
    ours = frozenset(section.key for section in split_sections(draft_of(sample)))
    return merge_reviewed(review, ours=ours, fresh=(GOLDEN / sample / "final.md").read_text(encoding="utf-8"))


def lost_in(reviewed: str, final: str) -> list[str]:
    """The words typed by people that are not in the final report, or not in their order."""
    wanted, there = in_order(reviewed), in_order(final)
    if wanted == there:
        return []
    missing = [word for word in wanted if word not in there]
    return missing or ["order"]


def changed_text_lost(sample: str, markdown: str, final: str) -> list[str]:
    """Headings of sections that people changed and that are not in the final report as they left them."""
    review = bring_together(_base(sample), [make_copy("reviewed", markdown, canonical(markdown))])
    lines = {line.strip() for line in final.splitlines() if line.strip()}
    return [one.section.heading for one in _edited(review.kept) if not _body(one) <= lines]


def _edited(kept: Iterable[Kept]) -> list[Kept]:
    return [one for one in kept if one.is_edited and one.section.key]


def _body(one: Kept) -> set[str]:
    return {line.strip() for line in one.section.text.splitlines()[1:] if line.strip()}


def read_back(data: bytes) -> str:
    """A Word file as Markdown."""
    return read_word(data).markdown
