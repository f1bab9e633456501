"""A reviewed final report of the large sample and its two clients, for tests of client versions."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner, Result

from postmortem.cli.main import postmortem
from postmortem.errors import PostmortemError
from postmortem.folder import IncidentFolder
from postmortem.incident import Client, Incident
from postmortem.report.sections import join_sections, split_sections

ROOT = Path(__file__).parents[1]
DRAFT = ROOT / "tests" / "golden" / "checkout-outage" / "draft.md"

TERN = Client(name="Tern & Tide", sites=("shop.ternandtide.example.org",), tickets=("#18233",))
HOLLIN = Client(name="Hollin Books", aliases=("Hollin",), sites=("shop.hollinbooks.example.org",), tickets=("#18236",))
INCIDENT = Incident(title="Checkout errors, 14 October 2026", clients=(TERN, HOLLIN))

OVERVIEW = """## Overview

From 08:49 to 11:19 BST (UTC+1) on 14 October 2026 (2 h 30 min).

On the morning of 14 October customers of two shops could browse and fill their baskets, but about one in ten attempts to pay was \
answered with an error. A release of the basket at 08:36 made the data kept for each visit much larger, until the session store on \
till-sam-02 was full and refused new entries. We put the earlier release back and removed the oversized entries, and payments \
worked again. [1][28][51]

"""
IMPACT = """## Impact

| What | Figure | Where it comes from |
|---|---|---|
| Attempts to pay that failed on Tern & Tide | about 2,100 | payment log, counted by responder 8 [58] |
| Attempts to pay that failed on Hollin Books | about 800 | payment log, counted by responder 8 [58] |
| Attempts to pay that were answered with an error, while it lasted | about one in ten | stated by incident lead at 09:04 [6] |
| Duration of the impact | 2 h 30 min | computed: began 08:49, mitigated 11:19 |
| Data lost or disclosed | none found in the session and payment records, as at 12:30 | checked by responder 6 |

"""
ACTIONS = """## Agreed actions

| Action | Owner, as a role | Due | Board or ticket |
|---|---|---|---|
| Keep product numbers in the basket, and no longer whole products [32] | Tech operations | 6 November | \\#812 |
| Raise an alert when the store of visits is over 80 % full [63] | Tech operations | 28 October | \\#815 |
| Test large baskets before every release [64] | Development lead | 30 October | \\#816 |
| Rotate the break-glass password and remove the old webhook [66] | Tech operations | 21 October | \\#817 |

"""


def final_report(**replaced: str) -> str:
    """The final report. replaced: key of a section → its text instead."""
    sections = []
    texts = {"overview": OVERVIEW, "impact": IMPACT, "proposed actions": ACTIONS, **replaced}
    for section in split_sections(DRAFT.read_text(encoding="utf-8")):
        if section.key == "for the review":
            continue
        text = texts.get(section.key, section.text)
        sections.append(replace(section, text=re.sub(r" ?▶ \*[^*]+\*(?: ?\[\d+\])*", "", text)))
    return join_sections(sections)


CLIENTS_TOML = """
[[clients]]
name = "Tern & Tide"
sites = ["shop.ternandtide.example.org"]
tickets = ["#18233"]

[[clients]]
name = "Hollin Books"
aliases = ["Hollin"]
sites = ["shop.hollinbooks.example.org"]
tickets = ["#18236"]
"""


def incident_folder(incidents: Path, *, final: str | None = None, clients: str = CLIENTS_TOML, more: str = "") -> Path:
    """An incident folder with a final report and its facts; more: further lines of incident.toml."""
    path = IncidentFolder.create(incidents, "2026-10-14-checkout-errors", "a-channel").path
    (path / "final.md").write_text(final_report() if final is None else final, encoding="utf-8")
    (path / "incident.toml").write_text(f'title = "Checkout errors, 14 October 2026"\n{clients}{more}', encoding="utf-8")
    return path


def run(*arguments: str, input: str | None = None) -> Result:
    """The command, as people call it; from the folder in which the test stands."""
    return CliRunner().invoke(postmortem, ["client-version", *arguments], input=input, catch_exceptions=True)


def code(result: Result) -> int:
    """The exit code that `postmortem` would end with."""
    if isinstance(result.exception, PostmortemError):
        return result.exception.exit_code
    return int(result.return_value or 0) if result.exit_code == 0 else result.exit_code


def fingerprint(result: Result) -> str:
    """The fingerprint that a run showed."""
    return re.findall(r"Fingerprint of this text: ([0-9a-f-]+)", result.stdout)[-1]


def sign(*arguments: str, role: str = "CTO") -> Result:
    """Read the text and sign it."""
    shown = run(*arguments, "--checked-by", role)
    return run(*arguments, "--checked-by", role, "--yes", fingerprint(shown))
