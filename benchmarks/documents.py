"""How fast Word files are written, in how much memory, beside pandoc on the same report in the same run: `python -m benchmarks.documents`.

Bounds: a report in at most three times pandoc's time, each as a process of its own; a table of 1,000
rows in at most ten times what one of 100 takes.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.speed import run

ROOT = Path(__file__).parents[1]
TORTURE = ROOT / "tests" / "reports" / "torture.md"
WRITE = """
import sys, time
from pathlib import Path
from postmortem.documents.word import write_word
text = Path(sys.argv[1]).read_text(encoding="utf-8")
write_word("# Warm\\n", title="A report")
began = time.perf_counter()
data = write_word(text, title="A report", incident="INC-7")
Path(sys.argv[2]).write_bytes(data)
Path(sys.argv[3]).write_text(str(time.perf_counter() - began))
"""
ROW = "| 10:{minute:02} | finding | Responder {n} found that `web-{n}` answers **slowly**; see [the graph](https://x.example/{n}) | [{n}] |\n"


def table(rows: int) -> str:
    """A report whose timeline has so many rows."""
    head = "# A report\n\n## Timeline\n\n| Time | Kind | What happened | Source |\n|---|---|---|---|\n"
    return head + "".join(ROW.format(minute=n % 60, n=n) for n in range(rows))


def write(text: str, folder: Path, runs: int = 5) -> tuple[float, float, float]:
    """Writing a text as Word: seconds of the whole process, seconds of the writing alone, peak memory in MB; medians."""
    (folder / "a.md").write_text(text, encoding="utf-8")
    whole, alone, peaks = [], [], []
    for _ in range(runs):
        seconds, peak = run([sys.executable, "-c", WRITE, folder / "a.md", folder / "a.docx", folder / "told"], cwd=folder)
        whole.append(seconds)
        alone.append(float((folder / "told").read_text()))
        peaks.append(peak)
    return statistics.median(whole), statistics.median(alone), statistics.median(peaks)


def peer(text: str, folder: Path, runs: int = 5) -> float:
    """Seconds of pandoc for the same; 0 where it is not installed."""
    try:
        import pypandoc
    except ImportError:
        print("pandoc is not installed: pip install 'blameless-postmortem[bench]'")
        return 0.0
    (folder / "a.md").write_text(text, encoding="utf-8")
    command = [pypandoc.get_pandoc_path(), "--from", "commonmark_x", folder / "a.md", "--output", folder / "peer.docx"]
    return statistics.median(run(command, cwd=folder)[0] for _ in range(runs))


def main() -> None:
    """Print every figure with its bound."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, text in (("Report with every construct", TORTURE.read_text(encoding="utf-8")), ("Table of 1,000 rows", table(1000))):
            whole, alone, peak = write(text, folder)
            theirs = peer(text, folder)
            print(f"{name}: {whole:.2f} s as a process, {alone * 1000:.0f} ms of it writing, {peak:.0f} MB")
            if theirs:
                print(f"  pandoc: {theirs:.2f} s; ratio {whole / theirs:.2f} (bound 3.00)")
        sizes = {rows: write(table(rows), folder, runs=3) for rows in (100, 1_000, 10_000)}
        for fewer, more in ((100, 1_000), (1_000, 10_000)):
            times = sizes[more][1] / sizes[fewer][1]
            bound = " (bound 10.0)" if more == 1_000 else ""
            print(f"{more:,} rows: {sizes[more][1]:.2f} s, {sizes[more][2]:.0f} MB; {times:.1f} times what {fewer:,} take{bound}")
    print(f"({time.perf_counter() - began:.0f} s)")


if __name__ == "__main__":
    main()
