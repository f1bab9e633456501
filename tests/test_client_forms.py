"""A client's version as a ticket takes it: plain paragraphs and bullets, and five tags of HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from postmortem.documents.client_forms import write_text, write_ticket_html

WHOLE = """# A report

## What happened

It was *slow* & **dear** <b>so</b>; see [our page](https://status.example.com/1) or <https://example.com/>.
It went on.

- one
- two
  - below
- `three`

| What | Figure |
|---|---|
| Orders | 40 |

> said

![graph](attachments/a.png)

1. first
2. second
"""


def test_text_has_paragraphs_bullets_and_bare_links() -> None:
    assert write_text(WHOLE) == (
        "A report\n\n"
        "What happened\nIt was slow & dear <b>so</b>; see our page https://status.example.com/1 or https://example.com/. It went on.\n\n"
        "- one\n- two\n  - below\n- three\n\n- Orders, 40\n\nsaid\n\n- first\n- second\n"
    )


def test_html_has_five_tags_and_everything_in_it_is_escaped() -> None:
    page = write_ticket_html(WHOLE)
    assert set(re.findall(r"</?([a-z0-9]+)", page)) == {"p", "ul", "li", "strong", "a"}
    assert "&lt;b&gt;so&lt;/b&gt;" in page
    assert '<a href="https://status.example.com/1">our page</a>' in page
    assert "<li>two<ul><li>below</li></ul></li>" in page


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_a_link_leads_to_the_web_or_nowhere(address: str) -> None:
    assert "<a " not in write_ticket_html(f"[here]({address})")


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=80))
def test_whatever_is_typed_there_is_no_other_tag(text: str) -> None:
    page = write_ticket_html(f"# Title\n\n{text}\n\n- {text}\n")
    tags = {element.tag for element in html.fragment_fromstring(page, create_parent="div").iter() if isinstance(element.tag, str)}
    assert tags <= {"div", "p", "ul", "li", "strong", "a"}
