"""An index of names to find them by: who could be meant by these words?

The forms of a person are worked out when one of the person's words is met for the first time, so that a workspace of ten
thousand costs little more than the people who are spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from postmortem.blameless.fold import fold_text
from postmortem.blameless.name_forms import Form, Sort, add_forms, add_outsider
from postmortem.blameless.profile_names import TOKEN, WORD, Names, name_tokens, own_name, trigger_words
from postmortem.blameless.unbroken import NO_SPACES, Unbroken, unbroken_forms

__all__ = ["NO_SPACES", "TOKEN", "WORD", "Form", "Index", "Names", "Sort", "add_outsider", "name_tokens"]


@dataclass(slots=True, kw_only=True)
class Index:
    """Every form of everybody. Looking up costs the same for ten people and ten thousand.

    triggers: word → people of whom a form holds that word; emptied once their forms are worked out, and never removed, so
    that a text without any of these words holds no name. phrases: first two words → forms of several words, longest first.
    singles: word → forms of that one word. exact: what counts in code and hosts as well, as one unbroken token → person ids.
    handles: what counts after an "@" → person ids.
    unbroken: first two letters → names in scripts without spaces. emails: address → person id.
    insisted: words that could be something else and are taken for names all the same. confirmed: words that people have said are
    names: they are wherever their neighbours do not speak against it.
    """

    triggers: dict[str, list[str]] = field(default_factory=dict)
    phrases: dict[tuple[str, str], list[Form]] = field(default_factory=dict)
    singles: dict[str, list[Form]] = field(default_factory=dict)
    exact: dict[str, list[str]] = field(default_factory=dict)
    handles: dict[str, list[str]] = field(default_factory=dict)
    unbroken: dict[str, list[Unbroken]] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)
    insisted: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    _names: dict[str, list[Names]] = field(default_factory=dict)
    _seen: set[Form] = field(default_factory=set)

    def add_person(self, person: str, names: Names, *, email: str = "") -> None:
        """Take a person in; `email` is the whole address."""
        if "@" in email:
            address = fold_text(email.strip())
            self.emails.setdefault(address, person)
            local = address.partition("@")[0].partition("+")[0]
            names = names._replace(local=local if len(local) > 2 else "")
        self._names.setdefault(person, []).append(names)
        for name in (*names.full, names.display):
            if not name.isascii() and NO_SPACES.search(name):
                self._add_unbroken(person, name)
        for word in trigger_words(names):
            self.triggers.setdefault(word, []).append(person)

    def look(self, words: Iterable[str]) -> bool:
        """Whether a text with these words can hold a name; if so, the forms of everybody who might be meant are at hand."""
        triggers = self.triggers
        if triggers.keys().isdisjoint(words):
            return False
        for word in set(words):
            waiting = triggers.get(word)
            if waiting:
                triggers[word] = []
                for person in waiting:
                    for names in self._names.pop(person, ()):
                        add_forms(self, person, names)
        return True

    def knows(self, word: str) -> bool:
        """Whether a folded word is surely somebody's name or handle here, whatever stands beside it."""
        if word in self.handles:
            return True
        if not self.look((word, *WORD.findall(word))):
            return False
        return word in self.handles or any(not form.needs_at and not form.is_word for form in self.singles.get(word, ()))

    def knows_name(self, name: str) -> bool:
        """Whether a whole name as written is somebody's here: its words begin a known name, or it is surely a name alone."""
        tokens = name_tokens(name)
        if len(tokens) < 2:
            return bool(tokens) and self.knows(tokens[0])
        self.look(tokens)
        known = self.phrases.get((tokens[0], tokens[1]), ())
        return any(form.tokens[: len(tokens)] == tokens or tokens[: len(form.tokens)] == form.tokens for form in known)

    def add(self, form: Form) -> None:
        """Take a form in, once."""
        if form in self._seen:
            return
        self._seen.add(form)
        tokens = form.tokens
        if len(tokens) > 1:
            forms = self.phrases.setdefault((tokens[0], tokens[1]), [])
            forms.append(form)
            forms.sort(key=lambda known: (-len(known.tokens), known.sort))
            return
        known = self.singles.setdefault(tokens[0], [])
        surer = [other.needs_at > form.needs_at or other.is_word > form.is_word for other in known if other.person == form.person]
        if all(surer):
            known.append(form)

    def add_exact(self, token: str, person: str) -> None:
        """Take in what counts as one unbroken token anywhere."""
        people = self.exact.setdefault(token, [])
        if person not in people:
            people.append(person)

    def add_handle(self, handle: str, person: str) -> None:
        """Take in what counts after an "@"."""
        people = self.handles.setdefault(handle, [])
        if person not in people:
            people.append(person)

    def _add_unbroken(self, person: str, name: str) -> None:
        for form in unbroken_forms(person, own_name(name)):
            forms = self.unbroken.setdefault(form.text[:2], [])
            if form not in forms:
                forms.append(form)
                forms.sort(key=lambda known: -len(known.text))
