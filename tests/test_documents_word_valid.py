"""Two validators that know nothing of each other find no fault in a Word file of ours: every golden document, every construct,
every house style."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from postmortem.documents.word import write_word
from postmortem.documents.word_house import read_house_style
from test_documents_house_style import house
from test_documents_word_hard_input import HARD
from test_documents_word_pandoc import GOLDEN, TORTURE, pictures

HERE = Path(__file__).parent
SDK = HERE / "word_validator" / "node_modules" / "@xarsh" / "ooxml-validator" / "dist" / "src" / "cli.js"


def documents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in (TORTURE, *GOLDEN):
        markdown = path.read_text(encoding="utf-8")
        yield f"{path.parent.name}-{path.stem}", write_word(markdown, title="A report", incident="INC-7", pictures=pictures(markdown))
    yield "hard", write_word("\n\n".join(HARD.values()), title="t" * 500, incident="i" * 500, language="ar", paper="Letter")
    markdown = TORTURE.read_text(encoding="utf-8")
    look = read_house_style(house(folder / "house.docx"))
    yield "house style", write_word(markdown, title="A report", look=look, pictures=pictures(markdown))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("valid")
    paths = []
    for name, data in documents(folder):
        paths.append(folder / f"{name}.docx")
        paths[-1].write_bytes(data)
    return paths


def test_openxml_audit_finds_nothing(written: list[Path]) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed (pip install openxml-audit)")
    validator = audit.OpenXmlValidator()
    for path in written:
        result = validator.validate(str(path))
        assert result.is_valid, f"{path.name}: {[error.description for error in result.errors][:5]}"
        assert not result.errors, path.name


def test_the_open_xml_sdk_finds_nothing(written: list[Path], outside_program: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Microsoft's own library, which tells what Word would repair."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    node = outside_program("node")
    if not SDK.is_file():
        pytest.skip("the validator is not installed (make validator)")
    for path in written:
        done = subprocess.run([node, str(SDK), str(path)], capture_output=True, text=True, timeout=120, check=False)
        told = json.loads(done.stdout)
        assert told["ok"], f"{path.name}: {[error['description'] for error in told['errors']][:5]}"
