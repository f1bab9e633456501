"""Which incident a command means: the one named, the one we stand in, or the only one there is."""

from __future__ import annotations

from pathlib import Path

from postmortem.config import Config
from postmortem.errors import UsageError, did_you_mean
from postmortem.folder import incident_folders
from postmortem.folder_names import STATE_NAME


def incident_here() -> Path | None:
    """The incident folder that we stand in, or in a folder of which; None where we stand in none."""
    here = Path.cwd()
    return next((path for path in (here, *here.parents[:2]) if (path / STATE_NAME).is_file()), None)


def choose_incident(config: Config, given: str | None, incidents: Path | None = None) -> Path:
    """The incident's folder. A UsageError with the near ones where it cannot be told."""
    root = incidents or config.incidents
    if given is not None:
        for path in (Path(given), root / given):
            if (path / STATE_NAME).is_file():
                return path
        known = [path.name for path in incident_folders(root)]
        raise UsageError(
            f"There is no incident folder called {given} in {root}.{did_you_mean(given, known)} postmortem status lists them."
        )
    if (here := incident_here()) is not None:
        return here
    found = incident_folders(root)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"There is no incident in {root} yet. Start one: postmortem draft CHANNEL --export PATH")
    raise UsageError(f"There are {len(found)} incidents in {root}. Say which: {', '.join(path.name for path in found[-5:])}")
