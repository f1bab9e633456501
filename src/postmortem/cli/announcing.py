"""Telling the channel that the draft is there and when the review is: the text is shown first, and sent only on a yes."""

from __future__ import annotations

import hashlib
import sys
from datetime import UTC, datetime

import click

from postmortem.cli.console import remark, result
from postmortem.cli.drive_access import drive_record
from postmortem.cli.live import Pulled, live_channel
from postmortem.cli.possible import refuse_undecided
from postmortem.cli.review_plan import in_words, planned
from postmortem.config import Config
from postmortem.errors import PeopleMustDecide, UsageError
from postmortem.folder import IncidentFolder
from postmortem.incident_file import FILE_NAME, read_incident
from postmortem.report.review_contents import Meeting, ReviewPack

KEY = "announced"
REVIEW_KEY = "announced_review"
NO_LINK = "(the link)"
COPY = "To be copied into the channel: it can be posted from here where the incident was read from Slack itself."


def check_announcing(*, link: str | None, upload: bool) -> None:
    """Refuse before any work what could not be announced."""
    if link is not None and not link.startswith("https://"):
        raise UsageError("--link is the address under which people can read the draft, and begins with https://.")
    if link is None and not upload:
        remark("--announce: the link is that of the last upload; with --upload the documents are brought up to date there first.")


def announce(pulled: Pulled | None, folder: IncidentFolder, config: Config, *, link: str | None, yes: bool) -> None:
    """Post the link to the draft in the incident's channel, once the text was agreed to and nothing is left that may be a name.

    The same link is posted once. Where the channel was read from an export, the text is there to be copied.
    """
    where = link or drive_record(folder).draft_link
    if pulled is None:
        result(f"\n{words(where or NO_LINK, _meeting(folder, config))}")
        remark(COPY)
        return
    if not where:
        raise UsageError("There is no link to announce: add --upload, or give one that people can open with --link https://…")
    if folder.state.extra.get(KEY) == where:
        remark("It was announced in the channel already, with this link; nothing was posted.")
        return
    refuse_undecided(folder, config)
    text = words(where, _meeting(folder, config))
    remark("This would be posted in the incident's channel:\n\n" + "\n".join(f"    {line}" for line in text.splitlines()) + "\n")
    if not yes:
        if not sys.stdin.isatty():
            raise PeopleMustDecide("Nothing was posted: nobody is here to say yes. Run it on a terminal, or add --yes.")
        if not click.confirm("Post it?", default=False, err=True):
            remark("Nothing was posted.")
            return
    pulled.slack.post("chat.postMessage", channel=pulled.channel, text=for_slack(text), unfurl_links=False, unfurl_media=False)
    folder.keep(KEY, where)
    remark("Posted in the channel.")


def circulate(folder: IncidentFolder, config: Config, pack: ReviewPack, *, email: bool, announce: bool, yes: bool) -> None:
    """The words in which the draft and the review are sent round, on stdout to be copied; and posted in the channel, where that
    was asked for, is possible and is agreed to."""
    text = words(pack.link or NO_LINK, pack.meeting)
    if email:
        result(f"\nSubject: {subject(pack)}\n\n{text}")
    if not announce:
        return
    if not email:
        result(f"\n{text}")
    found = live_channel(folder, config)
    if found is None:
        remark(COPY)
        return
    if not pack.link:
        raise UsageError("There is no link to announce: upload the draft, or give one that people can open with --link https://…")
    digest = hashlib.sha256(text.encode()).hexdigest()
    if folder.state.extra.get(REVIEW_KEY) == digest:
        remark("It was announced in the channel already, in these words; nothing was posted.")
        return
    refuse_undecided(folder, config)
    if not yes:
        if not sys.stdin.isatty():
            remark("Nothing was posted: nobody is here to say yes. Run it on a terminal, or add --yes.")
            return
        if not click.confirm("Post it in the incident's channel?", default=False, err=True):
            remark("Nothing was posted.")
            return
    slack, channel = found
    slack.post("chat.postMessage", channel=channel, text=for_slack(text), unfurl_links=False, unfurl_media=False)
    folder.keep(REVIEW_KEY, digest)
    remark("Posted in the channel.")


def words(link: str, meeting: Meeting | None = None) -> str:
    """What is said in the channel, or in an e-mail. It names nobody, and says nothing of what happened."""
    opening = (
        f"The draft report of this incident is ready to be read: {link}\n"
        "Nobody is named in it. To comment, select the words in the document and choose Comment; where you see ▶ something is "
        "still asked for, and you may know it."
    )
    if meeting is None:
        return f"{opening} The review meeting goes through this draft."
    where = f", {meeting.where}" if meeting.where else ""
    return (
        f"{opening}\n"
        f"The review: {meeting.day}, {meeting.span}{where}. Comments help until {meeting.comment_by}; what needs talking through "
        "waits for the meeting.\n"
        "If you were involved, please come. Whoever would rather not say something in the meeting can comment in the draft, or "
        "tell the facilitator before or afterwards."
    )


def for_slack(text: str) -> str:
    """Text as Slack takes it: what would begin a mention or a link of Slack's own stands for itself."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def subject(pack: ReviewPack) -> str:
    """An e-mail's subject."""
    return f"Incident review on {pack.meeting.day}: {pack.incident}"


def _meeting(folder: IncidentFolder, config: Config) -> Meeting | None:
    """The review as it is planned; None where it is not, or where it has passed."""
    plan = planned(folder)
    text = folder.read_text(FILE_NAME)
    if plan is None or text is None or plan.slot.end < datetime.now(UTC):
        return None
    zone = read_incident(text, str(folder.path / FILE_NAME)).timezone
    return in_words(plan.slot, config, zone, where=plan.where)
