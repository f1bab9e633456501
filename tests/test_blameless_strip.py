"""Names in text become roles, and everything else stays what it was."""

from __future__ import annotations

import pytest

from blameless_people import DAGNY, OSKAR, PEOPLE, channel_of, person, roster_of, stripped
from postmortem.blameless.roles import assign_roles
from postmortem.blameless.strip import Tally, strip_file_name, strip_log, strip_names, strip_pieces, strip_text
from postmortem.incident import Claim, Statement
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.slack.transcript import File, Message, MessageKind, Reaction
from postmortem.text import plain

# Responder 1 Dagny Kilbourne, 2 Oskar Brandvold, 3 Samuel Rivers, 4 Will Harkness, 5 May Lindqvist, 6 José Peñalver,
# 7 Brian Back, 8 田中 由紀
REPLACED = {
    "first name": ("thanks Dagny", "thanks Responder 1"),
    "lower case": ("dagny is on it", "Responder 1 is on it"),
    "full name": ("Dagny Kilbourne restarted it", "Responder 1 restarted it"),
    "last name": ("Kilbourne restarted it", "Responder 1 restarted it"),
    "full name backwards": ("assignee: Kilbourne, Dagny", "assignee: Responder 1"),
    "first name and initial": ("Dagny K. restarted it", "Responder 1 restarted it"),
    "initial and last name": ("D. Kilbourne restarted it", "Responder 1 restarted it"),
    "handle": ("ask dkilbourne", "ask Responder 1"),
    "handle after an at": ("@oskar.b restarted it", "Responder 2 restarted it"),
    "dotted name": ("dagny.kilbourne has the key", "Responder 1 has the key"),
    "possessive": ("Dagny's fix is live", "Responder 1's fix is live"),
    "possessive with a curly apostrophe": ("Dagny’s fix is live", "Responder 1’s fix is live"),
    "possessive without its apostrophe": ("see oskars fix", "see Responder 2's fix"),
    "two people": ("Dagny and Oskar are looking", "Responder 1 and Responder 2 are looking"),
    "slash between two people": ("Dagny/Oskar are looking", "Responder 1/Responder 2 are looking"),
    "nickname": ("Sammy has the key", "Responder 3 has the key"),
    "formal name": ("Samuel has the key", "Responder 3 has the key"),
    "accents left out": ("ask Jose Penalver", "ask Responder 6"),
    "accents typed": ("ask José", "ask Responder 6"),
    "accents decomposed": ("ask Jose\u0301 now", "ask Responder 6 now"),
    "capitals": ("DAGNY IS HERE", "Responder 1 IS HERE"),
    "zero-width letters inside": ("ask Dag\u200bny", "ask Responder 1"),
    "letters of another script": ("ask D\u0430gny", "ask Responder 1"),
    "Japanese inside a sentence": ("由紀が再起動しました", "Responder 8が再起動しました"),
    "end of a sentence": ("It was fixed by Dagny.", "It was fixed by Responder 1."),
    "in brackets": ("(Dagny)", "(Responder 1)"),
    "in bold": ("*Dagny* has it", "Responder 1 has it"),
    "nickname in brackets inside the name": ("Samuel (Sam) Rivers restarted it", "Responder 3 restarted it"),
    "several of one name": ("both Sams are here", "both colleagues are here"),
    "spoken to": ("@dagny can you look?", "Responder 1, can you look?"),
    "hyphenated to a word": ("a Dagny-approved fix", "a Responder 1-approved fix"),
    "e-mail": ("mail dagny.kilbourne@example.org please", "mail Responder 1 please"),
    "e-mail of a stranger": ("mail carla@example.net please", "mail [e-mail removed] please"),
    "telephone number": ("call +44 20 7946 0123 now", "call [phone number removed] now"),
    "Slack id in the text": ("see U0DAGNY001 there", "see Responder 1 there"),
    "ordinary last name in a full name": ("Brian Back restarted it", "Responder 7 restarted it"),
    "a name in a link's label": ("<https://example.org/x|Dagny's notes>", "Responder 1's notes (https://example.org/x)"),
    "home in a link": ("<https://example.org/~dkilbourne/x>", "https://example.org/~responder-1/x"),
    "home in a path": ("see /home/dkilbourne/run.sh", "see /home/responder-1/run.sh"),
    "uploader in a link": ("<https://team.slack.com/files/dagny/F1/x.png>", "https://team.slack.com/files/responder-1/F1/x.png"),
    "handle in code": ("`sudo -u dkilbourne ls`", "`sudo -u responder-1 ls`"),
    "full name in code": ("```Author: Dagny Kilbourne```", "```\nAuthor: responder-1\n```"),
    "e-mail in code": ("`git log --author dagny.kilbourne@example.org`", "`git log --author responder-1`"),
    "word that is a name": ("thanks Will, that fixed it", "thanks Responder 4, that fixed it"),
}
UNTOUCHED = {
    "will as a verb": "it will page us again, will update at 15:30",
    "may as a verb": "this may be related to the May release",
    "back as a word": "Brian's fix".replace("Brian's", "The") + " brings it back online",
    "a stranger's word": "the backend of the river service is slow",
    "host": "dagny-db-1.example.org is at 100% cpu",
    "identifier": "set oskar_timeout = 30",
    "path": "see /srv/oskar-app/logs/x.log",
    "first name in code": "`oskar = Thing()`",
    "first name in a code block": "```\nWARN dagny.queue backlog 42\n```",
    "option in code": "`run --dkilbourne`",
    "machine account": "git@github.com:example/repo.git",
    "time stamp": "ts 1760432580.000200 and 2026-10-14T09:03:00Z",
    "ids that are words": "UNAUTHORIZED and WEBSOCKET01",
    "part of a longer word": "the oskarian dagnyology",
    "numbers with a plus": "+1 for that, +20% since 10:00",
    "digits": "10.0.0.1 at 14:02",
}


@pytest.mark.parametrize(("text", "wanted"), REPLACED.values(), ids=REPLACED)
def test_a_name_becomes_its_role(text: str, wanted: str) -> None:
    pieces = strip_pieces(decode_mrkdwn(text), roster_of(), Tally(), "1")
    assert plain(pieces) == wanted


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED)
def test_what_is_no_name_stays(text: str) -> None:
    pieces = decode_mrkdwn(text)
    assert strip_pieces(pieces, roster_of(), Tally(), "1") == pieces


def test_a_log_line_keeps_first_names_and_loses_handles() -> None:
    line = "2026-10-14 09:03:11 ERROR oskar worker died for {}"
    assert strip_text(line.format("dkilbourne"), roster_of()) == line.format("responder-1")


def test_a_log_file_is_read_line_by_line() -> None:
    assert strip_log("start oskar\nuser=dkilbourne ok\n", roster_of()) == "start oskar\nuser=responder-1 ok\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<@U0DAGNY001> can you look?", "Responder 1, can you look?"),
        ("<@U0DAGNY001> is looking", "Responder 1 is looking"),
        ("ok <@U0DAGNY001>, thanks", "ok Responder 1, thanks"),
        ("<@U0NOBODY01> joined", "Third party 1 joined"),
    ],
)
def test_a_mention_becomes_a_role(text: str, wanted: str) -> None:
    assert plain(strip_pieces(decode_mrkdwn(text), roster_of(), Tally(), "1")) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Oskar has it", "The incident lead has it"),
        ("ask Oskar", "ask the incident lead"),
        ("ask <@U0OSKAR001> now", "ask the incident lead now"),
        ("the Oskar way", "the incident lead way"),
        ("thanks Oskar", "thanks incident lead"),
        ("<@U0OSKAR001> could you look", "Incident lead, could you look"),
        ("Oskar's fix", "The incident lead's fix"),
        ("Oskar, I know it's late", "Incident lead, I know it's late"),
        ("not today, Oskar", "not today, incident lead"),
        ("we asked Dagny, Oskar and Will.", "we asked Responder 1, the incident lead and Responder 2."),
    ],
)
def test_an_office_takes_the_article_that_the_sentence_wants(text: str, wanted: str) -> None:
    lead = Message(ts="1.0", author=OSKAR.id, statements=(Statement(claim=Claim.OFFICE, value="incident lead", person=OSKAR.id),))
    assert stripped(lead, text).messages[1].text == wanted


def test_people_who_share_a_name_are_told_apart_by_the_thread() -> None:
    other = person("U0DAGNY002", "Dagny Westerlund", handle="dwest")
    root = Message(ts="5.0", thread_ts="5.0", author=OSKAR.id, pieces=decode_mrkdwn("ready?"))
    reply = Message(ts="6.0", thread_ts="5.0", author=other.id, pieces=decode_mrkdwn("yes"))
    ask = Message(ts="7.0", thread_ts="5.0", author=OSKAR.id, pieces=decode_mrkdwn("go Dagny"))
    result = stripped(root, reply, ask, people=(*PEOPLE, other))
    assert result.messages[2].text == f"go {result.messages[1].role}"


def test_a_shared_name_without_a_thread_is_a_colleague() -> None:
    other = person("U0DAGNY002", "Dagny Westerlund", handle="dwest")
    assert stripped("ask Dagny", people=(*PEOPLE, other)).messages[0].text == "ask a colleague"


def test_a_shared_name_means_the_one_who_is_in_the_channel() -> None:
    other = person("U0DAGNY002", "Dagny Westerlund", handle="dwest")
    result = stripped("ask Dagny", people=(*PEOPLE, other), joined=frozenset({DAGNY.id}))
    assert result.messages[0].text == "ask Responder 1"


def test_a_name_of_somebody_outside_the_channel_is_taken_out_too() -> None:
    assert stripped("ask Oskar", joined=frozenset({DAGNY.id})).messages[0].text == "ask Responder 2"


def test_a_word_that_is_a_name_of_nobody_here_stays() -> None:
    assert stripped("thanks Will, that fixed it", joined=frozenset({DAGNY.id})).messages[0].text == "thanks Will, that fixed it"


def test_everything_about_a_message_is_stripped() -> None:
    message = Message(
        ts="1.0",
        author="U0OSKAR001",
        statements=(
            Statement(claim=Claim.SUMMARY, value="Dagny is on it <@U0DAGNY001>", was="Oskar was", person="Dagny Kilbourne"),
        ),
        reactions=(Reaction(emoji="dagny-party", people=("U0DAGNY001",), count=1),),
        files=(File(id="F1", name="dagny-kilbourne_notes.txt", uploader="U0DAGNY001"),),
    )
    result = stripped(message, name="inc-oskar-laptop")
    only = result.messages[0]
    assert result.channel == "inc-responder-1-laptop" or "oskar" not in result.channel
    assert only.role == "Responder 1"
    told = [
        *(f.name for f in only.files),
        *(emoji for emoji, _ in only.reactions),
        *[s.value + s.was + s.person for s in only.statements],
    ]
    assert not any(name in " ".join(told).casefold() for name in ("dagny", "oskar", "kilbourne", "u0dagny001"))
    assert result.removed["names"] > 3


def test_a_bridged_author_gets_a_label_and_loses_the_name() -> None:
    message = Message(ts="1.0", author_name="[irc] <zdenka>", pieces=decode_mrkdwn("zdenka here, looking"))
    result = stripped(message)
    assert (result.messages[0].role, result.messages[0].text) == ("Third party 1", "Third party 1 here, looking")


def test_a_tool_keeps_its_name() -> None:
    assert stripped(Message(ts="1.0", bot="PagerDuty", kind=MessageKind.BOT)).messages[0].role == "PagerDuty"


def test_a_tool_called_after_a_person_does_not() -> None:
    assert stripped(Message(ts="1.0", bot="Dagny's deploys", kind=MessageKind.BOT)).messages[0].role == "Responder 1's deploys"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("dagny-notes.txt", "responder-1-notes.txt"),
        ("graph-dkilbourne-dagny-kilbourne.png", "graph-responder-1.png"),
        ("Screenshot_oskar_2026.png", "Screenshot_responder-2_2026.png"),
        ("mark-as-read.png", "mark-as-read.png"),
        ("error.log", "error.log"),
    ],
)
def test_a_file_name_loses_names(name: str, wanted: str) -> None:
    assert strip_file_name(name, roster_of()) == wanted


def test_ambiguous_words_that_nothing_decides_are_told() -> None:
    transcript = channel_of("Will Friday work?")
    tally = Tally()
    strip_names(transcript, assign_roles(transcript), tally=tally)
    assert tally.undecided == [("Will", transcript.messages[0].ts)]


@pytest.mark.parametrize(
    "name", ["", "x", "🙂", "12345", "bot", "the", "prod", "main", "<script>", "..", "a" * 5000, "web-db-1", "Data Team"]
)
def test_an_odd_name_in_the_roster_wrecks_no_text(name: str) -> None:
    text = "the prod bot in main says <script> .. x 12345 web-db-1 is a data team thing, a 🙂 main problem"
    odd = (*PEOPLE, person("U0ODD00001", name, handle=name, display_name=name))
    assert stripped(text, people=odd).messages[0].text == text


@pytest.mark.parametrize("name", ["bot", "prod", "web-db-1"])
def test_an_odd_name_counts_after_an_at(name: str) -> None:
    odd = (*PEOPLE, person("U0ODD00001", "", handle=name))
    assert stripped(f"ask @{name} about it", people=odd).messages[0].text == "ask Responder 2 about it"


def test_a_huge_message_of_names_costs_bounded_time() -> None:
    text = "Dagny/oskar-x @dagny Will, " * 4000
    assert "Dagny" not in strip_text(text, roster_of())


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("佐々木健太", "佐々木健太です", "Responder 2です"),
        ("高野美月", "thanks 美月, please do", "thanks Responder 2, please do"),
        ("高野美月", "高野さん、お願いします", "Responder 2さん、お願いします"),
        ("佐藤さくら", "さくらが見ています", "Responder 2が見ています"),
        ("김민수", "민수 씨", "Responder 2 씨"),
        ("王小明", "小明在看", "Responder 2在看"),
        ("高野美月", "美しい月です", "美しい月です"),
    ],
)
def test_a_name_without_spaces_is_found_by_its_parts(name: str, text: str, wanted: str) -> None:
    people = (DAGNY, person("U0UNSPACE1", handle="unspaced1", display_name=name))
    assert stripped(text, people=people).messages[0].text == wanted


@pytest.mark.parametrize(
    ("code", "without"),
    [
        ("# ask Dagny before removing it\nx = 1", "# ask responder-1 before removing it\nx = 1"),
        ("x = 1  // Oskar wrote this", "x = 1  // responder-2 wrote this"),
        ("-- see Kilbourne's notes", "-- see responder-1's notes"),
        ("# Will restarts it by hand", "# responder-4 restarts it by hand"),
        ("# will be removed\n# mark as done\n# may fail", "# will be removed\n# mark as done\n# may fail"),
        ("# May 2026\n# in May", "# May 2026\n# in May"),
        ("#dagny = 1", "#dagny = 1"),
        ("# dagny-prod-1 restart", "# dagny-prod-1 restart"),
        ("x = Sam // 2", "x = Sam // 2"),
        ("-- Logs begin at Sun 2026-06-07", "-- Logs begin at Sun 2026-06-07"),
    ],
)
def test_comments_in_code_are_read_as_prose_where_a_capital_shows_a_name(code: str, without: str) -> None:
    roster = roster_of()
    assert strip_log(code, roster) == without


@pytest.mark.parametrize("handle", ["kas_m", "kas-m", "kas.m"])
def test_an_account_counts_with_other_signs_between_its_words(handle: str) -> None:
    kas = person("U0KASMIE01", "Katarzyna Mielec", handle="kas_m")
    assert stripped(f"merged by {handle} today", people=(*PEOPLE, kas)).messages[0].text in ("merged by Responder 2 today", "merged by responder-2 today")


def test_a_name_whose_given_name_has_a_small_second_part_is_one() -> None:
    baek = person("U0HYUNWB01", "Hyun-woo Baek", handle="hwb")
    assert stripped("`# Hyun-woo Baek, Oct`", "ask Hyun-woo Baek", people=(*PEOPLE, baek)).messages[0].text == "`# responder-2, Oct`"


def test_the_company_behind_an_at_sign_is_no_name_of_the_person() -> None:
    oda = person("U0ODAVEN01", "Oda Vennesland", display_name="Oda @ Brightwater", handle="odav")
    assert stripped("Brightwater is down, tell Oda", people=(*PEOPLE, oda)).messages[0].text == "Brightwater is down, tell Responder 2"
