"""The wheel is whole: installed into an empty environment it drafts."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_wheel_drafts_in_an_empty_environment(tmp_path: Path) -> None:
    """Templates and word lists are in the wheel. Its dependencies come from this environment, for a test reaches no registry."""
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "empty", with_pip=False)
    python = tmp_path / "empty" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    paths = subprocess.run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True, text=True)
    site = Path(paths.stdout.strip())
    subprocess.run([sys.executable, "-m", "zipfile", "-e", wheel, site], check=True)
    # A path file makes the dependencies importable, after the environment's own packages, and does not follow editable installs.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    sample = ROOT / "sample_exports" / "trivial-restart.zip"
    code = "import postmortem, sys; sys.argv[0] = 'postmortem'; print(postmortem.__file__, file=sys.stderr); from postmortem.__main__ import main; main()"
    channel = next(name for name in _channels(sample) if name.startswith("inc-"))
    done = subprocess.run([python, "-c", code, "draft", channel, "--export", sample, "--incidents", tmp_path / "incidents"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert str(site) in done.stderr
    (folder,) = (path for path in (tmp_path / "incidents").iterdir() if path.is_dir())
    assert {"draft.md", "draft.docx", "draft.html"} <= {file.name for file in folder.iterdir()}


def _channels(export: Path) -> list[str]:
    import zipfile

    with zipfile.ZipFile(export) as archive:
        return sorted({name.split("/")[-2] for name in archive.namelist() if name.endswith(".json") and name.count("/")})
