"""A Word file edited inside LibreOffice, by a macro: opened, words replaced in it, saved as Word again. Nothing else touches it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{code}</script:module>
"""
CODE = """
Sub Work
  Dim asHidden(0) As New com.sun.star.beans.PropertyValue
  Dim asWord(0) As New com.sun.star.beans.PropertyValue
  asHidden(0).Name = "Hidden"
  asHidden(0).Value = True
  asWord(0).Name = "FilterName"
  asWord(0).Value = "MS Word 2007 XML"
  document = StarDesktop.loadComponentFromURL("{address}", "_blank", 0, asHidden())
{edits}
  document.storeToURL("{address}", asWord())
  document.close(True)
  StarDesktop.terminate()
End Sub
"""
EDIT = """  wanted = document.createReplaceDescriptor()
  wanted.SearchString = {old}
  wanted.ReplaceString = {new}
  document.replaceAll(wanted)
"""


def edit_in_libreoffice(path: Path, replacements: Mapping[str, str], *, soffice: str, profile: Path) -> None:
    """Replace words in a Word file; `profile` is a folder for LibreOffice's own settings."""
    start = [soffice, f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless"]
    if not profile.exists():  # its first start makes the profile, and would write over what is in it
        subprocess.run([*start, "--terminate_after_init"], check=True, capture_output=True, timeout=60)
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    edits = "".join(EDIT.format(old=_quoted(old), new=_quoted(new)) for old, new in replacements.items())
    code = CODE.format(address=path.resolve().as_uri(), edits=edits)
    (library / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    (library / "Module1.xba").write_text(MODULE.format(code=escape(code)), encoding="utf-8")
    subprocess.run([*start, "macro:///Standard.Module1.Work"], check=True, capture_output=True, timeout=60)


def _quoted(text: str) -> str:
    """As a string of Basic; what is not ASCII by its code."""
    runs = re.findall(r'[ !#-~]+|.', text, re.DOTALL)
    return " & ".join(f'"{run}"' if len(run) > 1 or (run.isascii() and run != '"') else f"Chr({ord(run)})" for run in runs) or '""'
