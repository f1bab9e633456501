"""`postmortem client-version`: what it writes, what it keeps, what it refuses, and who has to sign before anything goes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from docx import Document

from client_case import CLIENTS_TOML, code, final_report, fingerprint, incident_folder, run, sign
from postmortem.cli.client_standing import checks_of, client_lines, unchecked_files
from postmortem.cli.options import settings
from postmortem.errors import PostmortemError
from postmortem.folder import IncidentFolder

ONE = '\n[[clients]]\nname = "Tern & Tide"\nsites = ["shop.ternandtide.example.org"]\ntickets = ["#18233"]\n'
NOTICE = "Not yet checked"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An incident of two clients; the test stands beside it."""
    monkeypatch.chdir(tmp_path)
    return incident_folder(tmp_path / "incidents")


@pytest.fixture
def single(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An incident of one client."""
    monkeypatch.chdir(tmp_path)
    return incident_folder(
        tmp_path / "incidents",
        clients=ONE,
        final=final_report(impact="## Impact\n\n| What | Figure |\n|---|---|\n| Payments that failed | about 2,100 |\n\n"),
    )


def said(result: object) -> str:
    error = getattr(result, "exception", None)
    return f"{getattr(result, 'stderr', '')}{error if isinstance(error, PostmortemError) else ''}"


def test_every_client_gets_a_version_in_every_form(folder: Path) -> None:
    result = run()
    assert code(result) == 0
    for slug in ("tern-and-tide", "hollin-books"):
        for name in (
            f"client-{slug}.md",
            f"client-{slug}.docx",
            f"client-{slug}.html",
            f"client-{slug}.txt",
            f"client-ticket-{slug}.html",
        ):
            assert (folder / name).is_file()
            assert f"{name}\n" in result.stdout
    assert not (folder / "client.md").exists()


def test_a_single_client_gets_the_plain_names(single: Path) -> None:
    assert code(run()) == 0
    assert {path.name for path in single.glob("client*")} == {
        "client.md",
        "client.docx",
        "client.html",
        "client.txt",
        "client-ticket.html",
    }


def test_the_text_says_what_concerns_this_client_and_when(folder: Path) -> None:
    run()
    tern, hollin = ((folder / f"client-{slug}.txt").read_text(encoding="utf-8") for slug in ("tern-and-tide", "hollin-books"))
    assert "about 2,100" in tern and "about 800" not in tern
    assert "about 800" in hollin and "about 2,100" not in hollin
    assert "We updated you at 09:33, 10:35, 11:37 and 12:36." in tern
    assert "We updated you at 10:35, 11:37 and 12:36." in hollin
    for text in (tern, hollin):
        assert re.findall(r"^(What .*|How .*)$", text, re.MULTILINE) == [
            "What happened",
            "What you and your users saw",
            "How we responded",
            "What we are doing to prevent it",
        ]
        assert "08:49 to 11:19 BST (UTC+1) on 14 October 2026" in text
        assert "We are sorry" in text
        assert len(text.split()) < 600


def test_what_was_left_out_is_told(folder: Path) -> None:
    told = said(run())
    assert "of another client, left out: Attempts to pay that failed on Hollin Books" in told
    assert "security detail, left out: Rotate the break-glass password" in told


def test_nothing_of_the_inside_stands_in_it(folder: Path) -> None:
    run()
    for path in folder.glob("client*.txt"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"till-sam|PagerDuty|incident\.io|Deploy-bot|Responder|Incident lead|18233|INC-|\[\d+\]|3\.17", text)


def test_the_ticket_form_has_its_five_tags_alone(folder: Path) -> None:
    run()
    page = (folder / "client-ticket-tern-and-tide.html").read_text(encoding="utf-8")
    assert set(re.findall(r"</?([a-z0-9]+)", page)) <= {"p", "ul", "li", "strong", "a"}


def test_it_is_not_checked_until_somebody_signs(folder: Path) -> None:
    assert NOTICE in "".join(path.read_text(encoding="utf-8") for path in folder.glob("client*.txt")) or code(run()) == 0
    assert all(NOTICE in path.read_text(encoding="utf-8") for path in folder.glob("client*.md"))
    assert code(sign("--client", "Tern & Tide")) == 0
    forms = list(folder.glob("client*tern*"))
    assert len(forms) == 5
    for path in forms:
        words = (
            "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
            if path.suffix == ".docx"
            else path.read_text(encoding="utf-8")
        )
        assert NOTICE not in words and "CTO" not in words
    assert NOTICE in (folder / "client-hollin-books.txt").read_text(encoding="utf-8")


def test_the_record_holds_role_time_and_fingerprint(folder: Path) -> None:
    shown = run("--client", "Hollin", "--checked-by", "chief technology officer")
    assert code(shown) == 3
    assert code(run("--client", "Hollin", "--checked-by", "CTO", "--yes", fingerprint(shown))) == 0
    record = json.loads((folder / ".postmortem.json").read_text(encoding="utf-8"))["client_versions"]["client-hollin-books"]
    assert record["fingerprint"] == fingerprint(shown)
    assert [one["role"] for one in record["signed"]] == ["CTO"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", record["signed"][0]["at"])
    assert len(record["files"]) == 5


@pytest.mark.parametrize(
    "change", [("We are sorry", "We are very sorry"), ("about 2,100", "about 2,200"), ("(by 28 October)", "(by 29 October)")]
)
def test_a_changed_word_makes_it_unchecked_again(folder: Path, change: tuple[str, str]) -> None:
    run()
    sign("--client", "Tern & Tide")
    path = folder / "client-tern-and-tide.md"
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    assert "client-tern-and-tide.md" in unchecked_files(IncidentFolder.open(folder), settings())
    assert code(run()) == 0
    text = path.read_text(encoding="utf-8")
    assert NOTICE in text and change[1] in text
    assert {name for name in unchecked_files(IncidentFolder.open(folder), settings()) if "tern" in name} == {
        path.name for path in folder.glob("client*tern*")
    }


def test_a_run_without_a_change_leaves_it_checked(folder: Path) -> None:
    run()
    sign("--client", "Tern & Tide")
    before = {path.name: path.read_bytes() for path in folder.glob("client*")}
    assert code(run()) == 0
    assert {path.name: path.read_bytes() for path in folder.glob("client*")} == before
    assert not [name for name in unchecked_files(IncidentFolder.open(folder), settings()) if "tern" in name]


def test_a_report_edited_after_the_sign_off_makes_it_unchecked(folder: Path) -> None:
    run()
    sign("--client", "Tern & Tide")
    final = folder / "final.md"
    final.write_text(final.read_text(encoding="utf-8").replace("about one in ten", "about one in nine"), encoding="utf-8")
    run()
    assert NOTICE in (folder / "client-tern-and-tide.txt").read_text(encoding="utf-8")


def test_what_people_wrote_stays_and_the_rest_follows_the_report(folder: Path) -> None:
    run()
    path = folder / "client-tern-and-tide.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("We put the earlier release back", "We went back a step")
        + "\n## A word of thanks\n\nThank you for your patience.\n",
        encoding="utf-8",
    )
    final = folder / "final.md"
    final.write_text(final.read_text(encoding="utf-8").replace("| 6 November |", "| 7 November |"), encoding="utf-8")
    result = run()
    text = path.read_text(encoding="utf-8")
    assert "We went back a step" in text and "Thank you for your patience." in text and "(by 7 November)" in text
    assert "kept as you wrote them: What happened, A word of thanks" in said(result)
    assert "Thank you for your patience." in (folder / "client-tern-and-tide.txt").read_text(encoding="utf-8")


def change_word(path: Path, old: str, new: str) -> None:
    document = Document(str(path))
    for paragraph in document.paragraphs:
        for piece in paragraph.runs:
            piece.text = piece.text.replace(old, new)
    document.save(str(path))


def test_what_people_wrote_in_word_is_taken_in(folder: Path) -> None:
    run()
    change_word(folder / "client-tern-and-tide.docx", "We are sorry", "We are truly sorry")
    result = run()
    assert "taken from the Word copy: What happened" in said(result)
    assert "We are truly sorry" in (folder / "client-tern-and-tide.md").read_text(encoding="utf-8")
    assert "We are truly sorry" in (folder / "client-tern-and-tide.txt").read_text(encoding="utf-8")
    change_word(folder / "client-tern-and-tide.docx", "2,100", "2,150")
    assert code(run()) == 0
    text = (folder / "client-tern-and-tide.md").read_text(encoding="utf-8")
    assert "2,150" in text and "We are truly sorry" in text


def test_a_section_changed_in_both_copies_is_for_people_to_decide(folder: Path) -> None:
    run()
    change_word(folder / "client-tern-and-tide.docx", "We are sorry", "We are truly sorry")
    path = folder / "client-tern-and-tide.md"
    path.write_text(path.read_text(encoding="utf-8").replace("We are sorry", "We apologise"), encoding="utf-8")
    before = {one.name: one.read_bytes() for one in folder.glob("client*")}
    result = run()
    assert code(result) == 3
    assert "What happened" in said(result)
    assert {one.name: one.read_bytes() for one in folder.glob("client*")} == before


def test_comments_in_the_word_copy_are_settled_first(folder: Path) -> None:
    run()
    path = folder / "client-tern-and-tide.docx"
    document = Document(str(path))
    document.add_comment(document.paragraphs[3].runs, text="is this so?", author="Somebody", initials="S")
    document.save(str(path))
    result = run()
    assert code(result) == 3
    assert "1 comment" in said(result)


def test_a_page_that_somebody_changed_is_left_alone_and_does_not_go(folder: Path) -> None:
    run()
    page = folder / "client-tern-and-tide.html"
    page.write_text(page.read_text(encoding="utf-8").replace("sorry", "glad"), encoding="utf-8")
    result = sign("--client", "Tern & Tide")
    assert "not written, because you changed them: client-tern-and-tide.html" in said(result)
    assert "glad" in page.read_text(encoding="utf-8")
    assert [name for name in unchecked_files(IncidentFolder.open(folder), settings()) if "tern" in name] == [
        "client-tern-and-tide.html"
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "Hollin Books had it worse.",
        "As with HOLLIN-BOOKS.",
        "See shop.hollinbooks.example.org.",
        "As in ticket #18236.",
        "See https://example.slack.com/archives/C1.",
        "It ran on till-sam-02.",
        "From 10.0.0.7 on.",
        "See /var/log/app/error.log.",
        "PagerDuty rang.",
        "![graph](attachments/1014-0922-checkout-5xx.png)",
        "<!-- mind the fee -->",
    ],
)
def test_what_must_not_go_stops_everything_also_where_people_typed_it(folder: Path, typed: str) -> None:
    run()
    path = folder / "client-tern-and-tide.md"
    path.write_text(path.read_text(encoding="utf-8").replace("We are sorry", f"{typed}\n\nWe are sorry"), encoding="utf-8")
    before = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
    result = run()
    assert code(result) == 4
    assert "client-tern-and-tide.md, " in said(result)
    assert typed not in said(result)
    assert {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()} == before


def test_what_incident_toml_allows_may_stand(folder: Path, tmp_path: Path) -> None:
    facts = folder / "incident.toml"
    facts.write_text(
        facts.read_text(encoding="utf-8") + '\n[client_version]\nallowed = ["PagerDuty", "status.example.com"]\n',
        encoding="utf-8",
    )
    run()
    path = folder / "client-tern-and-tide.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "We are sorry", "PagerDuty rang; see https://status.example.com/1.\n\nWe are sorry"
        ),
        encoding="utf-8",
    )
    assert code(run()) == 0


def test_plain_words_stand_for_internal_terms(folder: Path) -> None:
    facts = folder / "incident.toml"
    facts.write_text(
        facts.read_text(encoding="utf-8") + '\n[client_version.say]\n"session store" = "place where baskets are kept"\n',
        encoding="utf-8",
    )
    run()
    assert "until the place where baskets are kept was full" in (folder / "client-tern-and-tide.txt").read_text(encoding="utf-8")


def test_a_released_picture_is_in_the_document(folder: Path) -> None:
    from PIL import Image

    (folder / "attachments").mkdir(exist_ok=True)
    Image.new("RGB", (40, 20), "white").save(folder / "attachments" / "graph.png")
    facts = folder / "incident.toml"
    facts.write_text(
        facts.read_text(encoding="utf-8") + '\n[client_version]\npictures = ["attachments/graph.png"]\n', encoding="utf-8"
    )
    run()
    path = folder / "client-tern-and-tide.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "We are sorry", "![Errors by the minute](attachments/graph.png)\n\nWe are sorry"
        ),
        encoding="utf-8",
    )
    assert code(run()) == 0
    assert len(Document(str(folder / "client-tern-and-tide.docx")).inline_shapes) == 1


def test_copying_wants_a_checked_text_and_a_clipboard(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyperclip

    copied: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", copied.append)
    run()
    assert code(run("--client", "Hollin", "--copy")) == 3
    assert copied == []
    sign("--client", "Hollin")
    assert code(run("--client", "Hollin", "--copy")) == 0
    assert copied == [(folder / "client-hollin-books.txt").read_text(encoding="utf-8")]
    assert checks_of(IncidentFolder.open(folder))["client-hollin-books"].copied
    assert "client-hollin-books.txt" not in unchecked_files(IncidentFolder.open(folder), settings())

    def nowhere(text: str) -> None:
        raise pyperclip.PyperclipException("no clipboard")

    monkeypatch.setattr(pyperclip, "copy", nowhere)
    result = run("--client", "Hollin", "--copy")
    assert code(result) == 1
    assert "client-hollin-books.txt" in said(result)


def test_personal_data_want_a_second_role(folder: Path) -> None:
    run()
    path = folder / "client-tern-and-tide.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("We are sorry", "Personal data of 3 visitors were exposed.\n\nWe are sorry"),
        encoding="utf-8",
    )
    first = sign("--client", "Tern & Tide")
    assert code(first) == 0
    assert "Still to sign: Data Protection Officer" in said(first)
    assert NOTICE in (folder / "client-tern-and-tide.txt").read_text(encoding="utf-8")
    assert code(run("--client", "Tern & Tide", "--copy")) == 3
    assert code(sign("--client", "Tern & Tide", role="DPO")) == 0
    assert NOTICE not in (folder / "client-tern-and-tide.txt").read_text(encoding="utf-8")


def test_data_protection_alone_does_not_sign_off(folder: Path) -> None:
    run()
    sign("--client", "Tern & Tide", role="Data Protection Officer")
    assert NOTICE in (folder / "client-tern-and-tide.txt").read_text(encoding="utf-8")


# ---- bad input -----------------------------------------------------------------------------------------------------------------


def test_without_a_final_report_the_next_step_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = incident_folder(tmp_path / "incidents")
    (path / "final.md").unlink()
    result = run()
    assert code(result) == 1
    assert "postmortem finalize" in said(result)
    assert not list(path.glob("client*"))


def test_sections_that_are_empty_are_asked_for_and_cannot_be_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = incident_folder(
        tmp_path / "incidents",
        final="# Errors, 14 October 2026\n\n## Overview\n\n## Impact\n\n## Timeline\n\n## Agreed actions\n",
        clients=ONE,
    )
    result = run()
    assert code(result) == 0
    assert (path / "client.md").read_text(encoding="utf-8").count("▶") == 4
    assert "does not say what happened, when it began and ended, how we responded, what we are doing" in said(result)
    assert code(run("--checked-by", "CTO")) == 3


def test_renamed_sections_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    final = (
        final_report()
        .replace("## Overview", "## 1. Summary")
        .replace("## Impact", "## Impact on shops")
        .replace("## Timeline", "### Timeline of events")
    )
    path = incident_folder(tmp_path / "incidents", final=final.replace("## Agreed actions", "## Actions that we agreed"))
    assert code(run()) == 0
    assert "▶" not in (path / "client-tern-and-tide.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("given", ["Tern and Tide", "tern & tide", "TERN  &  TIDE", "client-tern-and-tide"])
def test_a_client_is_known_however_the_name_is_typed(folder: Path, given: str) -> None:
    assert code(run("--client", given)) == 0
    assert {path.name for path in folder.glob("client*.md")} == {"client-tern-and-tide.md"}


def test_an_unknown_client_is_refused_with_the_nearest(folder: Path) -> None:
    result = run("--client", "Tern & Tied")
    assert code(result) == 2
    assert "Did you mean Tern & Tide?" in said(result)


def test_no_client_declared_gives_a_version_for_nobody_in_particular(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = incident_folder(tmp_path / "incidents", clients="")
    assert code(run()) == 0
    assert (path / "client.txt").is_file()
    assert code(run("--client", "Tern & Tide")) == 2


def test_forty_clients_each_get_theirs_and_nobody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    syllables = [
        f"{one}{two}"
        for one in ("Mor", "Pel", "Quin", "Sal", "Tor", "Vex", "Wyn", "Zar")
        for two in ("wick", "dale", "stow", "ford", "bury")
    ]
    clients = "".join(f'\n[[clients]]\nname = "{name}"\nsites = ["{name.lower()}.example.com"]\n' for name in syllables)
    overview = "## Overview\n\nPages could not be read. " + " ".join(f"{name} lost visits." for name in syllables) + "\n\n"
    path = incident_folder(
        tmp_path / "incidents",
        clients=clients,
        final=final_report(overview=overview, impact="## Impact\n\nPages were slow for everybody who looked.\n\n"),
    )
    assert code(run()) == 0
    for name in syllables:
        text = (path / f"client-{name.lower()}.txt").read_text(encoding="utf-8")
        assert [other for other in syllables if other in text] == [name]


@pytest.mark.parametrize(
    ("role", "says"), [("Responder 3", "no role that checks"), ("CTOO", "Did you mean CTO?"), ("", "no role that checks")]
)
def test_a_role_that_does_not_check_is_refused(folder: Path, role: str, says: str) -> None:
    run()
    result = run("--client", "Hollin", "--checked-by", role)
    assert code(result) == 2
    assert says in said(result)


def test_who_wrote_it_does_not_sign_it(folder: Path) -> None:
    run("--client", "Hollin", "--written-by", "CTO")
    result = run("--client", "Hollin", "--checked-by", "CTO", "--yes", "0000-0000-0000")
    assert code(result) == 3
    assert "wrote this text" in said(result)
    assert code(sign("--client", "Hollin", role="Head of Tech Ops")) == 0
    assert code(run("--client", "Hollin", "--written-by", "Head of Tech Ops")) == 3


def test_a_stale_fingerprint_signs_nothing(folder: Path) -> None:
    run()
    stale = fingerprint(run("--client", "Hollin", "--checked-by", "CTO"))
    path = folder / "client-hollin-books.md"
    path.write_text(path.read_text(encoding="utf-8").replace("sorry", "very sorry"), encoding="utf-8")
    result = run("--client", "Hollin", "--checked-by", "CTO", "--yes", stale)
    assert code(result) == 3
    assert "it has changed since it was read" in said(result)
    assert code(run("--client", "Hollin", "--copy")) == 3


def test_signing_asks_for_one_client_and_yes_for_a_role(folder: Path) -> None:
    assert code(run("--checked-by", "CTO")) == 2
    assert code(run("--yes", "0000-0000-0000")) == 2


def test_a_text_that_is_all_flags_can_be_written_and_is_shown_flag_by_flag(folder: Path) -> None:
    run()
    path = folder / "client-tern-and-tide.md"
    path.write_text(
        "# A report\n\nWe were negligent and liable for the breach of contract.\n\nWe guarantee that this will never happen again.\n",
        encoding="utf-8",
    )
    result = run("--client", "Tern & Tide")
    assert code(result) == 0
    assert said(result).count("client-tern-and-tide: to be looked at") == 1
    assert "no legal advice" in said(result)


def test_a_damaged_record_is_told(folder: Path) -> None:
    run()
    state = folder / ".postmortem.json"
    whole = json.loads(state.read_text(encoding="utf-8"))
    whole["client_versions"] = {"client-hollin-books": {"signed": "CTO"}}
    state.write_text(json.dumps(whole), encoding="utf-8")
    result = run()
    assert code(result) == 1
    assert "Put .postmortem.json back" in said(result)


def test_names_that_share_a_word_do_not_hide_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    clients = '\n[[clients]]\nname = "Tern"\n\n[[clients]]\nname = "Tern & Tide"\n'
    overview = "## Overview\n\nPages could not be read. Tern lost 31 visits. Tern & Tide lost 47 visits.\n\n"
    path = incident_folder(
        tmp_path / "incidents",
        clients=clients,
        final=final_report(overview=overview, impact="## Impact\n\nPages were slow for everybody who looked.\n\n"),
    )
    assert code(run()) == 0
    tern, both = ((path / f"client-{slug}.txt").read_text(encoding="utf-8") for slug in ("tern", "tern-and-tide"))
    assert "31 visits" in tern and "47" not in tern
    assert "47 visits" in both and "31 visits" not in both


def test_clients_of_the_settings_count_too(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "postmortem.toml").write_text('[[clients]]\nname = "Larkspur Energy"\n', encoding="utf-8")
    run()
    path = folder / "client-tern-and-tide.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("We are sorry", "Larkspur Energy was well.\n\nWe are sorry"), encoding="utf-8"
    )
    assert code(run()) == 4
    assert CLIENTS_TOML


def test_status_says_who_has_to_sign_and_what_changed_since(folder: Path) -> None:
    def standing() -> str:
        return " ".join(client_lines(IncidentFolder.open(folder), settings()))

    run("--client", "Hollin")
    assert "to sign: CTO or Head of Tech Ops" in standing()
    sign("--client", "Hollin")
    assert "checked by CTO" in standing()
    path = folder / "client-hollin-books.md"
    path.write_text(path.read_text(encoding="utf-8").replace("sorry", "glad"), encoding="utf-8")
    assert "changed since it was checked: client-hollin-books.md" in standing()


def test_what_is_left_from_another_set_of_clients_does_not_go(single: Path) -> None:
    run()
    assert code(sign()) == 0
    assert unchecked_files(IncidentFolder.open(single), settings()) == ()
    facts = single / "incident.toml"
    facts.write_text(facts.read_text(encoding="utf-8") + '\n[[clients]]\nname = "Hollin Books"\n', encoding="utf-8")
    run()
    left = {"client.md", "client.docx", "client.html", "client.txt", "client-ticket.html"}
    assert left <= set(unchecked_files(IncidentFolder.open(single), settings()))


def test_a_client_is_declared_once(single: Path) -> None:
    facts = single / "incident.toml"
    facts.write_text(facts.read_text(encoding="utf-8") + '\n[[clients]]\nname = "TERN & TIDE"\n', encoding="utf-8")
    result = run()
    assert code(result) == 1
    assert "declared twice" in said(result)


def test_a_possible_name_is_decided_before_anybody_signs(folder: Path) -> None:
    run()
    path = folder / "client-hollin-books.md"
    path.write_text(path.read_text(encoding="utf-8").replace("We are sorry", "Priya Raman looked into it. We are sorry"), encoding="utf-8")
    shown = run("--client", "Hollin")
    assert code(shown) == 0
    assert "perhaps somebody's name: “Priya Raman”" in said(shown)
    result = run("--client", "Hollin", "--checked-by", "CTO")
    assert code(result) == 3
    assert "1 possible name in the text" in said(result)
