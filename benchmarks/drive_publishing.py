"""Publishing to the fake Drive under kills, faults, parallel runs and people's edits: how often everything is there exactly once.

    python -m benchmarks.drive_publishing [share]     share 0.1 runs a tenth of the rounds

Each upload is a process of its own, forked from one that has everything loaded, and is ended by SIGKILL at a random moment. The fake
runs in a process of its own, as Drive does.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.drive_case import check_one_of_each, files, word
from tests.fakes.drive import TOKEN, Drive
from tests.fakes.drive_documents import GOOGLE_DOC, words_of
from tests.fakes.drive_faults import at_random
from tests.fakes.drive_store import FOLDER

from postmortem.cli.uploading import items_of, publish_items
from postmortem.config import Config
from postmortem.drive.auth import Access
from postmortem.errors import PostmortemError
from postmortem.folder import IncidentFolder

MB = 1024 * 1024
KEY = "a" * 64
TITLE = b"# Checkout errors, 14 October 2026\n"


def served(pipe: Connection) -> None:
    """The fake, and what the benchmark asks of it: (name of a request, arguments) → an answer."""
    drive = Drive()
    with drive:
        parent = drive.store.folder("incidents")
        pipe.send((drive.url, parent))
        while True:
            what, *given = pipe.recv()
            try:
                answer: Any = None
                if what == "anew":
                    drive.store.__init__()
                    drive.faults = at_random(given[0], 0.2) if given[0] is not None else None
                    drive.store.search_lag = given[1]
                    answer = parent = drive.store.folder("incidents")
                elif what == "calm":
                    drive.faults = None
                    for file in drive.store.files.values():
                        file.seen_by_search_at = 0
                elif what == "check":
                    check_one_of_each(drive, parent, given[0])
                elif what == "count":
                    answer = (sum(drive.asked.values()), drive.sent, len([f for f in drive.store.children(parent) if f.mime == FOLDER]))
                    drive.asked.clear()
                    drive.sent = 0
                elif what == "touch":
                    document = next(file for file in drive.store.files.values() if file.mime == GOOGLE_DOC)
                    if given[0]:
                        drive.store.edit(document.id, "Checkout errors", "Checkout errors, as a person put it")
                    else:
                        drive.store.comment(document.id, "Is that so?")
                    answer = (document.id, document.content)
                elif what == "content":
                    answer = drive.store.files[given[0]].content
                elif what == "names":
                    answer = sorted(file.name for file in drive.store.files.values())
                pipe.send((True, answer))
            except AssertionError as error:
                pipe.send((False, str(error)))


class Fake:
    """The running fake, from outside."""

    def __init__(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("spawn").Process(target=served, args=(theirs,), daemon=True)
        self.process.start()
        self.pipe = ours
        self.url, self.parent = ours.recv()

    def __call__(self, what: str, *given: object) -> Any:
        self.pipe.send((what, *given))
        fine, answer = self.pipe.recv()
        if not fine:
            raise AssertionError(answer)
        return answer

    def anew(self, faults: int | None = None, lag: int = 0) -> None:
        self.parent = self("anew", faults, lag)


def incident(place: Path, given: dict[str, bytes]) -> Path:
    """An incident folder with these files."""
    folder = IncidentFolder.create(place, "2026-10-14-checkout-errors", KEY)
    for name, data in given.items():
        path = folder.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return folder.path


def upload(fake: Fake, path: Path) -> int:
    """Upload in a process of its own, and return its id."""
    child = os.fork()
    if child:
        return child
    code = 0
    try:
        from google.oauth2.credentials import Credentials

        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        folder = IncidentFolder.open(path)
        with folder.lock():
            items, _ = items_of(folder, Config())
            access = Access(credentials=Credentials(token=TOKEN), kind="test", address=fake.url)
            publish_items(folder, items, access, parent=fake.parent, now="28 November 2026, 10.15")
    except PostmortemError as error:
        code = error.exit_code
    except BaseException:  # noqa: BLE001  a child must end here, whatever happened
        code = 99
    os._exit(code)


def ended(child: int) -> int:
    """A process's exit code; -9 where it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def until_done(fake: Fake, path: Path, tries: int = 20) -> bool:
    return any(ended(upload(fake, path)) == 0 for _ in range(tries))


def twelve() -> dict[str, bytes]:
    """Twelve files, one of 40 MB."""
    given = files() | {"draft.md": TITLE}
    given |= {f"attachments/log-{number}.log": b"line\n" * 1000 * number for number in range(1, 6)}
    return given | {"attachments/recording.mp4": random.Random(1).randbytes(40 * MB)}


def held(fake: Fake, given: dict[str, bytes]) -> bool:
    try:
        fake("check", given)
    except AssertionError as error:
        print(f"  {str(error).splitlines()[0][:200]}")
        return False
    return True


def kills(fake: Fake, rounds: int, place: Path) -> None:
    given, chance = twelve(), random.Random(7)
    path = incident(place / "kills", given)
    began = time.monotonic()
    assert until_done(fake, path)
    whole = time.monotonic() - began
    good = killed = 0
    for _ in range(rounds):
        shutil.rmtree(place / "kills")
        path = incident(place / "kills", given)
        fake.anew()
        child = upload(fake, path)
        time.sleep(chance.random() * whole)
        os.kill(child, signal.SIGKILL)
        killed += ended(child) == -9
        good += until_done(fake, path) and held(fake, given)
    print(f"killed by SIGKILL at a random moment and run again: {good} of {rounds} whole ({killed} met the upload at work)")


def faults(fake: Fake, rounds: int, place: Path) -> None:
    good, given = 0, twelve()
    for seed in range(rounds):
        shutil.rmtree(place / "faults", ignore_errors=True)
        path = incident(place / "faults", given)
        fake.anew(faults=seed)
        until_done(fake, path)
        fake("calm")
        good += until_done(fake, path) and held(fake, given)
    print(f"a fifth of all answers goes wrong: {good} of {rounds} whole")


def parallel(fake: Fake, rounds: int, place: Path) -> None:
    good, given = 0, files() | {"draft.md": TITLE}
    for _ in range(rounds):
        shutil.rmtree(place / "parallel", ignore_errors=True)
        path = incident(place / "parallel", given)
        fake.anew()
        codes = [ended(child) for child in [upload(fake, path), upload(fake, path)]]
        good += 0 in codes and set(codes) <= {0, 1} and held(fake, given)
    print(f"two uploads at once on one machine: {good} of {rounds} whole")


def two_machines(fake: Fake, rounds: int, place: Path) -> None:
    good, told, given = 0, 0, files() | {"draft.md": TITLE}
    for _ in range(rounds):
        shutil.rmtree(place / "machines", ignore_errors=True)
        paths = [incident(place / "machines" / name, given) for name in ("one", "two")]
        fake.anew(lag=10**9)
        codes = [ended(child) for child in [upload(fake, path) for path in paths]]
        fake("calm")
        _, _, folders = fake("count")
        again = [ended(upload(fake, path)) for path in paths]
        good += codes == [0, 0] and folders == 2
        told += again == [3, 3]
    print(f"two machines at once: no file lost in {good} of {rounds}; the second folder named at the next run in {told} of {rounds}")


def nothing_changed(fake: Fake, place: Path) -> None:
    given = twelve()
    path = incident(place / "still", given)
    fake.anew()
    until_done(fake, path)
    fake("count")
    until_done(fake, path, tries=1)
    asked, sent, _ = fake("count")
    print(f"a run with nothing changed: {sent} bytes sent, {asked} calls")


def people(fake: Fake, rounds: int, place: Path) -> None:
    good = 0
    for number in range(rounds):
        shutil.rmtree(place / "people", ignore_errors=True)
        given = files() | {"draft.md": TITLE}
        path = incident(place / "people", given)
        fake.anew()
        until_done(fake, path)
        document, content = fake("touch", number % 2 == 0)
        (path / "draft.docx").write_bytes(word(f"Another version, {number}"))
        until_done(fake, path, tries=1)
        good += fake("content", document) == content and bool(words_of(content))
    print(f"documents that people edited or commented between two uploads: {good} of {rounds} untouched")


def main(share: float = 1.0) -> None:
    """Print every figure; share: the part of the rounds to run."""

    def rounds(whole: int) -> int:
        return max(1, int(whole * share))

    fake = Fake()
    try:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            kills(fake, rounds(200), place)
            faults(fake, rounds(100), place)
            parallel(fake, rounds(50), place)
            two_machines(fake, rounds(50), place)
            people(fake, rounds(100), place)
            nothing_changed(fake, place)
    finally:
        with contextlib.suppress(OSError):
            fake.process.kill()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
