"""No order of editing, signing, uploading, copying and running again gets a text out that was not checked as it is.

The commands are those that people call; Drive is the strict fake. What holds is asked of what arrived, not of the program.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import pyperclip
from click.testing import CliRunner, Result
from docx import Document
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from lxml import html
from tests.fakes.drive import TOKEN, Drive
from tests.fakes.drive_documents import GOOGLE_DOC
from tests.fakes.drive_store import FOLDER

from client_case import code, fingerprint, incident_folder, run
from postmortem.cli.main import postmortem

ONE = '\n[[clients]]\nname = "Tern & Tide"\n\n[[clients]]\nname = "Hollin Books"\n'
FINAL = """# Search errors, 14 October 2026

## Key facts

| Fact | What is known |
|---|---|
| Began | 14 October 2026, 09:00 BST |
| Detected | 09:05 |
| Declared | 09:08 |
| Restored | 10:30 |

## Overview

The search answered with errors for VERSION minutes.

## Agreed actions

- Test the search before a release.
"""
STEM = "client-tern-and-tide"
MARKDOWN, WORD, TEXT, PAGE, TICKET = (f"{STEM}.md", f"{STEM}.docx", f"{STEM}.txt", f"{STEM}.html", "client-ticket-tern-and-tide.html")
WHO = ("--client", "Tern & Tide")
WORDS = ("plainly", "briefly", "again", "personal data were breached", "by Hollin Books", "on web-01")


def letters(text: str) -> str:
    """Letters and figures alone, so that every form of one text is the same."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def words_of(name: str, data: bytes) -> str:
    """What a reader sees of a file for a client."""
    if name.endswith(".docx"):
        return letters(" ".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs))
    text = data.decode()
    if name.endswith(".html"):
        root = html.fromstring(text)
        for element in root.xpath("//style|//title|//nav|//a[@class='skip']"):
            element.drop_tree()
        return letters(root.text_content())
    return letters(re.sub(r"[*\\#]", "", text))


class Commands(RuleBasedStateMachine):
    """The incident folder of somebody who does things in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.scratch = Path(tempfile.mkdtemp())
        self.before = Path.cwd()
        os.chdir(self.scratch)
        self.drive = Drive()
        self.drive.__enter__()
        parent = self.drive.store.folder("incidents")
        environ = {"POSTMORTEM_DRIVE_API_URL": self.drive.url, "POSTMORTEM_DRIVE_TOKEN": TOKEN, "POSTMORTEM_DRIVE_FOLDER": parent}
        self.environ = mock.patch.dict(os.environ, environ)
        self.environ.start()
        self.copied: list[str] = []
        self.clipboard = mock.patch.object(pyperclip, "copy", self.copied.append)
        self.clipboard.start()
        self.shown: set[str] = set()  # texts that were shown to everybody who had to say yes, and they did
        self.halfway: dict[str, set[str]] = {}  # text → roles that said yes to it
        self.stale = ""
        self.version = 30

    def teardown(self) -> None:
        self.clipboard.stop()
        self.environ.stop()
        self.drive.__exit__()
        os.chdir(self.before)
        shutil.rmtree(self.scratch)

    @initialize()
    def begin(self) -> None:
        self.folder = incident_folder(self.scratch / "incidents", final=FINAL.replace("VERSION", "30"), clients=ONE)
        run()

    def _call(self, *arguments: str) -> Result:
        return CliRunner().invoke(postmortem, list(arguments))

    @rule()
    def run_again(self) -> None:
        assert code(run()) in (0, 3, 4)

    @rule(word=st.sampled_from(WORDS))
    def edit_the_markdown(self, word: str) -> None:
        path = self.folder / MARKDOWN
        path.write_text(path.read_text(encoding="utf-8").replace("What happened\n", f"What happened\n\nThis is said {word}.\n", 1), encoding="utf-8")

    @rule()
    def undo_all_edits_of_the_markdown(self) -> None:
        path = self.folder / MARKDOWN
        path.write_text(re.sub(r"\nThis is said [^\n]*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")

    @rule()
    def take_the_notice_out_by_hand(self) -> None:
        for name in (MARKDOWN, TEXT):
            path = self.folder / name
            path.write_text(re.sub(r"\*{0,2}Not yet checked[^\n]*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")

    @rule(word=st.sampled_from(WORDS))
    def edit_the_word_copy(self, word: str) -> None:
        path = self.folder / WORD
        document: Any = Document(str(path))
        for paragraph in document.paragraphs:
            if paragraph.text.startswith("We are sorry"):
                paragraph.runs[0].text = f"We are sorry {word}, "
        document.save(str(path))

    @rule(name=st.sampled_from((TEXT, PAGE, TICKET)))
    def edit_what_is_only_made(self, name: str) -> None:
        path = self.folder / name
        path.write_text(path.read_text(encoding="utf-8").replace("sorry", "delighted"), encoding="utf-8")

    @rule()
    def edit_the_report(self) -> None:
        self.version += 1
        (self.folder / "final.md").write_text(FINAL.replace("VERSION", str(self.version)), encoding="utf-8")

    @rule(role=st.sampled_from(("CTO", "CTO", "DPO")))
    def read_and_sign(self, role: str) -> None:
        shown = run(*WHO, "--checked-by", role)
        if "Fingerprint of this text" not in shown.stdout:
            return
        text = letters(shown.stdout.rpartition("Fingerprint of this text")[0])
        self.stale = fingerprint(shown)
        if code(run(*WHO, "--checked-by", role, "--yes", fingerprint(shown))) == 0:
            self._said_yes(text, role)

    @precondition(lambda self: self.stale)
    @rule()
    def sign_with_an_old_fingerprint(self) -> None:
        shown = run(*WHO, "--checked-by", "CTO")
        result = run(*WHO, "--checked-by", "CTO", "--yes", self.stale)
        if code(result) == 0:  # only where the text is still that one
            assert fingerprint(shown) == self.stale
            self._said_yes(letters(shown.stdout.rpartition("Fingerprint of this text")[0]), "CTO")

    def _said_yes(self, text: str, role: str) -> None:
        roles = self.halfway.setdefault(text, set())
        roles.add(role)
        wants_two = "personaldata" in text
        may = roles & {"CTO", "Head of Tech Ops"}
        if may and (not wants_two or "DPO" in roles):
            self.shown.add(text)

    @rule()
    def upload(self) -> None:
        result = self._call("upload")
        assert code(result) in (0, 3, 4), result.exception

    @rule()
    def copy(self) -> None:
        assert code(run(*WHO, "--copy")) in (0, 3, 4)

    @rule()
    def run_again_and_send(self) -> None:
        self.run_again()
        self.upload()
        self.copy()

    @invariant()
    def nothing_unchecked_is_on_drive_or_on_the_clipboard(self) -> None:
        for text in self.copied:
            assert letters(text) in self.shown
        for name, file in self.drive.store.below("root").items():
            if "/For the client" in name and file.mime != FOLDER:
                kind = ".docx" if file.mime == GOOGLE_DOC else file.name
                said = words_of(kind, file.content)
                assert any(said == shown for shown in self.shown), name


Commands.TestCase.settings = settings(max_examples=8, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck))
TestCommands = Commands.TestCase
