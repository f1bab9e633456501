"""How entries are worded, held against messages over which people wrote an entry of their own.

Each message's first sentence is worded as an entry for the role "Engineer". What counts: the role is there, the verb is past, nobody
speaks in the first person, no emoji, at most twenty words, and no number or id that is not in the message. People's own entries are
measured beside it: they too are present tense as often as not.

The data is read from the folder that POSTMORTEM_SHARED_DATA names, or ../shared/data beside the checkout.
"""

from __future__ import annotations

import json
import re

from benchmarks.timeline_quality import data_folder
from postmortem.incident import Kind
from postmortem.timeline.wording import MOST_WORDS, phrase

ROLE = "Engineer"
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'll|[Ww]e|[Ww]e're|[Ww]e've|[Mm]y|[Oo]ur|us|me)\b")
_EMOJI = re.compile(r":[a-z_]{2,30}:|[\U0001f300-\U0001faff\u2600-\u27bf]")
_NUMBER = re.compile(r"\d[\d.,:]*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
_PAST = re.compile(r"^\w+ (?:\w+ly )?(?:\w+ed|was|were|had|found|saw|told|sent|took|began|put|set|made|went|could|got|ran|rang|did|thought|said|wrote|gave|read|lost|kept|left|rolled|began)\b")


def checks(entry: str, message: str) -> dict[str, bool]:
    """Which of the rules an entry keeps."""
    return {
        "names the role": entry.startswith(ROLE),
        "in the past": _PAST.search(entry) is not None,
        "no first person": _FIRST_PERSON.search(entry) is None,
        "no emoji": _EMOJI.search(entry) is None,
        f"at most {MOST_WORDS} words": len(entry.replace("[…]", "").split()) <= MOST_WORDS + 2,
        "no number of its own": {one.strip(".,:") for one in _NUMBER.findall(entry)} <= {one.strip(".,:") for one in _NUMBER.findall(message)},
    }


def main() -> None:
    """Print the share of entries that keep each rule, ours beside people's."""
    folder = data_folder()
    file = folder / "2i2c-rewrite-pairs" / "pairs.jsonl" if folder else None
    if file is None or not file.is_file():
        print("Skipped: no messages with people's entries here. Set POSTMORTEM_SHARED_DATA to the folder that holds incidents/.")
        return
    pairs = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    ours = [checks(phrase(_SENTENCE.split(pair["message"])[0], role=ROLE, kind=Kind.FINDING), pair["message"]) for pair in pairs]
    theirs = [checks(pair["human_entry"], pair["message"]) for pair in pairs]
    print(f"{len(pairs)} messages                 ours   people")
    for rule in ours[0]:
        print(f"{rule:30}  {sum(one[rule] for one in ours) / len(pairs):.2f}   {sum(one[rule] for one in theirs) / len(pairs):.2f}")


if __name__ == "__main__":
    main()
