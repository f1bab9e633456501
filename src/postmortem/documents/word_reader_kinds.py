"""What a file is that is no Word file, and what to do about it."""

from __future__ import annotations

from collections.abc import Collection

_SAVE = "Save it as .docx (in Word and LibreOffice: Save As; in Google Docs: File ▸ Download ▸ Microsoft Word) and give that."
_PAGES = "In Pages: File ▸ Export To ▸ Word; give that."
_BEGINNINGS = (
    (b"{\\rtf", f"is a Rich Text file (RTF), and no Word file. {_SAVE}"),
    (b"%pdf", "is a PDF, from which comments and tables cannot be read back. Give the document it was made from, as .docx."),
    (b"<?mso", f"is in an old XML form of Word. {_SAVE}"),
    (b"<!do", f"is a web page, and no Word file. {_SAVE}"),
    (b"<htm", f"is a web page, and no Word file. {_SAVE}"),
    (b"mime", f"is a web archive that calls itself a Word file. {_SAVE}"),
)
_SHORTCUTS = (b'"url"', b'"doc_id"', b"docs.google.com")


def what_it_is(data: bytes, names: Collection[str] = (), kind: bytes = b"") -> str:
    """The rest of a sentence that begins with the file's name. names, kind: a zip's entries, and what its `mimetype` says."""
    if not data.strip():
        return f"is empty. {_SAVE}"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return (
                "is locked with a password. Open it in Word, take the password off (File ▸ Info ▸ Protect Document), save it, "
                "and give that."
            )
        return f"is in Word's old form (.doc) or another old Office form. {_SAVE}"
    if b"opendocument.text" in kind:
        return f"is an OpenDocument text (.odt), and no Word file. {_SAVE}"
    if any(name.startswith(("xl/", "ppt/")) for name in names) or b"opendocument" in kind:
        return "is a spreadsheet or a presentation, and no document. Give the report as .docx."
    if any(name.casefold().endswith((".iwa", "index.apxl")) or name in ("index.xml", "Index.zip") for name in names):
        return f"is a Pages document, and no Word file. {_PAGES}"
    if b"epub" in kind:
        return "is an e-book, and no Word file. Give the document it was made from, as .docx."
    start = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"word.document" in data[:1000].lower():
        start = b"<?mso"
    for beginning, said in _BEGINNINGS:
        if start.startswith(beginning):
            return said
    if start.startswith(b"{") and any(word in data[:400] for word in _SHORTCUTS):
        return "is only a link to a Google Doc. Open it in Google Docs, choose File ▸ Download ▸ Microsoft Word, and give that."
    if data.startswith(b"PK"):
        return f"is a zip file without a Word document in it. {_SAVE}"
    return f"is no Word file. {_SAVE}"
