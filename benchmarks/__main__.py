"""All benchmarks, one after the other: `python -m benchmarks`."""

from __future__ import annotations

from benchmarks import names_peers, names_quality, speed, timeline_quality

for name, part in (("Speed and memory", speed), ("Names", names_quality), ("Names, beside peers", names_peers), ("Timelines", timeline_quality)):
    print(f"\n## {name}\n")
    part.main()
