"""Words a message that people marked, whatever it says: what they marked is an entry."""

from __future__ import annotations

from postmortem import mood
from postmortem.blameless.transcript import BlamelessMessage
from postmortem.incident import Kind, Office
from postmortem.text import PieceKind
from postmortem.timeline.label_words import LabelWords
from postmortem.timeline.reading import Sentence
from postmortem.timeline.wording import finish, phrase, shorten, third_person
from postmortem.timeline.wording.tenses import has_finite


def marked_entry(message: BlamelessMessage, sentences: tuple[Sentence, ...], labels: LabelWords) -> tuple[Kind, str]:
    """The kind and the words of a message that people marked and whose words tell of nothing that is known."""
    kind, role, said = _kind(message, sentences[:5]), message.role, _telling(sentences)
    if not said and any(piece.kind in (PieceKind.PROSE, PieceKind.CODE) and piece.text.strip() for piece in message.pieces[:50]):
        said = _joined(sentences[:3])  # "shipit", "morning, reading up": few words, and all there are
    text = phrase(said, role=role, kind=kind, labels=labels.near(said)) if said else ""
    if not text and message.files:
        text = f"{role} posted {message.files[0].name or 'a file'}."
    written = [piece for piece in message.pieces[:50] if piece.text.strip() or piece.target]
    if not text and written and all(piece.kind in (PieceKind.ROLE, PieceKind.PERSON) for piece in written):
        return kind, finish(f"{role} mentioned {' and '.join(piece.text for piece in written[:3])}")
    return kind, text or finish(shorten(f"{role} posted {third_person(_rest_of(message))}", 24))


def _telling(sentences: tuple[Sentence, ...]) -> str:
    """The first sentence that says anything; where it is only a few words, those that follow with it."""
    sentence = next((one for one in sentences if len(one.tokens) > 2), None)
    if sentence is None or len(sentence.tokens) >= 6:
        return sentence.text if sentence else ""
    first = sentences[:3]
    if not any(one.text.endswith("?") for one in first) and not has_finite(
        sentence.text
    ):  # "from the audit log. It's the account that …"
        whole = next(
            (one.text for one in first if len(one.tokens) >= 6 and mood.Sentence(one.text).clauses and has_finite(one.text)), ""
        )
        if whole:
            return whole
    return _joined(first)


def _joined(sentences: tuple[Sentence, ...]) -> str:
    """Sentences in one line: what a new line parted, a comma parts."""
    whole = ""
    for one in sentences:
        whole += ("" if not whole else " " if whole.endswith((".", "!", "?", ",", ";", ":")) else ", ") + one.text
    return whole


def _kind(message: BlamelessMessage, sentences: tuple[Sentence, ...]) -> Kind:
    """What shows something is a finding, what is only said is communication."""
    if message.role.lower().endswith(Office.COMMS.value):
        return Kind.COMMUNICATION
    if message.kind == "bot" or message.files or any(piece.kind is PieceKind.CODE_BLOCK for piece in message.pieces[:50]):
        return Kind.FINDING
    tells = any(len(one.tokens) >= 4 for one in sentences) and all(mood.Sentence(one.text).asserts for one in sentences)
    return Kind.FINDING if tells else Kind.COMMUNICATION


def _rest_of(message: BlamelessMessage) -> str:
    """What there is to say of a message that holds no sentence: its address, else the first line of its code, else its kind."""
    for kind, text, target in message.pieces[:50]:
        if kind is PieceKind.LINK:
            return target[:300]
        if kind is PieceKind.CODE_BLOCK and text.strip():
            return f"`{text.strip().splitlines()[0][:120].replace('`', '')}`"
        if kind is PieceKind.EMOJI:
            continue
        if any(letter.isalnum() for letter in text):
            return " ".join(text[:300].split())
    return "a message without words"
