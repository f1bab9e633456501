"""The checks of the settings themselves. A postmortem.toml that cannot be read has ended the command before."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem.cli.doctor_check import Asked, Check, State
from postmortem.errors import PostmortemError


def checks(asked: Asked) -> Iterator[Check]:
    """Where the settings are from, and whether a default export can be opened."""
    config = asked.config
    if config.path is None:
        yield Check(what="settings", state=State.OFF, said="no postmortem.toml, so the defaults hold; postmortem init writes one")
    else:
        yield Check(what="settings", state=State.GOOD, said=f"{config.path}, times in {config.timezone}")
    if config.export is not None:
        yield _export(asked)


def _export(asked: Asked) -> Check:
    from postmortem.slack.export import open_export

    assert asked.config.export is not None  # noqa: S101  the caller has looked
    try:
        count = len(open_export(asked.config.export).channels())
    except PostmortemError as error:
        return Check(what="export", state=State.BAD, said="it cannot be read", mend=str(error))
    said = f"{asked.config.export}, {count} channels. While it is set, channels are read from it and not from Slack"
    return Check(what="export", state=State.GOOD, said=said)
