"""What the timeline of a channel costs beside the decoding of its messages, in the same process: used by `benchmarks.speed`.

`python -m benchmarks.timeline_cost EXPORT CHANNEL` prints the seconds of CPU of both, and the peak memory (MB) before
and after the timeline was built.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from postmortem.blameless.roles import assign_roles
from postmortem.blameless.strip import strip_names
from postmortem.slack.decode import decode_transcript
from postmortem.slack.export import open_export
from postmortem.timeline.build import Settings, build_timeline

PROCESSES = 3


class Cost(NamedTuple):
    """Seconds of decoding and of the timeline; peak memory in MB before and after the timeline."""

    decoding: float
    timeline: float
    before: float
    after: float


def measure(export: Path, channel: str) -> Cost:
    """The cost of one channel's timeline: the cheapest of a few processes, each of which does it once, as a user's does."""
    command = [sys.executable, "-m", "benchmarks.timeline_cost", str(export), channel]
    folder = Path(__file__).resolve().parents[1]
    done = [subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder) for _ in range(PROCESSES)]
    return Cost(*map(min, zip(*(map(float, one.stdout.split()) for one in done), strict=True)))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def main() -> None:
    """Print one line: decoding, timeline, memory before, memory after."""
    source = open_export(Path(sys.argv[1]))
    channel = next(one for one in source.channels() if one.name == sys.argv[2])
    decoding = _seconds(lambda: decode_transcript(source, channel))
    transcript = decode_transcript(source, channel)
    blameless = strip_names(transcript, assign_roles(transcript, key=None))
    before = _peak()
    timeline = _seconds(lambda: build_timeline(blameless, settings=Settings()))
    print(f"{decoding:.4f} {timeline:.4f} {before:.1f} {_peak():.1f}")


if __name__ == "__main__":
    main()
