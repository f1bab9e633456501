"""Versions for clients of 500 invented incidents: no trace of another client in any form of any of them.

What looks for traces here shares nothing with the program. Run all of them: python -m benchmarks.client_versions
"""

from __future__ import annotations

import html
import io
import re
import sys
import tempfile
import time
import unicodedata
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from benchmarks.generated_clients import Made, make_incident
from postmortem.cli.client_making import Making
from postmortem.cli.client_writing import look_at_versions
from postmortem.config import Config
from postmortem.errors import NameWouldLeave
from postmortem.folder import IncidentFolder
from postmortem.incident import Client, Incident
from postmortem.incident_file import write_incident

_LATIN = str.maketrans("аеорсхуАЕОРСХТВНКМ", "aeopcxyAEOPCXTBHKM")


def check(made: Made, scratch: Path) -> tuple[list[str], int, int]:
    """(traces found, versions written, versions refused by the gate)."""
    folder = IncidentFolder.create(scratch, f"2026-10-14-made-{len(list(scratch.iterdir()))}", f"key{len(list(scratch.iterdir()))}")
    (folder.path / "final.md").write_text(made.final, encoding="utf-8")
    declared = replace(Incident(title="Search errors"), clients=made.clients)
    (folder.path / "incident.toml").write_text(write_incident(declared), encoding="utf-8")
    making = Making.of(folder, Config(), ())
    traces: list[str] = []
    written = refused = 0
    for stem, client in making.clients(None):
        assert client is not None
        version = making.version(stem, client)
        try:
            look_at_versions(making, (version,))
        except NameWouldLeave:
            refused += 1
            continue
        written += 1
        for name, data in making.files(version, is_checked=False).items():
            traces += [f"{name}: {trace}" for trace in find_traces(name, data, client, made)]
    return traces, written, refused


def find_traces(name: str, data: bytes, own: Client, made: Made) -> list[str]:
    """Names, sites, tickets and numbers of other clients in a file, whatever stands between their letters."""
    text = _everything(data) + " " + name
    figures = re.sub(r"(?<=\d)[,.\u00a0](?=\d{3}\b)", "", text)
    squeezed = _squeezed(text)
    for form in sorted(_forms(own), key=len, reverse=True):
        squeezed = squeezed.replace(form, "|")
    found = []
    for client in made.clients:
        if client.name == own.name:
            continue
        numbers = (*made.numbers[client.name], *(ticket.strip("#") for ticket in client.tickets))
        found += [f"a number of {client.name}" for number in numbers if re.search(rf"(?<!\d){number.replace(',', '')}(?!\d)", figures)]
        found += [f"{client.name} as {form}" for form in _forms(client) if form in squeezed and not any(form in mine for mine in _forms(own))]
    return found


def _everything(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return html.unescape(data.decode())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        names = " ".join(archive.namelist())
    words = (re.sub(r"</w:p>", " ¶ ", part) for part in parts)
    return html.unescape(" ".join([names, *(re.sub(r"<[^<>]*>", "", part) + " ".join(re.findall(r'"([^"]*)"', part)) for part in words)]))


def _squeezed(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate(_LATIN).replace("æ", "ae").replace("Æ", "ae").replace("ø", "o").replace("Ø", "o"))
    return "".join(letter for letter in text.lower() if letter.isalnum() or letter in "¶\n")


def _forms(client: Client) -> set[str]:
    """How a client would be known, squeezed; "and" as well as "&". Short ones are told by their numbers alone."""
    names = [one for name in (client.name, *client.aliases) for one in (name, name.replace("&", " and "), name.replace(" and ", " & "))]
    sites = [site.removeprefix("www.") for site in client.sites]
    return {form for one in (*names, *sites) if len(form := _squeezed(one)) >= 5}


def main(share: float = 1.0) -> None:
    began = time.monotonic()
    count = max(1, round(500 * share))
    totals: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(1, count + 1):
            odd = seed % 4 == 0
            place = Path(scratch, str(seed))
            place.mkdir()
            traces, written, refused = check(make_incident(seed, odd=odd), place)
            totals["clean"] += not traces
            totals[f"written{' (odd)' if odd else ''}"] += written
            totals[f"refused{' (odd)' if odd else ''}"] += refused
            for trace in traces[:5]:
                print(f"seed {seed}: {trace}")
    print(f"{totals['clean']} of {count} incidents without a trace of another client in any version")
    print(f"names as people write them: {totals['written']} versions written, {totals['refused']} refused by the gate")
    print(f"names in disguise: {totals['written (odd)']} written, {totals['refused (odd)']} refused")
    print(f"{time.monotonic() - began:.0f} s")
    if totals["clean"] != count:
        sys.exit(1)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
