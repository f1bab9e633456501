"""The Bikeshed post as clean HTML: what a blog's editor takes when it is pasted, and nothing else."""

from __future__ import annotations

from html import escape

from markdown_it import MarkdownIt

from postmortem.documents.parse import link_allowed


def write_post_page(markdown: str, *, title: str, language: str = "en-GB") -> bytes:
    """The post as HTML without styles, scripts or pictures: headings, paragraphs, lists, emphasis, links."""
    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
    reader.validateLink = link_allowed  # type: ignore[method-assign, assignment]  # its own way to set it
    body = reader.render(markdown)
    head = f'<html lang="{escape(language)}">\n<head><meta charset="utf-8"><title>{escape(title)}</title></head>'
    return f"<!DOCTYPE html>\n{head}\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n".encode("utf-8", "replace")
