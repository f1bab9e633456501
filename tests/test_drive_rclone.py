"""The fake, held against a client of Drive that we did not write: rclone makes folders, uploads, lists and compares checksums."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.drive_case import MB, Machine, files
from tests.fakes.drive import TOKEN, Drive
from tests.fakes.drive_tls import TlsProxy


@pytest.fixture
def drive():
    with Drive() as running:
        yield running


@pytest.fixture
def rclone(drive, tmp_path, outside_program):
    """Run rclone on the folder "incidents" of the fake."""
    program = outside_program("rclone")
    parent = drive.store.folder("incidents")
    token = json.dumps({"access_token": TOKEN, "token_type": "Bearer", "refresh_token": "r", "expiry": "2099-01-01T00:00:00Z"})
    settings = tmp_path / "rclone.conf"
    settings.write_text(f"[g]\ntype = drive\nscope = drive\nroot_folder_id = {parent}\ntoken = {token}\nclient_id = a\nclient_secret = b\n")
    target = urlsplit(drive.url)
    with TlsProxy(tmp_path, (target.hostname, target.port)) as proxy:
        environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "HTTPS_PROXY": proxy.url}

        def run(*words: str) -> str:
            command = [program, "--config", str(settings), "--ca-cert", str(proxy.certificate), "--retries", "1"]
            done = subprocess.run([*command, *words], env=environ, capture_output=True, text=True, timeout=60, check=False)
            assert done.returncode == 0, (done.stderr, drive.refused)
            return done.stdout

        run.parent = parent
        yield run


def test_a_stranger_makes_folders_and_uploads_small_and_large(drive, rclone, tmp_path):
    small, large = tmp_path / "small.txt", tmp_path / "large.bin"
    small.write_text("small")
    large.write_bytes(os.urandom(18 * MB))
    rclone("mkdir", "g:a folder")
    rclone("copyto", str(small), "g:a folder/small.txt")
    rclone("copyto", str(large), "g:a folder/it's large.bin")
    listed = {entry["Path"]: entry for entry in json.loads(rclone("lsjson", "-R", "--hash", "g:"))}
    assert set(listed) == {"a folder", "a folder/small.txt", "a folder/it's large.bin"}
    assert listed["a folder/it's large.bin"]["Size"] == 18 * MB
    assert listed["a folder/it's large.bin"]["Hashes"]["md5"] == hashlib.md5(large.read_bytes(), usedforsecurity=False).hexdigest()
    assert rclone("cat", "g:a folder/small.txt") == "small"


def test_a_stranger_sees_what_we_published_with_the_same_checksums(drive, rclone, tmp_path):
    Machine(drive, rclone.parent).publish(files())
    sums = dict(line.split("  ", 1)[::-1] for line in rclone("md5sum", "g:", "--drive-skip-gdocs").splitlines())
    wanted = {Path(name).name: hashlib.md5(data, usedforsecurity=False).hexdigest() for name, data in files().items()}
    assert {path.rpartition("/")[2]: one for path, one in sums.items()} == wanted
    rclone("copy", "g:", str(tmp_path / "down"))
    assert next((tmp_path / "down").rglob("Draft report*.docx")).stat().st_size > 1000


def test_a_stranger_moves_to_the_bin_and_it_is_gone_from_lists(drive, rclone):
    Machine(drive, rclone.parent).publish(files())
    rclone("deletefile", "g:2026-10-14 Checkout errors/draft.html")
    assert "draft.html" not in rclone("lsf", "-R", "g:")
