"""The transcript and the timeline as files: everything that was said, safely, and quickly."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

from markdown_it.tree import SyntaxTreeNode

from postmortem.blameless.transcript import BlamelessFile, BlamelessMessage, BlamelessTranscript
from postmortem.documents.parse import parse
from postmortem.documents.transcript import timeline_json, timeline_markdown, transcript_jsonl, transcript_markdown
from postmortem.incident import Kind
from postmortem.text import Piece, PieceKind
from postmortem.timeline.model import Entry

HOSTILE = "# not a heading\n```\n| a | <b>x</b> [l](javascript:x)\n- one\n1. two\n> three\n==="


def message(ts: str, text: str, *, role: str = "Responder 1", **more: object) -> BlamelessMessage:
    return BlamelessMessage(ts=ts, role=role, pieces=(Piece(PieceKind.PROSE, text),), **more)  # type: ignore[arg-type]


def transcript(*messages: BlamelessMessage) -> BlamelessTranscript:
    return BlamelessTranscript(channel="inc-1", messages=messages, left_out={"joins": 2})


def markdown_of(*messages: BlamelessMessage, zone: str = "Europe/London") -> str:
    return b"".join(transcript_markdown(transcript(*messages), zone=zone)).decode()


def kinds(tree: SyntaxTreeNode) -> set[str]:
    return {node.type for node in tree.walk()}


def test_each_line_of_the_json_is_one_message() -> None:
    data = b"".join(transcript_jsonl(transcript(message("1791968401.000200", "naïve \u2028 \n two"), message("1791968402.000100", "b", thread_ts="1791968401.000200"))))
    rows = [json.loads(line) for line in data.decode().split("\n")[:-1]]
    assert rows[0] == {"ts": "1791968401.000200", "thread_ts": None, "role": "Responder 1", "text": "naïve \u2028 \n two", "kind": "message"}
    assert rows[1]["thread_ts"] == "1791968401.000200"
    assert "naïve".encode() in data


def test_times_are_in_the_zone_and_days_have_headings() -> None:
    text = markdown_of(message("1791932400.0", "a"), message("1791936000.0", "b"))  # 00:00 and 01:00 in London
    assert "## Wednesday 14 October 2026" in text
    assert text.count("## ") == 1
    assert "**01:00:00 BST Responder 1**" in text


def test_replies_stand_under_what_they_answer() -> None:
    text = markdown_of(message("1791968401.0", "root"), message("1791968402.0", "other"), message("1791968403.0", "reply", thread_ts="1791968401.0"))
    assert text.index("root") < text.index("> reply") < text.index("other")


def test_a_reply_without_its_root_stands_by_itself() -> None:
    assert "reply" in markdown_of(message("1791968403.0", "reply", thread_ts="1.0"))


def test_markup_in_a_message_is_data() -> None:
    tree = parse(markdown_of(message("1791968401.0", HOSTILE), message("1791968402.0", HOSTILE, thread_ts="1791968401.0")))
    assert kinds(tree) <= {"root", "heading", "inline", "text", "paragraph", "strong", "hardbreak", "blockquote"}
    assert len([node for node in tree.walk() if node.type == "heading"]) == 2


def test_code_stays_code_whatever_is_in_it() -> None:
    code = Piece(PieceKind.CODE_BLOCK, "````\n## x\n```")
    one = BlamelessMessage(ts="1791968401.0", role="Responder 1", pieces=(Piece(PieceKind.PROSE, "look:"), code))
    tree = parse(markdown_of(one))
    assert [node.content for node in tree.walk() if node.type == "fence"] == ["````\n## x\n```\n"]


def test_files_reactions_and_edits_are_told() -> None:
    file = BlamelessFile(key="f", name="graph_1.png")
    text = markdown_of(message("1791968401.0", "a", files=(file,), reactions=(("eyes", 2),), edited_ts="1791968409.0", is_pinned=True))
    assert "(edited; pinned; :eyes: 2; file: graph_1.png)" in text
    assert "Left out: 2 joins." in text


def test_the_timeline_as_data_is_in_utc_and_as_a_table_in_the_zone() -> None:
    moment = datetime(2026, 10, 14, 9, 2, tzinfo=UTC)
    entries = (Entry(at=moment, kind=Kind.ALERT, role="PagerDuty", text="5xx | `a`", sources=("1.2",), told_at=moment),)
    assert json.loads(timeline_json(entries)) == [
        {"at": "2026-10-14T09:02:00Z", "kind": "alert", "role": "PagerDuty", "text": "5xx | `a`", "sources": ["1.2"], "told_at": "2026-10-14T09:02:00Z"}
    ]
    assert timeline_json(()) == b"[]\n"
    assert [row["chosen"] for row in json.loads(timeline_json(entries, chosen=entries[:1]))] == [True, *[False] * (len(entries) - 1)]
    table = timeline_markdown(entries, zone="Europe/London").decode()
    assert "| 2026-10-14 10:02 BST (told at 10:02) | alert | 5xx \\| `a` | 1.2 |" in table


def test_a_large_channel_takes_seconds() -> None:
    said = "we saw `web-2` fail at 10:02, see https://x.example/a_b for *more*"
    messages = tuple(message(f"{1791968401 + number}.000100", said) for number in range(20_000))
    started = time.perf_counter()
    size = sum(len(piece) for piece in transcript_jsonl(transcript(*messages))) + len(markdown_of(*messages))
    assert size > 2_000_000
    assert time.perf_counter() - started < 30
