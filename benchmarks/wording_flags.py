"""How often the rules of wording speak up on real reports, beside a plain list of words: `python -m benchmarks.wording_flags`.

The reports are those that teams publish, as Markdown: for their engineers in reports/ of the folder that POSTMORTEM_SHARED_DATA
names, or of ../shared/data beside the checkout; for clients and users in the folder that POSTMORTEM_CLIENT_REPORTS names, with all
folders in it, each of which is told on its own. What is not there is skipped. A first line that begins with "SOURCE:" says where a
report is from, and is no text.

A list of words is what people would write first: every "failed to", every "should have", whoever it is said of.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from postmortem.report.wording import Flag, checklist, find_blame, find_risks

# Words that stand in every list of this kind, whatever their subject.
LIST = re.compile(
    r"\b(?:human error|operator error|careless\w*|neglig\w+|fault|blame\w*|culprit|forgot\w*|neglect\w*|mistake\w*|wrong\w*|accidental\w*|"
    r"inadvertent\w*|oversight|overlook\w*|unaware|rogue|failed to|failing to|missed|ignored|should have|could have|would have|hindsight|"
    r"obvious\w*|clearly|poor\w*|inadequate\w*|insufficient\w*|incorrect\w*)\b",
    re.IGNORECASE,
)
# The words that the rules for clients are about, as a list.
CLIENT_LIST = re.compile(
    LIST.pattern.removesuffix(")\\b")
    + r"|liab\w+|responsib\w+|contract|SLA|never|always|guarantee\w*|promise\w*|100 ?%|ensure\w*|immediate\w*|secure\w*|known|knew|aware|warn\w*"
    r"|backlog\w*|previous\w*|debt|no (?:data|impact|effect)|all (?:users|customers)|only|fully|completely|root cause|breach\w*|personal data"
    r"|data loss|expos\w+|leak\w*|stolen|compromis\w*|hack\w*|malicious|attack\w*|exfiltrat\w*|GDPR|ICO|unauthori\w+|compensat\w*|refund\w*"
    r"|credits?|damages|penalt\w+|suppliers?|providers?|vendors?|third part\w+|clients?|vulnerab\w+|exploit\w*|keys?|tokens?|credentials?"
    r"|version \d\S*|v\d\S+|outages?)\b",
    re.IGNORECASE,
)


def engineers_reports() -> Path:
    """Where reports for engineers would be."""
    named = os.environ.get("POSTMORTEM_SHARED_DATA")
    return (Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data") / "reports"


def client_reports() -> tuple[Path, ...]:
    """The folders with reports for clients, each that has Markdown in it."""
    named = os.environ.get("POSTMORTEM_CLIENT_REPORTS")
    return tuple(sorted({path.parent for path in Path(named).rglob("*.md")})) if named else ()


def read(paths: Iterable[Path]) -> list[str]:
    """The texts, without the lines that say where they are from."""
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in sorted(paths))
    return [text.partition("\n")[2] if text.startswith("SOURCE:") else text for text in texts]


def report_wording(texts: list[str]) -> None:
    """The figure of the rules for reports."""
    words = sum(len(text.split()) for text in texts)
    blame, took = _timed(lambda: [flag for text in texts for flag in find_blame(text) if flag.stops])
    listed, list_took = _timed(lambda: [found for text in texts for found in LIST.findall(text)])
    print(f"blame in a report: {_rate(len(blame), words)} (at most 1), by a list of words {_rate(len(listed), words)}")
    print(f"  time: {took:.2f} s, {took / max(list_took, 1e-9):.0f} times one search for the list")


def client_wording(texts: list[str]) -> None:
    """The figure of the rules for clients: entries of the list that a checker reads, and the places that they are about."""
    words = sum(len(text.split()) for text in texts)
    flags = [[flag for flag in find_risks(text) if flag.stops] for text in texts]
    asked: list[list[Flag]] = [[flag for flag in found if not flag.at_gate] for found in flags]
    entries = [entry for found in asked for entry in checklist(found)]
    places = sum(len(found) for found in asked)
    listed = sum(len(CLIENT_LIST.findall(text)) for text in texts)
    gate = sum(flag.at_gate for found in flags for flag in found)
    officers = sum(any(flag.needs for flag in found) for found in asked)
    print(f"for a client: {len(entries)} entries, {_rate(len(entries), words)} (at most 2 where it is written for clients)")
    print(
        f"  places: {_rate(places, words)}, by a list of words {_rate(listed, words)}; hosts, links and the like {_rate(gate, words)}"
    )
    print(
        f"  reports with nothing to decide: {sum(not found for found in asked)}, with more than 4 entries: {sum(len(checklist(found)) > 4 for found in asked)}, for the officer: {officers}"
    )
    print(
        "  entries: "
        + ", ".join(f"{kind} {count}" for kind, count in Counter(entry.kind.value for entry in entries).most_common())
    )


def main() -> None:
    engineers = read(engineers_reports().rglob("*.md"))
    folders = client_reports()
    if engineers:
        print(f"for engineers: {_size(engineers)}")
        report_wording(engineers)
        client_wording(engineers)
    else:
        print("no reports for engineers here (set POSTMORTEM_SHARED_DATA); skipped")
    for folder in folders:
        texts = read(folder.glob("*.md"))
        print(f"{folder.name}: {_size(texts)}")
        client_wording(texts)
    if not folders:
        print("no reports for clients here (set POSTMORTEM_CLIENT_REPORTS); skipped")


def _timed(work: Callable[[], list[Any]]) -> tuple[list[Any], float]:
    begin = time.process_time()
    done = work()
    return done, time.process_time() - begin


def _size(texts: list[str]) -> str:
    return f"{len(texts)} reports, {sum(len(text.split()) for text in texts):,} words"


def _rate(count: int, words: int) -> str:
    return f"{count / words * 1000:.2f} per 1,000 words"


if __name__ == "__main__":
    main()
