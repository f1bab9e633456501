"""The command line, with a token and a fake Slack."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.fakes.slack import TOKEN, FakeSlack

from in_process import Done, run_here

SAMPLES = Path(__file__).parents[1] / "sample_exports"
CHANNEL = "inc-2026-10-14-checkout-errors"


def environment(folder: Path, fake: FakeSlack, **more: str) -> dict[str, str]:
    """This machine's environment without anybody's tokens, with the fake's; "" takes a name out."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "POSTMORTEM_"))}
    kept = {name: value for name, value in kept.items() if not name.lower().endswith("_proxy")}
    ours = {"SLACK_BOT_TOKEN": TOKEN, "POSTMORTEM_SLACK_API_URL": fake.url, "XDG_CONFIG_HOME": str(folder / "config")}
    ours["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    return {name: value for name, value in {**kept, **ours, **more}.items() if value}


def run(folder: Path, fake: FakeSlack, *arguments: str, **more: str) -> Done:
    """One command, to its end, in this process."""
    return run_here(*arguments, cwd=folder, environ=environment(folder, fake, **more))


def run_apart(folder: Path, fake: FakeSlack, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, for what Python or a library looks at once, when it starts."""
    command = [sys.executable, "-m", "postmortem", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment(folder, fake, **more), capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )  # fmt: skip
