"""The promise, held against real exports and the samples: once the list of possible names is answered, a search that knows nothing
of our rules finds nobody in anything that may leave the machine."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from in_process import run_here
from postmortem.folder_names import may_leave

ROOT = Path(__file__).parents[1]
SAMPLES = {path.name: path for path in sorted((ROOT / "sample_exports").iterdir()) if (path / "users.json").is_file()}
# Words that some people are called, in lower case: found, they say nothing.
WORDS = frozenset(
    line
    for name in ("ordinary_words.txt", "lists/more_words.txt", "lists/products.txt")
    for line in (ROOT / "src" / "postmortem" / "blameless" / name).read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("#")
)
# Other people's pages, machines and identifiers: names in them are nobody's here, unless somebody's whole handle stands there.
ELSEWHERE = re.compile(r"https?://[^\s<>\"')]+|[\w.-]*\w[-._/@]\w[\w.-]*")


def texts_of(folder: Path) -> dict[str, str]:
    """Everything that may leave, as text: Word files unpacked, names of files included."""
    texts: dict[str, str] = {"names": "\n".join(path.name for path in folder.rglob("*") if "private" not in path.parts)}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or not may_leave(name):
            continue
        data = path.read_bytes()
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for part in archive.namelist():
                    text = archive.read(part).decode("utf-8", "replace")
                    texts[f"{name}/{part}"] = re.sub(r"<[^<>]*>", "", text) + "\n" + "\n".join(re.findall(r'="([^"]*)"', text))
        else:
            texts[name] = data.decode("utf-8", "replace")
    return texts


def forms_of(users: list[dict]) -> tuple[set[str], set[str]]:
    """What must stand nowhere at all (ids, addresses, whole names, telling handles); and single names, for prose."""
    anywhere: set[str] = set()
    prose: set[str] = set()
    for user in users:
        profile = user.get("profile") or {}
        if user.get("is_bot") or user.get("id") == "USLACKBOT":
            continue
        anywhere.add(user["id"].casefold())
        handle = (user.get("name") or "").casefold()
        whole = [name.casefold() for name in (user.get("real_name"), profile.get("real_name"), profile.get("display_name")) if name]
        anywhere.update(name for name in whole if len(name.split()) > 1 and not set(name.split()) <= WORDS)
        if "@" in (profile.get("email") or ""):
            anywhere.add(profile["email"].casefold())
        if len(handle) > 5 and handle not in WORDS and not handle.isdigit():
            anywhere.add(handle)
        parts = [part for name in (*whole, profile.get("first_name") or "", profile.get("last_name") or "") for part in re.findall(r"[^\W\d_]+", name.casefold())]
        prose.update(part for part in parts if len(part) > 2 and part not in WORDS)
    return anywhere, prose


def found_in(folder: Path, users: list[dict]) -> list[str]:
    anywhere, prose = forms_of(users)
    found = []
    for place, text in texts_of(folder).items():
        folded = text.casefold()
        words = set(re.findall(r"[^\W_]+", ELSEWHERE.sub(" ", folded)))
        found += [f"{place}: {form}" for form in anywhere if form in folded and re.search(rf"(?<![^\W_]){re.escape(form)}(?![^\W_])", folded)]
        found += [f"{place}: {word}" for word in prose & words]
    return found


def draft_and_answer(export: Path, channel: str, cwd: Path) -> Path | None:
    """Draft, answer every possible name (none of these is anybody in the list of users), draft again."""
    first = run_here("draft", channel, "--export", export, cwd=cwd)
    if "no message in this channel" in first.stderr:
        return None
    assert first.returncode == 0, first.stderr
    (folder,) = (path for path in (cwd / "incidents").iterdir() if path.is_dir())
    answers: list[str] = []
    for one in json.loads(run_here("names", "--format", "json", cwd=cwd).stdout)["possible_names"]:
        answers += ["--name", f"{one['text']}=third party"]
    if answers:
        assert run_here("names", *answers, cwd=cwd).returncode == 0
        again = run_here("draft", channel, "--export", export, cwd=cwd)
        assert again.returncode == 0, again.stderr
        assert json.loads(run_here("names", "--format", "json", cwd=cwd).stdout)["possible_names"] == []
    return folder


def channels_of(export: Path) -> list[str]:
    return sorted(path.name for path in export.iterdir() if path.is_dir() and any(path.glob("*.json")))


@pytest.mark.parametrize("name", SAMPLES)
def test_nobody_of_a_sample_is_found_afterwards(name: str, tmp_path: Path) -> None:
    users = json.loads((SAMPLES[name] / "users.json").read_text(encoding="utf-8"))
    for channel in channels_of(SAMPLES[name]):
        place = tmp_path / channel
        place.mkdir()
        folder = draft_and_answer(SAMPLES[name], channel, place)
        assert folder is None or found_in(folder, users) == []


@pytest.mark.parametrize("part", range(4))
def test_nobody_of_a_real_workspace_is_found_afterwards(part: int, real_data: Path, tmp_path: Path) -> None:
    export = real_data / "slack" / "houston"
    users = json.loads((export / "users.json").read_text(encoding="utf-8"))
    for channel in channels_of(export)[part::4]:
        place = tmp_path / channel
        place.mkdir()
        folder = draft_and_answer(export, channel, place)
        assert folder is None or found_in(folder, users) == [], channel


def test_the_search_finds_a_name_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("thanks to Zorblina\n", encoding="utf-8")
    (tmp_path / "timeline.json").write_text("[]", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "draft.docx", "w") as archive:
        archive.writestr("docProps/core.xml", "<a><b>zorblina.quux</b></a>")
    users = [{"id": "U0ZORBL001", "name": "zorblina.quux", "real_name": "Zorblina Quux"}]
    assert found_in(tmp_path, users) == ["draft.docx/docProps/core.xml: zorblina.quux", "draft.md: zorblina"]
