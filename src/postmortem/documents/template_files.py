"""The files of a team's templates folder, looked at before anything is rendered, and ours, to be copied out."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from postmortem.errors import InputError, did_you_mean

DOCUMENTS = frozenset({"draft.md.j2", "final.md.j2", "bikeshed.md.j2", "review.md.j2"})


@lru_cache(maxsize=1)
def templates_folder() -> Path:
    """Where our templates are: inside the installed package, or at the top of a checkout."""
    installed = Path(__file__).parents[1] / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "templates"


def replaceable() -> dict[str, bytes]:
    """Our templates and partials that a team may replace: the name inside the folder → what it says."""
    ours = templates_folder()
    return {path.relative_to(ours).as_posix(): path.read_bytes() for path in sorted(ours.rglob("*.md.j2"))}


def look_at(folder: Path) -> None:
    """Refuse a folder with a template that would be passed over in silence, or could not be read.

    Raises `InputError`, which names the file.
    """
    if not folder.is_dir():
        raise InputError(f"There is no templates folder {folder}. Check --templates, or templates in postmortem.toml.")
    top = folder.resolve()
    for parent, folders, files in os.walk(folder):
        for name in sorted(name for name in (*folders, *files) if name.endswith(".j2") or name == "_partials"):
            path = Path(parent, name)
            said = f"The template {path.relative_to(folder).as_posix()}" if name.endswith(".j2") else f"The folder {name}"
            said = f"{said} in {folder}"
            if not path.exists():
                raise InputError(f"{said} is a link to something that is not there. Put the file itself there.")
            if not path.resolve().is_relative_to(top):
                raise InputError(f"{said} is a link that leads out of the folder. Put a copy there.")
            if name.endswith(".j2"):
                _readable(path, said)
    _refuse_unused(folder)


def _refuse_unused(folder: Path) -> None:
    """Refuse a template that replaces none of ours and that no other names: its name is misspelt, and it would never be used."""
    ours = replaceable()
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.j2"))}
    texts = {name: path.read_text(encoding="utf-8-sig") for name, path in paths.items()}
    linked = {path.resolve() for path in paths.values() if path.is_symlink()}
    for name, path in paths.items():
        is_named = any(name in text for other, text in texts.items() if other != name)
        if name not in ours and not is_named and path.resolve() not in linked:
            meant = did_you_mean(name, ours)
            raise InputError(
                f"The template {name} in {folder} would never be used: none of ours is called so, and none of yours includes it."
                f"{meant or ' postmortem init --templates copies ours out, with their names.'}"
            )


def _readable(path: Path, said: str) -> None:
    if not path.is_file():
        raise InputError(f"{said} is not a file. Put the template there, or remove it and ours is used.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise InputError(f"{said}, line {line}, is not UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        raise InputError(f"{said} cannot be read: {error.strerror}.") from error
    if path.name in DOCUMENTS and path.parent.name != "_partials" and not text.strip():
        raise InputError(f"{said} is empty, and so would be the document. Remove it and ours is used.")
