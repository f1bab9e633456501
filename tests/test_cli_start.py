"""The command line starts fast, helps, and fails in sentences."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from postmortem.cli.main import COMMANDS

SAMPLES = Path(__file__).parents[1] / "sample_exports"

HEAVY = ("docx", "lxml", "googleapiclient", "slack_sdk", "matplotlib", "jinja2", "markdown_it", "tomlkit", "sqlite3", "zipfile")


def postmortem(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "postmortem", *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)


def test_help_loads_nothing_heavy() -> None:
    """`postmortem --help` is what people run first; it loads neither Word nor templates nor Slack."""
    code = (
        "import sys; sys.argv = ['postmortem', '--help']\n"
        "from postmortem.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_stands_in_the_list(name: str) -> None:
    done = postmortem(name, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: postmortem {name}")
    assert name in postmortem("--help").stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme(name: str) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert f"postmortem {name}" in readme


def test_a_misspelt_command_gets_the_nearest_one() -> None:
    done = postmortem("drat")
    assert done.returncode == 2
    assert "draft" in done.stderr
    assert "Traceback" not in done.stderr


def test_init_writes_settings_once_and_never_over_them(tmp_path: Path) -> None:
    assert postmortem("init", cwd=tmp_path).returncode == 0
    (tmp_path / "postmortem.toml").write_text('organisation = "Mine"\n', encoding="utf-8")
    done = postmortem("init", cwd=tmp_path)
    assert done.returncode == 1
    assert (tmp_path / "postmortem.toml").read_text(encoding="utf-8") == 'organisation = "Mine"\n'


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """`postmortem transcript … | head -1` ends quietly."""
    command = f'"{sys.executable}" -m postmortem transcript inc-2026-10-14-checkout-errors --export "{SAMPLES / "checkout-outage"}" | head -c 10'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr
