"""Google Docs, as the fake keeps them: converted and exported by LibreOffice where it is installed, so that what comes back was
rewritten by a program that knows nothing of us; elsewhere as the Word file itself, with other bytes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GOOGLE_DOC = "application/vnd.google-apps.document"
MARKDOWN = "text/markdown"
IMPORTABLE = {DOCX, MARKDOWN, "text/html", "text/plain"}
EXPORTS = (DOCX, MARKDOWN, "text/plain", "text/html", "application/pdf")


class Office:
    """The conversions. `through_libreoffice` decides whether LibreOffice rewrites what comes in."""

    def __init__(self, *, through_libreoffice: bool) -> None:
        self.soffice = shutil.which("soffice") if through_libreoffice else None

    def taken_in(self, data: bytes, mime: str) -> bytes:
        """A Word file as the Google Doc is kept: as Word, rewritten."""
        if mime != DOCX:
            return data
        return self._converted(data) if self.soffice else repacked(data, "taken in")

    def given_out(self, document: bytes, mime: str) -> bytes:
        """An export. Of the same document it has other bytes every time in Google's real life too; here it is stable."""
        if mime == DOCX:
            return repacked(document, "given out")
        return words_of(document).encode()

    def _converted(self, data: bytes) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "in.docx")
            source.write_bytes(data)
            out = Path(folder, "out")
            command = [str(self.soffice), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
            command += ["--convert-to", "docx", "--outdir", str(out), str(source)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            return (out / "in.docx").read_bytes()


def repacked(data: bytes, note: str) -> bytes:
    """The same Word file as another zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.comment = note.encode()
        for info in old.infolist():
            new.writestr(zipfile.ZipInfo(info.filename, (2026, 1, 1, 0, 0, 0)), old.read(info.filename))
    return out.getvalue()


def words_of(data: bytes) -> str:
    """The text of a Word file, a paragraph a line."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            xml = package.read("word/document.xml").decode()
    except (zipfile.BadZipFile, KeyError):
        return data.decode("utf-8", "replace")
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph)) for paragraph in paragraphs)


def with_edit(data: bytes, old: str, new: str) -> bytes:
    """The Word file with a text replaced, as if somebody had typed it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as edited:
        for info in package.infolist():
            content = package.read(info.filename)
            if info.filename == "word/document.xml":
                text = content.decode()
                assert old in text, "the document does not have the text that is to be edited"
                content = text.replace(old, new, 1).encode()
            edited.writestr(info.filename, content)
    return out.getvalue()
