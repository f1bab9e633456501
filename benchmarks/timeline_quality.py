"""How well the timeline chooses, measured on incidents for which people wrote one.

An entry counts as right where it cites a message that supports an entry of the human timeline. Recall: the share of human
entries, of those that the chat states or implies, with at least one of their messages cited. Precision: the share of our
entries that cite such a message. Length: our entries against the human ones. The rules are general and fitted to none of the real
incidents and of those held out; with so few of them, differences under about 0.10 say nothing.

The real ones are read from the folder that POSTMORTEM_SHARED_DATA names, or ../shared/data beside the checkout, and left out
where it is not there; the invented ones are in `benchmarks/incidents`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from postmortem.blameless.transcript import BlamelessTranscript

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


def measured(transcript: BlamelessTranscript, human: Sequence[frozenset[str]], *, zone: str) -> dict[str, float]:
    """Recall, precision, length and F1 of our timeline; human: for each human entry the ts of the messages that support it."""
    from postmortem.timeline.build import Settings, build_timeline

    timeline = build_timeline(transcript, settings=Settings(zone=zone))
    ours = [frozenset(entry.sources) for entry in timeline.entries]
    cited, evidence = frozenset().union(*ours), frozenset().union(*human)
    recall = sum(bool(messages & cited) for messages in human) / len(human)
    precision = sum(bool(messages & evidence) for messages in ours) / len(ours) if ours else 0.0
    f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    unsourced = sum(not entry.sources for entry in timeline.entries)
    return {"recall": recall, "precision": precision, "length": len(ours) / len(human), "f1": f1, "unsourced": unsourced}


def measure(incident: Path, *, zone: str) -> dict[str, float]:
    """The same of a labelled export: `slack-export`, `ids.json` (ts → id) and `labels.json` (entry → label and ids)."""
    from postmortem.blameless.roles import assign_roles
    from postmortem.blameless.strip import strip_names
    from postmortem.slack.decode import decode_transcript
    from postmortem.slack.export import open_export

    export = open_export(incident / "slack-export")
    transcript = decode_transcript(export, next(iter(export.channels())))
    stripped = strip_names(transcript, assign_roles(transcript, key=None))
    stamps = {number: ts for ts, number in json.loads((incident / "ids.json").read_text(encoding="utf-8")).items()}
    labels = json.loads((incident / "labels.json").read_text(encoding="utf-8"))
    human = [frozenset(stamps[number] for number in messages) for kind, messages in labels.values() if kind in ("f", "p")]
    return measured(stripped, human, zone=zone)


def main() -> None:
    """Prints a line for each labelled incident, their means, and the baselines."""
    from benchmarks.labelled_chats import labelled_chats

    print(f"{'incident':<56}{'recall':>8}{'precision':>11}{'length':>8}{'F1':>6}{'unsourced':>11}")
    folder = data_folder()
    incidents = sorted(path.parent for path in folder.glob("*/labels.json")) if folder else []
    if not incidents:
        print("No real incidents here. Set POSTMORTEM_SHARED_DATA to the folder that holds incidents/.")
    _print_all("real", [(path.name, measure(path, zone="America/Los_Angeles")) for path in incidents])
    for kind, held_out in (("invented, held out", True), ("invented, that weights were fitted to", False)):
        chats = labelled_chats(held_out=held_out)
        _print_all(kind, [(chat.name, measured(chat.transcript, chat.human, zone=chat.zone)) for chat in chats])
    print("\nBaselines (mean F1 of four real incidents):")
    for name, f1 in BASELINES:
        print(f"{name:<56}{'':>27}{f1:>6.2f}")


def _print_all(kind: str, rows: list[tuple[str, dict[str, float]]]) -> None:
    for name, row in rows:
        print(line_of(name, row))
    if rows:
        print(line_of(f"mean, {kind}", {key: sum(row[key] for _, row in rows) / len(rows) for key in rows[0][1]}))


def line_of(name: str, row: dict[str, float]) -> str:
    """A row of the table."""
    chosen = f"{row['recall']:>8.2f}{row['precision']:>11.2f}{row['length']:>8.2f}{row['f1']:>6.2f}"
    return f"{name:<56}{chosen}{row['unsourced']:>11.0f}"


if __name__ == "__main__":
    main()
