"""What can go wrong, said in sentences: what is wrong, where, and what to do next.

Every error that a user may meet is a `PostmortemError`; its class decides the exit code. A message never quotes what people
wrote in the channel, and never a person's name: it names files, lines, keys, options and counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class PostmortemError(Exception):
    """It could not be done (exit 1). The text says what is wrong, where, and what to do next."""

    exit_code = 1


class InputError(PostmortemError):
    """What was given cannot be read: an export, a document, a settings file (exit 1)."""


class FolderError(PostmortemError):
    """The incident folder cannot be written or is not ours (exit 1)."""


class UsageError(PostmortemError):
    """The command was called wrongly (exit 2)."""

    exit_code = 2


class PeopleMustDecide(PostmortemError):
    """Somebody has to decide something first (exit 3)."""

    exit_code = 3


class NameWouldLeave(PostmortemError):
    """A known name or a secret would have left; nothing was written or sent (exit 4)."""

    exit_code = 4


def nearest(word: str, known: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """The known words most like `word`, best first: what somebody probably meant."""
    by_fold = {candidate.casefold(): candidate for candidate in known}
    close = get_close_matches(word.casefold(), list(by_fold), n=limit, cutoff=0.5)
    inside = [fold for fold in by_fold if word and word.casefold() in fold and fold not in close]
    return tuple(by_fold[fold] for fold in [*close, *sorted(inside, key=len)][:limit])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known words, or an empty string when nothing is near."""
    matches = nearest(word, known)
    if not matches:
        return ""
    if len(matches) == 1:
        return f" Did you mean {matches[0]}?"
    return f" Did you mean {', '.join(matches[:-1])} or {matches[-1]}?"
