"""The drafts of the samples tell the stories that the samples were written from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sample_incidents import CHECKOUT, SIGN_INS, WIKI, SampleIncidents

SAMPLES = Path(__file__).parents[1] / "sample_exports"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory, sample_incidents: SampleIncidents) -> dict[str, Path]:
    """Each sample, drafted once: sample → incident folder."""
    found = {}
    for sample, channel in (("checkout-outage", CHECKOUT), ("night-security", SIGN_INS), ("trivial-restart", WIKI)):
        found[sample] = sample_incidents.drafted(tmp_path_factory.mktemp(sample), channel)
    return found


def key_facts(folder: Path) -> dict[str, str]:
    text = (folder / "draft.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| \*\*(Severity|Began|Detected|Declared|Mitigated|Resolved|Roles|Reference)\*\* \| (.*) \|$", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("sample", "fact", "said"),
    [
        ("checkout-outage", "Severity", "Major (minor from 09:02, raised to major at 09:24)"),
        ("checkout-outage", "Began", "08:49 BST, told afterwards at 11:50"),
        ("checkout-outage", "Detected", "08:57 (8 min after it began), told afterwards at 09:04"),
        ("checkout-outage", "Declared", "09:02"),
        ("checkout-outage", "Mitigated", "11:19 (2 h 30 min after it began), told afterwards at 11:22"),
        ("checkout-outage", "Resolved", "12:41"),
        ("checkout-outage", "Roles", "second incident lead (from 11:00)"),
        ("checkout-outage", "Reference", "INC-241"),
        ("night-security", "Severity", "Critical"),
        ("night-security", "Began", "22:31 BST, told afterwards at 23:11 BST"),
        ("night-security", "Detected", "22:58 BST (27 min after it began), told afterwards at 23:08 BST"),
        ("night-security", "Resolved", "25 October 2026, 11:40 GMT (14 h 9 min after it began)"),
        ("trivial-restart", "Severity", "Trivial"),
        ("trivial-restart", "Detected", "14:12 GMT"),
    ],
)
def test_key_facts_are_those_of_the_story(sample: str, fact: str, said: str, folders: dict[str, Path]) -> None:
    assert said in key_facts(folders[sample])[fact]


@pytest.mark.parametrize("sample", ["checkout-outage", "night-security", "trivial-restart"])
def test_an_entry_has_its_sources_minute_or_is_marked(sample: str, folders: dict[str, Path]) -> None:
    """No entry has a time that its source does not have, unless it was told afterwards."""
    from postmortem.incident import when

    for entry in json.loads((folders[sample] / "timeline.json").read_text(encoding="utf-8")):
        minutes = {f"{when(ts):%Y-%m-%dT%H:%M}" for ts in entry["sources"]}
        assert entry["at"][:16] in minutes or entry["told_at"], entry["at"]


def test_what_is_missing_is_asked_for_and_counted(folders: dict[str, Path]) -> None:
    text = (folders["checkout-outage"] / "draft.md").read_text(encoding="utf-8")
    stated = int(re.search(r"\*\*(\d+) questions are still open", text)[1])  # type: ignore[index]
    assert text.partition("## ")[2].count("▶") == stated
    assert "| Data lost or disclosed | ▶" in text
    assert "| **Affected** | Tern & Tide; Hollin Books (as stated in the channel) [" in text


def test_secrets_and_outsiders_contacts_stay_out(folders: dict[str, Path]) -> None:
    text = (folders["checkout-outage"] / "transcript.md").read_text(encoding="utf-8")
    assert "secret removed" in text
    assert "hooks.slack.com/services" not in text
    assert not re.search(r"\+44[ \d]{8}", text)


def test_pictures_are_there_without_metadata_and_without_names(folders: dict[str, Path]) -> None:
    pictures = list((folders["checkout-outage"] / "attachments").glob("*.png"))
    assert pictures
    assert not [picture for picture in pictures if b"tEXt" in picture.read_bytes()]
