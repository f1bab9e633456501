"""Names written in ways that hide them: other letters, other scripts, formatting inside, pieces apart. And what only looks so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from blameless_people import DAGNY, OSKAR, PEOPLE, person, roster_of
from postmortem.blameless.roles import assign_roles
from postmortem.blameless.strip import Tally, strip_file_name, strip_log, strip_names, strip_pieces, strip_text
from postmortem.blameless.transcript import BlamelessTranscript
from postmortem.slack.decode import decode_transcript
from postmortem.slack.export import open_export
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.text import Piece, PieceKind, plain

# Responder 1 Dagny Kilbourne, 2 Oskar Brandvold, 3 Samuel Rivers (Sam), 4 Will Harkness, 5 May Lindqvist, 6 José Peñalver,
# 7 Brian Back, 8 田中 由紀
SAME_LETTERS = {
    "a soft hyphen inside": ("ask Dag\u00adny", "ask Responder 1"),
    "a zero-width space inside": ("ask Dag\u200bny", "ask Responder 1"),
    "joiners inside": ("ask Dag\u200d\u200cny", "ask Responder 1"),
    "a word joiner inside": ("ask Dag\u2060ny", "ask Responder 1"),
    "a variation selector inside": ("ask Dag\ufe0fny", "ask Responder 1"),
    "a zero-width space between first and last name": ("ask Dagny\u200bKilbourne", "ask Responder 1"),
    "a zero-width space beside the gap": ("ask Dagny\u200b Kilbourne", "ask Responder 1"),
    "a byte order mark before": ("\ufeffDagny is on it", "\ufeffResponder 1 is on it"),
    "a left-to-right mark before": ("\u200eDagny is on it", "\u200eResponder 1 is on it"),
    "a right-to-left mark behind": ("ask Dagny\u200f now", "ask Responder 1 now"),
    "an override around": ("\u202eDagny\u202c is on it", "[U+202E]Responder 1[U+202C] is on it"),
    "full-width letters": ("ask Ｄａｇｎｙ", "ask Responder 1"),
    "full-width capitals in a full name": ("ask ＤＡＧＮＹ Kilbourne", "ask Responder 1"),
    "mathematical letters": ("ask 𝐃𝐚𝐠𝐧𝐲", "ask Responder 1"),
    "circled letters": ("ask Ⓓⓐⓖⓝⓨ", "ask Responder 1"),
    "letters on squares": ("ask 🅳🅰🅶🅽🆈", "ask Responder 1"),
    "small capitals": ("ask ᴅᴀɢɴʏ", "ask Responder 1"),
    "a Cyrillic letter": ("ask D\u0430gny", "ask Responder 1"),
    "a Cyrillic capital": ("ask \u041eskar", "ask Responder 2"),
    "several Cyrillic letters": ("ask D\u0430gn\u0443 K\u0456lb\u043eurn\u0435", "ask Responder 1"),
    "a Greek letter": ("ask \u039fskar", "ask Responder 2"),
    "a letter of phonetics": ("ask Da\u0261ny", "ask Responder 1"),
    "an accent that is not there": ("ask D\u00e1gn\u00fd", "ask Responder 1"),
    "combining accents": ("ask Da\u0301gny\u0308", "ask Responder 1"),
    "an accent decomposed": ("ask Jose\u0301 Pen\u0303alver", "ask Responder 6"),
    "struck with combining signs": ("ask D\u0336a\u0336g\u0336n\u0336y\u0336", "ask Responder 1"),
    "a hyphen that does not break": ("a Dagny\u2011approved fix", "a Responder 1\u2011approved fix"),
    "a typographic possessive": ("Dagny’s fix", "Responder 1’s fix"),
    "a possessive in capitals": ("DAGNY’S FIX, OSKAR'S FIX", "Responder 1’S FIX, Responder 2'S FIX"),
    "a possessive with an acute accent": ("Dagny´s fix", "Responder 1´s fix"),
    "a possessive with a grave accent": ("Dagny`s fix", "Responder 1`s fix"),
    "a possessive with a letter's apostrophe": ("Dagnyʼs fix", "Responder 1ʼs fix"),
    "a possessive with a prime": ("Dagny′s fix", "Responder 1′s fix"),
    "a full-width possessive": ("Dagny＇s fix", "Responder 1＇s fix"),
    "a shortened verb": ("Dagny'll look, Oskar’d know, Sam've seen it", "Responder 1'll look, Responder 2’d know, Responder 3've seen it"),
    "an article with an apostrophe": ("le disque d'Oskar et l’Oskar", "le disque d'Responder 2 et l’Responder 2"),
    "a possessive of a full name": ("Dagny Kilbourne’s fix", "Responder 1’s fix"),
    "single quotes": ("‘Dagny’ and 'Oskar'", "‘Responder 1’ and 'Responder 2'"),
    "guillemets": ("«Dagny» and ‹Oskar›", "«Responder 1» and ‹Responder 2›"),
    "low quotes": ("„Dagny“ and ‚Oskar‘", "„Responder 1“ and ‚Responder 2‘"),
    "emoji on both sides": ("🔥Dagny🔥", "🔥Responder 1🔥"),
    "a joined emoji": ("👩‍💻dagny", "👩‍💻Responder 1"),
    "an emoji with a skin tone": ("dagny👍🏽", "Responder 1👍🏽"),
    "an emoji with a selector": ("❤️dagny❤️", "❤️Responder 1❤️"),
    "a flag": ("🇩🇰Dagny", "🇩🇰Responder 1"),
    "an arrow": ("Dagny→Oskar", "Responder 1→Responder 2"),
    "full-width signs": ("（Dagny）、Oskar！", "（Responder 1）、Responder 2！"),
    "written as one word": ("ask DagnyKilbourne or dagnyk", "ask Responder 1 or Responder 1"),
    "an equals sign": ("lead=Dagny, comms=Oskar", "lead=Responder 1, comms=Responder 2"),
    "two mentions without a gap": ("cc @Dagny@Oskar", "cc responder-1Responder 2"),
    "small letters with slashes between": ("dagny's/oskar's/sam's, jose/penalver", "Responder 1's/responder-2's/responder-3's, Responder 6/Responder 6"),
    "mentions with a slash between": ("cc @dagny/@oskar", "cc Responder 1/Responder 2"),
}  # fmt: skip
NOT_THE_SAME = {
    "a longer word": "the dagnyology of oskarians",
    "a path of two names": "see /oskar/dagny and dagny/x and dagny/oskar/x.py",
    "a package": "bump @dagny/core and @oskar_x",
    "a scope of a setting": "lead=dagny-service, x.oskar=1",
    "an identifier": "call is_dagny_ok and kOskarLimit",
    "a sum": "2*3*4 and a_b_c and ~/x~y",
    "a Cyrillic word with letters like ours": "но это слово",
    "can't": "I can't, won't and don't",
    "o'clock": "at nine o'clock, y'all",
    "letters on squares": "🅱ug and 🆗",
    "units": "5µm, 3Ω, 20℃, 6′2″",
}


def told(text: str, people=PEOPLE) -> str:
    return plain(strip_pieces(decode_mrkdwn(text), roster_of(people), Tally(), "1"))


@pytest.mark.parametrize(("text", "wanted"), SAME_LETTERS.values(), ids=SAME_LETTERS)
def test_a_name_is_seen_whatever_its_letters_are_made_of(text: str, wanted: str) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize("text", NOT_THE_SAME.values(), ids=NOT_THE_SAME)
def test_what_only_looks_like_a_name_stays(text: str) -> None:
    assert told(text) == plain(decode_mrkdwn(text))


# (name, text, wanted), for a roster of Dagny and one other; "2" in the wanted text stands for the other's label.
SCRIPTS = {
    "Turkish dotted capital": ("İbrahim Yıldız", "İBRAHİM, ibrahim, IBRAHIM ve Yıldız", "2, 2, 2 ve 2"),
    "Turkish case endings": ("İbrahim Yıldız", "İbrahim'in sunucusu, YILDIZ'a sor", "2'in sunucusu, 2'a sor"),
    "German ß": ("Jürgen Strauß", "STRAUSS, Strauß, STRAUẞ und Strauss", "2, 2, 2 und 2"),
    "German dots": ("Jürgen Strauß", "JÜRGEN, Juergen, JUERGEN, Jurgen", "2, 2, 2, 2"),
    "Danish letters": ("Søren Åkjær", "Soeren, Søren, Soren, Aakjaer", "2, 2, 2, 2"),
    "Icelandic letters": ("Þórður Æsir", "Thordur og Aesir og ÞÓRÐUR", "2 og 2 og 2"),
    "Polish letters": ("Łukasz Żółć", "Lukasz i ZOLC i ŁUKASZ", "2 i 2 i 2"),
    "Vietnamese": ("Đặng Thị Hương", "Hương và Dang Thi Huong và Thị Hương", "2 và 2 và 2"),
    "Irish": ("Siobhán O’Brien", "O'Brien or OBrien or O´Brien or O`Brien or Siobhan O Brien", "2 or 2 or 2 or 2 or 2"),
    "a hyphen": ("Mary-Jane D'Souza", "Mary-Jane, Mary Jane, MaryJane, Mary‑Jane, Souza", "2, 2, 2, 2, 2"),
    "Cyrillic": ("Иван Петров", "Иван перезапустил сервис, ПЕТРОВ смотрит", "2 перезапустил сервис, 2 смотрит"),
    "Cyrillic, declined": ("Иван Петров", "спроси Ивана, это у Петрова, с Иваном", "спроси 2, это у 2, с 2"),
    "Cyrillic, declined names in -й and -ия": ("Сергей Мария", "у Сергея и с Марией", "у 2 и с 2"),
    "Cyrillic with a Latin letter": ("Иван Петров", "спроси Ив\u0061на", "спроси 2"),
    "Cyrillic beside Latin": ("Иван Петров", "Иван/Dagny", "2/Responder 1"),
    "Cyrillic without a gap": ("Иван Петров", "это ИванПетров", "это 2"),
    "Cyrillic, another word": ("Иван Петров", "Иваненко и петровский", None),
    "Greek": ("Γιώργος Παππάς", "ο Γιώργος, ΓΙΩΡΓΟΣ, Παππας", "ο 2, 2, 2"),
    "Greek, declined": ("Γιώργος Παππάς", "ρώτα τον Γιώργο, του Παππά", "ρώτα τον 2, του 2"),
    "Arabic": ("محمد الأحمد", "قام محمد بإعادة التشغيل", "قام 2 بإعادة التشغيل"),
    "Arabic with vowels": ("محمد الأحمد", "شكرا مُحَمَّد", "شكرا 2"),
    "Arabic with a small word": ("محمد الأحمد", "هذا لمحمد", "هذا ل2"),
    "Arabic, full name": ("محمد الأحمد", "محمد الأحمد هنا", "2 هنا"),
    "Hebrew": ("דוד לוי", "דוד הפעיל מחדש", "2 הפעיל מחדש"),
    "Hebrew with a small word": ("דוד לוי", "תן לדוד", "תן ל2"),
    "Hebrew with points": ("דוד לוי", "תודה דָּוִד", "תודה 2"),
    "Hindi": ("प्रिया शर्मा", "प्रिया ने किया, शर्मा जी", "2 ने किया, 2 जी"),
    "Tamil": ("கவிதா", "கவிதா said so", "2 said so"),
    "Ethiopic": ("አበበ", "አበበ said so", "2 said so"),
    "Thai": ("สมชาย ใจดี", "ถามสมชายหน่อย", "ถาม2หน่อย"),
    "Thai, full name": ("สมชาย ใจดี", "สมชาย ใจดีรีสตาร์ท", "2รีสตาร์ท"),
    "Hangul with particles": ("김민수", "김민수가 재시작했어요, 민수 씨", "2가 재시작했어요, 2 씨"),
    "Hangul, spaced": ("김민수", "김 민수 님", "2 님"),
    "Hangul, spaced in the profile": ("김 민수", "김민수님이 했다", "2님이 했다"),
    "Hangul, family name with an honorific": ("김민수", "김씨가 봐요, 김 씨도", "2씨가 봐요, 2 씨도"),
    "Hangul, another name that begins alike": ("김민수", "민순 씨와 김민순", None),
    "Hangul, another family name inside a word": ("김민수", "돈김님", None),
    "Han": ("王小明", "请问王小明，小明在看", "请问2，2在看"),
    "Han, spaced": ("王小明", "王 小明 在看", "2 在看"),
    "Han of two": ("王伟", "王伟重启了服务，很伟大", "2重启了服务，很伟大"),
    "Han, another name that begins alike": ("王小明", "王小红来了", None),
    "kanji, family and given name without a gap": ("佐藤健", "佐藤さんと佐藤部長、佐藤が", "2さんと2部長、2が"),
    "kanji with an honorific": ("田中 由紀", "田中さんが再起動、由紀も", "2さんが再起動、2も"),
    "kanji with a full-width gap": ("田中 由紀", "田中　由紀です", "2です"),
    "kanji with a dot": ("田中 由紀", "田中・由紀です", "2です"),
    "kanji of one letter": ("林 太郎", "林さん、森林です、と林さん", "2さん、森林です、と2さん"),
    "kanji of one letter, by itself": ("林", "林, can you look", "2, can you look"),
    "kanji, a longer family name": ("林 太郎", "小林さん", None),
    "katakana": ("タナカ ユキ", "タナカさん、ﾀﾅｶ ﾕｷ", "2さん、2"),
    "hiragana": ("高野さくら", "さくらが見ています", "2が見ています"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "wanted"), SCRIPTS.values(), ids=SCRIPTS)
def test_a_name_is_found_in_running_text_of_its_script(name: str, text: str, wanted: str | None) -> None:
    people = (DAGNY, person("U0SCRIPT01", name))
    assert told(f"x {text}", people).removeprefix("x ") == (text if wanted is None else wanted.replace("2", "Responder 2"))


@pytest.mark.parametrize(("name", "text", "wanted"), [(name, text, wanted) for name, text, wanted in SCRIPTS.values() if wanted is not None], ids=[key for key, row in SCRIPTS.items() if row[2] is not None])  # fmt: skip
def test_a_display_name_in_any_script_counts_as_a_real_name_does(name: str, text: str, wanted: str) -> None:
    people = (DAGNY, person("U0SCRIPT01", display_name=name))
    assert told(f"x {text}", people) == f"x {wanted.replace('2', 'Responder 2')}"


FORMATTED = {
    "bold beginning": ("*Sa*m has it", "Responder 3 has it"),
    "italic beginning": ("_Sa_m has it", "Responder 3 has it"),
    "bold end": ("S*am* has it", "Responder 3 has it"),
    "italic middle": ("ask D_agn_y", "ask Responder 1"),
    "struck end": ("ask Dag~ny~", "ask Responder 1"),
    "code end": ("ask Dag`ny`", "ask Responder 1"),
    "code beginning": ("ask `Dag`ny", "ask Responder 1"),
    "two marks": ("ask _*Dag*_ny", "ask Responder 1"),
    "two bold halves": ("ask *Dag**ny*", "ask *Responder 1*"),
    "bold reaches into the last name": ("*Dagny Kil*bourne did", "Responder 1 did"),
    "bold first name": ("*Dagny* Kilbourne did", "Responder 1 did"),
    "italic last name": ("Dagny _Kilbourne_ did", "Responder 1 did"),
    "two kinds": ("_Dagny_ *Kilbourne* did", "Responder 1 did"),
    "bold last name with a possessive": ("Dagny *Kilbourne*'s fix", "Responder 1's fix"),
    "bold without a gap": ("*Dagny*Kilbourne did", "Responder 1 did"),
    "nested marks": ("*_Dagny_ Kilbourne* did", "Responder 1 did"),
    "an ordinary last name in italics": ("Brian _Back_ did", "Responder 7 did"),
    "open marks": ("*dagny and _oskar and ~sam", "*Responder 1 and _responder-2 and ~responder-3"),
    "double marks": ("**dagny** and ~~oskar~~ and __sam__", "**Responder 1** and ~~responder-2~~ and __responder-3__"),
    "over two lines": ("Dagny\nKilbourne did", "Responder 1 did"),
    "over two lines, in bold": ("Dagny\n*Kilbourne* did", "Responder 1 did"),
    "over two lines of a quote": ("&gt; ask Dagny\n&gt; Kilbourne now", "> ask Responder 1 now"),
    "over two lines of a list": ("- Dagny\n  Kilbourne\n- Oskar", "- Responder 1\n- Responder 2"),
    "over two lines, but the second begins a sentence": ("thanks Brian\nBack to work", "thanks Responder 7\nBack to work"),
    "in a quote": ("&gt; Dagny said\n&gt;&gt; oskar too", "> Responder 1 said\n>> Responder 2 too"),
    "in quotes": ("\"Dagny\" and “Oskar”", "\"Responder 1\" and “Responder 2”"),
    "in a list": ("• *Dagny*: look\n1. *Oskar Brandvold*\n- _Sam_", "• Responder 1: look\n1. Responder 2\n- Responder 3"),
    "in a link's label": ("<https://x.example/a|Dagny's fix>", "Responder 1's fix (https://x.example/a)"),
    "a part of it in a link's label": ("<https://x.example/a|Dag>ny's fix", "Responder 1 (https://x.example/a)'s fix"),
    "the last name in a link's label": ("Dagny <https://x.example/a|Kilbourne>", "Responder 1 Responder 1 (https://x.example/a)"),
    "in a link's path": ("<https://x.example/dagny-kilbourne/y|z>", "z (https://x.example/responder-1/y)"),
    "in a link's query": ("<https://x.example/a?u=dkilbourne&amp;q=Dagny%20Kilbourne>", "https://x.example/a?u=responder-1&q=responder-1"),
    "in a link's fragment": ("<https://x.example/a#oskar.b>", "https://x.example/a#responder-2"),
    "in a mail link": ("<mailto:dagny.kilbourne@example.org|Dagny>", "Responder 1 (mailto:responder-1)"),
    "a handle in code": ("`dkilbourne` `@dkilbourne` `oskar.b`", "`responder-1` `@responder-1` `responder-2`"),
    "a full name in code": ("`Dagny Kilbourne` `dagnykilbourne`", "`responder-1` `responder-1`"),
    "a full name over lines of code": ("```Oskar\nBrandvold```", "```\nresponder-2\n```"),
    "in an emoji's name": (":dagny-party: and :thanks_oskar:", ":responder-1-party: and :thanks_responder-2:"),
    "beside an emoji": (":wave: Dagny:wave: ok :wave:Oskar", ":wave: Responder 1:wave: ok :wave:Responder 2"),
    "in a channel's name": ("<#C1|help-oskar>", "#help-responder-2"),
    "in a group's handle": ("<!subteam^S1|@dagny-team>", "@responder-1-team"),
    "in a date's words": ("<!date^1392734382^{date} by Oskar|set by Dagny>", "set by Responder 1"),
    "an escaped mention": ("&lt;@U0OSKAR001&gt; and @U0OSKAR001", "Responder 2 and Responder 2"),
}  # fmt: skip
KEPT = {
    "a first name in code": "`dagny` and `oskar = 1`",
    "a first name in a link's address": "<https://x.example/dagny/y>",
    "a first name in a block": "```\ndagny.queue=1\noskar --all\n```",
    "identifiers": "the _private_name and is_s_am and __init__",
    "a glob and a product": "rm d*gn*y and 2*sa*3*m",
    "code between words": "run `a`b and x`c`",
    "a list of small words": "_so_ *a* ~b~",
}


@pytest.mark.parametrize(("text", "wanted"), FORMATTED.values(), ids=FORMATTED)
def test_a_name_is_found_whatever_is_formatted_in_it(text: str, wanted: str) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_formatting_without_a_name_stays(text: str) -> None:
    pieces = decode_mrkdwn(text)
    assert strip_pieces(pieces, roster_of(), Tally(), "1") == pieces


def test_a_name_that_is_divided_over_three_pieces_is_put_together() -> None:
    pieces = (Piece(PieceKind.PROSE, "ask D"), Piece(PieceKind.CODE, "ag"), Piece(PieceKind.PROSE, "ny now"))
    assert plain(strip_pieces(pieces, roster_of(), Tally(), "1")) == "ask Responder 1 now"


def test_pieces_of_words_that_are_no_names_stay_apart() -> None:
    pieces = (Piece(PieceKind.PROSE, "pre"), Piece(PieceKind.CODE, "fix"), Piece(PieceKind.LINK, "es", "https://x.example"), Piece(PieceKind.PROSE, "!"))
    assert strip_pieces(pieces, roster_of(), Tally(), "1") == pieces


# A small export, read as any other: what stands outside a message's own text.

USERS = [
    {"id": DAGNY.id, "name": "dkilbourne", "real_name": "Dagny Kilbourne", "profile": {"display_name": "Dagny", "first_name": "Dagny", "last_name": "Kilbourne"}},
    {"id": OSKAR.id, "name": "oskar.b", "real_name": "Oskar Brandvold", "profile": {"display_name": "Oskar", "first_name": "Oskar", "last_name": "Brandvold"}},
]  # fmt: skip
STYLED = {"type": "rich_text_section", "elements": [{"type": "text", "text": "Os", "style": {"bold": True}}, {"type": "text", "text": "kar has it, "}, {"type": "text", "text": "Dag", "style": {"code": True}}, {"type": "text", "text": "ny too"}]}  # fmt: skip
BULLETS = {"type": "rich_text_list", "style": "bullet", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Dagny", "style": {"bold": True}}, {"type": "text", "text": " Kilbourne: look"}]}]}  # fmt: skip
QUOTED = {"type": "rich_text_quote", "elements": [{"type": "text", "text": "ask Dagny\nKilbourne"}]}
ROOT = "1760432520.000100"
MESSAGES = {
    "blocks": ({"blocks": [{"type": "rich_text", "elements": [STYLED, BULLETS, QUOTED]}]}, "Responder 2 has it, Responder 1 too\n• Responder 1: look\n> ask Responder 1"),
    "a reply to a root that is gone": ({"text": "thanks Oskar", "thread_ts": "1760432500.000100", "parent_user_id": OSKAR.id}, "thanks Responder 2"),
    "a deleted root": ({"subtype": "tombstone", "text": "Dagny's message was deleted.", "thread_ts": ROOT, "reply_count": 1}, "Responder 1's message was deleted."),
    "a topic": ({"subtype": "channel_topic", "text": "x", "topic": "On it: *Oskar* Brandvold"}, "On it: Responder 2"),
    "a purpose": ({"subtype": "channel_purpose", "text": "x", "purpose": "ask Dagny"}, "ask Responder 1"),
    "an attachment": (
        {"attachments": [{"author_name": "Oskar Brandvold", "author_subname": "oskar.b", "author_link": "https://x.example/oskar.b", "title": "Fix by Dagny", "title_link": "https://x.example/dagny-kilbourne", "text": "*Dag*ny wrote", "fields": [{"title": "Oskar", "value": "Dagny Kilbourne"}], "footer": "posted by Oskar", "fallback": "Dagny"}]},
        "Fix by Responder 1 (https://x.example/responder-1)\nResponder 1 wrote\nResponder 2: Responder 1\nposted by Responder 2",
    ),
    "a preview": ({"text": "see", "attachments": [{"from_url": "https://x.example", "author_name": "Oskar", "text": "Dagny wrote"}]}, "see"),
    "a tool's fallback": ({"subtype": "bot_message", "username": "Oskar's bot", "attachments": [{"fallback": "Dagny did it"}]}, "Responder 1 did it"),
}  # fmt: skip


def read(tmp_path: Path, *messages: dict[str, object]) -> BlamelessTranscript:
    folder = tmp_path / "inc-1"
    folder.mkdir()
    (tmp_path / "users.json").write_text(json.dumps(USERS), encoding="utf-8")
    (tmp_path / "channels.json").write_text(json.dumps([{"id": "C0AAAAAA1", "name": "inc-1"}]), encoding="utf-8")
    rows = [{"type": "message", "user": DAGNY.id, "ts": f"{1760432520 + n}.000100", **message} for n, message in enumerate(messages)]
    (folder / "2025-10-14.json").write_text(json.dumps(rows), encoding="utf-8")
    export = open_export(tmp_path)
    transcript = decode_transcript(export, export.find("inc-1"))
    roster = assign_roles(transcript)
    for one in (DAGNY, OSKAR):
        roster.label(one.id)
    return strip_names(transcript, roster)


@pytest.mark.parametrize(("message", "wanted"), MESSAGES.values(), ids=MESSAGES)
def test_names_in_every_part_of_a_message_are_out(message: dict[str, object], wanted: str, tmp_path: Path) -> None:
    assert read(tmp_path, message).messages[0].text == wanted


def test_names_in_reactions_and_files_are_out(tmp_path: Path) -> None:
    files = [{"id": "F1", "name": "Dagny Kilbourne – notes.png", "title": "x"}, {"id": "F2", "name": "", "title": "Oskar's *Dagny* list.txt"}, {"id": "F3", "name": "dagny\u200bkilbourne.log"}]
    only = read(tmp_path, {"text": "see", "files": files, "reactions": [{"name": "thanks_oskar", "users": [OSKAR.id], "count": 1}, {"name": "dagny", "users": [], "count": 2}]}).messages[0]
    assert only.reactions == (("thanks_responder-2", 1), ("responder-1", 2))
    assert [file.name for file in only.files] == ["responder-1 – notes.png", "responder-2's *responder-1* list.txt", "responder-1.log"]


def test_a_tool_named_after_somebody_loses_the_name(tmp_path: Path) -> None:
    assert read(tmp_path, {"subtype": "bot_message", "username": "Oskar’s bot", "text": "done"}).messages[0].role == "Responder 2’s bot"


@pytest.mark.parametrize(("name", "wanted"), [("Dаgny.png", "responder-1.png"), ("ＤＡＧＮＹ.png", "responder-1.png"), ("dagny’s graph.png", "responder-1’s graph.png"), ("由紀-graph.png", "responder-8-graph.png")])
def test_a_file_name_in_odd_letters_loses_names_too(name: str, wanted: str) -> None:
    assert strip_file_name(name, roster_of()) == wanted


@pytest.mark.parametrize("text", ["Dаgny Kilbourne logged in", "user=ｄｋｉｌｂｏｕｒｎｅ", "ok dkil\u200bbourne"])
def test_a_log_in_odd_letters_loses_handles_and_full_names(text: str) -> None:
    assert "responder-1" in strip_log(text, roster_of())


def test_text_of_hidden_letters_alone_is_survived() -> None:
    text = "\u200b\u200d\ufeff\u00ad\u202e\u0301\ufe0f" * 50
    assert strip_text(text, roster_of()) == text


@pytest.mark.parametrize("text", ["Westerlund, Dagny Kilbourne. ok", "Kilbourne, Dagny Westerlund. ok", "dagny.kilbourne, Dagny Westerlund. ok"])
def test_names_that_share_a_word_of_the_text_are_both_taken_out_whole(text: str) -> None:
    people = (DAGNY, person("U0DAGNY002", "Dagny Westerlund"))
    assert not {"dagny", "kilbourne", "westerlund"} & set(told(text, people).casefold().replace(",", " ").replace(".", " ").split())
