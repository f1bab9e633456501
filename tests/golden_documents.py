"""The documents of every sample as they should be, in tests/golden/<sample>/. Run it (or `make golden`) to write them anew, and
read the difference before you commit it. Word files stand there as listings; bytes of pictures are left out."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from in_process import run_here

TESTS = Path(__file__).parent
GOLDEN, SAMPLES = TESTS / "golden", TESTS.parent / "sample_exports"
CHANNELS = {
    "checkout-outage": "inc-2026-10-14-checkout-errors",
    "night-security": "inc-2026-10-24-strange-sign-ins",
    "trivial-restart": "inc-2026-11-05-wiki-restart",
}
# The large sample once more, after the whole way to what its clients may read.
WHOLE_WAY = "checkout-outage-whole-way"
NAMES = (*CHANNELS, WHOLE_WAY)
# About a week after each; without a time, the clock would say which days are left.
REVIEWS = {"checkout-outage": "2026-10-21 14:00", "night-security": "2026-11-02 14:00", "trivial-restart": "2026-11-12 14:00"}
# The commands that write documents, in the order of the work.
# The samples' questions are open, so the final report is made with all of them allowed.
_OPEN = ("unfinished", "names", "impact", "owner", "contradiction", "wording")
STEPS: tuple[tuple[str, ...], ...] = (
    ("draft", "{channel}", "--export", "{export}", "--incidents", "{incidents}"),
    ("review", "--at", "{review}", "--incidents", "{incidents}"),
    ("finalize", "--incidents", "{incidents}", *(word for sort in _OPEN for word in ("--allow", f"{sort}=a golden document"))),
)
# The clients that people set in incident.toml once they have the draft, and what their versions are made by.
CLIENTS = {"night-security": '\n[[clients]]\nname = "Pennard Trust"\naliases = ["the Trust"]\n'}
FOR_CLIENTS = ("client-version", "--incidents", "{incidents}")
# What people read; the transcript has tests of its own.
READ = frozenset({".md", ".html", ".docx", ".txt", ".ics"})
DATA = re.compile(r"(data:[\w/+.-]+;base64,)[A-Za-z0-9+/=]+")


def make_documents(sample: str, work: Path) -> dict[str, str]:
    """The documents of a sample as they are now: the name in the golden folder → the text."""
    if sample == WHOLE_WAY:
        return _collected(_whole_way(work))
    places = {
        "channel": CHANNELS[sample],
        "export": str(SAMPLES / sample),
        "incidents": str(work / "incidents"),
        "review": REVIEWS[sample],
    }
    for step in (*STEPS, FOR_CLIENTS) if sample in CLIENTS else STEPS:
        if step[0] == "finalize" and sample in CLIENTS:
            (facts,) = (work / "incidents").glob("*/incident.toml")
            facts.write_text(facts.read_text(encoding="utf-8") + CLIENTS[sample], encoding="utf-8")
        done = run_here(*(part.format(**places) for part in step), cwd=work)
        if done.returncode:
            raise SystemExit(f"{' '.join(step)} ended with {done.returncode} on {sample}:\n{done.stderr}")
    (folder,) = (path for path in (work / "incidents").iterdir() if path.is_dir())
    return _collected(folder)


def _whole_way(work: Path) -> Path:
    """The incident folder of the large sample after the tour: answered, reviewed, final, and what its clients may read."""
    done = subprocess.run([sys.executable, SAMPLES / "tour.py", work], capture_output=True, text=True, check=False, cwd=work)
    if done.returncode:
        raise SystemExit(f"the tour ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr}")
    (folder,) = (path for path in (work / "incidents").iterdir() if path.is_dir())
    return folder


def _collected(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.iterdir() if path.suffix in READ and not path.name.startswith("transcript"))
    return dict(_readable(path) for path in files)


def _readable(path: Path) -> tuple[str, str]:
    if path.suffix == ".docx":
        sys.path.insert(0, str(TESTS))
        from word_listing import list_word

        return f"{path.name}.txt", list_word(path.read_bytes())
    return path.name, DATA.sub(r"\1…", path.read_text(encoding="utf-8"))


def write_golden() -> None:
    """Write the golden documents of all samples anew."""
    for sample in NAMES:
        with tempfile.TemporaryDirectory() as work:
            documents = make_documents(sample, Path(work))
        shutil.rmtree(GOLDEN / sample, ignore_errors=True)
        (GOLDEN / sample).mkdir(parents=True)
        for name, text in documents.items():
            (GOLDEN / sample / name).write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"tests/golden/{sample}: {', '.join(documents)}\n")


if __name__ == "__main__":
    write_golden()
