"""The group of commands, and the one place where an error becomes a sentence and an exit code.

Each command lives in its own file and is loaded only when it is called, so that `postmortem --help` loads neither Word nor
templates nor anything that reads Slack.
"""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from postmortem import __version__
from postmortem.cli.console import remark, speak_utf8
from postmortem.errors import PostmortemError, did_you_mean

# Command name → what `postmortem --help` says of it, in the order of the work. Each is `command` in `postmortem/cli/<name>.py`.
COMMANDS = {
    "init": "Write a commented postmortem.toml and a Slack app to start from.",
    "doctor": "Check settings, tokens and scopes, and say how to mend them.",
    "draft": "Write a blameless draft report from an incident's channel.",
    "names": "Show who became which role, and settle what is a name.",
    "review": "Prepare the review meeting: the pack, the invitation, who comes.",
    "check": "Look for names in any document that people wrote.",
    "finalize": "Make the final report and the Bikeshed post from the reviewed draft.",
    "client-version": "Write what clients may read, and sign it off.",
    "upload": "Put the documents into the incident's folder on Google Drive.",
    "login": "Log in to Google Drive.",
    "status": "Show where each incident stands, and the next step.",
    "transcript": "Print the channel's transcript without names.",
    "timeline": "Print the channel's timeline without names.",
}


class Commands(click.Group):
    """The commands, each loaded when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"postmortem.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)  # noqa: S101  a programming mistake, not an input
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            raise click.UsageError(f"There is no command called {name!r}.{did_you_mean(name, COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, "-V", "--version", prog_name="postmortem")
def postmortem() -> None:
    """From an incident's Slack channel to a blameless report.

    Start with:  postmortem draft CHANNEL --export PATH    or, to read from Slack itself:  postmortem init

    Nothing leaves this machine before you upload it; names are removed before anything is written, and kept only in the incident
    folder's private/ part. Every command has --help.
    """


def run() -> NoReturn:
    """Run the command line; exit with the codes that scripts rely on (0 to 4), never with a traceback."""
    speak_utf8()
    sys.exit(exit_code())


def exit_code() -> int:
    """Run the command line that sys.argv has; the code with which it ends."""
    try:
        # A command ends by returning, or through click's own Exit (a number).
        code = postmortem.main(prog_name="postmortem", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except PostmortemError as error:
        remark(f"postmortem: {error}")
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return 2 if isinstance(error, click.UsageError) else 1
    except (click.Abort, KeyboardInterrupt):
        remark("postmortem: stopped. What was already written is whole; run the same command again to go on.")
        return 1
    except BrokenPipeError:
        return _reader_went_away()
    except OSError as error:
        remark(f"postmortem: {_system_sentence(error)}")
        return 1
    except MemoryError:
        remark("postmortem: this machine ran out of memory; nothing was half-written. Narrow the range with --since and --until.")
        return 1
    except RecursionError:
        remark("postmortem: something in the input is nested too deeply to be read; nothing was written.")
        return 1


def _reader_went_away() -> int:
    """`postmortem … | head` ends quietly: whoever read our output has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _system_sentence(error: OSError) -> str:
    """What the system said, with the file's name where there is one, as a sentence."""
    where = f" ({error.filename})" if error.filename else ""
    said = error.strerror or type(error).__name__
    if error.errno == errno.ENOSPC:
        return f"the disk is full{where}; nothing was half-written. Make room and run the same command again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"this cannot be read or written: {said}{where}. Check the permissions, or choose another folder."
    return f"the system refused: {said}{where}."
