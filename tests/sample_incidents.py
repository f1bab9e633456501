"""The samples as incidents: drafted, decided and answered once in each process that runs tests, and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

from in_process import run_here
from reviewed_sample import DECIDED, answer_everything

SAMPLES = Path(__file__).parents[1] / "sample_exports"
CHECKOUT, SIGN_INS, WIKI = "inc-2026-10-14-checkout-errors", "inc-2026-10-24-strange-sign-ins", "inc-2026-11-05-wiki-restart"
# The first incident of each export.
EXPORTS = {CHECKOUT: SAMPLES / "checkout-outage", SIGN_INS: SAMPLES / "night-security", WIKI: SAMPLES / "trivial-restart"}


def only_folder(cwd: Path) -> Path:
    """The one incident folder below `cwd`/incidents."""
    (folder,) = (path for path in (cwd / "incidents").iterdir() if path.is_dir())
    return folder


class SampleIncidents:
    """Hands out copies of incidents that it makes once. Whoever gets a copy may do with it what they like."""

    def __init__(self, made: Path) -> None:
        self._made = made

    def drafted(self, into: Path, channel: str = CHECKOUT) -> Path:
        """Copy a sample's incident, drafted and nothing else, to `into`/incidents; returns the incident's folder."""
        place = self._made / f"drafted-{channel}"
        if not place.exists():
            _draft(place, channel)
        return _copied(place, into)

    def decided(self, into: Path) -> Path:
        """The large sample, its possible names decided."""
        place = self._made / "decided"
        if not place.exists():
            self.drafted(place)
            _decide(place)
        return _copied(place, into)

    def answered(self, into: Path) -> Path:
        """The large sample, its questions answered, drafted again so that Word has the answers, its possible names decided."""
        place = self._made / "answered"
        if not place.exists():
            path = self.drafted(place) / "draft.md"
            path.write_text(answer_everything(path.read_text(encoding="utf-8")), encoding="utf-8")
            _draft(place, CHECKOUT)
            _decide(place)
        return _copied(place, into)


def _draft(place: Path, channel: str) -> None:
    place.mkdir(exist_ok=True)
    done = run_here("draft", channel, "--export", EXPORTS[channel], cwd=place)
    assert done.returncode == 0, done.stderr


def _decide(place: Path) -> None:
    done = run_here("names", *DECIDED, cwd=place)
    assert done.returncode in (0, 3), done.stderr


def _copied(place: Path, into: Path) -> Path:
    shutil.copytree(place / "incidents", into / "incidents")
    return only_folder(into)
