"""How documents look: Markdown, Word, HTML."""
