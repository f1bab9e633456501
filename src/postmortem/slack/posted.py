"""The files and reactions of a message."""

from __future__ import annotations

from sys import intern

from postmortem.slack.characters import clean_name
from postmortem.slack.raw import Raw, as_count, as_dicts, as_list, as_user, as_users
from postmortem.slack.transcript import File, Reaction

_FILE_LISTS = ("files", "file", "x_files")


def read_files(raw: Raw) -> tuple[File, ...]:
    """The files posted with a message, each once. Slack puts them in `files`, until 2018 in `file`, and some in `x_files`."""
    if not (raw.get("files") or raw.get("file") or raw.get("x_files")):
        return ()
    found: dict[str, File] = {}
    for name in _FILE_LISTS:
        for value in as_list(raw.get(name)):
            file = _file({"id": value} if isinstance(value, str) else value) if isinstance(value, dict | str) else None
            if file is not None:
                found.setdefault(file.id or f"{len(found)}", file)
    return tuple(found.values())


def _file(raw: Raw) -> File | None:
    key, name, title = clean_name(raw.get("id")), clean_name(raw.get("name")), clean_name(raw.get("title"))
    if not (key or name or title):
        return None
    address = clean_name(raw.get("url_private")) or clean_name(raw.get("url_private_download"))
    return File(
        id=key,
        name=name,
        title=title,
        mimetype=intern(clean_name(raw.get("mimetype"))),
        mode=intern(clean_name(raw.get("mode"))),
        size=as_count(raw.get("size")),
        url=address.partition("?")[0].partition("#")[0],
        uploader=as_user(raw.get("user")),
    )


def read_reactions(raw: Raw) -> tuple[Reaction, ...]:
    """The emoji on a message, in Slack's order, without skin tones."""
    reactions = raw.get("reactions")
    if not reactions:
        return ()
    found: dict[str, Reaction] = {}
    for reaction in as_dicts(reactions):
        emoji = intern(clean_name(reaction.get("name")).strip(":").partition("::")[0])
        if not emoji:
            continue
        people = as_users(reaction.get("users"))
        count = max(as_count(reaction.get("count")), len(people))
        if earlier := found.get(emoji):
            people = tuple(dict.fromkeys((*earlier.people, *people)))
            count += earlier.count
        found[emoji] = Reaction(emoji=emoji, people=people, count=count)
    return tuple(found.values())
