"""How often the rules of wording speak up on real reports, beside a plain list of words: `python -m benchmarks.wording_flags`.

The reports are those of teams that publish them; they are skipped where they are not there. A list of words is what people would
write first: every "failed to", every "should have", whoever it is said of.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

from postmortem.report.wording import Kind, find_blame, find_risks

REPORTS = Path(__file__).parents[2] / "shared" / "data" / "reports"
# Words that stand in every list of this kind, whatever their subject.
LIST = re.compile(
    r"\b(?:human error|operator error|careless\w*|neglig\w+|fault|blame\w*|culprit|forgot\w*|neglect\w*|mistake\w*|wrong\w*|accidental\w*|"
    r"inadvertent\w*|oversight|overlook\w*|unaware|rogue|failed to|failing to|missed|ignored|should have|could have|would have|hindsight|"
    r"obvious\w*|clearly|poor\w*|inadequate\w*|insufficient\w*|incorrect\w*)\b",
    re.IGNORECASE,
)


def main() -> None:
    paths = sorted(REPORTS.rglob("*.md"))
    if not paths:
        print("no reports here; skipped")
        return
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    words = sum(len(text.split()) for text in texts)
    begin = time.process_time()
    blame = [flag for text in texts for flag in find_blame(text) if flag.stops]
    blame_took = time.process_time() - begin
    begin = time.process_time()
    listed = sum(len(LIST.findall(text)) for text in texts)
    list_took = time.process_time() - begin
    risks = [flag for text in texts for flag in find_risks(text) if flag.stops]
    sorts = Counter(flag.kind.value for flag in risks)
    plain = sum(count for sort, count in sorts.items() if sort != Kind.SECURITY.value)
    print(f"{len(texts)} reports, {words:,} words")
    print(f"blame: {len(blame)} flags, {len(blame) / words * 1000:.2f} per 1,000 words (at most 1); a list of words: {listed / words * 1000:.2f}")
    print(f"risks for a client: {plain / words * 1000:.2f} per 1,000 words (at most 2 on reports written for clients), and hosts, links and the like: {sorts[Kind.SECURITY.value] / words * 1000:.2f}")
    print("  " + ", ".join(f"{sort} {count}" for sort, count in sorts.most_common()))
    print(f"time: {blame_took:.2f} s, {blame_took / max(list_took, 1e-9):.0f} times one search for the list")


if __name__ == "__main__":
    main()
