"""The team's list of what is nobody's name although it looks like one: a text file, one string a line, "#" for remarks."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from postmortem.errors import InputError

_HEADER = "# What is nobody's name in our incidents: products, places, words of ours. One a line; postmortem names adds to it.\n"


def read_not_names(path: Path) -> tuple[str, ...]:
    """The strings of the list; none where there is no file. `InputError` where it cannot be read as text."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text. Save it again as UTF-8, one word a line.") from error
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error.strerror}). Check its permissions, or name another under [names]."
        ) from error
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def add_not_names(path: Path, words: Iterable[str]) -> tuple[str, ...]:
    """Add strings to the list, at its end; what stands there stays. Returns those that were new."""
    known = {word.casefold() for word in read_not_names(path)}
    new = tuple(word for word in dict.fromkeys(" ".join(word.split()) for word in words) if word and word.casefold() not in known)
    if not new:
        return ()
    before = path.read_text(encoding="utf-8-sig") if path.exists() else _HEADER
    text = before + ("" if before.endswith("\n") or not before else "\n") + "".join(f"{word}\n" for word in new)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise InputError(
            f"{path} cannot be written ({error.strerror}). Check its permissions, or name another under [names]."
        ) from error
    return new
