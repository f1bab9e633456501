"""The command line run inside this process: quicker than a new one for each command, and with the same exit codes and sentences.

What a new process would tell by a traceback is an exception here, and fails the test. That each command starts as a program of its
own is looked at in test_cli_start.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from postmortem.cli import main
from postmortem.cli.console import speak_utf8


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command left: its exit code and what it said."""

    returncode: int
    stdout: str
    stderr: str


def run_here(*arguments: object, cwd: Path, environ: Mapping[str, str] | None = None) -> Done:
    """Run one command in `cwd`, with nobody at a terminal. `environ`: the whole environment instead of this process's.

    Not for what depends on a process of its own: signals, terminals, pipes, variables that Python or a library reads once.
    """
    streams = [io.TextIOWrapper(io.BytesIO(), write_through=True) for _ in range(2)]
    before, argv, stdin = Path.cwd(), sys.argv, sys.stdin
    surroundings = mock.patch.dict(os.environ, environ, clear=True) if environ is not None else contextlib.nullcontext()
    os.chdir(cwd)
    sys.argv = ["postmortem", *(str(argument) for argument in arguments)]
    sys.stdin = io.StringIO()
    try:
        with surroundings, contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            speak_utf8()
            code = main.exit_code()
    finally:
        os.chdir(before)
        sys.argv, sys.stdin = argv, stdin
    out, err = (stream.buffer.getvalue().decode("utf-8") for stream in streams)
    return Done(returncode=code, stdout=out, stderr=err)
