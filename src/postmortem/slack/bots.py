"""What a message states outright: which product posted it, and which reader knows its wording."""

from __future__ import annotations

from postmortem.incident import Statement
from postmortem.slack.alerts import ALERTING, STATUS_PAGES, TICKETS, read_alert, read_deploy, read_status_page, read_ticket
from postmortem.slack.characters import clean_name
from postmortem.slack.incident_bot import TOOL, read_incident_bot
from postmortem.slack.phrases import read_phrases, read_topic
from postmortem.slack.raw import Raw, as_dict
from postmortem.slack.wording import LONGEST_VALUE, tool_lines
from postmortem.text import PieceKind, Pieces

# incident.io posts under names of its own choosing; its app's name and its links stay the same.
_INCIDENT_IO_NAMES = frozenset({"incident.io", "incident-io", "incidentio"})
_INCIDENT_IO_LINK = "https://app.incident.io/"

_MOST_LINES = 200  # a tool's post that is longer is a log


def read_statements(pieces: Pieces, *, author: str = "", product: str = "", is_topic: bool = False) -> tuple[Statement, ...]:
    """The statements in a message.

    author: the user id of the person who wrote it ("I" and "me" are this person). product: the tool that posted it, "" for a
    person. is_topic: the pieces are a channel's new topic.
    """
    if not pieces:
        return ()
    if is_topic:
        return read_topic(pieces)
    if not product:
        return read_phrases(pieces, author)
    lines = [line[:LONGEST_VALUE] for line in tool_lines(pieces)[:_MOST_LINES]]
    if product == TOOL:
        return read_incident_bot(lines)
    if product in ALERTING.values():
        return read_alert(lines, product)
    if product in TICKETS.values():
        return read_ticket(lines, product)
    if product in STATUS_PAGES.values():
        return read_status_page(lines, product)
    return read_deploy(lines, product)


def recognise(raw: Raw, bot: str, pieces: Pieces) -> str:
    """The product behind a tool's post: a known one's own name, else the name that the post shows.

    incident.io is known by its app's name or by its links, never by a username: those are free to choose.
    """
    profile = clean_name(as_dict(raw.get("bot_profile")).get("name")).casefold()
    links = (piece.target for piece in pieces if piece.kind is PieceKind.LINK)
    if profile in _INCIDENT_IO_NAMES or any(_is_incident_io_link(address) for address in links):
        return TOOL
    name = bot.casefold()
    for products in (ALERTING, STATUS_PAGES, TICKETS):
        for word, product in products.items():
            if word in name:
                return product
    return bot if name not in _INCIDENT_IO_NAMES else "a bot"


def _is_incident_io_link(address: str) -> bool:
    return address.startswith(_INCIDENT_IO_LINK)
