"""Documents of any shape, for hypothesis: hostile words in every construct that Markdown and Word share."""

from __future__ import annotations

from hypothesis import strategies as st

from postmortem.documents.blocks import (
    Block,
    Break,
    Code,
    Heading,
    Image,
    Inline,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
)
from postmortem.documents.escape import clean

LETTERS = "ab1. *_~`|\\[]()<>#&;:!-+=\"'\u00a0é\u0301🔥▶£^$ \t/@{}%עא事"
ODD = (
    "word", "a.", "&amp;", "<br>", "1. a", "- a", "# b", "> q", "===", "---", "|---|", "[x]: y", "[3]", "[…]", "http://e.example",
    ":-:", "~~", "**", "\\", "*a*", "_a_", "[U+202E]", "</w:t>", "{{ x }}", "\x00\x0b", "\u202e", "\ud800", "👩‍👩‍👧‍👦", "הודעה 12",
)  # fmt: skip
LINKS = ("", "", "", "", "https://example.com/a(b)", "https://example.com/x_y*z?a=1&b=%20", "mailto:a@example.com")


def words(pictures: bool = True) -> st.SearchStrategy[tuple[Inline, ...]]:
    text = st.one_of(
        st.text(alphabet=LETTERS, min_size=1, max_size=8), st.sampled_from(ODD), st.text(min_size=1, max_size=6)
    ).map(clean)
    marks = st.frozensets(st.sampled_from(list(Mark)), max_size=3)
    run = st.builds(lambda text, marks, link: Run(text=text, marks=marks, link=link), text, marks, st.sampled_from(LINKS))
    image = st.builds(lambda alt: Image(alt=alt, address="attachments/a.png"), st.sampled_from(["alt", "a [b] *c*", ""]))
    return st.lists(st.one_of(run, run, run, st.just(Break()), *([image] if pictures else [])), max_size=6).map(tuple)


@st.composite
def tables(draw: st.DrawFn, pictures: bool = True) -> Table:
    columns = draw(st.integers(1, 4))
    row = st.lists(words(pictures), min_size=columns, max_size=columns).map(tuple)
    sides = st.lists(st.sampled_from(["", "", "center", "right"]), min_size=columns, max_size=columns)
    return Table(alignments=tuple(draw(sides)), header=draw(row), rows=tuple(draw(st.lists(row, max_size=3))))


def leaves(pictures: bool = True, headings: bool = True) -> st.SearchStrategy[Block]:
    paragraph = st.builds(lambda words: Paragraph(words=words), words(pictures))
    heading = st.builds(lambda level, words: Heading(level=level, words=words), st.integers(1, 6), words(pictures))
    code = st.builds(lambda text: Code(text=clean(text.replace("\r", "\n"))), st.text(alphabet="a `\n\t~|*é<&", max_size=12))
    return st.one_of(paragraph, code, *([heading] if headings else []))


def documents(pictures: bool = True) -> st.SearchStrategy[list[Block]]:
    """Blocks in blocks, as deep as people go; not yet tidy."""

    def inside(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        items = st.lists(st.lists(inner, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)
        return st.one_of(
            st.builds(lambda blocks: Quote(blocks=tuple(blocks)), st.lists(inner, min_size=1, max_size=3)),
            st.builds(
                lambda is_ordered, start, items: Listing(is_ordered=is_ordered, start=start if is_ordered else 1, items=items),
                st.booleans(),
                st.integers(0, 12),
                items,
            ),
        )

    blocks = st.recursive(st.one_of(leaves(pictures), st.just(Rule())), inside, max_leaves=8)
    return st.lists(st.one_of(blocks, tables(pictures)), max_size=5)


def plain_documents() -> st.SearchStrategy[list[Block]]:
    """What templates can write: paragraphs, headings, code, rules, tables, one quote's paragraphs, lists in lists."""
    paragraph = st.builds(lambda words: Paragraph(words=words), words(False))

    def items(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        item = st.tuples(paragraph, inner) | st.tuples(paragraph)
        return st.builds(
            lambda is_ordered, start, items: Listing(is_ordered=is_ordered, start=start if is_ordered else 1, items=tuple(items)),
            st.booleans(),
            st.integers(1, 12),
            st.lists(item, min_size=1, max_size=3),
        )

    lists = st.recursive(items(paragraph), items, max_leaves=3)
    quote = st.builds(lambda blocks: Quote(blocks=tuple(blocks)), st.lists(paragraph, min_size=1, max_size=3))
    return st.lists(st.one_of(leaves(False), st.just(Rule()), lists, quote, tables(False)), max_size=6)
