"""A file posted with a message, in the shape that Slack's export gives it."""

from __future__ import annotations

import re
from typing import Any

_PNG_SIZE = slice(16, 24)  # width and height in a PNG's header
_KINDS = {"png": ("image/png", "PNG", "hosted"), "log": ("text/plain", "Plain Text", "snippet"), "txt": ("text/plain", "Plain Text", "hosted")}


def file_shape(file: dict[str, Any], content: bytes, *, file_id: str, user: str, ts: str, story: Any) -> dict[str, Any]:
    """The file object of a message. `file` is the story's entry, `content` its bytes; links carry the export's token, as Slack's do."""
    kind = file["name"].rpartition(".")[2]
    mimetype, pretty, mode = _KINDS[kind]
    place = f"files-pri/{story.TEAM}-{file_id}"
    token = f"t=xoxe-{story.INVENTED_TOKEN}"  # an export's links carry the export's token
    path = re.sub(r"[^\w.]+", "_", file["name"].lower())
    shape: dict[str, Any] = {
        "id": file_id,
        "created": int(ts.partition(".")[0]),
        "timestamp": int(ts.partition(".")[0]),
        "name": file["name"],
        "title": file.get("title", file["name"]),
        "mimetype": mimetype,
        "filetype": "png" if kind == "png" else "text",
        "pretty_type": pretty,
        "user": user,
        "user_team": story.TEAM,
        "editable": mode == "snippet",
        "size": len(content),
        "mode": mode,
        "is_external": False,
        "external_type": "",
        "is_public": True,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"https://files.slack.com/{place}/{path}?{token}",
        "url_private_download": f"https://files.slack.com/{place}/download/{path}?{token}",
        "permalink": f"https://{story.DOMAIN}.slack.com/files/{user}/{file_id}/{path}",
        "permalink_public": f"https://slack-files.com/{story.TEAM}-{file_id}-0000000000",
        "has_rich_preview": False,
        "file_access": "visible",
    }
    if kind == "png":
        numbers = content[_PNG_SIZE]
        width, height = int.from_bytes(numbers[:4], "big"), int.from_bytes(numbers[4:], "big")
        thumb = f"https://files.slack.com/files-tmb/{story.TEAM}-{file_id}-0000000000/{path}_360.png?{token}"
        shape |= {"media_display_type": "unknown", "thumb_360": thumb, "thumb_360_w": width // 2, "thumb_360_h": height // 2, "original_w": width, "original_h": height}
    elif mode == "snippet":
        text = content.decode()
        shape |= {"preview": text[:400], "lines": text.count("\n"), "lines_more": 0, "preview_is_truncated": len(text) > 400}
    return shape
