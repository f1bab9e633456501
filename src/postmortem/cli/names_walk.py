"""The walk through possible names on a terminal: each is shown once, with a sentence, and one key answers it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import click

from postmortem.blameless.answers import name_person, next_label, not_a_name
from postmortem.blameless.people_file import Key, label_fault
from postmortem.blameless.residue import Suspect
from postmortem.blameless.roster import CLIENT_CONTACT, THIRD_PARTY
from postmortem.blameless.roster_file import KnownPeople
from postmortem.cli.console import printable

_KEYS = (
    "Enter as guessed · n not a name · a never a name, for the team · t third party · c client contact · k somebody known · "
    "r a role · s later · u undo · q stop"
)
_ENTER, _STOP = ("\r", "\n"), ("q", "Q", "\x03", "\x04", "\x1b")


@dataclass(slots=True, kw_only=True)
class _Walk:
    """Where the walk stands: the key so far, what the team is told, and what undo goes back to."""

    key: Key
    team: list[str]
    before: list[tuple[int, Key, int]]
    roster: KnownPeople


def walk(
    suspects: tuple[Suspect, ...], key: Key, roster: KnownPeople, *, save: Callable[[Key], None]
) -> tuple[Key, tuple[str, ...]]:
    """Ask about each string; the key with the answers, and the words for the team's list. Every answer is saved at once."""
    state = _Walk(key=key, team=[], before=[], roster=roster)
    _say(f"{len(suspects)} possible name{'' if len(suspects) == 1 else 's'}. One key each:\n{_KEYS}\n")
    place = 0
    while place < len(suspects):
        suspect = suspects[place]
        _show(suspect, place, len(suspects))
        pressed = _press()
        if pressed in _STOP:
            _say("Stopped; what you answered is kept.")
            break
        if pressed in ("u", "U"):
            place = _undo(state, place, save)
            continue
        if pressed in ("s", "S", " "):
            _say("  later")
            place += 1
            continue
        answered = _answer(pressed, suspect, state)
        if answered is None:
            _say(f"  {_KEYS}")
            continue
        state.before.append((place, state.key, len(state.team)))
        state.key = answered
        save(answered)
        if pressed in ("a", "A", "N"):
            state.team.append(suspect.text)
        place += 1
    return state.key, tuple(state.team)


def _show(suspect: Suspect, place: int, count: int) -> None:
    times = "once" if suspect.count == 1 else f"{suspect.count} times"
    guess = "a person" if suspect.likely else "not a name"
    name = printable(suspect.text)
    sentence = printable(suspect.sentence).replace(name, click.style(name, bold=True, reverse=True))
    _say(f"\n[{place + 1}/{count}] {click.style(name, bold=True)}  {times}; {suspect.why}. Guess: {guess}")
    _say(f"    {sentence}")


def _answer(pressed: str, suspect: Suspect, state: _Walk) -> Key | None:
    """The key with the answer; None where the key pressed says nothing, or the answer was broken off."""
    key, text = state.key, suspect.text
    if pressed in _ENTER:
        pressed = "t" if suspect.likely else "n"
    if pressed in ("n", "a", "A", "N"):
        _say("  not a name" + ("" if pressed == "n" else ", for the whole team"))
        return not_a_name(key, [text])
    if pressed in ("t", "c"):
        label = _label_of(key, text) if pressed == "t" else ""
        label = label or next_label(key, THIRD_PARTY if pressed == "t" else CLIENT_CONTACT)
        _say(f"  {label}")
        return name_person(key, text, label, state.roster)
    if pressed == "k":
        return _somebody_known(key, text, state.roster)
    if pressed == "r":
        role = _line("  Which role? ")
        if fault := label_fault(role, [text]):
            _say(f"  {fault}")
            return None
        return name_person(key, text, role, state.roster)
    return None


def _label_of(key: Key, name: str) -> str:
    """The label of somebody who has this name already: the model found them, and a person confirms it."""
    return next((person.label for person in key.people if person.name == name), "")


def _somebody_known(key: Key, text: str, roster: KnownPeople) -> Key | None:
    for number, person in enumerate(key.people, start=1):
        _say(f"   {number:>3}  {person.label}  {printable(', '.join(filter(None, (person.name, *person.names))) or person.id)}")
    chosen = _line("  Whose name is it? Number: ")
    if not chosen.isdigit() or not 1 <= int(chosen) <= len(key.people):
        return None
    return name_person(key, text, key.people[int(chosen) - 1].label, roster)


def _undo(state: _Walk, place: int, save: Callable[[Key], None]) -> int:
    if not state.before:
        _say("  nothing to undo")
        return place
    place, state.key, team = state.before.pop()
    del state.team[team:]
    save(state.key)
    _say("  undone")
    return place


def _press() -> str:
    """One key; the end of the input, and Ctrl-C, stop."""
    try:
        return click.getchar()
    except (EOFError, KeyboardInterrupt):
        return "q"


def _line(question: str) -> str:
    try:
        return " ".join(str(click.prompt(question, default="", show_default=False, prompt_suffix="", err=True)).split())
    except click.Abort:
        return ""


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
