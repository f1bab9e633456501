"""How well the timeline chooses, measured on incidents for which people wrote one.

An entry counts as right where it cites a message that supports an entry of the human timeline. Recall: the share of human
entries, of those that the chat states or implies, with at least one of their messages cited. Precision: the share of our
entries that cite such a message. Length: our entries against the human ones. The rules are general and not fitted to these
incidents; with so few of them, differences under about 0.10 say nothing.

The data is read from the folder that POSTMORTEM_SHARED_DATA names, or ../shared/data beside the checkout.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

# Mean F1 of simple choices on four labelled incidents, at about the human length.
BASELINES = (
    ("first message after 10 minutes of silence", 0.44),
    ("first message of every 5 minutes (twice the length)", 0.52),
    ("status and action words, fitted to the same incidents", 0.61),
)


def data_folder() -> Path | None:
    """Where the labelled incidents are, or None where they are not on this machine."""
    named = os.environ.get("POSTMORTEM_SHARED_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"
    return folder / "incidents" if (folder / "incidents").is_dir() else None


def measure(incident: Path, *, zone: str) -> dict[str, float]:
    """Recall, precision, length and F1 of our timeline of one labelled incident."""
    from postmortem.blameless.roles import assign_roles
    from postmortem.blameless.strip import strip_names
    from postmortem.incident import Edits
    from postmortem.slack.decode import decode_transcript
    from postmortem.slack.export import open_export
    from postmortem.timeline.build import Settings, build_timeline

    export = open_export(incident / "slack-export")
    transcript = decode_transcript(export, next(iter(export.channels())))
    blameless = strip_names(transcript, assign_roles(transcript, key=None))
    timeline = build_timeline(blameless, settings=Settings(zone=zone), edits=Edits())
    labels = json.loads((incident / "labels.json").read_text(encoding="utf-8"))
    ids = json.loads((incident / "ids.json").read_text(encoding="utf-8"))
    human = [set(messages) for kind, messages in labels.values() if kind in ("f", "p")]
    ours = [{ids[ts] for ts in entry.sources if ts in ids} for entry in timeline.entries]
    cited, evidence = set().union(*ours), set().union(*human)
    recall = sum(bool(messages & cited) for messages in human) / len(human)
    precision = sum(bool(messages & evidence) for messages in ours) / len(ours) if ours else 0.0
    f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    unsourced = sum(not entry.sources for entry in timeline.entries)
    return {"recall": recall, "precision": precision, "length": len(ours) / len(human), "f1": f1, "unsourced": unsourced}


def main() -> None:
    """Prints a line for each labelled incident, their mean, and the baselines."""
    folder = data_folder()
    incidents = sorted(path.parent for path in folder.glob("*/labels.json")) if folder else []
    if not incidents:
        print("Skipped: no labelled incidents here. Set POSTMORTEM_SHARED_DATA to the folder that holds incidents/.")
        return
    print(f"{'incident':<56}{'recall':>8}{'precision':>11}{'length':>8}{'F1':>6}{'unsourced':>11}")
    rows = []
    for incident in incidents:
        row = measure(incident, zone="America/Los_Angeles")
        rows.append(row)
        print(_line(incident.name, row))
    print(_line("mean", {key: sum(row[key] for row in rows) / len(rows) for key in rows[0]}))
    print("\nBaselines (mean F1 of four incidents):")
    for name, f1 in BASELINES:
        print(f"{name:<56}{'':>27}{f1:>6.2f}")


def _line(name: str, row: dict[str, float]) -> str:
    chosen = f"{row['recall']:>8.2f}{row['precision']:>11.2f}{row['length']:>8.2f}{row['f1']:>6.2f}"
    return f"{name:<56}{chosen}{row['unsourced']:>11.0f}"


if __name__ == "__main__":
    main()
