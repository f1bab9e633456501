"""The gate for clients: another client in any spelling, the inside of the company, and the ordinary words that are neither."""

from __future__ import annotations

import io

import pytest
from docx import Document

from postmortem.cli.client_gating import ForClient, look_for_clients
from postmortem.documents.client_reading import carried_along
from postmortem.documents.word import write_word
from postmortem.incident import Client
from postmortem.report.client_gate import ClientGate
from postmortem.report.client_internals import Inside

OWN = Client(name="Tern & Tide", aliases=("the shop",), sites=("https://shop.ternandtide.example.org/",), tickets=("#18233",))
HOLLIN = Client(name="Hollin Books", aliases=("Hollin",), sites=("shop.hollinbooks.example.org",), tickets=("#18236", "HB-77"))
ZOE = Client(name="Café Zoë", sites=("cafe-zoe.example.com",))
NEXT = Client(name="Next", aliases=("Next plc",))
TERN = Client(name="Tern")
MUSEUM = Client(name="Museum of Lost Maps", aliases=("the museum",))
EVERYBODY = (OWN, HOLLIN, ZOE, NEXT, TERN, MUSEUM)
GATE = ClientGate(OWN, EVERYBODY)


def found(text: str, *, gate: ClientGate = GATE) -> list[tuple[str, bool]]:
    return list(dict.fromkeys((one.sort, one.is_sure) for one in gate.look("line 1", text, nearly=True)))


@pytest.mark.parametrize(
    "text",
    [
        "Hollin Books was slow.",
        "At HOLLIN BOOKS",
        "hollin-books",
        "Hollin’s site",
        "Hollins site",
        "**Hol**lin Books",
        "Hol\u00adlin Books",
        "H\u200bo\u200bl\u200bl\u200bi\u200bn",
        "Ноllin Books",  # the first two letters are Cyrillic
        "&#72;ollin Books",
        "at hollinbooks.example.net",
        "https://cdn.example.com/HollinBooks/logo.png",
        "see %48ollin",
        "a Hollin\u00a0Books order",
        "Cafe Zoe",
        "CAFÉ-ZOË",
        "Cafe\u0301 Zoe\u0308",
        "as Next told us",
        "NEXT was slow",
        "with Next plc",
        "the Museum of Lost Maps",
        "museum of lost maps",
        "the museum",
        "Tern lost orders",
        "for Tern's shop",
    ],
)
def test_another_clients_name_is_found_however_it_is_spelt(text: str) -> None:
    assert ("name", True) in found(text) or ("site", True) in found(text)


@pytest.mark.parametrize("text", ["shop.hollinbooks.example.org", "HOLLINBOOKS.EXAMPLE.ORG/basket", "mail@hollinbooks.example.org", "hollinbooks-live.example.net"])
def test_another_clients_site_is_found(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize("text", ["ticket #18236", "ticket 18236", "ZD18236"[2:], "as in HB-77", "hb 77", "(18236)"])
def test_another_clients_ticket_is_found(text: str) -> None:
    assert ("ticket", True) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tern & Tide was slow.",
        "tern-and-tide",
        "TernAndTide",
        "https://shop.ternandtide.example.org/basket",
        "ticket #18233",
        "the shop was slow",
        "the next release, and what comes next",
        "Next, we looked at the log.",
        "What comes\nNext steps",
        "18,236 orders and 118236 visits",
        "£18236",
        "the term, the stern and the pattern",
        "a map that was lost",
        "books",
        "Holland books holidays",
        "museums in general",
        "a café",
        "10:02 on 14 October 2026",
        "hold in, hollow inns",
    ],
)
def test_the_clients_own_names_and_ordinary_words_are_left_alone(text: str) -> None:
    assert [one for one in found(text) if one[1]] == []


@pytest.mark.parametrize("text", ["at Hollyn Books", "for Holin Books", "Hollin Book's"[:11] + "s orders", "Cafe Zoé’s"])
def test_a_name_that_is_nearly_one_is_at_least_asked_about(text: str) -> None:
    assert found(text)


def test_the_longer_name_wins_where_one_is_part_of_another() -> None:
    assert found("Tern & Tide", gate=ClientGate(TERN, EVERYBODY))
    assert not found("Tern lost orders.", gate=ClientGate(TERN, EVERYBODY))
    assert not found("Tern & Tide lost orders.", gate=ClientGate(OWN, EVERYBODY))


def test_an_alias_that_two_clients_share_is_the_readers_own() -> None:
    other = Client(name="Maritime Museum", aliases=("the museum",))
    assert not found("the museum", gate=ClientGate(other, (*EVERYBODY, other)))


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("see https://example.slack.com/archives/C1/p2", "a link"),
        ("see www.example.com/graph", "a link"),
        ("drive.example.com", "an address"),
        ("ask ops@example.com", "an e-mail address"),
        ("from 10.0.0.7", "an internet address"),
        ("in 192.168.0.0/16", "an internet address"),
        ("from 2001:db8::7", "an internet address"),
        ("on till-sam-02", "a host"),
        ("from web-1", "a host"),
        ("in /var/log/app/error.log", "a path"),
        ("at /checkout/pay", "a path"),
        ("C:\\temp\\x", "a path"),
        ("on ticket #90210", "a ticket"),
        ("in OPS-812", "a ticket"),
        ("in #inc-checkout", "a channel"),
        ("by @dana", "a handle"),
        ("max_connections was 20", "a name from code"),
        ("PagerDuty rang", "the name of a tool or supplier"),
        ("we use Slack", "the name of a tool or supplier"),
        ("our Redis", "the name of a tool or supplier"),
        ("pagerduty rang", "the name of a tool or supplier"),
        ("in POSTGRES", "the name of a tool or supplier"),
        ("the deploy-bot", "the name of a tool or supplier"),
    ],
)
def test_the_inside_is_found(text: str, sort: str) -> None:
    assert [one.sort for one in Inside(internal=("deploy-bot",)).find(text)] == [sort]


@pytest.mark.parametrize(
    "text",
    [
        "From 10:02 to 11:26 (BST) on 14 October 2026, i.e. for 1 h 24 min.",
        "and/or 24/7, 14/10/2026, 1/2",
        "about 3,200 of 4,310 (80 %), 1.99 of 2.00 GB",
        "release 3.17.4",
        "COVID-19 and utf-8, mid-2026",
        "a follow-up, well-known, re-run",
        "It stopped.Then it went on."[:11],
        "e.g. this, a.m. or p.m.",
        "Slack in the rope. Next, an apache helicopter.",
        "the stripe on the envoy's puppet",
        "number 1 and #2",
        "shop.ternandtide.example.org",
        "https://shop.ternandtide.example.org/basket/pay",
        "ticket #18233",
        "status.example.com",
        "GMT, UTC+1",
    ],
)
def test_ordinary_text_and_what_is_released_is_not(text: str) -> None:
    inside = Inside(allowed=("status.example.com",), own=(*OWN.sites, *OWN.tickets))
    assert [one.sort for one in inside.find(text)] == []


def word(markdown: str) -> bytes:
    return write_word(markdown, title="A report")


def test_a_word_file_of_ours_carries_nothing_along() -> None:
    data = word("# A report\n\nText, **bold**, [a link](https://shop.ternandtide.example.org/).\n\n- one\n- two\n")
    given = ForClient(own=OWN, clients=EVERYBODY, inside=Inside(own=OWN.sites))
    assert look_for_clients({"client.docx": data}, given) == ()


def test_comments_changes_hidden_text_and_people_in_a_word_file_are_found() -> None:
    document = Document(io.BytesIO(word("# A report\n\nText.\n\nMore text.\n")))
    document.add_comment(document.paragraphs[1].runs, text="?", author="Somebody", initials="S")
    document.paragraphs[2].runs[0].font.hidden = True
    document.core_properties.author = "Somebody"
    out = io.BytesIO()
    document.save(out)
    assert set(carried_along("client.docx", out.getvalue())) == {"comments", "hidden text", "a person or an organisation in the document's properties"}


@pytest.mark.parametrize("place", ["title", "alt", "link", "header", "table"])
def test_another_client_is_found_wherever_in_a_word_file(place: str) -> None:
    document = Document(io.BytesIO(word("# A report\n\n[Text](https://shop.ternandtide.example.org/).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")))
    match place:
        case "title":
            document.core_properties.title = "Hollin Books"
        case "alt":
            from PIL import Image

            picture = io.BytesIO()
            Image.new("RGB", (9, 9)).save(picture, "PNG")
            document.add_picture(io.BytesIO(picture.getvalue()))
            document.inline_shapes[0]._inline.docPr.set("descr", "the basket of Hollin Books")
        case "link":
            document.part.relate_to("https://x.example/hollinbooks", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True)
        case "header":
            document.sections[0].header.paragraphs[0].text = "Hollin Books"
        case "table":
            document.tables[0].cell(1, 1).text = "Hollin Books"
    out = io.BytesIO()
    document.save(out)
    assert any(one.is_sure for one in look_for_clients({"client.docx": out.getvalue()}, ForClient(own=OWN, clients=EVERYBODY, inside=Inside())) if "client's" in one.what)


def test_another_client_in_a_files_name_is_found() -> None:
    given = ForClient(own=OWN, clients=EVERYBODY, inside=Inside())
    assert look_for_clients({"client-hollin-books.txt": b"Text.\n"}, given)
