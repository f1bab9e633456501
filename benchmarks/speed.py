"""How fast, in how much memory, beside slack-export-viewer on the same export in the same run: `python -m benchmarks.speed`.

Bounds: a channel of 100,000 messages in at most half of the peer's time and 300 MB; ten times the messages in at most eleven
times the time; the timeline in at most twice the time of decoding the same messages; 300 messages inside an export of 100,000
cost what 300 messages cost; `--help` at most 2.5 times `python -c "import click"`.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.big_export import write_export

BIN = Path(sys.executable).parent


def run(command: Sequence[str | Path], *, cwd: Path) -> tuple[float, float]:
    """Wall seconds and peak memory (MB, of the process itself) of one whole run, which has to succeed."""
    began = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not hasattr(os, "wait4"):  # Windows: time only
        code, peak = process.wait(), float("nan")
    else:
        _, status, usage = os.wait4(process.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        process.returncode = code
        peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    if code:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {code}")
    return time.perf_counter() - began, peak


def median(command: Sequence[str | Path], *, cwd: Path, runs: int) -> float:
    """The median wall seconds of several runs."""
    return statistics.median(run(command, cwd=cwd)[0] for _ in range(runs))


def draft(export: Path, channel: str, folder: Path) -> tuple[float, float]:
    """One first draft into a new folder."""
    shutil.rmtree(folder / "incidents", ignore_errors=True)
    return run([BIN / "postmortem", "draft", channel, "--export", export, "--incidents", folder / "incidents"], cwd=folder)


def zip_of(export: Path) -> Path:
    """The export as a zip, as Slack hands it out and the peer wants it."""
    return Path(shutil.make_archive(str(export), "zip", export))


def main() -> None:
    """Print every figure with its bound."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        large = write_export(folder / "large", {"inc-big": 100_000})
        small = write_export(folder / "small", {"inc-big": 10_000})
        few = write_export(folder / "few", {"inc-few": 300})
        mixed = write_export(folder / "mixed", {"general": 100_000, "inc-few": 300})
        seconds, peak = draft(large, "inc-big", folder)
        tenth, _ = draft(small, "inc-big", folder)
        peer, peer_peak = _peer(zip_of(large), folder)
        print(f"100,000 messages: draft {seconds:.1f} s, {peak:.0f} MB (bound 300 MB)")
        if peer:
            print(f"  slack-export-viewer on the same export: {peer:.1f} s, {peer_peak:.0f} MB; ratio {seconds / peer:.2f} (bound 0.50)")
        print(f"10,000 messages: draft {tenth:.1f} s; ten times the messages cost {seconds / tenth:.1f} times (bound 11)")
        _timeline(large, small)
        alone = statistics.median(draft(few, "inc-few", folder)[0] for _ in range(5))
        inside = statistics.median(draft(mixed, "inc-few", folder)[0] for _ in range(5))
        inside_zip = statistics.median(draft(zip_of(mixed), "inc-few", folder)[0] for _ in range(5))
        print(f"300 messages alone {alone:.2f} s; inside an export of 100,300 {inside:.2f} s, as a zip {inside_zip:.2f} s")
        helped = median([BIN / "postmortem", "--help"], cwd=folder, runs=11)
        floor = median([sys.executable, "-c", "import click"], cwd=folder, runs=11)
        print(f"postmortem --help {helped * 1000:.0f} ms; python -c 'import click' {floor * 1000:.0f} ms; ratio {helped / floor:.2f} (bound 2.5)")


def _timeline(large: Path, small: Path) -> None:
    """The timeline beside decoding, and how both grow."""
    if sys.platform == "win32":
        return
    from benchmarks.timeline_cost import measure  # needs `resource`

    cost, tenth = measure(large, "inc-big"), measure(small, "inc-big")
    print(
        f"timeline of 100,000 messages {cost.timeline:.1f} s, decoding them {cost.decoding:.1f} s; ratio {cost.timeline / cost.decoding:.2f} "
        f"(bound 2); peak {cost.after:.0f} MB, {cost.after - cost.before:.0f} MB of them the timeline's"
    )
    print(
        f"  ten times the messages cost the timeline {cost.timeline / tenth.timeline:.1f} times the time and "
        f"{cost.after / tenth.after:.1f} times the peak memory (bound 11)"
    )


def _peer(export: Path, folder: Path) -> tuple[float, float]:
    """slack-export-viewer rendering the same export to HTML; zeros where it is not installed."""
    viewer = BIN / "slack-export-viewer"
    if not viewer.exists():
        print("slack-export-viewer is not installed: pip install 'blameless-postmortem[bench]'")
        return 0.0, 0.0
    return run([viewer, "-z", export, "--no-browser", "--html-only", "-o", folder / "viewer"], cwd=folder)


if __name__ == "__main__":
    main()
