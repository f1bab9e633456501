"""All benchmarks, one after the other: `python -m benchmarks`."""

from __future__ import annotations

from benchmarks import (
    client_versions,
    documents,
    drive_publishing,
    edits_survive,
    generated_incidents,
    names_peers,
    names_quality,
    rewriting,
    slack_live,
    speed,
    timeline_quality,
    word_reading,
    wording_flags,
)

PARTS = (
    ("Speed and memory", speed),
    ("Names", names_quality),
    ("Names, beside peers", names_peers),
    ("Timelines", timeline_quality),
    ("How entries are worded", rewriting),
    ("Generated incidents", generated_incidents),
    ("Blame and risky wording, beside a list of words", wording_flags),
    ("Word read back, beside peers", word_reading),
    ("Publishing to Drive, a tenth of the rounds (all: python -m benchmarks.drive_publishing)", drive_publishing),
    ("A channel read from Slack, a tenth of the rounds (all: python -m benchmarks.slack_live)", slack_live),
    ("Edits survive, a tenth of the rounds (all: python -m benchmarks.edits_survive)", edits_survive),
    ("Documents", documents),
    ("Versions for clients, a tenth of the incidents (all: python -m benchmarks.client_versions)", client_versions),
)

for name, part in PARTS:
    print(f"\n## {name}\n")
    part.main(0.1) if part in (drive_publishing, edits_survive, slack_live, client_versions) else part.main()
