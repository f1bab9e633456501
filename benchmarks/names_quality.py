"""How well names are taken out, on labelled text: `python -m benchmarks.names_quality`.

Printed for each set: leak (share of labelled names of which a word survives), precision (share of altered stretches that touch a
name), altered (other words altered, per 1,000). The labelled sets hold real people's names; they are read where the machine has
them (POSTMORTEM_SHARED_DATA, or shared/data beside the checkout) and are no part of the project. Speed is measured on made-up
chat, and needs nothing.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import random
import sys
import time
import tracemalloc
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from postmortem.blameless.fold import fold_text
from postmortem.blameless.known import what_is_known
from postmortem.blameless.residue import Passage, find_suspects
from postmortem.blameless.roles import assign_roles
from postmortem.blameless.roster_file import KnownPeople
from postmortem.blameless.strip import strip_names
from postmortem.slack.decode import decode_transcript
from postmortem.slack.export import open_export
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.slack.people import read_people
from postmortem.slack.transcript import Channel, Message, Person, Transcript

LABELLED = Path(__file__).parent / "labelled"
DATA = Path(os.environ.get("POSTMORTEM_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
# The people of the sentences about words that are also names.
WORD_NAMES = [
    "Will",
    "Mark",
    "Grace",
    "May",
    "Dom",
    "Rob",
    "Bill",
    "Grant",
    "Rich",
    "Chase",
    "Hope",
    "Jack",
    "Max",
    "Drew",
    "Frank",
    "April",
    "Christian",
    "Dean",
    "Ray",
    "Dawn",
    "Pat",
    "Art",
    "June",
    "Sky",
    "Miles",
]

MESSAGES = 50_000


def load_scorer() -> ModuleType | None:
    """The scorer that lies beside the data; None where it is absent."""
    path = DATA.parent / "tools" / "score_names.py"
    spec = importlib.util.spec_from_file_location("score_names", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def loose_messages(texts: dict[str, str], people: dict[str, Person]) -> dict[str, str]:
    """ts → stripped text, where each text is a message and everybody is in the channel."""
    messages = tuple(Message(ts=ts, author="U0AUTHOR00", pieces=decode_mrkdwn(text)) for ts, text in texts.items())
    transcript = Transcript(channel=Channel(id="C0", name="labelled"), people=people, messages=messages, joined=frozenset(people))
    stripped = strip_names(transcript, assign_roles(transcript))
    return {message.ts: message.text for message in stripped.messages}


def word_names_score(scorer: ModuleType) -> tuple[dict[str, float], list[tuple[str, str, str]]]:
    """Will, Mark, May: the words that are also names."""
    gold = [json.loads(line) for line in (DATA / "names" / "ambiguous.jsonl").read_text(encoding="utf-8").splitlines()]
    people = {
        f"U0WORD{n:04}": Person(
            id=f"U0WORD{n:04}", handle=f"{first.lower()}.tester{n}", real_name=f"{first} Tester{n}", first_name=first
        )
        for n, first in enumerate(WORD_NAMES)
    }
    return scorer.score(gold, loose_messages({row["ts"]: row["text"] for row in gold}, people))


Survivor = tuple[str, str, str]


@dataclass(slots=True, kw_only=True)
class Chat:
    """How an export fared. survivors: labelled names left before people looked; unlisted: those that the list does not hold.

    listed: strings that people are asked about; messages: how many they come from. known: (left, of how many) of names that
    belong to somebody in the list of users.
    """

    score: dict[str, float]
    survivors: list[Survivor]
    unlisted: list[Survivor]
    listed: int
    messages: int
    known: tuple[int, int]


def measure_chat(scorer: ModuleType, export_path: Path, gold: list[dict[str, Any]]) -> Chat:
    """An export as `draft` reads it, channel by channel; and what is left for people to decide."""
    export = open_export(export_path)
    output: dict[str, str] = {}
    listed: set[str] = set()
    strings = messages = 0
    wanted = {row["ts"] for row in gold}
    channels = {row["source"].rpartition("/")[2] for row in gold}
    for channel in export.channels():
        transcript = decode_transcript(export, channel)
        roster = assign_roles(transcript)
        stripped = strip_names(transcript, roster)
        messages += len(stripped.messages)
        people = KnownPeople(people=tuple(transcript.people.values()), active=roster.active | roster.labels.given().keys())
        passages = [Passage("transcript.jsonl", message.ts, message.text) for message in stripped.messages]
        suspects = find_suspects(passages, what_is_known(people, roster.key()))
        strings += len(suspects)
        listed.update(fold_text(suspect.text) for suspect in suspects)
        if channel.name in channels:
            output |= {message.ts: message.text for message in stripped.messages if message.ts in wanted}
    gold = [decoded(row) for row in gold if row["ts"] in output]
    score, survivors = scorer.score(gold, output)
    left = {(ts, text) for ts, text, _ in survivors}
    spans = [(row["ts"], row["text"][start:end], flag) for row in gold for (start, end, _), flag in zip(row["spans"], row.get("roster") or [None] * len(row["spans"]), strict=True)]
    known = [(ts, text) for ts, text, flag in spans if flag]
    words = {word for string in listed for word in string.split()}
    return Chat(
        score=score,
        survivors=survivors,
        unlisted=[one for one in survivors if words.isdisjoint(fold_text(one[1]).split())],
        listed=strings,
        messages=messages,
        known=(len({one for one in known if one in left}), len(known)),
    )


def decoded(row: dict[str, Any]) -> dict[str, Any]:
    """The row with Slack's three escapes as the sign and spaces, so that every letter stays in its place."""
    text = row["text"].replace("&gt;", " >  ").replace("&lt;", " (  ").replace("&amp;", "  &  ")
    return {**row, "text": text}


def labelled(path: Path) -> list[dict[str, Any]]:
    """The rows of a labelled set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def houston_score(scorer: ModuleType) -> tuple[dict[str, float], list[Survivor]]:
    """Real chat: the labelled messages, stripped within their channels."""
    chat = measure_chat(scorer, DATA / "slack" / "houston", labelled(DATA / "names" / "houston.jsonl"))
    return chat.score, chat.survivors


def word_sentences_score(scorer: ModuleType) -> tuple[dict[str, float], list[Survivor]]:
    """Invented sentences, written without sight of the rules: 93 words, half of the time somebody's name."""
    people = read_people(json.loads((LABELLED / "words-users.json").read_text(encoding="utf-8")))
    gold = labelled(LABELLED / "words.jsonl")
    score: tuple[dict[str, float], list[Survivor]] = scorer.score(gold, loose_messages({row["ts"]: row["text"] for row in gold}, people))
    return score


def log_lines_score(scorer: ModuleType) -> dict[str, float]:
    """Log lines, posted as they are by people of the real workspace: nothing should change."""
    lines = (DATA / "names" / "log_lines.txt").read_text(encoding="utf-8").splitlines()
    gold = [{"ts": f"{n}.000100", "text": line, "spans": []} for n, line in enumerate(lines, start=1)]
    export = open_export(DATA / "slack" / "houston")
    people = {person.id: person for person in export.people().values()}
    # Only what the stripper alters counts here: the text goes in as one piece of prose, as if Slack's signs were none.
    from postmortem.text import Piece, PieceKind

    messages = tuple(
        Message(ts=str(row["ts"]), author="U0AUTHOR00", pieces=(Piece(PieceKind.PROSE, str(row["text"])),)) for row in gold
    )
    transcript = Transcript(channel=Channel(id="C0", name="logs"), people=people, messages=messages, joined=frozenset(people))
    stripped = strip_names(transcript, assign_roles(transcript))
    output = {message.ts: message.text for message in stripped.messages}
    score: dict[str, float] = scorer.score(gold, output)[0]
    return score


FIRST = [
    "Dagny",
    "Ines",
    "Oskar",
    "Priya",
    "Tomasz",
    "Yusuf",
    "Leontine",
    "Bogdan",
    "Saoirse",
    "Kwame",
    "Ravi",
    "Henrike",
    "Malte",
    "Aoife",
    "Zdenka",
    "Ilse",
    "Farid",
    "Noor",
    "Jorunn",
    "Piet",
]
SENTENCES = (
    "looks like the queue is backing up again, checking the consumers now",
    "{first} can you have a look at web-3? 502s since 14:02, p99 at 4.2s and climbing",
    "restarted the workers, will watch it for ten minutes",
    "thanks {first}, that may have been the old release, reverting",
    "I don't think it's the database, connections are at 40 of 200 and the slow log is empty",
    "{full} is on call tonight, paged them",
    "`kubectl -n shop get pods | grep -v Running` shows two in CrashLoopBackOff",
    "see https://status.example.org/incidents/42 for what we told people",
)


def made_up(messages: int, people: int) -> Transcript:
    """Chat of any size with a roster of any size, the same for the same numbers."""
    chance = random.Random(7)
    syllables = ["".join(pair) for pair in itertools.product("bdfgklmnprstvz", "aeiou")]
    roster = {}
    for n in range(people):
        last = "".join(chance.choice(syllables) for _ in range(4)).capitalize()
        first = FIRST[n] if n < len(FIRST) else "".join(chance.choice(syllables) for _ in range(3)).capitalize()
        person = Person(
            id=f"U0{n:07}",
            handle=f"{first}.{last}".lower(),
            real_name=f"{first} {last}",
            first_name=first,
            last_name=last,
            email=f"{first}.{last}@example.org".lower(),
        )
        roster[person.id] = person
    ids = list(roster)[:20]
    texts = []
    for n in range(messages):
        person = roster[chance.choice(ids)]
        text = SENTENCES[n % len(SENTENCES)].format(first=person.first_name, full=person.real_name)
        texts.append(Message(ts=f"{1_760_000_000 + n}.000100", author=chance.choice(ids), pieces=decode_mrkdwn(text)))
    return Transcript(channel=Channel(id="C0", name="made-up"), people=roster, messages=tuple(texts), joined=frozenset(ids))


def seconds(transcript: Transcript) -> float:
    """How long taking the names out takes, roster included."""
    began = time.process_time()
    strip_names(transcript, assign_roles(transcript))
    return time.process_time() - began


def figures(score: dict[str, float]) -> str:
    """A score in a line."""
    return f"leak {score['leak']:.3f}, precision {score['precision']:.3f}, altered {score['altered']:.2f} per 1,000, missing {score['missing']}"


def print_chat(title: str, chat: Chat, bound: str) -> None:
    """An export's figures in two lines."""
    known = f"; of names in the list of users {chat.known[0]} of {chat.known[1]} left" if chat.known[1] else ""
    print(f"{title}: {figures(chat.score)}{known}  ({bound})")
    print(
        f"  possible names for people to decide: {chat.listed} from {chat.messages} messages ({chat.listed / max(chat.messages, 1):.3f} a message); "
        f"of {len(chat.survivors)} labelled names left, {len(chat.unlisted)} are not on the list"
    )


def show_survivors(survivors: list[Survivor], *, show: bool) -> None:
    """The names that are left, where they are asked for."""
    if show:
        print("\n".join(f"    survives: {survivor}" for survivor in survivors))


def main() -> None:
    """Print every figure with its bound."""
    scorer = load_scorer()
    if scorer is None or not (DATA / "names").is_dir():
        print("names: no labelled text here (set POSTMORTEM_SHARED_DATA); only speed is measured")
    else:
        show = "--survivors" in sys.argv
        score, survivors = word_names_score(scorer)
        print(f"words that are also names: {figures(score)}  (leak <= 0.03, precision >= 0.95)")
        show_survivors(survivors, show=show)
        chat = measure_chat(scorer, DATA / "slack" / "houston", labelled(DATA / "names" / "houston.jsonl"))
        print_chat("real chat", chat, "all <= 0.05, precision >= 0.95, altered <= 1; list <= 0.10 a message and nothing missing on it")
        show_survivors(chat.survivors, show=show)
        print(f"log lines: altered {log_lines_score(scorer)['altered']:.2f} per 1,000  (<= 0.3)")
        for name in ("first", "second", "third"):
            chat = measure_chat(scorer, LABELLED / name / "export", labelled(LABELLED / name / "gold.jsonl"))
            print_chat(f"invented chat, {name}", chat, "no bound: hard on purpose")
            show_survivors(chat.survivors, show=show)
        score, survivors = word_sentences_score(scorer)
        print(f"invented sentences with words that are also names: {figures(score)}")
        show_survivors(survivors, show=show)
    base = seconds(made_up(MESSAGES, 100))
    for people in (1_000, 10_000):
        taken = seconds(made_up(MESSAGES, people))
        told = f"{taken:.2f} s, {MESSAGES / taken:,.0f} a second (>= 10,000), {taken / base:.2f} times a roster of 100 (<= 1.5)"
        print(f"{MESSAGES:,} messages, roster of {people:,}: {told}")
    few = seconds(made_up(MESSAGES // 10, 100))
    print(f"ten times the messages take {base / few:.1f} times as long (<= 11)")
    tracemalloc.start()
    transcript = made_up(MESSAGES // 5, 1_000)
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    seconds(transcript)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{MESSAGES // 5:,} messages: {(peak - before) / 1e6:.0f} MB at most beside {before / 1e6:.0f} MB of transcript")


if __name__ == "__main__":
    main()
