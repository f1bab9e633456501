"""The first half of the line, as every command that reads a channel walks it: export → transcript → names out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from postmortem.blameless.gate_names import wanted_names
from postmortem.blameless.neutral import Pronouns, neutral_transcript
from postmortem.blameless.outsiders import Finder
from postmortem.blameless.people_file import Key, read_key
from postmortem.blameless.roles import assign_roles
from postmortem.blameless.roster import Roster, tool_name
from postmortem.blameless.strip import strip_names
from postmortem.blameless.tally import Tally
from postmortem.blameless.transcript import BlamelessTranscript, counted
from postmortem.blameless.words import Sense, sense
from postmortem.cli.checking import find_names, refuse_names
from postmortem.cli.console import step
from postmortem.collecting import without_collecting
from postmortem.config import Config
from postmortem.documents.transcript import transcript_jsonl
from postmortem.errors import InputError
from postmortem.folder import IncidentFolder, channel_key
from postmortem.not_names import read_not_names
from postmortem.slack.decode import decode_transcript
from postmortem.slack.export import Export, open_export
from postmortem.slack.transcript import Channel, File, Message, Person, Transcript
from postmortem.text import PieceKind

KEY_FILE = "private/people.toml"
# How often the gate looks at a transcript before it refuses.
MOST_PASSES = 4
# How the decoder counts what the range leaves out.
OUTSIDE = "messages outside the time range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A channel as it was read: without names and gendered pronouns, and what is needed to keep it so.

    people: everybody the export knows, for the gate. words: those that name nobody though somebody is called so. names: further
    names in use, those found in the text among them. jsonl: the transcript as the gate has passed it. files: a blameless file's
    key → the file in the export. tally: what was replaced. pronouns: what became of he and she. settled: what is nobody's name,
    for the team and in this channel.
    """

    export: Export
    transcript: BlamelessTranscript
    roster: Roster
    people: tuple[Person, ...]
    words: frozenset[str]
    names: tuple[str, ...]
    jsonl: bytes
    files: dict[str, File]
    tally: Tally
    pronouns: Pronouns
    settled: frozenset[str]


def find_channel(export_path: Path, wanted: str) -> tuple[Export, Channel]:
    """The export, opened, and the channel in it."""
    with step("Opening the export"):
        export = open_export(export_path)
        return export, export.find(wanted)


def key_of(export: Export, channel: Channel) -> str:
    """What stands for the channel in the incident folder's state: never its id or name in clear.

    A channel that is renamed keeps it. Where the export does not tell when the channel was made, its name has to do.
    """
    return channel_key(export.workspace(), f"{channel.id}/{channel.created or channel.name}")


def known_key(folder: Path | None) -> Key:
    """The private key of an incident folder; an empty one where there is none yet."""
    if folder is None:
        return Key()
    text = IncidentFolder.open(folder).read_text(KEY_FILE)
    return read_key(text, str(folder / KEY_FILE)) if text is not None else Key()


def read_channel(
    export: Export,
    channel: Channel,
    *,
    key: Key | None,
    config: Config,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Reading:
    """Decode the channel and take the names out."""
    with step("Reading the channel"), without_collecting():
        transcript = decode_transcript(export, channel, since=since, until=until)
    if not transcript.messages and not set(transcript.left_out) - {OUTSIDE}:
        raise InputError(_nothing_there(since, until))
    key = key or Key()
    people = tuple(transcript.people.values())
    team = read_not_names(config.not_names)
    model = _load_model(config)
    with step("Taking names out"), without_collecting():
        insisted, words = settle_words(transcript, key)
        roster = assign_roles(transcript, key=key, clients=config.clients, insisted=insisted, not_names=team, model=model)
        tally = Tally()
        blameless = strip_names(transcript, roster, tally=tally)
    names = tuple(dict.fromkeys((*key.names, *roster.found_names())))
    # What the gate still finds is taken out as well, wherever it stands; the gate looks again until it finds nothing.
    for _ in range(MOST_PASSES):
        jsonl = b"".join(transcript_jsonl(blameless))
        findings = find_names({"transcript.jsonl": jsonl}, people, names, (*key.not_a_name, *words))
        if not findings:
            break
        roster.catch(finding.found for finding in findings)
        tally = Tally()
        blameless = strip_names(transcript, roster, tally=tally)
    refuse_names(findings)
    files = {f"{message.ts}-{n}": file for message in transcript.messages for n, file in enumerate(message.files, start=1)}
    neutral, pronouns = neutral_transcript(blameless)
    return Reading(
        export=export,
        transcript=neutral,
        roster=roster,
        people=people,
        words=words,
        names=names,
        jsonl=jsonl,
        files=files,
        tally=tally,
        pronouns=pronouns,
        settled=_settled(config, team, transcript),
    )


def _settled(config: Config, team: Iterable[str], transcript: Transcript) -> frozenset[str]:
    """What is nobody's name: the team's list, the organisation, its clients, the tools of the channel."""
    clients = [name for client in config.clients for name in (client.name, *client.aliases, *client.sites)]
    tools = [tool_name(person) for person in transcript.people.values() if person.is_bot]
    tools += list({message.bot for message in transcript.messages if message.bot})
    return frozenset(word for word in (*team, config.organisation, *clients, *tools) if word)


def _load_model(config: Config) -> Finder | None:
    """What finds further names, where the settings name a model."""
    if not config.names_model:
        return None
    from postmortem.blameless.ner import load_model

    with step("Loading the model that finds names"):
        return load_model(config.names_model, accepted=config.names_model_sha256).find


def posts_about(reading: Reading, channel: Channel, general: str) -> tuple[datetime, ...] | None:
    """When, during the incident, the channel where everybody reads pointed to this one. Nothing else of it is kept.

    None where the export does not hold it.
    """
    where = next((one for one in reading.export.channels() if general and general in (one.name, one.id)), None)
    messages = reading.transcript.messages
    if where is None or where.id == channel.id or not messages:
        return None
    since, until = messages[0].at - timedelta(hours=1), messages[-1].at
    posts = decode_transcript(reading.export, where, since=since, until=until).messages
    return tuple(message.at for message in posts if _points_to(message, channel))


def _points_to(message: Message, channel: Channel) -> bool:
    return any(
        (piece.kind is PieceKind.CHANNEL and piece.target == channel.id)
        or (piece.kind is PieceKind.LINK and f"/archives/{channel.id}" in piece.target)
        or (piece.kind is PieceKind.PROSE and f"#{channel.name}" in piece.text)
        for piece in message.pieces
    )


def settle_words(transcript: Transcript, key: Key) -> tuple[frozenset[str], frozenset[str]]:
    """Words on which the stripping and the gate would not agree, settled beforehand so that the gate never refuses our own work.

    What the gate takes for a name is taken out wherever it stands in prose; only a word of the trade ("prod", "sre") stays a
    word although an account is called so. Returns the words of both sorts.
    """
    doubted = [
        word
        for word in wanted_names(transcript.people.values(), key.names, key.not_a_name).single
        if sense(word) is not Sense.NAME
    ]
    trade = frozenset(word for word in doubted if sense(word) is Sense.NEVER)
    return frozenset(doubted) - trade, trade


def _nothing_there(since: datetime | None, until: datetime | None) -> str:
    if since is not None or until is not None:
        return "There is no message in this channel within that range. Widen --since and --until, or leave them out."
    return (
        "There is no message in this channel, so there is nothing to write up. Check the channel's name and the export's dates."
    )


def left_out_sentence(transcript: BlamelessTranscript) -> str:
    """What was not taken in, counted, as a sentence; empty when nothing was left out."""
    words = counted(transcript.left_out)
    return f"left out: {words}" if words else ""
