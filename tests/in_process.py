"""The command line run inside this process: quicker than a new one for each command, and with the same exit codes and sentences."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from postmortem.cli import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command left: its exit code and what it said."""

    returncode: int
    stdout: str
    stderr: str


def run_here(*arguments: object, cwd: Path) -> Done:
    """Run one command in `cwd`. Not for what depends on a process of its own: signals, standard input, the environment."""
    out, err = io.StringIO(), io.StringIO()
    before, argv = Path.cwd(), sys.argv
    os.chdir(cwd)
    sys.argv = ["postmortem", *(str(argument) for argument in arguments)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main.exit_code()
    finally:
        os.chdir(before)
        sys.argv = argv
    return Done(returncode=code, stdout=out.getvalue(), stderr=err.getvalue())
