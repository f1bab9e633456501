"""The clipboard of whoever sits at this machine, where there is one."""

from __future__ import annotations

from postmortem.errors import PostmortemError


def put_on_clipboard(text: str, *, where: str) -> None:
    """Put a text on the clipboard. where: the file that holds it, for the sentence that says that there is no clipboard."""
    import pyperclip  # here, because it looks for the system's tools when it is loaded

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError) as error:
        raise PostmortemError(
            f"There is no clipboard here (on Linux it needs wl-copy, xclip or xsel, and a desktop). The text is in {where}: "
            f"open it "
            "and copy it from there."
        ) from error
